//! The rows of a table, read by its plan into figures.

mod above;
mod asking;
mod cells;
mod figures;
mod naming;
mod registers;

use above::Above;
use cells::at;
pub(super) use cells::text_of;

use std::collections::HashMap;
use std::sync::Arc;

use foldhash::fast::RandomState;

use super::columns::{Columns, Part, PeriodPart, part_of_header, says_how_sure};
use super::family::Family;
use super::grid::{Cell, Grid};
use super::indicators::Indicators;
use super::layout::Table;
use super::marker_text::SignKey;
use super::notices::Notices;
use super::number_text::{self, DecimalSign};
use super::periods::Periods;
use super::plan::Plan;
use super::question::{Question, Questions};
use super::subjects::Subjects;
use super::{Counts, Hidden, Observations, Severity};
use crate::domain::{Markers, PeopleGroup, State};
use crate::message::Progress;

/// Rows that are read between two looks at Cancel.
const STRIDE: u64 = 4096;

/// Everything that a table's rows are read with.
pub(super) struct RowReader<'a, 'k> {
    pub(super) grid: &'a Grid,
    pub(super) table: &'a Table,
    pub(super) columns: &'a Columns,
    pub(super) plan: &'a Plan,
    pub(super) family: Family,
    pub(super) key: &'a SignKey,
    pub(super) decimals: HashMap<u32, DecimalSign, RandomState>,
    pub(super) subjects: Subjects<'k>,
    pub(super) indicators: Indicators<'k>,
    pub(super) periods: Periods,
    pub(super) notices: Notices,
    pub(super) questions: Questions,
    /// A question about the table, on which all of its figures wait.
    pub(super) about_all: Option<Question>,
    /// Why no figure of the table can be believed.
    pub(super) torn: Option<String>,
    /// Name of the indicator where neither column nor header gives it.
    pub(super) indicator_name: String,
    /// Name of the subject where no column gives it.
    pub(super) subject_name: String,
    /// Groups that the sheet's name gives to all figures.
    pub(super) sheet_groups: Vec<(String, String)>,
    /// Whether rows, by the way the table lies, name what is measured within what the title says.
    pub(super) rows_name_measures: bool,
    /// Subjects and groups by column, with the group of the row, where headers give them.
    pub(super) of_column: HashMap<(u32, u32), (Option<u32>, u32)>,
    pub(super) groups: Vec<PeopleGroup>,
    pub(super) group_of_text: HashMap<String, u32, RandomState>,
    /// How often a row with a withheld group was seen, by group, subject and period.
    pub(super) times_withheld: HashMap<(u32, Option<u32>, Option<u32>), u32>,
    pub(super) observations: Observations,
    pub(super) counts: Counts,
    pub(super) last_row: u32,
    /// What the sheet hides, where figures in it are not to be read.
    pub(super) hidden: Option<&'a Hidden>,
    /// Whether figures after the end of a place are of the one that is the same area since.
    pub(super) successors: bool,
}

/// Columns that are looked up in every row.
struct Places {
    indicator: Option<u32>,
    indicator_band: Option<u32>,
    indicator_code: Option<u32>,
    unit: Option<u32>,
    measure: Option<u32>,
    polarity: Option<u32>,
    decimals: Option<u32>,
    publisher: Option<u32>,
    dataset: Option<u32>,
    licence: Option<u32>,
    raw: Option<u32>,
    statuses: Vec<u32>,
    notes: Vec<u32>,
    period: [Option<u32>; 9],
    /// A column whose header says that it gives the period, where none of its cells can be read as one.
    no_period: Option<u32>,
}

/// What stands beside the figures of a row.
#[derive(Default)]
struct Beside {
    state: Option<State>,
    markers: Markers,
    /// Notes on the row, joined.
    note: Option<Arc<str>>,
    sign: String,
}

impl Beside {
    /// Adds a note behind those that are there.
    fn add(&mut self, note: Arc<str>) {
        self.note = Some(match self.note.take() {
            Some(before) => format!("{before}; {note}").into(),
            None => note,
        });
    }
}

