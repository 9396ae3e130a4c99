//! How an import compares with other tools, in processor time and memory: `cargo bench --bench import`, or with a number of rows
//! behind `--`. The files are made first; a tool that is not installed is left out with a word. Each pair runs in turn, five
//! times, and the medians are told. Processor time hardly minds what else the machine does.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a bench that cannot go on says so by failing"
)]

use std::fmt::Write as _;
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

const RUNS: usize = 5;
const ROWS: u32 = 1_000_000;
const SHEET_ROWS: u32 = 100_000;
const HEADER: [&str; 12] = [
    "indicator_code",
    "indicator_name",
    "unit",
    "area_code",
    "area_name",
    "period",
    "sex",
    "age",
    "value",
    "lower_ci",
    "upper_ci",
    "status",
];

/// The next of a row of numbers that look like chance and are the same in every run.
fn next(state: &mut u64) -> f64 {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    (*state >> 11) as f64 / (1_u64 << 53) as f64
}

/// The rows of a tidy table: 60 indicators, 320 made-up places, 25 years, sexes and ages. Some are withheld, some have commas.
fn each_row(rows: u32, mut take: impl FnMut(&[String; 12])) {
    let mut chance = 0x2545_f491_4f6c_dd1d;
    for at in 0..rows {
        let (place, rest) = (at % 320, at / 320);
        let (year, rest) = (2000 + rest % 25, rest / 25);
        let (sex, rest) = (["All", "Female", "Male"][rest as usize % 3], rest / 3);
        let (indicator, age) = (rest % 60, ["All ages", "18+ yrs"][rest as usize / 60 % 2]);
        let value = 10_f64.powi(1 + indicator.cast_signed() % 4) * (0.8 + 0.4 * next(&mut chance));
        let width = value * 0.05;
        let seldom = next(&mut chance);
        let mut numbers = [value, value - width, value + width].map(|v| format!("{v:.4}"));
        let mut status = "Final";
        if seldom < 0.02 {
            numbers = ["[c]", "[c]", "[c]"].map(str::to_owned);
            status = "Suppressed";
        } else if indicator % 4 == 3 && seldom < 0.4 {
            numbers = [value, value - width, value + width].map(|v| {
                let whole = v as u32 + 1000;
                format!("{},{:03}", whole / 1000, whole % 1000)
            });
        }
        let [value, lower, upper] = numbers;
        take(&[
            format!("IND{:05}", 90_000 + indicator * 37),
            format!("Share of adults who did thing number {indicator}, by their own account"),
            "%".to_owned(),
            format!("X99{:06}", place + 1),
            format!("Made-up borough of place {place}, \"outer\""),
            year.to_string(),
            sex.to_owned(),
            age.to_owned(),
            value,
            lower,
            upper,
            status.to_owned(),
        ]);
    }
}

fn make_csv(path: &Path, rows: u32) {
    let mut out = csv::Writer::from_writer(BufWriter::new(std::fs::File::create(path).unwrap()));
    out.write_record(HEADER).unwrap();
    each_row(rows, |row| out.write_record(row).unwrap());
    out.flush().unwrap();
}

fn make_xlsx(path: &Path, rows: u32) {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (column, name) in (0..).zip(HEADER) {
        sheet.write(0, column, name).unwrap();
    }
    let mut at = 0;
    each_row(rows, |row| {
        at += 1;
        for (column, text) in (0..).zip(row) {
            match text.parse::<f64>() {
                Ok(number) if column >= 8 => sheet.write(at, column, number).unwrap(),
                _ => sheet.write(at, column, text).unwrap(),
            };
        }
    });
    book.save(path).unwrap();
}

