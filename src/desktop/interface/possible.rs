use super::Item;
use crate::desktop::state::State;

impl Item {
    /// Whether it can do something now.
    pub(crate) fn is_possible(self, state: &State) -> bool {
        match self {
            Self::NewBook
            | Self::OpenBook
            | Self::OpenSample
            | Self::Quit
            | Self::Settings
            | Self::ZoomIn
            | Self::ZoomOut
            | Self::ZoomReset
            | Self::FullScreen
            | Self::Theme(_)
            | Self::Shortcuts
            | Self::About => true,
            Self::Back => state.history.has_back(),
            Self::Forward => state.history.has_forward(),
            Self::NextView | Self::PreviousView => !state.views().is_empty(),
            Self::Export(_)
            | Self::CopyPicture
            | Self::CopyTable
            | Self::CopyAddress
            | Self::AddSlide => state.main_shown().is_some(),
            Self::Present | Self::PresentHere => {
                state.main_shown().is_some() || state.stories.story().is_some()
            }
            Self::Undo => state.next_step(false).is_some(),
            Self::Redo => state.next_step(true).is_some(),
            Self::LocalCopy => state.book.is_some() && state.work.is_none(),
            Self::SaveCopy
            | Self::Backups
            | Self::Save
            | Self::Find
            | Self::Goals
            | Self::Compare
            | Self::Gaps
            | Self::Places
            | Self::Organisations
            | Self::Plans
            | Self::Data
            | Self::Stories
            | Self::Import => state.book.is_some(),
        }
    }
}