impl RowReader<'_, '_> {
    /// Reads all rows, or those before the work is to stop.
    pub(super) fn read_all(&mut self, progress: &dyn Progress) {
        let places = self.places();
        let width = self.table.headers.len();
        let grid = self.grid;
        let table = self.table;
        let mut is_figure = vec![false; width];
        for figure in &self.plan.figures {
            if let Some(place) = is_figure.get_mut(figure.column as usize) {
                *place = true;
            }
        }
        let mut above = Above::new(self.plan, &places, width, self.family.has_plain_periods());
        let mut line: Vec<Cell<'_>> = vec![Cell::Empty; width];
        let total = table.rows.len() as u64;
        for (row, done) in table.rows.iter().zip(0_u64..) {
            if done.is_multiple_of(STRIDE) {
                if progress.is_cancelled() {
                    return;
                }
                if done > 0 {
                    progress.report(done, total, "Understanding the rows");
                }
            }
            line.fill(Cell::Empty);
            for (column, cell) in grid.row(row) {
                if let Some(slot) = line.get_mut(column as usize) {
                    let is_figure = is_figure.get(column as usize) == Some(&true);
                    *slot = self.family.cell(cell, is_figure);
                }
            }
            above.next(&line);
            self.read_row(row, &line, &places, &mut above);
        }
    }

    fn places(&self) -> Places {
        let first = |part: Part| self.columns.first(&part);
        let period = |part| first(Part::Period(part));
        let all = |wanted: Part| self.columns.having(move |part| *part == wanted).collect();
        Places {
            indicator: first(Part::Indicator),
            indicator_band: first(Part::IndicatorBand),
            indicator_code: first(Part::IndicatorCode),
            unit: first(Part::Unit),
            measure: first(Part::Measure),
            polarity: first(Part::Polarity),
            decimals: first(Part::Decimals),
            publisher: first(Part::Publisher),
            dataset: first(Part::Dataset),
            licence: first(Part::Licence),
            raw: first(Part::Raw),
            statuses: all(Part::Status),
            notes: all(Part::Note),
            period: [
                period(PeriodPart::Whole),
                period(PeriodPart::Start),
                period(PeriodPart::Length),
                period(PeriodPart::Kind),
                period(PeriodPart::EndMonth),
                period(PeriodPart::DueDate),
                period(PeriodPart::End),
                period(PeriodPart::Month),
                period(PeriodPart::Quarter),
            ],
            no_period: (0..).zip(&self.table.headers).find_map(|(column, header)| {
                let is_free = self
                    .columns
                    .parts
                    .get(column as usize)
                    .is_some_and(|part| matches!(part, Part::Context | Part::Ignore));
                let is_period = part_of_header(header) == Some(Part::Period(PeriodPart::Whole));
                (is_free && is_period).then_some(column)
            }),
        }
    }

