//! What lies beside a book and is worth knowing: other versions of it that a sync has made, a journal that was left behind, and
//! what kind of folder it is.

use std::path::Path;

use super::facts::peek;
use crate::message::Message;

/// Entries of a folder that are looked at.
const LOOKED_AT: usize = 2_000;

const ENDING: &str = ".levelbook";

/// What is worth knowing of the folder in which the book at `path` lies.
pub fn neighbours(path: &Path) -> Vec<Message> {
    let mounts = std::fs::read_to_string("/proc/self/mounts").unwrap_or_default();
    let mut notes = Vec::new();
    let own = path
        .file_name()
        .map(|name| name.to_string_lossy().into_owned());
    let entries = path
        .parent()
        .and_then(|folder| std::fs::read_dir(folder).ok());
    let names: Vec<String> = entries
        .into_iter()
        .flatten()
        .flatten()
        .take(LOOKED_AT)
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| Some(name) != own.as_ref())
        .collect();
    let is_conflict =
        |name: &&String| name.to_lowercase().contains("conflict") && name.ends_with(ENDING);
    let mut versions = names.iter().filter(is_conflict).peekable();
    let uuid = versions
        .peek()
        .and_then(|_| peek(path).map(|facts| facts.uuid).ok());
    for name in versions.filter(|name| is_of(&path.with_file_name(name), uuid.as_deref())) {
        notes.push(Message::new(
            format!(
                "Beside this book lies another version of it, “{name}”, which a sync has made."
            ),
            "Open it to see what differs, and import into one book what only the other has.",
        ));
    }
    for name in &names {
        let Some(book) = name
            .strip_suffix("-journal")
            .filter(|book| book.ends_with(ENDING))
        else {
            continue;
        };
        if !names.iter().any(|other| other == book) && own.as_deref() != Some(book) {
            notes.push(Message::new(
                format!("“{name}” was left behind here when {book} was moved: it holds a change that was cut off."),
                "Put it beside its book before that book is opened.",
            ));
        }
    }
    if let Some(kind) = kind_of_folder(path, &mounts) {
        notes.push(Message::new(
            format!("This book lies in {kind}."),
            "Open it at one computer at a time, or work on a local copy (File menu). Its backups are kept on this computer.",
        ));
    }
    notes
}

fn is_of(path: &Path, uuid: Option<&str>) -> bool {
    uuid.is_some_and(|uuid| peek(path).is_ok_and(|facts| facts.uuid == uuid))
}

/// What a folder is called that others may write to as well; nothing for one of this computer alone.
fn kind_of_folder(path: &Path, mounts: &str) -> Option<String> {
    let whole = path.to_string_lossy();
    if whole.starts_with(r"\\") && !whole.starts_with(r"\\?\") || whole.starts_with(r"\\?\UNC\") {
        return Some("a folder on the network".to_owned());
    }
    for part in path.iter().map(|part| part.to_string_lossy()) {
        for (begins, name) in [
            ("OneDrive", "OneDrive"),
            ("Dropbox", "Dropbox"),
            ("Google Drive", "Google Drive"),
            ("GoogleDrive", "Google Drive"),
            ("iCloud", "iCloud"),
            ("com~apple~CloudDocs", "iCloud"),
            ("Nextcloud", "Nextcloud"),
            ("ownCloud", "ownCloud"),
        ] {
            if part.starts_with(begins) {
                return Some(format!("a folder that {name} synchronises"));
            }
        }
    }
    let mounted = mounts.lines().filter_map(|line| {
        let mut words = line.split(' ');
        let at = words.nth(1)?.replace("\\040", " ");
        let kind = words.next()?;
        path.starts_with(&at).then(|| (at.len(), kind.to_owned()))
    });
    let (_, kind) = mounted.max_by_key(|(length, _)| *length)?;
    let shared = [
        "nfs",
        "cifs",
        "smb",
        "fuse.sshfs",
        "fuse.rclone",
        "fuse.gvfsd",
        "davfs",
        "afs",
    ];
    shared
        .iter()
        .any(|begins| kind.starts_with(begins))
        .then(|| "a folder on the network".to_owned())
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{kind_of_folder, neighbours};
    use crate::book::Writer;

    const MOUNTS: &str =
        "/dev/sda1 / ext4 rw 0 0\nserver:/home /mnt/office\\040files nfs4 rw 0 0\n";

    #[test]
    fn folders_that_others_write_to_are_known() {
        for (path, expected) in [
            ("/home/mary/a.levelbook", None),
            (
                "/mnt/office files/a.levelbook",
                Some("a folder on the network"),
            ),
            (
                "/home/mary/OneDrive - Council/a.levelbook",
                Some("a folder that OneDrive synchronises"),
            ),
            (
                "/home/mary/Dropbox/a.levelbook",
                Some("a folder that Dropbox synchronises"),
            ),
            (
                r"\\server\share\a.levelbook",
                Some("a folder on the network"),
            ),
            (r"\\?\C:\a.levelbook", None),
        ] {
            assert_eq!(
                kind_of_folder(Path::new(path), MOUNTS).as_deref(),
                expected,
                "{path}"
            );
        }
    }

    #[test]
    fn another_version_and_a_lost_journal_are_named() {
        let folder = tempfile::tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(name);
        let now = "2026-11-22T10:15:00Z".parse().expect("a time");
        drop(Writer::create(&at("a.levelbook"), now).expect("makes"));
        drop(Writer::create(&at("b (conflicted copy).levelbook"), now).expect("makes"));
        let conflicted = "a (Mary's conflicted copy 2026-11-22).levelbook";
        std::fs::copy(at("a.levelbook"), at(conflicted)).expect("copies");
        std::fs::write(at("gone.levelbook-journal"), "x").expect("writes");
        let said: Vec<String> = neighbours(&at("a.levelbook"))
            .into_iter()
            .map(|note| note.headline)
            .collect();
        assert_eq!(said.len(), 2, "{said:?}");
        assert!(said.iter().any(|one| one.contains(conflicted)), "{said:?}");
        assert!(
            said.iter()
                .any(|one| one.contains("gone.levelbook-journal")),
            "{said:?}"
        );
    }
}
