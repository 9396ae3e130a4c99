use super::super::inequality::to_middle;
use super::super::pairs::{Each, Pair, Pairs, Refused, Side};
use super::super::wording::{
    self, bracketed, brief, during, figure, headline as fitted, inside, listed, one_word, sentence,
};
use super::super::{GapPair, Question, Row};
use crate::domain::{Indicator, Period, UnitKind, thousands};
use crate::statistics::Certainty;

/// M19, gap, where nothing can be said.
pub(super) fn refused(refused: &Refused<'_>, period: Option<Period>) -> String {
    let of = refused
        .indicator
        .map_or("These figures".to_owned(), |one| sentence(&brief(one)));
    let reason = refused.reason.in_words();
    let when = period.map_or(String::new(), |period| format!(" for {}", period.label()));
    let two = if refused.two.is_empty() {
        String::new()
    } else {
        format!(" for {}", refused.two)
    };
    fitted(&[
        format!("{of}{two} cannot be compared{when}: {reason}."),
        format!("{of} cannot be compared{when}: {reason}."),
    ])
}

/// M19, gap.
pub(super) fn headline(
    found: &Pairs<'_>,
    rows: &[Row],
    gaps: &[GapPair],
    period: Option<Period>,
) -> String {
    match (&found.each, gaps) {
        (_, []) => nobody(found),
        (Each::One, [gap]) => one(found, rows, gap),
        (Each::Subject(plural), [_, _, ..]) => many_subjects(found, rows, gaps, plural, period),
        (Each::Indicator, [_, _, ..]) => many_indicators(found, rows, gaps),
        (_, [gap, ..]) => one(found, rows, gap),
    }
}

fn nobody(found: &Pairs<'_>) -> String {
    let name = found
        .all
        .first()
        .map_or(String::new(), |pair| inside(&brief(pair.indicator)));
    fitted(&[
        format!("No two figures of {name} for the same period."),
        "There are no two figures for the same period.".to_owned(),
    ])
}

fn value(indicator: &Indicator, row: &Row) -> String {
    figure(
        indicator,
        row.reading.value().unwrap_or_default(),
        row.markers,
    )
}

/// A ratio as a sentence says it: `1.6 times`, as one word.
pub(in crate::questions) fn times(ratio: f64) -> String {
    one_word(&format!(
        "{} times",
        thousands(ratio, if ratio < 10.0 { 1 } else { 0 })
    ))
}

fn one(found: &Pairs<'_>, rows: &[Row], gap: &GapPair) -> String {
    let pair = found
        .all
        .iter()
        .find(|pair| pair.name == gap.name && pair.first.name == gap.first_name)
        .or(found.all.first());
    let (Some(first), Some(other), Some(pair)) = (rows.get(gap.first), rows.get(gap.other), pair)
    else {
        return nobody(found);
    };
    let indicator = pair.indicator;
    let name = inside(&brief(indicator));
    let (said, against) = (&pair.first.said, &pair.other.said);
    let period = first.period.map_or(String::new(), |period| period.label());
    let Some(difference) = gap.difference else {
        return fitted(&[
            format!(
                "{} {said} and {against} cannot be compared for {period}: {}.",
                sentence(&brief(indicator)),
                gap.reason
            ),
            format!(
                "{} cannot be compared for {period}: {}.",
                sentence(&brief(indicator)),
                gap.reason
            ),
        ]);
    };
    if let (true, Some(when), Some(tenth), Some(middle)) = (
        first.subject_code.0 == "lowest-tenth",
        first.period,
        first.reading.value(),
        other.reading.value(),
    ) {
        return to_middle(indicator, when, &pair.name, (tenth, middle));
    }
    let was = if wording::is_plural(&name) {
        "were"
    } else {
        "was"
    };
    let (a, b) = (value(indicator, first), value(indicator, other));
    let when = first.period.map_or(String::new(), during);
    let place = found.place.as_ref().map_or(String::new(), |place| {
        format!(" {}", wording::within(place))
    });
    let start = |place: &str| format!("{} {name}{place} {was}", sentence(&when));
    let chance = gap.certainty == Certainty::CouldBeChance.label();
    let by = one_word(&indicator.show_difference(difference));
    let is_share = matches!(
        indicator.unit.kind,
        UnitKind::PerCent | UnitKind::PercentagePoints
    );
    let zero = !by.chars().any(|c| ('1'..='9').contains(&c));
    let wordings = |place: &str| -> String {
        let start = start(place);
        if chance {
            return format!(
                "{start} {a} {said} and {b} {against}; the difference could be chance."
            );
        }
        if zero || is_share {
            return format!("{start} {a} {said} and {b} {against}: a gap of {by}.");
        }
        let (high, low) = if difference > 0.0 {
            ((&a, said), (&b, against))
        } else {
            ((&b, against), (&a, said))
        };
        let ratio = gap
            .ratio
            .map(|ratio| if ratio < 1.0 { 1.0 / ratio } else { ratio });
        match ratio.filter(|ratio| *ratio >= 1.05) {
            Some(ratio) => format!(
                "{start} {} {} and {} {}: {by} more, or {} as high.",
                high.0,
                high.1,
                low.0,
                low.1,
                times(ratio)
            ),
            None => format!(
                "{start} {} {} and {} {}: {by} more.",
                high.0, high.1, low.0, low.1
            ),
        }
    };
    let cut = |text: &str| wording::cut(text, 6);
    fitted(&[
        wordings(&place),
        wordings(""),
        if chance {
            format!(
                "{}: {a} {} and {b} {}; it could be chance.",
                sentence(&name),
                cut(said),
                cut(against)
            )
        } else {
            format!(
                "{}: {a} {} and {b} {}, a gap of {by}.",
                sentence(&name),
                cut(said),
                cut(against)
            )
        },
    ])
}

