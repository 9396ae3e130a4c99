use std::path::PathBuf;

use super::dialog::{CompareEdit, Dialog};
use super::{Show, State, Work, asking};
use crate::desktop::address::{Address, IndicatorAsk, IndicatorView};
use crate::desktop::commands::{Command, DialogKind, PickerCommand, WizardCommand};
use crate::desktop::effects::{Effect, Picking, RecipeWork, WindowEffect};
use crate::desktop::loadable::Ticket;
use crate::desktop::settings::Settings;
use crate::domain::SubjectCode;
use crate::questions::{Question, QuestionKind};

impl State {
    /// What a command changes, and what it wants done.
    pub fn apply(&mut self, command: Command) -> Vec<Effect> {
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
            | Command::SetAsk(_)
            | Command::SetCompareGoal(_)
            | Command::SetCompareRow(_)
            | Command::RemoveCompared(_) => self.set_view(command),
            Command::Picker(command) => self.apply_picker(command),
            Command::Wizard(command) => self.apply_wizard(command),
            Command::Recipe(command) => self.apply_recipe(command),
            Command::Present => self.present(),
            Command::NextSlide | Command::PreviousSlide => {
                if let Some(show) = &mut self.show {
                    if command == Command::NextSlide {
                        show.next();
                    } else {
                        show.previous();
                    }
                }
                self.ask()
            }
            Command::LeaveShow => {
                self.show = None;
                self.answers.remove(&asking::Slot::Slide);
                vec![window(WindowEffect::FullScreen(self.full_screen))]
            }
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

    /// Goes to an address and asks what it shows.
    pub(super) fn go(&mut self, address: Address) -> Vec<Effect> {
        if let Address::Profile(code) = &address {
            self.context.subject = Some(code.clone());
        }
        self.history.go(address);
        self.arrived()
    }

    fn arrived(&mut self) -> Vec<Effect> {
        self.failure = None;
        self.settings.address = self.history.current().clone();
        let mut effects = self.ask();
        effects.push(self.write_settings());
        effects
    }

    fn go_to_line(&mut self, line: &str) -> Vec<Effect> {
        use crate::message::Explain;
        match Question::from_address(line.trim()) {
            Ok(question) => {
                if let crate::questions::Subjects::Codes(codes) = &question.subjects
                    && question.kind != QuestionKind::Comparison
                {
                    self.context.subject = codes.first().cloned();
                }
                if let Some(focus) = question.focus.first() {
                    self.context.subject = Some(focus.clone());
                }
                self.context.benchmark.clone_from(&question.benchmark);
                self.context.period.clone_from(&question.period);
                self.context.group = question.group.clone();
                self.go(Address::of_question(&question))
            }
            Err(error) => {
                self.failure = Some(error.explain());
                Vec::new()
            }
        }
    }

    fn set_context(&mut self, command: Command) -> Vec<Effect> {
        match command {
            Command::SetSubject(code) => {
                if let Address::Profile(_) = self.address() {
                    self.history.go(Address::Profile(code.clone()));
                }
                if self.context.benchmark.as_ref() == Some(&code) {
                    self.context.benchmark = None;
                }
                self.context.subject = Some(code);
            }
            Command::SetBenchmark(code) => self.context.benchmark = code,
            Command::SetPeriod(period) => self.context.period = period,
            Command::SetGroup(group) => self.context.group = group,
            _ => {}
        }
        self.arrived()
    }

    fn set_view(&mut self, command: Command) -> Vec<Effect> {
        let mut address = self.address().clone();
        match (&mut address, command) {
            (Address::Indicator { view, .. }, Command::SetView(new)) => *view = new,
            (Address::Indicator { ask, view, .. }, Command::SetAsk(new)) => {
                *ask = new;
                if *view == IndicatorView::About {
                    *view = IndicatorView::Chart;
                }
            }
            (Address::Compare { goal, .. }, Command::SetCompareGoal(new)) => {
                *goal = new;
                self.compare_row = 0;
            }
            (Address::Compare { subjects, .. }, Command::RemoveCompared(code)) => {
                subjects.retain(|other| *other != code);
            }
            (Address::Compare { .. }, Command::SetCompareRow(row)) => self.compare_row = row,
            _ => return Vec::new(),
        }
        self.history.replace(address);
        self.arrived()
    }

    fn apply_picker(&mut self, command: PickerCommand) -> Vec<Effect> {
        match command {
            PickerCommand::Open => {
                let chosen: Vec<SubjectCode> = match self.address() {
                    Address::Compare { subjects, .. } => subjects.clone(),
                    Address::Profile(code) => vec![code.clone()],
                    _ => self.context.subject.iter().cloned().collect(),
                };
                self.dialog = Some(Dialog::Compare(CompareEdit { chosen }));
                Vec::new()
            }
            PickerCommand::Toggle(code) => {
                if let Some(Dialog::Compare(edit)) = &mut self.dialog {
                    edit.toggle(code);
                }
                Vec::new()
            }
            PickerCommand::Apply => {
                let Some(Dialog::Compare(edit)) = self.dialog.take() else {
                    return Vec::new();
                };
                let goal = match self.address() {
                    Address::Compare { goal, .. } => *goal,
                    Address::Goal(number) => Some(*number),
                    _ => None,
                };
                self.go(Address::Compare {
                    goal,
                    subjects: edit.chosen,
                })
            }
        }
    }

    fn present(&mut self) -> Vec<Effect> {
        let Some(book) = self.book.clone() else {
            return Vec::new();
        };
        let trend = |code| {
            let address = Address::indicator(code);
            asking::question_of(&address, &self.context, &book.contents)
        };
        let contents = &book.contents;
        let (mut slides, mut at, mut title) = (Vec::new(), 0, String::new());
        match self.address() {
            Address::Indicator { code, ask, .. } => {
                let goal = contents.goal_of(code);
                let codes = goal.map_or_else(
                    || vec![code.clone()],
                    |goal| contents.indicators_of(goal.number),
                );
                at = codes.iter().position(|other| other == code).unwrap_or(0);
                slides = codes.iter().filter_map(trend).collect();
                if *ask == IndicatorAsk::Ranking
                    && let Some(question) =
                        asking::question_of(self.address(), &self.context, contents)
                    && let Some(slide) = slides.get_mut(at)
                {
                    *slide = question;
                }
                title = goal.map_or_else(String::new, |goal| {
                    format!("Goal {}  {}", goal.number, goal.name)
                });
            }
            Address::Goal(number) => {
                slides = contents
                    .indicators_of(*number)
                    .iter()
                    .filter_map(trend)
                    .collect();
                title = contents.goal(*number).map_or_else(String::new, |goal| {
                    format!("Goal {}  {}", goal.number, goal.name)
                });
            }
            address => slides.extend(asking::question_of(address, &self.context, contents)),
        }
        if slides.is_empty() {
            self.notice("There is no figure to present here. Open a goal or an indicator first.");
            return Vec::new();
        }
        self.dialog = None;
        self.show = Some(Show { slides, at, title });
        let mut effects = vec![window(WindowEffect::FullScreen(true))];
        effects.extend(self.ask());
        effects
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
                let to = with_extension(path, "levelbook");
                vec![Effect::SaveCopy(ticket, book.path, to)]
            }
            Picking::Recipe => self.recipe_work(RecipeWork::Import(path)),
            Picking::ExportRecipe => match self.recipe.clone() {
                Some(name) => {
                    self.recipe_work(RecipeWork::Export(name, with_extension(path, "json")))
                }
                None => Vec::new(),
            },
            Picking::LeftOut => {
                let Some((file, cells)) = self.left_out() else {
                    return Vec::new();
                };
                let ticket = self.small_ticket();
                let csv = path
                    .extension()
                    .is_some_and(|ending| ending.eq_ignore_ascii_case("csv"));
                let to = if csv {
                    path
                } else {
                    with_extension(path, "xlsx")
                };
                vec![Effect::ExportLeftOut(ticket, file, cells, to)]
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

fn with_extension(path: PathBuf, extension: &str) -> PathBuf {
    if path.extension().is_some_and(|has| has == extension) {
        return path;
    }
    let mut name = path.into_os_string();
    name.push(".");
    name.push(extension);
    PathBuf::from(name)
}
