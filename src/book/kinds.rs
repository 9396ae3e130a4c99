use std::collections::HashMap;

use super::subjects::SubjectId;
use crate::domain::{Subject, SubjectKind};

/// The row numbers of places and those of organisations, in order, and the runs in which they lie: subjects come with their imports,
/// so there are few.
#[derive(Debug, Default)]
pub(super) struct Kinds {
    places: (Vec<SubjectId>, Vec<(SubjectId, SubjectId)>),
    organisations: (Vec<SubjectId>, Vec<(SubjectId, SubjectId)>),
}

impl Kinds {
    /// Sorts the subjects of a book by kind.
    pub(super) fn of(subjects: &HashMap<SubjectId, Subject>) -> Self {
        let mut all: Vec<(SubjectId, bool)> = subjects
            .iter()
            .map(|(id, one)| (*id, matches!(one.kind, SubjectKind::Organisation(_))))
            .collect();
        all.sort_unstable();
        let mut kinds = Self::default();
        let mut before = None;
        for (id, is_organisation) in all {
            let (ids, runs) = if is_organisation {
                &mut kinds.organisations
            } else {
                &mut kinds.places
            };
            match runs.last_mut() {
                Some(run) if before == Some(is_organisation) => run.1 = id,
                _ => runs.push((id, id)),
            }
            ids.push(id);
            before = Some(is_organisation);
        }
        kinds
    }

    /// The row numbers of a kind.
    pub(super) fn ids(&self, of_organisations: bool) -> &[SubjectId] {
        &self.kind(of_organisations).0
    }

    /// Their runs, first and last row number: nobody of the other kind stands between the two.
    pub(super) fn runs(&self, of_organisations: bool) -> &[(SubjectId, SubjectId)] {
        &self.kind(of_organisations).1
    }

    fn kind(&self, of_organisations: bool) -> &(Vec<SubjectId>, Vec<(SubjectId, SubjectId)>) {
        if of_organisations {
            &self.organisations
        } else {
            &self.places
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::OrganisationType;

    #[test]
    fn a_run_holds_nobody_of_the_other_kind() {
        let place = |id: i64| (id, Subject::place(format!("E0600000{id}").as_str(), "P"));
        let other = |id: i64| {
            let (_, mut one) = place(id);
            one.kind = SubjectKind::Organisation(OrganisationType::Employer);
            (id, one)
        };
        let subjects = [place(1), place(3), other(4), other(6), place(8)];
        let kinds = Kinds::of(&subjects.into_iter().collect());
        assert_eq!(kinds.ids(false), [1, 3, 8]);
        assert_eq!(kinds.runs(false), [(1, 3), (8, 8)]);
        assert_eq!(kinds.runs(true), [(4, 6)]);
        assert!(Kinds::default().runs(true).is_empty());
    }
}