fn many_subjects(
    found: &Pairs<'_>,
    rows: &[Row],
    gaps: &[GapPair],
    plural: &str,
    period: Option<Period>,
) -> String {
    let Some(indicator) = found.all.first().map(|pair| pair.indicator) else {
        return nobody(found);
    };
    let name = inside(&brief(indicator));
    let sized: Vec<&GapPair> = gaps.iter().filter(|gap| gap.difference.is_some()).collect();
    let (Some(widest), Some(least)) = (sized.first(), sized.last()) else {
        return fitted(&[format!(
            "{} cannot be compared: {}.",
            sentence(&name),
            crate::statistics::Reason::Withheld.in_words()
        )]);
    };
    let label = |gap: &GapPair| {
        let place = rows
            .get(gap.first)
            .map_or(gap.name.as_str(), |row| &row.subject);
        wording::the(place)
    };
    let size = |gap: &GapPair| {
        let shown = indicator.show_difference(gap.difference.unwrap_or_default());
        bracketed(&one_word(&shown))
    };
    let n = sized.len();
    let when = period.map_or(String::new(), |period| format!(", {}", period.label()));
    if n == 1 {
        return one(found, rows, widest);
    }
    let (high, low) = (label(widest), label(least));
    let to = found
        .all
        .first()
        .filter(|pair| pair.first.subject.code != pair.other.subject.code)
        .map_or(String::new(), |pair| format!(" to {}", pair.other.who));
    fitted(&[
        format!(
            "Of {n} {plural}, {high} has the widest {name} gap{to} {} and {low} the narrowest {}{when}.",
            size(widest),
            size(least)
        ),
        format!(
            "Of {n} {plural}, {high} has the widest {name} gap{to} {} and {low} the narrowest {}.",
            size(widest),
            size(least)
        ),
        format!(
            "Of {n} {plural}, {high} has the widest {name} gap {} and {low} the narrowest {}{when}.",
            size(widest),
            size(least)
        ),
        format!(
            "Of {n} {plural}, {high} has the widest {name} gap {} and {low} the narrowest {}.",
            size(widest),
            size(least)
        ),
        format!(
            "Of {n}, {} has the widest {name} gap {} and {} the narrowest {}.",
            wording::cut(&high, 4),
            size(widest),
            wording::cut(&low, 4),
            size(least)
        ),
    ])
}

fn many_indicators(found: &Pairs<'_>, rows: &[Row], gaps: &[GapPair]) -> String {
    let judged: Vec<&GapPair> = gaps.iter().filter(|gap| gap.behind.is_some()).collect();
    let behind = judged.iter().filter(|gap| gap.behind == Some(true)).count();
    let who = |side: for<'p> fn(&'p Pair<'_>) -> &'p Side| match found.all.split_first() {
        Some((first, rest)) if rest.iter().all(|one| side(one).who == side(first).who) => {
            side(first).who.clone()
        }
        _ => String::new(),
    };
    let (first, other) = (who(|pair| &pair.first), who(|pair| &pair.other));
    let n = judged.len();
    if first.is_empty() || other.is_empty() || n == 0 {
        return fitted(&[format!(
            "There are gaps to show on {}.",
            wording::so_many(gaps.len(), "indicator", "indicators")
        )]);
    }
    let start = format!("Of {}", wording::so_many(n, "indicator", "indicators"));
    let is = if rows.first().is_some_and(|row| row.group.is_all()) {
        "is"
    } else {
        "are"
    };
    let widest = gaps.iter().find_map(|gap| {
        let row = rows.get(gap.first)?;
        let points = row.unit.kind == UnitKind::PerCent;
        let size = one_word(&format!(
            "{} percentage points",
            thousands(gap.difference?.abs(), row.decimals)
        ));
        points.then(|| {
            format!(
                "; the widest gap in points is {} {}",
                inside(&gap.name),
                bracketed(&size)
            )
        })
    });
    let counts = format!(
        "{start}, {first} {is} behind {other} on {}",
        wording::count(behind)
    );
    fitted(&[
        format!("{counts}{}.", widest.unwrap_or_default()),
        format!("{counts}."),
        format!(
            "{start}, the first is behind the other on {}.",
            wording::count(behind)
        ),
    ])
}

