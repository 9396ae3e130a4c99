//! Which of a set a question asks of: those of a sector, of a size, in one place, or the nearest neighbours of one.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::catalogue::Catalogue;
use super::circle::Circle;
use super::peers::Peers;
use super::{Between, Question, QuestionError, QuestionKind, Subjects, alike, wording};
use crate::book::Reader;
use crate::domain::{AreaSet, OrganisationSet, Subject, SubjectCode, slug};
use crate::message::nearest;

/// Deepest chain of parents that is followed.
const DEEPEST: usize = 6;

/// What narrows the set of subjects that a question asks of.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
pub struct Narrowing {
    /// Organisations of this sector.
    pub sector: Option<String>,
    /// Organisations of this size band.
    pub size: Option<String>,
    /// Whoever lies in this place.
    pub parent: Option<SubjectCode>,
    /// This one and its nearest neighbours (METHODS M11).
    pub neighbours_of: Option<SubjectCode>,
}

impl Narrowing {
    /// Whether it narrows nothing.
    pub fn is_none(&self) -> bool {
        *self == Self::default()
    }

    /// The keys of an address that are given.
    fn keys(&self) -> Vec<String> {
        let all = [
            ("sector", self.sector.is_some()),
            ("size", self.size.is_some()),
            ("parent", self.parent.is_some()),
            ("neighbours-of", self.neighbours_of.is_some()),
        ];
        let given = all.into_iter().filter(|(_, given)| *given);
        given.map(|(key, _)| key.to_owned()).collect()
    }
}

/// Refuses what narrows a set where a question asks of no set and would pass over it. With `benchmark=set` it is the set whose
/// median is the benchmark.
pub(super) fn check(question: &Question) -> Result<(), QuestionError> {
    let keys = question.narrowed.keys();
    let is_benchmark = question
        .benchmark
        .as_ref()
        .is_some_and(|code| code.0 == "set");
    if keys.is_empty() || is_benchmark {
        return Ok(());
    }
    let named = match &question.subjects {
        Subjects::Codes(codes) => codes.len(),
        _ => 0,
    };
    let asks_of = match question.kind {
        QuestionKind::Overview | QuestionKind::Goal | QuestionKind::Profile => {
            "one place or organisation"
        }
        QuestionKind::Gap | QuestionKind::Closing
            if matches!(question.between, Between::Subjects(..)) =>
        {
            "the two that between names"
        }
        QuestionKind::Gap | QuestionKind::Closing if question.indicators.len() != 1 => {
            "one place or organisation, unless it names one indicator"
        }
        QuestionKind::Inequality if question.between == Between::Deprivation => {
            "the groups of one place"
        }
        QuestionKind::Coverage if question.indicators.is_empty() => {
            "one place or organisation, unless it names an indicator"
        }
        QuestionKind::Ranking
        | QuestionKind::Spread
        | QuestionKind::Map
        | QuestionKind::Relationship
            if named < 2 =>
        {
            return Ok(());
        }
        QuestionKind::Plans => return Ok(()),
        _ if named > 0 => "those whom subjects names",
        _ => return Ok(()),
    };
    let narrow = if keys.len() == 1 { "narrows" } else { "narrow" };
    Err(QuestionError::Unlike {
        what: format!(
            "{} {narrow} a set of places or organisations, and this {} asks of {asks_of}.",
            wording::listed(&keys),
            question.kind.word()
        ),
        comparable: format!(
            "Leave {} out, or add benchmark=set to compare with the median of that set.",
            if keys.len() == 1 { "it" } else { "them" }
        ),
    })
}

