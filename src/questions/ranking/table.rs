use std::collections::BTreeMap;

use super::super::answer::{Answer, LeftOut, Row, RowRole};
use super::super::ask::filled;
use super::super::benchmark::Benchmark;
use super::super::detail::Detail;
use super::super::held::Held;
use super::super::judging::Field;
use super::super::peers::Peers;
use super::super::rows::{row, worked_out};
use super::super::{Question, Subjects, notes, wording};
use super::words::{headline, ranking_notes};
use super::{Among, Asked, done};
use crate::domain::{AreaSet, Level, Observation, Polarity, Subject, SubjectKind};
use crate::statistics::Reason;

/// The answer from figures.
pub(in crate::questions) fn compute(question: &Question, asked: &Asked<'_>, held: &Held) -> Answer {
    let (indicator, period) = (asked.indicator, asked.period);
    let (mut answer, withheld) = tabled(question, asked, held);
    let peers_words = asked.among.plural();
    answer.headline = headline(asked, &answer.rows, &peers_words);
    let order = order_in_words(indicator.polarity);
    answer.subtitle = wording::subtitle(&[
        wording::measure(indicator),
        wording::group(&question.group),
        asked.who(),
        period.label(),
        order.clone(),
    ]);
    answer.notes = ranking_notes(asked, &answer.rows, withheld, &peers_words);
    answer.detail = Detail::Ranking {
        peers: peers_words,
        ranked: answer.rows.iter().filter(|row| row.rank.is_some()).count(),
        order,
    };
    notes::finish(&mut answer, &[indicator]);
    answer
}

/// The rows in order of rank, then those whose figure is withheld, then the benchmark; without words. Also how many are withheld.
pub(in crate::questions) fn tabled(
    question: &Question,
    asked: &Asked<'_>,
    held: &Held,
) -> (Answer, usize) {
    let (indicator, period) = (asked.indicator, asked.period);
    let subjects = question.subjects.clone();
    let subjects = match (&asked.among, subjects) {
        (Among::Set(Peers::Areas(set, _)), Subjects::Unsaid) => Subjects::Areas(*set),
        (Among::Set(Peers::NationsAndRegions), Subjects::Unsaid) => {
            Subjects::Areas(AreaSet::Region)
        }
        (Among::Set(Peers::Organisations(set)), Subjects::Unsaid) => Subjects::Organisations(*set),
        (_, subjects) => subjects,
    };
    let mut answer = Answer::empty(filled(question, subjects, &asked.benchmark));
    answer.benchmark_name = asked.benchmark.label();
    let goal = asked.catalogue.main_goal(&indicator.code);
    let peers = asked.among.peers();
    let all = held.numbers(asked.catalogue, peers, &indicator.code, period);
    let ranked = asked.among.of(&all);
    // Inside a sector or a region one is judged by those of it; of a few of a set, by all of the set.
    let own = (all.len() != ranked.len() && !matches!(asked.among, Among::Circle(_)))
        .then(|| Field::new(ranked.clone(), indicator.polarity, asked.among.plural()));
    let whole = ranked.len() == all.len();
    let judged = if own.is_some() { all } else { ranked };
    let of_all = held.core(asked.catalogue, peers, indicator, period);
    let field = match of_all.filter(|_| whole || own.is_some()) {
        Some(core) => Field::known(judged, core, indicator.polarity, asked.among.plural()),
        None => Field::new(judged, indicator.polarity, asked.among.plural()),
    };
    let places = own.as_ref().unwrap_or(&field);
    let figures = places.figures(held.everyone(&indicator.code, period));
    let figure = asked
        .benchmark
        .figure(held, asked.catalogue, indicator, period);
    let role = |subject: &Subject| {
        if asked.focus.iter().any(|one| one.code == subject.code) {
            RowRole::Focus
        } else {
            RowRole::Named
        }
    };
    answer.rows.reserve(figures.len() + 1);
    for (subject, place) in places.ranked() {
        let Some(one) = figures.get(place.index).copied().flatten() else {
            continue;
        };
        let mut row = row(indicator, goal, subject, one, role(subject));
        let known = (subject, field.place(subject, place.index));
        field.fill_known(&mut row, known, one, (&asked.benchmark, figure));
        row.rank = Some(place.rank);
        row.tied = place.tied;
        answer.rows.push(row);
    }
    let mut of_ranked = figures.iter().flatten().copied().peekable();
    let others = held.everyone(&indicator.code, period);
    let others = others.filter(|one| {
        of_ranked
            .next_if(|next| std::ptr::eq(*next, *one))
            .is_none()
    });
    let (withheld, left_out) = unranked(asked, held, others, (goal, done(question.kind)), &role);
    let withheld_count = withheld.len();
    answer.rows.extend(withheld);
    answer
        .rows
        .extend(benchmark_row(question, asked, held, goal));
    answer.left_out = left_out;
    (answer, withheld_count)
}

