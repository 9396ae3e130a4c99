use std::collections::HashSet;

use super::{FileReader, SheetDraft, asked};
use crate::domain::Origin;
use crate::import::Layout;
use crate::import::columns::Profile;
use crate::import::layout::{self, Found, Surroundings, Table};
use crate::import::plan::Plan;
use crate::import::question::{Answer, Choice, Question};
use crate::import::workbook::Sheet;

impl FileReader<'_> {
    /// Asks what the places of rows are where the columns name places too, as in a table of moves from one to another.
    pub(super) fn places_twice(
        &self,
        sheet: &Sheet,
        table: &Table,
        plan: &Plan,
        profiles: &[Profile],
    ) -> Option<Question> {
        if plan.layout != Layout::WideBySubject {
            return None;
        }
        let column = *plan.subject.names.first()?;
        let profile = profiles.get(column as usize)?;
        let places: Vec<&String> = profile
            .distinct
            .iter()
            .filter(|text| self.subjects.is_place(text))
            .collect();
        if places.len() * 10 < profile.distinct.len() * 6 {
            return None;
        }
        let sample = places.iter().min()?;
        let mut question = asked::what_rows_name(sheet, table, column, sample);
        question.ask = format!(
            "Rows and columns both name places, such as “{sample}”. What are those of the rows? The figures go to those of the columns."
        );
        question.answers.remove(0);
        Some(question)
    }

    /// Which of two rows is the header, where both may be, hardly one more than the other, and other figures come of it.
    pub(super) fn which_header(
        &self,
        sheet: &Sheet,
        found: &[&Found<'_>],
        drafts: &[SheetDraft],
        around: &Surroundings<'_>,
    ) -> Option<Question> {
        let ([only], [draft]) = (found, drafts) else {
            return None;
        };
        if around.header_row.is_some() {
            return None;
        }
        // A row that is known to be something else is no rival.
        let rival = only
            .table
            .rival
            .filter(|row| !only.table.aside.contains(row))?;
        let own = only.table.header_rows.last().copied()?;
        let by_rival = Surroundings {
            header_row: Some(rival + 1),
            ..*around
        };
        let others: Vec<SheetDraft> = layout::find(sheet, &by_rival)
            .iter()
            .map(|found| self.table(&found.sheet, &found.table, None))
            .collect();
        let kept: u64 = others.iter().map(|draft| draft.sheet.counts.kept).sum();
        let clearly_worse = kept == 0 || kept * 10 < draft.sheet.counts.kept * 8;
        if clearly_worse || figures(std::slice::from_ref(draft)) == figures(&others) {
            return None;
        }
        let rows = [own, rival].map(|row| row + 1);
        Some(Question {
            code: "header-row".to_owned(),
            about: "header".to_owned(),
            ask: format!(
                "Which row names the columns, row {} or row {}?",
                rows[0], rows[1]
            ),
            origin: Origin {
                import: 0,
                sheet: sheet.name.clone(),
                row: rows[0],
                column: 1,
            },
            raw: String::new(),
            figures: 0,
            answers: rows
                .map(|row| Answer::new(format!("Row {row}"), Choice::HeaderRow(row)))
                .into(),
            open: None,
        })
    }
}

/// What is read in which cell: the figure, its indicator and its subject.
fn figures(drafts: &[SheetDraft]) -> HashSet<(u32, u32, String)> {
    let of = |draft: &SheetDraft| {
        let sheet = &draft.sheet;
        let read = sheet.observations.iter().map(|one| {
            let indicator = sheet.indicators.get(one.indicator as usize);
            let subject = sheet.subjects.get(one.subject as usize);
            let said = format!(
                "{:?} {:?} {:?}",
                indicator.map(|indicator| &indicator.name),
                subject.map(|subject| &subject.code),
                one.reading.value(),
            );
            (one.row, one.column, said)
        });
        read.collect::<Vec<_>>()
    };
    drafts.iter().flat_map(of).collect()
}
