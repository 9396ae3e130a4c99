use std::collections::BTreeSet;
use std::sync::Arc;

use super::goal_rows::{self, GoalRow};
use super::plans::{self, OutcomeRow};
use super::twin::rank;
use crate::desktop::contents::Contents;
use crate::desktop::effects::Shown;
use crate::desktop::state::{Slot, State, alike, likeness};
use crate::desktop::widgets::Choice;
use crate::domain::{IndicatorCode, SubjectCode, SubjectKind, thousands};
use crate::figures;
use crate::questions::{Detail, Planned, Row, Subjects};

/// One subject on all its indicators.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ProfilePage {
    /// Which.
    pub code: SubjectCode,
    /// Its name.
    pub name: String,
    /// True for a place.
    pub place: bool,
    /// The finding.
    pub headline: String,
    /// Level or type, size, and identifiers.
    pub facts: String,
    /// What it was replaced by, where it has ended, and that in words.
    pub successor: Option<(SubjectCode, String)>,
    /// What it replaced: code, and what happened in words.
    pub replaced: Vec<(SubjectCode, String)>,
    /// Its figures by name, to choose one to see in detail.
    pub in_detail: Vec<Choice>,
    /// The one that is chosen.
    pub row: usize,
    /// That figure among its peers, over its own periods, and within the place.
    pub beside: Vec<(String, Arc<Shown>)>,
    /// Who is most like it.
    pub alike: Vec<(SubjectCode, String)>,
    /// By which method, or why nobody is named.
    pub likeness: Vec<String>,
    /// Its peers in words.
    pub peers: String,
    /// Goals: of an organisation with plan, contribution, progress and evidence, of a place with need and who acts.
    pub goals: Vec<GoalRow>,
    /// The finding of the figures, where the headline is about more.
    pub finding: String,
    /// Outcomes that its community has defined.
    pub outcomes: Vec<OutcomeRow>,
    /// What must be known of plans and need.
    pub plan_notes: Vec<String>,
    /// Its figures, by goal.
    pub lines: Vec<ProfileLine>,
    /// The benchmark's name.
    pub benchmark: String,
    /// What must be known.
    pub notes: Vec<String>,
    /// Where the figures come from.
    pub sources: Vec<String>,
    /// The picture.
    pub shown: Arc<Shown>,
}

/// One figure of a profile.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ProfileLine {
    /// The goal.
    pub goal: Option<u32>,
    /// The indicator.
    pub code: IndicatorCode,
    /// Its name with unit.
    pub name: String,
    /// For when.
    pub period: String,
    /// The figure.
    pub value: String,
    /// The benchmark's.
    pub benchmark: String,
    /// Worst and best of the peers.
    pub ends: (String, String),
    /// Rank among the peers.
    pub position: String,
    /// The row, for its spine.
    pub row: Row,
    /// Its peers, worked out once for all frames.
    pub field: Option<figures::Field>,
    /// What it stands for.
    pub meant: super::Meant,
    /// What a screen reader says.
    pub spoken: String,
}

