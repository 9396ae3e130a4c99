//! A story as slides in a file: PPTX, PDF and HTML. Each slide is painted by the same hand as in the window; title, notes, sources
//! and what is said in place of a picture stay text.

mod html;
mod pdf;
mod pptx;

pub use html::story_html;
pub use pdf::{story_handout, story_pdf};
pub use pptx::story_pptx;

use egui::{Rect, Vec2, pos2};

use super::page::painted;
use super::svg::{Words, svg_from};
use super::words::{all_notes, said};
use crate::domain::Reveal;
use crate::figures::{Face, FaceBody, SLIDE, SlideLayer, Theme};
use crate::questions::{Answer, QuestionKind};

/// A story with all that its slides show.
#[derive(Clone, Debug, PartialEq)]
pub struct StoryFile {
    /// Its title.
    pub title: String,
    /// When it is written, as a person reads it.
    pub date: String,
    /// Its slides, in order.
    pub pages: Vec<StoryPage>,
}

/// A slide with what is not painted.
#[derive(Clone, Debug, PartialEq)]
pub struct StoryPage {
    /// What is painted.
    pub face: Face,
    /// What the speaker says.
    pub notes: String,
}

impl StoryPage {
    fn answer(&self) -> Option<&Answer> {
        match &self.face.body {
            FaceBody::Figure(figure) => Some(figure.answer()),
            _ => None,
        }
    }

    /// What is said in place of the picture.
    fn said(&self) -> String {
        self.answer().map_or_else(String::new, said)
    }

    /// What the speaker says, line by line.
    fn own_notes(&self) -> impl Iterator<Item = &str> {
        let lines = self.notes.lines().map(str::trim);
        lines.filter(|line| !line.is_empty())
    }

    /// What must be known to read the figures.
    fn notes_on_figures(&self) -> Vec<String> {
        let mut notes = Vec::new();
        if let Some(answer) = self.answer() {
            notes.extend(all_notes(answer));
            notes.extend(
                answer
                    .sources
                    .iter()
                    .map(|source| format!("Source: {source}")),
            );
            notes.extend(everybody(answer));
            notes.push(format!("Question: {}", answer.question.address()));
        }
        notes
    }

    /// The speaker's notes, and behind them what must be known to read the figures.
    fn all_notes(&self) -> Vec<String> {
        let own = self.own_notes().map(str::to_owned);
        own.chain(self.notes_on_figures()).collect()
    }
}

/// Up to so many figures are written out in the notes.
const FEW: usize = 60;

/// Every figure with its name, since a slide names a few only; none where the picture is not of one figure each.
fn everybody(answer: &Answer) -> Option<String> {
    let one_each = matches!(
        answer.question.kind,
        QuestionKind::Ranking | QuestionKind::Spread | QuestionKind::Map
    );
    let rows = &answer.rows;
    (one_each && rows.len() <= FEW).then(|| {
        let all: Vec<String> = rows
            .iter()
            .map(|row| format!("{} {}", row.subject, row.shown_with_unit()))
            .collect();
        format!("All figures: {}.", all.join("; "))
    })
}

/// The whole slide as SVG; `prefix` keeps names apart where several stand on one page.
fn slide_svg(page: &StoryPage, prefix: &str) -> String {
    let rect = Rect::from_min_size(pos2(0.0, 0.0), SLIDE);
    let shapes = painted(SLIDE, Theme::Light, |ui| {
        page.face.paint(ui, rect, Theme::Light, Reveal::Remark);
    });
    svg_of(page, &shapes, SLIDE, prefix)
}

/// One layer of a slide as SVG, and where it stands.
fn layer_svg(page: &StoryPage, layer: SlideLayer) -> (Rect, String) {
    let whole = Rect::from_min_size(pos2(0.0, 0.0), SLIDE);
    let at = page.face.layer_rect(whole, layer);
    let size = at.size().round().max(Vec2::splat(1.0));
    let shapes = painted(size, Theme::Light, |ui| {
        let moved = whole.translate(-at.min.to_vec2());
        page.face
            .paint_layer(ui, moved, Theme::Light, Reveal::Remark, layer);
    });
    (
        Rect::from_min_size(at.min, size),
        svg_of(page, &shapes, size, ""),
    )
}

fn svg_of(
    page: &StoryPage,
    shapes: &[egui::epaint::ClippedShape],
    size: Vec2,
    prefix: &str,
) -> String {
    let said = page.said();
    svg_from(
        shapes,
        size,
        &Words {
            title: &page.face.title,
            description: if said.is_empty() {
                &page.face.subtitle
            } else {
                &said
            },
            prefix,
        },
    )
}
