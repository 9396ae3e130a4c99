use egui::{Id, Key, Modifiers, Popup, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo};

use crate::desktop::commands::Command;
use crate::desktop::effects::{FigureKey, Shown};
use crate::desktop::pages::Meant;
use crate::desktop::theme::{self, Type};
use crate::desktop::widgets::{ring, text, wrapped};
use crate::figures::{self, Look, Mark};
use crate::questions::{Answer, QuestionKind, Row};

use super::menu_ui::{Whole, figure_menu};

/// A figure as one named thing: pointing at a mark or stepping with arrow keys says what it is, Enter or a click shows its cell,
/// and Shift+F10 or the right button opens its menu.
pub(super) fn figure_ui(
    ui: &mut Ui,
    shown: &Shown,
    with_notes: bool,
    whole: Whole<'_>,
    commands: &mut Vec<Command>,
) {
    let look = Look {
        theme: theme::current(ui.ctx()),
        scale: 1.0,
        with_title: false,
        with_notes,
        names: usize::MAX,
    };
    let width = ui.available_width();
    let height = match whole {
        Whole::Main(_) => height_for(ui, shown, width, &look),
        Whole::Beside(_) => shown.figure.height(width, &look).clamp(180.0, 300.0),
    };
    let (rect, response) = ui.allocate_exact_size(egui::vec2(width, height), Sense::click());
    let marks = shown.figure.paint_in(ui, rect, &look);
    let memory = response.id.with("mark");
    let mut at: Option<usize> = ui
        .data_mut(|data| data.get_temp::<Option<usize>>(memory))
        .flatten()
        .filter(|at| *at < marks.len());
    if response.clicked() {
        response.request_focus();
    }
    let before = at;
    let focused = response.has_focus();
    if focused {
        around(ui, rect);
        step(ui, &response, &marks, &mut at);
    }
    if at != before
        && let Some(mark) = at.and_then(|at| marks.get(at))
    {
        ui.scroll_to_rect(mark.rect.expand(24.0), None);
    }
    let pointed = response.hover_pos().and_then(|pointer| {
        marks
            .iter()
            .enumerate()
            .filter(|(_, mark)| mark.rect.expand(6.0).contains(pointer))
            .min_by(|(_, a), (_, b)| {
                let far = |mark: &Mark| mark.rect.center().distance_sq(pointer);
                far(a).total_cmp(&far(b))
            })
            .map(|(index, _)| index)
    });
    // Where one stands stays known while the focus is elsewhere: it is there again on the way back.
    let current = pointed.or(at.filter(|_| focused));
    let all = spoken(&shown.answer);
    response.widget_info(|| WidgetInfo::labeled(Role::Figure, true, &all));
    let said = at
        .filter(|_| focused)
        .and_then(|index| marks.get(index))
        .map_or("", |mark| mark.spoken.as_str());
    announce(ui, response.id.with("said"), rect, said);
    let meant = current
        .and_then(|index| marks.get(index))
        .and_then(|mark| Some((mark.rect, Meant::of(shown.answer.rows.get(mark.row)?))));
    let anchor = meant.as_ref().map_or(rect, |(rect, _)| *rect);
    let meant = meant.as_ref().map(|(_, meant)| meant);
    figure_menu(ui, &response, anchor, meant, whole, commands);
    if let Some(mark) = current.and_then(|index| marks.get(index)) {
        let palette = theme::palette(ui);
        let around = mark.rect.expand(3.0);
        ui.painter().rect_stroke(
            around,
            4.0,
            Stroke::new(2.0, palette.ink),
            StrokeKind::Outside,
        );
        if let Some(row) = shown.answer.rows.get(mark.row) {
            if !Popup::is_any_open(ui.ctx()) {
                card(ui, &response, around, row);
            }
            let opened = response.clicked_by(egui::PointerButton::Primary)
                || (focused && ui.input(|input| input.key_pressed(Key::Enter)));
            if opened && let Some(key) = FigureKey::of(row) {
                commands.push(Command::ShowSource(key));
            }
        }
    }
    ui.data_mut(|data| data.insert_temp(memory, at));
}

/// What a screen reader says as soon as it changes.
fn announce(ui: &Ui, id: Id, rect: Rect, said: &str) {
    let place = Rect::from_min_size(rect.min, egui::Vec2::ZERO);
    let status = ui.interact(place, id, Sense::empty());
    status.widget_info(|| WidgetInfo::labeled(Role::Status, true, said));
    ui.ctx().accesskit_node_builder(id, |node| {
        node.set_live(egui::accesskit::Live::Assertive);
    });
}

