use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rusqlite::Connection;

use super::indicators::IndicatorId;
use super::kept::Kept;
use super::names::Names;
use super::{
    BookError, BookSummary, Comparison, Difference, FigureRow, FigureVersion, ImportRecord,
    Selection, breakdowns, comparing, connection, copying, goals, history, imports, meta,
    observations, recipes,
};
use crate::domain::{
    AsOf, Framework, Goal, GoalLink, Indicator, IndicatorCode, Lineage, Observation, PeopleGroup,
    Period, Subject, SubjectCode,
};
use crate::import::{Known, KnownIndicator, Recipe, ReviewedFile};

/// Reads a book. Each reader has its own connection; the window and every job have their own reader.
pub struct Reader {
    connection: Connection,
    path: PathBuf,
    as_of: Option<AsOf>,
    names: RefCell<Option<Arc<Names>>>,
    pub(super) kept: Kept,
}

impl Reader {
    /// Opens the book at `path` for reading, once it is known to be one.
    pub fn open(path: &Path) -> Result<Self, BookError> {
        let (connection, path) = connection::open_to_read(path)?;
        Ok(Self {
            connection,
            path,
            as_of: None,
            names: RefCell::new(None),
            kept: Kept::default(),
        })
    }

    /// A reader of the same book that sees figures, and what there are figures of, as they were on a day: what the imports
    /// that stand had given by then. Names and descriptions are those of today; goals too.
    pub fn as_of(&self, as_of: AsOf) -> Result<Self, BookError> {
        Ok(Self {
            as_of: Some(as_of),
            ..Self::open(&self.path)?
        })
    }

    /// Imports that stood on the day that is looked at and were taken back since: what they gave is gone.
    pub fn taken_back_since(&self) -> Result<Vec<ImportRecord>, BookError> {
        let Some(as_of) = self.as_of else {
            return Ok(Vec::new());
        };
        self.at_once(|connection| Ok(imports::taken_back_since(connection, &as_of.last_moment())?))
    }

    /// The book's absolute path.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Everything that `read` asks of this reader is of one moment, whatever is written meanwhile. A writer waits so long.
    pub fn in_one_moment<T, E: From<BookError>>(
        &self,
        read: impl FnOnce() -> Result<T, E>,
    ) -> Result<T, E> {
        if !self.connection.is_autocommit() {
            return read();
        }
        let begun = self.connection.unchecked_transaction();
        let _moment = begun.map_err(|error| BookError::from(error).at(&self.path))?;
        read()
    }

    /// Everything that `read` reads is of one moment, whatever is written meanwhile.
    pub(super) fn at_once<T>(
        &self,
        read: impl FnOnce(&Connection) -> Result<T, BookError>,
    ) -> Result<T, BookError> {
        if !self.connection.is_autocommit() {
            return read(&self.connection).map_err(|error| error.at(&self.path));
        }
        let result = self
            .connection
            .unchecked_transaction()
            .map_err(BookError::from)
            .and_then(|transaction| read(&transaction));
        result.map_err(|error| error.at(&self.path))
    }

    /// The same with the names of that moment, which are read once a revision.
    pub(super) fn with_names<T>(
        &self,
        read: impl FnOnce(&Connection, &Names) -> Result<T, BookError>,
    ) -> Result<T, BookError> {
        self.at_once(|connection| {
            let revision = meta::revision(connection)?;
            let known = self
                .names
                .borrow()
                .as_ref()
                .filter(|names| names.revision == revision)
                .cloned();
            let names = match known {
                Some(names) => names,
                None => Arc::new(Names::read(connection, revision, self.as_of)?),
            };
            *self.names.borrow_mut() = Some(Arc::clone(&names));
            read(connection, &names)
        })
    }

    /// Rises by one with every action.
    pub fn revision(&self) -> Result<u64, BookError> {
        self.at_once(|connection| Ok(meta::revision(connection)?))
    }

    /// What the status bar says.
    pub fn summary(&self) -> Result<BookSummary, BookError> {
        self.with_names(|connection, names| {
            Ok(BookSummary {
                figures: figures_of(connection, names)?
                    .iter()
                    .map(|(_, figures)| figures)
                    .sum(),
                last_import: imports::all(connection)?
                    .into_iter()
                    .find(|import| !import.undone)
                    .map(|import| import.at),
                sample: meta::is_sample(connection)?,
            })
        })
    }

