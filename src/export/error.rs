use std::borrow::Cow;
use std::io;
use std::path::{Path, PathBuf};

use crate::domain::thousands;
use crate::message::{Explain, Message};

/// Why something could not leave the program.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The picture could not be read back from its SVG.
    #[error("the picture could not be made: {0}")]
    Picture(String),
    /// The picture would have no pixels or too many.
    #[error("a picture of {width} by {height} pixels cannot be made")]
    Size {
        /// Pixels across.
        width: u32,
        /// Pixels down.
        height: u32,
    },
    /// The workbook could not be made.
    #[error("the workbook could not be made: {0}")]
    Workbook(String),
    /// The file of slides could not be made.
    #[error("the slides could not be made: {0}")]
    Slides(String),
    /// There are more rows than a workbook carries well.
    #[error("more than {most} rows")]
    TooManyRows {
        /// The most that are put into one.
        most: u32,
    },
    /// The file of columns could not be made.
    #[error("the Parquet file could not be made: {0}")]
    Parquet(#[from] parquet::errors::ParquetError),
    /// The file could not be written.
    #[error("{path} could not be written: {source}")]
    Write {
        /// The file that was wanted.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The file was written whole, under another name than the one that was wanted.
    #[error("{path} is held, written to {saved}")]
    SavedElsewhere {
        /// The file that was wanted.
        path: PathBuf,
        /// Where it lies.
        saved: PathBuf,
    },
}

impl From<rust_xlsxwriter::XlsxError> for ExportError {
    fn from(error: rust_xlsxwriter::XlsxError) -> Self {
        Self::Workbook(error.to_string())
    }
}

impl Explain for ExportError {
    fn explain(&self) -> Message {
        match self {
            Self::Picture(details) => Message::new(
                "The picture could not be made.",
                "Export the figure as SVG instead, or as a table.",
            )
            .with_details(details.clone()),
            Self::Workbook(details) => {
                Message::new("The workbook could not be made.", "Export as CSV instead.")
                    .with_details(details.clone())
            }
            Self::Slides(details) => {
                Message::new("The slides could not be made.", "Export as PDF instead.")
                    .with_details(details.clone())
            }
            Self::TooManyRows { most } => Message::new(
                format!(
                    "There are more than {} figures, too many for a workbook.",
                    thousands(f64::from(*most), 0)
                ),
                "Export to a name that ends in .parquet or .csv, which hold any number, or export the answer to a question.",
            ),
            Self::Parquet(details) => Message::new(
                "The Parquet file could not be made.",
                "Export as CSV instead.",
            )
            .with_details(details.to_string()),
            Self::Size { .. } => Message::new(
                format!("{self}."),
                "Choose a size between 200x150 and 8000x8000.",
            ),
            Self::SavedElsewhere { path, saved } => Message::new(
                format!(
                    "“{}” could not be replaced, so the file was saved beside it as “{}”.",
                    name_of(path),
                    name_of(saved)
                ),
                "Close the program that holds the old file open, and rename the new one.",
            ),
            Self::Write { path, source } => {
                let name = name_of(path);
                let next = match source.kind() {
                    io::ErrorKind::PermissionDenied => {
                        "Close the program that holds it open, or choose a folder that you may write to."
                    }
                    io::ErrorKind::NotFound => "Choose a folder that exists.",
                    io::ErrorKind::StorageFull => "Make room on the disk, or choose another one.",
                    _ => "Choose another folder or another name.",
                };
                let why = match source.kind() {
                    io::ErrorKind::StorageFull => ": the disk is full",
                    io::ErrorKind::ReadOnlyFilesystem => ": the disk can only be read",
                    io::ErrorKind::PermissionDenied => ", since writing there is not allowed",
                    io::ErrorKind::NotFound => ", since its folder does not exist",
                    _ => "",
                };
                Message::new(format!("“{name}” could not be written{why}."), next)
                    .with_details(source.to_string())
            }
        }
    }
}

/// The file's name, as it is shown.
fn name_of(path: &Path) -> Cow<'_, str> {
    path.file_name()
        .map_or_else(|| path.to_string_lossy(), |name| name.to_string_lossy())
}
