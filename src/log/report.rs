use std::backtrace::Backtrace;
use std::cell::Cell;
use std::fmt::Write as _;
use std::io::Write as _;
use std::panic::PanicHookInfo;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::PoisonError;

use jiff::Timestamp;

use super::cleaning::cleaned;
use super::log;

/// Reports that are kept.
const MOST: usize = 20;

/// The last report of this run.
static LAST: Mutex<Option<PathBuf>> = Mutex::new(None);

thread_local! {
    static REPORTING: Cell<bool> = const { Cell::new(false) };
}

/// From now on the log is kept in this folder, and a fault of the program leaves a report there.
pub fn keep_in(folder: &Path, now: fn() -> Timestamp) {
    {
        let mut log = log();
        log.folder = Some(folder.to_owned());
        log.now = Some(now);
    }
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |fault| {
        before(fault);
        // A fault in what is done here is not worth another report.
        if !REPORTING.replace(true) {
            let _ = write(fault);
            REPORTING.set(false);
        }
    }));
}

/// The text of the last report, of this run or an earlier one; none where there is none.
pub fn last_report() -> Option<String> {
    let of_run = LAST.lock().unwrap_or_else(PoisonError::into_inner).clone();
    let path = match of_run {
        Some(path) => path,
        None => reports(log().folder.as_deref()?).ok()?.pop()?,
    };
    std::fs::read_to_string(path).ok()
}

fn write(fault: &PanicHookInfo<'_>) -> std::io::Result<()> {
    let words = fault.payload_as_str().unwrap_or_default();
    let place = fault.location().map(ToString::to_string);
    let backtrace = Backtrace::force_capture().to_string();
    let (folder, text, at) = {
        let log = log();
        let (Some(folder), Some(now)) = (log.folder.clone(), log.now) else {
            return Ok(());
        };
        let at = now();
        let text = text(
            (words, place.as_deref().unwrap_or_default()),
            (at, &log.screen),
            &backtrace,
            log.lines.iter(),
        );
        (folder, text, at)
    };
    std::fs::create_dir_all(&folder)?;
    let path = (0..100)
        .map(|more| {
            let more = if more == 0 {
                String::new()
            } else {
                format!("-{more}")
            };
            folder.join(format!("crash-{}{more}.txt", at.strftime("%Y%m%dT%H%M%SZ")))
        })
        .find(|path| !path.exists())
        .unwrap_or_else(|| folder.join("crash.txt"));
    let mut file = std::fs::File::create(&path)?;
    file.write_all(text.as_bytes())?;
    *LAST.lock().unwrap_or_else(PoisonError::into_inner) = Some(path);
    forget_oldest(&folder)
}

/// The report: enough to mend the fault, and nothing of the user but where in the window they were.
fn text<'a>(
    (words, place): (&str, &str),
    (at, screen): (Timestamp, &str),
    backtrace: &str,
    lines: impl Iterator<Item = &'a String>,
) -> String {
    let thread = std::thread::current();
    let mut text = format!(
        "Levelbook {} made a mistake on {}.\nIt holds no figures and no paths; it was sent nowhere.\n\n\
         System: {} {}\nThread: {}\nScreen: {screen}\nPlace: {}\nWords: {}\n\nWhat was done before:\n",
        env!("CARGO_PKG_VERSION"),
        at.strftime("%Y-%m-%d %H:%M:%S UTC"),
        std::env::consts::OS,
        std::env::consts::ARCH,
        thread.name().unwrap_or("without a name"),
        cleaned(place),
        cleaned(words),
    );
    for line in lines {
        let _ = writeln!(text, "  {line}");
    }
    text.push_str("\nBacktrace:\n");
    text.push_str(&traced(backtrace));
    text
}

/// A backtrace whose paths are short. Its numbers are of the program.
fn traced(backtrace: &str) -> String {
    let mut out = String::new();
    for line in backtrace.lines() {
        let line = match line.trim_start().strip_prefix("at ") {
            Some(place) => format!(
                "      at {}",
                place.rsplit(['/', '\\']).next().unwrap_or_default()
            ),
            None => line.to_owned(),
        };
        let _ = writeln!(out, "{line}");
    }
    out
}

fn forget_oldest(folder: &Path) -> std::io::Result<()> {
    let reports = reports(folder)?;
    let too_many = reports.len().saturating_sub(MOST);
    for path in reports.into_iter().take(too_many) {
        std::fs::remove_file(path)?;
    }
    Ok(())
}

/// Every report in a folder, the last one last.
fn reports(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut reports: Vec<PathBuf> = std::fs::read_dir(folder)?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| {
            let name = path.file_name().map(|name| name.to_string_lossy());
            name.is_some_and(|name| name.starts_with("crash-") && name.ends_with(".txt"))
        })
        .collect();
    reports.sort_by_cached_key(|path| {
        let changed = path.metadata().and_then(|found| found.modified());
        (changed.ok(), path.clone())
    });
    Ok(reports)
}

#[cfg(test)]
mod tests {
    use super::{last_report, text};

    #[test]
    fn a_report_says_where_and_what_went_before_and_nothing_of_the_user() {
        let at = "2026-11-22T10:15:00Z".parse().expect("a time");
        let said = text(
            (
                "12.5 of \"Leeds\" is no index",
                "/home/ann/src/desktop/window.rs:7:9",
            ),
            (at, "goal?n=5"),
            "   0: levelbook::main\n             at /home/ann/levelbook/src/main.rs:7:9\n",
            ["undoing".to_owned()].iter(),
        );
        for part in [
            "22 10:15:00 UTC",
            "Screen: goal?n=5",
            "Place: desktop/window.rs:7:9",
            "Words: ##.# of … is no index",
            "  undoing\n",
            "levelbook::main\n      at main.rs:7:9",
        ] {
            assert!(said.contains(part), "{part}: {said}");
        }
        assert!(!said.contains("ann") && !said.contains("Leeds"), "{said}");
        assert_eq!(last_report(), None);
    }
}
