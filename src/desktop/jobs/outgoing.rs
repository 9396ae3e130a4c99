use std::path::Path;
use std::sync::Arc;

use jiff::Timestamp;

use crate::actions::{self, ActionError};
use crate::desktop::effects::{Event, ExportKind, Picture, Shown};
use crate::desktop::loadable::Ticket;
use crate::export::{self, LeftOut};
use crate::figures::Theme;
use crate::message::{Explain, Message};

pub(super) fn export(
    ticket: Ticket,
    shown: &Shown,
    kind: ExportKind,
    to: &Path,
    theme: Theme,
    now: Timestamp,
) -> Event {
    let written = match kind {
        ExportKind::Csv | ExportKind::Xlsx | ExportKind::Parquet => {
            actions::export_answer(&shown.answer, to, now).map(|_| ())
        }
        ExportKind::Svg | ExportKind::Png | ExportKind::Pdf => {
            actions::draw(&shown.answer, to, None, 2, theme)
        }
    };
    let said = written
        .map(|()| format!("Exported to {}", to.display()))
        .map_err(|error: ActionError| error.explain());
    Event::Written(ticket, said)
}

pub(super) fn left_out(ticket: Ticket, file: &str, cells: &[LeftOut], to: &Path) -> Event {
    let written = actions::write_left_out(file, cells, to)
        .map(|()| format!("Exported to {}", to.display()))
        .map_err(|error| error.explain());
    Event::Written(ticket, written)
}

pub(super) fn picture(ticket: Ticket, shown: &Shown, theme: Theme) -> Event {
    Event::PictureMade(ticket, pixels(shown, theme))
}

fn pixels(shown: &Shown, theme: Theme) -> Result<Picture, Message> {
    let svg = actions::render(&shown.answer, actions::Picture::Svg, None, theme)
        .map_err(|error| error.explain())?;
    let svg = String::from_utf8_lossy(&svg);
    let (width, height, rgba) = export::pixels(&svg, 2.0).map_err(|error| error.explain())?;
    Ok(Picture {
        width,
        height,
        rgba: Arc::new(rgba),
    })
}
