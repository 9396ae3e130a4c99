use super::Reason;
use crate::domain::{Indicator, UnitKind};

/// How the figures of areas that were merged give that of the whole (METHODS M12).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Combining {
    /// Things counted: they are added.
    Add,
    /// So many of so many, or a mean: worked out anew from the counts, else weighted.
    Rate(UnitKind),
}

/// The figure of one part.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct MergePart {
    /// The figure; nothing where it is withheld or missing.
    pub value: Option<f64>,
    /// Count behind it.
    pub count: Option<f64>,
    /// What the count is out of.
    pub denominator: Option<f64>,
    /// How many people the figure is about.
    pub weight: Option<f64>,
}

/// The figure of the whole.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Merged {
    /// The figure.
    pub value: f64,
    /// Counts of the parts together, where each has one.
    pub count: Option<f64>,
    /// Denominators of the parts together, where each has one.
    pub denominator: Option<f64>,
    /// Whether it is a weighted mean rather than worked out from counts: shown with `[e]`.
    pub estimated: bool,
}

/// Words of measures whose figures cannot be put together from those of parts.
const APART: [&str; 13] = [
    "median",
    "percentile",
    "quartile",
    "decile",
    "index",
    "ratio",
    "rank",
    "gap",
    "expectancy",
    "inequality",
    "standardised",
    "standardized",
    "score range",
];

impl Combining {
    /// How the figures of an indicator combine. Medians, percentiles, ratios, indices and the like do not, nor does anything of
    /// which it is not known.
    pub fn of(indicator: &Indicator) -> Result<Self, Reason> {
        let words = format!("{} {}", indicator.name, indicator.measure).to_lowercase();
        if APART.iter().any(|word| words.contains(word)) {
            return Err(Reason::CannotCombine);
        }
        match indicator.unit.kind {
            UnitKind::Count => Ok(Self::Add),
            kind
            @ (UnitKind::PerCent | UnitKind::Proportion | UnitKind::Rate | UnitKind::Score) => {
                Ok(Self::Rate(kind))
            }
            _ => Err(Reason::CannotCombine),
        }
    }
}

/// The figure of an area from those of all the parts that were merged into it (METHODS M12). Where a part has none, the whole has none.
pub fn merged(parts: &[MergePart], combining: Combining) -> Result<Merged, Reason> {
    if parts.is_empty() || parts.iter().any(|part| part.value.is_none()) {
        return Err(Reason::LowCoverage);
    }
    let count = total(parts, |part| part.count);
    let denominator = total(parts, |part| part.denominator);
    let whole = |value: f64, estimated| {
        Ok(Merged {
            value,
            count,
            denominator,
            estimated,
        })
    };
    match combining {
        Combining::Add => {
            let sum = total(parts, |part| part.value).ok_or(Reason::LowCoverage)?;
            whole(sum, false)
        }
        Combining::Rate(kind) => {
            if let (Some(count), Some(denominator)) = (count, denominator)
                && denominator > 0.0
                && let Some(multiplier) = multiplier(parts, kind)
            {
                return whole(multiplier * count / denominator, false);
            }
            let weights = total(parts, |part| part.weight).ok_or(Reason::NoCounts)?;
            let negative = parts.iter().any(|part| part.weight < Some(0.0));
            if negative || weights <= 0.0 {
                return Err(Reason::ZeroDenominator);
            }
            let sum = total(parts, |part| Some(part.value? * part.weight?));
            whole(sum.ok_or(Reason::NoCounts)? / weights, true)
        }
    }
}

/// The sum of what every part has; nothing where one has it not.
fn total(parts: &[MergePart], of: impl Fn(&MergePart) -> Option<f64>) -> Option<f64> {
    parts.iter().map(of).sum()
}

