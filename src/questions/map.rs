//! One indicator on a map of equal tiles: the nations of the UK and the regions of England. Who, when and the rows are those of a
//! ranking.

use super::answer::{Answer, Row};
use super::catalogue::Catalogue;
use super::detail::Detail;
use super::held::Held;
use super::ranking::{Asked, Found, find, headline, ranking_notes, tabled};
use super::shown::Tiles;
use super::{Question, QuestionError, Subjects, notes, wording};
use crate::book::Reader;
use crate::domain::AreaSet;
use crate::statistics::SAME;

/// Number of classes.
const CLASSES: usize = 5;

/// One indicator on a map.
pub(super) fn answer(
    question: &Question,
    reader: &Reader,
    catalogue: &Catalogue,
) -> Result<Answer, QuestionError> {
    let unmapped = match &question.subjects {
        Subjects::Areas(AreaSet::Region | AreaSet::Country) | Subjects::Unsaid => None,
        Subjects::Areas(set) => Some(set.plural()),
        Subjects::Organisations(set) => Some(set.plural()),
        Subjects::Codes(codes) => {
            let subjects = catalogue.all(codes)?;
            let fits = |set| subjects.iter().all(|one| one.in_areas(set));
            (!fits(AreaSet::Region) && !fits(AreaSet::Country)).then_some("these places")
        }
    };
    if let Some(unmapped) = unmapped {
        return Err(QuestionError::Unlike {
            what: format!(
                "There is no map of {unmapped}: tiles of one size are placed for nations and regions."
            ),
            comparable: "Ask for a map with areas=region, or for a spread or a ranking of them."
                .to_owned(),
        });
    }
    Ok(match find(question, reader, catalogue)? {
        Found::Ready(asked, held) => compute(question, &asked, &held),
        Found::Refused(answer) => *answer,
    })
}

/// The answer from figures.
pub(super) fn compute(question: &Question, asked: &Asked<'_>, held: &Held) -> Answer {
    let (mut answer, withheld) = tabled(question, asked, held);
    let peers = asked.among.plural();
    answer.headline = headline(asked, &answer.rows, &peers);
    answer.subtitle = wording::subtitle(&[
        wording::measure(asked.indicator),
        wording::group(&question.group),
        asked.who(),
        asked.period.label(),
    ]);
    let missing: Vec<String> = asked
        .catalogue
        .subjects
        .iter()
        .filter(|one| asked.among.takes(one) && !one.has_ended())
        .filter(|one| {
            held.at(&asked.indicator.code, &one.code, asked.period)
                .is_none()
        })
        .map(|one| wording::the(&one.name))
        .collect();
    if !missing.is_empty() {
        let why = "no figure is held for this period";
        answer
            .left_out
            .push(notes::left_out(wording::listed(&missing), why));
    }
    answer.notes = vec![
        format!("{}.", asked.indicator.polarity.in_words()),
        "Every tile has one size: no place looks larger for its land.".to_owned(),
    ];
    answer
        .notes
        .extend(ranking_notes(asked, &answer.rows, withheld, &peers));
    notes::certainty_first(&mut answer.notes, false);
    answer.detail = Detail::Map(classes(&answer.rows, peers));
    notes::finish(&mut answer, &[asked.indicator]);
    answer
}

/// Cuts the ranked rows into five classes of equal numbers, the lowest figures first; equal figures share the class of the first.
pub(super) fn classes(rows: &[Row], peers: String) -> Tiles {
    let mut order: Vec<(usize, f64)> = rows
        .iter()
        .enumerate()
        .filter(|(_, row)| row.rank.is_some())
        .filter_map(|(index, row)| Some((index, row.reading.value()?)))
        .collect();
    order.sort_by(|a, b| a.1.total_cmp(&b.1));
    let mut classes = vec![None; rows.len()];
    let mut ranges: Vec<(u8, f64, f64)> = Vec::new();
    for (position, (index, value)) in order.iter().enumerate() {
        let even = u8::try_from(position * CLASSES / order.len().max(1)).unwrap_or(4);
        let class = match ranges.last_mut() {
            Some((class, _, to)) if *class == even || value - *to < SAME => {
                *to = *value;
                *class
            }
            _ => {
                ranges.push((even, *value, *value));
                even
            }
        };
        if let Some(slot) = classes.get_mut(*index) {
            *slot = Some(class);
        }
    }
    Tiles {
        peers,
        classes,
        ranges,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::questions::made_up::{bare_row, catalogue};

    #[test]
    fn classes_hold_equal_numbers_and_equal_figures_share_one() {
        let catalogue = catalogue();
        let rows: Vec<Row> = [5.0, 1.0, 2.0, 2.0, 9.0, 7.0, 3.0]
            .into_iter()
            .map(|value| Row {
                rank: Some(1),
                ..bare_row(&catalogue, "absence", "E06000001", value)
            })
            .collect();
        let tiles = classes(&rows, String::new());
        let found: Vec<u8> = tiles.classes.into_iter().flatten().collect();
        assert_eq!(found, [2, 0, 0, 0, 4, 3, 2]);
        assert_eq!(
            tiles.ranges,
            [(0, 1.0, 2.0), (2, 3.0, 5.0), (3, 7.0, 7.0), (4, 9.0, 9.0)]
        );
        let mut withheld = rows;
        for row in &mut withheld {
            row.rank = None;
        }
        assert!(classes(&withheld, String::new()).ranges.is_empty());
    }
}
