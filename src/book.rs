//! The store: one SQLite file, identified before it is opened, written by one thread, one transaction a user action. Owns all
//! SQL. Knows nothing of questions, and takes figures only as import has reviewed them.

mod error;
mod reader;
mod records;
mod writer;

pub use error::BookError;
pub use reader::Reader;
pub use records::{BookSummary, ImportOutcome, ImportRecord, Selection};
pub use writer::Writer;
