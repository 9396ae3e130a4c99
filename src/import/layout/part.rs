use std::borrow::Cow;

use super::header::{self, Header};
use super::lift::{Lift, sheet_of};
use super::look::words;
use super::names::{self, names, pieces};
use super::stub::{self, Stub};
use super::{
    Found, Rows, Surroundings, Table, coverage, headings, nested, not_figures, roles, shares,
    spread, units,
};
use crate::import::title_block::TitleBlock;
use crate::import::workbook::Sheet;

/// One table before its rows are lifted.
pub(super) struct Part {
    pub(super) header: Header,
    pub(super) rows: Vec<u32>,
    pub(super) notes: Vec<u32>,
    /// Rows above the header that are its own title.
    pub(super) captions: Vec<u32>,
    /// First and last column.
    pub(super) span: (u32, u32),
}

impl Part {
    /// The table with the sheet on which it stands alone.
    pub(super) fn found<'a>(
        self,
        sheet: &'a Sheet,
        titles: &[u32],
        several: bool,
        at: usize,
        around: &Surroundings<'_>,
    ) -> Found<'a> {
        let (first, last) = self.span;
        let mut pieces = pieces(sheet, &self.header.rows);
        let mut units = units::of_remarks(&self.header.remarks, &pieces);
        units::of_pieces(&mut pieces, &mut units);
        for (column, list) in (0..).zip(&mut pieces) {
            if column < first || column > last {
                list.clear();
            }
        }
        let axis = self.header.axis.as_ref().map(|(row, text)| {
            let labels = (first..=last)
                .map(|column| names::cell_name(sheet.grid.cell(*row, column)))
                .filter(|label| !label.is_empty() && !label.eq_ignore_ascii_case(text))
                .collect();
            for list in &mut pieces {
                list.retain(|piece| !piece.eq_ignore_ascii_case(text));
            }
            (text.clone(), labels)
        });
        let mut headers = names(&pieces);
        let alike = names::alike(&pieces);
        let top = self.header.rows.first().copied().unwrap_or(0);
        let above = titles.last().map_or(top, |row| row + 1).min(top);
        let block = TitleBlock::above(sheet, &self.captions, above);
        let stated = coverage::of(&block, &self.header.remarks, sheet, &self.notes);
        let (coverage, firm) = match around.place {
            Some(place) => (place.to_owned(), true),
            None if stated.0.is_empty() && (around.is_place)(&sheet.name) => {
                (sheet.name.clone(), true)
            }
            None if stated.0.is_empty() => {
                let place = place_over(sheet, &block, &self.rows, around.is_place);
                (place.unwrap_or_else(|| around.of_workbook.to_owned()), true)
            }
            None => stated,
        };
        let words = format!("{} {} {}", around.file, sheet.name, block.all_text()).to_lowercase();
        let stub = Stub::of(
            sheet,
            &headers,
            &self.rows,
            self.span,
            around.is_place,
            (&coverage, &words),
        );
        let width = sheet.grid.columns();
        let mut lift = Lift::default();
        if around.header_row.is_none() || !stub.columns.is_empty() {
            stub::carry_down(&stub, &mut lift);
            spread::join(&stub, &mut lift);
            stub::join_periods(&stub, &mut lift);
            nested::limits_below(&stub, &mut lift, width);
            headings::take(&stub, &mut lift, width);
            nested::within_places(&stub, &mut lift, width);
            nested::totals(&stub, &mut lift, firm);
            not_figures::take(&stub, &mut lift);
            let codes = self
                .rows
                .iter()
                .filter(|row| header::is_series_codes(sheet, **row, &stub.values));
            lift.taken_out.extend(codes);
            roles::take(&stub, &mut lift);
        }
        let shares = shares::of(sheet, &headers, &self.rows, &stub.values);
        let alone = !several && lift.is_empty() && first == 0 && last + 1 >= width;
        headers.resize(width as usize, String::new());
        headers.extend(lift.added.iter().cloned());
        let mut proof = proof_of(&self.header);
        for done in &lift.done {
            if !proof.contains(done.as_str()) {
                proof.push_str("; ");
                proof.push_str(done);
            }
        }
        let rows: Rows = self
            .rows
            .iter()
            .copied()
            .filter(|row| !lift.taken_out.contains(row))
            .collect();
        let shown = if alone {
            Cow::Borrowed(sheet)
        } else {
            let name = if at == 0 {
                sheet.name.clone()
            } else {
                format!("{} (table {})", sheet.name, at + 1)
            };
            let above = titles.iter().copied().filter(|row| *row < top);
            let around: Vec<u32> = above
                .chain(self.captions.iter().copied())
                .chain(self.notes.iter().copied())
                .collect();
            let header = self.header.rows.iter().copied();
            let own: Vec<u32> = header.chain(rows.iter()).collect();
            Cow::Owned(sheet_of(sheet, name, &around, &own, self.span, &lift))
        };
        Found {
            sheet: shown,
            table: Table {
                rival: self.header.close_rival(),
                header_rows: self.header.rows,
                headers,
                pieces,
                rows,
                notes: self.notes,
                hints: lift.hints,
                limits: lift.limits,
                axis,
                shares,
                alike,
                totals: lift.totals,
                units,
                coverage,
                span: self.span,
                aside: lift.taken_out.difference(&lift.lost).copied().collect(),
                captions: self.captions,
                is_whole_sheet: false,
                proof,
            },
        }
    }
}

/// The place that stands alone in a line over a table whose rows name none: `North East`.
fn place_over(
    sheet: &Sheet,
    block: &TitleBlock,
    rows: &[u32],
    is_place: &dyn Fn(&str) -> bool,
) -> Option<String> {
    let names_place = |row: &u32| {
        let mut first = sheet
            .grid
            .row(*row)
            .take(3)
            .filter_map(|(_, cell)| words(cell));
        first.any(is_place)
    };
    let place = block
        .lines
        .iter()
        .find_map(|line| place_of_line(line, is_place))?;
    (!rows.iter().take(30).any(names_place)).then(|| place.to_owned())
}

/// The place that a line is, or names before or behind a colon or dash: `North East: key statistics`.
fn place_of_line<'l>(line: &'l str, is_place: &dyn Fn(&str) -> bool) -> Option<&'l str> {
    let parts = [": ", " - ", " – "]
        .iter()
        .filter_map(|between| line.split_once(between));
    std::iter::once(line)
        .chain(parts.flat_map(|(before, after)| [before, after]))
        .map(str::trim)
        .find(|part| is_place(part))
}

/// Why this header stands.
pub(super) fn proof_of(header: &Header) -> String {
    let rows: Vec<String> = header
        .rows
        .iter()
        .map(|row| (row + 1).to_string())
        .collect();
    match rows.as_slice() {
        [one] => format!("Row {one} names the columns over the figures"),
        several => format!(
            "Rows {} name the columns over the figures",
            several.join(", ")
        ),
    }
}
