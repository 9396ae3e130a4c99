//! Any bytes on every door through which a stranger's bytes come in; libFuzzer goes on where these end (`tests/fuzz/run.sh`).

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::case_sensitive_file_extension_comparisons,
    clippy::similar_names,
    missing_docs,
    unreachable_pub,
    reason = "a test that cannot go on says so by failing"
)]

#[path = "fuzz/src/targets.rs"]
mod targets;

use std::path::Path;

use levelbook::import::WorkerProgram;
use proptest::collection::vec;
use proptest::prelude::*;

/// The target of this name.
fn attempt(name: &str, bytes: &[u8]) {
    let (_, target) = targets::ALL
        .iter()
        .find(|(known, _)| *known == name)
        .expect("a target");
    target(bytes, &WorkerProgram::here());
}

/// Bytes made of words that mean something to a door, and of any others between.
fn of(words: &'static [&'static str]) -> impl Strategy<Value = Vec<u8>> {
    let part = prop_oneof![
        6 => proptest::sample::select(words).prop_map(|word| word.as_bytes().to_vec()),
        2 => "[0-9 ,.%-]{1,6}".prop_map(String::into_bytes),
        1 => any::<char>().prop_map(|c| c.to_string().into_bytes()),
        1 => vec(any::<u8>(), 1..4),
    ];
    vec(part, 0..40).prop_map(|parts| parts.concat())
}

const CSV: &[&str] = &[
    ",",
    ",",
    ",",
    "\n",
    "\n",
    "\r\n",
    "\"",
    ";",
    "\t",
    "areacd",
    "areanm",
    "period",
    "value",
    "E12000001",
    "E06000001",
    "North East",
    "London",
    "2020",
    "2021/22",
    "[c]",
    "1.5",
    "1,234",
    "-",
    "%",
    "sep=;\n",
    "\u{feff}",
    "Q1 2022",
    "=1+1",
];
const SHEET: &[&str] = &[
    "<row r=\"1\">",
    "<row>",
    "</row>",
    "<c r=\"A1\">",
    "<c r=\"B2\" t=\"s\">",
    "<c t=\"inlineStr\"><is><t>",
    "</t></is>",
    "</c>",
    "<v>1.5</v>",
    "<v>",
    "</v>",
    "<c r=\"XFD1048576\">",
    "<worksheet><sheetData>",
    "</sheetData>",
    "</worksheet>",
    "<mergeCells><mergeCell ref=\"A1:B2\"/></mergeCells>",
    "<si><t>a</t></si>",
    "<sst>",
    "</sst>",
    "\0",
    "s=\"1\"",
    "&lt;",
    "<f t=\"shared\" si=\"4000000000\">",
    "1e300",
];
const CONTENT: &[&str] = &[
    "<office:document-content><office:body><office:spreadsheet>",
    "<table:table table:name=\"A\">",
    "<table:table-row>",
    "</table:table-row>",
    "</table:table>",
    "<table:table-row table:number-rows-repeated=\"99999999\">",
    "<table:table-cell office:value-type=\"float\" office:value=\"1.5\"/>",
    "<table:table-cell>",
    "<text:p>",
    "</text:p>",
    "</table:table-cell>",
    "table:number-columns-repeated=\"16384\"",
    "<text:s text:c=\"4000000000\"/>",
    "&amp;",
    "office:date-value=\"2020-13-41\"",
    "<table:table-cell office:value-type=\"date\" office:date-value=\"9999-12-31\"/>",
];
const MAP: &[&str] = &[
    "{\"type\":\"FeatureCollection\",\"features\":[",
    "{\"type\":\"Feature\",\"properties\":{\"areacd\":\"E12000001\",\"rate\":1.5,\"period\":2020},\"geometry\":",
    "{\"type\":\"Polygon\",\"coordinates\":[[[1.5,54],[400000,1e300]]]}",
    "{\"geometries\":[",
    "\"properties\":",
    "\"geometry\":",
    "\"rate\":",
    "null",
    "1e999",
    "NaN",
    "12345678901234567890",
    "[[[[",
    "]",
    "}",
    "{",
    ",",
    ":",
    "\"\\ud800\"",
    "true",
];
const NUMBER: &[&str] = &[
    "1",
    "0",
    "-",
    "+",
    "−",
    ".",
    ",",
    "'",
    " ",
    "\u{a0}",
    "%",
    "£",
    "(",
    ")",
    "[c]",
    "[p]",
    "[low]",
    "*",
    "e",
    "E",
    "1e15",
    "NaN",
    "inf",
    "m",
    "k",
    "<",
    "~",
    "٣",
    "５",
    "..",
    "n/a",
    "#N/A",
    "999999999999999",
    "²",
];
const PERIOD: &[&str] = &[
    "2020",
    "2021/22",
    "20",
    "/",
    "-",
    " ",
    "to",
    "Jan",
    "March",
    "Q1",
    "year ending ",
    "w/e ",
    "FY",
    "1",
    "31",
    "(",
    ")",
    "[r]",
    "202021",
    "9999",
    "0000",
    "P1Y",
    "P3M",
    "2020-01-01/",
    "weeks",
    "–",
    "to ",
    "school year",
];
const ADDRESS: &[&str] = &[
    "ranking",
    "trend",
    "overview",
    "gap",
    "map",
    "plans",
    "?",
    "&",
    "=",
    "indicator=",
    "areas=",
    "subjects=",
    "group=",
    "period=",
    "as-of=",
    "employment-rate",
    "E12000001",
    ",",
    "%20",
    "+",
    "sex:female",
    "2020",
    "region",
    "benchmark=",
    "nation",
    "bin=",
];
const RECIPE: &[&str] = &[
    "{",
    "}",
    "[",
    "]",
    "\"",
    ":",
    ",",
    "\"levelbook_recipe\":1",
    "\"name\":\"a\"",
    "\"choices\":{",
    "\"columns\":[",
    "null",
    "1e999",
    "-1",
    "\"\\u0000\"",
    "\"fingerprint\":{",
    "\"tables\":[",
    "true",
    "\"\\ud800\"",
];
const NAMES: &[&str] = &[
    "con", "com1", "LPT9", ".", "..", "/", "\\", ":", " ", "\u{202E}", "ŵ", "aux.", "CON ",
    "nul.svg", "?", "*", "\0", "\n", "a", "com¹", "\u{feff}", "🏴",
];

