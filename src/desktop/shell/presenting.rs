use egui::{
    CentralPanel, Context, CursorIcon, Frame, Id, Pos2, Rect, Role, Sense, Stroke, Ui,
    ViewportBuilder, ViewportId, WidgetInfo, pos2, vec2,
};

use super::{room_forms, workshop};
use crate::desktop::commands::{Command, ShowCommand};
use crate::desktop::state::{Cover, Show, State, Top};
use crate::desktop::theme::{self, Type};
use crate::desktop::widgets::{text, waiting, wrapped};
use crate::domain::Reveal;
use crate::figures::{FaceBody, SLIDE, Style, Theme};

/// Seconds after which a pointer that rests is hidden.
const REST: f32 = 3.0;

/// A slide on all of the screen, and nothing of the program round it.
pub(in crate::desktop) fn presenting(ui: &mut Ui, state: &State, commands: &mut Vec<Command>) {
    let Some(show) = state.presenting() else {
        return;
    };
    let ctx = ui.ctx().clone();
    let palette = theme::palette(ui);
    rest(&ctx, show.top == Top::Nothing);
    CentralPanel::default()
        .frame(Frame::new().fill(palette.ground))
        .show(ui, |ui| {
            let whole = ui.max_rect();
            if let Some(vote) = state.counting() {
                let fault = state.failure.as_ref();
                let fault = fault.map(|message| message.headline.as_str());
                workshop::counting(ui, vote, fault, commands);
            } else {
                slide(ui, state, show, whole, commands);
            }
            if let Some(cover) = show.cover {
                let colour = match cover {
                    Cover::Black => Theme::Contrast.palette().ground,
                    Cover::White => Theme::Light.palette().ground,
                };
                ui.painter().rect_filled(whole, 0.0, colour);
            }
        });
    match show.top {
        Top::AskVote => room_forms::ask_vote(&ctx, state, commands),
        Top::Note => room_forms::note(&ctx, commands),
        Top::Nothing | Top::Counting { .. } => {}
    }
    if show.presenter {
        presenter(&ctx, state, show, commands);
    }
}

/// Hides the pointer once it rests, and wakes up in time to do so.
fn rest(ctx: &Context, may: bool) {
    let still = ctx.input(|input| input.pointer.time_since_last_movement());
    if may && still > REST {
        ctx.set_cursor_icon(CursorIcon::None);
    } else {
        let left = (REST - still).max(0.05);
        ctx.request_repaint_after(std::time::Duration::from_secs_f32(left));
    }
}

fn slide(ui: &mut Ui, state: &State, show: &Show, whole: Rect, commands: &mut Vec<Command>) {
    let palette = theme::palette(ui);
    let theme = theme::current(ui.ctx());
    let Some(face) = state.face_of_show(0) else {
        let content = show.content();
        let fault = content.and_then(|content| state.stories.fault_of(content, show.at + 1));
        if let Some(message) = fault {
            waiting(ui, &message.to_string());
        }
        return;
    };
    let (shown, stops) = state.stop_of_show();
    let pointer = ui.input(|input| input.pointer.latest_pos());
    let mut rect = whole;
    if let Some(at) = pointer.filter(|_| show.magnified) {
        rect = Rect::from_min_max(at + (whole.min - at) * 2.0, at + (whole.max - at) * 2.0);
    }
    let said = match &face.body {
        FaceBody::Figure(figure) => crate::export::said(figure.answer()),
        FaceBody::Text(points) => points.join(" "),
        FaceBody::Section(words) | FaceBody::Unanswered(words) => words.clone(),
    };
    let spoken = format!(
        "Slide {} of {}, step {} of {stops}. {} {said}",
        show.at + 1,
        show.slides.len(),
        show.step.min(stops.saturating_sub(1)) + 1,
        face.title
    );
    let response = ui.interact(whole, ui.scope_id().with("slide"), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Figure, true, &spoken));
    if response.clicked() && show.top == Top::Nothing {
        commands.push(Command::Show(ShowCommand::Next));
    }
    face.paint(ui, rect, theme, shown);
    let k = whole.height() / SLIDE.y;
    if let Some(at) = pointer.filter(|_| show.spotlight) {
        let (hole, thick) = (180.0 * k, whole.width() * 2.0);
        let dim = Theme::Contrast.palette().ground.gamma_multiply(0.72);
        ui.painter()
            .circle_stroke(at, hole + thick / 2.0, Stroke::new(thick, dim));
    }
    if let Some(at) = pointer.filter(|_| show.pointer) {
        ui.painter()
            .circle_filled(at, 16.0 * k, palette.worse.gamma_multiply(0.8));
    }
    let mut foot = show.typed.clone();
    if show.timer {
        foot = format!("{foot}  {}", elapsed(ui.ctx()));
        ui.ctx()
            .request_repaint_after(std::time::Duration::from_secs(1));
    }
    ui.painter().text(
        pos2(whole.center().x, whole.bottom() - 12.0 * k),
        egui::Align2::CENTER_BOTTOM,
        foot.trim(),
        Style::semibold(20.0 * k).font(),
        palette.muted,
    );
}

