use std::collections::{BTreeMap, BTreeSet};

use super::answer::{Answer, Row};
use super::detail::Detail;
use super::standing::About;
use super::{QuestionError, notes, wording};
use crate::book::{Reader, Selection};
use crate::domain::{Indicator, IndicatorCode, PeopleGroup};

/// Most groups that are named.
const MOST: usize = 4;

/// Where a subject's figures of an indicator are all of people groups and none of all people, says so and names the groups.
pub(super) fn name_those_by_group(
    answer: &mut Answer,
    reader: &Reader,
    about: &About<'_>,
    indicators: &[&Indicator],
) -> Result<(), QuestionError> {
    let missing: Vec<&Indicator> = indicators
        .iter()
        .filter(|indicator| {
            !answer
                .rows
                .iter()
                .any(|row| row.indicator_code == indicator.code)
        })
        .copied()
        .collect();
    if missing.is_empty() || !answer.question.group.is_all() {
        return Ok(());
    }
    let figures = reader.observations(&Selection {
        indicators: missing.iter().map(|one| one.code.clone()).collect(),
        subjects: vec![about.subject.code.clone()],
        ..Selection::default()
    })?;
    let mut groups: BTreeMap<&IndicatorCode, BTreeSet<&PeopleGroup>> = BTreeMap::new();
    for figure in figures.iter().filter(|one| about.when.takes(one.period)) {
        groups
            .entry(&figure.indicator)
            .or_default()
            .insert(&figure.group);
    }
    for indicator in missing {
        let Some(groups) = groups.get(&indicator.code) else {
            continue;
        };
        answer.left_out.push(notes::left_out(
            wording::brief(indicator),
            format!(
                "no figure for all people; figures {}",
                named(groups.iter().copied())
            ),
        ));
        if let Some(left_out) = answer.left_out.last() {
            let note = format!("Left out: {}: {}.", left_out.what, left_out.why);
            answer.notes.push(note);
        }
        if let Detail::Overview { goals } = &mut answer.detail {
            for goal in goals {
                goal.by_group += usize::from(about.catalogue.serves(&indicator.code, goal.number));
            }
        }
    }
    Ok(())
}

/// Puts the people group before the finding: a headline is true by itself when it is cut from its page. One that would be too
/// long leaves its period to the subtitle.
pub(super) fn name_own(answer: &mut Answer) {
    let group = &answer.question.group;
    let own = group.to_string();
    if group.is_all() || answer.rows.is_empty() || answer.headline.contains(&own) {
        return;
    }
    let without = std::mem::take(&mut answer.headline);
    let undated = undated(answer, &without);
    let short = match undated.rsplit_once("; ") {
        Some((before, last)) if last.contains(" not compared") => format!("{before}."),
        _ => undated.clone(),
    };
    let length = |text: &str| words_with_units(text, &answer.rows);
    let room = wording::MOST_WORDS.saturating_sub(length(&short)).max(1);
    let candidates = [
        format!("{own}: {without}"),
        format!("{own}: {undated}"),
        format!("{own}: {short}"),
        format!("{}: {short}", wording::cut(&own, room)),
    ];
    let fits = |text: &&String| length(text) <= wording::MOST_WORDS;
    let headline = candidates.iter().find(fits).unwrap_or(&short).clone();
    answer.spoken = answer.spoken.replacen(&without, &headline, 1);
    answer.headline = headline;
}

/// The number of words of a finished sentence about some rows; a figure with its unit is one.
fn words_with_units(text: &str, rows: &[Row]) -> usize {
    let mut text = text.to_owned();
    let own = rows.iter().map(|row| row.unit.text.as_str());
    let fixed = ["percentage points", "percentage point", "points", "times"];
    let mut joined: Vec<&str> = own.chain(fixed).filter(|unit| !unit.is_empty()).collect();
    joined.sort_unstable();
    joined.dedup();
    joined.sort_by_key(|unit| std::cmp::Reverse(unit.len()));
    for unit in joined {
        text = text.replace(&format!(" {unit}"), &wording::one_word(&format!(" {unit}")));
    }
    wording::words(&text)
}

/// A headline without its periods, which the subtitle says too.
fn undated(answer: &Answer, headline: &str) -> String {
    let mut text = headline.to_owned();
    for period in answer.rows.iter().filter_map(|row| row.period).take(1) {
        let label = period.label();
        for said in [
            format!(", {label}"),
            format!(" {}", wording::during(period)),
        ] {
            text = text.replace(&said, "");
        }
    }
    text
}

/// Where an indicator has no figures for the people group that is asked for, names those for which it has.
pub(super) fn name_others(
    answer: &mut Answer,
    reader: &Reader,
    indicator: &Indicator,
    asked: &PeopleGroup,
) -> Result<(), QuestionError> {
    let groups = reader.groups(Some(&indicator.code))?;
    let Some(first) = groups.first().filter(|_| !groups.contains(asked)) else {
        return Ok(());
    };
    let note = format!(
        "There are figures {}. In an address the first is group={}.",
        named(&groups),
        first.key()
    );
    if asked.is_all() {
        answer.headline = wording::headline(&[
            format!(
                "{} {} no figure for all people: choose a people group.",
                wording::sentence(&wording::brief(indicator)),
                if wording::is_plural(&wording::brief(indicator)) {
                    "have"
                } else {
                    "has"
                }
            ),
            "There is no figure for all people: choose a people group.".to_owned(),
        ]);
    }
    answer.spoken = format!("{} {note}", answer.headline);
    answer.notes.insert(0, note);
    Ok(())
}

/// The groups in words, the first few by name: `by tenure: Own outright; Private renters`.
fn named<'a>(groups: impl IntoIterator<Item = &'a PeopleGroup>) -> String {
    let groups: Vec<&PeopleGroup> = groups.into_iter().collect();
    let dimension = match groups.first().map(|group| group.pairs()) {
        Some([(dimension, _)]) => dimension.as_str(),
        _ => "",
    };
    let alike = groups.iter().all(|group| match group.pairs() {
        [(other, _)] => other == dimension,
        _ => false,
    });
    let all: Vec<String> = groups.iter().map(ToString::to_string).collect();
    let some = all
        .iter()
        .take(MOST)
        .cloned()
        .collect::<Vec<_>>()
        .join("; ");
    let some = if alike && !dimension.is_empty() {
        format!("by {dimension}: {some}")
    } else {
        format!("for {some}")
    };
    match all.len().saturating_sub(MOST) {
        0 => some,
        more => format!("{some} and {more} more"),
    }
}
