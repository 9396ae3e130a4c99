use egui::{Key, Modifiers, Rect, Response, Ui};

use crate::desktop::address::{Address, View};
use crate::desktop::commands::Command;
use crate::desktop::interface::Item;
use crate::desktop::pages::{Meant, Twin};
use crate::desktop::widgets::{MenuLine, context_menu, ring, table_with};
use crate::domain::{IndicatorCode, SubjectCode};

/// What a figure is on its screen.
#[derive(Clone, Copy, Debug)]
pub(super) enum Whole<'a> {
    /// What the screen is about, looked at in this way.
    Main(View),
    /// Something beside that, with an address of its own.
    Beside(&'a str),
}

/// What every row of an indicator does: shows that it is chosen, goes to the indicator when pressed, and has a menu.
pub(super) fn indicator_row(
    ui: &Ui,
    response: &Response,
    rect: Rect,
    (code, meant): (&IndicatorCode, &Meant),
    commands: &mut Vec<Command>,
) {
    if response.has_focus() {
        ring(ui, rect.shrink(4.0), 4.0);
    }
    if response.clicked() {
        commands.push(Command::Go(Address::indicator(code)));
    }
    let whole = Whole::Main(View::Chart);
    figure_menu(ui, response, rect, Some(meant), whole, commands);
}

/// The menu of a figure or of a row: where the number was read, whose it is, and what can be copied. Opened with the right button,
/// with Shift+F10 or with the menu key.
pub(super) fn figure_menu(
    ui: &Ui,
    response: &Response,
    anchor: Rect,
    meant: Option<&Meant>,
    whole: Whole<'_>,
    commands: &mut Vec<Command>,
) {
    let keyed = response.has_focus() && asked_by_key(ui);
    let id = response.id.with("context menu");
    let opens = keyed || response.secondary_clicked();
    if !opens && !egui::Popup::is_id_open(ui.ctx(), id) {
        return;
    }
    // What was pointed at when the menu opened stays what the menu is about.
    let memory = id.with("about");
    if opens {
        ui.data_mut(|data| data.insert_temp(memory, meant.cloned()));
    }
    let meant: Option<Meant> = ui.data(|data| data.get_temp(memory)).unwrap_or(None);
    let lines = lines(meant.as_ref(), whole);
    let keys: Vec<String> = lines.iter().map(Line::key).collect();
    let shown: Vec<MenuLine<'_>> = lines
        .iter()
        .zip(&keys)
        .map(|(line, key)| MenuLine {
            text: &line.text,
            key,
            disabled: line.disabled,
        })
        .collect();
    if let Some(line) =
        context_menu(ui, response, (keyed, anchor), &shown).and_then(|at| lines.into_iter().nth(at))
    {
        commands.push(line.command);
    }
}

fn asked_by_key(ui: &Ui) -> bool {
    ui.input_mut(|input| {
        input.consume_key(Modifiers::SHIFT, Key::F10)
            || input.consume_key(Modifiers::NONE, Key::Menu)
    })
}

struct Line {
    text: String,
    item: Option<Item>,
    disabled: &'static str,
    command: Command,
}

impl Line {
    fn new(text: impl Into<String>, command: Command) -> Self {
        Self {
            text: text.into(),
            item: None,
            disabled: "",
            command,
        }
    }

    fn key(&self) -> String {
        self.item.map_or_else(String::new, Item::key_text)
    }
}

fn lines(meant: Option<&Meant>, whole: Whole<'_>) -> Vec<Line> {
    let mut lines = Vec::new();
    if let Some(meant) = meant {
        lines.push(match &meant.key {
            Some(key) => Line::new("Show in source", Command::ShowSource(key.clone())),
            None => Line {
                disabled: "This figure was not read from one cell: it is missing or was worked out.",
                ..Line::new("Show in source", Command::CloseDialog)
            },
        });
        if let Some((code, name)) = &meant.subject {
            let profile = Address::Profile(code.clone());
            lines.push(Line::new(format!("Open {name}"), Command::Go(profile)));
            lines.push(Line::new(
                format!("Add {name} to the comparison"),
                Command::AddCompared(code.clone()),
            ));
        }
        let (code, name) = &meant.indicator;
        if !code.0.is_empty() {
            lines.push(Line::new(
                format!("Open {name}"),
                Command::Go(Address::indicator(code)),
            ));
        }
    }
    let other = match whole {
        Whole::Beside(line) => {
            lines.push(Line::new(
                "Open this figure: table, copy, export",
                Command::GoToLine(line.to_owned()),
            ));
            lines.push(Line::new(
                "Copy this figure’s address",
                Command::CopyText(line.to_owned()),
            ));
            return lines;
        }
        Whole::Main(View::Table) => (View::Chart, "View as chart"),
        Whole::Main(_) => (View::Table, "View as table"),
    };
    lines.push(Line::new(other.1, Command::SetView(other.0)));
    for (item, command) in [
        (Item::CopyPicture, Command::CopyPicture),
        (Item::CopyTable, Command::CopyTable),
        (Item::CopyAddress, Command::CopyAddress),
        (Item::Present, Command::Present(false)),
    ] {
        lines.push(Line {
            item: Some(item),
            ..Line::new(item.text(), command)
        });
    }
    lines
}

/// The menu of a subject in a list.
pub(super) fn subject_menu(
    ui: &Ui,
    response: &Response,
    (code, name): (&SubjectCode, &str),
    commands: &mut Vec<Command>,
) {
    let keyed = response.has_focus() && asked_by_key(ui);
    let id = response.id.with("context menu");
    let opens = keyed || response.secondary_clicked();
    if !opens && !egui::Popup::is_id_open(ui.ctx(), id) {
        return;
    }
    let (open, add) = (
        format!("Open {name}"),
        format!("Add {name} to the comparison"),
    );
    let line = |text| MenuLine {
        text,
        key: "",
        disabled: "",
    };
    match context_menu(
        ui,
        response,
        (keyed, response.rect),
        &[line(&open), line(&add)],
    ) {
        Some(0) => commands.push(Command::Go(Address::Profile(code.clone()))),
        Some(_) => commands.push(Command::AddCompared(code.clone())),
        None => {}
    }
}

/// The table twin of the screen's figure: a row pressed shows where its figure was read, and has the figure's menu.
pub(super) fn whole_table(ui: &mut Ui, twin: &Twin, height: f32, commands: &mut Vec<Command>) {
    let mut asked = Vec::new();
    let pressed = table_with(ui, &twin.table, height, |ui, index, response| {
        let meant = twin.rows.get(index);
        let whole = Whole::Main(View::Table);
        figure_menu(ui, response, response.rect, meant, whole, &mut asked);
    });
    commands.append(&mut asked);
    let key = pressed.and_then(|row| twin.rows.get(row)?.key.clone());
    if let Some(key) = key {
        commands.push(Command::ShowSource(key));
    }
}
