use rust_xlsxwriter::{Format, Workbook, XlsxError};

use super::{CsvTable, ExportError, Field};
use crate::domain::Origin;

/// A cell that was left out of an import.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// Where it stands.
    pub origin: Origin,
    /// What stands there.
    pub raw: String,
    /// Why it was left out.
    pub why: String,
}

const COLUMNS: [(&str, f64); 6] = [
    ("Sheet", 22.0),
    ("Cell", 10.0),
    ("Row", 10.0),
    ("Column", 10.0),
    ("What stood there", 28.0),
    ("Why it was left out", 90.0),
];

/// The cells that were left out of a file, as bytes of an Excel workbook, or of a CSV file where `path` ends in `.csv`. What
/// stood in them stays text: nothing of it becomes a number or a formula.
pub fn left_out(
    file: &str,
    cells: &[LeftOut],
    path: &std::path::Path,
) -> Result<Vec<u8>, ExportError> {
    let csv = path
        .extension()
        .is_some_and(|ending| ending.eq_ignore_ascii_case("csv"));
    if csv {
        return Ok(as_csv(cells).into_bytes());
    }
    Ok(as_workbook(file, cells)?)
}

fn as_csv(cells: &[LeftOut]) -> String {
    let mut table = CsvTable::new(&COLUMNS.map(|(name, _)| name));
    for cell in cells {
        table.push(&[
            Field::Text(&cell.origin.sheet),
            Field::Text(&cell.origin.cell()),
            Field::Number(Some(f64::from(cell.origin.row))),
            Field::Number(Some(f64::from(cell.origin.column))),
            Field::Text(&cell.raw),
            Field::Text(&cell.why),
        ]);
    }
    table.finish()
}

fn as_workbook(file: &str, cells: &[LeftOut]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let bold = Format::new().set_bold();
    let text = Format::new().set_num_format("@");
    let sheet = book.add_worksheet();
    sheet.set_name("Left out")?;
    sheet.write_string(0, 0, format!("Cells left out of {file}"))?;
    for ((name, width), column) in COLUMNS.into_iter().zip(0..) {
        sheet.write_string_with_format(1, column, name, &bold)?;
        sheet.set_column_width(column, width)?;
    }
    sheet.set_freeze_panes(2, 0)?;
    for (cell, row) in cells.iter().zip(2..) {
        sheet.write_string_with_format(row, 0, &cell.origin.sheet, &text)?;
        sheet.write_string_with_format(row, 1, cell.origin.cell(), &text)?;
        sheet.write_number(row, 2, f64::from(cell.origin.row))?;
        sheet.write_number(row, 3, f64::from(cell.origin.column))?;
        let raw: String = cell.raw.chars().take(32_000).collect();
        sheet.write_string_with_format(row, 4, raw, &text)?;
        sheet.write_string(row, 5, &cell.why)?;
    }
    if let Ok(last @ 1..) = u32::try_from(cells.len()) {
        sheet.autofilter(1, 0, last + 1, 5)?;
    }
    book.save_to_buffer()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{LeftOut, left_out};
    use crate::domain::Origin;

    #[test]
    fn what_was_left_out_stays_text() {
        let cell = LeftOut {
            origin: Origin {
                import: 0,
                sheet: "Table 1".to_owned(),
                row: 12,
                column: 3,
            },
            raw: "=1+1".to_owned(),
            why: "It is no number.".to_owned(),
        };
        let csv = left_out("a.xlsx", std::slice::from_ref(&cell), Path::new("a.CSV"));
        assert_eq!(
            String::from_utf8(csv.expect("a table")).expect("text"),
            "Sheet,Cell,Row,Column,What stood there,Why it was left out\r\nTable 1,C12,12,3,'=1+1,It is no number.\r\n"
        );
        let book = left_out("a.xlsx", &[cell], Path::new("a.xlsx")).expect("a workbook");
        assert!(book.starts_with(b"PK"));
    }
}
