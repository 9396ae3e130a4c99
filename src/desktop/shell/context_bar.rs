use egui::Ui;

use crate::desktop::address::Address;
use crate::desktop::commands::{Command, PickerCommand};
use crate::desktop::pages::Chrome;
use crate::desktop::state::State;
use crate::desktop::widgets::{Icon, Select, select, select_button};

/// What all screens share: subject, benchmark, period, people group.
pub(in crate::desktop) fn context_bar(
    ui: &mut Ui,
    state: &State,
    chrome: &Chrome,
    commands: &mut Vec<Command>,
) {
    ui.horizontal_centered(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        ui.add_space(20.0);
        let width = ((ui.available_width() - 60.0) / 4.0).max(120.0);
        let comparing = matches!(state.address(), Address::Compare { .. });
        if !comparing {
            let subject = Select {
                label: "Place or organisation",
                prefix: "",
                shown: &chrome.subject,
                icon: Some(Icon::Place),
                selected: chrome.subject_at,
                width: width * 1.15,
                search: true,
            };
            if let Some(code) = select(ui, subject, &chrome.subjects)
                .and_then(|index| chrome.subject_codes.get(index))
            {
                commands.push(Command::SetSubject(code.clone()));
            }
        }
        benchmark(ui, chrome, width * 1.25, commands);
        let period = Select {
            label: "Period",
            prefix: "",
            shown: &chrome.period,
            icon: None,
            selected: chrome.period_at,
            width: width * 0.8,
            search: false,
        };
        if let Some(key) =
            select(ui, period, &chrome.periods).and_then(|index| chrome.period_keys.get(index))
        {
            commands.push(Command::SetPeriod(key.clone()));
        }
        let group = Select {
            label: "People group",
            prefix: "",
            shown: &chrome.group,
            icon: None,
            selected: chrome.group_at,
            width: width * 0.8,
            search: false,
        };
        if let Some(group) =
            select(ui, group, &chrome.groups).and_then(|index| chrome.group_keys.get(index))
        {
            commands.push(Command::SetGroup(group.clone()));
        }
    });
}

/// What the subject is compared with: opens the dialog that chooses it.
fn benchmark(ui: &mut Ui, chrome: &Chrome, width: f32, commands: &mut Vec<Command>) {
    let which = Select {
        label: "Compared with",
        prefix: "Compared with",
        shown: &chrome.benchmark,
        icon: None,
        selected: None,
        width,
        search: true,
    };
    if select_button(ui, which).clicked() {
        commands.push(Command::Picker(PickerCommand::OpenBenchmark));
    }
}
