use super::grid::Cell;
use super::marker_text::{Certainty, Sign, SignKey};
use super::number_text::{self, DecimalSign, NumberFault};
use super::{Brackets, Severity};
use crate::domain::{Marker, Markers, Reading, State};

/// Code of the problem of a number in brackets.
pub(super) const IN_BRACKETS: &str = "number-in-brackets";

/// What was noticed about one cell, reported once for all cells of the same cause.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Notice {
    pub(super) code: &'static str,
    pub(super) severity: Severity,
    /// What it means, in a sentence that holds for every cell of the cause.
    pub(super) message: String,
}

/// A figure as its own cell gives it, before its status is looked at.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Figure {
    pub(super) reading: Reading,
    pub(super) markers: Markers,
    pub(super) raw: Option<String>,
    pub(super) note: Option<String>,
    pub(super) notice: Option<Notice>,
    pub(super) per_cent: bool,
}

/// What a cell that should hold a figure holds.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum FigureCell {
    /// Nothing.
    Blank,
    /// A figure, or the sign for its absence.
    Figure(Figure),
    /// A sign that has several meanings, with the likeliest.
    Asked(State),
    /// A short text that may be a sign, and is not known.
    Unknown(String),
    /// Something that is neither, with the problem's code and message.
    Fault(&'static str, String),
}

impl Figure {
    fn of(reading: Reading) -> Self {
        Self {
            reading,
            markers: Markers::none(),
            raw: None,
            note: None,
            notice: None,
            per_cent: false,
        }
    }

    /// Takes the number back for a state that says that there is none; what was written stays as the raw text.
    pub(super) fn withhold(&mut self, state: State, written: &str) {
        self.reading = Reading::withheld(state);
        self.per_cent = false;
        if self.raw.is_none() {
            self.raw = Some(written.to_owned());
        }
    }

    /// A figure that is not given.
    pub(super) fn withheld(state: State) -> Self {
        Self::of(Reading::withheld(state))
    }
}

/// Reads a cell that should hold a figure.
pub(super) fn read(cell: Cell<'_>, key: &SignKey, decimals: DecimalSign) -> FigureCell {
    match cell {
        Cell::Empty => FigureCell::Blank,
        Cell::Number(value) => match Reading::number(value) {
            Some(reading) => FigureCell::Figure(Figure::of(reading)),
            None => fault(NumberFault::TooLarge, ""),
        },
        Cell::Error(_) => FigureCell::Figure(Figure::withheld(State::Error)),
        Cell::Bool(_) => FigureCell::Fault(
            "true-or-false",
            "This is true or false where a figure should stand; choose another column for the figures.".to_owned(),
        ),
        Cell::Date(_) => FigureCell::Fault(
            "date-for-figure",
            "This is a date where a figure should stand; the spreadsheet may have turned a number into a date.".to_owned(),
        ),
        Cell::Text(text) => read_text(text, key, decimals),
    }
}

fn read_text(text: &str, key: &SignKey, decimals: DecimalSign) -> FigureCell {
    let text = number_text::trim(text);
    if text.is_empty() {
        return FigureCell::Blank;
    }
    match number_text::read(text, decimals) {
        Ok(number) => match Reading::number(number.value) {
            Some(reading) => FigureCell::Figure(numbered(text, &number, reading, key)),
            None => fault(NumberFault::TooLarge, text),
        },
        Err(NumberFault::NoNumber) => sign_or_fault(text, key),
        Err(NumberFault::Brackets) => in_brackets(text, key, decimals)
            .map_or_else(|| fault(NumberFault::Brackets, text), FigureCell::Figure),
        Err(other) => fault(other, text),
    }
}

/// A number in brackets, where it was said what they mean.
fn in_brackets(text: &str, key: &SignKey, decimals: DecimalSign) -> Option<Figure> {
    let meaning = key.brackets?;
    let inner = text.strip_prefix('(')?.strip_suffix(')')?;
    let number = number_text::read(inner, decimals).ok()?;
    let value = match meaning {
        Brackets::Negative => -number.value.abs(),
        Brackets::Plain => number.value,
    };
    let mut figure = numbered(inner, &number, Reading::number(value)?, key);
    figure.raw = Some(text.to_owned());
    Some(figure)
}

