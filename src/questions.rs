//! The corridor out, first half: a question is a value with an address; an answer is a table with words. Reads the book through
//! its reader and computes with statistics. Never paints, never writes.

mod address;
mod alike;
mod answer;
mod ask;
mod benchmark;
mod between;
mod boundaries;
mod catalogue;
mod change;
mod circle;
mod closing;
mod comparison;
mod contribution;
mod counted;
mod coverage;
mod deprivation;
mod detail;
mod error;
mod gap;
mod goal;
mod groups;
mod held;
mod inequality;
mod judging;
mod kept;
#[cfg(test)]
mod made_up;
mod map;
mod narrow;
mod notes;
mod overview;
mod pairs;
mod peers;
mod planned;
mod plans;
mod profile;
mod question;
mod ranking;
mod relationship;
mod rows;
mod shown;
mod spread;
mod standing;
mod table;
mod trend;
mod when;
mod wording;

pub use crate::statistics::ProgressLabel;
pub use answer::{Answer, Judgement, LeftOut, Row, RowRole, Spread};
pub use between::Between;
pub use detail::{
    Closing, Detail, GapChange, GapPair, GapSummary, GoalSummary, Gradient, IndicatorSummary,
    Point, Unequal,
};
pub use error::QuestionError;
pub use narrow::Narrowing;
pub use planned::{
    Contribution, Improvement, Need, NeedLine, OutcomeLine, Part, PlanLine, PlanProgress, Planned,
};
pub use question::{Boundaries, Question, QuestionKind, Subjects};
pub use shown::{Grid, Holding, Pairs, Shown, Tiles, WithinBetween};
pub use table::{Cell, Column, Holds, OwnColumn};
