//! The corridor in: a file becomes cells, cells a table, a table figures with their problems. Reads files, writes none, and
//! knows neither the book nor anything that paints. A fault in the data is a value with its cell, never an error.

mod choices;
mod grid;
mod known;
pub mod limits;
mod problem;
mod reviewed;
mod source_file;
mod workbook;

pub use choices::{ColumnRole, ReadingChoices, SubjectsAre};
pub use grid::{Cell, Grid};
pub use known::{Known, KnownIndicator};
pub use problem::{Problem, Severity};
pub use reviewed::{ColumnGuess, Counts, Layout, ReviewedFile, ReviewedObservation, ReviewedSheet};
pub use source_file::{Format, SourceFile};
pub use workbook::{MergedRange, Sheet, Workbook};
