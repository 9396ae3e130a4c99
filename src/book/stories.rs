//! The table `stories`: slides in an order, under a code and a title.

use rusqlite::{Connection, OptionalExtension, params};

use super::{BookError, slides};
use crate::domain::{Story, StoryId, StoryOutline, slug};

/// What a story is called in the sentences about it.
pub(super) const STORY: &str = "story";

/// Every story with the number of its slides, in the order in which they were made.
pub(super) fn all(connection: &Connection) -> rusqlite::Result<Vec<StoryOutline>> {
    connection
        .prepare_cached(
            "SELECT id, code, title, (SELECT count(*) FROM slides WHERE story = stories.id)
             FROM stories ORDER BY id",
        )?
        .query_map([], |row| {
            Ok(StoryOutline {
                id: StoryId(row.get(0)?),
                code: row.get(1)?,
                title: row.get(2)?,
                slides: row.get(3)?,
            })
        })?
        .collect()
}

/// A story with its slides.
pub(super) fn one(connection: &Connection, id: StoryId) -> Result<Story, BookError> {
    let (code, title) = connection
        .prepare_cached("SELECT code, title FROM stories WHERE id = ?1")?
        .query_row([id.0], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?
        .ok_or(BookError::NoLonger(STORY))?;
    Ok(Story {
        id,
        code,
        title,
        slides: slides::of_story(connection, id)?,
    })
}

/// Keeps a new story without slides, under a code of its own that follows from its title.
pub(super) fn add(connection: &Connection, title: &str, at: &str) -> Result<StoryId, BookError> {
    let title = titled(title);
    connection.execute(
        "INSERT INTO stories (code, title, made_utc) VALUES (?1, ?2, ?3)",
        params![free_code(connection, &title)?, title, at],
    )?;
    Ok(StoryId(connection.last_insert_rowid()))
}

/// Gives a story another title. Its code stays, since scripts name it.
pub(super) fn rename(connection: &Connection, id: StoryId, title: &str) -> Result<(), BookError> {
    changed(
        connection.execute(
            "UPDATE stories SET title = ?2 WHERE id = ?1",
            params![id.0, titled(title)],
        )?,
        STORY,
    )
}

/// Removes a story with its slides. What the room said stays, without its place.
pub(super) fn remove(connection: &Connection, id: StoryId) -> Result<(), BookError> {
    for slide in slides::of_story(connection, id)? {
        slides::remove(connection, slide.id)?;
    }
    for table in ["votes", "workshop_notes"] {
        connection.execute(
            &["UPDATE ", table, " SET story = NULL WHERE story = ?1"].concat(),
            [id.0],
        )?;
    }
    changed(
        connection.execute("DELETE FROM stories WHERE id = ?1", [id.0])?,
        STORY,
    )
}

/// An error where nothing was there to be changed.
pub(super) fn changed(rows: usize, what: &'static str) -> Result<(), BookError> {
    if rows == 0 {
        return Err(BookError::NoLonger(what));
    }
    Ok(())
}

fn titled(title: &str) -> String {
    let title = title.trim();
    if title.is_empty() {
        "Untitled story".to_owned()
    } else {
        title.to_owned()
    }
}

fn free_code(connection: &Connection, title: &str) -> rusqlite::Result<String> {
    let base = match slug(title) {
        empty if empty.is_empty() => "story".to_owned(),
        base => base,
    };
    let mut taken = connection.prepare_cached("SELECT 1 FROM stories WHERE code = ?1")?;
    let mut code = base.clone();
    let mut number = 2;
    while taken.exists([&code])? {
        code = format!("{base}-{number}");
        number += 1;
    }
    Ok(code)
}
