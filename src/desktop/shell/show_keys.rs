use egui::{Align2, Area, Context, Event, Frame, Id, Key, Margin, Modifiers};

use super::{pace, speaker};
use crate::desktop::commands::{Command, ShowCommand};
use crate::desktop::state::{Cover, State, Top};
use crate::desktop::theme::{self, Type};
use crate::desktop::widgets::{Button, text};
use crate::domain::Hand;

/// The keys 1 to 8, wherever Shift puts their signs.
const HANDS: [Key; 8] = [
    Key::Num1,
    Key::Num2,
    Key::Num3,
    Key::Num4,
    Key::Num5,
    Key::Num6,
    Key::Num7,
    Key::Num8,
];

/// Minutes that one press plans more for a show, or fewer.
pub(super) const MORE: i32 = 5;

/// What keys ask for during the show: those of a clicker, and those of the hand at the keyboard. A form takes its keys itself.
pub(in crate::desktop) fn show_keys(ctx: &Context, state: &State, commands: &mut Vec<Command>) {
    let Some(show) = state.presenting() else {
        return;
    };
    if matches!(show.top, Top::AskVote | Top::Note) {
        return;
    }
    let counting = matches!(show.top, Top::Counting { .. });
    let pressed: Vec<(Key, Option<Key>, Modifiers)> = ctx.input(|input| {
        let mut events = input.events.iter();
        events
            .by_ref()
            .filter_map(|event| match event {
                Event::Key {
                    key,
                    physical_key,
                    pressed: true,
                    modifiers,
                    ..
                } => Some((*key, *physical_key, *modifiers)),
                _ => None,
            })
            .collect()
    });
    for (key, physical, modifiers) in pressed {
        let hand = HANDS
            .iter()
            .position(|hand| *hand == physical.unwrap_or(key));
        let command = match (counting, hand) {
            (true, Some(option)) if !modifiers.command => {
                let hand = if modifiers.shift {
                    Hand::Down
                } else {
                    Hand::Up
                };
                Some(ShowCommand::Hand(option as u32, hand))
            }
            (true, _) => of_vote(key, modifiers),
            (false, _) => of_show(key, modifiers),
        };
        commands.extend(command.map(Command::Show));
    }
}

fn of_vote(key: Key, modifiers: Modifiers) -> Option<ShowCommand> {
    Some(match key {
        Key::R => ShowCommand::Bars,
        Key::Z if modifiers.command => ShowCommand::TakeBack,
        Key::U | Key::Backspace => ShowCommand::TakeBack,
        Key::O => ShowCommand::Round,
        Key::B | Key::Period => ShowCommand::Cover(Cover::Black),
        Key::W => ShowCommand::Cover(Cover::White),
        Key::V => ShowCommand::CloseTop,
        Key::Escape => ShowCommand::Leave,
        _ => return None,
    })
}

fn of_show(key: Key, modifiers: Modifiers) -> Option<ShowCommand> {
    if modifiers.command || modifiers.alt {
        return None;
    }
    Some(match key {
        Key::Enter => ShowCommand::Enter,
        Key::PageDown | Key::ArrowRight | Key::ArrowDown | Key::Space | Key::N => ShowCommand::Next,
        Key::PageUp | Key::ArrowLeft | Key::ArrowUp | Key::Backspace | Key::P => {
            ShowCommand::Previous
        }
        Key::Home => ShowCommand::First,
        Key::End => ShowCommand::Last,
        Key::B | Key::Period => ShowCommand::Cover(Cover::Black),
        Key::W => ShowCommand::Cover(Cover::White),
        Key::S => ShowCommand::Spotlight,
        Key::Z => ShowCommand::Magnify,
        Key::L => ShowCommand::Pointer,
        Key::T => ShowCommand::Timer,
        Key::O => ShowCommand::Presenter,
        Key::X => ShowCommand::Swap,
        Key::Plus | Key::Equals => ShowCommand::Minutes(MORE),
        Key::Minus => ShowCommand::Minutes(-MORE),
        Key::E => ShowCommand::Explore,
        Key::V => ShowCommand::Vote,
        Key::M => ShowCommand::Note,
        Key::Escape | Key::F5 | Key::F11 => ShowCommand::Leave,
        key => ShowCommand::Digit(digit(key)?),
    })
}

fn digit(key: Key) -> Option<char> {
    let mut name = key.name().chars();
    let digit = name.next_back().filter(char::is_ascii_digit)?;
    key.name()
        .trim_start_matches("Num")
        .len()
        .eq(&1)
        .then_some(digit)
}

/// While one looks further from a slide: Esc and Backspace lead back to it, unless they close or delete something.
pub(in crate::desktop) fn explore_keys(ctx: &Context, state: &State, commands: &mut Vec<Command>) {
    let waits = state.show.as_ref().is_some_and(|show| show.exploring);
    if !waits || state.dialog.is_some() || state.work.is_some() || ctx.text_edit_focused() {
        return;
    }
    if egui::Popup::is_any_open(ctx) {
        return;
    }
    let back = ctx.input_mut(|input| {
        [Key::Escape, Key::Backspace]
            .into_iter()
            .any(|key| input.consume_key(Modifiers::NONE, key))
    });
    if back {
        commands.push(Command::Show(ShowCommand::Return));
    }
}

/// The way back to the show, while one looks further, and the speaker's window beside it.
pub(in crate::desktop) fn exploring(ctx: &Context, state: &State, commands: &mut Vec<Command>) {
    let Some(show) = state.show.as_ref().filter(|show| show.exploring) else {
        return;
    };
    if show.presenter {
        let clock = pace::clock(ctx, state, show);
        speaker::speaker(ctx, state, (show, clock), false, commands);
    }
    let palette = theme::current(ctx).palette();
    Area::new(Id::unique("exploring"))
        .anchor(Align2::CENTER_BOTTOM, [0.0, -84.0])
        .show(ctx, |ui| {
            let frame = Frame::new()
                .fill(palette.selected)
                .corner_radius(theme::size::CARD_RADIUS)
                .inner_margin(Margin::symmetric(12, 6));
            frame.show(ui, |ui| {
                ui.horizontal(|ui| {
                    let words = format!("The show waits on slide {}.", show.at + 1);
                    text(ui, Type::Body, palette.on_selected, &words);
                    if Button::primary("Back to the slide")
                        .key("Esc")
                        .show(ui)
                        .clicked()
                    {
                        commands.push(Command::Show(ShowCommand::Return));
                    }
                });
            });
        });
}
