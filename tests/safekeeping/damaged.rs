//! P9 and P10: a damaged book never crashes us, never looks empty, and is never overwritten.

use std::fmt::Write as _;
use std::path::Path;
use std::sync::LazyLock;

use levelbook::book::{BookError, Reader, Writer, check, recover};
use levelbook::domain::State;
use levelbook::message::Explain;
use sha2::{Digest, Sha256};

use crate::made::{Made, dump, file, import, new_book, now, plain_to_write};

const PAGE: usize = 4096;

/// A book of some hundred pages with two imports, of which the second revises the first, and what it says.
struct Sound {
    bytes: Vec<u8>,
    says: Vec<String>,
    figures: u64,
}

static SOUND: LazyLock<Sound> = LazyLock::new(|| {
    let figures: Vec<Made> = (0..4000)
        .map(|number: u32| {
            let place: &'static str =
                Box::leak(format!("E{:08}", 6_000_001 + number % 250).into_boxed_str());
            let indicator = ["employment-rate", "neet"][(number / 250 % 2) as usize];
            let year = 2010 + i16::try_from(number / 500).expect("small");
            let given = if number.is_multiple_of(17) {
                Err(State::Confidential)
            } else {
                Ok(f64::from(number) / 8.0)
            };
            (indicator, place, year, given)
        })
        .collect();
    let revised: Vec<Made> = figures
        .iter()
        .take(300)
        .map(|of| (of.0, of.1, of.2, Ok(1.5)))
        .collect();
    let (_folder, path, writer) = new_book();
    import(&writer, &file("a", 1, &figures)).expect("imports");
    import(&writer, &file("a", 2, &revised)).expect("imports");
    drop(writer);
    Sound {
        bytes: std::fs::read(&path).expect("reads"),
        says: dump(&path, &[1, 2]),
        figures: Reader::open(&path)
            .expect("opens")
            .summary()
            .expect("reads")
            .figures,
    }
});

fn noise(seed: u32) -> impl Iterator<Item = u8> {
    let mut state = seed.wrapping_mul(2_654_435_761).wrapping_add(1);
    std::iter::repeat_with(move || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 24) as u8
    })
}

/// Every corruption: what was done, and the bytes.
fn corruptions() -> Vec<(String, Vec<u8>)> {
    let sound = &SOUND.bytes;
    let mut all: Vec<(String, Vec<u8>)> = Vec::new();
    for length in [
        0,
        1,
        15,
        16,
        99,
        100,
        511,
        512,
        PAGE,
        sound.len() / 2,
        sound.len() - 1,
    ] {
        all.push((format!("cut to {length} bytes"), sound[..length].to_vec()));
    }
    // Each field of the header, as the file format names them.
    for (at, length, field) in [
        (0, 16, "magic"),
        (16, 2, "page size"),
        (18, 1, "write version"),
        (19, 1, "read version"),
        (20, 1, "reserved"),
        (21, 1, "most of a payload"),
        (22, 1, "least of a payload"),
        (23, 1, "leaf payload"),
        (24, 4, "change counter"),
        (28, 4, "size in pages"),
        (32, 4, "first free page"),
        (36, 4, "free pages"),
        (40, 4, "schema cookie"),
        (44, 4, "schema format"),
        (48, 4, "cache size"),
        (52, 4, "largest root"),
        (56, 4, "encoding"),
        (60, 4, "version"),
        (64, 4, "incremental"),
        (68, 4, "application"),
        (72, 20, "kept for later"),
        (92, 4, "valid for"),
        (96, 4, "written by"),
    ] {
        for fill in [0x00_u8, 0xff] {
            let mut bytes = sound.clone();
            bytes[at..at + length].fill(fill);
            all.push((format!("{field} of {fill:02x}"), bytes));
        }
    }
    let pages = sound.len() / PAGE;
    for seed in 0..24_u32 {
        let page = (seed as usize * 7919 + 1) % pages;
        let mut bytes = sound.clone();
        let noise: Vec<u8> = noise(seed).take(PAGE).collect();
        bytes[page * PAGE..(page + 1) * PAGE].copy_from_slice(&noise);
        all.push((format!("page {} of noise", page + 1), bytes));
    }
    for page in [0, pages / 3, pages - 1] {
        let mut bytes = sound.clone();
        bytes[page * PAGE..(page + 1) * PAGE].fill(0);
        all.push((format!("page {} of zeros", page + 1), bytes));
    }
    for seed in 0..6_u32 {
        let mut bytes = sound.clone();
        let at = (seed as usize * 104_729 + 5000) % (sound.len() - 64);
        for (byte, noise) in bytes[at..at + 64].iter_mut().zip(noise(seed)) {
            *byte = noise;
        }
        all.push((format!("64 bytes of noise at {at}"), bytes));
    }
    let mut swapped = sound.clone();
    swapped.copy_within(3 * PAGE..4 * PAGE, 9 * PAGE);
    all.push(("a page twice".to_owned(), swapped));
    all.push((
        "a text".to_owned(),
        b"Area code,Value\nE12000001,71.5\n".repeat(200),
    ));
    all
}

