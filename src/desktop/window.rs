mod outside;

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use egui::{CentralPanel, Context, Frame, Id, Margin, Panel, ScrollArea, Ui};

use super::clipboard::Clipboard;
use super::commands::Command;
use super::effects::{Effect, WindowEffect};
use super::jobs::{Jobs, Running, Surroundings, Wake, caught};
use super::pages::{self, Chrome, Page};
use super::settings::Settings;
use super::shell::Region;
use super::state::{Display, State};
use super::theme::{self, size};
use super::widgets::{Banner, banner};
use super::{screens, shell};
use crate::figures;
use crate::log;
use crate::message::Message;
use outside::{dropped, in_window, log_name};

/// The window's content: state, the page built from it, and the jobs beside it.
pub struct Window {
    state: State,
    jobs: Jobs,
    chrome: Chrome,
    chrome_of: Option<(PathBuf, u64)>,
    page: Page,
    stale: bool,
    ready: bool,
    faults: Faults,
    breaks: bool,
    clipboard: Clipboard,
    left: HashMap<u64, Left>,
    place: u64,
    returning: Option<Left>,
}

/// Faults of the program while frames were painted.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Faults {
    None,
    /// The last one, in seconds since the window was opened.
    Last(f64),
    /// Two came too soon one after the other.
    GaveUp,
}

/// How a screen was left: how far it was scrolled and what had the focus.
#[derive(Clone, Copy, Debug, Default)]
struct Left {
    scroll: f32,
    focus: Option<Id>,
}

/// Screens whose scroll and focus are remembered.
const MOST_LEFT: u64 = 200;

/// Seconds within which a second fault ends the program.
const SOON: f64 = 5.0;

impl Window {
    /// A window that opens `book`, the last book, or the sample, in this order.
    pub fn new(
        settings: Settings,
        book: Option<PathBuf>,
        surroundings: Surroundings,
        wake: Wake,
        running: Running,
    ) -> Self {
        let mut state = State::new(settings);
        if std::mem::take(&mut state.settings.gave_up) {
            state.at_opening = Some(
                Message::new(
                    "Levelbook made two mistakes one after the other and had to close. Your work is saved.",
                    "It opens on a screen without charts now; the report helps to mend this.",
                )
                .with_details(log::last_report().unwrap_or_default()),
            );
        }
        let mut window = Self {
            page: pages::page(&state),
            state,
            jobs: Jobs::new(surroundings, wake, running),
            chrome: Chrome::default(),
            chrome_of: None,
            stale: true,
            ready: false,
            faults: Faults::None,
            breaks: false,
            clipboard: Clipboard::default(),
            left: HashMap::new(),
            place: 0,
            returning: None,
        };
        let last = window
            .state
            .settings
            .recent
            .first()
            .filter(|path| path.exists())
            .cloned();
        let first = match book.or(last) {
            Some(path) => Command::OpenPath(path),
            None => Command::OpenSample,
        };
        let effects = window.state.apply(first);
        window.start(effects, None);
        window
    }

    /// What the window knows.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// Takes in which screens the machine has.
    pub fn set_displays(&mut self, displays: Vec<Display>, ctx: &Context) {
        if self.state.displays != displays {
            let effects = self.state.set_displays(displays);
            self.start(effects, Some(ctx));
        }
    }

    /// Does what a command asks for.
    pub fn take(&mut self, command: Command, ctx: &Context) {
        log_name(&command);
        let effects = self.state.apply(command);
        self.stale = true;
        self.start(effects, Some(ctx));
    }

    /// One frame. A fault in it is told, and the same screen comes back; a second one soon after ends the program.
    pub fn ui(&mut self, ui: &mut Ui) {
        if self.has_given_up() {
            return;
        }
        let Err(message) = caught("painting the window", || self.frame(ui)) else {
            return;
        };
        let now = ui.input(|input| input.time);
        if matches!(self.faults, Faults::Last(last) if now - last < SOON) {
            self.faults = Faults::GaveUp;
            self.state.before_giving_up();
            self.jobs.write_settings(&self.state.settings);
            self.jobs.write_drafts();
            return;
        }
        self.faults = Faults::Last(now);
        let effects = self.state.after_fault(message);
        self.stale = true;
        let _ = caught("going on", || self.start(effects, None));
        ui.ctx().request_repaint();
    }

