use egui::{Context, Event, Key, Modifiers};

use super::regions::region_keys;
use crate::desktop::address::View;
use crate::desktop::commands::Command;
use crate::desktop::interface::Item;
use crate::desktop::state::State;

/// What keys ask for, outside the show. Long work lies over everything, so that only Esc is heard then.
pub(in crate::desktop) fn keys(ctx: &Context, state: &State, commands: &mut Vec<Command>) {
    if state.dialog.is_some() {
        return;
    }
    if let Some(work) = &state.work {
        if !work.stopping && ctx.input(|input| input.key_pressed(Key::Escape)) {
            commands.push(Command::CancelWork);
        }
        return;
    }
    region_keys(ctx);
    let typing = ctx.text_edit_focused();
    let copied = !typing && ctx.input(|input| input.events.contains(&Event::Copy));
    if copied && state.main_shown().is_some() {
        let shift = ctx.input(|input| input.modifiers.shift);
        commands.push(if shift || state.here().view == View::Table {
            Command::CopyTable
        } else {
            Command::CopyPicture
        });
    }
    // Those with more modifiers come first, since a shortcut also fits its own key with Shift added.
    let mut items: Vec<_> = Item::ALL
        .into_iter()
        .flat_map(|item| {
            item.shortcuts()
                .into_iter()
                .map(move |shortcut| (item, shortcut))
        })
        .collect();
    items.sort_by_key(|(_, shortcut)| !shortcut.modifiers.shift);
    for (item, shortcut) in items {
        let plain = shortcut.modifiers == Modifiers::NONE;
        let function_key = matches!(shortcut.logical_key, Key::F1 | Key::F5 | Key::F11);
        if typing && (matches!(item, Item::Undo | Item::Redo) || (plain && !function_key)) {
            continue;
        }
        if ctx.input_mut(|input| input.consume_shortcut(&shortcut)) && item.is_possible(state) {
            commands.push(item.command(state));
        }
    }
}
