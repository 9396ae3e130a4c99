use super::look::words;
use super::names::clean;
use crate::import::title_block::TitleBlock;
use crate::import::workbook::{Sheet, Workbook};

/// Places about which a whole sheet may be, the longer names first.
const PLACES: [(&str, &str); 12] = [
    ("english housing survey", "England"),
    ("english indices", "England"),
    ("welsh index", "Wales"),
    ("england and wales", "England and Wales"),
    ("united kingdom", "United Kingdom"),
    ("great britain", "Great Britain"),
    ("northern ireland", "Northern Ireland"),
    ("england", "England"),
    ("scotland", "Scotland"),
    ("wales", "Wales"),
    ("uk", "United Kingdom"),
    ("gb", "Great Britain"),
];

/// The place that a sheet is about, and whether it is stated by itself rather than within a title: what its lines state, or the
/// one country that its title, a line, or a remark over its columns names, or that stands alone under its table. Empty where
/// nothing says so.
pub(super) fn of(
    block: &TitleBlock,
    remarks: &[(u32, String)],
    sheet: &Sheet,
    notes: &[u32],
) -> (String, bool) {
    if let Some(stated) = block.get(&["geography", "coverage", "area"]) {
        return (stated.to_owned(), true);
    }
    let alone = notes.iter().filter_map(|row| {
        let mut cells = sheet.grid.row(*row).filter_map(|(_, cell)| words(cell));
        let text = cells.next()?;
        let low = text.to_lowercase();
        let says = text.len() < 20 || low.starts_with("source") || low.contains(" survey");
        (cells.next().is_none() && says).then(|| text.to_owned())
    });
    let lines = block.lines.iter().filter(|line| line.len() < 200);
    block
        .title()
        .into_iter()
        .chain(lines.cloned())
        .filter(|line| !describes_people(line))
        .chain(remarks.iter().map(|(_, text)| text.clone()))
        .chain(alone)
        .find_map(|text| only_place(&text).map(|place| (place, text)))
        .map_or_else(Default::default, |(place, text)| {
            let firm = text.trim().eq_ignore_ascii_case(&place);
            (place, firm)
        })
}

/// Whether a place in a text says no more than which people or things are counted: `UK-domiciled graduates`, `% of UK colleagues`.
fn describes_people(text: &str) -> bool {
    let low = text.to_lowercase();
    PLACES.iter().any(|(word, _)| {
        low.match_indices(word).any(|(at, _)| {
            let after = low.get(at + word.len()..).unwrap_or("");
            let joined = after
                .strip_prefix('-')
                .is_some_and(|rest| rest.starts_with(char::is_alphabetic));
            let noun = after
                .strip_prefix(' ')
                .and_then(|rest| rest.split_whitespace().next());
            let counted = noun.is_some_and(|noun| {
                [
                    "colleagues",
                    "employees",
                    "staff",
                    "workforce",
                    "workers",
                    "graduates",
                    "students",
                    "domiciled",
                    "based",
                    "domicile",
                    "undergraduates",
                    "entrants",
                ]
                .iter()
                .any(|people| noun.starts_with(people))
            });
            joined || counted
        })
    })
}

/// The place that the cover sheets of a workbook are about, where one stands alone in a cell.
pub(in crate::import) fn of_workbook(workbook: &Workbook) -> String {
    let mut found: Vec<&'static str> = Vec::new();
    for sheet in &workbook.sheets {
        let low = sheet.name.to_lowercase();
        if !["cover", "title", "content"]
            .iter()
            .any(|word| low.starts_with(word))
        {
            continue;
        }
        for row in sheet.grid.row_numbers().take(60) {
            for (_, cell) in sheet.grid.row(row) {
                let exact = words(cell).and_then(|text| {
                    let low = clean(text).to_lowercase();
                    PLACES.iter().find(|(name, _)| *name == low)
                });
                if let Some((_, name)) = exact
                    && !found.contains(name)
                {
                    found.push(name);
                }
            }
        }
    }
    match found.as_slice() {
        [one] => (*one).to_owned(),
        _ => String::new(),
    }
}

/// The one place that a text names.
pub(in crate::import) fn only_place(text: &str) -> Option<String> {
    let low: String = text
        .to_lowercase()
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { ' ' })
        .collect();
    let mut left = format!(" {} ", low.split_whitespace().collect::<Vec<_>>().join(" "));
    let mut found: Vec<&'static str> = Vec::new();
    for (word, name) in PLACES {
        let wanted = format!(" {word} ");
        if left.contains(&wanted) {
            left = left.replace(&wanted, " ");
            if !found.contains(&name) {
                found.push(name);
            }
        }
    }
    match found.as_slice() {
        [one] => Some((*one).to_owned()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::only_place;

    #[test]
    fn one_place_in_a_title_is_found_and_two_are_not() {
        for (text, place) in [
            (
                "Lonely people, by age, Great Britain 3rd April to 3rd May 2020",
                Some("Great Britain"),
            ),
            ("Existing Domestic Properties in England & Wales", None),
            ("Births in England and Wales", Some("England and Wales")),
            (
                "United Kingdom (thousands) seasonally adjusted",
                Some("United Kingdom"),
            ),
            ("UK Business Counts", Some("United Kingdom")),
            ("Area of woodland", None),
        ] {
            assert_eq!(only_place(text).as_deref(), place, "{text}");
        }
    }
}
