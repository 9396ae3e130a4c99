//! The same of slopes, and of grids of cells: what is held, and who has what for which goal.

use egui::{Pos2, Rect, Shape, pos2, vec2};
use proptest::prelude::*;

use super::{marks, painted};
use crate::figures::{Theme, fixtures};
use crate::questions::{Answer, Detail, GapChange, Holding, Part};

/// The slopes of an answer.
fn changes(answer: &mut Answer) -> &mut Vec<GapChange> {
    match &mut answer.detail {
        Detail::Closing { changes, .. } => changes,
        _ => panic!("a closing has changes"),
    }
}

/// Whether values lie in the order of their heights, the higher the higher.
fn rises(mut at: Vec<(f64, f32)>) -> bool {
    at.sort_by(|a, b| a.0.total_cmp(&b.0));
    at.windows(2).all(|pair| pair[0].1 >= pair[1].1 - 0.01)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn a_slope_lies_between_its_gaps_and_a_wider_gap_lies_higher(
        gaps in prop::collection::vec((-500.0..500.0f64, -500.0..500.0f64), 2..40), wide in 640.0..1400.0f32,
    ) {
        let mut answer = fixtures::closing(gaps.len());
        for (change, (start, end)) in changes(&mut answer).iter_mut().zip(&gaps) {
            (change.start_gap, change.end_gap) = (*start, *end);
        }
        let page = Rect::from_min_size(pos2(0.0, 0.0), vec2(wide, 620.0));
        let (found, shapes) = painted(&answer, page.size());
        prop_assert_eq!(found.len(), gaps.len());
        for mark in &found {
            prop_assert!(page.contains_rect(mark.rect), "{mark:?}");
        }
        // A dot at either end of each, those that are asked for last.
        let dots: Vec<Pos2> = shapes
            .into_iter()
            .filter_map(|shape| match shape {
                Shape::Circle(dot) => Some(dot.center),
                _ => None,
            })
            .collect();
        prop_assert_eq!(dots.len(), 2 * gaps.len());
        let of = |side: usize| dots.iter().skip(side).step_by(2).rev();
        let starts = gaps.iter().zip(of(0)).map(|((start, _), at)| (*start, at.y));
        let ends = gaps.iter().zip(of(1)).map(|((_, end), at)| (*end, at.y));
        prop_assert!(rises(starts.collect()), "{dots:?}");
        prop_assert!(rises(ends.clone().collect()), "{dots:?}");
        // One scale for both sides: what is the same is as high.
        let both = gaps.iter().zip(of(0)).map(|((start, _), at)| (*start, at.y)).chain(ends);
        prop_assert!(rises(both.collect()), "{dots:?}");
    }

    #[test]
    fn a_cell_is_filled_as_far_as_figures_are_held_and_not_at_all_where_none_is(
        numbers in prop::collection::vec(0_usize..5, 12), missing in prop::collection::vec(0_usize..3, 12),
    ) {
        let mut answer = fixtures::coverage(4);
        let Detail::Coverage(grid) = &mut answer.detail else {
            panic!("a coverage has a grid")
        };
        grid.columns.truncate(3);
        let mut given = numbers.iter().zip(&missing);
        for cells in &mut grid.cells {
            cells.truncate(3);
            for (cell, (numbers, missing)) in cells.iter_mut().zip(&mut given) {
                *cell = Holding { numbers: *numbers, missing: *missing, ..Holding::default() };
            }
        }
        let page = Rect::from_min_size(pos2(0.0, 0.0), vec2(900.0, 500.0));
        let (found, shapes) = painted(&answer, page.size());
        let [_, _, held, ..] = Theme::Light.palette().sequential;
        let fills: Vec<Rect> = shapes
            .iter()
            .filter_map(|shape| match shape {
                Shape::Rect(rect) if rect.fill == held => Some(rect.rect),
                _ => None,
            })
            .collect();
        for mark in &found {
            prop_assert!(page.contains_rect(mark.rect), "{mark:?}");
        }
        // The key has a cell that is held where any is.
        let filled = numbers.iter().filter(|count| **count > 0).count();
        prop_assert_eq!(fills.len(), filled + usize::from(filled > 0), "{:?}", fills);
        let whole = found.iter().map(|mark| mark.rect.width()).fold(0.0, f32::max);
        let shares = numbers.iter().zip(&missing).filter(|(numbers, _)| **numbers > 0);
        for ((numbers, missing), fill) in shares.zip(fills.iter().skip(1)) {
            if *missing > 0 {
                prop_assert!(fill.width() < whole - 1.0, "{numbers} of {} fill all", numbers + missing);
            }
        }
    }

    #[test]
    fn who_has_nothing_for_a_goal_has_no_mark_and_no_filled_cell(
        plans in prop::collection::vec(0_usize..3, 24), measures in prop::collection::vec(0_usize..3, 24),
    ) {
        let parts = plans.iter().zip(&measures);
        let parts: Vec<Part> = parts
            .map(|(plans, measures)| Part { plans: *plans, measures: *measures, evidence: 0 })
            .collect();
        let answer = fixtures::contribution(parts.chunks(6).map(<[Part]>::to_vec).collect());
        let page = Rect::from_min_size(pos2(0.0, 0.0), vec2(900.0, 500.0));
        let found = marks(&answer, page.size());
        prop_assert_eq!(found.len(), parts.iter().filter(|part| !part.is_empty()).count());
        for (place, mark) in found.iter().enumerate() {
            prop_assert_eq!(mark.row, place);
            prop_assert!(page.contains_rect(mark.rect), "{mark:?}");
            // Goals go to the right, organisations down.
            for next in found.iter().skip(place + 1) {
                let after = next.rect.left() > mark.rect.left() || next.rect.top() > mark.rect.top();
                prop_assert!(after, "{mark:?} {next:?}");
            }
        }
        let brand = Theme::Light.palette().brand;
        let shapes = painted(&answer, page.size()).1;
        let filled = shapes.iter().filter(|shape| match shape {
            Shape::Rect(rect) => rect.fill == brand,
            _ => false,
        });
        // Two cells of the key are filled too.
        let planned = parts.iter().filter(|part| part.plans > 0).count();
        prop_assert_eq!(filled.count(), planned + 2);
    }
}
