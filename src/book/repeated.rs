//! Whether a file was imported before with the same figures.

use std::collections::{HashMap, HashSet};

use rusqlite::Connection;

use super::BookError;
use super::figure::Figure;
use super::naming::Placed;
use super::placing::PlacedFigures;
use crate::import::ReviewedFile;

type Key = (u32, u32, u32);

/// The earliest of the imports `same_file`, each a number and its place, where together they hold every figure of the review.
pub(super) fn already_there(
    connection: &Connection,
    file: &ReviewedFile,
    placed: &PlacedFigures,
    same_file: &[(u32, u32)],
) -> Result<Option<u32>, BookError> {
    let Some((earliest, _)) = same_file.first() else {
        return Ok(None);
    };
    for chunk in placed.by_indicator(file) {
        let chunk = chunk?;
        let Some(first) = chunk.first() else {
            continue;
        };
        let vintages = vintages(connection, first.indicator)?;
        let confirmed = confirmed(connection, first.indicator)?;
        let mut before: Option<&Placed> = None;
        for place in &chunk {
            if before.is_some_and(|before| before.key() == place.key()) {
                continue;
            }
            before = Some(place);
            let key = (place.subject, place.period, place.group);
            let figure = place.figure(file)?;
            let Some(known) = vintages.get(&key) else {
                return Ok(None);
            };
            let is_there = same_file.iter().any(|(import, place)| {
                let claims = confirmed.contains(&(key, *import))
                    || known.iter().any(|(vintage, _)| vintage == place);
                claims
                    && known
                        .iter()
                        .rfind(|(vintage, _)| vintage <= place)
                        .is_some_and(|(_, stands)| stands.agrees_with(&figure))
            });
            if !is_there {
                return Ok(None);
            }
        }
    }
    Ok(Some(*earliest))
}

/// Every vintage of every figure of an indicator, each with the place of its import, in that order.
fn vintages(
    connection: &Connection,
    indicator: u32,
) -> rusqlite::Result<HashMap<Key, Vec<(u32, Figure)>>> {
    let mut vintages: HashMap<Key, Vec<(u32, Figure)>> = HashMap::new();
    let mut statement = connection.prepare_cached(
        "SELECT subject, period, people_group, place, value, state, lower, upper, count, denominator, markers, note
         FROM observations JOIN imports ON number = vintage
         WHERE indicator = ?1 ORDER BY subject, period, people_group, place",
    )?;
    let mut rows = statement.query([indicator])?;
    while let Some(row) = rows.next()? {
        vintages
            .entry((row.get(0)?, row.get(1)?, row.get(2)?))
            .or_default()
            .push((row.get(3)?, Figure::from_row(row, 4)?));
    }
    Ok(vintages)
}

fn confirmed(connection: &Connection, indicator: u32) -> rusqlite::Result<HashSet<(Key, u32)>> {
    connection
        .prepare_cached(
            "SELECT subject, period, people_group, import FROM confirmations WHERE indicator = ?1",
        )?
        .query_map([indicator], |row| {
            Ok(((row.get(0)?, row.get(1)?, row.get(2)?), row.get(3)?))
        })?
        .collect()
}
