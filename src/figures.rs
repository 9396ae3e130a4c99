//! The corridor out, second half: an answer becomes a figure, and a figure is painted once, in the window and on paper alike.
//! Model, then placement, then paint; the model knows no pixels.

mod axis;
mod canvas;
mod closing;
mod comparison;
mod contribution;
mod coverage;
mod empty;
mod few;
mod field;
#[cfg(test)]
pub(crate) mod fixtures;
mod frame;
mod gap;
mod glyph;
mod goal;
mod inequality;
mod lettering;
mod map;
mod overview;
mod palette;
mod plans;
mod profile;
mod ranking;
mod relationship;
mod scale;
mod slide;
mod sparkline;
mod speech;
mod spread;
mod steps;
mod strip;
mod trend;
#[cfg(test)]
mod truthful;

pub use field::Field;
pub use glyph::{
    SERIES_MARKS, diamond, glyph, glyph_in, judgement_colour, series_colour, series_mark,
};
pub use lettering::{Style, Weight, clean, fonts};
pub use overview::gaps::dumbbell;
pub use palette::{Palette, Theme};
pub use slide::{Face, FaceBody, SLIDE, SlideLayer, SlideLayout};
pub use sparkline::sparkline;
pub use speech::{standing, standing_in_words};
pub use strip::{spine_cell, strip};

use std::sync::Arc;

use egui::{Rect, Ui, vec2};

use crate::domain::Reveal;
use crate::questions::{Answer, Detail, QuestionKind, RowRole};
use canvas::Canvas;
use comparison::Rug;
use frame::Frame;
use ranking::Ranking;
use relationship::Scatter;
use spread::Swarm;
use trend::Trend;

/// A picture of an answer, ready to be painted at any size.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    answer: Arc<Answer>,
    model: Arc<Model>,
    selected: Option<usize>,
    shown: Reveal,
}

/// What is worked out from an answer once, whatever the size at which it is painted.
#[derive(Debug, PartialEq)]
enum Model {
    Trend(Trend),
    Ranking(Ranking),
    Spread(Swarm),
    Relationship(Scatter),
    Comparison(Rug),
    Gap(gap::Lines),
    Closing(closing::Closings),
    /// The rows are painted as they are.
    Rows,
}

impl Model {
    fn of(answer: &Answer) -> Self {
        match answer.question.kind {
            QuestionKind::Trend => Self::Trend(Trend::of(answer)),
            QuestionKind::Ranking => Self::Ranking(Ranking::of(answer)),
            QuestionKind::Spread => Self::Spread(Swarm::of(answer)),
            QuestionKind::Relationship => Self::Relationship(Scatter::of(answer)),
            QuestionKind::Comparison => Self::Comparison(Rug::of(answer)),
            QuestionKind::Gap => Self::Gap(gap::Lines::of(answer)),
            QuestionKind::Closing => Self::Closing(closing::Closings::of(answer)),
            QuestionKind::Profile
            | QuestionKind::Goal
            | QuestionKind::Overview
            | QuestionKind::Inequality
            | QuestionKind::Map
            | QuestionKind::Coverage
            | QuestionKind::Plans => Self::Rows,
        }
    }
}

impl Figure {
    /// The figure that suits an answer.
    pub fn of(answer: &Answer) -> Self {
        Self {
            answer: Arc::new(answer.clone()),
            model: Arc::new(Model::of(answer)),
            selected: None,
            shown: Reveal::Remark,
        }
    }

    /// The same with nothing painted of the parts behind one. Everything keeps its place.
    #[must_use]
    pub fn up_to(mut self, shown: Reveal) -> Self {
        self.shown = shown;
        self
    }

    /// The parts of which the picture is made and that can be shown one after the other.
    pub fn parts(&self) -> Vec<Reveal> {
        let among = |focus: bool| {
            let mut rows = self.answer.rows.iter();
            rows.any(|row| (row.role == RowRole::Focus) == focus)
        };
        let mut parts = vec![Reveal::Axes];
        match self.model.as_ref() {
            Model::Trend(_) | Model::Ranking(_) | Model::Spread(_) => {
                if among(false) {
                    parts.push(Reveal::Context);
                }
                if among(true) {
                    parts.push(Reveal::Focus);
                }
            }
            Model::Gap(_) => parts.extend([Reveal::Focus, Reveal::Gap]),
            Model::Closing(closings) if closings.is_one() => {
                parts.extend([Reveal::Context, Reveal::Focus, Reveal::Gap]);
            }
            _ => {}
        }
        parts
    }

