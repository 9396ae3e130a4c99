use crate::domain::{Marker, Period};
use crate::figures::scale::{Span, Ticks, drawable};
use crate::figures::speech;
use crate::figures::steps::Steps;
use crate::questions::{Answer, Detail, Row, RowRole};

/// One drawn point. The only way to make one is from a row whose figure is a finite number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Point {
    pub(super) row: usize,
    /// Middle of its period, in years.
    pub(super) x: f64,
    pub(super) y: f64,
    /// The 95% interval, where it is whole.
    pub(super) interval: Option<(f64, f64)>,
}

/// Points that follow one another without a gap.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Run {
    pub(super) points: Vec<Point>,
    /// True for what is a forecast: drawn dashed.
    pub(super) forecast: bool,
}

/// A stretch without figures, between the last point before it and the first after it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Gap {
    /// Rows that say why; none where the period is simply not there.
    pub(super) rows: Vec<usize>,
    pub(super) before: Option<f64>,
    pub(super) after: Option<f64>,
    /// Middle of what is missing.
    pub(super) x: f64,
    /// The period, or the first and last of several.
    pub(super) label: String,
    /// `[x]`.
    pub(super) sign: String,
}

/// One subject over time.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Series {
    pub(super) name: String,
    pub(super) role: RowRole,
    pub(super) runs: Vec<Run>,
    pub(super) gaps: Vec<Gap>,
    /// Middles of the periods before which the series breaks.
    pub(super) breaks: Vec<f64>,
    /// Its place among the series that have a colour.
    pub(super) colour: usize,
}

impl Series {
    pub(super) fn points(&self) -> impl Iterator<Item = &Point> {
        self.runs.iter().flat_map(|run| run.points.iter())
    }

    pub(super) fn last(&self) -> Option<&Point> {
        self.runs.iter().rev().find_map(|run| run.points.last())
    }
}

/// The lines of an answer. Knows no pixels.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::figures) struct Trend {
    pub(super) series: Vec<Series>,
    /// Every period that occurs, in order of time.
    pub(super) periods: Vec<Period>,
    /// Unit above the axis.
    pub(super) unit: String,
    /// What is said of each row of the answer.
    spoken: Vec<String>,
    crowd: usize,
    /// Who the crowd are; empty when that is not known.
    others: String,
    /// True when the answer's own notes say so.
    crowd_noted: bool,
}

impl Trend {
    pub(in crate::figures) fn of(answer: &Answer) -> Self {
        let mut periods: Vec<Period> = answer.rows.iter().filter_map(|row| row.period).collect();
        periods.sort_by(|a, b| a.middle().total_cmp(&b.middle()));
        periods.dedup();
        let mut order: Vec<Vec<usize>> = Vec::new();
        let mut places = std::collections::HashMap::new();
        for (index, row) in answer.rows.iter().enumerate() {
            let place = *places
                .entry((row.subject_code.clone(), row.group.clone()))
                .or_insert_with(|| {
                    order.push(Vec::new());
                    order.len() - 1
                });
            if let Some(rows) = order.get_mut(place) {
                rows.push(index);
            }
        }
        let several_groups = answer.rows.iter().any(|row| {
            answer
                .rows
                .first()
                .is_some_and(|first| first.group != row.group)
        });
        let mut series: Vec<Series> = order
            .iter()
            .filter_map(|rows| series_of(answer, rows, several_groups))
            .collect();
        series.sort_by_key(|series| match series.role {
            RowRole::Focus => 0,
            RowRole::Named => 1,
            RowRole::Benchmark => 2,
            RowRole::Crowd => 3,
        });
        for (colour, series) in series.iter_mut().enumerate() {
            series.colour = colour;
        }
        let crowd = series
            .iter()
            .filter(|series| series.role == RowRole::Crowd)
            .count();
        let others = match &answer.detail {
            Detail::Trend { crowd, .. } => crowd.clone(),
            _ => String::new(),
        };
        Self {
            spoken: answer.rows.iter().map(speech::spoken).collect(),
            unit: super::super::unit_line(answer),
            others,
            crowd_noted: answer.notes.iter().any(|note| note.starts_with("Pale ")),
            series,
            periods,
            crowd,
        }
    }

    /// What is said of a row.
    pub(super) fn spoken(&self, row: usize) -> String {
        self.spoken.get(row).cloned().unwrap_or_default()
    }

    /// What the vertical axis must cover.
    pub(super) fn span(&self) -> Option<Span> {
        Span::of(self.series.iter().flat_map(|series| {
            let wide = series.role == RowRole::Focus;
            series.points().flat_map(move |point| {
                let interval = point.interval.filter(|_| wide);
                [
                    Some(point.y),
                    interval.map(|(low, _)| low),
                    interval.map(|(_, high)| high),
                ]
                .into_iter()
                .flatten()
            })
        }))
    }

    /// True where there is one period, so that all is dots above each other.
    pub(super) fn is_lone(&self) -> bool {
        self.periods.len() == 1
    }

