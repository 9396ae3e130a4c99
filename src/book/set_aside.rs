//! The tables `set_aside_observations` and `set_aside_confirmations`: the figures of an import that is taken back, and those
//! that it had met, as they stood; so that it can be brought back exactly as it was.

use rusqlite::{Connection, params};

use super::indicators::IndicatorId;

/// Sets aside what stands of an indicator at the places where an import has a figure, and where it found one.
pub(super) fn put(
    connection: &Connection,
    action: i64,
    import: u32,
    indicator: IndicatorId,
) -> rusqlite::Result<()> {
    connection.execute(
        "INSERT INTO set_aside_observations
         SELECT ?1, o.* FROM observations AS o
         WHERE o.indicator = ?2 AND (o.subject, o.period, o.people_group) IN
             (SELECT subject, period, people_group FROM observations WHERE indicator = ?2 AND vintage = ?3)",
        params![action, indicator, import],
    )?;
    connection.execute(
        "INSERT INTO set_aside_confirmations
         SELECT ?1, c.* FROM confirmations AS c
         WHERE c.indicator = ?2 AND (c.import = ?3 OR (c.subject, c.period, c.people_group) IN
             (SELECT subject, period, people_group FROM observations WHERE indicator = ?2 AND vintage = ?3))",
        params![action, indicator, import],
    )?;
    Ok(())
}

/// Puts back what was set aside, in the place of what stands there now.
pub(super) fn restore(connection: &Connection, action: i64) -> rusqlite::Result<()> {
    for emptied in [
        "DELETE FROM observations WHERE (indicator, subject, period, people_group) IN
             (SELECT indicator, subject, period, people_group FROM set_aside_observations WHERE action = ?1)",
        "DELETE FROM confirmations WHERE (indicator, subject, period, people_group) IN
             (SELECT indicator, subject, period, people_group FROM set_aside_observations WHERE action = ?1)",
    ] {
        connection.execute(emptied, [action])?;
    }
    connection.execute(
        "INSERT INTO observations
         SELECT indicator, subject, period, people_group, vintage, is_current, value, state, lower, upper, count,
             denominator, markers, sheet, source_row, source_column, raw, note
         FROM set_aside_observations WHERE action = ?1",
        [action],
    )?;
    connection.execute(
        "INSERT INTO confirmations
         SELECT indicator, subject, period, people_group, import, sheet, source_row, source_column, raw
         FROM set_aside_confirmations WHERE action = ?1",
        [action],
    )?;
    for emptied in [
        "DELETE FROM set_aside_observations WHERE action = ?1",
        "DELETE FROM set_aside_confirmations WHERE action = ?1",
    ] {
        connection.execute(emptied, [action])?;
    }
    Ok(())
}
