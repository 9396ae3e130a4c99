use super::super::made_up::{authorities, between, catalogue, employers, figure, withheld};
use super::super::{Answer, Judgement, Question, QuestionKind, RowRole};
use super::*;
use crate::domain::{Observation, OrganisationSet, SubjectCode};

/// Ranks figures of 2023 among local authorities, or employers, with the first of `focus` in focus.
fn rank(indicator: &str, peers: Peers, focus: &[&str], figures: Vec<Observation>) -> Answer {
    let catalogue = catalogue();
    let codes: Vec<SubjectCode> = focus.iter().map(|code| SubjectCode::from(*code)).collect();
    let england = catalogue.known(&SubjectCode::from("E92000001"));
    let asked = Asked {
        catalogue: &catalogue,
        indicator: catalogue.indicator(&indicator.into()).expect("known"),
        among: Among::Set(peers),
        period: Period::calendar_year(2023).expect("a year"),
        benchmark: match peers {
            Peers::Areas(..) | Peers::NationsAndRegions => {
                Benchmark::Subject(england.expect("England").clone())
            }
            Peers::Organisations(_) => Benchmark::Median(peers),
        },
        focus: catalogue.all(&codes).expect("known"),
        passed_over: None,
    };
    compute(
        &Question::new(QuestionKind::Ranking),
        &asked,
        &Held::of(figures),
    )
}

const PLACES: Peers = Peers::Areas(AreaSet::LocalAuthority, None);
const ORGANISATIONS: Peers = Peers::Organisations(OrganisationSet::Employer);

fn ranked(answer: &Answer) -> Vec<(&str, Option<u32>, bool)> {
    answer
        .rows
        .iter()
        .map(|row| (row.subject.as_str(), row.rank, row.tied))
        .collect()
}

#[test]
fn ties_share_a_rank_and_what_is_withheld_or_unlike_has_none() {
    let mut figures = authorities("employment-rate", 2023, &[70.0, 75.0, 70.0, 80.0]);
    figures.push(withheld("employment-rate", "E06000005", 2023));
    figures.push(figure("employment-rate", "E10000001", 2023, 99.0));
    figures.push(figure("employment-rate", "E12000001", 2023, 98.0));
    figures.push(figure("employment-rate", "E92000001", 2023, 76.0));
    let answer = rank("employment-rate", PLACES, &[], figures);
    assert_eq!(
        ranked(&answer),
        [
            ("Elder", Some(1), false),
            ("Birch", Some(2), false),
            ("Alder", Some(3), true),
            ("Cedar", Some(3), true),
            ("Fir", None, false),
            ("England", None, false),
        ]
    );
    assert_eq!(
        answer.headline,
        "Of 4 local authorities, Elder has the highest employment rate (80.0%) and Cedar and 1 other the lowest (70.0%), 2023."
    );
    assert_eq!(
        answer.notes,
        [
            "No interval is published, so chance cannot be ruled out.",
            "1 of the local authorities has no figure and is not ranked.",
            "[c] confidential.",
            "Left out: 1 region and 1 county: unlike the others, so not ranked with them.",
        ]
    );
    assert_eq!(
        answer.rows.last().map(|row| row.role),
        Some(RowRole::Benchmark)
    );
}

#[test]
fn of_an_old_and_a_new_code_the_new_one_is_ranked() {
    let mut figures = authorities(
        "employment-rate",
        2023,
        &[70.0, 75.0, 71.0, 80.0, 77.0, 76.0],
    );
    figures.push(figure("employment-rate", "E07000009", 2023, 76.0));
    let answer = rank("employment-rate", PLACES, &[], figures);
    assert!(answer.rows.iter().all(|row| row.subject != "Old Hazel"));
    assert_eq!(
        answer.notes.last().map(String::as_str),
        Some("Left out: Old Hazel (E07000009): ended before the period.")
    );
}

#[test]
fn one_in_focus_is_placed_from_the_nearer_end() {
    let values = [70.0, 75.0, 71.0, 80.0, 77.0, 70.0];
    for (code, expected) in [
        (
            "E06000004",
            "Elder has the highest employment rate of 6 local authorities in 2023: 80.0%.",
        ),
        (
            "E06000003",
            "Cedar has the 3rd lowest employment rate of 6 local authorities in 2023: 71.0%.",
        ),
        (
            "E06000001",
            "Alder has the joint lowest employment rate of 6 local authorities in 2023: 70.0%.",
        ),
    ] {
        let answer = rank(
            "employment-rate",
            PLACES,
            &[code],
            authorities("employment-rate", 2023, &values),
        );
        assert_eq!(answer.headline, expected);
    }
    let hidden = rank(
        "employment-rate",
        PLACES,
        &["E06000001"],
        vec![
            withheld("employment-rate", "E06000001", 2023),
            figure("employment-rate", "E06000002", 2023, 70.0),
        ],
    );
    assert_eq!(
        hidden.headline,
        "Alder cannot be ranked on employment rate for 2023: its figure is confidential."
    );
}

