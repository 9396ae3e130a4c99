use super::About;
use crate::domain::{Marker, State};
use crate::questions::Answer;

/// What must be known to read an answer, with what was left out of it.
pub(super) fn all_notes(answer: &Answer) -> Vec<String> {
    let mut notes = answer.notes.clone();
    if !notes.iter().any(|note| note.starts_with("Left out:")) {
        let left_out = answer.left_out.iter();
        notes.extend(left_out.map(|one| format!("Left out: {}: {}.", one.what, one.why)));
    }
    notes
}

/// What a table of an answer says of itself.
pub fn answer_words(answer: &Answer, date: &str) -> About {
    About {
        title: answer.headline.clone(),
        subtitle: answer.subtitle.clone(),
        question: answer.question.address(),
        date: date.to_owned(),
        notes: all_notes(answer),
        sources: answer.sources.clone(),
        shorthand: shorthand(&answer.states(), &answer.markers()),
    }
}

/// What is read aloud in place of the picture of an answer.
pub fn said(answer: &Answer) -> String {
    [&answer.headline, &answer.subtitle, &answer.spoken]
        .into_iter()
        .filter(|text| !text.trim().is_empty())
        .fold(Vec::<&str>::new(), |mut all, text| {
            if !all.iter().any(|known| known.contains(text.as_str())) {
                all.push(text);
            }
            all
        })
        .join(" ")
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
