use super::grid::Cell;
use super::layout::{self, Table, clean};
use super::number_text;
use super::period_text::{self, PeriodStyle};
use super::workbook::Sheet;

/// What stands above a table: keys with their values, and lines of text.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct TitleBlock {
    /// Keys in small letters without their colon.
    entries: Vec<(String, String)>,
    /// Two cells side by side whose first is no key that is known.
    chosen: Vec<(String, String)>,
    /// Other lines, the title first.
    pub(super) lines: Vec<String>,
}

/// Keys that need no colon behind them.
const KEYS: [&str; 30] = [
    "counting",
    "notes",
    "note",
    "compiled",
    "time",
    "title",
    "indicator",
    "measure",
    "date",
    "period",
    "time period",
    "year",
    "coverage",
    "geography",
    "publisher",
    "dataset",
    "released",
    "release date",
    "published",
    "publication date",
    "licence",
    "license",
    "source",
    "unit",
    "units",
    "url",
    "link",
    "definition",
    "caveats",
    "polarity",
];

impl TitleBlock {
    /// Reads the rows above the table's header.
    pub(super) fn of(sheet: &Sheet, table: &Table) -> Self {
        let top = table.header_rows.first().copied().unwrap_or(0);
        Self::above(sheet, &table.captions, top)
    }

    /// Reads the rows of a title of its own, then those above this one.
    pub(super) fn above(sheet: &Sheet, captions: &[u32], top: u32) -> Self {
        let mut block = Self::default();
        let above = sheet.grid.row_numbers().take_while(|row| *row < top);
        let others = above.filter(|row| !captions.contains(row));
        for row in captions.iter().copied().chain(others) {
            block.take(sheet, row);
        }
        block
    }

    fn take(&mut self, sheet: &Sheet, row: u32) {
        let texts: Vec<String> = sheet
            .grid
            .row(row)
            .map(|(_, cell)| cell_text(cell))
            .filter(|text| !text.is_empty())
            .collect();
        let Some(first) = texts.first() else {
            return;
        };
        let bare = first.trim_end_matches(':').trim().to_lowercase();
        let is_key = first.ends_with(':') || KEYS.contains(&bare.as_str());
        if let Some(value) = texts.get(1)
            && is_key
            && bare.len() <= 40
        {
            let value = if texts.len() > 2 && !first.ends_with(':') {
                texts.get(1..).unwrap_or_default().join(", ")
            } else {
                value.clone()
            };
            self.entries.push((bare, value));
            return;
        }
        if let Some((key, value)) = first.split_once(':')
            && KEYS.contains(&key.trim().to_lowercase().as_str())
            && !value.trim().is_empty()
        {
            self.entries
                .push((key.trim().to_lowercase(), value.trim().to_owned()));
            return;
        }
        if let [dimension, value] = texts.as_slice()
            && !dimension.ends_with(['.', ':'])
            && dimension.len() <= 40
            && value.len() <= 80
            && dimension.starts_with(char::is_alphabetic)
            && !self.lines.is_empty()
        {
            self.chosen.push((dimension.to_lowercase(), value.clone()));
        }
        self.lines.extend(texts);
    }

    /// The value of the first of these keys that is there.
    pub(super) fn get(&self, keys: &[&str]) -> Option<&str> {
        keys.iter().find_map(|key| {
            self.entries
                .iter()
                .find(|(name, _)| name == key)
                .map(|(_, value)| value.as_str())
        })
    }

    /// What the lines say was chosen from a larger table: `industry`, `64191 : Banks`. A choice of everything is none.
    pub(super) fn filters(&self) -> Vec<(String, String)> {
        self.chosen
            .iter()
            .filter(|(_, value)| !layout::is_total(value))
            .cloned()
            .collect()
    }

