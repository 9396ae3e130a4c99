use std::collections::HashMap;
use std::sync::Arc;

use foldhash::fast::RandomState;

use super::{Places, at};
use crate::domain::{Markers, State};
use crate::import::grid::Cell;
use crate::import::periods::PeriodFound;
use crate::import::plan::Plan;

/// Where a cell's text lies and how long it is. Texts that a column repeats lie in one place of the grid, so that most are known to
/// be the same without a look at their letters. None for what is no text.
type TextPlace = (usize, usize);

#[inline]
fn place(cell: Cell<'_>) -> Option<TextPlace> {
    match cell {
        Cell::Empty => Some((0, 0)),
        Cell::Text(text) => Some((text.as_ptr().addr(), text.len())),
        _ => None,
    }
}

/// Columns whose cells were, or were not, the same in the row before.
#[derive(Debug, Default)]
struct Alike {
    cells: Vec<(u32, Option<TextPlace>)>,
    begun: bool,
}

impl Alike {
    fn of(columns: impl IntoIterator<Item = u32>) -> Self {
        Self {
            cells: columns.into_iter().map(|column| (column, None)).collect(),
            begun: false,
        }
    }

    /// Takes the next row in: whether these cells are those of the row before.
    #[inline]
    fn repeat(&mut self, line: &[Cell<'_>]) -> bool {
        let mut same = self.begun;
        self.begun = true;
        for (column, before) in &mut self.cells {
            let now = place(at(line, *column));
            same &= now.is_some() && now == *before;
            *before = now;
        }
        same
    }
}

/// Most columns that name a subject for which rows are remembered.
const SUBJECT_COLUMNS: usize = 6;
/// Most different rows that are remembered of a table.
const REMEMBERED: usize = 1 << 16;

/// The cells that name the subject of a row.
type SubjectCells = [TextPlace; SUBJECT_COLUMNS];

/// What rows before this one told, so that a million rows which repeat one another are not understood a million times.
#[derive(Debug, Default)]
pub(super) struct Above {
    indicator: Alike,
    period: Option<Alike>,
    group: Alike,
    /// The indicator and source of each column of figures, as long as the row says the same of them.
    pub(super) indicators: Vec<Option<(u32, Option<u32>)>>,
    pub(super) of_period: Option<PeriodFound>,
    pub(super) of_group: Option<u32>,
    subject_columns: Option<Vec<u32>>,
    subjects: HashMap<SubjectCells, (Option<u32>, Option<usize>), RandomState>,
    statuses: HashMap<TextPlace, Option<(Option<State>, Markers)>, RandomState>,
    notes: HashMap<TextPlace, Arc<str>, RandomState>,
}

impl Above {
    /// Before the first row. `period_alone`: a period is told by its own columns and the indicator's.
    pub(super) fn new(plan: &Plan, places: &Places, width: usize, period_alone: bool) -> Self {
        let of_indicator = [
            places.indicator,
            places.indicator_band,
            places.indicator_code,
            places.unit,
            places.measure,
            places.polarity,
            places.decimals,
            places.publisher,
            places.dataset,
            places.licence,
        ];
        let of_period = places.period.iter().copied().chain([places.indicator]);
        Self {
            indicator: Alike::of(of_indicator.into_iter().flatten()),
            period: period_alone.then(|| Alike::of(of_period.flatten())),
            group: Alike::of(plan.groups.iter().map(|(column, _)| *column)),
            indicators: vec![None; width],
            subject_columns: subject_columns(plan),
            ..Self::default()
        }
    }

