use egui::{Align2, Rect, Role, Sense, Stroke, Ui, pos2, vec2};

use super::menu_ui::indicator_row;
use super::plan_rows_ui::{outcome_rows, plan_rows};
use super::small::{notes, view_tabs};
use crate::desktop::address::{Address, FormKind, FormStart, View};
use crate::desktop::commands::{Command, WizardCommand};
use crate::desktop::pages::{GoalLine, GoalPage};
use crate::desktop::theme::{self, Type};
use crate::desktop::widgets::{
    Button, Icon, crumbs, empty_state, hover_card, in_lines, judgement_glyph, page_header, press,
    section, text_at, text_in, wrapped,
};
use crate::domain::Period;
use crate::figures;

const ROW: f32 = 96.0;
const VIEWS: &[View] = &[View::Chart, View::Table];

/// Left and right edges of the columns at a width.
struct Columns {
    name: (f32, f32),
    trend: (f32, f32),
    spread: Option<(f32, f32)>,
    value: f32,
    benchmark: f32,
    judgement: f32,
    gap: f32,
    closing: f32,
}

impl Columns {
    fn at(rect: Rect) -> Self {
        let width = rect.width();
        let x = |part: f32| rect.left() + part;
        let right = |part: f32| rect.right() - part;
        let roomy = width > 880.0;
        let name = if roomy { width * 0.2 } else { width * 0.26 };
        let trend = name + 12.0;
        let spread = roomy.then(|| (x(trend + 128.0), right(424.0)));
        Self {
            name: (x(12.0), x(name)),
            trend: (x(trend), x(trend + 112.0)),
            spread,
            value: right(352.0),
            benchmark: right(282.0),
            judgement: right(270.0),
            gap: right(118.0),
            closing: right(104.0),
        }
    }
}

/// A period in the little room below a small line: a long label gives way to its year.
fn brief(period: Period) -> String {
    let label = period.label();
    if label.chars().count() > 7 {
        return period.end().year().to_string();
    }
    label
}

/// One goal: its indicators with line, spread, value, judgement and gap.
pub(super) fn goal_ui(ui: &mut Ui, page: &GoalPage, commands: &mut Vec<Command>) {
    let palette = theme::palette(ui);
    let here = format!("{} {}", page.number, page.name);
    if crumbs(ui, &["Goals".to_owned(), here]).is_some() {
        commands.push(Command::Go(Address::Goals));
    }
    page_header(ui, &page.headline, &page.subtitle, |ui| {
        if Button::secondary("Compare").show(ui).clicked() {
            commands.push(Command::Go(Address::Compare {
                goal: Some(page.number),
                subjects: Vec::new(),
            }));
        }
        if Button::secondary("Present").key("F5").show(ui).clicked() {
            commands.push(Command::Present(false));
        }
    });
    if !page.about.is_empty() {
        wrapped(ui, Type::Table, palette.muted, &page.about);
    }
    if !page.lines.is_empty() {
        view_tabs(ui, VIEWS, View::Chart, commands);
    }
    ui.add_space(4.0);
    if page.lines.is_empty() {
        let words = if page.others.is_empty() {
            "Import figures and place them under this goal."
        } else {
            "Other places or organisations have figures: see below, or choose another above."
        };
        let headline = format!("No figures for goal {} here yet.", page.number);
        if empty_state(ui, Icon::Import, &headline, words, &["Import"]).is_some() {
            commands.push(Command::Wizard(WizardCommand::Choose));
        }
    } else {
        header(ui, page);
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for line in &page.lines {
                row(ui, line, &page.benchmark, commands);
            }
        });
    }
    if !page.others.is_empty() {
        ui.add_space(8.0);
        section(
            ui,
            "Also under this goal",
            "for other places or organisations",
        );
        ui.horizontal_wrapped(|ui| {
            for (code, name) in &page.others {
                if Button::ghost(name).show(ui).clicked() {
                    commands.push(Command::Go(Address::indicator(code)));
                }
            }
        });
    }
    plans(ui, page, commands);
    ui.add_space(8.0);
    notes(ui, &page.notes, &[], &page.sources);
    ui.add_space(16.0);
}

/// Outcomes that communities have defined, beside the official indicators and marked for what they are; then who does what.
fn plans(ui: &mut Ui, page: &GoalPage, commands: &mut Vec<Command>) {
    let start = FormStart {
        goal: Some(page.number),
        ..FormStart::default()
    };
    ui.add_space(8.0);
    ui.horizontal(|ui| {
        section(
            ui,
            "Community-defined outcomes",
            "in the words of those who said them",
        );
        if Button::ghost("Add an outcome").show(ui).clicked() {
            commands.push(Command::Go(Address::Form(FormKind::Outcome, start.clone())));
        }
    });
    outcome_rows(ui, &page.outcomes, commands);
    ui.add_space(8.0);
    ui.horizontal(|ui| {
        section(
            ui,
            "What organisations will do",
            "contributing to one goal is good",
        );
        if Button::ghost("Add a plan").show(ui).clicked() {
            commands.push(Command::Go(Address::Form(FormKind::Plan, start.clone())));
        }
    });
    if page.plans.is_empty() {
        let palette = theme::palette(ui);
        wrapped(
            ui,
            Type::Table,
            palette.muted,
            "No plan recorded for this goal.",
        );
    } else {
        plan_rows(ui, &page.plans, commands);
    }
}

