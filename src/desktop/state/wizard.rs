use std::path::PathBuf;
use std::sync::Arc;

use crate::actions::{EditionAnswer, RecipeChoice};
use crate::book::Comparison;
use crate::desktop::commands::WizardCommand;
use crate::desktop::effects::{Effect, Picking, Understood};
use crate::desktop::first_look::FirstLook;
use crate::desktop::loadable::{Loadable, Ticket};
use crate::desktop::{address::Address, state::State};
use crate::domain::lies_on;
use crate::import::{Layout, ReadingChoices, Recipe, ReviewedFile, ReviewedSheet, Workbook};

/// The steps of an import.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// Which file.
    #[default]
    File,
    /// Which of its sheets.
    Sheets,
    /// What its columns hold.
    Columns,
    /// What is asked and what was noticed.
    Check,
    /// What writing it will do, and the goals of new indicators.
    Summary,
}

impl Step {
    /// All steps in order.
    pub const ALL: [Self; 5] = [
        Self::File,
        Self::Sheets,
        Self::Columns,
        Self::Check,
        Self::Summary,
    ];

    /// The step's name.
    pub fn label(self) -> &'static str {
        match self {
            Self::File => "File",
            Self::Sheets => "Sheets",
            Self::Columns => "Columns",
            Self::Check => "Check",
            Self::Summary => "Summary",
        }
    }

    fn next(self) -> Self {
        match self {
            Self::File => Self::Sheets,
            Self::Sheets => Self::Columns,
            Self::Columns => Self::Check,
            Self::Check | Self::Summary => Self::Summary,
        }
    }

    fn previous(self) -> Self {
        match self {
            Self::File | Self::Sheets => Self::File,
            Self::Columns => Self::Sheets,
            Self::Check => Self::Columns,
            Self::Summary => Self::Check,
        }
    }
}

/// A file on its way in.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Wizard {
    /// The file.
    pub path: PathBuf,
    /// Where one is.
    pub step: Step,
    /// Its cells.
    pub workbook: Loadable<Arc<Workbook>>,
    /// What was understood of them.
    pub review: Loadable<Arc<ReviewedFile>>,
    /// With which recipe it is to be read.
    pub wanted: RecipeChoice,
    /// The recipe that it was read with.
    pub read_with: Option<String>,
    /// The recipe under which the reading is kept.
    pub keep: Option<Recipe>,
    /// What is shown of it once it is imported.
    pub first_look: Option<FirstLook>,
    /// What the user has said.
    pub choices: ReadingChoices,
    /// Index of the sheet that is shown.
    pub sheet: usize,
    /// True where something was said while the file was still being understood anew.
    pub again: bool,
    /// The cell that is looked at, by row and column from 0.
    pub look: Option<(u32, u32)>,
    /// How often one was looked at, so that the same one can be gone to again.
    pub looks: u32,
    /// The cause whose cells are listed.
    pub cause: Option<String>,
    /// How it compares with the book: what writing it will do.
    pub foreseen: Loadable<Box<Comparison>>,
    /// Which edition the user says it is.
    pub edition: Option<EditionAnswer>,
    /// Set while it is being written.
    pub writing: Option<Ticket>,
}

impl Wizard {
    /// The sheet that is shown, as it was understood.
    pub fn reviewed_sheet(&self) -> Option<&ReviewedSheet> {
        let name = &self.workbook.value()?.sheets.get(self.sheet)?.name;
        self.review
            .value()?
            .sheets
            .iter()
            .find(|sheet| sheet.is_of(name))
    }

    /// Shows the first sheet that holds figures.
    pub fn show_first_with_figures(&mut self) {
        let (Some(workbook), Some(review)) = (self.workbook.value(), self.review.value()) else {
            return;
        };
        let first = review
            .sheets
            .iter()
            .find(|sheet| sheet.layout != Layout::NoFigures)
            .and_then(|found| {
                workbook
                    .sheets
                    .iter()
                    .position(|sheet| sheet.name == found.sheet)
            });
        if let Some(index) = first {
            self.sheet = index;
        }
    }
}

