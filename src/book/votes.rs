//! The tables `votes`, `vote_options` and `hands`: what a room was asked, and every hand that was counted, so that each can be
//! taken back.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension, params};

use super::BookError;
use super::stories::changed;
use crate::domain::{Hand, SlideId, StoryId, Vote, VoteDraft, VoteId, VoteKind};

const VOTE: &str = "vote";

/// Every vote with its counts, the first ones first; those of one story where one is named.
pub(super) fn all(connection: &Connection, story: Option<StoryId>) -> Result<Vec<Vote>, BookError> {
    let mut options: BTreeMap<i64, Vec<String>> = BTreeMap::new();
    let mut read =
        connection.prepare_cached("SELECT vote, text FROM vote_options ORDER BY vote, place")?;
    let mut rows = read.query([])?;
    while let Some(row) = rows.next()? {
        options.entry(row.get(0)?).or_default().push(row.get(1)?);
    }
    let mut counts: BTreeMap<i64, Vec<(u32, u32, i64)>> = BTreeMap::new();
    let mut read = connection.prepare_cached(
        "SELECT vote, round, place, sum(change) FROM hands GROUP BY vote, round, place",
    )?;
    let mut rows = read.query([])?;
    while let Some(row) = rows.next()? {
        let count = (row.get(1)?, row.get(2)?, row.get(3)?);
        counts.entry(row.get(0)?).or_default().push(count);
    }
    let mut read = connection.prepare_cached(
        "SELECT id, story, slide, kind, question, people, rounds, made_utc FROM votes
         WHERE ?1 IS NULL OR story = ?1 ORDER BY id",
    )?;
    let mut rows = read.query([story.map(|story| story.0)])?;
    let mut votes = Vec::new();
    while let Some(row) = rows.next()? {
        let id: i64 = row.get(0)?;
        let kind: String = row.get(3)?;
        let options = options.remove(&id).unwrap_or_default();
        let mut rounds = vec![vec![0; options.len()]; row.get::<_, u32>(6)? as usize];
        for (round, place, count) in counts.remove(&id).unwrap_or_default() {
            if let Some(cell) = rounds
                .get_mut(round as usize)
                .and_then(|counts| counts.get_mut(place as usize))
            {
                *cell = u32::try_from(count).unwrap_or(0);
            }
        }
        votes.push(Vote {
            id: VoteId(id),
            draft: VoteDraft {
                story: row.get::<_, Option<i64>>(1)?.map(StoryId),
                slide: row.get::<_, Option<i64>>(2)?.map(SlideId),
                kind: VoteKind::from_code(&kind).ok_or_else(|| {
                    BookError::Inconsistent(format!("vote {id} is of a kind that is not known"))
                })?,
                question: row.get(4)?,
                options,
                people: row.get(5)?,
            },
            at: row.get(7)?,
            rounds,
        });
    }
    Ok(votes)
}

/// Opens a vote, at its first round.
pub(super) fn open(
    connection: &Connection,
    draft: &VoteDraft,
    at: &str,
) -> Result<VoteId, BookError> {
    connection.execute(
        "INSERT INTO votes (story, slide, kind, question, people, rounds, made_utc) VALUES (?1, ?2, ?3, ?4, ?5, 1, ?6)",
        params![
            draft.story.map(|story| story.0),
            draft.slide.map(|slide| slide.0),
            draft.kind.code(),
            draft.question.trim(),
            draft.people.filter(|people| *people > 0),
            at
        ],
    )?;
    let id = connection.last_insert_rowid();
    let options = draft.options.iter().filter(|text| !text.trim().is_empty());
    for (place, text) in (0_u32..).zip(options.take(draft.kind.most_options())) {
        connection.execute(
            "INSERT INTO vote_options (vote, place, text) VALUES (?1, ?2, ?3)",
            params![id, place, text.trim()],
        )?;
    }
    Ok(VoteId(id))
}

/// Counts a hand in the round that is open. One less than none is none.
pub(super) fn raise(
    connection: &Connection,
    vote: VoteId,
    option: u32,
    hand: Hand,
    at: &str,
) -> Result<(), BookError> {
    let change = match hand {
        Hand::Up => 1,
        Hand::Down => -1,
    };
    // An option that is not there, or one less than none, is no hand.
    connection
        .prepare_cached(
            "INSERT INTO hands (vote, round, place, change, at_utc)
             SELECT votes.id, votes.rounds - 1, vote_options.place, ?3, ?4
             FROM votes JOIN vote_options ON vote_options.vote = votes.id
             WHERE votes.id = ?1 AND vote_options.place = ?2
                 AND ?3 + (SELECT coalesce(sum(change), 0) FROM hands
                     WHERE vote = votes.id AND round = votes.rounds - 1 AND place = ?2) >= 0",
        )?
        .execute(params![vote.0, option, change, at])?;
    Ok(())
}

/// Takes the last hand of the open round back, if there is one.
pub(super) fn take_back(connection: &Connection, vote: VoteId) -> Result<(), BookError> {
    let last: Option<i64> = connection
        .prepare_cached(
            "SELECT max(hands.id) FROM votes JOIN hands ON hands.vote = votes.id AND hands.round = votes.rounds - 1
             WHERE votes.id = ?1",
        )?
        .query_row([vote.0], |row| row.get(0))
        .optional()?
        .flatten();
    if let Some(last) = last {
        connection.execute("DELETE FROM hands WHERE id = ?1", [last])?;
    }
    Ok(())
}

/// Opens another round; what was counted stays.
pub(super) fn next_round(connection: &Connection, vote: VoteId) -> Result<(), BookError> {
    let rows = connection.execute(
        "UPDATE votes SET rounds = rounds + 1 WHERE id = ?1",
        [vote.0],
    )?;
    changed(rows, VOTE)
}

/// Says how many people are in the room.
pub(super) fn set_people(
    connection: &Connection,
    vote: VoteId,
    people: Option<u32>,
) -> Result<(), BookError> {
    let rows = connection.execute(
        "UPDATE votes SET people = ?2 WHERE id = ?1",
        params![vote.0, people.filter(|people| *people > 0)],
    )?;
    changed(rows, VOTE)
}

/// Removes a vote with all that was counted.
pub(super) fn remove(connection: &Connection, vote: VoteId) -> Result<(), BookError> {
    connection.execute("DELETE FROM hands WHERE vote = ?1", [vote.0])?;
    connection.execute("DELETE FROM vote_options WHERE vote = ?1", [vote.0])?;
    changed(
        connection.execute("DELETE FROM votes WHERE id = ?1", [vote.0])?,
        VOTE,
    )
}
