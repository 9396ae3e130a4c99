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
    only_point: u64,
    only_comma: u64,
    /// Whole numbers without any separator.
    bare: u64,
    /// Row of the first comma that can be read two ways.
    both: Option<u32>,
    /// Row of the first point that can be.
    dots: Option<u32>,
}

/// Longest text that is looked at as a number.
const LONGEST: usize = 30;

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
    // Most tables have no comma in a figure, and are not looked at again.
    let seen = written(sheet, table, &columns, |text| text.contains(','));
    if seen
        .values()
        .all(|one| one.only_comma == 0 && one.both.is_none())
    {
        return (Signs::default(), None);
    }
    let told = |one: &Written| one.only_comma == 0 && (one.only_point > 0 || one.both.is_none());
    let seen = if seen.values().all(told) {
        seen
    } else {
        written(sheet, table, &columns, |_| true)
    };
    let comma = |one: &Written| one.only_comma > 0 && one.only_point == 0;
    let commas = seen.values().any(comma);
    let points = seen.values().any(|one| one.only_point > 0);
    let mut signs = Signs::default();
    let mut question = None;
    let mut assumed = None;
    for (column, one) in &seen {
        if comma(one) || (one.only_point == 0 && commas && !points) {
            signs.insert(*column, DecimalSign::Comma);
            continue;
        }
        // Without decimal commas in the table a point is one of decimals.
        let doubtful = one.both.or(one.dots.filter(|_| commas));
        let Some(row) = doubtful else {
            continue;
        };
        let is_mixed = one.only_comma > 0;
        let is_told = one.only_point > 0 || (one.bare > 0 && !commas);
        if is_mixed || (!is_told && (commas || !points)) {
            question = question.or_else(|| Some(asked(sheet, row, *column)));
        } else if one.only_point == 0 {
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

/// How the figures of these columns are written, those whose texts are wanted.
fn written(
    sheet: &Sheet,
    table: &Table,
    columns: &[u32],
    wanted: impl Fn(&str) -> bool,
) -> BTreeMap<u32, Written> {
    let mut seen: BTreeMap<u32, Written> = BTreeMap::new();
    for row in &table.rows {
        for (column, cell) in sheet.grid.row(*row) {
            if columns.binary_search(&column).is_err() {
                continue;
            }
            let text = match cell {
                Cell::Text(text) if text.len() <= LONGEST && wanted(text) => text,
                Cell::Number(value) if value.fract() == 0.0 && wanted("1") => "1",
                _ => continue,
            };
            let Some(fits) = fits(text) else {
                continue;
            };
            let entry = seen.entry(column).or_default();
            match fits {
                Fits::OnlyPoint => entry.only_point += 1,
                Fits::OnlyComma => entry.only_comma += 1,
                Fits::Either => entry.bare += 1,
                Fits::Both if text.contains(',') => entry.both = entry.both.or(Some(*row)),
                Fits::Both => entry.dots = entry.dots.or(Some(*row)),
            }
        }
    }
    seen
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
