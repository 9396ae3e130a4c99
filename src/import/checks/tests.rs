use std::collections::BTreeSet;

use jiff::civil::date;

use super::{look, note_age};
use crate::domain::{
    Indicator, IndicatorCode, Markers, PeopleGroup, Period, Reading, Subject, SubjectCode, Unit,
};
use crate::import::notices::Notices;
use crate::import::shipped::Places;
use crate::import::{
    Format, Layout, Problem, ReviewedFile, ReviewedObservation, ReviewedSheet, SourceFile,
};

/// A sheet of one indicator: subject, calendar year and value of each figure.
fn sheet(unit: &str, figures: &[(&str, i16, f64)]) -> ReviewedSheet {
    let codes: BTreeSet<&str> = figures.iter().map(|(code, ..)| *code).collect();
    let years: BTreeSet<i16> = figures.iter().map(|(_, year, _)| *year).collect();
    let known = &Places::shipped().subjects;
    let subject = |code: &str| {
        let found = known.iter().find(|place| place.code.0 == code).cloned();
        found.unwrap_or_else(|| Subject::place(code, code))
    };
    let observations = (1..)
        .zip(figures)
        .map(|(row, (code, year, value))| ReviewedObservation {
            indicator: 0,
            subject: codes.iter().position(|one| one == code).unwrap_or(0) as u32,
            period: years.iter().position(|one| one == year).unwrap_or(0) as u32,
            group: 0,
            source: None,
            reading: Reading::number(*value).expect("a finite number"),
            lower: None,
            upper: None,
            count: None,
            denominator: None,
            markers: Markers::none(),
            raw: None,
            note: None,
            row,
            column: 3,
        })
        .collect();
    let code = IndicatorCode::from("made-up");
    ReviewedSheet {
        layout: Layout::Long,
        header_rows: vec![1],
        last_row: figures.len() as u32,
        indicators: vec![Indicator::named(code, "Made-up", Unit::from_text(unit))],
        subjects: codes.into_iter().map(subject).collect(),
        periods: years
            .into_iter()
            .filter_map(Period::calendar_year)
            .collect(),
        groups: vec![PeopleGroup::all()],
        observations,
        ..ReviewedSheet::named("made-up")
    }
}

/// The sheet with its figures changed.
fn edit(sheet: &mut ReviewedSheet, change: impl Fn(usize, &mut ReviewedObservation)) {
    let mut figures: Vec<ReviewedObservation> = sheet.observations.iter().collect();
    for (index, figure) in figures.iter_mut().enumerate() {
        change(index, figure);
    }
    sheet.observations = figures.into_iter().collect();
}

fn seen(sheet: &ReviewedSheet) -> Vec<Problem> {
    let mut notices = Notices::new("made-up");
    look(sheet, &mut notices);
    notices.into_problems()
}

fn codes(sheet: &ReviewedSheet) -> Vec<String> {
    seen(sheet)
        .into_iter()
        .map(|problem| problem.code)
        .collect()
}

/// Thirty-three boroughs over ten years, each drifting a little in its own way.
fn boroughs() -> Vec<(String, i16, f64)> {
    let codes: Vec<String> = (1..=33).map(|n| format!("E090000{n:02}")).collect();
    let mut figures = Vec::new();
    for (index, code) in (0_i32..).zip(&codes) {
        for year in 2011..=2020_i16 {
            let wave = f64::from((index * 7 + i32::from(year) * 5) % 11) * 0.2;
            figures.push((code.clone(), year, 40.0 + f64::from(index) * 0.5 + wave));
        }
    }
    figures
}

fn of(figures: &[(String, i16, f64)]) -> Vec<(&str, i16, f64)> {
    figures
        .iter()
        .map(|(code, year, value)| (code.as_str(), *year, *value))
        .collect()
}

#[test]
fn a_sound_table_gets_no_note() {
    assert_eq!(codes(&sheet("%", &of(&boroughs()))), Vec::<String>::new());
}

#[test]
fn a_figure_that_leaps_alone_is_named_with_its_cell() {
    let mut figures = boroughs();
    figures[45].2 += 35.0;
    let found = seen(&sheet("%", &of(&figures)));
    assert_eq!(found.len(), 1, "up, and down again: {found:?}");
    assert_eq!(found[0].code, "jump");
    assert_eq!(found[0].origin.cell(), "C46");
    // All of them leap together: that is news, and no slip.
    let mut figures = boroughs();
    for figure in figures.iter_mut().filter(|figure| figure.1 >= 2016) {
        figure.2 += 35.0;
    }
    assert_eq!(codes(&sheet("%", &of(&figures))), Vec::<String>::new());
}

#[test]
fn a_period_in_another_unit_is_named() {
    let mut figures = boroughs();
    for figure in figures.iter_mut().filter(|figure| figure.1 == 2015) {
        figure.2 /= 100.0;
    }
    let found = seen(&sheet("%", &of(&figures)));
    assert!(
        found
            .iter()
            .any(|problem| problem.code == "unit-switch" && problem.raw == "2015"),
        "{found:?}"
    );
}

