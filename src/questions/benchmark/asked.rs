use std::sync::Arc;

use super::super::catalogue::Catalogue;
use super::super::circle::Circle;
use super::super::narrow;
use super::super::peers::Peers;
use super::super::{Question, QuestionError, Subjects, alike, wording};
use super::{Benchmark, MEDIAN};
use crate::book::Reader;
use crate::domain::{Level, OrganisationSet, Subject, SubjectCode, SubjectKind};

/// Words that `benchmark` takes beside the code of a subject.
pub(in crate::questions) const WORDS: [&str; 10] = [
    MEDIAN,
    "nation",
    "region",
    "parent",
    "level",
    "type",
    "sector",
    "size",
    "set",
    "neighbours",
];

impl Benchmark {
    /// The benchmark that a question asks for, by a word or a code; the one that suits where it asks for none. `peers` are those
    /// among whom the subject is ranked.
    pub(in crate::questions) fn asked(
        question: &Question,
        reader: &Reader,
        catalogue: &Catalogue,
        subject: &Subject,
        peers: Option<Peers>,
    ) -> Result<Self, QuestionError> {
        let Some(code) = &question.benchmark else {
            return Self::of(None, subject, peers, catalogue);
        };
        let none = |what: &str| QuestionError::Unlike {
            what: format!(
                "{} has no {what} in this book to be compared with.",
                wording::the(&subject.name)
            ),
            comparable: others(subject, catalogue),
        };
        let place = |found: Option<&Subject>, what: &str| {
            found
                .filter(|one| one.code != subject.code)
                .map(|one| Self::Subject(one.clone()))
                .ok_or_else(|| none(what))
        };
        let circle = |base: Peers, words: String, takes: &dyn Fn(&Subject) -> bool| {
            let members = catalogue
                .subjects
                .iter()
                .filter(|one| takes(one) && !one.has_ended());
            Self::MedianOf(Arc::new(Circle::of(base, members, words)))
        };
        match code.0.as_str() {
            "nation" => place(above(catalogue, subject, Level::Country), "nation"),
            "region" => place(above(catalogue, subject, Level::Region), "region"),
            "parent" => {
                let parent = subject
                    .parent
                    .as_ref()
                    .and_then(|code| catalogue.known(code));
                place(parent, "parent")
            }
            "level" => peers.map(Self::Median).ok_or_else(|| none("level")),
            "type" => Ok(match subject.kind {
                SubjectKind::Organisation(kind) => {
                    Self::Median(Peers::Organisations(OrganisationSet::Type(kind)))
                }
                SubjectKind::Place(level) => {
                    let base = Peers::of(subject, catalogue).ok_or_else(|| none("type"))?;
                    circle(base, base.of_level(level), &|one| {
                        one.level() == Some(level) && base.contains(one)
                    })
                }
            }),
            "sector" => {
                let sector = subject.sector.clone().ok_or_else(|| none("sector"))?;
                let base = Peers::wide(subject);
                let words = format!("{} in {}", base.plural(), wording::inside(&sector));
                Ok(circle(base, words, &|one| {
                    one.sector.as_ref() == Some(&sector)
                }))
            }
            "size" => {
                let size = subject.size_band.clone().ok_or_else(|| none("size band"))?;
                let base = Peers::wide(subject);
                let words = format!("{} {}", base.plural(), narrow::of_size(&size));
                Ok(circle(base, words, &|one| {
                    one.size_band.as_ref() == Some(&size)
                }))
            }
            "set" => Self::of_set(question, reader, catalogue, peers)?.ok_or_else(|| {
                QuestionError::Unlike {
                    what: "The median of the set needs several subjects.".to_owned(),
                    comparable: others(subject, catalogue),
                }
            }),
            "neighbours" => Ok(Self::MedianOf(Arc::new(alike::of(
                subject, question, reader, catalogue,
            )?))),
            _ => Self::of(Some(code), subject, peers, catalogue),
        }
    }

    /// The median of all that a question asks of.
    fn of_set(
        question: &Question,
        reader: &Reader,
        catalogue: &Catalogue,
        peers: Option<Peers>,
    ) -> Result<Option<Self>, QuestionError> {
        let base = match (&question.subjects, peers) {
            (Subjects::Areas(set), _) => Some(Peers::Areas(*set, None)),
            (Subjects::Organisations(set), _) => Some(Peers::Organisations(*set)),
            (_, peers) => peers,
        };
        if let Some(circle) = narrow::circle(question, reader, catalogue, base)? {
            return Ok(Some(Self::MedianOf(circle)));
        }
        Ok(match (&question.subjects, base) {
            (Subjects::Codes(codes), Some(base)) if codes.len() > 1 => {
                let subjects = catalogue.all(codes)?;
                let words = format!("the {} compared", subjects.len());
                let all = subjects.into_iter();
                Some(Self::MedianOf(Arc::new(Circle::of(base, all, words))))
            }
            (Subjects::Codes(_), _) | (_, None) => None,
            (_, Some(base)) => Some(Self::Median(base)),
        })
    }
}

/// The place of a level that contains a subject.
fn above<'a>(catalogue: &'a Catalogue, subject: &Subject, level: Level) -> Option<&'a Subject> {
    if level == Level::Country
        && let SubjectKind::Place(_) = subject.kind
    {
        return catalogue.known(&SubjectCode::from(super::own_country(subject)));
    }
    let of_level = |one: &&Subject| {
        one.level() == Some(level) && narrow::lies_in(catalogue, subject, &one.code)
    };
    catalogue.subjects.iter().find(of_level)
}

/// What a subject can be compared with.
fn others(subject: &Subject, catalogue: &Catalogue) -> String {
    let mut words: Vec<&str> = Vec::new();
    if above(catalogue, subject, Level::Country).is_some() {
        words.push("nation");
    }
    if above(catalogue, subject, Level::Region).is_some() {
        words.push("region");
    }
    words.extend(["level", "type"]);
    if subject.sector.is_some() {
        words.push("sector");
    }
    if subject.size_band.is_some() {
        words.push("size");
    }
    words.push("neighbours");
    let words: Vec<String> = words.into_iter().map(str::to_owned).collect();
    format!("It may be {}, or the code of a subject.", words.join(", "))
}