impl Asked<'_> {
    /// Among whom, in words: `local authorities`, `3 regions`.
    pub(in crate::questions) fn who(&self) -> String {
        let peers = self.among.plural();
        match &self.among {
            Among::Set(_) | Among::Circle(_) => peers,
            Among::Named(_, subjects) => format!("{} {peers}", subjects.len()),
        }
    }
}

/// Which end rank 1 is.
pub(super) fn order_in_words(polarity: Polarity) -> String {
    match polarity {
        Polarity::Higher | Polarity::None => "highest first".to_owned(),
        Polarity::Lower => "lowest first".to_owned(),
        Polarity::CloserTo(target) => format!("closest to {target} first"),
    }
}

/// The withheld ones of the set, as rows without a rank, and everybody else who is not ranked. `others` are the figures that have no
/// rank.
fn unranked<'h>(
    asked: &Asked<'_>,
    held: &Held,
    others: impl Iterator<Item = &'h Observation>,
    (goal, done): (Option<u32>, &str),
    role: &impl Fn(&Subject) -> RowRole,
) -> (Vec<Row>, Vec<LeftOut>) {
    let mut withheld = Vec::new();
    let mut left_out = Vec::new();
    let mut unlike: BTreeMap<Level, usize> = BTreeMap::new();
    let mut organisations = 0;
    let whole_set = matches!(asked.among, Among::Set(_));
    for one in others {
        let Some(subject) = asked.catalogue.known(&one.subject) else {
            continue;
        };
        if asked.among.takes(subject) {
            if let Some(why) = held.superseded(
                asked.catalogue,
                subject,
                &asked.indicator.code,
                asked.period,
            ) {
                left_out.push(notes::left_out(
                    format!("{} ({})", subject.name, subject.code),
                    why,
                ));
            } else if one.value().is_none() {
                let mut row = row(asked.indicator, goal, subject, one, role(subject));
                row.judgement = Some(super::super::answer::Judgement::NotCompared);
                row.judged_by = Reason::Withheld.in_words().into();
                withheld.push(row);
            }
        } else if whole_set && !asked.benchmark.is(&subject.code) {
            match subject.kind {
                SubjectKind::Place(level) => *unlike.entry(level).or_default() += 1,
                SubjectKind::Organisation(_) => organisations += 1,
            }
        }
    }
    let mut levels: Vec<String> = unlike
        .into_iter()
        .map(|(level, count)| level_in_words(level, count))
        .collect();
    if organisations > 0 {
        levels.push(wording::so_many(
            organisations,
            "other organisation",
            "other organisations",
        ));
    }
    if !levels.is_empty() {
        left_out.push(notes::left_out(
            wording::listed(&levels),
            format!("unlike the others, so not {done} with them"),
        ));
    }
    for subject in &asked.focus {
        if !asked.among.takes(subject) {
            left_out.push(notes::left_out(
                &subject.name,
                format!("not one of the {}", asked.among.plural()),
            ));
        }
    }
    if let Among::Named(_, subjects) = &asked.among {
        for subject in subjects {
            if held
                .at(&asked.indicator.code, &subject.code, asked.period)
                .is_none()
            {
                left_out.push(notes::left_out(&subject.name, "no figure for this period"));
            }
        }
    }
    (withheld, left_out)
}

/// The benchmark as a line, never as a rank.
pub(super) fn benchmark_row(
    question: &Question,
    asked: &Asked<'_>,
    held: &Held,
    goal: Option<u32>,
) -> Option<Row> {
    match &asked.benchmark {
        Benchmark::Subject(subject) if !asked.among.takes(subject) => {
            let one = held.at(&asked.indicator.code, &subject.code, asked.period)?;
            Some(row(asked.indicator, goal, subject, one, RowRole::Benchmark))
        }
        Benchmark::Median(_) | Benchmark::MedianOf(_) => {
            let figure =
                asked
                    .benchmark
                    .figure(held, asked.catalogue, asked.indicator, asked.period)?;
            let named = Subject {
                name: asked.benchmark.label(),
                ..Subject::place("median", "")
            };
            Some(worked_out(
                asked.indicator,
                goal,
                &named,
                asked.period,
                &question.group,
                figure.value,
            ))
        }
        Benchmark::Subject(_) | Benchmark::Missing => None,
    }
}

/// So many places of a level.
pub(super) fn level_in_words(level: Level, count: usize) -> String {
    let one = if level == Level::Kingdom {
        "UK-wide area".to_owned()
    } else {
        level.singular()
    };
    wording::so_many(count, &one, &level.plural())
}