/// No words of SQLite's own reach a person.
fn in_plain_words(case: &str, error: &BookError) {
    let said = error.explain();
    assert!(said.headline.contains("a.levelbook"), "{case}: {said}");
    assert!(!said.next.is_empty(), "{case}: {said}");
    for raw in [
        "SQLITE",
        "malformed",
        "disk image",
        "code ",
        "database disk",
    ] {
        assert!(!said.to_string().contains(raw), "{case}: {said}");
    }
}

/// The book says what the sound one says; where not, the first line that differs is named.
fn same(case: &str, says: &[String]) {
    let differs = says.iter().zip(&SOUND.says).find(|(a, b)| a != b);
    assert_eq!(differs, None, "{case}");
    assert_eq!(says.len(), SOUND.says.len(), "{case}");
}

fn digest(path: &Path) -> Vec<u8> {
    Sha256::digest(std::fs::read(path).expect("reads")).to_vec()
}

#[test]
fn p9_p10_every_damaged_book_opens_recovers_or_is_refused_and_stays_as_it_is() {
    let all = corruptions();
    assert!(all.len() >= 60, "{}", all.len());
    let (mut opened, mut refused, mut whole, mut partly, mut nothing) = (0, 0, 0, 0, 0);
    let mut told = String::new();
    for (case, bytes) in &all {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.levelbook");
        std::fs::write(&path, bytes).expect("writes");
        let before = digest(&path);
        match Reader::open(&path) {
            Ok(reader) => {
                opened += 1;
                // What opens says what it said, or the check finds what is wrong.
                let figures = reader.summary().map(|summary| summary.figures).ok();
                let sound = check(&path).is_ok_and(|report| report.is_sound());
                assert!(
                    !sound || figures == Some(SOUND.figures),
                    "{case}: {figures:?}"
                );
            }
            Err(error) => {
                refused += 1;
                in_plain_words(case, &error);
                if let Err(error) = Writer::open(&path) {
                    in_plain_words(case, &error);
                }
            }
        }
        let to = folder.path().join("recovered.levelbook");
        match recover(&path, &to, now()) {
            Ok(recovery) => {
                let figures = recovery.report.figures;
                assert!(
                    recovery.report.is_sound(),
                    "{case}: {:?}",
                    recovery.report.faults
                );
                assert!(figures <= SOUND.figures, "{case}: {figures}");
                let says = dump(&to, &[1, 2]);
                if figures == SOUND.figures && recovery.missing.is_empty() {
                    whole += 1;
                    same(case, &says);
                } else {
                    partly += 1;
                    assert!(
                        !recovery.missing.is_empty(),
                        "{case}: {figures} figures, nothing missing"
                    );
                }
                let _ = writeln!(
                    told,
                    "{case}: {figures} figures; {}",
                    recovery.missing.join(" ")
                );
                // A figure that is there is one that was there.
                for line in says.iter().filter(|line| line.starts_with("observations|")) {
                    let known = SOUND.says.binary_search(line).is_ok();
                    let was_behind = line.replace("|Integer(1)|", "|Integer(0)|");
                    let stands_now = line.contains("|Integer(1)|")
                        && SOUND.says.binary_search(&was_behind).is_ok();
                    assert!(
                        known || stands_now || case.contains("64 bytes") || line.contains("lost"),
                        "{case}: {line}"
                    );
                }
            }
            Err(error) => {
                nothing += 1;
                in_plain_words(case, &error);
                assert!(!to.exists(), "{case}");
                let _ = writeln!(told, "{case}: {}", error.explain().headline);
            }
        }
        assert_eq!(digest(&path), before, "{case}: the original has changed");
    }
    eprintln!("{told}");
    eprintln!(
        "{} corruptions: {opened} open, {refused} refused; {whole} recovered whole, {partly} in part, {nothing} not at all",
        all.len()
    );
    assert!(whole >= 30, "{whole} whole");
    assert!(nothing <= 12, "{nothing} not at all");
}

