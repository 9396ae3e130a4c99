//! The shipped table of places: who they are, and what became of those that have ended.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

use serde::Deserialize;

use crate::domain::{
    AreaChange, IdKind, Level, Lineage, Subject, SubjectCode, SubjectKind, Succession,
};

static SHIPPED: LazyLock<Places> = LazyLock::new(|| Places::parse(&table()));

fn table() -> String {
    super::unpacked(super::packed!("places"))
}

/// Places and how they followed one another.
#[derive(Clone, Debug, Default)]
pub(in crate::import) struct Places {
    /// Each area once, under its newest code.
    pub(in crate::import) subjects: Vec<Subject>,
    /// How they followed one another, former codes among them.
    pub(in crate::import) lineage: Arc<Lineage>,
}

#[derive(Deserialize)]
struct Row {
    code: String,
    name: String,
    level: String,
    parent: String,
    from: String,
    to: String,
    change: String,
    successors: String,
    codes: String,
    other_names: String,
}

impl Places {
    /// The table that is part of the program, read once.
    pub(in crate::import) fn shipped() -> &'static Self {
        &SHIPPED
    }

    fn parse(table: &str) -> Self {
        let rows: Vec<Row> = csv::ReaderBuilder::new()
            .comment(Some(b'#'))
            .from_reader(table.as_bytes())
            .into_deserialize()
            .filter_map(Result::ok)
            .collect();
        let mut lineage = Lineage::default();
        for row in &rows {
            if let Some(change) = AreaChange::from_code(&row.change) {
                let into = row.successors.split_whitespace().map(SubjectCode::from);
                let into = into.collect();
                lineage.add(
                    SubjectCode::from(row.code.as_str()),
                    Succession { change, into },
                );
            }
        }
        let from: HashMap<&str, &str> = rows
            .iter()
            .map(|row| (row.code.as_str(), row.from.as_str()))
            .collect();
        let subjects = rows
            .iter()
            .filter(|row| row.change != "recode")
            .map(|row| row.place(&lineage, &from))
            .collect();
        Self {
            subjects,
            lineage: Arc::new(lineage),
        }
    }
}

impl Row {
    fn place(&self, lineage: &Lineage, from: &HashMap<&str, &str>) -> Subject {
        let mut subject = Subject::place(&self.code, &self.name);
        if let Some(level) = Level::from_code(&self.level) {
            subject.kind = SubjectKind::Place(level);
        }
        let kind = if self.code.starts_with(|c: char| c.is_ascii_digit()) {
            IdKind::OldOns
        } else {
            IdKind::Gss
        };
        subject.ids.push((kind, self.code.clone()));
        let former = lineage.former_codes(&subject.code);
        let first = former
            .last()
            .map_or(self.code.as_str(), |code| code.0.as_str());
        subject.from = from.get(first).and_then(|day| day.parse().ok());
        subject.to = self.to.parse().ok();
        for code in former {
            subject.ids.push((IdKind::Gss, code.0.clone()));
        }
        subject
            .ids
            .extend(self.codes.split_whitespace().filter_map(other_code));
        if !self.parent.is_empty() {
            subject.parent = Some(SubjectCode::from(self.parent.as_str()));
        }
        let mut successors = self.successors.split_whitespace();
        if let (Some(one), None) = (successors.next(), successors.next()) {
            subject.successor = Some(lineage.newest_code(&SubjectCode::from(one)).clone());
        }
        subject.other_names = self
            .other_names
            .split(';')
            .map(str::trim)
            .filter(|name| !name.is_empty())
            .map(str::to_owned)
            .collect();
        subject
    }
}

/// A code in another register: `ons:00AA`.
fn other_code(text: &str) -> Option<(IdKind, String)> {
    let (register, code) = text.split_once(':')?;
    let kind = match register {
        "ons" => IdKind::OldOns,
        "dfe" => IdKind::DfeNumber,
        _ => IdKind::Other,
    };
    Some((kind, code.to_owned()))
}

#[cfg(test)]
mod tests {
    use std::collections::{HashMap, HashSet};

    use super::{Places, Row, table};
    use crate::domain::{AreaChange, IdKind, Level, SubjectCode};

    fn rows() -> Vec<Row> {
        csv::ReaderBuilder::new()
            .comment(Some(b'#'))
            .from_reader(table().as_bytes())
            .into_deserialize()
            .collect::<Result<_, _>>()
            .expect("every row reads")
    }

