//! The tables `indicators` and `indicator_statements`.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, Row, params};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::BookError;
use crate::domain::{Indicator, IndicatorCode, IndicatorKind, Polarity, Source, Unit, UnitKind};

/// Row number of an indicator in the book.
pub(super) type IndicatorId = i64;

/// Every indicator by its row number.
pub(super) fn all(connection: &Connection) -> rusqlite::Result<HashMap<IndicatorId, Indicator>> {
    connection
        .prepare_cached(
            "SELECT id, code, name, short_name, measure, unit, unit_kind, polarity, decimals, definition, caveats, kind,
                 publisher, dataset, released, licence, url, trend_allowed
             FROM indicators",
        )?
        .query_map([], |row| Ok((row.get(0)?, indicator(row)?)))?
        .collect()
}

fn indicator(row: &Row<'_>) -> rusqlite::Result<Indicator> {
    let polarity: String = row.get(7)?;
    Ok(Indicator {
        code: IndicatorCode(row.get(1)?),
        name: row.get(2)?,
        short_name: row.get(3)?,
        measure: row.get(4)?,
        unit: Unit {
            text: row.get(5)?,
            kind: from_word(&row.get::<_, String>(6)?).unwrap_or(UnitKind::Other),
        },
        polarity: Polarity::from_code(&polarity).unwrap_or(Polarity::None),
        decimals: row.get(8)?,
        definition: row.get(9)?,
        caveats: row.get(10)?,
        kind: from_word(&row.get::<_, String>(11)?).unwrap_or(IndicatorKind::Official),
        source: Source {
            publisher: row.get(12)?,
            dataset: row.get(13)?,
            released: row.get(14)?,
            licence: row.get(15)?,
            url: row.get(16)?,
        },
        trend_allowed: row.get(17)?,
    })
}

/// The text that serde gives a value without fields.
fn word<T: Serialize>(value: T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}

fn from_word<T: DeserializeOwned>(word: &str) -> Option<T> {
    serde_json::from_value(serde_json::Value::String(word.to_owned())).ok()
}

/// The row number of an indicator.
pub(super) fn find(
    connection: &Connection,
    code: &IndicatorCode,
) -> rusqlite::Result<Option<IndicatorId>> {
    connection
        .prepare_cached("SELECT id FROM indicators WHERE code = ?1")?
        .query_row([&code.0], |row| row.get(0))
        .optional()
}

/// The short name of an indicator, or the whole where it has none.
pub(super) fn short_name(connection: &Connection, id: IndicatorId) -> rusqlite::Result<String> {
    connection
        .prepare_cached(
            "SELECT coalesce(nullif(short_name, ''), name) FROM indicators WHERE id = ?1",
        )?
        .query_row([id], |row| row.get(0))
}

/// Keeps what an import says of an indicator and makes the row from all statements. Returns the row number, and whether the
/// indicator is new.
pub(super) fn state(
    connection: &Connection,
    import: u32,
    said: &Indicator,
) -> Result<(IndicatorId, bool), BookError> {
    let found = find(connection, &said.code)?;
    let id = match found {
        Some(id) => id,
        None => insert(connection, said)?,
    };
    let text = serde_json::to_string(said)
        .map_err(|error| BookError::Inconsistent(format!("{}: {error}", said.code)))?;
    connection
        .prepare_cached(
            "INSERT INTO indicator_statements (indicator, import, said) VALUES (?1, ?2, ?3)",
        )?
        .execute(params![id, import, text])?;
    if found.is_some() {
        settle(connection, id)?;
    }
    Ok((id, found.is_none()))
}

/// The indicators of which an import says something, which are those that it has figures of.
pub(super) fn stated_by(
    connection: &Connection,
    import: u32,
) -> rusqlite::Result<Vec<IndicatorId>> {
    connection
        .prepare_cached("SELECT indicator FROM indicator_statements WHERE import = ?1")?
        .query_map([import], |row| row.get(0))?
        .collect()
}

/// What an import said of an indicator; none where it said nothing.
pub(super) fn said(
    connection: &Connection,
    id: IndicatorId,
    import: u32,
) -> rusqlite::Result<Option<Indicator>> {
    let text: Option<String> = connection
        .prepare_cached(
            "SELECT said FROM indicator_statements WHERE indicator = ?1 AND import = ?2",
        )?
        .query_row(params![id, import], |row| row.get(0))
        .optional()?;
    Ok(text.and_then(|text| serde_json::from_str(&text).ok()))
}

