//! The columns of a row that name its subject by a register, a level, or a name of another time.

use std::borrow::Cow;

use super::RowReader;
use super::cells::{at, text_of};
use crate::domain::IdKind;
use crate::import::columns::part_of_header;
use crate::import::ees;
use crate::import::grid::Cell;

impl RowReader<'_, '_> {
    /// A number of a register that only its column's name tells: `HospitalID 43`.
    pub(super) fn of_register<'c>(
        &self,
        column: u32,
        kind: Option<IdKind>,
        text: Cow<'c, str>,
    ) -> Cow<'c, str> {
        let header = self.table.headers.get(column as usize);
        match header.filter(|header| {
            kind == Some(IdKind::Other) && part_of_header(header).is_none() && !header.is_empty()
        }) {
            Some(header) => Cow::Owned(format!("{header} {text}")),
            None => text,
        }
    }

    /// The column of groups whose dimension stands beside each of its cells, and that of this row.
    pub(super) fn topic(&self, line: &[Cell<'_>]) -> Option<(u32, String)> {
        let (group, topic) = self.plan.topic?;
        let text = text_of(at(line, topic)).to_lowercase();
        Some((group, text.trim_end_matches(" marker").to_owned()))
    }

    /// Today's name of the organisation, where the file gives it beside the one of the time.
    pub(super) fn current_name<'c>(&self, line: &[Cell<'c>]) -> Option<Cow<'c, str>> {
        // Only registers of organisations have it; a million rows of places need not be asked.
        if self.plan.subject.ids.is_empty() {
            return None;
        }
        let header = |name: &&String| name.eq_ignore_ascii_case("CurrentName");
        let column = self.table.headers.iter().position(|name| header(&name))?;
        let name = text_of(at(line, u32::try_from(column).ok()?));
        (!name.is_empty()).then_some(name)
    }

    /// In files whose rows have the codes of several areas, the columns of the one that the row is about.
    pub(super) fn columns_of_level(&self, line: &[Cell<'_>]) -> Option<&[ees::CodeAndName]> {
        let columns = &self.plan.subject;
        if columns.by_level.is_empty() {
            return None;
        }
        let level = text_of(at(line, columns.level?));
        let own = columns.by_level.get(&ees::level_key(&level))?;
        (!own.is_empty()).then_some(own.as_slice())
    }
}
