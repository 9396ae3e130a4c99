//! Stories as files of slides, looked at by programs of others: an office suite, a library for slides, and a browser.

use std::fmt::Write as _;

use levelbook::book::Reader;
use levelbook::domain::AsOf;
use levelbook::questions::{Answer, Question};
use serde_json::Value;

use super::outside::{python, said};
use super::running::{Program, json};

const READ: &str = r#"
import json, sys
from pptx import Presentation
deck = Presentation(sys.argv[1])
slides = []
for slide in deck.slides:
    pictures = [shape for shape in slide.shapes if shape.shape_type == 13]
    slides.append({
        "title": slide.shapes.title.text_frame.text,
        "at": [round(edge / 12700) for edge in (slide.shapes.title.left, slide.shapes.title.top, slide.shapes.title.width, slide.shapes.title.height)],
        "size": slide.shapes.title.text_frame.paragraphs[0].runs[0].font.size.pt,
        "notes": slide.notes_slide.notes_text_frame.text,
        "said": [p._element.nvPicPr.cNvPr.get("descr") for p in pictures],
        "svg": [len(p._element.xpath('.//*[local-name()="svgBlip"]')) for p in pictures],
        "number": any(p.placeholder_format.type == 13 for p in slide.placeholders),
        "source": [p.text_frame.text for p in slide.placeholders if p.placeholder_format.idx == 13],
    })
print(json.dumps(slides))
"#;

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

#[test]
fn a_story_of_ten_slides_opens_elsewhere_with_titles_notes_and_words_for_pictures() {
    let program = Program::new();
    let book = program.sample();
    let file = program.path("place.pptx");
    let told = program.done(&["present", &book, "this-place", "-o", &file]);
    assert!(told.contains("10 slides"), "{told}");
    let Some(read) = python("pptx", READ, &[&file]) else {
        return;
    };
    let slides = json(&read);
    let slides = slides.as_array().expect("a list");
    assert_eq!(slides.len(), 10);
    let mut pictures = 0;
    for slide in slides {
        assert!(!text(&slide["title"]).is_empty());
        assert!(
            slide["size"].as_f64().is_some_and(|size| size >= 36.0),
            "{slide}"
        );
        assert_eq!(slide["number"], true);
        assert!(!text(&slide["notes"]).is_empty(), "{slide}");
        for (said, svg) in slide["said"]
            .as_array()
            .into_iter()
            .flatten()
            .zip(slide["svg"].as_array().into_iter().flatten())
        {
            pictures += 1;
            assert!(text(said).len() > 40, "{said}");
            assert_eq!(*svg, 1);
            assert!(text(&slide["source"][0]).contains("Source"), "{slide}");
        }
    }
    assert!(pictures >= 6, "{pictures}");
    // The suite writes beside the file, and a profile of its own keeps it apart from one that is open.
    let folder = program.path("");
    let profile = format!("-env:UserInstallation=file://{}", program.path("profile"));
    let convert = [
        &profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        &folder,
        &file,
    ];
    if said("soffice", &convert).is_none() {
        return;
    }
    let pdf = program.path("place.pdf");
    if !std::path::Path::new(&pdf).exists() {
        println!("passed over: this office suite has no part for slides");
        return;
    }
    let Some(about) = said("pdfinfo", &[&pdf]) else {
        return;
    };
    let pages = about.lines().find_map(|line| line.strip_prefix("Pages:"));
    assert_eq!(pages.map(str::trim), Some("10"));
    // What the suite puts where the slide has its title is the title and nothing else.
    for (slide, number) in slides.iter().zip(1..) {
        let page = number.to_string();
        let at = slide["at"].as_array().expect("where the title is");
        let at: Vec<String> = at.iter().map(ToString::to_string).collect();
        let [left, top, width, height] = at.as_slice() else {
            panic!("{at:?}");
        };
        let crop = [
            "-f", &page, "-l", &page, "-x", left, "-y", top, "-W", width, "-H", height, &pdf, "-",
        ];
        let title = said("pdftotext", &crop).expect("it was there before");
        let title: Vec<&str> = title.split_whitespace().collect();
        assert_eq!(title.join(" "), text(&slide["title"]), "slide {page}");
    }
}

