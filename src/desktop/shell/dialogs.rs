use egui::{Context, Id, ScrollArea, Ui};

use super::{add_slide, picker, source_card, typed};
use crate::desktop::commands::Command;
use crate::desktop::effects::Picking;
use crate::desktop::interface::{Item, Menu};
use crate::desktop::pages::Chrome;
use crate::desktop::state::{Dialog, State};
use crate::desktop::theme::{self, Type};
use crate::desktop::widgets::{
    Answered, Button, Dialogue, Field, dialog, field, progress_bar, tabs, text, wrapped,
};
use crate::domain::thousands;
use crate::figures::Theme;
use crate::message::Message;

/// What lies over the screen: a dialog, or the progress of long work.
pub(in crate::desktop) fn dialogs(
    ctx: &Context,
    state: &State,
    chrome: &Chrome,
    commands: &mut Vec<Command>,
) {
    match &state.dialog {
        None => work(ctx, state, commands),
        Some(Dialog::Undo(record)) => {
            let asked = Dialogue {
                title: "Undo this import?",
                width: 440.0,
                accept: Some("Undo import"),
                danger: false,
                disabled: if record.undone {
                    "This import was undone already."
                } else {
                    ""
                },
            };
            let words = format!(
                "{} figures of {} leave the book. What they had replaced comes back. The file can be imported again.",
                thousands(record.counts.kept as f64, 0),
                record.file
            );
            let answered = dialog(ctx, asked, |ui| {
                wrapped(ui, Type::Body, theme::palette(ui).ink_2, &words);
            });
            match answered {
                Answered::Open => {}
                Answered::Accepted => commands.push(Command::UndoImport(record.number)),
                Answered::Closed => commands.push(Command::CloseDialog),
            }
        }
        Some(Dialog::Compare(edit)) => picker::picker(ctx, chrome, edit, commands),
        Some(Dialog::Benchmark(chosen)) => {
            picker::benchmark(ctx, chrome, chosen.as_ref(), commands);
        }
        Some(Dialog::Source(found)) => source_card::source_card(ctx, found.as_deref(), commands),
        Some(Dialog::AddSlide) => add_slide::add_slide(ctx, state, commands),
        Some(Dialog::Shortcuts) => plain(ctx, "Keys", 640.0, commands, |ui, _| keys_sheet(ui)),
        Some(Dialog::Settings) => plain(ctx, "Settings", 440.0, commands, |ui, commands| {
            settings(ui, state, commands);
        }),
        Some(Dialog::About) => plain(ctx, "About Levelbook", 480.0, commands, |ui, _| {
            about(ui, state);
        }),
        Some(Dialog::RenameRecipe(name)) => typed::rename(ctx, name, &state.drafts, commands),
        Some(Dialog::Details(message)) => {
            plain(ctx, "What happened", 720.0, commands, |ui, commands| {
                details(ui, message, commands);
            });
        }
        Some(Dialog::Path(picking, instead)) => path(ctx, *picking, *instead, commands),
    }
}

fn plain(
    ctx: &Context,
    title: &str,
    width: f32,
    commands: &mut Vec<Command>,
    add: impl FnOnce(&mut Ui, &mut Vec<Command>),
) {
    let shown = Dialogue {
        title,
        width,
        accept: None,
        danger: false,
        disabled: "",
    };
    let mut asked = Vec::new();
    if dialog(ctx, shown, |ui| add(ui, &mut asked)) == Answered::Closed {
        commands.push(Command::CloseDialog);
    }
    commands.append(&mut asked);
}

