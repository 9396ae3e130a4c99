//! Made-up figures for tests: nobody's, and the same every time.

use super::answer::{Row, RowRole};
use super::catalogue::Catalogue;
use crate::domain::{
    Framework, Goal, GoalLink, IdKind, Indicator, IndicatorCode, LinkKind, Markers, Observation,
    OrganisationType, Origin, PeopleGroup, Period, Polarity, Reading, State, Subject, SubjectCode,
    Unit,
};

/// An employment rate, an absence rate, a pay gap, a count and something without judgement, all under goal 5.
pub(super) fn catalogue() -> Catalogue {
    let indicators = vec![
        indicator("employment-rate", "Employment rate", "%", Polarity::Higher),
        indicator("absence", "Persistent absence", "%", Polarity::Lower),
        indicator("pay-gap", "Median pay gap", "%", Polarity::CloserTo(0.0)),
        indicator(
            "spending",
            "Business research spending",
            "£ million",
            Polarity::Higher,
        ),
        indicator(
            "traffic",
            "Motor vehicle flow",
            "vehicles per mile",
            Polarity::None,
        ),
    ];
    let goal = Goal {
        framework: "goals".to_owned(),
        number: 5,
        code: "recruitment".to_owned(),
        name: "Open recruitment".to_owned(),
        short_name: "Recruitment".to_owned(),
        about: String::new(),
    };
    let empty = Goal {
        number: 4,
        name: "Right advice".to_owned(),
        ..goal.clone()
    };
    let links = indicators
        .iter()
        .map(|one| GoalLink {
            framework: "goals".to_owned(),
            goal: 5,
            indicator: one.code.clone(),
            kind: LinkKind::Main,
            by_user: false,
        })
        .collect();
    let framework = Framework {
        code: "goals".to_owned(),
        version: "1".to_owned(),
        title: "The goals".to_owned(),
        publisher: String::new(),
        published: String::new(),
        note: String::new(),
    };
    Catalogue::new(
        Some(framework),
        vec![empty, goal],
        links,
        indicators,
        subjects(),
    )
}

/// A country, a county, seven authorities of which one has ended, and six employers.
fn subjects() -> Vec<Subject> {
    let mut out = vec![
        Subject::place("E92000001", "England"),
        Subject::place("E12000001", "North East"),
        Subject::place("E10000001", "Shire"),
    ];
    for (code, name) in [
        ("E06000001", "Alder"),
        ("E06000002", "Birch"),
        ("E06000003", "Cedar"),
        ("E06000004", "Elder"),
        ("E06000005", "Fir"),
        ("E06000006", "Hazel"),
    ] {
        out.push(Subject {
            parent: Some(SubjectCode::from("E12000001")),
            ..Subject::place(code, name)
        });
    }
    out.push(Subject {
        to: "2022-03-31".parse().ok(),
        successor: Some(SubjectCode::from("E06000006")),
        ..Subject::place("E07000009", "Old Hazel")
    });
    for (code, name) in [
        ("101", "Anvil plc"),
        ("102", "Bellows Ltd"),
        ("103", "Crucible Ltd"),
        ("104", "Die plc"),
        ("105", "Forge Ltd"),
        ("106", "Grindstone plc"),
    ] {
        let mut subject = Subject::organisation(code, name, OrganisationType::Employer);
        subject.ids.push((IdKind::EmployerId, code.to_owned()));
        out.push(subject);
    }
    out
}

fn indicator(code: &str, name: &str, unit: &str, polarity: Polarity) -> Indicator {
    Indicator {
        polarity,
        ..Indicator::named(IndicatorCode::from(code), name, Unit::from_text(unit))
    }
}

/// A row of a subject's figure of 2023.
pub(super) fn bare_row(catalogue: &Catalogue, indicator: &str, subject: &str, value: f64) -> Row {
    let of = catalogue.indicator(&indicator.into()).expect("known");
    let who = catalogue.subject(&subject.into()).expect("known");
    let one = figure(indicator, subject, 2023, value);
    super::rows::row(of, None, who, &one, RowRole::Named)
}

/// A figure of a calendar year.
pub(super) fn figure(indicator: &str, subject: &str, year: i16, value: f64) -> Observation {
    Observation {
        indicator: IndicatorCode::from(indicator),
        subject: SubjectCode::from(subject),
        period: Period::calendar_year(year).expect("a year"),
        group: PeopleGroup::all(),
        reading: Reading::number(value).expect("a number"),
        lower: None,
        upper: None,
        count: None,
        denominator: None,
        markers: Markers::none(),
        raw: None,
        note: None,
        origin: Origin::default(),
        source: None,
    }
}

/// The same with an interval of so much on either side.
pub(super) fn between(
    indicator: &str,
    subject: &str,
    year: i16,
    value: f64,
    half: f64,
) -> Observation {
    Observation {
        lower: Some(value - half),
        upper: Some(value + half),
        ..figure(indicator, subject, year, value)
    }
}

/// A figure that is withheld.
pub(super) fn withheld(indicator: &str, subject: &str, year: i16) -> Observation {
    Observation {
        reading: Reading::withheld(State::Confidential),
        ..figure(indicator, subject, year, 1.0)
    }
}

/// The authorities' figures for a year, in the order of their codes.
pub(super) fn authorities(indicator: &str, year: i16, values: &[f64]) -> Vec<Observation> {
    let codes = (1..).map(|number| format!("E0600000{number}"));
    values
        .iter()
        .zip(codes)
        .map(|(value, code)| figure(indicator, &code, year, *value))
        .collect()
}

/// The employers' figures for a year, in the order of their codes.
pub(super) fn employers(indicator: &str, year: i16, values: &[f64]) -> Vec<Observation> {
    values
        .iter()
        .zip(101..)
        .map(|(value, code)| figure(indicator, &code.to_string(), year, *value))
        .collect()
}
