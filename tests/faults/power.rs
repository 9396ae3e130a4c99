//! The power cut at any moment: what was written and not yet brought to the disk is dropped or torn, names that were given or
//! taken are forgotten, and the books that are left are looked at.

use std::collections::BTreeMap;
use std::path::Path;

use crate::oracle::{Seen, look};
use crate::preload::library;
use crate::recorded::Operation;
use crate::steps::Workload;
use crate::{Reach, reach};

/// What happens to the disk, and what the user is told.
pub(crate) enum Event {
    Done(Operation),
    /// A file lies there already, safe on the disk.
    Placed(String, Vec<u8>),
    /// The user was told that so many actions are done.
    Said(usize),
}

/// What may be lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Loss {
    /// Everything that was not brought to the disk.
    All,
    /// Nothing.
    None,
    /// Each write by chance, some of the others torn; of the names a chance number of the last ones.
    Chance,
}

/// Numbers by chance, the same for the same seed.
pub(crate) struct Chance(pub(crate) u64);

impl Chance {
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize % limit.max(1)
    }
}

#[derive(Clone, Debug)]
enum Change {
    Write(usize, Vec<u8>),
    Cut(usize),
}

impl Change {
    fn apply(&self, bytes: &mut Vec<u8>) {
        match self {
            Self::Write(at, new) => {
                if bytes.len() < at + new.len() {
                    bytes.resize(at + new.len(), 0);
                }
                bytes[*at..at + new.len()].copy_from_slice(new);
            }
            Self::Cut(size) => bytes.resize(*size, 0),
        }
    }

    /// The part of it that reaches the disk when the power goes.
    fn torn(&self, chance: &mut Chance) -> Self {
        match self {
            Self::Write(at, new) => {
                let from = chance.below(new.len());
                let to = from + chance.below(new.len() - from + 1);
                Self::Write(at + from, new[from..to].to_vec())
            }
            Self::Cut(size) => Self::Cut(*size),
        }
    }
}

#[derive(Clone, Debug)]
enum Naming {
    Put(String, usize),
    Gone(String),
    Moved(String, String, usize),
}

impl Naming {
    fn apply(&self, names: &mut BTreeMap<String, usize>) {
        match self {
            Self::Put(path, file) => {
                names.insert(path.clone(), *file);
            }
            Self::Gone(path) => {
                names.remove(path);
            }
            Self::Moved(from, to, file) => {
                names.remove(from);
                names.insert(to.clone(), *file);
            }
        }
    }

    fn is_in(&self, folder: &str) -> bool {
        let path = match self {
            Self::Put(path, _) | Self::Gone(path) | Self::Moved(_, path, _) => path,
        };
        path.rsplit_once('/').map_or("", |(parent, _)| parent) == folder
    }
}

#[derive(Default)]
struct File {
    safe: Vec<u8>,
    pending: Vec<Change>,
}

/// A disk that remembers what is safe and what is not.
#[derive(Default)]
pub(crate) struct Disk {
    files: Vec<File>,
    names: BTreeMap<String, usize>,
    safe_names: BTreeMap<String, usize>,
    pending: Vec<Naming>,
}

impl Disk {
    fn name(&mut self, naming: Naming) {
        naming.apply(&mut self.names);
        self.pending.push(naming);
    }

    pub(crate) fn take(&mut self, event: &Event) {
        let operation = match event {
            Event::Said(_) => return,
            Event::Placed(path, bytes) => {
                self.files.push(File {
                    safe: bytes.clone(),
                    pending: Vec::new(),
                });
                let file = self.files.len() - 1;
                self.names.insert(path.clone(), file);
                self.safe_names.insert(path.clone(), file);
                return;
            }
            Event::Done(operation) => operation,
        };
        match operation {
            Operation::Create { path } => {
                self.files.push(File::default());
                self.name(Naming::Put(path.clone(), self.files.len() - 1));
            }
            Operation::Write { path, at, bytes } => {
                self.change(path, Change::Write(*at, bytes.clone()));
            }
            Operation::Cut { path, size } => self.change(path, Change::Cut(*size)),
            Operation::Remove { path } => self.name(Naming::Gone(path.clone())),
            Operation::Rename { from, to } => {
                if let Some(file) = self.names.get(from).copied() {
                    self.name(Naming::Moved(from.clone(), to.clone(), file));
                }
            }
            Operation::Link { from, to } => {
                if let Some(file) = self.names.get(from).copied() {
                    self.name(Naming::Put(to.clone(), file));
                }
            }
            Operation::Sync { path } => self.sync(path),
        }
    }

    fn change(&mut self, path: &str, change: Change) {
        if let Some(file) = self.names.get(path) {
            self.files[*file].pending.push(change);
        }
    }

