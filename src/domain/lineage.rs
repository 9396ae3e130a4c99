use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};

use super::SubjectCode;

/// What became of a place that has ended (METHODS M12).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum AreaChange {
    /// The same area under a new code: its figures stand under the new one.
    Recode,
    /// The whole of it went into one larger area.
    Merge,
    /// The same area under another kind of authority: a county that became a unitary authority.
    Became,
    /// Its parts went to several areas: its figures are never converted.
    Split,
}

impl AreaChange {
    /// Reads the text that the shipped table uses.
    pub fn from_code(code: &str) -> Option<Self> {
        Some(match code {
            "recode" => Self::Recode,
            "merge" => Self::Merge,
            "became" => Self::Became,
            "split" => Self::Split,
            _ => return None,
        })
    }
}

/// What became of one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Succession {
    /// How.
    pub change: AreaChange,
    /// Into what; several only for a split.
    pub into: Vec<SubjectCode>,
}

/// How places followed one another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lineage {
    ended: HashMap<SubjectCode, Succession>,
    before: HashMap<SubjectCode, Vec<SubjectCode>>,
}

impl Lineage {
    /// Adds what became of a place.
    pub fn add(&mut self, code: SubjectCode, succession: Succession) {
        for next in &succession.into {
            let before = self.before.entry(next.clone()).or_default();
            if !before.contains(&code) {
                before.push(code.clone());
            }
        }
        self.ended.insert(code, succession);
    }

    /// What became of a place; nothing for one that stands.
    pub fn succession(&self, code: &SubjectCode) -> Option<&Succession> {
        self.ended.get(code)
    }

    /// The code under which figures of this one are kept: the newest code of the same area.
    pub fn newest_code<'a>(&'a self, code: &'a SubjectCode) -> &'a SubjectCode {
        let mut newest = code;
        // A code has been replaced three times at most; a table that goes round in circles ends here.
        for _ in 0..8 {
            match self.ended.get(newest) {
                Some(Succession {
                    change: AreaChange::Recode,
                    into,
                }) if !into.is_empty() => newest = into.first().unwrap_or(newest),
                _ => break,
            }
        }
        newest
    }

    /// The codes that an area had before this one, newest first.
    pub fn former_codes(&self, code: &SubjectCode) -> Vec<&SubjectCode> {
        let recoded = |code: &SubjectCode| {
            self.ended
                .get(code)
                .is_some_and(|one| one.change == AreaChange::Recode)
        };
        let mut found: Vec<&SubjectCode> = Vec::new();
        let mut at = code;
        while let Some(former) = self.predecessors(at).iter().find(|one| recoded(one)) {
            if found.contains(&former) {
                break;
            }
            found.push(former);
            at = former;
        }
        found
    }

    /// The places that went into one, wholly or in part.
    pub fn predecessors(&self, code: &SubjectCode) -> &[SubjectCode] {
        self.before.get(code).map_or(&[], Vec::as_slice)
    }

    /// The places that went into one, those of its former codes among them, none of them a former code itself.
    pub fn went_into(&self, code: &SubjectCode) -> Vec<(&SubjectCode, AreaChange)> {
        let mut codes = vec![code];
        codes.extend(self.former_codes(code));
        let mut found = Vec::new();
        for code in codes {
            for one in self.predecessors(code) {
                match self.ended.get(one) {
                    Some(succession) if succession.change != AreaChange::Recode => {
                        found.push((one, succession.change));
                    }
                    _ => {}
                }
            }
        }
        found
    }

    /// Every area that followed a place, directly or after others.
    pub fn descendants<'a>(&'a self, code: &'a SubjectCode) -> Vec<&'a SubjectCode> {
        if !self.ended.contains_key(code) {
            return Vec::new();
        }
        let mut seen: HashSet<&SubjectCode> = HashSet::from([code]);
        let mut found = Vec::new();
        let mut open = vec![code];
        while let Some(at) = open.pop() {
            for next in self.ended.get(at).into_iter().flat_map(|one| &one.into) {
                if seen.insert(next) {
                    found.push(next);
                    open.push(next);
                }
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::{AreaChange, Lineage, Succession};
    use crate::domain::SubjectCode;

    fn lineage() -> Lineage {
        let mut lineage = Lineage::default();
        for (code, change, into) in [
            ("old", AreaChange::Recode, &["newer"][..]),
            ("newer", AreaChange::Recode, &["newest"]),
            ("part", AreaChange::Merge, &["old"]),
            ("torn", AreaChange::Split, &["newest", "other"]),
        ] {
            let into = into.iter().map(|code| SubjectCode::from(*code)).collect();
            lineage.add(SubjectCode::from(code), Succession { change, into });
        }
        lineage
    }

    #[test]
    fn recodes_are_followed_to_the_newest_code_and_back() {
        let lineage = lineage();
        let old = SubjectCode::from("old");
        assert_eq!(lineage.newest_code(&old).0, "newest");
        let newest = SubjectCode::from("newest");
        let former: Vec<&str> = lineage
            .former_codes(&newest)
            .iter()
            .map(|code| code.0.as_str())
            .collect();
        assert_eq!(former, ["newer", "old"]);
        let torn = SubjectCode::from("torn");
        assert_eq!(lineage.newest_code(&torn).0, "torn");
    }

    #[test]
    fn what_went_into_an_area_is_found_through_its_former_codes() {
        let lineage = lineage();
        let newest = SubjectCode::from("newest");
        let parts: Vec<(&str, AreaChange)> = lineage
            .went_into(&newest)
            .into_iter()
            .map(|(code, change)| (code.0.as_str(), change))
            .collect();
        assert_eq!(
            parts,
            [("torn", AreaChange::Split), ("part", AreaChange::Merge)]
        );
        let part = SubjectCode::from("part");
        assert_eq!(lineage.descendants(&part).len(), 3);
    }
}
