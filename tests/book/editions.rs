//! Editions of one release, made from the sample: the second revises the first, whichever comes in first, and goes without a
//! trace.

use std::path::Path;

use levelbook::actions::{self, ActionError, EditionAnswer};
use levelbook::book::{EditionOrder, ImportTerms, Reader, Selection, Writer};
use levelbook::domain::{AsOf, PeopleGroup, Period};
use levelbook::import::{ReadingChoices, ReviewedFile, WorkerProgram};
use levelbook::message::Unwatched;

use crate::made::{dump, new_book, now};

const SAMPLE: &str = include_str!("../../sample-data/05-work.csv");

/// The first edition: the sample without its last year.
fn first() -> String {
    let lines = SAMPLE
        .lines()
        .filter(|line| !line.contains(",2023-01-01/P1Y,"));
    lines.collect::<Vec<_>>().join("\n")
}

/// The second edition: released later, with the last year, one figure revised, one withheld and one left out.
fn second() -> String {
    let mut out = Vec::new();
    let mut touched = 0;
    for line in SAMPLE.lines() {
        let is_figure = line.starts_with("employment-rate,") && line.contains(",2022-01-01/P1Y,");
        let mut fields: Vec<&str> = line.split(',').collect();
        if is_figure {
            touched += 1;
            let value = fields.len() - 6;
            match touched {
                1 => fields[value] = "12.5",
                2 => {
                    for field in &mut fields[value..value + 3] {
                        *field = "";
                    }
                    fields[value + 3] = "c";
                }
                3 => continue,
                _ => {}
            }
        }
        out.push(fields.join(","));
    }
    assert!(touched > 3, "the sample has figures to change");
    out.join("\n")
        .replace("Released,16 April 2024", "Released,16 July 2024")
}

fn review(reader: &Reader, folder: &Path, name: &str, text: &str) -> ReviewedFile {
    let path = folder.join(name);
    std::fs::write(&path, text).expect("writes");
    let choices = ReadingChoices::default();
    let worker = WorkerProgram::here();
    actions::review_file(reader, &path, &choices, &worker, &Unwatched)
        .expect("reads")
        .1
}

/// Imports a file as its release date says, and gives its number.
fn bring_in(writer: &Writer, file: &ReviewedFile) -> u32 {
    let outcome = actions::write_review(writer, file.clone(), now(), &Unwatched).expect("imports");
    outcome.import.expect("a record").number
}

fn values(path: &Path) -> Vec<String> {
    let reader = Reader::open(path).expect("opens");
    let all = reader.observations(&Selection::default()).expect("reads");
    all.iter()
        .map(|of| {
            format!(
                "{} {} {} {:?}",
                of.indicator,
                of.subject,
                of.period.label(),
                of.reading
            )
        })
        .collect()
}

#[test]
fn a_second_edition_revises_and_its_undo_gives_back_the_first() {
    let (folder, path, writer) = new_book();
    let reader = Reader::open(&path).expect("opens");
    let first = review(&reader, folder.path(), "work.csv", &first());
    let fresh = reader.compare(&first).expect("compares");
    assert_eq!((fresh.difference.against, fresh.contradicts), (None, None));
    bring_in(&writer, &first);
    let before = dump(&path, &[1]);

    let second = review(&reader, folder.path(), "work-2.csv", &second());
    let told = reader.compare(&second).expect("compares");
    assert_eq!(told.order, EditionOrder::Later);
    assert_eq!(dump(&path, &[1]), before, "comparing writes nothing");
    bring_in(&writer, &second);
    let (number, difference) = reader.difference(None).expect("compares");
    assert_eq!(number, 2);
    for of in [&difference, &told.difference] {
        assert_eq!(of.against, Some((1, "work.csv".to_owned())));
        assert_eq!(
            (of.revised.count, of.withheld.count, of.gone.count),
            (1, 1, 1)
        );
        assert_eq!(
            of.periods.added,
            [Period::calendar_year(2023).expect("a year")]
        );
        assert!(of.periods.gone.is_empty() && of.columns.is_empty() && of.added > 0);
        let revised = &of.revised.listed[0];
        assert_eq!(
            revised.new.and_then(levelbook::domain::Reading::value),
            Some(12.5)
        );
        assert!(revised.difference().expect("numbers") < -40.0);
    }
    let history = reader
        .cell_history(
            &difference.revised.listed[0].indicator,
            &difference.revised.listed[0].subject,
            difference.revised.listed[0].period,
            &PeopleGroup::all(),
        )
        .expect("reads");
    let stands: Vec<(u32, bool)> = history
        .iter()
        .map(|of| (of.observation.origin.import, of.current))
        .collect();
    assert_eq!(
        stands,
        [(2, true), (1, false)],
        "the earlier vintage is kept"
    );
    let again = actions::write_review(&writer, second, now(), &Unwatched).expect("imports");
    assert_eq!(again.already_imported, Some(2));

    writer.undo_import(None, now()).expect("undoes");
    assert_eq!(dump(&path, &[1]), before);
}