    /// The frameworks, the default one first.
    pub fn frameworks(&self) -> Result<Vec<Framework>, BookError> {
        self.at_once(|connection| Ok(goals::frameworks(connection)?))
    }

    /// The goals of a framework by number; those of the default one for `None`.
    pub fn goals(&self, framework: Option<&str>) -> Result<Vec<Goal>, BookError> {
        self.at_once(|connection| Ok(goals::goals(connection, framework)?))
    }

    /// Every link from an indicator that has figures to a goal: by framework, goal, and first homes first.
    pub fn goal_links(&self) -> Result<Vec<GoalLink>, BookError> {
        self.with_names(|connection, names| {
            let mut links = goals::links(connection)?;
            links.retain(|link| names.indicator_ids.contains_key(&link.indicator));
            Ok(links)
        })
    }

    /// Every indicator that has figures, by name.
    pub fn indicators(&self) -> Result<Vec<Indicator>, BookError> {
        self.with_names(|_, names| {
            let mut all: Vec<Indicator> = names.indicators.values().cloned().collect();
            all.sort_by_cached_key(|of| (of.name.to_lowercase(), of.code.clone()));
            Ok(all)
        })
    }

    /// Every subject that has figures, by kind, level and name.
    pub fn subjects(&self) -> Result<Vec<Subject>, BookError> {
        self.with_names(|_, names| Ok(names.sorted_subjects()))
    }

    /// One subject by its code or by an identifier in any register, in letters of either case.
    pub fn subject(&self, code: &SubjectCode) -> Result<Option<Subject>, BookError> {
        self.with_names(|_, names| Ok(names.subject(code).cloned()))
    }

    /// Periods with figures, oldest first: of one indicator, or of all for `None`.
    pub fn periods(&self, indicator: Option<&IndicatorCode>) -> Result<Vec<Period>, BookError> {
        self.with_names(|connection, names| {
            let Some(id) = wanted(names, indicator) else {
                return Ok(Vec::new());
            };
            let covered = match &names.past {
                Some(past) => past.covered(id, |(_, period, _)| *period),
                None => breakdowns::covered_periods(connection, id)?,
            };
            let mut periods: Vec<Period> = covered
                .iter()
                .filter_map(|id| names.periods.get(id).copied())
                .collect();
            periods.sort_unstable();
            Ok(periods)
        })
    }

    /// People groups with figures, all people first: of one indicator, or of all for `None`.
    pub fn groups(&self, indicator: Option<&IndicatorCode>) -> Result<Vec<PeopleGroup>, BookError> {
        self.with_names(|connection, names| {
            let Some(id) = wanted(names, indicator) else {
                return Ok(Vec::new());
            };
            let covered = match &names.past {
                Some(past) => past.covered(id, |(_, _, group)| *group),
                None => breakdowns::covered_groups(connection, id)?,
            };
            let mut groups: Vec<PeopleGroup> = covered
                .iter()
                .filter_map(|id| names.groups.get(id).cloned())
                .collect();
            groups.sort_unstable();
            Ok(groups)
        })
    }

    /// Current figures, ordered by indicator, subject, period and group.
    pub fn observations(&self, selection: &Selection) -> Result<Vec<Observation>, BookError> {
        self.with_names(|connection, names| observations::selected(connection, names, selection))
    }

