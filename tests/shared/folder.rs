//! The folder of published files, which are not part of this repository.

use std::path::{Path, PathBuf};

/// The folder, or the part of it of this name; nothing, with a word, where it is not there and no variable says that it is.
pub(crate) fn shared(part: &str) -> Option<PathBuf> {
    let folder = std::env::var_os("LEVELBOOK_SHARED").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data"),
        PathBuf::from,
    );
    let folder = folder.join(part);
    if folder.is_dir() {
        return Some(folder);
    }
    assert!(
        std::env::var_os("LEVELBOOK_SHARED").is_none(),
        "LEVELBOOK_SHARED leads to no folder: {}",
        folder.display()
    );
    eprintln!(
        "passed over: {} is not there; set LEVELBOOK_SHARED to a folder of published files",
        folder.display()
    );
    None
}

#[allow(dead_code, reason = "not every test looks below a folder")]
/// All files below a folder, in the order of their paths.
pub(crate) fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(next).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}