#[test]
fn intervals_judge_places_and_fifths_judge_full_counts() {
    let places = rank(
        "absence",
        PLACES,
        &[],
        vec![
            between("absence", "E06000001", 2023, 30.0, 2.0),
            between("absence", "E06000002", 2023, 19.0, 2.0),
            between("absence", "E06000003", 2023, 10.0, 2.0),
            figure("absence", "E92000001", 2023, 20.0),
        ],
    );
    let judged: Vec<Option<Judgement>> = places.rows.iter().map(|row| row.judgement).collect();
    assert_eq!(
        judged,
        [
            Some(Judgement::Better),
            Some(Judgement::Similar),
            Some(Judgement::Worse),
            None
        ]
    );
    let employers = rank(
        "pay-gap",
        ORGANISATIONS,
        &[],
        employers("pay-gap", 2023, &[12.0, -20.0, 0.0, 5.0, -1.0, 3.0]),
    );
    let order: Vec<(&str, Option<Judgement>)> = employers
        .rows
        .iter()
        .map(|row| (row.subject.as_str(), row.judgement))
        .collect();
    assert_eq!(
        order,
        [
            ("Crucible Ltd", Some(Judgement::Fifth(5))),
            ("Forge Ltd", Some(Judgement::Fifth(5))),
            ("Grindstone plc", Some(Judgement::Fifth(4))),
            ("Die plc", Some(Judgement::Fifth(3))),
            ("Anvil plc", Some(Judgement::Fifth(2))),
            ("Bellows Ltd", Some(Judgement::Fifth(1))),
            ("All employers’ median", None),
        ]
    );
}

#[test]
fn one_in_focus_is_placed_by_its_distance_where_a_distance_counts() {
    for (code, expected) in [
        ("-20", "is furthest from 0 of 6"),
        ("0", "is closest to 0 of 6"),
        ("-1", "is 2nd closest to 0 of 6"),
    ] {
        let gaps = [12.0, -20.0, 0.0, 5.0, -1.0, 3.0];
        let at = gaps.iter().position(|gap| gap.to_string() == code);
        let figures = employers("pay-gap", 2023, &gaps);
        let focus = at.and_then(|at| figures.get(at)).expect("an employer");
        let focus = focus.subject.0.clone();
        let answer = rank("pay-gap", ORGANISATIONS, &[&focus], figures);
        let headline = &answer.headline;
        assert!(headline.contains(expected), "{headline}");
        assert!(headline.contains("on median pay gap"), "{headline}");
    }
}

#[test]
fn overlapping_intervals_are_said() {
    let answer = rank(
        "employment-rate",
        PLACES,
        &[],
        vec![
            between("employment-rate", "E06000001", 2023, 70.0, 3.0),
            between("employment-rate", "E06000002", 2023, 71.0, 3.0),
        ],
    );
    assert!(
        answer
            .notes
            .iter()
            .any(|note| note.starts_with("Most intervals overlap"))
    );
}

#[test]
fn unlike_subjects_are_refused_with_what_is_comparable() {
    let catalogue = catalogue();
    let codes = ["E06000001", "E06000002", "E92000001"].map(SubjectCode::from);
    let subjects = catalogue.all(&codes).expect("known");
    let indicator = catalogue.indicator(&"absence".into()).expect("known");
    let question = Question::new(QuestionKind::Ranking);
    let answer = unlike(&question, indicator, &subjects).expect("a refusal");
    assert_eq!(
        answer.headline,
        "These places cannot be ranked on persistent absence: the figures do not measure the same thing."
    );
    assert!(answer.rows.is_empty());
    assert!(
        answer
            .notes
            .contains(&"Alder and Birch are ranked with local authorities.".to_owned())
    );
    let alike = subjects.get(..2).expect("two");
    assert!(unlike(&question, indicator, alike).is_none());
}

#[test]
fn one_that_is_alone_is_highest_of_none() {
    let alone = authorities("employment-rate", 2023, &[70.4]);
    let answer = rank("employment-rate", PLACES, &["E06000001"], alone);
    assert!(answer.headline.starts_with("Only "), "{}", answer.headline);
}
