//! What is written: once, whole or not at all, and taken back without a trace.

use std::sync::atomic::{AtomicU64, Ordering};

use levelbook::book::{BookError, Reader, backup, check};
use levelbook::domain::{GoalLink, LinkKind, PeopleGroup, Period, Subject};
use levelbook::import::ReviewedObservation;
use levelbook::message::Progress;

use crate::made::{FIRST, Made, dump, file, import, new_book, now, plain, plain_to_write};

#[test]
fn the_same_file_again_changes_nothing() {
    let (_folder, path, writer) = new_book();
    import(&writer, &file("figures", 1, FIRST)).expect("imports");
    let before = std::fs::read(&path).expect("reads");
    let outcome = import(&writer, &file("figures", 1, FIRST)).expect("imports");
    assert_eq!((outcome.import, outcome.already_imported), (None, Some(1)));
    assert_eq!(std::fs::read(&path).expect("reads"), before);

    import(
        &writer,
        &file("figures", 2, &[(FIRST[0].0, FIRST[0].1, 2022, Ok(1.0))]),
    )
    .expect("a revision");
    let again = import(&writer, &file("figures", 1, FIRST)).expect("imports");
    assert_eq!(again.already_imported, Some(1), "also after a revision");
}

#[test]
fn undo_leaves_the_book_as_if_the_import_had_never_been() {
    let (_folder, path, writer) = new_book();
    let empty = dump(&path, &[]);
    import(&writer, &file("a", 1, FIRST)).expect("imports");
    let first = dump(&path, &[1]);
    let revision: &[Made] = &[
        ("employment-rate", "E12000001", 2023, Ok(73.0)),
        ("employment-rate", "E12000001", 2024, Ok(73.4)),
        ("neet", "E12000009", 2024, Ok(3.0)),
    ];
    import(&writer, &file("a", 2, revision)).expect("imports");
    assert_ne!(dump(&path, &[1]), first);
    let undone = writer.undo_import(None, now()).expect("undoes");
    assert_eq!((undone.number, undone.undone), (2, true));
    assert_eq!(dump(&path, &[1]), first);
    writer.undo_import(Some(1), now()).expect("undoes");
    assert_eq!(dump(&path, &[]), empty);
    assert_eq!(
        plain(&path).query_row("SELECT revision FROM meta", [], |row| row.get::<_, i64>(0)),
        Ok(4)
    );
}

#[test]
fn a_revision_supersedes_and_its_undo_revives() {
    let (_folder, path, writer) = new_book();
    let value = |given| [("pay-gap", "00123", 2023, given)];
    import(&writer, &file("a", 1, &value(Ok(10.0)))).expect("imports");
    let second = import(&writer, &file("a", 2, &value(Ok(9.0)))).expect("imports");
    assert_eq!(
        second.import.map(|of| (of.added, of.superseded)),
        Some((0, 1))
    );
    let third = import(&writer, &file("a", 3, &value(Ok(9.0)))).expect("imports");
    assert_eq!(
        third.import.map(|of| (of.superseded, of.unchanged)),
        Some((0, 1))
    );
    let reader = Reader::open(&path).expect("opens");
    let history = || {
        reader
            .cell_history(
                &"pay-gap".into(),
                &"00123".into(),
                Period::calendar_year(2023).expect("a year"),
                &PeopleGroup::all(),
            )
            .expect("reads")
            .into_iter()
            .map(|of| {
                let number = of.observation.origin.import;
                (number, of.observation.value(), of.current, of.confirms)
            })
            .collect::<Vec<_>>()
    };
    assert_eq!(
        history(),
        [
            (3, Some(9.0), false, true),
            (2, Some(9.0), true, false),
            (1, Some(10.0), false, false)
        ]
    );
    writer.undo_import(Some(2), now()).expect("undoes");
    assert_eq!(
        history(),
        [(3, Some(9.0), true, false), (1, Some(10.0), false, false)],
        "what a later import found again stands"
    );
    writer.undo_import(Some(3), now()).expect("undoes");
    assert_eq!(history(), [(1, Some(10.0), true, false)]);

    import(&writer, &file("a", 4, &value(Ok(8.0)))).expect("imports");
    import(&writer, &file("a", 5, &value(Ok(10.0)))).expect("imports");
    writer.undo_import(Some(4), now()).expect("undoes");
    assert_eq!(
        history(),
        [(5, Some(10.0), false, true), (1, Some(10.0), true, false)],
        "a figure that went and came back is the same figure once its absence is undone"
    );

    import(&writer, &file("a", 6, &value(Ok(8.0)))).expect("imports");
    import(&writer, &file("a", 7, &value(Ok(10.0)))).expect("imports");
    import(&writer, &file("a", 8, &value(Ok(7.0)))).expect("imports");
    writer.undo_import(Some(6), now()).expect("undoes");
    let current: Vec<u32> = history().iter().filter(|of| of.2).map(|of| of.0).collect();
    assert_eq!(current, [8], "and does not stand beside its successor");
}

