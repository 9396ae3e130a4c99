use egui::{
    Align2, Id, Key, Modifiers, Popup, PopupCloseBehavior, Response, Role, ScrollArea, Sense,
    Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

use super::{Field, Icon, ListRow, field, icon, list_row, press, ring, text, text_in};
use crate::desktop::theme::{self, Type, size};

/// One thing to choose.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Choice {
    /// Its name.
    pub text: String,
    /// Words at the right: a code, a level.
    pub detail: String,
    /// Lower-case text that a search looks in.
    pub wanted: String,
}

impl Choice {
    /// A choice that is found by its name and its detail.
    pub(crate) fn new(text: impl Into<String>, detail: impl Into<String>) -> Self {
        let (text, detail) = (text.into(), detail.into());
        let wanted = format!("{text} {detail}").to_lowercase();
        Self {
            text,
            detail,
            wanted,
        }
    }

    /// How near its name is to what was typed, in lower case: the name itself, how it starts, how a word of it starts, the words
    /// anywhere. Nothing where a word is missing; all are as near where nothing was typed.
    pub(crate) fn nearness(&self, typed: &str) -> Option<(u8, usize)> {
        let mut words = typed.split_whitespace();
        if typed.is_empty() || !words.all(|word| self.wanted.contains(word)) {
            return typed.is_empty().then_some((0, 0));
        }
        let name = self.text.to_lowercase();
        let begins_a_word = |(at, _): (usize, &str)| {
            let before = name.get(..at).unwrap_or_default();
            !before.ends_with(char::is_alphanumeric)
        };
        Some(if name.starts_with(typed) {
            (0, name.len())
        } else if name.match_indices(typed).any(begins_a_word) {
            (1, 0)
        } else if self.wanted.contains(typed) {
            (2, 0)
        } else {
            (3, 0)
        })
    }

    /// How a list of tags holds it.
    pub(crate) fn tag(&self) -> String {
        format!("|{}|", self.text)
    }
}

/// A select: what is chosen, what it is called, and whether the list can be searched.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Select<'a> {
    /// Its name for screen readers, and its identity.
    pub label: &'a str,
    /// Muted words before what is chosen.
    pub prefix: &'a str,
    /// What is chosen.
    pub shown: &'a str,
    /// An icon before the words.
    pub icon: Option<Icon>,
    /// Index of what is chosen, if it is in the list.
    pub selected: Option<usize>,
    /// Widest it gets.
    pub width: f32,
    /// True for a search field above the list.
    pub search: bool,
}

#[derive(Clone, Debug, Default)]
struct Opened {
    query: String,
    at: usize,
}

/// Shows a select; gives the index of what was newly chosen.
pub(crate) fn select(ui: &mut Ui, select: Select<'_>, choices: &[Choice]) -> Option<usize> {
    let response = select_button(ui, select);
    list(ui, &response, select, choices, response.rect.width())
}

/// The part of a select that is always seen.
pub(crate) fn select_button(ui: &mut Ui, select: Select<'_>) -> Response {
    let palette = theme::palette(ui);
    let font = if select.search {
        Type::Strong
    } else {
        Type::Body
    };
    let mark = if select.icon.is_some() { 24.0 } else { 0.0 };
    let before = if select.prefix.is_empty() {
        0.0
    } else {
        measure(ui, select.prefix, Type::Body) + 6.0
    };
    let wanted = 12.0 + mark + before + measure(ui, select.shown, font) + 36.0;
    let width = wanted.min(select.width).max(72.0);
    let (rect, at) = ui.allocate_exact_size(vec2(width, size::CONTROL), Sense::hover());
    let response = press(
        ui,
        rect,
        at.id.with(select.label),
        Role::ComboBox,
        select.label,
        true,
    );
    let said = format!("{}: {}", select.label, select.shown);
    response.widget_info(|| {
        let mut info = WidgetInfo::labeled(Role::ComboBox, true, &said);
        info.current_text_value = Some(select.shown.to_owned());
        info
    });
    let fill = if response.hovered() {
        palette.selected
    } else {
        palette.ground
    };
    ui.painter()
        .rect_filled(rect, f32::from(size::RADIUS), fill);
    ui.painter().rect_stroke(
        rect,
        f32::from(size::RADIUS),
        Stroke::new(f32::from(palette.stroke), palette.control_border),
        StrokeKind::Inside,
    );
    let mut x = rect.left() + 12.0;
    if let Some(which) = select.icon {
        icon(
            ui.painter(),
            pos2(x + 8.0, rect.center().y),
            which,
            palette.ink_2,
        );
        x += mark;
    }
    if before > 0.0 {
        super::text_at(
            ui,
            pos2(x, rect.center().y),
            Align2::LEFT_CENTER,
            Type::Body,
            palette.muted,
            select.prefix,
        );
        x += before;
    }
    let mut inside = rect;
    inside.min.x = x;
    inside.max.x -= 32.0;
    text_in(
        ui,
        inside,
        Align2::LEFT_CENTER,
        font,
        palette.ink,
        select.shown,
    );
    icon(
        ui.painter(),
        pos2(rect.right() - 18.0, rect.center().y),
        Icon::Down,
        palette.ink,
    );
    if response.has_focus() {
        ring(ui, rect, f32::from(size::RADIUS));
    }
    response
}

