//! What is held, withheld and missing: of an indicator by people group, by place and by period, or of a subject by indicator.

mod lines;
mod words;

use std::collections::{BTreeMap, BTreeSet};

use lines::{Line, group_lines, kind_lines, subject_lines};

use super::answer::{Answer, Row, RowRole};
use super::ask::{about, nothing};
use super::catalogue::Catalogue;
use super::detail::Detail;
use super::held::order;
use super::peers::Peers;
use super::rows::{bare, row};
use super::shown::{Grid, Holding};
use super::when::When;
use super::{Question, QuestionError, Subjects, contribution, narrow, notes, wording};
use crate::book::{Reader, Selection};
use crate::domain::{
    Indicator, Observation, PeopleGroup, Period, Reading, State, Subject, SubjectKind, Unit,
};

/// Most lines of a grid.
const MOST_LINES: usize = 60;
/// Most columns: the latest.
const MOST_PERIODS: usize = 24;

/// What is held of an indicator, or of a subject.
pub(super) fn answer(
    question: &Question,
    reader: &Reader,
    catalogue: &Catalogue,
) -> Result<Answer, QuestionError> {
    match question.indicators.as_slice() {
        [] if let Subjects::Organisations(set) = question.subjects => {
            contribution::answer(question, set, reader, catalogue)
        }
        [] => of_subject(question, reader, catalogue),
        [code] => of_indicator(question, reader, catalogue, catalogue.indicator(code)?),
        [..] => Err(QuestionError::Missing {
            kind: "coverage",
            key: "one indicator, or a goal",
            example: "coverage?indicator=employment-rate&areas=region".to_owned(),
        }),
    }
}

/// Of one indicator: a line a place where places are asked for, else a line a people group or a kind of subject.
fn of_indicator(
    question: &Question,
    reader: &Reader,
    catalogue: &Catalogue,
    indicator: &Indicator,
) -> Result<Answer, QuestionError> {
    let when = When::of(question.period.as_deref());
    let by_subject = question.subjects != Subjects::Unsaid || !question.narrowed.is_none();
    let all = reader.observations(&Selection {
        indicators: vec![indicator.code.clone()],
        group: by_subject.then(|| question.group.clone()),
        ..Selection::default()
    })?;
    let all: Vec<Observation> = all
        .into_iter()
        .filter(|one| when.takes(one.period))
        .collect();
    let base = match &question.subjects {
        Subjects::Areas(set) => Some(Peers::Areas(*set, None)),
        Subjects::Organisations(set) => Some(Peers::Organisations(*set)),
        _ => None,
    };
    let circle = narrow::circle(question, reader, catalogue, base)?;
    let subjects: Vec<&Subject> = match (&question.subjects, &circle, base) {
        (Subjects::Codes(codes), ..) => catalogue.all(codes)?,
        (_, Some(circle), _) => {
            let all = catalogue.subjects.iter();
            all.filter(|one| circle.contains(one)).collect()
        }
        (_, None, Some(base)) => {
            let with: BTreeSet<_> = all.iter().map(|one| &one.subject).collect();
            let all = catalogue.subjects.iter();
            all.filter(|one| base.contains(one))
                .filter(|one| !one.has_ended() || with.contains(&one.code))
                .collect()
        }
        (_, None, None) => Vec::new(),
    };
    let (of, lines) = if by_subject {
        let of = match subjects.first().map(|one| one.kind) {
            Some(SubjectKind::Organisation(_)) => "organisation",
            _ => "place",
        };
        (of, subject_lines(indicator, &subjects, &all))
    } else {
        let groups: BTreeSet<&PeopleGroup> = all.iter().map(|one| &one.group).collect();
        if groups.len() > 1 {
            ("people group", group_lines(indicator, &groups, &all))
        } else {
            ("kind of subject", kind_lines(catalogue, indicator, &all))
        }
    };
    let name = wording::inside(&wording::brief(indicator));
    let group = if by_subject {
        wording::group(&question.group)
    } else {
        String::new()
    };
    let mut answer = tabulate(question, (of, &format!("figures of {name}")), &lines);
    answer.subtitle = wording::subtitle(&[
        wording::measure(indicator),
        group,
        format!("figures held, by {of} and period"),
        answer.subtitle.clone(),
    ]);
    notes::finish(&mut answer, &[indicator]);
    Ok(answer)
}

/// Of one subject: a line an indicator, of a goal or of all.
fn of_subject(
    question: &Question,
    reader: &Reader,
    catalogue: &Catalogue,
) -> Result<Answer, QuestionError> {
    let Some(about) = about(question, reader, catalogue)? else {
        return Ok(nothing(question, "This book holds no figures yet."));
    };
    let indicators: Vec<&Indicator> = match question.goal {
        Some(number) => catalogue.of_goal(catalogue.goal(number)?.number),
        None => catalogue.in_order(),
    };
    let mut all = Vec::new();
    if !indicators.is_empty() {
        all = reader.observations(&Selection {
            indicators: indicators.iter().map(|one| one.code.clone()).collect(),
            subjects: vec![about.subject.code.clone()],
            group: Some(question.group.clone()),
            ..Selection::default()
        })?;
    }
    all.retain(|one| about.when.takes(one.period));
    let lines: Vec<Line<'_>> = indicators
        .iter()
        .map(|indicator| {
            let own = all.iter().filter(|one| one.indicator == indicator.code);
            Line {
                name: wording::brief(indicator),
                indicator,
                subject: Some(about.subject),
                figures: own.collect(),
                expected: BTreeMap::new(),
            }
        })
        .collect();
    let place = wording::within(about.subject);
    let goal = match question.goal {
        Some(number) => format!("goal {number}"),
        None => "all goals".to_owned(),
    };
    let mut answer = tabulate(question, ("indicator", &format!("figures {place}")), &lines);
    answer.question.subjects = Subjects::Codes(vec![about.subject.code.clone()]);
    answer.subtitle = wording::subtitle(&[
        format!("Indicators of {goal}"),
        wording::group(&question.group),
        about.subject.name.clone(),
        "figures held, by indicator and year".to_owned(),
        answer.subtitle.clone(),
    ]);
    let with: Vec<&Indicator> = indicators
        .into_iter()
        .filter(|one| answer.rows.iter().any(|row| row.indicator_code == one.code))
        .collect();
    notes::finish(&mut answer, &with);
    Ok(answer)
}

