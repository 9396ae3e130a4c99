use super::Table;
use super::axis::Across;
use super::labels::{dimension_of_title, is_unplaced};
use super::names::joined;
use crate::import::grid::Cell;
use crate::import::workbook::Sheet;

/// Columns named by letters alone, such as energy ratings, that add up to one column.
pub(super) fn by_shares(
    table: &Table,
    columns: &[u32],
    pieces: &[&Vec<String>],
    title: &str,
) -> Option<Vec<Across>> {
    let (whole, parts) = table.shares.as_ref()?;
    let name = table.headers.get(*whole as usize)?;
    let dimension = dimension_of_title(title).unwrap_or_else(|| "category".to_owned());
    Some(
        columns
            .iter()
            .zip(pieces)
            .map(|(column, list)| {
                if parts.contains(column) {
                    Across {
                        groups: vec![(dimension.clone(), joined(list))],
                        subject: None,
                        name: name.clone(),
                    }
                } else {
                    Across {
                        name: joined(list),
                        ..Across::default()
                    }
                }
            })
            .collect(),
    )
}

/// The column that is the sum of those named by one or two letters, and of those of nobody known, in nearly every row.
pub(super) fn of(
    sheet: &Sheet,
    headers: &[String],
    rows: &[u32],
    values: &[u32],
) -> Option<(u32, Vec<u32>)> {
    let name = |column: u32| headers.get(column as usize).map_or("", String::as_str);
    let letters = |column: u32| {
        let name = name(column);
        !name.is_empty() && name.len() < 3 && name.chars().all(|c| c.is_alphanumeric() || c == '+')
    };
    if values.iter().filter(|column| letters(**column)).count() < 3 {
        return None;
    }
    let parts: Vec<u32> = values
        .iter()
        .copied()
        .filter(|column| letters(*column) || is_unplaced(name(*column)))
        .collect();
    let number = |row: u32, column: u32| match sheet.grid.cell(row, column) {
        Cell::Number(value) => Some(value),
        _ => None,
    };
    values
        .iter()
        .copied()
        .filter(|column| !parts.contains(column))
        .find(|whole| {
            let (mut equal, mut all) = (0, 0);
            for row in rows.iter().take(300) {
                let Some(of_all) = number(*row, *whole) else {
                    continue;
                };
                let sum: f64 = parts
                    .iter()
                    .filter_map(|column| number(*row, *column))
                    .sum();
                all += 1;
                equal += usize::from((sum - of_all).abs() <= of_all.abs() * 1e-6);
            }
            all > 2 && equal * 10 >= all * 9
        })
        .map(|whole| (whole, parts))
}
