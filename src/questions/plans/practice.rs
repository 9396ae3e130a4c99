//! Who improved most on an indicator, and what they say they did. The two stand beside each other; neither is the other's cause.

use std::collections::BTreeMap;

use super::super::answer::{Answer, LeftOut, RowRole};
use super::super::ask::nothing;
use super::super::catalogue::Catalogue;
use super::super::detail::Detail;
use super::super::peers::Peers;
use super::super::planned::{Improvement, Planned};
use super::super::rows::row;
use super::super::when::When;
use super::super::{Question, QuestionError, Subjects, notes, wording};
use crate::book::{Reader, Selection};
use crate::domain::{
    Indicator, Marker, Observation, OrganisationSet, Period, Plan, Polarity, Subject, SubjectCode,
};

/// Most subjects that are shown.
const MOST_SHOWN: usize = 20;

/// The subjects of the question that improved, those that improved most first.
pub(super) fn answer(
    question: &Question,
    reader: &Reader,
    catalogue: &Catalogue,
    indicator: &Indicator,
) -> Result<Answer, QuestionError> {
    let name = wording::inside(&wording::brief(indicator));
    if indicator.polarity == Polarity::None {
        return Ok(nothing(
            question,
            &format!(
                "Who improved on {name} cannot be said: neither higher nor lower counts as better."
            ),
        ));
    }
    let figures = reader.observations(&Selection {
        indicators: vec![indicator.code.clone()],
        group: Some(question.group.clone()),
        ..Selection::default()
    })?;
    let (question, subjects) = among(question, catalogue, &figures)?;
    let mut answer = compute(&question, catalogue, indicator, (&subjects, &figures));
    notes::finish(&mut answer, &[indicator]);
    Ok(answer)
}

/// Those who are asked about; where nobody is named organisations, or else the places that have most figures.
fn among<'a>(
    question: &Question,
    catalogue: &'a Catalogue,
    figures: &[Observation],
) -> Result<(Question, Vec<&'a Subject>), QuestionError> {
    let with: std::collections::HashSet<&SubjectCode> =
        figures.iter().map(|one| &one.subject).collect();
    let of = |peers: Peers| -> Vec<&'a Subject> {
        catalogue
            .subjects
            .iter()
            .filter(|one| peers.contains(one) && with.contains(&one.code))
            .collect()
    };
    let mut filled = question.clone();
    let subjects = match &question.subjects {
        Subjects::Codes(codes) => catalogue.all(codes)?,
        Subjects::Areas(set) => of(Peers::Areas(*set, None)),
        Subjects::Organisations(set) => of(Peers::Organisations(*set)),
        Subjects::Unsaid => {
            let mut best = (
                Subjects::Organisations(OrganisationSet::All),
                of(Peers::Organisations(OrganisationSet::All)),
            );
            if best.1.is_empty() {
                for peers in Peers::sets() {
                    let Peers::Areas(set, _) = peers else {
                        continue;
                    };
                    let found = of(peers);
                    if found.len() > best.1.len() {
                        best = (Subjects::Areas(set), found);
                    }
                }
            }
            filled.subjects = best.0;
            best.1
        }
    };
    Ok((filled, subjects))
}

