//! The table `drafts`: what is being typed and not yet kept, by the field that it is typed into. It is no action: it is not
//! undone, and the book's revision stays.

use jiff::Timestamp;
use rusqlite::{Connection, params};

use super::{BookError, Reader, Writer, meta};
use crate::message::Unwatched;

/// The longest draft that is kept, in bytes.
const LONGEST: usize = 1 << 20;

impl Reader {
    /// Every draft: the field's id and what was typed there, the latest first.
    pub fn drafts(&self) -> Result<Vec<(String, String)>, BookError> {
        self.at_once(|connection| Ok(all(connection)?))
    }
}

impl Writer {
    /// Keeps what is being typed into a field; forgets it for `None`. Too long a text is not kept.
    pub fn keep_draft(
        &self,
        field: &str,
        written: Option<String>,
        now: Timestamp,
    ) -> Result<(), BookError> {
        let field = field.to_owned();
        self.run(&Unwatched, move |connection, _| {
            match written.filter(|text| text.len() <= LONGEST) {
                Some(text) => connection.execute(
                    "INSERT INTO drafts (field, written, at_utc) VALUES (?1, ?2, ?3)
                     ON CONFLICT DO UPDATE SET written = excluded.written, at_utc = excluded.at_utc",
                    params![field, text, meta::written(now)],
                )?,
                None => connection.execute("DELETE FROM drafts WHERE field = ?1", [field])?,
            };
            Ok(())
        })
    }
}

fn all(connection: &Connection) -> rusqlite::Result<Vec<(String, String)>> {
    connection
        .prepare_cached("SELECT field, written FROM drafts ORDER BY at_utc DESC, field")?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect()
}
