//! The pages of a SQLite file and the trees that they make, walked without SQLite: a page that is not sound in every part is
//! passed over and counted, and the walk goes on.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;

use rusqlite::types::Value;

use super::record::{big_endian, local, values, varint};

/// A page's number, from 1.
pub(super) type PageNumber = u32;

/// How a table keeps its rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tree {
    /// By a number of each row.
    Numbered,
    /// By the columns of its key.
    Keyed,
}

/// A row as it was found.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Row {
    /// Its number, where it has one.
    pub(super) number: Option<i64>,
    /// Its values in the order of the file.
    pub(super) values: Vec<Value>,
}

/// What could not be read of a table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Lost {
    /// Pages that were passed over.
    pub(super) pages: u64,
    /// Rows that were passed over in sound pages.
    pub(super) rows: u64,
}

/// The file.
pub(super) struct Pages {
    file: File,
    size: usize,
    count: PageNumber,
    visited: BTreeSet<PageNumber>,
}

struct Node {
    rows: Vec<Row>,
    lost_rows: u64,
    children: Vec<PageNumber>,
}

const HEADER: usize = 100;

impl Pages {
    /// The file at `path` as pages of `size` bytes.
    pub(super) fn open(path: &Path, size: usize) -> std::io::Result<Self> {
        let file = File::open(path)?;
        let length = file.metadata()?.len();
        let count = length.div_ceil(size as u64);
        Ok(Self {
            file,
            size,
            count: PageNumber::try_from(count).unwrap_or(PageNumber::MAX),
            visited: BTreeSet::new(),
        })
    }

    /// A page; none where there is no such page, or the file ends in it.
    fn page(&mut self, number: PageNumber) -> Option<Vec<u8>> {
        if number == 0 || number > self.count {
            return None;
        }
        let mut page = vec![0; self.size];
        let at = u64::from(number - 1) * self.size as u64;
        self.file.seek(SeekFrom::Start(at)).ok()?;
        self.file.read_exact(&mut page).ok()?;
        Some(page)
    }

    /// Gives every row of the tree at `root` to `take`, and tells what could not be read.
    pub(super) fn walk(&mut self, root: PageNumber, tree: Tree, take: &mut dyn FnMut(Row)) -> Lost {
        let mut lost = Lost::default();
        let mut open = vec![root];
        while let Some(number) = open.pop() {
            if !self.visited.insert(number) {
                lost.pages += 1;
                continue;
            }
            let Some(node) = self.node(number, tree) else {
                lost.pages += 1;
                continue;
            };
            lost.rows += node.lost_rows;
            open.extend(node.children.into_iter().rev());
            node.rows.into_iter().for_each(&mut *take);
        }
        lost
    }

    /// Gives every row of the pages that no walk has come by, and that are not known to be free, to `take`.
    pub(super) fn walk_the_rest(&mut self, tree: Tree, take: &mut dyn FnMut(Row)) {
        let free = self.free();
        for number in 2..=self.count {
            if self.visited.contains(&number) || free.contains(&number) {
                continue;
            }
            if let Some(node) = self.node(number, tree) {
                node.rows.into_iter().for_each(&mut *take);
            }
        }
    }

    /// The pages that hold nothing any more, as far as the file tells.
    fn free(&mut self) -> BTreeSet<PageNumber> {
        let mut free = BTreeSet::new();
        let mut next = self
            .page(1)
            .and_then(|first| big_endian(&first, 32, 4))
            .unwrap_or(0);
        while next != 0 && free.insert(next) {
            let Some(trunk) = self.page(next) else {
                break;
            };
            let leaves = big_endian(&trunk, 4, 4).unwrap_or(0) as usize;
            let leaves = leaves.min(self.size / 4 - 2);
            free.extend((0..leaves).filter_map(|leaf| big_endian(&trunk, 8 + 4 * leaf, 4)));
            next = big_endian(&trunk, 0, 4).unwrap_or(0);
        }
        free
    }

    /// A page of a tree, where it is sound in every part.
    fn node(&mut self, number: PageNumber, tree: Tree) -> Option<Node> {
        let page = self.page(number)?;
        let head = if number == 1 { HEADER } else { 0 };
        let kind = *page.get(head)?;
        let (is_table, is_leaf) = match (tree, kind) {
            (Tree::Numbered, 0x0d) => (true, true),
            (Tree::Numbered, 0x05) => (true, false),
            (Tree::Keyed, 0x0a) => (false, true),
            (Tree::Keyed, 0x02) => (false, false),
            _ => return None,
        };
        let cells = big_endian(&page, head + 3, 2)? as usize;
        let first = head + if is_leaf { 8 } else { 12 };
        let content = first + 2 * cells;
        if content > self.size {
            return None;
        }
        let mut node = Node {
            rows: Vec::with_capacity(cells),
            lost_rows: 0,
            children: Vec::new(),
        };
        let mut last = None;
        for cell in 0..cells {
            let mut at = big_endian(&page, first + 2 * cell, 2)? as usize;
            if at < content {
                return None;
            }
            if !is_leaf {
                node.children.push(self.child(&page, at)?);
                at += 4;
            }
            if is_table && !is_leaf {
                varint(&page, at)?;
                continue;
            }
            let (length, mut at) = varint(&page, at)?;
            let length = usize::try_from(length).ok()?;
            let row_number = if is_table {
                let (row_number, next) = varint(&page, at)?;
                at = next;
                if last.is_some_and(|last| last >= row_number) {
                    return None;
                }
                last = Some(row_number);
                last
            } else {
                None
            };
            let inside = local(length, self.size, is_table)?;
            let start = page.get(at..at + inside)?;
            let payload = if inside == length {
                Some(start.to_vec())
            } else {
                let overflow = big_endian(&page, at + inside, 4)?;
                self.overflow(start, length, overflow)
            };
            // A row that is whole in its page and makes no sense speaks against the page; one that goes on elsewhere does not.
            match payload.as_deref().and_then(values) {
                Some(values) => node.rows.push(Row {
                    number: row_number,
                    values,
                }),
                None if inside == length => return None,
                None => node.lost_rows += 1,
            }
        }
        if !is_leaf {
            node.children.push(self.child(&page, head + 8)?);
        }
        Some(node)
    }

    fn child(&self, page: &[u8], at: usize) -> Option<PageNumber> {
        big_endian(page, at, 4).filter(|child| *child > 1 && *child <= self.count)
    }

    /// A row that goes on in other pages.
    fn overflow(&mut self, start: &[u8], length: usize, first: PageNumber) -> Option<Vec<u8>> {
        let mut payload = start.to_vec();
        let mut next = first;
        let mut seen = BTreeSet::new();
        while payload.len() < length {
            if !seen.insert(next) {
                return None;
            }
            let page = self.page(next)?;
            self.visited.insert(next);
            let more = (length - payload.len()).min(self.size - 4);
            payload.extend_from_slice(page.get(4..4 + more)?);
            next = big_endian(&page, 0, 4)?;
        }
        Some(payload)
    }
}
