//! The tables `subjects`, `subject_ids`, `subject_names` and `subject_statements`.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, params};
use serde::{Deserialize, Serialize};

use super::BookError;
use crate::domain::{IdKind, Level, OrganisationType, Subject, SubjectCode, SubjectKind};

/// Row number of a subject in the book.
pub(super) type SubjectId = i64;

/// What an import says of a subject, kept short: there are many.
#[derive(Serialize, Deserialize)]
struct Said(
    String,
    SubjectKind,
    Option<SubjectCode>,
    Vec<(IdKind, String)>,
    Vec<String>,
    Option<jiff::civil::Date>,
    Option<jiff::civil::Date>,
    Option<SubjectCode>,
    Option<String>,
    // Statements of books up to version 4 end before it.
    #[serde(default, skip_serializing_if = "Option::is_none")] Option<String>,
);

impl Said {
    fn of(subject: &Subject) -> Self {
        let subject = subject.clone();
        Self(
            subject.name,
            subject.kind,
            subject.parent,
            subject.ids,
            subject.other_names,
            subject.from,
            subject.to,
            subject.successor,
            subject.size_band,
            subject.sector,
        )
    }

    fn subject(self, code: SubjectCode) -> Subject {
        Subject {
            code,
            name: self.0,
            kind: self.1,
            parent: self.2,
            ids: self.3,
            other_names: self.4,
            from: self.5,
            to: self.6,
            successor: self.7,
            size_band: self.8,
            sector: self.9,
        }
    }
}

/// Every subject by its row number.
pub(super) fn all(connection: &Connection) -> rusqlite::Result<HashMap<SubjectId, Subject>> {
    let mut subjects = connection
        .prepare_cached(
            "SELECT id, code, name, kind, level, parent, valid_from, valid_to, successor, size_band, sector FROM subjects",
        )?
        .query_map([], |row| {
            let kind: String = row.get(3)?;
            let level: String = row.get(4)?;
            let date = |text: Option<String>| text.and_then(|text| text.parse().ok());
            Ok((
                row.get(0)?,
                Subject {
                    code: SubjectCode(row.get(1)?),
                    name: row.get(2)?,
                    kind: if kind == "place" {
                        SubjectKind::Place(Level::from_code(&level).unwrap_or(Level::Other))
                    } else {
                        SubjectKind::Organisation(
                            OrganisationType::from_code(&level)
                                .unwrap_or(OrganisationType::Employer),
                        )
                    },
                    parent: row.get::<_, Option<String>>(5)?.map(SubjectCode),
                    ids: Vec::new(),
                    other_names: Vec::new(),
                    from: date(row.get(6)?),
                    to: date(row.get(7)?),
                    successor: row.get::<_, Option<String>>(8)?.map(SubjectCode),
                    size_band: row.get(9)?,
                    sector: row.get(10)?,
                },
            ))
        })?
        .collect::<rusqlite::Result<HashMap<SubjectId, Subject>>>()?;
    let mut ids = connection.prepare_cached(
        "SELECT subject, register, identifier FROM subject_ids ORDER BY subject, position",
    )?;
    let mut rows = ids.query([])?;
    while let Some(row) = rows.next()? {
        if let Some(subject) = subjects.get_mut(&row.get(0)?) {
            let register: String = row.get(1)?;
            let kind = IdKind::from_code(&register).unwrap_or(IdKind::Other);
            subject.ids.push((kind, row.get(2)?));
        }
    }
    let mut names = connection
        .prepare_cached("SELECT subject, name FROM subject_names ORDER BY subject, position")?;
    let mut rows = names.query([])?;
    while let Some(row) = rows.next()? {
        if let Some(subject) = subjects.get_mut(&row.get(0)?) {
            subject.other_names.push(row.get(1)?);
        }
    }
    Ok(subjects)
}

/// The row number of a subject.
pub(super) fn find(
    connection: &Connection,
    code: &SubjectCode,
) -> rusqlite::Result<Option<SubjectId>> {
    connection
        .prepare_cached("SELECT id FROM subjects WHERE code = ?1")?
        .query_row([&code.0], |row| row.get(0))
        .optional()
}