impl State {
    /// Starts the wizard with a file.
    pub(super) fn read_file(&mut self, path: PathBuf) -> Vec<Effect> {
        let ticket = self.ticket();
        let mut wizard = Wizard {
            path: path.clone(),
            choices: self.answers_for(&path),
            ..Wizard::default()
        };
        wizard.workbook.wait(ticket);
        self.wizard = Some(wizard);
        self.settings.folder = path.parent().map(std::path::Path::to_path_buf);
        self.history.go(Address::Wizard);
        vec![Effect::ReadFile(ticket, path)]
    }

    /// Asks for the file to be understood again. What was said is a draft until it is written.
    pub(super) fn review(&mut self) -> Vec<Effect> {
        let mut effects = self.keep_answers();
        effects.extend(self.understand());
        effects
    }

    fn understand(&mut self) -> Vec<Effect> {
        let ticket = self.ticket();
        let (Some(wizard), Some(book)) = (&mut self.wizard, &self.book) else {
            return Vec::new();
        };
        let Some(workbook) = wizard.workbook.value().cloned() else {
            return Vec::new();
        };
        if wizard.review.is_waiting() {
            wizard.again = true;
            return Vec::new();
        }
        wizard.again = false;
        wizard.review.wait(ticket);
        vec![Effect::Review(
            ticket,
            book.path.clone(),
            workbook,
            Box::new(wizard.choices.clone()),
            wizard.wanted.clone(),
        )]
    }

    pub(super) fn apply_wizard(&mut self, command: WizardCommand) -> Vec<Effect> {
        match command {
            WizardCommand::Choose => return self.pick(Picking::Import, ""),
            WizardCommand::Read(path) => return self.read_file(path),
            WizardCommand::Leave => {
                let mut effects = self.stop_foreseeing();
                if let Some(wizard) = self.wizard.take() {
                    effects.extend(self.forget_answers(&wizard.path));
                }
                self.history.go(Address::Data);
                effects.extend(self.ask());
                return effects;
            }
            WizardCommand::GoTo(step) => return self.go_to_step(|_| step),
            WizardCommand::Back => return self.go_to_step(Step::previous),
            WizardCommand::Continue => return self.go_to_step(Step::next),
            WizardCommand::Import => return self.write_import(),
            _ => {}
        }
        let Some(wizard) = &mut self.wizard else {
            return Vec::new();
        };
        match command {
            WizardCommand::Preview(index) => {
                wizard.sheet = index;
                wizard.look = None;
            }
            WizardCommand::ShowCause(key) => wizard.cause = key,
            WizardCommand::SetRecipe(wanted) => {
                wizard.wanted = wanted;
                return self.review();
            }
            WizardCommand::SetEdition(answer) => wizard.edition = answer,
            WizardCommand::ShowCell(origin) => {
                let shown = wizard.workbook.value().and_then(|workbook| {
                    let mut sheets = workbook.sheets.iter();
                    sheets.position(|sheet| lies_on(&origin.sheet, &sheet.name))
                });
                wizard.sheet = shown.unwrap_or(wizard.sheet);
                wizard.look = Some((
                    origin.row.saturating_sub(1),
                    origin.column.saturating_sub(1),
                ));
                wizard.looks += 1;
            }
            WizardCommand::ToggleSheet(name) => {
                toggle_sheet(wizard, &name);
                return self.review();
            }
            WizardCommand::SetRole(table, column, role) => {
                let column = ReadingChoices::column(table.as_deref(), column);
                wizard.choices.columns.retain(|(_, of)| *of != column);
                wizard.choices.columns.push((role, column));
                return self.review();
            }
            WizardCommand::SetHeaderRow(row) => {
                wizard.choices.header_row = row;
                return self.review();
            }
            WizardCommand::SetPeriod(text) => {
                wizard.choices.period = text;
                return self.review();
            }
            WizardCommand::SetUnit(text) => {
                wizard.choices.unit = text;
                return self.review();
            }
            WizardCommand::SetIndicator(text) => {
                wizard.choices.indicator = text;
                return self.review();
            }
            WizardCommand::SetSubjects(subjects) => {
                wizard.choices.subjects = subjects;
                return self.review();
            }
            WizardCommand::ToggleGoal(number) => {
                let goals = &mut wizard.choices.goals;
                match goals.iter().position(|other| *other == number) {
                    Some(index) => {
                        goals.remove(index);
                    }
                    None => goals.push(number),
                }
                return self.review();
            }
            WizardCommand::Say(choice) => {
                wizard.choices = wizard.choices.with(&choice);
                return self.review();
            }
            WizardCommand::Unsay(choice) => {
                wizard.choices = wizard.choices.without(&choice);
                return self.review();
            }
            WizardCommand::Choose
            | WizardCommand::Read(_)
            | WizardCommand::Leave
            | WizardCommand::GoTo(_)
            | WizardCommand::Back
            | WizardCommand::Continue
            | WizardCommand::Import => {}
        }
        Vec::new()
    }

