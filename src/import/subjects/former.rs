use std::collections::{HashMap, HashSet};

use super::{KnownIndex, code_text};
use crate::domain::{IdKind, Subject};
use crate::import::checks::listed;
use crate::import::notices::Notices;
use crate::import::{Observations, Severity};

/// Codes that are named one by one.
const NAMED: usize = 4;

/// What a note on a figure begins with that stands under a code which was replaced.
pub(super) const NOTE: &str = "Published under the code ";

/// The codes of a sheet that have been replaced since: the same area has a newer one (METHODS M12).
#[derive(Debug, Default)]
pub(super) struct FormerCodes {
    /// Code, name and newest code, in the order in which they were met.
    met: Vec<(String, String, String)>,
    /// Which of them a row's text holds.
    of_text: HashMap<String, usize>,
    /// Newest codes that stand in the file themselves, of areas that had another code before.
    newest: HashSet<String>,
    first: Option<(u32, u32)>,
    last: Option<usize>,
}

impl FormerCodes {
    /// Looks at a text that was met for the first time and at its subject.
    pub(super) fn look_at(
        &mut self,
        text: &str,
        code: &str,
        subject: &Subject,
        known: &KnownIndex<'_>,
        at: (u32, u32),
    ) {
        self.last = None;
        let Some(place) = code_text::place_code(code).filter(|place| place.kind == IdKind::Gss)
        else {
            return;
        };
        if place.code == subject.code.0 {
            let codes = subject.ids.iter().filter(|(kind, _)| *kind == IdKind::Gss);
            if codes.count() > 1 {
                self.newest.insert(place.code);
            }
            return;
        }
        if !known.is_replaced(&place.code) {
            return;
        }
        let met = self.met.iter().position(|(old, ..)| *old == place.code);
        let index = met.unwrap_or_else(|| {
            let (name, newest) = (subject.name.clone(), subject.code.0.clone());
            self.met.push((place.code, name, newest));
            self.met.len() - 1
        });
        self.first.get_or_insert(at);
        self.of_text.insert(text.to_owned(), index);
        self.last = Some(index);
    }

    /// The same for a text that was met before.
    pub(super) fn look_up(&mut self, text: &str) {
        self.last = None;
        if !self.of_text.is_empty() {
            self.last = self.of_text.get(text).copied();
        }
    }

    /// Which of the former codes was met last, if the last row was named by one.
    pub(super) fn last(&self) -> Option<usize> {
        self.last
    }

    /// The same as for the row before that had these words.
    pub(super) fn came_again(&mut self, last: Option<usize>) {
        self.last = last;
    }

    pub(super) fn note_of_last(&self) -> Option<String> {
        let (code, ..) = self.met.get(self.last?)?;
        Some(format!("{NOTE}{code}."))
    }

    /// Puts figures under a former code behind the others where the newest code of the area stands in the sheet too: of two figures
    /// of one area and period the first is kept, and that is to be the one under the newest code (METHODS M12).
    pub(super) fn put_last(&self, figures: &mut Observations) {
        let both = |(.., newest): &(_, _, String)| self.newest.contains(newest);
        if self.met.iter().any(both) {
            figures.put_last(|figure| figure.note.as_ref().is_some_and(|note| note.contains(NOTE)));
        }
    }

    /// Says which codes were met.
    pub(super) fn say(&self, notices: &mut Notices) {
        let Some(first) = self.first else { return };
        let names: Vec<String> = self
            .met
            .iter()
            .map(|(old, name, newest)| format!("{name} ({old}, now {newest})"))
            .collect();
        let list = listed(&names, NAMED);
        let raw = self.met.first().map_or("", |(old, ..)| old.as_str());
        notices.say(
            first,
            "replaced-code",
            Severity::Info,
            raw,
            format!("Codes that have been replaced: {list}. The area is the same, so its figures stand under the new code; each says under which it was published."),
        );
    }
}
