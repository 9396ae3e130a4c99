use super::super::detail::{Gradient, Unequal};
use super::super::gap::times;
use super::super::wording::{
    self, brief, during, headline as fitted, inside, listed, one_word, sentence,
};
use super::super::{Between, Question, Row, Subjects};
use crate::domain::{
    Indicator, Observation, PeopleGroup, Period, Polarity, Subject, UnitKind, thousands,
};
use crate::statistics::{FEWEST_SUBJECTS, Reason};

/// Why there is no Gini coefficient of some figures (METHODS M8).
pub(super) const NOT_RATIO_SCALE: &str = "it is not for scores, index numbers or gaps";

/// Whether a figure of 0 means none of it, so that shares of a sum mean something.
pub(super) fn is_ratio_scale(indicator: &Indicator) -> bool {
    !matches!(
        indicator.unit.kind,
        UnitKind::Score | UnitKind::Index | UnitKind::PercentagePoints
    ) && !matches!(indicator.polarity, Polarity::CloserTo(_))
}

/// The set of a question in words.
pub(super) fn set_asked(question: &Question) -> String {
    match &question.subjects {
        Subjects::Areas(set) => set.plural().to_owned(),
        Subjects::Organisations(set) => set.plural().to_owned(),
        Subjects::Codes(_) | Subjects::Unsaid => "places".to_owned(),
    }
}

/// The groups of a gradient in words.
pub(super) fn groups(count: usize) -> String {
    match count {
        5 => "deprivation fifths".to_owned(),
        10 => "deprivation tenths".to_owned(),
        more => format!("{more} groups by deprivation"),
    }
}

/// M19, inequality, where nothing can be said.
pub(super) fn refused(indicator: &Indicator, who: &str, period: &str, reason: Reason) -> String {
    let name = inside(&brief(indicator));
    let reason = reason.in_words();
    fitted(&[
        format!("Inequality in {name} between {who} cannot be given for {period}: {reason}."),
        format!("Inequality in {name} cannot be given for {period}: {reason}."),
    ])
}

/// M19, inequality over a set: the ends, or the bottom and the middle.
pub(super) fn of_set(
    question: &Question,
    indicator: &Indicator,
    period: Period,
    rows: &[Row],
    unequal: &Unequal,
) -> String {
    let name = inside(&brief(indicator));
    let Some((low, middle, high)) = unequal.ends else {
        return few(indicator, period, rows, unequal);
    };
    let when = sentence(&during(period));
    let n = unequal.count;
    let plural = &unequal.peers;
    let asks_for_middle = question.between == Between::LowestTenth;
    if let Some(ratio) = unequal.ratio.filter(|_| !asks_for_middle) {
        let ratio = times(ratio);
        return fitted(&[
            format!(
                "{when} {name} a tenth from the top of {n} {plural} was {ratio} that a tenth from the bottom."
            ),
            format!(
                "{name} a tenth from the top of {n} {plural} was {ratio} that a tenth from the bottom."
            ),
            format!("{when} {name} a tenth from the top was {ratio} that a tenth from the bottom."),
        ]);
    }
    let tenth = match indicator.polarity {
        Polarity::Higher | Polarity::None => low,
        Polarity::Lower | Polarity::CloserTo(_) => high,
    };
    to_middle(indicator, period, &unequal.peers, (tenth, middle))
}

/// M19, inequality, bottom to middle: the middle of a set beside the one a tenth from the end that counts as worse.
pub(in crate::questions) fn to_middle(
    indicator: &Indicator,
    period: Period,
    plural: &str,
    (tenth, middle): (f64, f64),
) -> String {
    let name = inside(&brief(indicator));
    let when = sentence(&during(period));
    let one = singular(plural);
    let how = match indicator.polarity {
        Polarity::Higher | Polarity::None => "above the one a tenth from the bottom".to_owned(),
        Polarity::Lower => "below the one a tenth from the top".to_owned(),
        Polarity::CloserTo(target) => format!(
            "nearer to {} than the one a tenth from the furthest",
            indicator.show(target)
        ),
    };
    let gap = one_word(&indicator.show_difference(middle - tenth));
    fitted(&[
        format!("{when} the middle {one} was {gap} {how}, on {name}."),
        format!("The middle {one} was {gap} {how}, on {name}."),
        format!("The middle one was {gap} {how}, on {name}."),
    ])
}

/// The highest and the lowest where there are too few for a tenth.
fn few(indicator: &Indicator, period: Period, rows: &[Row], unequal: &Unequal) -> String {
    let mut with = rows.iter().filter(|row| row.reading.value().is_some());
    let (low, high) = (with.next(), with.next_back());
    let (Some(low), Some(high), true) = (low, high, unequal.count >= FEWEST_SUBJECTS) else {
        let reason = Reason::TooFewSubjects;
        return refused(indicator, &unequal.peers, &period.label(), reason);
    };
    let name = inside(&brief(indicator));
    let show = |row: &Row| {
        let value = row.reading.value().unwrap_or_default();
        wording::figure(indicator, value, row.markers)
    };
    let (n, plural) = (unequal.count, &unequal.peers);
    let was = if wording::is_plural(&name) {
        "were"
    } else {
        "was"
    };
    let ends = format!(
        "{name} {was} {} in {} and {} in {}",
        show(high),
        wording::the(&high.subject),
        show(low),
        wording::the(&low.subject)
    );
    let when = sentence(&during(period));
    fitted(&[
        format!("{when} {ends}, the highest and the lowest of {n} {plural}."),
        format!("{ends}, the highest and the lowest of {n} {plural}."),
        format!("{ends}."),
    ])
}

