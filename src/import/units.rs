use crate::domain::{Unit, UnitKind};

/// The unit that a header or name carries, and the name without it: `Income (£000s)`, `Homes built %`,
/// `DiffMeanHourlyPercent`.
pub(super) fn unit_in(header: &str) -> (Option<Unit>, String) {
    let header = header.trim();
    if let Some(before) = header.strip_suffix(')')
        && let Some(open) = before.rfind('(')
    {
        let inside = before.get(open + 1..).unwrap_or("").trim();
        let name = before.get(..open).unwrap_or("").trim();
        if is_unit(inside) && !name.is_empty() {
            return (Some(Unit::from_text(inside)), name.to_owned());
        }
    }
    if let Some(name) = header.strip_suffix('%').filter(|name| !ends_in_share(name)) {
        let name = name.trim_end();
        if !name.is_empty() {
            return (Some(Unit::from_text("%")), name.to_owned());
        }
        return (Some(Unit::from_text("%")), header.to_owned());
    }
    // Under a band the last name says its own unit: `Pupils – % with free school meals`.
    if let Some((_, last)) = header.rsplit_once(" – ")
        && let (Some(unit), _) = unit_in(last)
    {
        return (Some(unit), header.to_owned());
    }
    if let Some((unit, name)) = unit_within(header) {
        return (Some(Unit::from_text(unit)), name);
    }
    let low = header.to_lowercase().replace('_', " ");
    let unit = if low.contains("percentage point")
        || low.split(' ').any(|word| matches!(word, "ppt" | "ppts"))
    {
        Some("percentage points")
    } else if low.starts_with("% ")
        || low.contains("(%)")
        || low.ends_with("percent")
        || low.ends_with("quartile")
        || low.starts_with("percentage ")
        || low.starts_with("per cent")
        || low.ends_with("percentage")
        || low.starts_with("percent ")
        || low.contains(" percentage of ")
    {
        Some("%")
    } else if low.starts_with("number of ")
        || low.starts_with("count of ")
        || low.ends_with(", headcount")
    {
        Some("number")
    } else if low.starts_with('£') {
        Some("£")
    } else {
        per_so_many(&low)
    };
    (unit.map(Unit::from_text), header.to_owned())
}

/// The unit in brackets after which a name goes on, and the name without it: `Consumption (GWh): Domestic`. What goes on may be of another
/// unit, as the change of an amount is.
fn unit_within(header: &str) -> Option<(&str, String)> {
    let (before, rest) = header.rsplit_once('(')?;
    let (inside, after) = rest.split_once(')')?;
    let low = after.to_lowercase();
    let of_other_unit = [
        "%", "percent", "per cent", "change", "growth", "rate", "ratio", "number", "count",
        "index", "jobs",
    ];
    let goes_on = after.starts_with(':')
        || after.starts_with(" –")
        || after.starts_with(" -")
        || after.starts_with(',');
    if !goes_on
        || before.trim().is_empty()
        || !is_unit(inside.trim())
        || of_other_unit.iter().any(|word| low.contains(word))
    {
        return None;
    }
    Some((inside.trim(), format!("{}{after}", before.trim_end())))
}

/// Whether a number up to a hundred stands right before the sign: `Most deprived 10%` names a group and no unit.
fn ends_in_share(name: &str) -> bool {
    let stem = name.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
    let number = name.get(stem.len()..).unwrap_or_default();
    number.parse::<f64>().is_ok_and(|number| number <= 100.0)
}

/// `per 1,000 people` of `crimes per 1,000 people (estimate)`.
fn per_so_many(low: &str) -> Option<&str> {
    let (at, _) = low.match_indices("per ").find(|(at, _)| {
        let before = low.get(..*at).unwrap_or_default();
        let after = low.get(at + 4..).unwrap_or_default();
        before.ends_with(' ') && after.starts_with(|c: char| c.is_ascii_digit())
    })?;
    let rest = low.get(at..)?;
    rest.split(['(', ';', '–']).next().map(str::trim_end)
}

