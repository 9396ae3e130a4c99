//! A book in a shared folder is worked on as a local copy and put back, unless it moved on there.

use std::path::{Path, PathBuf};

use levelbook::book::{
    BackupPlace, LocalCopy, LocalCopyError, Pace, Writer, backups_of, check, local_copy, peek,
    work_locally,
};
use levelbook::message::Explain;

use crate::made::{FIRST, Made, dump, file, import, now};

const LATER: &[Made] = &[("employment-rate", "E12000001", 2024, Ok(74.0))];

struct Desk {
    folder: tempfile::TempDir,
    book: PathBuf,
}

impl Desk {
    /// A shared folder with a book of five figures.
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let book = folder.path().join("a.levelbook");
        let writer = Writer::create_unkept(&book, now()).expect("makes");
        import(&writer, &file("a", 1, FIRST)).expect("imports");
        Self { folder, book }
    }

    fn copies(&self) -> PathBuf {
        self.folder.path().join("home").join("local copies")
    }

    fn copy(&self) -> LocalCopy {
        work_locally(&self.copies(), &self.book).expect("makes a copy")
    }

    fn place(&self) -> BackupPlace {
        BackupPlace {
            folder: self.folder.path().join("home").join("backups"),
            now,
            pace: Pace::Sparing,
        }
    }
}

fn change(path: &Path, name: &str) {
    let writer = Writer::open_kept(path, None).expect("opens");
    import(&writer, &file(name, 1, LATER)).expect("imports");
}

#[test]
fn what_was_done_on_a_local_copy_is_put_back() {
    let desk = Desk::new();
    let before = dump(&desk.book, &[1]);
    let copy = desk.copy();
    assert!(copy.path.starts_with(desk.copies()));
    assert_eq!(copy.changes().expect("reads"), 0);
    change(&copy.path, "b");
    assert_eq!(
        dump(&desk.book, &[1]),
        before,
        "nothing is written there yet"
    );
    assert_eq!(copy.changes().expect("reads"), 1);
    let error = copy.end(None).expect_err("has a change");
    assert!(error.explain().headline.contains("not in its book yet"));

    let place = desk.place();
    assert_eq!(copy.put_back(Some(&place)).expect("puts back"), 1);
    assert_eq!(dump(&desk.book, &[1, 2]), dump(&copy.path, &[1, 2]));
    assert!(check(&desk.book).expect("opens").is_sound());
    let kept = backups_of(&place.folder, &desk.book);
    assert_eq!(kept.len(), 1, "as it was before it was replaced");
    assert_eq!(peek(&kept[0].path).expect("opens").imports, 1);

    let copy = local_copy(&desk.copies(), &desk.book).expect("is known");
    assert_eq!(copy.changes().expect("reads"), 0);
    assert_eq!(Some(&copy), local_copy(&desk.copies(), &copy.path).as_ref());
    copy.end(Some(&place)).expect("ends");
    assert!(!copy.path.exists());
    assert_eq!(local_copy(&desk.copies(), &desk.book), None);
    assert_eq!(check(&desk.book).expect("opens").imports, 2);
}

#[test]
fn where_the_book_moved_on_nothing_is_written() {
    let desk = Desk::new();
    let copy = desk.copy();
    change(&copy.path, "mine");
    change(&desk.book, "theirs");
    let bytes = |path: &Path| std::fs::read(path).expect("reads");
    let (theirs, mine) = (bytes(&desk.book), bytes(&copy.path));
    let error = copy.put_back(None).expect_err("both were changed");
    assert!(matches!(error, LocalCopyError::MovedOn(_)), "{error:?}");
    let said = error.explain();
    assert!(said.headline.contains("was changed there since"), "{said}");
    assert!(!said.next.is_empty());
    assert_eq!((bytes(&desk.book), bytes(&copy.path)), (theirs, mine));
    // It goes on with the same copy, and never makes it anew over changes.
    assert_eq!(desk.copy().changes().expect("reads"), 1);
}

#[test]
fn a_copy_without_changes_follows_its_book_and_a_lost_book_is_put_back() {
    let desk = Desk::new();
    drop(desk.copy());
    change(&desk.book, "theirs");
    let copy = desk.copy();
    assert_eq!(check(&copy.path).expect("opens").imports, 2);
    change(&copy.path, "mine");
    std::fs::remove_file(&desk.book).expect("removes");
    let again = desk.copy();
    assert_eq!(again, copy, "it is found without its book");
    assert_eq!(again.put_back(None).expect("puts back"), 1);
    assert_eq!(check(&desk.book).expect("opens").imports, 3);
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_written_to_keeps_the_change_here() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::new();
    let shared = desk.folder.path().join("shared");
    std::fs::create_dir(&shared).expect("makes");
    let book = shared.join("b.levelbook");
    std::fs::rename(&desk.book, &book).expect("moves");
    let copy = work_locally(&desk.copies(), &book).expect("makes a copy");
    change(&copy.path, "mine");
    std::fs::set_permissions(&shared, std::fs::Permissions::from_mode(0o555)).expect("sets");
    let root = std::fs::write(shared.join("x"), "").is_ok();
    let outcome = copy.put_back(None);
    std::fs::set_permissions(&shared, std::fs::Permissions::from_mode(0o755)).expect("sets");
    if !root {
        assert!(outcome.is_err());
        assert_eq!(copy.changes().expect("reads"), 1);
    }
    assert!(check(&book).expect("opens").is_sound());
}

#[test]
fn a_copy_that_a_crash_left_without_its_note_stays_and_does_not_stand_in_the_way() {
    let desk = Desk::new();
    let copy = desk.copy();
    change(&copy.path, "b");
    let kept = dump(&copy.path, &[1, 2]);
    let beside = copy.path.parent().expect("a folder").to_owned();
    std::fs::remove_file(beside.join("original.json")).expect("removes");
    let anew = desk.copy();
    assert_eq!(anew.changes().expect("reads"), 0);
    assert_eq!(dump(&anew.path, &[1]), dump(&desk.book, &[1]));
    anew.end(None).expect("ends");
    assert!(local_copy(&desk.copies(), &desk.book).is_none());
    assert_eq!(dump(&beside.join("a.1.levelbook"), &[1, 2]), kept);
}
