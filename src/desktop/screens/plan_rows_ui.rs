use egui::{Align2, Rect, Role, Sense, Stroke, Ui, pos2, vec2};

use super::small::heads;
use crate::desktop::address::{Address, FormKind, FormStart};
use crate::desktop::commands::Command;
use crate::desktop::pages::{OutcomeRow, PlanRow};
use crate::desktop::theme::{self, Type};
use crate::desktop::widgets::{hover_card, press, ring, section, text_in, wrapped};

const ROW: f32 = 52.0;

/// Left and right edges of the four columns.
fn edges(rect: Rect) -> [(f32, f32); 4] {
    let at = |share: f32| rect.left() + rect.width() * share;
    [
        (at(0.0) + 12.0, at(0.37)),
        (at(0.39), at(0.64)),
        (at(0.66), at(0.79)),
        (at(0.81), at(1.0) - 8.0),
    ]
}

/// Plans, a row each: pressing one opens its form. What is to be remarked stands below it.
pub(super) fn plan_rows(ui: &mut Ui, rows: &[PlanRow], commands: &mut Vec<Command>) {
    heads(ui, ["Plan", "So far", "Due", "Progress"], |rect, at| {
        let edge = edges(rect).get(at).copied();
        let (left, right) = edge.unwrap_or((rect.right(), rect.right()));
        Rect::from_min_max(pos2(left, rect.top()), pos2(right, rect.bottom()))
    });
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for row in rows {
            plan_row(ui, row, commands);
        }
    });
}

fn plan_row(ui: &mut Ui, row: &PlanRow, commands: &mut Vec<Command>) {
    let palette = theme::palette(ui);
    let (rect, at) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
    let response = press(
        ui,
        rect,
        at.id.with(&row.code),
        Role::Row,
        &row.spoken,
        true,
    );
    if response.hovered() {
        ui.painter().rect_filled(rect, 4.0, palette.selected);
    }
    let [who, so_far, due, progress] = edges(rect);
    let lines = |(left, right): (f32, f32), first: &str, second: &str| {
        let half = rect.top() + 27.0;
        let top = Rect::from_min_max(pos2(left, rect.top() + 5.0), pos2(right, half));
        let below = Rect::from_min_max(pos2(left, half), pos2(right, rect.bottom() - 5.0));
        text_in(
            ui,
            top,
            Align2::LEFT_CENTER,
            Type::TableStrong,
            palette.ink,
            first,
        );
        text_in(
            ui,
            below,
            Align2::LEFT_CENTER,
            Type::Note,
            palette.ink_2,
            second,
        );
    };
    lines(who, &row.organisation, &row.activity);
    lines(so_far, &row.contribution, &row.measure);
    lines(due, &row.due, row.status);
    bar(
        ui,
        row,
        Rect::from_min_max(
            pos2(progress.0, rect.top()),
            pos2(progress.1, rect.bottom()),
        ),
    );
    if response.has_focus() {
        ring(ui, rect.shrink(4.0), 4.0);
    }
    if response.clicked() {
        let start = FormStart {
            code: row.code.clone(),
            ..FormStart::default()
        };
        commands.push(Command::Go(Address::Form(FormKind::Plan, start)));
    }
    hover_card(
        response,
        format!("{}\n{}\n{}", row.organisation, row.activity, row.measure),
    );
    if !row.remarks.is_empty() {
        ui.horizontal(|ui| {
            ui.spacing_mut().interact_size.y = 18.0;
            ui.add_space(4.0);
            wrapped(ui, Type::Note, palette.ink_2, &row.remarks.join(" "));
        });
    }
    let (line, _) = ui.allocate_exact_size(vec2(ui.available_width(), 3.0), Sense::empty());
    ui.painter().hline(
        line.x_range(),
        line.bottom(),
        Stroke::new(1.0, palette.hairline),
    );
}

/// The share of the way as a bar with its words; the words alone where it cannot be said, so that nothing looks like nought.
fn bar(ui: &Ui, row: &PlanRow, rect: Rect) {
    let palette = theme::palette(ui);
    let mut words = rect;
    if let Some(share) = row.share {
        let whole = Rect::from_min_size(
            pos2(rect.left(), rect.top() + 12.0),
            vec2(rect.width(), 9.0),
        );
        ui.painter().rect_filled(whole, 4.0, palette.hairline);
        let mut done = whole;
        done.max.x = whole.left() + whole.width() * share;
        ui.painter().rect_filled(done, 4.0, palette.brand);
        words.min.y = rect.top() + 26.0;
        words.max.y = rect.bottom() - 4.0;
    }
    let ink = if row.share.is_some() {
        palette.ink
    } else {
        palette.muted
    };
    text_in(
        ui,
        words,
        Align2::LEFT_CENTER,
        Type::Note,
        ink,
        &row.progress,
    );
}

/// The section of community-defined outcomes; nothing where there is none.
pub(super) fn outcomes(ui: &mut Ui, rows: &[OutcomeRow], commands: &mut Vec<Command>) {
    if rows.is_empty() {
        return;
    }
    ui.add_space(8.0);
    section(
        ui,
        "Community-defined outcomes",
        "in the words of those who said them",
    );
    outcome_rows(ui, rows, commands);
}

/// Community-defined outcomes, marked for what they are: pressing one opens its form.
pub(super) fn outcome_rows(ui: &mut Ui, rows: &[OutcomeRow], commands: &mut Vec<Command>) {
    let palette = theme::palette(ui);
    for row in rows {
        let (rect, at) = ui.allocate_exact_size(vec2(ui.available_width(), 48.0), Sense::hover());
        let response = press(
            ui,
            rect,
            at.id.with(&row.code),
            Role::Row,
            &row.spoken,
            true,
        );
        let fill = if response.hovered() {
            palette.selected
        } else {
            palette.panel
        };
        ui.painter().rect_filled(rect, 4.0, fill);
        let mut bar = rect;
        bar.max.x = rect.left() + 3.0;
        ui.painter().rect_filled(bar, 0.0, palette.control_border);
        let mut first = rect.shrink2(vec2(14.0, 4.0));
        let mut second = first;
        first.max.y = rect.center().y;
        second.min.y = rect.center().y;
        let mark = "community-defined";
        let mut name = first;
        name.max.x -= 140.0;
        text_in(
            ui,
            name,
            Align2::LEFT_CENTER,
            Type::Table,
            palette.ink,
            &format!("“{}”", row.words),
        );
        text_in(
            ui,
            first,
            Align2::RIGHT_CENTER,
            Type::Note,
            palette.muted,
            mark,
        );
        text_in(
            ui,
            second,
            Align2::LEFT_CENTER,
            Type::Note,
            palette.ink_2,
            &row.beside,
        );
        if response.has_focus() {
            ring(ui, rect.shrink(4.0), 4.0);
        }
        if response.clicked() {
            let start = FormStart {
                code: row.code.clone(),
                ..FormStart::default()
            };
            commands.push(Command::Go(Address::Form(FormKind::Outcome, start)));
        }
        hover_card(response, format!("{}\n{}", row.words, row.beside));
    }
}
