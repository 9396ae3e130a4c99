//! The same rules for every kind of figure, as a table: marks stay inside, a withheld figure has words and no place, what is higher
//! lies higher or further right, far apart is never drawn together, better lies to the right, and a bar begins where nothing is.

use egui::epaint::CircleShape;
use egui::{Color32, Rect, Shape, Vec2, pos2, vec2};
use proptest::prelude::*;

use super::{marks, painted, spread, values};
use crate::domain::{Polarity, Reading, State};
use crate::figures::fixtures;
use crate::figures::{Mark, Theme};
use crate::questions::{Answer, Detail, Judgement, QuestionKind, RowRole};

/// How a kind shows what is higher.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    Across,
    Upwards,
    /// In words, colours or a strip of its own: a mark has no place on one axis for all.
    Cells,
}

type Values = [(f64, bool)];

/// A kind, how it shows what is higher, and whether what lies far out stands at the edge by design.
struct Kind {
    name: &'static str,
    way: Way,
    clamped: bool,
    make: fn(&Values) -> Answer,
}

/// Gives the rows of an answer these values, as far as there are any.
fn fill<'r>(rows: impl Iterator<Item = &'r mut crate::questions::Row>, values: &Values) {
    for (row, (value, hidden)) in rows.zip(values.iter().cycle()) {
        row.reading = if *hidden {
            Reading::withheld(State::Confidential)
        } else {
            Reading::number(*value).expect("finite")
        };
        (row.lower, row.upper, row.difference) = (None, None, None);
        if *hidden {
            (row.rank, row.judgement) = (None, None);
        }
    }
}

fn of(mut answer: Answer, values: &Values) -> Answer {
    fill(answer.rows.iter_mut(), values);
    answer
}

fn trend(values: &Values) -> Answer {
    let mut answer = fixtures::trend();
    answer.rows.retain(|row| row.role == RowRole::Focus);
    of(answer, values)
}

fn ranking(values: &Values) -> Answer {
    let mut sorted = values.to_vec();
    sorted.sort_by(|a, b| (a.1, b.0).partial_cmp(&(b.1, a.0)).expect("finite"));
    let mut answer = spread(&sorted, 1e9);
    answer.question.kind = QuestionKind::Ranking;
    answer.detail = Detail::None;
    for (row, place) in answer.rows.iter_mut().zip(1..) {
        row.rank = row.rank.map(|_| place);
    }
    answer
}

fn comparison(values: &Values) -> Answer {
    let mut answer = fixtures::comparison(values.len().min(8));
    let first = answer.rows[0].indicator_code.clone();
    answer
        .rows
        .retain(|row| row.indicator_code == first && row.role != RowRole::Benchmark);
    for row in &mut answer.rows {
        row.benchmark = None;
        row.spread = None;
    }
    of(answer, values)
}

fn inequality(values: &Values) -> Answer {
    of(fixtures::inequality(values.len()), values)
}

const KINDS: [Kind; 10] = [
    Kind {
        name: "trend",
        way: Way::Upwards,
        clamped: false,
        make: trend,
    },
    Kind {
        name: "ranking",
        way: Way::Upwards,
        clamped: true,
        make: ranking,
    },
    Kind {
        name: "spread",
        way: Way::Across,
        clamped: false,
        make: |values| spread(values, 1e9),
    },
    Kind {
        name: "clamped spread",
        way: Way::Across,
        clamped: true,
        make: |values| spread(values, 50.0),
    },
    Kind {
        name: "comparison",
        way: Way::Across,
        clamped: false,
        make: comparison,
    },
    Kind {
        name: "inequality",
        way: Way::Upwards,
        clamped: false,
        make: inequality,
    },
    Kind {
        name: "profile",
        way: Way::Cells,
        clamped: true,
        make: |values| of(fixtures::profile(), values),
    },
    Kind {
        name: "goal",
        way: Way::Cells,
        clamped: true,
        make: |values| of(fixtures::goal(), values),
    },
    Kind {
        name: "overview",
        way: Way::Cells,
        clamped: true,
        make: |values| of(fixtures::overview(), values),
    },
    Kind {
        name: "map",
        way: Way::Cells,
        clamped: true,
        make: |values| of(fixtures::map(), values),
    },
];

/// Whether a mark stands for a place on an axis: cells of a table beside it are as wide as a word.
fn is_dot(mark: &Mark, kind: &Kind) -> bool {
    kind.name == "ranking" || mark.rect.width() < 19.0
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4))]

    #[test]
    fn no_kind_hides_moves_or_invents_a_figure(values in values(), wide in 640.0..1400.0f32) {
        for kind in &KINDS {
            let answer = (kind.make)(&values);
            let size = vec2(wide, 620.0);
            let page = Rect::from_min_size(pos2(0.0, 0.0), size).expand(1.0);
            let mut at: Vec<(f64, f32)> = Vec::new();
            for mark in marks(&answer, size) {
                prop_assert!(page.contains_rect(mark.rect), "{}: {mark:?}", kind.name);
                let row = &answer.rows[mark.row];
                match (row.reading.value(), kind.way) {
                    (None, Way::Cells) if kind.name == "overview" => {}
                    (None, _) => {
                        let said = mark.spoken.contains("confidential");
                        prop_assert!(said, "{}: {mark:?}", kind.name);
                    }
                    (Some(value), Way::Across) if is_dot(&mark, kind) => at.push((value, mark.rect.center().x)),
                    (Some(value), Way::Upwards) if is_dot(&mark, kind) => at.push((value, -mark.rect.center().y)),
                    (Some(_), _) => {}
                }
            }
            at.sort_by(|a, b| a.0.total_cmp(&b.0));
            let range = at.last().zip(at.first()).map_or(0.0, |(last, first)| last.0 - first.0);
            for pair in at.windows(2) {
                prop_assert!(pair[0].1 <= pair[1].1 + 0.01, "{}: {pair:?}", kind.name);
                let apart = pair[1].0 - pair[0].0 > range * 0.05;
                prop_assert!(kind.clamped || !apart || pair[1].1 - pair[0].1 > 1.0, "{}: {pair:?}", kind.name);
            }
        }
    }
}

