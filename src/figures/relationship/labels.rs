use egui::{Pos2, Rect, pos2};

use crate::figures::lettering::Style;

/// A name beside its dot.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Label {
    /// Index of the dot.
    pub(super) dot: usize,
    pub(super) text: String,
    pub(super) rect: Rect,
}

/// Places names beside their dots, most wanted first, so that none leaves the plot, lies on another or on something taken. What
/// finds no room is left away.
pub(super) fn place(
    wishes: &[(usize, Pos2, &str)],
    taken: &[Rect],
    style: Style,
    plot: Rect,
    gap: f32,
) -> Vec<Label> {
    let mut out: Vec<Label> = Vec::new();
    for (dot, at, name) in wishes {
        let text = style.fit(name, plot.width() * 0.32);
        let (w, h) = (style.width(&text), style.size * 1.05);
        let corner = |x: f32, y: f32| Rect::from_min_size(pos2(x, y), egui::vec2(w, h));
        let places = [
            corner(at.x + gap, at.y - h / 2.0),
            corner(at.x - gap - w, at.y - h / 2.0),
            corner(at.x - w / 2.0, at.y - gap - h),
            corner(at.x - w / 2.0, at.y + gap),
            corner(at.x + gap * 0.6, at.y - gap - h * 0.8),
            corner(at.x - gap * 0.6 - w, at.y - gap - h * 0.8),
            corner(at.x + gap * 0.6, at.y + gap * 0.8),
            corner(at.x - gap * 0.6 - w, at.y + gap * 0.8),
        ];
        let free = |rect: &&Rect| {
            plot.contains_rect(**rect)
                && !taken.iter().any(|other| other.intersects(**rect))
                && !out
                    .iter()
                    .any(|other| other.rect.expand(2.0).intersects(**rect))
                && !wishes
                    .iter()
                    .any(|(other, at, _)| other != dot && rect.expand(2.0).contains(*at))
        };
        if let Some(rect) = places.iter().find(free) {
            out.push(Label {
                dot: *dot,
                text,
                rect: *rect,
            });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stay_inside_and_apart() {
        let style = Style::semibold(14.0);
        let plot = Rect::from_min_size(pos2(0.0, 0.0), egui::vec2(400.0, 300.0));
        let points: Vec<(usize, Pos2, &str)> = (0..12)
            .map(|index| {
                let turn = index as f32 * 2.4;
                let at = pos2(200.0 + 60.0 * turn.cos(), 150.0 + 60.0 * turn.sin());
                (index, at, "North East Lincolnshire")
            })
            .chain([(12, pos2(399.0, 1.0), "York")])
            .collect();
        let placed = place(&points, &[], style, plot, 8.0);
        assert!(placed.len() > 4, "{placed:?}");
        assert!(placed.iter().any(|label| label.text == "York"));
        for (index, one) in placed.iter().enumerate() {
            assert!(plot.contains_rect(one.rect));
            for other in placed.iter().skip(index + 1) {
                assert!(!one.rect.intersects(other.rect));
            }
        }
    }
}
