use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{Shared, Watched};
use crate::actions::{self, ActionError, EditionAnswer};
use crate::book::{ImportTerms, Reader};
use crate::desktop::effects::Event;
use crate::desktop::loadable::Ticket;
use crate::import::{self, ReadingChoices, ReviewedFile, Workbook};
use crate::message::Explain;

pub(super) fn read_file(shared: &Shared, ticket: Ticket, path: &Path) -> Event {
    let watched = Watched::new(shared, ticket);
    let read = import::read(path, &shared.surroundings.worker, &watched)
        .map(Arc::new)
        .map_err(|error| error.explain());
    Event::FileRead(ticket, read)
}

pub(super) fn review(
    ticket: Ticket,
    book: &Path,
    workbook: &Workbook,
    choices: &ReadingChoices,
) -> Event {
    let reviewed = Reader::open(book)
        .and_then(|reader| reader.known())
        .map(|known| Arc::new(import::review(workbook, choices, &known)))
        .map_err(|error| error.explain());
    Event::Reviewed(ticket, reviewed)
}

pub(super) fn write(
    shared: &Shared,
    ticket: Ticket,
    book: &PathBuf,
    file: Arc<ReviewedFile>,
    edition: Option<EditionAnswer>,
) -> Event {
    let watched = Watched::new(shared, ticket);
    let now = (shared.surroundings.now)();
    let written = shared
        .writer(book)
        .map_err(ActionError::from)
        .and_then(|writer| {
            let comparison = Reader::open(book)?.compare(&file)?;
            let terms = ImportTerms {
                before: actions::settle_edition(&comparison, edition)?,
                ..ImportTerms::default()
            };
            let file = Arc::unwrap_or_clone(file);
            actions::write_review_on(&writer, file, terms, now, &watched)
        })
        .map(Box::new)
        .map_err(|error| error.explain());
    Event::ImportWritten(ticket, written)
}

pub(super) fn foresee(ticket: Ticket, book: &Path, file: &ReviewedFile) -> Event {
    let compared = Reader::open(book)
        .and_then(|reader| reader.compare(file))
        .map(Box::new)
        .map_err(|error| error.explain());
    Event::Foreseen(ticket, compared)
}
