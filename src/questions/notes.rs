use std::collections::BTreeSet;

use super::answer::{Answer, Judgement, LeftOut, Row, RowRole};
use super::judging::{BY_FIFTHS, BY_INTERVAL, BY_MAD};
use super::wording::sentence;
use crate::domain::{AsOf, Indicator, round_half_away};

/// Rows that a screen reader reads out before it is referred to the table.
const SPOKEN_ROWS: usize = 12;

/// Most characters of a publisher's caveats in a note.
const LONGEST_CAVEAT: usize = 320;

/// How the note begins that says why certainty is not known.
const NO_INTERVAL: &str = "No interval is published";

/// Puts the note on certainty first, unless another one says the same (METHODS M19).
pub(super) fn certainty_first(notes: &mut Vec<String>, not_known: bool) {
    match notes.iter().position(|note| note.starts_with(NO_INTERVAL)) {
        Some(at) => {
            let note = notes.remove(at);
            notes.insert(0, note);
        }
        None if not_known => {
            notes.insert(0, format!("{NO_INTERVAL}, so chance cannot be ruled out."));
        }
        None => {}
    }
}

/// Texts beside figures that are repeated in the notes.
const MOST_TEXTS: usize = 3;

/// How the rows were judged, one sentence a method.
pub(super) fn judging<'r>(
    rows: impl IntoIterator<Item = &'r Row> + Clone,
    benchmark: &str,
    peers: &str,
) -> Vec<String> {
    let all = rows.clone().into_iter();
    let by: BTreeSet<&str> = all.map(|row| row.judged_by.as_ref()).collect();
    let peers = peers_of(rows, peers);
    let mut notes = Vec::new();
    if by.contains(BY_MAD) {
        notes.push(format!(
            "{NO_INTERVAL}{}: judged by ±1 MAD of {peers}, so chance cannot be ruled out.",
            if by.contains(BY_INTERVAL) {
                " for some"
            } else {
                ""
            }
        ));
    }
    if by.contains(BY_FIFTHS) {
        notes.push(format!(
            "A full count has no interval: judged by fifths of all {peers} with a figure."
        ));
    }
    if by.contains(BY_INTERVAL) {
        notes.push(format!(
            "Judged by whether {benchmark} lies outside the 95% interval."
        ));
    }
    notes
}

/// The peers among whom rows were judged: those of their spreads, else the ones that are named.
fn peers_of<'r>(rows: impl IntoIterator<Item = &'r Row>, otherwise: &str) -> String {
    let spreads: BTreeSet<&str> = rows
        .into_iter()
        .filter(|row| row.judged_by == BY_MAD || row.judged_by == BY_FIFTHS)
        .filter_map(|row| row.spread.as_ref())
        .map(|spread| spread.peers.as_str())
        .collect();
    if spreads.is_empty() {
        return otherwise.to_owned();
    }
    let names: Vec<String> = spreads.into_iter().map(str::to_owned).collect();
    names.join(" or ")
}

/// A publisher's caveats as a note: without links, and no longer than a few sentences; the whole is kept with the indicator.
pub(super) fn caveats(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("](") {
        match after.split_once(')') {
            Some((_, behind)) => {
                plain.push_str(&before.replacen('[', "", 1));
                rest = behind;
            }
            None => break,
        }
    }
    plain.push_str(rest);
    let words = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    if words.chars().count() <= LONGEST_CAVEAT {
        return words;
    }
    let head: String = words.chars().take(LONGEST_CAVEAT).collect();
    match head.rfind(". ").and_then(|end| head.get(..=end)) {
        Some(sentences) => sentences.to_owned(),
        None => format!("{}…", head.trim_end()),
    }
}

