use std::path::Path;

use super::ActionError;
use crate::book::{FigureRow, Reader, Selection};
use crate::export::{self, CsvTable, Field};
use crate::figures::{Figure, Look, Theme};
use crate::questions::Answer;

/// Width of a picture for which nobody asked a size, in points.
const NATURAL_WIDTH: f32 = 1056.0;

/// Space around a figure on paper, in points.
const MARGIN: f32 = 24.0;

/// A kind of picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Picture {
    /// Vectors, text as text.
    Svg,
    /// Pixels, twice the size in points.
    Png,
    /// Vectors on a page.
    Pdf,
}

impl Picture {
    fn of(path: &Path) -> Result<Self, ActionError> {
        match ending(path).as_str() {
            "svg" => Ok(Self::Svg),
            "png" => Ok(Self::Png),
            "pdf" => Ok(Self::Pdf),
            _ => Err(ActionError::UnknownEnding {
                path: path.to_path_buf(),
                known: ".svg, .png and .pdf",
            }),
        }
    }
}

fn ending(path: &Path) -> String {
    path.extension()
        .and_then(|ending| ending.to_str())
        .unwrap_or("")
        .to_lowercase()
}

/// The picture of an answer as the bytes of a file. Without a size it is 1,008 points wide and as high as it needs.
pub fn render(
    answer: &Answer,
    kind: Picture,
    size: Option<(u16, u16)>,
    theme: Theme,
) -> Result<Vec<u8>, ActionError> {
    let figure = Figure::of(answer);
    let svg = if let Some((width, height)) = size {
        export::svg(&figure, [f32::from(width), f32::from(height)].into(), theme)
    } else {
        let look = Look {
            theme,
            scale: 1.0,
            with_title: true,
            with_notes: true,
        };
        let height = figure.height(NATURAL_WIDTH - 2.0 * MARGIN, &look) + 2.0 * MARGIN;
        export::svg_of(&figure, [NATURAL_WIDTH, height].into(), &look)
    };
    Ok(match kind {
        Picture::Svg => svg.into_bytes(),
        Picture::Png => export::png(&svg, 2.0)?,
        Picture::Pdf => export::pdf(&svg, &answer.headline)?,
    })
}

/// Draws an answer into a file whose ending says which kind.
pub fn draw(
    answer: &Answer,
    path: &Path,
    size: Option<(u16, u16)>,
    theme: Theme,
) -> Result<(), ActionError> {
    let bytes = render(answer, Picture::of(path)?, size, theme)?;
    Ok(export::write_beside_and_rename(path, &bytes)?)
}

fn must_be_csv(path: &Path) -> Result<(), ActionError> {
    if ending(path) == "csv" {
        Ok(())
    } else {
        Err(ActionError::UnknownEnding {
            path: path.to_path_buf(),
            known: ".csv",
        })
    }
}

/// Writes the rows of an answer as CSV and tells how many there were.
pub fn export_answer(answer: &Answer, path: &Path) -> Result<u64, ActionError> {
    must_be_csv(path)?;
    export::write_beside_and_rename(path, export::answer_csv(answer).as_bytes())?;
    Ok(answer.rows.len() as u64)
}

/// Writes every current figure as CSV, in the columns that the importer reads back, and tells how many there were.
pub fn export_figures(reader: &Reader, path: &Path) -> Result<u64, ActionError> {
    must_be_csv(path)?;
    let mut table = CsvTable::new(&FIGURE_COLUMNS);
    let rows = reader.figures(&Selection::default(), |row| {
        table.push(&fields(row));
        Ok::<(), ActionError>(())
    })?;
    export::write_beside_and_rename(path, table.finish().as_bytes())?;
    Ok(rows)
}

/// Columns of the export of figures: a stable interface, and what the importer reads back.
const FIGURE_COLUMNS: [&str; 26] = [
    "indicator_code",
    "indicator",
    "unit",
    "polarity",
    "subject_code",
    "subject",
    "level",
    "group",
    "period",
    "period_start",
    "period_length",
    "value",
    "lower",
    "upper",
    "count",
    "denominator",
    "state",
    "markers",
    "publisher",
    "dataset",
    "licence",
    "file",
    "sheet",
    "row",
    "column",
    "raw",
];

fn fields<'a>(row: &'a FigureRow<'a>) -> [Field<'a>; 26] {
    [
        Field::Text(row.indicator_code),
        Field::Text(row.indicator),
        Field::Text(row.unit),
        Field::Text(&row.polarity),
        Field::Text(row.subject_code),
        Field::Text(row.subject),
        Field::Text(row.level),
        Field::Text(&row.group),
        Field::Text(&row.period),
        Field::Text(&row.period_start),
        Field::Text(&row.period_length),
        Field::Number(row.value),
        Field::Number(row.lower),
        Field::Number(row.upper),
        Field::Number(row.count),
        Field::Number(row.denominator),
        Field::Text(row.state),
        Field::Text(&row.markers),
        Field::Text(row.publisher),
        Field::Text(row.dataset),
        Field::Text(row.licence),
        Field::Text(row.file),
        Field::Text(row.sheet),
        Field::Number(Some(f64::from(row.row))),
        Field::Number(Some(f64::from(row.column))),
        Field::Text(row.raw.unwrap_or("")),
    ]
}