#[test]
fn a_story_as_pdf_has_a_page_a_slide() {
    let program = Program::new();
    let book = program.sample();
    let file = program.path("goal.pdf");
    program.done(&["present", &book, "goal-2", "-o", &file]);
    let Some(pages) = said("pdftotext", &["-layout", &file, "-"]) else {
        return;
    };
    let pages: Vec<&str> = pages.trim_end_matches('\u{C}').split('\u{C}').collect();
    assert_eq!(pages.len(), 8);
    assert!(
        pages[0].contains("Goal 2: Successful school years"),
        "{}",
        pages[0]
    );
    assert!(pages[7].contains("What this book does not tell"));
    for page in &pages[1..7] {
        assert!(page.contains("Source"), "{page}");
    }
}

#[test]
fn a_story_as_pdf_with_notes_has_them_below_each_slide_and_not_otherwise() {
    let program = Program::new();
    let book = program.sample();
    let file = program.path("notes.pdf");
    let spoken = "What happened here in these years that people remember?";
    for (arguments, expected) in [(&["--notes"][..], true), (&[], false)] {
        let mut all = vec!["present", &book, "goal-2", "-o", &file];
        all.extend(arguments);
        program.done(&all);
        let Some(text) = said("pdftotext", &["-layout", &file, "-"]) else {
            return;
        };
        let pages: Vec<&str> = text.trim_end_matches('\u{C}').split('\u{C}').collect();
        assert_eq!(pages.len(), 8, "{arguments:?}");
        assert_eq!(text.contains(spoken), expected, "{arguments:?}");
        assert_eq!(text.contains("Page 8 of 8"), expected);
    }
}

#[test]
fn every_goal_makes_eight_slides_also_where_the_book_holds_nothing() {
    let program = Program::new();
    let empty = program.path("empty.levelbook");
    program.done(&["new", &empty]);
    for (book, goals) in [(program.sample(), 12..14), (empty, 3..4)] {
        for goal in goals {
            let file = program.path("goal.html");
            let code = format!("goal-{goal}");
            let told = program.done(&["present", &book, &code, "-o", &file]);
            assert!(told.contains("in eight slides, 8 slides"), "{told}");
        }
    }
}

/// Presses keys in the page itself, and writes what is seen after each into its title.
const PRESS: &str = r#"
window.addEventListener("load", () => {
  const seen = [];
  const press = (key) => {
    document.dispatchEvent(new KeyboardEvent("keydown", { key: key, bubbles: true }));
    const here = document.querySelector(".slide.here");
    const cover = document.getElementById("cover");
    seen.push((document.body.classList.contains("show") ? here.id : "list") + (cover.hidden ? "" : "+" + cover.className));
  };
  for (const key of ["PageDown", "ArrowRight", "b", "PageDown", "b", "PageUp", "Home", "End", "3", "Enter", "Escape", "Enter"]) { press(key); }
  document.body.innerHTML = "<pre id='seen'>" + seen.join(" ") + " errors " + window.faults.length + "</pre>";
});
"#;

#[test]
fn a_story_as_a_page_is_gone_through_by_keys_in_a_browser() {
    let program = Program::new();
    let book = program.sample();
    let file = program.path("goal.html");
    program.done(&["present", &book, "goal-2", "-o", &file]);
    let mut page = std::fs::read_to_string(&file).expect("text");
    assert!(
        !page.contains("http://")
            || page.matches("http://").count() == page.matches("http://www.w3.org/").count()
    );
    assert!(
        !page.contains("https://"),
        "nothing is asked for from outside"
    );
    let before = "<script>window.faults = []; window.addEventListener('error', (e) => window.faults.push(e.message));</script>\n<script>";
    page = page.replacen("<script>", before, 1);
    let _ = write!(page, "<script>{PRESS}</script>");
    let pressed = program.path("pressed.html");
    std::fs::write(&pressed, page).expect("written");
    let profile = format!("--user-data-dir={}", program.path("browser"));
    let address = format!("file://{pressed}");
    let Some(dom) = said(
        "chromium",
        &[
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            &profile,
            "--dump-dom",
            &address,
        ],
    ) else {
        return;
    };
    let seen = dom
        .split("<pre id=\"seen\">")
        .nth(1)
        .and_then(|rest| rest.split("</pre>").next())
        .unwrap_or_default();
    assert_eq!(
        seen,
        "slide-2 slide-3 slide-3+black slide-4+black slide-4 slide-3 slide-1 slide-8 slide-8 slide-3 list slide-3 errors 0"
    );
}

