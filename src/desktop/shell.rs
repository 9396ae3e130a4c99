//! What stands round the content: menus, rail, context bar, status bar, dialogs, notices and the show. Takes plain values, and
//! enqueues commands.

mod context_bar;
mod dialogs;
mod keys;
mod menu_bar;
mod notices;
mod picker;
mod presenting;
mod rail;
mod search;
mod source_card;
mod status_bar;
mod typed;

pub(super) use context_bar::context_bar;
pub(super) use dialogs::dialogs;
pub(super) use keys::{keys, show_keys};
pub(super) use menu_bar::menu_bar;
pub(super) use notices::notices;
pub(super) use presenting::presenting;
pub(super) use rail::rail;
pub(super) use search::SEARCH;
pub(super) use status_bar::status_bar;
