use super::About;
use crate::domain::{Marker, State};
use crate::questions::Answer;

/// What a table of an answer says of itself.
pub fn answer_words(answer: &Answer, date: &str) -> About {
    let mut notes = answer.notes.clone();
    if !notes.iter().any(|note| note.starts_with("Left out:")) {
        let left_out = answer.left_out.iter();
        notes.extend(left_out.map(|one| format!("Left out: {}: {}.", one.what, one.why)));
    }
    About {
        title: answer.headline.clone(),
        subtitle: answer.subtitle.clone(),
        question: answer.question.address(),
        date: date.to_owned(),
        notes,
        sources: answer.sources.clone(),
        shorthand: shorthand(&answer.states(), &answer.markers()),
    }
}

/// Each sign with its meaning: states that are no number first, then what qualifies a figure that is given.
pub fn shorthand(states: &[State], markers: &[Marker]) -> Vec<(String, String)> {
    let states = states
        .iter()
        .map(|state| (state.sign(), state.in_words().to_owned()));
    let markers = markers
        .iter()
        .map(|marker| (format!("[{}]", marker.code()), marker.in_words().to_owned()));
    states.chain(markers).collect()
}
