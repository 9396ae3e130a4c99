use std::path::PathBuf;

use super::address::{Address, GapOrder, IndicatorAsk, View};
use super::effects::{ExportKind, FigureKey, Picking};
use super::keeping::KeepingCommand;
use super::state::Cover;
use crate::actions::{EditionAnswer, RecipeChoice};
use crate::domain::{
    Hand, Origin, PeopleGroup, SlideContent, SlideId, StoryId, SubjectCode, VoteId, VoteKind,
    WorkshopNoteDraft, WorkshopNoteId,
};
use crate::figures::Theme;
use crate::import::{Choice, ColumnRole, SubjectsAre};
use crate::questions::Question;

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
    /// Show the story or the figure on all of the screen: from the first slide, or from the one that is chosen.
    Present(bool),
    /// Something in the show.
    Show(ShowCommand),
    /// Something with the stories of the book.
    Story(StoryCommand),
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
    /// Something with backups, or with a book that was not opened.
    Keeping(KeepingCommand),
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
    /// Bring in a list of plans or outcomes.
    Import,
    /// Write the template for such a list.
    Template,
    /// Write the community-defined outcomes to a file; without any, the template for them.
    Outcomes,
}

/// In front of a room.
#[derive(Clone, Debug, PartialEq)]
pub enum ShowCommand {
    /// The next stop: of the slide, or the next slide.
    Next,
    /// The stop before.
    Previous,
    /// The first slide.
    First,
    /// The last slide.
    Last,
    /// A digit of a slide's number.
    Digit(char),
    /// To the slide of the typed number; the next stop where none was typed.
    Enter,
    /// Cover the slide, or uncover it.
    Cover(Cover),
    /// Light only what lies round the pointer.
    Spotlight,
    /// Make larger what lies round the pointer.
    Magnify,
    /// A large dot for the pointer.
    Pointer,
    /// The time since the start.
    Timer,
    /// The speaker's own window.
    Presenter,
    /// The speaker's screen for the room's, and the room's for the speaker's.
    Swap,
    /// So many minutes more are planned for the show, or fewer.
    Minutes(i32),
    /// Look further from this figure; the show waits.
    Explore,
    /// Back to the very step.
    Return,
    /// Take away what lies on top, and at last the show.
    Leave,
    /// The vote of this slide, or a new one.
    Vote,
    /// Bars for all to see, or not.
    Bars,
    /// One hand more or less for an option, from 0.
    Hand(u32, Hand),
    /// Take the last hand back.
    TakeBack,
    /// Another round.
    Round,
    /// How many people are in the room.
    People(Option<u32>),
    /// Open a vote: how, what is asked, and the options.
    OpenVote(VoteKind, String, Vec<String>),
    /// Write something down.
    Note,
    /// Keep what was written down.
    AddNote(Box<WorkshopNoteDraft>),
    /// Close the vote or the form.
    CloseTop,
}

/// On the screen of stories, and with Ctrl+D on a figure.
#[derive(Clone, Debug, PartialEq)]
pub enum StoryCommand {
    /// Open one of them; the list for `None`.
    Open(Option<StoryId>),
    /// Make an empty one.
    New,
    /// Make one out of what the book holds, by its code.
    MakeReady(String),
    /// Choose a slide, from 0.
    Choose(usize),
    /// Put the slide of the first place before that of the second.
    Move(usize, usize),
    /// Duplicate the chosen slide.
    Copy,
    /// Remove the chosen slide.
    Remove,
    /// Put a slide behind the chosen one.
    Add(Box<SlideContent>),
    /// Ask to which story the figure on the screen is added.
    AskAdd,
    /// Add it, under a title; to a new story for `None`.
    AddFigure(Option<StoryId>, String),
    /// Give a slide another content.
    Edit(SlideId, Box<SlideContent>),
    /// Give the open story another title.
    Rename(String),
    /// Remove the open story.
    RemoveStory,
    /// Let the figures of the chosen slide stand still, or follow the book again.
    Freeze(bool),
    /// Remove a note of the room.
    RemoveNote(WorkshopNoteId),
    /// Remove a vote.
    RemoveVote(VoteId),
    /// Write the open story to a file that ends so, with the notes below each slide or without.
    Export(&'static str, bool),
    /// Write what the room said to a file that ends so.
    ExportRecord(&'static str),
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
    /// Choose the first and the last five of this ranking in place of everybody else.
    ChooseEnds(Box<Question>),
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
