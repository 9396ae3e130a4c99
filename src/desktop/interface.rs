mod possible;
mod words;

use egui::{Key, KeyboardShortcut, Modifiers};

use super::address::Address;
use super::commands::{Command, DialogKind, StoryCommand, WizardCommand};
use super::effects::ExportKind;
use super::keeping::KeepingCommand;
use super::state::State;
use super::widgets::Icon;
use crate::figures::Theme;

/// A menu.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Menu {
    /// Books and what leaves them.
    File,
    /// Undo, copy, find, settings.
    Edit,
    /// Screens, zoom, colours.
    View,
    /// Imports.
    Data,
    /// The show.
    Present,
    /// Help.
    Help,
}

impl Menu {
    /// All menus, left to right.
    pub(crate) const ALL: [Self; 6] = [
        Self::File,
        Self::Edit,
        Self::View,
        Self::Data,
        Self::Present,
        Self::Help,
    ];

    /// Its name.
    pub(crate) fn label(self) -> &'static str {
        match self {
            Self::File => "File",
            Self::Edit => "Edit",
            Self::View => "View",
            Self::Data => "Data",
            Self::Present => "Present",
            Self::Help => "Help",
        }
    }
}

/// What can be done from menus and keys. One list holds text, tip, key and icon; menus and the sheet of keys come from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Item {
    /// Make a book.
    NewBook,
    /// Open a book.
    OpenBook,
    /// Open the sample.
    OpenSample,
    /// Copy the book.
    SaveCopy,
    /// Show its backups.
    Backups,
    /// Work on a local copy, or no longer.
    LocalCopy,
    /// Say that everything is saved.
    Save,
    /// Write the figure or its table to a file.
    Export(ExportKind),
    /// Close the window.
    Quit,
    /// Take the last action back.
    Undo,
    /// Do again what was undone last.
    Redo,
    /// Picture to the clipboard.
    CopyPicture,
    /// Table to the clipboard.
    CopyTable,
    /// Address to the clipboard.
    CopyAddress,
    /// To the search box.
    Find,
    /// Theme and text size.
    Settings,
    /// Back.
    Back,
    /// Forward.
    Forward,
    /// The next way to look at what is shown.
    NextView,
    /// The one before.
    PreviousView,
    /// To Goals.
    Goals,
    /// To Compare.
    Compare,
    /// To Gaps.
    Gaps,
    /// To Places.
    Places,
    /// To Organisations.
    Organisations,
    /// To Plans.
    Plans,
    /// To Data.
    Data,
    /// To Stories.
    Stories,
    /// Larger.
    ZoomIn,
    /// Smaller.
    ZoomOut,
    /// As large as usual.
    ZoomReset,
    /// Full screen.
    FullScreen,
    /// Colours.
    Theme(Theme),
    /// Import.
    Import,
    /// Show the story or the figure on all of the screen.
    Present,
    /// The same from the slide that is chosen.
    PresentHere,
    /// Put the figure on the screen into a story.
    AddSlide,
    /// Keys.
    Shortcuts,
    /// What this program is.
    About,
}

const CTRL: Modifiers = Modifiers::COMMAND;

fn key(modifiers: Modifiers, key: Key) -> Vec<KeyboardShortcut> {
    vec![KeyboardShortcut::new(modifiers, key)]
}

impl Item {
    /// All items, in the order of menus.
    pub(crate) const ALL: [Self; 46] = [
        Self::NewBook,
        Self::OpenBook,
        Self::OpenSample,
        Self::SaveCopy,
        Self::Backups,
        Self::LocalCopy,
        Self::Save,
        Self::Export(ExportKind::Png),
        Self::Export(ExportKind::Svg),
        Self::Export(ExportKind::Pdf),
        Self::Export(ExportKind::Xlsx),
        Self::Export(ExportKind::Csv),
        Self::Export(ExportKind::Parquet),
        Self::Quit,
        Self::Undo,
        Self::Redo,
        Self::CopyPicture,
        Self::CopyTable,
        Self::CopyAddress,
        Self::Find,
        Self::Settings,
        Self::Back,
        Self::Forward,
        Self::NextView,
        Self::PreviousView,
        Self::Goals,
        Self::Compare,
        Self::Gaps,
        Self::Places,
        Self::Organisations,
        Self::Plans,
        Self::Data,
        Self::Stories,
        Self::ZoomIn,
        Self::ZoomOut,
        Self::ZoomReset,
        Self::FullScreen,
        Self::Theme(Theme::Light),
        Self::Theme(Theme::Dark),
        Self::Theme(Theme::Contrast),
        Self::Import,
        Self::Present,
        Self::PresentHere,
        Self::AddSlide,
        Self::Shortcuts,
        Self::About,
    ];

