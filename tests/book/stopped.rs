//! Cancel takes hold within a second at any moment of an import, of its undo and of its redo, and the book is as it was.
//! `LEVELBOOK_FIGURES=300000 LEVELBOOK_MOMENTS=200` is the long run.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use crate::made::{Made, file, new_book, now, plain};
use levelbook::book::{BookError, Writer, check};
use levelbook::import::ReviewedFile;
use levelbook::message::{Progress, Unwatched};

fn of_environment(name: &str, otherwise: usize) -> usize {
    std::env::var(name)
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(otherwise)
}

/// So many figures of 300 indicators and as many organisations as that takes, over ten years.
fn figures(count: usize, more: i32) -> Vec<Made> {
    let names = |prefix: &str, count: usize| -> Vec<&'static str> {
        (0..count)
            .map(|at| &*Box::leak(format!("{prefix}{at:06}").into_boxed_str()))
            .collect()
    };
    let (indicators, subjects) = (names("indicator-", 30), names("", count.div_ceil(300)));
    let mut all = Vec::with_capacity(count);
    for indicator in indicators {
        for subject in &subjects {
            for year in 0..10i16 {
                let value = f64::from((i32::from(year) * 7 + more) % 90);
                all.push((indicator, *subject, 2010 + year, Ok(value)));
            }
        }
    }
    all.truncate(count);
    all
}

/// Wants to stop after a while, and notes when that was.
struct Hasty {
    begun: Instant,
    patience: Duration,
    asked: AtomicBool,
    at_micros: AtomicU64,
}

impl Hasty {
    fn new(patience: Duration) -> Self {
        Self {
            begun: Instant::now(),
            patience,
            asked: AtomicBool::new(false),
            at_micros: AtomicU64::new(0),
        }
    }

    /// How long ago it asked, if it did.
    fn waited(&self) -> Duration {
        let at = Duration::from_micros(self.at_micros.load(Ordering::Relaxed));
        self.begun.elapsed().saturating_sub(at)
    }
}

impl Progress for Hasty {
    fn report(&self, _: u64, _: u64, _: &str) {}

    fn is_cancelled(&self) -> bool {
        if self.begun.elapsed() < self.patience {
            return false;
        }
        if !self.asked.swap(true, Ordering::Relaxed) {
            // The click itself is up to one look earlier.
            let at = u64::try_from(self.patience.as_micros()).unwrap_or(u64::MAX);
            self.at_micros.store(at, Ordering::Relaxed);
        }
        true
    }
}

/// What tells the states of the book apart.
fn state(path: &std::path::Path) -> (i64, i64, i64, i64) {
    plain(path)
        .query_row(
            "SELECT (SELECT count(*) FROM observations), (SELECT count(*) FROM imports WHERE undone = 0),
                 (SELECT count(*) FROM undo_actions WHERE is_done = 0), (SELECT revision FROM meta)",
            [],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)),
        )
        .expect("reads")
}

#[derive(Clone, Copy, Debug)]
enum Work {
    Import,
    Undo,
    Redo,
}

fn work(
    writer: &Writer,
    of: Work,
    file: &Arc<ReviewedFile>,
    progress: &dyn Progress,
) -> Result<(), BookError> {
    match of {
        Work::Import => writer.import(Arc::clone(file), now(), progress).map(|_| ()),
        Work::Undo => writer.undo(now(), progress).map(|_| ()),
        Work::Redo => writer.redo(now(), progress).map(|_| ()),
    }
}

#[test]
fn cancel_takes_hold_within_a_second_and_leaves_the_book_as_it_was() {
    let count = of_environment("LEVELBOOK_FIGURES", 15_000);
    let moments = of_environment("LEVELBOOK_MOMENTS", 18);
    let (_folder, path, writer) = new_book();
    let before = figures(count / 3, 0);
    writer
        .import(file("before", 1, &before), now(), &Unwatched)
        .expect("imports");
    let large = Arc::new(file("large", 2, &figures(count, 1)));

    let mut random = 88_172_645_463_325_252_u64;
    let (mut slowest, mut cancelled) = (Duration::ZERO, 0);
    for of in [Work::Import, Work::Undo, Work::Redo] {
        if matches!(of, Work::Undo) {
            work(&writer, Work::Import, &large, &Unwatched).expect("imports");
        }
        if matches!(of, Work::Redo) {
            writer.undo(now(), &Unwatched).expect("undoes");
        }
        let started = Instant::now();
        work(&writer, of, &large, &Unwatched).expect("is done");
        let lasts = started.elapsed();
        println!("{of:?} of {count} figures: {lasts:?}");
        match of {
            Work::Redo | Work::Import => writer.undo(now(), &Unwatched).map(|_| ()),
            Work::Undo => writer.redo(now(), &Unwatched).map(|_| ()),
        }
        .expect("goes back");
        for _ in 0..moments.div_ceil(3) {
            random ^= random << 13;
            random ^= random >> 7;
            random ^= random << 17;
            let hasty = Hasty::new(lasts.mul_f64((random % 1000) as f64 / 1000.0));
            let was = state(&path);
            match work(&writer, of, &large, &hasty) {
                Ok(()) => {
                    // It was done before, or past the last moment.
                    match of {
                        Work::Redo | Work::Import => writer.undo(now(), &Unwatched).map(|_| ()),
                        Work::Undo => writer.redo(now(), &Unwatched).map(|_| ()),
                    }
                    .expect("goes back");
                }
                Err(BookError::Cancelled) => {
                    cancelled += 1;
                    slowest = slowest.max(hasty.waited());
                    assert_eq!(state(&path), was, "{of:?} after {:?}", hasty.patience);
                }
                Err(error) => panic!("{error:?}"),
            }
        }
    }
    println!("{cancelled} of {moments} were cancelled; the slowest took {slowest:?}");
    assert!(
        cancelled > 0 && slowest < Duration::from_secs(1),
        "{slowest:?}"
    );
    assert_eq!(check(&path).expect("opens").faults, Vec::<String>::new());
}
