use egui::{Context, Id, Key, Modifiers, Role, ScrollArea, Ui};

use crate::desktop::commands::{Command, PickerCommand};
use crate::desktop::pages::{Chrome, GroupChoice, Take};
use crate::desktop::state::{CompareEdit, MOST_COMPARED};
use crate::desktop::theme::{self, Type};
use crate::desktop::widgets::{
    Answered, Chip, Choice, Dialogue, Field, ListRow, Select, chip, dialog, field, found, list_row,
    select, tabs, text, wrapped,
};
use crate::domain::SubjectCode;

const ROW: f32 = 30.0;
const LIST: f32 = 270.0;

/// What is typed and chosen inside a picker while it is open.
#[derive(Clone, Debug, Default)]
struct Inside {
    query: String,
    groups: bool,
    kind: usize,
    seen: bool,
}

/// The dialog that chooses the subjects of a comparison.
pub(super) fn picker(
    ctx: &Context,
    chrome: &Chrome,
    edit: &CompareEdit,
    commands: &mut Vec<Command>,
) {
    let memory = Id::unique("compare picker");
    let mut inside = opened(ctx, memory);
    let full = edit.full_reason();
    let shown = Dialogue {
        title: "Compare",
        width: 660.0,
        accept: Some("Apply"),
        danger: false,
        disabled: if edit.chosen.is_empty() {
            "Choose at least one first."
        } else {
            ""
        },
    };
    let answered = dialog(ctx, shown, |ui| {
        let palette = theme::palette(ui);
        ui.horizontal_wrapped(|ui| {
            for (index, code) in edit.chosen.iter().enumerate() {
                let one = Chip {
                    text: chrome.name_of(code),
                    series: Some(index),
                };
                if chip(ui, one) {
                    commands.push(Command::Picker(PickerCommand::Toggle(code.clone())));
                }
            }
        });
        let count = format!("{} of at most 10 chosen", edit.chosen.len());
        text(ui, Type::Note, palette.muted, full.unwrap_or(&count));
        if edit.most_like.is_some() || edit.ends.is_some() {
            text(ui, Type::Note, palette.muted, "Looking for them…");
        } else if !edit.method.is_empty() {
            wrapped(ui, Type::Note, palette.muted, &edit.method);
        }
        which(ui, &mut inside);
        if inside.groups {
            for take in groups(ui, &chrome.additions, |_| false) {
                commands.push(Command::Picker(match take {
                    Take::Add(codes) => PickerCommand::Add(codes),
                    Take::Alike(code) => PickerCommand::AddAlike(code),
                    Take::Ends(question) => PickerCommand::ChooseEnds(question),
                    Take::Benchmark(code) => PickerCommand::Benchmark(code),
                }));
            }
            return;
        }
        let search = Search {
            memory,
            role: Role::CheckBox,
            full: full.unwrap_or(""),
        };
        let pasted = pasted(&inside.query, chrome);
        let mut added = None;
        let list = |ui: &mut Ui| {
            (pasted.len() > 1)
                .then(|| added = all_pasted(ui, &pasted, edit))
                .is_some()
        };
        let is = |code: &SubjectCode| edit.chosen.contains(code);
        for code in subjects(ui, chrome, &search, &mut inside, is, list) {
            commands.push(Command::Picker(PickerCommand::Toggle(code)));
        }
        if let Some(codes) = added {
            commands.push(Command::Picker(PickerCommand::Add(codes)));
            inside.query.clear();
        }
    });
    close(ctx, memory, inside, answered, commands);
}

/// The words of a search that are codes of subjects, and those that are not; empty where it is no list of codes.
fn pasted(query: &str, chrome: &Chrome) -> Vec<(String, Option<SubjectCode>)> {
    let words = query.split(|c: char| c.is_whitespace() || ",;\t\"".contains(c));
    let known = |word: &str| {
        let mut codes = chrome.subject_codes.iter();
        codes
            .find(|code| code.0.eq_ignore_ascii_case(word))
            .cloned()
    };
    let words = words.filter(|word| !word.is_empty());
    let found: Vec<_> = words.map(|word| (word.to_owned(), known(word))).collect();
    let codes = found.iter().filter(|(_, code)| code.is_some()).count();
    if codes * 2 > found.len() {
        found
    } else {
        Vec::new()
    }
}

