mod work;

use std::path::PathBuf;
use std::sync::Arc;

use super::contents::Contents;
use super::first_look::FirstLook;
use super::keeping::{KeepingEvent, KeepingWork, Refused};
use super::loadable::Ticket;
use super::settings::Settings;
use crate::actions::{EditionAnswer, RecipeChoice};
use crate::book::{Comparison, Difference, ImportOutcome, ImportRecord, Step, Telling, Told};
use crate::domain::{
    IndicatorCode, Origin, PeopleGroup, Period, SlideContent, Story, StoryId, StoryOutline,
    SubjectCode, WorkshopRecord,
};
use crate::export::{LeftOut, Pasted};
use crate::figures::{Face, Figure, Theme};
use crate::import::{ReadingChoices, Recipe, ReviewedFile, Workbook};
use crate::message::Message;
use crate::questions::{Answer, Question, Row};

pub use work::{PlanWork, RecipeWork};

/// An answer with its picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Shown {
    /// The answer.
    pub answer: Answer,
    /// Its picture.
    pub figure: Figure,
}

/// Which figure: enough to find it in the book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FigureKey {
    /// What is measured.
    pub indicator: IndicatorCode,
    /// Of whom.
    pub subject: SubjectCode,
    /// For when.
    pub period: Period,
    /// Of which people.
    pub group: PeopleGroup,
}

impl FigureKey {
    /// The key of a row's figure, where it was read from a file.
    pub fn of(row: &Row) -> Option<Self> {
        row.origin.as_ref()?;
        Some(Self {
            indicator: row.indicator_code.clone(),
            subject: row.subject_code.clone(),
            period: row.period?,
            group: row.group.clone(),
        })
    }
}

/// Where a figure was read, as the card shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct Provenance {
    /// The figure with its unit.
    pub figure: String,
    /// Indicator, subject and period in words.
    pub what: String,
    /// The 95% interval in words; empty without one.
    pub interval: String,
    /// The source's own line.
    pub source: String,
    /// The cell.
    pub origin: Origin,
    /// Name of the file.
    pub file: String,
    /// When the file was imported.
    pub imported: String,
    /// What stood in the cell.
    pub raw: String,
    /// Free text beside the figure.
    pub note: String,
}

/// What a file is chosen for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Picking {
    /// A book to open.
    OpenBook,
    /// A book to make.
    NewBook,
    /// A copy to write.
    SaveCopy,
    /// Figures to import.
    Import,
    /// A figure to write.
    Export(ExportKind),
    /// Cells that were left out, to write.
    LeftOut,
    /// A recipe to take in.
    Recipe,
    /// A recipe to write.
    ExportRecipe,
    /// A list of plans to take in.
    Plans,
    /// The template for a list of plans, to write.
    PlanTemplate,
    /// The outcomes, to write.
    Outcomes,
    /// A story to write, as a file that ends so, with the notes below each slide or without.
    Story(&'static str, bool),
    /// What rooms said, to write as a file that ends so.
    Record(&'static str),
}

/// Stories of a book, the one that is open, and what rooms said.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StoryRoom {
    /// The list.
    pub stories: Vec<StoryOutline>,
    /// The open one.
    pub story: Option<Story>,
    /// What rooms said, in all of them.
    pub record: WorkshopRecord,
}

/// What became of choosing a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Picked {
    /// This file was chosen.
    File(PathBuf),
    /// The user left the dialog without choosing.
    Nothing,
    /// No dialog was seen: it failed, or came back at once.
    NoDialog,
}

/// What leaves the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExportKind {
    /// The picture as shapes.
    Svg,
    /// The picture as pixels, twice the size.
    Png,
    /// The picture as a page.
    Pdf,
    /// The table as plain text.
    Csv,
    /// The table as a workbook, with its headline, notes and sources.
    Xlsx,
    /// The table with typed columns, for other programs.
    Parquet,
}

impl ExportKind {
    /// All kinds, as the menu shows them.
    pub const ALL: [Self; 6] = [
        Self::Png,
        Self::Svg,
        Self::Pdf,
        Self::Xlsx,
        Self::Csv,
        Self::Parquet,
    ];

