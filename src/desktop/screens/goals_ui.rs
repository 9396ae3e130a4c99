use egui::{Align2, Rect, Role, Sense, Stroke, StrokeKind, Ui, pos2, vec2};

use super::small::{notes, sparkline};
use crate::desktop::address::Address;
use crate::desktop::commands::{Command, WizardCommand};
use crate::desktop::pages::{GapLine, GoalsPage, Tile};
use crate::desktop::theme::{self, Type, size};
use crate::desktop::widgets::{
    Banner, Icon, banner, empty_state, icon, press, ring, section, text_at, text_in, wrapped,
};
use crate::figures;
use crate::questions::Judgement;

/// All goals of one place or organisation.
pub(super) fn goals_ui(ui: &mut Ui, page: &GoalsPage, commands: &mut Vec<Command>) {
    let palette = theme::palette(ui);
    if page.sample_strip {
        let (closed, acted) = banner(
            ui,
            Banner::Info,
            "Sample book: published figures, each with its publisher and date.",
            "",
            Some("Import your own"),
        );
        if closed {
            commands.push(Command::CloseSampleStrip);
        }
        if acted {
            commands.push(Command::Wizard(WizardCommand::Choose));
        }
    }
    if page.empty {
        ui.add_space(12.0);
        let taken = empty_state(
            ui,
            Icon::Import,
            "This book holds no figures yet.",
            "Choose a spreadsheet or a text file, or drop one on the window.",
            &["Choose a file"],
        );
        if taken.is_some() {
            commands.push(Command::Wizard(WizardCommand::Choose));
        }
        ui.add_space(12.0);
    } else {
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing.y = 4.0;
            wrapped(ui, Type::Display, palette.ink, &page.headline);
            ui.add(
                egui::Label::new(
                    egui::RichText::new(figures::clean(&page.subtitle))
                        .font(Type::Body.font())
                        .color(palette.ink_2),
                )
                .wrap(),
            );
        });
        ui.add_space(4.0);
    }
    tiles(ui, page, commands);
    if !page.gaps.is_empty() {
        ui.add_space(8.0);
        let title = format!("Biggest gaps in {}", page.subject);
        let beside = format!("percentage points behind {}, latest period", page.benchmark);
        section(ui, &title, &beside);
        gaps(ui, page, commands);
    }
    ui.add_space(4.0);
    notes(ui, &page.notes, &[], &page.sources);
    ui.add_space(16.0);
}

fn tiles(ui: &mut Ui, page: &GoalsPage, commands: &mut Vec<Command>) {
    let gap = 12.0;
    let width = ui.available_width();
    let across = ((width + gap) / (184.0 + gap)).floor().clamp(1.0, 7.0);
    let tile = vec2((width - gap * (across - 1.0)) / across, 116.0);
    let across = across as usize;
    ui.spacing_mut().item_spacing = vec2(gap, gap);
    let mut shown = 0;
    while shown < page.tiles.len() + usize::from(!page.empty) {
        ui.horizontal(|ui| {
            for index in shown..shown + across {
                if let Some(goal) = page.tiles.get(index) {
                    tile_ui(ui, goal, tile, commands);
                } else if index == page.tiles.len() && !page.empty {
                    key(ui, page, tile);
                }
            }
        });
        shown += across;
    }
    ui.spacing_mut().item_spacing = vec2(8.0, 8.0);
}

const JUDGEMENTS: [Judgement; 4] = [
    Judgement::Better,
    Judgement::Similar,
    Judgement::Worse,
    Judgement::NotCompared,
];

fn tile_ui(ui: &mut Ui, goal: &Tile, size_of: egui::Vec2, commands: &mut Vec<Command>) {
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
    match &goal.figure {
        Some(figure) => {
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
            sparkline(ui, small, &figure.series, &figure.benchmark);
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
        }
        None => {
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
    }
    if response.has_focus() {
        ring(ui, rect.shrink(2.0), radius);
    }
    if response.clicked() {
        commands.push(Command::Go(Address::Goal(goal.number)));
    }
    response.on_hover_text(&goal.full);
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

fn key(ui: &mut Ui, page: &GoalsPage, size_of: egui::Vec2) {
    let palette = theme::palette(ui);
    let (rect, at) = ui.allocate_exact_size(size_of, Sense::hover());
    at.widget_info(|| {
        egui::WidgetInfo::labeled(
            Role::Label,
            true,
            "Key: triangle up better, dot similar, triangle down worse, ring not compared",
        )
    });
    text_at(
        ui,
        pos2(rect.left() + 4.0, rect.top() + 10.0),
        Align2::LEFT_CENTER,
        Type::TableStrong,
        palette.ink,
        "Key",
    );
    let rows = [
        (Judgement::Better, "better", 0.0, 32.0),
        (Judgement::Similar, "similar", 84.0, 32.0),
        (Judgement::Worse, "worse", 0.0, 52.0),
        (Judgement::NotCompared, "not compared", 84.0, 52.0),
    ];
    for (judgement, words, x, y) in rows {
        let at = pos2(rect.left() + 10.0 + x, rect.top() + y);
        figures::glyph(ui.painter(), at, 11.0, judgement, palette);
        text_at(
            ui,
            at + vec2(12.0, 0.0),
            Align2::LEFT_CENTER,
            Type::Note,
            palette.ink_2,
            words,
        );
    }
    for (index, (name, colour)) in [
        (page.subject.as_str(), palette.brand),
        (page.benchmark.as_str(), palette.named),
    ]
    .into_iter()
    .enumerate()
    {
        let y = rect.top() + 72.0 + 18.0 * index as f32;
        let left = rect.left() + 4.0;
        ui.painter()
            .hline(left..=left + 22.0, y, Stroke::new(2.0, colour));
        let place = Rect::from_min_max(pos2(left + 28.0, y - 9.0), pos2(rect.right(), y + 9.0));
        text_in(
            ui,
            place,
            Align2::LEFT_CENTER,
            Type::Note,
            palette.ink_2,
            name,
        );
    }
    text_at(
        ui,
        pos2(rect.left() + 4.0, rect.top() + 108.0),
        Align2::LEFT_CENTER,
        Type::Note,
        palette.muted,
        "Small lines: own scale.",
    );
}

fn gaps(ui: &mut Ui, page: &GoalsPage, commands: &mut Vec<Command>) {
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
    ui.painter().hline(
        own.min(against)..=own.max(against),
        middle,
        Stroke::new(3.0, palette.crowd),
    );
    figures::diamond(ui.painter(), pos2(against, middle), 7.0, palette.named);
    ui.painter()
        .circle_filled(pos2(own, middle), 6.0, palette.brand);
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
    if response.has_focus() {
        ring(ui, rect.shrink(4.0), 4.0);
    }
    if response.clicked() {
        commands.push(Command::Go(Address::indicator(&line.code)));
    }
}