    fn sync(&mut self, path: &str) {
        if let Some(file) = self.names.get(path) {
            let file = &mut self.files[*file];
            for change in std::mem::take(&mut file.pending) {
                change.apply(&mut file.safe);
            }
            return;
        }
        let (here, elsewhere): (Vec<_>, Vec<_>) = std::mem::take(&mut self.pending)
            .into_iter()
            .partition(|naming| naming.is_in(path));
        self.pending = elsewhere;
        for naming in here {
            naming.apply(&mut self.safe_names);
        }
    }

    /// Writes what a power cut leaves into the folder `root`.
    pub(crate) fn cut_into(&self, root: &Path, loss: Loss, chance: &mut Chance) {
        let mut names = self.safe_names.clone();
        let kept = match loss {
            Loss::All => 0,
            Loss::None => self.pending.len(),
            Loss::Chance => chance.below(self.pending.len() + 1),
        };
        for naming in &self.pending[..kept] {
            naming.apply(&mut names);
        }
        std::fs::create_dir_all(root).expect("makes");
        let mut written: BTreeMap<usize, Vec<u8>> = BTreeMap::new();
        for (path, file) in &names {
            let bytes = written.entry(*file).or_insert_with(|| {
                let file = &self.files[*file];
                let mut bytes = file.safe.clone();
                for change in &file.pending {
                    match (loss, chance.below(10)) {
                        (Loss::All, _) | (Loss::Chance, 0..5) => {}
                        (Loss::Chance, 5) => change.torn(chance).apply(&mut bytes),
                        (Loss::None | Loss::Chance, _) => change.apply(&mut bytes),
                    }
                }
                bytes
            });
            let path = root.join(path);
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("makes");
            std::fs::write(path, bytes).expect("writes");
        }
    }
}

/// All that the steps did, one after another.
fn story(workload: &Workload) -> Vec<Event> {
    let mut events = Vec::new();
    let mut last = &workload.steps[0].seen_before;
    for (number, done) in (1..).zip(&workload.steps) {
        for name in done.seen_before.keys() {
            if !last.contains_key(name) {
                let bytes = std::fs::read(done.before.join(name)).expect("reads");
                events.push(Event::Placed(name.clone(), bytes));
            }
        }
        events.extend(done.operations.iter().cloned().map(Event::Done));
        events.push(Event::Said(number));
        last = &done.seen_after;
    }
    events
}

/// True where the folder is as after the actions that were said to be done, or as after the next one. A file that the test placed
/// is there before its action begins.
fn is_told(seen: &Seen, workload: &Workload, said: usize) -> bool {
    let done = |number: usize| workload.steps.get(number);
    said.checked_sub(1)
        .and_then(done)
        .is_some_and(|last| *seen == last.seen_after)
        || done(said).is_some_and(|next| *seen == next.seen_before || *seen == next.seen_after)
}

#[test]
fn a_power_cut_never_damages_a_book_and_loses_nothing_that_was_said_to_be_saved() {
    let Some(library) = library() else {
        return;
    };
    let workload = Workload::done(library);
    let events = story(&workload);
    let trials = match reach() {
        Reach::Short => 50,
        Reach::Quick => 1000,
        Reach::Full => 3000,
    };
    let seed = std::env::var("LEVELBOOK_SEED")
        .ok()
        .and_then(|seed| seed.parse().ok())
        .unwrap_or(0x004C_764B_5EED);
    let mut chance = Chance(seed);
    let mut faults = Vec::new();
    for trial in 0..trials {
        let cut = 1 + chance.below(events.len());
        let loss = match trial % 10 {
            0 => Loss::All,
            1 => Loss::None,
            _ => Loss::Chance,
        };
        let mut disk = Disk::default();
        let mut said = 0;
        for event in &events[..cut] {
            disk.take(event);
            if let Event::Said(number) = event {
                said = *number;
            }
        }
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path().join("root");
        disk.cut_into(&root, loss, &mut chance);
        let judged = std::panic::catch_unwind(|| look(&root));
        match judged {
            Ok(left) if is_told(&left, &workload, said) => {}
            Ok(_) => faults.push(format!(
                "trial {trial}, cut {cut}, {loss:?}: neither what was said to be done ({said}) nor the next"
            )),
            Err(panic) => faults.push(format!(
                "trial {trial}, cut {cut}, {loss:?}: {:?}",
                panic.downcast_ref::<String>()
            )),
        }
    }
    println!(
        "P2 power cut: {trials} replays of {} operations, seed {seed}, {} faults",
        events.len(),
        faults.len()
    );
    assert!(faults.is_empty(), "seed {seed}:\n{}", faults.join("\n"));
}
