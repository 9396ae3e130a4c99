use super::super::{Answer, Detail, Gradient, Pairs, Row, Unequal, WithinBetween};
use super::columns::{COLUMNS, Cell};
use crate::domain::{Period, Reading};

/// A number that describes all rows together: its code, its name, its unit, the number and its limits.
struct Measure {
    code: &'static str,
    name: String,
    unit: String,
    value: f64,
    limits: Option<(f64, f64)>,
}

impl Measure {
    fn of(code: &'static str, name: &str, unit: &str, value: Option<f64>) -> Option<Self> {
        Some(Self {
            code,
            name: name.to_owned(),
            unit: unit.to_owned(),
            value: value.filter(|value| value.is_finite())?,
            limits: None,
        })
    }
}

/// What was worked out from all rows together, as rows of the table below them: measures of inequality, a correlation. They name
/// no cell of a source, so an import passes over them.
pub(super) fn of(answer: &Answer) -> Vec<Vec<Cell>> {
    let measures = match &answer.detail {
        Detail::Inequality(unequal) => unequal_ones(unequal, answer.rows.first()),
        Detail::Spread(shown) => parts(shown.parts.as_ref()),
        Detail::Relationship(pairs) => together(pairs),
        _ => Vec::new(),
    };
    let about = answer.rows.first();
    let rows = measures.into_iter();
    rows.filter_map(|one| Some(cells(&one, about?, &answer.detail)))
        .collect()
}

fn unequal_ones(unequal: &Unequal, row: Option<&Row>) -> Vec<Measure> {
    let mut found: Vec<Measure> = [
        Measure::of("gini", "Gini coefficient", "0 to 1", unequal.gini),
        Measure::of("theil", "Theil’s T", "", unequal.theil),
        Measure::of(
            "mean-log-deviation",
            "Mean log deviation",
            "",
            unequal.mean_log_deviation,
        ),
        Measure::of(
            "variation",
            "Coefficient of variation",
            "",
            unequal.variation,
        ),
        Measure::of(
            "ratio-of-tenths",
            "A tenth from the highest over a tenth from the lowest",
            "times",
            unequal.ratio,
        ),
    ]
    .into_iter()
    .flatten()
    .collect();
    found.extend(parts(unequal.parts.as_ref()));
    if let Some(gradient) = &unequal.gradient {
        found.extend(slopes(gradient, row));
    }
    found
}

fn slopes(gradient: &Gradient, row: Option<&Row>) -> Vec<Measure> {
    let unit = row.map_or("", |row| row.unit.text.as_str());
    let slope = Measure::of(
        "slope-index",
        "Slope index of inequality",
        unit,
        Some(gradient.slope),
    );
    let relative = Measure::of(
        "relative-index",
        "Relative index of inequality",
        "times",
        gradient.relative,
    );
    [
        (slope, gradient.limits),
        (relative, gradient.relative_limits),
    ]
    .into_iter()
    .filter_map(|(one, limits)| Some(Measure { limits, ..one? }))
    .collect()
}

fn parts(parts: Option<&WithinBetween>) -> Vec<Measure> {
    let Some((parts, within)) = parts.and_then(|parts| Some((parts, parts.within?))) else {
        return Vec::new();
    };
    [
        ("theil-within", "within", within),
        ("theil-between", "between", 100.0 - within),
    ]
    .into_iter()
    .filter_map(|(code, where_, share)| {
        let name = format!("Share of Theil’s T {where_} {}", parts.of);
        Measure::of(code, &name, "%", Some(share))
    })
    .collect()
}

fn together(pairs: &Pairs) -> Vec<Measure> {
    let unit = "−1 to 1";
    [
        Measure::of("pearson", "Pearson’s correlation r", unit, pairs.pearson),
        Measure::of(
            "spearman",
            "Spearman’s correlation of ranks",
            unit,
            pairs.spearman,
        ),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The cells of a measure: those of a row that hold what it shares with the rows above it, its own, and empty ones.
fn cells(measure: &Measure, about: &Row, detail: &Detail) -> Vec<Cell> {
    let text = |text: &str| Cell::Text(text.to_owned());
    let reading = Reading::number(measure.value);
    let (codes, names) = match detail {
        Detail::Relationship(pairs) => (
            format!("{}, {}", pairs.codes[0], pairs.codes[1]),
            pairs.names.join(" and "),
        ),
        _ => (about.indicator_code.0.clone(), about.indicator.clone()),
    };
    COLUMNS
        .iter()
        .map(|column| match column.name {
            "indicator_code" => Cell::Text(codes.clone()),
            "indicator" => Cell::Text(names.clone()),
            "unit" => text(&measure.unit),
            "subject_code" => text(measure.code),
            "subject" => text(&measure.name),
            "period" => Cell::Text(about.period.map(Period::label).unwrap_or_default()),
            "period_start" => Cell::Day(about.period.map(Period::start)),
            "period_length" => Cell::Text(about.period.map(Period::length_key).unwrap_or_default()),
            "group" => match detail {
                Detail::Inequality(unequal) if unequal.gradient.is_some() => text(""),
                _ => Cell::Text(about.group.key()),
            },
            "value" => reading.map_or_else(|| text(""), Cell::Figure),
            "lower" => Cell::Number(measure.limits.map(|limits| limits.0)),
            "upper" => Cell::Number(measure.limits.map(|limits| limits.1)),
            "state" => text(reading.map_or("", |reading| reading.state().code())),
            "role" => text("measure"),
            _ => column.empty(),
        })
        .collect()
}