#[test]
fn an_earlier_edition_goes_behind_the_later_one() {
    let (folder, path, writer) = new_book();
    let reader = Reader::open(&path).expect("opens");
    let late = review(&reader, folder.path(), "work-2.csv", &second());
    let early = review(&reader, folder.path(), "work.csv", &first());
    bring_in(&writer, &late);
    let alone = dump(&path, &[1]);
    let told = reader.compare(&early).expect("compares");
    assert!(
        matches!(told.order, EditionOrder::Earlier { before: 1, .. }),
        "{:?}",
        told.order
    );
    let revised = &told.difference.revised.listed[0];
    assert_eq!(
        revised.new.and_then(levelbook::domain::Reading::value),
        Some(12.5),
        "told from the earlier edition to the later one"
    );
    bring_in(&writer, &early);

    let (other_folder, other, second_writer) = new_book();
    let other_reader = Reader::open(&other).expect("opens");
    for (name, text) in [("work.csv", first()), ("work-2.csv", second())] {
        bring_in(
            &second_writer,
            &review(&other_reader, other_folder.path(), name, &text),
        );
    }
    assert_eq!(
        dump(&path, &[2, 1]),
        dump(&other, &[1, 2]),
        "the order of coming in makes no difference"
    );
    writer.undo_import(Some(2), now()).expect("undoes");
    assert_eq!(dump(&path, &[1]), alone);
}

#[test]
fn an_edition_that_states_no_release_date_is_asked_about() {
    let (folder, path, writer) = new_book();
    let reader = Reader::open(&path).expect("opens");
    let undated = |text: String| {
        let lines = text.lines().filter(|line| !line.starts_with("Released,"));
        lines.collect::<Vec<_>>().join("\n")
    };
    let late = review(&reader, folder.path(), "work-2.csv", &undated(second()));
    let early = review(&reader, folder.path(), "work.csv", &undated(first()));
    bring_in(&writer, &late);
    let stands = values(&path);
    let before = dump(&path, &[1]);
    let refused = actions::write_review(&writer, early.clone(), now(), &Unwatched);
    assert!(matches!(
        refused,
        Err(ActionError::EditionUnclear { before: 1, .. })
    ));
    assert_eq!(
        dump(&path, &[1]),
        before,
        "nothing is written before it is said"
    );

    let comparison = reader.compare(&early).expect("compares");
    for (answer, later_stands) in [
        (EditionAnswer::Earlier, true),
        (EditionAnswer::Later, false),
    ] {
        let terms = ImportTerms {
            before: actions::settle_edition(&comparison, Some(answer)).expect("settled"),
            ..ImportTerms::default()
        };
        actions::write_review_on(&writer, early.clone(), terms, now(), &Unwatched)
            .expect("imports");
        let now_stands = values(&path);
        let kept = stands.iter().all(|value| now_stands.contains(value));
        assert_eq!(kept, later_stands, "{answer:?}");
        writer.undo_import(None, now()).expect("undoes");
    }
}

#[test]
fn figures_are_as_they_were_on_a_day() {
    let (folder, path, writer) = new_book();
    let reader = Reader::open(&path).expect("opens");
    let day = |text: &str| format!("{text}T12:00:00Z").parse().expect("a time");
    for (name, text, on) in [
        ("work.csv", first(), "2026-01-10"),
        ("work-2.csv", second(), "2026-02-10"),
    ] {
        let file = review(&reader, folder.path(), name, &text);
        actions::write_review(&writer, file, day(on), &Unwatched).expect("imports");
    }
    let count = |on: &str| {
        let as_of = AsOf::parse(on).expect("a day");
        let then = reader.as_of(as_of).expect("opens");
        then.observations(&Selection::default())
            .expect("reads")
            .len()
    };
    let all = reader
        .observations(&Selection::default())
        .expect("reads")
        .len();
    let before = SAMPLE.lines().count() - first().lines().count();
    assert_eq!(count("2026-01-09"), 0);
    assert_eq!(count("2026-01-10"), all - before);
    assert_eq!(count("2026-02-10"), all);

    let question = |address: &str| {
        let question = levelbook::questions::Question::from_address(address).expect(address);
        question.answer(&reader).expect(address)
    };
    let answer = question("ranking?indicator=employment-rate&areas=region&as-of=2026-01-31");
    assert_eq!(answer.notes[0], "Figures as they were on 31 January 2026.");
    assert!(
        answer
            .rows
            .iter()
            .all(|row| row.period.is_none_or(|period| period.label() == "2022"))
    );
    writer
        .undo_import(Some(1), day("2026-03-01"))
        .expect("undoes");
    let answer = question("ranking?indicator=employment-rate&areas=region&as-of=2026-02-20");
    assert!(answer.notes[0].contains("One import that stood then has been taken back since"));
}
