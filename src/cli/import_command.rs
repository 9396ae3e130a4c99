use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Timestamp;

use super::check_report;
use super::difference_report;
use super::import_arguments::ImportArguments;
use super::import_choices::choices;
use super::import_report;
use super::plans_command;
use super::progress::Stderr;
use super::refusal::Refusal;
use super::safety_commands::tell_trouble;
use crate::actions::{self, ActionError, EditionAnswer, ReadFile, RecipeChoice};
use crate::book::{ImportOutcome, ImportTerms, Reader, Writer};
use crate::export::LeftOut;
use crate::import::{Answer, ReadingChoices, ReviewedFile, WorkerProgram, note_age};

/// Changed figures that are printed for each kind of change; --json and diff give more.
const EXAMPLES: usize = 5;

/// Endings of the files that are taken out of a folder.
const READABLE: [&str; 9] = [
    "csv", "tsv", "xlsx", "xlsm", "xlsb", "xls", "ods", "parquet", "geojson",
];

/// Imports every file, says what became of each, and refuses when nothing at all was kept.
pub(super) fn run(
    arguments: &ImportArguments,
    worker: &WorkerProgram,
    now: Timestamp,
    out: &mut dyn Write,
) -> Result<(), Refusal> {
    let choices = choices(arguments)?;
    let edition = edition(arguments.edition.as_deref())?;
    let recipe = match arguments.recipe.as_deref() {
        None => RecipeChoice::Recognised,
        Some("none") => RecipeChoice::None,
        Some(name) => RecipeChoice::Named(name.to_owned()),
    };
    let reader = Reader::open(&arguments.book)?;
    refuse_unknown_goals(&reader, &choices.goals)?;
    let writer = if arguments.check {
        None
    } else {
        Some(Writer::open(&arguments.book)?)
    };
    let files = files(&arguments.files)?;
    if let Some(to) = &arguments.left_out {
        actions::takes_left_out(to)?;
        refuse_one_of(&files, to)?;
    }
    let mut refusal = None;
    let mut left_out = Vec::new();
    let mut useful = false;
    for file in &files {
        match one(
            &reader,
            writer.as_ref(),
            file,
            (&choices, &recipe, edition),
            worker,
            now,
        ) {
            Ok((read, outcome)) => {
                let ReadFile {
                    review, comparison, ..
                } = &read;
                let kept = review.counts().kept;
                left_out.extend(cells_left_out(file, review, files.len() > 1));
                let already = outcome
                    .as_ref()
                    .and_then(|outcome| outcome.already_imported);
                let indicators = review
                    .sheets
                    .iter()
                    .flat_map(|sheet| &sheet.indicators)
                    .map(|indicator| (indicator.code.clone(), indicator.clone()))
                    .collect();
                if arguments.json {
                    let mut json = import_report::as_json(file, review, outcome.as_ref());
                    if let Some(object) = json.as_object_mut() {
                        let difference =
                            difference_report::comparison_json(comparison, &indicators);
                        object.insert("difference".to_owned(), difference);
                        object.insert("recipe".to_owned(), read.read_with.clone().into());
                    }
                    writeln!(out, "{json}")?;
                } else {
                    import_report::print(out, file, review, outcome.as_ref())?;
                    if arguments.check {
                        check_report::print(out, review)?;
                    }
                    if already.is_none() {
                        import_report::print_edition(out, &comparison.order, arguments.check)?;
                        difference_report::print(
                            out,
                            &comparison.difference,
                            &indicators,
                            EXAMPLES,
                        )?;
                    }
                }
                if kept > 0 || already.is_some() {
                    useful = true;
                } else {
                    refusal = Some(nothing_kept(file, review));
                }
            }
            Err(ActionError::Listed(list)) => {
                let of = (&reader, writer.as_ref());
                useful |= plans_command::import(of, *list, now, arguments.json, out)?;
            }
            Err(error) => {
                let explained = Refusal::from(error);
                if files.len() > 1 {
                    explained.print();
                }
                refusal = Some(explained);
            }
        }
    }
    if let Some(writer) = writer {
        tell_trouble(writer.close());
    }
    if let Some(to) = &arguments.left_out {
        write_left_out(&files, &left_out, to)?;
    }
    match refusal {
        Some(refusal) if !useful => Err(refusal),
        _ => Ok(()),
    }
}

/// A list that would take the place of a file that is imported is refused.
fn refuse_one_of(files: &[PathBuf], to: &Path) -> Result<(), Refusal> {
    let same = |file: &PathBuf| match (file.canonicalize(), to.canonicalize()) {
        (Ok(file), Ok(to)) => file == to,
        _ => false,
    };
    if files.iter().any(same) {
        return Err(Refusal::new(
            format!("{} is a file that is imported.", to.display()),
            "Name another file for --left-out.",
        ));
    }
    Ok(())
}

/// The cells that are left out of a file; of one of several, the sheet's name begins with the file's.
fn cells_left_out(file: &Path, review: &ReviewedFile, several: bool) -> Vec<LeftOut> {
    let problems = review.sheets.iter().flat_map(|sheet| &sheet.problems);
    let mut cells = actions::cells_left_out(problems);
    for cell in cells.iter_mut().filter(|_| several) {
        cell.origin.sheet = format!("{}: {}", file.display(), cell.origin.sheet);
    }
    cells
}

