//! The store: one SQLite file, identified before it is opened, written by one thread, one transaction a user action. Owns all
//! SQL, one file a table or two that belong together. Knows nothing of questions, and takes figures only as import has
//! reviewed them.

mod again;
mod backups;
mod breakdowns;
mod check;
mod comparing;
mod connection;
mod copying;
mod difference;
mod drafts;
mod earlier;
mod editions;
mod error;
mod facts;
mod figure;
mod figure_sources;
mod goals;
mod guard;
mod history;
mod identify;
mod importing;
mod imports;
mod indicators;
mod inserting;
mod journal;
mod kept;
mod lock;
mod meta;
mod migrations;
mod names;
mod naming;
mod observations;
mod outcomes;
mod past;
mod placing;
mod plans;
mod reader;
mod recipes;
mod records;
mod recovery;
mod repeated;
mod replaying;
mod set_aside;
mod slices;
mod slides;
mod standing;
mod stories;
mod subjects;
mod telling;
mod undoing;
mod vintages;
mod votes;
mod watch;
mod workshop_notes;
mod writer;

pub use again::ReadBefore;
pub use backups::{BackupPlace, Kept, Pace, back_up, backups_of, keep_backups, restore};
pub use check::{CheckReport, check};
pub use connection::{hold, look_through};
pub use copying::backup;
pub use difference::{Changes, Comparison, Difference, EditionOrder, Named, Revision, Revisions};
pub use error::BookError;
pub use facts::{BookFacts, peek};
pub use lock::{BookLock, Holder};
pub use plans::PlansKept;
pub use reader::Reader;
pub use records::{
    BookSummary, FigureRow, FigureVersion, ImportOutcome, ImportRecord, ImportTerms, Selection,
};
pub use recovery::{Recovery, recover};
pub use replaying::{History, Step};
pub use standing::{Opened, Presence};
pub use telling::{Telling, Told};
pub use writer::Writer;
