use std::path::Path;

use jiff::Timestamp;

use super::ActionError;
use super::slides::Stage;
use super::tables::day_of;
use crate::book::Reader;
use crate::domain::{SlideId, StoryId};
use crate::export::{self, RecordFile, RecordedNote, RecordedVote, TableKind};

/// Writes what rooms said, in one story or in all, as a page, a PDF or a table, by the ending of the file's name. Tells how many
/// votes and notes there were.
pub fn write_record(
    reader: &Reader,
    story: Option<StoryId>,
    output: &Path,
    now: Timestamp,
) -> Result<(usize, usize), ActionError> {
    let ending = output.extension().and_then(|ending| ending.to_str());
    let ending = ending.unwrap_or("").to_lowercase();
    let table = TableKind::of(output);
    if table.is_none() && !matches!(ending.as_str(), "html" | "htm" | "pdf") {
        return Err(ActionError::UnknownEnding {
            path: output.to_path_buf(),
            known: ".html, .pdf, .xlsx and .csv",
        });
    }
    let record = named(reader, story, now)?;
    let counts = (record.votes.len(), record.notes.len());
    match table {
        Some(kind) => export::record_table(&record, output, kind)?,
        None if ending == "pdf" => {
            export::write_beside_and_rename(output, &export::record_pdf(&record)?)?;
        }
        None => {
            export::write_beside_and_rename(output, export::record_html(&record).as_bytes())?;
        }
    }
    Ok(counts)
}

/// The record with titles of slides and names of goals and subjects.
fn named(
    reader: &Reader,
    story: Option<StoryId>,
    now: Timestamp,
) -> Result<RecordFile, ActionError> {
    let record = reader.workshop_record(story)?;
    let stage = Stage::of(reader)?;
    let stories = reader.stories()?;
    let mut titles: Vec<(SlideId, String)> = Vec::new();
    let used: Vec<SlideId> = record
        .votes
        .iter()
        .filter_map(|vote| vote.draft.slide)
        .chain(record.notes.iter().filter_map(|note| note.draft.slide))
        .collect();
    for outline in &stories {
        for slide in reader.story(outline.id)?.slides {
            if used.contains(&slide.id) {
                titles.push((slide.id, stage.face(&slide.content, 1)?.title));
            }
        }
    }
    let title_of = |slide: Option<SlideId>| {
        let mut titles = titles.iter();
        let found = slide.and_then(|slide| titles.find(|(id, _)| *id == slide));
        found.map_or_else(String::new, |(_, title)| {
            title.trim_end_matches('.').to_owned()
        })
    };
    let goals = reader.goals(None)?;
    let goal_of = |number: Option<u32>| {
        let goal = number.and_then(|number| goals.iter().find(|goal| goal.number == number));
        goal.map_or_else(String::new, |goal| {
            format!("Goal {}: {}", goal.number, goal.name)
        })
    };
    let mut notes = Vec::with_capacity(record.notes.len());
    for note in record.notes {
        let subject = match &note.draft.subject {
            Some(code) => reader
                .subject(code)?
                .map_or_else(|| code.0.clone(), |subject| subject.name),
            None => String::new(),
        };
        notes.push(RecordedNote {
            kind: note.draft.kind,
            about: [
                title_of(note.draft.slide),
                goal_of(note.draft.goal),
                subject,
            ],
            text: note.draft.text,
            owner: note.draft.owner,
            due: note.draft.due,
            at: note.at,
        });
    }
    let votes = record.votes.into_iter().map(|vote| RecordedVote {
        kind: vote.draft.kind,
        slide: title_of(vote.draft.slide),
        people: vote.draft.people,
        options: vote
            .draft
            .options
            .iter()
            .enumerate()
            .map(|(option, text)| {
                let rounds = 0..vote.rounds.len();
                (
                    text.clone(),
                    rounds.map(|round| vote.count(round, option)).collect(),
                )
            })
            .collect(),
        question: vote.draft.question,
        at: vote.at,
    });
    let name = story
        .and_then(|id| stories.iter().find(|story| story.id == id))
        .map_or_else(
            || {
                reader
                    .path()
                    .file_stem()
                    .map_or_else(String::new, |name| name.to_string_lossy().into_owned())
            },
            |story| story.title.clone(),
        );
    Ok(RecordFile {
        title: format!("What the room said: {name}"),
        date: day_of(now),
        votes: votes.collect(),
        notes,
    })
}