/// Forgets what an import said of an indicator: the row is made anew from what the others say, or goes with the last of them.
pub(super) fn retract(
    connection: &Connection,
    import: u32,
    id: IndicatorId,
) -> Result<(), BookError> {
    connection.execute(
        "DELETE FROM indicator_statements WHERE indicator = ?1 AND import = ?2",
        params![id, import],
    )?;
    settle(connection, id)
}

/// Makes the row of an indicator from what all imports say of it.
pub(super) fn settle(connection: &Connection, id: IndicatorId) -> Result<(), BookError> {
    let said = connection
        .prepare_cached(
            "SELECT said FROM indicator_statements JOIN imports ON number = import
             WHERE indicator = ?1 ORDER BY place",
        )?
        .query_map([id], |row| row.get::<_, String>(0))?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    let mut statements = said.iter().map(|text| {
        serde_json::from_str::<Indicator>(text)
            .map_err(|error| BookError::Inconsistent(format!("indicator {id}: {error}")))
    });
    let Some(first) = statements.next() else {
        connection.execute("DELETE FROM indicators WHERE id = ?1", [id])?;
        return Ok(());
    };
    let mut merged = first?;
    for next in statements {
        merge(&mut merged, next?);
    }
    update(connection, id, &merged)?;
    Ok(())
}

/// What a later statement adds: it fills what was empty, and its release is the newer one.
pub(super) fn merge(into: &mut Indicator, later: Indicator) {
    let fill = |old: &mut String, new: String| {
        if old.is_empty() {
            *old = new;
        }
    };
    let renew = |old: &mut String, new: String| {
        if !new.is_empty() {
            *old = new;
        }
    };
    fill(&mut into.name, later.name);
    fill(&mut into.short_name, later.short_name);
    fill(&mut into.measure, later.measure);
    if into.unit.text.is_empty() {
        into.unit = later.unit;
    }
    if into.polarity == Polarity::None {
        into.polarity = later.polarity;
    }
    into.trend_allowed &= later.trend_allowed;
    renew(&mut into.definition, later.definition);
    renew(&mut into.caveats, later.caveats);
    fill(&mut into.source.publisher, later.source.publisher);
    fill(&mut into.source.dataset, later.source.dataset);
    renew(&mut into.source.released, later.source.released);
    fill(&mut into.source.licence, later.source.licence);
    renew(&mut into.source.url, later.source.url);
}

fn insert(connection: &Connection, indicator: &Indicator) -> rusqlite::Result<IndicatorId> {
    connection.execute(
        "INSERT INTO indicators (code, name, short_name, measure, unit, unit_kind, polarity, decimals, definition, caveats,
             kind, publisher, dataset, released, licence, url, trend_allowed)
         VALUES (?1, '', '', '', '', '', '', 0, '', '', 'official', '', '', '', '', '', 1)",
        [&indicator.code.0],
    )?;
    let id = connection.last_insert_rowid();
    update(connection, id, indicator)?;
    Ok(id)
}

fn update(connection: &Connection, id: IndicatorId, indicator: &Indicator) -> rusqlite::Result<()> {
    let source = &indicator.source;
    connection
        .prepare_cached(
            "UPDATE indicators SET name = ?2, short_name = ?3, measure = ?4, unit = ?5, unit_kind = ?6, polarity = ?7,
                 decimals = ?8, definition = ?9, caveats = ?10, kind = ?11, publisher = ?12, dataset = ?13, released = ?14,
                 licence = ?15, url = ?16, trend_allowed = ?17
             WHERE id = ?1",
        )?
        .execute(params![
            id,
            indicator.name,
            indicator.short_name,
            indicator.measure,
            indicator.unit.text,
            word(indicator.unit.kind),
            indicator.polarity.code(),
            indicator.decimals,
            indicator.definition,
            indicator.caveats,
            word(indicator.kind),
            source.publisher,
            source.dataset,
            source.released,
            source.licence,
            source.url,
            indicator.trend_allowed,
        ])?;
    Ok(())
}