#[test]
fn a_cancelled_import_leaves_the_book_as_it_was() {
    struct Impatient(AtomicU64);
    impl Progress for Impatient {
        fn report(&self, done: u64, _total: u64, _words: &str) {
            self.0.store(done, Ordering::Relaxed);
        }
        fn is_cancelled(&self) -> bool {
            self.0.load(Ordering::Relaxed) > 0
        }
    }
    let (_folder, path, writer) = new_book();
    import(&writer, &file("a", 1, FIRST)).expect("imports");
    let before = std::fs::read(&path).expect("reads");
    let mut many = file("b", 1, FIRST);
    let sheet = &mut many.sheets[0];
    sheet.subjects = (0..60_000)
        .map(|code| Subject::place(&format!("X{code}"), "Somewhere"))
        .collect();
    let one = sheet.observations.get(0).expect("a figure");
    sheet.observations = (0..60_000)
        .map(|subject| ReviewedObservation {
            subject,
            ..one.clone()
        })
        .collect();
    let stopped = writer
        .import(many, now(), &Impatient(AtomicU64::new(0)))
        .expect_err("stopped");
    assert!(matches!(stopped, BookError::Cancelled), "{stopped}");
    assert_eq!(std::fs::read(&path).expect("reads"), before);
}

#[test]
fn a_file_without_figures_is_refused() {
    let (_folder, _path, writer) = new_book();
    let refused = import(&writer, &file("notes", 1, &[])).expect_err("refused");
    assert!(matches!(refused, BookError::NoFigures(_)));
}

#[test]
fn two_figures_for_one_place_are_a_problem_with_its_cell() {
    let (_folder, path, writer) = new_book();
    let twice: &[Made] = &[
        ("neet", "E12000001", 2023, Ok(5.0)),
        ("neet", "E12000001", 2023, Ok(5.0)),
        ("neet", "E12000001", 2023, Ok(6.0)),
    ];
    import(&writer, &file("a", 1, twice)).expect("imports");
    let reader = Reader::open(&path).expect("opens");
    let record = reader.import(1).expect("reads").expect("is there");
    let told: Vec<String> = record
        .problems
        .iter()
        .map(|of| format!("{} {} {}", of.code, of.origin.cell(), of.raw))
        .collect();
    assert_eq!(told, ["figure-given-twice D4 6"]);
    let again = import(&writer, &file("a", 1, twice)).expect("imports");
    assert_eq!(again.already_imported, Some(1));
}

