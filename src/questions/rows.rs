use super::answer::{Row, RowRole};
use crate::domain::{
    Indicator, Markers, Observation, PeopleGroup, Period, Reading, State, Subject, SubjectKind,
};

/// The row of a figure.
pub(super) fn row(
    indicator: &Indicator,
    goal: Option<u32>,
    subject: &Subject,
    one: &Observation,
    role: RowRole,
) -> Row {
    // Filled where it stands: thousands are made at once, and a row is large.
    let mut row = bare(indicator, goal, subject, role);
    row.period = Some(one.period);
    row.group.clone_from(&one.group);
    row.reading = one.reading;
    row.lower = one.value().and(one.lower);
    row.upper = one.value().and(one.upper);
    row.markers = one.markers;
    row.note.clone_from(&one.note);
    row.origin = Some(one.origin.clone());
    row.source.clone_from(&one.source);
    row
}

/// A row without a figure: none is held.
pub(super) fn bare(
    indicator: &Indicator,
    goal: Option<u32>,
    subject: &Subject,
    role: RowRole,
) -> Row {
    Row {
        subject_code: subject.code.clone(),
        subject: subject.name.clone(),
        level: match subject.kind {
            SubjectKind::Place(level) => level.code(),
            SubjectKind::Organisation(kind) => kind.code(),
        },
        indicator_code: indicator.code.clone(),
        indicator: indicator.name.clone(),
        indicator_short: indicator.short_name.clone(),
        unit: indicator.unit.clone(),
        polarity: indicator.polarity,
        decimals: indicator.decimals,
        goal,
        period: None,
        group: PeopleGroup::all(),
        reading: Reading::withheld(State::NotAvailable),
        lower: None,
        upper: None,
        markers: Markers::none(),
        note: None,
        judgement: None,
        judged_by: "".into(),
        benchmark: None,
        difference: None,
        ratio: None,
        rank: None,
        tied: false,
        role,
        origin: None,
        source: None,
        spread: None,
    }
}

/// The row of a number that was worked out rather than read, such as a median.
pub(super) fn worked_out(
    indicator: &Indicator,
    goal: Option<u32>,
    named: &Subject,
    period: Period,
    group: &PeopleGroup,
    value: f64,
) -> Row {
    Row {
        period: Some(period),
        group: group.clone(),
        level: "",
        reading: Reading::number(value).unwrap_or(Reading::withheld(State::NotAvailable)),
        ..bare(indicator, goal, named, RowRole::Benchmark)
    }
}
