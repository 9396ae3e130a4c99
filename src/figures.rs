//! The corridor out, second half: an answer becomes a figure, and a figure is painted once, in the window and on paper alike.
//! Model, then placement, then paint; the model knows no pixels.

mod palette;

pub use palette::{Palette, Theme};

use crate::questions::Answer;

/// A picture of an answer, ready to be painted at any size.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    answer: Answer,
}

impl Figure {
    /// The figure that suits an answer.
    pub fn of(answer: &Answer) -> Self {
        Self {
            answer: answer.clone(),
        }
    }

    /// Height that the figure needs at a width, in points.
    pub fn height(&self, _width: f32, _look: &Look) -> f32 {
        400.0
    }

    /// Paints the figure into all of `ui`'s width at its height, and returns the marks for pointing, stepping and speech.
    pub fn paint(&self, _ui: &mut egui::Ui, _look: &Look) -> Vec<Mark> {
        let _ = &self.answer;
        Vec::new()
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
