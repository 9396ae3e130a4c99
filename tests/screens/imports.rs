//! The way in, as it is clicked: wizard, dialogs, undo and a dropped file.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{Desk, figures};

/// A file dropped on the window.
#[derive(Debug)]
struct Dropped(PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        std::fs::read(&self.0).map_err(|error| error.to_string())
    }
}

#[test]
fn a_file_becomes_a_chart_without_typing() {
    let mut desk = Desk::new();
    let file = desk.folder.path().join("schools.csv");
    let text = figures().replace(
        "E12000007,London,Walks to school,2021,43",
        "E12000007,London,Walks to school,2021,S",
    );
    std::fs::write(&file, text).expect("written");
    desk.picks.lock().expect("the list").push(file);
    let steps = [
        "Choose a file",
        "Continue",
        "2  Successful school years",
        "Import",
    ];
    for (clicks, step) in steps.into_iter().enumerate() {
        desk.click(step);
        desk.named_text(&format!("the import after {} clicks", clicks + 1));
    }
    assert!(
        desk.has("Figure: "),
        "four clicks, nothing typed: {}",
        desk.text()
    );
}

#[test]
fn a_sign_is_given_its_meaning_and_a_row_made_the_header() {
    let mut desk = Desk::new();
    let file = desk.folder.path().join("schools.csv");
    let text = figures().replace(
        "E12000007,London,Walks to school,2021,43",
        "E12000007,London,Walks to school,2021,Q",
    );
    std::fs::write(&file, text).expect("written");
    desk.picks.lock().expect("the list").push(file);
    desk.click("Choose a file");
    desk.click("Row 2 holds the header");
    desk.click("Row 1 holds the header");
    assert!(
        desk.has("23 ready (0 of them withheld), 1 left out"),
        "{}",
        desk.text()
    );
    desk.click("The figure is withheld as confidential");
    assert!(
        desk.has("24 ready (1 of them withheld), 0 left out"),
        "{}",
        desk.text()
    );
}

#[test]
fn enter_accepts_a_dialog_and_escape_leaves_it() {
    let mut desk = Desk::with_figures();
    desk.go("Data");
    desk.click("Import by path");
    assert!(desk.has("Import a file by its path"));
    desk.harness.key_press(egui::Key::Escape);
    desk.harness.run();
    assert!(desk.harness.state().state().dialog.is_none(), "Esc closes");
    desk.click("Import by path");
    let path = desk.folder.path().join("schools.csv");
    desk.harness
        .event(egui::Event::Text(path.display().to_string()));
    desk.harness.run();
    desk.harness.key_press(egui::Key::Enter);
    desk.harness.run();
    assert!(desk.has("Import schools.csv"), "{}", desk.text());
}

#[test]
fn an_import_can_be_undone_after_a_restart() {
    let mut desk = Desk::with_figures().restarted();
    assert!(desk.has("24 figures"), "{}", desk.text());
    desk.go("Data");
    desk.click_first("File: schools.csv");
    desk.click("Undo this import…");
    desk.harness.key_press(egui::Key::Enter);
    desk.harness.run();
    assert!(
        desk.has("Undone: 24 figures of schools.csv left the book."),
        "{}",
        desk.text()
    );
    let desk = desk.restarted();
    assert!(desk.has("0 figures"), "{}", desk.text());
}

#[test]
fn a_dropped_file_is_read() {
    let mut desk = Desk::new();
    let file = desk.folder.path().join("schools.csv");
    std::fs::write(&file, figures()).expect("written");
    let dropped = Arc::new(Dropped(file));
    desk.harness.input_mut().dropped_files.push(dropped);
    desk.harness.run();
    assert!(desk.has("Import schools.csv"), "{}", desk.text());
}
