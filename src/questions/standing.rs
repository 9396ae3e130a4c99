use super::answer::{Row, RowRole};
use super::benchmark::Benchmark;
use super::catalogue::Catalogue;
use super::detail::{Closing, GapSummary, IndicatorSummary, Point};
use super::held::{Held, error_of};
use super::peers::Peers;
use super::rows::row;
use super::when::When;
use crate::domain::{Indicator, Marker, Observation, Polarity, Subject};
use crate::statistics::{End, FEWEST_SUBJECTS, Reason, closing};

/// Who is asked about and with whom they are compared.
pub(super) struct About<'a> {
    pub(super) catalogue: &'a Catalogue,
    pub(super) subject: &'a Subject,
    pub(super) benchmark: Benchmark,
    pub(super) peers: Option<Peers>,
    pub(super) when: When,
}

/// A subject's latest figure of one indicator: its row and how it came about.
pub(super) struct Standing {
    pub(super) row: Row,
    pub(super) summary: IndicatorSummary,
}

impl About<'_> {
    /// The peers in words; empty where there are none.
    pub(super) fn peers_in_words(&self) -> String {
        match self
            .benchmark
            .circle()
            .filter(|_| self.subject.level().is_none())
        {
            Some(circle) => circle.words.clone(),
            None => self.peers.map(Peers::plural).unwrap_or_default(),
        }
    }

    /// The subject's figures of the kind and the time that are asked for.
    pub(super) fn series<'h>(&self, held: &'h Held, indicator: &Indicator) -> Vec<&'h Observation> {
        held.series(&indicator.code, &self.subject.code)
            .into_iter()
            .filter(|one| self.when.takes(one.period))
            .collect()
    }

    /// The latest figure of each indicator that the subject has any of, in the order given (METHODS M3, M6, M16).
    pub(super) fn standings(&self, held: &Held, indicators: &[&Indicator]) -> Vec<Standing> {
        let mut out: Vec<Standing> = Vec::new();
        for indicator in indicators {
            if let Some(mut standing) = self.standing(held, indicator) {
                standing.summary.row = out.len();
                out.push(standing);
            }
        }
        out
    }

    fn standing(&self, held: &Held, indicator: &Indicator) -> Option<Standing> {
        let series = self.series(held, indicator);
        let latest = *series.last()?;
        let peers = self
            .peers
            .map(|peers| held.published_for(self.catalogue, peers, &indicator.code, latest.period));
        let goal = self.catalogue.main_goal(&indicator.code);
        let benchmark = self.benchmark.suited(indicator, self.subject);
        let of = (self.subject, peers);
        let field = held.field_beside(self.catalogue, of, &benchmark, indicator, latest.period);
        let figure = benchmark.figure(held, self.catalogue, indicator, latest.period);
        let mut row = row(indicator, goal, self.subject, latest, RowRole::Focus);
        field.fill(&mut row, self.subject, latest, &benchmark, figure);
        if benchmark != self.benchmark {
            row.judged_by = Reason::NotComparable.in_words().into();
        }
        row.spread = field.spread();
        if !self.covers(peers, field.len()) {
            row.rank = None;
            row.tied = false;
        }
        Some(Standing {
            row,
            summary: IndicatorSummary {
                row: 0,
                series: series.iter().map(|one| point(one)).collect(),
                benchmark: self.benchmark_points(&benchmark, held, indicator, &series),
                gap: self.gap(&benchmark, held, indicator, &series),
            },
        })
    }

    /// Whether enough of the peers have a figure for a rank among them: of places three in four, of organisations, which report
    /// as they choose, five.
    fn covers(&self, peers: Option<Peers>, figures: usize) -> bool {
        match peers {
            None => false,
            Some(Peers::Organisations(_)) => figures >= FEWEST_SUBJECTS,
            Some(peers @ (Peers::Areas(..) | Peers::NationsAndRegions)) => {
                let members = self.catalogue.members(peers);
                figures > 1 && (members - figures.min(members)) * 4 < members
            }
        }
    }

    /// The benchmark over time, as far as its figures were read.
    fn benchmark_points(
        &self,
        benchmark: &Benchmark,
        held: &Held,
        indicator: &Indicator,
        series: &[&Observation],
    ) -> Vec<Point> {
        match benchmark {
            Benchmark::Subject(subject) if subject.code != self.subject.code => {
                let kind = series.last().map(|one| one.period.kind());
                held.all(&indicator.code, &subject.code)
                    .iter()
                    .filter(|one| Some(one.period.kind()) == kind && self.when.takes(one.period))
                    .map(point)
                    .collect()
            }
            Benchmark::Median(_) | Benchmark::MedianOf(_) => series
                .iter()
                .filter_map(|one| {
                    let figure = benchmark.figure(held, self.catalogue, indicator, one.period)?;
                    Some(Point {
                        period: one.period,
                        value: Some(figure.value),
                        state: crate::domain::State::Value,
                        breaks: false,
                    })
                })
                .collect(),
            Benchmark::Subject(_) | Benchmark::Missing => Vec::new(),
        }
    }

    /// The gap to the benchmark, now and at the first period since the last break for which both have a figure (METHODS M6).
    fn gap(
        &self,
        benchmark: &Benchmark,
        held: &Held,
        indicator: &Indicator,
        series: &[&Observation],
    ) -> Option<GapSummary> {
        if benchmark.is(&self.subject.code) {
            return None;
        }
        let ends = |one: &Observation| -> Option<(End, End)> {
            let figure = benchmark.figure(held, self.catalogue, indicator, one.period)?;
            let own = End {
                value: one.value()?,
                error: error_of(one, indicator),
            };
            let other = End {
                value: figure.value,
                error: figure.error,
            };
            Some((own, other))
        };
        let latest = series.last()?;
        let now = ends(latest)?;
        let since_break = series
            .iter()
            .rposition(|one| one.markers.has(Marker::Break))
            .unwrap_or(0);
        let first = series
            .iter()
            .skip(since_break)
            .filter(|one| !one.period.overlaps(latest.period))
            .find_map(|one| Some((one.period, ends(one)?)));
        let mut gap = GapSummary {
            now: now.0.value - now.1.value,
            then: None,
            since: None,
            closing: Closing::CannotSay,
            label: String::new(),
            certainty: String::new(),
            percent_closed: None,
            reason: String::new(),
        };
        let Some((since, then)) = first else {
            Reason::TooFewPoints.in_words().clone_into(&mut gap.reason);
            return Some(gap);
        };
        gap.then = Some(then.0.value - then.1.value);
        gap.since = Some(since);
        match closing(
            (then.0, now.0),
            (then.1, now.1),
            indicator.polarity,
            indicator.decimals,
        ) {
            Err(reason) => reason.in_words().clone_into(&mut gap.reason),
            Ok(change) => {
                gap.closing = in_interface_words(
                    change.label,
                    change.reversed && indicator.polarity != Polarity::None,
                    change.start_gap,
                    change.end_gap,
                );
                change.label.clone_into(&mut gap.label);
                change.certainty.label().clone_into(&mut gap.certainty);
                gap.percent_closed = change.percent_closed.ok();
            }
        }
        Some(gap)
    }
}

/// METHODS M6's labels in the interface's words.
pub(super) fn in_interface_words(label: &str, reversed: bool, start: f64, end: f64) -> Closing {
    match label {
        "no clear change" | "no change" | "both fell" => Closing::NoClearChange,
        _ if reversed => Closing::Reversed,
        "levelled up" | "met in the middle" | "levelled down" | "narrowed" => Closing::Closing,
        _ if end > start => Closing::Widening,
        "widened" => Closing::Widening,
        _ => Closing::NoClearChange,
    }
}

/// A figure as a small line shows it.
fn point(one: &Observation) -> Point {
    Point {
        period: one.period,
        value: one.value(),
        state: one.state(),
        breaks: one.markers.has(Marker::Break),
    }
}

#[cfg(test)]
mod tests;
