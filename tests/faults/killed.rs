//! The command line killed at any moment of an import.

use std::fmt::Write as _;
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use crate::oracle::{left_behind, nobody_left, whole_book};
use crate::power::Chance;
use crate::preload::levelbook;
use crate::{Reach, reach};

/// A file of so many figures of employers.
fn write_figures(path: &Path, rows: usize) {
    let mut text = "Employer ID,Employer name,Period,Median pay gap %\n".to_owned();
    for row in 0..rows {
        let (id, year, gap) = (row / 3, 2020 + row % 3, row % 97);
        writeln!(text, "{:08},Employer {id},{year},{gap}.5", 1_000_000 + id).expect("text");
    }
    std::fs::write(path, text).expect("writes");
}

#[test]
fn an_import_that_is_killed_at_any_moment_is_all_or_nothing() {
    let (rows, moments) = match reach() {
        Reach::Short => (4_000, 6),
        Reach::Quick => (30_000, 30),
        Reach::Full => (300_000, 100),
    };
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    let (book, kept, file) = (
        root.join("a.levelbook"),
        root.join("kept"),
        root.join("figures.csv"),
    );
    write_figures(&file, rows);
    let text = |path: &Path| path.to_str().expect("a path of text").to_owned();
    let made = levelbook(root, &["new".to_owned(), text(&book)]).output();
    assert!(made.expect("runs").status.success());
    std::fs::copy(&book, &kept).expect("copies");
    let before = whole_book(&book);
    let import: Vec<String> = [
        "import",
        &text(&book),
        &text(&file),
        "--subjects",
        "organisations",
    ]
    .map(str::to_owned)
    .to_vec();
    let started = Instant::now();
    let whole = levelbook(root, &import).output().expect("runs");
    let took = started.elapsed();
    assert!(
        whole.status.success(),
        "{}",
        String::from_utf8_lossy(&whole.stderr)
    );
    let after = whole_book(&book);
    assert!(after.len() >= before.len() + rows);

    let mut chance = Chance(0x4B1_11ED);
    let (mut was_before, mut was_after, mut unfinished) = (0, 0, 0);
    let mut longest = Duration::ZERO;
    for moment in 0..moments {
        std::fs::copy(&kept, &book).expect("copies");
        let mut running = levelbook(root, &import)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("starts");
        let share = chance.below(1050) as u32;
        std::thread::sleep(took * share / 1000);
        running.kill().expect("killed");
        running.wait().expect("ended");
        nobody_left(root);
        unfinished += usize::from(root.join("a.levelbook-journal").exists());
        let opening = Instant::now();
        drop(levelbook::book::Reader::open(&book).expect("opens at once"));
        longest = longest.max(opening.elapsed());
        let seen = whole_book(&book);
        was_before += usize::from(seen == before);
        was_after += usize::from(seen == after);
        assert!(
            seen == before || seen == after,
            "moment {moment}, after {share} of 1000: {} rows, {} before, {} after",
            seen.len(),
            before.len(),
            after.len()
        );
        assert_eq!(left_behind(root), Vec::<std::path::PathBuf>::new());
    }
    println!(
        "P6 killed: {moments} moments of an import of {rows} rows in {took:?}: {was_before} before, {was_after} after, \
         none between; {unfinished} were in the middle of writing; opened in {longest:?} at the longest"
    );
}
