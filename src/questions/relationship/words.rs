use super::super::shown::Pairs;
use super::super::wording;
use super::Asked;
use crate::domain::thousands;

/// From which correlation on an association is called weak, moderate and strong (ours).
const STEPS: [f64; 3] = [0.2, 0.4, 0.7];
/// Two correlations further apart than this: a few points far out sway one of them.
const SWAYED: f64 = 0.2;

/// A correlation as it is shown.
fn shown(r: f64) -> String {
    thousands(r, 2)
}

/// The finding: whether higher goes with higher.
pub(super) fn headline(asked: &Asked<'_>, pairs: &Pairs) -> String {
    let [a, b] = pairs.names.clone().map(|name| wording::inside(&name));
    let (n, peers, period) = (pairs.count, &pairs.peers, asked.period.label());
    let Some(r) = pairs.pearson else {
        return wording::headline(&[
            format!(
                "Whether {a} and {b} go together among {n} {peers} cannot be said: {}.",
                pairs.reason
            ),
            format!(
                "Whether {a} and {b} go together cannot be said: {}.",
                pairs.reason
            ),
        ]);
    };
    let [weak, moderate, strong] = STEPS;
    let how = match r.abs() {
        r if r < weak => {
            let r = shown(pairs.pearson.unwrap_or_default());
            return wording::headline(&[
                format!(
                    "Among {n} {peers} in {period}, {a} and {b} show little or no association (r {r})."
                ),
                format!("{a} and {b} show little or no association among {n} {peers} (r {r})."),
            ]);
        }
        r if r < moderate => "weak",
        r if r < strong => "moderate",
        _ => "strong",
    };
    let way = if r > 0.0 { "higher" } else { "lower" };
    let r = shown(r);
    wording::headline(&[
        format!(
            "Among {n} {peers} in {period}, higher {a} goes with {way} {b}: a {how} association (r {r})."
        ),
        format!("Among {n} {peers}, higher {a} goes with {way} {b}: a {how} association (r {r})."),
        format!("Higher {a} goes with {way} {b}: a {how} association (r {r})."),
    ])
}

/// What must be known to read it.
pub(super) fn notes(asked: &Asked<'_>, pairs: &Pairs) -> Vec<String> {
    let mut out = vec!["An association is not a cause.".to_owned()];
    if let (Some(pearson), Some(spearman)) = (pairs.pearson, pairs.spearman) {
        out.push(format!(
            "Correlation of the figures {} (Pearson), of their ranks {} (Spearman), {} pairs.",
            shown(pearson),
            shown(spearman),
            pairs.count
        ));
        if (pearson - spearman).abs() > SWAYED {
            out.push(
                "The two correlations differ: a few figures far out, or a curve, sway the first."
                    .to_owned(),
            );
        }
    }
    if let Some((period, few)) = asked.passed_over {
        out.push(format!(
            "{} is not shown: only {few} of the {} {} both figures.",
            period.label(),
            pairs.peers,
            if few == 1 { "has" } else { "have" }
        ));
    }
    out
}
