//! The corridor out, first half: a question is a value with an address; an answer is a table with words. Reads the book through
//! its reader and computes with statistics. Never paints, never writes.

mod address;
mod answer;
mod detail;
mod error;
mod question;

pub use answer::{Answer, Judgement, LeftOut, Row, RowRole, Spread};
pub use detail::{Closing, Detail, GapSummary, GoalSummary, IndicatorSummary, Point};
pub use error::QuestionError;
pub use question::{Question, QuestionKind, Subjects};