    #[test]
    fn every_row_of_the_table_agrees_with_the_others() {
        let rows = rows();
        let by_code: HashMap<&str, &Row> =
            rows.iter().map(|row| (row.code.as_str(), row)).collect();
        assert_eq!(by_code.len(), rows.len(), "a code twice");
        for row in &rows {
            let code = row.code.as_str();
            assert!(Level::from_code(&row.level).is_some(), "{code}");
            for day in [&row.from, &row.to] {
                assert!(
                    day.is_empty() || day.parse::<jiff::civil::Date>().is_ok(),
                    "{code}"
                );
            }
            assert!(row.to.is_empty() || row.from < row.to, "{code}: dates");
            assert!(
                row.parent.is_empty() || by_code.contains_key(row.parent.as_str()),
                "{code}: parent"
            );
            assert_eq!(
                row.to.is_empty(),
                row.change.is_empty(),
                "{code}: ended how?"
            );
            assert_eq!(
                row.to.is_empty(),
                row.successors.is_empty(),
                "{code}: into what?"
            );
            let successors: Vec<&str> = row.successors.split_whitespace().collect();
            assert_eq!(successors.len() > 1, row.change == "split", "{code}");
            for next in successors {
                let next = by_code.get(next).expect("the successor is there");
                assert!(
                    next.from > row.to,
                    "{code}: {} began before its end",
                    next.code
                );
            }
        }
    }

    #[test]
    fn nothing_follows_itself_and_no_other_code_names_two_living_places() {
        let places = Places::shipped();
        let mut seen: HashSet<(IdKind, &str)> = HashSet::new();
        for place in &places.subjects {
            assert!(
                !places
                    .lineage
                    .descendants(&place.code)
                    .contains(&&place.code)
            );
            for (kind, id) in place.ids.iter().filter(|_| !place.has_ended()) {
                assert!(seen.insert((*kind, id)), "{id}");
            }
        }
    }

    #[test]
    fn known_changes_are_in_the_table() {
        let places = Places::shipped();
        let what = |code: &str| {
            let code = SubjectCode::from(code);
            places.lineage.succession(&code).cloned()
        };
        for (code, change, into) in [
            ("E08000016", AreaChange::Recode, "E08000038"),
            ("E08000019", AreaChange::Recode, "E08000039"),
            ("S12000015", AreaChange::Recode, "S12000047"),
            ("E07000100", AreaChange::Recode, "E07000240"),
            ("E06000028", AreaChange::Merge, "E06000058"),
            ("E07000190", AreaChange::Merge, "E07000246"),
            ("E07000246", AreaChange::Merge, "E06000066"),
            ("E07000004", AreaChange::Merge, "E06000060"),
            ("E07000150", AreaChange::Merge, "E06000061"),
            ("E07000030", AreaChange::Merge, "E06000064"),
            ("E10000023", AreaChange::Became, "E06000065"),
            ("E10000006", AreaChange::Split, "E06000063 E06000064"),
            ("E10000009", AreaChange::Split, "E06000058 E06000059"),
            ("E07000013", AreaChange::Merge, "E06000050"),
            ("95MM", AreaChange::Merge, "N09000005"),
        ] {
            let found = what(code).expect(code);
            let codes: Vec<&str> = found.into.iter().map(|code| code.0.as_str()).collect();
            assert_eq!(
                (found.change, codes.join(" ").as_str()),
                (change, into),
                "{code}"
            );
        }
        let glasgow = SubjectCode::from("S12000049");
        assert_eq!(places.lineage.former_codes(&glasgow).len(), 3);
        let named = |kind, id: &str| {
            let has = |place: &&crate::domain::Subject| {
                !place.has_ended() && place.ids.iter().any(|(k, i)| *k == kind && i == id)
            };
            places
                .subjects
                .iter()
                .find(has)
                .map(|place| place.name.as_str())
        };
        for (kind, id, name) in [
            (IdKind::OldOns, "47UG", "Wyre Forest"),
            (IdKind::OldOns, "00AA", "City of London"),
            (IdKind::DfeNumber, "838", "Dorset"),
            (IdKind::DfeNumber, "942", "Cumberland"),
            (IdKind::Other, "TLC", "North East"),
            (IdKind::Gss, "E08000016", "Barnsley"),
        ] {
            assert_eq!(named(kind, id), Some(name), "{id}");
        }
    }

    #[test]
    fn every_authority_of_england_has_the_code_it_had_before_2011() {
        let with = Places::shipped()
            .subjects
            .iter()
            .filter(|place| place.code.0.starts_with('E') && place.id(IdKind::OldOns).is_some());
        assert_eq!(with.count(), 326);
    }
}
