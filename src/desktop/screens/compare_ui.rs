use egui::{Align2, Rect, Role, ScrollArea, Sense, Stroke, Ui, pos2, vec2};

use super::figure_ui::figure_ui;
use super::indicator_ui::export_button;
use super::small::notes;
use crate::desktop::address::Address;
use crate::desktop::commands::{Command, PickerCommand};
use crate::desktop::pages::{CompareCell, CompareLine, ComparePage};
use crate::desktop::theme::{self, Type};
use crate::desktop::widgets::{
    Button, Chip, Choice, Icon, Select, chip, empty_state, page_header, press, ring, section,
    select, series_glyph, text, text_at, text_in,
};
use crate::figures;
use crate::questions::Judgement;

const FIRST: f32 = 236.0;
const BENCHMARK: f32 = 84.0;

/// Several subjects side by side: a table of judgement, and below it the chosen indicator as a picture.
pub(super) fn compare_ui(ui: &mut Ui, page: &ComparePage, commands: &mut Vec<Command>) {
    let palette = theme::palette(ui);
    ui.add_space(20.0);
    page_header(ui, &page.headline, &page.subtitle, |ui| {
        if page.shown.is_some() {
            export_button(ui, commands);
            if Button::secondary("Present").key("F5").show(ui).clicked() {
                commands.push(Command::Present);
            }
        }
    });
    ui.horizontal(|ui| {
        let choices: Vec<Choice> = page
            .goals
            .iter()
            .map(|(_, name)| Choice::new(name.clone(), ""))
            .collect();
        let at = page.goals.iter().position(|(goal, _)| *goal == page.goal);
        let shown = at
            .and_then(|at| page.goals.get(at))
            .map_or("All goals", |(_, name)| name.as_str());
        let which = Select {
            label: "Goal",
            prefix: "",
            shown,
            icon: Some(Icon::Goals),
            selected: at,
            width: 380.0,
            search: false,
        };
        if let Some((goal, _)) = select(ui, which, &choices).and_then(|at| page.goals.get(at)) {
            commands.push(Command::SetCompareGoal(*goal));
        }
        if !page.subjects.is_empty() {
            let add = Button::secondary("Add or take out…").icon(Icon::Plus);
            if add.show(ui).clicked() {
                commands.push(Command::Picker(PickerCommand::Open));
            }
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                text(ui, Type::Table, palette.muted, &page.count);
            });
        }
    });
    if page.subjects.is_empty() {
        let taken = empty_state(
            ui,
            Icon::Compare,
            "Add two or more organisations or places.",
            "Up to ten can be told apart by colour and shape.",
            &["Choose them"],
        );
        if taken.is_some() {
            commands.push(Command::Picker(PickerCommand::Open));
        }
        if !page.suggested.is_empty() {
            ui.add_space(8.0);
            section(ui, "Or start with", "");
            ui.horizontal_wrapped(|ui| {
                for (name, subjects) in &page.suggested {
                    if Button::secondary(name).show(ui).clicked() {
                        commands.push(Command::Go(Address::Compare {
                            goal: page.goal,
                            subjects: subjects.clone(),
                        }));
                    }
                }
            });
        }
        return;
    }
    ui.horizontal_wrapped(|ui| {
        for (index, (code, name)) in page.subjects.iter().enumerate() {
            let one = Chip {
                text: name,
                series: Some(index),
            };
            if chip(ui, one) {
                commands.push(Command::RemoveCompared(code.clone()));
            }
        }
    });
    if !page.full.is_empty() {
        text(ui, Type::Note, palette.muted, &page.full);
    }
    if page.sections.is_empty() {
        empty_state(
            ui,
            Icon::Compare,
            "None of them has figures for this goal.",
            "Choose another goal, or all goals.",
            &[],
        );
        notes(ui, &page.notes, &page.left_out, &page.sources);
        return;
    }
    rug(ui, page, commands);
    key(ui, page);
    if let Some(shown) = &page.shown {
        ui.add_space(8.0);
        figure_ui(ui, shown, false, commands);
    }
    ui.add_space(4.0);
    notes(ui, &page.notes, &page.left_out, &page.sources);
    ui.add_space(16.0);
}

