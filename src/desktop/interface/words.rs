use std::borrow::Cow;

use egui::{Key, KeyboardShortcut};

use super::Item;
use crate::desktop::effects::ExportKind;
use crate::desktop::state::State;
use crate::figures::Theme;

impl Item {
    /// What the menu says.
    pub(crate) fn text(self) -> &'static str {
        match self {
            Self::NewBook => "New book…",
            Self::OpenBook => "Open book…",
            Self::OpenSample => "Open the sample book",
            Self::SaveCopy => "Save a copy…",
            Self::Backups => "Backups and restoring…",
            Self::LocalCopy => "Work on a local copy",
            Self::Save => "Save",
            Self::Export(kind) => match kind {
                ExportKind::Svg => "Export picture, scalable (SVG)…",
                ExportKind::Png => "Export picture (PNG)…",
                ExportKind::Pdf => "Export page (PDF)…",
                ExportKind::Csv => "Export table (CSV)…",
                ExportKind::Xlsx => "Export table (XLSX workbook)…",
                ExportKind::Parquet => "Export table (Parquet)…",
            },
            Self::Quit => "Close",
            Self::Undo => "Undo",
            Self::Redo => "Redo",
            Self::CopyPicture => "Copy picture",
            Self::CopyTable => "Copy table",
            Self::CopyAddress => "Copy address",
            Self::Find => "Find",
            Self::Settings => "Settings",
            Self::Back => "Back",
            Self::Forward => "Forward",
            Self::NextView => "Next view: chart, table, about",
            Self::PreviousView => "View before",
            Self::Goals => "Goals",
            Self::Compare => "Compare",
            Self::Gaps => "Gaps",
            Self::Places => "Places",
            Self::Organisations => "Organisations",
            Self::Plans => "Plans",
            Self::Data => "Data",
            Self::ZoomIn => "Larger",
            Self::ZoomOut => "Smaller",
            Self::ZoomReset => "Usual size",
            Self::FullScreen => "Full screen",
            Self::Theme(Theme::Light) => "Light",
            Self::Theme(Theme::Dark) => "Dark",
            Self::Theme(Theme::Contrast) => "High contrast",
            Self::Import => "Import…",
            Self::Stories => "Stories",
            Self::Present => "Present",
            Self::PresentHere => "Present from here",
            Self::AddSlide => "Add this figure to a story…",
            Self::Shortcuts => "Keys",
            Self::About => "About Levelbook",
        }
    }

    /// What the menu says now: undo and redo name what they would take back or do again.
    pub(crate) fn words(self, state: &State) -> Cow<'static, str> {
        let named = match self {
            Self::Undo => state.next_step(false),
            Self::Redo => state.next_step(true),
            _ => None,
        };
        match named {
            Some(name) => Cow::Owned(format!("{} {name}", self.text())),
            None if self == Self::LocalCopy && state.standing.local.is_some() => {
                Cow::Borrowed("Leave the local copy")
            }
            None => Cow::Borrowed(self.text()),
        }
    }

    /// What it does, or why it can do nothing now, in a sentence. A menu may have cut what will be undone.
    pub(crate) fn reason(self, state: &State) -> Cow<'static, str> {
        match self {
            Self::Undo | Self::Redo if self.is_possible(state) => self.words(state),
            Self::Undo | Self::Redo if state.work.is_some() => {
                Cow::Borrowed("Something else is being done")
            }
            Self::Undo => Cow::Borrowed("Nothing is left to undo in this book"),
            Self::Redo => Cow::Borrowed("Nothing was undone since the last change of this book"),
            _ => Cow::Borrowed(self.tip()),
        }
    }

    /// What it does, in a sentence.
    pub(crate) fn tip(self) -> &'static str {
        match self {
            Self::NewBook => "Make an empty book with the built-in goals",
            Self::OpenBook => "Open a book from a file",
            Self::OpenSample => "Open published figures to look round in",
            Self::SaveCopy => {
                "Write a checked copy of this book; as .zip, everything in it for other programs"
            }
            Self::Backups => "Copies of this book that were made for you; open one as a new file",
            Self::LocalCopy => {
                "For a book in a slow or shared folder: work on this computer, and Save puts it back"
            }
            Self::Save => {
                "Everything is written as it is made; a local copy is put back where its book lies"
            }
            Self::Export(_) => "Write what is shown, with its source, to a file",
            Self::Quit => "Close the window; everything is saved",
            Self::Undo => "Take back what was done last",
            Self::Redo => "Do again what was undone last",
            Self::CopyPicture => "Put the figure on the clipboard",
            Self::CopyTable => "Put the figure’s table on the clipboard",
            Self::CopyAddress => "Put the question on the clipboard, as the command line takes it",
            Self::Find => "Find a goal, an indicator, a place or an organisation",
            Self::Settings => "Colours and size of text",
            Self::Back => "To the screen before",
            Self::Forward => "To the screen after",
            Self::NextView | Self::PreviousView => {
                "The same figures as a chart, as a table or explained"
            }
            Self::Goals => "All goals for one place or organisation",
            Self::Compare => "Several organisations or places side by side",
            Self::Gaps => "How far apart two groups or two places are, and whether that closes",
            Self::Places => "Every place with figures",
            Self::Organisations => "Every organisation with figures",
            Self::Plans => "What organisations say they will do, and how far it is",
            Self::Data => "Imports, and what was left out of them",
            Self::ZoomIn | Self::ZoomOut | Self::ZoomReset => "Size of everything in the window",
            Self::FullScreen => "Cover the whole screen",
            Self::Theme(_) => "Colours of the window",
            Self::Import => "Bring figures in from a spreadsheet or a text file",
            Self::Stories => "Slides in an order, and what rooms said",
            Self::Present => "Show the story or the figure on the whole screen",
            Self::PresentHere => "Show the story from the chosen slide on",
            Self::AddSlide => "Make a slide of the figure; it stays live",
            Self::Shortcuts => "Every key and what it does",
            Self::About => "Version, licence and where the data lies",
        }
    }
}

/// A shortcut as people write it.
pub(super) fn shortcut_text(shortcut: KeyboardShortcut) -> String {
    let modifiers = shortcut.modifiers;
    let mut parts = Vec::new();
    if modifiers.command || modifiers.ctrl {
        parts.push("Ctrl".to_owned());
    }
    if modifiers.alt {
        parts.push("Alt".to_owned());
    }
    if modifiers.shift {
        parts.push("Shift".to_owned());
    }
    parts.push(match shortcut.logical_key {
        Key::ArrowLeft => "Left".to_owned(),
        Key::ArrowRight => "Right".to_owned(),
        Key::Plus => "+".to_owned(),
        Key::Minus => "−".to_owned(),
        Key::Comma => ",".to_owned(),
        Key::Questionmark => "?".to_owned(),
        key => key.name().to_owned(),
    });
    parts.join("+")
}