    fn go_to_step(&mut self, step: impl FnOnce(Step) -> Step) -> Vec<Effect> {
        let Some(wizard) = &mut self.wizard else {
            return Vec::new();
        };
        wizard.step = step(wizard.step);
        self.foresee()
    }

    /// Asks what writing the file will do, where that is shown.
    pub(super) fn foresee(&mut self) -> Vec<Effect> {
        let mut effects = self.stop_foreseeing();
        let ticket = self.ticket();
        let (Some(wizard), Some(book)) = (&mut self.wizard, &self.book) else {
            return effects;
        };
        wizard.foreseen = Loadable::default();
        let Some(file) = wizard.review.value().cloned() else {
            return effects;
        };
        if wizard.step == Step::Summary && !wizard.review.is_waiting() && file.counts().kept > 0 {
            wizard.foreseen.wait(ticket);
            effects.push(Effect::Foresee(ticket, book.path.clone(), file));
        }
        effects
    }

    fn stop_foreseeing(&mut self) -> Vec<Effect> {
        let awaited = self
            .wizard
            .as_ref()
            .and_then(|wizard| wizard.foreseen.awaited());
        awaited.map(Effect::Cancel).into_iter().collect()
    }

    fn write_import(&mut self) -> Vec<Effect> {
        let mut effects = self.stop_foreseeing();
        let ticket = self.ticket();
        let (Some(wizard), Some(book)) = (&mut self.wizard, &self.book) else {
            return Vec::new();
        };
        let Some(file) = wizard.review.value().cloned() else {
            return Vec::new();
        };
        if wizard.review.is_waiting() || wizard.writing.is_some() {
            return Vec::new();
        }
        wizard.writing = Some(ticket);
        let title = format!("Importing {}", file.file.name);
        let understood = Understood {
            review: file,
            read_with: wizard.read_with.clone(),
            keep: wizard.keep.clone(),
            first_look: wizard.first_look.clone(),
        };
        wizard.foreseen = Loadable::default();
        effects.push(Effect::WriteImport(
            ticket,
            book.path.clone(),
            Box::new(understood),
            wizard.edition,
        ));
        self.start_work(ticket, title);
        effects
    }
}

/// Reads a sheet or leaves it out. Nothing chosen means all that hold figures, so the first choice starts from those.
fn toggle_sheet(wizard: &mut Wizard, name: &str) {
    if wizard.choices.sheets.is_empty()
        && let Some(review) = wizard.review.value()
    {
        wizard.choices.sheets = review
            .sheets
            .iter()
            .filter(|sheet| sheet.layout != Layout::NoFigures)
            .map(|sheet| sheet.sheet.clone())
            .collect();
    }
    let sheets = &mut wizard.choices.sheets;
    match sheets.iter().position(|other| other == name) {
        Some(index) => {
            sheets.remove(index);
        }
        None => sheets.push(name.to_owned()),
    }
}
