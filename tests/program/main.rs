//! The built program, run as a user would run it, and what the documents say of it.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on says so by failing"
)]

mod asked;
mod cli;
mod docs;
mod editions;
mod exports;
#[path = "../shared/folder.rs"]
mod folder;
mod gaps;
mod headlines;
mod independent;
mod outside;
mod pictures;
mod plans;
mod reports;
mod running;
mod safety;
mod stories;
mod undone;
