//! Every published file of the shared folder, read as the program reads it, against the committed table of what is understood
//! (`published_files/table.csv`) and against what a person found by looking at it (`published_files/judged.csv`).
//!
//! The folder is `../shared/data`, or what `LEVELBOOK_SHARED` names; where it is not there, nothing is compared and the tests say
//! so. `LEVELBOOK_LONG=1 cargo test --release --test published_files` reads the large files too, counts the tables that are read
//! rightly, and compares with an independent reading: two minutes, where a build that is not optimised takes half an hour. With
//! `UPDATE_GOLDEN=1` it writes the table anew; read the difference before it is kept.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

#[path = "shared/folder.rs"]
mod folder;
#[path = "published_files/golden.rs"]
mod golden;
#[path = "published_files/judged.rs"]
mod judged;
#[path = "published_files/run.rs"]
mod run;
#[path = "published_files/table.rs"]
mod table;

use judged::Verdict;

/// Tables that were found to be read rightly, of those that hold figures: never fewer.
const RIGHT: usize = 221;

#[test]
fn published_files_are_understood_as_the_table_says() {
    let Some(lines) = run::all() else {
        return;
    };
    let long = run::all_are_asked_for();
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        assert!(
            long,
            "the table is written anew from all files: set LEVELBOOK_LONG=1"
        );
        table::write(&table::path(), lines);
        return;
    }
    let mut expected = table::read(&table::path());
    expected.retain(|line| long || lines.iter().any(|read| read.file == line.file));
    let changes = table::changes(&expected, lines);
    assert!(
        changes.is_empty(),
        "{} tables are understood differently:\n{}",
        changes.len(),
        changes.join("\n")
    );
}

#[test]
fn tables_with_figures_import_with_a_question_at_most_and_none_wrongly() {
    let Some(lines) = run::all() else {
        return;
    };
    if !run::all_are_asked_for() {
        return;
    }
    let judgements = judged::read();
    let all: Vec<_> = lines
        .iter()
        .filter_map(|line| {
            let found = judgements
                .iter()
                .find(|one| one.file == line.file && one.sheet == line.sheet());
            if found.is_none() {
                println!("nobody has looked at {} {}", line.file, line.sheet());
            }
            found.map(|one| (one, judged::verdict(line, one)))
        })
        .collect();
    let count = |wanted: Verdict| all.iter().filter(|(_, verdict)| *verdict == wanted).count();
    let holding = all.iter().filter(|(one, _)| one.holds).count();
    println!("{}", judged::in_words(&all));
    for (one, _) in all.iter().filter(|(_, it)| *it == Verdict::WrongSilently) {
        println!("wrong without a question: {} {}", one.file, one.sheet);
    }
    let easy = [Verdict::Right, Verdict::NotJudged].map(count);
    println!(
        "{holding} of {} tables hold figures of indicators; {} import with a question at most: {} found right, {} not judged",
        all.len(),
        easy.iter().sum::<usize>(),
        easy[0],
        easy[1],
    );
    assert!(easy[0] >= RIGHT, "{} tables are read rightly", easy[0]);
    assert!(
        easy.iter().sum::<usize>() * 10 >= holding * 9,
        "fewer than 90 of 100 tables import with a question at most"
    );
    let wrong = count(Verdict::WrongSilently);
    assert_eq!(
        wrong, 0,
        "tables of which wrong figures are kept without a question"
    );
}

#[test]
fn figures_that_were_taken_by_eye_are_read_so() {
    let Some(shared) = folder::shared("") else {
        return;
    };
    let asker = run::Asker::new();
    let reader = asker.reader();
    let mut wrong = Vec::new();
    for (name, file, known) in golden::GOLDENS {
        let read = run::Asker::ask_and_answer(&reader, &shared.join(file)).unwrap();
        let found = golden::differences(name, &read.last);
        match known {
            Some(why) if found.is_empty() => {
                wrong.push(format!("{name} is right now: {why} no more"));
            }
            Some(why) => println!("{name}: {} of 20 wrong: {why}; {}", found.len(), found[0]),
            None => wrong.extend(found),
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn an_independent_reading_of_the_files_that_must_import_well_agrees_cell_by_cell() {
    let Some(shared) = folder::shared("") else {
        return;
    };
    if !run::all_are_asked_for() {
        return;
    }
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/acceptance.py");
    let ran = std::process::Command::new("python3")
        .args([script, env!("CARGO_BIN_EXE_levelbook")])
        .arg(shared)
        .output();
    match ran {
        Err(error) => eprintln!("passed over: python3 does not run here: {error}"),
        Ok(output) => {
            let said = String::from_utf8_lossy(&output.stdout);
            println!("{said}");
            assert!(
                output.status.success(),
                "{said}{}",
                String::from_utf8_lossy(&output.stderr)
            );
        }
    }
}
