use egui::{
    Align2, CentralPanel, Context, Frame, Rect, ScrollArea, Sense, Ui, ViewportBuilder, ViewportId,
    WidgetInfo, pos2, vec2,
};

use super::pace::Clock;
use super::presenting;
use super::show_keys::MORE;
use crate::desktop::commands::{Command, ShowCommand};
use crate::desktop::state::{Cover, Seats, Show, State};
use crate::desktop::theme::{self, Type};
use crate::desktop::widgets::{Button, text, text_in, wrapped};
use crate::domain::{Hand, Reveal, Vote};
use crate::figures::{SLIDE, Style, Theme};

/// Between the parts of the window.
const APART: f32 = 16.0;
/// Size of the letters of the clock.
const CLOCK: f32 = 22.0;

fn id() -> ViewportId {
    ViewportId::from_hash_of("speaker")
}

/// Whether what is typed goes to the speaker's window.
pub(super) fn has_keys(ctx: &Context) -> bool {
    !ctx.embed_viewports() && ctx.input_for(id(), |input| input.focused)
}

/// The speaker's own window: now, next, notes, the time and what can be done. It fills the speaker's screen where that is not the
/// room's. Where the system gives no second window nothing is shown, since notes never stand in front of the room.
pub(super) fn speaker(
    ctx: &Context,
    state: &State,
    (show, clock): (&Show, Clock),
    has_form: bool,
    commands: &mut Vec<Command>,
) {
    if ctx.embed_viewports() {
        return;
    }
    let mut builder = ViewportBuilder::default()
        .with_title("Levelbook: speaker")
        .with_inner_size([960.0, 640.0]);
    if let Some(Seats { speaker, .. }) = show.seats {
        builder = builder.with_monitor(speaker);
    }
    ctx.show_viewport_immediate(id(), builder, |ui, _| {
        let ctx = ui.ctx().clone();
        super::show_keys(&ctx, state, commands);
        super::explore_keys(&ctx, state, commands);
        if ui.input(|input| input.viewport().close_requested()) {
            commands.push(Command::Show(ShowCommand::Presenter));
        }
        let frame = Frame::new()
            .fill(theme::palette(ui).panel)
            .inner_margin(APART);
        CentralPanel::default().frame(frame).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 10.0;
            times(ui, state, show, clock);
            buttons(ui, state, show, commands);
            slides(ui, state);
            if let Some((vote, _)) = state.counting() {
                hands(ui, vote, commands);
            }
            notes(ui, show);
        });
        if has_form {
            presenting::form(&ctx, state, show, commands);
        }
    });
    ctx.request_repaint_after(std::time::Duration::from_secs(1));
}

/// The time of the show and of the slide, and where the show is.
fn times(ui: &mut Ui, state: &State, show: &Show, clock: Clock) {
    let palette = theme::palette(ui);
    let style = Style::semibold(CLOCK);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 34.0), Sense::hover());
    let y = rect.center().y;
    let all = clock
        .all
        .paint(ui.painter(), pos2(rect.left(), y), style, palette);
    let small = Style::regular(16.0);
    let label = ui.painter().text(
        pos2(all.right() + 32.0, y),
        Align2::LEFT_CENTER,
        "This slide",
        small.font(),
        palette.ink_2,
    );
    let beside = pos2(label.right() + 10.0, y);
    clock.slide.paint(ui.painter(), beside, small, palette);
    let (_, stops) = state.stop_of_show();
    let covered = match show.cover {
        Some(Cover::Black) => "The room sees black.  ",
        Some(Cover::White) => "The room sees white.  ",
        None => "",
    };
    let place = format!(
        "{covered}{} of {}, step {} of {stops}",
        show.at + 1,
        show.slides.len(),
        show.step.min(stops.saturating_sub(1)) + 1
    );
    let right = Align2::RIGHT_CENTER;
    text_in(ui, rect, right, Type::Title, palette.ink, &place);
    let said = format!(
        "{}. This slide {}. {place}",
        clock.all.words(),
        clock.slide.words()
    );
    ui.interact(rect, ui.scope_id().with("times"), Sense::hover())
        .widget_info(|| WidgetInfo::labeled(egui::Role::Label, true, &said));
}

