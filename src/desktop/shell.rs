//! What stands round the content: menus, rail, context bar, status bar, dialogs, notices and the show. Takes plain values, and
//! enqueues commands.

mod add_slide;
mod context_bar;
mod dialogs;
mod keys;
mod menu_bar;
mod notices;
mod pace;
mod picker;
mod presenting;
mod rail;
mod regions;
mod room_forms;
mod search;
mod show_keys;
mod source_card;
mod speaker;
mod status_bar;
mod typed;
mod workshop;

pub(super) use context_bar::context_bar;
pub(super) use dialogs::dialogs;
pub(super) use keys::keys;
pub(super) use menu_bar::menu_bar;
pub(super) use notices::notices;
pub(super) use pace::begin_clock;
pub(super) use presenting::presenting;
pub(super) use rail::rail;
pub(super) use regions::{Region, region};
pub(super) use search::SEARCH;
pub(super) use show_keys::{explore_keys, exploring, show_keys};
pub(super) use status_bar::status_bar;
