use egui::{Id, Role, Sense, Ui, WidgetInfo, vec2};

use super::drafted::drafted;
use super::slides_ui;

use crate::desktop::commands::{Command, StoryCommand};
use crate::desktop::pages::{OpenStory, StoriesPage};
use crate::desktop::state::{Drafts, slide_field, story_field};
use crate::desktop::theme::{self, Type};
use crate::desktop::widgets::{
    Button, Field, Icon, Kind, ListRow, empty_state, list_row, page_header, section, text, text_in,
    tick, waiting,
};
use crate::domain::{Reveal, Slide, SlideBody, SlideContent};
use crate::figures::{SLIDE, Theme};

/// Width of the list of slides.
const LIST: f32 = 324.0;

/// Stories, or the one that is open.
pub(super) fn stories_ui(ui: &mut Ui, page: &StoriesPage, commands: &mut Vec<Command>) {
    ui.add_space(20.0);
    if !page.is_known {
        waiting(ui, "Reading the stories…");
        return;
    }
    match &page.open {
        Some(open) => story(ui, open, commands),
        None => list(ui, page, commands),
    }
    super::record_ui::record_ui(ui, page, commands);
    ui.add_space(24.0);
}

pub(super) fn ask(commands: &mut Vec<Command>, command: StoryCommand) {
    commands.push(Command::Story(command));
}

fn list(ui: &mut Ui, page: &StoriesPage, commands: &mut Vec<Command>) {
    let about = "Slides in an order. Each keeps its question, so its figures stay up to date.";
    page_header(ui, "Stories", about, |ui| {
        if Button::primary("New story").show(ui).clicked() {
            ask(commands, StoryCommand::New);
        }
    });
    if page.own.is_empty() {
        let words = "Press Ctrl+D on any chart to add it, or start from a ready-made story below.";
        empty_state(ui, Icon::Present, "No stories yet.", words, &[]);
    }
    for (id, title, slides) in &page.own {
        if list_row(ui, ListRow::new(title, slides)).clicked() {
            ask(commands, StoryCommand::Open(Some(*id)));
        }
    }
    ui.add_space(12.0);
    section(
        ui,
        "Ready-made",
        "made out of what this book holds, and honest about what it lacks",
    );
    for (code, title) in &page.ready {
        if list_row(ui, ListRow::new(title, "Make")).clicked() {
            ask(commands, StoryCommand::MakeReady(code.clone()));
        }
    }
}

fn story(ui: &mut Ui, open: &OpenStory, commands: &mut Vec<Command>) {
    ui.horizontal(|ui| {
        if Button::ghost("All stories")
            .icon(Icon::Left)
            .show(ui)
            .clicked()
        {
            ask(commands, StoryCommand::Open(None));
        }
        let width = (ui.available_width() - 24.0).clamp(160.0, 420.0);
        let asked = ("Title of the story", open.title.as_str(), width);
        let draft = story_field(open.id);
        if let Some(title) = line(ui, asked, &draft, (&open.drafts, commands)) {
            ask(commands, StoryCommand::Rename(title));
        }
    });
    ui.horizontal_wrapped(|ui| {
        let none = if open.lines.is_empty() {
            "Add a slide first."
        } else {
            ""
        };
        let show = Button::primary("Present").key("F5").disabled(none);
        if show.show(ui).clicked() {
            commands.push(Command::Present(false));
        }
        for (label, ending, with_notes) in [
            ("PowerPoint", "pptx", false),
            ("PDF", "pdf", false),
            ("PDF with notes", "pdf", true),
            ("Web page", "html", false),
        ] {
            if Button::secondary(label).disabled(none).show(ui).clicked() {
                ask(commands, StoryCommand::Export(ending, with_notes));
            }
        }
        let remove = Button {
            kind: Kind::Danger,
            ..Button::secondary("Remove story")
        };
        if remove.show(ui).clicked() {
            ask(commands, StoryCommand::RemoveStory);
        }
    });
    ui.add_space(8.0);
    slides_ui::keys(ui, open, commands);
    let width = ui.available_width();
    let side = (width - LIST - 28.0).max(240.0);
    let height = (side * SLIDE.y / SLIDE.x).min(520.0);
    ui.horizontal_top(|ui| {
        ui.vertical(|ui| {
            ui.set_width(LIST);
            slides_ui::slides(ui, open, height.max(320.0), commands);
        });
        ui.add_space(8.0);
        ui.vertical(|ui| {
            ui.set_width(side);
            canvas(ui, open, vec2(height * SLIDE.x / SLIDE.y, height));
            if let Some(slide) = &open.slide {
                ui.add_space(8.0);
                details(ui, open, slide, commands);
            }
        });
    });
}

