use egui::{Pos2, Rect, Vec2, vec2};

use super::{AREA, Document, Mark, Prose, Role};
use crate::figures::SLIDE;

/// Size of a page of slides, in points: that of a wide screen in print.
const PAGE: Vec2 = vec2(960.0, 540.0);

/// A slide on its way onto a page: its layers with where they stand.
pub(in crate::export) struct Leaf {
    /// Its title.
    pub(in crate::export) title: String,
    /// What is said in place of its picture; none where its body is text.
    pub(in crate::export) said: Option<String>,
    /// Title and subtitle.
    pub(in crate::export) head: (Rect, String),
    /// The picture or the text.
    pub(in crate::export) body: (Rect, String),
    /// Sources and notes.
    pub(in crate::export) foot: (Rect, String),
}

impl Document {
    /// A document of slides, one a page; the outline names each.
    pub(in crate::export) fn of_slides(title: &str, slides: impl Iterator<Item = Leaf>) -> Self {
        let mut document = Self {
            size: PAGE,
            pages: Vec::new(),
            ..Self::new(title, "")
        };
        for leaf in slides {
            document.pages.push(Vec::new());
            document.slide(leaf, Rect::from_min_size(Pos2::ZERO, PAGE));
        }
        document
    }

    /// A document with a title and a line at the foot of each page, of slides each with what the speaker says and what must be
    /// known to read its figures below it.
    pub(in crate::export) fn of_slides_with_notes(
        (title, foot): (&str, &str),
        slides: impl Iterator<Item = (Leaf, Vec<String>, Vec<String>)>,
    ) -> Self {
        let mut document = Self::new(title, foot);
        let size = vec2(AREA.width(), AREA.width() * SLIDE.y / SLIDE.x);
        for (leaf, own, others) in slides {
            document.break_page();
            let at = Rect::from_min_size(AREA.min, size);
            document.slide(leaf, at);
            document.y = at.bottom() + 6.0;
            document.rule(true);
            document.y += 14.0;
            for (lines, prose) in [(own, Prose::Body), (others, Prose::Aside)] {
                for line in lines {
                    document.paragraph(&line, prose);
                }
            }
        }
        document
    }

    /// A slide into a rectangle of this page; the outline names it.
    fn slide(&mut self, leaf: Leaf, at: Rect) {
        let shown = if leaf.title.is_empty() {
            format!("Slide {}", self.marks.len() + 1)
        } else {
            leaf.title
        };
        self.marks.push(Mark {
            level: 2,
            text: shown.clone(),
            page: self.pages.len() - 1,
            top: at.top(),
        });
        let body = match leaf.said {
            Some(said) => Role::Picture(said),
            None => Role::Paragraph,
        };
        for (role, (layer, svg)) in [
            (Role::Heading(1, shown), leaf.head),
            (body, leaf.body),
            (Role::Paragraph, leaf.foot),
        ] {
            let part = self.part(role, None);
            let layer = (layer * (at.width() / SLIDE.x)).translate(at.min.to_vec2());
            self.place(Some(part), layer, svg);
        }
    }
}
