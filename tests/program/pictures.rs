//! Pictures as files: well formed, searchable, read aloud, and the same in a browser as in our own pixels.

use levelbook::actions::{self, Picture};
use levelbook::figures::Theme;
use quick_xml::events::Event;
use resvg::tiny_skia::Pixmap;

use crate::exports::answers;
use crate::outside::said;
use crate::running::Program;

/// The texts of an SVG, in order; its title first. Fails where it is not well formed.
fn texts(svg: &str) -> Vec<String> {
    let mut reader = quick_xml::Reader::from_str(svg);
    reader.config_mut().check_end_names = true;
    let mut found: Vec<String> = Vec::new();
    let mut depth = 0;
    loop {
        match reader.read_event().expect("well formed") {
            Event::Start(_) => {
                depth += 1;
                found.push(String::new());
            }
            Event::End(_) => {
                depth -= 1;
                found.push(String::new());
            }
            Event::Text(text) => {
                if let Some(last) = found.last_mut() {
                    last.push_str(&text.decode().expect("text"));
                }
            }
            Event::GeneralRef(name) => {
                let name = name.decode().expect("text");
                let sign = match name.as_ref() {
                    "amp" => '&',
                    "lt" => '<',
                    "gt" => '>',
                    "quot" => '"',
                    "#39" => '\'',
                    other => panic!("&{other};"),
                };
                if let Some(last) = found.last_mut() {
                    last.push(sign);
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(depth, 0);
    found.retain(|text| !text.trim().is_empty());
    found
}

/// A text without its breaks: a line ends where a page or a picture has no more room.
fn in_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn pictures_of_every_kind_say_what_the_answer_says() {
    let program = Program::new();
    let book = program.sample();
    for (address, answer) in answers(&book) {
        let render = |kind| actions::render(&answer, kind, None, Theme::Light).expect("a picture");
        let svg = String::from_utf8(render(Picture::Svg)).expect("text");
        let found = texts(&svg);
        assert_eq!(found[0], answer.headline, "{address}");
        let all = in_one_line(&found.join(" "));
        assert!(
            all.matches(&in_one_line(&answer.headline)).count() > 1,
            "{address}: {all}"
        );
        assert!(
            svg.contains("role=\"img\"") && svg.contains("<desc"),
            "{address}"
        );

        let file = program.path("picture.pdf");
        std::fs::write(&file, render(Picture::Pdf)).expect("written");
        let Some(text) = said("pdftotext", &[&file, "-"]) else {
            continue;
        };
        let text = in_one_line(&text);
        assert!(
            text.contains(&in_one_line(&answer.headline)),
            "{address}: {text}"
        );
        let about = said("pdfinfo", &[&file]).unwrap_or_default();
        assert!(
            about.contains("Tagged:") && about.contains("yes"),
            "{about}"
        );
        assert!(about.contains("Title:"), "{about}");
        let aloud = said("pdfinfo", &["-struct", &file]).unwrap_or_default();
        assert!(aloud.contains("Figure"), "{address}: {aloud}");
    }
}

#[test]
fn the_figures_of_a_ranking_stand_in_its_picture() {
    let program = Program::new();
    let book = program.sample();
    let (_, answer) = answers(&book)
        .into_iter()
        .find(|(address, _)| address.starts_with("ranking?indicator=employment-rate&areas"))
        .expect("a ranking");
    let svg = actions::render(&answer, Picture::Svg, None, Theme::Light).expect("a picture");
    let found = texts(&String::from_utf8(svg).expect("text"));
    for row in answer.rows.iter().filter(|row| row.rank.is_some()) {
        for text in [row.shown(), row.subject.clone()] {
            assert!(found.contains(&text), "{text}");
        }
    }
    let file = program.path("ranking.pdf");
    let pdf = actions::render(&answer, Picture::Pdf, None, Theme::Light).expect("a page");
    std::fs::write(&file, pdf).expect("written");
    if let Some(text) = said("pdftotext", &[&file, "-"]) {
        assert!(text.contains("Yorkshire and The Humber"), "{text}");
    }
}

/// Pixels of which a colour differs by more than a quarter, in a hundred: edges of letters are smoothed in different ways.
fn differing_percent(one: &Pixmap, other: &Pixmap) -> f64 {
    assert_eq!((one.width(), one.height()), (other.width(), other.height()));
    let pairs = one.pixels().iter().zip(other.pixels());
    let differing = pairs.filter(|(a, b)| {
        let far = |a: u8, b: u8| a.abs_diff(b) > 64;
        far(a.red(), b.red()) || far(a.green(), b.green()) || far(a.blue(), b.blue())
    });
    differing.count() as f64 * 100.0 / one.pixels().len() as f64
}

#[test]
fn a_browser_draws_what_our_pixels_show() {
    let program = Program::new();
    let book = program.sample();
    for asked in [
        "ranking?indicator=employment-rate&areas=region",
        "trend?indicator=employment-rate&subjects=E12000003",
        "goal?goal=5&subjects=E12000003",
    ] {
        let [svg, png, shot] = ["a.svg", "a.png", "shot.png"].map(|name| program.path(name));
        for file in [&svg, &png] {
            program.done(&[
                "draw", &book, asked, "-o", file, "--size", "1008x600", "--scale", "1",
            ]);
        }
        let arguments = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--hide-scrollbars",
            "--force-device-scale-factor=1",
            "--window-size=1008,600",
            &format!("--user-data-dir={}", program.path("browser")),
            &format!("--screenshot={shot}"),
            &format!("file://{svg}"),
        ];
        if said("chromium", &arguments).is_none() {
            return;
        }
        let ours = Pixmap::load_png(&png).expect("a picture");
        let theirs = Pixmap::load_png(&shot).expect("a picture");
        let differing = differing_percent(&ours, &theirs);
        println!("{asked}: {differing:.2} of 100 pixels differ");
        assert!(
            differing < 2.5,
            "{asked}: {differing:.2} of 100 pixels differ"
        );
    }
}

#[test]
fn a_picture_has_as_many_pixels_as_were_asked_for() {
    let program = Program::new();
    let book = program.sample();
    for scale in ["1", "2", "3"] {
        let file = program.path("scaled.png");
        let asked = "ranking?indicator=employment-rate&areas=region";
        program.done(&[
            "draw", &book, asked, "-o", &file, "--size", "640x400", "--scale", scale,
        ]);
        let drawn = Pixmap::load_png(&file).expect("a picture");
        let times: u32 = scale.parse().expect("a number");
        assert_eq!((drawn.width(), drawn.height()), (640 * times, 400 * times));
    }
}
