use crate::import::notices::Notices;
use crate::import::workbook::Sheet;
use crate::import::{ReviewedSheet, Severity};

/// A sheet that is understood but for its repeats.
pub(in crate::import) struct SheetDraft {
    pub(in crate::import) sheet: ReviewedSheet,
    pub(in crate::import) notices: Notices,
}

impl SheetDraft {
    fn empty(sheet: &Sheet) -> Self {
        Self {
            sheet: ReviewedSheet::named(&sheet.name),
            notices: Notices::new(&sheet.name),
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

    pub(super) fn finish(self) -> ReviewedSheet {
        let mut sheet = self.sheet;
        sheet.problems = self.notices.into_problems();
        sheet
    }
}
