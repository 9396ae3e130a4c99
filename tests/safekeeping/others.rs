//! P11 to P14: a second person, a change behind our back, a file that goes, a folder that cannot be written to.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use levelbook::book::{BookError, Opened, Presence, Reader, Writer, check, hold};
use levelbook::message::Explain;

use crate::made::{FIRST, Made, dump, file, import, new_book, now, plain_to_write};

const REVISION: &[Made] = &[("employment-rate", "E12000001", 2023, Ok(73.0))];
const HELD: &str = "LEVELBOOK_TEST_HOLDS";

/// Not a test of its own: the program beside it, which holds a book open until it is ended.
#[test]
fn a_program_that_holds_a_book() {
    let Some(book) = std::env::var_os(HELD) else {
        return;
    };
    let writer = Writer::open(Path::new(&book)).expect("opens");
    std::fs::write(PathBuf::from(&book).with_extension("ready"), "").expect("writes");
    std::thread::sleep(Duration::from_mins(1));
    drop(writer);
}

fn other_program(book: &Path) -> Child {
    let program = std::env::current_exe().expect("this program");
    let child = Command::new(program)
        .args(["others::a_program_that_holds_a_book", "--exact"])
        .env(HELD, book)
        .env("USER", "mary")
        .env("HOSTNAME", "DESK-12")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("starts");
    let begun = Instant::now();
    while !book.with_extension("ready").exists() {
        assert!(
            begun.elapsed() < Duration::from_secs(30),
            "it never opened the book"
        );
        std::thread::sleep(Duration::from_millis(20));
    }
    child
}

fn lock_of(book: &Path) -> PathBuf {
    let name = book
        .file_name()
        .expect("a name")
        .to_string_lossy()
        .into_owned();
    book.with_file_name(format!(".~lock.{name}#"))
}

#[test]
fn p11_the_second_to_open_hears_who_is_there_and_a_dead_program_holds_nothing() {
    let (_folder, path, writer) = new_book();
    import(&writer, &file("a", 1, FIRST)).expect("imports");
    drop(writer);
    assert!(!lock_of(&path).exists(), "nothing is left of a lock");
    let mut other = other_program(&path);
    for refused in [Writer::open(&path).err(), hold(&path).err()] {
        let Some(BookError::InUse(_, holder)) = &refused else {
            panic!("{refused:?}");
        };
        assert_eq!(
            (holder.user.as_str(), holder.host.as_str()),
            ("mary", "DESK-12")
        );
        assert_eq!(holder.pid, other.id());
        assert!(holder.since.starts_with("20"), "{holder:?}");
        let said = refused.map(|error| error.explain()).expect("refused");
        assert!(
            said.headline.contains("mary on DESK-12, since 20"),
            "{said}"
        );
        assert!(said.next.contains("copy"), "{said}");
    }
    let reader = Reader::open(&path).expect("reading is open to all");
    assert_eq!(reader.summary().expect("reads").figures, 5);

    other.kill().expect("ends");
    other.wait().expect("ended");
    assert!(lock_of(&path).exists(), "it had no time to tidy up");
    let begun = Instant::now();
    let writer = Writer::open(&path).expect("opens at once");
    import(&writer, &file("a", 2, REVISION)).expect("imports");
    assert!(begun.elapsed() < Duration::from_secs(5));
    drop(writer);
    assert!(!lock_of(&path).exists());
}

#[test]
fn p11_looking_at_a_book_takes_no_lock_from_whoever_writes_to_it() {
    let (_folder, path, writer) = new_book();
    import(&writer, &file("a", 1, FIRST)).expect("imports");
    let mut other = plain_to_write(&path);
    let transaction = other.transaction().expect("begins");
    transaction
        .execute("UPDATE meta SET is_sample = 0", [])
        .expect("writes");
    // Looking opens and reads the file. Were it closed again, the system would forget the lock of the line above.
    drop(Reader::open(&path).expect("reads"));
    assert!(levelbook::book::peek(&path).is_ok());
    let third = Command::new(env!("CARGO_BIN_EXE_levelbook"))
        .args(["undo".as_ref(), path.as_os_str()])
        .env("LEVELBOOK_HOME", path.with_extension("home"))
        .output()
        .expect("runs");
    assert_eq!(third.status.code(), Some(1), "the book is locked");
    transaction.rollback().expect("ends");
}