fn write_left_out(files: &[PathBuf], cells: &[LeftOut], to: &Path) -> Result<(), ActionError> {
    let of = match files {
        [file] => file.display().to_string(),
        several => format!("{} files", several.len()),
    };
    actions::write_left_out(&of, cells, to)?;
    eprintln!(
        "Wrote {}, which lists {} cells that are left out.",
        to.display(),
        cells.len()
    );
    Ok(())
}

/// Reads a file and, where there is a writer, writes what was kept.
fn one(
    reader: &Reader,
    writer: Option<&Writer>,
    file: &Path,
    (choices, recipe, edition): (&ReadingChoices, &RecipeChoice, Option<EditionAnswer>),
    worker: &WorkerProgram,
    now: Timestamp,
) -> Result<(ReadFile, Option<ImportOutcome>), ActionError> {
    let progress = Stderr::new();
    let reading = (choices, recipe);
    if writer.is_some()
        && let Some((read, outcome)) = actions::imported_before(reader, file, reading, &progress)?
    {
        return Ok((read, Some(outcome)));
    }
    let mut read = actions::read_file(reader, file, reading, worker, &progress)?;
    if let Some(review) = Arc::get_mut(&mut read.review) {
        note_age(review, now.to_zoned(jiff::tz::TimeZone::UTC).date());
    }
    let Some(writer) = writer.filter(|_| read.review.counts().kept > 0) else {
        return Ok((read, None));
    };
    let terms = ImportTerms {
        before: actions::settle_edition(&read.comparison, edition)?,
        recipe: read.recipe.clone(),
        manner: read.manner.clone(),
    };
    let review = Arc::clone(&read.review);
    let outcome = actions::write_review_on(writer, review, terms, now, &progress)?;
    Ok((read, Some(outcome)))
}

fn edition(said: Option<&str>) -> Result<Option<EditionAnswer>, Refusal> {
    match said {
        None => Ok(None),
        Some("earlier") => Ok(Some(EditionAnswer::Earlier)),
        Some("later") => Ok(Some(EditionAnswer::Later)),
        Some(other) => Err(Refusal::new(
            format!("An edition is not “{other}”."),
            "Say --edition earlier or --edition later.",
        )),
    }
}

/// The refusal for a file of which nothing was kept: what is asked of it, or its first blocker, and what to say.
fn nothing_kept(file: &Path, review: &ReviewedFile) -> Refusal {
    let asked = review
        .sheets
        .iter()
        .flat_map(|sheet| &sheet.questions)
        .max_by_key(|question| question.figures);
    if let Some(question) = asked {
        let mut options: Vec<String> = question.answers.iter().map(Answer::option).collect();
        options.extend(question.open.map(|open| open.option().to_owned()));
        return Refusal::new(
            format!("Nothing was kept of {}: {}", file.display(), question.ask),
            format!("Answer with one of {}.", options.join(", ")),
        );
    }
    let worst = review
        .sheets
        .iter()
        .flat_map(|sheet| &sheet.problems)
        .min_by_key(|problem| (problem.severity, !problem.rejected));
    let why = worst.map_or_else(
        || "No table with figures was found in it.".to_owned(),
        |problem| problem.message.clone(),
    );
    Refusal::new(
        format!("Nothing was kept of {}: {why}", file.display()),
        "Look at it with --check, and say --sheet, --header-row, --column value=LETTER, --period or --indicator.",
    )
}

/// The files to import, folders opened into the readable files below them, in the order of their names.
fn files(named: &[PathBuf]) -> Result<Vec<PathBuf>, Refusal> {
    let mut out = Vec::new();
    for path in named {
        if !path.is_dir() {
            out.push(path.clone());
            continue;
        }
        let before = out.len();
        let mut folders = vec![path.clone()];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(&folder)? {
                let entry = entry?.path();
                if entry.is_dir() {
                    folders.push(entry);
                } else if entry
                    .extension()
                    .and_then(|ending| ending.to_str())
                    .is_some_and(|ending| READABLE.contains(&ending.to_lowercase().as_str()))
                {
                    out.push(entry);
                }
            }
        }
        if out.len() == before {
            return Err(Refusal::new(
                format!("There is no spreadsheet in the folder {}.", path.display()),
                "Name a file that ends in .csv, .tsv, .xlsx, .xlsm, .xlsb, .xls, .ods or .parquet.",
            ));
        }
        if let Some(found) = out.get_mut(before..) {
            found.sort();
        }
    }
    Ok(out)
}

fn refuse_unknown_goals(reader: &Reader, wanted: &[u32]) -> Result<(), Refusal> {
    if wanted.is_empty() {
        return Ok(());
    }
    let goals = reader.goals(None)?;
    match wanted
        .iter()
        .find(|number| !goals.iter().any(|goal| goal.number == **number))
    {
        Some(number) => Err(Refusal::new(
            format!("There is no goal {number}."),
            format!("The framework has goals 1 to {}.", goals.len()),
        )),
        None => Ok(()),
    }
}