fn keys_sheet(ui: &mut Ui) {
    let palette = theme::palette(ui);
    let height = ui.ctx().content_rect().height() - 200.0;
    ScrollArea::vertical().max_height(height).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 2.0;
        for menu in Menu::ALL {
            let items: Vec<Item> = Item::ALL
                .into_iter()
                .filter(|item| item.menu() == menu && !item.key_text().is_empty())
                .collect();
            if items.is_empty() {
                continue;
            }
            text(ui, Type::Section, palette.ink, menu.label());
            for item in items {
                ui.horizontal(|ui| {
                    ui.set_height(24.0);
                    let key = item.key_text();
                    ui.allocate_ui(egui::vec2(120.0, 24.0), |ui| {
                        ui.set_width(120.0);
                        text(ui, Type::TableStrong, palette.ink, &key);
                    });
                    text(ui, Type::Table, palette.ink_2, item.tip());
                });
            }
            ui.add_space(8.0);
        }
        text(ui, Type::Section, palette.ink, "Elsewhere");
        for (key, words) in [
            ("Tab, Shift+Tab", "Next and previous control"),
            ("F6, Shift+F6", "Next and previous part of the window"),
            (
                "Arrows in a figure",
                "From mark to mark; Enter shows the source",
            ),
            (
                "In a show",
                "PageDown, PageUp; number, Enter; B black, W white; S spotlight, Z magnify, L pointer",
            ),
            (
                "T, + and −",
                "In a show: the time; five minutes more or fewer are planned for it",
            ),
            (
                "O, X",
                "In a show: the speaker’s window; its screen for the room’s",
            ),
            ("E, then Esc", "In a show: look further, and back to the very step"),
            ("V, 1 to 8, Shift, R", "In a show: vote, a hand more, a hand less, bars; M writes a note"),
            (
                "Esc",
                "Closes what lies on top, ends a show, stops long work",
            ),
        ] {
            ui.horizontal(|ui| {
                ui.set_height(24.0);
                ui.allocate_ui(egui::vec2(160.0, 24.0), |ui| {
                    ui.set_width(160.0);
                    text(ui, Type::TableStrong, palette.ink, key);
                });
                text(ui, Type::Table, palette.ink_2, words);
            });
        }
    });
}

fn settings(ui: &mut Ui, state: &State, commands: &mut Vec<Command>) {
    let palette = theme::palette(ui);
    text(ui, Type::Strong, palette.ink, "Colours");
    let at = Theme::ALL
        .iter()
        .position(|theme| *theme == state.settings.theme)
        .unwrap_or(0);
    if let Some(theme) =
        tabs(ui, &["Light", "Dark", "High contrast"], at).and_then(|index| Theme::ALL.get(index))
    {
        commands.push(Command::SetTheme(*theme));
    }
    ui.add_space(8.0);
    text(
        ui,
        Type::Strong,
        palette.ink,
        "Size of text and everything else",
    );
    ui.horizontal(|ui| {
        if Button::secondary("Smaller").show(ui).clicked() {
            commands.push(Command::Zoom(Some(1.0 / 1.1)));
        }
        let percent = format!("{:.0}%", state.settings.zoom * 100.0);
        text(ui, Type::Strong, palette.ink, &percent);
        if Button::secondary("Larger").show(ui).clicked() {
            commands.push(Command::Zoom(Some(1.1)));
        }
        if Button::ghost("Usual size").show(ui).clicked() {
            commands.push(Command::Zoom(None));
        }
    });
    ui.add_space(8.0);
    wrapped(
        ui,
        Type::Note,
        palette.muted,
        "Pictures that leave the program are light, whatever the window’s colours.",
    );
}

/// What happened and what to do next, with the report behind it.
fn details(ui: &mut Ui, message: &Message, commands: &mut Vec<Command>) {
    let palette = theme::palette(ui);
    wrapped(ui, Type::Strong, palette.ink, &message.headline);
    wrapped(ui, Type::Body, palette.ink_2, &message.next);
    let height = (ui.ctx().content_rect().height() - 360.0).max(120.0);
    ScrollArea::both().max_height(height).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 2.0;
        for line in message.details.lines() {
            text(ui, Type::Note, palette.ink_2, line);
        }
    });
    if Button::secondary("Copy report").show(ui).clicked() {
        commands.push(Command::CopyText(message.to_report()));
    }
}

