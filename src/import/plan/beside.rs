use super::FigureColumn;
use crate::import::columns::{Columns, Part};
use crate::import::layout::Table;

/// Limits, counts and denominators belong to the figure to their left, or to the only one.
pub(super) fn attach_limits(table: &Table, columns: &Columns, figures: &mut [FigureColumn]) {
    let only = figures.len() == 1;
    for figure in figures.iter_mut() {
        if let Some(limits) = table.limits.get(&figure.column) {
            figure.lower = limits.lower;
            figure.upper = limits.upper;
            figure.denominator = limits.sample;
        }
    }
    let statuses: Vec<u32> = columns.having(|part| *part == Part::Status).collect();
    if statuses.len() > 1 {
        for figure in figures.iter_mut() {
            figure.status = statuses
                .iter()
                .copied()
                .find(|status| *status == figure.column + 1);
        }
    }
    if let [status] = statuses.as_slice()
        && figures.iter().any(|figure| figure.column > *status)
        && let Some(left) = figures.iter_mut().find(|one| one.column + 1 == *status)
    {
        // A flag between figures is about the one to its left.
        left.status = Some(*status);
    }
    let under = |column: u32| {
        table
            .limits
            .values()
            .any(|limits| [limits.lower, limits.upper, limits.sample].contains(&Some(column)))
    };
    for (part, column) in columns
        .parts
        .iter()
        .zip(0_u32..)
        .filter(|(_, column)| !under(*column))
    {
        if !matches!(
            part,
            Part::Lower | Part::Upper | Part::Count | Part::Denominator
        ) || columns.bases.values().any(|base| *base == column)
        {
            continue;
        }
        let owner = if only {
            figures.first_mut()
        } else {
            figures
                .iter_mut()
                .rev()
                .find(|figure| figure.column < column)
        };
        let Some(owner) = owner else {
            continue;
        };
        let slot = match part {
            Part::Lower => &mut owner.lower,
            Part::Upper => &mut owner.upper,
            Part::Count => &mut owner.count,
            _ => &mut owner.denominator,
        };
        if slot.is_none() {
            *slot = Some(column);
        }
    }
}
