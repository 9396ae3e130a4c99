use std::collections::{BTreeMap, BTreeSet};

use super::places::{named, worked_out};
use super::sets::periods;
use super::{Found, Pair, Pairs, Search, Side, refused as refused_of};
use crate::domain::{Indicator, Observation, PeopleGroup, Period, Polarity, SubjectCode, slug};
use crate::questions::held::{Held, order};
use crate::questions::peers::Peers;
use crate::questions::{Between, QuestionError, Subjects, wording};
use crate::statistics::{Reason, fifths, median};

/// Share of a fifth, in tenths, that must have a figure for its middle to stand for it.
const COVERED: usize = 8;

/// The areas of a set by how deprived they are: codes of the most and of the least deprived fifth.
struct Areas {
    most: BTreeSet<SubjectCode>,
    least: BTreeSet<SubjectCode>,
    counted: usize,
    period: Period,
}

impl<'a> Search<'_, 'a> {
    /// The middle of the most and that of the least deprived fifth of a set of places (METHODS M4, M5), where the book holds an
    /// indicator of how deprived places are. None where it holds none.
    pub(super) fn fifths_of_areas(
        &self,
        indicator: &'a Indicator,
    ) -> Result<Option<Found<'a>>, QuestionError> {
        let Some(index) = self.index(indicator) else {
            return Ok(None);
        };
        let two = "the most and the least deprived fifth of areas";
        let Some(is_more) = more_when_higher(index) else {
            let mut refused = refused_of(indicator, two, Reason::NoPolarity);
            refused.notes.push(format!(
                "Whether a higher {} means more or less deprived is not known: say what counts as better for it.",
                wording::inside(&wording::brief(index))
            ));
            return Ok(Some(Err(refused)));
        };
        let held = self.of_all(indicator)?;
        let all = periods(&held, indicator);
        let peers = all
            .iter()
            .rev()
            .find_map(|period| self.set_of(&held, indicator, *period))
            .filter(|peers| peers.are_places());
        let Some(peers) = peers else {
            return Ok(Some(Err(refused_of(
                indicator,
                two,
                Reason::TooFewSubjects,
            ))));
        };
        let of_index = Held::of(self.read(index, &[], Some(&PeopleGroup::all()))?);
        let areas = match self.areas(&of_index, index, is_more, peers) {
            Ok(areas) => areas,
            Err(reason) => return Ok(Some(Err(refused_of(indicator, two, reason)))),
        };
        let plural = self.plural(peers);
        let side = |name: &str, code: &str, members: &BTreeSet<SubjectCode>| {
            let who = format!("the {name} deprived fifth");
            let whole = format!("{} deprived fifth of {plural}", wording::sentence(name));
            Side {
                name: whole.clone(),
                said: format!("in {who}"),
                who,
                subject: named(code, &whole),
                figures: self.middles(&held, indicator, (peers, members), &all, code),
                worked_out: true,
            }
        };
        let pair = Pair {
            indicator,
            name: plural.clone(),
            first: side("most", "most-deprived-fifth", &areas.most),
            other: side("least", "least-deprived-fifth", &areas.least),
            nested: false,
        };
        if pair.first.figures.is_empty() || pair.other.figures.is_empty() {
            return Ok(Some(Err(refused_of(indicator, two, Reason::LowCoverage))));
        }
        Ok(Some(Ok(Pairs {
            between: Between::Deprivation,
            subjects: match (&self.question.subjects, peers) {
                (Subjects::Unsaid, Peers::Areas(set, _)) => Subjects::Areas(set),
                (said, _) => said.clone(),
            },
            notes: vec![format!(
                "Fifths of {} {plural} by {}, {}, each counted once; of each fifth the median is shown.",
                areas.counted,
                wording::inside(&wording::brief(index)),
                areas.period.label()
            )],
            ..self.alone(pair)
        })))
    }

    /// The indicator that says how deprived places are.
    fn index(&self, asked: &Indicator) -> Option<&'a Indicator> {
        let tells = |one: &&Indicator| {
            let words = format!("{}-{}", slug(&one.code.0), slug(&one.name));
            let is_index = [
                "multiple-deprivation",
                "index-of-deprivation",
                "indices-of-deprivation",
            ]
            .iter()
            .any(|word| words.contains(word))
                || words.split('-').any(|word| word == "imd");
            is_index && one.code != asked.code
        };
        self.catalogue.indicators.iter().find(tells)
    }

    fn areas(
        &self,
        held: &Held,
        index: &Indicator,
        is_more: bool,
        peers: Peers,
    ) -> Result<Areas, Reason> {
        let of = |period: Period| {
            let mut numbers = held.numbers(self.catalogue, peers, &index.code, period);
            numbers.retain(|(one, _)| self.takes(one));
            numbers
        };
        let mut all = periods(held, index);
        all.sort_by_key(|period| order(*period));
        let period = all
            .into_iter()
            .rev()
            .find(|period| !of(*period).is_empty())
            .ok_or(Reason::TooFewSubjects)?;
        let numbers = of(period);
        let values: Vec<f64> = numbers.iter().map(|(_, value)| *value).collect();
        let polarity = if is_more {
            Polarity::Lower
        } else {
            Polarity::Higher
        };
        let of_fifth = fifths(&values, polarity)?;
        let members = |fifth: u8| {
            let all = numbers.iter().zip(&of_fifth);
            all.filter(|(_, own)| **own == fifth)
                .map(|((subject, _), _)| subject.code.clone())
                .collect()
        };
        Ok(Areas {
            most: members(1),
            least: members(5),
            counted: numbers.len(),
            period,
        })
    }

    /// The median of some places for every period for which enough of them have a figure.
    fn middles(
        &self,
        held: &Held,
        indicator: &Indicator,
        (peers, members): (Peers, &BTreeSet<SubjectCode>),
        all: &[Period],
        code: &str,
    ) -> Vec<Observation> {
        let mut found: BTreeMap<_, Observation> = BTreeMap::new();
        for period in all {
            let numbers = held.numbers(self.catalogue, peers, &indicator.code, *period);
            let values: Vec<f64> = numbers
                .into_iter()
                .filter(|(one, _)| members.contains(&one.code))
                .map(|(_, value)| value)
                .collect();
            let is_covered = values.len() * 10 >= members.len() * COVERED;
            let any = held.everyone(&indicator.code, *period).next();
            if let (true, Some(middle), Some(any)) = (is_covered, median(&values), any) {
                found.insert(order(*period), worked_out(any, code, middle));
            }
        }
        found.into_values().collect()
    }
}

