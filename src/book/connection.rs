//! How a book is opened: known before it is opened, with nothing in it able to run, and checked before it is trusted.

mod newer;

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{LazyLock, Mutex};
use std::time::{Duration, SystemTime};

use rusqlite::backup::Backup;
use rusqlite::config::DbConfig;
use rusqlite::limits::Limit;
use rusqlite::{Connection, ErrorCode, OpenFlags};

use super::backups::BackupPlace;
use super::identify::{identify, identify_any};
use super::lock::BookLock;
use super::migrations::SchemaObject;
use super::{BookError, backups, migrations};

/// Books above this size are not checked page by page at every opening; `check` does it.
const CHECKED_UP_TO: u64 = 200 << 20;

const READING: &str = "PRAGMA foreign_keys = ON; PRAGMA recursive_triggers = ON; PRAGMA temp_store = MEMORY;
    PRAGMA mmap_size = 0; PRAGMA cell_size_check = ON; PRAGMA trusted_schema = OFF; PRAGMA cache_size = -32768;";

/// The cache keeps an import of some hundred thousand figures in memory until it is committed, so that readers are not shut out
/// meanwhile; a larger one shuts them out for its last second or so, and they wait.
const WRITING: &str =
    "PRAGMA journal_mode = DELETE; PRAGMA synchronous = EXTRA; PRAGMA fullfsync = ON;
    PRAGMA locking_mode = NORMAL; PRAGMA cache_size = -24576;";

/// Opens the book at `path` to read it.
pub(super) fn open_to_read(path: &Path) -> Result<(Connection, PathBuf), BookError> {
    let (path, version) = identify_any(path)?;
    if version > migrations::NEWEST {
        let connection = newer::open(&path, version).map_err(|error| error.at(&path))?;
        return Ok((connection, path));
    }
    let connection = open_whole(&path)
        .and_then(|connection| verify(&connection, &path).map(|()| connection))
        .and_then(|connection| newest_to_read(connection, &path))
        .map_err(|error| error.at(&path))?;
    Ok((connection, path))
}

/// Opens the book at `path` to read it in the version that it has, without a look at every page.
pub(super) fn open_as_it_is(path: &Path) -> Result<(Connection, PathBuf), BookError> {
    let path = identify(path)?;
    let connection = open_whole(&path).map_err(|error| error.at(&path))?;
    Ok((connection, path))
}

/// Opens a book to read it, once an action that was cut off is rolled back.
fn open_whole(path: &Path) -> Result<Connection, BookError> {
    match open(path, OpenFlags::SQLITE_OPEN_READ_ONLY) {
        // Rolling back takes a connection that may write.
        Err(BookError::Sqlite(error)) if left_unfinished(&error) => {
            open(path, OpenFlags::SQLITE_OPEN_READ_WRITE)
                .and_then(|_| open(path, OpenFlags::SQLITE_OPEN_READ_ONLY))
        }
        other => other,
    }
}

/// The book in the newest schema: an older one is upgraded where it lies, or in memory where it may not be written to.
fn newest_to_read(connection: Connection, path: &Path) -> Result<Connection, BookError> {
    if migrations::version_of(&connection)? == migrations::NEWEST {
        return Ok(connection);
    }
    match open_to_write(path) {
        Ok(_) => open(path, OpenFlags::SQLITE_OPEN_READ_ONLY),
        Err(
            BookError::ReadOnly(_)
            | BookError::Denied(_)
            | BookError::InUse(..)
            | BookError::Busy(_)
            | BookError::DiskFull(_)
            | BookError::NoBackup(_),
        ) => {
            let mut copy = Connection::open_in_memory()?;
            Backup::new(&connection, &mut copy)?.step(-1)?;
            harden(&copy)?;
            migrations::upgrade(&mut copy)?;
            Ok(copy)
        }
        Err(error) => Err(error),
    }
}

/// Opens the book at `path` to write to it, in the newest schema.
pub(super) fn open_to_write(path: &Path) -> Result<(Connection, PathBuf), BookError> {
    open_to_write_kept(path, backups::place().as_ref())
}

/// The same; an older book is backed up in this place before it is upgraded.
pub(super) fn open_to_write_kept(
    path: &Path,
    place: Option<&BackupPlace>,
) -> Result<(Connection, PathBuf), BookError> {
    let path = identify(path)?;
    let connection = open(&path, OpenFlags::SQLITE_OPEN_READ_WRITE)
        .and_then(|mut connection| {
            if connection.is_readonly(rusqlite::MAIN_DB)? {
                return Err(BookError::ReadOnly(path.clone()));
            }
            connection.execute_batch(WRITING)?;
            verify(&connection, &path)?;
            if migrations::version_of(&connection)? < migrations::NEWEST {
                let _lock = BookLock::take(&path)?;
                if let Some(place) = place {
                    backups::make(&connection, &path, place, true)
                        .map_err(|error| BookError::NoBackup(Box::new(error)))?;
                }
                migrations::upgrade(&mut connection)?;
                remember_sound(&path);
            }
            Ok(connection)
        })
        .map_err(|error| error.at(&path))?;
    Ok((connection, path))
}

