use std::path::PathBuf;

use super::address::{Address, GapOrder, IndicatorAsk, View};
use super::effects::{ExportKind, FigureKey, Picking};
use crate::actions::{EditionAnswer, RecipeChoice};
use crate::domain::{Origin, PeopleGroup, SubjectCode};
use crate::figures::Theme;
use crate::import::{Choice, ColumnRole, SubjectsAre};

/// What the user wants. Screens enqueue commands and change nothing themselves.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Go to a screen.
    Go(Address),
    /// Back over addresses.
    Back,
    /// Forward over addresses.
    Forward,
    /// Open what the search box holds: an address as the command line takes it.
    GoToLine(String),
    /// Choose the subject of all screens.
    SetSubject(SubjectCode),
    /// Choose whom it is compared with.
    SetBenchmark(Option<SubjectCode>),
    /// Choose the period; the latest for `None`.
    SetPeriod(Option<String>),
    /// Choose the people group.
    SetGroup(PeopleGroup),
    /// Chart, table or about.
    SetView(View),
    /// The next of the views, or the one before.
    StepView(bool),
    /// Trend or ranking.
    SetAsk(IndicatorAsk),
    /// In which order gaps stand.
    SetOrder(GapOrder),
    /// The goal of the comparison; all for `None`.
    SetCompareGoal(Option<u32>),
    /// The row of a comparison or of a profile that is drawn in detail.
    SetRow(usize),
    /// Put one into the comparison.
    AddCompared(SubjectCode),
    /// Take one out of the comparison.
    RemoveCompared(SubjectCode),
    /// Something in the dialog that chooses subjects.
    Picker(PickerCommand),
    /// Something with the file that is on its way in.
    Wizard(WizardCommand),
    /// Show the figure on all of the screen.
    Present,
    /// The next figure of the show.
    NextSlide,
    /// The figure before.
    PreviousSlide,
    /// End the show.
    LeaveShow,
    /// Make a new book.
    NewBook,
    /// Open another book.
    OpenBook,
    /// Open this book.
    OpenPath(PathBuf),
    /// Open the shipped sample.
    OpenSample,
    /// Copy the book.
    SaveCopy,
    /// Ctrl+S.
    Save,
    /// Something with the recipes of the book.
    Recipe(RecipeCommand),
    /// Something with plans, or with the form that is shown.
    Plan(PlanCommand),
    /// Write the cells that are left out to a file: of the file on its way in, or of the import that is shown.
    ExportLeftOut,
    /// Take the last action back, whatever it was.
    Undo,
    /// Do again what was undone last.
    Redo,
    /// Ask whether an import is to be taken back.
    AskUndo(u32),
    /// Take it back.
    UndoImport(u32),
    /// Stop the long work.
    CancelWork,
    /// Put the figure on the clipboard, as a picture.
    CopyPicture,
    /// Put the table on the clipboard, as text.
    CopyTable,
    /// Put the address on the clipboard.
    CopyAddress,
    /// Put a text on the clipboard.
    CopyText(String),
    /// Write the figure or its table to a file.
    Export(ExportKind),
    /// Show where a figure was read.
    ShowSource(FigureKey),
    /// Choose colours.
    SetTheme(Theme),
    /// Change the zoom by a factor; back to 1 for `None`.
    Zoom(Option<f32>),
    /// Full screen on or off.
    ToggleFullScreen,
    /// Open a dialog.
    Open(DialogKind),
    /// A path typed where no picker is.
    TypedPath(String),
    /// Close the dialog.
    CloseDialog,
    /// Something is typed into a field, by its name; or it was kept or given up, for `None`.
    Draft(String, Option<String>),
    /// Show what is known of what failed.
    ShowDetails,
    /// Close a notice.
    DismissNotice(u64),
    /// Close what failed.
    DismissFailure,
    /// Close the strip above the goals.
    CloseSampleStrip,
    /// Put the focus into the search box.
    FocusSearch,
    /// Close the window.
    Quit,
}

/// Dialogs that open without further questions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DialogKind {
    /// Keys and what they do.
    Shortcuts,
    /// Theme and text size.
    Settings,
    /// What this program is.
    About,
    /// A path, where the system's picker is missing.
    Path(Picking),
}

/// On the screen of plans and in its forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlanCommand {
    /// Save the form that is shown.
    Save,
    /// Leave it, and forget what was typed.
    Leave,
    /// Remove what it shows from the book.
    Remove,
    /// Bring in a list of plans.
    Import,
    /// Write the template for such a list.
    Template,
}

/// In the list of recipes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RecipeCommand {
    /// Choose one, or none.
    Choose(Option<String>),
    /// Take one in from a file.
    Import,
    /// Write the chosen one to a file.
    Export,
    /// Remove the chosen one.
    Remove,
    /// Ask for another name of the chosen one.
    AskName,
    /// Give the chosen one this name.
    Rename(String),
}

/// In the dialog that chooses the subjects of a comparison. It edits a copy.
#[derive(Clone, Debug, PartialEq)]
pub enum PickerCommand {
    /// Open it.
    Open,
    /// In or out.
    Toggle(SubjectCode),
    /// Put several in.
    Add(Vec<SubjectCode>),
    /// Put in those who are most like this one.
    AddAlike(SubjectCode),
    /// Open the dialog that chooses what all screens compare with.
    OpenBenchmark,
    /// Choose it; the usual one for `None`.
    Benchmark(Option<SubjectCode>),
    /// Take the copy over.
    Apply,
}

/// In the import wizard.
#[derive(Clone, Debug, PartialEq)]
pub enum WizardCommand {
    /// Start: choose a file.
    Choose,
    /// Read this file.
    Read(PathBuf),
    /// To a step that was reached.
    GoTo(super::state::Step),
    /// One step back.
    Back,
    /// One step on.
    Continue,
    /// Read a sheet, or leave it out.
    ToggleSheet(String),
    /// Look at another sheet.
    Preview(usize),
    /// Look at a cell of the file.
    ShowCell(Box<Origin>),
    /// What a column holds, in all tables or in the one of this name.
    SetRole(Option<String>, u32, ColumnRole),
    /// The row of the header, from 1; guessed for `None`.
    SetHeaderRow(Option<u32>),
    /// The period of every figure.
    SetPeriod(Option<String>),
    /// The unit of every figure.
    SetUnit(Option<String>),
    /// The name of the indicator.
    SetIndicator(Option<String>),
    /// Places or organisations.
    SetSubjects(Option<SubjectsAre>),
    /// Place the new indicators under a goal, or not.
    ToggleGoal(u32),
    /// A question is answered, or a rule taken.
    Say(Choice),
    /// What was said is taken back.
    Unsay(Choice),
    /// With which recipe it is read.
    SetRecipe(RecipeChoice),
    /// Which edition the file is.
    SetEdition(Option<EditionAnswer>),
    /// List the cells of a cause, by its key; all that are left out for `None`.
    ShowCause(Option<String>),
    /// Write it.
    Import,
    /// Leave without importing.
    Leave,
}
