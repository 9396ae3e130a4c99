//! The names of a reviewed file, written into the book, and its figures with the row numbers of their names.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rusqlite::Connection;

use super::figure_sources::SheetRows;
use super::placing::PlacedFigures;
use super::watch::Watch;
use super::{BookError, ImportOutcome, breakdowns, goals, indicators, subjects};
use crate::domain::{Indicator, IndicatorCode, Subject, SubjectCode, SubjectKind};
use crate::import::{ReviewedFile, ReviewedObservation, ReviewedSheet};

/// A figure's place in the book and in the review. Sorted by the place in the book, so that writing appends.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Placed {
    pub(super) indicator: u32,
    pub(super) subject: u32,
    pub(super) period: u32,
    pub(super) group: u32,
    pub(super) sheet: u32,
    pub(super) index: u32,
}

impl Placed {
    pub(super) fn key(&self) -> (u32, u32, u32, u32) {
        (self.indicator, self.subject, self.period, self.group)
    }

    /// The figure in the review.
    pub(super) fn figure(&self, file: &ReviewedFile) -> Result<ReviewedObservation, BookError> {
        file.sheets
            .get(self.sheet as usize)
            .and_then(|sheet| sheet.observations.get(self.index as usize))
            .ok_or_else(out_of_place)
    }
}

/// What is said when the lists of a review do not fit together.
pub(super) fn out_of_place() -> BookError {
    BookError::Inconsistent("a figure refers to a name that its sheet does not hold".to_owned())
}

/// A file whose names are in the book.
pub(super) struct Named {
    /// Its figures by their place in the book.
    pub(super) placed: PlacedFigures,
    /// The rows of its sheets.
    pub(super) sheets: Vec<SheetRows>,
    /// How many of its names are new.
    pub(super) outcome: ImportOutcome,
}

/// What the sheets of a file say of their names, with those that have no figures left out.
#[derive(Default)]
struct Statements<'a> {
    indicators: BTreeMap<&'a IndicatorCode, Indicator>,
    subjects: BTreeMap<&'a SubjectCode, (Date, Subject)>,
}

impl<'a> Statements<'a> {
    fn add(&mut self, sheet: &'a ReviewedSheet) -> Result<(), BookError> {
        let mut used = vec![false; sheet.indicators.len()];
        let mut latest: Vec<Option<Date>> = vec![None; sheet.subjects.len()];
        let ends: Vec<Date> = sheet.periods.iter().map(|period| period.end()).collect();
        for at in 0..sheet.observations.len() {
            let [indicator, subject, period, _] =
                sheet.observations.names(at).ok_or_else(out_of_place)?;
            *used.get_mut(indicator as usize).ok_or_else(out_of_place)? = true;
            let end = ends.get(period as usize).ok_or_else(out_of_place)?;
            let day = latest.get_mut(subject as usize).ok_or_else(out_of_place)?;
            *day = (*day).max(Some(*end));
        }
        for (indicator, used) in sheet.indicators.iter().zip(used) {
            if !used {
                continue;
            }
            match self.indicators.get_mut(&indicator.code) {
                Some(merged) => indicators::merge(merged, indicator.clone()),
                None => {
                    self.indicators.insert(&indicator.code, indicator.clone());
                }
            }
        }
        for (subject, day) in sheet.subjects.iter().zip(latest) {
            let Some(day) = day else {
                continue;
            };
            match self.subjects.get_mut(&subject.code) {
                Some((newest, merged)) => {
                    *newest = day.max(*newest);
                    subjects::merge(merged, subject.clone());
                }
                None => {
                    self.subjects.insert(&subject.code, (day, subject.clone()));
                }
            }
        }
        Ok(())
    }
}

/// Writes what the file says of its indicators, subjects, periods and groups.
pub(super) fn write_names(
    connection: &Connection,
    import: u32,
    file: &ReviewedFile,
    watch: &Watch,
) -> Result<Named, BookError> {
    let mut outcome = ImportOutcome::default();
    let mut sheets = Vec::with_capacity(file.sheets.len());

    let mut statements = Statements::default();
    for sheet in &file.sheets {
        goals::state(connection, import, &sheet.goals)?;
        statements.add(sheet)?;
    }
    for sheet in &file.sheets {
        sheets.push(SheetRows::write(connection, import, sheet, |code| {
            Some(&statements.indicators.get(code)?.source)
        })?);
    }
    let mut indicator_ids = BTreeMap::new();
    for (code, said) in &statements.indicators {
        let (id, is_new) = indicators::state(connection, import, said)?;
        outcome.new_indicators += u64::from(is_new);
        goals::settle(connection, code)?;
        indicator_ids.insert(*code, small(id)?);
    }
    let mut subject_ids = BTreeMap::new();
    for (code, (day, said)) in &statements.subjects {
        watch.stop_if_cancelled()?;
        let (id, is_new) = subjects::state(connection, import, &day.to_string(), said)?;
        match said.kind {
            SubjectKind::Place(_) => outcome.new_places += u64::from(is_new),
            SubjectKind::Organisation(_) => {
                outcome.new_organisations += u64::from(is_new);
            }
        }
        subject_ids.insert(*code, small(id)?);
    }
    let mut placed = PlacedFigures::default();
    for sheet in &file.sheets {
        let names = [
            sheet
                .indicators
                .iter()
                .map(|indicator| indicator_ids.get(&indicator.code).copied())
                .collect(),
            sheet
                .subjects
                .iter()
                .map(|subject| subject_ids.get(&subject.code).copied())
                .collect(),
            sheet
                .periods
                .iter()
                .map(|period| small(breakdowns::period(connection, *period)?).map(Some))
                .collect::<Result<_, BookError>>()?,
            sheet
                .groups
                .iter()
                .map(|group| small(breakdowns::group(connection, group)?).map(Some))
                .collect::<Result<_, BookError>>()?,
        ];
        placed.add(sheet, names)?;
    }
    Ok(Named {
        placed,
        sheets,
        outcome,
    })
}

fn small(id: i64) -> Result<u32, BookError> {
    u32::try_from(id).map_err(|_| BookError::Inconsistent(format!("row number {id}")))
}

#[cfg(test)]
mod tests {
    use super::Statements;
    use crate::domain::{PeopleGroup, Period};
    use crate::import::{Counts, Layout, Observations, ReviewedSheet};

    #[test]
    fn a_sheet_without_figures_states_nothing() {
        let sheet = ReviewedSheet {
            sheet: "Notes".to_owned(),
            layout: Layout::NoFigures,
            proof: String::new(),
            header_rows: Vec::new(),
            last_row: 0,
            columns: Vec::new(),
            indicators: Vec::new(),
            goals: Vec::new(),
            subjects: Vec::new(),
            periods: Period::calendar_year(2024).into_iter().collect(),
            groups: vec![PeopleGroup::all()],
            sources: Vec::new(),
            observations: Observations::default(),
            problems: Vec::new(),
            questions: Vec::new(),
            counts: Counts::default(),
        };
        let mut statements = Statements::default();
        statements.add(&sheet).expect("nothing is out of place");
        assert!(statements.indicators.is_empty() && statements.subjects.is_empty());
    }
}
