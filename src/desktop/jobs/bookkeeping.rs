use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{Shared, Watched};
use crate::actions::{self, ActionError};
use crate::book::{BookError, Reader, Selection, Writer};
use crate::desktop::contents::Contents;
use crate::desktop::effects::{Event, FigureKey, Provenance, RecipeWork, Report};
use crate::desktop::loadable::Ticket;
use crate::domain::thousands;
use crate::message::{Explain, Message};

type Opened = Result<(PathBuf, Arc<Contents>), Message>;

pub(super) fn open(shared: &Shared, ticket: Ticket, path: &Path) -> Event {
    match absolute(path) {
        Ok(path) => opened(shared, ticket, path),
        Err(message) => Event::BookOpened(ticket, Err(message)),
    }
}

fn opened(shared: &Shared, ticket: Ticket, path: PathBuf) -> Event {
    if let Some(folder) = path.parent() {
        actions::clear_leftovers(folder, (shared.surroundings.now)());
    }
    let path = shared.worked_on(path);
    shared.let_go(&path);
    let read = Reader::open(&path).and_then(|reader| Contents::read(&reader));
    match read {
        Ok(contents) => Event::BookOpened(ticket, Ok((path, Arc::new(contents)))),
        Err(error) => Event::BookRefused(ticket, Box::new(shared.refused(&path, &error))),
    }
}

/// SQLite reads some names as addresses, so it is given whole paths only.
fn absolute(path: &Path) -> Result<PathBuf, Message> {
    std::path::absolute(path).map_err(|error| {
        Message::new(
            format!("{} is no path.", path.display()),
            "Check how it is written.",
        )
        .with_details(error.to_string())
    })
}

fn open_at(path: PathBuf) -> Opened {
    let reader = Reader::open(&path).map_err(|error| error.explain())?;
    let contents = Contents::read(&reader).map_err(|error| error.explain())?;
    Ok((path, Arc::new(contents)))
}

pub(super) fn make(shared: &Shared, ticket: Ticket, path: &Path) -> Event {
    let made = absolute(path).and_then(|path| {
        let writer =
            Writer::create(&path, (shared.surroundings.now)()).map_err(|error| error.explain())?;
        shared.hold_writer(path.clone(), writer);
        open_at(path)
    });
    Event::BookOpened(ticket, made)
}

pub(super) fn open_sample(shared: &Shared, ticket: Ticket) -> Event {
    match sample(shared, ticket) {
        Ok(path) => opened(shared, ticket, path),
        Err(message) => Event::BookOpened(ticket, Err(message)),
    }
}

fn sample(shared: &Shared, ticket: Ticket) -> Result<PathBuf, Message> {
    let Some(path) = shared.surroundings.sample_book.clone() else {
        return Err(Message::new(
            "There is no folder for the sample book.",
            "Make a new book, and import figures into it.",
        ));
    };
    if !path.exists() {
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).map_err(|error| {
                Message::new(
                    format!("The folder {} could not be made.", folder.display()),
                    "Make a new book somewhere else.",
                )
                .with_details(error.to_string())
            })?;
        }
        let watched = Watched::new(shared, ticket);
        let now = (shared.surroundings.now)();
        let worker = &shared.surroundings.worker;
        crate::actions::make_sample_book(&path, worker, now, &watched)
            .map_err(|error| error.explain())?;
    }
    Ok(path)
}

pub(super) fn read_contents(ticket: Ticket, path: &Path) -> Event {
    let read = Reader::open(path)
        .and_then(|reader| Contents::read(&reader))
        .map(Arc::new)
        .map_err(|error| error.explain());
    Event::ContentsRead(ticket, read)
}

pub(super) fn read_import(ticket: Ticket, path: &Path, number: u32) -> Event {
    let read = Reader::open(path)
        .and_then(|reader| {
            let record = reader.import(number)?;
            let stands = record.as_ref().is_some_and(|record| !record.undone);
            let difference = if stands {
                Some(reader.difference(Some(number))?.1)
            } else {
                None
            };
            Ok(record.map(|record| Arc::new(Report { record, difference })))
        })
        .map_err(|error| error.explain())
        .and_then(|report| {
            report.ok_or_else(|| {
                Message::new(
                    format!("There is no import {number} in this book."),
                    "Choose one from the list.",
                )
            })
        });
    Event::ImportRead(ticket, read)
}

pub(super) fn find_source(ticket: Ticket, path: &Path, key: &FigureKey) -> Event {
    Event::SourceFound(ticket, source(path, key).map(Box::new))
}

