//! Screens by meaning: what a screen reader is told, and the main job clicked through by the words that people see.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a helper of a test fails the test"
)]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use jiff::Timestamp;
use levelbook::book::Writer;
use levelbook::desktop::effects::Picking;
use levelbook::desktop::jobs::{Choosing, Picker, Running, Surroundings};
use levelbook::desktop::{Settings, Window};
use levelbook::import::WorkerProgram;

/// Gives the paths it was told, one after another. Of two names it makes a fault of the program.
struct ToldPicker(Arc<Mutex<Vec<PathBuf>>>);

impl Picker for ToldPicker {
    fn pick(&self, _: Picking, _: Option<&Path>, _: &str) -> Choosing {
        let next = self.0.lock().expect("the list").last().cloned();
        let next = next.unwrap_or_default();
        assert!(!next.ends_with(FAULT_IN_FRAME), "a fault in the frame");
        if next.ends_with(FAULT_IN_JOB) {
            return Box::new(|| panic!("a fault in the job"));
        }
        let told = self.0.lock().expect("the list").pop();
        Box::new(move || told)
    }
}

const FAULT_IN_FRAME: &str = "fault in frame";
const FAULT_IN_JOB: &str = "fault in job";

fn noon() -> Timestamp {
    Timestamp::from_second(1_795_348_800).expect("a time")
}

/// A table of two indicators over England and three regions, three years each.
fn figures() -> String {
    let mut text = String::from("Area code,Area name,Indicator,Period,Value,Unit\n");
    let places = [
        ("E92000001", "England", 0.0),
        ("E12000001", "North East", -4.0),
        ("E12000007", "London", 3.0),
        ("E12000008", "South East", 2.0),
    ];
    for (indicator, base) in [("Walks to school", 40.0), ("Library visits", 20.0)] {
        for (code, name, more) in places {
            for year in 2021..2024 {
                let value = base + more + f64::from(year - 2021);
                let _ = writeln!(text, "{code},{name},{indicator},{year},{value},%");
            }
        }
    }
    text
}

#[path = "screens/drafts.rs"]
mod drafts;
#[path = "screens/faults.rs"]
mod faults;
#[path = "screens/figures.rs"]
mod figures_by_key;
#[path = "screens/gaps.rs"]
mod gaps;
#[path = "screens/imports.rs"]
mod imports;
#[path = "screens/plans.rs"]
mod plans;
#[path = "screens/shows.rs"]
mod shows;
#[path = "screens/steps.rs"]
mod steps;

struct Desk {
    harness: Harness<'static, Window>,
    picks: Arc<Mutex<Vec<PathBuf>>>,
    folder: tempfile::TempDir,
}

impl Desk {
    /// A window on an empty book.
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let book = folder.path().join("test.levelbook");
        drop(Writer::create(&book, noon()).expect("a book"));
        Self::at(folder, Settings::default())
    }

    /// A window on the book in a folder.
    fn at(folder: tempfile::TempDir, settings: Settings) -> Self {
        Self::running(folder, settings, Running::AtOnce)
    }

    /// The same with jobs at once or beside the window.
    fn running(folder: tempfile::TempDir, settings: Settings, running: Running) -> Self {
        let book = folder.path().join("test.levelbook");
        let picks = Arc::new(Mutex::new(Vec::new()));
        let surroundings = Surroundings {
            settings_file: None,
            sample_book: None,
            backups: None,
            worker: WorkerProgram::here(),
            now: noon,
            picker: Box::new(ToldPicker(Arc::clone(&picks))),
        };
        let window = Window::new(settings, Some(book), surroundings, Arc::new(|| ()), running);
        let mut harness = Harness::builder()
            .with_size(egui::vec2(1280.0, 1600.0))
            .with_max_steps(60)
            .build_ui_state(|ui, window: &mut Window| window.ui(ui), window);
        harness.run();
        Self {
            harness,
            picks,
            folder,
        }
    }

    /// The file of figures, with this text in it, chosen next.
    fn next_file(&self, text: &str) {
        let file = self.folder.path().join("schools.csv");
        std::fs::write(&file, text).expect("written");
        self.picks.lock().expect("the list").push(file);
    }

    /// A window on an empty book with a file on its way in.
    fn reading(text: &str) -> Self {
        let mut desk = Self::new();
        desk.next_file(text);
        desk.click("Choose a file");
        desk
    }

    /// The same with the figures imported, by the file picker and through every step.
    fn with_figures() -> Self {
        let mut desk = Self::reading(&figures());
        desk.click("Continue");
        desk.click("2  Successful school years");
        desk.click("Import");
        desk
    }

    fn click(&mut self, label: &str) {
        self.click_where(label, |said| said == label);
    }

    fn click_first(&mut self, start: &str) {
        self.click_where(start, |said| said.starts_with(start));
    }

    /// Goes to a place of the rail.
    fn go(&mut self, place: &str) {
        let links = self
            .harness
            .get_all_by_role_and_label(egui::Role::Link, place);
        for link in links {
            link.click();
        }
        self.harness.run();
    }

    /// Clicks the first control whose words fit.
    fn click_where(&mut self, wanted: &str, fits: impl Fn(&str) -> bool) {
        let clicked = self
            .harness
            .root()
            .children_recursive()
            .filter(|node| {
                let node = node.accesskit_node();
                node.role() != egui::Role::Label && node.label().is_some_and(|said| fits(&said))
            })
            .map(|node| node.click())
            .next();
        assert!(clicked.is_some(), "no “{wanted}” among\n{}", self.text());
        self.harness.run();
    }

    /// Closes the window and starts again on the same book.
    fn restarted(self) -> Self {
        self.restarted_with(Settings::default())
    }

    /// The same with settings that were kept.
    fn restarted_with(self, settings: Settings) -> Self {
        let Self {
            harness, folder, ..
        } = self;
        drop(harness);
        Self::at(folder, settings)
    }

    /// What a screen reader is told, on a screen where every control has a name.
    fn named_text(&self, screen: &str) -> String {
        let unnamed = self.harness.unnamed_widgets();
        assert_eq!(unnamed, Vec::<String>::new(), "on {screen}");
        self.text()
    }

    fn has(&self, label: &str) -> bool {
        self.text().contains(label)
    }

    /// Role and words of everything that a screen reader is told.
    fn text(&self) -> String {
        let mut text = String::new();
        for node in self.harness.root().children_recursive() {
            let node = node.accesskit_node();
            let role = format!("{:?}", node.role());
            if role == "TextRun" {
                continue;
            }
            let label = node.label().or_else(|| node.value()).unwrap_or_default();
            if !label.is_empty() {
                let _ = writeln!(text, "{role}: {label}");
            }
        }
        text
    }
}