fn rug(ui: &mut Ui, page: &ComparePage, commands: &mut Vec<Command>) {
    let room = ui.available_width() - FIRST - BENCHMARK;
    let cell = (room / page.subjects.len().max(1) as f32).clamp(64.0, 150.0);
    ScrollArea::horizontal().id_salt("rug").show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let width = FIRST + BENCHMARK + cell * page.subjects.len() as f32;
        heading(ui, page, width, cell);
        for section in &page.sections {
            if !section.title.is_empty() {
                let palette = theme::palette(ui);
                let (rect, response) = ui.allocate_exact_size(vec2(width, 28.0), Sense::hover());
                response.widget_info(|| {
                    egui::WidgetInfo::labeled(Role::RowHeader, true, &section.title)
                });
                text_in(
                    ui,
                    rect,
                    Align2::LEFT_CENTER,
                    Type::NoteStrong,
                    palette.ink,
                    &section.title,
                );
            }
            for line in &section.lines {
                line_ui(ui, page, line, width, cell, commands);
            }
        }
        ui.add_space(6.0);
    });
}

fn heading(ui: &mut Ui, page: &ComparePage, width: f32, cell: f32) {
    let palette = theme::palette(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(width, 62.0), Sense::empty());
    text_at(
        ui,
        pos2(rect.left(), rect.bottom() - 16.0),
        Align2::LEFT_CENTER,
        Type::NoteStrong,
        palette.ink_2,
        "Indicator (unit)",
    );
    let column = |index: usize| {
        Rect::from_min_size(
            pos2(rect.left() + FIRST + cell * index as f32, rect.top()),
            vec2(cell, rect.height()),
        )
    };
    let name = |place: Rect, words: &str, colour| {
        let galley = ui.painter().layout(
            figures::clean(words),
            Type::NoteStrong.font(),
            colour,
            place.width() - 6.0,
        );
        let clip = Rect::from_min_max(
            pos2(place.left() + 3.0, place.top() + 20.0),
            pos2(place.right() - 3.0, place.bottom() - 4.0),
        );
        let x = clip.center().x - galley.size().x / 2.0;
        ui.painter()
            .with_clip_rect(clip)
            .galley(pos2(x, clip.top()), galley, colour);
    };
    for (index, (_, subject)) in page.subjects.iter().enumerate() {
        let place = column(index);
        series_glyph(ui, pos2(place.center().x, place.top() + 10.0), index);
        name(place, subject, palette.ink);
    }
    let mut last = column(page.subjects.len());
    last.max.x = last.left() + BENCHMARK;
    figures::diamond(
        ui.painter(),
        pos2(last.center().x, last.top() + 10.0),
        6.0,
        palette.named,
    );
    name(last, &page.benchmark, palette.ink_2);
    ui.painter().hline(
        rect.x_range(),
        rect.bottom(),
        Stroke::new(1.0, palette.control_border),
    );
}

fn line_ui(
    ui: &mut Ui,
    page: &ComparePage,
    line: &CompareLine,
    width: f32,
    cell: f32,
    commands: &mut Vec<Command>,
) {
    let palette = theme::palette(ui);
    let (rect, at) = ui.allocate_exact_size(vec2(width, 30.0), Sense::hover());
    let chosen = page.line == line.index;
    let said = format!(
        "{}, {}: {}. {} {}",
        line.name,
        line.period,
        line.cells
            .iter()
            .map(|cell| cell.spoken.as_str())
            .collect::<Vec<_>>()
            .join("; "),
        page.benchmark,
        line.benchmark
    );
    let response = press(
        ui,
        rect,
        at.id.with(("line", line.index)),
        Role::Row,
        &said,
        true,
    );
    if chosen || response.hovered() {
        ui.painter().rect_filled(rect, 4.0, palette.selected);
    }
    let mut first = rect;
    first.max.x = rect.left() + FIRST - 8.0;
    first.min.x += 12.0;
    let period = Rect::from_min_max(pos2(first.right() - 76.0, first.top()), first.max);
    let used = text_in(
        ui,
        period,
        Align2::RIGHT_CENTER,
        Type::Note,
        palette.muted,
        &line.period,
    );
    first.max.x -= used + 6.0;
    let (ink, font) = if chosen {
        (palette.on_selected, Type::TableStrong)
    } else {
        (palette.ink, Type::Table)
    };
    text_in(ui, first, Align2::LEFT_CENTER, font, ink, &line.name);
    for (index, one) in line.cells.iter().enumerate() {
        let place = Rect::from_min_size(
            pos2(rect.left() + FIRST + cell * index as f32, rect.top()),
            vec2(cell, rect.height()),
        )
        .shrink(1.0);
        cell_ui(ui, one, place, chosen);
        let id = at.id.with(("cell", line.index, index));
        let over = ui.interact(place, id, Sense::hover());
        let over = over.on_hover_text(&one.spoken);
        if over.hovered()
            && ui.input(|input| input.pointer.secondary_clicked())
            && let Some(key) = &one.key
        {
            commands.push(Command::ShowSource(key.clone()));
        }
    }
    text_at(
        ui,
        pos2(rect.right() - 20.0, rect.center().y),
        Align2::RIGHT_CENTER,
        Type::TableStrong,
        palette.ink_2,
        &line.benchmark,
    );
    if response.has_focus() {
        ring(ui, rect.shrink(4.0), 4.0);
    }
    if response.clicked() {
        commands.push(Command::SetCompareRow(line.index));
    }
}

