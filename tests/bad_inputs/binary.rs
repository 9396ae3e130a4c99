//! Binary workbooks (XLSB), record by record.

use super::made::zipped;

fn record(kind: u16, bytes: &[u8]) -> Vec<u8> {
    let mut made = Vec::new();
    match kind {
        0..0x80 => made.push(kind as u8),
        _ => made.extend([(kind & 0x7F) as u8 | 0x80, (kind >> 7) as u8]),
    }
    made.push(u8::try_from(bytes.len()).unwrap());
    made.extend_from_slice(bytes);
    made
}

fn longs(numbers: &[u32]) -> Vec<u8> {
    numbers.iter().flat_map(|one| one.to_le_bytes()).collect()
}

fn wide(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let letters = units.iter().flat_map(|unit| unit.to_le_bytes());
    longs(&[units.len() as u32])
        .into_iter()
        .chain(letters)
        .collect()
}

/// What a cell of such a workbook holds.
pub(crate) enum Held {
    Text(&'static str),
    Number(f64),
    /// A share that is shown as per cent.
    Share(f64),
    /// A formula that came to `#N/A`.
    NotAvailable,
}

/// A workbook of one sheet of these rows, of which the hidden ones are said, and the hidden columns, both counted from 0; the first
/// two cells of a row are merged.
pub(crate) fn xlsb(rows: &[Vec<Held>], hidden: &[usize], columns: &[u32], merged: u32) -> Vec<u8> {
    let mut sheet = [record(0x81, &[]), record(0x94, &longs(&[0, 9, 0, 9]))].concat();
    for column in columns {
        let info = [longs(&[*column, *column, 2304, 0]), vec![1, 0]].concat();
        sheet.extend(record(0x3C, &info));
    }
    sheet.extend(record(0x91, &[]));
    for (row, cells) in rows.iter().enumerate() {
        let flags = if hidden.contains(&row) { 0x10 } else { 0 };
        let header = [longs(&[row as u32, 0]), vec![0, 1, 0, flags, 0]].concat();
        sheet.extend(record(0x00, &header));
        for (column, cell) in (0..).zip(cells) {
            let (kind, style, value) = match cell {
                Held::Text(text) => (0x06, 0, wide(text)),
                Held::Number(number) => (0x05, 0, number.to_le_bytes().to_vec()),
                Held::Share(number) => (0x05, 1, number.to_le_bytes().to_vec()),
                Held::NotAvailable => (0x0B, 0, vec![0x2A, 0, 0]),
            };
            sheet.extend(record(kind, &[longs(&[column, style]), value].concat()));
        }
    }
    sheet.extend(record(0x92, &[]));
    if merged > 0 {
        sheet.extend(record(0xB0, &longs(&[merged, merged + 1, 3, 3])));
    }
    sheet.extend(record(0x82, &[]));
    let named = [longs(&[0, 1]), wide("rId1"), wide("Figures")].concat();
    let book = [record(0x83, &[]), record(0x9C, &named), record(0x84, &[])].concat();
    let format = |number: u8| record(0x2F, &[0, 0, number, 0]);
    let styles = [
        record(0x269, &longs(&[2])),
        format(0),
        format(10),
        record(0x26A, &[]),
    ]
    .concat();
    zipped(&[
        ("[Content_Types].xml", br#"<Types><Override PartName="/xl/workbook.bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/></Types>"#),
        ("xl/workbook.bin", &book),
        ("xl/_rels/workbook.bin.rels", br#"<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.bin"/></Relationships>"#),
        ("xl/styles.bin", &styles),
        ("xl/worksheets/sheet1.bin", &sheet),
    ])
}

/// A tidy table of four regions: the third row and the last column are hidden.
pub(crate) fn hidden_rows() -> Vec<u8> {
    let header = ["areacd", "areanm", "period", "Rate one", "Rate two"];
    let mut rows = vec![header.into_iter().map(Held::Text).collect::<Vec<Held>>()];
    for (code, name, value) in [
        ("E12000001", "North East", Held::Number(1.5)),
        ("E12000002", "North West", Held::Number(77.0)),
        ("E12000007", "London", Held::Number(2.5)),
        ("E12000008", "South East", Held::NotAvailable),
    ] {
        rows.push(vec![
            Held::Text(code),
            Held::Text(name),
            Held::Number(2020.0),
            value,
            Held::Number(55.0),
        ]);
    }
    xlsb(&rows, &[2], &[4], 0)
}

/// Shares that are shown as per cent, the first two of them in one merged cell.
pub(crate) fn shares() -> Vec<u8> {
    let header = ["areacd", "areanm", "period", "Smoking %"];
    let mut rows = vec![header.into_iter().map(Held::Text).collect::<Vec<Held>>()];
    for (code, name, value) in [
        ("E12000001", "North East", 0.15),
        ("E12000002", "North West", 0.16),
        ("E12000007", "London", 0.17),
    ] {
        rows.push(vec![
            Held::Text(code),
            Held::Text(name),
            Held::Number(2020.0),
            Held::Share(value),
        ]);
    }
    xlsb(&rows, &[], &[], 1)
}
