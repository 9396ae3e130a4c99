use std::fmt;

use serde::{Deserialize, Serialize};

/// A breakdown of people: dimension and category pairs, such as sex and Female, in the order of the dimensions.
/// Several pairs are an intersection; none is all people.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "String", from = "String")]
pub struct PeopleGroup(Vec<(String, String)>);

impl PeopleGroup {
    /// All people.
    pub fn all() -> Self {
        Self::default()
    }

    /// A group of the given pairs. Pairs whose category means everybody (`All`, `Total`, `Persons`, blank) fall away.
    pub fn of<D: Into<String>, C: Into<String>>(pairs: impl IntoIterator<Item = (D, C)>) -> Self {
        let mut kept: Vec<(String, String)> = pairs
            .into_iter()
            .map(|(dimension, category)| {
                (
                    dimension.into().trim().to_lowercase(),
                    category.into().trim().to_owned(),
                )
            })
            .filter(|(_, category)| !means_everybody(category))
            .collect();
        kept.sort();
        kept.dedup();
        Self(kept)
    }

    /// True for all people.
    pub fn is_all(&self) -> bool {
        self.0.is_empty()
    }

    /// The pairs, sorted by dimension.
    pub fn pairs(&self) -> &[(String, String)] {
        &self.0
    }

    /// The text that the book, addresses and exports use: `sex=Female;age=16 to 24`, and `All` for all people.
    pub fn key(&self) -> String {
        if self.is_all() {
            return "All".to_owned();
        }
        let parts: Vec<String> = self
            .0
            .iter()
            .map(|(dimension, category)| format!("{dimension}={category}"))
            .collect();
        parts.join(";")
    }

    /// Reads what [`PeopleGroup::key`] writes; a text without `=` is a category of the dimension `group`.
    pub fn from_key(key: &str) -> Self {
        Self::of(
            key.split(';')
                .filter(|part| !part.trim().is_empty())
                .map(|part| match part.split_once('=') {
                    Some((dimension, category)) => (dimension.to_owned(), category.to_owned()),
                    None => ("group".to_owned(), part.to_owned()),
                }),
        )
    }
}

/// Whether a category's name stands for everybody.
fn means_everybody(category: &str) -> bool {
    matches!(
        category.to_lowercase().as_str(),
        "" | "all"
            | "total"
            | "persons"
            | "all people"
            | "all persons"
            | "all pupils"
            | "all ages"
            | "all sexes"
            | "both sexes"
            | "total (all ages)"
            | "everyone"
            | "everybody"
            | "overall"
            | "people"
    )
}

impl fmt::Display for PeopleGroup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_all() {
            return f.write_str("All people");
        }
        let parts: Vec<&str> = self
            .0
            .iter()
            .map(|(_, category)| category.as_str())
            .collect();
        f.write_str(&parts.join(", "))
    }
}

impl From<String> for PeopleGroup {
    fn from(key: String) -> Self {
        Self::from_key(&key)
    }
}

impl From<PeopleGroup> for String {
    fn from(group: PeopleGroup) -> Self {
        group.key()
    }
}

#[cfg(test)]
mod tests {
    use super::PeopleGroup;

    #[test]
    fn a_key_is_read_back_to_the_same_group() {
        let group = PeopleGroup::of([("Sex", "Female"), ("age", "16 to 24")]);
        assert_eq!(group.key(), "age=16 to 24;sex=Female");
        assert_eq!(PeopleGroup::from_key(&group.key()), group);
        assert_eq!(PeopleGroup::from_key("All"), PeopleGroup::all());
        assert_eq!(PeopleGroup::of([("sex", "Total")]), PeopleGroup::all());
    }
}
