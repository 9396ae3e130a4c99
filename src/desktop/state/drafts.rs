use std::collections::BTreeMap;
use std::path::Path;

use super::State;
use crate::book::Telling;
use crate::desktop::effects::Effect;
use crate::domain::{SlideId, StoryId};
use crate::import::ReadingChoices;

/// Where the question and the options of a vote are typed that is not open yet.
pub(in crate::desktop) const NEW_VOTE: &str = "new vote";
/// Where a note of the room is typed.
pub(in crate::desktop) const NEW_NOTE: &str = "new note";
/// How the names of the import's fields begin, none of which is an answer yet.
pub(in crate::desktop) const IMPORT_FIELD: &str = "import field ";
/// How the names begin under which what was answered lies, with the file's name behind it.
const ANSWERS: &str = "import of ";

/// What is being typed and not yet kept, by the field that it is typed into. It lies in the book within two seconds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Drafts(BTreeMap<String, String>);

impl Drafts {
    /// Those that were found in a book.
    pub fn found(drafts: &[(String, String)]) -> Self {
        Self(drafts.iter().cloned().collect())
    }

    /// What was typed into a field, or else what is kept of it.
    pub fn of<'a>(&'a self, field: &str, kept: &'a str) -> &'a str {
        self.0.get(field).map_or(kept, String::as_str)
    }

    /// The fields whose names begin so.
    pub(in crate::desktop) fn beginning(&self, with: &str) -> Vec<String> {
        let names = self.0.keys().filter(|name| name.starts_with(with));
        names.cloned().collect()
    }

    /// Those whose names begin so.
    pub(in crate::desktop) fn only(&self, with: &str) -> Self {
        let kept = self.0.iter().filter(|(name, _)| name.starts_with(with));
        Self(
            kept.map(|(name, typed)| (name.clone(), typed.clone()))
                .collect(),
        )
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The file in whose import something was answered that is not in the book yet.
    pub(super) fn file_on_its_way(&self) -> Option<&str> {
        self.0.keys().find_map(|name| name.strip_prefix(ANSWERS))
    }

    /// What an action takes out of its fields, as it stands in them now.
    pub(super) fn taken_by(&self, action: &Telling) -> Vec<(String, String)> {
        let field = match action {
            Telling::SetSlide(id, _) | Telling::RemoveSlide(id) => slide_field(*id, ""),
            Telling::RenameStory(id, _) | Telling::RemoveStory(id) => story_field(*id),
            Telling::OpenVote(_) => NEW_VOTE.to_owned(),
            Telling::AddNote(_) => NEW_NOTE.to_owned(),
            _ => return Vec::new(),
        };
        self.only(&field).0.into_iter().collect()
    }
}

/// Under which name what is typed about a slide is kept.
pub(in crate::desktop) fn slide_field(slide: SlideId, part: &str) -> String {
    format!("slide {} {part}", slide.0)
}

/// Under which name the title of a story is kept while it is typed.
pub(in crate::desktop) fn story_field(story: StoryId) -> String {
    format!("story {} title", story.0)
}

impl State {
    /// Something was typed into a field; or what was typed is kept or given up, for `None`.
    pub(super) fn draft(&mut self, field: String, typed: Option<String>) -> Vec<Effect> {
        let before = match &typed {
            Some(typed) => self.drafts.0.insert(field.clone(), typed.clone()),
            None => self.drafts.0.remove(&field),
        };
        match &self.book {
            Some(book) if before != typed => {
                vec![Effect::KeepDraft(book.path.clone(), field, typed)]
            }
            _ => Vec::new(),
        }
    }

    /// Forgets the drafts whose names begin so.
    pub(super) fn forget(&mut self, drafts: &str) -> Vec<Effect> {
        let names = self.drafts.beginning(drafts);
        names
            .into_iter()
            .flat_map(|name| self.draft(name, None))
            .collect()
    }

    /// Forgets what is in the book now, unless something else was typed there meanwhile.
    pub(super) fn forget_taken(&mut self, taken: Vec<(String, String)>) -> Vec<Effect> {
        let drafts = &self.drafts.0;
        let same: Vec<String> = taken
            .into_iter()
            .filter(|(name, typed)| drafts.get(name) == Some(typed))
            .map(|(name, _)| name)
            .collect();
        same.into_iter()
            .flat_map(|name| self.draft(name, None))
            .collect()
    }

    /// Keeps what was answered about the file on its way in.
    pub(super) fn keep_answers(&mut self) -> Vec<Effect> {
        let Some(wizard) = &self.wizard else {
            return Vec::new();
        };
        let answered = (wizard.choices != ReadingChoices::default())
            .then(|| serde_json::to_string(&wizard.choices).ok())
            .flatten();
        let field = answers_field(&wizard.path);
        self.draft(field, answered)
    }

    /// What was answered about this file and never written.
    pub(super) fn answers_for(&self, file: &Path) -> ReadingChoices {
        serde_json::from_str(self.drafts.of(&answers_field(file), "")).unwrap_or_default()
    }

    /// Forgets what was answered and typed about the file on its way in.
    pub(super) fn forget_answers(&mut self, file: &Path) -> Vec<Effect> {
        let mut effects = self.draft(answers_field(file), None);
        effects.extend(self.forget(IMPORT_FIELD));
        effects
    }
}

/// By the file's name alone: the book may be shared, and the folders of its user are nobody's business.
fn answers_field(file: &Path) -> String {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    format!("{ANSWERS}{name}")
}
