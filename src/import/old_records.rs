//! How much memory a workbook in the old format takes that is built whole: its reader holds every place between the outermost cells of
//! a sheet, filled or not, and believes the size that a sheet says it has.

use std::collections::HashMap;

use super::compound::{Compound, Endless, number_at};

/// What a workbook would have held.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Extent {
    /// Its sheets.
    pub(super) sheets: usize,
    /// Places that are held at once, filled or not.
    pub(super) places: u64,
    /// Whether it is protected with a password: then what its records say means nothing.
    pub(super) protected: bool,
}

/// Goes through the records of a container's workbook.
pub(super) fn extent(bytes: &[u8]) -> Result<Extent, Endless> {
    let container = Compound::new(bytes)?;
    let mut largest = Extent::default();
    for name in ["Workbook", "Book"] {
        let Some(stream) = container.stream(name)? else {
            continue;
        };
        let of_it = of_stream(&stream);
        largest.sheets = largest.sheets.max(of_it.sheets);
        largest.places = largest.places.max(of_it.places);
        largest.protected |= of_it.protected;
    }
    Ok(largest)
}

fn short_at(bytes: &[u8], at: usize) -> Option<u32> {
    let two = bytes.get(at..at.checked_add(2)?)?;
    let whole: [u8; 2] = two.try_into().ok()?;
    Some(u32::from(u16::from_le_bytes(whole)))
}

/// The records from here on, each with its type, as far as they are whole.
fn records(mut rest: &[u8]) -> impl Iterator<Item = (u32, &[u8])> {
    std::iter::from_fn(move || {
        let (kind, length) = (short_at(rest, 0)?, short_at(rest, 2)? as usize);
        let record = rest.get(4..4 + length)?;
        rest = rest.get(4 + length..)?;
        Some((kind, record))
    })
}

const END: u32 = 0x000A;
const BEGIN: u32 = 0x0809;
const PASSWORD: u32 = 0x002F;

fn of_stream(stream: &[u8]) -> Extent {
    let globals = || records(stream).take_while(|(kind, _)| *kind != END);
    let starts: Vec<usize> = globals()
        .filter(|(kind, _)| *kind == 0x0085)
        .filter_map(|(_, record)| number_at(record, 0))
        .map(|start| start as usize)
        .collect();
    let mut known: HashMap<usize, Sheet> = HashMap::new();
    let (mut held, mut passing) = (0u64, 0u64);
    // More sheets than are read are not gone through.
    for start in starts.iter().take(super::limits::SHEETS) {
        let sheet = known
            .entry(*start)
            .or_insert_with(|| of_sheet(stream.get(*start..).unwrap_or_default()));
        let (values, formulas) = (sheet.values.places(), sheet.formulas.places());
        held = held.saturating_add(values).saturating_add(formulas);
        // Room for a cell with its place takes a third more.
        let room = sheet.claimed.saturating_mul(4) / 3;
        passing = passing.max(values).max(room);
    }
    Extent {
        sheets: starts.len(),
        places: held.saturating_add(passing),
        protected: globals().any(|(kind, _)| kind == PASSWORD),
    }
}

/// What the records of a sheet span.
#[derive(Default)]
struct Sheet {
    values: Span,
    formulas: Span,
    /// Places that the sheet says it has; room is made for so many.
    claimed: u64,
}

/// From the outermost cells to the others.
#[derive(Clone, Copy, Default)]
struct Span(Option<[u32; 4]>);

impl Span {
    fn add(&mut self, row: u32, column: u32) {
        let [top, bottom, left, right] = self.0.unwrap_or([row, row, column, column]);
        let rows = [top.min(row), bottom.max(row)];
        self.0 = Some([rows[0], rows[1], left.min(column), right.max(column)]);
    }

    fn places(self) -> u64 {
        self.0.map_or(0, |[top, bottom, left, right]| {
            u64::from(bottom - top + 1) * u64::from(right - left + 1)
        })
    }
}

