//! The two whose gap is asked for: who they are, and their figures over time side by side. Knows nothing of one period, of
//! arithmetic or of headlines.

mod fifths;
mod groups;
mod places;
mod sets;

pub(super) use groups::{below, by_width};
pub(super) use places::named;
pub(super) use sets::set_of;

use std::sync::Arc;

use super::catalogue::Catalogue;
use super::circle::Circle;
use super::held::Held;
use super::peers::Peers;
use super::trend::check_period;
use super::when::When;
use super::{Between, LeftOut, Question, QuestionError, Subjects, narrow, wording};
use crate::book::{Reader, Selection};
use crate::domain::{Indicator, Observation, PeopleGroup, Period, Polarity, Subject};
use crate::statistics::Reason;

/// One of the two.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Side {
    /// As a label shows it: `Disadvantaged`, `Bradford`.
    pub(super) name: String,
    /// As the subject of a sentence: `disadvantaged`, `the North East`.
    pub(super) who: String,
    /// As a sentence says where or for whom: `for disadvantaged`, `in the North East`.
    pub(super) said: String,
    /// Whose figures they are.
    pub(super) subject: Subject,
    /// The figures, in order of time.
    pub(super) figures: Vec<Observation>,
    /// True for a percentile or a median, which stands in no cell.
    pub(super) worked_out: bool,
}

impl Side {
    /// The figure of a period.
    pub(super) fn at(&self, period: Period) -> Option<&Observation> {
        self.figures.iter().find(|one| one.period == period)
    }

    /// A subject's figures of all that is asked.
    fn of_subject(subject: &Subject, figures: Vec<Observation>) -> Self {
        Self {
            name: subject.name.clone(),
            who: wording::the(&subject.name),
            said: wording::within(subject),
            subject: subject.clone(),
            figures,
            worked_out: false,
        }
    }
}

/// Two sides of one indicator.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Pair<'a> {
    pub(super) indicator: &'a Indicator,
    /// What tells this pair from the others: a place or an indicator.
    pub(super) name: String,
    pub(super) first: Side,
    pub(super) other: Side,
    /// True where one is part of the other.
    pub(super) nested: bool,
}

impl Pair<'_> {
    /// What counts as better among the pair's numbers: distances from a target are better when they are smaller.
    pub(super) fn polarity(&self) -> Polarity {
        match self.indicator.polarity {
            Polarity::CloserTo(_) if self.first.worked_out && self.other.worked_out => {
                Polarity::Lower
            }
            polarity => polarity,
        }
    }
}

impl Pairs<'_> {
    /// Why no interval is known of `which`, such as the change, for `not_known` of `of` pairs.
    pub(super) fn without_interval(
        &self,
        which: &str,
        not_known: usize,
        of: usize,
    ) -> Option<String> {
        if not_known == 0 {
            return None;
        }
        let worked_out = |pair: &Pair<'_>| pair.first.worked_out || pair.other.worked_out;
        if self.all.iter().any(|pair| pair.nested && !worked_out(pair)) {
            return Some(format!(
                "One is part of the other, so no interval of {which} is given and chance cannot be ruled out."
            ));
        }
        if self.all.iter().all(worked_out) {
            return Some(format!(
                "A middle or a tenth of many figures has no interval of its own here, so none of {which} is given and chance cannot be ruled out."
            ));
        }
        let some = if not_known < of { " for some" } else { "" };
        Some(format!(
            "No interval is published{some}, so chance cannot be ruled out."
        ))
    }
}

/// Of what there is a pair each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Each {
    /// There is one pair only.
    One,
    /// A pair a place or organisation, so many of them in words: `regions`.
    Subject(String),
    /// A pair an indicator.
    Indicator,
}

/// All pairs that a question asks for.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Pairs<'a> {
    pub(super) all: Vec<Pair<'a>>,
    pub(super) each: Each,
    /// Where the pairs lie: the place whose groups they are; empty where the sides say it.
    pub(super) place: Option<Subject>,
    /// What was asked, with what was left open filled in.
    pub(super) between: Between,
    pub(super) subjects: Subjects,
    pub(super) notes: Vec<String>,
    pub(super) left_out: Vec<LeftOut>,
}