/// Fill, ink and mark of a judgement in a cell.
fn look(ui: &Ui, cell: &CompareCell) -> (egui::Color32, egui::Color32, Option<Judgement>) {
    let palette = theme::palette(ui);
    let at = |index: usize| {
        let fill = palette
            .diverging
            .get(index)
            .copied()
            .unwrap_or(palette.panel);
        let ink = palette
            .on_diverging
            .get(index)
            .copied()
            .unwrap_or(palette.ink);
        (fill, ink)
    };
    let judged = |index: usize| {
        let (fill, ink) = at(index);
        (fill, ink, cell.judgement)
    };
    match cell.judgement {
        Some(Judgement::Better) => judged(3),
        Some(Judgement::Similar) => judged(2),
        Some(Judgement::Worse) => judged(1),
        Some(Judgement::Fifth(fifth)) => judged(usize::from(fifth.clamp(1, 5) - 1)),
        Some(Judgement::Higher | Judgement::Lower) => {
            let step = if cell.judgement == Some(Judgement::Higher) {
                3
            } else {
                1
            };
            let fill = palette.sequential.get(step).copied();
            let ink = palette.on_sequential.get(step).copied();
            (
                fill.unwrap_or(palette.panel),
                ink.unwrap_or(palette.ink),
                None,
            )
        }
        Some(Judgement::NotCompared) | None => (palette.panel, palette.ink, None),
    }
}

fn cell_ui(ui: &Ui, cell: &CompareCell, rect: Rect, strong: bool) {
    let palette = theme::palette(ui);
    if cell.withheld {
        ui.painter().rect_filled(rect, 2.0, palette.ground);
        let clip = ui.painter().with_clip_rect(rect);
        let mut x = rect.left() - rect.height();
        while x < rect.right() {
            clip.line_segment(
                [pos2(x, rect.bottom()), pos2(x + rect.height(), rect.top())],
                Stroke::new(1.0, palette.hairline),
            );
            x += 5.0;
        }
        text_in(
            ui,
            rect,
            Align2::CENTER_CENTER,
            Type::NoteStrong,
            palette.ink_2,
            &cell.text,
        );
        return;
    }
    let (fill, ink, judgement) = look(ui, cell);
    ui.painter().rect_filled(rect, 2.0, fill);
    let mark = judgement.is_some();
    let mut place = rect.shrink2(vec2(6.0, 0.0));
    place.max.x -= if mark { 16.0 } else { 0.0 };
    let font = if strong {
        Type::TableStrong
    } else {
        Type::Table
    };
    text_in(ui, place, Align2::RIGHT_CENTER, font, ink, &cell.text);
    if let Some(judgement) = judgement {
        let at = pos2(rect.right() - 11.0, rect.center().y);
        figures::glyph_in(ui.painter(), at, 9.0, judgement, ink);
    }
}

fn key(ui: &mut Ui, page: &ComparePage) {
    let palette = theme::palette(ui);
    ui.horizontal_wrapped(|ui| {
        ui.set_height(24.0);
        let entries: &[(Judgement, &str)] = if page.by_fifths {
            &[
                (Judgement::Fifth(5), "best fifth"),
                (Judgement::Fifth(4), "second"),
                (Judgement::Fifth(3), "middle"),
                (Judgement::Fifth(2), "fourth"),
                (Judgement::Fifth(1), "worst fifth"),
            ]
        } else {
            &[
                (Judgement::Better, "better"),
                (Judgement::Similar, "similar"),
                (Judgement::Worse, "worse"),
            ]
        };
        for (judgement, words) in entries {
            let sample = CompareCell {
                judgement: Some(*judgement),
                ..CompareCell::default()
            };
            let (rect, _) = ui.allocate_exact_size(vec2(22.0, 18.0), Sense::empty());
            let (fill, ink, _) = look(ui, &sample);
            ui.painter().rect_filled(rect, 2.0, fill);
            figures::glyph_in(ui.painter(), rect.center(), 9.0, *judgement, ink);
            text(ui, Type::Note, palette.ink_2, words);
        }
        for (sign, words) in &page.states {
            let words = format!("{sign} {words}");
            text(ui, Type::Note, palette.ink_2, &words);
        }
        let than = format!("than {}", page.benchmark);
        text(ui, Type::Note, palette.muted, &than);
    });
}
