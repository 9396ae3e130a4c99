//! The parts that screens are made of. A widget knows neither pages nor commands: it takes values and tells what was done to it.
//! Nothing outside this room uses egui's own buttons, headings, tables or windows.

mod button;
mod card;
mod chip;
mod dialog;
mod empty;
mod field;
mod focus;
mod found;
mod glyphs;
mod header;
mod hover_card;
mod icon;
mod list;
mod menu;
mod notice;
mod progress;
mod select;
mod stepper;
mod table;
mod tabs;
mod text;
mod tick;

pub(crate) use button::{Button, Kind};
pub(crate) use card::{Banner, banner, strip};
pub(crate) use chip::{Chip, chip};
pub(crate) use dialog::{Answered, Dialogue, dialog};
pub(crate) use empty::empty_state;
pub(crate) use field::{Field, field};
pub(crate) use focus::{press, ring};
pub(crate) use found::found;
pub(crate) use glyphs::{judgement_glyph, series_glyph};
pub(crate) use header::{
    crumbs, page_header, page_header_beside, page_subtitle, page_title, section,
};
pub(crate) use hover_card::hover_card;
pub(crate) use icon::{Icon, icon};
pub(crate) use list::{ListRow, list_row};
pub(crate) use menu::{MenuLine, context_menu};
pub(crate) use notice::notice;
pub(crate) use progress::{progress_bar, waiting};
pub(crate) use select::{Choice, Select, select, select_button};
pub(crate) use stepper::{StepMark, stepper};
pub(crate) use table::{Cell, Column, Table, table, table_with};
pub(crate) use tabs::tabs;
pub(crate) use text::{in_lines, rule, text, text_at, text_in, wrapped};
pub(crate) use tick::tick;
