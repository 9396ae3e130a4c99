use std::cmp::Ordering;
use std::collections::BTreeMap;

use crate::domain::{IndicatorCode, Origin, PeopleGroup, Period, Reading, SubjectCode};

/// What is new in an edition, and what it no longer has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changes<T> {
    /// New.
    pub added: Vec<T>,
    /// No longer there.
    pub gone: Vec<T>,
}

impl<T> Default for Changes<T> {
    fn default() -> Self {
        Self {
            added: Vec::new(),
            gone: Vec::new(),
        }
    }
}

impl<T> Changes<T> {
    /// True when nothing changed.
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.gone.is_empty()
    }
}

impl Changes<String> {
    /// Headers that came or went; case, spacing and order are no change.
    pub(super) fn of_headers(now: Vec<String>, before: Vec<String>) -> Self {
        fn folded(headers: Vec<String>) -> BTreeMap<String, String> {
            headers
                .into_iter()
                .map(|header| {
                    let words: Vec<&str> = header.split_whitespace().collect();
                    (words.join(" ").to_lowercase(), header)
                })
                .filter(|(folded, _)| !folded.is_empty())
                .collect()
        }
        let (now, before) = (folded(now), folded(before));
        let missing_in = |from: &BTreeMap<String, String>, other: &BTreeMap<String, String>| {
            from.iter()
                .filter(|(folded, _)| !other.contains_key(*folded))
                .map(|(_, header)| header.clone())
                .collect()
        };
        Self {
            added: missing_in(&now, &before),
            gone: missing_in(&before, &now),
        }
    }
}

/// A code with its name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Named {
    /// The code.
    pub code: String,
    /// The name.
    pub name: String,
}

/// A code with its name, in the order of names.
pub(super) fn named(items: impl Iterator<Item = (String, String)>) -> Vec<Named> {
    let mut named: Vec<Named> = items.map(|(code, name)| Named { code, name }).collect();
    named.sort_by(|a, b| (&a.name, &a.code).cmp(&(&b.name, &b.code)));
    named
}

/// One figure of which two editions say different things.
#[derive(Clone, Debug, PartialEq)]
pub struct Revision {
    /// Code of the indicator.
    pub indicator: IndicatorCode,
    /// Code of the subject.
    pub subject: SubjectCode,
    /// Its name.
    pub subject_name: String,
    /// The period.
    pub period: Period,
    /// The people group.
    pub group: PeopleGroup,
    /// What the earlier edition says.
    pub old: Reading,
    /// What the later one says; none where it has no such figure.
    pub new: Option<Reading>,
    /// The cell of the edition that is compared; that of the earlier one where the figure is gone.
    pub origin: Origin,
    /// Difference over the usual size of the indicator's figures: what revisions of several indicators are ordered by.
    pub size: f64,
}

impl Revision {
    /// New less old, in the indicator's unit; none unless both are numbers.
    pub fn difference(&self) -> Option<f64> {
        Some(self.new?.value()? - self.old.value()?)
    }

    /// The difference in per cent of the old figure; none where that is no number or zero.
    pub fn relative_percent(&self) -> Option<f64> {
        let old = self.old.value().filter(|old| *old != 0.0)?;
        Some(self.difference()? / old.abs() * 100.0)
    }

    /// The largest first, then in the order of names.
    pub(super) fn order(&self, other: &Self) -> Ordering {
        other
            .size
            .total_cmp(&self.size)
            .then_with(|| self.indicator.cmp(&other.indicator))
            .then_with(|| self.subject.cmp(&other.subject))
            .then_with(|| self.period.cmp(&other.period))
            .then_with(|| self.group.cmp(&other.group))
    }

    fn reversed(mut self) -> Self {
        if let Some(new) = self.new.replace(self.old) {
            self.old = new;
        }
        self
    }
}

/// Figures of one kind of change: how many, and the first of them, the largest first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Revisions {
    /// How many there are.
    pub count: u64,
    /// Up to [`Revisions::LISTED`] of them.
    pub listed: Vec<Revision>,
}

impl Revisions {
    /// How many are listed one by one.
    pub const LISTED: usize = 1000;

    pub(super) fn add(&mut self, mut of_one: Vec<Revision>) {
        self.count += of_one.len() as u64;
        self.listed.append(&mut of_one);
        self.listed.sort_by(Revision::order);
        self.listed.truncate(Self::LISTED);
    }

    fn reversed(self) -> Self {
        Self {
            count: self.count,
            listed: self.listed.into_iter().map(Revision::reversed).collect(),
        }
    }
}

/// What changed from one edition of a release to the next.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Difference {
    /// The import that holds the edition with which it is compared, and its file; none where the book holds none, so that
    /// everything is new but figures that another file gives too.
    pub against: Option<(u32, String)>,
    /// Columns of the tables by their headers.
    pub columns: Changes<String>,
    /// Indicators.
    pub indicators: Changes<Named>,
    /// Places and organisations with figures.
    pub subjects: Changes<Named>,
    /// Periods with figures.
    pub periods: Changes<Period>,
    /// Figures for which there was none.
    pub added: u64,
    /// Figures that say the same.
    pub unchanged: u64,
    /// Figures whose number is the same, with another interval, count, marker or note.
    pub restated: u64,
    /// Numbers that were revised.
    pub revised: Revisions,
    /// Numbers that are withheld now.
    pub withheld: Revisions,
    /// Figures that were withheld and are numbers now, or are withheld for another reason.
    pub given: Revisions,
    /// Figures that the later edition no longer has, though it covers their indicator and period.
    pub gone: Revisions,
}

impl Difference {
    /// True when the editions say the same, as far as both go.
    pub fn is_empty(&self) -> bool {
        self.columns.is_empty()
            && self.indicators.is_empty()
            && self.subjects.is_empty()
            && self.periods.is_empty()
            && self.added == 0
            && self.restated == 0
            && [&self.revised, &self.withheld, &self.given, &self.gone]
                .iter()
                .all(|of| of.count == 0)
    }

    /// The same told from the other edition: what was new is gone, what was old is new.
    pub(super) fn reversed(self) -> Self {
        fn swapped<T>(changes: Changes<T>) -> Changes<T> {
            Changes {
                added: changes.gone,
                gone: changes.added,
            }
        }
        Self {
            against: self.against,
            columns: swapped(self.columns),
            indicators: swapped(self.indicators),
            subjects: swapped(self.subjects),
            periods: swapped(self.periods),
            added: self.gone.count,
            unchanged: self.unchanged,
            restated: self.restated,
            revised: self.revised.reversed(),
            withheld: self.given.reversed(),
            given: self.withheld.reversed(),
            gone: Revisions {
                count: self.added,
                listed: Vec::new(),
            },
        }
    }
}

/// Which of two editions is the later one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EditionOrder {
    /// This one: its figures go before those in the book.
    Later,
    /// The one in the book: this one goes behind it.
    Earlier {
        /// The first of the imports before which it goes.
        before: u32,
        /// How it is known, in a sentence.
        why: String,
    },
    /// It cannot be told: somebody has to say.
    Unclear {
        /// The first of the imports before which it would go.
        before: u32,
        /// What speaks for its being earlier, in a sentence.
        why: String,
    },
}

/// How a file that was read compares with what is in the book.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// What changed, from the earlier edition to the later one.
    pub difference: Difference,
    /// Which is which.
    pub order: EditionOrder,
    /// The first of the imports of which the file says otherwise; none where it contradicts nothing.
    pub contradicts: Option<u32>,
}