    /// The menu that it stands in.
    pub(crate) fn menu(self) -> Menu {
        match self {
            Self::NewBook
            | Self::OpenBook
            | Self::OpenSample
            | Self::SaveCopy
            | Self::Backups
            | Self::LocalCopy
            | Self::Save
            | Self::Export(_)
            | Self::Quit => Menu::File,
            Self::Undo
            | Self::Redo
            | Self::CopyPicture
            | Self::CopyTable
            | Self::CopyAddress
            | Self::Find
            | Self::Settings => Menu::Edit,
            Self::Back
            | Self::Forward
            | Self::NextView
            | Self::PreviousView
            | Self::Goals
            | Self::Compare
            | Self::Gaps
            | Self::Places
            | Self::Organisations
            | Self::Plans
            | Self::Data
            | Self::Stories
            | Self::ZoomIn
            | Self::ZoomOut
            | Self::ZoomReset
            | Self::FullScreen
            | Self::Theme(_) => Menu::View,
            Self::Import => Menu::Data,
            Self::Present | Self::PresentHere | Self::AddSlide => Menu::Present,
            Self::Shortcuts | Self::About => Menu::Help,
        }
    }

    /// The keys that do it, the first one shown.
    pub(crate) fn shortcuts(self) -> Vec<KeyboardShortcut> {
        match self {
            Self::NewBook => key(CTRL, Key::N),
            Self::OpenBook => key(CTRL, Key::O),
            Self::SaveCopy => key(CTRL | Modifiers::SHIFT, Key::S),
            Self::Save => key(CTRL, Key::S),
            Self::Export(ExportKind::Png) => key(CTRL, Key::E),
            Self::Quit => vec![
                KeyboardShortcut::new(CTRL, Key::Q),
                KeyboardShortcut::new(CTRL, Key::W),
            ],
            Self::Undo => key(CTRL, Key::Z),
            Self::Redo => vec![
                KeyboardShortcut::new(CTRL, Key::Y),
                KeyboardShortcut::new(CTRL | Modifiers::SHIFT, Key::Z),
            ],
            Self::CopyPicture => key(CTRL, Key::C),
            Self::CopyTable => key(CTRL | Modifiers::SHIFT, Key::C),
            Self::CopyAddress => key(CTRL, Key::L),
            Self::Find => vec![
                KeyboardShortcut::new(CTRL, Key::K),
                KeyboardShortcut::new(CTRL, Key::F),
            ],
            Self::Settings => key(CTRL, Key::Comma),
            Self::Back => key(Modifiers::ALT, Key::ArrowLeft),
            Self::Forward => key(Modifiers::ALT, Key::ArrowRight),
            Self::NextView => key(CTRL, Key::Tab),
            Self::PreviousView => key(CTRL | Modifiers::SHIFT, Key::Tab),
            Self::Goals => key(CTRL, Key::Num1),
            Self::Compare => key(CTRL, Key::Num2),
            Self::Gaps => key(CTRL, Key::Num3),
            Self::Places => key(CTRL, Key::Num4),
            Self::Organisations => key(CTRL, Key::Num5),
            Self::Plans => key(CTRL, Key::Num6),
            Self::Data => key(CTRL, Key::Num7),
            Self::ZoomIn => vec![
                KeyboardShortcut::new(CTRL, Key::Plus),
                KeyboardShortcut::new(CTRL, Key::Equals),
            ],
            Self::ZoomOut => key(CTRL, Key::Minus),
            Self::ZoomReset => key(CTRL, Key::Num0),
            Self::Import => key(CTRL, Key::I),
            Self::Stories => key(CTRL, Key::Num8),
            Self::AddSlide => key(CTRL, Key::D),
            Self::PresentHere => key(Modifiers::SHIFT, Key::F5),
            Self::Present => vec![
                KeyboardShortcut::new(Modifiers::NONE, Key::F5),
                KeyboardShortcut::new(Modifiers::NONE, Key::F11),
            ],
            Self::Shortcuts => vec![
                KeyboardShortcut::new(Modifiers::NONE, Key::Questionmark),
                KeyboardShortcut::new(Modifiers::NONE, Key::F1),
            ],
            Self::OpenSample
            | Self::Backups
            | Self::LocalCopy
            | Self::Export(_)
            | Self::FullScreen
            | Self::Theme(_)
            | Self::About => Vec::new(),
        }
    }