/// First and last figure of a subject between which nothing broke.
struct Ends<'a> {
    subject: &'a Subject,
    first: (&'a Observation, f64),
    last: (&'a Observation, f64),
}

pub(super) fn compute(
    question: &Question,
    catalogue: &Catalogue,
    indicator: &Indicator,
    (subjects, figures): (&[&Subject], &[Observation]),
) -> Answer {
    let name = wording::inside(&wording::brief(indicator));
    let when = When::of(question.period.as_deref());
    let mut by_subject: BTreeMap<&SubjectCode, Vec<&Observation>> = BTreeMap::new();
    for one in figures.iter().filter(|one| when.takes(one.period)) {
        by_subject.entry(&one.subject).or_default().push(one);
    }
    let Some((start, end)) = span(subjects, &by_subject) else {
        return nothing(
            question,
            &format!("Who improved on {name} cannot be said: too few periods are held."),
        );
    };
    let ends: Vec<Ends<'_>> = subjects
        .iter()
        .filter_map(|subject| ends(subject, by_subject.get(&subject.code)?, (start, end)))
        .collect();
    let gain = |one: &Ends<'_>| {
        indicator.polarity.benefit(one.last.1) - indicator.polarity.benefit(one.first.1)
    };
    let mut better: Vec<&Ends<'_>> = ends.iter().filter(|one| gain(one) > 0.0).collect();
    better.sort_by(|a, b| {
        gain(b)
            .total_cmp(&gain(a))
            .then_with(|| a.subject.name.cmp(&b.subject.name))
    });
    let mut answer = Answer::empty(question.clone());
    let mut planned = Planned {
        goals: catalogue
            .goals
            .iter()
            .map(|goal| (goal.number, goal.name.clone()))
            .collect(),
        ..Planned::default()
    };
    for one in better.iter().take(MOST_SHOWN) {
        let mut shown = row(
            indicator,
            catalogue.main_goal(&indicator.code),
            one.subject,
            one.last.0,
            RowRole::Named,
        );
        shown.difference = Some(one.last.1 - one.first.1);
        let plans = serving(one.subject, indicator, catalogue);
        answer.rows.push(shown);
        planned.improved.push(Improvement {
            then: indicator.show(one.first.1),
            since: one.first.0.period.label(),
            change: change(indicator, one.last.1 - one.first.1),
            benefit: gain(one),
            plans,
        });
    }
    let more = better.len().saturating_sub(MOST_SHOWN);
    if more > 0 {
        answer.left_out.push(LeftOut {
            what: wording::so_many(more, "more that improved", "more that improved"),
            why: format!("the {MOST_SHOWN} that improved most are shown"),
        });
    }
    let others = subjects.len() - ends.len();
    if others > 0 {
        answer.left_out.push(LeftOut {
            what: format!("{others} of {}", subjects.len()),
            why: format!(
                "no comparable figures for both {} and {}",
                start.label(),
                end.label()
            ),
        });
    }
    answer.headline = match (better.first(), planned.improved.first()) {
        (Some(first), Some(improved)) => wording::headline(&[
            format!(
                "Of {}, {} improved most on {name} between {} and {}: it {}.",
                wording::so_many(ends.len(), "with figures", "with figures"),
                wording::the(&first.subject.name),
                start.label(),
                end.label(),
                wording::one_word(&improved.change),
            ),
            format!(
                "{} improved most on {name}: it {}.",
                wording::the(&first.subject.name),
                wording::one_word(&improved.change)
            ),
        ]),
        _ => wording::headline(&[format!(
            "None of {} improved on {name} between {} and {}.",
            ends.len(),
            start.label(),
            end.label()
        )]),
    };
    answer.subtitle = wording::subtitle(&[
        wording::measure(indicator),
        wording::group(&question.group),
        format!("change from {} to {}", start.label(), end.label()),
        "those that improved most, and their plans".to_owned(),
    ]);
    answer.notes = vec![
        "Figures and plans stand beside each other. That both are there does not show that the one came of the other.".to_owned(),
        "The change is between two published figures; no test of chance was made.".to_owned(),
        "That no plan is recorded says nothing of what somebody does.".to_owned(),
    ];
    answer.detail = Detail::Plans(Box::new(planned));
    answer
}

/// The latest period of which any of them has a figure, and the earliest of its kind of which at least half of those do.
fn span(
    subjects: &[&Subject],
    figures: &BTreeMap<&SubjectCode, Vec<&Observation>>,
) -> Option<(Period, Period)> {
    let mut with: BTreeMap<Period, usize> = BTreeMap::new();
    for subject in subjects {
        for one in figures.get(&subject.code).into_iter().flatten() {
            if one.value().is_some() {
                *with.entry(one.period).or_default() += 1;
            }
        }
    }
    let most = *with.values().max()?;
    let full = |count: usize| count * 2 >= most;
    let end = *with
        .iter()
        .filter(|(_, count)| full(**count))
        .max_by_key(|(period, _)| period.end())?
        .0;
    let start = *with
        .iter()
        .filter(|(period, count)| {
            full(**count) && period.kind() == end.kind() && period.end() < end.start()
        })
        .min_by_key(|(period, _)| period.end())?
        .0;
    Some((start, end))
}

/// A subject's figures of both periods, where nothing broke between them.
fn ends<'a>(
    subject: &'a Subject,
    figures: &[&'a Observation],
    (start, end): (Period, Period),
) -> Option<Ends<'a>> {
    let at = |period: Period| {
        let one = *figures.iter().find(|one| one.period == period)?;
        Some((one, one.value()?))
    };
    let broken = figures.iter().any(|one| {
        one.markers.has(Marker::Break)
            && one.period.end() > start.end()
            && one.period.end() <= end.end()
    });
    (!broken && !subject.has_ended()).then_some(())?;
    Some(Ends {
        subject,
        first: at(start)?,
        last: at(end)?,
    })
}

/// The change as the verb and the amount say it: `fell by 2.1 percentage points`.
fn change(indicator: &Indicator, difference: f64) -> String {
    let verb = if difference < 0.0 { "fell" } else { "rose" };
    format!("{verb} by {}", indicator.show_difference(difference))
}

/// What an organisation, or organisations in a place, say they do for an indicator or one of its goals.
fn serving(subject: &Subject, indicator: &Indicator, catalogue: &Catalogue) -> Vec<String> {
    let serves = |plan: &&Plan| {
        plan.indicator.as_ref() == Some(&indicator.code)
            || plan
                .goals
                .iter()
                .any(|goal| catalogue.serves(&indicator.code, *goal))
    };
    catalogue
        .plans
        .iter()
        .filter(|plan| {
            plan.organisation == subject.code || plan.place.as_ref() == Some(&subject.code)
        })
        .filter(serves)
        .map(|plan| plan.activity.lines().next().unwrap_or_default().to_owned())
        .collect()
}
