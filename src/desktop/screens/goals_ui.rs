use egui::{Align2, Rect, Role, Sense, Stroke, Ui, pos2, vec2};

use super::small::{notes, view_tabs};
use super::{gaps_ui, tile_ui};
use crate::desktop::address::View;
use crate::desktop::commands::{Command, WizardCommand};
use crate::desktop::pages::GoalsPage;
use crate::desktop::theme::{self, Type};
use crate::desktop::widgets::{
    Banner, Icon, banner, empty_state, page_subtitle, section, text_at, text_in, wrapped,
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
        ui.horizontal_top(|ui| {
            let width = ui.available_width() - 180.0;
            ui.vertical(|ui| {
                ui.set_width(width);
                ui.spacing_mut().item_spacing.y = 4.0;
                wrapped(ui, Type::Display, palette.ink, &page.headline);
                page_subtitle(ui, &page.subtitle);
            });
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Min), |ui| {
                view_tabs(ui, &[View::Chart, View::Table], View::Chart, commands);
            });
        });
        ui.add_space(4.0);
    }
    tiles(ui, page, commands);
    if !page.gaps.is_empty() {
        ui.add_space(8.0);
        let title = format!("Biggest gaps in {}", page.subject);
        let beside = format!("percentage points behind {}, latest period", page.benchmark);
        section(ui, &title, &beside);
        gaps_ui::gaps(ui, page, commands);
    }
    ui.add_space(4.0);
    notes(ui, &page.notes, &[], &page.sources);
    ui.add_space(16.0);
}

fn tiles(ui: &mut Ui, page: &GoalsPage, commands: &mut Vec<Command>) {
    let gap = 12.0;
    let width = ui.available_width();
    let across = ((width + gap) / (184.0 + gap)).floor().clamp(1.0, 5.0);
    let tile = vec2((width - gap * (across - 1.0)) / across, 116.0);
    let across = across as usize;
    ui.spacing_mut().item_spacing = vec2(gap, gap);
    let mut shown = 0;
    while shown < page.tiles.len() + usize::from(!page.empty) {
        ui.horizontal(|ui| {
            for index in shown..shown + across {
                if let Some(goal) = page.tiles.get(index) {
                    tile_ui::tile_ui(ui, goal, tile, commands);
                } else if index == page.tiles.len() && !page.empty {
                    key(ui, page, tile);
                }
            }
        });
        shown += across;
    }
    ui.spacing_mut().item_spacing = vec2(8.0, 8.0);
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
