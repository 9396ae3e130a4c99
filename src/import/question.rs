//! What a file does not tell and nobody may guess: asked, with the answers that can be given. An answer is a change of the
//! [`ReadingChoices`], so that whoever keeps those has kept the answer.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::{Brackets, ColumnRole, DecimalSign, PeriodKind, ReadingChoices, SubjectsAre};
use crate::domain::{Origin, State};

/// One thing that is asked about a sheet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// Stable code of the kind of question: `marker`, `period-kind`, `value-column`, `unit`, `period`,
    /// `indicator`, `subject`, `name`, `header-row`.
    pub code: String,
    /// What tells it from others of its kind: the sign, the way of writing, the indicator.
    pub about: String,
    /// The question in one plain sentence, which names no option.
    pub ask: String,
    /// A cell that it is about.
    pub origin: Origin,
    /// What stands there.
    pub raw: String,
    /// Figures that are left out until it is answered; 0 where they are kept as proposed.
    pub figures: u64,
    /// The answers among which one chooses, the likeliest first.
    pub answers: Vec<Answer>,
    /// Set where any text of a kind answers it too.
    pub open: Option<OpenAnswer>,
}

/// An answer to a [`Question`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// The answer in words.
    pub label: String,
    /// What it changes.
    pub choice: Choice,
}

impl Answer {
    /// An answer of these words.
    pub fn new(label: impl Into<String>, choice: Choice) -> Self {
        Self {
            label: label.into(),
            choice,
        }
    }

    /// The option of the command line that gives it, as a shell takes it: `--marker '-=zero'`.
    pub fn option(&self) -> String {
        self.choice.option()
    }
}

/// An answer in the user's own words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum OpenAnswer {
    /// A period: `2021/22`.
    Period,
    /// The name of the indicator.
    Indicator,
    /// A unit: `%`.
    Unit,
    /// The name or code of a subject.
    Subject,
}

impl OpenAnswer {
    /// The choice that a text makes.
    pub fn choice(self, text: &str) -> Choice {
        let text = text.trim().to_owned();
        match self {
            Self::Period => Choice::Period(text),
            Self::Indicator => Choice::Indicator(text),
            Self::Unit => Choice::Unit(text),
            Self::Subject => Choice::Subject(text),
        }
    }

    /// The option of the command line with a placeholder: `--period PERIOD`.
    pub fn option(self) -> &'static str {
        match self {
            Self::Period => "--period PERIOD",
            Self::Indicator => "--indicator NAME",
            Self::Unit => "--unit UNIT",
            Self::Subject => "--subject NAME",
        }
    }
}

/// One change of the [`ReadingChoices`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Choice {
    /// Read this sheet.
    Sheet(String),
    /// Figures in hidden rows and columns are read too.
    Hidden,
    /// The header stands in this row, from 1.
    HeaderRow(u32),
    /// This column alone holds this.
    Column(ColumnRole, String),
    /// The period of every figure.
    Period(String),
    /// What periods are that can be read in several ways.
    PeriodKind(PeriodKind),
    /// What the periods that are written so are.
    PeriodKindOf(String, PeriodKind),
    /// The subject of every figure, by name or code.
    Subject(String),
    /// The subject, by code, for which a name stands.
    SubjectOf(String, String),
    /// Figures for times after the end of a place are of the one that is the same area since.
    Successors,
    /// The unit of every figure.
    Unit(String),
    /// The unit of the figures of one indicator, which is named.
    UnitOf(String, String),
    /// What a sign means.
    Marker(String, State),
    /// Name of the indicator.
    Indicator(String),
    /// What the subjects are.
    Subjects(SubjectsAre),
    /// The sign before decimals.
    Decimal(DecimalSign),
    /// What brackets round a number mean.
    Brackets(Brackets),
}

