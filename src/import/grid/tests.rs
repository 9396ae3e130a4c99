use super::{Cell, Grid};
use crate::import::limits::TEXTS_BYTES;

#[test]
fn a_sheet_takes_so_many_bytes() {
    // Noughts that are never looked at take no memory.
    for (bytes, is_full) in [(TEXTS_BYTES, false), (TEXTS_BYTES + 1, true)] {
        let grid = Grid {
            bytes: vec![0; bytes],
            ..Grid::default()
        };
        assert_eq!(grid.is_full(), is_full);
    }
}

#[test]
fn cells_are_found_where_they_were_put() {
    let mut grid = Grid::default();
    grid.push(0, 0, Cell::Text("Area"));
    grid.push(0, 3, Cell::Text("Value"));
    grid.push(7, 0, Cell::Text("Area"));
    grid.push(7, 1, Cell::Empty);
    grid.push_percent(7, 3, 0.125);
    grid.settle();
    assert_eq!(grid.cell(0, 3), Cell::Text("Value"));
    assert_eq!(grid.cell(7, 0), Cell::Text("Area"));
    assert_eq!(grid.cell(7, 3), Cell::Number(0.125));
    assert!(grid.is_percent(7, 3) && !grid.is_percent(7, 0));
    assert_eq!(grid.cell(3, 0), Cell::Empty);
    assert_eq!(
        (grid.columns(), grid.height(), grid.filled_rows()),
        (4, 8, 2)
    );
}

#[test]
fn a_text_that_a_column_repeats_lies_in_one_place() {
    let mut grid = Grid::default();
    grid.learn(1, "North East");
    grid.learn(1, "");
    grid.learn(1, "Ynys Môn");
    for (row, number) in [(3, 0), (4, 2), (9, 0)] {
        grid.push_known(row, 1, number);
    }
    grid.settle();
    assert_eq!(grid.row_numbers().collect::<Vec<_>>(), [3, 4, 9]);
    let lies = |row| match grid.cell(row, 1) {
        Cell::Text(text) => text.as_ptr(),
        other => panic!("{other:?}"),
    };
    assert_eq!(grid.cell(4, 1), Cell::Text("Ynys Môn"));
    assert_eq!(lies(3), lies(9));
    assert_eq!((grid.cell(5, 1), grid.height()), (Cell::Empty, 10));
}

#[test]
fn cells_that_come_late_are_sorted_in_and_the_last_stands() {
    let mut grid = Grid::default();
    for (row, column, value) in [
        (5, 1, 1.0),
        (2, 0, 2.0),
        (5, 0, 3.0),
        (5, 1, 4.0),
        (2, 0, 5.0),
    ] {
        grid.push(row, column, Cell::Number(value));
    }
    grid.settle();
    assert_eq!(grid.row_numbers().collect::<Vec<_>>(), [2, 5]);
    assert_eq!(grid.cell(2, 0), Cell::Number(5.0));
    assert_eq!(grid.cell(5, 0), Cell::Number(3.0));
    assert_eq!(grid.cell(5, 1), Cell::Number(4.0));
}

#[test]
fn a_cell_far_to_the_right_is_found_without_walking_there() {
    let mut grid = Grid::default();
    grid.push(1, 2, Cell::Text("before"));
    for column in (10..16_000).filter(|column| column % 3 > 0) {
        grid.push(2, column, Cell::Number(f64::from(column)));
    }
    grid.push(5, 0, Cell::Text(&"long".repeat(1000)));
    grid.settle();
    assert_eq!(grid.ways.len(), 1);
    for column in 0..16_001 {
        let expected = match column {
            10..16_000 if column % 3 > 0 => Cell::Number(f64::from(column)),
            _ => Cell::Empty,
        };
        assert_eq!(grid.cell(2, column), expected, "{column}");
    }
    let [mark, next] = grid.ways[0].1[..2] else {
        panic!("two marks");
    };
    assert!(next.0 - mark.0 <= 100 && next.1 - mark.1 <= 64 * 11);
    assert_eq!(grid.cell(5, 1), Cell::Empty);
}
