//! The book on disk: real SQLite in a temporary folder.

#[path = "book/made.rs"]
mod made;
#[path = "book/written.rs"]
mod written;
