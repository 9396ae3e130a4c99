use egui::{Color32, Context, Id, Painter, Pos2, Rect, Shape, Stroke, pos2, vec2};

use crate::desktop::state::{Show, State};
use crate::figures::{Palette, Style};

/// Share of the planned time from which on it is nearly over.
const NEARLY: f64 = 0.8;

/// How long the show and its slide have lasted, and how long they should: in seconds, 0 where nobody said.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Clock {
    /// Of the whole show.
    pub(super) all: Time,
    /// Of the slide that is shown.
    pub(super) slide: Time,
}

/// A time that passes, and what was planned for it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Time {
    passed: f64,
    planned: f64,
}

/// How a time stands to what was planned for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Pace {
    Unplanned,
    OnTime,
    NearlyOver,
    Over,
}

/// When the show began, which slide it shows and since when.
#[derive(Clone, Copy, Debug, Default)]
struct Began {
    show: f64,
    at: usize,
    slide: f64,
}

fn key() -> Id {
    Id::unique("show began")
}

/// The show begins: its clock does too.
pub(in crate::desktop) fn begin_clock(ctx: &Context) {
    let now = ctx.input(|input| input.time);
    let began = Began {
        show: now,
        slide: now,
        at: usize::MAX,
    };
    ctx.data_mut(|data| data.insert_temp(key(), began));
}

/// The clock of a show.
pub(super) fn clock(ctx: &Context, state: &State, show: &Show) -> Clock {
    let (at, slides) = (show.at, show.slides.len());
    let now = ctx.input(|input| input.time);
    let mut began: Began = ctx.data(|data| data.get_temp(key())).unwrap_or_default();
    if began.at != at {
        (began.at, began.slide) = (at, now);
        ctx.data_mut(|data| data.insert_temp(key(), began));
    }
    let planned = f64::from(state.settings.show_minutes) * 60.0;
    Clock {
        all: Time {
            passed: now - began.show,
            planned,
        },
        slide: Time {
            passed: now - began.slide,
            planned: planned / slides.max(1) as f64,
        },
    }
}

impl Time {
    fn pace(self) -> Pace {
        if self.planned <= 0.0 {
            Pace::Unplanned
        } else if self.passed >= self.planned {
            Pace::Over
        } else if self.passed >= self.planned * NEARLY {
            Pace::NearlyOver
        } else {
            Pace::OnTime
        }
    }

    /// `12:41 of 20:00, on time`.
    pub(super) fn words(self) -> String {
        let passed = minutes(self.passed);
        let planned = minutes(self.planned);
        match self.pace() {
            Pace::Unplanned => passed,
            Pace::OnTime => format!("{passed} of {planned}, on time"),
            Pace::NearlyOver => format!("{passed} of {planned}, nearly over"),
            Pace::Over => format!(
                "{passed} of {planned}, over by {}",
                minutes(self.passed - self.planned)
            ),
        }
    }

    /// Paints the time with its middle at the left of `at`: a mark of its own shape and colour, and the words. Gives what it took.
    pub(super) fn paint(
        self,
        painter: &Painter,
        at: Pos2,
        style: Style,
        palette: &Palette,
    ) -> Rect {
        let mut words = at;
        if let Some(colour) = self.colour(palette) {
            let r = style.size * 0.38;
            mark(painter, at + vec2(r, 0.0), r, self.pace(), colour);
            words.x += r * 3.2;
        }
        let ink = self.colour(palette).unwrap_or(palette.ink);
        let left = egui::Align2::LEFT_CENTER;
        painter.text(words, left, self.words(), style.font(), ink)
    }

    /// The width that [`Time::paint`] takes.
    pub(super) fn width(self, style: Style) -> f32 {
        let mark = match self.pace() {
            Pace::Unplanned => 0.0,
            _ => style.size * 0.38 * 3.2,
        };
        mark + style.width(&self.words())
    }

    fn colour(self, palette: &Palette) -> Option<Color32> {
        match self.pace() {
            Pace::Unplanned => None,
            Pace::OnTime => Some(palette.success),
            Pace::NearlyOver => Some(palette.warning),
            Pace::Over => Some(palette.error),
        }
    }
}

/// A dot for on time, a triangle for nearly over, a box for over.
fn mark(painter: &Painter, at: Pos2, r: f32, pace: Pace, colour: Color32) {
    match pace {
        Pace::Unplanned => {}
        Pace::OnTime => {
            painter.circle_filled(at, r, colour);
        }
        Pace::NearlyOver => {
            let corners = vec![
                pos2(at.x - r, at.y + r),
                pos2(at.x, at.y - r),
                pos2(at.x + r, at.y + r),
            ];
            painter.add(Shape::convex_polygon(corners, colour, Stroke::NONE));
        }
        Pace::Over => {
            painter.rect_filled(Rect::from_center_size(at, vec2(r, r) * 2.0), 0.0, colour);
        }
    }
}

/// Minutes and seconds.
fn minutes(seconds: f64) -> String {
    let seconds = seconds.max(0.0) as u64;
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

#[cfg(test)]
mod tests {
    use super::Time;

    #[test]
    fn a_time_says_how_it_stands_at_four_fifths_and_at_the_whole() {
        for (passed, planned, words) in [
            (61.0, 0.0, "1:01"),
            (479.9, 600.0, "7:59 of 10:00, on time"),
            (480.0, 600.0, "8:00 of 10:00, nearly over"),
            (600.0, 600.0, "10:00 of 10:00, over by 0:00"),
            (675.0, 600.0, "11:15 of 10:00, over by 1:15"),
        ] {
            assert_eq!(Time { passed, planned }.words(), words);
        }
    }
}
