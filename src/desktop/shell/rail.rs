use egui::{Align2, Role, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};

use crate::desktop::address::{Address, RailPlace};
use crate::desktop::commands::Command;
use crate::desktop::interface::Item;
use crate::desktop::pages::Chrome;
use crate::desktop::state::State;
use crate::desktop::theme::{self, Type};
use crate::desktop::widgets::{hover_card, icon, press, ring, text_in};

const PLACES: [(RailPlace, Item); 8] = [
    (RailPlace::Goals, Item::Goals),
    (RailPlace::Compare, Item::Compare),
    (RailPlace::Gaps, Item::Gaps),
    (RailPlace::Places, Item::Places),
    (RailPlace::Organisations, Item::Organisations),
    (RailPlace::Plans, Item::Plans),
    (RailPlace::Data, Item::Data),
    (RailPlace::Stories, Item::Stories),
];

/// The way to every screen: goals, each goal, and what else there is.
pub(in crate::desktop) fn rail(
    ui: &mut Ui,
    state: &State,
    chrome: &Chrome,
    commands: &mut Vec<Command>,
) {
    ScrollArea::vertical().id_salt("rail").show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        ui.add_space(8.0);
        for (place, item) in PLACES {
            let open_goal = chrome.goals.iter().any(|goal| goal.here);
            let here = chrome.place == Some(place) && !(place == RailPlace::Goals && open_goal);
            if rail_row(ui, item, here) {
                commands.push(item.command(state));
            }
            if place == RailPlace::Goals && chrome.place == Some(RailPlace::Goals) {
                ui.spacing_mut().item_spacing.y = 0.0;
                for goal in &chrome.goals {
                    let response = goal_row(ui, goal.number, &goal.name, &goal.full, goal.here);
                    if response {
                        commands.push(Command::Go(Address::Goal(goal.number)));
                    }
                }
                ui.spacing_mut().item_spacing.y = 4.0;
                ui.add_space(4.0);
            }
        }
        ui.add_space(8.0);
    });
}

fn rail_row(ui: &mut Ui, item: Item, here: bool) -> bool {
    let palette = theme::palette(ui);
    let (rect, at) = ui.allocate_exact_size(vec2(ui.available_width(), 32.0), Sense::hover());
    let row = rect.shrink2(vec2(8.0, 0.0));
    let response = press(
        ui,
        row,
        at.id.with(item.text()),
        Role::Link,
        item.text(),
        true,
    );
    response.widget_info(|| WidgetInfo::selected(Role::Link, true, here, item.text()));
    paint_row(ui, row, here, response.hovered());
    let ink = if here {
        palette.on_selected
    } else {
        palette.ink
    };
    if let Some(which) = item.icon() {
        icon(
            ui.painter(),
            pos2(row.left() + 20.0, row.center().y),
            which,
            ink,
        );
    }
    let mut inside = row;
    inside.min.x += 40.0;
    let font = if here { Type::Strong } else { Type::Body };
    text_in(ui, inside, Align2::LEFT_CENTER, font, ink, item.text());
    if response.has_focus() {
        ring(ui, row.shrink(4.0), 4.0);
    }
    let clicked = response.clicked();
    hover_card(response, format!("{}  {}", item.tip(), item.key_text()));
    clicked
}

fn goal_row(ui: &mut Ui, number: u32, name: &str, full: &str, here: bool) -> bool {
    let palette = theme::palette(ui);
    let (rect, at) = ui.allocate_exact_size(vec2(ui.available_width(), 26.0), Sense::hover());
    let row = rect.shrink2(vec2(8.0, 0.0));
    let said = format!("Goal {number}, {full}");
    let response = press(ui, row, at.id.with(number), Role::Link, &said, true);
    response.widget_info(|| WidgetInfo::selected(Role::Link, true, here, &said));
    paint_row(ui, row, here, response.hovered());
    let (ink, font) = if here {
        (palette.on_selected, Type::TableStrong)
    } else {
        (palette.ink_2, Type::Table)
    };
    let mut left = row;
    left.max.x = row.left() + 52.0;
    text_in(
        ui,
        left,
        Align2::RIGHT_CENTER,
        font,
        ink,
        &number.to_string(),
    );
    let mut right = row;
    right.min.x += 64.0;
    right.max.x -= 8.0;
    text_in(ui, right, Align2::LEFT_CENTER, font, ink, name);
    if response.has_focus() {
        ring(ui, row.shrink(4.0), 4.0);
    }
    let clicked = response.clicked();
    hover_card(response, full);
    clicked
}

fn paint_row(ui: &Ui, row: egui::Rect, here: bool, hovered: bool) {
    let palette = theme::palette(ui);
    if here || hovered {
        ui.painter().rect_filled(row, 4.0, palette.selected);
    }
    if here {
        let mut bar = row;
        bar.max.x = row.left() + 3.0;
        ui.painter().rect_filled(bar, 0.0, palette.brand);
    }
}
