use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Weak};
use std::thread;

use super::{Running, Shared};
use crate::book::Reader;
use crate::desktop::effects::{Effect, Event, Shown};
use crate::desktop::loadable::Ticket;
use crate::figures::Figure;
use crate::message::{Explain, Message};
use crate::questions::{Question, Subjects};

struct Asking {
    ticket: Ticket,
    /// How often a book had been opened by then.
    opening: u64,
    book: PathBuf,
    question: Question,
}

/// One thread that answers questions, one after another, with a reader that stays open.
pub(super) struct Desk {
    questions: Option<Sender<Asking>>,
    opening: u64,
    reader: Option<Held>,
}

/// A reader that stays open, with the opening of the book that it was made in.
type Held = (u64, PathBuf, Reader);

impl Desk {
    pub(super) fn new(shared: &Arc<Shared>, running: Running) -> Self {
        let mut desk = Self {
            questions: None,
            opening: 0,
            reader: None,
        };
        if running == Running::AtOnce {
            return desk;
        }
        let (questions, waiting) = channel();
        let shared = Arc::downgrade(shared);
        let started = thread::Builder::new()
            .name("answering".to_owned())
            .spawn(move || serve(&shared, &waiting));
        if started.is_ok() {
            desk.questions = Some(questions);
        }
        desk
    }

    /// Where a book is opened, be it the same again, another file may lie in its place by now.
    pub(super) fn before(&mut self, effect: &Effect) {
        if matches!(effect, Effect::OpenBook(..) | Effect::Keeping(..)) {
            self.opening += 1;
        }
    }

    pub(super) fn ask(
        &mut self,
        shared: &Shared,
        ticket: Ticket,
        book: PathBuf,
        question: Question,
    ) {
        let asking = Asking {
            ticket,
            opening: self.opening,
            book,
            question,
        };
        let left = match &self.questions {
            Some(questions) => questions.send(asking).err().map(|error| error.0),
            None => Some(asking),
        };
        if let Some(asking) = left {
            let result = answer_safely(&mut self.reader, &asking);
            shared.send(Event::Answered(asking.ticket, result));
        }
    }
}

fn serve(shared: &Weak<Shared>, waiting: &Receiver<Asking>) {
    let mut reader = None;
    while let Ok(asking) = waiting.recv() {
        let result = answer_safely(&mut reader, &asking);
        let Some(shared) = shared.upgrade() else {
            return;
        };
        shared.send(Event::Answered(asking.ticket, result));
    }
}

/// An answer, or that a fault of the program ended it; the next question is answered all the same.
fn answer_safely(reader: &mut Option<Held>, asking: &Asking) -> Result<Arc<Shown>, Message> {
    super::caught("working out an answer", || answer(reader, asking)).and_then(|answered| answered)
}

fn answer(reader: &mut Option<Held>, asking: &Asking) -> Result<Arc<Shown>, Message> {
    let (book, question) = (&asking.book, &asking.question);
    let is_of_it = |(opening, of, _): &Held| *opening == asking.opening && of == book;
    if !reader.as_ref().is_some_and(is_of_it) {
        // Nobody is answered from the file that lay there before.
        *reader = None;
        let opened = Reader::open(book).map_err(|error| error.explain())?;
        *reader = Some((asking.opening, book.clone(), opened));
    }
    let Some((.., reader)) = reader else {
        return Err(Message::new("The book is not open.", "Open it again."));
    };
    let answered = question.answer(reader);
    // The context's subject may be a place where the indicator counts employers, or the other way about: then whoever fits
    // best is shown, and the answer names them.
    let empty = answered.as_ref().map_or(true, |answer| {
        answer.rows.iter().all(|row| row.period.is_none())
    });
    let answered = if empty && fits_others(question) {
        let mut wider = question.clone();
        wider.subjects = Subjects::Unsaid;
        wider.focus.clear();
        wider.benchmark = None;
        wider.answer(reader).or(answered)
    } else {
        answered
    };
    let answer = answered.map_err(|error| error.explain())?;
    let figure = Figure::of(&answer);
    Ok(Arc::new(Shown { answer, figure }))
}

fn fits_others(question: &Question) -> bool {
    use crate::questions::QuestionKind;
    question.subjects != Subjects::Unsaid
        && matches!(question.kind, QuestionKind::Trend | QuestionKind::Ranking)
}
