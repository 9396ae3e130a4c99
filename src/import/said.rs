//! What was said about a reading: listed, put into words, and taken back.

use super::{Brackets, Choice, ColumnRole, DecimalSign, PeriodKind, ReadingChoices, SubjectsAre};

impl ReadingChoices {
    /// Everything that was said, but for sheets and goals, which are chosen from lists.
    pub fn said(&self) -> Vec<Choice> {
        let mut said = Vec::new();
        for (sign, state) in &self.markers {
            said.push(Choice::Marker(sign.clone(), *state));
        }
        said.extend(self.period_kind.map(Choice::PeriodKind));
        for (text, kind) in &self.period_kinds {
            said.push(Choice::PeriodKindOf(text.clone(), *kind));
        }
        said.extend(self.decimal.map(Choice::Decimal));
        said.extend(self.brackets.map(Choice::Brackets));
        for (indicator, unit) in &self.units {
            said.push(Choice::UnitOf(indicator.clone(), unit.clone()));
        }
        said.extend(self.period.clone().map(Choice::Period));
        said.extend(self.unit.clone().map(Choice::Unit));
        said.extend(self.indicator.clone().map(Choice::Indicator));
        said.extend(self.subject.clone().map(Choice::Subject));
        for (name, code) in &self.named_subjects {
            said.push(Choice::SubjectOf(name.clone(), code.clone()));
        }
        said.extend(self.successors.then_some(Choice::Successors));
        said.extend(self.hidden.then_some(Choice::Hidden));
        said.extend(self.subjects.map(Choice::Subjects));
        said.extend(self.header_row.map(Choice::HeaderRow));
        for (role, column) in &self.columns {
            said.push(Choice::Column(*role, column.clone()));
        }
        said
    }

    /// The choices without one of them.
    #[must_use]
    pub fn without(&self, said: &Choice) -> Self {
        let mut choices = self.clone();
        match said {
            Choice::Sheet(name) => choices.sheets.retain(|other| other != name),
            Choice::Hidden => choices.hidden = false,
            Choice::HeaderRow(_) => choices.header_row = None,
            Choice::Column(_, column) => choices.columns.retain(|(_, other)| other != column),
            Choice::Period(_) => choices.period = None,
            Choice::PeriodKind(_) => choices.period_kind = None,
            Choice::PeriodKindOf(text, _) => {
                choices.period_kinds.retain(|(other, _)| other != text);
            }
            Choice::Subject(_) => choices.subject = None,
            Choice::SubjectOf(name, _) => {
                choices.named_subjects.retain(|(other, _)| other != name);
            }
            Choice::Successors => choices.successors = false,
            Choice::Unit(_) => choices.unit = None,
            Choice::UnitOf(indicator, _) => choices.units.retain(|(other, _)| other != indicator),
            Choice::Marker(sign, _) => choices.markers.retain(|(other, _)| other != sign),
            Choice::Indicator(_) => choices.indicator = None,
            Choice::Subjects(_) => choices.subjects = None,
            Choice::Decimal(_) => choices.decimal = None,
            Choice::Brackets(_) => choices.brackets = None,
        }
        choices
    }
}

impl Choice {
    /// What it says, in words.
    pub fn in_words(&self) -> String {
        match self {
            Self::Sheet(name) => format!("Sheet “{name}” is read"),
            Self::Hidden => "Hidden rows and columns are read".to_owned(),
            Self::HeaderRow(row) => format!("Row {row} is the header"),
            Self::Column(ColumnRole::Ignore, column) => format!("Column {column} is not read"),
            Self::Column(role, column) => {
                format!("Column {column} is {}", role.code().replace('-', " "))
            }
            Self::Period(text) => format!("The period is {text}"),
            Self::PeriodKind(kind) => format!("Periods are {}", kinds(*kind)),
            Self::PeriodKindOf(text, kind) => format!("“{text}” is one of {}", kinds(*kind)),
            Self::Subject(name) => format!("All figures are of {name}"),
            Self::SubjectOf(name, code) => format!("“{name}” is {code}"),
            Self::Successors => "Figures after a place’s end are of the same area since".to_owned(),
            Self::Unit(unit) => format!("The unit is {unit}"),
            Self::UnitOf(indicator, unit) => format!("“{indicator}” is in {unit}"),
            Self::Marker(sign, state) => format!("“{sign}” is {}", state.in_words()),
            Self::Indicator(name) => format!("The indicator is {name}"),
            Self::Subjects(SubjectsAre::Places) => "Rows are about places".to_owned(),
            Self::Subjects(SubjectsAre::Organisations) => "Rows are about organisations".to_owned(),
            Self::Decimal(DecimalSign::Point) => "A point stands before decimals".to_owned(),
            Self::Decimal(DecimalSign::Comma) => "A comma stands before decimals".to_owned(),
            Self::Brackets(Brackets::Negative) => "Numbers in brackets are negative".to_owned(),
            Self::Brackets(Brackets::Plain) => "Brackets round numbers mean nothing".to_owned(),
        }
    }
}

fn kinds(kind: PeriodKind) -> &'static str {
    match kind {
        PeriodKind::Calendar => "calendar years",
        PeriodKind::Financial => "years from April",
        PeriodKind::Academic => "school years",
        PeriodKind::Month => "months",
        PeriodKind::DayFirst => "days, the day before the month",
        PeriodKind::MonthFirst => "days, the month before the day",
    }
}

#[cfg(test)]
mod tests {
    use crate::domain::State;
    use crate::import::{Choice, ColumnRole, DecimalSign, PeriodKind, ReadingChoices, SubjectsAre};

    #[test]
    fn what_was_said_is_listed_and_each_taken_back_alone() {
        let text = |text: &str| text.to_owned();
        let all = [
            Choice::Marker(text("-"), State::Zero),
            Choice::PeriodKind(PeriodKind::Financial),
            Choice::PeriodKindOf(text("201819"), PeriodKind::Month),
            Choice::Decimal(DecimalSign::Comma),
            Choice::UnitOf(text("Pay"), text("£")),
            Choice::Period(text("2021")),
            Choice::Unit(text("%")),
            Choice::Indicator(text("Pay")),
            Choice::Subject(text("England")),
            Choice::SubjectOf(text("West Midlands"), text("E12000005")),
            Choice::Successors,
            Choice::Subjects(SubjectsAre::Places),
            Choice::HeaderRow(4),
            Choice::Column(ColumnRole::Value, text("C")),
        ];
        let said = all
            .iter()
            .fold(ReadingChoices::default(), |choices, one| choices.with(one));
        assert_eq!(said.said(), all);
        for one in &all {
            let left = said.without(one).said();
            assert_eq!(left.len(), all.len() - 1, "{}", one.in_words());
            assert!(!left.contains(one));
        }
    }
}
