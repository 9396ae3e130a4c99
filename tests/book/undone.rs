//! Every action can be undone and done again, in any sequence and across restarts: the book is each time exactly what it was.

use proptest::collection::vec;
use proptest::prelude::*;

use crate::acting::{Move, desk, exact, placed, recipe, step};
use crate::made::{FIRST, file, import, new_book, now, plain, plain_to_write};
use jiff::SignedDuration;
use levelbook::book::{BookError, Reader, Writer, check};
use levelbook::domain::State;
use levelbook::message::Unwatched;

/// 500 for the long run.
fn cases() -> u32 {
    std::env::var("LEVELBOOK_SEQUENCES")
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(40)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn after_undo_and_redo_the_book_is_what_it_was_then(moves in vec(step(), 1..16)) {
        let mut desk = desk();
        let mut states = vec![exact(&desk.path)];
        let mut at = 0;
        for one in &moves {
            match one {
                Move::Undo if at > 0 => {
                    desk.writer().undo(now(), &Unwatched).expect("undoes");
                    at -= 1;
                }
                Move::Undo => {
                    let refused = desk.writer().undo(now(), &Unwatched);
                    prop_assert!(matches!(refused, Err(BookError::NothingToUndo)), "{:?}", refused);
                }
                Move::Redo if at + 1 < states.len() => {
                    desk.writer().redo(now(), &Unwatched).expect("does again");
                    at += 1;
                }
                Move::Redo => {
                    let refused = desk.writer().redo(now(), &Unwatched);
                    prop_assert!(matches!(refused, Err(BookError::NothingToRedo)), "{:?}", refused);
                }
                other => {
                    desk.act(other);
                    if desk.kept().0 > at {
                        states.truncate(at + 1);
                        states.push(exact(&desk.path));
                        at += 1;
                    }
                }
            }
            prop_assert_eq!(&exact(&desk.path), &states[at], "after {:?}", one);
            prop_assert_eq!(desk.kept(), (at, states.len() - 1 - at));
        }
        desk.act(&Move::Kill);
        prop_assert_eq!(check(&desk.path).expect("opens").faults, Vec::<String>::new());
        while at > 0 {
            desk.writer().undo(now(), &Unwatched).expect("undoes");
            at -= 1;
            prop_assert_eq!(&exact(&desk.path), &states[at]);
        }
        desk.act(&Move::Restart);
        while at + 1 < states.len() {
            desk.writer().redo(now(), &Unwatched).expect("does again");
            at += 1;
            prop_assert_eq!(&exact(&desk.path), &states[at]);
        }
        prop_assert_eq!(check(&desk.path).expect("opens").faults, Vec::<String>::new());
    }
}

#[test]
fn an_import_that_was_taken_back_comes_back_to_where_the_others_have_moved() {
    let mut desk = desk();
    let figure = || {
        vec![(
            "employment-rate",
            "E12000001",
            2022,
            Err(State::Confidential),
        )]
    };
    for _ in 0..3 {
        desk.act(&Move::Import(figure()));
    }
    let standing = exact(&desk.path);
    desk.act(&Move::TakeBack(0));
    desk.act(&Move::Earlier(0, figure()));
    for _ in 0..2 {
        desk.writer().undo(now(), &Unwatched).expect("undoes");
    }
    assert_eq!(exact(&desk.path), standing);
    let places: i64 = plain(&desk.path)
        .query_row("SELECT count(DISTINCT place) FROM imports", [], |row| {
            row.get(0)
        })
        .expect("reads");
    assert_eq!(places, 4, "each import has a place of its own");
}

fn names(path: &std::path::Path) -> (Option<String>, Option<String>) {
    let history = Reader::open(path)
        .expect("opens")
        .history_of_actions()
        .expect("reads");
    (history.undo, history.redo)
}

#[test]
fn what_will_be_undone_and_done_again_is_named() {
    let (_folder, path, writer) = new_book();
    assert_eq!(names(&path), (None, None));
    import(&writer, &file("ks4", 1, FIRST)).expect("imports");
    writer
        .set_goals(&"pay-gap".into(), placed("pay-gap", &[3]), now())
        .expect("places");
    writer.keep_recipe(recipe(0, 1), now()).expect("keeps");
    let expected = |name: &str| Some(name.to_owned());
    assert_eq!(names(&path).0, expected("keeping the recipe “one”"));
    let step = writer.undo(now(), &Unwatched).expect("undoes");
    assert_eq!(step.name, "keeping the recipe “one”");
    assert_eq!(
        names(&path),
        (
            expected("placing pay-gap under goals"),
            expected("keeping the recipe “one”")
        )
    );
    writer.undo(now(), &Unwatched).expect("undoes");
    assert_eq!(names(&path).0, expected("import of ks4.csv"));
    let step = writer.undo(now(), &Unwatched).expect("undoes");
    assert!(step.import.is_some_and(|import| import.undone));
    assert_eq!(names(&path), (None, expected("import of ks4.csv")));
    assert!(matches!(
        writer.undo(now(), &Unwatched),
        Err(BookError::NothingToUndo)
    ));
    let step = writer.redo(now(), &Unwatched).expect("does again");
    assert!(step.import.is_some_and(|import| !import.undone));
    writer.undo_import(Some(1), now()).expect("takes back");
    assert_eq!(names(&path), (expected("taking back ks4.csv"), None));
}

