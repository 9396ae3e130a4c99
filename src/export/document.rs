//! A document of pages: headings, paragraphs, pictures and tables set one below another, and written as a tagged PDF that can be
//! searched, read aloud and gone through by its outline. Knows nothing of questions.

mod contents;
mod slides;
mod text;
mod write;

pub(super) use contents::Entry;
pub(super) use slides::Leaf;
pub(super) use text::{Sheet, SheetCell};

use egui::{Pos2, Rect, Vec2, pos2, vec2};

use super::ExportError;
use crate::figures::Style;
use text::{lines_svg, rule_svg};

/// A4, upright, in points.
const PAGE: Vec2 = vec2(595.0, 842.0);
/// What is printed on, without the foot.
const AREA: Rect = Rect {
    min: pos2(44.0, 48.0),
    max: pos2(551.0, 782.0),
};

/// Height that is kept for a heading and a line below it.
const HEADING: f32 = 90.0;

/// What a part of the document is, to whoever reads it by its structure.
#[derive(Clone, Debug, PartialEq)]
enum Role {
    Heading(u16, String),
    Paragraph,
    /// A picture, with what is said in its place.
    Picture(String),
    Table(String),
    Row,
    ColumnHeader,
    RowHeader,
    Cell,
    Contents,
    ContentsLine,
    /// A link to the heading of that number in the contents.
    Link(usize),
}

/// A part, and the part that it belongs to.
#[derive(Debug)]
struct Part {
    role: Role,
    within: Option<usize>,
}

/// Something on a page. What belongs to no part is decoration.
#[derive(Debug)]
struct Placed {
    part: Option<usize>,
    rect: Rect,
    svg: String,
}

/// A heading that contents and outline name.
#[derive(Debug)]
struct Mark {
    level: u16,
    text: String,
    page: usize,
    top: f32,
}

/// A document on its way.
pub(super) struct Document {
    title: String,
    foot: String,
    size: Vec2,
    parts: Vec<Part>,
    pages: Vec<Vec<Placed>>,
    marks: Vec<Mark>,
    y: f32,
}

/// A kind of running text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Prose {
    /// What is read.
    Body,
    /// Beside it: subtitles, dates, notes.
    Aside,
}

impl Document {
    /// An empty document of A4 pages; `foot` stands at the foot of each.
    pub(super) fn new(title: &str, foot: &str) -> Self {
        Self {
            title: title.to_owned(),
            foot: foot.to_owned(),
            size: PAGE,
            parts: Vec::new(),
            pages: vec![Vec::new()],
            marks: Vec::new(),
            y: AREA.top(),
        }
    }

    /// A document of one page that a picture fills, with what is said in its place.
    pub(super) fn of_picture(title: &str, svg: &str, size: Vec2, said: &str) -> Self {
        let mut document = Self {
            size,
            ..Self::new(title, "")
        };
        let picture = document.part(Role::Picture(said.to_owned()), None);
        document.place(
            Some(picture),
            Rect::from_min_size(Pos2::ZERO, size),
            svg.to_owned(),
        );
        document
    }

    /// Width of what is printed on, in points.
    pub(super) fn width() -> f32 {
        AREA.width()
    }

    /// Height that is left on this page.
    pub(super) fn left_on_page(&self) -> f32 {
        AREA.bottom() - self.y
    }

    /// Height of what is printed on, in points.
    pub(super) fn height() -> f32 {
        AREA.height()
    }

    /// Height that a picture may have below a heading that comes next: what is left of this page where that is most of it, else
    /// that of a page of its own.
    pub(super) fn room_below_heading(&self) -> f32 {
        let left = AREA.bottom() - self.y;
        let room = if left > AREA.height() * 0.7 {
            left
        } else {
            AREA.height()
        };
        room - HEADING
    }

    fn part(&mut self, role: Role, within: Option<usize>) -> usize {
        self.parts.push(Part { role, within });
        self.parts.len() - 1
    }

    fn place(&mut self, part: Option<usize>, rect: Rect, svg: String) {
        if let Some(page) = self.pages.last_mut() {
            page.push(Placed { part, rect, svg });
        }
    }

    /// Begins a new page, unless this one is still empty.
    pub(super) fn break_page(&mut self) {
        if self.pages.last().is_some_and(|page| !page.is_empty()) {
            self.pages.push(Vec::new());
        }
        self.y = AREA.top();
    }

