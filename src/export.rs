//! What leaves the program: painted shapes as SVG, and from that PNG and PDF; the report as HTML; stories as PPTX, PDF and HTML;
//! what a room said; figures as CSV, workbooks and Parquet. Written beside and renamed, never half.

mod csv;
mod document;
mod error;
mod file;
mod left_out;
mod lists;
mod page;
mod paper;
mod pasted;
mod record;
mod report;
mod story;
mod svg;
mod table;
#[cfg(test)]
mod tests;
mod words;

pub use csv::{CsvTable, answer_csv};
pub use error::ExportError;
pub use file::{pack, safe_file_name, write_beside_and_rename};
pub use left_out::{LeftOut, left_out};
pub use lists::{plans_of, write_outcomes, write_plan_template};
pub use page::{look_for, svg, svg_of};
pub use paper::{pdf, pixels, png};
pub use pasted::{Pasted, pasted};
pub use record::{RecordFile, RecordedNote, RecordedVote, record_html, record_pdf, record_table};
pub use report::{ReportContents, ReportGoal, report, report_pdf};
pub use story::{StoryFile, StoryPage, story_handout, story_html, story_pdf, story_pptx};
pub use table::{About, Field, TableFile, TableKind, write_answer};
pub use words::{answer_words, said, shorthand};
