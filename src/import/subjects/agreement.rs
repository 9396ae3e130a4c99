use std::collections::{HashMap, HashSet};

use super::{KnownIndex, SubjectText, clean_name, code_text};
use crate::domain::{AreaSet, Subject};
use crate::import::Severity;
use crate::import::notices::Notices;

/// Whether codes and names agree: a code beside the name of another place, or two codes beside one name.
#[derive(Debug, Default)]
pub(super) struct Agreement {
    /// Of each published name by set of levels: the code it stood beside, and whether that is a place still.
    codes: HashMap<(AreaSet, String), String>,
    /// Codes that stood beside a name of theirs.
    own_names: HashSet<String>,
    /// Codes that stood beside several names.
    renamed: usize,
}

/// Whether two names may be one written in two ways: `South West` and `South West England`.
pub(super) fn is_like(one: &str, other: &str) -> bool {
    let (one, other) = (one.to_lowercase(), other.to_lowercase());
    strsim::jaro_winkler(&one, &other) > 0.75 || one.contains(&other) || other.contains(&one)
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

    /// A code beside a name that is neither its own nor written like it, while it stands beside its own as well.
    fn look_at_names(
        &mut self,
        code: &str,
        name: &str,
        subject: &Subject,
        at: (u32, u32),
        notices: &mut Notices,
    ) {
        let own = subject.is_called(name) || is_like(&subject.name, name);
        if own {
            self.own_names.insert(code.to_owned());
        } else if self.own_names.contains(code) && self.names_one_more() {
            notices.say(
                at,
                "two-names",
                Severity::Warning,
                name,
                format!(
                    "{code} stands beside “{}” and “{name}”; the code was believed.",
                    subject.name
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
        let other = || {
            let same_level = known.by_name(&name, false, subject.level());
            let of_any_level = || known.by_name(&name, false, None).ok().flatten();
            let any_level = || of_any_level().filter(|_| !is_like(&subject.name, &name));
            same_level.ok().flatten().or_else(any_level)
        };
        if !subject.is_called(&name)
            && let Some(other) = other()
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
        } else {
            self.look_at_names(text.code.trim(), &name, subject, at, notices);
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
