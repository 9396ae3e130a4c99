//! The schema, one `.sql` file a version, forward only. Knows nothing of what the tables mean.

use std::sync::OnceLock;

use rusqlite::{Connection, TransactionBehavior};

use super::BookError;
use super::facts;
use super::identify::APPLICATION_ID;

/// Every step from an empty file to the newest schema. A step that was released is never edited.
const STEPS: [&str; 8] = [
    include_str!("migrations/0001.sql"),
    include_str!("migrations/0002.sql"),
    include_str!("migrations/0003.sql"),
    include_str!("migrations/0004.sql"),
    include_str!("migrations/0005.sql"),
    include_str!("migrations/0006.sql"),
    include_str!("migrations/0007.sql"),
    include_str!("migrations/0008.sql"),
];

/// The schema that this program writes.
pub(super) const NEWEST: u32 = STEPS.len() as u32;

/// Brings a new file to the newest schema, inside the transaction that is open.
pub(super) fn make_all(connection: &Connection) -> rusqlite::Result<()> {
    make(connection, NEWEST)
}

/// Brings a new file to the schema of a version, inside the transaction that is open.
pub(super) fn make(connection: &Connection, version: u32) -> rusqlite::Result<()> {
    connection.pragma_update(None, "application_id", APPLICATION_ID)?;
    take_steps(connection, 0, version)
}

fn take_steps(connection: &Connection, from: u32, to: u32) -> rusqlite::Result<()> {
    let (from, to) = (from as usize, to as usize);
    for step in STEPS.get(from..to).unwrap_or_default() {
        connection.execute_batch(step)?;
    }
    connection.pragma_update(None, "user_version", to as u32)
}

/// The schema that a file states.
pub(super) fn version_of(connection: &Connection) -> rusqlite::Result<u32> {
    connection.query_row("PRAGMA user_version", [], |row| row.get(0))
}

/// Brings an older book to the newest schema in one transaction, or leaves it as it was. Steps keep every row:
/// nothing that an older book says is lost.
pub(super) fn upgrade(connection: &mut Connection) -> Result<(), BookError> {
    if version_of(connection)? == NEWEST {
        return Ok(());
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Somebody else may have done it meanwhile.
    let version = version_of(&transaction)?;
    if version < NEWEST {
        let before = facts::row_counts(&transaction)?;
        take_steps(&transaction, version, NEWEST)?;
        let broken: i64 =
            transaction.query_row("SELECT count(*) FROM pragma_foreign_key_check", [], |row| {
                row.get(0)
            })?;
        if broken > 0 {
            return Err(BookError::Inconsistent(format!(
                "{broken} rows of the older book refer to something that is not there"
            )));
        }
        let after = facts::row_counts(&transaction)?;
        let found: String = transaction.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
        if before != after || found != "ok" {
            return Err(BookError::Inconsistent(format!(
                "the book would not be whole in the newer version: {before:?}, {after:?}, {found}"
            )));
        }
    }
    transaction.commit()?;
    Ok(())
}

/// An empty book of a version in memory, to compare with.
pub(super) fn example(version: u32) -> rusqlite::Result<Connection> {
    let connection = Connection::open_in_memory()?;
    take_steps(&connection, 0, version)?;
    Ok(connection)
}

/// One object of a schema: type, name and SQL text.
pub(super) type SchemaObject = (String, String, String);

/// The schema that a book of a version has; none for a version that never was.
pub(super) fn expected(version: u32) -> rusqlite::Result<Option<&'static [SchemaObject]>> {
    static EXPECTED: OnceLock<Vec<Vec<SchemaObject>>> = OnceLock::new();
    let known = if let Some(known) = EXPECTED.get() {
        known
    } else {
        let connection = Connection::open_in_memory()?;
        let mut found = Vec::with_capacity(STEPS.len());
        for version in 0..NEWEST {
            take_steps(&connection, version, version + 1)?;
            found.push(schema_of(&connection)?);
        }
        EXPECTED.get_or_init(|| found)
    };
    let at = (version as usize).checked_sub(1);
    Ok(at.and_then(|at| known.get(at)).map(Vec::as_slice))
}

