use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{Shared, Watched};
use crate::book::Reader;
use crate::desktop::effects::Event;
use crate::desktop::loadable::Ticket;
use crate::import::{ReadingChoices, ReviewedFile, Workbook};
use crate::message::{Explain, Message};

pub(super) fn read_file(shared: &Shared, ticket: Ticket, path: &Path) -> Event {
    let watched = Watched::new(shared, ticket);
    let _ = (path, &watched);
    Event::FileRead(ticket, Err(Message::new("Not yet.", "")))
}

pub(super) fn review(
    _shared: &Shared,
    ticket: Ticket,
    book: &Path,
    workbook: &Workbook,
    choices: &ReadingChoices,
) -> Event {
    let _ = (book, workbook, choices);
    Event::Reviewed(ticket, Err(Message::new("Not yet.", "")))
}

pub(super) fn write(
    shared: &Shared,
    ticket: Ticket,
    book: &PathBuf,
    file: Arc<ReviewedFile>,
) -> Event {
    let watched = Watched::new(shared, ticket);
    let now = (shared.surroundings.now)();
    let written = shared
        .writer(book)
        .and_then(|writer| writer.import(Arc::unwrap_or_clone(file), now, &watched))
        .map(Box::new)
        .map_err(|error| error.explain());
    let _ = Reader::open(book);
    Event::ImportWritten(ticket, written)
}
