//! The table `community_outcomes`: outcomes in the words of those who defined them.

use jiff::Timestamp;
use jiff::civil::Date;
use rusqlite::{Connection, params};

use super::plans::{PlansKept, day_of, default_framework, next_code, number_of};
use super::{BookError, Reader, Writer};
use crate::domain::{IndicatorCode, Outcome, SubjectCode};

/// How the codes of outcomes begin.
const PREFIX: &str = "outcome-";

impl Reader {
    /// Every community-defined outcome: by priority, those without one last.
    pub fn outcomes(&self) -> Result<Vec<Outcome>, BookError> {
        self.at_once(|connection| Ok(all(connection)?))
    }
}

impl Writer {
    /// Keeps a community-defined outcome: in the place of the one that has its code, and otherwise as a new one. Gives its code.
    pub fn keep_outcome(&self, outcome: Outcome, now: Timestamp) -> Result<String, BookError> {
        let today = day_of(now);
        self.act(now, "keeping an outcome", move |transaction| {
            keep(transaction, outcome, today)
        })
    }

    /// Keeps outcomes: in the place of those that have their code or say just the same, and otherwise as new ones. All of them or none.
    pub fn keep_outcomes(
        &self,
        outcomes: Vec<Outcome>,
        now: Timestamp,
    ) -> Result<PlansKept, BookError> {
        let today = day_of(now);
        let name = format!("bringing in {} outcomes", outcomes.len());
        self.act(now, name, move |transaction| {
            keep_all(transaction, outcomes, today)
        })
    }

    /// Removes the outcome of this code.
    pub fn remove_outcome(&self, code: &str, now: Timestamp) -> Result<(), BookError> {
        let code = code.to_owned();
        self.act(now, "removing an outcome", move |transaction| {
            remove(transaction, &code)
        })
    }
}

/// Every outcome: by priority, those without one last, then in the order in which they were written down.
pub(super) fn all(connection: &Connection) -> rusqlite::Result<Vec<Outcome>> {
    let mut outcomes = connection
        .prepare_cached(
            "SELECT code, words, defined_by, defined_how, proxy, priority, framework, goal, subject, is_example, recorded
             FROM community_outcomes",
        )?
        .query_map([], |row| {
            let recorded: String = row.get(10)?;
            Ok(Outcome {
                code: row.get(0)?,
                words: row.get(1)?,
                defined_by: row.get(2)?,
                defined_how: row.get(3)?,
                proxy: row.get::<_, Option<String>>(4)?.map(IndicatorCode),
                priority: row.get(5)?,
                framework: row.get(6)?,
                goal: row.get(7)?,
                subject: row.get::<_, Option<String>>(8)?.map(SubjectCode),
                example: row.get(9)?,
                recorded: recorded.parse().ok(),
            })
        })?
        .collect::<rusqlite::Result<Vec<Outcome>>>()?;
    outcomes.sort_by_cached_key(|one| {
        let priority = one.priority.unwrap_or(u32::MAX);
        (priority, number_of(&one.code, PREFIX), one.code.clone())
    });
    Ok(outcomes)
}

/// Keeps an outcome: in the place of the one that has its code, and otherwise as a new one. Gives its code.
pub(super) fn keep(
    connection: &Connection,
    outcome: Outcome,
    today: Date,
) -> Result<String, BookError> {
    let mut outcome = outcome.tidy();
    if outcome.words.is_empty() {
        return Err(BookError::IncompleteOutcome);
    }
    if outcome.code.is_empty() {
        let held = all(connection)?;
        outcome.code = next_code(held.iter().map(|one| one.code.as_str()), PREFIX);
    }
    if outcome.framework.is_empty() {
        outcome.framework = default_framework(connection)?;
    }
    connection.execute(
        "INSERT INTO community_outcomes (code, words, defined_by, defined_how, proxy, priority, framework, goal, subject,
             is_example, recorded)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
         ON CONFLICT (code) DO UPDATE SET words = excluded.words, defined_by = excluded.defined_by,
             defined_how = excluded.defined_how, proxy = excluded.proxy, priority = excluded.priority,
             framework = excluded.framework, goal = excluded.goal, subject = excluded.subject,
             is_example = excluded.is_example, recorded = excluded.recorded",
        params![
            outcome.code,
            outcome.words,
            outcome.defined_by,
            outcome.defined_how,
            outcome.proxy.as_ref().map(|code| &code.0),
            outcome.priority.filter(|priority| *priority > 0),
            outcome.framework,
            outcome.goal,
            outcome.subject.as_ref().map(|code| &code.0),
            outcome.example,
            today.to_string(),
        ],
    )?;
    Ok(outcome.code)
}

fn keep_all(
    connection: &Connection,
    outcomes: Vec<Outcome>,
    today: Date,
) -> Result<PlansKept, BookError> {
    let mut kept = PlansKept::default();
    let default = default_framework(connection)?;
    for outcome in outcomes {
        let mut outcome = outcome.tidy();
        if outcome.framework.is_empty() {
            outcome.framework.clone_from(&default);
        }
        let held = all(connection)?;
        let same = |one: &&Outcome| {
            let known = outcome.code.is_empty() || outcome.code == one.code;
            let as_held = Outcome {
                code: one.code.clone(),
                recorded: one.recorded,
                ..outcome.clone()
            };
            known && **one == as_held
        };
        if let Some(same) = held.iter().find(same) {
            kept.unchanged += 1;
            kept.codes.push(same.code.clone());
            continue;
        }
        if held.iter().any(|one| one.code == outcome.code) {
            kept.changed += 1;
        } else {
            kept.added += 1;
        }
        kept.codes.push(keep(connection, outcome, today)?);
    }
    Ok(kept)
}

/// Removes the outcome of this code.
pub(super) fn remove(connection: &Connection, code: &str) -> Result<(), BookError> {
    match connection.execute("DELETE FROM community_outcomes WHERE code = ?1", [code])? {
        0 => Err(BookError::NoSuchOutcome(code.to_owned())),
        _ => Ok(()),
    }
}