fn list(
    ui: &Ui,
    response: &egui::Response,
    select: Select<'_>,
    choices: &[Choice],
    width: f32,
) -> Option<usize> {
    let memory = response.id.with("opened");
    let just_opened =
        response.clicked() && !Popup::is_id_open(ui.ctx(), Popup::default_response_id(response));
    if just_opened {
        let opened = Opened {
            query: String::new(),
            at: select.selected.unwrap_or(0),
        };
        ui.data_mut(|data| data.insert_temp(memory, opened));
    }
    let mut chosen = None;
    Popup::menu(response)
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
        .accessible_name(select.label)
        .gap(4.0)
        .show(|ui| {
            let mut opened: Opened = ui
                .data_mut(|data| data.get_temp(memory))
                .unwrap_or_default();
            ui.set_width(if select.search {
                width.max(420.0)
            } else {
                width.max(200.0).max(wanted(ui, choices).min(WIDEST))
            });
            chosen = inside(ui, select, choices, &mut opened, memory, just_opened);
            ui.data_mut(|data| data.insert_temp(memory, opened));
            if chosen.is_some() {
                ui.close();
            }
        });
    chosen
}

/// Widest that a list gets for its words.
const WIDEST: f32 = 560.0;

/// The width that the longest choice asks for.
fn wanted(ui: &Ui, choices: &[Choice]) -> f32 {
    let letters = |choice: &&Choice| choice.text.chars().count() + choice.detail.chars().count();
    choices.iter().max_by_key(letters).map_or(0.0, |longest| {
        let name = measure(ui, &longest.text, Type::Body);
        // A detail has at most the right part of a row.
        let detail = measure(ui, &longest.detail, Type::Note);
        let apart = if longest.detail.is_empty() {
            24.0
        } else {
            48.0
        };
        (name + detail).max(detail / 0.55) + apart
    })
}

fn measure(ui: &Ui, words: &str, font: Type) -> f32 {
    let words = crate::figures::clean(words);
    let ink = egui::Color32::PLACEHOLDER;
    let laid = ui.painter().layout_no_wrap(words, font.font(), ink);
    laid.size().x
}

fn inside(
    ui: &mut Ui,
    select: Select<'_>,
    choices: &[Choice],
    opened: &mut Opened,
    memory: Id,
    just_opened: bool,
) -> Option<usize> {
    let palette = theme::palette(ui);
    let mut chosen = None;
    let id = memory.with("query");
    if select.search {
        let before = opened.query.clone();
        let width = ui.available_width();
        let label = format!("Search: {}", select.label);
        let typed = field(
            ui,
            Field::search(id, &label, width).hint("Search"),
            &mut opened.query,
        );
        if just_opened {
            typed.request_focus();
        }
        if before != opened.query {
            opened.at = 0;
        }
    }
    let query = opened.query.trim().to_lowercase();
    let found = super::found(ui.ctx(), memory, (&query, 0), choices, |_, choice| {
        choice.nearness(&query)
    });
    if found.is_empty() {
        text(
            ui,
            Type::Table,
            palette.muted,
            "Nothing here has this name.",
        );
        return None;
    }
    let (mut moved, mut enter) = (false, false);
    if select.search {
        ui.input_mut(|input| {
            if input.consume_key(Modifiers::NONE, Key::ArrowDown) {
                opened.at += 1;
                moved = true;
            }
            if input.consume_key(Modifiers::NONE, Key::ArrowUp) {
                opened.at = opened.at.saturating_sub(1);
                moved = true;
            }
            enter = input.key_pressed(Key::Enter);
        });
    }
    opened.at = opened.at.min(found.len() - 1);
    if enter && let Some(index) = found.get(opened.at) {
        chosen = Some(*index);
    }
    let row = 30.0;
    let mut area = ScrollArea::vertical()
        .id_salt(memory.with("list"))
        .max_height(row * 12.0)
        .auto_shrink([false, true]);
    if moved || just_opened {
        area = area.vertical_scroll_offset((opened.at as f32 - 5.0).max(0.0) * row);
    }
    ui.spacing_mut().item_spacing.y = 0.0;
    area.show_rows(ui, row, found.len(), |ui, range| {
        for at in range {
            let Some((index, choice)) = found
                .get(at)
                .and_then(|index| Some((index, choices.get(*index)?)))
            else {
                continue;
            };
            let line = ListRow {
                selected: if select.search {
                    at == opened.at
                } else {
                    Some(*index) == select.selected
                },
                height: row,
                ..ListRow::new(&choice.text, &choice.detail)
            };
            let response = list_row(ui, line);
            if just_opened && !select.search && Some(*index) == select.selected {
                response.request_focus();
            }
            if response.clicked() {
                chosen = Some(*index);
            }
        }
    });
    chosen
}

#[cfg(test)]
mod tests {
    use super::Choice;

    #[test]
    fn what_begins_with_the_typed_words_is_nearest_and_a_missing_word_is_no_find() {
        let near = |name: &str, typed: &str| Choice::new(name, "E08000035").nearness(typed);
        let rate = near("Employment rate, 16 to 64", "employment rate");
        assert!(rate < near("Employment rate (Northern Ireland)", "employment rate"));
        assert!(near("Youth employment rate", "employ") < near("Unemployment", "employ"));
        assert!(near("Unemployment", "employ") < near("Leeds", "e08000035 leeds"));
        assert!(near("Rate of employment", "employment rate").is_some());
        assert_eq!(near("Leeds", "leeds north"), None);
        assert_eq!(near("Leeds", ""), near("Bradford", ""));
    }
}
