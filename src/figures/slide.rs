//! A slide as it is painted in front of a room and on paper alike: title, picture or text, sources. Knows no story and no file.

mod paint;
#[cfg(test)]
mod readable;

use egui::{Rect, Ui, Vec2, pos2, vec2};

use super::canvas::Canvas;
use super::frame::notes_of;
use super::lettering::Style;
use super::{Figure, Look, Mark, Theme};
use crate::domain::Reveal;

/// Size of a slide on paper, in points; on a screen it is larger or smaller by its height.
pub const SLIDE: Vec2 = vec2(1920.0, 1080.0);

/// Factor that brings the smallest letters of a figure, 13 points, to the 24 that are read from the back.
const FIGURE_SCALE: f32 = 1.85;
/// Most names on a slide.
const NAMES: usize = 8;
/// Most lines at the foot: the sources, then signs, then notes as far as there is room.
const FOOT_LINES: usize = 4;

/// A slide as it is painted in front of a room and on paper alike.
#[derive(Clone, Debug, PartialEq)]
pub struct Face {
    /// Its title.
    pub title: String,
    /// Measure, unit, people group, place and period.
    pub subtitle: String,
    /// What is on it.
    pub body: FaceBody,
    /// One sentence below the picture; empty for none.
    pub remark: String,
    /// What must stand at the foot before anything else, such as that figures have changed; empty for nothing.
    pub warning: String,
    /// The goal that it belongs to, as the foot shows it.
    pub goal: String,
    /// Its number, from 1.
    pub number: usize,
}

/// What is on a slide.
#[derive(Clone, Debug, PartialEq)]
pub enum FaceBody {
    /// A figure, boxed since it is large.
    Figure(Box<Figure>),
    /// Points of text.
    Text(Vec<String>),
    /// The beginning of a section, with a line about it.
    Section(String),
    /// A question that has no answer in this book, and why.
    Unanswered(String),
}

/// What can be painted of a slide by itself, so that a document knows title from picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SlideLayer {
    /// Title and subtitle.
    Head,
    /// The picture or the text.
    Body,
    /// Remark, sources, notes, goal and number.
    Foot,
}

impl SlideLayer {
    /// All layers.
    pub const ALL: [Self; 3] = [Self::Head, Self::Body, Self::Foot];
}

/// Where everything stands on a slide of its usual size, for those who write its texts themselves.
#[derive(Clone, Debug, PartialEq)]
pub struct SlideLayout {
    /// The title.
    pub title: Rect,
    /// Size of its letters.
    pub title_size: f32,
    /// The subtitle; of no height where there is none.
    pub subtitle: Rect,
    /// The picture or the text.
    pub body: Rect,
    /// The remark.
    pub remark: Rect,
    /// Sources and notes.
    pub foot: Rect,
    /// What the foot says, line by line.
    pub foot_lines: Vec<String>,
    /// Goal and number.
    pub number: Rect,
}

/// Where everything stands on a slide.
struct Placed {
    k: f32,
    page: Rect,
    title: Vec<String>,
    title_style: Style,
    subtitle: Vec<String>,
    head: Rect,
    body: Rect,
    remark: Vec<String>,
    rule: f32,
    foot: Vec<String>,
}

impl Face {
    /// The parts of its body that can come one after the other.
    pub fn parts(&self) -> Vec<Reveal> {
        match &self.body {
            FaceBody::Figure(figure) => figure.parts(),
            _ => Vec::new(),
        }
    }

    /// Paints the slide into a rectangle, up to a part. Everything keeps its place from part to part.
    pub fn paint(&self, ui: &mut Ui, rect: Rect, theme: Theme, shown: Reveal) -> Vec<Mark> {
        let mut marks = Vec::new();
        for layer in SlideLayer::ALL {
            marks.extend(self.paint_layer(ui, rect, theme, shown, layer));
        }
        marks
    }

    /// Paints one layer of it.
    pub fn paint_layer(
        &self,
        ui: &mut Ui,
        rect: Rect,
        theme: Theme,
        shown: Reveal,
        layer: SlideLayer,
    ) -> Vec<Mark> {
        let placed = self.place(rect, theme);
        let canvas = Canvas::new(ui.painter().clone(), &look(theme, placed.k)).up_to(shown);
        match layer {
            SlideLayer::Head => self.paint_head(&placed, &canvas),
            SlideLayer::Foot => self.paint_foot(&placed, &canvas),
            SlideLayer::Body => return self.paint_body(&placed, &canvas, ui, theme, shown),
        }
        Vec::new()
    }

    /// Where a layer stands on a slide in a rectangle.
    pub fn layer_rect(&self, rect: Rect, layer: SlideLayer) -> Rect {
        let placed = self.place(rect, Theme::Light);
        match layer {
            SlideLayer::Head => placed.head,
            SlideLayer::Body => placed.body,
            SlideLayer::Foot => Rect::from_min_max(
                pos2(placed.page.left(), placed.body.bottom()),
                placed.page.max,
            ),
        }
    }

