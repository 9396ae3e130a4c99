use egui::{Align2, Rect, Role, Sense, Stroke, StrokeKind, Ui, pos2, vec2};

use super::menu_ui::{Whole, figure_menu};
use crate::desktop::address::{Address, View};
use crate::desktop::commands::{Command, WizardCommand};
use crate::desktop::pages::Tile;
use crate::desktop::theme::{self, Type, size};
use crate::desktop::widgets::{Icon, hover_card, icon, press, ring, text_at, text_in};
use crate::figures;
use crate::questions::Judgement;

const JUDGEMENTS: [Judgement; 4] = [
    Judgement::Better,
    Judgement::Similar,
    Judgement::Worse,
    Judgement::NotCompared,
];

/// A goal as a tile: its counts, the indicator to look at, and the way to the goal.
pub(super) fn tile_ui(ui: &mut Ui, goal: &Tile, size_of: egui::Vec2, commands: &mut Vec<Command>) {
    let palette = theme::palette(ui);
    let (rect, at) = ui.allocate_exact_size(size_of, Sense::hover());
    let response = press(
        ui,
        rect,
        at.id.with(goal.number),
        Role::Button,
        &goal.spoken,
        true,
    );
    let radius = f32::from(size::CARD_RADIUS);
    let fill = if response.hovered() {
        palette.selected
    } else {
        palette.ground
    };
    ui.painter().rect_filled(rect, radius, fill);
    ui.painter().rect_stroke(
        rect,
        radius,
        Stroke::new(f32::from(palette.stroke), palette.hairline),
        StrokeKind::Inside,
    );
    let inside = rect.shrink(12.0);
    let line = |centre: f32| {
        Rect::from_min_max(
            pos2(inside.left(), rect.top() + centre - 11.0),
            pos2(inside.right(), rect.top() + centre + 11.0),
        )
    };
    let number = goal.number.to_string();
    let head = line(20.0);
    let number_width = text_in(
        ui,
        head,
        Align2::LEFT_CENTER,
        Type::Strong,
        palette.link,
        &number,
    );
    let mut name = head;
    name.min.x += number_width + 10.0;
    text_in(
        ui,
        name,
        Align2::LEFT_CENTER,
        Type::Strong,
        palette.ink,
        &goal.name,
    );
    if let Some(figure) = &goal.figure {
        counts(ui, line(44.0), goal.counts);
        let middle = line(68.0);
        let used = text_in(
            ui,
            middle,
            Align2::RIGHT_CENTER,
            Type::TableStrong,
            palette.ink,
            &figure.gap,
        );
        let mut left = middle;
        left.max.x -= used + 8.0;
        text_in(
            ui,
            left,
            Align2::LEFT_CENTER,
            Type::Table,
            palette.ink,
            &figure.name,
        );
        let small = Rect::from_min_size(
            pos2(inside.left() - 2.0, rect.top() + 82.0),
            vec2(66.0, 26.0),
        );
        figures::sparkline(
            ui.painter(),
            small,
            &figure.series,
            &figure.benchmark,
            palette,
            1.0,
        );
        let mut words = line(94.0);
        words.min.x += 72.0;
        text_in(
            ui,
            words,
            Align2::RIGHT_CENTER,
            Type::Note,
            palette.muted,
            &figure.closing,
        );
    } else {
        let place = Rect::from_min_max(
            pos2(inside.left(), rect.top() + 34.0),
            pos2(inside.right(), rect.top() + 78.0),
        );
        let galley = ui.painter().layout(
            goal.words.clone(),
            Type::Table.font(),
            palette.ink_2,
            place.width(),
        );
        ui.painter().galley(place.min, galley, palette.ink_2);
        ways(ui, rect, goal, commands);
    }
    if response.has_focus() {
        ring(ui, rect.shrink(2.0), radius);
    }
    if let Some(figure) = &goal.figure {
        let whole = Whole::Main(View::Chart);
        figure_menu(ui, &response, rect, Some(&figure.meant), whole, commands);
    }
    if response.clicked() {
        commands.push(Command::Go(Address::Goal(goal.number)));
    }
    hover_card(response, &goal.full);
}

/// What can be done where a goal has no figure.
fn ways(ui: &Ui, rect: Rect, goal: &Tile, commands: &mut Vec<Command>) {
    let palette = theme::palette(ui);
    let (words, name, command) = if goal.show_organisations {
        (
            "Show organisations",
            format!("Show organisations for goal {}", goal.number),
            Command::Go(Address::Compare {
                goal: Some(goal.number),
                subjects: Vec::new(),
            }),
        )
    } else {
        (
            "Import",
            format!("Import figures for goal {}", goal.number),
            Command::Wizard(WizardCommand::Choose),
        )
    };
    let place = Rect::from_min_size(
        pos2(rect.left() + 8.0, rect.bottom() - 32.0),
        vec2(rect.width() - 16.0, 24.0),
    );
    let galley = ui.painter().layout_no_wrap(
        words.to_owned(),
        Type::Table.font(),
        egui::Color32::PLACEHOLDER,
    );
    let link = Rect::from_min_size(place.min, vec2(galley.size().x + 26.0, 24.0));
    let response = press(
        ui,
        link,
        ui.scope_id().with(("way", goal.number)),
        Role::Link,
        &name,
        true,
    );
    let written = text_at(
        ui,
        pos2(link.left() + 4.0, link.center().y),
        Align2::LEFT_CENTER,
        Type::Table,
        palette.link,
        words,
    );
    icon(
        ui.painter(),
        pos2(written.right() + 9.0, link.center().y),
        Icon::Right,
        palette.link,
    );
    if response.has_focus() {
        ring(ui, link, 4.0);
    }
    if response.clicked() {
        commands.push(command);
    }
}

fn counts(ui: &Ui, rect: Rect, counts: [usize; 4]) {
    let palette = theme::palette(ui);
    let mut x = rect.left();
    let step = (rect.width() / 4.2).min(42.0);
    for (judgement, count) in JUDGEMENTS.into_iter().zip(counts) {
        if judgement == Judgement::NotCompared && count == 0 {
            continue;
        }
        let colour = if count == 0 {
            palette.crowd
        } else {
            figures::judgement_colour(judgement, palette)
        };
        let at = pos2(x + 6.0, rect.center().y);
        figures::glyph_in(ui.painter(), at, 11.0, judgement, colour);
        let (ink, font) = if count == 0 {
            (palette.muted, Type::Table)
        } else {
            (palette.ink, Type::TableStrong)
        };
        text_at(
            ui,
            pos2(x + 16.0, rect.center().y),
            Align2::LEFT_CENTER,
            font,
            ink,
            &count.to_string(),
        );
        x += step;
    }
}
