use std::collections::{BTreeMap, BTreeSet};

use super::{Each, Found, Pair, Pairs, Search, Side, refused as refused_of};
use crate::domain::{
    Indicator, Level, Observation, PeopleGroup, Period, Subject, SubjectCode, slug,
};
use crate::questions::catalogue::Catalogue;
use crate::questions::held::{Held, order};
use crate::questions::wording::{self, people};
use crate::questions::{Between, QuestionError, Subjects, deprivation, notes};
use crate::statistics::Reason;

/// Dimensions that come first where none is asked for.
const FIRST: [&str; 5] = [
    "disadvantage",
    "free school meals",
    "deprivation",
    "disability",
    "sex",
];

impl<'a> Search<'_, 'a> {
    /// Two groups that are named.
    pub(super) fn named_groups(
        &self,
        indicator: &'a Indicator,
        one: &PeopleGroup,
        other: &PeopleGroup,
    ) -> Result<Found<'a>, QuestionError> {
        let held = self.reader.groups(Some(&indicator.code))?;
        let find = |wanted: &PeopleGroup| held.iter().find(|group| same(group, wanted)).cloned();
        let two = (
            find(one).unwrap_or_else(|| one.clone()),
            find(other).unwrap_or_else(|| other.clone()),
        );
        let in_words = format!("{} and {}", people(&two.0, &two.1), people(&two.1, &two.0));
        if two.0 == two.1 {
            return Err(QuestionError::Unlike {
                what: format!("Both are the people group “{}”.", two.0),
                comparable: "Name two different ones.".to_owned(),
            });
        }
        let mut refused = refused_of(indicator, &in_words, Reason::NotComparable);
        if !differ_in_one(&two.0, &two.1) {
            refused.notes.push(
                "Two groups are compared where they differ in one thing only: sex, or free school meals, not both."
                    .to_owned(),
            );
            refused.notes.extend(others(&held));
            return Ok(Err(refused));
        }
        if let Some(missing) = [&two.0, &two.1].into_iter().find(|one| !held.contains(one)) {
            refused.reason = Reason::MissingGroup;
            refused
                .notes
                .push(format!("No figures are held for “{missing}”."));
            refused.notes.extend(others(&held));
            return Ok(Err(refused));
        }
        self.by_groups(indicator, &two, Vec::new())
    }

    /// Two groups that suit: of the dimension that comes first, or the two furthest apart. None without groups.
    pub(super) fn chosen_groups(
        &self,
        indicator: &'a Indicator,
    ) -> Result<Option<Found<'a>>, QuestionError> {
        let base = &self.question.group;
        let held = self.reader.groups(Some(&indicator.code))?;
        if !held.iter().any(|group| below(base, group).is_some()) {
            return Ok(None);
        }
        let figures = self.of_reference(indicator)?;
        let mut dimensions = dimensions(base, &figures);
        dimensions.retain(|_, groups| groups.len() > 1);
        let benefit = |value: f64| indicator.polarity.benefit(value);
        let ends = |groups: &[(PeopleGroup, f64)]| {
            let mut sorted = groups.to_vec();
            sorted.sort_by(|a, b| {
                let by_value = benefit(a.1).total_cmp(&benefit(b.1));
                by_value.then_with(|| a.0.cmp(&b.0))
            });
            Some((sorted.first()?.clone(), sorted.last()?.clone()))
        };
        let chosen = if self.question.between == Between::Extremes {
            dimensions
                .iter()
                .filter_map(|(name, groups)| Some((name, ends(groups)?)))
                .max_by(|a, b| {
                    let width = |(low, high): &((PeopleGroup, f64), (PeopleGroup, f64))| {
                        (high.1 - low.1).abs()
                    };
                    width(&a.1).total_cmp(&width(&b.1))
                })
        } else {
            dimensions
                .iter()
                .min_by_key(|(name, _)| {
                    let place = FIRST.iter().position(|first| name.contains(first));
                    (place.unwrap_or(FIRST.len()), (*name).clone())
                })
                .and_then(|(name, groups)| Some((name, ends(groups)?)))
        };
        let Some((name, (low, high))) = chosen else {
            return Ok(None);
        };
        let mut said = Vec::new();
        let count = dimensions.get(name).map_or(0, Vec::len);
        if count > 2 {
            said.push(format!(
                "Of {count} groups by {name} the two furthest apart are shown."
            ));
        }
        let rest: Vec<String> = dimensions
            .keys()
            .filter(|key| *key != name)
            .cloned()
            .collect();
        if !rest.is_empty() {
            said.push(format!(
                "Figures are also held by {}.",
                wording::listed(&rest)
            ));
        }
        let two = (low.0.clone(), high.0.clone());
        self.by_groups(indicator, &two, said).map(Some)
    }

    /// The most and the least deprived of the groups by deprivation.
    pub(super) fn deprivation(&self, indicator: &'a Indicator) -> Result<Found<'a>, QuestionError> {
        let held = self.reader.groups(Some(&indicator.code))?;
        let two = "the most and the least deprived";
        match deprivation::ordered(&self.question.group, &held) {
            Ok(groups) => match (groups.order.first(), groups.order.last()) {
                (Some(most), Some(least)) if most != least => {
                    let two = (most.clone(), least.clone());
                    self.by_groups(indicator, &two, groups.assumed.into_iter().collect())
                }
                _ => Ok(Err(refused_of(indicator, two, Reason::TooFewGroups))),
            },
            Err(reason) => {
                if let Some(found) = self.fifths_of_areas(indicator)? {
                    return Ok(found);
                }
                let mut refused = refused_of(indicator, two, reason);
                refused.notes.push(
                    "Fifths of areas need an index of multiple deprivation of the areas; this book holds none."
                        .to_owned(),
                );
                refused.notes.extend(others(&held));
                Ok(Err(refused))
            }
        }
    }

    /// A pair for each subject that is asked for, of its two groups.
    fn by_groups(
        &self,
        indicator: &'a Indicator,
        two: &(PeopleGroup, PeopleGroup),
        mut said: Vec<String>,
    ) -> Result<Found<'a>, QuestionError> {
        let each = self.set_asked();
        let named = match (&self.question.subjects, each) {
            (_, Some(_)) => Vec::new(),
            (Subjects::Codes(codes), None) => self.catalogue.all(codes)?,
            _ => self.widest(indicator, two)?,
        };
        let first = Held::of(self.read(indicator, &named, Some(&two.0))?);
        let other = Held::of(self.read(indicator, &named, Some(&two.1))?);
        let subjects: Vec<&Subject> = match each {
            None => named,
            Some(peers) => self.members(peers),
        };
        let side = |held: &Held, subject: &Subject, group: &PeopleGroup, against| Side {
            name: group_name(group, &self.question.group),
            who: people(group, against),
            said: format!("for {}", people(group, against)),
            subject: subject.clone(),
            figures: held.all(&indicator.code, &subject.code).to_vec(),
            worked_out: false,
        };
        let mut left_out = Vec::new();
        let mut all: Vec<Pair<'_>> = Vec::new();
        for subject in subjects {
            let pair = Pair {
                indicator,
                name: subject.name.clone(),
                first: side(&first, subject, &two.0, &two.1),
                other: side(&other, subject, &two.1, &two.0),
                nested: two.0.pairs().len() != two.1.pairs().len(),
            };
            if !pair.first.figures.is_empty() && !pair.other.figures.is_empty() {
                all.push(pair);
            } else if each.is_none()
                || !(pair.first.figures.is_empty() && pair.other.figures.is_empty())
            {
                left_out.push(notes::left_out(
                    &subject.name,
                    "no figures of one of the two groups",
                ));
            }
        }
        said.retain(|note| !note.is_empty());
        if all.is_empty() {
            let in_words = format!("{} and {}", people(&two.0, &two.1), people(&two.1, &two.0));
            let mut refused = refused_of(indicator, &in_words, Reason::MissingGroup);
            refused.notes = left_out
                .iter()
                .map(|one| format!("{}: {}.", one.what, one.why))
                .collect();
            return Ok(Err(refused));
        }
        let only = all.len() == 1 && each.is_none();
        Ok(Ok(Pairs {
            place: all
                .first()
                .filter(|_| only)
                .map(|pair| pair.first.subject.clone()),
            subjects: match (&self.question.subjects, all.first()) {
                (Subjects::Unsaid, Some(pair)) if each.is_none() => {
                    Subjects::Codes(vec![pair.first.subject.code.clone()])
                }
                (said, _) => said.clone(),
            },
            each: match each {
                Some(peers) => Each::Subject(self.plural(peers)),
                None if only => Each::One,
                None => Each::Subject("places and organisations".to_owned()),
            },
            all,
            between: Between::Groups(two.0.clone(), two.1.clone()),
            notes: said,
            left_out,
        }))
    }

    /// The figures from which groups are chosen: those of the subject that is asked of, or of the widest place.
    fn of_reference(&self, indicator: &Indicator) -> Result<Vec<Observation>, QuestionError> {
        if let Subjects::Codes(codes) = &self.question.subjects {
            let subjects = self.catalogue.all(codes)?;
            return self.read(indicator, subjects.get(..1).unwrap_or_default(), None);
        }
        for wide in by_width(self.catalogue) {
            let mut figures = self.read(indicator, &wide, None)?;
            figures.retain(|one| below(&self.question.group, &one.group).is_some());
            let mut counts: BTreeMap<&SubjectCode, usize> = BTreeMap::new();
            for one in &figures {
                *counts.entry(&one.subject).or_default() += 1;
            }
            let most = wide
                .iter()
                .rev()
                .max_by_key(|one| counts.get(&one.code).copied().unwrap_or(0))
                .filter(|one| counts.contains_key(&one.code))
                .map(|one| one.code.clone());
            if let Some(code) = most {
                figures.retain(|one| one.subject == code);
                return Ok(figures);
            }
        }
        Ok(Vec::new())
    }

    /// The widest place with figures of both groups.
    fn widest(
        &self,
        indicator: &Indicator,
        two: &(PeopleGroup, PeopleGroup),
    ) -> Result<Vec<&'a Subject>, QuestionError> {
        for wide in by_width(self.catalogue) {
            let first = self.read(indicator, &wide, Some(&two.0))?;
            let other = self.read(indicator, &wide, Some(&two.1))?;
            let has = |figures: &[Observation], subject: &Subject| {
                figures.iter().any(|one| one.subject == subject.code)
            };
            let found = wide
                .into_iter()
                .find(|one| has(&first, one) && has(&other, one));
            if let Some(subject) = found {
                return Ok(vec![subject]);
            }
        }
        Ok(Vec::new())
    }
}