/// Measure, the two, place and period.
pub(super) fn subtitle(
    question: &Question,
    found: &Pairs<'_>,
    rows: &[Row],
    gaps: &[GapPair],
) -> String {
    let pair = found.all.first();
    let measure = match (&found.each, pair) {
        (Each::Indicator, _) => "Latest figures for each indicator".to_owned(),
        (_, Some(pair)) => wording::measure(pair.indicator),
        _ => String::new(),
    };
    let two = gaps.first().map_or(String::new(), |gap| {
        let alike = gaps
            .iter()
            .all(|one| one.first_name == gap.first_name && one.other_name == gap.other_name);
        let dimension = rows
            .get(gap.first)
            .and_then(|row| {
                let mut own = row.group.pairs().iter();
                own.find(|pair| !question.group.pairs().contains(pair))
            })
            .map_or(String::new(), |(dimension, _)| format!("{dimension}: "));
        match (&found.each, alike) {
            (_, true) => format!("{dimension}{} and {}", gap.first_name, gap.other_name),
            (Each::Subject(_), false) if !gap.other_name.is_empty() => {
                format!("compared with {}", gap.other_name)
            }
            _ => String::new(),
        }
    });
    let group = if question.group.is_all() && rows.iter().any(|row| !row.group.is_all()) {
        String::new()
    } else {
        wording::group(&question.group)
    };
    let place = match (&found.each, &found.place) {
        (Each::Subject(plural), _) => plural.clone(),
        (_, Some(place)) => place.name.clone(),
        _ => String::new(),
    };
    let mut labels: Vec<String> = rows
        .iter()
        .filter_map(|row| row.period.map(Period::label))
        .collect();
    labels.dedup();
    let period = match (&found.each, labels.as_slice()) {
        (Each::Indicator, _) | (_, []) => String::new(),
        (_, [one, ..]) => one.clone(),
    };
    wording::subtitle(&[measure, two, group, place, period])
}

/// What must be known to read the gaps, certainty first.
pub(super) fn gap_notes(found: &Pairs<'_>, gaps: &[GapPair]) -> Vec<String> {
    let mut out = Vec::new();
    let of = |certainty: Certainty| {
        gaps.iter()
            .filter(|gap| gap.certainty == certainty.label())
            .count()
    };
    let not_known = of(Certainty::NotKnown);
    let nested = found
        .all
        .iter()
        .any(|pair| pair.nested && !pair.first.worked_out && !pair.other.worked_out);
    if not_known > 0 && nested {
        out.push("One is part of the other, so no interval of the difference is given and chance cannot be ruled out.".to_owned());
    } else if not_known > 0 {
        let some = if not_known < gaps.len() {
            " for some"
        } else {
            ""
        };
        out.push(format!(
            "No interval is published{some}, so chance cannot be ruled out."
        ));
    }
    if let ([gap], Some(indicator)) = (gaps, found.all.first().map(|pair| pair.indicator)) {
        out.extend(single(indicator, gap));
    } else if of(Certainty::CouldBeChance) > 0 {
        let names: Vec<String> = gaps
            .iter()
            .filter(|gap| gap.certainty == Certainty::CouldBeChance.label())
            .take(6)
            .map(|gap| gap.name.clone())
            .collect();
        out.push(format!(
            "The gap could be chance in {} of {}: {}.",
            of(Certainty::CouldBeChance),
            gaps.len(),
            listed(&names)
        ));
    }
    if gaps
        .iter()
        .any(|gap| gap.difference.is_some() && gap.ratio.is_none())
    {
        out.push("No ratio is shown where it would say little: of scores, index numbers, gaps, figures not above 0 and percentages below 1.".to_owned());
    }
    out
}

/// Difference and ratio of one gap with their intervals.
fn single(indicator: &Indicator, gap: &GapPair) -> Option<String> {
    let difference = gap.difference?;
    let mut text = format!("Difference {}", indicator.show_difference(difference));
    if let Some((low, high)) = gap.limits {
        let (low, high) = if difference < 0.0 {
            (-high, -low)
        } else {
            (low, high)
        };
        text = format!(
            "{text} (95% interval {} to {})",
            indicator.show_bare(low),
            indicator.show_bare(high)
        );
    }
    if let Some(ratio) = gap.ratio {
        text = format!("{text}; ratio {}", thousands(ratio, 2));
        if let Some((low, high)) = gap.ratio_limits {
            text = format!("{text} ({} to {})", thousands(low, 2), thousands(high, 2));
        }
    }
    Some(format!("{text}."))
}