fn of_sheet(stream: &[u8]) -> Sheet {
    let mut sheet = Sheet::default();
    let (mut begun, mut depth) = (false, 0u32);
    let mut formula = (0, 0);
    for (kind, record) in records(stream) {
        match kind {
            BEGIN if begun => depth += 1,
            BEGIN => begun = true,
            END if depth == 0 => break,
            END => depth -= 1,
            _ => {}
        }
        // What lies in a chart is no cell of the sheet.
        let (Some(row), Some(column), 0) = (short_at(record, 0), short_at(record, 2), depth) else {
            continue;
        };
        match kind {
            0x0200 => sheet.claimed = sheet.claimed.max(claimed(record)),
            0x0203 | 0x0204 | 0x0205 | 0x00D6 | 0x027E | 0x00FD => sheet.values.add(row, column),
            0x0207 => sheet.values.add(formula.0, formula.1),
            0x00BD => {
                sheet.values.add(row, column);
                let last = short_at(record, record.len().saturating_sub(2));
                sheet.values.add(row, last.unwrap_or(column));
            }
            0x0006 => {
                formula = (row, column);
                sheet.values.add(row, column);
                sheet.formulas.add(row, column);
            }
            _ => {}
        }
    }
    sheet
}

/// How many places a sheet says it has, by its first row and column and those after its last.
fn claimed(record: &[u8]) -> u64 {
    let (short, long) = (|at| short_at(record, at), |at| number_at(record, at));
    let ends = if record.len() == 10 {
        (short(0), short(2), short(4), short(6))
    } else {
        (long(0), long(4), short(8), short(10))
    };
    let (Some(top), Some(bottom), Some(left), Some(right)) = ends else {
        return 0;
    };
    let left = if left > 0xFF || right < left { 0 } else { left };
    if bottom == 0 || right == 0 {
        return 1;
    }
    // A last row before the first one is taken for one far behind it.
    let across = |first: u32, after: u32| u64::from((after - 1).wrapping_sub(first)) + 1;
    across(top, bottom).saturating_mul(across(left, right))
}

#[cfg(test)]
pub(super) mod tests {
    use super::{Extent, extent};
    use crate::import::compound::tests::container;

    /// A workbook with one sheet of these records.
    pub(in crate::import) fn workbook(records: &[(u16, Vec<u8>)]) -> Vec<u8> {
        workbook_after(0x0042, records)
    }

    /// The same, whose globals hold a record of this kind.
    pub(in crate::import) fn workbook_after(kind: u16, records: &[(u16, Vec<u8>)]) -> Vec<u8> {
        let mut stream = Vec::new();
        let mut put = |kind: u16, record: &[u8]| {
            stream.extend_from_slice(&kind.to_le_bytes());
            stream.extend_from_slice(&(record.len() as u16).to_le_bytes());
            stream.extend_from_slice(record);
        };
        put(0x0809, &[0, 6, 5, 0, 0, 0, 0, 0]);
        put(kind, &[0xB0, 4]);
        // The first sheet begins where the globals end.
        put(0x0085, &[35, 0, 0, 0, 0, 0, 1, 0, b'A']);
        put(0x000A, &[]);
        put(0x0809, &[0, 6, 16, 0]);
        for (kind, record) in records {
            put(*kind, record);
        }
        put(0x000A, &[]);
        stream.resize(stream.len().max(4096), 0);
        container(&stream, u32::MAX)
    }

    /// A number at a row and a column.
    pub(in crate::import) fn number(row: u16, column: u16) -> (u16, Vec<u8>) {
        let mut record = [row.to_le_bytes(), column.to_le_bytes(), [0, 0]].concat();
        record.extend_from_slice(&1.0f64.to_le_bytes());
        (0x0203, record)
    }

    #[test]
    fn the_places_between_the_outermost_cells_are_counted() {
        let places = |records: &[(u16, Vec<u8>)]| extent(&workbook(records)).expect("walks").places;
        assert_eq!(places(&[]), 0);
        assert_eq!(places(&[number(3, 2)]), 2);
        assert_eq!(places(&[number(0, 0), number(9, 1)]), 40);
        // Ten thousand rows of a hundred columns that hold nothing.
        let claim = [0u32.to_le_bytes(), 10_000u32.to_le_bytes()].concat();
        let claim = [claim, vec![0, 0, 100, 0, 0, 0]].concat();
        assert_eq!(places(&[(0x0200, claim)]), 1_333_333);
        // A last row before the first one.
        let upside = [9u32.to_le_bytes(), 3u32.to_le_bytes()].concat();
        let upside = [upside, vec![0, 0, 1, 0, 0, 0]].concat();
        assert!(places(&[(0x0200, upside)]) > 4_000_000_000);
        let sheets = extent(&workbook(&[])).expect("walks").sheets;
        assert_eq!(sheets, 1);
        assert_eq!(extent(b"text"), Ok(Extent::default()));
    }
}