#[test]
fn p12_a_book_that_was_swapped_is_not_written_to() {
    let (folder, path, writer) = new_book();
    import(&writer, &file("a", 1, FIRST)).expect("imports");
    let mine = dump(&path, &[1]);
    let opened = Opened::at(&path);
    assert_eq!(opened.presence(&path), Presence::There);

    let (_other, theirs, other) = new_book();
    import(&other, &file("b", 1, REVISION)).expect("imports");
    drop(other);
    let their_bytes = std::fs::read(&theirs).expect("reads");
    let arriving = folder.path().join("arriving");
    std::fs::write(&arriving, &their_bytes).expect("writes");
    std::fs::rename(&arriving, &path).expect("a sync puts its file in place");
    assert_eq!(opened.presence(&path), Presence::Replaced);

    let refused = import(&writer, &file("a", 2, REVISION)).expect_err("refused");
    assert!(matches!(refused, BookError::Replaced(_)), "{refused}");
    assert!(refused.explain().next.contains("copy"));
    assert_eq!(std::fs::read(&path).expect("reads"), their_bytes);
    let copy = folder.path().join("mine.levelbook");
    writer.copy_to(&copy).expect("mine is kept as a copy");
    assert_eq!(dump(&copy, &[1]), mine);
    drop(writer);
    let writer = Writer::open(&path).expect("opened again");
    import(&writer, &file("a", 2, REVISION)).expect("imports");
}

#[test]
fn p12_a_book_that_was_changed_in_place_is_not_written_to() {
    let (_folder, path, writer) = new_book();
    import(&writer, &file("a", 1, FIRST)).expect("imports");
    plain_to_write(&path)
        .execute("UPDATE indicators SET name = 'Something else'", [])
        .expect("changes");
    let before = std::fs::read(&path).expect("reads");
    let refused = import(&writer, &file("a", 2, REVISION)).expect_err("refused");
    assert!(
        matches!(refused, BookError::ChangedElsewhere(_)),
        "{refused}"
    );
    assert_eq!(std::fs::read(&path).expect("reads"), before);
    drop(writer);
    import(
        &Writer::open(&path).expect("opens"),
        &file("a", 2, REVISION),
    )
    .expect("imports");
}

#[test]
fn p13_a_book_that_vanished_is_not_written_to_and_can_be_saved_elsewhere() {
    let (folder, path, writer) = new_book();
    import(&writer, &file("a", 1, FIRST)).expect("imports");
    let mine = dump(&path, &[1]);
    let opened = Opened::at(&path);
    let away = folder.path().join("away.levelbook");
    std::fs::rename(&path, &away).expect("moves");
    assert_eq!(opened.presence(&path), Presence::Gone);
    let refused = import(&writer, &file("a", 2, REVISION)).expect_err("refused");
    assert!(matches!(refused, BookError::Vanished(_)), "{refused}");
    assert!(!path.exists(), "nothing takes its place");
    std::fs::rename(&away, &path).expect("moves back");
    import(&writer, &file("a", 2, REVISION)).expect("goes on once it is back");

    if cfg!(unix) {
        std::fs::remove_file(&path).expect("removes");
        let copy = folder.path().join("copy.levelbook");
        writer.copy_to(&copy).expect("from what is still open");
        assert_ne!(dump(&copy, &[1, 2]), mine);
        assert_eq!(check(&copy).expect("opens").faults, Vec::<String>::new());
        assert!(import(&writer, &file("a", 3, FIRST)).is_err());
    }
}

#[cfg(unix)]
#[test]
fn p14_a_book_that_cannot_be_written_to_is_read() {
    use std::os::unix::fs::PermissionsExt;
    let (folder, path, writer) = new_book();
    import(&writer, &file("a", 1, FIRST)).expect("imports");
    drop(writer);
    let before = std::fs::read(&path).expect("reads");
    let mode = |path: &Path, mode| {
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).expect("sets");
    };
    for (file_mode, folder_mode) in [(0o444, 0o755), (0o644, 0o555), (0o444, 0o555)] {
        mode(&path, file_mode);
        mode(folder.path(), folder_mode);
        let may_all = std::fs::OpenOptions::new().append(true).open(&path).is_ok()
            && std::fs::write(folder.path().join("probe"), "").is_ok();
        if may_all {
            eprintln!("passed over: this user may write to everything");
            mode(folder.path(), 0o755);
            return;
        }
        assert_eq!(
            Reader::open(&path)
                .expect("reads")
                .summary()
                .expect("reads")
                .figures,
            5
        );
        for refused in [Writer::open(&path).err(), hold(&path).err()] {
            let refused = refused.expect("refused");
            assert!(matches!(refused, BookError::ReadOnly(_)), "{refused}");
            assert!(refused.explain().next.contains("copy"));
        }
        assert_eq!(std::fs::read(&path).expect("reads"), before);
    }
    mode(folder.path(), 0o755);
    assert!(matches!(
        Writer::create(&path, now()),
        Err(BookError::Exists(_))
    ));
}
