//! Kinds of question on the sample: an answer, its picture with title, unit, period and source, words in its place, and a refusal
//! with its reason.

use levelbook::book::Reader;
use levelbook::domain::State;
use levelbook::export::svg;
use levelbook::figures::{Figure, Theme};
use levelbook::message::Explain;
use levelbook::questions::{Answer, Detail, Question, RowRole};

use crate::running::Program;

fn sample() -> (Program, Reader) {
    let program = Program::new();
    let reader = Reader::open(program.sample().as_ref()).expect("the sample opens");
    (program, reader)
}

fn answer(reader: &Reader, address: &str) -> Answer {
    let question = Question::from_address(address).expect(address);
    question
        .answer(reader)
        .unwrap_or_else(|error| panic!("{address}: {error}"))
}

fn refusal(reader: &Reader, address: &str) -> String {
    let question = Question::from_address(address).expect(address);
    match question.answer(reader) {
        Ok(answer) => format!("{} {}", answer.headline, answer.notes.join(" ")),
        Err(error) => error.explain().to_string(),
    }
}

/// Letters that the picture shows, without its markup.
fn letters(picture: &str) -> String {
    let mut out = String::new();
    for part in picture.split('<') {
        if let Some((_, text)) = part.split_once('>') {
            out.push_str(text);
            out.push(' ');
        }
    }
    out.replace("&#39;", "'")
        .replace("&amp;", "&")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
}

#[test]
fn a_picture_carries_its_title_unit_period_and_source_and_words_in_its_place() {
    let (_program, reader) = sample();
    for (address, wanted) in [
        (
            "spread?indicator=employment-rate",
            vec!["%", "2023", "Median 75.2%", "England 76.0%"],
        ),
        (
            "relationship?indicator=employment-rate,economic-inactivity-rate&areas=region",
            vec![
                "Employment rate (%)",
                "2023",
                "r −0.97, n 9",
                "An association is not a cause.",
            ],
        ),
        (
            "map?indicator=employment-rate",
            vec!["%", "2023", "Wales", "North East", "72.8%"],
        ),
        (
            "coverage?indicator=employment-rate&areas=region",
            vec!["2023", "held", "North East"],
        ),
    ] {
        let answer = answer(&reader, address);
        assert!(!answer.rows.is_empty(), "{address}");
        assert!(answer.spoken.contains(&answer.headline), "{address}");
        for size in [[640.0, 400.0], [1008.0, 600.0], [1920.0, 1080.0]] {
            let picture = svg(&Figure::of(&answer), size.into(), Theme::Light);
            assert!(
                picture.contains("<title") && picture.contains("<desc"),
                "{address}"
            );
            let said = letters(&picture);
            let title = answer.headline.split(' ').next().expect("a word");
            assert!(
                said.contains(&answer.headline) && said.contains(title),
                "{address}"
            );
            assert!(said.contains("Source: "), "{address}: {said}");
            for text in &wanted {
                assert!(
                    said.contains(text),
                    "{address} at {size:?}: no “{text}” in {said}"
                );
            }
        }
    }
}

#[test]
fn what_cannot_be_answered_is_refused_with_the_reason_and_what_can() {
    let (_program, reader) = sample();
    for (address, wanted) in [
        ("spread", "needs an indicator"),
        (
            "spread?indicator=employment-rate&subjects=E12000001,E92000001",
            "do not measure the same thing",
        ),
        (
            "relationship?indicator=employment-rate",
            "two different indicators",
        ),
        (
            "relationship?indicator=employment-rate,employment-rate",
            "two different indicators",
        ),
        (
            "map?indicator=employment-rate&areas=local-authority",
            "There is no map of local authorities",
        ),
        (
            "coverage?indicator=employment-rate,wellbeing-happiness",
            "one indicator, or a goal",
        ),
        (
            "ranking?indicator=employment-rate&benchmark=sector",
            "has no sector in this book",
        ),
        (
            "ranking?indicator=employment-rate&areas=region&benchmark=neighbours",
            "nearest neighbours",
        ),
        (
            "ranking?indicator=employment-rate&sector=mining",
            "no value of sector",
        ),
        (
            "profile?subjects=E12000001&sector=education",
            "sector narrows a set of places or organisations, and this profile asks of one place or organisation",
        ),
        (
            "overview?subjects=E12000001&parent=E92000001&size=250-to-499",
            "size and parent narrow",
        ),
        ("goal?goal=5&neighbours-of=E12000001", "add benchmark=set"),
        (
            "ranking?indicator=employment-rate&subjects=E12000001,E12000002&parent=E92000001",
            "asks of those whom subjects names",
        ),
        (
            "gap?indicator=employment-rate&between=E12000001,E12000002&parent=E92000001",
            "the two that between names",
        ),
        (
            "trend?indicator=employment-rate&group=sex=Martian",
            "No figures for the people group",
        ),
    ] {
        let said = refusal(&reader, address);
        assert!(said.contains(wanted), "{address}: {said}");
    }
    let plans = answer(&reader, "plans?goal=6");
    assert!(plans.rows.is_empty());
    assert!(
        plans.headline.starts_with("No plans for goal 6"),
        "{}",
        plans.headline
    );
    assert!(
        plans
            .notes
            .iter()
            .any(|note| note.contains("says nothing of what an organisation does"))
    );
}

#[test]
fn employers_are_ranked_and_judged_inside_their_size_band() {
    let (_program, reader) = sample();
    let all = answer(
        &reader,
        "ranking?indicator=gender-pay-gap&organisations=employer",
    );
    let inside = answer(
        &reader,
        "ranking?indicator=gender-pay-gap&organisations=employer&size=1000-to-4999",
    );
    let ranked = |answer: &Answer| answer.rows.iter().filter(|row| row.rank.is_some()).count();
    assert!(
        ranked(&inside) > 4 && ranked(&inside) < ranked(&all),
        "{}",
        inside.headline
    );
    assert!(
        inside.headline.contains("with 1000 to 4999 staff"),
        "{}",
        inside.headline
    );
    // The middle is that of those inside, worked out anew here.
    let mut values: Vec<f64> = inside
        .rows
        .iter()
        .filter(|row| row.rank.is_some())
        .filter_map(|row| row.reading.value())
        .collect();
    values.sort_by(f64::total_cmp);
    let n = values.len();
    let median = f64::midpoint(values[(n - 1) / 2], values[n / 2]);
    let row = inside
        .rows
        .iter()
        .find(|row| row.role == RowRole::Benchmark)
        .expect("a benchmark");
    assert!((row.reading.value().expect("a number") - median).abs() < 1e-9);
}

#[test]
fn a_withheld_figure_is_no_dot_no_pair_and_no_class() {
    let (_program, reader) = sample();
    let mut seen = 0;
    for indicator in reader.indicators().expect("indicators") {
        for kind in ["spread", "map"] {
            let address = format!("{kind}?indicator={}", indicator.code);
            let question = Question::from_address(&address).expect("an address");
            let Ok(answer) = question.answer(&reader) else {
                continue;
            };
            for (index, row) in answer.rows.iter().enumerate() {
                if row.reading.value().is_some() {
                    continue;
                }
                seen += 1;
                assert_ne!(row.reading.state(), State::Value);
                assert_eq!(row.rank, None, "{address}");
                match &answer.detail {
                    Detail::Spread(shown) => assert_eq!(shown.scores[index], None, "{address}"),
                    Detail::Map(tiles) => assert_eq!(tiles.classes[index], None, "{address}"),
                    other => panic!("{address}: {other:?}"),
                }
            }
        }
    }
    assert!(seen > 0, "the sample withholds some figures");
}
