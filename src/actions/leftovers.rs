use std::path::Path;

use jiff::{SignedDuration, Timestamp};

/// How the files begin that are written beside the place of another until they are whole.
const UNFINISHED: [&str; 2] = [".levelbook-", ".new-book-"];

/// After so long nobody writes to such a file any more.
const AGE: SignedDuration = SignedDuration::from_hours(1);

/// Clears away what an export or a new book that was cut off has left in a folder. What cannot be removed stays: it does no harm.
pub fn clear_leftovers(folder: &Path, now: Timestamp) {
    let here = Path::new(".");
    let folder = if folder.as_os_str().is_empty() {
        here
    } else {
        folder
    };
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let is_ours = name
            .to_str()
            .is_some_and(|name| UNFINISHED.iter().any(|start| name.starts_with(start)));
        let changed = || {
            let about = entry.metadata().ok().filter(std::fs::Metadata::is_file)?;
            Timestamp::try_from(about.modified().ok()?).ok()
        };
        if is_ours && changed().is_some_and(|changed| now.duration_since(changed) > AGE) {
            let _ = std::fs::remove_file(entry.path());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{AGE, clear_leftovers};
    use jiff::{SignedDuration, Timestamp};

    #[test]
    fn what_was_left_behind_goes_and_what_is_being_written_stays() {
        let folder = tempfile::tempdir().expect("a folder");
        let now: Timestamp = "2026-11-22T10:15:00Z".parse().expect("a time");
        let old = now - AGE - SignedDuration::from_secs(1);
        for (name, time, stays) in [
            (".levelbook-a1b2c3", old, false),
            (".new-book-a1b2c3-journal", old, false),
            (".levelbook-d4e5f6", now, true),
            (".levelbook", old, true),
            ("my.levelbook-notes", old, true),
        ] {
            let path = folder.path().join(name);
            let file = std::fs::File::create(&path).expect("makes");
            file.set_modified(time.into()).expect("sets");
            clear_leftovers(folder.path(), now);
            assert_eq!(path.exists(), stays, "{name}");
        }
    }
}
