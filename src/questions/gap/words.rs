use super::super::inequality::to_middle;
use super::super::pairs::{Each, Pair, Pairs, Refused, Side};
use super::super::wording::{
    self, bracketed, brief, during, figure, headline as fitted, inside, one_word, sentence,
};
use super::super::{GapPair, Row};
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
        thousands(ratio, u8::from(ratio < 10.0))
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
    let period = first.period.map(Period::label).unwrap_or_default();
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