/// A button that puts all codes of a pasted list in, and what of it is not known or has no room.
fn all_pasted(
    ui: &mut Ui,
    pasted: &[(String, Option<SubjectCode>)],
    edit: &CompareEdit,
) -> Option<Vec<SubjectCode>> {
    let codes: Vec<SubjectCode> = pasted.iter().filter_map(|(_, code)| code.clone()).collect();
    let unknown: Vec<&str> = pasted
        .iter()
        .filter(|(_, code)| code.is_none())
        .map(|(word, _)| word.as_str())
        .collect();
    let new = codes
        .iter()
        .filter(|code| !edit.chosen.contains(code))
        .count();
    let room = MOST_COMPARED.saturating_sub(edit.chosen.len());
    let mut detail = if new > room {
        format!("room for {room} of {new}")
    } else {
        String::new()
    };
    if !unknown.is_empty() {
        detail = format!("{detail} not in this book: {}", unknown.join(", "));
    }
    let words = format!("Add the {new} of this list");
    let row = ListRow {
        height: ROW,
        disabled: if new == 0 {
            "All of them are chosen."
        } else {
            ""
        },
        role: Role::Button,
        ..ListRow::new(&words, detail.trim())
    };
    list_row(ui, row).clicked().then_some(codes)
}

/// The dialog that chooses what all screens compare with.
pub(super) fn benchmark(
    ctx: &Context,
    chrome: &Chrome,
    chosen: Option<&SubjectCode>,
    commands: &mut Vec<Command>,
) {
    let memory = Id::unique("benchmark picker");
    let mut inside = opened(ctx, memory);
    if !inside.seen {
        inside.groups = chosen.is_none_or(|code| chrome.place_of(code).is_none());
    }
    let shown = Dialogue {
        title: "Compared with",
        width: 660.0,
        accept: Some("Apply"),
        danger: false,
        disabled: "",
    };
    let answered = dialog(ctx, shown, |ui| {
        which(ui, &mut inside);
        if inside.groups {
            let is = |take: &Take| *take == Take::Benchmark(chosen.cloned());
            for take in groups(ui, &chrome.benchmarks, is) {
                if let Take::Benchmark(code) = take {
                    commands.push(Command::Picker(PickerCommand::Benchmark(code)));
                }
            }
            return;
        }
        let search = Search {
            memory,
            role: Role::RadioButton,
            full: "",
        };
        let is = |code: &SubjectCode| chosen == Some(code);
        for code in subjects(ui, chrome, &search, &mut inside, is, |_| false) {
            commands.push(Command::Picker(PickerCommand::Benchmark(Some(code))));
        }
    });
    close(ctx, memory, inside, answered, commands);
}

fn opened(ctx: &Context, memory: Id) -> Inside {
    ctx.data_mut(|data| data.get_temp(memory))
        .unwrap_or_default()
}

fn close(
    ctx: &Context,
    memory: Id,
    mut inside: Inside,
    answered: Answered,
    commands: &mut Vec<Command>,
) {
    match answered {
        Answered::Open => {}
        Answered::Accepted => commands.push(Command::Picker(PickerCommand::Apply)),
        Answered::Closed => commands.push(Command::CloseDialog),
    }
    inside.seen = true;
    if answered != Answered::Open {
        inside = Inside::default();
    }
    ctx.data_mut(|data| data.insert_temp(memory, inside));
}

/// Individual or group.
fn which(ui: &mut Ui, inside: &mut Inside) {
    let at = usize::from(inside.groups);
    if let Some(chosen) = tabs(ui, &["Individual", "Group"], at) {
        inside.groups = chosen == 1;
    }
}

/// The groups to choose from, those that cannot be chosen with their reason in place of words about them.
fn groups(ui: &mut Ui, groups: &[GroupChoice], chosen: impl Fn(&Take) -> bool) -> Vec<Take> {
    let mut taken = Vec::new();
    ui.spacing_mut().item_spacing.y = 0.0;
    ScrollArea::vertical()
        .id_salt("groups")
        .max_height(LIST + 40.0)
        .min_scrolled_height(LIST + 40.0)
        .auto_shrink([false, false])
        .show(ui, |ui| {
            for group in groups {
                let detail = if group.disabled.is_empty() {
                    &group.detail
                } else {
                    &group.disabled
                };
                let row = ListRow {
                    selected: chosen(&group.take),
                    height: ROW,
                    disabled: &group.disabled,
                    role: Role::RadioButton,
                    ..ListRow::new(&group.text, detail)
                };
                if list_row(ui, row).clicked() {
                    taken.push(group.take.clone());
                }
            }
        });
    taken
}

