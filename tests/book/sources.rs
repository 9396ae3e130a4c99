//! Figures of several sources in one file.

use levelbook::book::{BookError, FigureRow, Reader, Selection, check};
use levelbook::domain::Source;
use levelbook::import::ReviewedFile;

use crate::made::{Made, file, import, new_book, now, plain};

const FIGURES: &[Made] = &[
    ("employment-rate", "E12000001", 2022, Ok(71.5)),
    ("employment-rate", "E12000001", 2023, Ok(72.8)),
    ("employment-rate", "E12000002", 2023, Ok(74.1)),
];

fn source(publisher: &str) -> Source {
    Source {
        publisher: publisher.to_owned(),
        dataset: "Returns".to_owned(),
        licence: "Open".to_owned(),
        ..Source::default()
    }
}

/// A file whose second and third figures come from elsewhere.
fn mixed(release: u32) -> ReviewedFile {
    let mut made = file("mixed", release, FIGURES);
    let sheet = &mut made.sheets[0];
    sheet.indicators[0].source = source("Firsts");
    sheet.sources = vec![source("Seconds"), source("Thirds"), source("Nobody")];
    sheet.observations = sheet
        .observations
        .iter()
        .zip([None, Some(0), Some(1)])
        .map(|(figure, source)| levelbook::import::ReviewedObservation { source, ..figure })
        .collect();
    made
}

fn publishers(reader: &Reader) -> Vec<String> {
    let mut told = Vec::new();
    reader
        .figures(&Selection::default(), |row: &FigureRow<'_>| {
            told.push(format!("{} {} {}", row.publisher, row.sheet, row.row));
            Ok::<(), BookError>(())
        })
        .expect("reads");
    told
}

#[test]
fn each_figure_keeps_the_source_that_its_row_states() {
    let (_folder, path, writer) = new_book();
    import(&writer, &mixed(1)).expect("imports");
    let reader = Reader::open(&path).expect("opens");
    let expected = ["Firsts mixed 2", "Seconds mixed 3", "Thirds mixed 4"];
    assert_eq!(publishers(&reader), expected);

    let view: Vec<String> = plain(&path)
        .prepare("SELECT publisher || ' ' || sheet || ' ' || \"row\" FROM figures ORDER BY \"row\"")
        .expect("the view")
        .query_map([], |row| row.get(0))
        .expect("reads")
        .collect::<Result<_, _>>()
        .expect("reads");
    assert_eq!(view, expected);

    let figures = reader.observations(&Selection::default()).expect("reads");
    let own: Vec<Option<&str>> = figures
        .iter()
        .map(|one| Some(one.source.as_ref()?.publisher.as_str()))
        .collect();
    assert_eq!(own, [None, Some("Seconds"), Some("Thirds")]);
    assert_eq!(check(&path).expect("opens").faults, Vec::<String>::new());
}

#[test]
fn a_figure_that_is_handed_over_takes_the_source_of_its_heir() {
    let (_folder, path, writer) = new_book();
    import(&writer, &file("plain", 1, FIGURES)).expect("imports");
    let again = import(&writer, &mixed(2)).expect("imports");
    assert_eq!(again.import.expect("a record").unchanged, 3);
    let reader = Reader::open(&path).expect("opens");
    assert_eq!(publishers(&reader), [" plain 2", " plain 3", " plain 4"]);
    writer.undo_import(Some(1), now()).expect("undoes");
    assert_eq!(
        publishers(&reader),
        ["Firsts mixed 2", "Seconds mixed 3", "Thirds mixed 4"]
    );
}

#[test]
fn sheets_that_state_different_sources_for_one_indicator_keep_them_apart() {
    let (_folder, path, writer) = new_book();
    let mut two = file("first", 1, &FIGURES[..1]);
    two.sheets[0].indicators[0].source = source("Firsts");
    let mut second = file("second", 1, &FIGURES[1..]).sheets.remove(0);
    second.indicators[0].source = source("Seconds");
    two.sheets.push(second);
    import(&writer, &two).expect("imports");
    let reader = Reader::open(&path).expect("opens");
    assert_eq!(
        publishers(&reader),
        ["Firsts first 2", "Seconds second 2", "Seconds second 3"]
    );
}