fn about(ui: &mut Ui, state: &State) {
    let palette = theme::palette(ui);
    let version = format!("Version {}", env!("CARGO_PKG_VERSION"));
    text(ui, Type::Strong, palette.ink, &version);
    wrapped(
        ui,
        Type::Body,
        palette.ink_2,
        "An offline book of levelling-up figures: goal by goal, place by place, organisation by organisation. Nothing is sent anywhere; everything lies in one file of yours.",
    );
    if let Some(book) = &state.book {
        let words = format!("This book: {}", book.path.display());
        wrapped(ui, Type::Table, palette.ink_2, &words);
    }
    wrapped(
        ui,
        Type::Note,
        palette.muted,
        "MIT or Apache 2.0. Open Sans by Steve Matteson, Apache 2.0.",
    );
}

fn path(ctx: &Context, picking: Picking, instead: bool, commands: &mut Vec<Command>) {
    let (title, accept) = match picking {
        Picking::OpenBook => ("Open a book by its path", "Open"),
        Picking::NewBook => ("Make a book at a path", "Make"),
        Picking::SaveCopy => ("Save a copy at a path", "Save"),
        Picking::Import => ("Import a file by its path", "Read"),
        Picking::Plans => ("Bring in a list of plans by its path", "Read"),
        Picking::PlanTemplate => ("Save the template at a path", "Save"),
        Picking::Outcomes => ("Save the outcomes at a path", "Save"),
        Picking::Recipe => ("Take in a recipe by its path", "Take in"),
        Picking::Export(_)
        | Picking::LeftOut
        | Picking::Story(..)
        | Picking::Record(_)
        | Picking::ExportRecipe => ("Export to a path", "Export"),
    };
    let memory = Id::unique("typed path");
    let mut typed: String = ctx
        .data_mut(|data| data.get_temp(memory))
        .unwrap_or_default();
    let shown = Dialogue {
        title,
        width: 520.0,
        accept: Some(accept),
        danger: false,
        disabled: if typed.trim().is_empty() {
            "Type the whole path first."
        } else {
            ""
        },
    };
    let answered = dialog(ctx, shown, |ui| {
        if instead {
            let palette = theme::palette(ui);
            let words =
                "The system’s own file dialog did not open. Type or paste the path instead.";
            wrapped(ui, Type::Body, palette.ink, words);
            ui.add_space(8.0);
        }
        let width = ui.available_width();
        let line = Field::new(memory.with("field"), "Path", width);
        let example = if cfg!(windows) {
            r"C:\Users\you\figures.xlsx"
        } else {
            "/home/you/figures.xlsx"
        };
        let response = field(ui, line.hint(example), &mut typed);
        if ui.memory(|memory| memory.focused().is_none()) {
            response.request_focus();
        }
    });
    if answered == Answered::Accepted {
        commands.push(Command::TypedPath(std::mem::take(&mut typed)));
    } else if answered == Answered::Closed {
        commands.push(Command::CloseDialog);
    }
    ctx.data_mut(|data| data.insert_temp(memory, typed));
}

/// Long work that lies over everything: how far it is, and Cancel.
fn work(ctx: &Context, state: &State, commands: &mut Vec<Command>) {
    let Some(work) = &state.work else {
        return;
    };
    let palette = theme::current(ctx).palette();
    let frame = egui::Frame::new()
        .fill(palette.ground)
        .corner_radius(theme::size::CARD_RADIUS)
        .inner_margin(16.0);
    let over = egui::Modal::new(Id::unique("work")).frame(frame);
    over.show(ctx, |ui| {
        ui.set_width(408.0);
        text(ui, Type::Strong, palette.ink, &work.title);
        let words = if work.stopping {
            "Stopping; the book stays as it was".to_owned()
        } else if work.total > 0 {
            format!(
                "{} {} of {}",
                work.words,
                thousands(work.done as f64, 0),
                thousands(work.total as f64, 0)
            )
        } else {
            work.words.clone()
        };
        progress_bar(ui, 408.0, work.done, work.total, words.trim());
        let reason = if work.stopping {
            "It is stopping already."
        } else {
            ""
        };
        if Button::secondary("Cancel")
            .disabled(reason)
            .show(ui)
            .clicked()
        {
            commands.push(Command::CancelWork);
        }
    });
}
