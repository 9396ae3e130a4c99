use std::collections::HashMap;

use super::KnownIndex;
use crate::domain::{AreaSet, Subject, SubjectCode};

/// A name that several places have, beside which nothing says which is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::import) struct NameDoubt {
    /// The name.
    pub(in crate::import) name: String,
    /// Their codes, each with what it is in words: `region`.
    pub(in crate::import) candidates: Vec<(SubjectCode, String)>,
}

/// Names of one table that are asked about; small areas share hundreds.
const ASKED: usize = 8;

/// Names of several places: what was said of them, what the names around them tell, and what is to be asked.
#[derive(Debug, Default)]
pub(super) struct Doubts {
    /// Codes by name in small letters.
    said: HashMap<String, String>,
    /// What nearly all other names of the table are.
    company: Option<AreaSet>,
    /// Whether there are so many of them that nobody would answer.
    too_many: bool,
    met: Vec<NameDoubt>,
    /// By the text of a row.
    of_text: HashMap<String, usize>,
    last: Option<usize>,
}

impl Doubts {
    pub(super) fn new<'n>(
        said: &[(String, String)],
        together: impl IntoIterator<Item = &'n str>,
        known: &KnownIndex<'_>,
    ) -> Self {
        let mut sets: Vec<(AreaSet, usize)> = Vec::new();
        let (mut all, mut unclear) = (0, 0);
        for name in together {
            let subject = match known.by_name(name, false, None) {
                Ok(Some(subject)) => subject,
                Ok(None) => continue,
                Err(_) => {
                    unclear += 1;
                    continue;
                }
            };
            all += 1;
            for set in AreaSet::ALL
                .into_iter()
                .filter(|set| subject.in_areas(*set))
            {
                match sets.iter_mut().find(|(other, _)| *other == set) {
                    Some((_, times)) => *times += 1,
                    None => sets.push((set, 1)),
                }
            }
        }
        let company = sets
            .into_iter()
            .filter(|(_, times)| *times > 2 && *times * 10 >= all * 8)
            .max_by_key(|(_, times)| *times)
            .map(|(set, _)| set);
        Self {
            said: said
                .iter()
                .map(|(name, code)| (name.to_lowercase(), code.clone()))
                .collect(),
            company,
            too_many: unclear > ASKED,
            ..Self::default()
        }
    }

    /// The place for which a name was said to stand.
    pub(super) fn said<'k>(&self, name: &str, known: &KnownIndex<'k>) -> Option<&'k Subject> {
        known.by_code(self.said.get(&name.to_lowercase())?)
    }

    /// The only one of several places that is what the other names of the table are; nothing where there are too many to ask.
    pub(super) fn of_company<'k>(
        &self,
        name: &str,
        candidates: &[&'k Subject],
    ) -> Result<Option<&'k Subject>, NameDoubt> {
        let mut fitting = candidates
            .iter()
            .copied()
            .filter(|subject| self.company.is_some_and(|set| subject.in_areas(set)));
        if let (Some(one), None) = (fitting.next(), fitting.next()) {
            return Ok(Some(one));
        }
        if self.too_many {
            return Ok(None);
        }
        Err(NameDoubt {
            name: name.to_owned(),
            candidates: candidates
                .iter()
                .map(|subject| (subject.code.clone(), subject.kind_in_words()))
                .collect(),
        })
    }

    /// The row that was resolved last is in no doubt.
    pub(super) fn forget_last(&mut self) {
        self.last = None;
    }

    /// Whether a row's text was found to be in doubt before.
    pub(super) fn look_up(&mut self, text: &str) -> bool {
        self.last = self.of_text.get(text).copied();
        self.last.is_some()
    }

    pub(super) fn add(&mut self, text: &str, doubt: NameDoubt) {
        let met = self.met.iter().position(|other| *other == doubt);
        let index = met.unwrap_or_else(|| {
            self.met.push(doubt);
            self.met.len() - 1
        });
        self.of_text.insert(text.to_owned(), index);
        self.last = Some(index);
    }

    pub(super) fn of_last(&self) -> Option<&NameDoubt> {
        self.met.get(self.last?)
    }
}
