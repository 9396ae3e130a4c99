//! The tables `frameworks`, `goals`, `goal_statements`, `goals_chosen` and `goal_links`.

use rusqlite::{Connection, Row, params};
use serde::Deserialize;

use super::BookError;
use crate::domain::{Framework, Goal, GoalLink, IndicatorCode, LinkKind};

/// The number under which the user's own choices stand among the imports' statements.
const BY_HAND: u32 = 0;

const BUILT_IN: &str = include_str!("../../assets/frameworks.json");

#[derive(Deserialize)]
struct BuiltIn {
    #[serde(flatten)]
    framework: Framework,
    goals: Vec<BuiltInGoal>,
}

#[derive(Deserialize)]
struct BuiltInGoal {
    number: u32,
    code: String,
    name: String,
    short_name: String,
    about: String,
}

/// Writes the built-in frameworks into a new book.
pub(super) fn seed(connection: &Connection) -> Result<(), BookError> {
    let built_in: Vec<BuiltIn> = serde_json::from_str(BUILT_IN)
        .map_err(|error| BookError::Inconsistent(format!("built-in frameworks: {error}")))?;
    for (BuiltIn { framework, goals }, position) in built_in.iter().zip(0i64..) {
        connection.execute(
            "INSERT INTO frameworks (code, position, version, title, publisher, published, note)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            params![
                framework.code,
                position,
                framework.version,
                framework.title,
                framework.publisher,
                framework.published,
                framework.note
            ],
        )?;
        for goal in goals {
            connection.execute(
                "INSERT INTO goals (framework, number, code, name, short_name, about)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                params![
                    framework.code,
                    goal.number,
                    goal.code,
                    goal.name,
                    goal.short_name,
                    goal.about
                ],
            )?;
        }
    }
    Ok(())
}

/// The frameworks, the default one first.
pub(super) fn frameworks(connection: &Connection) -> rusqlite::Result<Vec<Framework>> {
    connection
        .prepare_cached(
            "SELECT code, version, title, publisher, published, note FROM frameworks ORDER BY position",
        )?
        .query_map([], |row| {
            Ok(Framework {
                code: row.get(0)?,
                version: row.get(1)?,
                title: row.get(2)?,
                publisher: row.get(3)?,
                published: row.get(4)?,
                note: row.get(5)?,
            })
        })?
        .collect()
}

/// The goals of a framework by number; those of the default one for `None`.
pub(super) fn goals(
    connection: &Connection,
    framework: Option<&str>,
) -> rusqlite::Result<Vec<Goal>> {
    connection
        .prepare_cached(
            "SELECT framework, number, code, name, short_name, about FROM goals
             WHERE framework = coalesce(?1, (SELECT code FROM frameworks ORDER BY position LIMIT 1))
             ORDER BY number",
        )?
        .query_map([framework], |row| {
            Ok(Goal {
                framework: row.get(0)?,
                number: row.get(1)?,
                code: row.get(2)?,
                name: row.get(3)?,
                short_name: row.get(4)?,
                about: row.get(5)?,
            })
        })?
        .collect()
}

/// Every link that holds, also of indicators that have no figures now.
pub(super) fn links(connection: &Connection) -> rusqlite::Result<Vec<GoalLink>> {
    connection
        .prepare_cached(
            "SELECT framework, goal, indicator_code, kind, by_user FROM goal_links
             ORDER BY framework, goal, kind DESC, indicator_code",
        )?
        .query_map([], link)?
        .collect()
}

fn link(row: &Row<'_>) -> rusqlite::Result<GoalLink> {
    let kind: String = row.get(3)?;
    Ok(GoalLink {
        framework: row.get(0)?,
        goal: row.get(1)?,
        indicator: IndicatorCode(row.get(2)?),
        kind: if kind == "main" {
            LinkKind::Main
        } else {
            LinkKind::Also
        },
        by_user: row.get(4)?,
    })
}

