//! One indicator over many subjects of one level or kind. Chooses among whom and for when; the table and the words are beside it.

mod refused;
mod table;
mod words;

pub(super) use refused::unlike;
use refused::{done, nobody};
use table::compute;
pub(super) use table::tabled;
pub(super) use words::{ended_since, headline, ranking_notes};

use std::sync::Arc;

use super::answer::Answer;
use super::benchmark::Benchmark;
use super::catalogue::Catalogue;
use super::circle::Circle;
use super::held::{Held, order};
use super::peers::Peers;
use super::trend::{check_period, the_indicator};
use super::when::When;
use super::{Boundaries, Question, QuestionError, QuestionKind, Subjects, boundaries, narrow};
use crate::book::Reader;
use crate::domain::{AreaSet, Indicator, Period, Subject, SubjectKind};
/// Among whom a ranking is made.
pub(super) enum Among<'a> {
    /// All of a set.
    Set(Peers),
    /// These, all of one set.
    Named(Peers, Vec<&'a Subject>),
    /// Those of a set that a question narrows it to.
    Circle(Arc<Circle>),
}

impl Among<'_> {
    pub(super) fn peers(&self) -> Peers {
        match self {
            Self::Set(peers) | Self::Named(peers, _) => *peers,
            Self::Circle(circle) => circle.base,
        }
    }

    /// Several of them in words.
    pub(super) fn plural(&self) -> String {
        match self {
            Self::Set(peers) | Self::Named(peers, _) => peers.plural(),
            Self::Circle(circle) => circle.words.clone(),
        }
    }

    /// Those of some of all its peers whom it takes.
    pub(super) fn of<'s>(&self, all: &[(&'s Subject, f64)]) -> Vec<(&'s Subject, f64)> {
        match self {
            Self::Set(_) => all.to_vec(),
            _ => all
                .iter()
                .filter(|(subject, _)| self.takes(subject))
                .copied()
                .collect(),
        }
    }

    pub(super) fn takes(&self, subject: &Subject) -> bool {
        match self {
            Self::Set(peers) => peers.contains(subject),
            Self::Named(_, subjects) => subjects.iter().any(|one| one.code == subject.code),
            Self::Circle(circle) => circle.contains(subject),
        }
    }
}

/// One indicator over many subjects.
pub(super) fn answer(
    question: &Question,
    reader: &Reader,
    catalogue: &Catalogue,
) -> Result<Answer, QuestionError> {
    Ok(match find(question, reader, catalogue)? {
        Found::Ready(asked, held) => compute(question, &asked, &held),
        Found::Refused(answer) => *answer,
    })
}

/// Among whom and for when one indicator is looked at, with its figures; or the answer that says why it cannot be.
pub(super) enum Found<'a> {
    /// Who, when and the figures.
    Ready(Box<Asked<'a>>, Box<Held>),
    /// A refusal in words.
    Refused(Box<Answer>),
}

