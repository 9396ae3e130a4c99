use std::path::PathBuf;

use super::dialog::Dialog;
use super::{State, Work};
use crate::actions::is_everything;
use crate::desktop::commands::{Command, DialogKind, WizardCommand};
use crate::desktop::effects::{Effect, Picking, PlanWork, RecipeWork, WindowEffect};
use crate::desktop::loadable::Ticket;
use crate::desktop::settings::Settings;

impl State {
    /// What a command changes, and what it wants done.
    pub fn apply(&mut self, command: Command) -> Vec<Effect> {
        if self.refuses(&command) {
            let way = ("Save a copy…".to_owned(), Command::SaveCopy);
            self.notice_with(
                "This book can only be read now. Save a copy and work on that.",
                way,
            );
            return Vec::new();
        }
        match command {
            Command::Go(address) => self.go(address),
            Command::Back => {
                self.history.back();
                self.arrived()
            }
            Command::Forward => {
                self.history.forward();
                self.arrived()
            }
            Command::GoToLine(line) => self.go_to_line(&line),
            Command::SetSubject(_)
            | Command::SetBenchmark(_)
            | Command::SetPeriod(_)
            | Command::SetGroup(_) => self.set_context(command),
            Command::SetView(_)
            | Command::StepView(_)
            | Command::SetAsk(_)
            | Command::SetOrder(_)
            | Command::SetCompareGoal(_)
            | Command::SetRow(_)
            | Command::RemoveCompared(_) => self.set_view(command),
            Command::AddCompared(code) => self.add_compared(code),
            Command::Picker(command) => self.apply_picker(command),
            Command::Wizard(command) => self.apply_wizard(command),
            Command::Keeping(command) => self.apply_keeping(command),
            Command::Recipe(command) => self.apply_recipe(command),
            Command::Plan(command) => self.apply_plan(command),
            Command::Present(from_here) => self.present(from_here),
            Command::Show(command) => self.apply_show(command),
            Command::Story(command) => self.apply_story(command),
            Command::Open(kind) => {
                self.dialog = Some(match kind {
                    DialogKind::Shortcuts => Dialog::Shortcuts,
                    DialogKind::Settings => Dialog::Settings,
                    DialogKind::About => Dialog::About,
                    DialogKind::Path(picking) => Dialog::Path(picking, false),
                });
                Vec::new()
            }
            Command::CloseDialog => {
                self.dialog = None;
                Vec::new()
            }
            Command::Draft(field, typed) => self.draft(field, typed),
            Command::ShowDetails => {
                self.dialog = self.failure.clone().map(Dialog::Details);
                Vec::new()
            }
            Command::DismissNotice(number) => {
                self.notices.retain(|notice| notice.number != number);
                Vec::new()
            }
            Command::DismissFailure => {
                self.failure = None;
                Vec::new()
            }
            Command::CancelWork => {
                let Some(work) = &mut self.work else {
                    return Vec::new();
                };
                work.stopping = true;
                vec![Effect::Cancel(work.ticket)]
            }
            Command::SetTheme(theme) => {
                self.settings.theme = theme;
                vec![window(WindowEffect::Theme(theme)), self.write_settings()]
            }
            Command::Zoom(factor) => {
                let zoom = factor.map_or(1.0, |factor| self.settings.zoom * factor);
                let zoom = (zoom * 20.0).round() / 20.0;
                self.settings.zoom = zoom.clamp(Settings::ZOOM.0, Settings::ZOOM.1);
                vec![
                    window(WindowEffect::Zoom(self.settings.zoom)),
                    self.write_settings(),
                ]
            }
            Command::ToggleFullScreen => {
                self.full_screen = !self.full_screen;
                vec![window(WindowEffect::FullScreen(self.full_screen))]
            }
            Command::CloseSampleStrip => {
                self.settings.sample_strip_closed = true;
                vec![self.write_settings()]
            }
            Command::FocusSearch => vec![window(WindowEffect::FocusSearch)],
            Command::Quit => vec![self.write_settings(), window(WindowEffect::Close)],
            Command::NewBook
            | Command::OpenBook
            | Command::OpenPath(_)
            | Command::OpenSample
            | Command::SaveCopy
            | Command::Save
            | Command::Undo
            | Command::Redo
            | Command::AskUndo(_)
            | Command::UndoImport(_)
            | Command::TypedPath(_) => self.apply_to_book(command),
            Command::CopyPicture
            | Command::CopyTable
            | Command::ExportLeftOut
            | Command::CopyAddress
            | Command::CopyText(_)
            | Command::Export(_)
            | Command::ShowSource(_) => self.take_out(command),
        }
    }