/// The schema that a file has, but for what SQLite keeps for itself.
pub(super) fn schema_of(connection: &Connection) -> rusqlite::Result<Vec<SchemaObject>> {
    connection
        .prepare(
            "SELECT type, name, sql FROM sqlite_schema
             WHERE sql IS NOT NULL AND name NOT IN ('sqlite_sequence', 'sqlite_stat1', 'sqlite_stat4')
             ORDER BY type, name",
        )?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
        .collect()
}

#[cfg(test)]
mod tests {
    use rusqlite::Connection;
    use sha2::{Digest, Sha256};

    use super::{STEPS, take_steps};
    use crate::domain::State;

    /// Books of every version are out there: each is known by the very text of its steps.
    #[test]
    fn a_step_that_was_released_is_never_edited() {
        let released = [
            "853e03d023ca4179b04175d4a2f950e1c246d081cd19e373e67a0a5b30a792c0",
            "6dc15c5098603775e191b1fbe9296a1477fcc06cdddf4a09c45c5a45bb385f51",
            "349d4bac2440bffd984c9e53e70ef02f2625ed9708938d7a265a75446e0d7a5f",
            "16424db0cb275a3a5027d3a13496f9e32b9d35215d6041c1da9597508c028399",
            "13993d27c74487f55fd0065e90f354fc32e95bd5cda9e2d78778af3428c4b897",
            "cd6712fcf180e30cb0973204b5f44ff09e8969cce12072e51dbbbe3a5b37d5c4",
            "a62a6f99fc89f147a9f4bb9da208e43146442862828fd528c1e0b90eed3504e8",
            "7abae8f44f397c0c78b2de14d3c08a76daeb53093aa4f4983c85d4cc05ca46b0",
        ];
        for (number, (step, expected)) in (1..).zip(STEPS.iter().zip(released)) {
            let hash = Sha256::digest(step.as_bytes());
            let expected: Vec<u8> = (0..expected.len())
                .step_by(2)
                .map(|at| u8::from_str_radix(&expected[at..at + 2], 16).expect("a byte"))
                .collect();
            assert_eq!(hash.as_slice(), expected, "step {number}");
        }
    }

    /// Whether a book of a version takes a figure.
    fn takes(book: &Connection, state: Option<&str>, value: Option<f64>, is_current: i64) -> bool {
        let taken = book.execute(
            "INSERT INTO observations (indicator, subject, period, people_group, vintage, is_current, value, state,
                 sheet, source_row, source_column)
             VALUES (1, 1, 1, 1, 1, ?1, ?2, ?3, 1, 1, 1)",
            (is_current, value, state),
        );
        book.execute("DELETE FROM observations", [])
            .expect("empties");
        taken.is_ok()
    }

    #[test]
    fn every_version_takes_the_same_figures() {
        let books: Vec<Connection> = (1..=STEPS.len())
            .map(|version| {
                let book = Connection::open_in_memory().expect("opens");
                take_steps(&book, 0, version as u32).expect("makes");
                book.pragma_update(None, "foreign_keys", false)
                    .expect("sets");
                book
            })
            .collect();
        let known: Vec<&str> = State::ALL.iter().map(|state| state.code()).collect();
        let unknown = [
            "", "VALUE", "Value", " value", "value ", "valu", "values", "cx", "k", "0",
        ];
        let states = known.iter().chain(&unknown).copied().map(Some);
        let values = [
            None,
            Some(0.0),
            Some(-0.0),
            Some(7.5),
            Some(1e15),
            Some(1.1e15),
        ];
        let mut taken = 0;
        for state in states.chain([None]) {
            for value in values {
                for is_current in [0, 1, 2] {
                    let said: Vec<bool> = books
                        .iter()
                        .map(|book| takes(book, state, value, is_current))
                        .collect();
                    assert!(
                        said.iter().all(|one| *one == said[0]),
                        "{state:?} {value:?} {is_current}: {said:?}"
                    );
                    taken += usize::from(said[0]);
                    assert!(!said[0] || state.is_some_and(|state| known.contains(&state)));
                }
            }
        }
        let withheld = known.len() - 2;
        // A value may be any number, a zero none but 0, and what is withheld has none.
        assert_eq!(taken, 2 * (4 + 2 + withheld));
    }
}
