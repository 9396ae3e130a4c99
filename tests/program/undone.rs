//! Undo and redo by the program itself, killed at any moment: the book is as before the step or as after it, never between, and
//! what was to be undone still can be.

use std::fmt::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use rusqlite::types::Value;
use rusqlite::{Connection, OpenFlags};

use crate::running::Program;

/// Rows of the larger file.
const ROWS: usize = 12_000;

/// How often a step is killed; more for the long run.
fn kills() -> u32 {
    std::env::var("LEVELBOOK_KILLS")
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(12)
}

fn table(rows: usize, more: usize) -> String {
    let mut text = "Employer ID,Employer name,Period,Median pay gap %\n".to_owned();
    for row in 0..rows {
        let id = row / 3;
        let (year, gap) = (2020 + row % 3, (row + more) % 97);
        writeln!(text, "{:08},Employer {id},{year},{gap}.5", 1_000_000 + id).expect("text");
    }
    text
}

/// What the book holds, as another tool would read it once the journal of what was killed is rolled back.
fn held(book: &str) -> Vec<String> {
    let connection =
        Connection::open_with_flags(book, OpenFlags::SQLITE_OPEN_READ_WRITE).expect("opens");
    let mut lines = Vec::new();
    for query in [
        "SELECT indicator, subject, period, vintage, is_current, value, state FROM observations ORDER BY 1, 2, 3, 4",
        "SELECT * FROM confirmations ORDER BY 1, 2, 3, 4, 5",
        "SELECT * FROM coverage ORDER BY 1, 2, 3",
        "SELECT * FROM subjects ORDER BY 1",
        "SELECT * FROM indicators ORDER BY 1",
        "SELECT * FROM goal_links ORDER BY 1, 2, 3",
        "SELECT * FROM recipe_statements ORDER BY 1, 2",
        "SELECT number FROM imports WHERE undone = 0 ORDER BY 1",
        "SELECT name, is_done FROM undo_actions ORDER BY number",
    ] {
        let mut statement = connection.prepare(query).expect("reads");
        let columns = statement.column_count();
        let mut rows = statement.query([]).expect("reads");
        while let Some(row) = rows.next().expect("reads") {
            let values: Vec<Value> = (0..columns).map(|at| row.get(at).expect("reads")).collect();
            lines.push(format!("{values:?}"));
        }
    }
    lines
}

/// Starts a command and kills it after a while; true when it was done before.
fn killed(program: &Program, arguments: &[&str], after: Duration) -> bool {
    let mut child = Command::new(env!("CARGO_BIN_EXE_levelbook"))
        .args(arguments)
        .env("LEVELBOOK_HOME", program.path("home"))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("starts");
    std::thread::sleep(after);
    let done = child.try_wait().expect("known").is_some();
    let _ = child.kill();
    child.wait().expect("ends");
    done
}

#[test]
fn a_step_that_is_killed_at_any_moment_was_taken_or_not_and_can_still_be_taken() {
    let program = Program::new();
    let book = program.path("a.levelbook");
    program.done(&["new", &book]);
    let (first, second) = (program.path("first.csv"), program.path("second.csv"));
    std::fs::write(&first, table(300, 0)).expect("writes");
    std::fs::write(&second, table(ROWS, 1)).expect("writes");
    let organisations = ["--subjects", "organisations"];
    let import = |file: &str| {
        let all = [["import", &book, file].as_slice(), &organisations].concat();
        program.done(&all);
    };
    let empty = held(&book);
    import(&first);
    let one = held(&book);
    import(&second);
    let both = held(&book);
    program.done(&["undo", &book]);
    let back = held(&book);

    let started = Instant::now();
    program.done(&["redo", &book]);
    let lasts = started.elapsed();
    assert!(held(&book) == both, "redo gives exactly what was undone");

    let mut random = 88_172_645_463_325_252_u64;
    let (mut stopped, mut taken) = (0, 0);
    for _ in 0..kills() {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        let standing = held(&book) == both;
        let step = if standing { "undo" } else { "redo" };
        let after = lasts.mul_f64((random % 1000) as f64 / 900.0);
        killed(&program, &[step, &book], after);
        let now = held(&book);
        assert!(
            now == both || now == back,
            "between two states after {after:?} of {step}"
        );
        if (now == both) == standing {
            stopped += 1;
        } else {
            taken += 1;
        }
        assert!(Path::new(&book).exists());
    }
    println!("{stopped} steps were stopped, {taken} were taken before the kill");
    program.done(&["check", &book]);

    if held(&book) == both {
        program.done(&["undo", &book]);
    }
    let without_actions = |lines: &[String]| -> Vec<String> {
        let lines = lines.iter().filter(|line| !line.contains("import of"));
        lines.cloned().collect()
    };
    assert_eq!(without_actions(&held(&book)), without_actions(&one));
    program.done(&["undo", &book]);
    assert_eq!(without_actions(&held(&book)), without_actions(&empty));
    assert!(
        program
            .refused(&["undo", &book])
            .contains("nothing left to undo")
    );
}
