use egui::{Rect, Vec2, vec2};

use super::{Document, Mark, Role};
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
            let shown = if leaf.title.is_empty() {
                format!("Slide {}", document.pages.len())
            } else {
                leaf.title
            };
            document.marks.push(Mark {
                level: 2,
                text: shown.clone(),
                page: document.pages.len() - 1,
                top: 0.0,
            });
            let body = match leaf.said {
                Some(said) => Role::Picture(said),
                None => Role::Paragraph,
            };
            for (role, (at, svg)) in [
                (Role::Heading(1, shown), leaf.head),
                (body, leaf.body),
                (Role::Paragraph, leaf.foot),
            ] {
                let part = document.part(role, None);
                document.place(Some(part), at * (PAGE.x / SLIDE.x), svg);
            }
        }
        document
    }
}
