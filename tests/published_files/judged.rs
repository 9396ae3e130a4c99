//! What a person found by looking at each table: whether it holds figures of indicators, of which class it is, and whether what is
//! read of it is right. A judgement stands only as long as the reading that was judged.

use std::collections::BTreeMap;
use std::path::Path;

use super::table::Line;

/// A line of `judged.csv`.
pub(crate) struct Judgement {
    pub(crate) file: String,
    pub(crate) sheet: String,
    /// Whether the table holds figures of indicators.
    pub(crate) holds: bool,
    /// Whether it was made up for somebody's test, so that nothing is right or wrong.
    made_up: bool,
    /// The class of its layout, in a few words.
    class: String,
    /// What the reading was found to be: `right`, `wrong: why`, or nothing.
    judged: String,
    /// The digest of the reading that was judged.
    digest: String,
}

/// How a table ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Verdict {
    /// Imports with no question or one, and somebody found it right.
    Right,
    /// Imports with no question or one; nobody has looked since it was last read differently.
    NotJudged,
    /// Asks more than once.
    ManyQuestions,
    /// Keeps nothing, whatever it asks.
    NotRead,
    /// Keeps wrong figures after it asked.
    WrongAsked,
    /// Keeps wrong figures and asks nothing.
    WrongSilently,
    /// Holds no figures, and none is kept without a question.
    NothingToRead,
}

/// Reads the judgements.
pub(crate) fn read() -> Vec<Judgement> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/published_files/judged.csv");
    let mut reader = csv::Reader::from_path(path).unwrap();
    let records = reader.records().map(Result::unwrap);
    records
        .map(|record| Judgement {
            file: record[0].to_owned(),
            sheet: record[1].to_owned(),
            holds: &record[2] == "yes",
            made_up: &record[2] == "toy",
            class: record[3].to_owned(),
            judged: record[4].to_owned(),
            digest: record[5].to_owned(),
        })
        .collect()
}

/// How a table ends, by what is read of it and what was found of that reading.
pub(crate) fn verdict(line: &Line, judgement: &Judgement) -> Verdict {
    let kept = line.keeps();
    let asked = line.questions();
    let current = judgement.digest == line.digest();
    if !judgement.holds {
        return if kept && asked == 0 && !judgement.made_up {
            Verdict::WrongSilently
        } else {
            Verdict::NothingToRead
        };
    }
    if kept && current && judgement.judged.starts_with("wrong") {
        return if asked == 0 {
            Verdict::WrongSilently
        } else {
            Verdict::WrongAsked
        };
    }
    match (kept, asked) {
        (_, 2..) => Verdict::ManyQuestions,
        (true, _) if current && judgement.judged == "right" => Verdict::Right,
        (true, _) => Verdict::NotJudged,
        (false, _) => Verdict::NotRead,
    }
}

/// Tables by class and verdict, in lines that a person reads.
pub(crate) fn in_words(all: &[(&Judgement, Verdict)]) -> String {
    let mut classes: BTreeMap<&str, BTreeMap<Verdict, usize>> = BTreeMap::new();
    for (judgement, verdict) in all.iter().filter(|(judgement, _)| judgement.holds) {
        *classes
            .entry(&judgement.class)
            .or_default()
            .entry(*verdict)
            .or_default() += 1;
    }
    let lines: Vec<String> = classes
        .iter()
        .map(|(class, verdicts)| format!("{class}: {verdicts:?}"))
        .collect();
    lines.join("\n")
}
