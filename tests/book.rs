//! The book on disk: real SQLite in a temporary folder.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on should say so and end"
)]

#[path = "book/acting.rs"]
mod acting;
#[path = "book/again.rs"]
mod again;
#[path = "book/editions.rs"]
mod editions;
#[path = "book/made.rs"]
mod made;
#[path = "book/plans.rs"]
mod plans;
#[path = "book/read.rs"]
mod read;
#[path = "book/recipes.rs"]
mod recipes;
#[path = "book/refused.rs"]
mod refused;
#[path = "book/sequences.rs"]
mod sequences;
#[path = "book/sources.rs"]
mod sources;
#[path = "book/stopped.rs"]
mod stopped;
#[path = "book/stories.rs"]
mod stories;
#[path = "book/undone.rs"]
mod undone;
#[path = "book/upgraded.rs"]
mod upgraded;
#[path = "book/written.rs"]
mod written;