fn header(ui: &mut Ui, page: &GoalPage) {
    let palette = theme::palette(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 36.0), Sense::empty());
    ui.painter().rect_filled(rect, 4.0, palette.panel);
    let columns = Columns::at(rect);
    let y = rect.center().y;
    let left = |x: f32, words: &str| {
        text_at(
            ui,
            pos2(x, y),
            Align2::LEFT_CENTER,
            Type::TableStrong,
            palette.ink_2,
            words,
        );
    };
    left(columns.name.0, "Indicator");
    left(columns.trend.0, "Trend");
    if let Some((x, _)) = columns.spread {
        left(x + 8.0, "Spread, better to the right");
    }
    left(columns.judgement, "Judgement");
    left(columns.closing, "Closing?");
    for (edge, words, colour) in [
        (columns.value, page.subject.as_str(), palette.on_selected),
        (columns.benchmark, page.benchmark.as_str(), palette.ink_2),
        (columns.gap, "Gap", palette.ink_2),
    ] {
        let place = Rect::from_min_max(pos2(edge - 70.0, rect.top()), pos2(edge, rect.bottom()));
        text_in(
            ui,
            place,
            Align2::RIGHT_CENTER,
            Type::TableStrong,
            colour,
            words,
        );
    }
}

fn row(ui: &mut Ui, line: &GoalLine, benchmark: &str, commands: &mut Vec<Command>) {
    let palette = theme::palette(ui);
    let (rect, at) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
    let response = press(
        ui,
        rect,
        at.id.with(&line.code.0),
        Role::Row,
        &line.spoken,
        true,
    );
    if response.hovered() {
        ui.painter().rect_filled(rect, 4.0, palette.selected);
    }
    ui.painter().hline(
        rect.x_range(),
        rect.bottom(),
        Stroke::new(1.0, palette.hairline),
    );
    let columns = Columns::at(rect);
    let top = rect.top();
    let width = columns.name.1 - columns.name.0;
    let name = in_lines(ui, &line.name, (Type::TableStrong, palette.ink), width, 2);
    let corner = pos2(columns.name.0, top + 12.0);
    let mut under = Rect::from_min_size(corner + vec2(0.0, name.size().y + 1.0), vec2(width, 18.0));
    let response = if name.elided {
        hover_card(response, &line.name)
    } else {
        response
    };
    ui.painter().galley(corner, name, palette.ink);
    for words in [&line.unit, &line.polarity] {
        text_in(
            ui,
            under,
            Align2::LEFT_CENTER,
            Type::Note,
            palette.muted,
            words,
        );
        under = under.translate(vec2(0.0, 17.0));
    }
    let small = Rect::from_min_size(pos2(columns.trend.0, top + 24.0), vec2(108.0, 40.0));
    figures::sparkline(
        ui.painter(),
        small,
        &line.series,
        &line.benchmark_series,
        palette,
        1.0,
    );
    if let (Some(first), Some(last)) = (line.series.first(), line.series.last()) {
        let y = top + 78.0;
        text_at(
            ui,
            pos2(small.left(), y),
            Align2::LEFT_CENTER,
            Type::Note,
            palette.muted,
            &brief(first.period),
        );
        if line.series.len() > 1 {
            text_at(
                ui,
                pos2(small.right(), y),
                Align2::RIGHT_CENTER,
                Type::Note,
                palette.muted,
                &brief(last.period),
            );
        }
    }
    if let (Some((from, to)), Some(_)) = (columns.spread, &line.row.spread) {
        let place = Rect::from_min_max(pos2(from, top + 10.0), pos2(to, rect.bottom() - 8.0));
        let peers = (&line.row, line.field.as_ref());
        figures::strip(ui.painter(), place, peers, benchmark, palette, 1.0);
    }
    let middle = top + 40.0;
    let right = |edge: f32, kind: Type, colour, words: &str| {
        text_at(
            ui,
            pos2(edge, middle),
            Align2::RIGHT_CENTER,
            kind,
            colour,
            words,
        );
    };
    right(columns.value, Type::Strong, palette.ink, &line.value);
    right(
        columns.benchmark,
        Type::Table,
        palette.ink_2,
        &line.benchmark,
    );
    right(columns.gap, Type::TableStrong, palette.ink, &line.gap);
    if let Some(judgement) = figures::standing(&line.row) {
        judgement_glyph(ui, pos2(columns.judgement + 6.0, middle), judgement);
        text_at(
            ui,
            pos2(columns.judgement + 20.0, middle),
            Align2::LEFT_CENTER,
            Type::TableStrong,
            palette.ink,
            figures::standing_in_words(&line.row),
        );
    }
    let method = Rect::from_min_size(
        pos2(columns.judgement, middle + 12.0),
        vec2(columns.gap - 60.0 - columns.judgement + 40.0, 18.0),
    );
    text_in(
        ui,
        method,
        Align2::LEFT_CENTER,
        Type::Note,
        palette.muted,
        &line.judged_by,
    );
    let closing = Rect::from_min_max(
        pos2(columns.closing, middle - 10.0),
        pos2(rect.right(), middle + 34.0),
    );
    let words = ui.painter().layout(
        crate::figures::clean(&line.closing),
        Type::Table.font(),
        palette.ink,
        closing.width(),
    );
    let below = closing.top() + words.size().y + 2.0;
    ui.painter()
        .with_clip_rect(rect)
        .galley(closing.min, words, palette.ink);
    if !line.since.is_empty() {
        let since = ui.painter().layout(
            line.since.clone(),
            Type::Note.font(),
            palette.muted,
            closing.width(),
        );
        ui.painter()
            .with_clip_rect(rect)
            .galley(pos2(closing.left(), below), since, palette.muted);
    }
    indicator_row(ui, &response, rect, (&line.code, &line.meant), commands);
}
