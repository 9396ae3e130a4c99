use std::collections::HashMap;

use super::nations;
use crate::domain::{AreaSet, IdKind, Level, Subject, SubjectCode};
use crate::import::Known;
use crate::import::code_text;

/// Known subjects by code, identifier and name.
pub(in crate::import) struct KnownIndex<'k> {
    known: &'k Known,
    by_id: HashMap<(IdKind, &'k str), &'k Subject>,
    by_name: HashMap<String, Vec<&'k Subject>>,
}

impl<'k> KnownIndex<'k> {
    pub(in crate::import) fn new(known: &'k Known) -> Self {
        let mut by_id = HashMap::new();
        let mut by_name: HashMap<String, Vec<&Subject>> = HashMap::new();
        for subject in known.subjects.values() {
            for (kind, id) in &subject.ids {
                by_id.insert((*kind, id.as_str()), subject);
            }
            for name in std::iter::once(&subject.name).chain(&subject.other_names) {
                let list = by_name.entry(name.to_lowercase()).or_default();
                if !list.iter().any(|other| other.code == subject.code) {
                    list.push(subject);
                }
            }
        }
        Self {
            known,
            by_id,
            by_name,
        }
    }

    /// Whether a text is the code or the name of a place that is known.
    pub(in crate::import) fn is_place(&self, text: &str) -> bool {
        if code_text::place_code(text).is_some() || nations::by_name(text).is_some() {
            return true;
        }
        let low = text.to_lowercase();
        let name = low.strip_suffix(" ua").unwrap_or(&low);
        self.by_name.get(name).is_some_and(|list| {
            list.iter()
                .any(|subject| subject.organisation_type().is_none())
        })
    }

    pub(in crate::import) fn by_code(&self, code: &str) -> Option<&'k Subject> {
        self.known.subjects.get(&SubjectCode::from(code))
    }

    pub(super) fn by_id(&self, kind: IdKind, id: &str) -> Option<&'k Subject> {
        if id.is_empty() {
            return None;
        }
        self.by_id.get(&(kind, id)).copied()
    }

    /// The only known subject of this name and sort, or how many there are. Ended places give way to living ones.
    pub(super) fn by_name(
        &self,
        name: &str,
        organisation: bool,
        level: Option<Level>,
    ) -> Result<Option<&'k Subject>, usize> {
        let Some(list) = self.by_name.get(&name.to_lowercase()) else {
            return Ok(None);
        };
        let set = level.and_then(AreaSet::of_level);
        let mut fitting: Vec<&'k Subject> = list
            .iter()
            .copied()
            .filter(|subject| subject.organisation_type().is_some() == organisation)
            .filter(|subject| set.is_none_or(|set| subject.in_areas(set)))
            .collect();
        if fitting.len() > 1 {
            let living: Vec<&'k Subject> = fitting
                .iter()
                .copied()
                .filter(|subject| !subject.has_ended())
                .collect();
            if !living.is_empty() {
                fitting = living;
            }
        }
        match fitting.as_slice() {
            [] => Ok(None),
            [one] => Ok(Some(one)),
            several => Err(several.len()),
        }
    }
}
