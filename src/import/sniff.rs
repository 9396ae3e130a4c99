//! What a file is, told by its first bytes; its name is not asked.

use super::refusal::Refusal;

/// What the first bytes promise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Promise {
    /// Text, perhaps a table.
    Text,
    /// A zip container: XLSX, XLSB, ODS or something else.
    Zip,
    /// An OLE container: XLS, an encrypted workbook or something else.
    Compound,
    /// A Parquet table.
    Parquet,
    /// A map (GeoJSON).
    Map,
    /// Nothing that is read here.
    Refused(Refusal),
}

const AS_CSV: &str =
    "Open it in the program that made it, save the table as CSV or XLSX, and import that.";
const UNPACK: &str = "Unpack it and import the files inside.";
const SAVE_XLSX: &str = "Open it in a spreadsheet program, save it as XLSX, and import that.";

/// First bytes, what they mean, what to do instead.
const SIGNATURES: &[(&[u8], &str, &str)] = &[
    (
        b"%PDF-",
        "a PDF document",
        "Look for the same table as CSV, XLSX or ODS on the publisher's page.",
    ),
    (
        b"SQLite format 3\0",
        "a database, perhaps a Levelbook book",
        "Open a book with Open; save other tables as CSV and import that.",
    ),
    (
        b"ARROW1",
        "an Arrow file",
        "Import the CSV edition, or save it as CSV.",
    ),
    (
        b"Obj\x01",
        "an Avro file",
        "Import the CSV edition, or save it as CSV.",
    ),
    (b"\x1f\x8b", "a gzip-compressed file", UNPACK),
    (b"\x28\xb5\x2f\xfd", "a zstd-compressed file", UNPACK),
    (b"BZh", "a bzip2-compressed file", UNPACK),
    (b"\xfd7zXZ\0", "an xz-compressed file", UNPACK),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", UNPACK),
    (b"Rar!\x1a\x07", "a RAR archive", UNPACK),
    (b"x\x9c", "a zlib-compressed file", UNPACK),
    (b"x\x01", "a zlib-compressed file", UNPACK),
    (b"x\xda", "a zlib-compressed file", UNPACK),
    (
        b"{\\rtf",
        "an RTF document",
        "Save its table as CSV or XLSX and import that.",
    ),
    (b"ID;P", "a SYLK file", SAVE_XLSX),
    (b"TABLE\r\n0,1", "a DIF file", SAVE_XLSX),
    (b"TABLE\n0,1", "a DIF file", SAVE_XLSX),
    (
        b"\0\0\x02\0",
        "a Lotus 1-2-3 or Quattro Pro worksheet",
        SAVE_XLSX,
    ),
    (b"\0\0\x1a\0", "a Lotus 1-2-3 worksheet", SAVE_XLSX),
    (b"\x09\0\x04\0", "an Excel 2 worksheet", SAVE_XLSX),
    (b"\x09\0\x06\0", "an Excel 2 worksheet", SAVE_XLSX),
    (b"\x09\x02\x06\0", "an Excel 3 worksheet", SAVE_XLSX),
    (b"\x09\x04\x06\0", "an Excel 4 worksheet", SAVE_XLSX),
    (
        b"\x09\x08",
        "an Excel 5 workbook without its container",
        SAVE_XLSX,
    ),
    (b"RDX", "a file of the statistics program R", AS_CSV),
    (b"X\n\0\0\0", "a file of the statistics program R", AS_CSV),
    (b"$FL", "a file of the statistics program SPSS", AS_CSV),
    (
        b"<stata_dta>",
        "a file of the statistics program Stata",
        AS_CSV,
    ),
    (
        b"\0\x01\0\0Standard ",
        "a Microsoft Access database",
        AS_CSV,
    ),
    (b"\x89HDF\r\n", "an HDF5 file", AS_CSV),
    (
        b"\x89PNG\r\n",
        "a picture",
        "Look for the table behind it on the publisher's page.",
    ),
    (
        b"\xff\xd8\xff",
        "a picture",
        "Look for the table behind it on the publisher's page.",
    ),
    (
        b"GIF8",
        "a picture",
        "Look for the table behind it on the publisher's page.",
    ),
    (b"MIME-Version:", "a saved web page", SAVE_XLSX),
];

/// Marks of XML kinds, anywhere in the first bytes.
const XML: &[(&str, &str, &str)] = &[
    (
        "urn:schemas-microsoft-com:office:spreadsheet",
        "an Excel 2003 XML spreadsheet",
        SAVE_XLSX,
    ),
    ("office:document", "a flat OpenDocument file", SAVE_XLSX),
    (
        "<svg",
        "a picture",
        "Look for the table behind it on the publisher's page.",
    ),
];

