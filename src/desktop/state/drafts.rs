use std::collections::BTreeMap;

use super::State;
use crate::desktop::effects::Effect;

/// What is being typed and not yet kept, by the field that it is typed into. It lies in the book within two seconds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Drafts(BTreeMap<String, String>);

impl Drafts {
    /// Those that were found in a book.
    pub fn found(drafts: &[(String, String)]) -> Self {
        Self(drafts.iter().cloned().collect())
    }

    /// What was typed into a field, or else what is kept of it.
    pub fn of<'a>(&'a self, field: &str, kept: &'a str) -> &'a str {
        self.0.get(field).map_or(kept, String::as_str)
    }

    /// The fields whose names begin so.
    pub(in crate::desktop) fn beginning(&self, with: &str) -> Vec<String> {
        let names = self.0.keys().filter(|name| name.starts_with(with));
        names.cloned().collect()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl State {
    /// Something was typed into a field; or what was typed is kept or given up, for `None`.
    pub(super) fn draft(&mut self, field: String, typed: Option<String>) -> Vec<Effect> {
        let before = match &typed {
            Some(typed) => self.drafts.0.insert(field.clone(), typed.clone()),
            None => self.drafts.0.remove(&field),
        };
        match &self.book {
            Some(book) if before != typed => {
                vec![Effect::KeepDraft(book.path.clone(), field, typed)]
            }
            _ => Vec::new(),
        }
    }
}
