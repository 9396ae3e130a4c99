//! The window: state, commands, jobs, pages, screens, widgets, theme. Holds no rules of its own: it asks the rooms behind it.

/// Where in the window one is.
pub mod address;
mod clipboard;
/// What the user wants.
pub mod commands;
mod contents;
/// What is to be done outside the state, and what became of it.
pub mod effects;
mod first_look;
mod forms;
mod history;
mod interface;
pub mod jobs;
/// How the file of a book stands, and what is kept of it elsewhere.
pub mod keeping;
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
pub use history::Stop;
pub use loadable::{Loadable, Ticket};
pub use opening::{WindowError, WindowOptions, run};
pub use settings::Settings;
pub use window::Window;