/// What a frozen slide keeps of an answer is the answer itself, of every kind of question about figures.
#[test]
fn every_kind_of_answer_is_read_back_as_it_was_kept() {
    let program = Program::new();
    let reader = Reader::open(program.sample().as_ref()).expect("the book opens");
    let moment = AsOf::parse("2026-11-22T10:15:00Z").expect("a moment");
    for address in [
        "overview?subjects=E12000001",
        "goal?goal=2&subjects=E12000001",
        "profile?subjects=E12000001",
        "trend?indicator=employment-rate&subjects=E12000002",
        "ranking?indicator=employment-rate&areas=region",
        "ranking?indicator=gender-pay-gap&organisations=employer",
        "spread?indicator=employment-rate",
        "relationship?indicator=employment-rate,economic-inactivity-rate&areas=region",
        "map?indicator=employment-rate",
        "coverage?indicator=employment-rate&areas=region",
        "comparison?goal=2&areas=region",
        "gap?goal=2&subjects=E12000001",
        "closing?indicator=employment-rate&subjects=E12000001",
        "inequality?indicator=employment-rate&areas=region",
    ] {
        let question = Question::from_address(address).expect(address);
        let answer = question.answer(&reader).expect(address);
        let kept = answer.kept().expect(address);
        let mut read = Answer::from_kept(&kept, moment).expect(address);
        assert!(read.notes.remove(0).contains("22 November 2026"));
        // Numbers may differ in the last of their sixteen digits, which nothing shows.
        let words = |of: &Answer| {
            let rows: Vec<String> = of
                .rows
                .iter()
                .map(levelbook::questions::Row::shown_with_unit)
                .collect();
            (
                rows,
                of.notes.clone(),
                of.sources.clone(),
                of.spoken.clone(),
            )
        };
        assert_eq!(read.headline, answer.headline);
        assert_eq!(read.question, answer.question);
        assert_eq!(words(&read), words(&answer), "{address}");
        let kind = |of: &Answer| std::mem::discriminant(&of.detail);
        assert_eq!(kind(&read), kind(&answer), "{address}");
    }
    let plans = Question::from_address("plans").expect("an address");
    assert_eq!(plans.answer(&reader).expect("plans").kept(), None);
    assert_eq!(Answer::from_kept("cbf29ce484222325", moment), None);
}

#[test]
fn stories_are_listed_and_an_unknown_one_is_refused_with_the_nearest() {
    let program = Program::new();
    let book = program.sample();
    let list = json(&program.done(&["list", &book, "stories", "--json"]));
    let codes: Vec<&str> = list
        .as_array()
        .into_iter()
        .flatten()
        .map(|story| text(&story["code"]))
        .collect();
    assert!(codes.contains(&"goal-14") && codes.contains(&"this-organisation"));
    let out = program.path("x.pptx");
    let sentence = program.refused(&["present", &book, "goal-22", "-o", &out]);
    assert!(sentence.contains("“goal-2”"), "{sentence}");
    let sentence = program.refused(&["present", &book, "goal-2", "-o", &program.path("x.odp")]);
    assert!(sentence.contains(".pptx, .pdf and .html"), "{sentence}");
    let whole = program.done(&[
        "present",
        &book,
        "this-place",
        "--place",
        "E12000007",
        "-o",
        &out,
    ]);
    assert!(whole.contains("London"), "{whole}");
}
