use std::fmt::Write;

use super::ReportContents;
use super::words::{JUDGEMENT, signs};
use crate::export::svg::escaped;
use crate::export::words::all_notes;
use crate::questions::Answer;

const STYLE: &str = include_str!("../../../assets/report.css");

/// Head, cover and contents.
pub(super) fn begin(out: &mut String, contents: &ReportContents) {
    let title = contents.title();
    let _ = writeln!(
        out,
        "<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n<title>{}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#main\">Skip to the figures</a>",
        escaped(&title)
    );
    let _ = writeln!(
        out,
        "<header>\n<p class=\"kind\">Levelbook report</p>\n<h1>{}</h1>\n<p class=\"lead\">{}</p>\n<p class=\"date\">{}</p>\n</header>",
        escaped(&title),
        escaped(&contents.framework),
        escaped(&contents.date)
    );
    out.push_str("<nav id=\"contents\" aria-labelledby=\"contents-title\">\n<h2 id=\"contents-title\">Contents</h2>\n<ul>\n");
    if contents.overview.is_some() {
        out.push_str("<li><a href=\"#overview\">Overview</a></li>\n");
    }
    if !contents.across.is_empty() {
        out.push_str("<li><a href=\"#across\">Across the goals</a></li>\n");
    }
    for goal in &contents.goals {
        let _ = writeln!(
            out,
            "<li><a href=\"#goal-{0}\">Goal {0}: {1}</a>{2}</li>",
            goal.number,
            escaped(&goal.name),
            if goal.has_figures() {
                ""
            } else {
                " <span class=\"muted\">no figures</span>"
            }
        );
    }
    out.push_str("<li><a href=\"#sources\">Sources and how to read the figures</a></li>\n</ul>\n</nav>\n<main id=\"main\">\n");
}

/// Notes of an answer that its picture may have had no room for.
pub(super) fn notes(out: &mut String, answer: &Answer) {
    let notes = all_notes(answer);
    if notes.is_empty() {
        return;
    }
    out.push_str("<details><summary>Notes</summary>\n<ul class=\"notes\">\n");
    for note in &notes {
        let _ = writeln!(out, "<li>{}</li>", escaped(note));
    }
    out.push_str("</ul>\n</details>\n");
}

/// Where the figures come from, and what the signs mean.
pub(super) fn sources(out: &mut String, contents: &ReportContents) {
    out.push_str("<section id=\"sources\">\n<h2>Sources and how to read the figures</h2>\n");
    let sources = contents.sources();
    if sources.is_empty() {
        out.push_str("<p>The figures of this report name no source.</p>\n");
    } else {
        out.push_str("<h3>Sources and licences</h3>\n<ul>\n");
        for line in sources {
            let _ = writeln!(out, "<li>{}</li>", escaped(line));
        }
        out.push_str("</ul>\n");
    }
    out.push_str("<h3>Signs</h3>\n<dl>\n");
    for (sign, meaning) in signs() {
        let _ = writeln!(out, "<dt>{sign}</dt><dd>{meaning}</dd>");
    }
    let _ = writeln!(
        out,
        "</dl>\n<h3>Judgement</h3>\n<p>{JUDGEMENT}</p>\n</section>"
    );
}

/// The end of the file.
pub(super) fn end(out: &mut String) {
    out.push_str("</main>\n<footer><p>Made with Levelbook. Everything on this page is inside this file.</p></footer>\n</body>\n</html>\n");
}
