use egui::{Response, Ui};

use crate::desktop::commands::Command;
use crate::desktop::state::Drafts;
use crate::desktop::widgets::{Field, field};

/// A field in which a draft stands, or else what is kept, by their name and text: what is typed becomes the draft, until somebody
/// takes it. One that says no more than what is kept is none. Gives what stands in the field now.
pub(super) fn drafted(
    ui: &mut Ui,
    of: Field<'_>,
    (name, kept): (&str, &str),
    (drafts, commands): (&Drafts, &mut Vec<Command>),
) -> (Response, String) {
    let before = drafts.of(name, kept);
    let mut typed = before.to_owned();
    let response = field(ui, of, &mut typed);
    if typed != before || response.lost_focus() && typed == kept {
        let draft = (typed != kept).then(|| typed.clone());
        commands.push(Command::Draft(name.to_owned(), draft));
    }
    (response, typed)
}
