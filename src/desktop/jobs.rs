//! Work off the UI thread: each effect runs on a named thread with its own reader, and its event comes back through one channel.
//! Knows nothing of screens.

mod answering;
mod awake;
mod bookkeeping;
mod broken;
mod drafting;
mod incoming;
mod keeping;
mod local;
mod outgoing;
mod picker;
mod planning;
mod stopping;
mod telling;
mod watched;

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread;

use jiff::Timestamp;

use super::effects::{Effect, Event, WindowEffect};
use super::loadable::Ticket;
use crate::book::{BackupPlace, BookError, Writer};
use crate::import::WorkerProgram;
use crate::log;
use crate::message::Message;

pub(super) use broken::caught;
pub use picker::{Choosing, Picker, SystemPicker};
pub(super) use stopping::Stops;
use watched::Watched;

/// Called after an event was sent, so that the window wakes up.
pub type Wake = Arc<dyn Fn() + Send + Sync>;

/// What all jobs share.
pub struct Surroundings {
    /// Where the settings are kept; none to keep nothing.
    pub settings_file: Option<PathBuf>,
    /// Where the sample book lies or is to be made.
    pub sample_book: Option<PathBuf>,
    /// The program that reads strangers’ files in a process of its own.
    pub worker: WorkerProgram,
    /// Asks the clock.
    pub now: fn() -> Timestamp,
    /// Where backups are kept; none to keep none.
    pub backups: Option<BackupPlace>,
    /// Lets the user choose files.
    pub picker: Box<dyn Picker>,
}

pub(super) struct Shared {
    pub(super) surroundings: Surroundings,
    pub(super) stops: Stops,
    writer: Mutex<Option<(PathBuf, Writer)>>,
    held: Mutex<Option<keeping::Held>>,
    settings_written: Mutex<u64>,
    outbox: Sender<Event>,
    wake: Wake,
}

impl Shared {
    /// The one writer of the book at `path`: opened once, and let go when another book is written.
    pub(super) fn writer(&self, path: &PathBuf) -> Result<Writer, BookError> {
        let mut held = self
            .writer
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        if let Some((of, writer)) = held.as_ref()
            && of == path
        {
            return Ok(writer.clone());
        }
        *held = None;
        let writer = Writer::open_kept(path, self.surroundings.backups.clone())?;
        *held = Some((path.clone(), writer.clone()));
        Ok(writer)
    }

    pub(super) fn hold_writer(&self, path: PathBuf, writer: Writer) {
        let mut held = self
            .writer
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        *held = Some((path, writer));
    }

    /// Number of the settings that were written last; while it is held, no others are written.
    fn last_settings(&self) -> std::sync::MutexGuard<'_, u64> {
        self.settings_written
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    pub(super) fn send(&self, event: Event) {
        if self.outbox.send(event).is_ok() {
            (self.wake)();
        }
    }
}

/// Whether jobs run beside the window or, in tests, in its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Running {
    /// On threads of their own.
    Beside,
    /// At once, before [`Jobs::start`] returns.
    AtOnce,
}

/// Runs effects and collects their events.
pub struct Jobs {
    shared: Arc<Shared>,
    inbox: Receiver<Event>,
    questions: answering::Desk,
    settings: u64,
    drafts: drafting::Desk,
    awake: awake::Screen,
    running: Running,
}

impl Drop for Jobs {
    fn drop(&mut self) {
        self.write_drafts();
    }
}

impl Jobs {
    /// Ready to run effects.
    pub fn new(surroundings: Surroundings, wake: Wake, running: Running) -> Self {
        let (outbox, inbox) = channel();
        let shared = Arc::new(Shared {
            surroundings,
            stops: Stops::default(),
            writer: Mutex::new(None),
            held: Mutex::new(None),
            settings_written: Mutex::new(0),
            outbox,
            wake,
        });
        if running == Running::Beside {
            keeping::watch(&shared);
        }
        Self {
            questions: answering::Desk::new(&shared, running),
            settings: 0,
            drafts: drafting::Desk::default(),
            awake: awake::Screen::default(),
            shared,
            inbox,
            running,
        }
    }

    /// Writes what is being typed into the book, at once.
    pub fn write_drafts(&self) {
        self.drafts.write(&self.shared);
    }