fn buttons(ui: &mut Ui, state: &State, show: &Show, commands: &mut Vec<Command>) {
    let alone = if show.seats.is_none() {
        "There is no second screen."
    } else {
        ""
    };
    let mut ask = |ui: &mut Ui, words: &str, key: &str, disabled: &str, command: ShowCommand| {
        let button = Button::secondary(words).key(key).disabled(disabled);
        if button.show(ui).clicked() {
            commands.push(Command::Show(command));
        }
    };
    if show.exploring {
        ask(ui, "Back to the slide", "Esc", "", ShowCommand::Return);
        return;
    }
    ui.horizontal_wrapped(|ui| {
        for (words, key, command) in [
            ("Back", "PgUp", ShowCommand::Previous),
            ("Next", "PgDn", ShowCommand::Next),
            ("Black", "B", ShowCommand::Cover(Cover::Black)),
            ("Vote", "V", ShowCommand::Vote),
            ("Note", "M", ShowCommand::Note),
            ("Explore", "E", ShowCommand::Explore),
        ] {
            ask(ui, words, key, "", command);
        }
        ask(ui, "Swap screens", "X", alone, ShowCommand::Swap);
        let planned = match state.settings.show_minutes {
            0 => "No time is planned".to_owned(),
            minutes => format!("{minutes} minutes planned"),
        };
        text(ui, Type::Body, theme::palette(ui).ink_2, &planned);
        ask(ui, "Fewer", "−", "", ShowCommand::Minutes(-MORE));
        ask(ui, "More", "+", "", ShowCommand::Minutes(MORE));
    });
}

/// What the room sees now, and what comes next.
fn slides(ui: &mut Ui, state: &State) {
    let palette = theme::palette(ui);
    let whole = ui.available_rect_before_wrap();
    let width = ((whole.width() - APART) / 2.0).min((whole.height() * 0.55) * SLIDE.x / SLIDE.y);
    let size = vec2(width, width * SLIDE.y / SLIDE.x);
    let (area, _) = ui.allocate_exact_size(vec2(whole.width(), size.y + 24.0), Sense::hover());
    let (shown, _) = state.stop_of_show();
    let second = pos2(area.left() + width + APART, area.top());
    for (on, at, label) in [(0, area.min, "Now"), (1, second, "Next")] {
        let head = Rect::from_min_size(at, vec2(width, 20.0));
        let left = Align2::LEFT_CENTER;
        text_in(ui, head, left, Type::TableStrong, palette.ink_2, label);
        let rect = Rect::from_min_size(pos2(at.x, at.y + 24.0), size);
        let ground = Theme::Light.palette().ground;
        ui.painter().rect_filled(rect, 0.0, ground);
        if let Some(face) = state.face_of_show(on) {
            let up_to = if on == 0 { shown } else { Reveal::Remark };
            let mut child = ui.new_child(egui::UiBuilder::new().max_rect(rect));
            child.set_clip_rect(rect);
            face.paint(&mut child, rect, Theme::Light, up_to);
        }
    }
}

/// The vote as the speaker counts it, while the room looks at the question.
fn hands(ui: &mut Ui, vote: &Vote, commands: &mut Vec<Command>) {
    let palette = theme::palette(ui);
    text(ui, Type::Section, palette.ink, &vote.draft.question);
    ui.horizontal_wrapped(|ui| {
        for (option, words) in (0_u32..).zip(&vote.draft.options) {
            for (sign, name, hand) in [
                ("−", format!("One less for {words}"), Hand::Down),
                ("+", format!("One more for {words}"), Hand::Up),
            ] {
                if Button::secondary(sign).name(&name).show(ui).clicked() {
                    commands.push(Command::Show(ShowCommand::Hand(option, hand)));
                }
            }
            let count = vote.count(vote.round(), option as usize);
            text(ui, Type::Strong, palette.ink, &format!("{count}  {words}"));
            ui.add_space(APART);
        }
        if Button::secondary("Undo").key("U").show(ui).clicked() {
            commands.push(Command::Show(ShowCommand::TakeBack));
        }
    });
}

fn notes(ui: &mut Ui, show: &Show) {
    let palette = theme::palette(ui);
    let notes = show.content().map_or("", |content| content.notes.as_str());
    let area = ScrollArea::vertical().id_salt(("notes", show.at));
    area.auto_shrink([false, false]).show(ui, |ui| {
        if notes.is_empty() {
            wrapped(ui, Type::Body, palette.muted, "No notes on this slide.");
        }
        for line in notes.lines() {
            wrapped(ui, Type::Title, palette.ink, line);
        }
    });
}
