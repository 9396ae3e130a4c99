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
    /// Figures that are not written yet.
    waiting: Vec<Waiting>,
    /// Those that were written before, whose parameters the statement still has.
    before: Vec<Waiting>,
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
            before: Vec::with_capacity(TOGETHER),
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
            write(&mut self.many, self.import, &self.waiting, &self.before)?;
            std::mem::swap(&mut self.waiting, &mut self.before);
            self.waiting.clear();
        }
        Ok(())
    }

    /// Writes the last figures.
    pub(super) fn finish(&mut self) -> Result<(), BookError> {
        if !self.waiting.is_empty() {
            let mut rest = self.connection.prepare(&statement(self.waiting.len()))?;
            write(&mut rest, self.import, &self.waiting, &[])?;
            self.waiting.clear();
        }
        Ok(())
    }
}

/// Writes figures. A parameter that is as it was for the figure written before in its place is not said anew.
fn write(
    statement: &mut Statement<'_>,
    import: u32,
    figures: &[Waiting],
    before: &[Waiting],
) -> Result<(), BookError> {
    statement.raw_bind_parameter(1, import)?;
    let mut next = 2;
    let mut bind = |value: &dyn ToSql, is_new: bool| -> rusqlite::Result<()> {
        if is_new {
            statement.raw_bind_parameter(next, value)?;
        }
        next += 1;
        Ok(())
    };
    for (at, now) in figures.iter().enumerate() {
        let (place, figure) = (&now.place, &now.figure);
        let was = before.get(at);
        let is_new = |differs: &dyn Fn(&Waiting) -> bool| was.is_none_or(differs);
        bind(
            &place.indicator,
            is_new(&|was| was.place.indicator != place.indicator),
        )?;
        bind(
            &place.subject,
            is_new(&|was| was.place.subject != place.subject),
        )?;
        bind(
            &place.period,
            is_new(&|was| was.place.period != place.period),
        )?;
        bind(&place.group, is_new(&|was| was.place.group != place.group))?;
        bind(
            &now.is_current,
            is_new(&|was| was.is_current != now.is_current),
        )?;
        bind(&figure.reading.value(), true)?;
        let state = figure.reading.state();
        bind(
            &state.code(),
            is_new(&|was| was.figure.reading.state() != state),
        )?;
        bind(&bounded(figure.lower), true)?;
        bind(&bounded(figure.upper), true)?;
        let none_then = |number: fn(&ReviewedObservation) -> Option<f64>| {
            number(figure).is_some() || is_new(&|was| number(&was.figure).is_some())
        };
        bind(&bounded(figure.count), none_then(|of| of.count))?;
        bind(&bounded(figure.denominator), none_then(|of| of.denominator))?;
        let markers = (!figure.markers.is_empty()).then(|| figure.markers.code());
        bind(
            &markers,
            is_new(&|was| was.figure.markers != figure.markers),
        )?;
        bind(&now.sheet, is_new(&|was| was.sheet != now.sheet))?;
        bind(&figure.row, true)?;
        bind(
            &figure.column,
            is_new(&|was| was.figure.column != figure.column),
        )?;
        bind(&figure.raw, is_new(&|was| was.figure.raw != figure.raw))?;
        bind(&figure.note, is_new(&|was| was.figure.note != figure.note))?;
    }
    statement.raw_execute()?;
    Ok(())
}