    /// Begins a new page for what is so high and has no room on this one, where it has room on a page of its own.
    pub(super) fn keep_together(&mut self, height: f32) {
        if height <= AREA.height() {
            self.need(height);
        }
    }

    /// Makes room on this page or begins a new one.
    fn need(&mut self, height: f32) {
        if self.y + height > AREA.bottom() {
            self.break_page();
        }
    }

    /// A heading; one that is listed stands in contents and outline.
    pub(super) fn heading(&mut self, level: u16, text: &str, is_listed: bool) {
        self.set_heading(level, text, is_listed, if level > 2 { 30.0 } else { 60.0 });
    }

    /// A listed heading of what is so high below it: the two stand on one page.
    pub(super) fn heading_of(&mut self, level: u16, text: &str, below: f32) {
        self.set_heading(level, text, true, below + 24.0);
    }

    fn set_heading(&mut self, level: u16, text: &str, is_listed: bool, below_it: f32) {
        let (style, above, below) = match level {
            1 => (Style::semibold(24.0), 0.0, 8.0),
            2 => (Style::semibold(17.0), 12.0, 6.0),
            _ => (Style::semibold(12.5), 14.0, 3.0),
        };
        let lines = style.wrap(text, AREA.width(), 6);
        let height = style.line() * lines.len() as f32;
        self.need(above + height + below + below_it);
        if self.y > AREA.top() {
            self.y += above;
        }
        if is_listed {
            self.marks.push(Mark {
                level,
                text: text.to_owned(),
                page: self.pages.len() - 1,
                top: self.y,
            });
        }
        let part = self.part(Role::Heading(level, text.to_owned()), None);
        self.lines(part, &lines, style, false);
        self.y += below;
    }

    /// Height of a heading of the third level, with the space around it.
    pub(super) fn height_of_heading(text: &str) -> f32 {
        let style = Style::semibold(12.5);
        style.line() * style.wrap(text, AREA.width(), 6).len() as f32 + 17.0
    }

    /// Height that a paragraph takes with the space below it.
    pub(super) fn height_of(text: &str, prose: Prose) -> f32 {
        let style = prose_style(prose);
        style.wrap(text, AREA.width(), 40).len() as f32 * style.line() + 4.0
    }

    /// A paragraph.
    pub(super) fn paragraph(&mut self, text: &str, prose: Prose) {
        let style = prose_style(prose);
        let part = self.part(Role::Paragraph, None);
        let mut lines = style.wrap(text, AREA.width(), 40);
        while !lines.is_empty() {
            let room = ((AREA.bottom() - self.y) / style.line()).floor().max(0.0) as usize;
            if room < lines.len().min(2) {
                self.break_page();
                continue;
            }
            let rest = lines.split_off(room.min(lines.len()));
            self.lines(part, &lines, style, prose == Prose::Aside);
            lines = rest;
        }
        self.y += 4.0;
    }

    /// Lines of text of a part, which have room on this page.
    fn lines(&mut self, part: usize, lines: &[String], style: Style, is_aside: bool) {
        if lines.is_empty() {
            return;
        }
        let size = vec2(AREA.width(), style.line() * lines.len() as f32);
        let svg = lines_svg(lines, style, size, false, is_aside);
        self.place(
            Some(part),
            Rect::from_min_size(pos2(AREA.left(), self.y), size),
            svg,
        );
        self.y += size.y;
    }

    /// A picture over the whole width, with what is said in its place.
    pub(super) fn picture(&mut self, svg: String, height: f32, said: &str) {
        self.need(height);
        let part = self.part(Role::Picture(said.to_owned()), None);
        let at = Rect::from_min_size(pos2(AREA.left(), self.y), vec2(AREA.width(), height));
        self.place(Some(part), at, svg);
        self.y += height + 6.0;
    }

    /// A rule across the page: decoration.
    fn rule(&mut self, is_strong: bool) {
        let size = vec2(AREA.width(), 1.0);
        let at = Rect::from_min_size(pos2(AREA.left(), self.y), size);
        self.place(None, at, rule_svg(size, is_strong));
    }

    /// The document as a PDF.
    pub(super) fn finish(self) -> Result<Vec<u8>, ExportError> {
        write::pdf(&self)
    }
}

fn prose_style(prose: Prose) -> Style {
    Style::regular(if prose == Prose::Body { 10.5 } else { 9.0 })
}