    /// Whether the window can no longer be painted: everything is saved, and the program should end.
    pub fn has_given_up(&self) -> bool {
        self.faults == Faults::GaveUp
    }

    /// Makes a fault of the program while the next frame is painted: for tests of what comes after.
    pub fn break_next_frame(&mut self) {
        self.breaks = true;
    }

    /// The same on every frame of a screen, by the first word of its address: `Goals`.
    #[cfg(feature = "fault")]
    pub(super) fn break_on_screen(&mut self, screen: Option<&str>) {
        let here = format!("{:?}", self.state.address());
        let here = here.split(|sign: char| !sign.is_alphanumeric()).next();
        self.breaks |= self.state.book.is_some() && screen.is_some() && here == screen;
    }

    fn frame(&mut self, ui: &mut Ui) {
        let ctx = ui.ctx().clone();
        if !self.ready {
            self.ready = true;
            ctx.set_fonts(figures::fonts());
            theme::apply(&ctx, self.state.settings.theme);
            ctx.set_zoom_factor(self.state.settings.zoom);
        }
        self.absorb(&ctx);
        self.rebuild();
        let mut commands = Vec::new();
        if self.state.presenting().is_some() {
            shell::show_keys(&ctx, &self.state, &mut commands);
            shell::presenting(ui, &self.state, &mut commands);
        } else {
            shell::explore_keys(&ctx, &self.state, &mut commands);
            shell::keys(&ctx, &self.state, &mut commands);
            dropped(&ctx, &self.state, &mut commands);
            self.panels(ui, &mut commands);
            shell::dialogs(&ctx, &self.state, &self.chrome, &mut commands);
            shell::notices(&ctx, &self.state, &mut commands);
            shell::exploring(&ctx, &self.state, &mut commands);
        }
        if !commands.is_empty() {
            for command in commands {
                if matches!(command, Command::Present(_)) {
                    shell::begin_clock(&ctx);
                }
                self.take(command, &ctx);
            }
            ctx.request_repaint();
        }
    }

    fn panels(&mut self, ui: &mut Ui, commands: &mut Vec<Command>) {
        let palette = theme::palette(ui);
        let bar = Frame::new().fill(palette.panel);
        Panel::top("menu bar")
            .exact_size(size::MENU_BAR)
            .frame(bar)
            .resizable(false)
            .show(ui, |ui| {
                shell::region(ui, Region::Menu);
                shell::menu_bar(ui, &self.state, &self.chrome, commands);
            });
        let short = theme::is_short(ui.ctx());
        if !short {
            Panel::bottom("status bar")
                .exact_size(size::STATUS_BAR)
                .frame(bar)
                .resizable(false)
                .show(ui, |ui| {
                    shell::status_bar(ui, &self.state, &self.chrome, commands);
                });
        }
        let roomy = ui.available_width() >= size::NARROW;
        // While a book opens their places stand empty, so that nothing jumps when it is there.
        let is_open = self.state.book.is_some();
        let has_bars = is_open || self.state.opening.is_some();
        if has_bars && roomy {
            Panel::left("rail")
                .exact_size(size::RAIL)
                .frame(bar)
                .resizable(false)
                .show(ui, |ui| {
                    shell::region(ui, Region::Rail);
                    is_open.then(|| shell::rail(ui, &self.state, &self.chrome, commands));
                });
        }
        if has_bars && !short {
            Panel::top("context bar")
                .exact_size(size::CONTEXT_BAR)
                .frame(bar)
                .resizable(false)
                .show(ui, |ui| {
                    shell::region(ui, Region::Context);
                    is_open.then(|| shell::context_bar(ui, &self.state, &self.chrome, commands));
                });
        }
        if let Some(actions) = screens::actions(&self.page).filter(|_| !short) {
            let margin = Margin::symmetric(size::CONTENT_MARGIN as i8, 0);
            Panel::bottom("actions")
                .exact_size(size::ACTION_BAR)
                .frame(Frame::new().fill(palette.ground).inner_margin(margin))
                .resizable(false)
                .show(ui, |ui| {
                    shell::region(ui, Region::Actions);
                    actions(ui, commands);
                });
        }
        let content = Frame::new().fill(palette.ground).inner_margin(Margin {
            left: size::CONTENT_MARGIN as i8,
            right: 0,
            top: 8,
            bottom: 0,
        });
        let place = self.state.here().place;
        if place != self.place {
            self.place = place;
            self.returning = self.left.get(&place).copied();
        }
        let mut scroll = 0.0;
        CentralPanel::default().frame(content).show(ui, |ui| {
            shell::region(ui, Region::Content);
            let mut area = ScrollArea::vertical()
                .id_salt(("content", self.place))
                .auto_shrink([false, false]);
            if let Some(left) = self.returning {
                area = area.vertical_scroll_offset(left.scroll);
            }
            let seen = area.show(ui, |ui| {
                let width = ui.available_width() - size::CONTENT_MARGIN;
                ui.set_max_width(width);
                ui.set_width(width);
                if let Some(message) = &self.state.failure {
                    let more = (!message.details.is_empty()).then_some("Show report");
                    let (closed, acted) =
                        banner(ui, Banner::Failure, &message.headline, &message.next, more);
                    if closed {
                        commands.push(Command::DismissFailure);
                    }
                    if acted {
                        commands.push(Command::ShowDetails);
                    }
                }
                screens::standing_ui(ui, &self.state, commands);
                screens::content(ui, &self.page, commands);
                assert!(!std::mem::take(&mut self.breaks), "made for a test");
                if short {
                    self.bars_below(ui, commands);
                }
            });
            scroll = seen.state.clamped_offset().y;
        });
        self.keep_place(ui.ctx(), scroll);
    }

