use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{Shared, Watched};
use crate::actions::{self, ActionError, EditionAnswer, RecipeChoice};
use crate::book::{ImportTerms, Reader};
use crate::desktop::effects::{Event, Understood};
use crate::desktop::first_look::FirstLook;
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
    said: (&ReadingChoices, &RecipeChoice),
) -> Event {
    let understood = understand(book, workbook, said).map_err(|error| error.explain());
    Event::Reviewed(ticket, understood.map(Box::new))
}

fn understand(
    book: &Path,
    workbook: &Workbook,
    (choices, wanted): (&ReadingChoices, &RecipeChoice),
) -> Result<Understood, ActionError> {
    let reader = Reader::open(book)?;
    let recognised = actions::recognise(&reader, workbook, choices, wanted)?;
    let mut review = import::review(workbook, &recognised.choices, &reader.known()?);
    actions::tell(&recognised, &mut review);
    let keep = actions::recipe_to_keep(&reader, &recognised, workbook, &review)?;
    let held = reader.indicators()?.into_iter().map(|one| one.code);
    Ok(Understood {
        first_look: FirstLook::of(&review, &held.collect()),
        review: Arc::new(review),
        read_with: recognised.recipe.map(|recipe| recipe.name),
        keep,
    })
}

pub(super) fn write(
    shared: &Shared,
    ticket: Ticket,
    book: &PathBuf,
    understood: Understood,
    edition: Option<EditionAnswer>,
) -> Event {
    let watched = Watched::new(shared, ticket);
    let now = (shared.surroundings.now)();
    let written = shared
        .writer(book)
        .map_err(ActionError::from)
        .and_then(|writer| {
            let comparison = Reader::open(book)?.compare(&understood.review)?;
            let terms = ImportTerms {
                before: actions::settle_edition(&comparison, edition)?,
                recipe: understood.keep,
                ..ImportTerms::default()
            };
            actions::write_review_on(&writer, understood.review, terms, now, &watched)
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