    /// Where everything stands on a slide of its usual size.
    pub fn layout(&self) -> SlideLayout {
        let placed = self.place(Rect::from_min_size(pos2(0.0, 0.0), SLIDE), Theme::Light);
        let page = placed.page;
        let title_height = placed.title.len() as f32 * placed.title_style.line();
        let top = if self.is_section() {
            page.center().y - title_height
        } else {
            page.top()
        };
        let title = Rect::from_min_size(pos2(page.left(), top), vec2(page.width(), title_height));
        let line = subtitle_style(1.0).line();
        let subtitle = Rect::from_min_size(
            title.left_bottom(),
            vec2(page.width(), placed.subtitle.len() as f32 * line),
        );
        let wide = foot_style(1.0).width(&self.mark()) + 24.0;
        let foot = Rect::from_min_max(pos2(page.left(), placed.rule + 8.0), page.max);
        let number = Rect::from_min_max(
            pos2(page.right() - wide, page.bottom() - foot_style(1.0).line()),
            page.max,
        );
        SlideLayout {
            title,
            title_size: placed.title_style.size,
            subtitle,
            body: placed.body,
            remark: Rect::from_min_max(
                pos2(page.left(), placed.body.bottom() + 12.0),
                pos2(page.right(), placed.rule),
            ),
            foot: foot.with_max_x(number.left() - 24.0),
            foot_lines: placed.foot,
            number,
        }
    }

    /// Sources, signs and notes as the foot shows them, each a line or more: sources first.
    pub fn foot(&self, body: Vec2, look: &Look) -> Vec<String> {
        let mut lines = Vec::new();
        if !self.warning.is_empty() {
            lines.push(self.warning.clone());
        }
        if let FaceBody::Figure(figure) = &self.body {
            let (signs, notes, sources) = notes_of(figure.answer(), &figure.own_notes(body, look));
            lines.extend(sources.into_iter().chain(signs).chain(notes));
        }
        lines
    }

    /// Size of the letters of its text on a slide of its usual size; none where it has no text.
    pub fn text_size(&self) -> Option<f32> {
        match &self.body {
            FaceBody::Text(points) => {
                Some(paint::size_of_text(points, self.layout().body.size(), 1.0))
            }
            _ => None,
        }
    }

    fn is_section(&self) -> bool {
        matches!(self.body, FaceBody::Section(_))
    }

    fn place(&self, rect: Rect, theme: Theme) -> Placed {
        let k = (rect.height() / SLIDE.y)
            .min(rect.width() / 1365.0)
            .max(0.05);
        let side = (96.0 * k).min(rect.width() * 0.05);
        let page = Rect::from_min_max(
            rect.min + vec2(side, 60.0 * k),
            rect.max - vec2(side, 40.0 * k),
        );
        let width = page.width();
        let large = Style::semibold(44.0 * k);
        let small = Style::semibold(36.0 * k);
        let (mut title_style, mut title) = (large, large.wrap(&self.title, width, 3));
        if title.len() > 2 {
            (title_style, title) = (small, small.wrap(&self.title, width, 3));
        }
        if self.is_section() {
            title_style = Style::semibold(64.0 * k);
            title = title_style.wrap(&self.title, width * 0.9, 3);
        }
        let subtitle = subtitle_style(k).wrap(&self.subtitle, width, 2);
        let mut y = page.top() + title.len() as f32 * title_style.line();
        y += subtitle.len() as f32 * subtitle_style(k).line() + 8.0 * k;
        // The title of a section stands in the middle of the page, above what is said of it.
        if self.is_section() {
            y = page.center().y + 10.0 * k;
        }
        let head = Rect::from_min_max(page.min, pos2(page.right(), y));
        let remark = remark_style(k).wrap(&self.remark, width, 2);
        let remark_height = match remark.len() {
            0 => 0.0,
            lines => lines as f32 * remark_style(k).line() + 10.0 * k,
        };
        let note = foot_style(k);
        let room = width - note.width(&self.mark()) - 56.0 * k;
        let guess = vec2(width, (page.bottom() - y - 130.0 * k).max(1.0));
        let mut foot: Vec<String> = Vec::new();
        for said in self.foot(guess, &look(theme, k)) {
            let lines = note.wrap(&said, room, FOOT_LINES);
            if foot.is_empty() || foot.len() + lines.len() <= FOOT_LINES {
                foot.extend(lines);
            }
        }
        let lines = foot.len().max(1) as f32;
        let rule = page.bottom() - lines * note.line() - 10.0 * k;
        let body = Rect::from_min_max(
            pos2(page.left(), y + 14.0 * k),
            pos2(
                page.right(),
                (rule - 14.0 * k - remark_height).max(y + 15.0 * k),
            ),
        );
        Placed {
            k,
            page,
            title,
            title_style,
            subtitle,
            head,
            body,
            remark,
            rule,
            foot,
        }
    }

    /// Goal and number, as they stand at the foot.
    fn mark(&self) -> String {
        if self.goal.is_empty() {
            self.number.to_string()
        } else {
            format!("{}      {}", self.goal, self.number)
        }
    }
}

/// How the figure of a slide looks at a factor on sizes.
fn look(theme: Theme, k: f32) -> Look {
    Look {
        theme,
        scale: FIGURE_SCALE * k,
        with_title: false,
        with_notes: false,
        names: NAMES,
    }
}

fn subtitle_style(k: f32) -> Style {
    Style::regular(28.0 * k)
}

fn remark_style(k: f32) -> Style {
    Style::semibold(28.0 * k)
}

fn foot_style(k: f32) -> Style {
    Style::regular(20.0 * k)
}