/// Those of a set that a question asks of; none where it asks of the whole set. Neighbours are of their own set, whichever is given.
pub(super) fn circle(
    question: &Question,
    reader: &Reader,
    catalogue: &Catalogue,
    base: Option<Peers>,
) -> Result<Option<Arc<Circle>>, QuestionError> {
    let narrowed = &question.narrowed;
    if narrowed.is_none() {
        return Ok(None);
    }
    let near = match &narrowed.neighbours_of {
        Some(code) => Some(alike::of(
            catalogue.subject(code)?,
            question,
            reader,
            catalogue,
        )?),
        None => None,
    };
    let base = near.as_ref().map(|near| near.base).or(base);
    let of_organisations = narrowed.sector.is_some() || narrowed.size.is_some();
    let base = base.unwrap_or(if of_organisations {
        Peers::Organisations(OrganisationSet::All)
    } else {
        Peers::Areas(AreaSet::LocalAuthority, None)
    });
    let mut words = match (&near, &narrowed.neighbours_of) {
        (Some(_), Some(code)) => format!(
            "{} like {}",
            base.plural(),
            wording::the(&catalogue.subject(code)?.name)
        ),
        _ => base.plural(),
    };
    let own = match &narrowed.neighbours_of {
        Some(code) => Some(catalogue.subject(code)?.code.clone()),
        None => None,
    };
    let mut chosen: Vec<&Subject> = catalogue
        .subjects
        .iter()
        .filter(|one| base.contains(one))
        .filter(|one| {
            near.as_ref()
                .is_none_or(|near| near.contains(one) || own.as_ref() == Some(&one.code))
        })
        .collect();
    if let Some(sector) = &narrowed.sector {
        let named = one_of("sector", sector, &chosen, |one| one.sector.as_deref())?;
        chosen.retain(|one| one.sector.as_deref() == Some(named.as_str()));
        words = format!("{words} in {}", wording::inside(&named));
    }
    if let Some(size) = &narrowed.size {
        let named = one_of("size", size, &chosen, |one| one.size_band.as_deref())?;
        chosen.retain(|one| one.size_band.as_deref() == Some(named.as_str()));
        words = format!("{words} {}", of_size(&named));
    }
    if let Some(code) = &narrowed.parent {
        let parent = catalogue.subject(code)?;
        chosen.retain(|one| lies_in(catalogue, one, &parent.code));
        words = format!(
            "{} in {}",
            without_country(&words),
            wording::the(&parent.name)
        );
    }
    Ok(Some(Arc::new(Circle::of(base, chosen, words))))
}

/// The subjects with the one first whose neighbours they are, and of these only as many as can be shown at once.
pub(super) fn own_first<'a>(
    question: &Question,
    catalogue: &'a Catalogue,
    mut subjects: Vec<&'a Subject>,
    most: usize,
) -> Result<Vec<&'a Subject>, QuestionError> {
    if let Some(code) = &question.narrowed.neighbours_of {
        let own = catalogue.subject(code)?;
        subjects.retain(|one| one.code != own.code);
        subjects.insert(0, own);
        subjects.truncate(most);
    }
    Ok(subjects)
}

/// `local authorities in England in the North East` says the country for nothing.
fn without_country(words: &str) -> &str {
    words.strip_suffix(" in England").unwrap_or(words)
}

/// Staff of a size band as the words behind a set: `with 250 to 499 staff`.
pub(super) fn of_size(band: &str) -> String {
    if band.contains(|c: char| c.is_ascii_digit()) {
        format!("with {} staff", wording::inside(band))
    } else {
        format!("of size “{band}”")
    }
}

/// The value that some subjects have which is meant by a text: the same letters and digits. Where none is, those that there are.
fn one_of(
    key: &'static str,
    wanted: &str,
    among: &[&Subject],
    value: impl Fn(&Subject) -> Option<&str>,
) -> Result<String, QuestionError> {
    let known: BTreeSet<&str> = among.iter().filter_map(|one| value(one)).collect();
    let plain = slug(wanted);
    if let Some(found) = known.iter().find(|one| slug(one) == plain) {
        return Ok((*found).to_owned());
    }
    let near = nearest(wanted, known.iter().copied());
    let all: Vec<String> = known.iter().map(|one| format!("“{one}”")).collect();
    Err(QuestionError::UnknownValue {
        key,
        value: wanted.to_owned(),
        known: match (near.is_empty(), all.is_empty()) {
            (false, _) => near,
            (true, false) => all.join(", "),
            (true, true) => format!("left out: none of those asked for has a {key} in this book"),
        },
    })
}

/// Whether a subject lies in a place, at any depth.
pub(super) fn lies_in(catalogue: &Catalogue, subject: &Subject, place: &SubjectCode) -> bool {
    let mut parent = subject.parent.as_ref();
    for _ in 0..DEEPEST {
        match parent {
            Some(code) if code == place => return true,
            Some(code) => parent = catalogue.known(code).and_then(|one| one.parent.as_ref()),
            None => return false,
        }
    }
    false
}