    /// Starts what an effect asks for, and gives back what only the window can do.
    pub fn start(&mut self, effect: Effect) -> Option<WindowEffect> {
        self.questions.before(&effect);
        match effect {
            Effect::Window(effect) => return Some(effect),
            Effect::Cancel(ticket) => self.shared.stops.stop(ticket),
            Effect::Ask(ticket, book, question) => {
                self.questions.ask(&self.shared, ticket, book, *question);
            }
            Effect::Pick(ticket, picking, folder, name) => {
                let choosing =
                    self.shared
                        .surroundings
                        .picker
                        .pick(picking, folder.as_deref(), &name);
                self.run(Some(ticket), "choosing a file", move |_| {
                    Some(Event::Picked(ticket, picker::picked(choosing)))
                });
            }
            Effect::KeepAwake(on) => self.awake.keep(on && self.running == Running::Beside),
            Effect::WriteSettings(settings) => {
                self.settings += 1;
                let number = self.settings;
                self.run(None, "keeping settings", move |shared| {
                    let mut last = shared.last_settings();
                    if *last > number {
                        return None;
                    }
                    *last = number;
                    let file = shared.surroundings.settings_file.as_ref()?;
                    let error = settings.write(file).err()?;
                    Some(Event::NotKept(
                        Message::new(
                            format!("The settings could not be kept in {}.", file.display()),
                            "Check that the folder can be written to.",
                        )
                        .with_details(error.to_string()),
                    ))
                });
            }
            Effect::KeepDraft(book, field, typed) => {
                self.drafts
                    .keep(&self.shared, book, field, typed, self.running);
            }
            Effect::OpenBook(ticket, path) => {
                self.run(Some(ticket), "opening a book", move |shared| {
                    Some(bookkeeping::open(shared, ticket, &path))
                });
            }
            Effect::MakeBook(ticket, path) => {
                self.run(Some(ticket), "making a book", move |shared| {
                    Some(bookkeeping::make(shared, ticket, &path))
                });
            }
            Effect::OpenSample(ticket) => {
                self.run(Some(ticket), "opening the sample", move |shared| {
                    Some(bookkeeping::open_sample(shared, ticket))
                });
            }
            Effect::Keeping(ticket, path, work) => {
                self.run(Some(ticket), "keeping a book", move |shared| {
                    keeping::work(shared, ticket, &path, &work)
                });
            }
            Effect::ReadContents(ticket, path) => {
                self.run(Some(ticket), "reading a book", move |_| {
                    Some(bookkeeping::read_contents(ticket, &path))
                });
            }
            Effect::ReadStories(ticket, book, open) => {
                self.run(Some(ticket), "reading stories", move |_| {
                    Some(telling::read(ticket, &book, open))
                });
            }
            Effect::Tell(ticket, book, action, open) => {
                self.run(Some(ticket), action.name(), move |shared| {
                    Some(telling::tell(shared, ticket, &book, *action, open))
                });
            }
            Effect::MakeStory(ticket, book, code, subject) => {
                self.run(Some(ticket), "making a story", move |shared| {
                    let subject = subject.as_ref();
                    Some(telling::make(shared, ticket, &book, &code, subject))
                });
            }
            Effect::MakeFace(ticket, book, content, number) => {
                self.run(Some(ticket), "working out a slide", move |_| {
                    Some(telling::face(ticket, &book, &content, number))
                });
            }
            Effect::WriteStory(ticket, book, story, to, with_notes) => {
                self.run(Some(ticket), "exporting a story", move |shared| {
                    Some(telling::write_story(
                        shared,
                        ticket,
                        &book,
                        story,
                        (&to, with_notes),
                    ))
                });
            }
            Effect::WriteRecord(ticket, book, story, to) => {
                self.run(Some(ticket), "exporting a record", move |shared| {
                    Some(telling::write_record(shared, ticket, &book, story, &to))
                });
            }
            Effect::ReadImport(ticket, path, number) => {
                self.run(Some(ticket), "reading an import", move |_| {
                    Some(bookkeeping::read_import(ticket, &path, number))
                });
            }
            Effect::FindSource(ticket, path, key) => {
                self.run(Some(ticket), "finding a cell", move |_| {
                    Some(bookkeeping::find_source(ticket, &path, &key))
                });
            }
            Effect::SaveCopy(ticket, path, to) => {
                self.run(Some(ticket), "copying a book", move |shared| {
                    Some(bookkeeping::save_copy(shared, ticket, &path, &to))
                });
            }
            Effect::UndoImport(ticket, path, number) => {
                self.run(Some(ticket), "undoing an import", move |shared| {
                    Some(bookkeeping::undo(shared, ticket, &path, number))
                });
            }
            Effect::Undo(ticket, path) => {
                self.run(Some(ticket), "undoing", move |shared| {
                    Some(bookkeeping::step_back(shared, ticket, &path))
                });
            }
            Effect::Redo(ticket, path) => {
                self.run(Some(ticket), "doing again", move |shared| {
                    Some(bookkeeping::step_forth(shared, ticket, &path))
                });
            }
            Effect::ReadFile(ticket, path) => {
                self.run(Some(ticket), "reading a file", move |shared| {
                    Some(incoming::read_file(shared, ticket, &path))
                });
            }
            Effect::Review(ticket, book, workbook, choices, recipe) => {
                self.run(Some(ticket), "understanding a file", move |_| {
                    Some(incoming::review(
                        ticket,
                        &book,
                        &workbook,
                        (&choices, &recipe),
                    ))
                });
            }
            Effect::WriteImport(ticket, book, file, edition) => {
                self.run(Some(ticket), "importing", move |shared| {
                    Some(incoming::write(shared, ticket, &book, *file, edition))
                });
            }
            Effect::Recipe(ticket, book, work) => {
                self.run(Some(ticket), "changing recipes", move |shared| {
                    Some(bookkeeping::recipe(shared, ticket, &book, &work))
                });
            }
            Effect::Plans(ticket, book, work) => {
                self.run(Some(ticket), "changing plans", move |shared| {
                    Some(planning::plans(shared, ticket, &book, work))
                });
            }
            Effect::Foresee(ticket, book, file) => {
                self.run(Some(ticket), "comparing with the book", move |_| {
                    Some(incoming::foresee(ticket, &book, &file))
                });
            }
            Effect::ExportLeftOut(ticket, file, cells, to) => {
                self.run(Some(ticket), "exporting", move |_| {
                    Some(outgoing::left_out(ticket, &file, &cells, &to))
                });
            }
            Effect::Export(ticket, shown, kind, to, theme) => {
                self.run(Some(ticket), "exporting", move |shared| {
                    let now = (shared.surroundings.now)();
                    Some(outgoing::export(ticket, &shown, kind, &to, theme, now))
                });
            }
            Effect::MakePicture(ticket, shown, theme) => {
                self.run(Some(ticket), "copying", move |_| {
                    Some(outgoing::picture(ticket, &shown, theme))
                });
            }
        }
        None
    }