#[test]
fn p9_what_a_stranger_planted_stays_behind_when_the_figures_are_recovered() {
    for planted in [
        "CREATE TRIGGER planted AFTER INSERT ON imports BEGIN DELETE FROM observations; END",
        "CREATE VIEW planted AS SELECT randomblob(1000000000)",
        "PRAGMA writable_schema = 1; INSERT INTO sqlite_schema VALUES
             ('table', 'planted', 'planted', 0, 'CREATE VIRTUAL TABLE planted USING rtree (id, a, b)')",
        "DROP VIEW figures",
        "CREATE TABLE planted (a); INSERT INTO planted VALUES (1)",
    ] {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.levelbook");
        std::fs::write(&path, &SOUND.bytes).expect("writes");
        plain_to_write(&path)
            .execute_batch(planted)
            .expect("plants");
        let before = digest(&path);
        let refused = Reader::open(&path).err().expect("refused");
        assert!(matches!(refused, BookError::Altered(..)), "{refused}");
        assert!(refused.explain().next.contains("Recover"), "{refused}");
        let to = folder.path().join("recovered.levelbook");
        let recovery = recover(&path, &to, now()).expect("recovers");
        assert_eq!(recovery.missing, Vec::<String>::new(), "{planted}");
        same(planted, &dump(&to, &[1, 2]));
        assert_eq!(digest(&path), before);
    }
}

#[test]
fn p9_a_table_that_another_program_changed_is_named_and_left_out() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.levelbook");
    std::fs::write(&path, &SOUND.bytes).expect("writes");
    plain_to_write(&path)
        .execute_batch("DROP TABLE problems; CREATE VIEW problems AS SELECT 1")
        .expect("changes");
    let to = folder.path().join("recovered.levelbook");
    let recovery = recover(&path, &to, now()).expect("recovers");
    assert_eq!(recovery.report.figures, SOUND.figures);
    let said = recovery.missing.join(" ");
    assert!(said.contains("what was noticed in files"), "{said}");
}

/// An action that was cut off is rolled back on a copy; the book and its journal stay as they are.
#[test]
fn p10_a_cut_off_action_is_rolled_back_on_a_copy() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("whole.levelbook");
    std::fs::write(&path, &SOUND.bytes).expect("writes");
    let other = plain_to_write(&path);
    other
        .execute_batch(
            "PRAGMA cache_size = 1; BEGIN IMMEDIATE; DELETE FROM observations WHERE period > 2;",
        )
        .expect("writes");
    let cut = folder.path().join("a.levelbook");
    let journal = |book: &Path| std::path::PathBuf::from(format!("{}-journal", book.display()));
    std::fs::copy(&path, &cut).expect("copies");
    std::fs::copy(journal(&path), journal(&cut)).expect("copies");
    drop(other);
    let before = (digest(&cut), digest(&journal(&cut)));
    let to = folder.path().join("recovered.levelbook");
    let recovery = recover(&cut, &to, now()).expect("recovers");
    assert_eq!(recovery.report.figures, SOUND.figures);
    same("a cut-off action", &dump(&to, &[1, 2]));
    assert_eq!((digest(&cut), digest(&journal(&cut))), before);
}

#[test]
fn p10_recovery_takes_no_files_place() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.levelbook");
    std::fs::write(&path, &SOUND.bytes).expect("writes");
    for to in [&path, &folder.path().join("b.levelbook")] {
        std::fs::write(folder.path().join("b.levelbook"), "my thesis").expect("writes");
        assert!(matches!(
            recover(&path, to, now()),
            Err(BookError::Exists(_))
        ));
    }
    assert_eq!(std::fs::read(&path).expect("reads"), SOUND.bytes);
}

/// What everything refers to is known again from an index and from what files say.
#[test]
fn p9_a_lost_table_of_periods_groups_places_or_indicators_costs_no_figure() {
    for table in ["periods", "people_groups", "subjects", "indicators"] {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.levelbook");
        std::fs::write(&path, &SOUND.bytes).expect("writes");
        let root: u32 = plain_to_write(&path)
            .query_row(
                "SELECT rootpage FROM sqlite_schema WHERE name = ?1",
                [table],
                |row| row.get(0),
            )
            .expect("a page");
        let root = root as usize * PAGE;
        let mut bytes = SOUND.bytes.clone();
        bytes[root - PAGE..root].fill(0xa5);
        std::fs::write(&path, &bytes).expect("writes");
        let to = folder.path().join("recovered.levelbook");
        let recovery = recover(&path, &to, now()).expect("recovers");
        assert_eq!(
            recovery.report.figures, SOUND.figures,
            "{table}: {:?}",
            recovery.missing
        );
        assert_eq!(recovery.report.faults, Vec::<String>::new(), "{table}");
        assert!(
            recovery.missing.concat().contains("made again"),
            "{:?}",
            recovery.missing
        );
        same(table, &dump(&to, &[1, 2]));
    }
}
