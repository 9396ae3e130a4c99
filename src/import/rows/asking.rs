use super::cells::{at, text_of};
use super::{Places, RowReader};
use crate::domain::{Origin, State};
use crate::import::figure_cell::shortened;
use crate::import::grid::Cell;
use crate::import::layout;
use crate::import::period_text::Doubt;
use crate::import::periods::PeriodFound;
use crate::import::plan::FigureColumn;
use crate::import::question::{Answer, Choice, OpenAnswer, Question};
use crate::import::subjects::NameDoubt;
use crate::import::{Brackets, PeriodKind, Severity};

/// States in the order in which they are proposed for a sign.
const MEANINGS: [State; 6] = [
    State::NotAvailable,
    State::Zero,
    State::Confidential,
    State::Low,
    State::NotApplicable,
    State::NoneRecorded,
];

/// Unknown signs of one table that are asked about; a column of more is no column of figures.
const UNKNOWN_SIGNS: usize = 8;

impl RowReader<'_, '_> {
    fn origin(&self, (row, column): (u32, u32)) -> Origin {
        Origin {
            import: 0,
            sheet: self.notices.sheet().to_owned(),
            row: row + 1,
            column: column + 1,
        }
    }

    /// A sign whose meaning only the source tells: its figure waits. An unknown one has its problem already.
    pub(super) fn ask_sign(&mut self, place: (u32, u32), sign: &str, likeliest: Option<State>) {
        if likeliest.is_some() {
            let message = format!(
                "“{sign}” means different things to different publishers; the figure waits until it is said what it means here."
            );
            self.notices
                .rejected(place, "asked-marker", Severity::Blocker, sign, message);
        }
        if likeliest.is_none() && !self.questions.may_ask("marker", sign, UNKNOWN_SIGNS) {
            return;
        }
        let origin = self.origin(place);
        self.questions.waits("marker", sign, || {
            let others = MEANINGS
                .into_iter()
                .filter(|state| Some(*state) != likeliest);
            Question {
                code: "marker".to_owned(),
                about: sign.to_owned(),
                ask: format!("What does “{sign}” stand for in the cells of this table?"),
                origin,
                raw: sign.to_owned(),
                figures: 0,
                answers: likeliest
                    .into_iter()
                    .chain(others)
                    .map(|state| {
                        Answer::new(meaning(state), Choice::Marker(sign.to_owned(), state))
                    })
                    .collect(),
                open: None,
            }
        });
    }

    /// A period that can be read in several ways: its figure waits.
    pub(super) fn ask_period(
        &mut self,
        place: (u32, u32),
        period_at: (u32, u32),
        raw: &str,
        doubt: Doubt,
        text: &str,
    ) {
        let text = shortened(text);
        let message = format!(
            "The period “{text}” can be read in several ways; the figure waits until it is said which is meant."
        );
        self.notices
            .rejected(place, "asked-period", Severity::Blocker, raw, message);
        self.question_of_period(period_at, doubt, &text);
    }

    /// The table itself is in question: all of its figures wait.
    pub(super) fn waits_with_its_table(&mut self, place: (u32, u32), cell: Cell<'_>) -> bool {
        let Some(question) = self.about_all.clone() else {
            return false;
        };
        let message = "This figure waits for the answer to a question about its table.";
        self.reject(place, cell, "asked", Severity::Blocker, message);
        let about = question.about.clone();
        self.questions.waits("value-column", &about, || question);
        true
    }

