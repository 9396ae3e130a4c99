use std::collections::{BTreeMap, BTreeSet};

use super::super::answer::{Answer, LeftOut, RowRole};
use super::super::detail::Detail;
use super::super::held::Held;
use super::super::rows::row;
use super::super::shown::Pairs;
use super::super::{Question, Subjects, notes, wording};
use super::Asked;
use super::words;
use crate::domain::{Observation, Subject};
use crate::statistics::{Reason, association, median};

/// Most subjects that are named among those left out for one reason.
const NAMED: usize = 5;

/// The subjects with both figures, by code.
pub(super) fn of<'a>(
    asked: &'a Asked<'_>,
    held: &'a Held,
) -> Vec<(&'a Subject, [&'a Observation; 2])> {
    let [across, upwards] = asked.indicators;
    held.numbers(asked.catalogue, asked.peers, &across.code, asked.period)
        .into_iter()
        .filter(|(subject, _)| asked.takes(subject))
        .filter_map(|(subject, _)| {
            let one = held.at(&across.code, &subject.code, asked.period)?;
            let other = held.at(&upwards.code, &subject.code, asked.period)?;
            other.value()?;
            Some((subject, [one, other]))
        })
        .collect()
}

/// The answer from figures: two rows a subject, the first indicator's and the second's.
pub(in crate::questions) fn compute(question: &Question, asked: &Asked<'_>, held: &Held) -> Answer {
    let subjects = match &question.subjects {
        Subjects::Unsaid => match asked.peers {
            super::Peers::Areas(set, _) => Subjects::Areas(set),
            super::Peers::Organisations(set) => Subjects::Organisations(set),
            super::Peers::NationsAndRegions => Subjects::Unsaid,
        },
        said => said.clone(),
    };
    let mut answer = Answer::empty(Question {
        subjects,
        ..question.clone()
    });
    let pairs = of(asked, held);
    let mut points: Vec<(f64, f64)> = Vec::with_capacity(pairs.len());
    for (subject, figures) in &pairs {
        let role = if asked.focus.iter().any(|one| one.code == subject.code) {
            RowRole::Focus
        } else {
            RowRole::Named
        };
        for (indicator, one) in asked.indicators.into_iter().zip(figures) {
            let goal = asked.catalogue.main_goal(&indicator.code);
            answer.rows.push(row(indicator, goal, subject, one, role));
        }
        let [x, y] = figures.map(|one| one.value().unwrap_or_default());
        points.push((x, y));
    }
    answer.left_out = left_out(asked, held, &pairs);
    let found = association(&points);
    let middle = |of: fn(&(f64, f64)) -> f64| {
        median(&points.iter().map(of).collect::<Vec<f64>>()).unwrap_or_default()
    };
    let [across, upwards] = asked.indicators;
    let detail = Pairs {
        peers: asked.plural(),
        codes: [across.code.clone(), upwards.code.clone()],
        names: [wording::brief(across), wording::brief(upwards)],
        count: points.len(),
        pearson: found.ok().map(|one| one.pearson),
        spearman: found.ok().map(|one| one.spearman),
        reason: found
            .err()
            .map(|reason| reason.in_words().to_owned())
            .unwrap_or_default(),
        medians: [middle(|point| point.0), middle(|point| point.1)],
    };
    answer.headline = words::headline(asked, &detail);
    answer.subtitle = wording::subtitle(&[
        format!(
            "{} beside {}",
            wording::measure(across),
            wording::inside(&wording::measure(upwards))
        ),
        wording::group(&question.group),
        asked.plural(),
        asked.period.label(),
    ]);
    answer.notes = words::notes(asked, &detail);
    answer.detail = Detail::Relationship(detail);
    notes::finish(&mut answer, &asked.indicators);
    answer
}

/// Who has no pair, and why: named where they are few.
fn left_out(
    asked: &Asked<'_>,
    held: &Held,
    pairs: &[(&Subject, [&Observation; 2])],
) -> Vec<LeftOut> {
    let paired: BTreeSet<_> = pairs.iter().map(|(subject, _)| &subject.code).collect();
    let mut reasons: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for subject in &asked.catalogue.subjects {
        if !asked.takes(subject) || paired.contains(&subject.code) {
            continue;
        }
        let mut figures = 0;
        let mut whys: Vec<String> = Vec::new();
        for indicator in asked.indicators {
            let name = wording::inside(&wording::brief(indicator));
            let one = held.at(&indicator.code, &subject.code, asked.period);
            figures += usize::from(one.is_some());
            match one {
                None => whys.push(format!("no figure for {name}")),
                Some(one) if one.value().is_none() => {
                    whys.push(format!("{name} is {}", one.state().in_words()));
                }
                Some(_) => {
                    let code = &indicator.code;
                    let superseded = held.superseded(asked.catalogue, subject, code, asked.period);
                    whys.extend(superseded.map(str::to_owned));
                }
            }
        }
        whys.dedup();
        // Those without either figure are left out only where they were asked for.
        let asked_for = asked.named.is_some()
            || asked.circle.is_some()
            || asked.focus.iter().any(|one| one.code == subject.code);
        if figures > 0 || asked_for {
            let why = whys.join(" and ");
            reasons.entry(why).or_default().insert(subject.name.clone());
        }
    }
    for subject in &asked.focus {
        if !asked.takes(subject) {
            let why = format!("not one of the {}", asked.plural());
            reasons.entry(why).or_default().insert(subject.name.clone());
        }
    }
    reasons
        .into_iter()
        .map(|(why, names)| {
            let mut some: Vec<String> = names.iter().take(NAMED).cloned().collect();
            if names.len() > NAMED {
                some.push(format!("{} more", names.len() - NAMED));
            }
            let why = if why.is_empty() {
                Reason::NotComparable.in_words().to_owned()
            } else {
                why
            };
            notes::left_out(wording::listed(&some), why)
        })
        .collect()
}
