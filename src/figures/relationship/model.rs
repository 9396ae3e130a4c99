use crate::domain::thousands;
use crate::figures::scale::{Span, drawable};
use crate::figures::speech;
use crate::questions::{Answer, Detail, Row, RowRole};

/// Most dots that are named.
const NAMED: usize = 12;

/// One subject's two figures.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Dot {
    /// Its row of the first indicator, and of the second.
    pub(super) rows: [usize; 2],
    pub(super) at: [f64; 2],
    /// Its place among those in focus.
    pub(super) chosen: Option<usize>,
    pub(super) name: String,
    pub(super) spoken: String,
}

/// The dots of a relationship.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::figures) struct Scatter {
    pub(super) dots: Vec<Dot>,
    /// Those to name, most wanted first.
    pub(super) wanted: Vec<usize>,
    /// What each axis must cover.
    pub(super) spans: [Option<Span>; 2],
    pub(super) medians: [Option<f64>; 2],
    /// Name and unit of each axis.
    pub(super) titles: [String; 2],
    /// Medians as they are shown.
    pub(super) median_texts: [String; 2],
    /// Correlation and number of pairs.
    pub(super) summary: String,
}

impl Scatter {
    pub(in crate::figures) fn of(answer: &Answer) -> Self {
        let mut dots = Vec::new();
        let mut chosen = 0;
        for (pair, rows) in answer.rows.chunks(2).enumerate() {
            let [one, other] = rows else { continue };
            let (Some(x), Some(y)) = (
                one.reading.value().and_then(drawable),
                other.reading.value().and_then(drawable),
            ) else {
                continue;
            };
            let is_chosen = one.role == RowRole::Focus;
            dots.push(Dot {
                rows: [pair * 2, pair * 2 + 1],
                at: [x, y],
                chosen: is_chosen.then_some(chosen),
                name: one.subject.clone(),
                spoken: format!("{}; {}", speech::spoken(one), said(other)),
            });
            chosen += usize::from(is_chosen);
        }
        let first = answer.rows.first();
        let second = answer.rows.get(1);
        let title = |row: Option<&Row>| {
            row.map_or(String::new(), |row| {
                let unit = speech::unit_sign(&row.unit);
                if unit.is_empty() {
                    row.indicator_short.clone()
                } else {
                    format!("{} ({unit})", row.indicator_short)
                }
            })
        };
        let (medians, summary) = match &answer.detail {
            Detail::Relationship(pairs) if pairs.count > 0 => {
                let n = format!("n {}", thousands(pairs.count as f64, 0));
                let summary = match pairs.pearson {
                    Some(r) => format!("r {}, {n}", thousands(r, 2)),
                    None => n,
                };
                (pairs.medians.map(drawable), summary)
            }
            _ => ([None, None], String::new()),
        };
        let text = |row: Option<&Row>, value: Option<f64>| match (row, value) {
            (Some(row), Some(value)) => format!("median {}", speech::tight(row, value)),
            _ => String::new(),
        };
        let [x, y] = medians;
        let span = |axis: usize| {
            let values = dots
                .iter()
                .filter_map(|dot: &Dot| dot.at.get(axis).copied());
            Span::of(values.chain(medians.get(axis).copied().flatten()))
        };
        Self {
            spans: [span(0), span(1)],
            wanted: wanted(&dots, medians),
            titles: [title(first), title(second)],
            median_texts: [text(first, x), text(second, y)],
            medians,
            summary,
            dots,
        }
    }
}

/// What is said of the second figure of a pair: the subject was named already.
fn said(row: &Row) -> String {
    format!("{}: {}", row.indicator_short, row.shown_with_unit())
}

/// The dots to name: those in focus, then those that lie furthest out on both axes together.
fn wanted(dots: &[Dot], medians: [Option<f64>; 2]) -> Vec<usize> {
    let reach = |axis: usize| {
        let middle = medians.get(axis).copied().flatten().unwrap_or_default();
        let of = |dot: &Dot| (dot.at.get(axis).copied().unwrap_or(middle) - middle).abs();
        let mut all: Vec<f64> = dots.iter().map(of).collect();
        all.sort_by(f64::total_cmp);
        let usual = all.get(all.len() / 2).copied().unwrap_or(1.0);
        (middle, if usual > 0.0 { usual } else { 1.0 })
    };
    let (x, y) = (reach(0), reach(1));
    let out = |dot: &Dot| {
        let [a, b] = dot.at;
        ((a - x.0) / x.1).powi(2) + ((b - y.0) / y.1).powi(2)
    };
    let mut order: Vec<usize> = (0..dots.len()).collect();
    let key = |index: &usize| {
        dots.get(*index)
            .map_or((false, 0.0), |dot| (dot.chosen.is_some(), out(dot)))
    };
    order.sort_by(|a, b| {
        let (a, b) = (key(a), key(b));
        b.0.cmp(&a.0).then(b.1.total_cmp(&a.1))
    });
    order.truncate(NAMED);
    order
}
