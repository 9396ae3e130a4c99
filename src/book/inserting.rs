//! Figures on their way into the table `observations`: gathered, and written many to a statement, which takes a fraction of
//! the work of writing them one by one.

use rusqlite::{Connection, Statement, ToSql};

use super::BookError;
use super::figure::bounded;
use super::imports::SheetId;
use super::naming::Placed;
use crate::import::ReviewedObservation;

/// Figures that one statement writes: as many as its parameters allow.
const TOGETHER: usize = 58;
/// Parameters of a figure.
const EACH: usize = 17;

const HEAD: &str = "INSERT INTO observations (vintage, indicator, subject, period, people_group, is_current, value, state,
        lower, upper, count, denominator, markers, sheet, source_row, source_column, raw, note) VALUES ";

/// The statement that writes so many figures; its first parameter is the import.
fn statement(figures: usize) -> String {
    let one = format!("(?1{})", ",?".repeat(EACH));
    HEAD.to_owned() + &vec![one; figures].join(",")
}

/// Writes the figures of one import.
pub(super) struct Inserter<'a> {
    connection: &'a Connection,
    many: Statement<'a>,
    import: u32,
    /// Figures whose parameters are bound to the statement and that are not written yet.
    waiting: Vec<Waiting>,
}

/// A figure that is not written yet.
struct Waiting {
    place: Placed,
    figure: ReviewedObservation,
    sheet: SheetId,
    is_current: bool,
}

impl<'a> Inserter<'a> {
    pub(super) fn new(connection: &'a Connection, import: u32) -> Result<Self, BookError> {
        Ok(Self {
            connection,
            many: connection.prepare(&statement(TOGETHER))?,
            import,
            waiting: Vec::with_capacity(TOGETHER),
        })
    }

    /// Takes a figure; it is written with the next ones, or by [`Inserter::finish`].
    pub(super) fn insert(
        &mut self,
        place: &Placed,
        figure: ReviewedObservation,
        sheet: SheetId,
        is_current: bool,
    ) -> Result<(), BookError> {
        self.waiting.push(Waiting {
            place: *place,
            figure,
            sheet,
            is_current,
        });
        if self.waiting.len() == TOGETHER {
            write(&mut self.many, self.import, &self.waiting)?;
            self.waiting.clear();
        }
        Ok(())
    }

    /// Writes the last figures.
    pub(super) fn finish(&mut self) -> Result<(), BookError> {
        if !self.waiting.is_empty() {
            let mut rest = self.connection.prepare(&statement(self.waiting.len()))?;
            write(&mut rest, self.import, &self.waiting)?;
            self.waiting.clear();
        }
        Ok(())
    }
}

fn write(statement: &mut Statement<'_>, import: u32, figures: &[Waiting]) -> Result<(), BookError> {
    statement.raw_bind_parameter(1, import)?;
    let mut next = 2;
    let mut bind = |value: &dyn ToSql| -> rusqlite::Result<()> {
        statement.raw_bind_parameter(next, value)?;
        next += 1;
        Ok(())
    };
    for Waiting {
        place,
        figure,
        sheet,
        is_current,
    } in figures
    {
        bind(&place.indicator)?;
        bind(&place.subject)?;
        bind(&place.period)?;
        bind(&place.group)?;
        bind(is_current)?;
        bind(&figure.reading.value())?;
        bind(&figure.reading.state().code())?;
        for number in [figure.lower, figure.upper, figure.count, figure.denominator] {
            bind(&bounded(number))?;
        }
        bind(&(!figure.markers.is_empty()).then(|| figure.markers.code()))?;
        bind(sheet)?;
        bind(&figure.row)?;
        bind(&figure.column)?;
        bind(&figure.raw)?;
        bind(&figure.note)?;
    }
    statement.raw_execute()?;
    Ok(())
}
