//! Whose the backups in a folder are: copies of one file call themselves by one name, and each has backups of its own.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::{Kept, folder_of};
use crate::book::facts;

/// In each folder of backups: where the book lies that they are of, and below it where its copies lie, a line each.
const WHOSE: &str = "book.txt";

/// The places of a book and its copies, the first of which has backups without a mark in their names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Owners(Vec<PathBuf>);

impl Owners {
    pub(super) fn of(folder: &Path) -> Self {
        let text = fs::read_to_string(folder.join(WHOSE)).unwrap_or_default();
        Self(text.lines().map(PathBuf::from).collect())
    }

    pub(super) fn write(&self, folder: &Path) -> io::Result<()> {
        let lines: Vec<&[u8]> = self
            .0
            .iter()
            .map(|path| path.as_os_str().as_encoded_bytes())
            .collect();
        fs::write(folder.join(WHOSE), lines.join(&b'\n'))
    }

    /// Whether backups were made of a book in this place.
    pub(super) fn knows(&self, book: &Path) -> bool {
        self.0.iter().any(|path| path == book)
    }

    /// Says which of the backups in a folder are of a book that lies elsewhere. One that was moved takes those along that were made
    /// where it lay before.
    pub(super) fn tell(&self, folder: &Path, kept: &mut [Kept], book: &Path) {
        let mut now = self.clone();
        let own = now.take_in(folder, book);
        for one in kept {
            one.of_other = (one.of_copy != own)
                .then(|| now.place_of(one.of_copy.as_deref()))
                .flatten();
        }
    }

    /// The mark in the names of a book's backups. A book that is not known is taken in: in the place of the first, if that one has
    /// gone from there or is another book by now.
    pub(super) fn take_in(&mut self, folder: &Path, book: &Path) -> Option<String> {
        if !self.knows(book) {
            match self.0.first_mut() {
                Some(first) if !lies_there(first, folder) => book.clone_into(first),
                _ => self.0.push(book.to_owned()),
            }
        }
        self.mark_of(book)
    }

    fn mark_of(&self, book: &Path) -> Option<String> {
        match self.0.first() {
            Some(first) if first != book && self.knows(book) => Some(mark(book)),
            _ => None,
        }
    }

    fn place_of(&self, of_copy: Option<&str>) -> Option<PathBuf> {
        match of_copy {
            None => self.0.first().cloned(),
            Some(of_copy) => self.0.iter().find(|path| mark(path) == of_copy).cloned(),
        }
    }
}

/// Whether the book whose backups are in a folder lies in a place; one that cannot be read may be it.
fn lies_there(path: &Path, folder: &Path) -> bool {
    let same = |uuid: &str| {
        folder
            .parent()
            .is_some_and(|place| folder_of(place, uuid) == folder)
    };
    path.exists() && facts::peek(path).map_or(true, |facts| same(&facts.uuid))
}

/// A short mark of a place, the same whenever it is made.
fn mark(path: &Path) -> String {
    let hash = Sha256::digest(path.as_os_str().as_encoded_bytes());
    let four = hash.first_chunk::<4>().copied().unwrap_or_default();
    format!("{:08x}", u32::from_be_bytes(four))
}
