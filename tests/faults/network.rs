//! Nothing leaves the machine: the program works with every network taken away, and asks for none.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use crate::preload::levelbook;
use crate::{Reach, reach};

/// Everything that the command line can do, in one run.
fn script(root: &Path) -> Vec<Vec<String>> {
    let of = |name: &str| root.join(name).to_str().expect("a path of text").to_owned();
    let book = of("a.levelbook");
    let ranking = "ranking?indicator=made-up-rate&areas=region";
    std::fs::write(
        root.join("figures.csv"),
        "areacd,areanm,indicator,period,observation,unit,status\n\
         E12000001,North East,Made-up rate,2023,1.5,%,\n\
         E12000002,North West,Made-up rate,2023,2.5,%,\n",
    )
    .expect("writes");
    let commands: [&[&str]; 12] = [
        &["new", &book],
        &["import", &book, &of("figures.csv")],
        &["list", &book, "indicators"],
        &["ask", &book, ranking],
        &["draw", &book, ranking, "-o", &of("a.svg")],
        &["draw", &book, ranking, "-o", &of("a.png")],
        &["report", &book, "-o", &of("a.html")],
        &["report", &book, "-o", &of("a.pdf")],
        &["export", &book, "-o", &of("a.csv")],
        &["export", &book, "-o", &of("a.xlsx")],
        &["backup", &book, "-o", &of("copy.levelbook")],
        &["check", &book],
    ];
    commands
        .iter()
        .map(|command| command.iter().map(|part| (*part).to_owned()).collect())
        .collect()
}

/// The command, started by another program.
fn by(starter: &str, arguments: &[&str], root: &Path, command: &[String]) -> Command {
    let program = levelbook(root, command);
    let mut outer = Command::new(starter);
    outer
        .args(arguments)
        .arg(program.get_program())
        .args(command);
    for (name, value) in program.get_envs() {
        match value {
            Some(value) => outer.env(name, value),
            None => outer.env_remove(name),
        };
    }
    outer.current_dir(root);
    outer
}

fn is_there(program: &str, arguments: &[&str]) -> bool {
    let tried = Command::new(program).args(arguments).arg("true").output();
    let works = tried.is_ok_and(|output| output.status.success());
    if !works {
        println!("passed over: {program} does not work here");
    }
    works
}

#[test]
fn nothing_asks_for_a_network() {
    let traced = ["-f", "-qq", "-e", "trace=network", "-o"];
    let folder = tempfile::tempdir().expect("a folder");
    let trace = folder.path().join("trace");
    let trace = trace.to_str().expect("a path of text");
    let options: Vec<&str> = traced.into_iter().chain([trace]).collect();
    if !is_there("strace", &options) {
        return;
    }
    for command in script(folder.path()) {
        let output = by("strace", &options, folder.path(), &command)
            .output()
            .expect("runs");
        assert!(
            output.status.success(),
            "{command:?}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
        let asked = std::fs::read_to_string(trace).expect("a trace");
        // A worker that is ended leaves a line about its end.
        let asked: Vec<&str> = asked
            .lines()
            .filter(|line| line.contains('(') && !line.contains("socketpair("))
            .collect();
        assert!(asked.is_empty(), "{command:?}: {asked:?}");
    }
}

#[test]
fn everything_works_where_there_is_no_network() {
    let alone = ["--user", "--map-root-user", "--net"];
    if !is_there("unshare", &alone) {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    for command in script(folder.path()) {
        let output = by("unshare", &alone, folder.path(), &command)
            .output()
            .expect("runs");
        assert!(
            output.status.success(),
            "{command:?}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
    }
}

#[test]
fn the_window_speaks_to_the_display_and_the_desktop_alone() {
    if reach() == Reach::Short || !is_there("strace", &["-qq", "-o", "/dev/null"]) {
        return;
    }
    let started = Command::new("Xvfb")
        .args(["-displayfd", "1", "-screen", "0", "1280x720x24"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn();
    let Ok(mut display) = started else {
        println!("passed over: there is no Xvfb");
        return;
    };
    let mut number = String::new();
    let told = BufReader::new(display.stdout.take().expect("its output")).read_line(&mut number);
    told.expect("the number of the display");
    let folder = tempfile::tempdir().expect("a folder");
    let trace = folder.path().join("trace");
    let program = crate::preload::program();
    let ended = Command::new("strace")
        .args(["-f", "-qq", "-e", "trace=network", "-o"])
        .arg(&trace)
        .args(["timeout", "20"])
        .arg(program)
        .env("LEVELBOOK_HOME", folder.path().join("home"))
        .env("DISPLAY", format!(":{}", number.trim()))
        .env_remove("WAYLAND_DISPLAY")
        .output();
    display.kill().expect("ends");
    display.wait().expect("ended");
    ended.expect("runs");
    let asked = std::fs::read_to_string(trace).expect("a trace");
    assert!(asked.contains("AF_UNIX"), "the window was opened: {asked}");
    let others: Vec<&str> = asked
        .lines()
        .filter(|line| line.contains("AF_INET"))
        .collect();
    assert!(others.is_empty(), "{others:?}");
}
