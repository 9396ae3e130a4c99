use std::path::PathBuf;
use std::process::Command;
use std::sync::Arc;

use super::jobs::{Running, Surroundings, SystemPicker};
use super::state::Display;
use super::window::{Window, settings_in};
use crate::book::BackupPlace;
use crate::import::WorkerProgram;

/// What the window is opened with.
pub struct WindowOptions {
    /// The book; the last one or the sample for `None`.
    pub book: Option<PathBuf>,
    /// Where settings are kept.
    pub settings_file: Option<PathBuf>,
    /// Where the sample book lies or is made.
    pub sample_book: Option<PathBuf>,
    /// Where backups are kept.
    pub backups: Option<BackupPlace>,
    /// The program that reads strangers’ files.
    pub worker: WorkerProgram,
}

/// Why there is no window.
#[derive(Debug, thiserror::Error)]
pub enum WindowError {
    /// The system gives none: no display, or no OpenGL.
    #[error("no window: {0}")]
    NoWindow(String),
}

/// How the program ends when its window can no longer be painted; the command line never ends so.
const GAVE_UP: i32 = 70;

/// Set for a program that was started in the place of one that gave up; it does not start another.
const IN_PLACE: &str = "LEVELBOOK_STARTED_AGAIN";

struct App(Window);

impl eframe::App for App {
    fn ui(&mut self, ui: &mut egui::Ui, frame: &mut eframe::Frame) {
        #[cfg(feature = "fault")]
        self.0
            .break_on_screen(std::env::var("PANIC_AT").ok().as_deref());
        if let Some(window) = frame.winit_window() {
            self.0.set_displays(displays(window), ui.ctx());
        }
        self.0.ui(ui);
        if self.0.has_given_up() {
            let next = if starts_again() {
                "It starts again on a screen without charts."
            } else {
                "Start it again: it opens on a screen without charts."
            };
            eprintln!(
                "Levelbook made two mistakes one after the other and closes. Your work is saved. {next}"
            );
            std::process::exit(GAVE_UP);
        }
    }
}

/// The screens of the machine, in the order in which a window is put on one.
fn displays(window: &winit::window::Window) -> Vec<Display> {
    let (primary, here) = (window.primary_monitor(), window.current_monitor());
    let one = |monitor: winit::monitor::MonitorHandle| Display {
        at: monitor.position().into(),
        is_primary: primary.as_ref() == Some(&monitor),
        is_here: here.as_ref() == Some(&monitor),
    };
    window.available_monitors().map(one).collect()
}

/// Starts the program once more as it was started, unless that was done before.
fn starts_again() -> bool {
    std::env::var_os(IN_PLACE).is_none()
        && std::env::current_exe()
            .and_then(|program| {
                Command::new(program)
                    .args(std::env::args_os().skip(1))
                    .env(IN_PLACE, "1")
                    .spawn()
            })
            .is_ok()
}

/// Opens the window and returns when it is closed.
pub fn run(options: WindowOptions) -> Result<(), WindowError> {
    let viewport = egui::ViewportBuilder::default()
        .with_title("Levelbook")
        .with_app_id("levelbook")
        .with_inner_size([1280.0, 800.0])
        .with_min_inner_size([640.0, 420.0])
        .with_icon(egui::IconData::default());
    let native = eframe::NativeOptions {
        viewport,
        renderer: eframe::Renderer::Glow,
        ..eframe::NativeOptions::default()
    };
    eframe::run_native(
        "Levelbook",
        native,
        Box::new(move |created| {
            let ctx = created.egui_ctx.clone();
            let settings = settings_in(options.settings_file.as_deref());
            let surroundings = Surroundings {
                settings_file: options.settings_file,
                sample_book: options.sample_book,
                worker: options.worker,
                backups: options.backups,
                now: jiff::Timestamp::now,
                picker: Box::new(SystemPicker),
            };
            let wake = Arc::new(move || ctx.request_repaint());
            let window = Window::new(settings, options.book, surroundings, wake, Running::Beside);
            Ok(Box::new(App(window)))
        }),
    )
    .map_err(|error| WindowError::NoWindow(error.to_string()))
}