    /// A figure that waits for something else has a period that must be asked for too.
    pub(super) fn ask_period_too(
        &mut self,
        row: u32,
        line: &[Cell<'_>],
        places: &Places,
        column: &FigureColumn,
        period: &PeriodFound,
    ) {
        if let (None, PeriodFound::Asked(doubt)) = (&column.period, period) {
            let (at, text) = Self::period_cell(row, line, places);
            self.question_of_period(at, *doubt, &shortened(&text));
        }
    }

    /// Asks what brackets round a number mean, on which a figure waits.
    pub(super) fn ask_brackets(&mut self, place: (u32, u32), text: &str) {
        let origin = self.origin(place);
        self.questions.waits("brackets", "", || Question {
            code: "brackets".to_owned(),
            about: String::new(),
            ask: format!("What do the brackets round “{}” mean?", shortened(text)),
            origin,
            raw: shortened(text),
            figures: 0,
            answers: Brackets::ALL
                .map(|meaning| Answer::new(meaning.in_words(), Choice::Brackets(meaning)))
                .into(),
            open: None,
        });
    }

    fn question_of_period(&mut self, period_at: (u32, u32), doubt: Doubt, text: &str) {
        let origin = self.origin(period_at);
        let of_text = doubt == Doubt::LostSpan && !self.periods.has_pairs();
        let about = match doubt {
            _ if of_text => text,
            Doubt::LostSpan => Doubt::LostSeparator.code(),
            _ => doubt.code(),
        };
        let kinds = match doubt {
            Doubt::LostSpan if !of_text => &[
                PeriodKind::Financial,
                PeriodKind::Academic,
                PeriodKind::Calendar,
            ],
            _ => doubt.kinds(),
        };
        self.questions.waits("period-kind", about, || Question {
            code: "period-kind".to_owned(),
            about: about.to_owned(),
            ask: if of_text {
                format!("Which years does the period “{text}” cover?")
            } else if doubt == Doubt::LostSpan {
                format!(
                    "What are periods of two years whose dash was lost? Those such as “{text}” are then read as three years."
                )
            } else {
                format!("What are periods that are written like “{text}”?")
            },
            origin,
            raw: text.to_owned(),
            figures: 0,
            answers: kinds
                .iter()
                .filter(|kind| **kind != PeriodKind::Month || ends_in_a_month(text))
                .map(|kind| {
                    let choice = if of_text {
                        Choice::PeriodKindOf(text.to_owned(), *kind)
                    } else {
                        Choice::PeriodKind(*kind)
                    };
                    Answer::new(kind_in_words(*kind, text), choice)
                })
                .collect(),
            open: None,
        });
    }

    /// The cell of a row's period and its text.
    pub(super) fn period_cell(
        row: u32,
        line: &[Cell<'_>],
        places: &Places,
    ) -> ((u32, u32), String) {
        places
            .period
            .iter()
            .chain([&places.no_period])
            .flatten()
            .map(|column| ((row, *column), text_of(at(line, *column)).into_owned()))
            .find(|(_, text)| !text.is_empty())
            .unwrap_or(((row, 0), String::new()))
    }

    /// Leaves a figure out whose period is not given or not understood, and asks for it where none is given.
    pub(super) fn reject_period(
        &mut self,
        row: u32,
        line: &[Cell<'_>],
        places: &Places,
        place: (u32, u32),
        cell: Cell<'_>,
    ) {
        let (at, text) = Self::period_cell(row, line, places);
        if layout::is_total(text.trim_matches(['(', ')'])) {
            let message = "A total over all periods is left out: it belongs to no period.";
            self.reject(place, cell, "all-periods", Severity::Warning, message);
            return;
        }
        if text.is_empty() {
            let message = "Nothing says what time the figure covers.";
            self.reject(place, cell, "no-period", Severity::Blocker, message);
        } else {
            let message = format!(
                "The period “{}” in row {} cannot be read.",
                shortened(&text),
                row + 1
            );
            self.reject(place, cell, "unknown-period", Severity::Blocker, &message);
        }
        let origin = self.origin(if text.is_empty() { place } else { at });
        let about = if text.is_empty() { "none" } else { "unknown" };
        self.questions.waits("period", about, || Question {
            code: "period".to_owned(),
            about: about.to_owned(),
            ask: if text.is_empty() {
                "What time do the figures cover? Nothing in the file says.".to_owned()
            } else {
                format!(
                    "What time do the figures beside “{}” cover?",
                    shortened(&text)
                )
            },
            origin,
            raw: shortened(&text),
            figures: 0,
            answers: Vec::new(),
            open: Some(OpenAnswer::Period),
        });
    }

    /// Leaves a figure out of which nothing says whose it is, and asks where no column does.
    pub(super) fn reject_subject(&mut self, place: (u32, u32), line: &[Cell<'_>]) {
        let cell = at(line, place.1);
        let named = self
            .plan
            .subject
            .names
            .iter()
            .map(|column| text_of(at(line, *column)))
            .find(|name| !name.is_empty());
        if let Some(name) = named {
            let name = layout::clean(&name);
            let message = format!(
                "“{}” names nobody; say whose figures these are.",
                shortened(&name)
            );
            let text = text_of(cell);
            self.notices
                .rejected_for(place, "names-nobody", &text, &name, message);
        } else {
            let message = "Nothing in the row says whose figure this is.";
            self.reject(place, cell, "no-subject", Severity::Warning, message);
        }
        let beside_others = self.plan.subject.any();
        if beside_others && !self.table.totals {
            return;
        }
        let origin = self.origin(place);
        self.questions.waits("subject", "", || Question {
            code: "subject".to_owned(),
            about: String::new(),
            ask: if beside_others {
                "Whose are the figures beside which none is named, such as totals?".to_owned()
            } else {
                "Whose figures are these? No column names a place or an organisation.".to_owned()
            },
            origin,
            raw: shortened(&text_of(cell)),
            figures: 0,
            answers: [
                ("The United Kingdom", "K02000001"),
                ("Great Britain", "K03000001"),
                ("England", "E92000001"),
                ("England and Wales", "K04000001"),
            ]
            .map(|(name, code)| Answer::new(name, Choice::Subject(code.to_owned())))
            .to_vec(),
            open: Some(OpenAnswer::Subject),
        });
    }

    /// The row names several places by one name: its figure waits.
    pub(super) fn ask_name(&mut self, place: (u32, u32), cell: Cell<'_>, doubt: &NameDoubt) {
        let name = &doubt.name;
        let message = format!(
            "“{name}” is the name of {} places, and the file gives no code; the figure waits until it is said which is meant.",
            doubt.candidates.len()
        );
        self.reject(place, cell, "asked-name", Severity::Blocker, &message);
        let origin = self.origin(place);
        self.questions.waits("name", name, || Question {
            code: "name".to_owned(),
            about: name.clone(),
            ask: format!("Which “{name}” is meant? The file gives no code."),
            origin,
            raw: name.clone(),
            figures: 0,
            answers: doubt
                .candidates
                .iter()
                .map(|(code, kind)| {
                    Answer::new(
                        format!("{name}, {kind} ({code})"),
                        Choice::SubjectOf(name.clone(), code.0.clone()),
                    )
                })
                .collect(),
            open: None,
        });
    }

    /// Leaves a figure out of which nothing says what it measures, and asks for it.
    pub(super) fn reject_indicator(&mut self, place: (u32, u32), cell: Cell<'_>) {
        let message = "Nothing says what is measured.";
        self.reject(place, cell, "no-indicator", Severity::Blocker, message);
        let origin = self.origin(place);
        self.questions.waits("indicator", "", || Question {
            code: "indicator".to_owned(),
            about: String::new(),
            ask: "What do these figures measure? Nothing in the file names it.".to_owned(),
            origin,
            raw: shortened(&text_of(cell)),
            figures: 0,
            answers: Vec::new(),
            open: Some(OpenAnswer::Indicator),
        });
    }
}

/// What a sign may say, in words.
fn meaning(state: State) -> &'static str {
    match state {
        State::NotAvailable => "The figure is not available",
        State::Zero => "The figure is zero",
        State::Confidential => "The figure is withheld as confidential",
        State::Low => "The figure rounds to zero and is not zero",
        State::NotApplicable => "A figure does not apply here",
        State::NoneRecorded => "None were recorded",
        State::Unreliable => "The figure is withheld as unreliable",
        State::Error => "The source's cell is in error",
        State::Value => "A figure",
    }
}

/// Whether the last two digits are those of a month: `201712` and not `201718`.
fn ends_in_a_month(text: &str) -> bool {
    let last = text.len().checked_sub(2).and_then(|at| text.get(at..));
    last.and_then(|digits| digits.parse::<u8>().ok())
        .is_none_or(|month| (1..=12).contains(&month))
}

fn kind_in_words(kind: PeriodKind, example: &str) -> String {
    match kind {
        PeriodKind::Financial => "Years from April to March".to_owned(),
        PeriodKind::Academic => "School years, from September to August".to_owned(),
        PeriodKind::Calendar => "Whole calendar years, from the first to the last".to_owned(),
        PeriodKind::Month => format!("Months: “{example}” is a year and a month"),
        PeriodKind::DayFirst => "Days: the day stands before the month".to_owned(),
        PeriodKind::MonthFirst => "Days: the month stands before the day".to_owned(),
    }
}
