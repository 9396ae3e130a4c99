//! Small tables that everything refers to are made again where a page of them is lost: their codes stand once more in an index, and
//! what files say of indicators and subjects is kept beside them.

use rusqlite::types::Value;
use rusqlite::{Connection, params};

use super::Loss;
use super::pages::Tree;
use super::tables::Source;
use crate::book::{BookError, indicators, subjects};
use crate::domain::Period;

/// Tables that can be made again, with the index of their codes.
const FROM_INDEX: [(&str, &str); 4] = [
    ("periods", "sqlite_autoindex_periods_1"),
    ("people_groups", "sqlite_autoindex_people_groups_1"),
    ("subjects", "sqlite_autoindex_subjects_1"),
    ("indicators", "sqlite_autoindex_indicators_1"),
];

/// Writes what the indexes still know of lost rows; tells how many rows came back to each table.
pub(super) fn rebuild(
    new: &Connection,
    source: &mut Source,
    losses: &mut [Loss],
) -> Result<(), BookError> {
    for (table, index) in FROM_INDEX {
        let Some(loss) = losses
            .iter_mut()
            .find(|loss| loss.table == table && loss.pages > 0)
        else {
            continue;
        };
        let Some(root) = source.indexes.get(index).copied() else {
            continue;
        };
        let mut named = Vec::new();
        source.pages.walk(root, Tree::Keyed, &mut |row| {
            if let [Value::Text(code), Value::Integer(id)] = row.values.as_slice() {
                named.push((*id, code.clone()));
            }
        });
        for (id, code) in named {
            loss.back += write(new, table, id, &code)? as u64;
        }
    }
    Ok(())
}

fn write(new: &Connection, table: &str, id: i64, code: &str) -> rusqlite::Result<usize> {
    match table {
        "periods" => {
            let Some(period) = Period::from_key(code).filter(|period| period.key() == code) else {
                return Ok(0);
            };
            new.execute(
                "INSERT OR IGNORE INTO periods (id, code, label, start_date, length) VALUES (?1, ?2, ?3, ?4, ?5)",
                params![id, code, period.label(), period.start().to_string(), period.length_key()],
            )
        }
        "people_groups" => new.execute(
            "INSERT OR IGNORE INTO people_groups (id, code) VALUES (?1, ?2)",
            params![id, code],
        ),
        "subjects" => new.execute(
            "INSERT OR IGNORE INTO subjects (id, code, name, kind, level)
             SELECT ?1, ?2, '', 'place', '' WHERE EXISTS (SELECT 1 FROM subject_statements WHERE subject = ?1)",
            params![id, code],
        ),
        _ => new.execute(
            "INSERT OR IGNORE INTO indicators (id, code, name, short_name, measure, unit, unit_kind, polarity, decimals,
                 definition, caveats, kind, publisher, dataset, released, licence, url, trend_allowed)
             SELECT ?1, ?2, '', '', '', '', '', '', 0, '', '', 'official', '', '', '', '', '', 1
             WHERE EXISTS (SELECT 1 FROM indicator_statements WHERE indicator = ?1)",
            params![id, code],
        ),
    }
}

/// Fills the rows that came back with what files say of them, once the book is of the newest version.
pub(super) fn describe(book: &Connection) -> Result<(), BookError> {
    let without_a_name = |sql: &str| -> rusqlite::Result<Vec<i64>> {
        book.prepare(sql)?
            .query_map([], |row| row.get(0))?
            .collect()
    };
    for id in without_a_name("SELECT id FROM subjects WHERE name = ''")? {
        subjects::settle(book, id)?;
    }
    for id in without_a_name("SELECT id FROM indicators WHERE name = '' AND unit_kind = ''")? {
        indicators::settle(book, id)?;
    }
    Ok(())
}