#[test]
fn what_is_old_or_too_much_is_forgotten_and_the_last_import_still_comes_back() {
    let (_folder, path, writer) = new_book();
    import(&writer, &file("a", 1, FIRST)).expect("imports");
    for at in 0..205usize {
        let mut one = recipe(0, at);
        one.dataset = format!("{at}");
        writer.keep_recipe(one, now()).expect("keeps");
    }
    let count = |path| {
        plain(path)
            .query_row("SELECT count(*) FROM undo_actions", [], |row| {
                row.get::<_, u32>(0)
            })
            .expect("reads")
    };
    assert_eq!(count(&path), 200);
    let later = now() + SignedDuration::from_hours(31 * 24);
    writer.keep_recipe(recipe(1, 0), later).expect("keeps");
    assert_eq!(count(&path), 1);
    writer.undo(later, &Unwatched).expect("undoes");
    let step = writer.undo(later, &Unwatched).expect("the import");
    assert_eq!(step.name, "import of a.csv");
    assert!(matches!(
        writer.undo(later, &Unwatched),
        Err(BookError::NothingToUndo)
    ));
    writer.redo(later, &Unwatched).expect("the import");
    let step = writer.redo(later, &Unwatched).expect("the recipe");
    assert!(step.name.starts_with("keeping the recipe"), "{}", step.name);
}

#[test]
fn a_statement_of_a_stranger_does_nothing_but_change_rows_of_the_journalled_tables() {
    for planted in [
        "DELETE FROM observations",
        "DELETE FROM meta",
        "UPDATE meta SET revision = 9",
        "DELETE FROM undo_actions",
        "DELETE FROM undo_statements",
        "INSERT INTO undo_statements VALUES (1, 99, 'x')",
        "DROP TABLE observations",
        "CREATE TABLE mine (a)",
        "CREATE TEMP TRIGGER undo_mine AFTER INSERT ON goals_chosen BEGIN DELETE FROM meta; END",
        "PRAGMA user_version = 3",
        "ATTACH ':memory:' AS other",
        "VACUUM",
        "SELECT 1",
        "INSERT INTO goals_chosen SELECT code FROM indicators",
        "INSERT INTO goals_chosen VALUES (hex(randomblob(4)))",
        "DELETE FROM goals_chosen; DELETE FROM meta",
        "COMMIT",
        "",
        "nonsense",
    ] {
        let (folder, path, writer) = new_book();
        import(&writer, &file("a", 1, FIRST)).expect("imports");
        writer.keep_recipe(recipe(0, 1), now()).expect("keeps");
        drop(writer);
        plain_to_write(&path)
            .execute("UPDATE undo_statements SET statement = ?1", [planted])
            .expect("plants");
        let before = exact(&path);
        let writer = Writer::open(&path).expect("opens");
        assert!(writer.undo(now(), &Unwatched).is_err(), "{planted}");
        assert_eq!(exact(&path), before, "{planted}");
        assert_eq!(names(&path).0.as_deref(), Some("keeping the recipe “one”"));
        writer
            .keep_recipe(recipe(1, 1), now())
            .expect("the writer goes on");
        drop(folder);
    }
}

#[test]
fn an_action_that_fails_or_changes_nothing_leaves_what_can_be_done_again() {
    let (_folder, path, writer) = new_book();
    writer.keep_recipe(recipe(0, 1), now()).expect("keeps");
    writer.undo(now(), &Unwatched).expect("undoes");
    let before = exact(&path);
    assert!(writer.remove_recipe("none", now()).is_err());
    assert_eq!(exact(&path), before);
    assert!(names(&path).1.is_some());
    writer.keep_recipe(recipe(1, 1), now()).expect("keeps");
    assert_eq!(names(&path).1, None, "a new action ends what was undone");
}

#[test]
fn a_text_of_any_length_and_of_any_signs_comes_back_whole() {
    let (_folder, path, writer) = new_book();
    let mut long = recipe(1, 0);
    long.dataset = "'’\u{0}\n”; -- é🙂".repeat(20_000);
    writer.keep_recipe(long.clone(), now()).expect("keeps");
    let with = exact(&path);
    writer.remove_recipe(&long.name, now()).expect("removes");
    let without = exact(&path);
    assert!(with != without);
    writer.undo(now(), &Unwatched).expect("undoes");
    assert!(exact(&path) == with, "it is whole again");
    writer.redo(now(), &Unwatched).expect("does again");
    assert!(exact(&path) == without);
}

#[test]
fn drafts_come_back_and_are_no_action() {
    let (_folder, path, writer) = new_book();
    let revision = Reader::open(&path)
        .expect("opens")
        .revision()
        .expect("reads");
    writer
        .keep_draft("recipe name", Some("One".to_owned()), now())
        .expect("keeps");
    writer
        .keep_draft("recipe name", Some("One t".to_owned()), now())
        .expect("keeps");
    writer
        .keep_draft("note", Some("x".to_owned()), now())
        .expect("keeps");
    writer.keep_draft("note", None, now()).expect("forgets");
    drop(writer);
    let reader = Reader::open(&path).expect("opens");
    assert_eq!(
        reader.drafts().expect("reads"),
        [("recipe name".to_owned(), "One t".to_owned())]
    );
    assert_eq!(reader.revision().expect("reads"), revision);
    assert_eq!(names(&path), (None, None));
}
