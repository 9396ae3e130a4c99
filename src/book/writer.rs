use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;

use jiff::Timestamp;
use rusqlite::{Connection, Transaction, TransactionBehavior};

use super::guard::{Guard, Job, Trouble};
use super::identify::identify;
use super::watch::{Watch, follow, stoppable};
use super::{
    BackupPlace, BookError, BookLock, ImportOutcome, ImportRecord, ImportTerms, Opened, backups,
    connection, copying, goals, importing, indicators, journal, meta, recipes, undoing,
};
use crate::domain::{GoalLink, IndicatorCode};
use crate::import::{Recipe, ReviewedFile};
use crate::message::{Progress, Unwatched};

/// The one writer of a book: owns the only connection that writes, on a thread of its own. Clones share the thread, which
/// ends with the last of them.
#[derive(Clone)]
pub struct Writer {
    path: PathBuf,
    thread: Arc<WriterThread>,
    trouble: Trouble,
}

struct WriterThread {
    jobs: Mutex<Option<Sender<Job>>>,
    handle: Mutex<Option<JoinHandle<()>>>,
}

impl Drop for WriterThread {
    /// Waits until the connection is closed, so that the book is one complete file when the writer is gone.
    fn drop(&mut self) {
        if let Ok(mut jobs) = self.jobs.lock() {
            jobs.take();
        }
        let handle = self.handle.lock().ok().and_then(|mut handle| handle.take());
        if let Some(handle) = handle {
            // Whoever waited for the thread was already answered with `Stopped`.
            let _ = handle.join();
        }
    }
}

impl Writer {
    /// Makes a new book at `path` with the built-in frameworks. Refuses when there is a file already.
    pub fn create(path: &Path, now: Timestamp) -> Result<Self, BookError> {
        copying::create(path, now)?;
        Self::open(path)
    }

    /// The same for a book that is not worth backups, since it can be made again.
    pub fn create_unkept(path: &Path, now: Timestamp) -> Result<Self, BookError> {
        copying::create(path, now)?;
        Self::open_kept(path, None)
    }

    /// Opens the book at `path` for writing, once it is known to be one and nobody else writes to it.
    pub fn open(path: &Path) -> Result<Self, BookError> {
        Self::open_kept(path, backups::place())
    }

    /// The same with backups in a place of its own, or none that are made unasked.
    pub fn open_kept(path: &Path, place: Option<BackupPlace>) -> Result<Self, BookError> {
        let path = identify(path)?;
        let held = (Opened::at(&path), BookLock::take(&path)?);
        let (connection, path) = connection::open_to_write_kept(&path, place.as_ref())?;
        journal::arm(&connection).map_err(|error| error.at(&path))?;
        let guard = Guard::new(&connection, path.clone(), held, place)?;
        let trouble = guard.trouble();
        let (jobs, queue) = channel::<Job>();
        let handle = std::thread::Builder::new()
            .name("book-writer".to_owned())
            .spawn(move || guard.serve(connection, &queue))
            .map_err(|error| BookError::Unreadable(path.clone(), error))?;
        Ok(Self {
            path,
            thread: Arc::new(WriterThread {
                jobs: Mutex::new(Some(jobs)),
                handle: Mutex::new(Some(handle)),
            }),
            trouble,
        })
    }

    /// Why the last backup that was made unasked failed, told once.
    pub fn take_trouble(&self) -> Option<BookError> {
        self.trouble
            .lock()
            .ok()
            .and_then(|mut trouble| trouble.take())
    }

    /// Closes the book, unless other clones hold it, and tells why a backup failed.
    pub fn close(self) -> Option<BookError> {
        let Self {
            thread, trouble, ..
        } = self;
        drop(thread);
        trouble.lock().ok().and_then(|mut trouble| trouble.take())
    }

    /// The book's absolute path.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Writes a reviewed file in one transaction, or nothing of it. A file whose every figure is there already from an import
    /// of the same file changes nothing.
    pub fn import(
        &self,
        file: impl Into<Arc<ReviewedFile>>,
        now: Timestamp,
        progress: &dyn Progress,
    ) -> Result<ImportOutcome, BookError> {
        self.import_on(file, ImportTerms::default(), now, progress)
    }

    /// The same with what the user has settled besides.
    pub fn import_on(
        &self,
        file: impl Into<Arc<ReviewedFile>>,
        terms: ImportTerms,
        now: Timestamp,
        progress: &dyn Progress,
    ) -> Result<ImportOutcome, BookError> {
        let file = file.into();
        self.run(progress, move |connection, watch| {
            importing::import(connection, &file, &terms, now, watch)
        })
    }

    /// Takes an import back, the last one that stands for `None`, and revives what it had superseded. The book is then as if
    /// the import had never been.
    pub fn undo_import(
        &self,
        number: Option<u32>,
        now: Timestamp,
    ) -> Result<ImportRecord, BookError> {
        self.undo_import_watched(number, now, &Unwatched)
    }

    /// The same for somebody who watches, and may lose patience: the book is then as it was.
    pub fn undo_import_watched(
        &self,
        number: Option<u32>,
        now: Timestamp,
        progress: &dyn Progress,
    ) -> Result<ImportRecord, BookError> {
        self.run(progress, move |connection, watch| {
            undoing::undo(connection, number, now, watch)
        })
    }