/// Units of what is measured rather than counted, as they stand in brackets behind a name.
const MEASURED: [&str; 33] = [
    "kbps",
    "mbps",
    "gbps",
    "mbit/s",
    "mb/s",
    "kwh",
    "mwh",
    "gwh",
    "twh",
    "kw",
    "mw",
    "gw",
    "ktoe",
    "kt",
    "kt co2e",
    "ktco2e",
    "kt co2",
    "ktco2",
    "t co2e",
    "tco2e",
    "tonnes",
    "miles",
    "million miles",
    "km",
    "metres",
    "hectares",
    "ha",
    "sq km",
    "km2",
    "m2",
    "µg/m3",
    "ug/m3",
    "litres",
];

/// Whether words in brackets are a unit rather than a remark.
pub(super) fn is_unit(text: &str) -> bool {
    let low = text.to_lowercase();
    low.starts_with('%')
        || low.starts_with('£')
        || low.starts_with("per ")
        || low.contains(" per ")
        || Unit::from_text(text).kind == UnitKind::Time
        || matches!(
            low.as_str(),
            "percent"
                | "per cent"
                | "percentage"
                | "percentage points"
                | "proportion"
                | "number"
                | "thousands"
                | "000s"
                | "millions"
                | "count"
                | "index"
                | "'000s"
                | "'000"
                | "’000s"
                | "thousand"
        )
        || MEASURED.contains(&low.as_str())
}

/// Words of a name whose parts were written together: `DiffMeanHourlyPercent`, `Burned_out_rate`.
pub(super) fn spaced(name: &str) -> String {
    if name.contains(' ') || name.len() < 4 {
        return name.to_owned();
    }
    let mut out = String::with_capacity(name.len() + 8);
    let mut last_small = false;
    for c in name.chars() {
        if c == '_' {
            out.push(' ');
            last_small = false;
            continue;
        }
        if c.is_uppercase() && last_small {
            out.push(' ');
            out.extend(c.to_lowercase());
        } else {
            out.push(c);
        }
        last_small = c.is_lowercase();
    }
    out.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::{spaced, unit_in};
    use crate::domain::UnitKind;

    #[test]
    fn a_header_carries_its_unit() {
        for (header, kind, name) in [
            (
                "Proportion of households fuel poor (%)",
                Some(UnitKind::PerCent),
                "Proportion of households fuel poor",
            ),
            ("Value(£000s)", Some(UnitKind::Money), "Value"),
            ("Homes built  %", Some(UnitKind::PerCent), "Homes built"),
            (
                "DiffMeanHourlyPercent",
                Some(UnitKind::PerCent),
                "DiffMeanHourlyPercent",
            ),
            (
                "Number of households",
                Some(UnitKind::Count),
                "Number of households",
            ),
            (
                "annual_change_ppts_NEET",
                Some(UnitKind::PercentagePoints),
                "annual_change_ppts_NEET",
            ),
            (
                "percentage_achieving",
                Some(UnitKind::PerCent),
                "percentage_achieving",
            ),
            ("rate_per_1000", Some(UnitKind::Rate), "rate_per_1000"),
            (
                "Crimes per 1,000 people (estimate)",
                Some(UnitKind::Rate),
                "Crimes per 1,000 people (estimate)",
            ),
            ("Rooms per person", None, "Rooms per person"),
            (
                "Number of meters (thousands): Domestic",
                Some(UnitKind::Other),
                "Number of meters: Domestic",
            ),
            (
                "Weekly pay (£) – Annual change",
                None,
                "Weekly pay (£) – Annual change",
            ),
            (
                "Number of pupils – % eligible for meals",
                Some(UnitKind::PerCent),
                "Number of pupils – % eligible for meals",
            ),
            ("Most deprived 10%", None, "Most deprived 10%"),
            (
                "Employment (aged 16 to 64)",
                None,
                "Employment (aged 16 to 64)",
            ),
        ] {
            let (unit, rest) = unit_in(header);
            assert_eq!(
                (unit.map(|unit| unit.kind), rest.as_str()),
                (kind, name),
                "{header}"
            );
        }
    }

    #[test]
    fn words_written_together_are_parted() {
        assert_eq!(spaced("DiffMeanHourlyPercent"), "Diff mean hourly percent");
        assert_eq!(spaced("Burned_out_rate"), "Burned out rate");
        assert_eq!(spaced("All staff"), "All staff");
    }
}
