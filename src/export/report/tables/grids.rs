use std::fmt::Write;

use super::plain;
use crate::domain::thousands;
use crate::export::document::{Sheet, SheetCell};
use crate::questions::{Answer, Grid, Holding, Pairs, Row};

/// What is held: a line each, a column a period.
pub(super) fn coverage(answer: &Answer, grid: &Grid) -> Sheet {
    let mut line = grid.of.clone();
    if let Some(first) = line.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    Sheet {
        caption: answer.subtitle.clone(),
        columns: std::iter::once((line, false))
            .chain(grid.columns.iter().map(|name| (name.clone(), true)))
            .collect(),
        rows: grid
            .lines
            .iter()
            .zip(&grid.cells)
            .map(|(name, cells)| {
                std::iter::once(plain(name.clone()))
                    .chain(cells.iter().map(holding))
                    .collect()
            })
            .collect(),
        naming: 0,
    }
}

/// `9`, `8 1 [c]`, `0 of 9`: figures that are numbers, those that are withheld by state, and of how many.
fn holding(cell: &Holding) -> SheetCell {
    let withheld: usize = cell.withheld.iter().map(|(_, count)| count).sum();
    let all = cell.numbers + withheld + cell.missing;
    if all == 0 {
        return SheetCell::default();
    }
    let count = |count: usize| thousands(count as f64, 0);
    let mut text = count(cell.numbers);
    for (state, times) in &cell.withheld {
        let _ = write!(text, " {} {}", count(*times), state.sign());
    }
    if cell.missing > 0 {
        let _ = write!(text, " of {}", count(all));
    }
    plain(text)
}

/// Two indicators side by side, a subject a line.
pub(super) fn side_by_side(answer: &Answer, pairs: &Pairs) -> Sheet {
    let mut subjects: Vec<&Row> = Vec::new();
    for row in &answer.rows {
        if !subjects
            .iter()
            .any(|known| known.subject_code == row.subject_code)
        {
            subjects.push(row);
        }
    }
    let cell = |subject: &Row, at: usize| {
        let of = answer.rows.iter().find(|row| {
            row.subject_code == subject.subject_code
                && pairs
                    .codes
                    .get(at)
                    .is_some_and(|code| *code == row.indicator_code)
        });
        plain(of.map(Row::shown).unwrap_or_default())
    };
    let [across, upwards] = pairs.names.clone();
    Sheet {
        caption: answer.subtitle.clone(),
        columns: vec![("Of".to_owned(), false), (across, true), (upwards, true)],
        rows: subjects
            .into_iter()
            .map(|subject| {
                vec![
                    plain(subject.subject.clone()),
                    cell(subject, 0),
                    cell(subject, 1),
                ]
            })
            .collect(),
        naming: 0,
    }
}