struct Search<'a> {
    memory: Id,
    role: Role,
    /// Why no more can be chosen; empty where more can.
    full: &'a str,
}

/// The subjects to choose from, by name, code, level, type, sector and size; where none has the name, what `instead` shows, if it shows
/// anything.
fn subjects(
    ui: &mut Ui,
    chrome: &Chrome,
    search: &Search<'_>,
    inside: &mut Inside,
    chosen: impl Fn(&SubjectCode) -> bool,
    instead: impl FnOnce(&mut Ui) -> bool,
) -> Vec<SubjectCode> {
    let palette = theme::palette(ui);
    let memory = search.memory;
    let mut taken = Vec::new();
    let response = ui
        .horizontal(|ui| {
            let width = ui.available_width() - 248.0;
            let words = Field::search(memory.with("query"), "Search names and codes", width);
            let response = field(ui, words, &mut inside.query);
            let shown = chrome
                .kinds
                .get(inside.kind)
                .map_or("All kinds", |kind| kind.text.as_str());
            let kinds = Select {
                label: "Kind",
                prefix: "",
                shown,
                icon: None,
                selected: Some(inside.kind),
                width: 240.0,
                search: true,
            };
            if let Some(kind) = select(ui, kinds, &chrome.kinds) {
                inside.kind = kind;
            }
            response
        })
        .inner;
    if !inside.seen {
        response.request_focus();
    }
    let wanted = inside.query.trim().to_lowercase();
    let tag = chrome
        .kinds
        .get(inside.kind)
        .filter(|_| inside.kind > 0)
        .map(Choice::tag);
    let found = found(
        ui.ctx(),
        memory,
        (&wanted, inside.kind),
        &chrome.subjects,
        |index, choice| {
            let tags = chrome.subject_tags.get(index);
            let fits = |tag: &String| tags.is_some_and(|tags| tags.contains(tag));
            let near = choice.nearness(&wanted);
            near.filter(|_| tag.as_ref().is_none_or(fits))
        },
    );
    let entered = response.lost_focus()
        && !wanted.is_empty()
        && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
    if entered && let Some(code) = found.first().and_then(|at| chrome.subject_codes.get(*at)) {
        taken.push(code.clone());
        inside.query.clear();
        response.request_focus();
    }
    if found.is_empty() && !instead(ui) {
        let none = "Nothing here has this name.";
        text(ui, Type::Table, palette.muted, none);
    }
    ui.spacing_mut().item_spacing.y = 0.0;
    ScrollArea::vertical()
        .id_salt("compare list")
        .max_height(LIST)
        .auto_shrink([false, false])
        .show_rows(ui, ROW, found.len(), |ui, range| {
            for index in found.get(range).unwrap_or(&[]) {
                let (Some(choice), Some(code)) = (
                    chrome.subjects.get(*index),
                    chrome.subject_codes.get(*index),
                ) else {
                    continue;
                };
                let ticked = chosen(code);
                let many = search.role == Role::CheckBox;
                let row = ListRow {
                    ticked: many.then_some(ticked),
                    selected: !many && ticked,
                    height: ROW,
                    disabled: if ticked { "" } else { search.full },
                    role: search.role,
                    ..ListRow::new(&choice.text, &choice.detail)
                };
                if list_row(ui, row).clicked() {
                    taken.push(code.clone());
                }
            }
        });
    taken
}

#[cfg(test)]
mod tests {
    use super::pasted;
    use crate::desktop::pages::Chrome;
    use crate::domain::SubjectCode;

    #[test]
    fn a_pasted_list_is_taken_by_its_codes() {
        let chrome = Chrome {
            subject_codes: ["E06000001", "E06000002"].map(SubjectCode::from).to_vec(),
            ..Chrome::default()
        };
        let known = |text: &str| {
            let found = pasted(text, &chrome);
            let codes = found.iter().filter(|(_, code)| code.is_some()).count();
            (found.len(), codes)
        };
        assert_eq!(known("E06000001, e06000002"), (2, 2));
        assert_eq!(known("E06000001\tE06000002 E0600009"), (3, 2));
        assert_eq!(
            known("North East of E06000001"),
            (0, 0),
            "words are a search"
        );
        assert_eq!(known(""), (0, 0));
    }
}