    /// Takes the next row in, and forgets what it does not repeat.
    pub(super) fn next(&mut self, line: &[Cell<'_>]) {
        if !self.indicator.repeat(line) {
            self.indicators.fill(None);
        }
        if !self
            .period
            .as_mut()
            .is_some_and(|period| period.repeat(line))
        {
            self.of_period = None;
        }
        if !self.group.repeat(line) {
            self.of_group = None;
        }
    }

    /// The cells that name the subject of a row, where their place tells what they say.
    pub(super) fn subject_cells(&self, line: &[Cell<'_>]) -> Option<SubjectCells> {
        let mut cells = SubjectCells::default();
        for (slot, column) in cells.iter_mut().zip(self.subject_columns.as_ref()?) {
            *slot = place(at(line, *column))?;
        }
        Some(cells)
    }

    /// The subject that these cells named before, and what was to be noted of its code.
    pub(super) fn subject(&self, cells: &SubjectCells) -> Option<(Option<u32>, Option<usize>)> {
        self.subjects.get(cells).copied()
    }

    pub(super) fn keep_subject(
        &mut self,
        cells: SubjectCells,
        found: (Option<u32>, Option<usize>),
    ) {
        if self.subjects.len() < REMEMBERED {
            self.subjects.insert(cells, found);
        }
    }

    /// What a status cell says, worked out once for each text.
    pub(super) fn status(
        &mut self,
        cell: Cell<'_>,
        read: impl FnOnce() -> Option<(Option<State>, Markers)>,
    ) -> Option<(Option<State>, Markers)> {
        let Some(place) = place(cell) else {
            return read();
        };
        if let Some(known) = self.statuses.get(&place) {
            return *known;
        }
        let found = read();
        if self.statuses.len() < REMEMBERED {
            self.statuses.insert(place, found);
        }
        found
    }

    /// A cell's words as a note; one for all cells that lie in one place.
    pub(super) fn note(&mut self, cell: Cell<'_>, words: &str) -> Arc<str> {
        let Some(place) = place(cell) else {
            return words.into();
        };
        if let Some(known) = self.notes.get(&place) {
            return Arc::clone(known);
        }
        let note: Arc<str> = words.into();
        if self.notes.len() < REMEMBERED {
            self.notes.insert(place, Arc::clone(&note));
        }
        note
    }
}

/// The columns that name a subject, where they are few. Registers of organisations say something new in every row.
fn subject_columns(plan: &Plan) -> Option<Vec<u32>> {
    let subject = &plan.subject;
    let mut columns: Vec<u32> = Vec::new();
    for (code, _, name) in &subject.codes {
        columns.push(*code);
        columns.extend(name);
    }
    columns.extend(&subject.names);
    columns.extend(subject.area.as_ref().map(|(area, _)| *area));
    columns.extend(
        subject
            .level
            .iter()
            .chain(&subject.kind)
            .chain(&subject.size_band),
    );
    for (code, name) in subject.by_level.values().flatten() {
        columns.extend(code.iter().chain(name));
    }
    columns.sort_unstable();
    columns.dedup();
    (subject.ids.is_empty() && columns.len() <= SUBJECT_COLUMNS).then_some(columns)
}

#[cfg(test)]
mod tests {
    use super::{Alike, Cell};

    #[test]
    fn rows_are_alike_where_their_texts_lie_in_one_place() {
        let arena = String::from("2023 2024 2023");
        let (first, second, third) = (&arena[..4], &arena[5..9], &arena[10..]);
        let mut alike = Alike::of([1]);
        let line = |text| [Cell::Number(1.0), Cell::Text(text)];
        assert!(!alike.repeat(&line(first)), "there is no row before");
        assert!(alike.repeat(&line(first)));
        assert!(!alike.repeat(&line(second)));
        assert!(!alike.repeat(&line(third)), "equal, but not known to be");
        assert!(
            !alike.repeat(&line(&third[..2])),
            "the same place, but shorter"
        );
        assert!(!alike.repeat(&[Cell::Empty, Cell::Empty]));
        assert!(
            alike.repeat(&[Cell::Number(2.0)]),
            "an empty cell is an empty cell"
        );
        assert!(!alike.repeat(&[Cell::Empty, Cell::Number(1.0)]));
        assert!(
            !alike.repeat(&[Cell::Empty, Cell::Number(1.0)]),
            "numbers are not told apart"
        );
    }
}
