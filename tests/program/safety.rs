//! Backups, restoring and recovery on the command line.

use std::fs;

use crate::running::{Program, lines};

const FIGURES: &str = "Area code,Area name,Indicator,Period,Value,Unit
E92000001,England,Walks to school,2022,41.5,%
E12000001,North East,Walks to school,2022,[c],%
";

/// A book with one import.
fn imported(program: &Program) -> String {
    let (book, file) = (program.path("a.levelbook"), program.path("walks.csv"));
    fs::write(&file, FIGURES).expect("writes");
    program.done(&["new", &book]);
    program.done(&["import", &book, &file]);
    book
}

#[test]
fn p8_a_book_that_was_deleted_comes_back_from_a_backup_that_nobody_asked_for() {
    let program = Program::new();
    let book = imported(&program);
    let before = program.done(&["export", &book, "-o", &program.path("before.csv")]);
    fs::remove_file(&book).expect("a disk that dies");
    let listed = program.done(&["restore", &book]);
    assert_eq!(lines(&listed), 1, "{listed}");
    assert!(
        listed.contains("2 figures of 1 indicators from 1 imports, the last of walks.csv"),
        "{listed}"
    );
    let said = program.done(&["restore", &book, "-o", &book]);
    assert!(said.contains("2 figures"), "{said}");
    program.done(&["check", &book]);
    let after = program.done(&["export", &book, "-o", &program.path("after.csv")]);
    assert_eq!(before.replace("before", "after"), after);
    let read = |name: &str| fs::read(program.path(name)).expect("reads");
    assert_eq!(read("before.csv"), read("after.csv"));
    let refused = program.refused(&["restore", &book, "-o", &book]);
    assert!(refused.contains("already a file"), "{refused}");
    let refused = program.refused(&["restore", &program.path("other.levelbook")]);
    assert!(refused.contains("No backups"), "{refused}");
}

#[test]
fn p10_a_damaged_book_is_recovered_into_a_new_one_and_stays_as_it_is() {
    let program = Program::new();
    let book = imported(&program);
    let mut bytes = fs::read(&book).expect("reads");
    bytes[..16].fill(0);
    fs::write(&book, &bytes).expect("writes");
    assert!(
        program
            .refused(&["check", &book])
            .contains("not a Levelbook book")
    );
    let to = program.path("recovered.levelbook");
    let said = program.done(&["recover", &book, "-o", &to]);
    assert!(said.contains("holds 2 figures"), "{said}");
    assert!(said.contains("Nothing is known to be missing."), "{said}");
    program.done(&["check", &to]);
    assert_eq!(fs::read(&book).expect("reads"), bytes);
    let text = program.path("walks.csv");
    let refused = program.refused(&["recover", &text, "-o", &program.path("b.levelbook")]);
    assert!(refused.contains("not a Levelbook book"), "{refused}");
}

#[test]
fn p8_a_backup_that_was_asked_for_lies_among_the_others() {
    let program = Program::new();
    let book = imported(&program);
    let said = program.done(&["backup", &book]);
    assert!(said.contains("checked and whole"), "{said}");
    assert!(said.contains("backups"), "{said}");
    assert!(lines(&program.done(&["restore", &book])) >= 1);
}

#[test]
fn everything_that_a_book_holds_leaves_in_one_archive() {
    let program = Program::new();
    let book = imported(&program);
    let plans = program.path("plans.csv");
    fs::write(
        &plans,
        "organisation,goals,activity\nExample Works,2,Open days\n",
    )
    .expect("writes");
    program.done(&["import", &book, &plans]);
    let archive = program.path("all.zip");
    let said = program.done(&["export", &book, "-o", &archive]);
    assert!(said.contains("2 figures among it"), "{said}");
    let mut zip = zip::ZipArchive::new(fs::File::open(&archive).expect("opens")).expect("a zip");
    let mut text = |name: &str| {
        let part = zip.by_name(name).expect(name);
        std::io::read_to_string(part).expect("text")
    };
    let figures = program.path("figures.csv");
    program.done(&["export", &book, "-o", &figures]);
    assert_eq!(
        text("figures.csv"),
        fs::read_to_string(figures).expect("reads")
    );
    assert!(text("plans.csv").contains("Open days"));
    assert!(text("recipe-1.json").contains("levelbook_recipe"));
    assert!(text("stories.json").contains("\"stories\": []"));
    for name in ["outcomes.csv", "votes-and-notes.csv"] {
        assert!(!text(name).is_empty());
    }
    // What came out goes in again.
    let other = program.path("other.levelbook");
    program.done(&["new", &other]);
    let came = program.path("came.csv");
    fs::write(&came, text("figures.csv")).expect("writes");
    program.done(&["import", &other, &came]);
    let back = program.path("back.csv");
    program.done(&["export", &other, "-o", &back]);
    assert!(
        fs::read_to_string(back)
            .expect("reads")
            .contains("Walks to school")
    );
}

#[test]
fn a_local_copy_is_made_put_back_and_ended() {
    let program = Program::new();
    let book = imported(&program);
    let copy = program.done(&["local", &book]).trim().to_owned();
    assert!(copy.ends_with("a.levelbook") && copy != book, "{copy}");
    program.done(&["undo", &copy]);
    assert!(program.done(&["check", &book]).contains("2 figures"));
    let refused = program.refused(&["local", &book, "--end"]);
    assert!(refused.contains("not in its book yet"), "{refused}");
    let said = program.done(&["local", &book, "--put-back", "--end"]);
    assert!(said.contains("has the one change of its copy"), "{said}");
    assert!(program.done(&["check", &book]).contains("0 figures"));
    assert!(!std::path::Path::new(&copy).exists());
    let refused = program.refused(&["local", &book, "--put-back"]);
    assert!(refused.contains("no local copy"), "{refused}");
}