/// Keeps what an import says of a subject as of a day, and makes the row from all statements. Returns the row number, and
/// whether the subject is new.
pub(super) fn state(
    connection: &Connection,
    import: u32,
    as_of: &str,
    subject: &Subject,
) -> Result<(SubjectId, bool), BookError> {
    let said = serde_json::to_string(&Said::of(subject))
        .map_err(|error| BookError::Inconsistent(format!("{}: {error}", subject.code)))?;
    let found = find(connection, &subject.code)?;
    let (id, adds) = if let Some(id) = found {
        let latest: Option<(String, String)> = connection
            .prepare_cached(
                "SELECT as_of, said FROM subject_statements JOIN imports ON number = import
                 WHERE subject = ?1 ORDER BY as_of DESC, place DESC LIMIT 1",
            )?
            .query_row([id], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let repeats = latest.is_some_and(|(day, text)| day.as_str() <= as_of && text == said);
        (id, !repeats)
    } else {
        connection
            .prepare_cached(
                "INSERT INTO subjects (code, name, kind, level) VALUES (?1, '', 'place', '')",
            )?
            .execute([&subject.code.0])?;
        let id = connection.last_insert_rowid();
        write(connection, id, subject)?;
        (id, false)
    };
    connection
        .prepare_cached(
            "INSERT INTO subject_statements (subject, import, as_of, said) VALUES (?1, ?2, ?3, ?4)",
        )?
        .execute(params![id, import, as_of, said])?;
    if adds {
        settle(connection, id)?;
    }
    Ok((id, found.is_none()))
}

/// Forgets what an import said of subjects: the rows are made anew from what the others say, or go with the last of them.
pub(super) fn retract(connection: &Connection, import: u32) -> Result<(), BookError> {
    let concerned = connection
        .prepare_cached("SELECT subject FROM subject_statements WHERE import = ?1")?
        .query_map([import], |row| row.get(0))?
        .collect::<rusqlite::Result<Vec<SubjectId>>>()?;
    connection.execute("DELETE FROM subject_statements WHERE import = ?1", [import])?;
    for id in concerned {
        settle(connection, id)?;
    }
    Ok(())
}

/// Makes the row of a subject from what all imports say of it.
pub(super) fn settle(connection: &Connection, id: SubjectId) -> Result<(), BookError> {
    let said = connection
        .prepare_cached(
            "SELECT code, said FROM subject_statements JOIN subjects ON id = subject JOIN imports ON number = import
             WHERE subject = ?1 ORDER BY as_of, place",
        )?
        .query_map([id], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<Vec<(String, String)>>>()?;
    let mut statements = said.iter().map(|(code, text)| {
        serde_json::from_str::<Said>(text)
            .map(|said| said.subject(SubjectCode(code.clone())))
            .map_err(|error| BookError::Inconsistent(format!("subject {id}: {error}")))
    });
    let Some(first) = statements.next() else {
        connection
            .prepare_cached("DELETE FROM subjects WHERE id = ?1")?
            .execute([id])?;
        return Ok(());
    };
    let mut merged = first?;
    for next in statements {
        merge(&mut merged, next?);
    }
    write(connection, id, &merged)?;
    Ok(())
}

/// What a later statement adds: its name is shown and the former ones are kept, its identifiers come first.
pub(super) fn merge(into: &mut Subject, later: Subject) {
    let mut names = std::mem::take(&mut into.other_names);
    if later.name.is_empty() || later.name == into.name {
        names.extend(later.other_names);
    } else {
        names.push(std::mem::replace(&mut into.name, later.name));
        names.extend(later.other_names);
    }
    for name in names {
        if name != into.name && !name.is_empty() && !into.other_names.contains(&name) {
            into.other_names.push(name);
        }
    }
    let mut ids = later.ids;
    for id in std::mem::take(&mut into.ids) {
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    into.ids = ids;
    let tells_less = matches!(
        later.kind,
        SubjectKind::Place(Level::Other) | SubjectKind::Organisation(OrganisationType::Employer)
    );
    if !tells_less {
        into.kind = later.kind;
    }
    into.parent = later.parent.or(into.parent.take());
    into.from = later.from.or(into.from);
    into.to = later.to.or(into.to);
    into.successor = later.successor.or(into.successor.take());
    into.size_band = later.size_band.or(into.size_band.take());
    into.sector = later.sector.or(into.sector.take());
}

fn write(connection: &Connection, id: SubjectId, subject: &Subject) -> rusqlite::Result<()> {
    let (kind, level) = match subject.kind {
        SubjectKind::Place(level) => ("place", level.code()),
        SubjectKind::Organisation(kind) => ("organisation", kind.code()),
    };
    let code = |code: &Option<SubjectCode>| code.as_ref().map(|code| code.0.clone());
    connection
        .prepare_cached(
            "UPDATE subjects SET name = ?2, kind = ?3, level = ?4, parent = ?5, valid_from = ?6, valid_to = ?7,
                 successor = ?8, size_band = ?9, sector = ?10
             WHERE id = ?1",
        )?
        .execute(params![
            id,
            subject.name,
            kind,
            level,
            code(&subject.parent),
            subject.from.map(|day| day.to_string()),
            subject.to.map(|day| day.to_string()),
            code(&subject.successor),
            subject.size_band,
            subject.sector,
        ])?;
    connection
        .prepare_cached("DELETE FROM subject_ids WHERE subject = ?1")?
        .execute([id])?;
    let mut insert = connection.prepare_cached(
        "INSERT INTO subject_ids (subject, position, register, identifier) VALUES (?1, ?2, ?3, ?4)",
    )?;
    for ((register, identifier), position) in subject.ids.iter().zip(0i64..) {
        insert.execute(params![id, position, register.code(), identifier])?;
    }
    connection
        .prepare_cached("DELETE FROM subject_names WHERE subject = ?1")?
        .execute([id])?;
    let mut insert = connection.prepare_cached(
        "INSERT INTO subject_names (subject, position, name) VALUES (?1, ?2, ?3)",
    )?;
    for (name, position) in subject.other_names.iter().zip(0i64..) {
        insert.execute(params![id, position, name])?;
    }
    Ok(())
}
