//! One figure's place in the book with every import's word on it, in the order in which the imports stand: the observations,
//! of which the last is current, and the confirmations between them.

use rusqlite::{Connection, Row, ToSql, params};

use super::figure::Figure;
use super::indicators::IndicatorId;

/// A statement on one figure, whose place are its first four parameters.
macro_rules! of_figure {
    ($statement:literal, $more:literal) => {
        concat!(
            $statement,
            " WHERE indicator = ?1 AND subject = ?2 AND period = ?3 AND people_group = ?4 ",
            $more
        )
    };
}

/// One figure's place.
pub(super) struct Place<'a> {
    pub(super) connection: &'a Connection,
    pub(super) indicator: IndicatorId,
    pub(super) subject: i64,
    pub(super) period: i64,
    pub(super) group: i64,
}

/// Where in a file an import gives the figure.
#[derive(Clone, Debug)]
pub(super) struct Claim {
    pub(super) import: u32,
    /// Where the import stands among the others.
    pub(super) place: u32,
    pub(super) sheet: i64,
    pub(super) row: u32,
    pub(super) column: u32,
    pub(super) raw: Option<String>,
}

impl Place<'_> {
    /// The observations, the current one last.
    pub(super) fn vintages(&self) -> rusqlite::Result<Vec<(Claim, Figure)>> {
        self.connection
            .prepare_cached(of_figure!(
                "SELECT vintage, place, sheet, source_row, source_column, raw,
                         value, state, lower, upper, count, denominator, markers, note
                     FROM observations JOIN imports ON number = vintage",
                "ORDER BY place"
            ))?
            .query_map(
                params![self.indicator, self.subject, self.period, self.group],
                |row| Ok((claim(row)?, Figure::from_row(row, 6)?)),
            )?
            .collect()
    }

    /// Where later imports found the figure that already stood.
    pub(super) fn confirmations(&self) -> rusqlite::Result<Vec<Claim>> {
        self.connection
            .prepare_cached(of_figure!(
                "SELECT import, place, sheet, source_row, source_column, raw
                     FROM confirmations JOIN imports ON number = import",
                "ORDER BY place"
            ))?
            .query_map(
                params![self.indicator, self.subject, self.period, self.group],
                claim,
            )?
            .collect()
    }

    pub(super) fn delete(&self, vintage: u32) -> rusqlite::Result<()> {
        self.execute(
            of_figure!("DELETE FROM observations", "AND vintage = ?5"),
            &[&vintage],
        )
    }

    /// Makes an import's observation the current one, or one that was.
    pub(super) fn set_current(&self, vintage: u32, is_current: bool) -> rusqlite::Result<()> {
        self.execute(
            of_figure!(
                "UPDATE observations SET is_current = ?6",
                "AND vintage = ?5"
            ),
            &[&vintage, &is_current],
        )
    }

    /// Makes the figure of one import that of another which had found the same.
    pub(super) fn hand_over(&self, from: u32, to: &Claim) -> rusqlite::Result<()> {
        self.execute(
            of_figure!(
                "UPDATE observations SET vintage = ?6, sheet = ?7, source_row = ?8, source_column = ?9, raw = ?10",
                "AND vintage = ?5"
            ),
            &[&from, &to.import, &to.sheet, &to.row, &to.column, &to.raw],
        )
    }

    /// Writes the figure of one import once more, as that of another which had found the same.
    pub(super) fn repeat(&self, from: u32, to: &Claim) -> rusqlite::Result<()> {
        self.execute(
            of_figure!(
                "INSERT INTO observations (indicator, subject, period, people_group, vintage, is_current, value, state,
                     lower, upper, count, denominator, markers, sheet, source_row, source_column, raw, note)
                 SELECT indicator, subject, period, people_group, ?6, is_current, value, state,
                     lower, upper, count, denominator, markers, ?7, ?8, ?9, ?10, note
                 FROM observations",
                "AND vintage = ?5"
            ),
            &[&from, &to.import, &to.sheet, &to.row, &to.column, &to.raw],
        )
    }

    pub(super) fn forget_confirmation(&self, import: u32) -> rusqlite::Result<()> {
        self.execute(
            of_figure!("DELETE FROM confirmations", "AND import = ?5"),
            &[&import],
        )
    }

    pub(super) fn confirm(&self, claim: &Claim) -> rusqlite::Result<()> {
        self.execute(
            "INSERT INTO confirmations (indicator, subject, period, people_group, import, sheet, source_row,
                 source_column, raw)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            &[&claim.import, &claim.sheet, &claim.row, &claim.column, &claim.raw],
        )
    }

    /// Runs a statement whose first four parameters are the figure's place.
    fn execute(&self, sql: &str, more: &[&dyn ToSql]) -> rusqlite::Result<()> {
        let place: [&dyn ToSql; 4] = [&self.indicator, &self.subject, &self.period, &self.group];
        let all = [place.as_slice(), more].concat();
        self.connection
            .prepare_cached(sql)?
            .execute(all.as_slice())?;
        Ok(())
    }

    /// Takes an import's figure away. True when nothing is left.
    pub(super) fn remove(&self, import: u32) -> rusqlite::Result<bool> {
        let vintages = self.vintages()?;
        let Some(at) = vintages
            .iter()
            .position(|(claim, _)| claim.import == import)
        else {
            return Ok(vintages.is_empty());
        };
        let (before, from) = vintages.split_at(at);
        let (before, after) = (before.last(), from.get(1));
        let place = from.first().map_or(0, |(claim, _)| claim.place);
        let until = after.map_or(u32::MAX, |(claim, _)| claim.place);
        let heir = self
            .confirmations()?
            .into_iter()
            .find(|claim| claim.place > place && claim.place < until);
        if let Some(heir) = heir {
            self.forget_confirmation(heir.import)?;
            self.hand_over(import, &heir)?;
            return Ok(false);
        }
        self.delete(import)?;
        match (before, after) {
            (None, None) => return Ok(true),
            (None, Some(_)) => {}
            (Some((earlier, _)), None) => self.set_current(earlier.import, true)?,
            (Some((earlier, stood)), Some((later, stands))) => {
                if stood == stands {
                    self.delete(later.import)?;
                    self.confirm(later)?;
                    if from.len() == 2 {
                        self.set_current(earlier.import, true)?;
                    }
                }
            }
        }
        Ok(false)
    }
}

fn claim(row: &Row<'_>) -> rusqlite::Result<Claim> {
    Ok(Claim {
        import: row.get(0)?,
        place: row.get(1)?,
        sheet: row.get(2)?,
        row: row.get(3)?,
        column: row.get(4)?,
        raw: row.get(5)?,
    })
}