/// A number with the signs that stand behind it.
fn numbered(
    text: &str,
    number: &number_text::NumberText,
    reading: Reading,
    key: &SignKey,
) -> Figure {
    let mut figure = Figure::of(reading);
    figure.per_cent = number.per_cent;
    if !number_text::is_shortest(text) && format!("{}", number.value) != text {
        figure.raw = Some(text.to_owned());
    }
    if number.foreign_digits {
        figure.notice = Some(Notice {
            code: "foreign-digits",
            severity: Severity::Info,
            message: "Digits of another script were read as the same numbers.".to_owned(),
        });
    }
    let mut notes: Vec<&str> = Vec::new();
    for mark in &number.marks {
        match key.beside_number(mark) {
            Some(Sign::Marker(marker)) => figure.markers = figure.markers.with(marker),
            Some(Sign::State(State::Unreliable)) => {
                figure.markers = figure.markers.with(Marker::Unreliable);
            }
            Some(Sign::State(State::Value | State::Zero)) => {}
            Some(Sign::State(state)) => {
                figure.withhold(state, text);
                figure.notice = Some(sign_beside_number(mark, state));
            }
            None => {
                notes.push(mark);
                if mark.contains(' ') && !mark.starts_with("note") {
                    figure.notice = Some(Notice {
                        code: "words-behind-number",
                        severity: Severity::Info,
                        message: "Words in brackets behind a number are kept as its note."
                            .to_owned(),
                    });
                } else if !mark.starts_with("note") && !mark.chars().all(|c| c.is_ascii_digit()) {
                    figure.notice = Some(Notice {
                        code: "unknown-mark",
                        severity: Severity::Info,
                        message: format!(
                            "The sign “{mark}” behind a number is not known; the number is kept with the sign as its note."
                        ),
                    });
                }
            }
        }
    }
    if !notes.is_empty() {
        figure.note = Some(notes.join("; "));
    }
    figure
}

/// A number stands although its sign says that there is none.
pub(super) fn sign_beside_number(sign: &str, state: State) -> Notice {
    Notice {
        code: "status-beside-number",
        severity: Severity::Warning,
        message: format!(
            "“{sign}” says {} beside a number; the figure is withheld and the number kept only as its raw text.",
            state.in_words()
        ),
    }
}

/// A number that stands for no number, by the habit of the table's family.
pub(super) fn missing_by_number() -> Notice {
    Notice {
        code: "usual-marker",
        severity: Severity::Info,
        message: "In the upload form of Fingertips −1 says that there is no figure; it is read as not available.".to_owned(),
    }
}

fn sign_or_fault(text: &str, key: &SignKey) -> FigureCell {
    if text.starts_with('#') && text.len() <= 10 && text.ends_with(['!', '?', 'A']) {
        let mut figure = Figure::withheld(State::Error);
        figure.raw = Some(text.to_owned());
        return FigureCell::Figure(figure);
    }
    let Some((state, certainty)) = key.of_figure(text) else {
        let message = format!(
            "“{}” is neither a number nor a known sign.",
            shortened(text)
        );
        let bare = text.trim_matches(['[', ']']);
        let may_be_sign = (1..=3).contains(&bare.chars().count())
            && !bare.contains(|c: char| c.is_whitespace() || c.is_ascii_digit());
        return if may_be_sign {
            FigureCell::Unknown(message)
        } else {
            FigureCell::Fault("unknown-marker", message)
        };
    };
    if certainty == Certainty::Asked {
        return FigureCell::Asked(state);
    }
    let Some(reading) = (!state.is_number())
        .then(|| Reading::withheld(state))
        .or_else(|| {
            (state == State::Zero)
                .then(|| Reading::number(0.0))
                .flatten()
        })
    else {
        return FigureCell::Fault(
            "unknown-marker",
            "This sign was said to mean a figure, but it is no number.".to_owned(),
        );
    };
    let mut figure = Figure::of(reading);
    if text != state.sign() {
        figure.raw = Some(text.to_owned());
    }
    figure.notice = notice_of_sign(text, state, certainty);
    FigureCell::Figure(figure)
}

fn notice_of_sign(text: &str, state: State, certainty: Certainty) -> Option<Notice> {
    let words = state.in_words();
    match certainty {
        Certainty::Sure | Certainty::Asked => None,
        Certainty::Usual if text.starts_with(['<', '>', '≤', '≥']) => Some(Notice {
            code: "below-threshold",
            severity: Severity::Info,
            message: format!("Bounds such as “{text}” are kept as {words}, with their text."),
        }),
        Certainty::Usual => Some(Notice {
            code: "usual-marker",
            severity: Severity::Info,
            message: format!("“{text}” is read as {words}."),
        }),
        Certainty::Proposed => Some(Notice {
            code: "proposed-marker",
            severity: Severity::Warning,
            message: format!(
                "“{text}” is read as {words}; publishers use it in different ways, so check it against the source."
            ),
        }),
    }
}

