//! GeoJSON: the properties of its features are read as the rows of a table, one column a property. Outlines are counted and looked at,
//! and nothing is made of them.

mod features;

use std::io::{Read, Seek, SeekFrom};

use features::{Features, Property};

use super::outlet::{Note, Outlet, Stop, grouped, too_large};
use super::recipe::is_nested_deeper;
use super::refusal::Refusal;
use super::{Cell, Format, Severity, limits};

/// Reads a GeoJSON file into one sheet: the names of the properties in the first row, a feature in each of those below.
pub(super) fn read_geojson(
    mut file: impl Read + Seek,
    outlet: &mut Outlet<'_>,
) -> Result<(), Stop> {
    let mut bytes = Vec::new();
    file.seek(SeekFrom::Start(0))
        .and_then(|_| file.take(limits::MAP_BYTES + 1).read_to_end(&mut bytes))
        .map_err(|error| damaged("its bytes cannot be read", &error))?;
    if bytes.len() as u64 > limits::MAP_BYTES {
        return Err(too_large("a map (GeoJSON) may have 50 MB".to_owned()));
    }
    let text = String::from_utf8(bytes).map_err(|error| damaged("it is not UTF-8", &error))?;
    let text = text.trim_start_matches('\u{feff}');
    if is_nested_deeper(text, limits::MAP_DEPTH) {
        return Err(Refusal::Hostile {
            what: format!("its values are nested more than {} deep", limits::MAP_DEPTH),
        }
        .into());
    }
    let features: Features = serde_json::from_str(text).map_err(|error| unread(&error))?;
    if let Some(what) = features.too_many() {
        return Err(too_large(what));
    }
    if features.names.is_empty() {
        return Err(Refusal::Foreign {
            what: "a map (GeoJSON) without properties, that is, without figures".to_owned(),
            instead: "Levelbook draws places without one: import the table of figures that belongs to it, as CSV, XLSX or ODS.".to_owned(),
        }
        .into());
    }
    outlet.bound(limits::CELLS, limits::TEXT_ROWS);
    outlet.note(&Note::Format(Format::GeoJson))?;
    outlet.sheet("", true)?;
    for (column, name) in (0..).zip(&features.names) {
        outlet.cell(0, column, Cell::Text(name))?;
    }
    for (row, properties) in (1..).zip(&features.rows) {
        for (column, property) in properties {
            match property {
                Property::Nothing => {}
                Property::Text(text) => outlet.cell(row, *column, Cell::Text(text))?,
                Property::Number(number) => outlet.cell(row, *column, Cell::Number(*number))?,
                Property::Bool(value) => outlet.cell(row, *column, Cell::Bool(*value))?,
                Property::Several => outlet.problem(
                    "property-of-several",
                    Severity::Warning,
                    (row, *column),
                    "",
                    "This property holds a list or further properties; it was passed over.",
                )?,
            }
        }
    }
    tell(&features, outlet)
}

/// Says what was read and what was not.
fn tell(features: &Features, outlet: &mut Outlet<'_>) -> Result<(), Stop> {
    outlet.problem(
        "map",
        Severity::Info,
        (0, 0),
        "",
        &format!(
            "This is a map (GeoJSON): the properties of its {} features were read as the rows of a table, and its outlines, of {} points, were not.",
            grouped(features.rows.len() as u64),
            grouped(features.points)
        ),
    )?;
    if features.elsewhere > 0 {
        outlet.problem(
            "points-elsewhere",
            Severity::Info,
            (0, 0),
            "",
            &format!(
                "{} points of the outlines are no degrees of longitude and latitude. The figures do not depend on them.",
                grouped(features.elsewhere)
            ),
        )?;
    }
    Ok(())
}

/// Why it cannot be read; a line and a column of the file are in the technical text.
fn unread(error: &serde_json::Error) -> Stop {
    let what = if error.is_eof() {
        "it breaks off before its end".to_owned()
    } else {
        format!("line {} of it is no GeoJSON", error.line())
    };
    Refusal::Damaged {
        what,
        details: error.to_string(),
    }
    .into()
}

fn damaged(what: &str, error: &dyn std::fmt::Display) -> Refusal {
    Refusal::Damaged {
        what: what.to_owned(),
        details: error.to_string(),
    }
}
