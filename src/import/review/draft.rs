use super::FileReader;
use crate::import::notices::Notices;
use crate::import::outlet::grouped;
use crate::import::workbook::Sheet;
use crate::import::{ColumnRole, ReviewedSheet, Severity, limits};

/// A sheet that is understood but for its repeats.
pub(in crate::import) struct SheetDraft {
    pub(in crate::import) sheet: ReviewedSheet,
    pub(in crate::import) notices: Notices,
    /// What stands over the table as its title.
    pub(in crate::import) title: String,
}

impl SheetDraft {
    fn empty(sheet: &Sheet) -> Self {
        Self {
            sheet: ReviewedSheet::named(&sheet.name),
            notices: Notices::new(&sheet.name),
            title: String::new(),
        }
    }

    /// A sheet that is passed over, with the reason.
    pub(super) fn passed_over(sheet: &Sheet, code: &'static str, message: &str) -> Self {
        let mut draft = Self::empty(sheet);
        draft.notices.say(
            (0, 0),
            code,
            Severity::Info,
            &sheet.name,
            message.to_owned(),
        );
        draft
    }

    /// A table with more columns of figures than are read; none of them is, so that none is missing unseen.
    pub(super) fn too_wide(sheet: &Sheet, columns: usize) -> Self {
        let mut draft = Self::empty(sheet);
        draft.notices.say(
            (0, 0),
            "too-many-columns",
            Severity::Warning,
            &sheet.name,
            format!(
                "This table has {} columns of figures, and {} are read at most. Import a table with a row a figure, or split it.",
                grouped(columns as u64),
                grouped(limits::FIGURE_COLUMNS as u64)
            ),
        );
        draft
    }

    pub(super) fn finish(self) -> ReviewedSheet {
        let mut sheet = self.sheet;
        sheet.problems = self.notices.into_problems();
        sheet
    }
}

impl FileReader<'_> {
    /// A sheet that is not looked at, with the reason.
    pub(super) fn passed_over(&self, sheet: &Sheet, chosen: bool) -> Option<SheetDraft> {
        if !self.choices.sheets.is_empty() && !chosen {
            return Some(SheetDraft::passed_over(
                sheet,
                "sheet-not-chosen",
                "This sheet was not chosen.",
            ));
        }
        if !sheet.visible && !chosen {
            let cells = grouped(sheet.grid.filled_cells() as u64);
            return Some(SheetDraft::passed_over(
                sheet,
                "hidden-sheet",
                &format!(
                    "This sheet is hidden and is read only when it is chosen; it holds {cells} filled cells."
                ),
            ));
        }
        None
    }
}

/// Whether a sheet that calls itself notes holds a table all the same: figures in several columns, beside periods.
pub(super) fn holds_a_table(draft: &SheetDraft) -> bool {
    let having = |wanted: ColumnRole| {
        draft
            .sheet
            .columns
            .iter()
            .filter(|column| column.role == wanted)
            .count()
    };
    draft.sheet.counts.read > 5 && having(ColumnRole::Value) > 1 && having(ColumnRole::Period) > 0
}