/// The subjects of the book, the widest places first: kingdoms and countries, regions, everybody else.
pub(in crate::questions) fn by_width(catalogue: &Catalogue) -> Vec<Vec<&Subject>> {
    let step = |subject: &Subject| match subject.level() {
        Some(Level::Kingdom | Level::Country) => 0,
        Some(Level::Region) => 1,
        _ => 2,
    };
    let live = |one: &&Subject| !one.has_ended();
    (0..3)
        .map(|wanted| {
            let all = catalogue.subjects.iter();
            let mut found: Vec<&Subject> =
                all.filter(|one| step(one) == wanted).filter(live).collect();
            found.sort_by_key(|one| one.level());
            found
        })
        .filter(|found| !found.is_empty())
        .collect()
}

/// Whether a group that is held is the one that is wanted, however its words are joined.
fn same(held: &PeopleGroup, wanted: &PeopleGroup) -> bool {
    let key = |group: &PeopleGroup| -> Vec<(String, String)> {
        let pairs = group.pairs().iter();
        pairs.map(|(of, is)| (slug(of), slug(is))).collect()
    };
    held == wanted || key(held) == key(wanted)
}

/// The dimension in which a group lies below another one, if it does in one only.
pub(in crate::questions) fn below<'g>(
    base: &PeopleGroup,
    group: &'g PeopleGroup,
) -> Option<&'g (String, String)> {
    if group.pairs().len() != base.pairs().len() + 1 {
        return None;
    }
    let mut more = group
        .pairs()
        .iter()
        .filter(|pair| !base.pairs().contains(pair));
    let only = more.next()?;
    more.next().is_none().then_some(only)
}

