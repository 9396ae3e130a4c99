//! Every door through which a stranger's bytes come in, with what must hold whatever they are. The same functions are tried by
//! libFuzzer and, in `cargo test`, by proptest.

#[path = "binary.rs"]
mod binary;
#[path = "drawn.rs"]
mod drawn;

use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use levelbook::book::{Reader, Selection, Writer, check};
use levelbook::export::{CsvTable, Field, safe_file_name};
use levelbook::import::{
    Known, ReadingChoices, Recipe, Workbook, WorkerProgram, figure_in, period_in, read, review,
};
use levelbook::message::{Explain, Unwatched};
use levelbook::questions::Question;
use tempfile::TempDir;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

type Target = fn(&[u8], &WorkerProgram);

/// The targets by their names.
pub const ALL: &[(&str, Target)] = &[
    ("csv", csv),
    ("xlsx", xlsx),
    ("xls", xls),
    ("xlsb", binary::xlsb),
    ("ods", ods),
    ("map", map),
    ("number", number),
    ("period", period),
    ("address", address),
    ("recipe", recipe),
    ("book", book),
    ("round", round),
    ("names", names),
    ("figure", drawn::figure),
    ("shown", drawn::shown),
    ("beside", drawn::beside),
];

/// A folder in memory where there is one, since a file is written for every input.
fn folder() -> TempDir {
    let memory = Path::new("/dev/shm");
    let made = if memory.is_dir() {
        TempDir::new_in(memory)
    } else {
        TempDir::new()
    };
    made.expect("a folder")
}

static KNOWN: LazyLock<Known> = LazyLock::new(Known::shipped);

/// Reads and understands a file: it ends in figures or in a sentence, and every figure is accounted for.
fn import(name: &str, bytes: &[u8], worker: &WorkerProgram) -> Option<Workbook> {
    let folder = folder();
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).expect("writes");
    let workbook = match read(&path, worker, &Unwatched) {
        Ok(workbook) => workbook,
        Err(error) => {
            let message = error.explain();
            assert!(!message.headline.is_empty());
            return None;
        }
    };
    for sheet in review(&workbook, &ReadingChoices::default(), &KNOWN).sheets {
        let counts = &sheet.counts;
        assert_eq!(counts.read, counts.kept + counts.rejected, "{counts:?}");
        for figure in &sheet.observations {
            let values = [
                figure.reading.value(),
                figure.lower,
                figure.upper,
                figure.count,
            ];
            for value in values.into_iter().flatten() {
                assert!(value.is_finite() && value.abs() <= 1e15, "{value}");
            }
            assert!((figure.indicator as usize) < sheet.indicators.len());
            assert!((figure.subject as usize) < sheet.subjects.len());
            assert!((figure.period as usize) < sheet.periods.len());
        }
    }
    Some(workbook)
}

/// Text files of every kind.
pub fn csv(bytes: &[u8], worker: &WorkerProgram) {
    import("a.csv", bytes, worker);
}

fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, bytes) in parts {
        zip.start_file(*name, stored).expect("begins a part");
        zip.write_all(bytes).expect("writes");
    }
    zip.finish().expect("a container").into_inner()
}

const TYPES: &[u8] = br#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>"#;
const RELS: &[u8] = br#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const BOOK: &[u8] = br#"<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Table 1" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
const BOOK_RELS: &[u8] = br#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;
const STYLES: &[u8] = br#"<?xml version="1.0"?><styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="10"/></cellXfs></styleSheet>"#;

/// The parts of a workbook in XML: the sheet, and, behind a byte of nought each, the texts, the workbook and the styles.
pub fn xlsx(bytes: &[u8], worker: &WorkerProgram) {
    let mut parts = bytes.splitn(4, |byte| *byte == 0);
    let sheet = parts.next().unwrap_or_default();
    // Without any, the workbook would be refused before its sheet is looked at.
    let texts = parts
        .next()
        .filter(|part| !part.is_empty())
        .unwrap_or(b"<sst/>");
    let workbook = parts.next().filter(|part| !part.is_empty()).unwrap_or(BOOK);
    let styles = parts
        .next()
        .filter(|part| !part.is_empty())
        .unwrap_or(STYLES);
    let container = zipped(&[
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", RELS),
        ("xl/workbook.xml", workbook),
        ("xl/_rels/workbook.xml.rels", BOOK_RELS),
        ("xl/styles.xml", styles),
        ("xl/sharedStrings.xml", texts),
        ("xl/worksheets/sheet1.xml", sheet),
    ]);
    import("a.xlsx", &container, worker);
}

