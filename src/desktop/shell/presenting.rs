use egui::{
    CentralPanel, Color32, Context, CursorIcon, Frame, Mesh, Pos2, Rect, Role, Sense, Ui,
    WidgetInfo, pos2, vec2,
};

use super::pace::{Clock, clock};
use super::{room_forms, speaker, workshop};
use crate::desktop::commands::{Command, ShowCommand};
use crate::desktop::state::{Cover, Show, State, Top};
use crate::desktop::theme;
use crate::desktop::widgets::waiting;
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
    // A form is where the keyboard is.
    let elsewhere = show.presenter && speaker::has_keys(&ctx);
    size_forms(&ctx, state.settings.zoom, show.top, elsewhere);
    let clock = clock(&ctx, state, show);
    CentralPanel::default()
        .frame(Frame::new().fill(palette.ground))
        .show(ui, |ui| {
            let whole = ui.max_rect();
            if let Some(vote) = state.counting() {
                let fault = state.failure.as_ref();
                let fault = fault.map(|message| message.headline.as_str());
                workshop::counting(ui, vote, fault, commands);
            } else {
                slide(ui, state, (show, clock), whole, commands);
            }
            if let Some(cover) = show.cover {
                let colour = match cover {
                    Cover::Black => Theme::Contrast.palette().ground,
                    Cover::White => Theme::Light.palette().ground,
                };
                ui.painter().rect_filled(whole, 0.0, colour);
            }
        });
    if !elsewhere {
        form(&ctx, state, show, commands);
    }
    if show.presenter {
        speaker::speaker(&ctx, state, (show, clock), elsewhere, commands);
    }
}

/// The form that is open, if one is.
pub(super) fn form(ctx: &Context, state: &State, show: &Show, commands: &mut Vec<Command>) {
    match show.top {
        Top::AskVote => room_forms::ask_vote(ctx, state, commands),
        Top::Note => room_forms::note(ctx, &state.drafts, commands),
        Top::Nothing | Top::Counting { .. } => {}
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

/// Radius of what a spotlight lights, on a slide of its usual size.
const SPOT: f32 = 180.0;
/// Corners of a ring.
const CORNERS: u32 = 96;

/// A ring from one radius to another, filled.
fn ring(at: Pos2, (inner, outer): (f32, f32), colour: Color32) -> Mesh {
    let mut mesh = Mesh::default();
    for corner in 0..CORNERS {
        let turn = corner as f32 / CORNERS as f32 * std::f32::consts::TAU;
        let way = vec2(turn.cos(), turn.sin());
        mesh.colored_vertex(at + way * inner, colour);
        mesh.colored_vertex(at + way * outer, colour);
        let next = (corner + 1) % CORNERS * 2;
        let here = corner * 2;
        mesh.add_triangle(here, here + 1, next);
        mesh.add_triangle(here + 1, next + 1, next);
    }
    mesh
}

/// Height of a screen, in points, at which a form in front of a room is as large as in the program.
const FORM_HEIGHT: f32 = 675.0;

/// Forms in front of the room are as large as it can read them; slides fill the screen in any case.
fn size_forms(ctx: &Context, usual: f32, top: Top, elsewhere: bool) {
    let now = ctx.zoom_factor();
    let wanted = match top {
        Top::AskVote | Top::Note if !elsewhere => {
            let whole = ctx.content_rect().size() * now;
            let larger = (whole.y / FORM_HEIGHT).min(whole.x / 900.0);
            (larger.clamp(1.0, 2.5)).max(usual)
        }
        _ => usual,
    };
    if (now - wanted).abs() > 0.01 {
        ctx.set_zoom_factor(wanted);
    }
}

fn slide(
    ui: &mut Ui,
    state: &State,
    (show, clock): (&Show, Clock),
    whole: Rect,
    commands: &mut Vec<Command>,
) {
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
        let dim = Theme::Contrast.palette().ground.gamma_multiply(0.72);
        let far = whole.width() + whole.height();
        ui.painter().add(ring(at, (SPOT * k, far), dim));
    }
    if let Some(at) = pointer.filter(|_| show.pointer) {
        ui.painter()
            .circle_filled(at, 16.0 * k, palette.worse.gamma_multiply(0.8));
    }
    let style = Style::semibold(20.0 * k);
    let mut foot = pos2(whole.center().x, whole.bottom() - 24.0 * k);
    if show.timer {
        foot.x -= clock.all.width(style) / 2.0;
        foot.x = clock.all.paint(ui.painter(), foot, style, palette).right() + 40.0 * k;
        let second = std::time::Duration::from_secs(1);
        ui.ctx().request_repaint_after(second);
    }
    ui.painter().text(
        foot,
        egui::Align2::LEFT_CENTER,
        &show.typed,
        style.font(),
        palette.muted,
    );
}