    /// The same with a row of the answer chosen: a comparison shows that row's indicator in detail.
    #[must_use]
    pub fn with_selected(mut self, row: Option<usize>) -> Self {
        self.selected = row;
        self
    }

    /// The answer that is painted.
    pub fn answer(&self) -> &Answer {
        &self.answer
    }

    /// Height that the figure needs at a width, in points.
    pub fn height(&self, width: f32, look: &Look) -> f32 {
        let width = width.max(1.0);
        let body = self.body_height(width, look.scale);
        let extra = self.notes(vec2(width, body), look);
        body + Frame::height(&self.answer, look, width, &extra)
    }

    /// Paints the figure into all of `ui`'s width at its height, and returns the marks for pointing, stepping and speech.
    pub fn paint(&self, ui: &mut Ui, look: &Look) -> Vec<Mark> {
        let width = ui.available_width();
        let size = vec2(width, self.height(width, look));
        let (_, rect) = ui.allocate_space(size);
        self.paint_in(ui, rect, look)
    }

    /// Paints the figure into a rectangle: a page, a slide. What does not fit is left away, and a note says so.
    pub fn paint_in(&self, ui: &mut Ui, rect: Rect, look: &Look) -> Vec<Mark> {
        let canvas = Canvas::new(ui.painter().clone(), look).up_to(self.shown);
        let first = Frame::place(&self.answer, look, rect, &[]);
        let extra = self.notes(first.body.size(), look);
        let frame = Frame::place(&self.answer, look, rect, &extra);
        frame.paint(&canvas);
        let body = frame.body;
        if !body.is_finite() || body.width() < 40.0 || body.height() < 20.0 {
            return Vec::new();
        }
        if self.answer.rows.is_empty()
            && self.answer.question.kind != QuestionKind::Overview
            && !(self.answer.question.kind == QuestionKind::Plans && plans::has_any(&self.answer))
        {
            return empty::paint(&canvas, body, &self.answer);
        }
        let answer = self.answer.as_ref();
        match (self.model.as_ref(), answer.question.kind) {
            (Model::Trend(trend), _) => trend::paint(trend, answer, ui, &canvas, body),
            (Model::Ranking(ranking), _) => ranking::paint(ranking, answer, &canvas, body),
            (Model::Spread(swarm), _) => spread::paint(swarm, answer, &canvas, body),
            (Model::Gap(lines), _) => gap::paint(lines, answer, &canvas, body),
            (Model::Closing(closings), _) => closing::paint(closings, answer, &canvas, body),
            (Model::Relationship(scatter), _) => {
                relationship::paint(scatter, answer, &canvas, body)
            }
            (Model::Comparison(rug), _) => {
                comparison::paint(rug, answer, self.selected, &canvas, body)
            }
            (Model::Rows, QuestionKind::Overview) => overview::paint(answer, &canvas, body),
            (Model::Rows, QuestionKind::Goal) => goal::paint(answer, &canvas, body),
            (Model::Rows, QuestionKind::Inequality) => inequality::paint(answer, &canvas, body),
            (Model::Rows, QuestionKind::Map) => map::paint(answer, &canvas, body),
            (Model::Rows, QuestionKind::Coverage)
                if matches!(answer.detail, Detail::Contribution(_)) =>
            {
                contribution::paint(answer, &canvas, body)
            }
            (Model::Rows, QuestionKind::Coverage) => coverage::paint(answer, &canvas, body),
            (Model::Rows, QuestionKind::Plans) => plans::paint(answer, &canvas, body),
            (Model::Rows, _) => profile::paint(answer, &canvas, body),
        }
    }

    /// What the picture itself has to say at a size, such as what it had no room for: for those who write its notes beside it.
    pub fn own_notes(&self, size: egui::Vec2, look: &Look) -> Vec<String> {
        let rect = Rect::from_min_size(egui::Pos2::ZERO, size);
        let frame = Frame::place(&self.answer, look, rect, &[]);
        self.notes(frame.body.size(), look)
    }