#[test]
fn the_users_goals_win_and_outlive_the_figures() {
    let (_folder, path, writer) = new_book();
    let neet: &[Made] = &[("neet", "E12000001", 2023, Ok(5.0))];
    import(&writer, &file("a", 1, neet)).expect("imports");
    let goals = || -> Vec<(u32, bool)> {
        let reader = Reader::open(&path).expect("opens");
        let links = reader.goal_links().expect("reads");
        links.iter().map(|of| (of.goal, of.by_user)).collect()
    };
    assert_eq!(goals(), [(5, false)]);
    let link = |goal| GoalLink {
        framework: "levelling-up-goals".to_owned(),
        goal,
        indicator: "neet".into(),
        kind: LinkKind::Main,
        by_user: true,
    };
    writer
        .set_goals(&"neet".into(), vec![link(3)], now())
        .expect("sets");
    import(&writer, &file("a", 2, neet)).expect("imports");
    assert_eq!(goals(), [(3, true)]);
    writer.undo_import(None, now()).expect("undoes");
    writer.undo_import(None, now()).expect("undoes");
    assert_eq!(goals(), [], "no figures, no links");
    import(&writer, &file("a", 3, neet)).expect("imports");
    assert_eq!(goals(), [(3, true)]);
    writer
        .set_goals(&"neet".into(), Vec::new(), now())
        .expect("sets");
    assert_eq!(goals(), [], "no goal is a choice too");
    let refused = writer.set_goals(&"neet".into(), vec![link(99)], now());
    assert!(matches!(refused, Err(BookError::NoSuchGoal(_, 99))));
}

#[test]
fn a_copy_is_the_same_book_and_takes_no_files_place() {
    let (folder, path, writer) = new_book();
    import(&writer, &file("figures", 1, FIRST)).expect("imports");
    writer.mark_sample().expect("marks");
    let copy = folder.path().join("copy.levelbook");
    writer.copy_to(&copy).expect("copies");
    assert_eq!(dump(&copy, &[1]), dump(&path, &[1]));
    assert!(
        Reader::open(&copy)
            .expect("opens")
            .summary()
            .expect("reads")
            .sample
    );
    assert!(matches!(writer.copy_to(&copy), Err(BookError::Exists(_))));
    assert_eq!(check(&copy).expect("opens").faults, Vec::<String>::new());
    assert!(matches!(backup(&path, &copy), Err(BookError::Exists(_))));
    let names: Vec<_> = std::fs::read_dir(folder.path())
        .expect("reads")
        .map(|of| of.expect("reads").file_name())
        .filter(|name| !name.to_string_lossy().starts_with(".~lock."))
        .collect();
    assert_eq!(names.len(), 2, "nothing else is left: {names:?}");
}

#[test]
fn an_undo_that_cannot_be_is_said() {
    let (_folder, _path, writer) = new_book();
    assert!(matches!(
        writer.undo_import(None, now()),
        Err(BookError::NothingToUndo)
    ));
    assert!(matches!(
        writer.undo_import(Some(7), now()),
        Err(BookError::NoSuchImport(7))
    ));
    import(&writer, &file("a", 1, FIRST)).expect("imports");
    writer.undo_import(Some(1), now()).expect("undoes");
    assert!(matches!(
        writer.undo_import(Some(1), now()),
        Err(BookError::AlreadyUndone(1))
    ));
    let again = import(&writer, &file("a", 1, FIRST)).expect("imports");
    assert_eq!(
        again.import.map(|of| of.number),
        Some(2),
        "an undone import may come again"
    );
}

#[test]
fn a_copy_of_a_book_that_is_being_written_is_whole_or_is_not_made() {
    let (folder, path, writer) = new_book();
    import(&writer, &file("figures", 1, FIRST)).expect("imports");
    let reader = Reader::open(&path).expect("opens");
    let other = plain_to_write(&path);
    other.execute_batch("BEGIN EXCLUSIVE").expect("begins");
    let copy = folder.path().join("copy.levelbook");
    assert!(matches!(reader.copy_to(&copy), Err(BookError::Busy(_))));
    assert!(!copy.exists());
    other.execute_batch("ROLLBACK").expect("ends");
    reader.copy_to(&copy).expect("copies");
    assert_eq!(dump(&copy, &[1]), dump(&path, &[1]));
}
