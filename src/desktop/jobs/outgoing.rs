use std::path::Path;

use crate::desktop::effects::{Event, ExportKind, Shown};
use crate::desktop::loadable::Ticket;
use crate::figures::Theme;
use crate::message::Message;

pub(super) fn export(
    ticket: Ticket,
    _shown: &Shown,
    _kind: ExportKind,
    _to: &Path,
    _theme: Theme,
) -> Event {
    Event::Written(ticket, Err(Message::new("Not yet.", "")))
}

pub(super) fn picture(ticket: Ticket, _shown: &Shown, _theme: Theme) -> Event {
    Event::PictureMade(ticket, Err(Message::new("Not yet.", "")))
}
