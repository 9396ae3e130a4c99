use super::answer::{Answer, Row};
use super::ask::{about, figures_for_standings, filled, nothing};
use super::catalogue::Catalogue;
use super::detail::{Detail, GoalSummary};
use super::held::Held;
use super::judging::{Tally, is_worse};
use super::standing::{About, Standing};
use super::{Question, QuestionError, Subjects, groups, notes, wording};
use crate::book::Reader;
use crate::domain::{Goal, Indicator, Subject, SubjectKind};

/// All goals for a subject.
pub(super) fn answer(
    question: &Question,
    reader: &Reader,
    catalogue: &Catalogue,
) -> Result<Answer, QuestionError> {
    let Some(about) = about(question, reader, catalogue)? else {
        let mut answer = nothing(question, "This book holds no figures yet.");
        answer.detail = Detail::Overview {
            goals: catalogue
                .goals
                .iter()
                .map(|goal| summary(goal, catalogue, &[]))
                .collect(),
        };
        return Ok(answer);
    };
    let all = catalogue.in_order();
    let linked: Vec<&Indicator> = all
        .iter()
        .copied()
        .filter(|one| catalogue.main_goal(&one.code).is_some())
        .collect();
    let some_elsewhere = !linked.is_empty() && linked.len() < all.len();
    let indicators = if linked.is_empty() { all } else { linked };
    let held = figures_for_standings(reader, &about, &indicators, &question.group)?;
    let mut answer = compute(question, &about, &held, &indicators);
    if some_elsewhere {
        answer.notes.push(
            "Indicators under no goal are not counted here; they stand in the profile.".to_owned(),
        );
    }
    count_kinds(&mut answer, reader, &about)?;
    groups::name_those_by_group(&mut answer, reader, &about, &indicators)?;
    Ok(answer)
}

/// Counts each goal's indicators that have figures for places and for organisations, so that a tile without figures of the
/// subject can say who has some.
fn count_kinds(
    answer: &mut Answer,
    reader: &Reader,
    about: &About<'_>,
) -> Result<(), QuestionError> {
    let Detail::Overview { goals } = &mut answer.detail else {
        return Ok(());
    };
    let is_place = |one: &Subject| matches!(one.kind, SubjectKind::Place(_));
    let own_is_place = is_place(about.subject);
    let (places, organisations): (Vec<&Subject>, Vec<&Subject>) = about
        .catalogue
        .subjects
        .iter()
        .partition(|one| is_place(one));
    for goal in goals {
        let (mut for_places, mut for_organisations) = (0, 0);
        for indicator in about.catalogue.of_goal(goal.number) {
            let is_own = answer
                .rows
                .iter()
                .any(|row| row.indicator_code == indicator.code);
            let has = |organisations: bool, any: bool| -> Result<bool, QuestionError> {
                if is_own && organisations != own_is_place {
                    return Ok(true);
                }
                Ok(any && reader.has_figures(&indicator.code, organisations)?)
            };
            for_places += usize::from(has(false, !places.is_empty())?);
            for_organisations += usize::from(has(true, !organisations.is_empty())?);
        }
        goal.for_places = for_places;
        goal.for_organisations = for_organisations;
    }
    Ok(())
}

/// The answer from figures.
pub(super) fn compute(
    question: &Question,
    about: &About<'_>,
    held: &Held,
    indicators: &[&Indicator],
) -> Answer {
    let standings = about.standings(held, indicators);
    let goals = about
        .catalogue
        .goals
        .iter()
        .map(|goal| summary(goal, about.catalogue, &standings))
        .collect();
    let mut answer = assemble(question, about, standings, "");
    answer.detail = Detail::Overview { goals };
    answer
}