/// Takes the book at `path` for this program to write to, or says why it can be read only. Nothing is upgraded.
pub fn hold(path: &Path) -> Result<BookLock, BookError> {
    let path = identify(path)?;
    let writable = open(&path, OpenFlags::SQLITE_OPEN_READ_WRITE)
        .and_then(|connection| Ok(!connection.is_readonly(rusqlite::MAIN_DB)?))
        .map_err(|error| error.at(&path))?;
    if writable {
        BookLock::take(&path)
    } else {
        Err(BookError::ReadOnly(path))
    }
}

/// Makes a SQLite file at `path`, where an empty file may lie, ready to be filled.
pub(super) fn open_new(path: &Path) -> Result<Connection, BookError> {
    let connection = Connection::open_with_flags(
        path,
        OpenFlags::SQLITE_OPEN_READ_WRITE
            | OpenFlags::SQLITE_OPEN_CREATE
            | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )?;
    connection.execute_batch(WRITING)?;
    Ok(connection)
}

fn open(path: &Path, access: OpenFlags) -> Result<Connection, BookError> {
    let looked = || -> Result<_, BookError> {
        let connection = open_hardened(path, access)?;
        let expected = migrations::expected(migrations::version_of(&connection)?)?;
        let found = migrations::schema_of(&connection)?;
        Ok((connection, expected, found))
    };
    let (connection, expected, found) = looked().map_err(|error| match error {
        // What has no name of its own and happens before anything is asked lies in the file.
        BookError::Sqlite(error) if error.sqlite_error_code() == Some(ErrorCode::Unknown) => {
            BookError::Damaged(path.to_owned(), error.to_string())
        }
        other => other,
    })?;
    if expected != Some(found.as_slice()) {
        let what = alteration(&found, expected.unwrap_or_default());
        return Err(BookError::Altered(path.to_owned(), what));
    }
    Ok(connection)
}

fn open_hardened(path: &Path, access: OpenFlags) -> Result<Connection, BookError> {
    let connection = Connection::open_with_flags(path, access | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    harden(&connection)?;
    Ok(connection)
}

/// SQLite's own list for files that somebody may have sent: nothing in the file can run, nothing can grow out of bounds.
fn harden(connection: &Connection) -> rusqlite::Result<()> {
    for (setting, on) in [
        (DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true),
        (DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_VIEW, false),
        // Without it statements are compiled anew with every row.
        (DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true),
        (DbConfig::SQLITE_DBCONFIG_DQS_DML, false),
        (DbConfig::SQLITE_DBCONFIG_DQS_DDL, false),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_ATTACH_CREATE, false),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_ATTACH_WRITE, false),
    ] {
        connection.set_db_config(setting, on)?;
    }
    for (limit, most) in [
        (Limit::SQLITE_LIMIT_LENGTH, 64 << 20),
        (Limit::SQLITE_LIMIT_SQL_LENGTH, 100_000),
        (Limit::SQLITE_LIMIT_COLUMN, 200),
        (Limit::SQLITE_LIMIT_EXPR_DEPTH, 50),
        (Limit::SQLITE_LIMIT_COMPOUND_SELECT, 5),
        (Limit::SQLITE_LIMIT_VDBE_OP, 250_000),
        (Limit::SQLITE_LIMIT_FUNCTION_ARG, 32),
        (Limit::SQLITE_LIMIT_ATTACHED, 1),
        (Limit::SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 100),
        (Limit::SQLITE_LIMIT_VARIABLE_NUMBER, 1_000),
        (Limit::SQLITE_LIMIT_TRIGGER_DEPTH, 5),
    ] {
        connection.set_limit(limit, most)?;
    }
    connection.busy_timeout(Duration::from_secs(5))?;
    connection.execute_batch(READING)
}

/// The first difference between the file's schema and ours, in words.
fn alteration(found: &[SchemaObject], expected: &[SchemaObject]) -> String {
    let differs = found
        .iter()
        .find(|object| !expected.contains(object))
        .map(|(kind, name, _)| format!("it holds the {kind} “{name}”"));
    let lacks = || {
        expected
            .iter()
            .find(|object| !found.contains(object))
            .map(|(kind, name, _)| format!("it lacks the {kind} “{name}”"))
    };
    differs
        .or_else(lacks)
        .unwrap_or_else(|| "its tables differ".to_owned())
}

fn left_unfinished(error: &rusqlite::Error) -> bool {
    error.sqlite_error_code() == Some(ErrorCode::ReadOnly)
}

/// Size and time of change of the books that were found sound in this run.
static SOUND: LazyLock<Mutex<HashMap<PathBuf, (u64, SystemTime)>>> = LazyLock::new(Mutex::default);