/// Numbers of every kind as their bytes, some of them as people write them.
fn numbers() -> impl Strategy<Value = Vec<u8>> {
    let one = prop_oneof![
        any::<f64>(),
        -1e6..1e6,
        (-1_000_000i32..1_000_000).prop_map(|whole| f64::from(whole) / 100.0)
    ];
    vec(one, 1..19).prop_map(|all| all.into_iter().flat_map(f64::to_le_bytes).collect())
}

/// A sound workbook in the old format.
const OLD: &[u8] =
    include_bytes!("fixtures/old-excel-has-bands-indented-names-and-footnotes/input.xls");
/// The sheet of a sound binary workbook.
const BINARY: &[u8] = include_bytes!("fuzz/seeds/xlsb/a-row-and-a-column-that-are-hidden");

/// What is sound, of which some bytes are others.
fn changed(sound: &'static [u8]) -> impl Strategy<Value = Vec<u8>> {
    vec((0..sound.len(), any::<u8>()), 0..40).prop_map(|changes| {
        let mut bytes = sound.to_vec();
        for (at, byte) in changes {
            *bytes.get_mut(at).expect("a place in it") = byte;
        }
        bytes
    })
}

macro_rules! any_bytes {
    ($($test:ident: $name:literal, $bytes:expr;)*) => {
        proptest! {
            #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
            $(
                #[test]
                fn $test(bytes in $bytes) {
                    attempt($name, &bytes);
                }
            )*
        }
    };
}

any_bytes! {
    any_text_file_ends_in_figures_or_a_sentence: "csv", of(CSV);
    any_sheet_of_xml_ends_in_figures_or_a_sentence: "xlsx", of(SHEET);
    any_old_workbook_ends_in_figures_or_a_sentence: "xls", changed(OLD);
    any_binary_sheet_ends_in_figures_or_a_sentence: "xlsb", changed(BINARY);
    any_open_document_ends_in_figures_or_a_sentence: "ods", of(CONTENT);
    any_map_ends_in_figures_or_a_sentence: "map", of(MAP);
    any_text_is_a_finite_number_or_none: "number", of(NUMBER);
    any_text_is_a_period_with_an_end_or_none: "period", of(PERIOD);
    any_address_is_a_question_and_back_or_a_sentence: "address", of(ADDRESS);
    any_recipe_is_read_and_back_or_refused: "recipe", of(RECIPE);
    any_change_of_a_books_bytes_is_survived: "book", vec(any::<u8>(), 0..60);
    any_text_leaves_as_csv_and_comes_back: "round", of(CSV);
    any_text_makes_a_safe_file_name: "names", of(NAMES);
    any_number_is_shown_and_read_as_what_it_is: "shown", numbers();
    any_metadata_beside_a_file_are_survived: "beside", of(RECIPE);
}

proptest! {
    // Each makes a book and four pictures.
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_numbers_are_drawn_finite_and_in_order(bytes in numbers()) {
        attempt("figure", &bytes);
    }
}

/// What once crashed a target stays mended.
#[test]
fn what_once_crashed_is_answered() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/seeds");
    for (name, _) in targets::ALL {
        for entry in std::fs::read_dir(folder.join(name)).into_iter().flatten() {
            let path = entry.expect("an entry").path();
            attempt(name, &std::fs::read(&path).expect("reads"));
        }
    }
}
