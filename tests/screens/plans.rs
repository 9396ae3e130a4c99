//! Plans by the words that people see: typed, kept as a draft, saved, undone, and found again where they belong.

use egui::{Key, Modifiers, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use levelbook::book::Reader;
use levelbook::domain::Plan;

use super::Desk;

impl Desk {
    fn plans(&self) -> Vec<Plan> {
        let book = self.folder.path().join("test.levelbook");
        let reader = Reader::open(&book).expect("opens");
        reader.plans().expect("plans")
    }

    /// Types into the field of a label.
    pub(super) fn fill(&mut self, label: &str, text: &str) {
        self.harness
            .get_by_role_and_label(Role::TextInput, label)
            .focus();
        self.harness.run();
        self.harness.event(egui::Event::Text(text.to_owned()));
        self.harness.run();
    }

    /// How far from the top the field of a label stands.
    fn height_of(&self, label: &str) -> f32 {
        let field = self.harness.get_by_role_and_label(Role::TextInput, label);
        field.rect().top()
    }

    /// What stands in the field of a label.
    pub(super) fn typed(&self, label: &str) -> String {
        let field = self.harness.get_by_role_and_label(Role::TextInput, label);
        field.accesskit_node().value().unwrap_or_default()
    }

    pub(super) fn keys(&mut self, modifiers: Modifiers, key: Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.harness.run();
    }
}

#[test]
fn a_plan_is_typed_saved_undone_and_done_again() {
    let mut desk = Desk::with_figures();
    desk.keys(Modifiers::COMMAND, Key::Num6);
    assert!(desk.has("No plans here yet."), "{}", desk.text());
    desk.named_text("plans without any");
    desk.click("Add a plan");
    desk.named_text("the form of a plan");
    let stood = desk.height_of("Target");
    desk.fill("Organisation", "Example Works");
    assert!(desk.has("Say first what is done."), "{}", desk.text());
    desk.fill("What is done", "Open days");
    desk.click_first("2 ");
    desk.fill("Target", "many");
    assert!(desk.has("“many” is no number."), "{}", desk.text());
    assert!(desk.has("Correct first what is marked below."));
    for _ in 0.."many".len() {
        desk.keys(Modifiers::NONE, Key::Backspace);
    }
    desk.fill("Target", "300");
    assert!(
        desk.has("The baseline is missing"),
        "said before it is saved: {}",
        desk.text()
    );
    assert!(
        (desk.height_of("Target") - stood).abs() < 0.5,
        "what is said meanwhile does not move what is typed"
    );
    assert_eq!(
        desk.plans(),
        [],
        "nothing is in the book before it is saved"
    );
    desk.keys(Modifiers::COMMAND, Key::Enter);
    assert!(desk.has("The plan is in the book."), "{}", desk.text());
    let held = desk.plans();
    assert_eq!(held.len(), 1, "kept in spite of the remark");
    assert_eq!(
        (
            held[0].organisation.0.as_str(),
            held[0].goals.as_slice(),
            held[0].target
        ),
        ("example-works", &[2][..], Some(300.0))
    );
    let row = "Row: Example Works. Goal 2: Open days.";
    assert!(desk.has(row), "{}", desk.text());
    assert!(desk.has("cannot say: the baseline is missing"));
    desk.keys(Modifiers::COMMAND, Key::Z);
    assert!(desk.has("Undone: adding a plan."), "{}", desk.text());
    assert!(!desk.has(row));
    desk.keys(Modifiers::COMMAND, Key::Y);
    assert!(desk.has(row), "{}", desk.text());

    // Changed where it stands, and removed.
    desk.click_first("Example Works. Goal 2");
    desk.fill("Baseline", "100");
    desk.fill("Who answers for it", "Head of people");
    desk.click("Save");
    assert!(desk.has("The plan was changed."), "{}", desk.text());
    assert_eq!(desk.plans()[0].baseline, Some(100.0));
    desk.click_first("Example Works. Goal 2");
    desk.click("Remove from the book");
    assert_eq!(desk.plans(), []);
    assert!(desk.has("No plans here yet."), "{}", desk.text());
    desk.keys(Modifiers::COMMAND, Key::Z);
    assert_eq!(desk.plans().len(), 1);
}

#[test]
fn what_could_not_be_kept_while_it_was_typed_is_said_and_kept_later() {
    let mut desk = Desk::with_figures();
    desk.go("Plans");
    desk.click("Add a plan");
    let book = desk.folder.path().join("test.levelbook");
    let away = desk.folder.path().join("away.levelbook");
    std::fs::rename(&book, &away).expect("moves");
    desk.fill("Organisation", "Example Works");
    assert!(
        desk.has("What you are typing is not saved"),
        "{}",
        desk.text()
    );
    std::fs::rename(&away, &book).expect("moves back");
    desk.fill("What is done", "Savings club");
    assert!(
        !desk.has("What you are typing is not saved"),
        "{}",
        desk.text()
    );
    assert!(desk.has("All changes saved"), "{}", desk.text());
    let drafts = Reader::open(&book)
        .expect("opens")
        .drafts()
        .expect("drafts");
    let kept = |typed: &str| drafts.iter().any(|(_, text)| text == typed);
    assert!(kept("Example Works") && kept("Savings club"), "{drafts:?}");
}

#[test]
fn what_was_typed_is_there_after_a_restart_and_gone_once_given_up() {
    let mut desk = Desk::with_figures();
    desk.go("Plans");
    desk.click("Add a plan");
    desk.fill("Organisation", "Example Works");
    desk.fill("What is done", "Savings club");
    let mut desk = desk.restarted();
    assert_eq!(desk.plans(), []);
    desk.go("Plans");
    desk.click("Add a plan");
    assert_eq!(desk.typed("What is done"), "Savings club");
    desk.click("Give up");
    desk.click("Add a plan");
    assert_eq!(desk.typed("What is done"), "");
    assert!(desk.has("Button: Close"), "nothing is typed any more");
}

#[test]
fn an_outcome_stands_beside_official_indicators_marked_for_what_it_is() {
    let mut desk = Desk::with_figures();
    desk.go("Goals");
    desk.click_first("Goal 2, Successful school years");
    desk.click("Add an outcome");
    desk.fill(
        "The outcome, as it was said",
        "A quiet place to do homework",
    );
    desk.fill("Who defined it", "Year 9");
    desk.fill("Priority", "1");
    desk.click("Save");
    let page = desk.named_text("a goal with an outcome");
    let said = "Row: Community-defined outcome: A quiet place to do homework. Priority 1  ·  Defined by Year 9  ·  No figure comes near";
    assert!(page.contains(said), "{page}");
    assert!(
        page.contains("Walks to school"),
        "the official ones stand there too"
    );
    assert!(page.contains("No plan recorded for this goal."));
    desk.click("Add a plan");
    desk.fill("Organisation", "Example Works");
    desk.fill("What is done", "Homework room");
    desk.click("Save");
    assert!(
        desk.has("Row: Example Works. Goal 2: Homework room."),
        "under the goal from which it was added: {}",
        desk.text()
    );
}

#[test]
fn a_list_of_plans_is_taken_from_either_door() {
    let list = "organisation,activity,goals,target,target_date,example\nExample Works,Mentoring,5,40,2020-01-01,yes\n";
    for by_import in [false, true] {
        let mut desk = Desk::with_figures();
        desk.next_file(list);
        if by_import {
            desk.go("Data");
            desk.click_first("Import…");
        } else {
            desk.go("Plans");
            desk.click_first("Import a list…");
        }
        assert!(
            desk.has("1 plan kept: 1 new, 0 changed, 0 as before."),
            "{}",
            desk.text()
        );
        let page = desk.named_text("plans");
        assert!(
            page.contains("Example Works (example). Goal 5: Mentoring."),
            "{page}"
        );
        assert!(
            page.contains("had already passed when this was written down"),
            "{page}"
        );
        desk.keys(Modifiers::COMMAND, Key::Z);
        assert_eq!(desk.plans(), []);
    }
}