impl Choice {
    /// The option of the command line that makes it.
    pub fn option(&self) -> String {
        match self {
            Self::Sheet(name) => format!("--sheet {}", quoted(name)),
            Self::Hidden => "--hidden".to_owned(),
            Self::HeaderRow(row) => format!("--header-row {row}"),
            Self::Column(role, name) => {
                format!("--column {}", quoted(&format!("{}={name}", role.code())))
            }
            Self::Period(text) => format!("--period {}", quoted(text)),
            Self::PeriodKind(kind) => format!("--period-kind {}", kind.code()),
            Self::PeriodKindOf(text, kind) => {
                format!(
                    "--period-kind {}",
                    quoted(&format!("{text}={}", kind.code()))
                )
            }
            Self::Subject(name) => format!("--subject {}", quoted(name)),
            Self::SubjectOf(name, code) => {
                format!("--subject {}", quoted(&format!("{name}={code}")))
            }
            Self::Successors => "--successors".to_owned(),
            Self::Unit(unit) => format!("--unit {}", quoted(unit)),
            Self::UnitOf(indicator, unit) => {
                format!("--unit {}", quoted(&format!("{indicator}={unit}")))
            }
            Self::Marker(sign, state) => {
                format!("--marker {}", quoted(&format!("{sign}={}", state.code())))
            }
            Self::Indicator(name) => format!("--indicator {}", quoted(name)),
            Self::Subjects(SubjectsAre::Places) => "--subjects places".to_owned(),
            Self::Subjects(SubjectsAre::Organisations) => "--subjects organisations".to_owned(),
            Self::Decimal(DecimalSign::Point) => "--decimal point".to_owned(),
            Self::Decimal(DecimalSign::Comma) => "--decimal comma".to_owned(),
            Self::Brackets(meaning) => format!("--brackets {}", meaning.code()),
        }
    }
}

/// A word as a shell takes it for one.
fn quoted(text: &str) -> String {
    let plain = !text.is_empty()
        && text
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '=' | '/' | '.' | ',' | '_' | '%' | '+'));
    if plain {
        text.to_owned()
    } else {
        format!("'{}'", text.replace('\'', r"'\''"))
    }
}

impl ReadingChoices {
    /// The choices with one more; what was said before about the same gives way.
    #[must_use]
    pub fn with(&self, choice: &Choice) -> Self {
        let mut choices = self.clone();
        match choice {
            Choice::Sheet(name) => {
                if !choices.sheets.contains(name) {
                    choices.sheets.push(name.clone());
                }
            }
            Choice::Hidden => choices.hidden = true,
            Choice::HeaderRow(row) => choices.header_row = Some(*row),
            Choice::Column(role, name) => {
                choices
                    .columns
                    .retain(|(other, column)| other != role && column != name);
                choices.columns.push((*role, name.clone()));
            }
            Choice::Period(text) => choices.period = Some(text.clone()),
            Choice::PeriodKind(kind) => choices.period_kind = Some(*kind),
            Choice::PeriodKindOf(text, kind) => {
                choices.period_kinds.retain(|(other, _)| other != text);
                choices.period_kinds.push((text.clone(), *kind));
            }
            Choice::Subject(name) => choices.subject = Some(name.clone()),
            Choice::SubjectOf(name, code) => {
                choices.named_subjects.retain(|(other, _)| other != name);
                choices.named_subjects.push((name.clone(), code.clone()));
            }
            Choice::Successors => choices.successors = true,
            Choice::Unit(unit) => choices.unit = Some(unit.clone()),
            Choice::UnitOf(indicator, unit) => {
                choices.units.retain(|(other, _)| other != indicator);
                choices.units.push((indicator.clone(), unit.clone()));
            }
            Choice::Marker(sign, state) => {
                choices.markers.retain(|(other, _)| other != sign);
                choices.markers.push((sign.clone(), *state));
            }
            Choice::Indicator(name) => choices.indicator = Some(name.clone()),
            Choice::Subjects(are) => choices.subjects = Some(*are),
            Choice::Decimal(sign) => choices.decimal = Some(*sign),
            Choice::Brackets(meaning) => choices.brackets = Some(*meaning),
        }
        choices
    }
}

/// The questions of one sheet, each once, with the figures that wait on it.
#[derive(Debug, Default)]
pub(super) struct Questions {
    list: Vec<Question>,
    by_key: HashMap<(&'static str, String), usize>,
}

impl Questions {
    /// One more figure waits on the question of this code about this; it is put into words the first time.
    pub(super) fn waits(
        &mut self,
        code: &'static str,
        about: &str,
        put: impl FnOnce() -> Question,
    ) {
        let index = self.ask(code, about, put);
        if let Some(question) = self.list.get_mut(index) {
            question.figures += 1;
        }
    }