    /// The title: the entry of that name or the first line, without its table number and note marks.
    pub(super) fn title(&self) -> Option<String> {
        let text = self.get(&["title"]).or_else(|| {
            let mut lines = self.lines.iter().map(String::as_str);
            lines.find(|line| !is_about_reading(line))
        })?;
        let cleaned = clean(text);
        let without_number = ["Table ", "Figure ", "Chart "]
            .iter()
            .find_map(|word| cleaned.strip_prefix(word))
            .and_then(|rest| rest.split_once([':', ' ']))
            .filter(|(number, _)| number.chars().any(|c| c.is_ascii_digit()))
            .map_or(cleaned.as_str(), |(_, title)| title.trim());
        (!without_number.is_empty()).then(|| without_number.to_owned())
    }

    /// The title as the name of what is measured: without the parts that say where, when, and along what.
    pub(super) fn measured(&self) -> Option<String> {
        let title = self.title()?;
        let style = PeriodStyle::default();
        let mut parts = title.split(", ").map(str::trim).peekable();
        let mut name = parts.next()?.trim_end_matches(',').trim().to_owned();
        if let Some((before, after)) = name.rsplit_once(": ")
            && (layout::only_place(after).is_some()
                || period_text::find_in(after, &style).is_some())
        {
            name = before.trim().to_owned();
        }
        for part in parts {
            let low = part.to_lowercase();
            let says_where_or_when = low.starts_with("by ")
                || layout::only_place(part).is_some()
                || period_text::find_in(part, &style).is_some()
                || low.trim_end_matches(|c: char| !c.is_alphabetic()) == "numbers and rates";
            if says_where_or_when {
                break;
            }
            name.push_str(", ");
            name.push_str(part);
        }
        Some(name)
    }

    /// Everything that is said, for words that tell what kind of years are meant.
    pub(super) fn all_text(&self) -> String {
        let mut all = self.lines.join(" ");
        for (key, value) in &self.entries {
            all.push(' ');
            all.push_str(key);
            all.push(' ');
            all.push_str(value);
        }
        all
    }
}

/// Whether a line says how a table is to be read, and is no title: a key to signs, what a sheet contains.
fn is_about_reading(line: &str) -> bool {
    let low = line.to_lowercase();
    let key = low.split_once(" = ").is_some_and(|(before, _)| {
        let sign = before.rsplit(' ').next().unwrap_or("");
        sign.chars().count() <= 6 && !sign.contains(|c: char| c.is_ascii_digit() || c == '(')
    });
    key || [
        "this worksheet contains",
        "this sheet contains",
        "some cells refer",
        "some shorthand",
        "shorthand",
        "back to contents",
        "return to contents",
    ]
    .iter()
    .any(|start| low.starts_with(start))
}

fn cell_text(cell: Cell<'_>) -> String {
    match cell {
        Cell::Text(text) => number_text::trim(text).to_owned(),
        Cell::Number(value) => super::code_text::of_number(value),
        Cell::Date(date) => super::period_text::of_date(date).label(),
        Cell::Empty | Cell::Bool(_) | Cell::Error(_) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::TitleBlock;
    use crate::import::grid::Cell;
    use crate::import::layout::Table;
    use crate::import::workbook::Sheet;

    #[test]
    fn keys_and_title_are_read_above_the_table() {
        let mut sheet = Sheet::default();
        for (row, cells) in (0..).zip([
            &["Table 1: Fuel poverty by region [Note 5], 2022"][..],
            &["Indicator:", "Households in fuel poverty"],
            &["Publisher", "DESNZ"],
            &["Licence: Open Government Licence v3.0"],
        ]) {
            for (column, text) in (0..).zip(cells) {
                sheet.grid.push(row, column, Cell::Text(text));
            }
        }
        let table = Table {
            header_rows: vec![9],
            ..Table::default()
        };
        let block = TitleBlock::of(&sheet, &table);
        assert_eq!(
            block.title().as_deref(),
            Some("Fuel poverty by region, 2022")
        );
        assert_eq!(
            block.get(&["indicator"]),
            Some("Households in fuel poverty")
        );
        assert_eq!(block.get(&["publisher"]), Some("DESNZ"));
        assert_eq!(
            block.get(&["licence"]),
            Some("Open Government Licence v3.0")
        );
    }
}
