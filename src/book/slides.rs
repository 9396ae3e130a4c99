//! The table `slides`: what each slide of a story shows and says, in order. Positions lie far apart, so that a slide moves
//! without the others.

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::stories::changed;
use super::{BookError, meta};
use crate::domain::{RevealSteps, Slide, SlideBody, SlideContent, SlideId, StoryId};

const SLIDE: &str = "slide";

/// How far apart the positions of neighbours are at first.
const APART: i64 = 1024;

const COLUMNS: &str = "id, kind, words, title, remark, notes, steps, frozen_utc, seen";

fn of_slides(which: &str) -> String {
    ["SELECT ", COLUMNS, " FROM slides", which].concat()
}

/// The slides of a story in order.
pub(super) fn of_story(connection: &Connection, story: StoryId) -> Result<Vec<Slide>, BookError> {
    let read = connection
        .prepare_cached(&of_slides(" WHERE story = ?1 ORDER BY position, id"))?
        .query_map([story.0], slide)?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    read.into_iter().collect()
}

fn one(connection: &Connection, id: SlideId) -> Result<Slide, BookError> {
    connection
        .prepare_cached(&of_slides(" WHERE id = ?1"))?
        .query_row([id.0], slide)
        .optional()?
        .ok_or(BookError::NoLonger(SLIDE))?
}

fn slide(row: &Row<'_>) -> rusqlite::Result<Result<Slide, BookError>> {
    let id: i64 = row.get(0)?;
    let kind: String = row.get(1)?;
    let frozen: Option<String> = row.get(7)?;
    let Some(body) = SlideBody::from_kind(&kind, row.get(2)?) else {
        return Ok(Err(wrong(id)));
    };
    let Ok(frozen) = frozen.map(|at| at.parse()).transpose() else {
        return Ok(Err(wrong(id)));
    };
    Ok(Ok(Slide {
        id: SlideId(id),
        content: SlideContent {
            body,
            title: row.get(3)?,
            remark: row.get(4)?,
            notes: row.get(5)?,
            steps: RevealSteps::from_bits(row.get(6)?),
            frozen,
            seen: row.get(8)?,
        },
    }))
}

fn wrong(id: i64) -> BookError {
    BookError::Inconsistent(format!("slide {id} is of a kind that is not known"))
}

/// Keeps a new slide before another one of the story, at its end for `None`.
pub(super) fn add(
    connection: &Connection,
    story: StoryId,
    content: &SlideContent,
    before: Option<SlideId>,
) -> Result<SlideId, BookError> {
    let position = room_before(connection, story, before)?;
    connection
        .prepare_cached(
            "INSERT INTO slides (story, position, kind, words, title, remark, notes, steps, frozen_utc, seen)
             SELECT id, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10 FROM stories WHERE id = ?1",
        )?
        .execute(params![
            story.0,
            position,
            content.body.kind(),
            content.body.words(),
            content.title.trim(),
            content.remark.trim(),
            content.notes,
            content.steps.bits(),
            content.frozen.map(meta::written),
            content.seen,
        ])
        .map_err(BookError::from)
        .and_then(|rows| changed(rows, super::stories::STORY))?;
    Ok(SlideId(connection.last_insert_rowid()))
}

/// Gives a slide another content.
pub(super) fn set(
    connection: &Connection,
    id: SlideId,
    content: &SlideContent,
) -> Result<(), BookError> {
    let rows = connection.execute(
        "UPDATE slides SET kind = ?2, words = ?3, title = ?4, remark = ?5, notes = ?6, steps = ?7, frozen_utc = ?8, seen = ?9
         WHERE id = ?1",
        params![
            id.0,
            content.body.kind(),
            content.body.words(),
            content.title.trim(),
            content.remark.trim(),
            content.notes,
            content.steps.bits(),
            content.frozen.map(meta::written),
            content.seen,
        ],
    )?;
    changed(rows, SLIDE)
}