    /// Writes the settings at once, before the program ends.
    pub(super) fn write_settings(&self, settings: &super::settings::Settings) {
        if let Some(file) = &self.shared.surroundings.settings_file {
            // There is nobody left to tell.
            let _ = settings.write(file);
        }
    }

    /// The next result, if there is one.
    pub fn next_event(&self) -> Option<Event> {
        self.inbox.try_recv().ok()
    }

    fn run(
        &self,
        ticket: Option<Ticket>,
        name: &'static str,
        work: impl FnOnce(&Shared) -> Option<Event> + Send + 'static,
    ) {
        let work = move |shared: &Shared| {
            log::line(name);
            let event = broken::caught(name, || work(shared))
                .unwrap_or_else(|message| Some(Event::Broke(ticket, message)));
            if let Some(event) = event {
                shared.send(event);
            }
        };
        if self.running == Running::AtOnce {
            work(&self.shared);
            return;
        }
        let shared = Arc::clone(&self.shared);
        let started = thread::Builder::new()
            .name(name.to_owned())
            .spawn(move || work(&shared));
        if let Err(error) = started {
            let message = Message::new(
                format!("The system has no room for more work: {name} was not started."),
                "Close other programs and try again.",
            )
            .with_details(error.to_string());
            self.shared.send(Event::Broke(ticket, message));
        }
    }
}