fn canvas(ui: &mut Ui, open: &OpenStory, size: egui::Vec2) {
    let palette = theme::palette(ui);
    let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
    let ground = Theme::Light.palette().ground;
    ui.painter().rect_filled(rect, 0.0, ground);
    let stroke = egui::Stroke::new(f32::from(palette.stroke), palette.hairline);
    ui.painter()
        .rect_stroke(rect, 0.0, stroke, egui::StrokeKind::Outside);
    let Some(face) = &open.face else {
        let words = match (open.lines.is_empty(), open.fault.is_empty()) {
            (true, _) => "No slides yet. Press Ctrl+D on any chart to add it.",
            (false, true) => "Working it out…",
            (false, false) => &open.fault,
        };
        let middle = egui::Align2::CENTER_CENTER;
        text_in(
            ui,
            rect,
            middle,
            Type::Body,
            Theme::Light.palette().ink_2,
            words,
        );
        return;
    };
    let mut child = ui.new_child(egui::UiBuilder::new().max_rect(rect));
    child.set_clip_rect(rect.intersect(ui.clip_rect()));
    face.paint(&mut child, rect, Theme::Light, Reveal::Remark);
    let said = format!("Slide {}: {}", open.at + 1, face.title);
    ui.interact(rect, ui.scope_id().with("canvas"), Sense::hover())
        .widget_info(|| WidgetInfo::labeled(Role::Figure, true, &said));
}

/// What is said of the chosen slide, and can be changed.
fn details(ui: &mut Ui, open: &OpenStory, slide: &Slide, commands: &mut Vec<Command>) {
    let palette = theme::palette(ui);
    let content = &slide.content;
    let width = ui.available_width();
    let mut edited: Option<SlideContent> = None;
    let mut set = |change: &dyn Fn(&mut SlideContent)| {
        let mut new = content.clone();
        change(&mut new);
        edited = Some(new);
    };
    let mut typed = |ui: &mut Ui, label: &str, kept: &str, part: &str| {
        let draft = slide_field(slide.id, part);
        line(ui, (label, kept, width), &draft, (&open.drafts, commands))
    };
    if open.changed {
        let face = open.face.as_ref();
        let warning = face.map_or("", |face| face.warning.as_str());
        text(ui, Type::Strong, palette.warning, warning);
    }
    let label = "Own title (the headline where empty)";
    if let Some(title) = typed(ui, label, &content.title, "title") {
        set(&|new| new.title.clone_from(&title));
    }
    match &content.body {
        SlideBody::Figure(_) => {
            let label = "Remark below the figure, shown last";
            if let Some(remark) = typed(ui, label, &content.remark, "remark") {
                set(&|new| new.remark.clone_from(&remark));
            }
        }
        SlideBody::Text(words) => {
            let label = "Points, with a semicolon between";
            if let Some(words) = typed(ui, label, &words.replace('\n', "; "), "text") {
                let points: Vec<&str> = words.split(';').map(str::trim).collect();
                let points = points.join("\n");
                set(&|new| new.body = SlideBody::Text(points.clone()));
            }
        }
        SlideBody::Section(words) => {
            if let Some(words) = typed(ui, "About the section", words, "about") {
                set(&|new| new.body = SlideBody::Section(words.clone()));
            }
        }
    }
    let label = "Speaker’s notes, never shown to the room";
    if let Some(notes) = typed(ui, label, &content.notes, "notes") {
        set(&|new| new.notes.clone_from(&notes));
    }
    if open.parts.len() > 1 {
        ui.add_space(4.0);
        ui.horizontal_wrapped(|ui| {
            text(ui, Type::Table, palette.ink_2, "Stop after:");
            for part in &open.parts {
                if tick(ui, part.label(), content.steps.has(*part)).clicked() {
                    set(&|new| new.steps = new.steps.toggled(*part));
                }
            }
        });
    }
    if let Some(new) = edited {
        ask(commands, StoryCommand::Edit(slide.id, Box::new(new)));
    }
    if matches!(content.body, SlideBody::Figure(_)) {
        ui.add_space(4.0);
        ui.horizontal(|ui| {
            let frozen = content.frozen.is_some();
            let label = if frozen {
                "Follow the book again"
            } else {
                "Freeze the figures"
            };
            if Button::secondary(label).show(ui).clicked() {
                ask(commands, StoryCommand::Freeze(!frozen));
            }
            if open.changed
                && !frozen
                && Button::secondary("Take the new figures as seen")
                    .show(ui)
                    .clicked()
            {
                ask(commands, StoryCommand::Freeze(false));
            }
        });
    }
}

/// A line that is taken when it is left or Enter is pressed. What is typed meanwhile is a draft.
fn line(
    ui: &mut Ui,
    (label, kept, width): (&str, &str, f32),
    draft: &str,
    of: (&Drafts, &mut Vec<Command>),
) -> Option<String> {
    let asked = Field::new(Id::unique(draft), label, width);
    let (response, typed) = drafted(ui, asked, (draft, kept), of);
    (response.lost_focus() && typed != kept).then_some(typed)
}
