//! How the figures of one indicator lie among many subjects, and where those in focus lie among them. Who and when are chosen as
//! for a ranking; the words and the parts are beside it.

pub(super) mod parts;
mod words;

use super::answer::Answer;
use super::catalogue::Catalogue;
use super::detail::Detail;
use super::held::Held;
use super::ranking::{Asked, Found, find, tabled};
use super::shown::Shown;
use super::{Question, QuestionError, notes, wording};
use crate::book::Reader;
use crate::statistics::{FEWEST_SUBJECTS, mad, median, quantile, score};

/// How many MAD on either side of the median a picture shows (METHODS M1).
const REACH: f64 = 3.0;

/// How the figures of one indicator lie among many subjects.
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

/// The answer from figures.
pub(super) fn compute(question: &Question, asked: &Asked<'_>, held: &Held) -> Answer {
    let (mut answer, withheld) = tabled(question, asked, held);
    let Some(mut shown) = shown(asked, &answer) else {
        answer.headline = words::nobody(asked);
        answer.spoken.clone_from(&answer.headline);
        return answer;
    };
    shown.parts = parts::of(asked, held);
    answer.headline = words::headline(asked, &answer.rows, &shown);
    answer.subtitle = wording::subtitle(&[
        wording::measure(asked.indicator),
        wording::group(&question.group),
        asked.who(),
        asked.period.label(),
    ]);
    answer.notes = words::notes(asked, &answer.rows, &shown, withheld);
    answer.detail = Detail::Spread(shown);
    notes::finish(&mut answer, &[asked.indicator]);
    answer
}

/// Where the ranked rows lie; none where there are none.
fn shown(asked: &Asked<'_>, answer: &Answer) -> Option<Shown> {
    let polarity = asked.indicator.polarity;
    let mut values: Vec<f64> = answer
        .rows
        .iter()
        .filter(|row| row.rank.is_some())
        .filter_map(|row| row.reading.value())
        .collect();
    // In order once: all that follows puts them in order again, which is quick then.
    values.sort_by(f64::total_cmp);
    let middle = median(&values)?;
    let all = (quantile(&values, 0.0)?, quantile(&values, 1.0)?);
    let own_mad = mad(&values);
    let (from, to) = match own_mad {
        Ok(mad) => (
            all.0.max(middle - REACH * mad),
            all.1.min(middle + REACH * mad),
        ),
        Err(_) => all,
    };
    let mut benefits: Vec<f64> = values
        .iter()
        .map(|value| polarity.benefit(*value))
        .collect();
    benefits.sort_by(f64::total_cmp);
    let judged = mad(&benefits);
    let centre = median(&benefits).zip(judged.as_ref().ok().copied());
    let scores = answer
        .rows
        .iter()
        .map(|row| {
            row.rank?;
            let benefit = polarity.benefit(row.reading.value()?);
            centre.map(|(middle, mad)| score(benefit, middle, mad))
        })
        .collect();
    Some(Shown {
        peers: asked.among.plural(),
        count: values.len(),
        median: middle,
        quarters: (values.len() >= FEWEST_SUBJECTS)
            .then(|| quantile(&values, 0.25).zip(quantile(&values, 0.75)))
            .flatten(),
        mad: own_mad.ok(),
        reason: judged
            .err()
            .map(|reason| reason.in_words().to_owned())
            .unwrap_or_default(),
        from,
        to,
        beyond: (
            values.iter().filter(|value| **value < from).count(),
            values.iter().filter(|value| **value > to).count(),
        ),
        scores,
        parts: None,
    })
}

#[cfg(test)]
mod tests;