/// By how much the published rates are more than count over denominator, where that is the same for every part: a hundred for
/// percentages, a hundred thousand for rates of that kind. Nothing where the counts are not those behind the rates.
fn multiplier(parts: &[MergePart], kind: UnitKind) -> Option<f64> {
    let expected = match kind {
        UnitKind::PerCent => Some(100.0),
        UnitKind::Proportion => Some(1.0),
        _ => None,
    };
    let mut found = expected;
    for part in parts {
        let (value, count, denominator) = (part.value?, part.count?, part.denominator?);
        if denominator <= 0.0 {
            return None;
        }
        if count == 0.0 && value == 0.0 {
            continue;
        }
        let own = value * denominator / count;
        if !own.is_finite() {
            return None;
        }
        // A rate of two digits is right to a few hundredths of itself.
        let near = |wanted: f64| (own / wanted - 1.0).abs() < 0.03;
        match found {
            Some(wanted) if near(wanted) => {}
            Some(_) => return None,
            None => {
                let power = 10_f64.powi(own.log10().round() as i32);
                found = near(power).then_some(power);
                found?;
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{Combining, MergePart, merged};
    use crate::domain::{Indicator, IndicatorCode, Unit, UnitKind};
    use crate::statistics::Reason;

    fn part(value: f64, count: Option<f64>, denominator: Option<f64>) -> MergePart {
        MergePart {
            value: Some(value),
            count,
            denominator,
            weight: None,
        }
    }

    #[test]
    fn known_answers() {
        let percent = Combining::Rate(UnitKind::PerCent);
        let with_counts = [
            part(15.0, Some(30.0), Some(200.0)),
            part(10.0, Some(10.0), Some(100.0)),
        ];
        let whole = merged(&with_counts, percent).expect("counts are held");
        assert!((whole.value - 13.333_333_333_333_334).abs() < 1e-12);
        assert_eq!((whole.count, whole.denominator), (Some(40.0), Some(300.0)));
        assert!(!whole.estimated);

        let per_100_000 = [
            part(150.0, Some(3.0), Some(2000.0)),
            part(400.0, Some(32.0), Some(8000.0)),
        ];
        let whole = merged(&per_100_000, Combining::Rate(UnitKind::Rate)).expect("a rate");
        assert!((whole.value - 350.0).abs() < 1e-9);

        let weighted = [(6.0, 1000.0), (9.0, 3000.0)].map(|(value, weight)| MergePart {
            value: Some(value),
            weight: Some(weight),
            ..MergePart::default()
        });
        let whole = merged(&weighted, Combining::Rate(UnitKind::Score)).expect("a mean");
        assert!((whole.value - 8.25).abs() < 1e-12);
        assert!(whole.estimated);

        let counts = [part(12.0, None, None), part(30.0, None, None)];
        assert_eq!(
            merged(&counts, Combining::Add).map(|whole| whole.value),
            Ok(42.0)
        );
    }

    #[test]
    fn what_is_missing_or_does_not_fit_gives_no_figure() {
        let percent = Combining::Rate(UnitKind::PerCent);
        let missing = [part(15.0, Some(30.0), Some(200.0)), MergePart::default()];
        assert_eq!(merged(&missing, percent), Err(Reason::LowCoverage));
        assert_eq!(merged(&[], Combining::Add), Err(Reason::LowCoverage));
        // Counts that are not those behind the rates are not used.
        let unlike = [
            part(15.0, Some(90.0), Some(200.0)),
            part(10.0, Some(10.0), Some(100.0)),
        ];
        assert_eq!(merged(&unlike, percent), Err(Reason::NoCounts));
        let no_counts = [part(15.0, None, None), part(10.0, None, None)];
        assert_eq!(merged(&no_counts, percent), Err(Reason::NoCounts));
        let nobody = MergePart {
            value: Some(1.0),
            weight: Some(0.0),
            ..MergePart::default()
        };
        assert_eq!(merged(&[nobody], percent), Err(Reason::ZeroDenominator));
    }

    #[test]
    fn medians_and_the_like_are_never_combined() {
        for (name, unit, expected) in [
            ("Median weekly pay", "£", Err(Reason::CannotCombine)),
            ("Median pay gap", "%", Err(Reason::CannotCombine)),
            ("Gross value added", "£ million", Err(Reason::CannotCombine)),
            (
                "Employment rate",
                "%",
                Ok(Combining::Rate(UnitKind::PerCent)),
            ),
            ("Pupils", "number of pupils", Ok(Combining::Add)),
        ] {
            let code = IndicatorCode::from("made-up");
            let indicator = Indicator::named(code, name, Unit::from_text(unit));
            assert_eq!(Combining::of(&indicator), expected, "{name}");
        }
    }
}