    fn body_height(&self, width: f32, k: f32) -> f32 {
        let answer = &self.answer;
        match (self.model.as_ref(), answer.question.kind) {
            (Model::Rows, QuestionKind::Overview) => overview::height(answer, width, k),
            (Model::Rows, QuestionKind::Plans) => plans::height(answer, k),
            _ if answer.rows.is_empty() => 80.0 * k,
            (Model::Trend(_), _) => trend::height(width, k),
            (Model::Ranking(ranking), _) => ranking::height(ranking, k),
            (Model::Spread(swarm), _) => spread::height(swarm, width, k),
            (Model::Gap(lines), _) => gap::height(lines, k),
            (Model::Closing(closings), _) => closing::height(closings, width, k),
            (Model::Relationship(_), _) => relationship::height(width, k),
            (Model::Comparison(rug), _) => comparison::height(rug, k),
            (Model::Rows, QuestionKind::Goal) => goal::height(answer, k),
            (Model::Rows, QuestionKind::Inequality) => inequality::height(answer, width, k),
            (Model::Rows, QuestionKind::Map) => map::height(width, k),
            (Model::Rows, QuestionKind::Coverage)
                if matches!(answer.detail, Detail::Contribution(_)) =>
            {
                contribution::height(answer, k)
            }
            (Model::Rows, QuestionKind::Coverage) => coverage::height(answer, k),
            (Model::Rows, _) => profile::height(answer, k),
        }
    }

    /// Notes of the picture itself at the size of its body.
    fn notes(&self, body: egui::Vec2, look: &Look) -> Vec<String> {
        let answer = &self.answer;
        let (k, names) = (look.scale, look.names);
        match (self.model.as_ref(), answer.question.kind) {
            (Model::Rows, QuestionKind::Overview) => overview::notes(answer, names),
            _ if answer.rows.is_empty() => Vec::new(),
            (Model::Trend(trend), _) => trend::notes(trend),
            (Model::Ranking(ranking), _) => ranking::notes(ranking, body, (k, names)),
            (Model::Spread(swarm), _) => spread::notes(swarm, body, (k, names)),
            (Model::Gap(lines), _) => gap::notes(lines, body, (k, names)),
            (Model::Closing(closings), _) => closing::notes(closings, names),
            (Model::Relationship(scatter), _) => relationship::notes(scatter),
            (Model::Comparison(rug), _) => comparison::notes(rug, body, (k, names)),
            (Model::Rows, QuestionKind::Goal) => goal::notes(answer, body, (k, names)),
            (Model::Rows, QuestionKind::Inequality) => inequality::notes(answer, body, k),
            (Model::Rows, QuestionKind::Coverage)
                if matches!(answer.detail, Detail::Contribution(_)) =>
            {
                contribution::notes(answer, body, (k, names))
            }
            (Model::Rows, QuestionKind::Map | QuestionKind::Coverage) => Vec::new(),
            (Model::Rows, QuestionKind::Plans) => plans::notes(answer, body.y, (k, names)),
            (Model::Rows, _) => profile::notes(answer, body, (k, names)),
        }
    }
}

/// What the rows are compared with, as a heading shows it.
fn benchmark_name(answer: &Answer) -> String {
    if answer.benchmark_name.is_empty() {
        "Benchmark".to_owned()
    } else {
        answer.benchmark_name.clone()
    }
}

/// The unit above an axis; the unit of the first row where the answer names none for all.
fn unit_line(answer: &Answer) -> String {
    if answer.unit.is_empty() {
        answer
            .rows
            .first()
            .map_or(String::new(), |row| speech::unit_sign(&row.unit))
    } else {
        answer.unit.clone()
    }
}

/// How a figure looks: theme, and what is painted around the plot.
#[derive(Clone, Debug, PartialEq)]
pub struct Look {
    /// Colours.
    pub theme: Theme,
    /// Factor on type and strokes: 1 in the window and on paper, 1.7 in front of a room.
    pub scale: f32,
    /// True to paint headline and subtitle too: on paper and in front of a room. The window writes them itself.
    pub with_title: bool,
    /// True to paint notes and sources.
    pub with_notes: bool,
    /// Most marks, rows or columns that carry a name: few in front of a room. Letters are then never smaller than a label's.
    pub names: usize,
}

/// A mark that can be pointed at, stepped to and followed to its cell.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// Index of its row in the answer.
    pub row: usize,
    /// Where it was painted.
    pub rect: egui::Rect,
    /// What is said of it.
    pub spoken: String,
}