pub(super) fn build(
    shown: &Arc<Shown>,
    contents: &Contents,
    code: &SubjectCode,
    state: &State,
) -> ProfilePage {
    let answer = &shown.answer;
    let asked = match &answer.question.subjects {
        Subjects::Codes(codes) => codes.first().unwrap_or(code),
        _ => code,
    };
    let subject = contents.subject(asked);
    let mut facts = Vec::new();
    if let Some(subject) = subject {
        facts.push(super::sets::upper(&subject.kind_in_words()));
        facts.extend(subject.sector.clone());
        facts.extend(subject.size_band.iter().map(|band| format!("{band} staff")));
        facts.extend(
            subject
                .parent
                .iter()
                .map(|parent| contents.subject_name(parent)),
        );
        if subject.ids.is_empty() {
            facts.push(subject.code.0.clone());
        }
        facts.extend(
            subject
                .ids
                .iter()
                .map(|(kind, id)| format!("{} {id}", kind.in_words())),
        );
    }
    let lines: Vec<ProfileLine> = answer.rows.iter().map(line).collect();
    let (alike, likeness) = most_like(state, contents, asked);
    let place = subject.is_some_and(|subject| matches!(subject.kind, SubjectKind::Place(_)));
    let planned = plans::beside(state).filter(|_| plans_are_of(state, asked));
    let goals: Vec<GoalRow> = contents
        .goals
        .iter()
        .map(|goal| {
            let figures = figures_for(&lines, goal.number, contents);
            let named = (goal.number, goal.name.as_str());
            if place {
                goal_rows::of_place(named, planned, &figures)
            } else {
                goal_rows::of_organisation(named, asked, planned, &figures)
            }
        })
        .collect();
    let name = contents.subject_name(asked);
    let (headline, finding) = if place {
        (answer.headline.clone(), String::new())
    } else {
        (
            contribution(&name, &lines, planned),
            answer.headline.clone(),
        )
    };
    ProfilePage {
        code: asked.clone(),
        name,
        place,
        headline,
        finding,
        outcomes: planned.map_or_else(Vec::new, |held| {
            held.outcomes.iter().map(OutcomeRow::of).collect()
        }),
        plan_notes: plan_notes(state, planned),
        facts: facts.join("  ·  "),
        successor: subject
            .and_then(|subject| subject.successor.clone())
            .map(|code| {
                let name = contents.subject_name(&code);
                let when = subject.and_then(|one| one.to).map(ended);
                let when = when.map_or_else(String::new, |day| format!(" after {day}"));
                (code, format!("It was replaced by {name}{when}."))
            }),
        replaced: contents.replaced_by(asked).map(replaced).collect(),
        in_detail: lines
            .iter()
            .map(|line| {
                let goal = line.goal.map(|goal| format!("Goal {goal}"));
                Choice::new(line.name.clone(), goal.unwrap_or_default())
            })
            .collect(),
        row: state.here().row.min(lines.len().saturating_sub(1)),
        beside: beside(state, asked),
        alike,
        likeness,
        peers: match &answer.detail {
            Detail::Profile { peers } => peers.clone(),
            _ => String::new(),
        },
        goals,
        lines,
        benchmark: if answer.benchmark_name.is_empty() {
            "Benchmark".to_owned()
        } else {
            answer.benchmark_name.clone()
        },
        notes: answer.notes.clone(),
        sources: answer.sources.clone(),
        shown: Arc::clone(shown),
    }
}

/// Whether the plans that are held are those of this subject.
fn plans_are_of(state: &State, code: &SubjectCode) -> bool {
    let shown = state.shown(Slot::Plans);
    shown.is_some_and(|shown| shown.answer.question.subjects == Subjects::Codes(vec![code.clone()]))
}

/// The figures of a subject under a goal: how many, of when, from where.
fn figures_for(lines: &[ProfileLine], goal: u32, contents: &Contents) -> goal_rows::Figures {
    let own: Vec<&ProfileLine> = lines
        .iter()
        .filter(|line| line.goal == Some(goal))
        .collect();
    let latest = own
        .iter()
        .max_by_key(|line| line.row.period.map(crate::domain::Period::end));
    let source = latest.and_then(|line| contents.indicator(&line.code));
    goal_rows::Figures {
        count: own.len(),
        when: latest.map_or_else(String::new, |line| line.period.clone()),
        dataset: source.map_or_else(String::new, |one| one.source.dataset.clone()),
    }
}

/// The headline of an organisation: for how many goals it has figures and plans. One is good, and no number of goals stands
/// beside it.
fn contribution(name: &str, lines: &[ProfileLine], planned: Option<&Planned>) -> String {
    let so_many = |count: usize| match count {
        1 => "1 goal".to_owned(),
        many => format!("{many} goals"),
    };
    let measured: BTreeSet<u32> = lines.iter().filter_map(|line| line.goal).collect();
    let figures = match measured.len() {
        0 => "no figures here".to_owned(),
        many => format!("figures for {}", so_many(many)),
    };
    let plans = planned.map(|held| {
        let goals = held.plans.iter().flat_map(|line| &line.plan.goals);
        (held.plans.len(), goals.collect::<BTreeSet<_>>().len())
    });
    match plans {
        None => format!("{name}: {figures}"),
        Some((0, _)) => format!("{name}: {figures}, no plan recorded yet"),
        Some((1, goals)) => format!("{name}: 1 plan for {}, {figures}", so_many(goals)),
        Some((many, goals)) => format!("{name}: {many} plans for {}, {figures}", so_many(goals)),
    }
}

