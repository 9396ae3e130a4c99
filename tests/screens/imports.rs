//! The way in, as it is clicked: wizard, dialogs, undo and a dropped file.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{Desk, figures};

/// The figures with another text in one of their cells, London's walks of 2021.
pub(super) fn figures_with(cell: &str) -> String {
    let row = "E12000007,London,Walks to school,2021,";
    figures().replace(&format!("{row}43"), &format!("{row}{cell}"))
}

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
    desk.next_file(&figures_with("S"));
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
fn what_is_shown_first_has_figures() {
    let text = "code,name,sex,year,Chess clubs,Walks to school\n\
                E06000023,\"Bristol, City of\",Female,2024,[c],[c]\n\
                E06000023,\"Bristol, City of\",Male,2024,[c],[c]\n\
                E08000025,Birmingham,Female,2024,[c],41\n\
                E08000025,Birmingham,Male,2024,[c],[c]\n\
                E08000035,Leeds,Female,2024,[c],43\n\
                E08000035,Leeds,Male,2024,[c],38\n";
    let mut desk = Desk::with_figures();
    desk.next_file(text);
    desk.go("Data");
    desk.click("Import…");
    desk.click("Continue");
    desk.click("Import");
    assert!(desk.has("Walks to school (%), female"), "{}", desk.text());
    assert!(desk.has("Leeds, 2024: 43%"), "{}", desk.text());
}

#[test]
fn who_is_looked_at_stays_where_the_file_has_figures_of_them() {
    let mut desk = Desk::with_figures();
    desk.go("Goals");
    let before = desk.harness.state().state().looked_at();
    let region = before.clone().expect("somebody is looked at");
    desk.next_file(&format!(
        "code,name,year,Chess clubs\n\
         E06000001,Hartlepool,2024,30\n\
         E06000002,Middlesbrough,2024,31\n\
         E06000003,Redcar and Cleveland,2024,32\n\
         {region},,2024,41\n\
         E12000009,South West,2024,44\n"
    ));
    desk.go("Data");
    for step in ["Import…", "Continue", "Import"] {
        desk.click(step);
    }
    assert!(desk.has("2 regions"), "{}", desk.text());
    assert_eq!(desk.harness.state().state().looked_at(), before);
}

#[test]
fn a_sign_is_given_its_meaning_and_a_row_made_the_header() {
    let mut desk = Desk::reading(&figures_with("Q"));
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
fn enter_alone_goes_through_the_steps_of_an_import() {
    let mut desk = Desk::reading(&figures());
    for _ in 0..2 {
        desk.harness.key_press(egui::Key::Enter);
        desk.harness.run();
    }
    assert!(desk.has("Figure: "), "{}", desk.text());
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
        desk.has("24 figures of schools.csv left the book."),
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

#[test]
fn a_question_is_answered_once_and_the_next_edition_is_read_the_same_way() {
    let first = figures_with("-");
    let mut desk = Desk::reading(&first);
    assert!(desk.has("What does “-” stand for"), "{}", desk.text());
    desk.click("The figure is not available");
    assert!(!desk.has("What does “-” stand for"), "{}", desk.text());
    assert!(desk.has("Take out “-” is not available"), "{}", desk.text());
    let check = desk.named_text("the check");
    desk.click("Continue");
    assert!(desk.has("ListItem: New: 24"), "{}", desk.text());
    let summary = desk.named_text("the summary");
    desk.click_first("Indicator: Library visits");
    let checked = desk.text();
    assert!(checked.contains("Step 3, Columns, current"), "{checked}");
    assert!(checked.contains("E14, 20, Figures"), "{checked}");
    desk.click("Continue");
    desk.click("Continue");
    desk.click("2  Successful school years");
    desk.click("Import");
    assert!(desk.has("24 figures kept (1 withheld)"), "{}", desk.text());

    let second = first.replace(
        "London,Walks to school,2023,45",
        "London,Walks to school,2023,55",
    );
    desk.next_file(&second);
    desk.go("Data");
    desk.click("Import…");
    assert!(!desk.has("What does “-” stand for"), "{}", desk.text());
    desk.click("Continue");
    let all = desk.text();
    assert!(
        all.contains("takes the place of one in the book: 1"),
        "{all}"
    );
    assert!(all.contains("Difference: +10"), "{all}");
    desk.click("Import");
    desk.go("Data");
    desk.click_first("Recipe: ");
    desk.click("Rename…");
    desk.harness.event(egui::Event::Text(" again".to_owned()));
    desk.harness.run();
    desk.harness.key_press(egui::Key::Enter);
    desk.harness.run();
    assert!(desk.has("The recipe is called “"), "{}", desk.text());
    assert!(desk.has(" again; "), "{}", desk.text());
    let data = desk.named_text("data");
    desk.click_first("File: schools.csv");
    assert!(desk.has("What it changed"), "{}", desk.text());
    desk.named_text("a report with revisions");
    desk.go("Data");
    desk.click_first("Recipe: ");
    desk.click("Remove recipe");
    assert!(desk.has("was removed."), "{}", desk.text());
    for (name, text) in [("check", check), ("summary", summary), ("recipes", data)] {
        insta::assert_snapshot!(name, text);
    }
}

#[test]
fn cells_are_stepped_through_and_what_is_left_out_is_exported() {
    let mut desk = Desk::reading(&figures_with("see note"));
    desk.click_first("Sheet: ");
    assert!(
        desk.has("E8, see note, Figures, left out"),
        "{}",
        desk.text()
    );
    desk.click_first("Cells of sheet");
    for (key, times) in [
        (egui::Key::Home, 1),
        (egui::Key::ArrowLeft, 6),
        (egui::Key::ArrowDown, 8),
        (egui::Key::ArrowRight, 3),
    ] {
        for _ in 0..times {
            desk.harness.key_press(key);
            desk.harness.run();
        }
    }
    assert!(desk.has("D9, 2022, Period"), "{}", desk.text());
    let to = desk.folder.path().join("left out");
    desk.picks.lock().expect("the list").push(to.clone());
    desk.click("Export what is left out…");
    let written = std::fs::read(to.with_extension("xlsx")).expect("a workbook");
    assert!(written.starts_with(b"PK"));
}
