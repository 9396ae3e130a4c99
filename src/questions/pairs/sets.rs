use std::collections::BTreeMap;

use super::places::{named, worked_out};
use super::{Found, Pair, Pairs, Search, Side, asked_set, refused as refused_of};
use crate::domain::{AreaSet, Indicator, Observation, OrganisationSet, Period, Polarity};
use crate::questions::catalogue::Catalogue;
use crate::questions::held::{Held, order};
use crate::questions::peers::Peers;
use crate::questions::{Between, Question, QuestionError, Subjects};
use crate::statistics::{Reason, ends};

impl<'a> Search<'_, 'a> {
    /// The two subjects of a set that lie furthest apart in the last period.
    pub(super) fn furthest_subjects(
        &self,
        indicator: &'a Indicator,
    ) -> Result<Found<'a>, QuestionError> {
        let held = self.of_all(indicator)?;
        let periods = periods(&held, indicator);
        for period in periods.into_iter().rev() {
            let Some(peers) = self.set_of(&held, indicator, period) else {
                continue;
            };
            let numbers = held.numbers(self.catalogue, peers, &indicator.code, period);
            let benefit = |value: f64| indicator.polarity.benefit(value);
            let low = numbers
                .iter()
                .min_by(|a, b| benefit(a.1).total_cmp(&benefit(b.1)));
            let high = numbers
                .iter()
                .rev()
                .max_by(|a, b| benefit(a.1).total_cmp(&benefit(b.1)));
            if let (Some((low, _)), Some((high, _))) = (low, high)
                && low.code != high.code
            {
                let mut found = self.two_subjects(indicator, &low.code, &high.code)?;
                if let Ok(pairs) = &mut found {
                    pairs.notes.push(format!(
                        "Of {} {} the two furthest apart in {} are shown.",
                        numbers.len(),
                        self.plural(peers),
                        period.label()
                    ));
                }
                return Ok(found);
            }
        }
        Ok(Err(refused_of(indicator, "", Reason::TooFewSubjects)))
    }

    /// A tenth from the bottom of a set and its middle (METHODS M5).
    pub(super) fn tenth_and_middle(
        &self,
        indicator: &'a Indicator,
    ) -> Result<Found<'a>, QuestionError> {
        let held = self.of_all(indicator)?;
        let periods = periods(&held, indicator);
        let in_words = "the place a tenth from the bottom and the middle one";
        let peers = periods
            .iter()
            .rev()
            .find_map(|period| self.set_of(&held, indicator, *period));
        let Some(peers) = peers else {
            return Ok(Err(refused_of(indicator, in_words, Reason::TooFewSubjects)));
        };
        let (mut low, mut middle) = (Vec::new(), Vec::new());
        let mut counts: BTreeMap<Period, usize> = BTreeMap::new();
        for period in periods {
            let numbers = held.numbers(self.catalogue, peers, &indicator.code, period);
            let values: Vec<f64> = numbers
                .iter()
                .map(|(_, value)| match indicator.polarity {
                    Polarity::CloserTo(target) => (value - target).abs(),
                    _ => *value,
                })
                .collect();
            let any = held.everyone(&indicator.code, period).next();
            if let (Ok(ends), Some(any)) = (ends(&values), any) {
                let tenth = match indicator.polarity {
                    Polarity::Lower | Polarity::CloserTo(_) => ends.high,
                    Polarity::Higher | Polarity::None => ends.low,
                };
                low.push(worked_out(any, "lowest-tenth", tenth));
                middle.push(worked_out(any, "median", ends.middle));
                counts.insert(period, numbers.len());
            }
        }
        let last = counts.keys().max_by_key(|period| order(**period)).copied();
        let alike = |period: Period| last.is_some_and(|last| last.kind() == period.kind());
        counts.retain(|period, _| alike(*period));
        let Some(most) = counts.values().max().copied() else {
            return Ok(Err(refused_of(indicator, in_words, Reason::TooFewSubjects)));
        };
        // A tenth of half the places is not the tenth of all of them.
        let covered =
            |one: &Observation| counts.get(&one.period).is_some_and(|n| n * 5 >= most * 4);
        low.retain(covered);
        middle.retain(covered);
        let distance = match indicator.polarity {
            Polarity::CloserTo(target) => format!(", distance from {}", indicator.show(target)),
            _ => String::new(),
        };
        let one = match peers {
            Peers::Areas(..) | Peers::NationsAndRegions => "place",
            Peers::Organisations(_) => "organisation",
        };
        let side = |code: &str, name: String, said: &str, figures| Side {
            who: said.to_owned(),
            said: format!("for {said}"),
            subject: named(code, &name),
            name,
            figures,
            worked_out: true,
        };
        let pair = Pair {
            indicator,
            name: self.plural(peers),
            first: side(
                "lowest-tenth",
                format!("A tenth from the bottom{distance}"),
                &format!("the {one} a tenth from the bottom"),
                low,
            ),
            other: side(
                "median",
                format!("The middle of {}{distance}", self.plural(peers)),
                "the middle one",
                middle,
            ),
            nested: true,
        };
        let (span, when) = match (counts.values().min(), counts.values().max()) {
            (Some(fewest), Some(largest)) if fewest != largest => (
                format!("{fewest} to {largest}"),
                ", depending on the period",
            ),
            _ => (most.to_string(), ""),
        };
        Ok(Ok(Pairs {
            between: Between::LowestTenth,
            subjects: match (&self.question.subjects, peers) {
                (Subjects::Unsaid, Peers::Areas(set, _)) => Subjects::Areas(set),
                (Subjects::Unsaid, Peers::Organisations(set)) => Subjects::Organisations(set),
                (said, _) => said.clone(),
            },
            notes: vec![format!(
                "Worked out from {span} {} with a figure{when}, each counted once.",
                self.plural(peers)
            )],
            ..self.alone(pair)
        }))
    }
}

