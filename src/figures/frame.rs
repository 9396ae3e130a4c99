use egui::{Rect, pos2};

use super::Look;
use super::canvas::{Anchor, Canvas};
use super::lettering::Style;
use crate::questions::Answer;

/// What stands round a picture: title and subtitle above, notes and sources below. All of it is placed before it is painted.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Frame {
    rect: Rect,
    title: Vec<String>,
    subtitle: Vec<String>,
    notes: Vec<String>,
    /// Where the picture goes.
    pub(crate) body: Rect,
}

/// Most lines that sources take; longer ones are only counted.
const SOURCE_LINES: usize = 5;
/// Most of a page's height that notes may take.
const NOTES_SHARE: f32 = 0.34;

impl Frame {
    /// Places title and notes in a rectangle. `extra` are the picture's own notes.
    pub(crate) fn place(answer: &Answer, look: &Look, rect: Rect, extra: &[String]) -> Self {
        let k = look.scale;
        let width = rect.width().max(1.0);
        let (mut title, mut subtitle, mut notes) = (Vec::new(), Vec::new(), Vec::new());
        let mut top = rect.top();
        let mut bottom = rect.bottom();
        if look.with_title {
            title = title_style(k).wrap(&answer.headline, width, 3);
            subtitle = subtitle_style(k).wrap(&answer.subtitle, width, 2);
            top += head_height(&title, &subtitle, k);
        }
        if look.with_notes {
            let most = ((rect.height() * NOTES_SHARE / note_style(k).line()) as usize).max(2);
            notes = note_lines(answer, extra, width, k, most);
            bottom -= notes_height(&notes, k);
        }
        Self {
            rect,
            title,
            subtitle,
            notes,
            body: Rect::from_min_max(
                pos2(rect.left(), top),
                pos2(rect.right(), bottom.max(top + 1.0)),
            ),
        }
    }

    /// Height of all but the picture at a width.
    pub(crate) fn height(answer: &Answer, look: &Look, width: f32, extra: &[String]) -> f32 {
        let k = look.scale;
        let mut height = 0.0;
        if look.with_title {
            let title = title_style(k).wrap(&answer.headline, width, 3);
            let subtitle = subtitle_style(k).wrap(&answer.subtitle, width, 2);
            height += head_height(&title, &subtitle, k);
        }
        if look.with_notes {
            height += notes_height(&note_lines(answer, extra, width, k, usize::MAX), k);
        }
        height
    }

    /// Paints title and notes.
    pub(crate) fn paint(&self, canvas: &Canvas) {
        let k = canvas.k;
        let palette = canvas.palette;
        let mut y = self.rect.top();
        for (lines, style, colour) in [
            (&self.title, title_style(k), palette.ink),
            (&self.subtitle, subtitle_style(k), palette.ink_2),
        ] {
            for line in lines {
                let at = pos2(self.rect.left(), y + style.line() / 2.0);
                canvas.text(at, Anchor::Left, line, style, colour);
                y += style.line();
            }
        }
        if self.notes.is_empty() {
            return;
        }
        let style = note_style(k);
        let mut y = self.rect.bottom() - notes_height(&self.notes, k) + 8.0 * k;
        canvas.rule(self.rect.left(), self.rect.right(), y, palette.hairline);
        y += 5.0 * k;
        for line in &self.notes {
            let at = pos2(self.rect.left(), y + style.line() / 2.0);
            canvas.text(at, Anchor::Left, line, style, palette.muted);
            y += style.line();
        }
    }
}

fn title_style(k: f32) -> Style {
    Style::semibold(20.0 * k)
}

fn subtitle_style(k: f32) -> Style {
    Style::regular(15.0 * k)
}

fn note_style(k: f32) -> Style {
    Style::regular(13.0 * k)
}

fn head_height(title: &[String], subtitle: &[String], k: f32) -> f32 {
    let lines = title.len() as f32 * title_style(k).line()
        + subtitle.len() as f32 * subtitle_style(k).line();
    if lines > 0.0 { lines + 12.0 * k } else { 0.0 }
}

fn notes_height(notes: &[String], k: f32) -> f32 {
    if notes.is_empty() {
        0.0
    } else {
        notes.len() as f32 * note_style(k).line() + 13.0 * k
    }
}