    /// Rows of the series in focus with an interval, so that the ribbon can be explained.
    fn ribbon_of(&self) -> Option<&str> {
        self.series
            .iter()
            .find(|series| {
                series.role == RowRole::Focus
                    && series.points().any(|point| point.interval.is_some())
            })
            .map(|series| series.name.as_str())
    }

    pub(super) fn notes(&self) -> Vec<String> {
        let mut notes = Vec::new();
        let mut first = Vec::new();
        if let Some(name) = self.ribbon_of() {
            first.push(format!("Shaded: 95% confidence interval, {name}."));
        }
        if self.crowd > 0 && !self.crowd_noted {
            let others = if self.others.is_empty() {
                "others"
            } else {
                self.others.as_str()
            };
            let kind = if self.is_lone() { "dots" } else { "lines" };
            first.push(format!("Pale {kind}: {} {others}.", self.crowd));
        }
        if let Some(span) = self.span() {
            let ticks = Ticks::around(span, 6);
            if !ticks.holds_zero() {
                first.push("The axis does not start at 0.".to_owned());
            }
        }
        if !first.is_empty() {
            notes.push(first.join(" "));
        }
        notes
    }
}

/// The series of some rows; none where no row has a period.
fn series_of(answer: &Answer, rows: &[usize], several_groups: bool) -> Option<Series> {
    let mut rows: Vec<(usize, &Row, Period)> = rows
        .iter()
        .filter_map(|index| {
            let row = answer.rows.get(*index)?;
            Some((*index, row, row.period?))
        })
        .collect();
    rows.sort_by(|a, b| a.2.middle().total_cmp(&b.2.middle()));
    let (_, first, _) = rows.first()?;
    let periods: Vec<Period> = rows.iter().map(|(_, _, period)| *period).collect();
    let steps = Steps::of(&periods);
    let mut series = Series {
        name: if several_groups {
            format!("{}, {}", first.subject, first.group)
        } else {
            first.subject.clone()
        },
        role: first.role,
        runs: Vec::new(),
        gaps: Vec::new(),
        breaks: Vec::new(),
        colour: 0,
    };
    let mut run = Run::default();
    let mut missing: Vec<(usize, Period, String)> = Vec::new();
    for (index, row, period) in rows {
        let x = period.middle();
        let Some(y) = row.reading.value().and_then(drawable) else {
            missing.push((index, period, row.reading.state().sign()));
            continue;
        };
        let before = run.points.last().copied();
        let far = before
            .and_then(|point| answer.rows.get(point.row)?.period)
            .is_some_and(|earlier| missing.is_empty() && !steps.joins(earlier, period));
        if row.markers.has(Marker::Break) && before.is_some() {
            series.breaks.push(x - steps.usual() / 2.0);
        }
        if !missing.is_empty() || far || row.markers.has(Marker::Break) {
            if !missing.is_empty() || far {
                let gap = gap_of(&missing, before.map(|point| point.x), Some(x));
                series.gaps.push(gap);
                missing.clear();
            }
            if !run.points.is_empty() {
                series.runs.push(std::mem::take(&mut run));
            }
        }
        let forecast = row.markers.has(Marker::Forecast);
        if forecast != run.forecast {
            let last = run.points.last().copied().filter(|_| forecast);
            if !run.points.is_empty() {
                series.runs.push(std::mem::take(&mut run));
            }
            run.forecast = forecast;
            run.points.extend(last);
        }
        let interval = match (row.lower.and_then(drawable), row.upper.and_then(drawable)) {
            (Some(low), Some(high)) if low <= y && y <= high => Some((low, high)),
            _ => None,
        };
        run.points.push(Point {
            row: index,
            x,
            y,
            interval,
        });
    }
    let before = run.points.last().map(|point| point.x);
    if !run.points.is_empty() {
        series.runs.push(run);
    }
    if !missing.is_empty() {
        series.gaps.push(gap_of(&missing, before, None));
    }
    Some(series)
}

fn gap_of(missing: &[(usize, Period, String)], before: Option<f64>, after: Option<f64>) -> Gap {
    let label = match missing {
        [] => "no figures".to_owned(),
        [(_, only, _)] => only.label(),
        [(_, first, _), .., (_, last, _)] => format!("{} to {}", first.label(), last.label()),
    };
    let mut signs: Vec<String> = missing.iter().map(|(_, _, sign)| sign.clone()).collect();
    signs.dedup();
    let middle = match missing {
        [] => f64::midpoint(before.unwrap_or(0.0), after.unwrap_or(0.0)),
        some => {
            some.iter()
                .map(|(_, period, _)| period.middle())
                .sum::<f64>()
                / some.len() as f64
        }
    };
    Gap {
        rows: missing.iter().map(|(index, _, _)| *index).collect(),
        before,
        after,
        x: middle,
        label,
        sign: if signs.is_empty() {
            String::new()
        } else {
            signs.join(" ")
        },
    }
}