/// Chooses among whom and for when one indicator is ranked, spread or mapped.
pub(super) fn find<'a>(
    question: &Question,
    reader: &Reader,
    catalogue: &'a Catalogue,
) -> Result<Found<'a>, QuestionError> {
    let indicator = catalogue.indicator(the_indicator(question)?)?;
    let when = When::of(question.period.as_deref());
    check_period(reader, indicator, &when)?;
    let mut periods = reader.periods(Some(&indicator.code))?;
    periods.retain(|period| when.takes(*period));
    periods.sort_by_key(|period| order(*period));
    let mut focus = catalogue.all(&question.focus)?;
    if let (true, Some(code)) = (focus.is_empty(), &question.narrowed.neighbours_of) {
        focus.push(catalogue.subject(code)?);
    }
    let (code, group) = (&indicator.code, &question.group);
    let converted = question.boundaries == Boundaries::Current;
    // Who and when is chosen by numbers alone, but for the latest period, whose figures are mostly wanted too.
    let latest = periods.last().copied().filter(|_| !converted);
    let look = |period: Period| -> Result<Held, QuestionError> {
        if latest == Some(period) {
            reader.of_period(code, period, group)?;
        }
        let numbers = reader.numbers(code, period, group)?;
        let numbers = std::iter::once(((code.clone(), period), numbers)).collect();
        Ok(Held::default().with_numbers(numbers, group))
    };
    let read = |period: Period| -> Result<Held, QuestionError> {
        let figures = reader.of_period(code, period, group)?;
        if !converted {
            return Ok(Held::of_period([figures]));
        }
        let mut figures = figures.to_vec();
        let place = |one: &Subject| one.level().is_some();
        boundaries::fill_period(catalogue, indicator, place, &mut figures);
        Ok(Held::of(figures))
    };
    let named = match &question.subjects {
        Subjects::Codes(codes) => Some(catalogue.all(codes)?),
        _ => None,
    };
    if let Some(subjects) = &named
        && let Some(refusal) = unlike(question, indicator, subjects)
    {
        return Ok(Found::Refused(Box::new(refusal)));
    }
    let mut chosen: Option<(Among<'_>, Period, Held, usize)> = None;
    let mut passed_over: Option<(Period, usize)> = None;
    let mut narrowed: Option<(Peers, Option<Arc<Circle>>)> = None;
    for period in periods.into_iter().rev() {
        // An earlier period that cannot have twice as many figures is not looked at.
        if let Some((_, _, _, few)) = &chosen
            && !converted
            && reader.figures_for(code, period, group)? <= 2 * *few as u64
        {
            break;
        }
        let held = if converted {
            read(period)?
        } else {
            look(period)?
        };
        let among = match (&question.subjects, &named) {
            (Subjects::Areas(AreaSet::Region) | Subjects::Unsaid, _)
                if question.kind == QuestionKind::Map =>
            {
                Some(Among::Set(Peers::NationsAndRegions))
            }
            (Subjects::Areas(set), _) => Some(Among::Set(Peers::Areas(*set, None))),
            (Subjects::Organisations(set), _) => Some(Among::Set(Peers::Organisations(*set))),
            (Subjects::Codes(_), Some(subjects)) => {
                subjects.first().and_then(|first| set_of(first)).map(|set| {
                    if let [only] = subjects.as_slice() {
                        Among::Set(Peers::of(only, catalogue).unwrap_or(set))
                    } else {
                        Among::Named(set, subjects.clone())
                    }
                })
            }
            _ => focus
                .first()
                .and_then(|first| set_of(first))
                .or_else(|| fullest(&held, catalogue, indicator, period))
                .map(Among::Set),
        };
        let Some(mut among) = among else { continue };
        if let Among::Set(peers) = among {
            let known = match narrowed.take() {
                Some((base, circle)) if base == peers => circle,
                _ => narrow::circle(question, reader, catalogue, Some(peers))?,
            };
            narrowed = Some((peers, known.clone()));
            if let Some(circle) = known {
                among = Among::Circle(circle);
            }
        }
        let numbers = held.numbers(catalogue, among.peers(), &indicator.code, period);
        let numbers = among.of(&numbers).len();
        match &chosen {
            None if numbers > 0 => chosen = Some((among, period, held, numbers)),
            None => {}
            Some((_, latest, _, few)) => {
                if few * 2 < numbers && latest.kind() == period.kind() {
                    passed_over = Some((*latest, *few));
                    chosen = Some((among, period, held, numbers));
                }
                break;
            }
        }
        if when != When::Latest {
            break;
        }
    }
    let Some((among, period, held, _)) = chosen else {
        let answer = nobody(question, reader, catalogue, indicator)?;
        return Ok(Found::Refused(Box::new(answer)));
    };
    let held = if converted {
        held
    } else {
        let figures = read(period)?;
        let numbers = reader.numbers(code, period, group)?;
        let numbers = std::iter::once(((code.clone(), period), numbers)).collect();
        figures.with_numbers(numbers, group)
    };
    let in_focus: Vec<&Subject> = match &named {
        Some(subjects) if subjects.len() == 1 => subjects.clone(),
        _ => focus,
    };
    let any = in_focus.first().copied().or_else(|| {
        let numbers = held.numbers(catalogue, among.peers(), &indicator.code, period);
        numbers.first().map(|(subject, _)| *subject)
    });
    let benchmark = match any {
        Some(subject) => match (&among, &question.benchmark) {
            // Inside a sector or a size the middle is that of those inside it.
            (Among::Circle(circle), None) if !circle.base.are_places() => {
                Benchmark::MedianOf(Arc::clone(circle))
            }
            (Among::Circle(circle), Some(code)) if code.0 == "median" => {
                Benchmark::MedianOf(Arc::clone(circle))
            }
            _ => {
                let peers = Some(among.peers());
                Benchmark::asked(question, reader, catalogue, subject, peers)?
            }
        },
        None => Benchmark::Missing,
    };
    let peers = among.peers();
    let asked = Asked {
        catalogue,
        indicator,
        among,
        period,
        benchmark: match any {
            Some(subject) => widest(
                benchmark,
                question,
                catalogue,
                (&held, peers),
                indicator,
                period,
            )
            .suited(indicator, subject),
            None => Benchmark::Missing,
        },
        focus: in_focus,
        passed_over,
    };
    Ok(Found::Ready(Box::new(asked), Box::new(held)))
}