/// The notes in lines, at most about `most`: sources and the signs that occur always stay, the others as far as there is room.
/// A note is there as a whole or not at all.
fn note_lines(answer: &Answer, extra: &[String], width: f32, k: f32, most: usize) -> Vec<String> {
    let style = note_style(k);
    let wrap = |text: &String| style.wrap(text, width, usize::MAX);
    let (signs, notes, sources) = notes_of(answer, extra);
    let mut last: Vec<String> = sources.iter().flat_map(wrap).collect();
    let cut = sources
        .iter()
        .any(|text| text.chars().count() > super::lettering::LONGEST);
    if cut || last.len() > SOURCE_LINES.min(most) {
        let short = format!(
            "Sources: {}, listed in full with the table.",
            count_of(answer.sources.len(), "dataset", "datasets")
        );
        last = wrap(&short);
    }
    let first: Vec<String> = signs.iter().flat_map(wrap).collect();
    let mut room = most.saturating_sub(first.len() + last.len());
    let mut lines = Vec::new();
    for note in notes.iter().map(wrap) {
        if note.len() > room {
            break;
        }
        room -= note.len();
        lines.extend(note);
    }
    lines.extend(first);
    lines.extend(last);
    lines
}

fn count_of(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// The words below a picture: signs explained, notes, sources. What the answer's own notes already say is not said twice.
pub(crate) fn notes_of(
    answer: &Answer,
    extra: &[String],
) -> (Vec<String>, Vec<String>, Vec<String>) {
    let (mut signs, mut notes): (Vec<String>, Vec<String>) = answer
        .notes
        .iter()
        .filter(|note| !note.trim().is_empty() && !note.starts_with("Left out:"))
        .cloned()
        .partition(|note| note.starts_with('['));
    if signs.is_empty() {
        signs.extend(
            answer
                .states()
                .into_iter()
                .map(|state| format!("{} {}", state.sign(), state.in_words())),
        );
        signs.extend(
            answer
                .markers()
                .into_iter()
                .map(|marker| format!("[{}] {}", marker.code(), marker.in_words())),
        );
        signs = vec![signs.join("; ")];
        signs.retain(|line| !line.is_empty());
    }
    if extra
        .iter()
        .any(|note| note.contains("95% confidence interval"))
    {
        notes.retain(|note| note != "Ranges are 95% confidence intervals.");
    }
    notes.splice(0..0, extra.iter().cloned());
    let out = |out: &crate::questions::LeftOut| format!("{} ({})", out.what, out.why);
    match answer.left_out.as_slice() {
        [] => {}
        [first, second, third, rest @ ..] if !rest.is_empty() => notes.push(format!(
            "Left out: {}; {}; {}; and {} more.",
            out(first),
            out(second),
            out(third),
            rest.len()
        )),
        few => notes.push(format!(
            "Left out: {}.",
            few.iter().map(out).collect::<Vec<_>>().join("; ")
        )),
    }
    let sources = source_lines(&answer.sources);
    (signs, notes, sources)
}

/// Most sources that are named in full; more are named by publisher.
const FULL_SOURCES: usize = 2;

/// The sources as they stand below a picture. Many are counted and named by publisher and licence: in full they stand with the table.
fn source_lines(sources: &[String]) -> Vec<String> {
    let lines: Vec<&str> = sources
        .iter()
        .map(|line| line.trim().trim_start_matches("Source: "))
        .filter(|line| !line.is_empty())
        .collect();
    if lines.len() <= FULL_SOURCES {
        return lines.iter().map(|line| format!("Source: {line}")).collect();
    }
    let mut publishers: Vec<&str> = Vec::new();
    let mut licences: Vec<&str> = Vec::new();
    for line in &lines {
        let (publisher, licence) = line
            .rsplit_once(", from ")
            .map_or((*line, ""), |(_, rest)| {
                rest.split_once(". ").unwrap_or((rest, ""))
            });
        let publisher = publisher.trim_end_matches('.').trim();
        let licence = licence.trim_end_matches('.').trim();
        if !publisher.is_empty() && !publishers.contains(&publisher) {
            publishers.push(publisher);
        }
        if !licence.is_empty() && !licences.contains(&licence) {
            licences.push(licence);
        }
    }
    let mut text = format!(
        "Sources: {} datasets from {}.",
        lines.len(),
        publishers.join("; ")
    );
    if !licences.is_empty() {
        text = format!("{text} {}.", licences.join("; "));
    }
    text.push_str(" Listed in full with the table.");
    vec![text]
}
