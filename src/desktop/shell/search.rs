use egui::{Id, Key, Modifiers, Popup, PopupCloseBehavior, Ui};

use crate::desktop::address::Address;
use crate::desktop::commands::Command;
use crate::desktop::pages::{Chrome, Hit, HitTarget};
use crate::desktop::theme::{self, Type};
use crate::desktop::widgets::{Field, ListRow, field, found, list_row, text};

/// Identity of the search box, for commands that give it the focus.
pub(in crate::desktop) const SEARCH: &str = "search box";

/// Most results that are shown.
const MOST: usize = 12;

/// The box that finds goals, indicators, places and organisations, and opens a pasted address.
pub(super) fn search_box(ui: &mut Ui, chrome: &Chrome, commands: &mut Vec<Command>) {
    let id = Id::unique(SEARCH);
    let memory = id.with("typed");
    let mut typed: String = ui
        .data_mut(|data| data.get_temp(memory))
        .unwrap_or_default();
    let mut at: usize = ui
        .data_mut(|data| data.get_temp(memory.with("at")))
        .unwrap_or_default();
    let focused = ui.memory(|memory| memory.has_focus(id));
    if focused {
        ui.input_mut(|input| {
            if input.consume_key(Modifiers::NONE, Key::ArrowDown) {
                at += 1;
            }
            if input.consume_key(Modifiers::NONE, Key::ArrowUp) {
                at = at.saturating_sub(1);
            }
        });
    }
    let (enter, adding) = ui.input(|input| {
        let enter = focused && input.key_pressed(Key::Enter);
        (enter, enter && input.modifiers.shift)
    });
    let before = typed.clone();
    let width = ui.available_width();
    let response = field(
        ui,
        Field::search(id, "Search", width).hint("Search   Ctrl+K"),
        &mut typed,
    );
    if typed != before {
        at = 0;
    }
    if focused && ui.input(|input| input.key_pressed(Key::Escape)) {
        typed.clear();
    }
    let query = typed.trim().to_lowercase();
    let hits = found(ui.ctx(), memory, (&query, 0), &chrome.hits, |_, hit| {
        hit.choice.nearness(&query).filter(|_| !query.is_empty())
    });
    let found: Vec<&Hit> = hits
        .iter()
        .take(MOST)
        .filter_map(|index| chrome.hits.get(*index))
        .collect();
    at = at.min(found.len().saturating_sub(1));
    let mut done = false;
    if enter {
        if let Some(hit) = found.get(at) {
            commands.push(match &hit.target {
                HitTarget::Subject(code) if adding => Command::AddCompared(code.clone()),
                _ => open(hit),
            });
            done = true;
        } else if !query.is_empty() {
            commands.push(Command::GoToLine(typed.clone()));
            done = true;
        }
    }
    let popup = Popup::from_response(&response)
        .id(memory.with("results"))
        .open((focused || response.has_focus()) && !query.is_empty() && !done)
        .close_behavior(PopupCloseBehavior::IgnoreClicks)
        .accessible_name("Search results")
        .width(width.max(600.0))
        .align(egui::RectAlign::BOTTOM_END)
        .gap(4.0);
    popup.show(|ui| {
        let palette = theme::palette(ui);
        ui.set_width(600.0);
        ui.spacing_mut().item_spacing.y = 0.0;
        if found.is_empty() {
            text(
                ui,
                Type::Table,
                palette.muted,
                "Nothing has this name. Enter opens it as an address.",
            );
        }
        for (index, hit) in found.iter().enumerate() {
            let row = ListRow {
                selected: index == at,
                height: 30.0,
                ..ListRow::new(&hit.choice.text, &hit.choice.detail)
            };
            let response = list_row(ui, row);
            if response.clicked() {
                commands.push(open(hit));
                done = true;
            }
            if let HitTarget::Subject(code) = &hit.target
                && response.secondary_clicked()
            {
                commands.push(Command::AddCompared(code.clone()));
                done = true;
            }
        }
        let subjects = found
            .iter()
            .any(|hit| matches!(hit.target, HitTarget::Subject(_)));
        if subjects {
            let words = "Enter opens. Shift+Enter, or the right button, adds a place or an organisation to the comparison.";
            text(ui, Type::Note, palette.muted, words);
        }
    });
    if done {
        typed.clear();
        ui.memory_mut(|memory| memory.surrender_focus(id));
    }
    ui.data_mut(|data| {
        data.insert_temp(memory, typed);
        data.insert_temp(memory.with("at"), at);
    });
}

fn open(hit: &Hit) -> Command {
    match &hit.target {
        HitTarget::Goal(number) => Command::Go(Address::Goal(*number)),
        HitTarget::Indicator(code) => Command::Go(Address::indicator(code)),
        HitTarget::Subject(code) => Command::Go(Address::Profile(code.clone())),
        HitTarget::Step(false) => Command::Undo,
        HitTarget::Step(true) => Command::Redo,
    }
}