    /// Whether a row says what the header says, cell by cell: years too.
    fn repeats_header(&self, line: &[Cell<'_>]) -> bool {
        let mut cells = line
            .iter()
            .zip(&self.table.headers)
            .filter(|(cell, _)| **cell != Cell::Empty)
            .map(|(cell, header)| text_of(*cell) == header.as_str());
        cells.next() == Some(true) && cells.next() == Some(true) && cells.all(|same| same)
    }

    fn pass_over(&mut self, row: u32, code: &'static str, why: &str) {
        self.notices
            .say((row, 0), code, Severity::Info, "", why.to_owned());
    }

    fn read_row(&mut self, row: u32, line: &[Cell<'_>], places: &Places, above: &mut Above) {
        let mut filled = 0_usize;
        let mut repeats_header = false;
        for figure in &self.plan.figures {
            let cell = at(line, figure.column);
            match cell {
                Cell::Empty => {}
                Cell::Text(text) => {
                    let text = number_text::trim(text);
                    if text.is_empty() {
                        continue;
                    }
                    filled += 1;
                    repeats_header |= text.len() > 2
                        && self
                            .table
                            .headers
                            .get(figure.column as usize)
                            .is_some_and(|header| header == text);
                }
                _ => filled += 1,
            }
        }
        if repeats_header && !self.has_number(line) || self.repeats_header(line) {
            self.pass_over(
                row,
                "repeated-header",
                "The header is repeated inside the table; such rows are passed over.",
            );
            return;
        }
        let measure = places.measure.map(|column| text_of(at(line, column)));
        if measure.is_some_and(|measure| says_how_sure(&measure)) {
            self.pass_over(
                row,
                "how-sure",
                "This row says how far the figure of another may be off, and is none; it was passed over.",
            );
            return;
        }
        if self.family.is_worked_out(line) {
            self.pass_over(
                row,
                "worked-out",
                "This row holds nobody's figure: it was worked out, such as a median, or nothing is held. It was passed over.",
            );
            return;
        }
        let mut beside = self.beside(line, places, above);
        let names_subject = self.names_subject(line);
        if !names_subject && self.plan.subject.any() && !self.has_number(line) {
            return;
        }
        if filled == 0 && beside.state.is_none() && !self.is_real_row(line, places) {
            return;
        }
        self.last_row = row;
        if self.hidden.is_some_and(|hidden| hidden.row(row)) {
            for figure in &self.plan.figures {
                self.leave_hidden((row, figure.column), at(line, figure.column));
            }
            return;
        }
        let subject = self.subject(row, line, above);
        if let Some(note) = self.subjects.note_of_last() {
            beside.add(note.into());
        }
        let period = match &above.of_period {
            Some(period) => period.clone(),
            None => above
                .of_period
                .insert(self.period(row, line, places))
                .clone(),
        };
        let group = *above.of_group.get_or_insert_with(|| self.group(line));
        let group = self.apart(group, subject, &period);
        let plan = self.plan;
        for figure in &plan.figures {
            if self
                .hidden
                .is_some_and(|hidden| hidden.column(figure.column))
            {
                let cell = at(line, figure.column);
                self.leave_hidden((row, figure.column), cell);
                continue;
            }
            self.counts.read += 1;
            let (subject, group) = self.of_header(figure, subject, group);
            let kept = self.read_figure(
                (row, line),
                places,
                figure,
                (subject, &period, group),
                &beside,
                above,
            );
            if kept {
                self.counts.kept += 1;
            } else {
                self.counts.rejected += 1;
            }
        }
    }

    /// Whether any of the row's figures is a number.
    fn has_number(&self, line: &[Cell<'_>]) -> bool {
        let mut cells = self
            .plan
            .figures
            .iter()
            .map(|figure| at(line, figure.column));
        cells.any(|cell| match cell {
            Cell::Empty => false,
            Cell::Text(text) => number_text::is_number(number_text::trim(text)),
            _ => true,
        })
    }

    /// A row without figures is one all the same where its code, or its period, says so; others are headings.
    fn is_real_row(&mut self, line: &[Cell<'_>], places: &Places) -> bool {
        let has_text = |column: Option<u32>| {
            column.is_some_and(|column| !text_of(at(line, column)).is_empty())
        };
        if self.plan.has_period_column && places.period.iter().any(Option::is_some) {
            return places.period.iter().any(|column| has_text(*column));
        }
        self.plan.subject.codes.iter().any(|(column, _, _)| {
            let text = text_of(at(line, *column));
            !text.is_empty() && !text.contains(' ') && text.contains(|c: char| c.is_ascii_digit())
        })
    }

    fn names_subject(&self, line: &[Cell<'_>]) -> bool {
        let subject = &self.plan.subject;
        let mut columns = subject
            .codes
            .iter()
            .map(|(column, _, _)| *column)
            .chain(subject.names.iter().copied())
            .chain(subject.ids.iter().map(|(column, _)| *column));
        !subject.any() || columns.any(|column| !text_of(at(line, column)).is_empty())
    }

    /// Status and notes of a row.
    fn beside(&mut self, line: &[Cell<'_>], places: &Places, above: &mut Above) -> Beside {
        let mut beside = Beside::default();
        for column in &places.statuses {
            if self
                .plan
                .figures
                .iter()
                .any(|figure| figure.status == Some(*column))
            {
                continue;
            }
            let text = text_of(at(line, *column));
            if text.is_empty() {
                continue;
            }
            let is_letters = self
                .table
                .headers
                .get(*column as usize)
                .is_some_and(|header| header.eq_ignore_ascii_case("markers"))
                && text.bytes().all(|b| b"prefbu".contains(&b));
            if is_letters {
                beside.markers = beside.markers.and(Markers::from_code(&text));
                continue;
            }
            match above.status(at(line, *column), || self.key.of_status(&text)) {
                Some((state, markers)) => {
                    beside.markers = beside.markers.and(markers);
                    if state.is_some() {
                        beside.state = state;
                        beside.sign = text.into_owned();
                    }
                }
                None => beside.add(above.note(at(line, *column), &text)),
            }
        }
        for column in &places.notes {
            let text = text_of(at(line, *column));
            if !text.is_empty() {
                beside.add(above.note(at(line, *column), &text));
            }
        }
        beside
    }
}