    /// Its first key as people write it: `Ctrl+Shift+S`.
    pub(crate) fn key_text(self) -> String {
        self.shortcuts()
            .first()
            .map_or_else(String::new, |shortcut| words::shortcut_text(*shortcut))
    }

    /// Its icon, where it has one.
    pub(crate) fn icon(self) -> Option<Icon> {
        Some(match self {
            Self::Goals => Icon::Goals,
            Self::Compare => Icon::Compare,
            Self::Gaps => Icon::Gaps,
            Self::Places => Icon::Place,
            Self::Organisations => Icon::Organisation,
            Self::Plans => Icon::Plans,
            Self::Data => Icon::Sheet,
            Self::Import => Icon::Import,
            Self::Find => Icon::Search,
            Self::Present | Self::Stories => Icon::Present,
            _ => return None,
        })
    }

    /// What it enqueues.
    pub(crate) fn command(self, state: &State) -> Command {
        match self {
            Self::NewBook => Command::NewBook,
            Self::OpenBook => Command::OpenBook,
            Self::OpenSample => Command::OpenSample,
            Self::SaveCopy => Command::SaveCopy,
            Self::Backups => Command::Keeping(KeepingCommand::ShowBackups),
            Self::LocalCopy => Command::Keeping(KeepingCommand::TurnLocal),
            Self::Save => Command::Save,
            Self::Export(kind) => Command::Export(kind),
            Self::Quit => Command::Quit,
            Self::Undo => Command::Undo,
            Self::Redo => Command::Redo,
            Self::CopyPicture => Command::CopyPicture,
            Self::CopyTable => Command::CopyTable,
            Self::CopyAddress => Command::CopyAddress,
            Self::Find => Command::FocusSearch,
            Self::Settings => Command::Open(DialogKind::Settings),
            Self::Back => Command::Back,
            Self::Forward => Command::Forward,
            Self::NextView => Command::StepView(true),
            Self::PreviousView => Command::StepView(false),
            Self::Goals => Command::Go(Address::Goals),
            Self::Compare => Command::Go(state.last_comparison()),
            Self::Gaps => Command::GoToLine(state.gaps_line()),
            Self::Places => Command::Go(Address::Places),
            Self::Organisations => Command::Go(Address::Organisations),
            Self::Plans => Command::Go(Address::Plans(None)),
            Self::Data => Command::Go(Address::Data),
            Self::ZoomIn => Command::Zoom(Some(1.1)),
            Self::ZoomOut => Command::Zoom(Some(1.0 / 1.1)),
            Self::ZoomReset => Command::Zoom(None),
            Self::FullScreen => Command::ToggleFullScreen,
            Self::Theme(theme) => Command::SetTheme(theme),
            Self::Import => Command::Wizard(WizardCommand::Choose),
            Self::Stories => Command::Go(Address::Stories),
            Self::Present => Command::Present(false),
            Self::PresentHere => Command::Present(true),
            Self::AddSlide => Command::Story(StoryCommand::AskAdd),
            Self::Shortcuts => Command::Open(DialogKind::Shortcuts),
            Self::About => Command::Open(DialogKind::About),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Item, Menu};

    #[test]
    fn no_two_items_share_a_key_and_every_menu_has_one() {
        let mut seen = Vec::new();
        for item in Item::ALL {
            for shortcut in item.shortcuts() {
                assert!(!seen.contains(&shortcut), "{shortcut:?} twice");
                seen.push(shortcut);
            }
        }
        for menu in Menu::ALL {
            assert!(Item::ALL.iter().any(|item| item.menu() == menu));
        }
        assert_eq!(Item::SaveCopy.key_text(), "Ctrl+Shift+S");
    }
}
