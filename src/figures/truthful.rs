//! What no figure may do, tried on made-up answers of any shape: draw a withheld figure, leave one out of the axis, put a higher
//! figure below a lower one.

mod cells;
mod every;
mod gaps;

use egui::{Rect, pos2, vec2};
use proptest::prelude::*;

use super::fixtures::{self, withheld};
use super::{Figure, Look, Mark, Theme};
use crate::domain::{Reading, State};
use crate::questions::{Answer, Detail, QuestionKind, RowRole, Shown};

/// The marks of a picture of an answer on a page of a size.
fn marks(answer: &Answer, size: egui::Vec2) -> Vec<Mark> {
    painted(answer, size).0
}

/// The same with every shape that is painted.
fn painted(answer: &Answer, size: egui::Vec2) -> (Vec<Mark>, Vec<egui::Shape>) {
    let mut found = Vec::new();
    let context = egui::Context::default();
    context.set_fonts(super::fonts());
    let look = Look {
        theme: Theme::Light,
        scale: 1.0,
        with_title: true,
        with_notes: true,
        names: usize::MAX,
    };
    let page = Rect::from_min_size(pos2(0.0, 0.0), size);
    let input = egui::RawInput {
        screen_rect: Some(page),
        ..egui::RawInput::default()
    };
    let mut output = context.run_ui(input, |ui| {
        found = Figure::of(answer).paint_in(ui, page.shrink(16.0), &look);
    });
    output.textures_delta.clear();
    let mut shapes = Vec::new();
    for clipped in output.shapes {
        flatten(clipped.shape, &mut shapes);
    }
    (found, shapes)
}

/// Takes groups of shapes apart.
fn flatten(shape: egui::Shape, out: &mut Vec<egui::Shape>) {
    match shape {
        egui::Shape::Vec(all) => all.into_iter().for_each(|one| flatten(one, out)),
        one => out.push(one),
    }
}

/// A spread of values of which some are withheld, with the MAD's reach that is given.
fn spread(values: &[(f64, bool)], reach: f64) -> Answer {
    let mut out = fixtures::spread_of(2);
    out.rows.clear();
    let mut numbers = Vec::new();
    for (index, (value, hidden)) in values.iter().enumerate() {
        let mut row = fixtures::row(&format!("Place {index}"), "Rate", "%", *value);
        row.role = RowRole::Named;
        if *hidden {
            row = withheld(row, State::Confidential);
        } else {
            row.rank = Some(1);
            numbers.push(*value);
        }
        out.rows.push(row);
    }
    numbers.sort_by(f64::total_cmp);
    let (first, last) = (
        numbers.first().copied().unwrap_or(0.0),
        numbers.last().copied().unwrap_or(0.0),
    );
    let median = numbers.get(numbers.len() / 2).copied().unwrap_or(0.0);
    let (from, to) = (first.max(median - reach), last.min(median + reach));
    out.detail = Detail::Spread(Shown {
        peers: "places".to_owned(),
        count: numbers.len(),
        median,
        quarters: None,
        mad: None,
        reason: String::new(),
        from,
        to,
        beyond: (
            numbers.iter().filter(|value| **value < from).count(),
            numbers.iter().filter(|value| **value > to).count(),
        ),
        scores: vec![None; out.rows.len()],
        parts: None,
    });
    out
}

fn values() -> impl Strategy<Value = Vec<(f64, bool)>> {
    prop::collection::vec((-500.0..500.0f64, prop::bool::weighted(0.2)), 1..80)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_swarm_draws_every_number_in_order_and_nothing_that_is_withheld(
        values in values(), reach in 1.0..600.0f64, wide in 420.0..1400.0f32,
    ) {
        let answer = spread(&values, reach);
        let found = marks(&answer, vec2(wide, 420.0));
        let numbers = values.iter().filter(|(_, hidden)| !hidden).count();
        prop_assert_eq!(found.len(), numbers);
        let page = Rect::from_min_size(pos2(0.0, 0.0), vec2(wide, 420.0));
        let mut at: Vec<(f64, f32)> = Vec::new();
        for mark in &found {
            let row = &answer.rows[mark.row];
            let value = row.reading.value();
            prop_assert!(value.is_some(), "a withheld figure has a mark");
            prop_assert!(page.expand(1.0).contains_rect(mark.rect), "{mark:?}");
            at.push((value.unwrap_or_default(), mark.rect.center().x));
        }
        at.sort_by(|a, b| a.0.total_cmp(&b.0));
        prop_assert!(at.windows(2).all(|pair| pair[0].1 <= pair[1].1 + 0.01), "{at:?}");
    }

    #[test]
    fn a_scatter_draws_only_pairs_of_numbers_in_order(values in values()) {
        let mut answer = fixtures::relationship(values.len());
        for (pair, (value, hidden)) in answer.rows.chunks_mut(2).zip(&values) {
            pair[0].role = RowRole::Named;
            pair[0].reading = Reading::number(*value).expect("finite");
            if *hidden {
                pair[1].reading = Reading::withheld(State::Confidential);
            }
        }
        let found = marks(&answer, vec2(900.0, 600.0));
        prop_assert_eq!(found.len(), values.iter().filter(|(_, hidden)| !hidden).count());
        let mut at: Vec<(f64, f32)> = found
            .iter()
            .map(|mark| {
                let value = answer.rows[mark.row].reading.value().unwrap_or(f64::NAN);
                (value, mark.rect.center().x)
            })
            .collect();
        at.sort_by(|a, b| a.0.total_cmp(&b.0));
        prop_assert!(at.windows(2).all(|pair| pair[0].1 <= pair[1].1 + 0.01), "{at:?}");
    }

    #[test]
    fn a_ranking_gives_a_withheld_figure_no_place(values in values()) {
        let mut answer = spread(&values, 1e9);
        answer.question.kind = QuestionKind::Ranking;
        answer.detail = Detail::None;
        let ranking = super::ranking::Ranking::of(&answer);
        prop_assert!(ranking.draws_only_numbers(&answer));
        prop_assert!(ranking.covers_all());
    }
}

#[test]
fn a_shape_of_many_is_as_high_as_there_are_figures() {
    let values: Vec<(f64, bool)> = (0..4000)
        .map(|index| (f64::from(index % 40) * 2.5, false))
        .collect();
    let answer = spread(&values, 1e9);
    assert_eq!(marks(&answer, vec2(1000.0, 500.0)).len(), 4000);
    let heights = super::spread::heights(&answer, vec2(900.0, 400.0));
    let full: Vec<f32> = heights.into_iter().filter(|high| *high > 0.0).collect();
    // All columns that hold the same number are equally high, and none starts above zero.
    let (least, most) = full
        .iter()
        .fold((f32::MAX, 0.0_f32), |(least, most), high| {
            (least.min(*high), most.max(*high))
        });
    assert!(most > 0.0 && most / least < 2.05, "{least} {most}");
}