fn source(path: &Path, key: &FigureKey) -> Result<Provenance, Message> {
    let reader = Reader::open(path).map_err(|error| error.explain())?;
    let selection = Selection {
        indicators: vec![key.indicator.clone()],
        subjects: vec![key.subject.clone()],
        periods: vec![key.period],
        group: Some(key.group.clone()),
    };
    let found = reader
        .observations(&selection)
        .map_err(|error| error.explain())?
        .into_iter()
        .next()
        .ok_or_else(|| {
            Message::new(
                "This figure was not read from a file: it is worked out from others.",
                "The answer’s notes say how.",
            )
        })?;
    let indicators = reader.indicators().map_err(|error| error.explain())?;
    let indicator = indicators
        .into_iter()
        .find(|indicator| indicator.code == key.indicator);
    let subject = reader
        .subject(&key.subject)
        .map_err(|error| error.explain())?
        .map_or_else(|| key.subject.0.clone(), |subject| subject.name);
    let import = reader
        .import(found.origin.import)
        .map_err(|error| error.explain())?;
    let show = |value: f64| {
        indicator.as_ref().map_or_else(
            || crate::domain::thousands(value, 1),
            |indicator| indicator.show(value),
        )
    };
    let name = indicator.as_ref().map_or_else(
        || key.indicator.0.clone(),
        |indicator| indicator.name.clone(),
    );
    let shown = found.value().map_or_else(|| found.state().sign(), show);
    Ok(Provenance {
        figure: format!("{shown} {}", found.markers.signs())
            .trim()
            .to_owned(),
        what: format!("{subject}. {name}, {}, {}", key.period.label(), key.group),
        interval: match (found.lower, found.upper) {
            (Some(lower), Some(upper)) => {
                format!("95% interval {} to {}", show(lower), show(upper))
            }
            _ => String::new(),
        },
        source: indicator.map_or_else(String::new, |indicator| indicator.source.line()),
        raw: found.raw.clone().unwrap_or_else(|| {
            found
                .value()
                .map_or_else(|| found.state().sign(), |value| format!("{value}"))
        }),
        note: found.note.clone().unwrap_or_default(),
        file: import
            .as_ref()
            .map_or_else(String::new, |import| import.file.clone()),
        imported: import.map_or_else(String::new, |import| import.at),
        origin: found.origin,
    })
}

pub(super) fn save_copy(shared: &Shared, ticket: Ticket, path: &PathBuf, to: &Path) -> Event {
    let copied = absolute(to).and_then(|to| {
        if actions::is_everything(&to) {
            let reader = Reader::open(path).map_err(|error| error.explain())?;
            let now = (shared.surroundings.now)();
            let figures =
                actions::export_everything(&reader, &to, now).map_err(|error| error.explain())?;
            let figures = thousands(figures as f64, 0);
            return Ok(format!(
                "Wrote everything, {figures} figures among it, to {}",
                to.display()
            ));
        }
        shared
            .writer(path)
            .and_then(|writer| writer.copy_to(&to))
            .or_else(|error| match error {
                BookError::Exists(_) => Err(error),
                _ => shared.copy_of_held(path, &to),
            })
            .map_err(|error| error.explain())?;
        Ok(format!("Copied to {}", to.display()))
    });
    Event::Written(ticket, copied)
}

pub(super) fn undo(shared: &Shared, ticket: Ticket, path: &PathBuf, number: u32) -> Event {
    let watched = Watched::new(shared, ticket);
    let now = (shared.surroundings.now)();
    let undone = shared
        .writer(path)
        .and_then(|writer| writer.undo_import_watched(Some(number), now, &watched))
        .map(Box::new)
        .map_err(|error| error.explain());
    Event::ImportUndone(ticket, undone)
}

pub(super) fn step_back(shared: &Shared, ticket: Ticket, path: &PathBuf) -> Event {
    let watched = Watched::new(shared, ticket);
    let now = (shared.surroundings.now)();
    let undone = shared
        .writer(path)
        .and_then(|writer| writer.undo(now, &watched))
        .map(Box::new)
        .map_err(|error| error.explain());
    Event::Undone(ticket, undone)
}

pub(super) fn step_forth(shared: &Shared, ticket: Ticket, path: &PathBuf) -> Event {
    let watched = Watched::new(shared, ticket);
    let now = (shared.surroundings.now)();
    let redone = shared
        .writer(path)
        .and_then(|writer| writer.redo(now, &watched))
        .map(Box::new)
        .map_err(|error| error.explain());
    Event::Redone(ticket, redone)
}

pub(super) fn recipe(shared: &Shared, ticket: Ticket, book: &PathBuf, work: &RecipeWork) -> Event {
    let now = (shared.surroundings.now)();
    let done = shared
        .writer(book)
        .map_err(ActionError::from)
        .and_then(|writer| match work {
            RecipeWork::Rename(from, to) => actions::rename_recipe(&writer, from, to, now)
                .map(|()| format!("The recipe is called “{to}” now.")),
            RecipeWork::Export(name, path) => {
                actions::export_recipe(&Reader::open(book)?, name, path)
                    .map(|_| format!("Exported to {}", path.display()))
            }
            RecipeWork::Import(path) => actions::import_recipe(&writer, path, now)
                .map(|name| format!("The recipe “{name}” is in the book.")),
            RecipeWork::Remove(name) => actions::remove_recipe(&writer, name, now)
                .map(|name| format!("The recipe “{name}” was removed.")),
        })
        .map_err(|error| error.explain());
    Event::RecipesChanged(ticket, done)
}
