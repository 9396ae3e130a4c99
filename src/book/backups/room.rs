//! How much room the backups of a book may take.

use std::path::Path;

/// At most, in bytes.
const MOST: u64 = 2 << 30;
/// Of what the disk would have free without them, one part in so many.
const PART: u64 = 10;

/// The room for backups that take so many bytes now, in this folder.
pub(super) fn room(folder: &Path, taken: u64) -> u64 {
    of_free(free(folder), taken)
}

fn of_free(free: Option<u64>, taken: u64) -> u64 {
    free.map_or(MOST, |free| MOST.min(free.saturating_add(taken) / PART))
}

/// What the disk of a folder has free for its user; nothing where the system does not tell.
fn free(folder: &Path) -> Option<u64> {
    fs4::available_space(folder).ok()
}

#[cfg(test)]
mod tests {
    use super::{MOST, free, of_free};

    #[test]
    fn backups_leave_nine_tenths_of_a_disk_to_others() {
        let gigabyte = 1 << 30;
        for (free, taken, room) in [
            (None, 0, MOST),
            (Some(100 * gigabyte), 0, MOST),
            (Some(9 * gigabyte), gigabyte, gigabyte),
            (Some(0), 500, 50),
            (Some(u64::MAX), 1, MOST),
        ] {
            assert_eq!(of_free(free, taken), room);
        }
        let here = free(&std::env::temp_dir());
        assert!(here.is_none_or(|free| free > 0), "{here:?}");
    }
}
