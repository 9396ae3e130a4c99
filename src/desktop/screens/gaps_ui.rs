use egui::{Align2, Rect, Role, Sense, Stroke, Ui, pos2, vec2};

use super::menu_ui::indicator_row;
use crate::desktop::commands::Command;
use crate::desktop::pages::{GapLine, GoalsPage};
use crate::desktop::theme::{self, Type};
use crate::desktop::widgets::{press, text_at, text_in};
use crate::figures;

/// The biggest gaps on one scale of a hundred, each a way to its indicator.
pub(super) fn gaps(ui: &mut Ui, page: &GoalsPage, commands: &mut Vec<Command>) {
    let palette = theme::palette(ui);
    let width = ui.available_width();
    let left = (width * 0.3).clamp(180.0, 320.0);
    let right = 300.0_f32.min(width * 0.36);
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for line in &page.gaps {
            gap_row(ui, line, left, right, commands);
        }
    });
    let (rect, _) = ui.allocate_exact_size(vec2(width, 20.0), Sense::empty());
    let plot = (rect.left() + left, rect.right() - right);
    for percent in [0.0_f32, 25.0, 50.0, 75.0, 100.0] {
        let x = plot.0 + (plot.1 - plot.0) * percent / 100.0;
        let words = if percent > 99.0 {
            "100%".to_owned()
        } else {
            format!("{percent:.0}")
        };
        text_at(
            ui,
            pos2(x, rect.center().y),
            Align2::CENTER_CENTER,
            Type::Note,
            palette.muted,
            &words,
        );
    }
    let y = rect.center().y;
    ui.painter()
        .circle_filled(pos2(rect.left() + 6.0, y), 5.0, palette.brand);
    let words = text_at(
        ui,
        pos2(rect.left() + 16.0, y),
        Align2::LEFT_CENTER,
        Type::Note,
        palette.ink_2,
        &page.subject,
    );
    figures::diamond(
        ui.painter(),
        pos2(words.right() + 16.0, y),
        6.0,
        palette.named,
    );
    text_at(
        ui,
        pos2(words.right() + 27.0, y),
        Align2::LEFT_CENTER,
        Type::Note,
        palette.ink_2,
        &page.benchmark,
    );
}

fn gap_row(ui: &mut Ui, line: &GapLine, left: f32, right: f32, commands: &mut Vec<Command>) {
    let palette = theme::palette(ui);
    let (rect, at) = ui.allocate_exact_size(vec2(ui.available_width(), 24.0), Sense::hover());
    let response = press(
        ui,
        rect,
        at.id.with(&line.code.0),
        Role::Button,
        &line.spoken,
        true,
    );
    if response.hovered() {
        ui.painter().rect_filled(rect, 4.0, palette.selected);
    }
    let middle = rect.center().y;
    text_at(
        ui,
        pos2(rect.left() + 20.0, middle),
        Align2::RIGHT_CENTER,
        Type::Table,
        palette.link,
        &line.goal.to_string(),
    );
    let name = Rect::from_min_max(
        pos2(rect.left() + 32.0, rect.top()),
        pos2(rect.left() + left - 12.0, rect.bottom()),
    );
    text_in(
        ui,
        name,
        Align2::LEFT_CENTER,
        Type::Table,
        palette.ink,
        &line.name,
    );
    let plot = (rect.left() + left, rect.right() - right);
    let x_of = |value: f64| plot.0 + (plot.1 - plot.0) * (value.clamp(0.0, 100.0) / 100.0) as f32;
    for percent in [0.0, 25.0, 50.0, 75.0, 100.0] {
        ui.painter().vline(
            x_of(percent),
            rect.y_range(),
            Stroke::new(1.0, palette.hairline),
        );
    }
    let (own, against) = (x_of(line.value), x_of(line.benchmark));
    figures::dumbbell(ui.painter(), (own, against), middle, palette, 1.0);
    let gap_right = rect.right() - right + 84.0;
    text_at(
        ui,
        pos2(gap_right, middle),
        Align2::RIGHT_CENTER,
        Type::TableStrong,
        palette.ink,
        &line.gap,
    );
    text_at(
        ui,
        pos2(gap_right + 14.0, middle),
        Align2::LEFT_CENTER,
        Type::Table,
        palette.ink_2,
        &line.closing,
    );
    text_at(
        ui,
        pos2(rect.right(), middle),
        Align2::RIGHT_CENTER,
        Type::Note,
        palette.muted,
        &line.since,
    );
    indicator_row(ui, &response, rect, (&line.code, &line.meant), commands);
}