    /// Hands current figures with all that an export writes to `each`, in the order of [`Reader::observations`], and returns
    /// how many there were. No more than one indicator's figures are held at a time. An error of `each` ends it.
    pub fn figures<E: From<BookError>>(
        &self,
        selection: &Selection,
        mut each: impl FnMut(&FigureRow<'_>) -> Result<(), E>,
    ) -> Result<u64, E> {
        let mut failed = None;
        let written = self.with_names(|connection, names| {
            observations::rows(connection, names, selection, |row| match each(row) {
                Ok(()) => true,
                Err(error) => {
                    failed = Some(error);
                    false
                }
            })
        })?;
        failed.map_or(Ok(written), Err)
    }

    /// Every import's word on one figure, newest first.
    pub fn cell_history(
        &self,
        indicator: &IndicatorCode,
        subject: &SubjectCode,
        period: Period,
        group: &PeopleGroup,
    ) -> Result<Vec<FigureVersion>, BookError> {
        self.with_names(|connection, names| {
            history::of(connection, names, indicator, subject, period, group)
        })
    }

    /// Figures per indicator, for lists.
    pub fn figure_counts(&self) -> Result<Vec<(IndicatorCode, u64)>, BookError> {
        self.with_names(|connection, names| {
            let mut counts: Vec<(IndicatorCode, u64)> = figures_of(connection, names)?
                .into_iter()
                .filter_map(|(id, figures)| {
                    Some((names.indicators.get(&id)?.code.clone(), figures))
                })
                .collect();
            counts.sort_unstable();
            Ok(counts)
        })
    }

    /// Whether an indicator has figures of places (`false`) or of organisations (`true`).
    pub fn has_figures(
        &self,
        indicator: &IndicatorCode,
        of_organisations: bool,
    ) -> Result<bool, BookError> {
        self.with_names(
            |connection, names| match names.indicator_ids.get(indicator) {
                Some(id) => Ok(observations::exist(
                    connection,
                    names,
                    *id,
                    of_organisations,
                )?),
                None => Ok(false),
            },
        )
    }

    /// Every import, newest first, without its problems.
    pub fn imports(&self) -> Result<Vec<ImportRecord>, BookError> {
        self.at_once(|connection| Ok(imports::all(connection)?))
    }

    /// One import with its problems.
    pub fn import(&self, number: u32) -> Result<Option<ImportRecord>, BookError> {
        self.at_once(|connection| Ok(imports::one(connection, number)?))
    }

    /// Every recipe by name.
    pub fn recipes(&self) -> Result<Vec<Recipe>, BookError> {
        self.at_once(|connection| Ok(recipes::all(connection)?))
    }

    /// How a file that was read compares with what is in the book, and which of the two is the later edition.
    pub fn compare(&self, file: &ReviewedFile) -> Result<Comparison, BookError> {
        self.with_names(|connection, names| comparing::with_review(connection, names, file))
    }

    /// What an import that stands changed; the last one that stands for `None`.
    pub fn difference(&self, number: Option<u32>) -> Result<(u32, Difference), BookError> {
        self.with_names(|connection, names| {
            let number = match number {
                Some(number) => number,
                None => imports::last_standing(connection)?.ok_or(BookError::NoImports)?,
            };
            Ok((number, comparing::with_import(connection, names, number)?))
        })
    }

    /// How places followed one another: the same in every book.
    pub fn lineage() -> Arc<Lineage> {
        Known::lineage()
    }

    /// What the next reading may rely on: what is shipped, what the book holds, and the goals that were chosen.
    pub fn known(&self) -> Result<Known, BookError> {
        self.with_names(|connection, names| {
            let mut known = Known::shipped();
            for indicator in names.indicators.values() {
                known
                    .indicators
                    .entry(indicator.code.clone())
                    .and_modify(|known| known.indicator = indicator.clone())
                    .or_insert_with(|| KnownIndicator {
                        indicator: indicator.clone(),
                        aliases: Vec::new(),
                        goals: Vec::new(),
                    });
            }
            let links = goals::links(connection)?;
            let chosen = goals::chosen(connection)?;
            for (code, known) in &mut known.indicators {
                let of_it: Vec<GoalLink> = links
                    .iter()
                    .filter(|link| link.indicator == *code)
                    .cloned()
                    .collect();
                if !of_it.is_empty() || chosen.contains(code) {
                    known.goals = of_it;
                }
            }
            for subject in names.subjects.values() {
                known.subjects.insert(subject.code.clone(), subject.clone());
            }
            Ok(known)
        })
    }

    /// Writes a verified copy to `to`, which must not exist.
    pub fn copy_to(&self, to: &Path) -> Result<(), BookError> {
        copying::copy(&self.connection, to).map_err(|error| error.at(&self.path))
    }
}

/// Figures per indicator.
fn figures_of(connection: &Connection, names: &Names) -> rusqlite::Result<Vec<(IndicatorId, u64)>> {
    match &names.past {
        Some(past) => Ok(past.figures_by_indicator()),
        None => breakdowns::figures(connection),
    }
}

/// The row number of the indicator asked for: `Some(None)` for all, `None` for one that the book does not hold.
#[expect(
    clippy::option_option,
    reason = "all, one, and none at all are three answers"
)]
fn wanted(names: &Names, indicator: Option<&IndicatorCode>) -> Option<Option<i64>> {
    match indicator {
        None => Some(None),
        Some(code) => names.indicator_ids.get(code).copied().map(Some),
    }
}