    /// Notes how the screen stands, for the way back; or, once a screen that was left before has its answer, gives the focus back
    /// to what had it.
    fn keep_place(&mut self, ctx: &Context, scroll: f32) {
        if self.state.is_waiting() {
            return;
        }
        if let Some(left) = self.returning.take() {
            if let Some(focus) = left.focus {
                ctx.memory_mut(|memory| memory.request_focus(focus));
            }
            return;
        }
        let focus = ctx.memory(egui::Memory::focused);
        let place = self.place;
        self.left.insert(place, Left { scroll, focus });
        self.left.retain(|at, _| at + MOST_LEFT > place);
    }

    /// In a low window: what can be done, what all screens share and how things stand, after the content.
    fn bars_below(&self, ui: &mut Ui, commands: &mut Vec<Command>) {
        if let Some(actions) = screens::actions(&self.page) {
            ui.allocate_ui(egui::vec2(ui.available_width(), size::ACTION_BAR), |ui| {
                actions(ui, commands);
            });
        }
        if self.state.book.is_some() {
            ui.allocate_ui(egui::vec2(ui.available_width(), size::CONTEXT_BAR), |ui| {
                shell::context_bar(ui, &self.state, &self.chrome, commands);
            });
        }
        ui.allocate_ui(egui::vec2(ui.available_width(), size::STATUS_BAR), |ui| {
            shell::status_bar(ui, &self.state, &self.chrome, commands);
        });
    }

    /// Takes in what jobs have sent.
    fn absorb(&mut self, ctx: &Context) {
        while let Some(event) = self.jobs.next_event() {
            let effects = self.state.absorb(event);
            self.stale = true;
            self.start(effects, Some(ctx));
        }
    }

    fn start(&mut self, effects: Vec<Effect>, ctx: Option<&Context>) {
        for effect in effects {
            match (self.jobs.start(effect), ctx) {
                (Some(WindowEffect::CopyTable(table)), Some(ctx)) => self.clipboard.put(ctx, table),
                (Some(effect), Some(ctx)) => in_window(ctx, effect),
                _ => {}
            }
        }
    }

    fn rebuild(&mut self) {
        // In front of a room nothing of the page is seen.
        if !self.stale || self.state.presenting().is_some() {
            return;
        }
        self.stale = false;
        if let Some(book) = &self.state.book {
            let of = (book.path.clone(), book.contents.revision);
            if self.chrome_of.as_ref() != Some(&of) {
                self.chrome = Chrome::of_book(&book.contents, &book.path);
                self.chrome_of = Some(of);
            }
            self.chrome.settle(&self.state);
        }
        log::on_screen(&format!("{:?}", self.state.address()));
        self.page = pages::page(&self.state);
    }
}

/// The settings in a file, or the defaults.
pub(super) fn settings_in(file: Option<&Path>) -> Settings {
    file.map(Settings::read).unwrap_or_default()
}
