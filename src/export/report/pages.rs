use egui::vec2;

use super::words::{JUDGEMENT, signs};
use super::{ReportContents, tables};
use crate::export::document::{Document, Entry, Prose};
use crate::export::page::svg_inside;
use crate::export::words::all_notes;
use crate::export::{ExportError, said};
use crate::figures::{Figure, Look, Theme};
use crate::questions::{Answer, QuestionKind};

/// Width at which pictures are painted, in points; on the page they are as wide as its text.
const PAINTED: f32 = 740.0;
/// Rows of a table that are printed; a longer one is for the page on the screen, or for a workbook.
const PRINTED_ROWS: usize = 60;

/// How much lower a picture may become so that its words and its table stand on its page.
const LEAST_OF_HEIGHT: f32 = 0.8;

/// Sources that are named below a picture; more of them stand at the end only.
const FEW_SOURCES: usize = 4;

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
        answers(&mut out, [overview]);
    }
    if !contents.across.is_empty() {
        section(&mut out, ACROSS);
        answers(&mut out, &contents.across);
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
        answers(&mut out, goal.shown());
    }
    sources(&mut out, contents);
    out.finish()
}

const ACROSS: &str = "Across the goals";
const SOURCES: &str = "Sources and how to read the figures";

fn of_goal(goal: &super::ReportGoal) -> String {
    format!("Goal {}: {}", goal.number, goal.name)
}

/// The contents: every section with its first finding. All others stand in the outline.
fn entries(contents: &ReportContents) -> Vec<Entry> {
    let mut sections: Vec<(String, Vec<&Answer>)> = Vec::new();
    if let Some(overview) = &contents.overview {
        sections.push(("Overview".to_owned(), vec![overview]));
    }
    if !contents.across.is_empty() {
        sections.push((ACROSS.to_owned(), contents.across.iter().collect()));
    }
    for goal in &contents.goals {
        sections.push((of_goal(goal), goal.shown().collect()));
    }
    sections.push((SOURCES.to_owned(), Vec::new()));
    let mut heading = 0;
    let mut all = Vec::new();
    for (text, answers) in sections {
        let (level, finding) = (2, answers.first());
        all.push(Entry {
            heading,
            level,
            text,
        });
        all.extend(finding.map(|answer| Entry {
            heading: heading + 1,
            level: 3,
            text: answer.headline.clone(),
        }));
        heading += 1 + answers.len();
    }
    all
}

fn section(out: &mut Document, title: &str) {
    out.break_page();
    out.heading(2, title, true);
}

/// The answers of a section.
fn answers<'a>(out: &mut Document, all: impl IntoIterator<Item = &'a Answer>) {
    for (place, one) in all.into_iter().enumerate() {
        answer(out, one, place == 0);
    }
}

/// Headline, picture, notes and table of an answer. The first below the title of a section stays with it.
fn answer(out: &mut Document, answer: &Answer, is_first: bool) {
    let figure = Figure::of(answer);
    let look = Look {
        theme: Theme::Light,
        scale: 1.0,
        with_title: false,
        with_notes: false,
        names: usize::MAX,
    };
    let shrunk = Document::width() / PAINTED;
    let room = out.room_below_heading() / shrunk;
    let whole = figure.height(PAINTED, &look).min(room);
    let words = words_below(answer, figure.own_notes(vec2(PAINTED, whole), &look));
    let sheet = tables::of(answer);
    // The rows of an overview stand again below each goal.
    let has_table = answer.question.kind != QuestionKind::Overview && !sheet.rows.is_empty();
    let table = has_table.then(|| Document::height_of_table(&sheet, PRINTED_ROWS));
    let prose = std::iter::once(&answer.subtitle).chain(&words);
    let prose: f32 = prose
        .map(|text| Document::height_of(text, Prose::Aside))
        .sum();
    let beside = prose + table.flatten().unwrap_or_default() + 6.0;
    let heading = Document::height_of_heading(&answer.headline);
    // A little lower, where that keeps its words and its table on its page.
    let page = if is_first {
        out.left_on_page()
    } else {
        Document::height()
    };
    let left = (page - heading - beside) / shrunk;
    let height = if left < whole && left > whole * LEAST_OF_HEIGHT {
        left
    } else {
        whole
    };
    if !is_first {
        out.keep_together(heading + height * shrunk + beside);
    }
    out.heading_of(3, &answer.headline, height * shrunk);
    out.paragraph(&answer.subtitle, Prose::Aside);
    let size = vec2(PAINTED, height);
    let svg = svg_inside(&figure, size, &look, "");
    out.picture(svg, height * shrunk, &said(answer));
    for words in words {
        out.paragraph(&words, Prose::Aside);
    }
    if has_table {
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

/// What stands below a picture: its own notes, those of the answer, and where the figures come from.
fn words_below(answer: &Answer, own: Vec<String>) -> Vec<String> {
    let mut words = own;
    words.extend(all_notes(answer));
    if answer.sources.len() <= FEW_SOURCES {
        let sources = answer.sources.iter();
        words.extend(sources.map(|source| format!("Source: {source}")));
    } else {
        let sources = answer.sources.len();
        words.push(format!(
            "Source: {sources} publications, which stand at the end."
        ));
    }
    words
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
