//! A million figures of one import, written without SQLite's look at each: that its indicator is there is asked once for all of an
//! indicator, and its type can hold nothing that the table's conditions would turn away.

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OptionalExtension};

use super::BookError;

/// While it lives, neither references nor conditions are looked at in this connection; types still are.
pub(super) struct Unchecked<'a>(&'a Connection);

impl<'a> Unchecked<'a> {
    pub(super) fn begin(connection: &'a Connection) -> rusqlite::Result<Self> {
        let unchecked = Self(connection);
        look(connection, false)?;
        Ok(unchecked)
    }

    /// Looks again.
    pub(super) fn end(self) -> rusqlite::Result<()> {
        look(self.0, true)
    }

    /// That there is such an indicator, which no figure is asked for.
    pub(super) fn has(&self, indicator: u32) -> Result<(), BookError> {
        self.0
            .prepare_cached("SELECT 1 FROM indicators WHERE id = ?1")?
            .query_row([indicator], |_| Ok(()))
            .optional()?
            .ok_or_else(|| BookError::Inconsistent(format!("no indicator {indicator}")))
    }
}

impl Drop for Unchecked<'_> {
    fn drop(&mut self) {
        // Setting a flag of the connection fails only where the call itself is wrong.
        let _ = look(self.0, true);
    }
}

fn look(connection: &Connection, looks: bool) -> rusqlite::Result<()> {
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_FKEY, looks)?;
    connection.pragma_update(None, "ignore_check_constraints", !looks)
}

#[cfg(test)]
mod tests {
    use rusqlite::Connection;

    use super::Unchecked;

    const TABLES: &str = "PRAGMA foreign_keys = ON;
        CREATE TABLE indicators (id INTEGER PRIMARY KEY) STRICT;
        CREATE TABLE figures (indicator INTEGER REFERENCES indicators (id), value REAL CHECK (value < 10)) STRICT;
        INSERT INTO indicators VALUES (1);";

    #[test]
    fn references_and_conditions_rest_only_as_long_as_is_said() {
        let mut connection = Connection::open_in_memory().expect("opens");
        connection.execute_batch(TABLES).expect("tables");
        let write = |connection: &Connection, indicator: u32, value: &str| {
            let sql = format!("INSERT INTO figures VALUES ({indicator}, {value})");
            connection.execute(&sql, []).is_ok()
        };
        let transaction = connection.transaction().expect("begins");
        assert!(!write(&transaction, 2, "1.0") && !write(&transaction, 1, "11.0"));
        let unchecked = Unchecked::begin(&transaction).expect("begins");
        assert!(unchecked.has(1).is_ok() && unchecked.has(2).is_err());
        assert!(write(&transaction, 2, "11.0"));
        assert!(
            !write(&transaction, 1, "'text'"),
            "types are looked at all the same"
        );
        unchecked.end().expect("ends");
        assert!(!write(&transaction, 2, "1.0") && !write(&transaction, 1, "11.0"));
        drop(Unchecked::begin(&transaction).expect("begins"));
        assert!(!write(&transaction, 2, "1.0") && !write(&transaction, 1, "11.0"));
    }
}
