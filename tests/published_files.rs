//! Every published file of the shared folder, read as the program reads it, against the committed table of what is understood.
//!
//! `UPDATE_GOLDEN=1 cargo test --test published_files` writes the table anew; read the difference before it is kept. The folder is
//! `../shared/data`, or what `LEVELBOOK_SHARED` names; where it is not there, nothing is compared and the test says so.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

#[path = "published_files/run.rs"]
mod run;
#[path = "published_files/table.rs"]
mod table;

use table::Line;

#[test]
fn published_files_are_understood_as_the_table_says() {
    let Some(shared) = run::shared() else {
        return;
    };
    let committed = table::read(&table::path());
    let files = run::files(&shared);
    assert!(!files.is_empty(), "the shared folder holds no file");
    let mut lines: Vec<Line> = run::read_all(&files);
    lines.sort_by(|a, b| (&a.file, a.place).cmp(&(&b.file, b.place)));
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        table::write(&table::path(), &lines);
    } else {
        let changes = table::changes(&committed, &lines);
        assert!(
            changes.is_empty(),
            "{} tables are understood differently:\n{}",
            changes.len(),
            changes.join("\n")
        );
    }
    println!("{} files, {} tables", files.len(), lines.len());
}