    /// How the file's name ends.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Svg => "svg",
            Self::Png => "png",
            Self::Pdf => "pdf",
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::Parquet => "parquet",
        }
    }

    /// The menu's text.
    pub fn label(self) -> &'static str {
        match self {
            Self::Svg => "Picture, scalable (SVG)…",
            Self::Png => "Picture (PNG)…",
            Self::Pdf => "Page (PDF)…",
            Self::Csv => "Table (CSV)…",
            Self::Xlsx => "Table (XLSX workbook)…",
            Self::Parquet => "Table (Parquet)…",
        }
    }
}

/// One import with what it changed.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// The import with its problems.
    pub record: ImportRecord,
    /// What it changed; none once it was taken back.
    pub difference: Option<Difference>,
}

/// A file's cells as they were understood.
#[derive(Clone, Debug, PartialEq)]
pub struct Understood {
    /// The figures and every problem.
    pub review: Arc<ReviewedFile>,
    /// The recipe that it was read with.
    pub read_with: Option<String>,
    /// The recipe under which the reading is kept.
    pub keep: Option<Recipe>,
    /// What is shown of it once it is imported.
    pub first_look: Option<FirstLook>,
}

/// What is to be done outside the state. Everything a job needs is in it.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Open a book and read its lists.
    OpenBook(Ticket, PathBuf),
    /// Make a book and read its lists.
    MakeBook(Ticket, PathBuf),
    /// Open the sample book, made from the shipped files where there is none yet.
    OpenSample(Ticket),
    /// Read a book's lists again.
    ReadContents(Ticket, PathBuf),
    /// Answer a question.
    Ask(Ticket, PathBuf, Box<Question>),
    /// Find where a figure was read.
    FindSource(Ticket, PathBuf, Box<FigureKey>),
    /// Read the stories, and the one that is open.
    ReadStories(Ticket, PathBuf, Option<StoryId>),
    /// Do one action on stories or on what a room said, and read them again.
    Tell(Ticket, PathBuf, Box<Telling>, Option<StoryId>),
    /// Keep a story that is made out of what the book holds, by its code, of a subject where one is chosen.
    MakeStory(Ticket, PathBuf, String, Option<SubjectCode>),
    /// Work out how a slide looks, with its number.
    MakeFace(Ticket, PathBuf, Box<SlideContent>, usize),
    /// Write a story to a file, with the notes below each slide or without.
    WriteStory(Ticket, PathBuf, StoryId, PathBuf, bool),
    /// Write what rooms said to a file: in one story, or in all.
    WriteRecord(Ticket, PathBuf, Option<StoryId>, PathBuf),
    /// Read one import with its problems.
    ReadImport(Ticket, PathBuf, u32),
    /// Let the user choose a file, with the folder to start in and a name to start with.
    Pick(Ticket, Picking, Option<PathBuf>, String),
    /// Read a file's cells.
    ReadFile(Ticket, PathBuf),
    /// Understand a file's cells.
    Review(
        Ticket,
        PathBuf,
        Arc<Workbook>,
        Box<ReadingChoices>,
        RecipeChoice,
    ),
    /// Write a reviewed file into the book, as the edition that the user says it is.
    WriteImport(Ticket, PathBuf, Box<Understood>, Option<EditionAnswer>),
    /// Do something with the file of a book or with its backups.
    Keeping(Ticket, PathBuf, KeepingWork),
    /// Do something with the book's recipes.
    Recipe(Ticket, PathBuf, RecipeWork),
    /// Do something with the book's plans and outcomes.
    Plans(Ticket, PathBuf, PlanWork),
    /// Work out what writing a reviewed file would do.
    Foresee(Ticket, PathBuf, Arc<ReviewedFile>),
    /// Write the cells that a file's import leaves out.
    ExportLeftOut(Ticket, String, Vec<LeftOut>, PathBuf),
    /// Take an import back.
    UndoImport(Ticket, PathBuf, u32),
    /// Take the last action back.
    Undo(Ticket, PathBuf),
    /// Do again what was undone last.
    Redo(Ticket, PathBuf),
    /// Copy the book.
    SaveCopy(Ticket, PathBuf, PathBuf),
    /// Write a figure or its table to a file.
    Export(Ticket, Arc<Shown>, ExportKind, PathBuf, Theme),
    /// Make a picture for the clipboard.
    MakePicture(Ticket, Arc<Shown>, Theme),
    /// Keep what is being typed into a field, or forget it for `None`.
    KeepDraft(PathBuf, String, Option<String>),
    /// Stop a piece of work.
    Cancel(Ticket),
    /// Keep the screen from going dark, or let it.
    KeepAwake(bool),
    /// Keep the settings.
    WriteSettings(Box<Settings>),
    /// Something that only the window can do.
    Window(WindowEffect),
}

