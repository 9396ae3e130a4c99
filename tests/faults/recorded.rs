//! What the library wrote down of a run.

use std::path::Path;

/// One operation. Paths are below the folder that was watched; the folder itself is the empty path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Operation {
    Write {
        path: String,
        at: usize,
        bytes: Vec<u8>,
    },
    Cut {
        path: String,
        size: usize,
    },
    Create {
        path: String,
    },
    Remove {
        path: String,
    },
    Rename {
        from: String,
        to: String,
    },
    Link {
        from: String,
        to: String,
    },
    Sync {
        path: String,
    },
}

/// Takes parts off the front of the log.
struct Parts<'a>(&'a [u8]);

impl<'a> Parts<'a> {
    fn take(&mut self, length: usize) -> &'a [u8] {
        let (taken, rest) = self.0.split_at(length);
        self.0 = rest;
        taken
    }

    fn number<const N: usize>(&mut self) -> usize {
        self.take(N)
            .iter()
            .rev()
            .fold(0, |number, byte| (number << 8) | usize::from(*byte))
    }

    fn path(&mut self, root: &str) -> String {
        let length = self.number::<4>();
        let path = String::from_utf8_lossy(self.take(length)).into_owned();
        let below = path.strip_prefix(root).unwrap_or(&path);
        below.trim_start_matches('/').to_owned()
    }
}

/// The operations of a log of what was done below `root`.
pub(crate) fn operations(log: &Path, root: &Path) -> Vec<Operation> {
    let bytes = std::fs::read(log).unwrap_or_default();
    let root = root.to_str().expect("a path of text");
    let mut parts = Parts(&bytes);
    let mut found = Vec::new();
    while !parts.0.is_empty() {
        let kind = parts.take(1)[0];
        let (path, other) = (parts.path(root), parts.path(root));
        let (at, length) = (parts.number::<8>(), parts.number::<8>());
        found.push(match kind {
            b'W' => Operation::Write {
                path,
                at,
                bytes: parts.take(length).to_vec(),
            },
            b'T' => Operation::Cut { path, size: at },
            b'C' => Operation::Create { path },
            b'U' => Operation::Remove { path },
            b'R' => Operation::Rename {
                from: path,
                to: other,
            },
            b'L' => Operation::Link {
                from: path,
                to: other,
            },
            b'S' => Operation::Sync { path },
            other => panic!("the log is garbled: {other}"),
        });
    }
    found
}
