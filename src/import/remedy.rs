//! What can be said at once about a cause of problems: the same changes of the [`ReadingChoices`](super::ReadingChoices) as an
//! answered question makes.

use super::{Answer, Brackets, Choice, ColumnRole, DecimalSign, PeriodKind, Problem};
use crate::domain::State;

impl Problem {
    /// The rules that settle this and all problems of the same cause, the likeliest first; none where only the file can be mended.
    pub fn rules(&self) -> Vec<Answer> {
        match self.code.as_str() {
            "unknown-marker" | "asked-marker" | "proposed-marker" | "usual-marker" => {
                signs(self.raw.trim())
            }
            "asked-period" | "period-assumed" => PeriodKind::ALL
                .map(|kind| Answer::new(period_kind(kind), Choice::PeriodKind(kind)))
                .into(),
            "decimal-sign" | "thousands-assumed" => vec![
                Answer::new(
                    "A point stands before decimals",
                    Choice::Decimal(DecimalSign::Point),
                ),
                Answer::new(
                    "A comma stands before decimals",
                    Choice::Decimal(DecimalSign::Comma),
                ),
            ],
            "number-in-brackets" => Brackets::ALL
                .map(|meaning| Answer::new(meaning.in_words(), Choice::Brackets(meaning)))
                .into(),
            "successor-exists" => vec![Answer::new(
                "Use the code that the same area has since",
                Choice::Successors,
            )],
            "hidden-sheet" | "sheet-not-chosen" => vec![Answer::new(
                "Read this sheet too",
                Choice::Sheet(self.origin.sheet.clone()),
            )],
            "names-nobody" => [
                ("England", "E92000001"),
                ("the UK", "K02000001"),
                ("Wales", "W92000004"),
                ("Scotland", "S92000003"),
            ]
            .map(|(name, code)| {
                let choice = Choice::SubjectOf(self.about.clone(), code.to_owned());
                Answer::new(format!("Figures of {name}"), choice)
            })
            .into(),
            "hidden-figure" => vec![Answer::new("Read what is hidden too", Choice::Hidden)],
            "percent-or-proportion" => ["%", "proportion"]
                .map(|unit| {
                    let choice = Choice::UnitOf(self.raw.clone(), unit.to_owned());
                    let label = if unit == "%" {
                        "They are per cent"
                    } else {
                        "They are proportions"
                    };
                    Answer::new(label, choice)
                })
                .into(),
            "mixed-units" => vec![
                Answer::new("They are per cent", Choice::Unit("%".to_owned())),
                Answer::new(
                    "They are proportions",
                    Choice::Unit("proportion".to_owned()),
                ),
            ],
            "empty-header" | "true-or-false" | "column-of-lists" if self.origin.column > 0 => {
                vec![Answer::new(
                    "Do not read this column",
                    Choice::Column(ColumnRole::Ignore, self.origin.column_letters()),
                )]
            }
            _ => Vec::new(),
        }
    }
}

/// Longest text that can be a sign.
const LONGEST_SIGN: usize = 12;

fn signs(sign: &str) -> Vec<Answer> {
    if sign.is_empty() || sign.chars().count() > LONGEST_SIGN {
        return Vec::new();
    }
    State::ALL
        .into_iter()
        .filter(|state| !matches!(state, State::Value | State::Error))
        .map(|state| {
            Answer::new(
                format!("“{sign}” is {}", state.in_words()),
                Choice::Marker(sign.to_owned(), state),
            )
        })
        .collect()
}

fn period_kind(kind: PeriodKind) -> &'static str {
    match kind {
        PeriodKind::Financial => "Years from April to March",
        PeriodKind::Academic => "School years, from September",
        PeriodKind::Calendar => "Calendar years",
        PeriodKind::Month => "Months",
        PeriodKind::DayFirst => "Days, the day before the month",
        PeriodKind::MonthFirst => "Days, the month before the day",
    }
}

#[cfg(test)]
mod tests {
    use crate::domain::{Origin, State};
    use crate::import::{Choice, ColumnRole, Problem, Severity};

    fn problem(code: &str, raw: &str) -> Problem {
        Problem {
            code: code.to_owned(),
            severity: Severity::Warning,
            origin: Origin {
                import: 0,
                sheet: "Table".to_owned(),
                row: 4,
                column: 28,
            },
            raw: raw.to_owned(),
            about: String::new(),
            message: String::new(),
            rejected: true,
        }
    }

    #[test]
    fn a_cause_offers_the_changes_that_settle_it() {
        let choices = |code, raw| -> Vec<Choice> {
            let rules = problem(code, raw).rules();
            rules.into_iter().map(|rule| rule.choice).collect()
        };
        let signs = choices("unknown-marker", " S ");
        assert!(signs.contains(&Choice::Marker("S".to_owned(), State::NotAvailable)));
        assert!(
            signs
                .iter()
                .all(|choice| !matches!(choice, Choice::Marker(_, State::Value | State::Error)))
        );
        assert_eq!(
            choices("empty-header", ""),
            [Choice::Column(ColumnRole::Ignore, "AB".to_owned())]
        );
        assert_eq!(
            choices("hidden-sheet", ""),
            [Choice::Sheet("Table".to_owned())]
        );
        assert_eq!(choices("hidden-figure", "7"), [Choice::Hidden]);
        assert!(choices("unknown-marker", "see the note on page 12").is_empty());
        assert!(choices("no-goal", "x").is_empty());
        let nobody = Problem {
            about: "National".to_owned(),
            ..problem("names-nobody", "0.35")
        };
        let england = Choice::SubjectOf("National".to_owned(), "E92000001".to_owned());
        assert_eq!(
            nobody.rules().first().map(|rule| &rule.choice),
            Some(&england)
        );
    }
}
