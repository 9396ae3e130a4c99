use super::super::change::Changed;
use super::super::pairs::{Each, Pair, Pairs, Refused, Side};
use super::super::wording::{self, headline as fitted, indicator_gap, one_word};
use super::super::{Closing, GapChange};
use crate::domain::{Indicator, Polarity};
use crate::statistics::{Certainty, Reason};

/// M19, closing, where two cannot stand side by side.
pub(super) fn refused(refused: &Refused<'_>) -> String {
    let reason = refused.reason.in_words();
    match refused.indicator {
        Some(indicator) => unsaid(indicator, reason),
        None => fitted(&[format!("Whether the gap closed cannot be said: {reason}.")]),
    }
}

/// M19, closing, where the figures allow no conclusion.
pub(super) fn cannot_say(found: &Pairs<'_>, reason: Reason) -> String {
    match found.all.first() {
        Some(pair) => unsaid(pair.indicator, reason.in_words()),
        None => fitted(&["Whether the gap closed cannot be said: no figures.".to_owned()]),
    }
}

fn unsaid(indicator: &Indicator, reason: &str) -> String {
    fitted(&[
        format!(
            "Whether the {} closed cannot be said: {reason}.",
            indicator_gap(indicator)
        ),
        format!("Whether the gap closed cannot be said: {reason}."),
    ])
}

/// M19, closing.
pub(super) fn headline(
    found: &Pairs<'_>,
    lines: &[(&Pair<'_>, Changed)],
    changes: &[GapChange],
) -> String {
    match (&found.each, lines, changes) {
        (_, [(pair, over_time)], [line]) => one(found, pair, over_time, line),
        (Each::Subject(plural), ..) => many(found, changes, plural),
        _ => many(found, changes, "indicators"),
    }
}

/// The size of a gap, as one word.
fn size(indicator: &Indicator, gap: f64) -> String {
    one_word(&indicator.show_difference(gap))
}

fn one(found: &Pairs<'_>, pair: &Pair<'_>, changed: &Changed, line: &GapChange) -> String {
    let indicator = pair.indicator;
    let (bottom, top) = bottom_and_top(pair, changed);
    let sizes = sizes(indicator, line);
    let (short, cut) = (indicator_gap(indicator), |side: &Side| {
        wording::cut(&side.who, 5)
    });
    let place = found.place.as_ref().map_or(String::new(), |place| {
        format!(" {}", wording::within(place))
    });
    let turned = line.end_gap < 0.0;
    let narrowed = if turned && pair.polarity() != Polarity::None {
        "closed and reversed"
    } else {
        "narrowed"
    };
    let (start, end) = (line.start.label(), line.end.label());
    let label = line.summary.label.as_str();
    let sentence_of = |when: &str, place: &str, bottom: &str, top: &str| match label {
        "levelled up" => format!(
            "{when}the {short}{place} {narrowed} ({sizes}): {bottom} improved, {top} did not worsen."
        ),
        "met in the middle" => format!(
            "{when}the {short}{place} {narrowed} ({sizes}): {bottom} improved, {top} worsened."
        ),
        "levelled down" => format!(
            "{when}the {short}{place} {narrowed} ({sizes}): {top} worsened, {bottom} did not improve."
        ),
        "both rose" => {
            format!("{when}both improved, but the {short}{place} did not narrow ({sizes}).")
        }
        "pulled apart" => {
            format!("{when}the {short}{place} widened ({sizes}), and {bottom} did not improve.")
        }
        "both fell" => format!(
            "{when}the {short}{place} stayed at {}; both got worse.",
            size(indicator, line.end_gap)
        ),
        "no change" => format!(
            "{when}the {short}{place} stayed at {}; neither changed.",
            size(indicator, line.end_gap)
        ),
        "no clear change" if line.summary.certainty == Certainty::CouldBeChance.label() => {
            format!("{when}the change in the {short}{place} ({sizes}) could be chance.")
        }
        "no clear change" => format!(
            "{when}the {short}{place} stayed at {}.",
            size(indicator, line.end_gap)
        ),
        other => format!("{when}the {short}{place} {other} ({sizes})."),
    };
    let when = format!("From {start} to {end} ");
    fitted(&[
        sentence_of(&when, &place, &bottom.who, &top.who),
        sentence_of(&when, "", &bottom.who, &top.who),
        sentence_of(&when, "", &cut(bottom), &cut(top)),
        sentence_of("", "", &bottom.who, &top.who),
        sentence_of("", "", &cut(bottom), &cut(top)),
        sentence_of("", "", "the first", "the other"),
    ])
}

/// The gap at the start and at the end: `20.6 to 18.4 percentage points`.
fn sizes(indicator: &Indicator, line: &GapChange) -> String {
    let start = indicator.show_difference(line.start_gap);
    let end = indicator.show_difference(line.end_gap);
    let bare = indicator.show_bare(line.start_gap.abs());
    let start = match start.strip_prefix(&bare) {
        Some(unit) if end.ends_with(unit) => bare,
        _ => start,
    };
    let turned = if line.end_gap < 0.0 {
        " the other way"
    } else {
        ""
    };
    format!("{} to {}{turned}", one_word(&start), one_word(&end))
}

pub(super) fn bottom_and_top<'p>(pair: &'p Pair<'_>, changed: &Changed) -> (&'p Side, &'p Side) {
    if changed.first_is_bottom {
        (&pair.first, &pair.other)
    } else {
        (&pair.other, &pair.first)
    }
}

fn many(found: &Pairs<'_>, changes: &[GapChange], plural: &str) -> String {
    let count = |closing: Closing| {
        changes
            .iter()
            .filter(|one| one.summary.closing == closing)
            .count()
    };
    let narrowed = count(Closing::Closing) + count(Closing::Reversed);
    let widened = count(Closing::Widening);
    let unclear = changes.len() - narrowed - widened;
    let gap = match (&found.each, found.all.first()) {
        (Each::Subject(_), Some(pair)) => indicator_gap(pair.indicator),
        _ => "gap".to_owned(),
    };
    let n = changes.len();
    let counts = format!(
        "Of {n} {plural}, the {gap} narrowed in {} and widened in {}",
        wording::count(narrowed),
        wording::count(widened)
    );
    let rest = match unclear {
        0 => String::new(),
        1 => "; 1 shows no clear change".to_owned(),
        some => format!("; {some} show no clear change"),
    };
    let mut spans: Vec<(String, String)> = changes
        .iter()
        .map(|one| (one.start.label(), one.end.label()))
        .collect();
    spans.dedup();
    let when = match spans.as_slice() {
        [(start, end)] => format!(" from {start} to {end}"),
        _ => String::new(),
    };
    fitted(&[
        format!("{counts}{when}{rest}."),
        format!("{counts}{rest}."),
        format!("{counts}."),
    ])
}