    /// Whether there is room for one more question of this code, or it is asked already.
    pub(super) fn may_ask(&self, code: &'static str, about: &str, most: usize) -> bool {
        self.by_key.contains_key(&(code, about.to_owned()))
            || self
                .list
                .iter()
                .filter(|question| question.code == code)
                .count()
                < most
    }

    /// Asks, although the figures are kept.
    pub(super) fn ask(
        &mut self,
        code: &'static str,
        about: &str,
        put: impl FnOnce() -> Question,
    ) -> usize {
        let key = (code, about.to_owned());
        let next = self.list.len();
        let index = *self.by_key.entry(key).or_insert(next);
        if index == next {
            self.list.push(put());
        }
        index
    }

    /// Takes a question back on which fewer figures wait: those are left out with their reason.
    pub(super) fn take_back(&mut self, code: &str, about: &str, fewer_than: u64) {
        self.list.retain(|question| {
            question.code != code || question.about != about || question.figures >= fewer_than
        });
    }

    /// The questions, the one on which most figures wait first.
    pub(super) fn into_list(self) -> Vec<Question> {
        let mut list = self.list;
        list.sort_by_key(|question| std::cmp::Reverse(question.figures));
        list
    }
}

#[cfg(test)]
mod tests {
    use super::{Choice, OpenAnswer, Question, Questions};
    use crate::domain::State;
    use crate::import::{ColumnRole, PeriodKind, ReadingChoices};

    #[test]
    fn an_answer_is_an_option_and_a_change_of_choices() {
        for (choice, option) in [
            (
                Choice::Marker("-".to_owned(), State::Zero),
                "--marker '-=zero'",
            ),
            (
                Choice::Column(ColumnRole::Value, "real".to_owned()),
                "--column value=real",
            ),
            (
                Choice::PeriodKind(PeriodKind::Financial),
                "--period-kind financial",
            ),
            (Choice::Unit("%".to_owned()), "--unit %"),
            (
                Choice::Indicator("Men's pay".to_owned()),
                r"--indicator 'Men'\''s pay'",
            ),
            (OpenAnswer::Period.choice(" 2021/22 "), "--period 2021/22"),
        ] {
            assert_eq!(choice.option(), option);
        }
    }

    #[test]
    fn a_question_is_asked_once_and_there_is_an_end_to_them() {
        let mut questions = Questions::default();
        let put = |about: &str| Question {
            code: "marker".to_owned(),
            about: about.to_owned(),
            ask: String::new(),
            origin: crate::domain::Origin::default(),
            raw: String::new(),
            figures: 0,
            answers: Vec::new(),
            open: None,
        };
        questions.waits("marker", "S", || put("S"));
        questions.waits("marker", "-", || put("-"));
        questions.waits("marker", "-", || put("-"));
        assert!(!questions.may_ask("marker", "k", 2));
        assert!(questions.may_ask("marker", "S", 2) && questions.may_ask("period", "", 2));
        let asked: Vec<(String, u64)> = questions
            .into_list()
            .into_iter()
            .map(|question| (question.about, question.figures))
            .collect();
        assert_eq!(asked, [("-".to_owned(), 2), ("S".to_owned(), 1)]);
    }

    #[test]
    fn a_second_answer_takes_the_place_of_the_first() {
        let choices = ReadingChoices::default()
            .with(&Choice::Marker("-".to_owned(), State::Zero))
            .with(&Choice::Marker("S".to_owned(), State::Low))
            .with(&Choice::Marker("-".to_owned(), State::NotAvailable))
            .with(&Choice::UnitOf("Ratio".to_owned(), "%".to_owned()))
            .with(&Choice::Unit("homes".to_owned()))
            .with(&Choice::UnitOf("Ratio".to_owned(), "times".to_owned()));
        assert_eq!(
            choices.markers,
            [
                ("S".to_owned(), State::Low),
                ("-".to_owned(), State::NotAvailable)
            ]
        );
        assert_eq!(choices.unit.as_deref(), Some("homes"));
        assert_eq!(choices.units, [("Ratio".to_owned(), "times".to_owned())]);
        let kept = serde_json::to_string(&choices).expect("JSON");
        assert_eq!(
            serde_json::from_str::<ReadingChoices>(&kept).expect("choices"),
            choices
        );
        assert_eq!(
            serde_json::from_str::<ReadingChoices>(r#"{"unit":null}"#).expect("older choices"),
            ReadingChoices::default()
        );
    }
}