/// What must be known of the plans beside a profile, where there are any.
fn plan_notes(state: &State, planned: Option<&Planned>) -> Vec<String> {
    let says = planned.is_some_and(|held| !held.plans.is_empty() || !held.needs.is_empty());
    let shown = state.shown(Slot::Plans).filter(|_| says);
    shown.map_or_else(Vec::new, |shown| shown.answer.notes.clone())
}

/// A day in words.
fn ended(day: jiff::civil::Date) -> String {
    super::day(&day.to_string())
}

fn replaced(subject: &crate::domain::Subject) -> (SubjectCode, String) {
    let when = subject.to.map(ended);
    let words = match when {
        Some(day) => format!("{}, which ended on {day}", subject.name),
        None => format!("{}, {}", subject.name, subject.code),
    };
    (subject.code.clone(), words)
}

/// Who is most like a subject, with the method; or why nobody is named.
fn most_like(
    state: &State,
    contents: &Contents,
    code: &SubjectCode,
) -> (Vec<(SubjectCode, String)>, Vec<String>) {
    let Some(asked) = state.answers.get(&Slot::Alike) else {
        return Default::default();
    };
    let of_this = asked.question.as_ref().is_some_and(|(question, _)| {
        question.narrowed.neighbours_of.as_ref() == Some(code) && !asked.answer.is_waiting()
    });
    match (asked.answer.value(), asked.answer.failure()) {
        _ if !of_this => (Vec::new(), vec!["Working it out…".to_owned()]),
        (_, Some(failure)) => (Vec::new(), vec![failure.headline.clone()]),
        (Some(shown), None) => {
            let others = alike(&shown.answer)
                .into_iter()
                .filter(|other| other != code);
            let named = others.map(|other| {
                let name = contents.subject_name(&other);
                (other, name)
            });
            (named.collect(), likeness(&shown.answer))
        }
        (None, None) => Default::default(),
    }
}

/// The figures beside the profile that are there: what each is, and it.
fn beside(state: &State, code: &SubjectCode) -> Vec<(String, Arc<Shown>)> {
    let is_place = state
        .contents()
        .and_then(|contents| contents.subject(code))
        .is_some_and(|subject| subject.level().is_some());
    let peers = if is_place {
        "Among places of its level"
    } else {
        "Among its peers"
    };
    [
        (Slot::Peers, peers),
        (Slot::Years, "Its own years"),
        (Slot::Within, "The places within it"),
    ]
    .into_iter()
    .filter_map(|(slot, title)| {
        let asked = state.answers.get(&slot)?;
        let (question, _) = asked.question.as_ref()?;
        let of_this = match slot {
            Slot::Peers => question.focus.first() == Some(code),
            Slot::Within => question.narrowed.parent.as_ref() == Some(code),
            _ => {
                matches!(&question.subjects, Subjects::Codes(codes) if codes.first() == Some(code))
            }
        };
        let shown = asked.answer.value().filter(|_| of_this)?;
        Some((title.to_owned(), Arc::clone(shown)))
    })
    .collect()
}

fn line(row: &Row) -> ProfileLine {
    let show = |value: f64| thousands(value, row.decimals);
    let ends = row.spread.as_ref().map_or_else(Default::default, |spread| {
        let (low, high) = (show(spread.lowest), show(spread.highest));
        if row.polarity.benefit(spread.lowest) <= row.polarity.benefit(spread.highest) {
            (low, high)
        } else {
            (high, low)
        }
    });
    let peers = row.spread.as_ref().map_or(0, |spread| spread.values.len());
    let position = match row.rank {
        Some(_) => format!("{} of {peers}", rank(row)),
        None => String::new(),
    };
    let unit = row.unit.text.as_str();
    ProfileLine {
        goal: row.goal,
        code: row.indicator_code.clone(),
        name: if unit.is_empty() {
            row.indicator_short.clone()
        } else {
            format!("{} ({unit})", row.indicator_short)
        },
        period: row
            .period
            .map_or_else(String::new, crate::domain::Period::label),
        value: row.shown(),
        benchmark: row.benchmark.map_or_else(|| "–".to_owned(), show),
        spoken: format!(
            "{}: {}, {} {position}",
            row.indicator,
            row.shown_with_unit(),
            figures::standing_in_words(row),
        ),
        ends,
        position,
        field: figures::Field::of(row),
        row: row.clone(),
        meant: super::Meant::of(row),
    }
}