impl Search<'_, '_> {
    /// The set of which ends are taken for a period.
    pub(super) fn set_of(
        &self,
        held: &Held,
        indicator: &Indicator,
        period: Period,
    ) -> Option<Peers> {
        let base = self.circle.as_ref().map(|circle| circle.base);
        set_of(
            (self.question, base),
            self.catalogue,
            held,
            indicator,
            period,
        )
    }
}

/// Every period of an indicator, in order of time.
pub(super) fn periods(held: &Held, indicator: &Indicator) -> Vec<Period> {
    let mut all = held.periods(&indicator.code);
    all.sort_by_key(|period| order(*period));
    all
}

/// The set of which ends are taken: the one that is asked for or narrowed, the peers of the subject, or the largest.
pub(in crate::questions) fn set_of(
    (question, narrowed): (&Question, Option<Peers>),
    catalogue: &Catalogue,
    held: &Held,
    indicator: &Indicator,
    period: Period,
) -> Option<Peers> {
    let count = |peers: Peers| {
        let numbers = held.numbers(catalogue, peers, &indicator.code, period);
        numbers.len()
    };
    let asked = match &question.subjects {
        Subjects::Codes(codes) => {
            let first = catalogue.subject(codes.first()?).ok()?;
            let peers = Peers::of(first, catalogue)?;
            Some(held.published_for(catalogue, peers, &indicator.code, period))
        }
        subjects => narrowed.or(asked_set(subjects)),
    };
    if let Some(peers) = asked {
        return (count(peers) > 0).then_some(peers);
    }
    AreaSet::ALL
        .into_iter()
        .rev()
        .map(|set| Peers::Areas(set, None))
        .chain([
            Peers::Organisations(OrganisationSet::All),
            Peers::Organisations(OrganisationSet::Employer),
        ])
        .max_by_key(|peers| count(*peers))
        .filter(|peers| count(*peers) > 0)
}
