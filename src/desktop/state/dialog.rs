use crate::book::ImportRecord;
use crate::desktop::effects::{Picking, Provenance};
use crate::domain::SubjectCode;
use crate::message::Message;
use crate::questions::Question;

/// Most subjects that are compared at once: more cannot be told apart by shape and colour, nor fit beside each other.
pub const MOST_COMPARED: usize = 10;

/// Why there can be no more.
pub(in crate::desktop) const TEN_IS_MOST: &str =
    "Ten is the most that can be told apart. Take one out to add another.";

/// The copy that the dialog of subjects edits.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CompareEdit {
    /// Chosen so far, in order.
    pub chosen: Vec<SubjectCode>,
    /// Whose nearest neighbours are being looked up, to be put in.
    pub most_like: Option<SubjectCode>,
    /// The ranking whose ends are being looked up.
    pub ends: Option<Box<Question>>,
    /// By which method they were found, once they were.
    pub method: String,
}

impl CompareEdit {
    /// In or out; nothing happens when no more fit.
    pub fn toggle(&mut self, code: SubjectCode) {
        if let Some(index) = self.chosen.iter().position(|other| *other == code) {
            self.chosen.remove(index);
        } else if self.chosen.len() < MOST_COMPARED {
            self.chosen.push(code);
        }
    }

    /// Puts several in, as many as fit.
    pub fn add(&mut self, codes: Vec<SubjectCode>) {
        for code in codes {
            if self.chosen.len() < MOST_COMPARED && !self.chosen.contains(&code) {
                self.chosen.push(code);
            }
        }
    }

    /// Why no more can be added, if none can.
    pub fn full_reason(&self) -> Option<&'static str> {
        (self.chosen.len() >= MOST_COMPARED).then_some(TEN_IS_MOST)
    }
}

/// What lies over the screen.
#[derive(Clone, Debug, PartialEq)]
pub enum Dialog {
    /// Is this import to be taken back?
    Undo(Box<ImportRecord>),
    /// The subjects of the comparison.
    Compare(CompareEdit),
    /// What all screens compare with: the copy that is edited.
    Benchmark(Option<SubjectCode>),
    /// Where a figure was read; none while it is looked up.
    Source(Option<Box<Provenance>>),
    /// To which story the figure on the screen is added, and under what title.
    AddSlide,
    /// Keys.
    Shortcuts,
    /// Theme and text size.
    Settings,
    /// What this program is.
    About,
    /// What is known of what failed.
    Details(Message),
    /// Another name for this recipe.
    RenameRecipe(String),
    /// A path, typed; true where it stands in for the system's own dialog, which did not open.
    Path(Picking, bool),
}

impl Dialog {
    /// Whose nearest neighbours it is waiting for.
    pub(super) fn most_like(&self) -> Option<SubjectCode> {
        match self {
            Self::Compare(edit) => edit.most_like.clone(),
            _ => None,
        }
    }

    /// For the ends of which ranking it is waiting.
    pub(super) fn ends(&self) -> Option<Question> {
        match self {
            Self::Compare(edit) => edit.ends.as_deref().cloned(),
            _ => None,
        }
    }
}
