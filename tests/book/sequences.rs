//! Any sequence of imports, of earlier editions that come in late and of undos: what stands is what the standing imports alone
//! would have made, in the order of their editions.

use proptest::collection::vec;
use proptest::prelude::*;

use jiff::{SignedDuration, Timestamp};

use crate::made::{Made, dump, file, import, new_book, now};
use levelbook::book::{ImportTerms, Reader, Selection, check};
use levelbook::domain::{AsOf, State};
use levelbook::message::Unwatched;

const INDICATORS: [&str; 2] = ["employment-rate", "pay-gap"];
const SUBJECTS: [&str; 2] = ["E12000001", "00123"];

#[derive(Clone, Debug)]
enum Step {
    Import(Vec<Made>),
    /// An edition earlier than the standing import at an index.
    Earlier(usize, Vec<Made>),
    Undo(usize),
}

fn made() -> impl Strategy<Value = Made> {
    // Few places and few values, so that figures meet, differ, agree and come back.
    (0..2usize, 0..2usize, 0..3i32).prop_map(|(indicator, subject, given)| {
        let given = match given {
            0 => Err(State::Confidential),
            value => Ok(f64::from(value - 1)),
        };
        (INDICATORS[indicator], SUBJECTS[subject], 2023, given)
    })
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        3 => vec(made(), 1..6).prop_map(Step::Import),
        2 => (0..8usize, vec(made(), 1..6)).prop_map(|(at, figures)| Step::Earlier(at, figures)),
        2 => (0..8usize).prop_map(Step::Undo),
    ]
}

/// The time of the action after so many others.
fn at(step: u32) -> Timestamp {
    now() + SignedDuration::from_hours(i64::from(step))
}

/// What a reader sees, each figure with its cell; the imports named by their releases.
fn seen(reader: &Reader, release: impl Fn(u32) -> u32) -> Vec<String> {
    let mut seen: Vec<String> = reader
        .observations(&Selection::default())
        .expect("reads")
        .into_iter()
        .map(|figure| {
            format!(
                "{} {} {} {:?} {} {}",
                figure.indicator,
                figure.subject,
                figure.period.label(),
                figure.reading,
                release(figure.origin.import),
                figure.origin.cell()
            )
        })
        .collect();
    seen.push(format!("{:?}", reader.figure_counts().expect("reads")));
    seen.push(format!("{:?}", reader.periods(None).expect("reads")));
    seen.push(format!("{:?}", reader.summary().expect("reads").figures));
    let subjects = reader.subjects().expect("reads");
    let codes: std::collections::BTreeSet<_> = subjects.iter().map(|of| &of.code.0).collect();
    seen.push(format!("{codes:?}"));
    seen
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 30, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_was_is_what_the_imports_of_that_time_alone_would_make(steps in vec(step(), 1..10)) {
        let (_folder, path, writer) = new_book();
        // Number, release and figures of each import that stands, in the order of their editions. An import's release is
        // also the hour of its import.
        let mut standing: Vec<(u32, u32, Vec<Made>)> = Vec::new();
        let hours = u32::try_from(steps.len()).expect("few");
        for (release, step) in (0..).zip(steps) {
            let terms = match &step {
                Step::Earlier(at, _) => standing.get(*at).map(|of| of.0),
                _ => None,
            };
            match step {
                Step::Import(figures) | Step::Earlier(_, figures) => {
                    let place = standing.iter().position(|of| Some(of.0) == terms);
                    let terms = ImportTerms { before: terms, ..ImportTerms::default() };
                    let outcome = writer
                        .import_on(file("a", release, &figures), terms, at(release), &Unwatched)
                        .expect("imports");
                    let number = outcome.import.expect("a record").number;
                    standing.insert(place.unwrap_or(standing.len()), (number, release, figures));
                }
                Step::Undo(which) if which < standing.len() => {
                    let (number, ..) = standing.remove(which);
                    writer.undo_import(Some(number), at(release)).expect("undoes");
                }
                Step::Undo(_) => {}
            }
        }
        let reader = Reader::open(&path).expect("opens");
        for hour in 0..hours {
            let then = reader.as_of(AsOf::Moment(at(hour))).expect("reads");
            let (_beside, alone, other) = new_book();
            let of_then: Vec<_> = standing.iter().filter(|(_, release, _)| *release <= hour).collect();
            for (_, release, figures) in &of_then {
                import(&other, &file("a", *release, figures)).expect("imports");
            }
            let releases = |number: u32| {
                standing.iter().find(|of| of.0 == number).map_or(u32::MAX, |of| of.1)
            };
            prop_assert_eq!(
                seen(&then, releases),
                seen(&Reader::open(&alone).expect("opens"), |number| of_then[number as usize - 1].1)
            );
        }
    }

    #[test]
    fn what_stands_is_what_the_standing_imports_alone_would_make(steps in vec(step(), 1..12)) {
        let (_folder, path, writer) = new_book();
        let empty = dump(&path, &[]);
        let mut standing: Vec<(u32, u32, Vec<Made>)> = Vec::new();
        for (release, step) in (0..).zip(steps) {
            match step {
                Step::Import(figures) => {
                    let outcome = import(&writer, &file("a", release, &figures)).expect("imports");
                    standing.push((outcome.import.expect("a record").number, release, figures));
                }
                Step::Earlier(at, figures) if at < standing.len() => {
                    let before = Some(standing[at].0);
                    let terms = ImportTerms { before, ..ImportTerms::default() };
                    let outcome = writer
                        .import_on(file("a", release, &figures), terms, now(), &Unwatched)
                        .expect("imports");
                    let number = outcome.import.expect("a record").number;
                    standing.insert(at, (number, release, figures));
                }
                Step::Undo(at) if at < standing.len() => {
                    let (number, ..) = standing.remove(at);
                    writer.undo_import(Some(number), now()).expect("undoes");
                }
                Step::Earlier(..) | Step::Undo(_) => {}
            }
            prop_assert_eq!(check(&path).expect("opens").faults, Vec::<String>::new());
        }

        let numbers: Vec<u32> = standing.iter().map(|(number, ..)| *number).collect();
        let (_beside, alone, other) = new_book();
        for (_, release, figures) in &standing {
            import(&other, &file("a", *release, figures)).expect("imports");
        }
        let each: Vec<u32> = (1..=u32::try_from(standing.len()).expect("few")).collect();
        prop_assert_eq!(dump(&path, &numbers), dump(&alone, &each));

        for number in numbers {
            writer.undo_import(Some(number), now()).expect("undoes");
        }
        prop_assert_eq!(dump(&path, &[]), empty);
    }
}