/// The old binary workbooks.
pub fn xls(bytes: &[u8], worker: &WorkerProgram) {
    let mut file = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    file.extend_from_slice(bytes.strip_prefix(file.as_slice()).unwrap_or(bytes));
    import("a.xls", &file, worker);
}

/// The content of an OpenDocument sheet.
pub fn ods(bytes: &[u8], worker: &WorkerProgram) {
    let container = zipped(&[
        (
            "mimetype",
            b"application/vnd.oasis.opendocument.spreadsheet",
        ),
        ("META-INF/manifest.xml", b"<manifest/>"),
        ("content.xml", bytes),
    ]);
    import("a.ods", &container, worker);
}

/// Maps.
pub fn map(bytes: &[u8], worker: &WorkerProgram) {
    import("a.geojson", bytes, worker);
}

/// One cell that should hold a figure.
pub fn number(bytes: &[u8], _worker: &WorkerProgram) {
    let text = String::from_utf8_lossy(bytes);
    let read = figure_in(&text);
    let value = read.and_then(levelbook::domain::Reading::value);
    if let Some(value) = value {
        assert!(
            value.is_finite() && value.abs() <= 1e15,
            "{text:?} is {value}"
        );
        assert!(
            value != 0.0 || value.is_sign_positive(),
            "{text:?} is minus nought"
        );
    }
    let digits =
        text.len() <= 12 && !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if digits {
        assert_eq!(value, text.parse().ok(), "{text:?}");
    }
}

/// One cell that should hold a period.
pub fn period(bytes: &[u8], _worker: &WorkerProgram) {
    let text = String::from_utf8_lossy(bytes);
    if let Some(period) = period_in(&text) {
        assert!(period.start() <= period.end(), "{text:?} is {period:?}");
        let key = period.key();
        assert_eq!(
            levelbook::domain::Period::from_key(&key),
            Some(period),
            "{text:?}"
        );
        assert!(!period.label().is_empty());
    }
}

/// The address of a question.
pub fn address(bytes: &[u8], _worker: &WorkerProgram) {
    let text = String::from_utf8_lossy(bytes);
    match Question::from_address(&text) {
        Ok(question) => {
            let again = Question::from_address(&question.address());
            assert_eq!(again.ok().as_ref(), Some(&question), "{text:?}");
        }
        Err(error) => assert!(!error.explain().headline.is_empty()),
    }
}

/// The file of a recipe.
pub fn recipe(bytes: &[u8], _worker: &WorkerProgram) {
    let text = String::from_utf8_lossy(bytes);
    match Recipe::from_json(&text) {
        Ok(recipe) => {
            let again = Recipe::from_json(&recipe.to_json());
            assert_eq!(again.ok().as_ref(), Some(&recipe), "{text:?}");
        }
        Err(error) => assert!(!error.explain().headline.is_empty()),
    }
}

/// A sound book with a few figures.
static BOOK_BYTES: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let folder = folder();
    let (book, table) = (
        folder.path().join("a.levelbook"),
        folder.path().join("a.csv"),
    );
    let now = jiff::Timestamp::UNIX_EPOCH;
    std::fs::write(
        &table,
        "areacd,areanm,indicator,period,observation,unit,status\n\
         E12000001,North East,Made-up rate,2023,1.5,%,\nE12000002,North West,Made-up rate,2023,,%,c\n",
    )
    .expect("writes");
    let workbook = read(&table, &WorkerProgram::here(), &Unwatched).expect("reads");
    let reviewed = review(&workbook, &ReadingChoices::default(), &Known::shipped());
    let writer = Writer::create(&book, now).expect("a new book");
    writer.import(reviewed, now, &Unwatched).expect("imports");
    drop(writer);
    std::fs::read(book).expect("reads")
});

