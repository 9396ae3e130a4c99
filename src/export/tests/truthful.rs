//! What no picture of any kind may do: judge against the polarity, draw a withheld figure, or begin a bar anywhere but at zero.

use egui::{Color32, vec2};

use super::{answers, texts};
use crate::domain::{Polarity, Reading, State};
use crate::export::svg;
use crate::export::svg::hex;
use crate::figures::{Figure, Theme, fixtures};
use crate::questions::{Answer, Detail, Judgement};

fn picture(answer: &Answer) -> String {
    svg(&Figure::of(answer), vec2(1400.0, 1000.0), Theme::Light)
}

/// Kinds whose marks or cells carry a judgement.
fn judging() -> Vec<(&'static str, Answer)> {
    let judged = ["ranking", "comparison of two", "profile", "goal"];
    answers()
        .into_iter()
        .filter(|(name, _)| judged.contains(name))
        .collect()
}

#[test]
fn better_and_worse_have_their_colours_and_no_judgement_has_neither() {
    let palette = Theme::Light.palette();
    let [worse_cell, .., better_cell] = palette.diverging;
    let better = [palette.better, better_cell];
    let worse = [palette.worse, worse_cell];
    let shows = |text: &str, colours: [Color32; 2]| {
        colours.iter().any(|colour| text.contains(&hex(*colour)))
    };
    for (name, answer) in judging() {
        for (polarity, judgement, expected) in [
            (Polarity::Higher, Judgement::Better, (true, false)),
            (Polarity::Lower, Judgement::Better, (true, false)),
            (Polarity::CloserTo(5.0), Judgement::Better, (true, false)),
            (Polarity::Higher, Judgement::Worse, (false, true)),
            (Polarity::Lower, Judgement::Worse, (false, true)),
            (Polarity::CloserTo(5.0), Judgement::Worse, (false, true)),
            (Polarity::Higher, Judgement::Similar, (false, false)),
            (Polarity::None, Judgement::Higher, (false, false)),
            (Polarity::None, Judgement::Lower, (false, false)),
            (Polarity::None, Judgement::Fifth(5), (false, false)),
            (Polarity::None, Judgement::Fifth(1), (false, false)),
        ] {
            let mut answer = answer.clone();
            for row in &mut answer.rows {
                row.polarity = polarity;
                row.judgement = row.reading.value().map(|_| judgement);
            }
            let text = picture(&answer);
            // A neutral picture may use the shades of a scale from low to high, none of which is a judgement's.
            let found = if polarity == Polarity::None {
                let mine = [palette.worse, worse_cell];
                (false, shows(&text, mine))
            } else {
                (shows(&text, better), shows(&text, worse))
            };
            assert_eq!(found, expected, "{name}, {polarity:?}, {judgement:?}");
        }
    }
}

#[test]
fn no_kind_shows_the_number_of_a_withheld_figure_or_reaches_for_zero() {
    for (name, mut answer) in answers() {
        let zeros = |answer: &Answer| {
            let texts = texts(&picture(answer));
            let zeros = texts.iter().filter(|(text, _)| text == "0" || text == "0%");
            zeros.count()
        };
        let before = zeros(&answer);
        let told = "77,777.7";
        for row in answer.rows.iter_mut().skip(1).step_by(3) {
            // What an answer of ours never holds: if a picture looked at it, it would show.
            row.reading = Reading::withheld(State::Confidential);
            (row.lower, row.upper) = (Some(77_777.7), Some(77_777.7));
            (row.rank, row.judgement) = (None, None);
            row.difference = None;
        }
        hide_gaps(&mut answer);
        let text = picture(&answer);
        assert!(!text.contains(told), "{name} shows limits of nothing");
        assert!(zeros(&answer) <= before, "{name} reaches for zero");
    }
}

/// Takes the gaps away of which one of the two is withheld, as an answer does.
fn hide_gaps(answer: &mut Answer) {
    let withheld = |index: usize| {
        let row = answer.rows.get(index);
        row.is_none_or(|row| row.reading.value().is_none())
    };
    let hidden: Vec<usize> = (0..answer.rows.len()).filter(|at| withheld(*at)).collect();
    match &mut answer.detail {
        Detail::Gap { pairs, .. } => {
            for pair in pairs {
                if hidden.contains(&pair.first) || hidden.contains(&pair.other) {
                    (pair.difference, pair.ratio) = (None, None);
                }
            }
        }
        Detail::Closing { changes, .. } => changes.retain(|change| {
            let ends = [change.first, change.other];
            let mut ends = ends.iter().flat_map(|(from, to)| [from, to]);
            !ends.any(|end| hidden.contains(end))
        }),
        _ => {}
    }
}

#[test]
fn a_line_is_not_joined_across_a_withheld_figure() {
    let pieces = |answer: &Answer| {
        picture(answer).matches("<polyline").count() + picture(answer).matches("<path").count()
    };
    for (name, answer, at) in [
        ("trend", fixtures::trend(), 5),
        ("closing", fixtures::closing(1), 4),
    ] {
        let before = pieces(&answer);
        let mut answer = answer;
        answer.rows[at].reading = Reading::withheld(State::Confidential);
        assert!(
            pieces(&answer) > before,
            "{name}: {before} pieces before and after"
        );
    }
}

#[test]
fn the_sign_of_a_broken_axis_stands_wherever_an_axis_does_not_start_at_zero() {
    let notes = [
        "The axis does not start at 0.",
        "The axes do not all start at 0.",
    ];
    for (name, answer) in answers() {
        let size = vec2(1400.0, 1000.0);
        let look = crate::export::page::look_for(size, Theme::Light);
        let said = Figure::of(&answer).own_notes(size, &look);
        let says = said
            .iter()
            .any(|note| notes.iter().any(|one| note.contains(one)));
        let text = picture(&answer);
        let ticks = texts(&text).into_iter().map(|(text, _)| text);
        let has_zero = ticks
            .clone()
            .any(|text| ["0", "0.0", "£0", "0%"].contains(&text.as_str()));
        let has_axis = ["trend", "ranking", "gap", "inequality", "relationship"]
            .iter()
            .any(|kind| name.starts_with(kind));
        if has_axis && !has_zero {
            assert!(says, "{name} begins beyond zero without a word: {said:?}");
        }
    }
}