/// What the first bytes of a file promise; a few thousand are enough.
pub(super) fn promise(head: &[u8]) -> Promise {
    if head.is_empty() {
        return Promise::Refused(Refusal::Empty);
    }
    if head.starts_with(b"PK\x03\x04")
        || head.starts_with(b"PK\x05\x06")
        || head.starts_with(b"PK\x07\x08")
    {
        return Promise::Zip;
    }
    if head.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        return Promise::Compound;
    }
    // What follows is binary; a text may begin with the same four letters.
    if head.starts_with(b"PAR1") && head.get(4).is_none_or(|next| *next == 0x15) {
        return Promise::Parquet;
    }
    if head.starts_with(b"PARE") {
        return Promise::Refused(Refusal::Password);
    }
    for (signature, what, instead) in SIGNATURES {
        if head.starts_with(signature) {
            return foreign(what, instead);
        }
    }
    let text = String::from_utf8_lossy(head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head))
        .to_ascii_lowercase();
    marked_up(text.trim_start()).unwrap_or(Promise::Text)
}

fn marked_up(text: &str) -> Option<Promise> {
    if ["{\"", "{ \"", "{\n", "{\r\n", "[{", "[\n", "[["]
        .iter()
        .any(|start| text.starts_with(start))
    {
        if text.contains("\"featurecollection\"") || text.contains("\"geometry\"") {
            return Some(Promise::Map);
        }
        return Some(foreign(
            "a JSON file",
            "If a CSV of the same name lies beside it, import that: the JSON is read along.",
        ));
    }
    if !text.starts_with('<') {
        return None;
    }
    let web = [
        "<!doctype html",
        "<html",
        "<head",
        "<meta",
        "<body",
        "<table",
        "<div",
        "<style",
        "<script",
        "<!--",
    ];
    let xml = text.starts_with("<?xml");
    if let Some((_, what, instead)) = XML.iter().find(|(mark, _, _)| text.contains(mark)) {
        return Some(foreign(what, instead));
    }
    if web.iter().any(|start| text.starts_with(start))
        || (xml && (text.contains("<html") || text.contains("<!doctype html")))
    {
        return Some(Promise::Refused(Refusal::WebPage));
    }
    xml.then(|| {
        foreign(
            "an XML file",
            "Look for the same table as CSV, XLSX or ODS on the publisher's page.",
        )
    })
}

fn foreign(what: &str, instead: &str) -> Promise {
    Promise::Refused(Refusal::Foreign {
        what: what.to_owned(),
        instead: instead.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::{Promise, promise};
    use crate::import::refusal::Refusal;

    #[test]
    fn the_first_bytes_tell_what_a_file_is() {
        for (head, expected) in [
            (&b""[..], "empty"),
            (b"AREACD,AREANM,Value\n", "text"),
            (b"\xef\xbb\xbfAREACD\n", "text"),
            (b"PK\x03\x04....", "zip"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "compound"),
            (b"\n <!DOCTYPE html><html>", "web page"),
            (b"<table><tr><td>", "web page"),
            (b"<?xml version=\"1.0\"?><html>", "web page"),
            (b"PAR1\x15\x04", "parquet"),
            (b"PAR1,Value\n", "text"),
            (b"%PDF-1.7", "a PDF document"),
            (b"<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">", "an Excel 2003 XML spreadsheet"),
            (b"<?xml version=\"1.0\"?><note/>", "an XML file"),
            (b"{\"a\":1}", "a JSON file"),
            (b"{\n\"type\": \"FeatureCollection\",\"features\":[{", "a map"),
            (b"[note 1],x\n", "text"),
            (b"ID;PWXL;N;E\r\n", "a SYLK file"),
            (b"SQLite format 3\0", "a database, perhaps a Levelbook book"),
        ] {
            let seen = match promise(head) {
                Promise::Text => "text".to_owned(),
                Promise::Zip => "zip".to_owned(),
                Promise::Compound => "compound".to_owned(),
                Promise::Parquet => "parquet".to_owned(),
                Promise::Map => "a map".to_owned(),
                Promise::Refused(Refusal::Empty) => "empty".to_owned(),
                Promise::Refused(Refusal::WebPage) => "web page".to_owned(),
                Promise::Refused(Refusal::Foreign { what, .. }) => what,
                Promise::Refused(other) => format!("{other:?}"),
            };
            assert_eq!(seen, expected, "{:?}", String::from_utf8_lossy(head));
        }
    }
}
