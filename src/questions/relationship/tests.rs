use super::super::made_up::{authorities, catalogue, withheld};
use super::super::{Detail, Pairs, QuestionKind};
use super::*;
use crate::domain::{AreaSet, Observation};

/// Sets two indicators of 2023 beside one another among local authorities.
fn beside(figures: Vec<Observation>, focus: &[&str]) -> Answer {
    let catalogue = catalogue();
    let codes: Vec<crate::domain::SubjectCode> = focus.iter().map(|code| (*code).into()).collect();
    let of = |code: &str| catalogue.indicator(&code.into()).expect("known");
    let asked = Asked {
        catalogue: &catalogue,
        indicators: [of("employment-rate"), of("absence")],
        peers: Peers::Areas(AreaSet::LocalAuthority, None),
        circle: None,
        named: None,
        period: Period::calendar_year(2023).expect("a year"),
        focus: catalogue.all(&codes).expect("known"),
        passed_over: None,
    };
    compute(
        &Question::new(QuestionKind::Relationship),
        &asked,
        &Held::of(figures),
    )
}

fn pairs(answer: &Answer) -> &Pairs {
    match &answer.detail {
        Detail::Relationship(pairs) => pairs,
        other => panic!("no pairs: {other:?}"),
    }
}

#[test]
fn only_pairs_of_two_numbers_count_and_the_others_are_named() {
    let mut figures = authorities(
        "employment-rate",
        2023,
        &[70.0, 75.0, 71.0, 80.0, 65.0, 72.0],
    );
    let mut absence = authorities("absence", 2023, &[30.0, 22.0, 31.0, 12.0, 39.0]);
    figures.append(&mut absence);
    figures.push(withheld("absence", "E06000006", 2023));
    let answer = beside(figures, &["E06000004"]);
    let of = pairs(&answer);
    // An independent computation: r of (70 30)(75 22)(71 31)(80 12)(65 39), and of their ranks.
    assert_eq!(of.count, 5);
    assert!(
        (of.pearson.expect("r") + 0.992_871_5).abs() < 1e-6,
        "{of:?}"
    );
    assert!((of.spearman.expect("rho") + 0.9).abs() < 1e-9, "{of:?}");
    let [across, upwards] = of.medians;
    assert!((across - 71.0).abs() < 1e-12 && (upwards - 30.0).abs() < 1e-12);
    assert_eq!(answer.rows.len(), 10, "two rows a pair");
    assert_eq!(
        answer.headline,
        "Among 5 local authorities in 2023, higher employment rate goes with lower persistent absence: a strong association (r −0.99)."
    );
    assert_eq!(
        answer.notes.first().map(String::as_str),
        Some("An association is not a cause.")
    );
    assert!(
        answer
            .left_out
            .iter()
            .any(|out| out.what == "Hazel" && out.why == "persistent absence is confidential"),
        "{:?}",
        answer.left_out
    );
}

#[test]
fn few_or_equal_figures_say_nothing_of_an_association() {
    let mut few = authorities("employment-rate", 2023, &[70.0, 75.0, 71.0]);
    few.append(&mut authorities("absence", 2023, &[1.0, 2.0, 3.0]));
    let answer = beside(few, &[]);
    assert_eq!(pairs(&answer).pearson, None);
    assert_eq!(
        answer.headline,
        "Whether employment rate and persistent absence go together among 3 local authorities cannot be said: too few places or organisations have figures."
    );
    let mut flat = authorities("employment-rate", 2023, &[70.0, 75.0, 71.0, 72.0, 73.0]);
    flat.append(&mut authorities("absence", 2023, &[2.0; 5]));
    let answer = beside(flat, &[]);
    assert!(
        answer
            .headline
            .ends_with("cannot be said: the figures are all but equal.")
    );
}
