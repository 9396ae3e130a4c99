use egui::{Align2, Color32, Response, Role, Sense, Stroke, StrokeKind, Ui, pos2, vec2};

use super::{Icon, hover_card, icon, press, ring, text_at};
use crate::desktop::theme::{self, Type, size};

/// How much a button asks for attention.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Kind {
    /// The one thing to do here.
    Primary,
    /// One of several.
    #[default]
    Secondary,
    /// Reads as a link.
    Ghost,
    /// Takes something away.
    Danger,
}

/// A button: text, and where it helps an icon or the key that does the same.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Button<'a> {
    /// What it says.
    pub text: &'a str,
    /// How loud.
    pub kind: Kind,
    /// Before the text.
    pub icon: Option<Icon>,
    /// After the text: a caret for what opens, a chevron for what goes on.
    pub after: Option<Icon>,
    /// The key that does the same, shown small.
    pub key: &'a str,
    /// Why it cannot be pressed; it can when empty.
    pub disabled: &'a str,
    /// What a screen reader says, where the text alone would not be understood.
    pub name: &'a str,
    /// Longer words on pointing.
    pub tip: &'a str,
    /// 28 high instead of 32.
    pub compact: bool,
}

impl<'a> Button<'a> {
    /// The main button.
    pub(crate) fn primary(text: &'a str) -> Self {
        Self {
            text,
            kind: Kind::Primary,
            ..Self::default()
        }
    }

    /// A further button.
    pub(crate) fn secondary(text: &'a str) -> Self {
        Self {
            text,
            ..Self::default()
        }
    }

    /// A link.
    pub(crate) fn ghost(text: &'a str) -> Self {
        Self {
            text,
            kind: Kind::Ghost,
            ..Self::default()
        }
    }

    /// Only an icon; its name is for screen readers and for pointing.
    pub(crate) fn icon_only(which: Icon, name: &'a str) -> Self {
        Self {
            icon: Some(which),
            name,
            tip: name,
            kind: Kind::Ghost,
            compact: true,
            ..Self::default()
        }
    }

    /// With an icon behind the text.
    #[must_use]
    pub(crate) fn after(mut self, which: Icon) -> Self {
        self.after = Some(which);
        self
    }

    /// With an icon before the text.
    #[must_use]
    pub(crate) fn icon(mut self, which: Icon) -> Self {
        self.icon = Some(which);
        self
    }

    /// With its key.
    #[must_use]
    pub(crate) fn key(mut self, key: &'a str) -> Self {
        self.key = key;
        self
    }

    /// Disabled for a reason; enabled when it is empty.
    #[must_use]
    pub(crate) fn disabled(mut self, reason: &'a str) -> Self {
        self.disabled = reason;
        self
    }

    /// With another name for screen readers.
    #[must_use]
    pub(crate) fn name(mut self, name: &'a str) -> Self {
        self.name = name;
        self
    }

    /// Shows it.
    pub(crate) fn show(self, ui: &mut Ui) -> Response {
        let palette = theme::palette(ui);
        let enabled = self.disabled.is_empty();
        let font = if self.kind == Kind::Primary {
            Type::Strong
        } else {
            Type::Body
        };
        let measure = |words: &str, font: Type| {
            if words.is_empty() {
                return 0.0;
            }
            ui.painter()
                .layout_no_wrap(words.to_owned(), font.font(), Color32::PLACEHOLDER)
                .size()
                .x
        };
        let text_width = measure(self.text, font);
        let key_width = measure(self.key, Type::Note);
        let gap = |present: bool| if present { 8.0 } else { 0.0 };
        let icon_width = if self.icon.is_some() { 16.0 } else { 0.0 };
        let after_width = if self.after.is_some() { 14.0 } else { 0.0 };
        let pad = if self.kind == Kind::Ghost && self.text.is_empty() {
            6.0
        } else if self.kind == Kind::Ghost {
            4.0
        } else {
            12.0
        };
        let has_text = !self.text.is_empty();
        let width = pad * 2.0
            + icon_width
            + gap(self.icon.is_some() && has_text)
            + text_width
            + gap(key_width > 0.0)
            + key_width
            + gap(self.after.is_some())
            + after_width;
        let height = if self.compact {
            size::COMPACT
        } else {
            size::CONTROL
        };
        let (rect, at) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
        let name = if self.name.is_empty() {
            self.text
        } else {
            self.name
        };
        let response = press(ui, rect, at.id.with("press"), Role::Button, name, enabled);
        if ui.is_rect_visible(rect) {
            let hovered = response.hovered() && enabled;
            let (fill, edge, ink) = match (self.kind, enabled) {
                (Kind::Ghost, false) => (Color32::TRANSPARENT, None, palette.muted),
                (_, false) => (palette.panel, Some(palette.hairline), palette.muted),
                (Kind::Primary, true) => (palette.brand, None, palette.on_brand),
                (Kind::Secondary, true) => {
                    let fill = if hovered {
                        palette.selected
                    } else {
                        palette.ground
                    };
                    (fill, Some(palette.control_border), palette.ink)
                }
                (Kind::Ghost, true) => {
                    let fill = if hovered {
                        palette.selected
                    } else {
                        Color32::TRANSPARENT
                    };
                    let ink = if has_text { palette.link } else { palette.ink };
                    (fill, None, ink)
                }
                (Kind::Danger, true) => (palette.ground, Some(palette.error), palette.error),
            };
            let painter = ui.painter();
            painter.rect_filled(rect, f32::from(size::RADIUS), fill);
            if let Some(edge) = edge {
                painter.rect_stroke(
                    rect,
                    f32::from(size::RADIUS),
                    Stroke::new(f32::from(palette.stroke), edge),
                    StrokeKind::Inside,
                );
            }
            if hovered && self.kind == Kind::Primary {
                painter.rect_stroke(
                    rect.shrink(2.0),
                    f32::from(size::RADIUS),
                    Stroke::new(1.0, palette.on_brand),
                    StrokeKind::Inside,
                );
            }
            let mut x = rect.left() + pad;
            let middle = rect.center().y;
            if let Some(which) = self.icon {
                icon(painter, pos2(x + 8.0, middle), which, ink);
                x += icon_width + gap(has_text);
            }
            if has_text {
                text_at(
                    ui,
                    pos2(x, middle),
                    Align2::LEFT_CENTER,
                    font,
                    ink,
                    self.text,
                );
                x += text_width;
            }
            if key_width > 0.0 {
                x += 8.0;
                let key_ink = if self.kind == Kind::Secondary && enabled {
                    palette.muted
                } else {
                    ink
                };
                text_at(
                    ui,
                    pos2(x, middle),
                    Align2::LEFT_CENTER,
                    Type::Note,
                    key_ink,
                    self.key,
                );
                x += key_width;
            }
            if let Some(which) = self.after {
                icon(ui.painter(), pos2(x + 8.0 + 7.0, middle), which, ink);
            }
            if response.has_focus() {
                ring(ui, rect, f32::from(size::RADIUS));
            }
        }
        if !enabled {
            hover_card(response, self.disabled)
        } else if self.tip.is_empty() {
            response
        } else {
            hover_card(response, self.tip)
        }
    }
}