/// One of several: `local authority in England` of `local authorities in England`.
fn singular(plural: &str) -> String {
    if let Some((first, rest)) = plural.split_once(" in ") {
        return format!("{} in {rest}", singular(first));
    }
    if let Some((first, second)) = plural.split_once(" and ") {
        return format!("{} or {}", singular(first), singular(second));
    }
    match plural.strip_suffix("ies") {
        Some(stem) => format!("{stem}y"),
        None => plural.strip_suffix('s').unwrap_or(plural).to_owned(),
    }
}

/// What must be known to read the measures of a set.
pub(super) fn set_notes(
    indicator: &Indicator,
    unequal: &Unequal,
    counted_once: bool,
) -> Vec<String> {
    let mut out = Vec::new();
    if let Some((low, middle, high)) = unequal.ends {
        let distance = match indicator.polarity {
            Polarity::CloserTo(target) => format!(" (distances from {})", indicator.show(target)),
            _ => String::new(),
        };
        out.push(format!(
            "A tenth from the lowest {}, the middle {}, a tenth from the highest {}{distance}: {} apart.",
            indicator.show(low),
            indicator.show(middle),
            indicator.show(high),
            indicator.show_difference(high - low)
        ));
    }
    match (unequal.gini, unequal.theil) {
        (Some(gini), theil) => {
            let theil = theil.map_or(String::new(), |theil| {
                format!("; Theil’s T {}", thousands(theil, 4))
            });
            out.push(format!("Gini coefficient {}{theil}.", thousands(gini, 3)));
        }
        (None, _) => out.push(format!("No Gini coefficient is given: {}.", unequal.reason)),
    }
    if let Some(parts) = &unequal.parts {
        out.push(match parts.within {
            Some(within) => format!(
                "{}% of the inequality lay within {} and {}% between them.",
                thousands(within, 0),
                parts.of,
                thousands(100.0 - within.round(), 0)
            ),
            None => format!("It is not taken apart by region: {}.", parts.reason),
        });
    }
    if unequal.gini.is_some() && !unequal.reason.is_empty() {
        out.push(format!("{}.", sentence(&unequal.reason)));
    }
    if counted_once {
        out.push("Each place counted once.".to_owned());
    } else {
        out.push("Gini and Theil weigh each place by the people it counts; the ends and the regions count each place once.".to_owned());
    }
    out.push("The choice of measure and of areas decides the finding.".to_owned());
    out
}

/// M19, gradient.
pub(super) fn gradient(
    indicator: &Indicator,
    who: &str,
    period: Period,
    gradient: &Gradient,
    place: Option<&Subject>,
) -> String {
    let name = inside(&brief(indicator));
    let size = one_word(&indicator.show_difference(gradient.slope));
    let way = if gradient.slope < 0.0 {
        "lower"
    } else {
        "higher"
    };
    let when = period.label();
    let within = place.map_or(String::new(), |place| {
        format!(" {}", wording::within(place))
    });
    let chance = gradient
        .limits
        .is_some_and(|(low, high)| low <= 0.0 && high >= 0.0);
    let sure = if chance { "; it could be chance" } else { "" };
    let body = |within: &str, when: &str| {
        format!(
            "Across {who}{within}, fitted {name} is {size} {way} among the least deprived than the most deprived{when}{sure}."
        )
    };
    fitted(&[
        body(&within, &format!(", {when}")),
        body("", &format!(", {when}")),
        body("", ""),
    ])
}

/// The slope index with its interval and the ratio.
pub(super) fn gradient_notes(indicator: &Indicator, gradient: &Gradient) -> Vec<String> {
    let mut out = Vec::new();
    let bare = |value: f64| indicator.show_bare(value);
    if gradient.limits.is_none() {
        out.push("No interval is published, so chance cannot be ruled out.".to_owned());
    }
    let limits = gradient.limits.map_or(String::new(), |(low, high)| {
        format!(" (95% interval {} to {})", bare(low), bare(high))
    });
    let relative = gradient.relative.map_or(String::new(), |ratio| {
        let limits = gradient
            .relative_limits
            .map_or(String::new(), |(low, high)| {
                format!(" ({} to {})", thousands(low, 2), thousands(high, 2))
            });
        format!("; relative index {}{limits}", thousands(ratio, 2))
    });
    out.push(format!(
        "Slope index of inequality {}{limits}{relative}: the fitted figure of the very best off beside that of the very worst off.",
        bare(gradient.slope)
    ));
    if gradient.ranks.len() > 10 {
        out.push("With more than ten groups the index is unstable.".to_owned());
    }
    out.push("A curve is not a line: look at the points too.".to_owned());
    out
}

/// Which groups lack a figure or the number of their people.
pub(super) fn missing(groups: &[PeopleGroup], figures: &[Observation]) -> Vec<String> {
    let without: Vec<String> = groups
        .iter()
        .filter(|group| {
            let own = figures.iter().find(|one| one.group == **group);
            own.is_none_or(|one| one.value().is_none() || one.denominator.is_none())
        })
        .map(ToString::to_string)
        .collect();
    if without.is_empty() {
        return Vec::new();
    }
    vec![format!(
        "Without a figure, or without the number of people it is about: {}.",
        listed(&without)
    )]
}
