use super::super::made_up::{between, catalogue, figure, withheld};
use super::super::{Answer, Detail, Question, QuestionKind, RowRole};
use super::*;
use crate::domain::{Marker, Markers, Observation};

fn trend(indicator: &str, subject: &str, figures: Vec<Observation>) -> Answer {
    let catalogue = catalogue();
    let focus = catalogue.subject(&subject.into()).expect("known");
    let peers = Peers::of(focus, &catalogue);
    let (crowd, crowd_name) = crowd(&catalogue, focus, peers, &[focus]);
    let asked = Asked {
        catalogue: &catalogue,
        indicator: catalogue.indicator(&indicator.into()).expect("known"),
        subjects: vec![focus],
        benchmark: Benchmark::of(None, focus, peers, &catalogue).expect("known"),
        crowd,
        crowd_name,
        when: When::Latest,
        before: Vec::new(),
    };
    compute(
        &Question::new(QuestionKind::Trend),
        &asked,
        &Held::of(figures),
    )
}

/// Five years of Alder with ±1 around each value.
fn alder(indicator: &str, values: &[f64]) -> Vec<Observation> {
    values
        .iter()
        .zip(2019..)
        .map(|(value, year)| between(indicator, "E06000001", year, *value, 1.0))
        .collect()
}

const FALLING: [f64; 5] = [61.2, 60.8, 60.1, 59.9, 59.0];

#[test]
fn every_template_of_a_trend() {
    let steady = [60.0, 61.0, 60.0, 61.0, 60.0];
    for (indicator, values, expected) in [
        (
            "employment-rate",
            FALLING.as_slice(),
            "Employment rate in Alder fell from 61.2% in 2019 to 59.0% in 2023; the recent trend is decreasing, getting worse.",
        ),
        (
            "absence",
            &FALLING,
            "Persistent absence in Alder fell from 61.2% in 2019 to 59.0% in 2023; the recent trend is decreasing, getting better.",
        ),
        (
            "traffic",
            &FALLING,
            "Motor vehicle flow in Alder fell from 61.2 vehicles per mile in 2019 to 59.0 vehicles per mile in 2023; the recent trend is decreasing.",
        ),
        (
            "employment-rate",
            &steady,
            "Employment rate in Alder was 60.0% in 2023; the last five years show no clear trend.",
        ),
        (
            "employment-rate",
            &[60.0, 61.0],
            "Employment rate in Alder was 61.0% in 2020. No trend can be given: too few periods are held.",
        ),
        (
            "employment-rate",
            &[],
            "No figures for employment rate in Alder.",
        ),
    ] {
        assert_eq!(
            trend(indicator, "E06000001", alder(indicator, values)).headline,
            expected
        );
    }
}

#[test]
fn a_withheld_figure_is_no_number_and_says_so() {
    let mut figures = alder("employment-rate", &FALLING);
    figures.push(withheld("employment-rate", "E06000001", 2024));
    let answer = trend("employment-rate", "E06000001", figures);
    assert_eq!(
        answer.headline,
        "Employment rate in Alder for 2024 is withheld: confidential."
    );
    assert!(answer.notes.contains(&"[c] confidential.".to_owned()));
}

#[test]
fn provisional_figures_carry_the_word_and_holes_are_named() {
    let mut figures = vec![
        figure("employment-rate", "E06000001", 2019, 60.0),
        figure("employment-rate", "E06000001", 2022, 62.0),
    ];
    figures[1].markers = Markers::none().with(Marker::Provisional);
    let answer = trend("employment-rate", "E06000001", figures);
    assert_eq!(
        answer.headline,
        "Employment rate in Alder was 62.0% (provisional) in 2022. No trend can be given: too few periods are held."
    );
    assert!(
        answer
            .notes
            .contains(&"No figure is held for 2020 and 2021: the line is left open.".to_owned())
    );
}

#[test]
fn neighbours_are_the_crowd_and_the_country_is_the_benchmark() {
    let mut figures = alder("employment-rate", &FALLING);
    figures.push(figure("employment-rate", "E06000002", 2023, 50.0));
    figures.push(figure("employment-rate", "E92000001", 2023, 76.0));
    let answer = trend("employment-rate", "E06000001", figures);
    let roles = |role| answer.rows.iter().filter(|row| row.role == role).count();
    assert_eq!(roles(RowRole::Focus), 5);
    assert_eq!(roles(RowRole::Benchmark), 1);
    assert_eq!(roles(RowRole::Crowd), 1);
    let Detail::Trend {
        label,
        verdict,
        slope,
        ..
    } = answer.detail
    else {
        panic!("a trend");
    };
    assert_eq!(
        (label.as_str(), verdict.as_str()),
        ("decreasing", "getting worse")
    );
    assert!(slope.is_some_and(|slope| (slope + 0.53).abs() < 1e-9));
}

#[test]
fn no_name_makes_a_headline_longer_than_25_words() {
    let long = "One two three four five six seven eight nine ten eleven twelve";
    let catalogue = catalogue();
    let indicator = Indicator {
        name: long.to_owned(),
        short_name: long.to_owned(),
        ..catalogue
            .indicator(&"absence".into())
            .expect("known")
            .clone()
    };
    let subject = Subject {
        name: long.to_owned(),
        ..catalogue
            .subject(&"E06000001".into())
            .expect("known")
            .clone()
    };
    for values in [
        FALLING.as_slice(),
        &[60.0, 61.0, 60.0, 61.0, 60.0],
        &[1.0],
        &[],
    ] {
        let figures = alder("absence", values);
        let series: Vec<&Observation> = figures.iter().collect();
        let points: Vec<_> = series
            .iter()
            .map(|one| crate::statistics::TrendPoint {
                period: one.period,
                value: one.value(),
                limits: one.lower.zip(one.upper),
                count_of: None,
                markers: one.markers,
            })
            .collect();
        let tested = crate::statistics::recent_trend(&points, true, true);
        let headline = words::headline(&indicator, &subject, &series, &tested);
        assert!(super::super::wording::words(&headline) <= 25, "{headline}");
    }
}
