//! From numbers to pictures, and what lies beside a file.

use std::fmt::Write as _;

use levelbook::actions::{Picture, render};
use levelbook::book::{Reader, Writer};
use levelbook::domain::{Reading, round_half_away};
use levelbook::figures::Theme;
use levelbook::import::{ReadingChoices, WorkerProgram, figure_in, read, review};
use levelbook::message::{Explain, Unwatched};
use levelbook::questions::Question;

use super::{KNOWN, folder};

const ASKED: [&str; 4] = [
    "ranking?indicator=made-up-rate&areas=region",
    "trend?indicator=made-up-rate&subjects=E12000001",
    "spread?indicator=made-up-rate&areas=region",
    "map?indicator=made-up-rate&areas=region",
];

fn numbers(bytes: &[u8]) -> impl Iterator<Item = f64> {
    let (eights, _) = bytes.as_chunks::<8>();
    eights.iter().map(|eight| f64::from_le_bytes(*eight))
}

/// Any numbers as the figures of regions: what is drawn of them is finite, and ranks follow the figures.
pub fn figure(bytes: &[u8], worker: &WorkerProgram) {
    let folder = folder();
    let (table, book) = (
        folder.path().join("a.csv"),
        folder.path().join("a.levelbook"),
    );
    let mut text = "areacd,indicator,period,observation,unit\n".to_owned();
    for (at, number) in numbers(bytes).take(18).enumerate() {
        let (region, year) = (at % 9 + 1, 2019 + at / 9);
        writeln!(text, "E1200000{region},Made-up rate,{year},{number},%").expect("text");
    }
    std::fs::write(&table, text).expect("writes");
    let workbook = read(&table, worker, &Unwatched).expect("reads");
    let reviewed = review(&workbook, &ReadingChoices::default(), &KNOWN);
    if reviewed.counts().kept == 0 {
        return;
    }
    let now = jiff::Timestamp::UNIX_EPOCH;
    let writer = Writer::create(&book, now).expect("a new book");
    writer.import(reviewed, now, &Unwatched).expect("imports");
    let reader = Reader::open(&book).expect("opens");
    for address in ASKED {
        let question = Question::from_address(address).expect("a question");
        let answer = match question.answer(&reader) {
            Ok(answer) => answer,
            Err(error) => {
                assert!(!error.explain().headline.is_empty());
                continue;
            }
        };
        let mut ranked: Vec<(u32, f64)> = answer
            .rows
            .iter()
            .filter_map(|row| Some((row.rank?, row.reading.value()?)))
            .collect();
        ranked.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
        let falls = |pair: &[(u32, f64)]| matches!(pair, [(_, one), (_, next)] if one >= next);
        assert!(ranked.windows(2).all(falls), "{ranked:?}");
        let svg = render(&answer, Picture::Svg, None, Theme::Light).expect("draws");
        let svg = String::from_utf8(svg).expect("text");
        assert!(!svg.contains("NaN"), "{svg}");
        let endless = svg.match_indices("inf").find(|(at, _)| {
            let after = svg.get(at + 3..).and_then(|rest| rest.chars().next());
            after.is_none_or(|c| !c.is_alphabetic())
        });
        assert!(endless.is_none(), "{svg}");
    }
}

/// A number that is written and read again is the same; one that is shown is within half of its last digit.
pub fn shown(bytes: &[u8], _worker: &WorkerProgram) {
    for number in numbers(bytes) {
        let text = round_half_away(number, 1);
        assert!(
            !text.starts_with("-0.0") || text.len() > 4,
            "{number} is {text}"
        );
        if number.is_finite() && number.abs() <= 1e14 {
            let back: f64 = text.parse().expect("a number");
            let off = (back - number).abs();
            assert!(off <= 0.05 + number.abs() * 1e-15, "{number} is {text}");
        }
        let size = number.abs();
        if number == 0.0 || (1e-6..=1e15).contains(&size) {
            let read = figure_in(&number.to_string()).and_then(Reading::value);
            assert_eq!(read, Some(number), "{number}");
        }
    }
}

/// The JSON beside a file.
pub fn beside(bytes: &[u8], worker: &WorkerProgram) {
    let folder = folder();
    let table = folder.path().join("a.csv");
    let text = "areacd,areanm,period,value\nE12000001,North East,2020,1.5\n";
    std::fs::write(&table, text).expect("writes");
    std::fs::write(folder.path().join("a.json"), bytes).expect("writes");
    let workbook = read(&table, worker, &Unwatched).expect("reads");
    let reviewed = review(&workbook, &ReadingChoices::default(), &KNOWN);
    let counts = reviewed.counts();
    assert_eq!(counts.read, counts.kept + counts.rejected, "{counts:?}");
}
