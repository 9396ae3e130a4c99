//! Cancel at any moment: while a file is read, understood or written, or taken back. The book is as it was, to the byte.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on should say so and end"
)]

use std::fmt::Write as _;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, OnceLock};
use std::time::{Duration, Instant};

use jiff::Timestamp;
use levelbook::actions::{self, RecipeChoice};
use levelbook::book::{ImportTerms, Writer, check};
use levelbook::import::{ReadingChoices, WorkerProgram};
use levelbook::message::Progress;

/// Rows of the file: enough to be looked after in every stage, and many where `tests/faults/run.sh full` asks for them.
fn rows() -> usize {
    match std::env::var("LEVELBOOK_FAULTS").as_deref() {
        Ok("full") => 300_000,
        _ => 4_500,
    }
}

/// Moments at which the work is stopped; more where `tests/faults/run.sh` asks for them.
fn moments() -> u64 {
    if std::env::var_os("LEVELBOOK_FAULTS").is_some() {
        200
    } else {
        50
    }
}

/// Loses patience at the nth time that it is spoken to.
struct Impatient {
    at: u64,
    spoken_to: AtomicU64,
    stage: Mutex<String>,
    since: OnceLock<Instant>,
}

impl Impatient {
    fn at(at: u64) -> Self {
        Self {
            at,
            spoken_to: AtomicU64::new(0),
            stage: Mutex::default(),
            since: OnceLock::new(),
        }
    }

    /// How long it took until the work ended after patience was lost.
    fn waited(&self) -> Duration {
        self.since.get().map_or(Duration::ZERO, Instant::elapsed)
    }

    /// The first word of what was being done when patience was lost.
    fn stage(&self) -> String {
        self.stage.lock().expect("nobody panicked").clone()
    }
}

impl Progress for Impatient {
    fn report(&self, _done: u64, _total: u64, words: &str) {
        if self.spoken_to.fetch_add(1, Ordering::Relaxed) < self.at {
            let first = words.split(' ').next().unwrap_or_default();
            first.clone_into(&mut self.stage.lock().expect("nobody panicked"));
        }
    }

    fn is_cancelled(&self) -> bool {
        let is_lost = self.spoken_to.fetch_add(1, Ordering::Relaxed) >= self.at;
        if is_lost {
            self.since.get_or_init(Instant::now);
        }
        is_lost
    }
}

fn now() -> Timestamp {
    "2026-11-22T10:15:00Z".parse().expect("a time")
}

fn table() -> String {
    let mut text = "Employer ID,Employer name,Period,Median pay gap %\n".to_owned();
    for row in 0..rows() {
        let id = row / 3;
        let (year, gap) = (2020 + row % 3, row % 97);
        writeln!(text, "{:08},Employer {id},{year},{gap}.5", 1_000_000 + id).expect("text");
    }
    text
}

/// Reads, understands and writes the file; true when it is in the book.
fn import(book: &Path, file: &Path, progress: &Impatient) -> bool {
    let writer = Writer::open(book).expect("opens");
    let reader = levelbook::book::Reader::open(book).expect("opens");
    let worker = WorkerProgram::at(env!("CARGO_BIN_EXE_levelbook"));
    let choices = ReadingChoices {
        subjects: Some(levelbook::import::SubjectsAre::Organisations),
        ..ReadingChoices::default()
    };
    let read = (&choices, &RecipeChoice::Recognised);
    let written = actions::read_file(&reader, file, read, &worker, progress).and_then(|read| {
        assert!(
            read.review.counts().kept as usize >= rows(),
            "{:?}",
            read.review.counts()
        );
        let terms = ImportTerms {
            recipe: read.recipe,
            ..ImportTerms::default()
        };
        actions::write_review_on(&writer, read.review, terms, now(), progress)
    });
    match written {
        Ok(_) => true,
        Err(error) => {
            let said = format!("{error:?}");
            assert!(said.contains("Cancelled"), "{said}");
            false
        }
    }
}

#[test]
fn an_import_that_is_cancelled_at_any_moment_leaves_the_book_as_it_was() {
    let folder = tempfile::tempdir().expect("a folder");
    let (empty, full) = (
        folder.path().join("empty.levelbook"),
        folder.path().join("full.levelbook"),
    );
    let file = folder.path().join("pay gaps.csv");
    std::fs::write(&file, table()).expect("writes");
    drop(Writer::create(&empty, now()).expect("a new book"));
    std::fs::copy(&empty, &full).expect("copies");
    let patient = Impatient::at(u64::MAX);
    assert!(import(&full, &file, &patient));
    let times = patient.spoken_to.load(Ordering::Relaxed);
    let before = std::fs::read(&empty).expect("reads");

    let mut stages = std::collections::BTreeSet::new();
    let mut random = 88_172_645_463_325_252_u64;
    let (mut longest, mut done) = (Duration::ZERO, 0);
    let mut cancelled = 0;
    while cancelled < moments() {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        let impatient = Impatient::at(random % times);
        if import(&empty, &file, &impatient) {
            // It was done before patience was lost.
            std::fs::write(&empty, &before).expect("writes");
            done += 1;
            assert!(
                done < moments(),
                "the import ends before anybody can stop it"
            );
            continue;
        }
        cancelled += 1;
        longest = longest.max(impatient.waited());
        stages.insert(impatient.stage());
        assert_eq!(
            std::fs::read(&empty).expect("reads"),
            before,
            "{}",
            impatient.at
        );
    }
    println!(
        "P18 cancelled: {cancelled} moments of an import of {} rows, the longest wait {longest:?}; {done} more were too late",
        rows()
    );
    // In a run of all tests others have the processors, too.
    let most = if moments() > 50 { 1 } else { 3 };
    assert!(longest < Duration::from_secs(most), "{longest:?}");
    for stage in ["Reading", "Understanding", "Writing"] {
        assert!(
            stages.contains(stage),
            "none was stopped while {stage}: {stages:?}"
        );
    }
    assert_eq!(check(&empty).expect("opens").faults, Vec::<String>::new());

    let before = std::fs::read(&full).expect("reads");
    let writer = Writer::open(&full).expect("opens");
    let stopped = writer.undo_import_watched(None, now(), &Impatient::at(0));
    assert!(stopped.is_err(), "the undo is cancelled too");
    drop(writer);
    assert_eq!(std::fs::read(&full).expect("reads"), before);
}