    /// Places an indicator under goals by the user's choice, in the place of all that was chosen or known before, in every
    /// framework. The choice is kept when the indicator's figures go and come back.
    pub fn set_goals(
        &self,
        indicator: &IndicatorCode,
        goals: Vec<GoalLink>,
        now: Timestamp,
    ) -> Result<(), BookError> {
        let indicator = indicator.clone();
        self.run(&Unwatched, move |connection, _| {
            let name = indicators::find(connection, &indicator)?
                .map(|id| indicators::short_name(connection, id))
                .transpose()?
                .unwrap_or_else(|| indicator.0.clone());
            let action = format!("placing {name} under goals");
            once(connection, now, &action, |transaction| {
                goals::choose(transaction, &indicator, &goals)
            })
        })
    }

    /// Keeps a recipe by the user's hand, in the place of one of the same name. It outlives the imports that use it.
    pub fn keep_recipe(&self, recipe: Recipe, now: Timestamp) -> Result<(), BookError> {
        let name = format!("keeping the recipe “{}”", recipe.name);
        self.act(now, name, move |transaction| {
            Ok(recipes::state(
                transaction,
                None,
                &recipe,
                &meta::written(now),
            )?)
        })
    }

    /// Gives the recipe of the name `from` the name that `renamed` has, in one action.
    pub fn rename_recipe(
        &self,
        from: &str,
        renamed: Recipe,
        now: Timestamp,
    ) -> Result<(), BookError> {
        let from = from.to_owned();
        let name = format!("renaming the recipe “{from}”");
        self.act(now, name, move |transaction| {
            recipes::rename(transaction, &from, &renamed, &meta::written(now))
        })
    }

    /// Removes the recipe of this name.
    pub fn remove_recipe(&self, name: &str, now: Timestamp) -> Result<(), BookError> {
        let name = name.to_owned();
        let action = format!("removing the recipe “{name}”");
        self.act(now, action, move |transaction| {
            recipes::remove(transaction, &name)
        })
    }

    /// Marks the book as the shipped sample. Neither this nor what filled it is an action of the user.
    pub fn mark_sample(&self) -> Result<(), BookError> {
        self.run(&Unwatched, |connection, _| {
            let transaction =
                connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            meta::mark_sample(&transaction)?;
            journal::forget_all(&transaction)?;
            meta::advance(&transaction, None)?;
            transaction.commit()?;
            Ok(())
        })
    }

    /// Writes a verified copy to `to`, which must not exist.
    pub fn copy_to(&self, to: &Path) -> Result<(), BookError> {
        let to = to.to_owned();
        self.have_done(&Unwatched, move |connection, _, _| {
            copying::copy(connection, &to)
        })
    }

    /// One short action of the user in its own transaction, which can be undone. `name` follows "Undo" in the menu, such as
    /// "adding a slide". What it changes has to lie in the tables that are journalled.
    pub(super) fn act<T, F>(
        &self,
        now: Timestamp,
        name: impl Into<String>,
        action: F,
    ) -> Result<T, BookError>
    where
        T: Send + 'static,
        F: FnOnce(&Transaction<'_>) -> Result<T, BookError> + Send + 'static,
    {
        let name = name.into();
        self.run(&Unwatched, move |connection, _| {
            once(connection, now, &name, action)
        })
    }

    /// Has the thread do an action that writes, and meanwhile passes on how far it is and whether to stop.
    pub(super) fn run<T, F>(&self, progress: &dyn Progress, action: F) -> Result<T, BookError>
    where
        T: Send + 'static,
        F: FnOnce(&mut Connection, &Watch) -> Result<T, BookError> + Send + 'static,
    {
        self.have_done(progress, move |connection, guard, watch| {
            guard.before(connection)?;
            let done = action(connection, watch)?;
            guard.after(connection);
            Ok(done)
        })
    }

    /// Has the thread do something, and meanwhile passes on how far it is and whether to stop.
    fn have_done<T, F>(&self, progress: &dyn Progress, action: F) -> Result<T, BookError>
    where
        T: Send + 'static,
        F: FnOnce(&mut Connection, &mut Guard, &Watch) -> Result<T, BookError> + Send + 'static,
    {
        let cancelled = Arc::new(AtomicBool::new(progress.is_cancelled()));
        let (watch, told) = Watch::new(&cancelled);
        let (answer, answered) = channel();
        let path = self.path.clone();
        let stop = Arc::clone(&cancelled);
        let job: Job = Box::new(move |connection, guard| {
            let result = stoppable(connection, stop, |connection| {
                action(connection, guard, &watch)
            })
            .map_err(|error| error.at(&path));
            if let Err(error) = &result {
                guard.after_failure(error);
            }
            drop(watch);
            // The caller is gone: the action stands all the same.
            let _ = answer.send(result);
        });
        self.thread
            .jobs
            .lock()
            .ok()
            .and_then(|jobs| jobs.as_ref().map(|jobs| jobs.send(job)))
            .ok_or(BookError::Stopped)?
            .map_err(|_| BookError::Stopped)?;
        follow(progress, &told, &cancelled);
        answered.recv().map_err(|_| BookError::Stopped)?
    }
}

/// One action in its own transaction, written down so that it can be undone.
fn once<T>(
    connection: &mut Connection,
    now: Timestamp,
    name: &str,
    action: impl FnOnce(&Transaction<'_>) -> Result<T, BookError>,
) -> Result<T, BookError> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let number = journal::begin(&transaction, now, name, None)?;
    journal::record(&transaction, Some(number))?;
    let done = action(&transaction)?;
    journal::end(&transaction, number, now)?;
    meta::advance(&transaction, Some(now))?;
    transaction.commit()?;
    Ok(done)
}
