//! Every headline on the sample keeps to the rules of METHODS M19.

use levelbook::book::Reader;
use levelbook::domain::Polarity;
use levelbook::questions::{Question, Row};

use crate::running::Program;

/// Words that no headline may hold: causes and verdicts.
const BANNED: [&str; 16] = [
    "because",
    "due to",
    "thanks to",
    "led to",
    "driven by",
    "as a result",
    "impact",
    "effect",
    "works",
    "best",
    "worst",
    "failing",
    "left behind",
    "league",
    "crisis",
    "success",
];

/// Words of a headline; a figure with its unit and its marker is one.
fn words(headline: &str, rows: &[Row]) -> usize {
    let mut text = headline.to_owned();
    for marker in ["provisional", "estimated", "forecast"] {
        text = text.replace(&format!(" ({marker}"), "(");
        text = text.replace(&format!(", {marker}"), ",");
    }
    for row in rows {
        let unit = format!(" {}", row.unit.text);
        text = text.replace(&unit, &unit.replace(' ', "\u{a0}"));
    }
    for unit in [
        " percentage points",
        " percentage point",
        " points",
        " times",
        " million",
    ] {
        text = text.replace(unit, &unit.replace(' ', "\u{a0}"));
    }
    text.split(' ').filter(|word| !word.is_empty()).count()
}

#[test]
fn every_headline_is_short_and_neutral() {
    let program = Program::new();
    let reader = Reader::open(program.sample().as_ref()).expect("the sample opens");
    let mut addresses: Vec<String> = Vec::new();
    for kind in ["overview", "profile", "comparison"] {
        addresses.extend(
            ["E12000001", "E92000001", "E08000032"].map(|code| format!("{kind}?subjects={code}")),
        );
        addresses.push(kind.to_owned());
    }
    for goal in 1..=14 {
        for kind in ["goal", "comparison", "profile", "coverage", "plans"] {
            addresses.push(format!("{kind}?goal={goal}"));
        }
    }
    for indicator in reader.indicators().expect("indicators") {
        let code = indicator.code.0;
        for kind in [
            "trend",
            "ranking",
            "comparison",
            "gap",
            "closing",
            "inequality",
            "spread",
            "map",
            "coverage",
        ] {
            addresses.push(format!("{kind}?indicator={code}"));
        }
        for kind in ["ranking", "spread", "map"] {
            addresses.push(format!("{kind}?indicator={code}&focus=E12000001"));
        }
        for benchmark in [
            "nation", "region", "parent", "level", "type", "sector", "size", "set",
        ] {
            for kind in ["ranking", "comparison"] {
                addresses.push(format!("{kind}?indicator={code}&benchmark={benchmark}"));
            }
        }
        addresses.push(format!("relationship?indicator={code},employment-rate"));
        addresses.push(format!(
            "spread?indicator={code}&organisations=employer&size=250-to-499"
        ));
        addresses.push(format!("trend?indicator={code}&subjects=E12000001"));
    }
    let mut answered = 0;
    for address in addresses {
        let question = Question::from_address(&address).expect("an address");
        let Ok(answer) = question.answer(&reader) else {
            continue;
        };
        answered += 1;
        let headline = answer.headline;
        let words = words(&headline, &answer.rows);
        assert!(
            (1..=25).contains(&words),
            "{address}: {words} words: {headline}"
        );
        let plain = format!(
            " {} ",
            headline
                .to_lowercase()
                .replace(|c: char| !c.is_alphanumeric(), " ")
        );
        for word in BANNED {
            assert!(
                !plain.contains(&format!(" {word} ")),
                "{address}: “{word}” in {headline}"
            );
        }
        for (index, row) in answer.rows.iter().enumerate() {
            let Some(judgement) = row.judgement else {
                continue;
            };
            let words = judgement.in_words(row.polarity);
            assert!(
                row.polarity != Polarity::None
                    || ![
                        "better",
                        "worse",
                        "best fifth",
                        "worst fifth",
                        "second best",
                        "second worst"
                    ]
                    .contains(&words),
                "{address}, row {index}: {words}"
            );
        }
    }
    assert!(answered > 300, "{answered} answers");
}
