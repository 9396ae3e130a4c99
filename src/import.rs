//! The corridor in: a file becomes cells, cells a table, a table figures with their problems. Reads files, writes none, and
//! knows neither the book nor anything that paints. A fault in the data is a value with its cell, never an error.

mod assembler;
mod choices;
mod csv_dialect;
mod csv_reader;
mod csv_records;
mod excel_reader;
mod excel_value;
mod grid;
mod known;
pub mod limits;
mod ods_cell;
mod ods_reader;
mod old_excel_reader;
mod outlet;
mod prescan;
mod problem;
mod reading;
mod refusal;
mod reviewed;
mod sniff;
mod source_file;
mod text_source;
mod workbook;
mod worker;
mod worker_run;

pub use choices::{ColumnRole, ReadingChoices, SubjectsAre};
pub use grid::{Cell, Grid};
pub use known::{Known, KnownIndicator};
pub use problem::{Problem, Severity};
pub use reading::{WorkerProgram, read};
pub use refusal::{ReadError, Refusal};
pub use reviewed::{ColumnGuess, Counts, Layout, ReviewedFile, ReviewedObservation, ReviewedSheet};
pub use source_file::{Format, SourceFile};
pub use workbook::{MergedRange, Sheet, Workbook};
pub use worker::{WORKER_ARGUMENT, worker_main};
