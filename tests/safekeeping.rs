//! Promises P8 to P16: what is backed up and brought back, what is damaged, locked, changed elsewhere, gone, older or newer.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on should say so and end"
)]

#[path = "safekeeping/damaged.rs"]
mod damaged;
#[path = "safekeeping/golden.rs"]
mod golden;
#[path = "safekeeping/kept.rs"]
mod kept;
#[path = "safekeeping/local.rs"]
mod local;
#[path = "book/made.rs"]
#[allow(dead_code, reason = "the tests of the book need more of it")]
mod made;
#[path = "safekeeping/newer.rs"]
mod newer;
#[path = "safekeeping/others.rs"]
mod others;
#[path = "safekeeping/statements.rs"]
mod statements;
#[path = "safekeeping/window.rs"]
mod window;
