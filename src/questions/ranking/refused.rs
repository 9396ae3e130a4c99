use std::collections::{BTreeMap, BTreeSet};

use super::super::answer::Answer;
use super::super::ask::nothing;
use super::super::catalogue::Catalogue;
use super::super::peers::Peers;
use super::super::{Question, QuestionError, QuestionKind, Subjects, wording};
use super::set_of;
use crate::book::{Reader, Selection};
use crate::domain::{AreaSet, Indicator, OrganisationSet, Subject, SubjectCode};
use crate::statistics::Reason;

/// What is done with many subjects, in words.
pub(super) fn done(kind: QuestionKind) -> &'static str {
    match kind {
        QuestionKind::Ranking => "ranked",
        _ => "compared",
    }
}

/// The answer where nobody of the set has a figure: it names who has.
pub(super) fn nobody(
    question: &Question,
    reader: &Reader,
    catalogue: &Catalogue,
    indicator: &Indicator,
) -> Result<Answer, QuestionError> {
    let name = wording::inside(&wording::brief(indicator));
    let who = match &question.subjects {
        Subjects::Areas(set) => Some(set.plural()),
        Subjects::Organisations(set) => Some(set.plural()),
        _ => None,
    };
    let said = match who {
        Some(who) => format!("No {who} have figures for {name}."),
        None => format!(
            "Places and organisations cannot be {} on {name}: {}.",
            done(question.kind),
            Reason::TooFewSubjects.in_words()
        ),
    };
    let mut answer = nothing(question, &wording::headline(&[said]));
    let with: BTreeSet<SubjectCode> = reader
        .observations(&Selection {
            indicators: vec![indicator.code.clone()],
            group: Some(question.group.clone()),
            ..Selection::default()
        })?
        .into_iter()
        .map(|one| one.subject)
        .collect();
    let mut sets: BTreeMap<String, usize> = BTreeMap::new();
    for subject in with.iter().filter_map(|code| catalogue.known(code)) {
        if let Some(peers) = set_of(subject) {
            *sets.entry(peers.plural()).or_default() += 1;
        }
    }
    let held: Vec<String> = sets
        .into_iter()
        .map(|(plural, count)| format!("{plural} ({count})"))
        .collect();
    if !held.is_empty() {
        answer
            .notes
            .push(format!("There are figures for {}.", wording::listed(&held)));
    }
    Ok(answer)
}

/// The refusal of subjects that are not of one level or kind (METHODS M16), with what is comparable.
pub(in crate::questions) fn unlike(
    question: &Question,
    indicator: &Indicator,
    subjects: &[&Subject],
) -> Option<Answer> {
    let fits = |one: &Subject, peers: Peers| peers.contains(one);
    let first = subjects.first()?;
    let shared = AreaSet::ALL
        .into_iter()
        .map(|set| Peers::Areas(set, None))
        .chain([Peers::Organisations(OrganisationSet::All)])
        .any(|peers| subjects.iter().all(|one| fits(one, peers)));
    if shared || (subjects.len() == 1 && set_of(first).is_some()) {
        return None;
    }
    let mut by_kind: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for subject in subjects {
        let kind = set_of(subject).map_or_else(|| subject.kind_in_words(), Peers::plural);
        by_kind.entry(kind).or_default().push(subject.name.clone());
    }
    let name = wording::inside(&wording::brief(indicator));
    let mut answer = nothing(
        question,
        &wording::headline(&[format!(
            "{} cannot be {} on {name}: {}.",
            if subjects.iter().all(|one| one.level().is_some()) {
                "These places"
            } else {
                "These places and organisations"
            },
            done(question.kind),
            Reason::NotComparable.in_words()
        )]),
    );
    for (kind, names) in &by_kind {
        let are = if names.len() == 1 { "is" } else { "are" };
        answer.notes.push(format!(
            "{} {are} {} with {kind}.",
            wording::listed(names),
            done(question.kind)
        ));
    }
    let verb = if question.kind == QuestionKind::Ranking {
        "Rank"
    } else {
        "Compare"
    };
    answer.notes.push(format!(
        "{verb} places of one level, or organisations; a wider place can be the benchmark."
    ));
    answer.spoken = format!("{} {}", answer.headline, answer.notes.join(" "));
    Some(answer)
}
