//! Undo and redo as they are seen: in the menu, in the search, by keys and in notices.

use super::Desk;
use egui::{Key, Modifiers};

fn press(desk: &mut Desk, modifiers: Modifiers, key: Key) {
    desk.harness.key_press_modifiers(modifiers, key);
    desk.harness.run();
}

#[test]
fn undo_and_redo_name_what_they_do_and_work_by_keys() {
    let ctrl = Modifiers::COMMAND;
    let mut desk = Desk::with_figures();
    desk.go("Goals");
    desk.click("Edit");
    let menu = desk.text();
    assert!(menu.contains("Undo import of schools.csv"), "{menu}");
    assert!(menu.contains("MenuItem: Redo"), "{menu}");
    desk.click("Undo import of schools.csv");
    assert!(
        desk.has("Undone: import of schools.csv."),
        "{}",
        desk.text()
    );
    assert!(!desk.has("Walks to school"));
    desk.click("Redo");
    assert!(
        desk.has("Done again: import of schools.csv."),
        "{}",
        desk.text()
    );
    press(&mut desk, ctrl, Key::Z);
    press(&mut desk, ctrl, Key::Y);
    press(&mut desk, ctrl, Key::Z);
    press(&mut desk, ctrl | Modifiers::SHIFT, Key::Z);
    desk.click_first("Goal 2, Successful school years");
    assert!(desk.has("Walks to school"), "{}", desk.text());

    let mut desk = desk.restarted();
    desk.go("Data");
    desk.click_first("Recipe: ");
    desk.click("Remove recipe");
    desk.click("Edit");
    assert!(desk.has("Undo removing the recipe “"), "{}", desk.text());
    desk.click_first("Undo removing");
    assert!(desk.has("Recipe: "), "{}", desk.text());
    press(&mut desk, ctrl, Key::Z);
    press(&mut desk, ctrl, Key::Z);
    assert!(
        !desk.has("nothing left"),
        "Ctrl+Z with nothing left does nothing"
    );
    desk.click("Edit");
    assert!(desk.has("Redo import of schools.csv"), "{}", desk.text());
}

#[test]
fn the_search_finds_what_can_be_undone() {
    let mut desk = Desk::with_figures();
    press(&mut desk, Modifiers::COMMAND, Key::K);
    desk.harness.event(egui::Event::Text("undo".to_owned()));
    desk.harness.run();
    assert!(desk.has("Undo import of schools.csv"), "{}", desk.text());
    desk.harness.key_press(Key::Enter);
    desk.harness.run();
    assert!(
        desk.has("Undone: import of schools.csv."),
        "{}",
        desk.text()
    );
}

/// Where the focus is, as a screen reader says it.
fn focused(desk: &Desk) -> String {
    use egui_kittest::kittest::NodeT;
    let nodes = desk.harness.root().children_recursive();
    let mut nodes = nodes.map(|node| node.accesskit_node());
    let found = nodes.find(egui_kittest::kittest::AccessKitNode::is_focused);
    found.and_then(|node| node.label()).unwrap_or_default()
}

#[test]
fn f6_goes_from_one_part_of_the_window_to_the_next_and_back() {
    let mut desk = Desk::with_figures();
    desk.go("Goals");
    let (menus, screens, content) = ("Menus and search", "Screens", "Content");
    let choices = "Place, comparison, period and people";
    for (modifiers, part) in [
        (Modifiers::NONE, content),
        (Modifiers::NONE, menus),
        (Modifiers::NONE, screens),
        (Modifiers::NONE, choices),
        (Modifiers::SHIFT, screens),
        (Modifiers::SHIFT, menus),
        (Modifiers::SHIFT, content),
    ] {
        press(&mut desk, modifiers, Key::F6);
        assert_eq!(focused(&desk), part);
    }
    press(&mut desk, Modifiers::SHIFT, Key::F6);
    press(&mut desk, Modifiers::SHIFT, Key::F6);
    press(&mut desk, Modifiers::NONE, Key::Tab);
    assert!(focused(&desk).starts_with("Goals"), "{}", focused(&desk));
    press(&mut desk, Modifiers::NONE, Key::F6);
    assert_eq!(
        focused(&desk),
        choices,
        "from where a control of the part before has it"
    );
}