fn make_ods(path: &Path, rows: u32) {
    let mut zip = zip::ZipWriter::new(std::fs::File::create(path).unwrap());
    let options = zip::write::SimpleFileOptions::default();
    zip.start_file(
        "mimetype",
        options.compression_method(zip::CompressionMethod::Stored),
    )
    .unwrap();
    zip.write_all(b"application/vnd.oasis.opendocument.spreadsheet")
        .unwrap();
    zip.start_file("META-INF/manifest.xml", options).unwrap();
    zip.write_all(br#"<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>"#).unwrap();
    zip.start_file("content.xml", options).unwrap();
    zip.write_all(br#"<?xml version="1.0"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2"><office:body><office:spreadsheet><table:table table:name="Data">"#).unwrap();
    let mut line = String::new();
    let mut row_of = |cells: &[String]| {
        line.clear();
        line.push_str("<table:table-row>");
        for (column, text) in cells.iter().enumerate() {
            let text = text.replace('"', "&quot;");
            let kind = if column >= 8 && text.parse::<f64>().is_ok() {
                format!("float\" office:value=\"{text}")
            } else {
                "string".to_owned()
            };
            write!(line, "<table:table-cell office:value-type=\"{kind}\"><text:p>{text}</text:p></table:table-cell>").unwrap();
        }
        line.push_str("</table:table-row>");
        zip.write_all(line.as_bytes()).unwrap();
    };
    row_of(&HEADER.map(str::to_owned));
    each_row(rows, |row| row_of(row));
    zip.write_all(b"</table:table></office:spreadsheet></office:body></office:document-content>")
        .unwrap();
    zip.finish().unwrap();
}

/// Memory of a process and of those that it started, in MB.
fn resident(pid: u32) -> f64 {
    let status = |pid: u32, name: &str| -> Option<u64> {
        let text = std::fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
        let line = text.lines().find(|line| line.starts_with(name))?;
        line.split_whitespace().nth(1)?.parse().ok()
    };
    let Ok(all) = std::fs::read_dir("/proc") else {
        return 0.0;
    };
    let family = all
        .filter_map(|entry| entry.ok()?.file_name().to_str()?.parse::<u32>().ok())
        .filter(|other| *other == pid || status(*other, "PPid:") == Some(u64::from(pid)));
    let kilobytes: u64 = family.filter_map(|of| status(of, "VmRSS:")).sum();
    kilobytes as f64 / 1024.0
}

/// Runs a command; gives its processor seconds, those of its children among them, and its greatest memory in MB.
fn run(command: &str) -> Option<(f64, f64)> {
    let timed = format!("TIMEFORMAT='%U %S'; time {command} >/dev/null 2>/dev/null");
    let child = Command::new("bash")
        .args(["-c", &timed])
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .ok()?;
    let done = Arc::new(AtomicBool::new(false));
    let watch = {
        let (done, shell) = (Arc::clone(&done), child.id());
        std::thread::Builder::new()
            .name("memory".to_owned())
            .spawn(move || {
                let mut most = 0_f64;
                while !done.load(Ordering::Relaxed) {
                    let children =
                        std::fs::read_to_string(format!("/proc/{shell}/task/{shell}/children"));
                    let pids = children.unwrap_or_default();
                    let now: f64 = pids
                        .split_whitespace()
                        .filter_map(|pid| pid.parse().ok())
                        .map(resident)
                        .sum();
                    most = most.max(now);
                    std::thread::sleep(Duration::from_millis(10));
                }
                most
            })
            .ok()?
    };
    let output = child.wait_with_output().ok()?;
    done.store(true, Ordering::Relaxed);
    let most = watch.join().ok()?;
    let told = String::from_utf8_lossy(&output.stderr);
    let seconds = told
        .lines()
        .last()?
        .split_whitespace()
        .map(|part| part.parse::<f64>().unwrap_or(0.0))
        .sum();
    output.status.success().then_some((seconds, most))
}

fn median(mut numbers: Vec<f64>) -> f64 {
    numbers.sort_by(f64::total_cmp);
    numbers[numbers.len() / 2]
}

/// Runs ours and the peer in turn and prints the medians and their ratio.
fn pair(what: &str, ours: &str, peer: &str, tool: &str, wanted: f64) {
    let there = Command::new("sh")
        .args(["-c", &format!("command -v {tool}")])
        .stdout(Stdio::null())
        .status();
    let peers = there.is_ok_and(|status| status.success());
    let (mut own, mut other, mut memory) = (Vec::new(), Vec::new(), 0_f64);
    for _ in 0..RUNS {
        let Some((seconds, most)) = run(ours) else {
            println!("{what}: ours failed");
            return;
        };
        own.push(seconds);
        memory = memory.max(most);
        if peers {
            other.extend(run(peer).map(|(seconds, _)| seconds));
        }
    }
    let own = median(own);
    if other.is_empty() {
        println!(
            "{what}: {own:.2} s, {memory:.0} MB; {tool} is not installed or failed, so there is nothing to compare with"
        );
        return;
    }
    let other = median(other);
    println!(
        "{what}: {own:.2} s, {memory:.0} MB; {tool} {other:.2} s; ratio {:.2} (wanted at most {wanted})",
        own / other
    );
}

fn main() {
    let rows: u32 = std::env::args()
        .skip(1)
        .find_map(|text| text.parse().ok())
        .unwrap_or(ROWS);
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("import-bench");
    std::fs::create_dir_all(&folder).unwrap();
    let at = |name: &str| folder.join(name).display().to_string();
    make_csv(&folder.join("figures.csv"), rows);
    make_xlsx(&folder.join("figures.xlsx"), rows.min(SHEET_ROWS));
    make_ods(&folder.join("figures.ods"), rows.min(SHEET_ROWS));
    let levelbook = env!("CARGO_BIN_EXE_levelbook");
    let book = at("bench.levelbook");
    let ours = |file: &str| {
        format!(
            "{{ rm -f '{book}'; '{levelbook}' new '{book}'; '{levelbook}' import '{book}' '{}'; }}",
            at(file)
        )
    };
    pair(
        &format!("CSV of {rows} rows"),
        &ours("figures.csv"),
        &format!(
            "{{ rm -f '{0}'; sqlite3 '{0}' '.import --csv {1} t'; }}",
            at("peer.db"),
            at("figures.csv")
        ),
        "sqlite3",
        0.75,
    );
    pair(
        "XLSX beside its bare unpacking",
        &ours("figures.xlsx"),
        &format!("unzip -p '{}'", at("figures.xlsx")),
        "unzip",
        4.5,
    );
    pair(
        "ODS beside its conversion to CSV",
        &ours("figures.ods"),
        &format!(
            "soffice --headless --convert-to csv --outdir '{}' '{}'",
            folder.display(),
            at("figures.ods")
        ),
        "soffice",
        0.25,
    );
}
