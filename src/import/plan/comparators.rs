use super::FigureColumn;

/// Words of headers that say no more than that figures stand under them.
const SAYS_VALUE: [&str; 9] = [
    "value",
    "average",
    "mean",
    "median",
    "figure",
    "comparator",
    "benchmark",
    "rate",
    "total",
];

/// Words of headers for others whom the file does not name, or names elsewhere.
const OTHERS: [&str; 17] = [
    "regional",
    "region",
    "national",
    "county",
    "family",
    "family group",
    "cipfa",
    "cipfa family",
    "statistical neighbour",
    "statistical neighbours",
    "nearest neighbour",
    "nearest neighbours",
    "neighbour",
    "peer",
    "peer group",
    "comparator group",
    "similar authorities",
];

/// What a header says of others than the rows' own.
enum Other {
    /// Figures of this place, and what is measured where the header says it.
    Place(String, String),
    /// Figures of somebody who is not named, or the best and worst of many.
    Nobody,
}

/// Figures of others beside those of the rows' own: those of a place that is named, `England value` beside `Area value`, are its;
/// those of nobody in particular, `Regional average`, `England worst`, are left out, and given by column.
/// Rows that are nobody's have no others: among several measures, one that begins with a place is called so, `London living wage`.
pub(super) fn comparators(
    figures: &mut Vec<FigureColumn>,
    rows_are_somebodys: bool,
    is_place: &dyn Fn(&str) -> bool,
) -> Vec<u32> {
    let name = |figure: &FigureColumn| figure.indicator.clone().unwrap_or_default();
    let found: Vec<Option<Other>> = figures
        .iter()
        .map(|figure| other_of(&name(figure), is_place))
        .collect();
    let own: Vec<String> = figures
        .iter()
        .zip(&found)
        .filter(|(_, other)| other.is_none())
        .map(|(figure, _)| name(figure))
        .collect();
    let plain: Vec<&String> = own.iter().filter(|name| is_plain(name)).collect();
    let others = found.iter().flatten().count();
    let alone = |other: &&Other| matches!(other, Other::Place(_, rest) if rest.is_empty());
    let named = found.iter().flatten().filter(alone).count();
    if others == 0 || (own.is_empty() && others != named) {
        return Vec::new();
    }
    if !rows_are_somebodys && own.len() > 2 * others {
        return Vec::new();
    }
    // What another place's figure measures that is called by no more than the place.
    let measured = match (own.as_slice(), plain.len()) {
        ([only], _) => Some(only.clone()),
        ([_, ..], 0) => None,
        _ => Some("Value".to_owned()),
    };
    let mut left_out = Vec::new();
    for (figure, other) in figures.iter_mut().zip(found) {
        match other {
            None => {}
            Some(Other::Nobody) => left_out.push(figure.column),
            Some(Other::Place(place, rest)) => {
                let same = own.iter().find(|own| own.eq_ignore_ascii_case(&rest));
                let indicator = if rest.is_empty() {
                    measured.clone()
                } else {
                    same.cloned()
                };
                match indicator {
                    Some(indicator) => {
                        figure.subject = Some(place);
                        figure.indicator = Some(indicator);
                    }
                    None if rest.is_empty() => left_out.push(figure.column),
                    None => {}
                }
            }
        }
    }
    figures.retain(|figure| !left_out.contains(&figure.column));
    if figures.iter().any(|figure| figure.subject.is_some()) {
        for figure in figures.iter_mut() {
            let says_nothing = figure.indicator.as_deref().is_some_and(is_plain);
            if says_nothing {
                figure.indicator = Some("Value".to_owned());
            }
        }
    }
    left_out
}

/// Whether a header says no more than that the rows' own figures stand under it: `Local value`.
fn is_plain(name: &str) -> bool {
    let low = name.trim().to_lowercase();
    let bare = [
        "area ",
        "local ",
        "council ",
        "authority ",
        "place ",
        "our ",
    ]
    .iter()
    .find_map(|word| low.strip_prefix(word))
    .unwrap_or(&low);
    SAYS_VALUE.contains(&bare) || low == "area"
}

