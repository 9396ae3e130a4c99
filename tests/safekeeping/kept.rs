//! P8: backups are automatic, elsewhere and verified.

use std::path::Path;
use std::sync::atomic::{AtomicI64, Ordering};

use jiff::Timestamp;
use levelbook::book::{
    BackupPlace, BookError, Kept, Pace, Writer, back_up, backups_of, check, peek, recover, restore,
};
use levelbook::message::Explain;

use crate::made::{FIRST, Made, dump, file, import, new_book, now, plain_to_write};

const REVISION: &[Made] = &[("employment-rate", "E12000001", 2023, Ok(73.0))];
const LATER: &[Made] = &[("employment-rate", "E12000001", 2024, Ok(74.0))];

fn revisions(kept: &[Kept]) -> Vec<u64> {
    kept.iter().map(|one| one.revision).collect()
}

fn place(folder: &Path, now: fn() -> Timestamp, pace: Pace) -> BackupPlace {
    BackupPlace {
        folder: folder.join("home").join("backups"),
        now,
        pace,
    }
}

/// A book with one import, closed.
fn closed_book() -> (tempfile::TempDir, std::path::PathBuf) {
    let (folder, path, writer) = new_book();
    import(&writer, &file("a", 1, FIRST)).expect("imports");
    drop(writer);
    (folder, path)
}

#[test]
fn p8_at_most_a_quarter_of_an_hour_of_work_is_at_risk() {
    static CLOCK: AtomicI64 = AtomicI64::new(1_795_348_800);
    fn clock() -> Timestamp {
        Timestamp::from_second(CLOCK.load(Ordering::Relaxed)).expect("a time")
    }
    let minutes = |minutes: i64| CLOCK.fetch_add(minutes * 60, Ordering::Relaxed);
    let (folder, path) = closed_book();
    let place = place(folder.path(), clock, Pace::Eager);
    let kept = || backups_of(&place.folder, &path);
    let opened = dump(&path, &[1]);

    let writer = Writer::open_kept(&path, Some(place.clone())).expect("opens");
    assert_eq!(
        revisions(&kept()),
        [] as [u64; 0],
        "nothing has changed yet"
    );
    import(&writer, &file("a", 2, REVISION)).expect("imports");
    assert_eq!(revisions(&kept()), [1], "as it was before the first change");
    minutes(10);
    import(&writer, &file("b", 1, LATER)).expect("imports");
    assert_eq!(revisions(&kept()), [1]);
    let at_risk = dump(&path, &[1, 2, 3]);
    minutes(6);
    import(
        &writer,
        &file("c", 1, &[("neet", "E12000009", 2024, Ok(3.0))]),
    )
    .expect("imports");
    assert_eq!(revisions(&kept()), [3, 1], "a quarter of an hour later");
    minutes(1);
    let last = dump(&path, &[1, 2, 3, 4]);
    drop(writer);
    assert_eq!(revisions(&kept()), [4, 3, 1], "on closing");
    minutes(60);
    drop(Writer::open_kept(&path, Some(place.clone())).expect("opens"));
    assert_eq!(revisions(&kept()), [4, 3, 1], "nothing has changed since");

    std::fs::remove_file(&path).expect("a disk that dies");
    for (one, expected) in kept().iter().zip([(&last, 4), (&at_risk, 3), (&opened, 1)]) {
        assert!(
            one.path.starts_with(folder.path().join("home")),
            "elsewhere"
        );
        assert_eq!(
            check(&one.path).expect("opens").faults,
            Vec::<String>::new()
        );
        let to = folder
            .path()
            .join(format!("restored {}.levelbook", one.revision));
        let facts = restore(&one.path, &to).expect("restores");
        let imports: Vec<u32> = (1..=expected.1).collect();
        assert_eq!(&dump(&to, &imports), expected.0);
        assert_eq!(facts.revision, u64::from(expected.1));
        assert!(matches!(restore(&one.path, &to), Err(BookError::Exists(_))));
    }
}

#[test]
fn p8_one_command_after_another_backs_up_no_more_than_is_promised() {
    static CLOCK: AtomicI64 = AtomicI64::new(1_795_348_800);
    fn clock() -> Timestamp {
        Timestamp::from_second(CLOCK.load(Ordering::Relaxed)).expect("a time")
    }
    let (folder, path) = closed_book();
    let place = place(folder.path(), clock, Pace::Sparing);
    let kept = || revisions(&backups_of(&place.folder, &path));
    let command = |release: u32, figures: &[Made]| {
        let writer = Writer::open_kept(&path, Some(place.clone())).expect("opens");
        import(&writer, &file("a", release, figures)).expect("imports");
        assert!(writer.close().is_none());
    };
    command(2, REVISION);
    assert_eq!(kept(), [2]);
    CLOCK.fetch_add(14 * 60, Ordering::Relaxed);
    command(3, LATER);
    assert_eq!(kept(), [2]);
    CLOCK.fetch_add(60, Ordering::Relaxed);
    command(4, &[("employment-rate", "E12000001", 2025, Ok(75.0))]);
    assert_eq!(kept(), [4, 2]);
}

