//! What figures are compared with: a place, an organisation, or the median of some.

mod asked;

pub(super) use asked::WORDS;

use std::sync::Arc;

use super::QuestionError;
use super::catalogue::Catalogue;
use super::circle::Circle;
use super::held::{Held, error_of};
use super::peers::Peers;
use super::wording::the;
use crate::domain::{
    Indicator, OrganisationSet, Period, Subject, SubjectCode, SubjectKind, Unit, UnitKind,
};

/// The code that stands for the middle of the peers in a question's `benchmark`.
const MEDIAN: &str = "median";
/// Up to so many members of a circle are read over all periods.
const FEW: usize = 64;
/// Places that serve as benchmark when none is asked for, after the country of the place itself.
const WIDER: [&str; 3] = ["K02000001", "K03000001", "K04000001"];

/// What figures are compared with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Benchmark {
    /// A place or an organisation.
    Subject(Subject),
    /// The median of the peers.
    Median(Peers),
    /// The median of some of them.
    MedianOf(Arc<Circle>),
    /// Nothing.
    Missing,
}

/// A benchmark's figure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct BenchmarkFigure {
    /// The number.
    pub(super) value: f64,
    /// Its standard error, where known.
    pub(super) error: Option<f64>,
}

impl Benchmark {
    /// This benchmark, or none where it does not suit an indicator.
    pub(super) fn suited(&self, indicator: &Indicator, subject: &Subject) -> Self {
        if self.suits(indicator, subject) {
            self.clone()
        } else {
            Self::Missing
        }
    }

    /// The benchmark asked for, or the one that suits a subject: the country of a place, then the widest area that has
    /// figures, then its parent; for an organisation the median of its peers.
    pub(super) fn of(
        asked: Option<&SubjectCode>,
        subject: &Subject,
        peers: Option<Peers>,
        catalogue: &Catalogue,
    ) -> Result<Self, QuestionError> {
        if let Some(code) = asked {
            if code.0 == MEDIAN {
                return Ok(peers.map_or(Self::Missing, Self::Median));
            }
            return Ok(Self::Subject(catalogue.subject(code)?.clone()));
        }
        if let SubjectKind::Organisation(_) = subject.kind {
            return Ok(peers.map_or(Self::Missing, Self::Median));
        }
        let found = std::iter::once(own_country(subject))
            .chain(WIDER)
            .map(SubjectCode::from)
            .chain(subject.parent.clone())
            .filter(|code| *code != subject.code)
            .find_map(|code| catalogue.known(&code));
        let is_kingdom = WIDER.contains(&subject.code.0.as_str());
        Ok(match found {
            Some(found) if !is_kingdom => Self::Subject(found.clone()),
            _ => Self::Missing,
        })
    }

    /// The code that an address writes; none for what suits without being asked.
    pub(super) fn code(&self) -> Option<SubjectCode> {
        match self {
            Self::Subject(subject) => Some(subject.code.clone()),
            Self::Median(_) | Self::MedianOf(_) | Self::Missing => None,
        }
    }

    /// Whether it is worked out rather than published for somebody.
    pub(super) fn is_median(&self) -> bool {
        matches!(self, Self::Median(_) | Self::MedianOf(_))
    }

    /// Those whose median it is, where they are some of a set.
    pub(super) fn circle(&self) -> Option<&Circle> {
        match self {
            Self::MedianOf(circle) => Some(circle),
            _ => None,
        }
    }

    /// Those whose figures over time it takes: itself, or a few whose median it is.
    pub(super) fn few(&self) -> Vec<SubjectCode> {
        match self {
            Self::Subject(subject) => vec![subject.code.clone()],
            Self::MedianOf(circle) if circle.members.len() <= FEW => {
                circle.members.iter().cloned().collect()
            }
            _ => Vec::new(),
        }
    }

    /// The name as a sentence says it: `England`, `the median of all employers`.
    pub(super) fn name(&self) -> String {
        match self {
            Self::Subject(subject) => the(&subject.name),
            Self::Median(Peers::Organisations(OrganisationSet::Employer)) => {
                "the median of all employers".to_owned()
            }
            Self::Median(peers) => format!("the median of {}", peers.plural()),
            Self::MedianOf(circle) => format!("the median of {}", circle.words),
            Self::Missing => "a benchmark".to_owned(),
        }
    }

    /// The name as a column or a label shows it: `England`, `Median of universities`.
    pub(super) fn label(&self) -> String {
        match self {
            Self::Subject(subject) => subject.name.clone(),
            Self::Median(Peers::Organisations(OrganisationSet::Employer)) => {
                "All employers’ median".to_owned()
            }
            Self::Median(peers) => format!("Median of {}", peers.plural()),
            Self::MedianOf(circle) => format!("Median of {}", circle.words),
            Self::Missing => String::new(),
        }
    }

    /// Whether a subject can be compared with it on an indicator. A place's total is no part of a comparison with a place of
    /// another level: spending in a region says nothing beside spending in all of England.
    pub(super) fn suits(&self, indicator: &Indicator, subject: &Subject) -> bool {
        match self {
            Self::Subject(other) => other.kind == subject.kind || !is_total(&indicator.unit),
            Self::Median(_) | Self::MedianOf(_) | Self::Missing => true,
        }
    }

    /// Whether a subject is the benchmark itself.
    pub(super) fn is(&self, code: &SubjectCode) -> bool {
        matches!(self, Self::Subject(subject) if subject.code == *code)
    }

    /// The benchmark's figure for a period.
    pub(super) fn figure(
        &self,
        held: &Held,
        catalogue: &Catalogue,
        indicator: &Indicator,
        period: Period,
    ) -> Option<BenchmarkFigure> {
        match self {
            Self::Subject(subject) => {
                let one = held.at(&indicator.code, &subject.code, period)?;
                Some(BenchmarkFigure {
                    value: one.value()?,
                    error: error_of(one, indicator),
                })
            }
            Self::Median(peers) => held
                .median(catalogue, *peers, &indicator.code, period)
                .map(|value| BenchmarkFigure { value, error: None }),
            Self::MedianOf(circle) => held
                .median_of(catalogue, circle, &indicator.code, period)
                .map(|value| BenchmarkFigure { value, error: None }),
            Self::Missing => None,
        }
    }
}

/// The code of the country in which a place lies, by the first letter of its own; empty where that does not tell.
fn own_country(subject: &Subject) -> &'static str {
    match subject.code.0.chars().next() {
        Some('E') => "E92000001",
        Some('W') => "W92000004",
        Some('S') => "S92000003",
        Some('N') => "N92000002",
        _ => "",
    }
}

/// Whether figures of a unit grow with the size of the place: counts, and money in millions.
pub(super) fn is_total(unit: &Unit) -> bool {
    let text = unit.text.to_lowercase();
    match unit.kind {
        UnitKind::Count => true,
        UnitKind::Money => {
            let large = ["million", "billion", "thousand"];
            !text.contains(" per ") && large.iter().any(|word| text.contains(word))
        }
        UnitKind::Other => [
            "dwellings",
            "people",
            "persons",
            "jobs",
            "households",
            "businesses",
        ]
        .contains(&text.as_str()),
        _ => false,
    }
}
