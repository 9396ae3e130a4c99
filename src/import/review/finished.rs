use std::collections::HashMap;

use super::SheetDraft;
use super::unit_waits::wait_for_unit;
use crate::domain::{IndicatorCode, Origin};
use crate::import::layout::Table;
use crate::import::rows::RowReader;
use crate::import::workbook::Sheet;
use crate::import::{ColumnRole, Layout, ReviewedSheet, Severity};

/// Puts the parts of a sheet together.
pub(super) fn finish(
    sheet: &Sheet,
    (table, title): (&Table, String),
    reader: RowReader<'_, '_>,
) -> SheetDraft {
    let RowReader {
        columns,
        plan,
        mut subjects,
        indicators,
        periods,
        mut notices,
        questions: mut asked,
        groups,
        mut observations,
        mut counts,
        last_row,
        successors,
        ..
    } = reader;
    let periods = periods.into_list();
    let (indicators, goals, questions, sources) = indicators.finish();
    let header_row = table.header_rows.last().copied().unwrap_or(0);
    for question in questions {
        let (row, column) = question.cell().unwrap_or((header_row, 0));
        let origin = Origin {
            import: 0,
            sheet: sheet.name.clone(),
            row: row + 1,
            column: column + 1,
        };
        let held = (0..)
            .zip(&indicators)
            .find(|(_, one)| question.holds_back(one));
        if let Some((indicator, _)) = held {
            let tellers = (&mut asked, &mut counts, &mut notices);
            wait_for_unit((question, origin), indicator, &mut observations, tellers);
            continue;
        }
        let of_unit = question.of_unit();
        let about = of_unit.unwrap_or(question.name()).to_owned();
        asked.ask("unit", &about, || question.asked(origin));
        let (code, message) = question.said();
        let raw = of_unit.unwrap_or("");
        notices.say((row, column), code, Severity::Warning, raw, message);
    }
    // Where most periods are read, one that is not is a fault of its row.
    asked.take_back("period", "unknown", counts.read / 2);
    for indicator in &indicators {
        if !goals.iter().any(|link| link.indicator == indicator.code) {
            notices.say(
                (header_row, 0),
                "no-goal",
                Severity::Info,
                &indicator.name,
                format!("“{}” is under no goal yet.", indicator.name),
            );
        }
    }
    let layout = if counts.read == 0 {
        Layout::NoFigures
    } else {
        plan.layout
    };
    let mut guesses = columns.guesses.clone();
    for guess in guesses
        .iter_mut()
        .filter(|one| plan.others.contains(&one.column))
    {
        guess.role = ColumnRole::Ignore;
        "figures of others than the rows' own".clone_into(&mut guess.reason);
    }
    let mut observations =
        subjects.with_successors(observations, &periods, successors, &mut notices);
    subjects.newest_codes_first(&mut observations);
    SheetDraft {
        sheet: ReviewedSheet {
            sheet: sheet.name.clone(),
            layout,
            proof: table.proof.clone(),
            header_rows: table.header_rows.iter().map(|row| row + 1).collect(),
            last_row: table.aside.iter().copied().fold(last_row, u32::max) + 1,
            columns: guesses,
            indicators,
            goals,
            subjects: subjects.finish(&mut notices),
            periods,
            groups,
            sources,
            observations,
            problems: Vec::new(),
            questions: asked.into_list(),
            counts,
        },
        notices,
        title,
    }
}

/// One indicator on several sheets is shown with the same decimals everywhere: the most that any of them needs.
pub(super) fn agree_on_decimals(drafts: &mut [SheetDraft]) {
    let mut most: HashMap<IndicatorCode, u8> = HashMap::new();
    for indicator in drafts.iter().flat_map(|draft| &draft.sheet.indicators) {
        let decimals = most.entry(indicator.code.clone()).or_default();
        *decimals = (*decimals).max(indicator.decimals);
    }
    for indicator in drafts
        .iter_mut()
        .flat_map(|draft| &mut draft.sheet.indicators)
    {
        if let Some(decimals) = most.get(&indicator.code) {
            indicator.decimals = *decimals;
        }
    }
}
