use egui::{Response, WidgetText};

/// Says more of what the pointer rests on. Under a dialog nothing is said: the pointer no longer means what lies there.
pub(crate) fn hover_card(response: Response, words: impl Into<WidgetText>) -> Response {
    let layer = response.layer_id;
    if response
        .ctx
        .memory(|memory| memory.allows_interaction(layer))
    {
        response.on_hover_text(words)
    } else {
        response
    }
}
