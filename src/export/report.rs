//! A report of answers that are already computed: one HTML file that stands by itself, without script or link to anything outside,
//! or a PDF that is printed and read aloud. The same parts in the same order, a section a goal.

mod contents;
mod html;
mod pages;
pub(super) mod tables;
mod words;

pub use contents::{ReportContents, ReportGoal};
pub use pages::report_pdf;

use std::fmt::Write;

use egui::vec2;

use super::page::svg_inside;
use super::svg::escaped;
use crate::figures::{Figure, Look, Theme};
use crate::questions::{Answer, QuestionKind};

/// Width of a picture, in points.
const WIDTH: f32 = 960.0;

/// The report as one HTML file.
pub fn report(contents: &ReportContents) -> String {
    let mut out = String::with_capacity(512 * 1024);
    html::begin(&mut out, contents);
    let mut pictures = 0;
    if let Some(overview) = &contents.overview {
        out.push_str("<section id=\"overview\">\n<h2>Overview</h2>\n");
        answer_section(&mut out, overview, &mut pictures);
        out.push_str("</section>\n");
    }
    if !contents.across.is_empty() {
        out.push_str("<section id=\"across\">\n<h2>Across the goals</h2>\n");
        for answer in &contents.across {
            answer_section(&mut out, answer, &mut pictures);
        }
        out.push_str("</section>\n");
    }
    for goal in &contents.goals {
        goal_section(&mut out, goal, &mut pictures);
    }
    html::sources(&mut out, contents);
    html::end(&mut out);
    out
}

fn goal_section(out: &mut String, goal: &ReportGoal, pictures: &mut usize) {
    let _ = writeln!(
        out,
        "<section id=\"goal-{0}\" class=\"goal\">\n<h2><span class=\"number\">Goal {0}</span> {1}</h2>",
        goal.number,
        escaped(&goal.name)
    );
    if !goal.about.is_empty() {
        let _ = writeln!(out, "<p class=\"about\">{}</p>", escaped(&goal.about));
    }
    let why = goal.why_nothing();
    if !why.is_empty() {
        let _ = writeln!(out, "<p class=\"nothing\">{}</p>", escaped(why));
    }
    for answer in goal.shown() {
        answer_section(out, answer, pictures);
    }
    out.push_str("<p class=\"back\"><a href=\"#contents\">Contents</a></p>\n</section>\n");
}

/// Headline, picture, notes and table of an answer.
fn answer_section(out: &mut String, answer: &Answer, pictures: &mut usize) {
    *pictures += 1;
    let prefix = format!("f{pictures}-");
    let _ = writeln!(
        out,
        "<article data-kind=\"{}\">\n<h3>{}</h3>\n<p class=\"subtitle\">{}</p>",
        answer.question.kind.word(),
        escaped(&answer.headline),
        escaped(&answer.subtitle)
    );
    let figure = Figure::of(answer);
    let look = Look {
        theme: Theme::Light,
        scale: 1.0,
        with_title: false,
        with_notes: true,
        names: usize::MAX,
    };
    let height = figure.height(WIDTH, &look);
    let _ = writeln!(
        out,
        "<figure>\n{}</figure>",
        svg_inside(&figure, vec2(WIDTH, height), &look, &prefix)
    );
    let open = matches!(
        answer.question.kind,
        QuestionKind::Goal | QuestionKind::Profile
    );
    let _ = writeln!(
        out,
        "<details{}><summary>The figures as a table</summary>",
        if open { " open" } else { "" }
    );
    tables::write(out, &tables::of(answer));
    out.push_str("</details>\n");
    html::notes(out, answer);
    out.push_str("</article>\n");
}
