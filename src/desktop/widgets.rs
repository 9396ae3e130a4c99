//! The parts that screens are made of. A widget knows neither pages nor commands: it takes values and tells what was done to it.
//! Nothing outside this room uses egui's own buttons, headings, tables or windows.

mod button;
mod card;
mod chip;
mod dialog;
mod empty;
mod field;
mod focus;
mod glyphs;
mod header;
mod icon;
mod list;
mod notice;
mod progress;
mod select;
mod stepper;
mod table;
mod tabs;
mod text;
mod tick;

pub use button::{Button, Kind};
pub use card::{Banner, banner, card};
pub use chip::{Chip, chip};
pub use dialog::{Answered, Dialogue, dialog};
pub use empty::empty_state;
pub use field::{Field, field};
pub use focus::{press, ring};
pub use glyphs::{judgement_glyph, series_glyph};
pub use header::{crumbs, page_header, section};
pub use icon::{Icon, icon};
pub use list::{ListRow, list_row};
pub use notice::notice;
pub use progress::{progress_bar, waiting};
pub use select::{Choice, Select, select};
pub use stepper::{StepMark, stepper};
pub use table::{Align, Cell, Column, Table, table};
pub use tabs::tabs;
pub use text::{rule, text, text_at, text_in, wrapped};
pub use tick::tick;
