use crate::domain::{Marker, State};

/// How judgement is shown.
pub(super) const JUDGEMENT: &str = "A triangle that points up means better than what the figure is compared with, a disc similar, a triangle that points down worse, and an open ring not compared. Which method decided stands in the notes of each figure. A figure that is withheld is not judged, not ranked and not drawn.";

/// Every sign with its meaning.
pub(super) fn signs() -> Vec<(String, String)> {
    let states = State::ALL.into_iter().filter(|state| !state.is_number());
    let states = states.map(|state| {
        (
            state.sign(),
            format!("{}: no figure is given", state.in_words()),
        )
    });
    let markers = Marker::ALL.into_iter().map(|marker| {
        let beside = if marker == Marker::Unreliable {
            ", beside a figure that is given all the same"
        } else {
            ""
        };
        (
            format!("[{}]", marker.code()),
            format!("{}{beside}", marker.in_words()),
        )
    });
    states.chain(markers).collect()
}
