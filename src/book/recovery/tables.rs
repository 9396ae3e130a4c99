//! The tables of each version of a book, as their rows lie in a file, and where they begin in the file that is read.

use std::collections::BTreeMap;
use std::path::Path;

use rusqlite::types::Value;
use rusqlite::{Connection, params};

use super::pages::{PageNumber, Pages, Row, Tree};
use crate::book::BookError;
use crate::book::identify::APPLICATION_ID;
use crate::book::migrations;

/// A table of ours.
#[derive(Clone, Debug)]
pub(super) struct Table {
    /// Its name.
    pub(super) name: String,
    /// How it keeps its rows.
    pub(super) tree: Tree,
    /// Its columns in the order in which a file holds them.
    pub(super) columns: Vec<String>,
    /// What each column holds: `TEXT`, `INTEGER` or `REAL`.
    types: Vec<String>,
    /// The column that is the row's number and stands nowhere else.
    number: Option<usize>,
}

impl Table {
    /// Whether a row that lies about is one of this table: it has all columns, and each holds what the column holds.
    pub(super) fn is_of(&self, row: &Row) -> bool {
        let fits = |(value, kind): (&Value, &String)| match value {
            Value::Null => true,
            Value::Integer(_) => kind == "INTEGER" || kind == "REAL",
            Value::Real(_) => kind == "REAL",
            Value::Text(_) => kind == "TEXT",
            Value::Blob(_) => false,
        };
        row.values.len() == self.columns.len() && row.values.iter().zip(&self.types).all(fits)
    }

    /// The values of a row, as many as it has; none where it has more than the table has columns.
    pub(super) fn values(&self, row: Row) -> Option<Vec<Value>> {
        let mut values = row.values;
        if values.is_empty() || values.len() > self.columns.len() {
            return None;
        }
        if let (Some(at), Some(number)) = (self.number, row.number) {
            *values.get_mut(at)? = Value::Integer(number);
        }
        Some(values)
    }
}

/// The tables that a book of a version has.
fn of_version(example: &Connection) -> rusqlite::Result<Vec<Table>> {
    let tables: Vec<(String, bool)> = example
        .prepare(
            "SELECT name, wr FROM pragma_table_list
             WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!'",
        )?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    tables
        .into_iter()
        .map(|(name, keyed)| {
            // In a table by key, the key comes first.
            let columns: Vec<(String, bool, String)> = example
                .prepare(
                    "SELECT name, type = 'INTEGER' AND pk > 0, type FROM pragma_table_info(?1)
                     ORDER BY CASE WHEN ?2 AND pk > 0 THEN pk ELSE 1000 + cid END",
                )?
                .query_map(params![name, keyed], |row| {
                    Ok((row.get(0)?, row.get(1)?, row.get(2)?))
                })?
                .collect::<rusqlite::Result<_>>()?;
            let numbers: Vec<usize> = (0..columns.len())
                .filter(|at| columns.get(*at).is_some_and(|(_, is_number, _)| *is_number))
                .collect();
            let number = match numbers.as_slice() {
                [one] if !keyed => Some(*one),
                _ => None,
            };
            Ok(Table {
                tree: if keyed { Tree::Keyed } else { Tree::Numbered },
                types: columns.iter().map(|(.., kind)| kind.clone()).collect(),
                columns: columns.into_iter().map(|(name, ..)| name).collect(),
                number,
                name,
            })
        })
        .collect()
}

/// A file, known for a book of some version.
pub(super) struct Source {
    /// Its pages.
    pub(super) pages: Pages,
    /// The version whose tables it has.
    pub(super) version: u32,
    /// Its tables, each with the page at which it begins; none where that is not known.
    pub(super) tables: Vec<(Table, Option<PageNumber>)>,
    /// Where the indexes that SQLite makes itself begin.
    pub(super) indexes: BTreeMap<String, PageNumber>,
    /// Tables that another program has changed, which are not read.
    pub(super) altered: Vec<String>,
    /// Whether the list of tables could be read.
    pub(super) listed: bool,
}

const MAGIC: &[u8] = b"SQLite format 3\0";

/// What the list of tables in a file says: name, text and first page of each; indexes that SQLite makes itself have no text.
type Listed = BTreeMap<String, (String, PageNumber)>;

