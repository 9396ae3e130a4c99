use egui::{Align2, Rect, Role, Sense, Stroke, Ui, pos2, vec2};

use super::answer_ui::export_button;
use super::around_ui::{around, in_detail};
use super::menu_ui::indicator_row;
use super::plan_rows_ui::outcomes;
use super::profile_goals_ui::profile_goals;
use super::small::{notes, view_tabs};
use crate::desktop::address::{Address, FormKind, FormStart, View};
use crate::desktop::commands::Command;
use crate::desktop::pages::{ProfileLine, ProfilePage};
use crate::desktop::theme::{self, Type};
use crate::desktop::widgets::{
    Banner, Button, banner, crumbs, hover_card, judgement_glyph, page_header_beside, press,
    section, text_at, text_in, wrapped,
};
use crate::figures;

/// One place or organisation: its goals, then a spine of its figures beside its peers.
pub(super) fn profile_ui(ui: &mut Ui, page: &ProfilePage, commands: &mut Vec<Command>) {
    let list = if page.place {
        ("Places", Address::Places)
    } else {
        ("Organisations", Address::Organisations)
    };
    if crumbs(ui, &[list.0.to_owned(), page.name.clone()]).is_some() {
        commands.push(Command::Go(list.1));
    }
    let title = (page.headline.as_str(), page.facts.as_str());
    page_header_beside(ui, title, 372.0, |ui| {
        export_button(ui, commands);
        if Button::secondary("Add to comparison").show(ui).clicked() {
            commands.push(Command::AddCompared(page.code.clone()));
        }
        let start = FormStart {
            subject: Some(page.code.clone()),
            ..FormStart::default()
        };
        if Button::primary("Add plan").show(ui).clicked() {
            commands.push(Command::Go(Address::Form(FormKind::Plan, start)));
        }
    });
    if let Some((code, words)) = &page.successor {
        let (_, acted) = banner(ui, Banner::Info, words, "", Some("Open its successor"));
        if acted {
            commands.push(Command::Go(Address::Profile(code.clone())));
        }
    }
    profile_goals(ui, page, commands);
    outcomes(ui, &page.outcomes, commands);
    ui.add_space(8.0);
    let title = if page.peers.is_empty() {
        "Figures".to_owned()
    } else {
        format!("Figures beside {}", page.peers)
    };
    ui.horizontal(|ui| {
        section(ui, &title, "better to the right");
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            view_tabs(ui, &[View::Chart, View::Table], View::Chart, commands);
        });
    });
    if !page.finding.is_empty() {
        wrapped(ui, Type::Table, theme::palette(ui).ink_2, &page.finding);
    }
    header(ui, page);
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for line in &page.lines {
            row(ui, line, commands);
        }
    });
    in_detail(ui, page, commands);
    around(ui, page, commands);
    ui.add_space(8.0);
    notes(ui, &page.plan_notes, &[], &[]);
    notes(ui, &page.notes, &[], &page.sources);
    ui.add_space(16.0);
}

struct Columns {
    goal: f32,
    name: (f32, f32),
    value: f32,
    benchmark: f32,
    /// Worst, spine and best, where there is room for them.
    spine: Option<Spine>,
    position: f32,
    judgement: f32,
}

struct Spine {
    worst: f32,
    ends: (f32, f32),
    best: f32,
}

/// The narrowest spine that can be read.
const LEAST_SPINE: f32 = 90.0;

impl Columns {
    fn at(rect: Rect) -> Self {
        let right = |part: f32| rect.right() - part;
        let mut name = rect.left() + rect.width() * 0.28;
        let ends = (name + 230.0, right(322.0));
        let roomy = ends.1 - ends.0 >= LEAST_SPINE;
        if !roomy {
            name = right(412.0);
        }
        let value = name + 70.0;
        let spine = roomy.then_some(Spine {
            worst: value + 148.0,
            ends,
            best: right(268.0),
        });
        Self {
            goal: rect.left() + 20.0,
            name: (rect.left() + 32.0, name),
            value,
            benchmark: value + 78.0,
            spine,
            position: right(256.0),
            judgement: right(156.0),
        }
    }
}

