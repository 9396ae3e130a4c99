use egui::{Context, Id, Ui};
use serde::{Deserialize, Serialize};

use crate::desktop::commands::{Command, ShowCommand};
use crate::desktop::state::{Drafts, NEW_NOTE, NEW_VOTE, State};
use crate::desktop::theme;
use crate::desktop::widgets::{Answered, Button, Dialogue, Field, dialog, field, tabs, text};
use crate::domain::{NoteKind, VoteKind, WorkshopNoteDraft};

/// What is typed into a form of the show: a draft until it is kept.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
struct Typed {
    kind: usize,
    text: String,
    more: String,
    day: String,
}

impl Typed {
    fn found(drafts: &Drafts, name: &str) -> Self {
        serde_json::from_str(drafts.of(name, "")).unwrap_or_default()
    }

    fn keep(&self, name: &str, commands: &mut Vec<Command>) {
        let draft = serde_json::to_string(self).ok();
        commands.push(Command::Draft(name.to_owned(), draft));
    }

    /// Of which kind it is, and below it the field in which one can type at once.
    fn first_field(&mut self, ui: &mut Ui, kinds: &[&str], shown: Field<'_>) {
        if let Some(kind) = tabs(ui, kinds, self.kind) {
            self.kind = kind;
        }
        ui.add_space(8.0);
        let first = field(ui, shown, &mut self.text);
        if ui.memory(|memory| memory.focused().is_none()) {
            first.request_focus();
        }
    }
}

/// The form for a new vote.
pub(super) fn ask_vote(ctx: &Context, state: &State, commands: &mut Vec<Command>) {
    let id = Id::unique("new vote");
    let before = Typed::found(&state.drafts, NEW_VOTE);
    let mut typed = before.clone();
    let options: Vec<String> = typed
        .more
        .split(';')
        .map(str::trim)
        .filter(|option| !option.is_empty())
        .map(str::to_owned)
        .collect();
    let kind = [VoteKind::Hands, VoteKind::Dots]
        .get(typed.kind)
        .copied()
        .unwrap_or_default();
    let disabled = if typed.text.trim().is_empty() {
        "Say what is asked."
    } else if options.len() < 2 {
        "Give two options or more, with a semicolon between."
    } else if options.len() > kind.most_options() {
        "A show of hands has eight options at most; dots have more."
    } else {
        ""
    };
    let shown = Dialogue {
        title: "Ask the room",
        width: 640.0,
        accept: Some("Open the vote"),
        danger: false,
        disabled,
    };
    let answered = dialog(ctx, shown, |ui| {
        let labels = [VoteKind::Hands.label(), VoteKind::Dots.label()];
        let width = ui.available_width();
        let question =
            Field::new(id.with("question"), "Question", width).hint("What should come first?");
        typed.first_field(ui, &labels, question);
        ui.add_space(8.0);
        field(
            ui,
            Field::new(
                id.with("options"),
                "Options, with a semicolon between",
                width,
            )
            .hint("Attendance; Reading; Mentoring"),
            &mut typed.more,
        );
        ui.add_space(8.0);
        ui.horizontal(|ui| {
            for (name, options) in state.options_for_dots() {
                let label = format!("Vote on {name}");
                let none = if options.len() < 2 {
                    "There are not two of them."
                } else {
                    ""
                };
                if Button::ghost(&label).disabled(none).show(ui).clicked() {
                    let clean: Vec<String> =
                        options.iter().map(|one| one.replace(';', ",")).collect();
                    typed.more = clean.join("; ");
                    typed.kind = 1;
                }
            }
        });
    });
    match answered {
        Answered::Open if typed != before => typed.keep(NEW_VOTE, commands),
        Answered::Open => {}
        Answered::Accepted => {
            let question = typed.text.trim().to_owned();
            commands.push(Command::Show(ShowCommand::OpenVote(
                kind, question, options,
            )));
        }
        Answered::Closed => commands.push(Command::Show(ShowCommand::CloseTop)),
    }
}

/// The form for a note of the room.
pub(super) fn note(ctx: &Context, drafts: &Drafts, commands: &mut Vec<Command>) {
    let id = Id::unique("new note");
    let before = Typed::found(drafts, NEW_NOTE);
    let mut typed = before.clone();
    let kind = NoteKind::ALL.get(typed.kind).copied().unwrap_or_default();
    let due = typed.day.trim().parse().ok();
    let disabled = if typed.text.trim().is_empty() {
        "Say what it is."
    } else if kind == NoteKind::Action && !typed.day.trim().is_empty() && due.is_none() {
        "Write the day as 2027-01-31, or leave it empty."
    } else {
        ""
    };
    let shown = Dialogue {
        title: "Write down what the room says",
        width: 640.0,
        accept: Some("Keep"),
        danger: false,
        disabled,
    };
    let answered = dialog(ctx, shown, |ui| {
        let labels = NoteKind::ALL.map(NoteKind::label);
        let width = ui.available_width();
        let said = Field::new(id.with("text"), "What was said", width);
        typed.first_field(ui, &labels, said);
        if kind == NoteKind::Action {
            ui.add_space(8.0);
            field(
                ui,
                Field::new(id.with("owner"), "Owner", width),
                &mut typed.more,
            );
            ui.add_space(8.0);
            field(
                ui,
                Field::new(id.with("day"), "By when", 200.0).hint("2027-01-31"),
                &mut typed.day,
            );
        }
        ui.add_space(4.0);
        let palette = theme::palette(ui);
        let words = "No names are needed. It is tied to the slide, its goal and its place.";
        text(ui, crate::desktop::theme::Type::Note, palette.muted, words);
    });
    match answered {
        Answered::Open if typed != before => typed.keep(NEW_NOTE, commands),
        Answered::Open => {}
        Answered::Accepted => {
            let is_action = kind == NoteKind::Action;
            let note = WorkshopNoteDraft {
                kind,
                text: typed.text.trim().to_owned(),
                owner: if is_action {
                    typed.more.clone()
                } else {
                    String::new()
                },
                due: due.filter(|_| is_action),
                ..WorkshopNoteDraft::default()
            };
            commands.push(Command::Show(ShowCommand::AddNote(Box::new(note))));
        }
        Answered::Closed => commands.push(Command::Show(ShowCommand::CloseTop)),
    }
}