impl Source {
    /// Knows the file at `path` by its list of tables, or by its header where the list cannot be read.
    pub(super) fn open(path: &Path) -> Result<Self, BookError> {
        let header = header(path).map_err(|error| BookError::of_file(path, error))?;
        let stated = |at: usize| super::record::big_endian(&header, at, 4).unwrap_or(0);
        let ours = stated(68) == APPLICATION_ID.cast_unsigned();
        let is_database = header.starts_with(MAGIC);
        let mut best: Option<(usize, u32, usize, Listed)> = None;
        for size in sizes(&header) {
            let listed = listed(path, size).map_err(|error| BookError::of_file(path, error))?;
            for version in 1..=migrations::NEWEST {
                let alike = alike(&listed, version).map_err(BookError::from)?;
                let better = best.as_ref().is_none_or(|(before, of, ..)| {
                    alike > *before || alike == *before && version == stated(60) && *of != version
                });
                if alike > 0 && better {
                    best = Some((alike, version, size, listed.clone()));
                }
            }
        }
        let Some((_, version, size, listed)) = best else {
            if !ours {
                let path = path.to_owned();
                return Err(if is_database {
                    BookError::Foreign(path)
                } else {
                    BookError::NoBook(path)
                });
            }
            return Self::by_header(path, stated(60));
        };
        let example = migrations::example(version)?;
        let known = migrations::expected(version)?.unwrap_or_default();
        let objects = listed.values().filter(|(sql, _)| !sql.is_empty()).count();
        if stated(60) > migrations::NEWEST && ours && objects > known.len() {
            return Err(BookError::Newer(path.to_owned(), stated(60)));
        }
        let mut altered = Vec::new();
        let mut tables = Vec::new();
        for table in of_version(&example)? {
            let expected = known.iter().find(|(_, name, _)| *name == table.name);
            match (listed.get(&table.name), expected) {
                (Some((sql, _)), Some((_, _, expected))) if sql != expected => {
                    altered.push(table.name);
                }
                (Some((_, root)), _) => tables.push((table, Some(*root))),
                (None, _) => tables.push((table, None)),
            }
        }
        let mut pages = Pages::open(path, size).map_err(|error| BookError::of_file(path, error))?;
        pages.walk(1, Tree::Numbered, &mut |_| {});
        Ok(Self {
            pages,
            version,
            tables,
            indexes: listed
                .into_iter()
                .map(|(name, (_, root))| (name, root))
                .collect(),
            altered,
            listed: true,
        })
    }

    /// A book whose list of tables is lost: its tables are looked for where a new book has them.
    fn by_header(path: &Path, stated: u32) -> Result<Self, BookError> {
        let version = if (1..=migrations::NEWEST).contains(&stated) {
            stated
        } else {
            migrations::NEWEST
        };
        let example = migrations::example(version)?;
        let roots: BTreeMap<String, PageNumber> = example
            .prepare("SELECT name, rootpage FROM sqlite_schema WHERE type IN ('table', 'index')")?
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<rusqlite::Result<_>>()?;
        let tables = of_version(&example)?
            .into_iter()
            .map(|table| {
                let root = roots.get(&table.name).copied();
                (table, root)
            })
            .collect();
        Ok(Self {
            pages: Pages::open(path, 4096).map_err(|error| BookError::of_file(path, error))?,
            version,
            tables,
            indexes: roots,
            altered: Vec::new(),
            listed: false,
        })
    }
}

fn header(path: &Path) -> std::io::Result<Vec<u8>> {
    use std::io::Read;
    let mut header = Vec::with_capacity(100);
    std::fs::File::open(path)?
        .take(100)
        .read_to_end(&mut header)?;
    Ok(header)
}

/// Sizes of pages to try: the one that the file states, the one that books have, and the others.
fn sizes(header: &[u8]) -> Vec<usize> {
    let stated = super::record::big_endian(header, 16, 2).unwrap_or(0) as usize;
    let mut sizes = vec![4096];
    if stated.is_power_of_two() && stated >= 512 {
        sizes.insert(0, stated);
    }
    sizes.extend([512, 1024, 2048, 8192, 16384, 32768, 65536]);
    sizes
}

fn listed(path: &Path, size: usize) -> std::io::Result<Listed> {
    let mut listed = Listed::new();
    Pages::open(path, size)?.walk(1, Tree::Numbered, &mut |row| {
        if let [
            Value::Text(_),
            Value::Text(name),
            _,
            Value::Integer(root),
            sql,
        ] = row.values.as_slice()
            && let Ok(root) = PageNumber::try_from(*root)
        {
            let sql = match sql {
                Value::Text(sql) => sql.clone(),
                _ => String::new(),
            };
            listed.insert(name.clone(), (sql, root));
        }
    });
    Ok(listed)
}

/// How many tables of a version are in a list, to the letter.
fn alike(listed: &Listed, version: u32) -> rusqlite::Result<usize> {
    let expected = migrations::expected(version)?.unwrap_or_default();
    let is_listed = |name: &str, sql: &str| listed.get(name).is_some_and(|(of, _)| of == sql);
    Ok(expected
        .iter()
        .filter(|(kind, name, sql)| kind == "table" && is_listed(name, sql))
        .count())
}