/// Why two cannot stand side by side, and what can.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Refused<'a> {
    pub(super) indicator: Option<&'a Indicator>,
    /// The two as a sentence names them; empty where they are not known.
    pub(super) two: String,
    pub(super) reason: Reason,
    pub(super) notes: Vec<String>,
}

/// Pairs, or why there are none.
pub(super) type Found<'a> = Result<Pairs<'a>, Refused<'a>>;

/// Everything that choosing needs.
struct Search<'q, 'a> {
    question: &'q Question,
    reader: &'q Reader,
    catalogue: &'a Catalogue,
    /// Those of a set to whom the question narrows it.
    circle: Option<Arc<Circle>>,
}

/// The pairs that a question asks for.
pub(super) fn find<'a>(
    question: &Question,
    reader: &Reader,
    catalogue: &'a Catalogue,
) -> Result<Found<'a>, QuestionError> {
    if let [only] = question.indicators.as_slice() {
        let when = When::of(question.period.as_deref());
        check_period(reader, catalogue.indicator(only)?, &when)?;
    }
    let search = Search {
        question,
        reader,
        catalogue,
        circle: circle_of(question, reader, catalogue)?,
    };
    let indicators: Vec<&Indicator> = match (question.indicators.as_slice(), question.goal) {
        ([], Some(goal)) => {
            catalogue.goal(goal)?;
            catalogue.of_goal(goal)
        }
        ([], None) => catalogue.in_order(),
        (codes, _) => codes
            .iter()
            .map(|code| catalogue.indicator(code))
            .collect::<Result<_, _>>()?,
    };
    match indicators.as_slice() {
        [only] => search.of_one(only),
        all => search.of_many(all),
    }
}