/// Rows, headline, subtitle and notes of a subject's latest figures; `of_what` follows the number of indicators.
pub(super) fn assemble(
    question: &Question,
    about: &About<'_>,
    standings: Vec<Standing>,
    of_what: &str,
) -> Answer {
    let subjects = Subjects::Codes(vec![about.subject.code.clone()]);
    let mut answer = Answer::empty(filled(question, subjects, &about.benchmark));
    answer.benchmark_name = about.benchmark.label();
    answer.rows = standings.into_iter().map(|one| one.row).collect();
    let indicators: Vec<&Indicator> = answer
        .rows
        .iter()
        .filter_map(|row| about.catalogue.indicator(&row.indicator_code).ok())
        .collect();
    let name = wording::the(&about.subject.name);
    answer.headline = findings(question, about, &answer.rows, &indicators, of_what);
    let compared = if about.benchmark == super::benchmark::Benchmark::Missing {
        name
    } else {
        format!("{name} compared with {}", about.benchmark.name())
    };
    answer.subtitle = wording::subtitle(&[
        "Latest figures for each indicator".to_owned(),
        wording::group(&question.group),
        compared,
    ]);
    answer.notes = notes::judging(
        &answer.rows,
        &about.benchmark.name(),
        &about.peers_in_words(),
    );
    let tally = Tally::of(&answer.rows);
    if tally.not_judged > 0 && tally.judged() > 0 {
        answer.notes.push(format!(
            "{} not counted in the headline: neither higher nor lower counts as better.",
            if tally.not_judged == 1 {
                "1 indicator is".to_owned()
            } else {
                format!("{} indicators are", tally.not_judged)
            }
        ));
    }
    notes::finish(&mut answer, &indicators);
    answer
}

/// The headline of a subject's latest figures.
fn findings(
    question: &Question,
    about: &About<'_>,
    rows: &[Row],
    indicators: &[&Indicator],
    of_what: &str,
) -> String {
    let tally = Tally::of(rows);
    let name = wording::the(&about.subject.name);
    let of_group = if question.group.is_all() {
        String::new()
    } else {
        format!(" and the people group {}", question.group)
    };
    match (rows, indicators) {
        ([], _) => wording::headline(&[
            format!("No figures for {name}{of_what}{of_group}."),
            format!("No figures for {name}{of_group}."),
        ]),
        ([row], [indicator]) => {
            super::comparison::one(indicator, about.subject, row, &about.benchmark.name())
        }
        _ if about.benchmark == super::benchmark::Benchmark::Missing
            || tally.not_compared == rows.len() =>
        {
            let held = wording::so_many(rows.len(), "indicator", "indicators");
            wording::headline(&[
                format!("The book holds figures for {name} on {held}{of_what}."),
                format!("The book holds figures for {name} on {held}."),
            ])
        }
        _ if tally.judged() == 0 => wording::headline(&[format!(
            "The book holds {} for {name}; of none does higher or lower count as better.",
            wording::so_many(rows.len(), "figure", "figures")
        )]),
        _ => wording::headline(&wording::many(
            &name,
            &about.benchmark.name(),
            tally,
            of_what,
        )),
    }
}

/// One goal's tile.
fn summary(goal: &Goal, catalogue: &Catalogue, standings: &[Standing]) -> GoalSummary {
    let of_goal = catalogue.of_goal(goal.number);
    let own: Vec<&Standing> = of_goal
        .iter()
        .filter_map(|indicator| {
            standings
                .iter()
                .find(|standing| standing.row.indicator_code == indicator.code)
        })
        .collect();
    let tally = Tally::of(own.iter().map(|standing| &standing.row));
    GoalSummary {
        number: goal.number,
        name: goal.name.clone(),
        short_name: goal.short_name.clone(),
        about: goal.about.clone(),
        indicators: of_goal.len(),
        for_places: 0,
        for_organisations: 0,
        by_group: 0,
        better: tally.better,
        similar: tally.similar,
        worse: tally.worse,
        not_compared: tally.not_compared,
        not_judged: tally.not_judged,
        shown: shown(&own),
        summaries: own.iter().map(|one| one.summary.clone()).collect(),
    }
}

/// The indicator that a tile shows: the widest gap in MAD units among those judged worse, else the first with a gap, else
/// the first.
fn shown(own: &[&Standing]) -> Option<usize> {
    let width = |standing: &Standing| {
        let gap = standing.summary.gap.as_ref()?.now.abs();
        let mad = standing.row.spread.as_ref()?.mad;
        (mad > 0.0).then(|| gap / mad)
    };
    let widest = own
        .iter()
        .enumerate()
        .filter(|(_, standing)| is_worse(&standing.row))
        .rev()
        .max_by(|(_, a), (_, b)| {
            let (a, b) = (width(a).unwrap_or(0.0), width(b).unwrap_or(0.0));
            a.total_cmp(&b)
        })
        .map(|(index, _)| index);
    widest
        .or_else(|| own.iter().position(|one| one.summary.gap.is_some()))
        .or(if own.is_empty() { None } else { Some(0) })
}