/// Whether a higher figure of an index means more deprived: a score does, a rank or a tenth counts from the most deprived.
fn more_when_higher(index: &Indicator) -> Option<bool> {
    match index.polarity {
        Polarity::Lower => return Some(true),
        Polarity::Higher => return Some(false),
        Polarity::None | Polarity::CloserTo(_) => {}
    }
    let words = slug(&index.name);
    let has = |all: &[&str]| words.split('-').any(|word| all.contains(&word));
    match (
        has(&["rank", "decile", "quintile", "tenth", "fifth"]),
        has(&["score", "proportion", "share", "percentage", "extent"]),
    ) {
        (true, false) => Some(false),
        (false, true) => Some(true),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Unit;

    #[test]
    fn an_index_tells_which_end_is_more_deprived() {
        for (name, polarity, expected) in [
            (
                "Index of multiple deprivation, score",
                Polarity::None,
                Some(true),
            ),
            (
                "Index of multiple deprivation, rank",
                Polarity::None,
                Some(false),
            ),
            ("IMD average score rank", Polarity::None, None),
            ("IMD", Polarity::Lower, Some(true)),
            ("IMD", Polarity::None, None),
        ] {
            let mut index = Indicator::named("imd".into(), name, Unit::from_text(""));
            index.polarity = polarity;
            assert_eq!(more_when_higher(&index), expected, "{name}");
        }
    }
}
