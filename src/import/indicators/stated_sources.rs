use std::collections::HashMap;

use super::IndicatorText;
use crate::domain::Source;

/// Sources of single figures: rows may state another one than the first row of their indicator.
#[derive(Default)]
pub(super) struct StatedSources {
    pub(super) list: Vec<Source>,
    of_text: HashMap<String, Option<u32>>,
    buffer: String,
}

impl StatedSources {
    /// Whether no row has stated a source yet.
    pub(super) fn is_unused(&self) -> bool {
        self.of_text.is_empty()
    }

    /// Index of the source that a row states for a figure of this indicator; none where it is the indicator's. `own` gives the
    /// row's source in full, with the indicator's beside it, and is asked once for each text.
    pub(super) fn of_row<'s>(
        &mut self,
        indicator: u32,
        text: &IndicatorText<'_>,
        own: impl FnOnce() -> (Source, Option<&'s Source>),
    ) -> Option<u32> {
        self.buffer.clear();
        self.buffer.push_str(&indicator.to_string());
        for part in [text.name, text.publisher, text.dataset, text.licence] {
            self.buffer.push('\u{1f}');
            self.buffer.push_str(part);
        }
        if let Some(known) = self.of_text.get(self.buffer.as_str()) {
            return *known;
        }
        let (own, of_indicator) = own();
        let found = (of_indicator != Some(&own)).then(|| {
            let at = self.list.iter().position(|source| *source == own);
            let at = at.unwrap_or_else(|| {
                self.list.push(own);
                self.list.len() - 1
            });
            u32::try_from(at).unwrap_or(u32::MAX)
        });
        self.of_text.insert(self.buffer.clone(), found);
        found
    }
}

/// Fills a source with what a row says of it, then with what its sheet says of all figures.
pub(super) fn fill(source: &mut Source, text: &IndicatorText<'_>, shared: &Source) {
    for (field, own, shared) in [
        (&mut source.publisher, text.publisher, &shared.publisher),
        (&mut source.dataset, text.dataset, &shared.dataset),
        (&mut source.licence, text.licence, &shared.licence),
        (&mut source.released, "", &shared.released),
        (&mut source.url, "", &shared.url),
    ] {
        if !own.is_empty() {
            own.clone_into(field);
        } else if field.is_empty() {
            field.clone_from(shared);
        }
    }
}
