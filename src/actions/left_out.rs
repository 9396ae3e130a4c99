use std::path::Path;

use super::ActionError;
use crate::export::{self, LeftOut};
use crate::import::Problem;

/// The cells that problems left out, each with what stands there and why.
pub fn cells_left_out<'a>(problems: impl IntoIterator<Item = &'a Problem>) -> Vec<LeftOut> {
    let rejected = problems.into_iter().filter(|problem| problem.rejected);
    rejected
        .map(|problem| LeftOut {
            origin: problem.origin.clone(),
            raw: problem.raw.clone(),
            why: problem.message.clone(),
        })
        .collect()
}

/// Writes the cells that were left out of a file, as a workbook or, where `to` ends in `.csv`, as text. Another ending is refused, and
/// nothing is written then.
pub fn write_left_out(file: &str, cells: &[LeftOut], to: &Path) -> Result<(), ActionError> {
    takes_left_out(to)?;
    let bytes = export::left_out(file, cells, to)?;
    Ok(export::write_beside_and_rename(to, &bytes)?)
}

/// Refuses a file whose ending says another kind than [`write_left_out`] writes.
pub fn takes_left_out(to: &Path) -> Result<(), ActionError> {
    match super::files::ending(to).as_str() {
        "xlsx" | "csv" => Ok(()),
        _ => Err(ActionError::UnknownEnding {
            path: to.to_path_buf(),
            known: ".xlsx and .csv",
        }),
    }
}