fn other_of(name: &str, is_place: &dyn Fn(&str) -> bool) -> Option<Other> {
    const EXTREMES: [&str; 9] = [
        "worst", "best", "lowest", "highest", "minimum", "maximum", "min", "max", "range",
    ];
    let bare = name.split(" (").next().unwrap_or(name).trim();
    let low = bare.to_lowercase();
    let place_named = |text: &str| -> Option<String> {
        let text = text
            .trim()
            .trim_end_matches(['.', ',', ':', '-', '–'])
            .trim_end();
        if text.eq_ignore_ascii_case("eng") {
            return Some("England".to_owned());
        }
        (!text.is_empty() && is_place(text)).then(|| text.to_owned())
    };
    let before = |word: &str| {
        let rest = low.strip_suffix(word)?;
        bare.get(..rest.len()).filter(|rest| rest.ends_with(' '))
    };
    if let Some(rest) = EXTREMES.iter().find_map(|word| before(word)) {
        let of_others = OTHERS.contains(&rest.trim().to_lowercase().as_str());
        return (of_others || place_named(rest).is_some()).then_some(Other::Nobody);
    }
    let said = SAYS_VALUE.iter().find_map(|word| before(word));
    if let Some(rest) = said
        && OTHERS.contains(&rest.trim().to_lowercase().as_str())
    {
        return Some(Other::Nobody);
    }
    if let Some(place) = place_named(said.unwrap_or(bare)).or_else(|| place_named(bare)) {
        return Some(Other::Place(place, String::new()));
    }
    // `England smoking prevalence`, `Smoking prevalence, England`.
    let words: Vec<&str> = bare.split(' ').collect();
    (1..words.len().min(6)).find_map(|at| {
        let (front, rest) = words.split_at(at);
        let back = words.split_at(words.len() - at);
        let first = place_named(&front.join(" ")).map(|place| (place, rest.join(" ")));
        let last = || place_named(&back.1.join(" ")).map(|place| (place, back.0.join(" ")));
        let (place, rest) = first.or_else(last)?;
        let rest = rest.trim_matches([' ', ',', ':', '-', '–']).to_owned();
        Some(Other::Place(place, rest))
    })
}

#[cfg(test)]
mod tests {
    use super::{FigureColumn, comparators};

    fn understood(headers: &[&str]) -> (Vec<String>, Vec<u32>) {
        let mut figures: Vec<FigureColumn> = (2..)
            .zip(headers)
            .map(|(column, header)| FigureColumn {
                column,
                indicator: Some((*header).to_owned()),
                ..FigureColumn::default()
            })
            .collect();
        let is_place = |text: &str| matches!(text, "England" | "North East");
        let left_out = comparators(&mut figures, false, &is_place);
        let said = figures
            .into_iter()
            .map(|figure| {
                let name = figure.indicator.unwrap_or_default();
                match figure.subject {
                    Some(place) => format!("{name} of {place}"),
                    None => name,
                }
            })
            .collect();
        (said, left_out)
    }

    #[test]
    fn figures_of_others_are_theirs_or_left_out() {
        for (headers, expected, left_out) in [
            (
                ["Smoking", "Regional average", "England value"].as_slice(),
                ["Smoking", "Smoking of England"].as_slice(),
                [3].as_slice(),
            ),
            (
                &["Local count", "Local value", "Eng. value", "Eng. worst"],
                &["Local count", "Value", "Value of England"],
                &[5],
            ),
            (
                &["Smoking", "Obesity", "England average"],
                &["Smoking", "Obesity"],
                &[4],
            ),
            (
                &["Smoking", "England smoking", "Obesity", "Obesity, England"],
                &[
                    "Smoking",
                    "Smoking of England",
                    "Obesity",
                    "Obesity of England",
                ],
                &[],
            ),
            (
                &["England average", "North East"],
                &["Value of England", "Value of North East"],
                &[],
            ),
            (&["Average", "Median"], &["Average", "Median"], &[]),
            (
                &["Social rent", "England rent", "Rent", "All homes"],
                &["Social rent", "England rent", "Rent", "All homes"],
                &[],
            ),
        ] {
            let (said, gone) = understood(headers);
            assert_eq!(said, expected, "{headers:?}");
            assert_eq!(gone, left_out, "{headers:?}");
        }
    }
}
