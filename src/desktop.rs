//! The window: state, commands, jobs, pages, screens, widgets, theme. Holds no rules of its own: it asks the rooms behind it.

pub mod address;
pub mod commands;
mod contents;
pub mod effects;
mod history;
mod interface;
pub mod jobs;
mod loadable;
mod opening;
mod pages;
mod screens;
mod settings;
mod shell;
pub mod state;
mod theme;
mod widgets;
mod window;

pub use contents::Contents;
pub use loadable::{Loadable, Ticket};
pub use opening::{WindowError, WindowOptions, run};
pub use settings::Settings;
pub use window::Window;