/// What only the window can do.
#[derive(Clone, Debug, PartialEq)]
pub enum WindowEffect {
    /// Put a text on the clipboard.
    CopyText(String),
    /// Put a table on the clipboard.
    CopyTable(Pasted),
    /// Put a picture on the clipboard.
    CopyPicture(Picture),
    /// Full screen on or off.
    FullScreen(bool),
    /// Full screen on the screen of this number, from 0.
    FullScreenOn(usize),
    /// Set the zoom.
    Zoom(f32),
    /// Set the colours.
    Theme(Theme),
    /// Put the focus into the search box.
    FocusSearch,
    /// Set the window's title.
    Title(String),
    /// Close the window.
    Close,
}

/// Pixels, four bytes each: red, green, blue and opacity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Width in pixels.
    pub width: usize,
    /// Height in pixels.
    pub height: usize,
    /// `width` × `height` × 4 bytes.
    pub rgba: Arc<Vec<u8>>,
}

/// What became of an effect.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// A book was opened or made, and this is in it.
    BookOpened(Ticket, Result<(PathBuf, Arc<Contents>), Message>),
    /// A book was not opened.
    BookRefused(Ticket, Box<Refused>),
    /// Something became of a book's file or of its backups.
    Keeping(Ticket, KeepingEvent),
    /// A book's lists were read again.
    ContentsRead(Ticket, Result<Arc<Contents>, Message>),
    /// A question was answered.
    Answered(Ticket, Result<Arc<Shown>, Message>),
    /// The stories were read.
    StoriesRead(Ticket, Result<Arc<StoryRoom>, Message>),
    /// An action on stories was done; this was made, and so they are now.
    Told(Ticket, Result<(Told, Arc<StoryRoom>), Message>),
    /// How a slide looks is known.
    FaceMade(Ticket, Result<Arc<Face>, Message>),
    /// A figure's cell was found.
    SourceFound(Ticket, Result<Box<Provenance>, Message>),
    /// An import was read with its problems and what it changed.
    ImportRead(Ticket, Result<Arc<Report>, Message>),
    /// A file was chosen, or none.
    Picked(Ticket, Picked),
    /// A file's cells were read.
    FileRead(Ticket, Result<Arc<Workbook>, Message>),
    /// A file's cells were understood.
    Reviewed(Ticket, Result<Box<Understood>, Message>),
    /// An import was written.
    ImportWritten(Ticket, Result<Box<ImportOutcome>, Message>),
    /// How a reviewed file compares with the book is known.
    Foreseen(Ticket, Result<Box<Comparison>, Message>),
    /// An import was taken back.
    ImportUndone(Ticket, Result<Box<ImportRecord>, Message>),
    /// The last action was taken back.
    Undone(Ticket, Result<Box<Step>, Message>),
    /// What was undone last was done again.
    Redone(Ticket, Result<Box<Step>, Message>),
    /// The book's recipes changed; this is said of it.
    RecipesChanged(Ticket, Result<String, Message>),
    /// The book's plans or outcomes changed; this is said of it.
    PlansChanged(Ticket, Result<String, Message>),
    /// Something was written; this is said of it.
    Written(Ticket, Result<String, Message>),
    /// A picture for the clipboard.
    PictureMade(Ticket, Result<Picture, Message>),
    /// How far long work is.
    Progressed(Ticket, u64, u64, String),
    /// A fault of the program ended a piece of work.
    Broke(Option<Ticket>, Message),
    /// Settings could not be kept.
    NotKept(Message),
    /// What is being typed could not be kept, or is kept at last.
    DraftsKept(Result<(), Message>),
}