/// The column of a period: itself, or its year where lines are of indicators with periods of their own.
fn column(period: Period, by_year: bool) -> String {
    if by_year {
        period.end().year().to_string()
    } else {
        period.label()
    }
}

/// The grid with its rows and words. The subtitle is left at how far the periods reach.
fn tabulate(question: &Question, about: (&str, &str), lines: &[Line<'_>]) -> Answer {
    let by_year = about.0 == "indicator";
    let mut periods: Vec<Period> = lines
        .iter()
        .flat_map(|line| line.figures.iter().map(|one| one.period))
        .collect();
    periods.sort_by_key(|period| order(*period));
    periods.dedup();
    let mut columns: Vec<String> = Vec::new();
    for period in &periods {
        let name = column(*period, by_year);
        if columns.last() != Some(&name) && !columns.contains(&name) {
            columns.push(name);
        }
    }
    let earlier = columns.len().saturating_sub(MOST_PERIODS);
    columns.drain(..earlier);
    let mut answer = Answer::empty(question.clone());
    let more = lines.len().saturating_sub(MOST_LINES);
    let mut grid = Grid {
        of: about.0.to_owned(),
        lines: Vec::new(),
        columns,
        cells: Vec::new(),
        held: 0,
        withheld: 0,
        missing: 0,
        empty: 0,
        more,
        earlier,
    };
    for (place, line) in lines.iter().enumerate() {
        let mut cells = vec![Holding::default(); grid.columns.len()];
        let at = |period: Period| {
            let name = column(period, by_year);
            grid.columns.iter().position(|one| *one == name)
        };
        for one in &line.figures {
            if let Some(cell) = at(one.period).and_then(|at| cells.get_mut(at)) {
                cell.take(one);
            }
        }
        for (period, expected) in &line.expected {
            if let Some(cell) = at(*period).and_then(|at| cells.get_mut(at)) {
                cell.missing = expected.saturating_sub(cell.held());
            }
        }
        grid.held += cells.iter().map(Holding::held).sum::<usize>();
        grid.missing += cells.iter().map(|cell| cell.missing).sum::<usize>();
        grid.withheld += cells.iter().map(Holding::withheld_in_all).sum::<usize>();
        grid.empty += usize::from(line.figures.is_empty());
        if place < MOST_LINES {
            answer
                .rows
                .extend(rows(line, &grid.columns, &cells, by_year));
            grid.lines.push(line.name.clone());
            grid.cells.push(cells);
        }
    }
    answer.headline = words::headline(about.1, &grid, lines.len());
    answer.subtitle = super::when::span(&periods);
    answer.notes = words::notes(&grid);
    answer.detail = Detail::Coverage(grid);
    answer
}

impl Holding {
    fn take(&mut self, one: &Observation) {
        if one.value().is_some() {
            self.numbers += 1;
            return;
        }
        match self
            .withheld
            .iter_mut()
            .find(|(state, _)| *state == one.state())
        {
            Some((_, count)) => *count += 1,
            None => self.withheld.push((one.state(), 1)),
        }
    }

    /// Figures that are withheld.
    pub fn withheld_in_all(&self) -> usize {
        self.withheld.iter().map(|(_, count)| count).sum()
    }

    /// Figures, withheld or not.
    pub fn held(&self) -> usize {
        self.numbers + self.withheld_in_all()
    }
}

/// The rows of a line: its own figures where it is about one subject, so that each leads to its cell; else so many figures a
/// period.
fn rows(line: &Line<'_>, columns: &[String], cells: &[Holding], by_year: bool) -> Vec<Row> {
    if let Some(subject) = line.subject {
        let mut figures = line.figures.clone();
        figures.retain(|one| columns.contains(&column(one.period, by_year)));
        figures.sort_by_key(|one| order(one.period));
        return figures
            .into_iter()
            .map(|one| row(line.indicator, None, subject, one, RowRole::Named))
            .collect();
    }
    let named = Subject {
        name: line.name.clone(),
        ..Subject::place("", "")
    };
    let counted = Indicator {
        unit: Unit::from_text("figures"),
        decimals: 0,
        ..line.indicator.clone()
    };
    let mut last: BTreeMap<String, &Observation> = BTreeMap::new();
    for one in &line.figures {
        last.insert(column(one.period, false), one);
    }
    columns
        .iter()
        .zip(cells)
        .filter_map(|(name, cell)| {
            let one = last.get(name)?;
            let mut said: Vec<String> = cell
                .withheld
                .iter()
                .map(|(state, count)| format!("{count} {} {}", state.sign(), state.in_words()))
                .collect();
            if cell.missing > 0 {
                said.push(format!("{} missing", cell.missing));
            }
            Some(Row {
                period: Some(one.period),
                group: one.group.clone(),
                reading: Reading::number(cell.held() as f64)
                    .unwrap_or(Reading::withheld(State::NotAvailable)),
                note: (!said.is_empty()).then(|| said.join(", ")),
                ..bare(&counted, None, &named, RowRole::Named)
            })
        })
        .collect()
}

#[cfg(test)]
mod tests;
