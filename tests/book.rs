//! The book on disk: real SQLite in a temporary folder.

#[path = "book/made.rs"]
mod made;
#[path = "book/refused.rs"]
mod refused;
#[path = "book/sequences.rs"]
mod sequences;
#[path = "book/written.rs"]
mod written;
