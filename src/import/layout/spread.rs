use super::lift::{Lift, Shown};
use super::look::is_filled;
use super::stub::Stub;

/// Names spread over columns without headers, of which every row with figures fills one and no column most rows, are labels of several
/// levels, and are put in the first of those columns. Names of places stay where they are: their column says their level.
pub(super) fn join(stub: &Stub<'_>, lift: &mut Lift) {
    let rows: Vec<u32> = stub
        .rows
        .iter()
        .copied()
        .filter(|row| stub.has_values(*row))
        .collect();
    let is_nameless = |column: &u32| stub.header(*column).is_empty();
    let nameless: Vec<u32> = stub
        .columns
        .iter()
        .copied()
        .skip_while(|column| !is_nameless(column))
        .take_while(is_nameless)
        .collect();
    let Some(first) = nameless.first().copied() else {
        return;
    };
    let in_row = |row: u32| {
        let mut filled = nameless
            .iter()
            .copied()
            .filter(|column| is_filled(lift.cell(stub.sheet, row, *column)));
        filled.next().filter(|_| filled.next().is_none())
    };
    let labels: Vec<(u32, u32)> = rows
        .iter()
        .filter_map(|row| Some((*row, in_row(*row)?)))
        .collect();
    let most = |column: u32| {
        let own = labels.iter().filter(|(_, other)| *other == column);
        own.count() * 10 >= rows.len() * 8
    };
    let places = labels
        .iter()
        .filter(|(row, column)| (stub.is_place)(&stub.text(lift, *row, *column)));
    let are_places = places.count() * 10 >= labels.len() * 3;
    if nameless.len() < 2
        || labels.len() < rows.len()
        || rows.len() < 4
        || are_places
        || nameless.iter().any(|column| most(*column))
    {
        return;
    }
    for (row, column) in labels {
        if column != first {
            lift.cells.insert((row, first), Shown::Same(row, column));
            lift.cells.insert((row, column), Shown::Nothing);
        }
    }
    lift.done
        .push("names spread over several columns are read as one".to_owned());
}
