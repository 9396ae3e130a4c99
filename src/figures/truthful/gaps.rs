//! The same of gaps, of gaps over time and of inequality.

use egui::{Rect, pos2, vec2};
use proptest::prelude::*;

use super::{marks, values};
use crate::domain::{Reading, State};
use crate::figures::fixtures::{self, pair};
use crate::questions::{Answer, Detail};

/// Gaps whose ends are pairs of values, of which some are withheld.
fn gaps(values: &[(f64, bool)]) -> Answer {
    let mut out = fixtures::gap(values.len());
    let mut pairs = Vec::new();
    for (index, (value, hidden)) in values.iter().enumerate() {
        let first = 2 * index;
        out.rows[first].reading = if *hidden {
            Reading::withheld(State::Confidential)
        } else {
            Reading::number(*value).expect("finite")
        };
        let other = out.rows[first + 1].reading.value().expect("a number");
        let difference = (!hidden).then_some(value - other);
        pairs.push(pair(&format!("Place {index}"), first, difference, None));
    }
    if let Detail::Gap { pairs: all, .. } = &mut out.detail {
        *all = pairs;
    }
    out
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn a_dumbbell_puts_numbers_in_order_and_nothing_where_a_figure_is_withheld(
        values in values(), wide in 420.0..1400.0f32,
    ) {
        let answer = gaps(&values);
        let page = Rect::from_min_size(pos2(0.0, 0.0), vec2(wide, 420.0));
        let found = marks(&answer, page.size());
        prop_assert!(!found.is_empty());
        let mut at: Vec<(f64, f32)> = Vec::new();
        for mark in &found {
            prop_assert!(page.contains_rect(mark.rect), "{mark:?}");
            match answer.rows[mark.row].reading.value() {
                Some(value) => at.push((value, mark.rect.center().x)),
                // Its words run along the whole line: there is no place on the axis.
                None => prop_assert!(mark.rect.width() > wide * 0.8, "{mark:?}"),
            }
        }
        at.sort_by(|a, b| a.0.total_cmp(&b.0));
        prop_assert!(at.windows(2).all(|pair| pair[0].1 <= pair[1].1 + 0.01), "{at:?}");
    }

    #[test]
    fn lines_of_a_closing_stay_inside_and_higher_numbers_lie_higher(
        values in prop::collection::vec((-500.0..500.0f64, prop::bool::weighted(0.2)), 10),
        wide in 420.0..1400.0f32,
    ) {
        let mut answer = fixtures::closing(1);
        for (row, (value, hidden)) in answer.rows.iter_mut().zip(&values) {
            row.reading = if *hidden {
                Reading::withheld(State::Confidential)
            } else {
                Reading::number(*value).expect("finite")
            };
        }
        let page = Rect::from_min_size(pos2(0.0, 0.0), vec2(wide, 560.0));
        let found = marks(&answer, page.size());
        let mut at: Vec<(f64, f32)> = Vec::new();
        for mark in found.iter().filter(|mark| !mark.spoken.starts_with("Gap, ")) {
            prop_assert!(page.contains_rect(mark.rect), "{mark:?}");
            if let Some(value) = answer.rows[mark.row].reading.value() {
                at.push((value, mark.rect.center().y));
            }
        }
        at.sort_by(|a, b| a.0.total_cmp(&b.0));
        prop_assert!(at.windows(2).all(|pair| pair[0].1 >= pair[1].1 - 0.01), "{at:?}");
    }

    #[test]
    fn a_parade_draws_every_number_once_and_nothing_that_is_withheld(values in values()) {
        let mut answer = fixtures::inequality(values.len());
        for (row, (value, hidden)) in answer.rows.iter_mut().zip(&values) {
            row.reading = if *hidden {
                Reading::withheld(State::Confidential)
            } else {
                Reading::number(*value).expect("finite")
            };
        }
        let page = Rect::from_min_size(pos2(0.0, 0.0), vec2(900.0, 460.0));
        let found = marks(&answer, page.size());
        prop_assert_eq!(found.len(), values.iter().filter(|(_, hidden)| !hidden).count());
        let mut at: Vec<(f64, f32)> = Vec::new();
        for mark in &found {
            prop_assert!(page.contains_rect(mark.rect), "{mark:?}");
            let value = answer.rows[mark.row].reading.value();
            at.push((value.expect("a number"), mark.rect.center().y));
        }
        at.sort_by(|a, b| a.0.total_cmp(&b.0));
        prop_assert!(at.windows(2).all(|pair| pair[0].1 >= pair[1].1 - 0.01), "{at:?}");
    }
}