/// Fills what every answer has: states and markers that occur, rounding, what was left out, sources and spoken text.
/// `indicators` are those of the rows.
pub(super) fn finish(answer: &mut Answer, indicators: &[&Indicator]) {
    let mut signs: Vec<String> = answer
        .states()
        .into_iter()
        .map(|state| format!("{} {}", state.sign(), state.in_words()))
        .collect();
    signs.extend(
        answer
            .markers()
            .into_iter()
            .map(|marker| format!("[{}] {}", marker.code(), marker.in_words())),
    );
    if !signs.is_empty() {
        answer.notes.push(format!("{}.", signs.join(", ")));
    }
    if answer.rows.iter().any(rounding_shows) {
        answer
            .notes
            .push("Differences are taken before rounding; figures are rounded.".to_owned());
    }
    let mut texts = BTreeSet::new();
    for row in answer.rows.iter().filter(|_| indicators.len() == 1) {
        if let Some(note) = &row.note
            && row.role != RowRole::Crowd
            && texts.len() < MOST_TEXTS
        {
            texts.insert(format!("{}: {}.", row.subject, note.trim_end_matches('.')));
        }
    }
    answer.notes.extend(texts);
    if let [only] = indicators
        && !only.caveats.is_empty()
    {
        answer.notes.push(caveats(&only.caveats));
    }
    for left_out in &answer.left_out {
        answer
            .notes
            .push(format!("Left out: {}: {}.", left_out.what, left_out.why));
    }
    answer.unit = match indicators.split_first() {
        Some((first, rest)) if rest.iter().all(|one| one.unit == first.unit) => {
            first.unit.text.clone()
        }
        _ => String::new(),
    };
    let mut sources = Vec::new();
    for indicator in indicators {
        let line = indicator.source.line();
        if !line.is_empty() && !sources.contains(&line) {
            sources.push(line);
        }
    }
    answer.sources = sources;
    answer.spoken = spoken(answer);
}

/// Whether a row's shown difference is not that of the figures shown beside it.
fn rounding_shows(row: &Row) -> bool {
    let (Some(value), Some(benchmark), Some(difference)) =
        (row.reading.value(), row.benchmark, row.difference)
    else {
        return false;
    };
    // What lies on the last decimal already is not rounded: so are most figures, and thousands are looked at.
    let steps = 10_f64.powi(i32::from(row.decimals));
    let is_shown_whole = |number: f64| {
        let steps = number * steps;
        (steps - steps.round()).abs() < 1e-7
    };
    if is_shown_whole(value) && is_shown_whole(benchmark) && is_shown_whole(difference) {
        return false;
    }
    let shown = |number: f64| {
        round_half_away(number, row.decimals)
            .parse::<f64>()
            .unwrap_or(number)
    };
    (shown(shown(value) - shown(benchmark)) - shown(difference)).abs() > 1e-9
}

/// What a screen reader says of an answer: finding, what it is about, the first rows and the notes.
fn spoken(answer: &Answer) -> String {
    let several = answer
        .rows
        .first()
        .zip(answer.rows.last())
        .is_some_and(|(first, last)| first.indicator_code != last.indicator_code);
    let mut out = vec![answer.headline.clone()];
    if !answer.subtitle.is_empty() {
        out.push(format!("{}.", answer.subtitle));
    }
    for row in answer.rows.iter().take(SPOKEN_ROWS) {
        let mut words = vec![if several {
            format!("{}, {}", row.indicator_short, row.subject)
        } else {
            row.subject.clone()
        }];
        if let Some(period) = row.period {
            words.push(period.label());
        }
        let mut text = format!("{}: {}", words.join(", "), row.shown_with_unit());
        match row.judgement {
            None | Some(Judgement::NotCompared) => {}
            Some(judgement) => {
                text = format!("{text}, {}", judgement.in_words(row.polarity));
            }
        }
        out.push(format!("{}.", sentence(&text)));
    }
    if answer.rows.len() > SPOKEN_ROWS {
        out.push(format!(
            "{} more rows are in the table.",
            answer.rows.len() - SPOKEN_ROWS
        ));
    }
    out.extend(answer.notes.iter().cloned());
    out.join(" ")
}

/// Something left out.
pub(super) fn left_out(what: impl Into<String>, why: impl Into<String>) -> LeftOut {
    LeftOut {
        what: what.into(),
        why: why.into(),
    }
}

/// That figures are those of a day, and how many imports of that day were taken back since.
pub(super) fn as_of(as_of: AsOf, taken_back: usize) -> String {
    let note = format!("Figures as they were on {}.", as_of.label());
    match taken_back {
        0 => note,
        1 => format!(
            "{note} One import that stood then has been taken back since; its figures are not among them."
        ),
        more => format!(
            "{note} {more} imports that stood then have been taken back since; their figures are not among them."
        ),
    }
}
