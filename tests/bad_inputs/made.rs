//! Files made by hand, byte by byte where no library would make them.

use std::fmt::Write as _;
use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

pub(crate) fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

const TYPES: &[u8] = br#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>"#;
const RELS: &[u8] = br#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;

/// The parts around the sheets of a workbook that has so many.
fn around(sheets: usize) -> [(&'static str, Vec<u8>); 4] {
    let (mut list, mut relations) = (String::new(), String::new());
    for at in 1..=sheets {
        write!(
            list,
            r#"<sheet name="Table {at}" sheetId="{at}" r:id="rId{at}"/>"#
        )
        .unwrap();
        write!(
            relations,
            r#"<Relationship Id="rId{at}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet{at}.xml"/>"#
        )
        .unwrap();
    }
    [
        ("[Content_Types].xml", TYPES.to_vec()),
        ("_rels/.rels", RELS.to_vec()),
        (
            "xl/workbook.xml",
            format!(r#"<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>{list}</sheets></workbook>"#).into_bytes(),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            format!(r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{relations}</Relationships>"#).into_bytes(),
        ),
    ]
}

/// A workbook of these sheets, whose rows are given as XML, and of further parts.
pub(crate) fn xlsx_of(sheets: &[&str], more: &[(&str, &[u8])]) -> Vec<u8> {
    let written: Vec<(String, String)> = (1..)
        .zip(sheets)
        .map(|(at, rows)| {
            (
                format!("xl/worksheets/sheet{at}.xml"),
                format!(r#"<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData></worksheet>"#),
            )
        })
        .collect();
    let around = around(sheets.len());
    let mut parts: Vec<(&str, &[u8])> = around
        .iter()
        .map(|(name, bytes)| (*name, bytes.as_slice()))
        .collect();
    parts.extend(
        written
            .iter()
            .map(|(name, bytes)| (name.as_str(), bytes.as_bytes())),
    );
    parts.extend_from_slice(more);
    zipped(&parts)
}

/// A workbook of one sheet, whose rows are given as XML, and of further parts.
pub(crate) fn xlsx(rows: &str, more: &[(&str, &[u8])]) -> Vec<u8> {
    xlsx_of(&[rows], more)
}

/// An OpenDocument spreadsheet of one sheet, whose rows are given as XML.
pub(crate) fn ods(rows: &str) -> Vec<u8> {
    ods_of(&[rows])
}

/// The same of several sheets.
pub(crate) fn ods_of(sheets: &[&str]) -> Vec<u8> {
    let mut tables = String::new();
    for (at, rows) in (1..).zip(sheets) {
        write!(
            tables,
            r#"<table:table table:name="Table {at}">{rows}</table:table>"#
        )
        .unwrap();
    }
    let content = format!(
        r#"<?xml version="1.0"?><office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x"><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"#
    );
    zipped(&[
        (
            "mimetype",
            b"application/vnd.oasis.opendocument.spreadsheet",
        ),
        ("META-INF/manifest.xml", b"<manifest/>"),
        ("content.xml", content.as_bytes()),
    ])
}

/// An OLE container whose directory names one stream.
pub(crate) fn compound(stream: &str) -> Vec<u8> {
    let mut bytes = vec![0; 1024];
    bytes[..8].copy_from_slice(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1");
    let name: Vec<u8> = stream
        .encode_utf16()
        .chain([0])
        .flat_map(u16::to_le_bytes)
        .collect();
    bytes[512..512 + name.len()].copy_from_slice(&name);
    bytes[512 + 64] = u8::try_from(name.len()).unwrap();
    bytes[512 + 66] = 2;
    bytes
}

pub(crate) fn two_cells(first: &str, second: &str) -> String {
    format!(
        r#"<row r="1"><c r="{first}"><v>1</v></c></row><row><c r="{second}"><v>2</v></c></row>"#
    )
}

/// The shared texts of a workbook that claim to be so many.
pub(crate) fn texts(count: &str, after: &str) -> Vec<u8> {
    format!(r#"<?xml version="1.0"?>{after}<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" uniqueCount="{count}"><si><t>a</t></si></sst>"#)
        .into_bytes()
}

/// A workbook in which two names share one part's bytes.
pub(crate) fn overlapping(good: Vec<u8>) -> Vec<u8> {
    let mut zip = ZipWriter::new_append(Cursor::new(good)).unwrap();
    zip.shallow_copy_file("xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml")
        .unwrap();
    zip.finish().unwrap().into_inner()
}

/// A container that states of every part that it unpacks to ten bytes.
pub(crate) fn lying(mut good: Vec<u8>) -> Vec<u8> {
    for (mark, size_at) in [(b"PK\x03\x04", 22), (b"PK\x01\x02", 24)] {
        let places: Vec<usize> = good
            .windows(4)
            .enumerate()
            .filter(|(_, window)| window == mark)
            .map(|(at, _)| at)
            .collect();
        for at in places {
            good[at + size_at..at + size_at + 4].copy_from_slice(&10_u32.to_le_bytes());
        }
    }
    good
}

/// A sheet's row of an empty cell and one very long text.
pub(crate) fn long_text(megabytes: usize) -> String {
    format!(
        r#"<row><c t="inlineStr"><is><t>{}</t></is></c></row>"#,
        "a".repeat(megabytes << 20)
    )
}

/// One row in ODS that claims so many rows and columns.
pub(crate) const REPEATED: &str = r#"<table:table-row table:number-rows-repeated="9500"><table:table-cell office:value-type="float" office:value="1" table:number-columns-repeated="10000"/></table:table-row>"#;

/// One row of one cell in ODS.
pub(crate) const ONE_CELL: &str = r#"<table:table-row><table:table-cell office:value-type="float" office:value="1"/></table:table-row>"#;

/// Five rows of two cells in ODS, of which a filter hides two, a person one, and somebody the second column.
pub(crate) const HIDDEN_ROWS: &str = r#"<table:table-column/><table:table-column table:visibility="collapse"/><table:table-row><table:table-cell office:value-type="float" office:value="1"/></table:table-row><table:table-row><table:table-cell office:value-type="float" office:value="1" table:number-columns-repeated="2"/></table:table-row><table:table-row table:visibility="filter" table:number-rows-repeated="2"><table:table-cell office:value-type="float" office:value="1"/></table:table-row><table:table-row table:visibility="collapse"><table:table-cell office:value-type="float" office:value="1" table:number-columns-repeated="2"/></table:table-row>"#;
