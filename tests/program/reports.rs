//! Reports: one page that stands by itself and can be read aloud, and the same as a PDF.

use std::collections::HashSet;

use levelbook::book::Reader;
use levelbook::questions::{Question, QuestionKind};

use crate::outside::said;
use crate::running::Program;

/// Values of an attribute in a page.
fn values<'a>(page: &'a str, attribute: &str) -> Vec<&'a str> {
    let key = format!(" {attribute}=\"");
    page.split(&key)
        .skip(1)
        .filter_map(|rest| rest.split_once('"').map(|(value, _)| value))
        .collect()
}

#[test]
fn the_page_of_a_book_is_whole_and_can_be_read_aloud() {
    let program = Program::new();
    let book = program.sample();
    let file = program.path("report.html");
    program.done(&["report", &book, "-o", &file]);
    let page = std::fs::read_to_string(&file).expect("the report");

    assert!(page.starts_with("<!DOCTYPE html>\n<html lang=\"en-GB\">"));
    for landmark in [
        "<header>",
        "<nav ",
        "<main id=\"main\">",
        "<footer>",
        "class=\"skip\"",
    ] {
        assert_eq!(page.matches(landmark).count(), 1, "{landmark}");
    }
    assert_eq!(page.matches("<h1>").count(), 1);
    let mut level = 1;
    for rest in page.split("<h").skip(1) {
        let Some(next) = rest.chars().next().and_then(|digit| digit.to_digit(10)) else {
            continue;
        };
        assert!(next <= level + 1, "from heading {level} to {next}");
        level = next;
    }
    let ids = values(&page, "id");
    let unique: HashSet<&&str> = ids.iter().collect();
    assert_eq!(unique.len(), ids.len(), "names inside the page are unique");
    for link in values(&page, "href") {
        let target = link.strip_prefix('#').expect("no link leaves the page");
        assert!(ids.contains(&target), "{link}");
    }
    assert!(!page.contains("<script") && values(&page, "src").is_empty());
    for table in page.split("<table>").skip(1) {
        assert!(table.starts_with("\n<caption>"), "{}", &table[..60]);
    }
    let headers = page.matches("<th ").count();
    assert_eq!(page.matches("<th scope=").count(), headers);
    let pictures = page.matches("<svg ").count();
    assert_eq!(page.matches("role=\"img\"").count(), pictures);
    assert!(pictures > 30, "{pictures} pictures");

    let reader = Reader::open(book.as_ref()).expect("the sample opens");
    let profile = Question::new(QuestionKind::Profile)
        .answer(&reader)
        .expect("an answer");
    assert!(profile.rows.len() > 30);
    for row in &profile.rows {
        let shown = format!(">{}</td>", row.shown().replace('\'', "&#39;"));
        assert!(
            page.contains(&shown),
            "{} of {}",
            row.shown(),
            row.indicator
        );
    }
}

#[test]
fn every_kind_of_figure_stands_in_the_report_of_the_book() {
    let program = Program::new();
    let book = program.sample();
    let file = program.path("report.html");
    program.done(&["report", &book, "-o", &file]);
    let page = std::fs::read_to_string(&file).expect("the report");
    let kinds = values(&page, "data-kind");
    let has_figure = |kind: &QuestionKind| *kind != QuestionKind::Plans;
    for kind in QuestionKind::ALL.into_iter().filter(has_figure) {
        assert!(
            kinds.contains(&kind.word()),
            "no {} in {kinds:?}",
            kind.word()
        );
    }
}

#[test]
fn a_report_is_of_a_goal_a_place_or_an_organisation() {
    let program = Program::new();
    let book = program.sample();
    let folder = program.path("reports");
    std::fs::create_dir(&folder).expect("a folder");
    let told = program.done(&[
        "report",
        &book,
        "-o",
        &folder,
        "--goal",
        "5",
        "--place",
        "E12000003",
    ]);
    assert_eq!(told.lines().count(), 2, "{told}");
    let page = std::fs::read_to_string(format!("{folder}/levelbook-report.html")).expect("a page");
    assert!(page.contains("sample: Yorkshire and The Humber"));
    assert!(page.contains("id=\"goal-5\"") && !page.contains("id=\"goal-6\""));

    let pdf = format!("{folder}/levelbook-report.pdf");
    if let Some(text) = said("pdftotext", &[&pdf, "-"]) {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        for wanted in [
            "sample: Yorkshire and The Humber",
            "Goal 5: ",
            "North East",
            "Page 1 of ",
        ] {
            assert!(text.contains(wanted), "{wanted}: {text}");
        }
        let about = said("pdfinfo", &[&pdf]).unwrap_or_default();
        assert!(
            about.contains("sample: Yorkshire and The Humber"),
            "{about}"
        );
        let parts = said("pdfinfo", &["-struct", &pdf]).unwrap_or_default();
        for tag in [
            "H1", "H2", "H3", "TOC", "Link", "Figure", "Table", "TR", "TH", "TD",
        ] {
            assert!(parts.contains(tag), "{tag}");
        }
    }
    let bytes = std::fs::read(&pdf).expect("a PDF");
    let is_accessible = bytes
        .windows(13)
        .any(|at| at == b"pdfuaid:part>".as_slice());
    assert!(is_accessible, "it keeps to the rules for accessible PDF");

    let refused = program.refused(&["report", &book, "-o", &pdf, "--place", "E99999999"]);
    assert!(refused.contains("E99999999"), "{refused}");
    let refused = program.refused(&["report", &book, "-o", &program.path("a.docx")]);
    assert!(refused.contains(".html and .pdf"), "{refused}");
    let then = program.path("then.html");
    program.done(&[
        "report",
        &book,
        "-o",
        &then,
        "--goal",
        "5",
        "--as-of",
        "2000-01-01",
    ]);
    let page = std::fs::read_to_string(&then).expect("a page");
    assert!(
        !page.contains("<svg "),
        "there was no figure in the year 2000"
    );
}