    pub(super) fn start_work(&mut self, ticket: Ticket, title: String) {
        self.work = Some(Work {
            ticket,
            title,
            words: String::new(),
            done: 0,
            total: 0,
            stopping: false,
        });
    }

    /// Lets the user choose a file; one picker at a time.
    pub(super) fn pick(&mut self, picking: Picking, name: &str) -> Vec<Effect> {
        if self.picking.is_some() {
            return Vec::new();
        }
        let ticket = self.ticket();
        self.picking = Some((ticket, picking));
        vec![Effect::Pick(
            ticket,
            picking,
            self.settings.folder.clone(),
            name.to_owned(),
        )]
    }

    /// A file was chosen or typed: what it was chosen for goes on.
    pub(super) fn chosen(&mut self, picking: Picking, path: PathBuf) -> Vec<Effect> {
        self.settings.folder = path.parent().map(std::path::Path::to_path_buf);
        match picking {
            Picking::OpenBook => self.apply(Command::OpenPath(path)),
            Picking::Import => self.apply(Command::Wizard(WizardCommand::Read(path))),
            Picking::NewBook => {
                let ticket = self.ticket();
                self.opening = Some(ticket);
                vec![Effect::MakeBook(ticket, with_extension(path, "levelbook"))]
            }
            Picking::SaveCopy => {
                let Some(book) = self.book.clone() else {
                    return Vec::new();
                };
                let ticket = self.small_ticket();
                let to = if is_everything(&path) {
                    path
                } else {
                    with_extension(path, "levelbook")
                };
                vec![Effect::SaveCopy(ticket, book.path, to)]
            }
            Picking::Story(ending, _) | Picking::Record(ending) => {
                self.write_story(picking, with_extension(path, ending))
            }
            Picking::Recipe => self.recipe_work(RecipeWork::Import(path)),
            Picking::ExportRecipe => match self.recipe.clone() {
                Some(name) => {
                    self.recipe_work(RecipeWork::Export(name, with_extension(path, "json")))
                }
                None => Vec::new(),
            },
            Picking::Plans => self.import_plans(path),
            Picking::PlanTemplate | Picking::Outcomes => {
                let Some(book) = self.book.clone() else {
                    return Vec::new();
                };
                let ticket = self.small_ticket();
                let to = as_table(path);
                let work = match picking {
                    Picking::Outcomes => PlanWork::WriteOutcomes(to),
                    _ => PlanWork::Template(to),
                };
                vec![Effect::Plans(ticket, book.path, work)]
            }
            Picking::LeftOut => {
                let Some((file, cells)) = self.left_out() else {
                    return Vec::new();
                };
                let ticket = self.small_ticket();
                vec![Effect::ExportLeftOut(ticket, file, cells, as_table(path))]
            }
            Picking::Export(kind) => {
                let Some(shown) = self.main_shown().cloned() else {
                    return Vec::new();
                };
                let ticket = self.small_ticket();
                let to = with_extension(path, kind.extension());
                vec![Effect::Export(
                    ticket,
                    shown,
                    kind,
                    to,
                    crate::figures::Theme::Light,
                )]
            }
        }
    }

    pub(super) fn small_ticket(&mut self) -> Ticket {
        let ticket = self.ticket();
        self.small_work.push(ticket);
        ticket
    }
}

pub(super) fn window(effect: WindowEffect) -> Effect {
    Effect::Window(effect)
}

/// A path of a table: a workbook unless it says otherwise.
fn as_table(path: PathBuf) -> PathBuf {
    let csv = path
        .extension()
        .is_some_and(|ending| ending.eq_ignore_ascii_case("csv"));
    if csv {
        path
    } else {
        with_extension(path, "xlsx")
    }
}

fn with_extension(path: PathBuf, extension: &str) -> PathBuf {
    if path.extension().is_some_and(|has| has == extension) {
        return path;
    }
    let mut name = path.into_os_string();
    name.push(".");
    name.push(extension);
    PathBuf::from(name)
}
