use crate::export::Pasted;

/// The clipboard for what is more than text. It is kept, since on some systems what was copied is gone with it.
#[derive(Default)]
pub(super) struct Clipboard(Option<arboard::Clipboard>);

impl Clipboard {
    /// Puts a table there in both its forms; as plain text where the system takes no more.
    pub(super) fn put(&mut self, ctx: &egui::Context, table: Pasted) {
        if self.0.is_none() {
            self.0 = arboard::Clipboard::new().ok();
        }
        let Pasted { html, text } = table;
        let both = self
            .0
            .as_mut()
            .is_some_and(|clipboard| clipboard.set_html(html, Some(text.clone())).is_ok());
        if !both {
            ctx.copy_text(text);
        }
    }
}