fn fault(fault: NumberFault, text: &str) -> FigureCell {
    let text = shortened(text);
    let (code, message) = match fault {
        NumberFault::NoNumber => ("unknown-marker", format!("“{text}” is no number.")),
        NumberFault::NotFinite => (
            "not-a-number",
            format!("“{text}” is not a finite number and was left out."),
        ),
        NumberFault::TooLarge => (
            "too-large",
            "More than a thousand million million: this looks like an identifier, not a figure."
                .to_owned(),
        ),
        NumberFault::TooManyDigits => (
            "too-many-digits",
            format!(
                "“{text}” has more digits than a figure can have exactly; it may be an identifier."
            ),
        ),
        NumberFault::Brackets => (
            IN_BRACKETS,
            format!(
                "“{text}” may be negative or a note; it waits until it is said what brackets mean here."
            ),
        ),
        NumberFault::Scaled => (
            "scaled-number",
            format!(
                "“{text}” is written with a scale; give the figures in full and the scale as their unit."
            ),
        ),
        NumberFault::OtherDecimalSign => (
            "decimal-sign",
            format!(
                "“{text}” writes its decimals or thousands unlike the other figures of the column."
            ),
        ),
    };
    FigureCell::Fault(code, message)
}

/// At most sixty characters of a text.
pub(super) fn shortened(text: &str) -> String {
    if text.chars().count() <= 60 {
        return text.to_owned();
    }
    let mut short: String = text.chars().take(59).collect();
    short.push('…');
    short
}

#[cfg(test)]
mod tests {
    use super::{FigureCell, read};
    use crate::domain::State;
    use crate::import::grid::Cell;
    use crate::import::marker_text::SignKey;
    use crate::import::number_text::DecimalSign;

    fn of(cell: Cell<'_>) -> FigureCell {
        read(cell, &SignKey::default(), DecimalSign::Point)
    }

    #[test]
    fn the_cells_text_is_kept_where_the_number_does_not_give_it_back() {
        for (text, raw) in [
            ("8.5", None),
            ("8.50", Some("8.50")),
            ("1,234", Some("1,234")),
            ("12 [p]", Some("12 [p]")),
            ("[c]", None),
            ("x", Some("x")),
            ("<5", Some("<5")),
        ] {
            let FigureCell::Figure(figure) = of(Cell::Text(text)) else {
                panic!("{text} is a figure");
            };
            assert_eq!(figure.raw.as_deref(), raw, "{text}");
        }
    }

    #[test]
    fn a_sign_that_withholds_wins_over_the_number_before_it() {
        for (text, state, value) in [
            ("12 [c]", State::Confidential, None),
            ("12 [x]", State::NotAvailable, None),
            ("0 [low]", State::Low, None),
            ("12% [z]", State::NotApplicable, None),
            ("12 [u]", State::Value, Some(12.0)),
            ("12 [p]", State::Value, Some(12.0)),
        ] {
            let FigureCell::Figure(figure) = of(Cell::Text(text)) else {
                panic!("{text} is a figure");
            };
            let reading = figure.reading;
            assert_eq!((reading.state(), reading.value()), (state, value), "{text}");
            assert_eq!(figure.raw.as_deref(), Some(text));
        }
    }

    #[test]
    fn what_is_no_figure_says_why() {
        for (cell, code) in [
            (Cell::Text("NaN"), "not-a-number"),
            (Cell::Text("1e400"), "not-a-number"),
            (Cell::Text("Hartlepool"), "unknown-marker"),
            (Cell::Text("(12)"), "number-in-brackets"),
            (Cell::Bool(true), "true-or-false"),
            (Cell::Number(1e18), "too-large"),
        ] {
            assert!(
                matches!(of(cell), FigureCell::Fault(found, _) if found == code),
                "{code}"
            );
        }
        assert_eq!(of(Cell::Text("  ")), FigureCell::Blank);
        let FigureCell::Figure(error) = of(Cell::Error("#DIV/0!")) else {
            panic!("an error of the source is a state");
        };
        assert_eq!(error.reading.state(), State::Error);
    }
}