/// Minutes and seconds since the show began.
fn elapsed(ctx: &Context) -> String {
    let now = ctx.input(|input| input.time);
    let began = ctx.data_mut(|data| *data.get_temp_mut_or(Id::unique("show began"), now));
    let seconds = (now - began).max(0.0) as u64;
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

/// The show begins: its clock does too.
pub(in crate::desktop) fn begin_clock(ctx: &Context) {
    let now = ctx.input(|input| input.time);
    ctx.data_mut(|data| data.insert_temp(Id::unique("show began"), now));
}

/// The speaker's own window: now, next, notes and the time. Where the system gives no second window nothing is shown, since notes
/// never stand in front of the room.
fn presenter(ctx: &Context, state: &State, show: &Show, commands: &mut Vec<Command>) {
    if ctx.embed_viewports() {
        return;
    }
    let builder = ViewportBuilder::default()
        .with_title("Levelbook: speaker")
        .with_inner_size([960.0, 600.0]);
    let id = ViewportId::from_hash_of("speaker");
    ctx.show_viewport_immediate(id, builder, |ui, _| {
        super::show_keys(&ui.ctx().clone(), state, commands);
        if ui.input(|input| input.viewport().close_requested()) {
            commands.push(Command::Show(ShowCommand::Presenter));
        }
        let frame = Frame::new()
            .fill(theme::palette(ui).panel)
            .inner_margin(16.0);
        CentralPanel::default().frame(frame).show(ui, |ui| {
            speaker(ui, state, show);
        });
    });
    ctx.request_repaint_after(std::time::Duration::from_secs(1));
}

fn speaker(ui: &mut Ui, state: &State, show: &Show) {
    let palette = theme::palette(ui);
    let whole = ui.max_rect();
    let width = (whole.width() - 16.0) / 2.0;
    let size = vec2(width, width * SLIDE.y / SLIDE.x);
    let (shown, stops) = state.stop_of_show();
    for (on, at) in [
        (0, whole.min),
        (1, pos2(whole.left() + width + 16.0, whole.top())),
    ] {
        let rect = Rect::from_min_size(at, size);
        ui.painter()
            .rect_filled(rect, 0.0, Theme::Light.palette().ground);
        if let Some(face) = state.face_of_show(on) {
            let up_to = if on == 0 { shown } else { Reveal::Remark };
            let mut child = ui.new_child(egui::UiBuilder::new().max_rect(rect));
            child.set_clip_rect(rect);
            face.paint(&mut child, rect, Theme::Light, up_to);
        }
    }
    let below: Pos2 = pos2(whole.left(), whole.top() + size.y + 12.0);
    let area = Rect::from_min_max(below, whole.max);
    let mut child = ui.new_child(egui::UiBuilder::new().max_rect(area));
    let covered = match show.cover {
        Some(Cover::Black) => "  The room sees black.",
        Some(Cover::White) => "  The room sees white.",
        None => "",
    };
    let line = format!(
        "{}   {} of {}, step {} of {stops}.{covered}",
        elapsed(ui.ctx()),
        show.at + 1,
        show.slides.len(),
        show.step.min(stops.saturating_sub(1)) + 1
    );
    text(&mut child, Type::Title, palette.ink, &line);
    let notes = show.content().map_or("", |content| content.notes.as_str());
    for line in notes.lines() {
        wrapped(&mut child, Type::Section, palette.ink, line);
    }
}