/// The discs of a radius and a colour that are painted.
fn discs(answer: &Answer, size: Vec2, radius: f32, colour: Option<Color32>) -> Vec<CircleShape> {
    let found = painted(answer, size).1;
    let discs = found.into_iter().filter_map(|shape| match shape {
        Shape::Circle(disc) => Some(disc),
        _ => None,
    });
    discs
        .filter(|disc| (disc.radius - radius).abs() < 0.01)
        .filter(|disc| colour.is_none_or(|colour| disc.fill == colour))
        .collect()
}

#[test]
fn better_lies_to_the_right_on_a_strip_and_on_a_spine() {
    let palette = Theme::Light.palette();
    for (polarity, worse, better) in [
        (Polarity::Higher, 8.0, 12.0),
        (Polarity::Lower, 12.0, 8.0),
        (Polarity::CloserTo(10.0), 13.0, 10.5),
        (Polarity::None, 8.0, 12.0),
    ] {
        for (name, size, radius, colour) in [
            ("goal", vec2(1400.0, 700.0), 6.0, Some(palette.brand)),
            ("profile", vec2(1400.0, 700.0), 5.5, None),
        ] {
            let place = |value: f64| {
                let mut answer = if name == "goal" {
                    fixtures::goal()
                } else {
                    fixtures::profile()
                };
                answer.rows.truncate(1);
                let row = &mut answer.rows[0];
                row.polarity = polarity;
                row.reading = Reading::number(value).expect("finite");
                row.benchmark = Some(11.0);
                row.judgement = Some(Judgement::Similar);
                row.spread = Some(Box::new(fixtures::spread()));
                let found = discs(&answer, size, radius, colour);
                let seen: Vec<f32> = found.iter().map(|disc| disc.center.x).collect();
                assert!(!seen.is_empty(), "{name}, {polarity:?}: no disc");
                seen.iter().copied().fold(0.0, f32::max)
            };
            assert!(
                place(worse) < place(better),
                "{name}, {polarity:?}: {} {}",
                place(worse),
                place(better)
            );
        }
    }
}

#[test]
fn the_dots_of_a_ranking_lie_as_far_apart_as_their_figures() {
    let answer = ranking(&[(40.0, false), (20.0, false), (10.0, false), (15.0, true)]);
    let (marks, shapes) = painted(&answer, vec2(1000.0, 500.0));
    let dots_in = |rect: Rect| {
        let dots = shapes.iter().filter_map(move |shape| match shape {
            Shape::Circle(dot) if rect.y_range().contains(dot.center.y) => Some(dot.center.x),
            _ => None,
        });
        dots.collect::<Vec<f32>>()
    };
    let place = |wanted: Option<f64>| {
        let of_it = |mark: &&Mark| answer.rows[mark.row].reading.value() == wanted;
        let mark = marks.iter().find(of_it).expect("a row");
        dots_in(mark.rect)
    };
    let at = |value: f64| *place(Some(value)).first().expect("a dot");
    let (low, middle, high) = (at(10.0), at(20.0), at(40.0));
    assert!(low < middle, "{low} {middle}");
    let ratio = (high - middle) / (middle - low);
    assert!((ratio - 2.0).abs() < 0.02, "{low} {middle} {high}");
    assert!(place(None).is_empty(), "a withheld figure has no dot");
}

#[test]
fn the_bar_of_a_plan_begins_at_nothing_and_is_as_long_as_its_share() {
    let palette = Theme::Light.palette();
    let bar = |share: Option<f64>| {
        let answer = fixtures::plans(vec![fixtures::plan(0, share)]);
        let shapes = painted(&answer, vec2(1000.0, 500.0)).1;
        let of = |colour: Color32| {
            shapes.iter().find_map(|shape| match shape {
                Shape::Rect(rect) if rect.fill == colour && rect.rect.height() < 12.0 => {
                    Some(rect.rect)
                }
                _ => None,
            })
        };
        (of(palette.brand), of(palette.hairline))
    };
    for share in [0.0, 0.25, 0.5, 1.0] {
        let (done, whole) = bar(Some(share));
        let (done, whole) = (done.expect("a bar"), whole.expect("the whole way"));
        assert!((done.left() - whole.left()).abs() < 0.01, "{share}");
        let wanted = whole.width() * share as f32;
        assert!(
            (done.width() - wanted).abs() < 0.5,
            "{share}: {done:?} {whole:?}"
        );
    }
    assert_eq!(
        bar(None),
        (None, None),
        "without a share nothing looks like nought"
    );
}