/// Keeps what an import says of goals. Links to goals that the book does not hold are passed over.
pub(super) fn state(
    connection: &Connection,
    import: u32,
    links: &[GoalLink],
) -> rusqlite::Result<()> {
    let mut insert = connection.prepare_cached(
        "INSERT INTO goal_statements (indicator_code, import, framework, goal, kind, by_user)
         SELECT ?1, ?2, framework, number, ?5, ?6 FROM goals WHERE framework = ?3 AND number = ?4
         ON CONFLICT DO NOTHING",
    )?;
    for link in links {
        insert.execute(params![
            link.indicator.0,
            import,
            link.framework,
            link.goal,
            match link.kind {
                LinkKind::Main => "main",
                LinkKind::Also => "also",
            },
            link.by_user
        ])?;
    }
    Ok(())
}

/// Forgets what an import said and returns the indicators concerned.
pub(super) fn retract(
    connection: &Connection,
    import: u32,
) -> rusqlite::Result<Vec<IndicatorCode>> {
    let concerned = connection
        .prepare_cached("SELECT DISTINCT indicator_code FROM goal_statements WHERE import = ?1")?
        .query_map([import], |row| Ok(IndicatorCode(row.get(0)?)))?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    connection.execute("DELETE FROM goal_statements WHERE import = ?1", [import])?;
    Ok(concerned)
}

/// Puts the user's choice in the place of what was chosen before. It holds for all frameworks, also where it is empty.
pub(super) fn choose(
    connection: &Connection,
    indicator: &IndicatorCode,
    chosen: &[GoalLink],
) -> Result<(), BookError> {
    connection.execute(
        "DELETE FROM goal_statements WHERE indicator_code = ?1 AND import = ?2",
        params![indicator.0, BY_HAND],
    )?;
    connection.execute(
        "INSERT INTO goals_chosen (indicator_code) VALUES (?1) ON CONFLICT DO NOTHING",
        [&indicator.0],
    )?;
    for link in chosen {
        let known: bool = connection.query_row(
            "SELECT EXISTS (SELECT 1 FROM goals WHERE framework = ?1 AND number = ?2)",
            params![link.framework, link.goal],
            |row| row.get(0),
        )?;
        if !known {
            return Err(BookError::NoSuchGoal(link.framework.clone(), link.goal));
        }
    }
    let by_user: Vec<GoalLink> = chosen
        .iter()
        .map(|link| GoalLink {
            indicator: indicator.clone(),
            by_user: true,
            ..link.clone()
        })
        .collect();
    state(connection, BY_HAND, &by_user)?;
    settle(connection, indicator)?;
    Ok(())
}

/// Makes an indicator's links from the statements. What the user chose by hand wins; then, in each framework, the first
/// import for which the user named a goal; then the latest import that knew one.
pub(super) fn settle(connection: &Connection, indicator: &IndicatorCode) -> rusqlite::Result<()> {
    connection
        .prepare_cached("DELETE FROM goal_links WHERE indicator_code = ?1")?
        .execute([&indicator.0])?;
    connection
        .prepare_cached(
            "INSERT INTO goal_links (indicator_code, framework, goal, kind, by_user)
             SELECT s.indicator_code, s.framework, s.goal, s.kind, s.by_user
             FROM goal_statements AS s
             WHERE s.indicator_code = ?1 AND s.import = CASE
                 WHEN EXISTS (SELECT 1 FROM goals_chosen WHERE indicator_code = ?1) THEN ?2
                 ELSE coalesce(
                     (SELECT import FROM goal_statements JOIN imports ON number = import
                      WHERE indicator_code = ?1 AND framework = s.framework AND by_user = 1 ORDER BY place LIMIT 1),
                     (SELECT import FROM goal_statements JOIN imports ON number = import
                      WHERE indicator_code = ?1 AND framework = s.framework ORDER BY place DESC LIMIT 1))
                 END",
        )?
        .execute(params![indicator.0, BY_HAND])?;
    Ok(())
}

/// The indicators whose goals the user has chosen.
pub(super) fn chosen(
    connection: &Connection,
) -> rusqlite::Result<std::collections::HashSet<IndicatorCode>> {
    connection
        .prepare_cached("SELECT indicator_code FROM goals_chosen")?
        .query_map([], |row| Ok(IndicatorCode(row.get(0)?)))?
        .collect()
}
