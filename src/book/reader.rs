use std::path::Path;

use super::{BookError, BookSummary, ImportRecord, Selection};
use crate::domain::{
    Framework, Goal, GoalLink, Indicator, IndicatorCode, Observation, PeopleGroup, Period, Subject,
    SubjectCode,
};
use crate::import::Known;

/// Reads a book. Each reader has its own connection; the window and every job have their own reader.
pub struct Reader {}

impl Reader {
    /// Opens the book at `path` for reading, once it is known to be one.
    pub fn open(_path: &Path) -> Result<Self, BookError> {
        Ok(Self {})
    }
    /// Rises by one with every action.
    pub fn revision(&self) -> Result<u64, BookError> {
        Ok(0)
    }
    /// What the status bar says.
    pub fn summary(&self) -> Result<BookSummary, BookError> {
        Ok(BookSummary::default())
    }
    /// The frameworks, the default one first.
    pub fn frameworks(&self) -> Result<Vec<Framework>, BookError> {
        Ok(Vec::new())
    }
    /// The goals of a framework by number; those of the default one for `None`.
    pub fn goals(&self, _framework: Option<&str>) -> Result<Vec<Goal>, BookError> {
        Ok(Vec::new())
    }
    /// Every link from an indicator to a goal.
    pub fn goal_links(&self) -> Result<Vec<GoalLink>, BookError> {
        Ok(Vec::new())
    }
    /// Every indicator that has figures, by name.
    pub fn indicators(&self) -> Result<Vec<Indicator>, BookError> {
        Ok(Vec::new())
    }
    /// Every subject that has figures, by kind, level and name.
    pub fn subjects(&self) -> Result<Vec<Subject>, BookError> {
        Ok(Vec::new())
    }
    /// One subject by its code or by an identifier in any register.
    pub fn subject(&self, _code: &SubjectCode) -> Result<Option<Subject>, BookError> {
        Ok(None)
    }
    /// Periods with figures, oldest first: of one indicator, or of all for `None`.
    pub fn periods(&self, _indicator: Option<&IndicatorCode>) -> Result<Vec<Period>, BookError> {
        Ok(Vec::new())
    }
    /// People groups with figures: of one indicator, or of all for `None`.
    pub fn groups(
        &self,
        _indicator: Option<&IndicatorCode>,
    ) -> Result<Vec<PeopleGroup>, BookError> {
        Ok(Vec::new())
    }
    /// Current figures, ordered by indicator, subject, period and group.
    pub fn observations(&self, _selection: &Selection) -> Result<Vec<Observation>, BookError> {
        Ok(Vec::new())
    }
    /// Figures per indicator, for lists.
    pub fn figure_counts(&self) -> Result<Vec<(IndicatorCode, u64)>, BookError> {
        Ok(Vec::new())
    }
    /// Every import, newest first, without its problems.
    pub fn imports(&self) -> Result<Vec<ImportRecord>, BookError> {
        Ok(Vec::new())
    }
    /// One import with its problems.
    pub fn import(&self, _number: u32) -> Result<Option<ImportRecord>, BookError> {
        Ok(None)
    }
    /// What the next reading may rely on.
    pub fn known(&self) -> Result<Known, BookError> {
        Ok(Known::default())
    }
}