impl<'a> Search<'_, 'a> {
    fn of_one(&self, indicator: &'a Indicator) -> Result<Found<'a>, QuestionError> {
        match &self.question.between {
            Between::Groups(one, other) => self.named_groups(indicator, one, other),
            Between::Subjects(one, other) => self.two_subjects(indicator, one, other),
            Between::LowestTenth => self.tenth_and_middle(indicator),
            Between::Deprivation => self.deprivation(indicator),
            Between::Extremes => match self.chosen_groups(indicator)? {
                Some(found) => Ok(found),
                None => self.furthest_subjects(indicator),
            },
            Between::Unsaid => match self.chosen_groups(indicator)? {
                Some(found) => Ok(found),
                None => self.without_groups(indicator),
            },
        }
    }

    /// A pair an indicator of one subject. What cannot be paired is left out and named.
    fn of_many(&self, indicators: &[&'a Indicator]) -> Result<Found<'a>, QuestionError> {
        let mut whole = Pairs {
            all: Vec::new(),
            each: Each::Indicator,
            place: None,
            between: self.question.between.clone(),
            subjects: self.question.subjects.clone(),
            notes: Vec::new(),
            left_out: Vec::new(),
        };
        let subject = self.one_subject()?;
        let question = Question {
            subjects: match &subject {
                Some(one) => Subjects::Codes(vec![one.code.clone()]),
                None => self.question.subjects.clone(),
            },
            ..self.question.clone()
        };
        let search = Search {
            question: &question,
            circle: self.circle.clone(),
            ..*self
        };
        let mut without: Vec<String> = Vec::new();
        for indicator in indicators {
            let found = match &question.between {
                Between::Unsaid => search.without_groups(indicator)?,
                Between::Extremes => match search.chosen_groups(indicator)? {
                    Some(found) => found,
                    None => Err(refused(indicator, "", Reason::TooFewGroups)),
                },
                _ => search.of_one(indicator)?,
            };
            match found {
                Ok(pairs) if !pairs.all.is_empty() => {
                    let own = pairs.all.into_iter().take(1).map(|pair| Pair {
                        name: wording::brief(indicator),
                        ..pair
                    });
                    whole.all.extend(own);
                    whole.place = whole.place.or(pairs.place);
                }
                _ => without.push(wording::brief(indicator)),
            }
        }
        if whole.all.is_empty() {
            return Ok(Err(Refused {
                indicator: None,
                two: String::new(),
                reason: Reason::NotComparable,
                notes: Vec::new(),
            }));
        }
        if let Some(one) = subject {
            whole.subjects = Subjects::Codes(vec![one.code.clone()]);
        }
        if !without.is_empty() {
            whole.left_out.push(super::notes::left_out(
                wording::so_many(without.len(), "indicator", "indicators"),
                "without figures of both",
            ));
        }
        Ok(Ok(whole))
    }

    /// The subject of a question that asks of one; none where each pair finds its own.
    fn one_subject(&self) -> Result<Option<&'a Subject>, QuestionError> {
        match &self.question.subjects {
            Subjects::Codes(codes) => codes
                .first()
                .map(|code| self.catalogue.subject(code))
                .transpose(),
            Subjects::Unsaid if self.question.between == Between::Unsaid => {
                super::ask::default_subject(self.reader, self.catalogue)
            }
            _ => Ok(None),
        }
    }

    /// The set that is asked of; none where subjects are named or nobody is.
    fn set_asked(&self) -> Option<Peers> {
        match &self.circle {
            Some(circle) => Some(circle.base),
            None => asked_set(&self.question.subjects),
        }
    }

    /// Everybody of a set, without those whom the question leaves out of it.
    fn members(&self, peers: Peers) -> Vec<&'a Subject> {
        let all = self.catalogue.subjects.iter();
        all.filter(|one| peers.contains(one) && self.takes(one))
            .collect()
    }

    fn takes(&self, subject: &Subject) -> bool {
        self.circle
            .as_ref()
            .is_none_or(|circle| circle.contains(subject))
    }

    /// Several of a set in words.
    fn plural(&self, peers: Peers) -> String {
        match &self.circle {
            Some(circle) => circle.words.clone(),
            None => peers.plural(),
        }
    }

    /// The figures of all that may be in the set.
    fn of_all(&self, indicator: &Indicator) -> Result<Held, QuestionError> {
        let mut figures = self.read(indicator, &[], Some(&self.question.group))?;
        if let Some(circle) = &self.circle {
            figures.retain(|one| circle.members.contains(&one.subject));
        }
        Ok(Held::of(figures))
    }

    fn read(
        &self,
        indicator: &Indicator,
        subjects: &[&Subject],
        group: Option<&PeopleGroup>,
    ) -> Result<Vec<Observation>, QuestionError> {
        let few = subjects.len() <= 64;
        Ok(self.reader.observations(&Selection {
            indicators: vec![indicator.code.clone()],
            subjects: if few {
                subjects.iter().map(|one| one.code.clone()).collect()
            } else {
                Vec::new()
            },
            periods: Vec::new(),
            group: group.cloned(),
        })?)
    }
}

/// The set of which subjects are all; none where they are named or not said.
fn asked_set(subjects: &Subjects) -> Option<Peers> {
    match subjects {
        Subjects::Areas(set) => Some(Peers::Areas(*set, None)),
        Subjects::Organisations(set) => Some(Peers::Organisations(*set)),
        Subjects::Codes(_) | Subjects::Unsaid => None,
    }
}

/// Those to whom a question narrows the set that it asks of.
pub(super) fn circle_of(
    question: &Question,
    reader: &Reader,
    catalogue: &Catalogue,
) -> Result<Option<Arc<Circle>>, QuestionError> {
    if let Subjects::Codes(_) = question.subjects {
        return Ok(None);
    }
    narrow::circle(question, reader, catalogue, asked_set(&question.subjects))
}

/// Why there are no pairs of an indicator.
fn refused<'a>(indicator: &'a Indicator, two: &str, reason: Reason) -> Refused<'a> {
    Refused {
        indicator: Some(indicator),
        two: two.to_owned(),
        reason,
        notes: Vec::new(),
    }
}
