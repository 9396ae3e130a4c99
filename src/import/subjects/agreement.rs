use std::collections::HashMap;

use super::{KnownIndex, SubjectText, clean_name, code_text};
use crate::domain::{AreaSet, Subject};
use crate::import::Severity;
use crate::import::notices::Notices;

/// Whether codes and names agree: a code beside the name of another place, or two codes beside one name.
#[derive(Debug, Default)]
pub(super) struct Agreement {
    /// Of each published name by set of levels: the code it stood beside, and whether that is a place still.
    codes: HashMap<(AreaSet, String), String>,
    /// Codes that stood beside several names.
    renamed: usize,
}

/// How many codes with several names are named on a sheet.
const NAMED: usize = 3;

impl Agreement {
    /// Whether one more code with several names is to be named.
    pub(super) fn names_one_more(&mut self) -> bool {
        self.renamed += 1;
        self.renamed <= NAMED
    }

    /// Says how many codes with several names were not named.
    pub(super) fn say(&self, notices: &mut Notices) {
        let more = self.renamed.saturating_sub(NAMED);
        if more > 0 {
            notices.say(
                (0, 0),
                "two-names",
                Severity::Info,
                "",
                format!(
                    "{more} more names stand beside codes that another name stands beside too."
                ),
            );
        }
    }

    /// Looks at a row that names its subject by code and name, when it is met for the first time.
    pub(super) fn look_at(
        &mut self,
        text: &SubjectText<'_>,
        subject: &Subject,
        known: &KnownIndex<'_>,
        at: (u32, u32),
        notices: &mut Notices,
    ) {
        if text.name.is_empty() || code_text::means_no_code(text.code) {
            return;
        }
        // Wards and small areas of one name are many; authorities of one name are none.
        let set = subject.level().and_then(AreaSet::of_level).filter(|set| {
            matches!(
                set,
                AreaSet::Country | AreaSet::Region | AreaSet::LocalAuthority | AreaSet::UpperTier
            )
        });
        let Some(set) = set else { return };
        let (name, _) = clean_name(text.name);
        if !subject.is_called(&name)
            && let Ok(Some(other)) = known.by_name(&name, false, subject.level())
            && other.code != subject.code
            && !other.has_ended()
        {
            notices.say(
                at,
                "code-of-another",
                Severity::Warning,
                &name,
                format!(
                    "The name “{name}” stands beside {}, the code of {}; the code was believed. The code of {} is {}.",
                    text.code.trim(),
                    subject.name,
                    other.name,
                    other.code
                ),
            );
        }
        if subject.has_ended() {
            return;
        }
        let first = self
            .codes
            .entry((set, name.to_lowercase()))
            .or_insert_with(|| subject.code.0.clone());
        if *first != subject.code.0 {
            notices.say(
                at,
                "two-codes",
                Severity::Warning,
                &name,
                format!(
                    "“{name}” stands beside two codes, {first} and {}; they are kept apart.",
                    subject.code
                ),
            );
        }
    }
}
