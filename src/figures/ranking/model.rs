use crate::figures::scale::{Span, drawable};
use crate::figures::speech;
use crate::questions::{Answer, RowRole};

/// One subject's line.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct RankLine {
    pub(super) row: usize,
    /// `13=`; empty without a rank.
    pub(super) rank: String,
    /// The number, where it can be drawn.
    pub(super) value: Option<f64>,
    pub(super) interval: Option<(f64, f64)>,
    pub(super) focus: bool,
}

/// What the rows are compared with.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Rule {
    pub(super) value: f64,
    pub(super) label: String,
    pub(super) row: Option<usize>,
    pub(super) name: String,
}

/// The lines of a ranking, in order: ranked first, then those without a figure.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::figures) struct Ranking {
    pub(super) lines: Vec<RankLine>,
    pub(super) rule: Option<Rule>,
    pub(super) unit: String,
    /// `local authorities`, as the heading of the names.
    pub(super) peers: String,
}

impl Ranking {
    pub(in crate::figures) fn of(answer: &Answer) -> Self {
        let mut lines: Vec<RankLine> = Vec::new();
        let mut rule = None;
        for (index, row) in answer.rows.iter().enumerate() {
            let value = row.reading.value().and_then(drawable);
            if row.role == RowRole::Benchmark && row.rank.is_none() {
                if let Some(value) = value {
                    rule = Some(Rule {
                        value,
                        label: format!("{} {}", row.subject, speech::tight(row, value)),
                        row: Some(index),
                        name: row.subject.clone(),
                    });
                }
                continue;
            }
            lines.push(RankLine {
                row: index,
                rank: row.rank.map_or(String::new(), |rank| {
                    format!("{rank}{}", if row.tied { "=" } else { "" })
                }),
                value,
                interval: match (row.lower.and_then(drawable), row.upper.and_then(drawable)) {
                    (Some(low), Some(high)) if value.is_some() && low <= high => Some((low, high)),
                    _ => None,
                },
                focus: row.role == RowRole::Focus,
            });
        }
        lines.sort_by_key(|line| line.value.is_none());
        let rule = rule.or_else(|| {
            let row = answer.rows.iter().find(|row| row.benchmark.is_some())?;
            let value = row.benchmark.and_then(drawable)?;
            Some(Rule {
                value,
                label: format!(
                    "{} {}",
                    crate::figures::benchmark_name(answer),
                    speech::tight(row, value)
                ),
                row: None,
                name: crate::figures::benchmark_name(answer),
            })
        });
        let peers = match &answer.detail {
            crate::questions::Detail::Ranking { peers, .. } => peers.clone(),
            _ => String::new(),
        };
        let mut letters = peers.chars();
        let peers = letters.next().map_or("Name".to_owned(), |first| {
            first.to_uppercase().chain(letters).collect()
        });
        Self {
            lines,
            rule,
            unit: crate::figures::unit_line(answer),
            peers,
        }
    }

    /// What the axis must cover.
    pub(super) fn span(&self) -> Option<Span> {
        let lines = self.lines.iter().flat_map(|line| {
            [
                line.value,
                line.interval.map(|(low, _)| low),
                line.interval.map(|(_, high)| high),
            ]
        });
        Span::of(
            lines
                .chain([self.rule.as_ref().map(|rule| rule.value)])
                .flatten(),
        )
    }

    /// Whether every line with a place on the axis has a number behind it, and every number a line.
    #[cfg(test)]
    pub(in crate::figures) fn draws_only_numbers(&self, answer: &Answer) -> bool {
        let number = |row: usize| answer.rows.get(row).and_then(|row| row.reading.value());
        self.lines.len() == answer.rows.len()
            && self.lines.iter().all(|line| line.value == number(line.row))
    }

    /// Whether the axis covers every value and every interval.
    #[cfg(test)]
    pub(in crate::figures) fn covers_all(&self) -> bool {
        let Some(span) = self.span() else {
            return self.lines.iter().all(|line| line.value.is_none());
        };
        let span = crate::figures::scale::Ticks::around(span, 4).span;
        self.lines
            .iter()
            .filter_map(|line| line.value)
            .all(|value| (span.from..=span.to).contains(&value))
    }

    /// Whether any line carries an interval.
    pub(super) fn has_intervals(&self) -> bool {
        self.lines.iter().any(|line| line.interval.is_some())
    }
}