/// Lets the figures of a slide stand still from a time on, or no longer.
pub(super) fn freeze(
    connection: &Connection,
    id: SlideId,
    at: Option<&str>,
    mark: &str,
) -> Result<(), BookError> {
    let rows = connection.execute(
        "UPDATE slides SET frozen_utc = ?2, seen = ?3 WHERE id = ?1",
        params![id.0, at, mark],
    )?;
    changed(rows, SLIDE)
}

/// Puts a slide before another one of its story, at its end for `None`.
pub(super) fn place(
    connection: &Connection,
    id: SlideId,
    before: Option<SlideId>,
) -> Result<(), BookError> {
    if before == Some(id) {
        return Ok(());
    }
    let position = room_before(connection, story_of(connection, id)?, before)?;
    let rows = connection.execute(
        "UPDATE slides SET position = ?2 WHERE id = ?1",
        [id.0, position],
    )?;
    changed(rows, SLIDE)
}

/// Keeps the same slide once more, behind itself.
pub(super) fn copy(connection: &Connection, id: SlideId) -> Result<SlideId, BookError> {
    let slide = one(connection, id)?;
    let story = story_of(connection, id)?;
    let next: Option<i64> = connection
        .prepare_cached(
            "SELECT next.id FROM slides AS this JOIN slides AS next ON next.story = this.story
                 AND (next.position, next.id) > (this.position, this.id)
             WHERE this.id = ?1 ORDER BY next.position, next.id LIMIT 1",
        )?
        .query_row([id.0], |row| row.get(0))
        .optional()?;
    add(connection, story, &slide.content, next.map(SlideId))
}

/// Removes a slide. What the room said on it stays, in the story.
pub(super) fn remove(connection: &Connection, id: SlideId) -> Result<(), BookError> {
    for table in ["votes", "workshop_notes"] {
        connection.execute(
            &["UPDATE ", table, " SET slide = NULL WHERE slide = ?1"].concat(),
            [id.0],
        )?;
    }
    changed(
        connection.execute("DELETE FROM slides WHERE id = ?1", [id.0])?,
        SLIDE,
    )
}

fn story_of(connection: &Connection, id: SlideId) -> Result<StoryId, BookError> {
    connection
        .prepare_cached("SELECT story FROM slides WHERE id = ?1")?
        .query_row([id.0], |row| row.get(0))
        .optional()?
        .map(StoryId)
        .ok_or(BookError::NoLonger(SLIDE))
}

/// A free position before a slide of the story, or after all.
fn room_before(
    connection: &Connection,
    story: StoryId,
    before: Option<SlideId>,
) -> Result<i64, BookError> {
    let Some(before) = before else {
        let last: Option<i64> = connection
            .prepare_cached("SELECT max(position) FROM slides WHERE story = ?1")?
            .query_row([story.0], |row| row.get(0))?;
        return Ok(last.map_or(0, |last| last + APART));
    };
    let mut neighbours = connection.prepare_cached(
        "SELECT this.position,
             (SELECT max(position) FROM slides WHERE story = ?1 AND position < this.position)
         FROM slides AS this WHERE this.id = ?2 AND this.story = ?1",
    )?;
    for _ in 0..2 {
        let (at, below): (i64, Option<i64>) = neighbours
            .query_row([story.0, before.0], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?
            .ok_or(BookError::NoLonger(SLIDE))?;
        let below = below.unwrap_or(at - 2 * APART);
        if at - below > 1 {
            return Ok(below + (at - below) / 2);
        }
        spread_out(connection, story)?;
    }
    Err(BookError::Inconsistent(
        "the slides of a story have no order".to_owned(),
    ))
}

fn spread_out(connection: &Connection, story: StoryId) -> rusqlite::Result<()> {
    connection.execute(
        "UPDATE slides SET position = ordered.place * ?2
         FROM (SELECT id, row_number() OVER (ORDER BY position, id) AS place FROM slides WHERE story = ?1) AS ordered
         WHERE ordered.id = slides.id",
        [story.0, APART],
    )?;
    Ok(())
}
