use std::io::Write;
use std::path::Path;

use jiff::Timestamp;

use super::Surroundings;
use super::refusal::Refusal;
use crate::book::{self, BookError, Kept, LocalCopyError};
use crate::message::Explain;

pub(super) fn check(book: &Path, out: &mut dyn Write) -> Result<(), Refusal> {
    let report = book::check(book)?;
    for sentence in &report.sentences {
        writeln!(out, "{sentence}")?;
    }
    if report.is_sound() {
        return Ok(());
    }
    Err(Refusal::new(
        format!("{} is damaged: {}", book.display(), report.faults.join(" ")),
        "Restore a backup, or recover what can be read into a new book; keep the damaged file until you have.",
    ))
}

pub(super) fn backup(
    book: &Path,
    output: Option<&Path>,
    around: &Surroundings,
    out: &mut dyn Write,
) -> Result<(), Refusal> {
    let to = match output {
        Some(to) => {
            book::backup(book, to)?;
            to.to_path_buf()
        }
        None => book::back_up(book, &around.backups)?.path,
    };
    writeln!(out, "Wrote {}, checked and whole.", to.display())?;
    Ok(())
}

pub(super) fn recover(
    book: &Path,
    to: &Path,
    now: Timestamp,
    out: &mut dyn Write,
) -> Result<(), Refusal> {
    let recovery = book::recover(book, to, now)?;
    writeln!(out, "Wrote {}.", to.display())?;
    for sentence in &recovery.report.sentences {
        writeln!(out, "{sentence}")?;
    }
    if recovery.missing.is_empty() {
        writeln!(out, "Nothing is known to be missing.")?;
    }
    for sentence in &recovery.missing {
        writeln!(out, "Missing: {sentence}")?;
    }
    Ok(())
}

/// Makes a local copy of a book or goes on with it, puts it back, removes it.
pub(super) fn local(
    book: &Path,
    put_back: bool,
    end: bool,
    around: &Surroundings,
    out: &mut dyn Write,
) -> Result<(), Refusal> {
    let copies = around.folders.local_copies();
    if !put_back && !end {
        let copy = book::work_locally(&copies, book)?;
        return Ok(writeln!(out, "{}", copy.path.display())?);
    }
    let copy = book::local_copy(&copies, book)
        .ok_or_else(|| LocalCopyError::NoCopy(book.to_path_buf()))?;
    if put_back {
        let changes = copy.put_back(Some(&around.backups))?;
        let original = copy.original.display();
        match changes {
            0 => writeln!(out, "{original} has every change of its copy.")?,
            1 => writeln!(out, "Put back: {original} has the one change of its copy.")?,
            _ => writeln!(
                out,
                "Put back: {original} has the {changes} changes of its copy."
            )?,
        }
    }
    if end {
        let copy = book::local_copy(&copies, book).unwrap_or(copy);
        copy.end(Some(&around.backups))?;
        writeln!(
            out,
            "The local copy of {} is gone.",
            copy.original.display()
        )?;
    }
    Ok(())
}

/// Lists the backups of a book, or writes one of them as a new book.
pub(super) fn restore(
    book: &Path,
    revision: Option<u64>,
    output: Option<&Path>,
    around: &Surroundings,
    out: &mut dyn Write,
) -> Result<(), Refusal> {
    let mut kept = book::backups_of(&around.backups.folder, book);
    if kept.is_empty() {
        return Err(BookError::NothingKept(book.to_path_buf()).into());
    }
    if let Some(revision) = revision {
        kept.retain(|one| one.revision == revision);
    }
    let Some(to) = output else {
        for one in &kept {
            writeln!(out, "{}", line(one))?;
        }
        return Ok(());
    };
    let Some(newest) = kept.first() else {
        return Err(Refusal::new(
            format!("No backup of that revision of {} is kept.", book.display()),
            "Leave --output away to see which are.",
        ));
    };
    let facts = book::restore(&newest.path, to)?;
    writeln!(
        out,
        "Wrote {} from the backup of {}: {} figures of {} indicators, revision {}.",
        to.display(),
        moment(newest),
        facts.figures,
        facts.indicators,
        facts.revision
    )?;
    Ok(())
}

fn moment(kept: &Kept) -> String {
    kept.at.strftime("%Y-%m-%d %H:%M UTC").to_string()
}

/// A backup with what it holds.
fn line(kept: &Kept) -> String {
    let holds = match book::peek(&kept.path) {
        Ok(facts) => {
            let last = facts
                .last_file
                .map_or_else(String::new, |file| format!(", the last of {file}"));
            format!(
                "{} figures of {} indicators from {} imports{last}",
                facts.figures, facts.indicators, facts.imports
            )
        }
        Err(error) => error.explain().headline,
    };
    let upgrade = if kept.before_upgrade {
        ", made before an upgrade"
    } else {
        ""
    };
    let of_other = kept.of_other.as_ref().map_or_else(String::new, |other| {
        format!(", made of the copy at {}", other.display())
    });
    format!(
        "{}  revision {}: {holds}{upgrade}{of_other}  {}",
        moment(kept),
        kept.revision,
        kept.path.display()
    )
}

/// Says on stderr why a backup failed: what was asked for was done all the same.
pub(super) fn tell_trouble(trouble: Option<BookError>) {
    if let Some(error) = trouble {
        eprintln!("{}", error.explain());
    }
}
