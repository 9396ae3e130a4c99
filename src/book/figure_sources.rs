//! Sources of single figures. What an import says of an indicator names one source; figures of another one have a row of their
//! own in `import_sheets`, a part of their sheet, which carries it.

use std::collections::HashMap;
use std::sync::Arc;

use rusqlite::{Connection, params};

use super::imports::SheetId;
use super::indicators;
use super::naming::out_of_place;
use super::{BookError, Reader, imports};
use crate::domain::{Indicator, IndicatorCode, Source};
use crate::import::{ReviewedObservation, ReviewedSheet};

/// The rows of a sheet in the book.
pub(super) struct SheetRows {
    /// For figures without a source of their own, by their indicator's index.
    of_indicator: Vec<SheetId>,
    /// By the index of their source.
    of_source: Vec<SheetId>,
}

impl SheetRows {
    /// Writes the rows of a sheet, whose figures come from what `stated` says of their indicators unless it is said otherwise.
    pub(super) fn write<'a>(
        connection: &Connection,
        import: u32,
        sheet: &ReviewedSheet,
        stated: impl Fn(&IndicatorCode) -> Option<&'a Source>,
    ) -> Result<Self, BookError> {
        let whole = imports::add_sheet(connection, import, sheet)?;
        let mut parts: Vec<(&Source, SheetId)> = Vec::new();
        let of_indicators = sheet.indicators.iter().map(|indicator| {
            let differs = stated(&indicator.code).is_some_and(|of| *of != indicator.source);
            differs.then_some(&indicator.source)
        });
        let mut ids = Vec::with_capacity(sheet.indicators.len() + sheet.sources.len());
        for source in of_indicators.chain(sheet.sources.iter().map(Some)) {
            let known = parts.iter().find(|(of, _)| Some(*of) == source);
            let id = match (source, known) {
                (None, _) => whole,
                (Some(_), Some((_, id))) => *id,
                (Some(source), None) => {
                    let id = add_part(connection, whole, source)?;
                    parts.push((source, id));
                    id
                }
            };
            ids.push(id);
        }
        let of_source = ids.split_off(sheet.indicators.len());
        Ok(Self {
            of_indicator: ids,
            of_source,
        })
    }

    /// The row of a figure.
    pub(super) fn of(&self, figure: &ReviewedObservation) -> Result<SheetId, BookError> {
        let found = match figure.source {
            None => self.of_indicator.get(figure.indicator as usize),
            Some(source) => self.of_source.get(source as usize),
        };
        found.copied().ok_or_else(out_of_place)
    }
}

impl Reader {
    /// What an import said of an indicator: its source and caveats where several files hold figures of one indicator.
    pub fn indicator_as_imported(
        &self,
        indicator: &IndicatorCode,
        import: u32,
    ) -> Result<Option<Arc<Indicator>>, BookError> {
        self.with_names(|connection, names| {
            let Some(id) = names.indicator_ids.get(indicator) else {
                return Ok(None);
            };
            let read = || indicators::said(connection, *id, import);
            Ok(names.slices.said((*id, import), read)?)
        })
    }
}

/// Writes a part of a sheet, whose figures come from this source.
fn add_part(
    connection: &Connection,
    whole: SheetId,
    source: &Source,
) -> Result<SheetId, BookError> {
    connection.execute(
        "INSERT INTO import_sheets (import, name, layout, header_rows, last_row, columns, counts, part_of, source)
         SELECT import, name, layout, header_rows, last_row, '[]', '{}', id, ?2 FROM import_sheets WHERE id = ?1",
        params![whole, imports::json(source)?],
    )?;
    Ok(connection.last_insert_rowid())
}

/// The sources of figures that have one of their own, by the row of their sheet.
pub(super) fn all(connection: &Connection) -> rusqlite::Result<HashMap<SheetId, Arc<Source>>> {
    let rows = connection
        .prepare_cached("SELECT id, source FROM import_sheets WHERE source IS NOT NULL")?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<Vec<(SheetId, String)>>>()?;
    Ok(rows
        .into_iter()
        .filter_map(|(id, text)| Some((id, Arc::new(serde_json::from_str(&text).ok()?))))
        .collect())
}
