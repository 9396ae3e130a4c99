use egui::{Key, Modifiers};

use levelbook::desktop::address::View;

use super::*;

impl Desk {
    /// Gives the focus to the first control of a role.
    fn focus(&mut self, role: egui::Role) {
        let nodes = self.harness.root();
        let node = nodes
            .children_recursive()
            .find(|node| node.accesskit_node().role() == role);
        node.expect("a control of this role").focus();
        self.harness.run();
    }

    fn press(&mut self, modifiers: Modifiers, key: Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.harness.run();
    }

    /// What a screen reader says as soon as it changes.
    fn announced(&self) -> String {
        let nodes = self.harness.root();
        let said = nodes
            .children_recursive()
            .filter(|node| node.accesskit_node().role() == egui::Role::Status)
            .find_map(|node| node.accesskit_node().label());
        said.unwrap_or_default()
    }

    fn stop(&self) -> levelbook::desktop::Stop {
        self.harness.state().state().here().clone()
    }
}

#[test]
fn keys_go_from_mark_to_mark_and_on_to_the_cell() {
    let mut desk = Desk::with_figures();
    desk.click("Close this notice");
    desk.focus(egui::Role::Figure);
    assert_eq!(desk.announced(), "");
    desk.press(Modifiers::NONE, Key::ArrowRight);
    let first = desk.announced();
    desk.press(Modifiers::NONE, Key::ArrowRight);
    let second = desk.announced();
    assert!(
        first.contains("2021") && second != first,
        "{first} / {second}"
    );
    desk.press(Modifiers::NONE, Key::ArrowLeft);
    assert_eq!(desk.announced(), first);
    desk.press(Modifiers::NONE, Key::Enter);
    assert!(desk.has("Source of this figure"), "{}", desk.text());
    assert!(desk.has("schools.csv"), "{}", desk.text());
    desk.press(Modifiers::NONE, Key::Escape);
    assert!(!desk.has("Source of this figure"));
}

#[test]
fn a_figures_menu_opens_by_keys_and_comes_back() {
    let mut desk = Desk::with_figures();
    desk.click("Close this notice");
    desk.focus(egui::Role::Figure);
    desk.press(Modifiers::NONE, Key::ArrowRight);
    let said = desk.announced();
    desk.press(Modifiers::SHIFT, Key::F10);
    assert!(desk.has("MenuItem: Show in source"), "{}", desk.text());
    desk.press(Modifiers::NONE, Key::Escape);
    assert!(!desk.has("MenuItem: Show in source"));
    assert_eq!(desk.announced(), said, "the focus is back on the same mark");
    desk.press(Modifiers::NONE, Key::Menu);
    desk.press(Modifiers::NONE, Key::Enter);
    assert!(desk.has("Source of this figure"), "{}", desk.text());
    desk.press(Modifiers::NONE, Key::Escape);
    desk.focus(egui::Role::Figure);
    desk.press(Modifiers::SHIFT, Key::F10);
    desk.click_first("Add London to the comparison");
    assert!(
        desk.has("London is in the comparison: 1 of at most 10."),
        "{}",
        desk.text()
    );
    desk.click("Compare");
    assert!(desk.has("Take out London"), "{}", desk.text());
}

#[test]
fn every_figure_has_its_table_one_key_away() {
    let mut desk = Desk::with_figures();
    for place in ["indicator", "Goals", "goal", "profile", "comparison"] {
        match place {
            "indicator" => {}
            "goal" => desk.click_first("Goal 2, Successful school years"),
            "profile" => {
                desk.go("Places");
                desk.click_first("London");
            }
            "comparison" => {
                desk.go("Compare");
                desk.click("All regions");
            }
            _ => desk.go(place),
        }
        assert!(!desk.has("Table: "), "{place}");
        desk.press(Modifiers::COMMAND, Key::Tab);
        if place == "indicator" {
            assert_eq!(desk.stop().view, View::Map);
            assert!(desk.has("Figure: "), "{}", desk.text());
            desk.press(Modifiers::COMMAND, Key::Tab);
        }
        assert!(desk.has("Table: "), "{place}: {}", desk.named_text(place));
        desk.press(Modifiers::COMMAND | Modifiers::SHIFT, Key::Tab);
    }
}

#[test]
fn back_brings_the_focus_with_the_screen() {
    let mut desk = Desk::with_figures();
    desk.click("Close this notice");
    desk.focus(egui::Role::Figure);
    desk.press(Modifiers::NONE, Key::ArrowRight);
    let (said, left) = (desk.announced(), desk.stop());
    desk.press(Modifiers::COMMAND, Key::Num6);
    assert!(!desk.has("Figure: "));
    assert_eq!(desk.announced(), "");
    desk.press(Modifiers::ALT, Key::ArrowLeft);
    assert_eq!(desk.stop(), left);
    assert_eq!(desk.announced(), said, "{}", desk.text());
}