#[test]
fn p8_copies_of_a_book_have_backups_of_their_own() {
    let (folder, path) = closed_book();
    let place = place(folder.path(), now, Pace::Eager);
    let copy = folder.path().join("copy.levelbook");
    std::fs::copy(&path, &copy).expect("copies");
    let change = |book: &Path, figures: &[Made]| {
        let writer = Writer::open_kept(book, Some(place.clone())).expect("opens");
        import(&writer, &file("a", 2, figures)).expect("imports");
        drop(writer);
    };
    change(&path, REVISION);
    change(&copy, LATER);
    let of = |book: &Path| {
        let kept = backups_of(&place.folder, book);
        let own = |one: &&Kept| one.of_other.is_none();
        let other = kept.iter().find_map(|one| one.of_other.clone());
        (
            revisions(&kept.iter().filter(own).cloned().collect::<Vec<Kept>>()),
            kept,
            other,
        )
    };
    let (first, all, other) = of(&path);
    assert_eq!(
        (first.as_slice(), other.as_deref()),
        ([2, 1].as_slice(), Some(copy.as_path()))
    );
    // Each state of either is kept, its own first.
    assert_eq!(revisions(&all), [2, 1, 2, 1]);
    let (second, all, other) = of(&copy);
    assert_eq!(
        (second.as_slice(), other.as_deref()),
        ([2, 1].as_slice(), Some(path.as_path()))
    );
    let to = folder.path().join("restored.levelbook");
    restore(&all[0].path, &to).expect("restores");
    assert_eq!(dump(&to, &[1, 2]), dump(&copy, &[1, 2]));
    // A book that is moved takes its backups along.
    let moved = folder.path().join("moved.levelbook");
    std::fs::rename(&path, &moved).expect("moves");
    assert_eq!(of(&moved).0, [2, 1]);
    let writer = Writer::open_kept(&moved, Some(place.clone())).expect("opens");
    import(&writer, &file("b", 1, LATER)).expect("imports");
    drop(writer);
    assert_eq!(of(&moved).0, [3, 2, 1]);
    assert_eq!(of(&copy).2.as_deref(), Some(moved.as_path()));
}

#[test]
fn p8_a_backup_that_fails_is_told_and_stops_nobody() {
    let (folder, path) = closed_book();
    let place = place(folder.path(), now, Pace::Eager);
    std::fs::write(
        folder.path().join("home"),
        "a file where a folder should be",
    )
    .expect("writes");
    let writer = Writer::open_kept(&path, Some(place.clone())).expect("opens");
    import(&writer, &file("a", 2, REVISION)).expect("imports all the same");
    let told = writer.take_trouble().expect("told").explain();
    assert!(told.headline.starts_with("No backup"), "{told}");
    assert!(
        !told.headline.contains("SQLITE") && !told.next.is_empty(),
        "{told}"
    );
    assert!(back_up(&path, &place).is_err());
}

#[test]
fn p8_the_name_that_a_book_gives_itself_never_leads_out_of_the_folder() {
    let (folder, path) = closed_book();
    let place = place(folder.path(), now, Pace::Eager);
    for uuid in ["../../out", "/out", "", "C:\\out", "a/../../../out"] {
        plain_to_write(&path)
            .execute("UPDATE meta SET book_uuid = ?1", [uuid])
            .expect("changes");
        let kept = back_up(&path, &place).expect("backs up");
        let within = kept.path.strip_prefix(&place.folder).expect("inside");
        assert_eq!(within.components().count(), 2, "{uuid}");
        assert!(!backups_of(&place.folder, &path).is_empty(), "{uuid}");
    }
}

#[test]
fn p8_what_a_cut_off_backup_left_goes_with_the_next() {
    let (folder, path) = closed_book();
    let place = place(folder.path(), now, Pace::Eager);
    let kept = back_up(&path, &place).expect("backs up");
    let left = kept.path.with_file_name(".new-book-abc");
    std::fs::write(&left, "half").expect("writes");
    std::fs::remove_file(&kept.path).expect("removes");
    back_up(&path, &place).expect("backs up");
    assert!(!left.exists());
}

/// A backup that went bad is found out before anything is written back.
#[test]
fn p8_a_damaged_backup_is_not_restored() {
    let (folder, path) = closed_book();
    let place = place(folder.path(), now, Pace::Eager);
    let kept = back_up(&path, &place).expect("backs up");
    let mut bytes = std::fs::read(&kept.path).expect("reads");
    let middle = bytes.len() / 2 / 4096 * 4096;
    bytes[middle..middle + 4096].fill(0xa5);
    std::fs::write(&kept.path, bytes).expect("writes");
    let to = folder.path().join("b.levelbook");
    assert!(matches!(
        restore(&kept.path, &to),
        Err(BookError::Damaged(..))
    ));
    assert!(!to.exists());
    assert!(peek(&path).is_ok());
    recover(&kept.path, &to, now()).expect("what can be read");
}
