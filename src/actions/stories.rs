use std::path::Path;

use jiff::Timestamp;

use super::ready_stories::offered_stories;
use super::slides::Stage;
use super::tables::day_of;
use super::{ActionError, ready_stories};
use crate::book::Reader;
use crate::domain::{ReadyStory, StoryId, StoryOutline, SubjectCode, slug};
use crate::export::{self, StoryFile, StoryPage};
use crate::message::nearest;

/// A story as a list of a book names it: its own first, then those that are made out of what it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoryLine {
    /// Its code, as the command line takes it.
    pub code: String,
    /// Its title.
    pub title: String,
    /// How many slides it has; none where that is known only when it is made.
    pub slides: Option<u32>,
    /// Its number in the book; none where it is not kept there.
    pub id: Option<StoryId>,
}

/// Every story of a book and every one that can be made out of it.
pub fn story_lines(reader: &Reader) -> Result<Vec<StoryLine>, ActionError> {
    let own = reader.stories()?.into_iter().map(|story| StoryLine {
        code: story.code,
        title: story.title,
        slides: Some(story.slides),
        id: Some(story.id),
    });
    let mut lines: Vec<StoryLine> = own.collect();
    for (code, title) in offered_stories(&reader.goals(None)?, &reader.subjects()?) {
        if lines.iter().all(|line| line.code != code) {
            lines.push(StoryLine {
                code,
                title,
                slides: None,
                id: None,
            });
        }
    }
    Ok(lines)
}

/// The book's own story of a code or a title.
pub fn own_story(reader: &Reader, name: &str) -> Result<StoryId, ActionError> {
    let stories = reader.stories()?;
    let found = stories.iter().find(|story| is_named(story, name.trim()));
    found
        .map(|story| story.id)
        .ok_or_else(|| ActionError::UnknownStory {
            name: name.trim().to_owned(),
            near: nearest(name, stories.iter().map(|story| story.code.as_str())),
        })
}

fn is_named(story: &StoryOutline, name: &str) -> bool {
    story.code == name || story.title.eq_ignore_ascii_case(name) || story.code == slug(name)
}

/// The story of a code or a title: one of the book's own, else one that is made out of what it holds, of `subject` where one is
/// named.
pub fn story_named(
    reader: &Reader,
    name: &str,
    subject: Option<&SubjectCode>,
) -> Result<ReadyStory, ActionError> {
    let wanted = name.trim();
    let mut own = reader.stories()?.into_iter();
    let own = own.find(|story| is_named(story, wanted));
    if let Some(own) = own {
        return Ok(reader.story(own.id)?.into());
    }
    ready_story(reader, wanted, subject)
}

/// The story of a code that is made out of what the book holds, of `subject` where one is named.
pub fn ready_story(
    reader: &Reader,
    name: &str,
    subject: Option<&SubjectCode>,
) -> Result<ReadyStory, ActionError> {
    if let Some(ready) = ready_stories::make(reader, &slug(name), subject)? {
        return Ok(ready);
    }
    let known: Vec<String> = story_lines(reader)?
        .into_iter()
        .map(|line| line.code)
        .collect();
    Err(ActionError::UnknownStory {
        name: name.to_owned(),
        near: nearest(name, known.iter().map(String::as_str)),
    })
}

/// A kind of file of slides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Pptx,
    Pdf,
    Html,
}

impl Kind {
    fn of(path: &Path) -> Result<Self, ActionError> {
        let ending = path.extension().and_then(|ending| ending.to_str());
        match ending.unwrap_or("").to_lowercase().as_str() {
            "pptx" => Ok(Self::Pptx),
            "pdf" => Ok(Self::Pdf),
            "html" | "htm" => Ok(Self::Html),
            _ => Err(ActionError::UnknownEnding {
                path: path.to_path_buf(),
                known: ".pptx, .pdf and .html",
            }),
        }
    }
}

/// Writes a story as a file of slides whose ending says which kind, and tells how many slides it has. A PDF has a page a slide,
/// or one with the notes below the slide; the other kinds carry the notes in any case.
pub fn write_story(
    reader: &Reader,
    story: &ReadyStory,
    (output, with_notes): (&Path, bool),
    now: Timestamp,
) -> Result<usize, ActionError> {
    let kind = Kind::of(output)?;
    let stage = Stage::of(reader)?;
    let pages = (1..).zip(&story.slides).map(|(number, content)| {
        Ok::<_, ActionError>(StoryPage {
            face: stage.face(content, number)?,
            notes: content.notes.clone(),
        })
    });
    let file = StoryFile {
        title: story.title.clone(),
        date: day_of(now),
        pages: pages.collect::<Result<_, _>>()?,
    };
    if file.pages.is_empty() {
        return Err(ActionError::NoSlides {
            story: story.title.clone(),
        });
    }
    let bytes = match kind {
        Kind::Pptx => export::story_pptx(&file)?,
        Kind::Pdf if with_notes => export::story_handout(&file)?,
        Kind::Pdf => export::story_pdf(&file)?,
        Kind::Html => export::story_html(&file).into_bytes(),
    };
    export::write_beside_and_rename(output, &bytes)?;
    Ok(file.pages.len())
}
