use std::path::Path;

use jiff::Timestamp;

use crate::book::Writer;
use crate::message::{Explain, Message, Progress};

/// Makes the sample book at `path`.
pub(super) fn make(path: &Path, now: Timestamp, _progress: &dyn Progress) -> Result<(), Message> {
    Writer::create(path, now)
        .map(|_| ())
        .map_err(|error| error.explain())
}
