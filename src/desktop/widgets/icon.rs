use egui::{Color32, Painter, Pos2, Rect, Stroke, StrokeKind, pos2, vec2};

/// Small pictures, painted as strokes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Icon {
    /// Four squares.
    Goals,
    /// Three bars.
    Compare,
    /// Two dots and what lies between.
    Gaps,
    /// A pin.
    Place,
    /// A building.
    Organisation,
    /// Lines that are ticked.
    Plans,
    /// A table.
    Sheet,
    /// A lens.
    Search,
    /// Opens downward.
    Down,
    /// Goes on.
    Right,
    /// Goes back.
    Left,
    /// Closes.
    Close,
    /// Done.
    Tick,
    /// Adds.
    Plus,
    /// Worth knowing.
    Info,
    /// Look here.
    Warning,
    /// Stops.
    Blocker,
    /// Into the book.
    Import,
    /// A screen on a stand.
    Present,
}

/// Paints an icon, 16 points wide, round a centre.
pub(crate) fn icon(painter: &Painter, centre: Pos2, which: Icon, colour: Color32) {
    let stroke = Stroke::new(1.6, colour);
    let at = |x: f32, y: f32| pos2(centre.x + x, centre.y + y);
    let line = |from: Pos2, to: Pos2| {
        painter.line_segment([from, to], stroke);
    };
    let path = |points: Vec<Pos2>| {
        painter.line(points, stroke);
    };
    let square = |x: f32, y: f32, w: f32, h: f32| {
        painter.rect_stroke(
            Rect::from_min_size(at(x, y), vec2(w, h)),
            1.0,
            stroke,
            StrokeKind::Middle,
        );
    };
    match which {
        Icon::Goals => {
            for (x, y) in [(-6.5, -6.5), (1.5, -6.5), (-6.5, 1.5), (1.5, 1.5)] {
                square(x, y, 5.0, 5.0);
            }
        }
        Icon::Plans => {
            for y in [-5.0, 0.0, 5.0] {
                path(vec![at(-7.0, y), at(-5.5, y + 1.5), at(-3.0, y - 1.5)]);
                line(at(0.0, y), at(7.0, y));
            }
        }
        Icon::Compare => {
            for (x, y) in [(-5.0, 0.0), (0.0, -6.0), (5.0, -3.0)] {
                line(at(x, y), at(x, 6.5));
            }
        }
        Icon::Gaps => {
            painter.circle_stroke(at(-5.5, 0.0), 2.4, stroke);
            painter.circle_stroke(at(5.5, 0.0), 2.4, stroke);
            line(at(-3.0, 0.0), at(3.0, 0.0));
        }
        Icon::Place => {
            painter.circle_stroke(at(0.0, -2.0), 4.8, stroke);
            painter.circle_stroke(at(0.0, -2.0), 1.4, stroke);
            path(vec![at(-4.0, 0.8), at(0.0, 7.0), at(4.0, 0.8)]);
        }
        Icon::Organisation => {
            square(-5.0, -7.0, 10.0, 14.0);
            for y in [-4.0, -1.0, 2.0] {
                line(at(-2.4, y), at(-0.8, y));
                line(at(0.9, y), at(2.5, y));
            }
            line(at(0.0, 4.6), at(0.0, 7.0));
        }
        Icon::Sheet => {
            square(-6.5, -6.0, 13.0, 12.0);
            line(at(-6.5, -2.0), at(6.5, -2.0));
            line(at(-6.5, 2.0), at(6.5, 2.0));
            line(at(-2.0, -6.0), at(-2.0, 6.0));
        }
        Icon::Search => {
            painter.circle_stroke(at(-1.5, -1.5), 4.6, stroke);
            line(at(2.0, 2.0), at(6.5, 6.5));
        }
        Icon::Down => path(vec![at(-4.0, -2.0), at(0.0, 2.2), at(4.0, -2.0)]),
        Icon::Right => path(vec![at(-2.0, -4.0), at(2.2, 0.0), at(-2.0, 4.0)]),
        Icon::Left => path(vec![at(2.0, -4.0), at(-2.2, 0.0), at(2.0, 4.0)]),
        Icon::Close => {
            line(at(-4.0, -4.0), at(4.0, 4.0));
            line(at(-4.0, 4.0), at(4.0, -4.0));
        }
        Icon::Tick => path(vec![at(-5.0, 0.5), at(-1.5, 4.0), at(5.0, -4.0)]),
        Icon::Plus => {
            line(at(-5.0, 0.0), at(5.0, 0.0));
            line(at(0.0, -5.0), at(0.0, 5.0));
        }
        Icon::Info => {
            painter.circle_stroke(centre, 6.6, stroke);
            line(at(0.0, -0.8), at(0.0, 3.4));
            painter.circle_filled(at(0.0, -3.2), 1.0, colour);
        }
        Icon::Warning => {
            path(vec![
                at(0.0, -6.5),
                at(7.0, 6.0),
                at(-7.0, 6.0),
                at(0.0, -6.5),
            ]);
            line(at(0.0, -2.2), at(0.0, 1.6));
            painter.circle_filled(at(0.0, 3.8), 1.0, colour);
        }
        Icon::Blocker => {
            painter.circle_stroke(centre, 6.6, stroke);
            line(at(-4.4, -4.4), at(4.4, 4.4));
        }
        Icon::Import => {
            line(at(0.0, -7.0), at(0.0, 2.5));
            path(vec![at(-3.5, -1.0), at(0.0, 2.6), at(3.5, -1.0)]);
            path(vec![
                at(-6.5, 2.0),
                at(-6.5, 6.0),
                at(6.5, 6.0),
                at(6.5, 2.0),
            ]);
        }
        Icon::Present => {
            square(-6.5, -6.0, 13.0, 9.0);
            line(at(0.0, 3.0), at(0.0, 6.5));
            line(at(-3.5, 6.5), at(3.5, 6.5));
        }
    }
}
