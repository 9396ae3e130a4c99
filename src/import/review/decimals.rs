//! Which columns of figures write their decimals with a comma. A comma or point before three digits can be read two ways, a
//! thousand times apart: what stands around it decides, and where nothing does it is asked.

use std::collections::{BTreeMap, HashMap};

use foldhash::fast::RandomState;

use crate::domain::Origin;
use crate::import::Severity;
use crate::import::grid::Cell;
use crate::import::layout::Table;
use crate::import::notices::Notices;
use crate::import::number_text::{DecimalSign, Fits, fits};
use crate::import::plan::Plan;
use crate::import::question::{Answer, Choice, Question};
use crate::import::rows::text_of;
use crate::import::workbook::Sheet;

/// The signs of columns; a decimal point where none is named.
pub(super) type Signs = HashMap<u32, DecimalSign, RandomState>;

/// How the texts of a column can be read.
#[derive(Clone, Copy, Debug, Default)]
struct Written {
    only_point: bool,
    only_comma: bool,
    /// A whole number without any separator.
    bare: bool,
    /// Row of the first comma that can be read two ways.
    both: Option<u32>,
    /// Row of the first point that can be.
    dots: Option<u32>,
}

/// Longest text that is looked at as a number.
const LONGEST: usize = 30;
/// Bytes of a number that surely is one, were it nothing but digits.
const SHORT: usize = 15;

/// The signs of the columns of figures, and the question that remains.
pub(super) fn decimal_signs(
    sheet: &Sheet,
    table: &Table,
    plan: &Plan,
    chosen: Option<DecimalSign>,
    notices: &mut Notices,
) -> (Signs, Option<Question>) {
    let mut columns: Vec<u32> = plan.figures.iter().map(|figure| figure.column).collect();
    columns.sort_unstable();
    columns.dedup();
    if let Some(sign) = chosen {
        return (
            columns.into_iter().map(|column| (column, sign)).collect(),
            None,
        );
    }
    let (seen, has_comma) = written(sheet, table, &columns);
    if !has_comma {
        return (Signs::default(), None);
    }
    let comma = |one: &Written| one.only_comma && !one.only_point;
    let commas = seen.values().any(comma);
    let points = seen.values().any(|one| one.only_point);
    let mut signs = Signs::default();
    let mut question = None;
    let mut assumed = None;
    for (column, one) in &seen {
        if comma(one) || (!one.only_point && commas && !points) {
            signs.insert(*column, DecimalSign::Comma);
            continue;
        }
        // Without decimal commas in the table a point is one of decimals.
        let doubtful = one.both.or(one.dots.filter(|_| commas));
        let Some(row) = doubtful else {
            continue;
        };
        let is_mixed = one.only_comma;
        let is_told = one.only_point || (one.bare && !commas);
        if is_mixed || (!is_told && (commas || !points)) {
            question = question.or_else(|| Some(asked(sheet, row, *column)));
        } else if !one.only_point {
            assumed = assumed.or(Some((row, *column)));
        }
    }
    if let Some((row, column)) = assumed.filter(|_| question.is_none()) {
        notices.say(
            (row, column),
            "thousands-assumed",
            Severity::Info,
            &text_of(sheet.grid.cell(row, column)),
            "Commas before three digits are read as separators of thousands, as the other figures of the table show."
                .to_owned(),
        );
    }
    (signs, question)
}

/// How the figures of these columns are written, and whether one of them has a comma, however it is read.
fn written(sheet: &Sheet, table: &Table, columns: &[u32]) -> (BTreeMap<u32, Written>, bool) {
    let width = columns.last().map_or(0, |last| *last as usize + 1);
    let mut seen: Vec<Option<Written>> = vec![None; width];
    for column in columns {
        if let Some(one) = seen.get_mut(*column as usize) {
            *one = Some(Written::default());
        }
    }
    let mut has_comma = false;
    for row in table.rows.iter() {
        for (column, cell) in sheet.grid.row(row) {
            let Some(Some(one)) = seen.get_mut(column as usize) else {
                continue;
            };
            match cell {
                Cell::Text(text) if text.len() <= LONGEST => has_comma |= one.look(text, row),
                Cell::Number(value) => one.bare |= value.fract() == 0.0,
                _ => {}
            }
        }
    }
    let seen = (0..).zip(seen);
    let seen = seen.filter_map(|(column, one)| Some((column, one?)));
    (seen.collect(), has_comma)
}

impl Written {
    /// Takes a text in, and tells whether it is a number with a comma. Most are told by where their point stands, and by what is
    /// known already.
    fn look(&mut self, text: &str, row: u32) -> bool {
        let short = (text.len() <= SHORT).then(|| decimals_of(text)).flatten();
        match short {
            Some(0) => {
                self.bare = true;
                return false;
            }
            Some(3) if self.only_point && self.dots.is_some() => return false,
            Some(3) | None => {}
            Some(_) => {
                self.only_point = true;
                return false;
            }
        }
        let Some(fits) = fits(text) else {
            return false;
        };
        let has_comma = text.contains(',');
        match fits {
            Fits::OnlyPoint => self.only_point = true,
            Fits::OnlyComma => self.only_comma = true,
            Fits::Either => self.bare = true,
            // Nobody writes pounds with a decimal comma.
            Fits::Both if has_comma && text.contains('£') => self.only_point = true,
            Fits::Both if has_comma => self.both = self.both.or(Some(row)),
            Fits::Both => self.dots = self.dots.or(Some(row)),
        }
        has_comma
    }
}

/// How many digits stand behind the point of a number of nothing but digits, a minus and a point; none where something else stands.
fn decimals_of(text: &str) -> Option<usize> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (mut before, mut behind) = (0, None);
    for byte in digits.bytes() {
        match (byte, &mut behind) {
            (b'0'..=b'9', None) => before += 1,
            (b'0'..=b'9', Some(count)) => *count += 1,
            (b'.', None) => behind = Some(0),
            _ => return None,
        }
    }
    match behind {
        Some(0) => None,
        _ if before == 0 => None,
        _ => Some(behind.unwrap_or(0)),
    }
}

/// What a comma or point stands for, where nothing tells.
fn asked(sheet: &Sheet, row: u32, column: u32) -> Question {
    let raw = text_of(sheet.grid.cell(row, column)).into_owned();
    let (sign, other, word) = if raw.contains(',') {
        (DecimalSign::Comma, DecimalSign::Point, "comma")
    } else {
        (DecimalSign::Point, DecimalSign::Comma, "point")
    };
    let thousands = raw.replace([',', '.'], "");
    let decimals = raw.replace(',', ".");
    Question {
        code: "decimal".to_owned(),
        about: String::new(),
        ask: format!("Is the {word} in figures such as “{raw}” one of thousands or of decimals?"),
        origin: Origin {
            import: 0,
            sheet: sheet.name.clone(),
            row: row + 1,
            column: column + 1,
        },
        answers: vec![
            Answer::new(
                format!("Thousands: “{raw}” is {thousands}"),
                Choice::Decimal(other),
            ),
            Answer::new(
                format!("Decimals: “{raw}” is {decimals}"),
                Choice::Decimal(sign),
            ),
        ],
        raw,
        figures: 0,
        open: None,
    }
}
