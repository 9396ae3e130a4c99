use std::path::Path;
use std::sync::Arc;

use egui::vec2;

use crate::desktop::effects::{Event, ExportKind, Picture, Shown};
use crate::desktop::loadable::Ticket;
use crate::export::{self, ExportError};
use crate::figures::{Figure, Theme};
use crate::message::{Explain, Message};
use crate::questions::Answer;

/// Width of what leaves, in points.
const WIDTH: f32 = 1008.0;

pub(super) fn export(
    ticket: Ticket,
    shown: &Shown,
    kind: ExportKind,
    to: &Path,
    theme: Theme,
) -> Event {
    let written = bytes(shown, kind, theme)
        .and_then(|bytes| export::write_beside_and_rename(to, &bytes))
        .map(|()| format!("Exported to {}", to.display()))
        .map_err(|error| error.explain());
    Event::Written(ticket, written)
}

fn bytes(shown: &Shown, kind: ExportKind, theme: Theme) -> Result<Vec<u8>, ExportError> {
    if kind == ExportKind::Csv {
        return Ok(csv(&shown.answer).into_bytes());
    }
    let svg = page(&shown.figure, theme);
    match kind {
        ExportKind::Png => export::png(&svg, 2.0),
        ExportKind::Pdf => export::pdf(&svg, &shown.answer.headline),
        ExportKind::Svg | ExportKind::Csv => Ok(svg.into_bytes()),
    }
}

/// The figure on a page as high as it needs.
fn page(figure: &Figure, theme: Theme) -> String {
    let look = export::look_for(vec2(WIDTH, 600.0), theme);
    let margin = 24.0 * look.scale;
    let height = figure.height(WIDTH - 2.0 * margin, &look) + 2.0 * margin;
    export::svg_of(figure, vec2(WIDTH, height), &look)
}

/// Rows as comma-separated values, quoted where they must be.
fn csv(answer: &Answer) -> String {
    let mut text = String::new();
    for row in answer.cells() {
        let cells: Vec<String> = row
            .iter()
            .map(|cell| {
                if cell.contains(['"', ',', '\n', '\r']) {
                    format!("\"{}\"", cell.replace('"', "\"\""))
                } else {
                    cell.clone()
                }
            })
            .collect();
        text.push_str(&cells.join(","));
        text.push_str("\r\n");
    }
    text
}

pub(super) fn picture(ticket: Ticket, shown: &Shown, theme: Theme) -> Event {
    let made = export::pixels(&page(&shown.figure, theme), 2.0)
        .map(|(width, height, rgba)| Picture {
            width,
            height,
            rgba: Arc::new(rgba),
        })
        .map_err(|error: ExportError| -> Message { error.explain() });
    Event::PictureMade(ticket, made)
}