/// What is said of a figure: its finding, once, and what belongs to it.
pub(in crate::desktop) fn spoken(answer: &Answer) -> String {
    if answer
        .spoken
        .contains(answer.headline.trim_end_matches('.'))
    {
        return answer.spoken.clone();
    }
    format!("{} {}", answer.headline, answer.spoken)
        .trim()
        .to_owned()
}

/// The ring of a figure lies outside its letters, in the margin of the page.
fn around(ui: &mut Ui, rect: Rect) {
    let seen = ui.clip_rect();
    ui.set_clip_rect(seen.expand2(egui::vec2(theme::size::CONTENT_MARGIN, 0.0)));
    ring(ui, rect.expand2(egui::vec2(4.0, -2.0)), 4.0);
    ui.set_clip_rect(seen);
}

/// The height that the figure needs. One over time has no rows that need theirs, so it takes what the window leaves.
fn height_for(ui: &Ui, shown: &Shown, width: f32, look: &Look) -> f32 {
    let wanted = shown.figure.height(width, look);
    if shown.answer.question.kind != QuestionKind::Trend {
        return wanted;
    }
    let above = ui.cursor().top() - ui.min_rect().top();
    let room = ui.clip_rect().height() - above - 16.0;
    let least = if theme::is_short(ui.ctx()) {
        180.0
    } else {
        300.0
    };
    room.clamp(least, wanted.max(360.0) * 1.6)
}

fn step(ui: &Ui, response: &egui::Response, marks: &[Mark], at: &mut Option<usize>) {
    ui.memory_mut(|memory| {
        memory.set_focus_lock_filter(
            response.id,
            egui::EventFilter {
                tab: false,
                horizontal_arrows: true,
                vertical_arrows: true,
                escape: at.is_some(),
            },
        );
    });
    if marks.is_empty() {
        return;
    }
    let last = marks.len() - 1;
    ui.input_mut(|input| {
        for key in [Key::ArrowRight, Key::ArrowDown] {
            if input.consume_key(Modifiers::NONE, key) {
                *at = Some(at.map_or(0, |at| (at + 1).min(last)));
            }
        }
        for key in [Key::ArrowLeft, Key::ArrowUp] {
            if input.consume_key(Modifiers::NONE, key) {
                *at = Some(at.map_or(last, |at| at.saturating_sub(1)));
            }
        }
        if input.consume_key(Modifiers::NONE, Key::Home) {
            *at = Some(0);
        }
        if input.consume_key(Modifiers::NONE, Key::End) {
            *at = Some(last);
        }
        if at.is_some() && input.consume_key(Modifiers::NONE, Key::Escape) {
            *at = None;
        }
    });
}

/// What a mark stands for, beside it.
fn card(ui: &Ui, response: &egui::Response, mark: Rect, row: &Row) {
    let id: Id = response.id.with("card");
    let anchor = egui::PopupAnchor::ParentRect(mark);
    egui::Popup::new(id, ui.ctx().clone(), anchor, response.layer_id)
        .open(true)
        .kind(egui::PopupKind::Tooltip)
        .accessible_name("What this mark stands for")
        .interactable(false)
        .gap(8.0)
        .show(|ui| {
            let palette = theme::palette(ui);
            ui.set_max_width(340.0);
            ui.spacing_mut().item_spacing.y = 2.0;
            let period = row
                .period
                .map_or_else(String::new, crate::domain::Period::label);
            text(ui, Type::Strong, palette.ink, &row.subject);
            let figure = format!("{} {}", row.shown_with_unit(), row.markers.signs());
            text(ui, Type::Section, palette.ink, figure.trim());
            if let (Some(lower), Some(upper)) = (row.lower, row.upper) {
                let show = |value| {
                    row.unit
                        .with_value(&crate::domain::thousands(value, row.decimals))
                };
                let words = format!("95% interval {} to {}", show(lower), show(upper));
                text(ui, Type::Note, palette.ink_2, &words);
            }
            let what = format!("{}, {period}, {}", row.indicator, row.group);
            wrapped(ui, Type::Note, palette.ink_2, &what);
            if row.judgement.is_some() {
                let words = format!("{} {}", figures::standing_in_words(row), row.judged_by);
                wrapped(ui, Type::Note, palette.ink_2, words.trim());
            }
            if let Some(note) = &row.note {
                wrapped(ui, Type::Note, palette.ink_2, note);
            }
            let words = match &row.origin {
                Some(origin) => format!(
                    "Cell {} of {}. Click or Enter: source",
                    origin.cell(),
                    origin.sheet
                ),
                None if row.reading.value().is_some() => {
                    "Worked out from other figures: it has no cell of its own.".to_owned()
                }
                None => "The book holds no such figure.".to_owned(),
            };
            wrapped(ui, Type::Note, palette.muted, &words);
        });
}