#[test]
fn the_main_job_is_clicked_through() {
    let mut desk = Desk::with_figures();
    assert!(
        desk.has("24 figures kept (0 withheld), 0 left out."),
        "{}",
        desk.text()
    );
    assert!(
        desk.has("Figure: "),
        "the first new indicator is drawn: {}",
        desk.text()
    );
    desk.click_first("Goal 2, Successful school years");
    assert!(desk.has("Walks to school"), "{}", desk.text());
    desk.click("Compare");
    desk.click("All regions");
    assert!(desk.has("Take out London"), "{}", desk.text());
    desk.go("Data");
    desk.click_first("File: schools.csv");
    desk.click("Undo this import…");
    assert!(desk.has("Undo this import?"));
    desk.click("Undo import");
    assert!(
        desk.has("24 figures of schools.csv left the book."),
        "{}",
        desk.text()
    );
}

#[test]
fn screens_read_as_they_are_meant() {
    let mut desk = Desk::with_figures();
    let mut seen = Vec::new();
    let mut look = |desk: &Desk, name: &'static str| seen.push((name, desk.named_text(name)));
    look(&desk, "indicator");
    desk.click("Table");
    look(&desk, "table");
    desk.click("About");
    look(&desk, "about");
    desk.go("Goals");
    look(&desk, "goals");
    desk.click_first("Goal 2, Successful school years");
    look(&desk, "goal");
    desk.click("Compare");
    desk.click("All regions");
    look(&desk, "compare");
    desk.go("Places");
    look(&desk, "places");
    desk.click_first("North East, region");
    look(&desk, "profile");
    desk.go("Organisations");
    look(&desk, "organisations");
    desk.go("Data");
    look(&desk, "data");
    desk.click_first("File: schools.csv");
    look(&desk, "report");
    for (name, text) in seen {
        insta::assert_snapshot!(name, text);
    }
}

#[test]
fn tab_reaches_every_control_and_none_is_without_a_name() {
    let mut desk = Desk::with_figures();
    desk.click("Close this notice");
    desk.go("Goals");
    assert_eq!(desk.harness.unnamed_widgets(), Vec::<String>::new());
    let wanted: Vec<String> = desk
        .harness
        .root()
        .children_recursive()
        .map(|node| node.accesskit_node())
        .filter(|node| egui::accessibility::is_input(node.role()) && !node.is_disabled())
        .filter_map(|node| node.label())
        .collect();
    assert!(wanted.len() > 25, "{wanted:?}");
    let mut reached = std::collections::BTreeSet::new();
    for _ in 0..wanted.len() + 20 {
        desk.harness.key_press(egui::Key::Tab);
        desk.harness.run();
        let focused = desk
            .harness
            .root()
            .children_recursive()
            .map(|node| node.accesskit_node())
            .find(egui_kittest::kittest::AccessKitNode::is_focused)
            .and_then(|node| node.label());
        reached.extend(focused);
    }
    let missed: Vec<&String> = wanted
        .iter()
        .filter(|label| !reached.contains(*label))
        .collect();
    assert!(missed.is_empty(), "Tab does not reach {missed:?}");
}

#[test]
fn a_fault_of_the_program_is_told_and_the_window_goes_on() {
    let mut desk = Desk::with_figures();
    for fault in [FAULT_IN_FRAME, FAULT_IN_JOB] {
        desk.go("Data");
        desk.picks.lock().expect("the list").push(fault.into());
        desk.click_first("Import…");
        assert!(
            desk.has("Levelbook made a mistake while"),
            "{}",
            desk.text()
        );
        desk.picks.lock().expect("the list").clear();
        desk.click("Close this message");
    }
    desk.go("Goals");
    assert!(desk.has("Goal 2, Successful school years"));
}

#[test]
fn presenting_starts_and_ends_by_keys() {
    let mut desk = Desk::with_figures();
    desk.harness.key_press(egui::Key::F5);
    desk.harness.run();
    let show = desk.harness.state().state().show.clone().expect("a show");
    assert_eq!(show.slides.len(), 2);
    desk.harness.key_press(egui::Key::PageUp);
    desk.harness.run();
    desk.harness.key_press(egui::Key::PageDown);
    desk.harness.run();
    let at = desk
        .harness
        .state()
        .state()
        .show
        .as_ref()
        .map(|show| show.at);
    assert_eq!(at, Some(1), "the second of two");
    desk.harness.key_press(egui::Key::Escape);
    desk.harness.run();
    assert!(desk.harness.state().state().show.is_none());
}
