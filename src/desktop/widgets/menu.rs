use egui::{Popup, PopupKind, Rect, Response, Role, SetOpenCommand, Ui};

use super::{ListRow, list_row};

/// A line of a menu.
#[derive(Clone, Copy, Debug)]
pub(crate) struct MenuLine<'a> {
    /// What it says.
    pub text: &'a str,
    /// Its key, in words.
    pub key: &'a str,
    /// Why it cannot be chosen; it can when empty.
    pub disabled: &'a str,
}

/// The menu of a thing, opened with the right button of the pointer, or by `keyed` at `anchor`. Gives the index of the line that
/// was chosen.
pub(crate) fn context_menu(
    ui: &Ui,
    response: &Response,
    (keyed, anchor): (bool, Rect),
    lines: &[MenuLine<'_>],
) -> Option<usize> {
    let id = response.id.with("context menu");
    let by_key = id.with("by key");
    let ctx = ui.ctx();
    let was_open = Popup::is_id_open(ctx, id);
    if keyed || response.secondary_clicked() {
        ctx.data_mut(|data| data.insert_temp(by_key, keyed));
    }
    let keyed_before = ctx.data(|data| data.get_temp(by_key)).unwrap_or(false);
    let set = (keyed || response.secondary_clicked()).then_some(SetOpenCommand::Bool(true));
    let mut popup = Popup::from_response(response)
        .id(id)
        .kind(PopupKind::Menu)
        .open_memory(set)
        .accessible_name("What can be done with this figure")
        .gap(2.0);
    popup = if keyed_before {
        popup.anchor(anchor)
    } else {
        popup.at_pointer_fixed()
    };
    let mut chosen = None;
    popup.show(|ui| {
        ui.set_width(320.0);
        ui.spacing_mut().item_spacing.y = 0.0;
        let mut first = keyed;
        for (index, line) in lines.iter().enumerate() {
            let row = ListRow {
                role: Role::MenuItem,
                height: 30.0,
                disabled: line.disabled,
                ..ListRow::new(line.text, line.key)
            };
            let response = list_row(ui, row);
            if first && line.disabled.is_empty() {
                first = false;
                response.request_focus();
            }
            if response.clicked() {
                chosen = Some(index);
                ui.close();
            }
        }
    });
    if was_open && keyed_before && !Popup::is_id_open(ctx, id) && chosen.is_none() {
        response.request_focus();
    }
    chosen
}