fn stamp(path: &Path) -> Option<(u64, SystemTime)> {
    let found = std::fs::metadata(path).ok()?;
    Some((found.len(), found.modified().ok()?))
}

/// Remembers that the book is sound as it is now: after a check, and after what we wrote ourselves.
pub(super) fn remember_sound(path: &Path) {
    if let (Some(stamp), Ok(mut sound)) = (stamp(path), SOUND.lock()) {
        sound.insert(path.to_owned(), stamp);
    }
}

/// Looks at every page of a book that is too large to be looked at before it is shown. Nothing is done for the others.
pub fn look_through(path: &Path) -> Result<(), BookError> {
    if stamp(path).is_none_or(|(size, _)| size <= CHECKED_UP_TO) {
        return Ok(());
    }
    match open_as_it_is(path) {
        Ok((connection, path)) => quick_check(&connection, &path).map_err(|error| error.at(&path)),
        // A newer book was looked at when it was opened, as far as this program can.
        Err(BookError::Newer(..)) => Ok(()),
        Err(error) => Err(error),
    }
}

/// Looks at every page of a book that was not looked at since it changed.
fn verify(connection: &Connection, path: &Path) -> Result<(), BookError> {
    let now = stamp(path);
    let known = SOUND.lock().ok().and_then(|sound| sound.get(path).copied());
    if now.is_none() || known == now || now.is_some_and(|(size, _)| size > CHECKED_UP_TO) {
        return Ok(());
    }
    quick_check(connection, path)?;
    remember_sound(path);
    Ok(())
}

/// SQLite's quick check; what it finds is damage.
pub(super) fn quick_check(connection: &Connection, path: &Path) -> Result<(), BookError> {
    let found: String = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    if found == "ok" {
        Ok(())
    } else {
        Err(BookError::Damaged(path.to_owned(), found))
    }
}

#[cfg(test)]
mod tests {
    use rusqlite::limits::Limit;
    use rusqlite::types::Value;
    use rusqlite::{Connection, OpenFlags};

    use super::{WRITING, harden, open_new};

    #[test]
    fn a_connection_has_the_settings_that_were_promised() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.levelbook");
        open_new(&path)
            .expect("makes")
            .execute_batch("CREATE TABLE t (a); INSERT INTO t VALUES (1)")
            .expect("writes");
        let book =
            Connection::open_with_flags(&path, OpenFlags::SQLITE_OPEN_READ_WRITE).expect("opens");
        harden(&book).expect("settles");
        book.execute_batch(WRITING).expect("settles");
        for (setting, expected) in [
            ("journal_mode", "delete"),
            ("synchronous", "3"),
            ("fullfsync", "1"),
            ("foreign_keys", "1"),
            ("recursive_triggers", "1"),
            ("temp_store", "2"),
            ("mmap_size", "0"),
            ("cell_size_check", "1"),
            ("trusted_schema", "0"),
            ("busy_timeout", "5000"),
            ("locking_mode", "normal"),
            ("page_size", "4096"),
            ("encoding", "UTF-8"),
        ] {
            let found = book
                .pragma_query_value(None, setting, |row| row.get::<_, Value>(0))
                .expect("a setting");
            let found = match found {
                Value::Integer(number) => number.to_string(),
                Value::Text(text) => text,
                other => format!("{other:?}"),
            };
            assert_eq!(found, expected, "{setting}");
        }
        for (limit, most) in [
            (Limit::SQLITE_LIMIT_LENGTH, 64 << 20),
            (Limit::SQLITE_LIMIT_SQL_LENGTH, 100_000),
            (Limit::SQLITE_LIMIT_COLUMN, 200),
            (Limit::SQLITE_LIMIT_EXPR_DEPTH, 50),
            (Limit::SQLITE_LIMIT_COMPOUND_SELECT, 5),
            (Limit::SQLITE_LIMIT_VDBE_OP, 250_000),
            (Limit::SQLITE_LIMIT_FUNCTION_ARG, 32),
            (Limit::SQLITE_LIMIT_ATTACHED, 1),
            (Limit::SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 100),
            (Limit::SQLITE_LIMIT_VARIABLE_NUMBER, 1_000),
            (Limit::SQLITE_LIMIT_TRIGGER_DEPTH, 5),
        ] {
            assert_eq!(book.limit(limit).expect("a limit"), most, "{limit:?}");
        }
        book.execute_batch("CREATE VIEW v AS SELECT a FROM t; VACUUM;")
            .expect("tidies up");
        assert!(
            book.prepare("SELECT a FROM v").is_err(),
            "a view of the file is not read"
        );
        assert!(
            book.execute_batch("PRAGMA writable_schema = 1; DELETE FROM sqlite_schema")
                .is_err()
        );
        let other = folder.path().join("b.db");
        let attached = book.execute("ATTACH ?1 AS other", [other.to_str().expect("text")]);
        assert!(attached.is_err(), "no file is made by attaching it");
        // A name in double quotes is never a text.
        assert!(book.prepare("SELECT \"nothing\"").is_err());
    }
}
