//! It lasts: thousands of actions on one book in one process, without a panic and without growing.

use std::fmt::Write as _;
use std::path::Path;

use levelbook::actions::{self, RecipeChoice};
use levelbook::book::{ImportTerms, Reader, Writer, check};
use levelbook::import::{ReadingChoices, WorkerProgram};
use levelbook::message::Unwatched;
use levelbook::questions::Question;

use crate::{Reach, reach};

/// Memory of this process that is in use, in KB.
fn memory() -> u64 {
    let about = std::fs::read_to_string("/proc/self/status").expect("reads");
    let line = about.lines().find(|line| line.starts_with("RssAnon:"));
    let digits = line.and_then(|line| line.split_whitespace().nth(1));
    digits
        .and_then(|digits| digits.parse().ok())
        .expect("a number")
}

fn table(path: &Path, turn: usize) {
    let mut text = "areacd,areanm,indicator,period,observation,unit,status\n".to_owned();
    for area in 1..10 {
        let value = (turn * 7 + area) % 97;
        writeln!(
            text,
            "E1200000{area},Region {area},Made-up rate,2023,{value}.5,%,"
        )
        .expect("text");
    }
    std::fs::write(path, text).expect("writes");
}

#[test]
fn thousands_of_actions_leave_memory_and_book_as_they_were() {
    let actions = match reach() {
        Reach::Short => 60,
        Reach::Quick => 1_000,
        // Each round is four actions.
        Reach::Full => 2_500,
    };
    let folder = tempfile::tempdir().expect("a folder");
    let (book, file, out) = (
        folder.path().join("a.levelbook"),
        folder.path().join("figures.csv"),
        folder.path().join("out.csv"),
    );
    let now = jiff::Timestamp::UNIX_EPOCH;
    let writer = Writer::create(&book, now).expect("a new book");
    let question =
        Question::from_address("ranking?indicator=made-up-rate&areas=region").expect("a question");
    let (mut early, mut size) = (0, 0);
    for turn in 0..actions {
        table(&file, turn);
        let reader = Reader::open(&book).expect("opens");
        let read = (&ReadingChoices::default(), &RecipeChoice::Recognised);
        let read = actions::read_file(&reader, &file, read, &WorkerProgram::here(), &Unwatched)
            .expect("reads");
        let terms = ImportTerms {
            recipe: read.recipe,
            ..ImportTerms::default()
        };
        actions::write_review_on(&writer, read.review, terms, now, &Unwatched).expect("writes");
        let reader = Reader::open(&book).expect("opens");
        let answer = question.answer(&reader).expect("answers");
        assert_eq!(answer.rows.len(), 9);
        actions::export_answer(&answer, &out, now).expect("exports");
        writer.undo_import(None, now).expect("undoes");
        if turn == actions / 4 {
            early = memory();
            size = std::fs::metadata(&book).expect("a book").len();
        }
    }
    let (late, grown) = (memory(), std::fs::metadata(&book).expect("a book").len());
    println!(
        "P22 lasting: {actions} rounds of import, answer, export and undo: {early} KB after a quarter, {late} KB at the end; \
         the book {size} and {grown} bytes"
    );
    assert_eq!(check(&book).expect("opens").faults, Vec::<String>::new());
    // A short run is still filling its caches.
    let filling = if actions >= 2_500 { 0 } else { 4_096 };
    assert!(
        late <= early + early / 20 + filling,
        "{early} KB became {late} KB"
    );
    // Of so many imports that can no longer be brought back it is kept that they were there, and then of no more.
    assert!(
        actions < 2_500 || grown <= size + size / 20,
        "{size} bytes became {grown}"
    );
}
