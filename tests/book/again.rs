//! A file that is there already is known before anything in it is read.

use std::path::Path;

use levelbook::actions::{self, RecipeChoice};
use levelbook::book::{ImportOutcome, ImportTerms, Reader, Writer};
use levelbook::import::{PeriodKind, ReadingChoices, WorkerProgram};
use levelbook::message::Unwatched;

use crate::made::{new_book, now};

const FILE: &str = "areacd,areanm,indicator,period,observation,unit,status
E12000001,North East,Made-up rate,2023-01-01/P1Y,1.5,%,
E12000002,North West,Made-up rate,2023-01-01/P1Y,,%,c
E12000003,Yorkshire and The Humber,Made-up rate,2023-01-01/P1Y,NaN,%,
";

fn import(writer: &Writer, file: &Path, said: &ReadingChoices) -> actions::ReadFile {
    let reader = Reader::open(writer.path()).expect("opens");
    let wanted = &RecipeChoice::Recognised;
    let worker = WorkerProgram::here();
    let read =
        actions::read_file(&reader, file, (said, wanted), &worker, &Unwatched).expect("reads");
    let terms = ImportTerms {
        before: None,
        recipe: read.recipe.clone(),
        manner: read.manner.clone(),
    };
    actions::write_review_on(writer, read.review.clone(), terms, now(), &Unwatched)
        .expect("imports");
    read
}

fn before(
    writer: &Writer,
    file: &Path,
    said: &ReadingChoices,
    wanted: &RecipeChoice,
) -> Option<(actions::ReadFile, ImportOutcome)> {
    let reader = Reader::open(writer.path()).expect("opens");
    actions::imported_before(&reader, file, (said, wanted), &Unwatched).expect("looks")
}

#[test]
fn a_file_that_is_there_is_known_by_its_bytes_and_how_it_is_read() {
    let (folder, _, writer) = new_book();
    let file = folder.path().join("a.csv");
    std::fs::write(&file, FILE).expect("writes");
    let plain = ReadingChoices::default();
    let recognised = RecipeChoice::Recognised;
    let known = || before(&writer, &file, &plain, &recognised);
    assert!(known().is_none(), "nothing is there yet");
    let first = import(&writer, &file, &plain);

    let (read, outcome) = known().expect("known");
    assert_eq!(outcome.already_imported, Some(1));
    let (then, now_told) = (&first.review.sheets[0], &read.review.sheets[0]);
    assert_eq!(read.review.file, first.review.file);
    assert_eq!(now_told.counts, then.counts);
    assert_eq!(now_told.columns, then.columns);
    assert_eq!(now_told.problems, then.problems);
    assert_eq!(now_told.header_rows, then.header_rows);
    let codes = |sheet: &levelbook::import::ReviewedSheet| -> Vec<String> {
        let codes = sheet.indicators.iter().map(|of| of.code.0.clone());
        codes.collect()
    };
    assert_eq!(codes(now_told), codes(then));
    assert_eq!(read.read_with.as_deref(), Some("a"));

    let answers = ReadingChoices {
        period_kind: Some(PeriodKind::Financial),
        ..ReadingChoices::default()
    };
    let goals = ReadingChoices {
        goals: vec![5],
        ..ReadingChoices::default()
    };
    assert!(before(&writer, &file, &answers, &recognised).is_none());
    assert!(before(&writer, &file, &goals, &recognised).is_none());
    assert!(before(&writer, &file, &plain, &RecipeChoice::None).is_none());

    let other = folder.path().join("b.csv");
    std::fs::write(&other, FILE.replace("1.5", "1.6")).expect("writes");
    assert!(
        before(&writer, &other, &plain, &recognised).is_none(),
        "as long, but another"
    );
    std::fs::write(folder.path().join("a.json"), "{}").expect("writes");
    assert!(
        known().is_none(),
        "what lies beside it may name things otherwise"
    );
    std::fs::remove_file(folder.path().join("a.json")).expect("removes");
    assert!(known().is_some());
}

#[test]
fn a_recipe_that_says_otherwise_now_has_the_file_read_again() {
    let (folder, path, writer) = new_book();
    let file = folder.path().join("a.csv");
    std::fs::write(&file, FILE).expect("writes");
    let plain = ReadingChoices::default();
    let known = || before(&writer, &file, &plain, &RecipeChoice::Recognised).is_some();
    import(&writer, &file, &plain);
    assert!(known());
    let recipe = Reader::open(&path)
        .expect("opens")
        .recipes()
        .expect("reads")
        .remove(0);
    let mut changed = recipe.clone();
    changed.choices.unit = Some("per 1,000".to_owned());
    writer.keep_recipe(changed, now()).expect("keeps");
    assert!(!known());
    writer.keep_recipe(recipe, now()).expect("keeps");
    assert!(known());
    actions::rename_recipe(&writer, "a", "b", now()).expect("renames");
    let reader = Reader::open(&path).expect("opens");
    let names: Vec<String> = reader
        .recipes()
        .expect("reads")
        .into_iter()
        .map(|of| of.name)
        .collect();
    assert_eq!(names, ["b"]);
    assert!(!known(), "its recipe goes by another name");
    writer.undo_import(None, now()).expect("undoes");
    assert!(!known());
}
