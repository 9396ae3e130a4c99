//! The table `workshop_notes`: ideas, questions, evidence gaps and actions of a room, each tied to where it came up.

use rusqlite::{Connection, params};

use super::BookError;
use super::stories::changed;
use crate::domain::{
    NoteKind, SlideId, StoryId, SubjectCode, WorkshopNote, WorkshopNoteDraft, WorkshopNoteId,
};

const NOTE: &str = "note";

/// Every note, the first ones first; those of one story where one is named.
pub(super) fn all(
    connection: &Connection,
    story: Option<StoryId>,
) -> Result<Vec<WorkshopNote>, BookError> {
    let mut read = connection.prepare_cached(
        "SELECT id, story, slide, goal, subject, kind, text, owner, due, made_utc FROM workshop_notes
         WHERE ?1 IS NULL OR story = ?1 ORDER BY id",
    )?;
    let mut rows = read.query([story.map(|story| story.0)])?;
    let mut notes = Vec::new();
    while let Some(row) = rows.next()? {
        let id: i64 = row.get(0)?;
        let kind: String = row.get(5)?;
        let due: Option<String> = row.get(8)?;
        notes.push(WorkshopNote {
            id: WorkshopNoteId(id),
            draft: WorkshopNoteDraft {
                story: row.get::<_, Option<i64>>(1)?.map(StoryId),
                slide: row.get::<_, Option<i64>>(2)?.map(SlideId),
                goal: row.get(3)?,
                subject: row.get::<_, Option<String>>(4)?.map(SubjectCode),
                kind: NoteKind::from_code(&kind).ok_or_else(|| {
                    BookError::Inconsistent(format!("note {id} is of a kind that is not known"))
                })?,
                text: row.get(6)?,
                owner: row.get(7)?,
                due: due.and_then(|due| due.parse().ok()),
            },
            at: row.get(9)?,
        });
    }
    Ok(notes)
}

/// Keeps a new note.
pub(super) fn add(
    connection: &Connection,
    draft: &WorkshopNoteDraft,
    at: &str,
) -> Result<WorkshopNoteId, BookError> {
    connection.execute(
        "INSERT INTO workshop_notes (story, slide, goal, subject, kind, text, owner, due, made_utc)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        params![
            draft.story.map(|story| story.0),
            draft.slide.map(|slide| slide.0),
            draft.goal,
            draft.subject.as_ref().map(|code| &code.0),
            draft.kind.code(),
            draft.text.trim(),
            draft.owner.trim(),
            draft.due.map(|due| due.to_string()),
            at,
        ],
    )?;
    Ok(WorkshopNoteId(connection.last_insert_rowid()))
}

/// Gives a note another content; when it was written stays.
pub(super) fn set(
    connection: &Connection,
    id: WorkshopNoteId,
    draft: &WorkshopNoteDraft,
) -> Result<(), BookError> {
    let rows = connection.execute(
        "UPDATE workshop_notes SET story = ?2, slide = ?3, goal = ?4, subject = ?5, kind = ?6, text = ?7, owner = ?8, due = ?9
         WHERE id = ?1",
        params![
            id.0,
            draft.story.map(|story| story.0),
            draft.slide.map(|slide| slide.0),
            draft.goal,
            draft.subject.as_ref().map(|code| &code.0),
            draft.kind.code(),
            draft.text.trim(),
            draft.owner.trim(),
            draft.due.map(|due| due.to_string()),
        ],
    )?;
    changed(rows, NOTE)
}

/// Removes a note.
pub(super) fn remove(connection: &Connection, id: WorkshopNoteId) -> Result<(), BookError> {
    changed(
        connection.execute("DELETE FROM workshop_notes WHERE id = ?1", [id.0])?,
        NOTE,
    )
}
