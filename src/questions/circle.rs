use std::collections::BTreeSet;

use super::peers::Peers;
use crate::domain::{Subject, SubjectCode};

/// Some of the subjects that may be ranked together: those of a sector, of a size, in one region, the nearest neighbours of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Circle {
    /// The level or kind that all of them share.
    pub(super) base: Peers,
    /// Who they are.
    pub(super) members: BTreeSet<SubjectCode>,
    /// Several of them in words: `employers in education`.
    pub(super) words: String,
}

impl Circle {
    /// Those of some subjects that the base contains and that have not ended.
    pub(super) fn of<'a>(
        base: Peers,
        subjects: impl IntoIterator<Item = &'a Subject>,
        words: String,
    ) -> Self {
        let members = subjects
            .into_iter()
            .filter(|one| base.contains(one))
            .map(|one| one.code.clone())
            .collect();
        Self {
            base,
            members,
            words,
        }
    }

    /// Whether a subject is one of them.
    pub(super) fn contains(&self, subject: &Subject) -> bool {
        self.members.contains(&subject.code)
    }
}