/// A book: four bytes for a place and one for what stands there, as often as wanted; the last odd bytes cut it off.
pub fn book(bytes: &[u8], _worker: &WorkerProgram) {
    let mut changed = BOOK_BYTES.clone();
    let changes = bytes.chunks_exact(5);
    if let [low, high] = changes.remainder() {
        let pages = usize::from(u16::from_le_bytes([*low, *high]));
        changed.truncate(pages * 97 % (changed.len() + 1));
    }
    for change in changes {
        let [a, b, c, d, byte] = *change else {
            continue;
        };
        let at = u32::from_le_bytes([a, b, c, d]) as usize;
        // Half of the changes meet the first page, where the file says what it is.
        let within = if at.is_multiple_of(2) {
            4096.min(changed.len())
        } else {
            changed.len()
        };
        if let Some(place) = changed.get_mut(at / 2 % within.max(1)) {
            *place = byte;
        }
    }
    let folder = folder();
    let path: PathBuf = folder.path().join("a.levelbook");
    std::fs::write(&path, &changed).expect("writes");
    match Reader::open(&path) {
        Ok(reader) => {
            for outcome in [
                reader.observations(&Selection::default()).err(),
                reader.indicators().err(),
                reader.imports().err(),
                reader.summary().err(),
            ] {
                assert!(outcome.is_none_or(|error| !error.explain().headline.is_empty()));
            }
        }
        Err(error) => {
            assert!(!error.explain().headline.is_empty());
            assert_eq!(
                std::fs::read(&path).ok().as_ref(),
                Some(&changed),
                "a damaged book is left alone"
            );
        }
    }
    let looked = check(&path);
    assert!(looked.is_ok() || looked.is_err_and(|error| !error.explain().headline.is_empty()));
}

/// Texts and numbers that leave as CSV and come back.
pub fn round(bytes: &[u8], worker: &WorkerProgram) {
    let mut table = CsvTable::new(&["first column", "second column"]);
    let mut wanted = Vec::new();
    for part in bytes.split(|byte| *byte == 0).take(50) {
        let text: String = String::from_utf8_lossy(part)
            .chars()
            .filter(|c| *c != '\0')
            .collect();
        let number = part
            .get(..8)
            .and_then(|part| part.try_into().ok())
            .map(f64::from_le_bytes);
        table.push(&[Field::Text(&text), Field::Number(number)]);
        wanted.push((text, number.filter(|number| number.is_finite())));
    }
    let written = table.finish();
    let folder = folder();
    let path = folder.path().join("a.csv");
    std::fs::write(&path, &written).expect("writes");
    let mut reader = csv_rows(&written).into_iter().skip(1);
    for (text, number) in wanted {
        let Some(row) = reader.next() else {
            panic!("a row is missing: {text:?}");
        };
        let came = row.first().map(String::as_str).unwrap_or_default();
        let guarded = came.strip_prefix('\'').filter(|rest| *rest == text);
        assert!(
            came == text || guarded.is_some(),
            "{text:?} came back as {came:?}"
        );
        let is_number = text.trim().parse::<f64>().is_ok();
        let runs = came.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
        assert!(
            !runs || is_number || came.chars().count() == 1,
            "{came:?} would run"
        );
        let back = row.get(1).and_then(|back| back.parse::<f64>().ok());
        assert_eq!(back, number);
    }
    import("a.csv", written.as_bytes(), worker);
}

/// The rows of a CSV by the plainest reading of its rules.
fn csv_rows(text: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut field) = (Vec::new(), Vec::new(), String::new());
    let (mut quoted, mut signs) = (false, text.chars().peekable());
    while let Some(c) = signs.next() {
        match c {
            '"' if quoted && signs.peek() == Some(&'"') => {
                signs.next();
                field.push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut field)),
            '\r' if !quoted && signs.peek() == Some(&'\n') => {
                signs.next();
                row.push(std::mem::take(&mut field));
                rows.push(std::mem::take(&mut row));
            }
            other => field.push(other),
        }
    }
    rows
}

/// Names of files made from texts out of the data.
pub fn names(bytes: &[u8], _worker: &WorkerProgram) {
    let text = String::from_utf8_lossy(bytes);
    let name = safe_file_name(&text, "svg");
    assert!(name.len() <= 100 && name.ends_with(".svg"), "{name:?}");
    let stem = name.strip_suffix(".svg").unwrap_or_default();
    assert!(
        !stem.is_empty() && !stem.ends_with(['.', ' ']) && !stem.starts_with('.'),
        "{name:?}"
    );
    let bad = |c: char| c.is_control() || "<>:\"/\\|?*".contains(c);
    assert!(!name.contains(bad), "{name:?}");
    let first = name
        .split('.')
        .next()
        .unwrap_or_default()
        .trim()
        .to_lowercase();
    let is_device = ["con", "prn", "aux", "nul"].contains(&first.as_str())
        || (first.len() == 4
            && (first.starts_with("com") || first.starts_with("lpt"))
            && first.ends_with(|c: char| ('1'..='9').contains(&c)));
    assert!(!is_device, "{name:?}");
    let chosen = Path::new("/chosen/folder");
    assert_eq!(chosen.join(&name).parent(), Some(chosen), "{name:?}");
}