fn header(ui: &mut Ui, page: &ProfilePage) {
    let palette = theme::palette(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 28.0), Sense::empty());
    ui.painter().rect_filled(rect, 4.0, palette.panel);
    let columns = Columns::at(rect);
    let y = rect.center().y;
    let at = |x: f32, anchor: Align2, words: &str| {
        text_at(
            ui,
            pos2(x, y),
            anchor,
            Type::NoteStrong,
            palette.ink_2,
            words,
        );
    };
    at(columns.name.0, Align2::LEFT_CENTER, "Indicator");
    at(columns.value, Align2::RIGHT_CENTER, "Figure");
    let place = Rect::from_min_max(
        pos2(columns.value + 8.0, rect.top()),
        pos2(columns.benchmark, rect.bottom()),
    );
    text_in(
        ui,
        place,
        Align2::RIGHT_CENTER,
        Type::NoteStrong,
        palette.ink_2,
        &page.benchmark,
    );
    if let Some(spine) = &columns.spine {
        at(spine.worst, Align2::RIGHT_CENTER, "Worst");
        let middle = f32::midpoint(spine.ends.0, spine.ends.1);
        at(middle, Align2::CENTER_CENTER, "median");
        at(spine.best, Align2::RIGHT_CENTER, "Best");
    }
    at(columns.position, Align2::LEFT_CENTER, "Position");
    at(columns.judgement, Align2::LEFT_CENTER, "Judgement");
}

fn row(ui: &mut Ui, line: &ProfileLine, commands: &mut Vec<Command>) {
    let palette = theme::palette(ui);
    let (rect, at) = ui.allocate_exact_size(vec2(ui.available_width(), 28.0), Sense::hover());
    let id = at.id.with((&line.code.0, line.goal));
    let response = press(ui, rect, id, Role::Row, &line.spoken, true);
    if response.hovered() {
        ui.painter().rect_filled(rect, 4.0, palette.selected);
    }
    ui.painter().hline(
        rect.x_range(),
        rect.bottom(),
        Stroke::new(1.0, palette.hairline),
    );
    let columns = Columns::at(rect);
    let y = rect.center().y;
    let write = |x: f32, anchor: Align2, kind: Type, colour, words: &str| {
        text_at(ui, pos2(x, y), anchor, kind, colour, words);
    };
    let goal = line.goal.map_or_else(String::new, |goal| goal.to_string());
    write(
        columns.goal,
        Align2::RIGHT_CENTER,
        Type::Table,
        palette.link,
        &goal,
    );
    let name = Rect::from_min_max(
        pos2(columns.name.0, rect.top()),
        pos2(columns.name.1, rect.bottom()),
    );
    text_in(
        ui,
        name,
        Align2::LEFT_CENTER,
        Type::Table,
        palette.ink,
        &line.name,
    );
    write(
        columns.value,
        Align2::RIGHT_CENTER,
        Type::TableStrong,
        palette.ink,
        &line.value,
    );
    let small = |x: f32, words: &str| {
        write(x, Align2::RIGHT_CENTER, Type::Note, palette.muted, words);
    };
    small(columns.benchmark, &line.benchmark);
    if let Some(spine) = &columns.spine {
        small(spine.worst, &line.ends.0);
        small(spine.best, &line.ends.1);
        if line.row.spread.is_some() {
            let place = Rect::from_min_max(
                pos2(spine.ends.0, rect.top()),
                pos2(spine.ends.1, rect.bottom()),
            );
            let peers = (&line.row, line.field.as_ref());
            figures::spine_cell(ui.painter(), place, peers, palette, 1.0);
        }
    }
    write(
        columns.position,
        Align2::LEFT_CENTER,
        Type::Table,
        palette.ink_2,
        &line.position,
    );
    if let Some(judgement) = figures::standing(&line.row) {
        judgement_glyph(ui, pos2(columns.judgement + 6.0, y), judgement);
        let place = Rect::from_min_max(pos2(columns.judgement + 18.0, rect.top()), rect.max);
        text_in(
            ui,
            place,
            Align2::LEFT_CENTER,
            Type::Table,
            palette.ink,
            figures::standing_in_words(&line.row),
        );
    }
    indicator_row(ui, &response, rect, (&line.code, &line.meant), commands);
    hover_card(response, format!("{}, {}", line.name, line.period));
}
