use egui::{Rect, pos2, vec2};

use super::text::lines_svg;
use super::{AREA, Document, Placed, Role};
use crate::figures::Style;

/// A line of the contents.
pub(in crate::export) struct Entry {
    /// Which of the listed headings that follow it names, from 0.
    pub(in crate::export) heading: usize,
    /// How deep it lies: 2 or 3.
    pub(in crate::export) level: u16,
    /// The heading.
    pub(in crate::export) text: String,
}

/// Where the page's number stands.
const NUMBER: f32 = 30.0;

impl Document {
    /// The contents. The number of each page is written when the document is whole.
    pub(in crate::export) fn contents(&mut self, entries: &[Entry]) {
        let contents = self.part(Role::Contents, None);
        for entry in entries {
            let (style, indent) = if entry.level < 3 {
                (Style::semibold(10.0), 0.0)
            } else {
                (Style::regular(9.0), 14.0)
            };
            let width = AREA.width() - indent - NUMBER;
            let lines = style.wrap(&entry.text, width, 3);
            let size = vec2(width, style.line() * lines.len() as f32);
            self.need(size.y + 4.0);
            let around = self.part(Role::ContentsLine, Some(contents));
            let link = self.part(Role::Link(entry.heading), Some(around));
            let at = Rect::from_min_size(pos2(AREA.left() + indent, self.y), size);
            let svg = lines_svg(&lines, style, size, false, false);
            self.place(Some(link), at, svg);
            self.y += size.y + 3.0;
        }
    }

    /// What is known only when all pages are: the numbers of pages in the contents, and the foot of each page.
    pub(super) fn late(&self, page: usize) -> Vec<Placed> {
        let mut late = Vec::new();
        let style = Style::regular(9.0);
        for placed in self.pages.get(page).into_iter().flatten() {
            let Some(Role::Link(number)) = placed
                .part
                .and_then(|part| self.parts.get(part))
                .map(|part| &part.role)
            else {
                continue;
            };
            let Some(mark) = self.marks.get(*number) else {
                continue;
            };
            let size = vec2(NUMBER, style.line());
            let at = Rect::from_min_size(pos2(AREA.right() - NUMBER, placed.rect.top()), size);
            let text = [(mark.page + 1).to_string()];
            late.push(Placed {
                part: placed.part,
                rect: at,
                svg: lines_svg(&text, style, size, true, false),
            });
        }
        if !self.foot.is_empty() {
            let size = vec2(AREA.width() / 2.0, style.line());
            let numbered = format!("Page {} of {}", page + 1, self.pages.len());
            for (text, x, is_right) in [
                (style.fit(&self.foot, size.x), AREA.left(), false),
                (numbered, AREA.center().x, true),
            ] {
                late.push(Placed {
                    part: None,
                    rect: Rect::from_min_size(pos2(x, AREA.bottom() + 18.0), size),
                    svg: lines_svg(&[text], style, size, is_right, true),
                });
            }
        }
        late
    }
}
