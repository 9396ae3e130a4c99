use egui::vec2;

use super::words::{JUDGEMENT, signs};
use super::{ReportContents, tables};
use crate::export::document::{Document, Entry, Prose};
use crate::export::page::svg_inside;
use crate::export::words::all_notes;
use crate::export::{ExportError, said};
use crate::figures::{Figure, Look, Theme};
use crate::questions::Answer;

/// Width at which pictures are painted, in points; on the page they are as wide as its text.
const PAINTED: f32 = 740.0;
/// Rows of a table that are printed; a longer one is for the page on the screen, or for a workbook.
const PRINTED_ROWS: usize = 60;

/// The report as a PDF: cover, contents, overview, a section a goal, sources and signs.
pub fn report_pdf(contents: &ReportContents) -> Result<Vec<u8>, ExportError> {
    let title = contents.title();
    let mut out = Document::new(&title, &title);
    out.heading(1, &title, false);
    for line in [&contents.framework, &contents.date] {
        if !line.is_empty() {
            out.paragraph(line, Prose::Body);
        }
    }
    out.heading(2, "Contents", false);
    out.contents(&entries(contents));
    if let Some(overview) = &contents.overview {
        section(&mut out, "Overview");
        answer(&mut out, overview);
    }
    if !contents.across.is_empty() {
        section(&mut out, ACROSS);
        for one in &contents.across {
            answer(&mut out, one);
        }
    }
    for goal in &contents.goals {
        section(&mut out, &of_goal(goal));
        if !goal.about.is_empty() {
            out.paragraph(&goal.about, Prose::Aside);
        }
        let why = goal.why_nothing();
        if !why.is_empty() {
            out.paragraph(why, Prose::Body);
        }
        for one in goal.shown() {
            answer(&mut out, one);
        }
    }
    sources(&mut out, contents);
    out.finish()
}

const ACROSS: &str = "Across the goals";
const SOURCES: &str = "Sources and how to read the figures";

fn of_goal(goal: &super::ReportGoal) -> String {
    format!("Goal {}: {}", goal.number, goal.name)
}

/// What will be listed, in the order in which it is written.
fn entries(contents: &ReportContents) -> Vec<Entry> {
    let section = |text: &str| Entry {
        level: 2,
        text: text.to_owned(),
    };
    let finding = |answer: &Answer| Entry {
        level: 3,
        text: answer.headline.clone(),
    };
    let mut all = Vec::new();
    if let Some(overview) = &contents.overview {
        all.push(section("Overview"));
        all.push(finding(overview));
    }
    if !contents.across.is_empty() {
        all.push(section(ACROSS));
        all.extend(contents.across.iter().map(finding));
    }
    for goal in &contents.goals {
        all.push(section(&of_goal(goal)));
        all.extend(goal.shown().map(finding));
    }
    all.push(section(SOURCES));
    all
}

fn section(out: &mut Document, title: &str) {
    out.break_page();
    out.heading(2, title, true);
}

/// Headline, picture, notes and table of an answer.
fn answer(out: &mut Document, answer: &Answer) {
    let figure = Figure::of(answer);
    let look = Look {
        theme: Theme::Light,
        scale: 1.0,
        with_title: false,
        with_notes: false,
    };
    let shrunk = Document::width() / PAINTED;
    let height = figure
        .height(PAINTED, &look)
        .min(Document::room_below_heading() / shrunk);
    out.heading_of(3, &answer.headline, height * shrunk + 24.0);
    out.paragraph(&answer.subtitle, Prose::Aside);
    let size = vec2(PAINTED, height);
    let svg = svg_inside(&figure, size, &look, "");
    out.picture(svg, height * shrunk, &said(answer));
    for note in figure
        .own_notes(size, &look)
        .iter()
        .chain(&all_notes(answer))
    {
        out.paragraph(note, Prose::Aside);
    }
    for source in &answer.sources {
        out.paragraph(source, Prose::Aside);
    }
    let sheet = tables::of(answer);
    if !sheet.rows.is_empty() {
        let is_whole = sheet.rows.len() <= PRINTED_ROWS;
        if !out.table(&sheet, PRINTED_ROWS) {
            out.paragraph("The figures as a table are wider than a page: they stand in the report as a web page, and in an export of the question.", Prose::Aside);
        } else if !is_whole {
            out.paragraph(
                &format!("The first {PRINTED_ROWS} of {} rows. All of them stand in the report as a web page, and in an export of the question.", sheet.rows.len()),
                Prose::Aside,
            );
        }
    }
}

fn sources(out: &mut Document, contents: &ReportContents) {
    section(out, SOURCES);
    let sources = contents.sources();
    if sources.is_empty() {
        out.paragraph("The figures of this report name no source.", Prose::Body);
    } else {
        out.heading(3, "Sources and licences", false);
        for line in sources {
            out.paragraph(line, Prose::Aside);
        }
    }
    out.heading(3, "Signs", false);
    for (sign, meaning) in signs() {
        out.paragraph(&format!("{sign} {meaning}"), Prose::Aside);
    }
    out.heading(3, "Judgement", false);
    out.paragraph(JUDGEMENT, Prose::Aside);
}