/// A ranking across countries is compared with the widest area rather than with one of them.
fn widest(
    benchmark: Benchmark,
    question: &Question,
    catalogue: &Catalogue,
    (held, peers): (&Held, Peers),
    indicator: &Indicator,
    period: Period,
) -> Benchmark {
    let countries: std::collections::BTreeSet<char> = match &question.subjects {
        Subjects::Areas(_) => held
            .numbers(catalogue, peers, &indicator.code, period)
            .iter()
            .filter_map(|(subject, _)| subject.code.0.chars().next())
            .collect(),
        Subjects::Unsaid if question.kind == QuestionKind::Map => {
            ['E', 'W', 'S', 'N'].into_iter().collect()
        }
        _ => return benchmark,
    };
    if question.benchmark.is_some() || !question.narrowed.is_none() || countries.len() < 2 {
        return benchmark;
    }
    ["K02000001", "K03000001", "K04000001"]
        .into_iter()
        .filter_map(|code| catalogue.known(&code.into()))
        .find(|one| held.at(&indicator.code, &one.code, period).is_some())
        .map_or(benchmark, |one| Benchmark::Subject(one.clone()))
}

/// The set in which a subject is ranked.
pub(super) fn set_of(subject: &Subject) -> Option<Peers> {
    match subject.kind {
        SubjectKind::Place(level) => AreaSet::of_level(level).map(|set| Peers::Areas(set, None)),
        SubjectKind::Organisation(_) => Some(Peers::wide(subject)),
    }
}

/// The set with the most figures for a period.
fn fullest(
    held: &Held,
    catalogue: &Catalogue,
    indicator: &Indicator,
    period: Period,
) -> Option<Peers> {
    Peers::sets()
        .map(|peers| {
            let numbers = held.numbers(catalogue, peers, &indicator.code, period);
            (numbers.len(), peers)
        })
        .filter(|(count, _)| *count > 0)
        .max_by_key(|(count, _)| *count)
        .map(|(_, peers)| peers)
}

/// What a ranking is about.
pub(super) struct Asked<'a> {
    pub(super) catalogue: &'a Catalogue,
    pub(super) indicator: &'a Indicator,
    pub(super) among: Among<'a>,
    pub(super) period: Period,
    pub(super) benchmark: Benchmark,
    pub(super) focus: Vec<&'a Subject>,
    /// A later period that has too few figures to rank.
    pub(super) passed_over: Option<(Period, usize)>,
}

#[cfg(test)]
mod tests;