#[test]
fn a_period_with_few_places_is_named_and_a_level_with_gaps() {
    let mut figures = boroughs();
    figures.retain(|(code, year, _)| *year != 2014 || code.as_str() < "E09000006");
    assert_eq!(codes(&sheet("%", &of(&figures))), ["thin-period"]);

    let regions: Vec<(String, i16, f64)> = (1..=8)
        .map(|n| (format!("E1200000{n}"), 2020, 50.0))
        .collect();
    let found = seen(&sheet("%", &of(&regions)));
    assert_eq!(found.len(), 1);
    assert_eq!(
        found[0].message,
        "There are figures for 8 of 9 regions in England in 2020; none for South West."
    );
}

#[test]
fn a_number_for_a_sign_and_shares_of_one_are_named() {
    let mut figures = boroughs();
    let mut shares = boroughs();
    for figure in figures.iter_mut().take(2) {
        figure.2 = -9.0;
    }
    assert!(codes(&sheet("%", &of(&figures))).contains(&"number-for-a-sign".to_owned()));
    figures[2].2 = -4.0;
    assert!(!codes(&sheet("%", &of(&figures))).contains(&"number-for-a-sign".to_owned()));
    for (figure, tenth) in shares.iter_mut().zip(0..) {
        figure.2 = 0.2125 + f64::from(tenth % 7) / 10.0;
    }
    assert!(codes(&sheet("%", &of(&shares))).contains(&"shares-of-one".to_owned()));
    assert!(!codes(&sheet("number", &of(&shares))).contains(&"shares-of-one".to_owned()));
}

#[test]
fn figures_outside_their_limits_and_shares_above_a_hundred_are_named() {
    let mut figures = boroughs();
    figures[7].2 = 140.0;
    let mut made = sheet("%", &of(&figures));
    assert!(codes(&made).contains(&"above-the-whole".to_owned()));
    edit(&mut made, |index, figure| {
        if index == 12 {
            (figure.lower, figure.upper) = (Some(60.0), Some(70.0));
        }
    });
    assert!(codes(&made).contains(&"outside-its-limits".to_owned()));
}

#[test]
fn women_and_men_are_not_more_than_everybody() {
    let mut made = sheet("number", &[("E12000001", 2020, 1000.0); 3]);
    made.groups.push(PeopleGroup::of([("sex", "Female")]));
    made.groups.push(PeopleGroup::of([("sex", "Male")]));
    for (women, expected) in [(700.0, vec!["parts-above-whole"]), (400.0, Vec::new())] {
        let values = [1000.0, women, 600.0];
        edit(&mut made, |index, figure| {
            figure.group = index as u32;
            figure.reading = Reading::number(values[index]).expect("a number");
        });
        assert_eq!(codes(&made), expected);
    }
}

#[test]
fn ended_places_and_old_figures_are_named() {
    let made = sheet("%", &[("E07000026", 2019, 5.0), ("E07000026", 2024, 6.0)]);
    assert_eq!(
        made.subjects[0].successor,
        Some(SubjectCode::from("E06000063"))
    );
    assert_eq!(codes(&made), ["after-the-end", "ended-places"]);
    let mut file = ReviewedFile {
        file: SourceFile {
            name: "made-up.csv".to_owned(),
            sha256: String::new(),
            size: 1,
            format: Format::Csv,
        },
        sheets: vec![made],
    };
    note_age(&mut file, date(2026, 6, 1));
    assert!(file.sheets[0].problems.is_empty());
    note_age(&mut file, date(2028, 6, 1));
    assert_eq!(file.sheets[0].problems[0].code, "stale");
}

#[test]
fn nine_regions_are_not_more_than_england() {
    let regions = [
        "E12000001",
        "E12000002",
        "E12000003",
        "E12000004",
        "E12000005",
        "E12000006",
        "E12000007",
        "E12000008",
        "E12000009",
    ];
    for (england, expected) in [
        (1000.0, vec!["parts-above-whole"]),
        (1800.0, Vec::new()),
        // The mean of the regions: their sum says nothing.
        (200.0, Vec::new()),
    ] {
        let mut figures = vec![("E92000001", 2020, england)];
        figures.extend(regions.map(|code| (code, 2020, 200.0)));
        assert_eq!(codes(&sheet("number", &figures)), expected, "{england}");
    }
}

#[test]
fn a_unit_that_changes_and_stays_is_told_of_its_first_period() {
    let figures: Vec<(&str, i16, f64)> = ["E12000001", "E12000002", "E12000003"]
        .into_iter()
        .flat_map(|code| {
            (2012..2020).map(move |year| (code, year, if year < 2016 { 51_000.0 } else { 52.0 }))
        })
        .collect();
    let seen = seen(&sheet("number", &figures));
    let switches: Vec<&Problem> = seen
        .iter()
        .filter(|one| one.code == "unit-switch")
        .collect();
    assert_eq!(switches.len(), 1, "{seen:?}");
    assert!(switches.iter().all(|one| one.raw == "2016"), "{seen:?}");
}