/// Whether two groups differ in one dimension only (METHODS M16).
fn differ_in_one(one: &PeopleGroup, other: &PeopleGroup) -> bool {
    let differing: BTreeSet<&str> = one
        .pairs()
        .iter()
        .filter(|pair| !other.pairs().contains(pair))
        .chain(
            other
                .pairs()
                .iter()
                .filter(|pair| !one.pairs().contains(pair)),
        )
        .map(|(dimension, _)| dimension.as_str())
        .collect();
    differing.len() == 1
}

/// The figures of groups of one period.
type OfPeriod = (Period, Vec<(PeopleGroup, f64)>);

/// The groups below another one by dimension, each with its figure of the last period for which at least two have one.
fn dimensions(
    base: &PeopleGroup,
    figures: &[Observation],
) -> BTreeMap<String, Vec<(PeopleGroup, f64)>> {
    let mut by: BTreeMap<String, BTreeMap<_, OfPeriod>> = BTreeMap::new();
    for one in figures {
        let (Some((dimension, _)), Some(value)) = (below(base, &one.group), one.value()) else {
            continue;
        };
        by.entry(dimension.clone())
            .or_default()
            .entry(order(one.period))
            .or_insert((one.period, Vec::new()))
            .1
            .push((one.group.clone(), value));
    }
    by.into_iter()
        .filter_map(|(dimension, periods)| {
            let last = periods.into_values().rev().find(|(_, all)| all.len() > 1)?;
            Some((dimension, last.1))
        })
        .collect()
}

/// A group as a label shows it, without what all have in common.
fn group_name(group: &PeopleGroup, base: &PeopleGroup) -> String {
    match below(base, group) {
        Some((dimension, category)) => wording::category(dimension, category),
        None => group.to_string(),
    }
}

/// The groups that are held, in one sentence.
fn others(held: &[PeopleGroup]) -> Option<String> {
    let keys: Vec<String> = held
        .iter()
        .filter(|group| !group.is_all())
        .take(6)
        .map(|group| format!("“{}”", group.key()))
        .collect();
    (!keys.is_empty()).then(|| format!("There are figures for {}.", wording::listed(&keys)))
}
