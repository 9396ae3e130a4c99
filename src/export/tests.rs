mod truthful;

use egui::{Rect, Vec2, pos2, vec2};

use crate::domain::State;
use crate::export::{ReportContents, ReportGoal, pdf, png, report, svg};
use crate::figures::{Figure, Style, Theme, fixtures};
use crate::questions::{Answer, Part, Row};

/// Every kind of figure, and the hard cases of each.
fn answers() -> Vec<(&'static str, Answer)> {
    let mut long = fixtures::trend();
    for row in &mut long.rows {
        row.subject = format!("{} with Bournemouth, Christchurch and Poole", row.subject);
    }
    vec![
        ("trend", fixtures::trend()),
        ("trend with long names", long),
        ("ranking", fixtures::ranking(15)),
        ("ranking of two", fixtures::ranking(2)),
        ("ranking of 400", fixtures::ranking(400)),
        ("comparison", fixtures::comparison(10)),
        ("comparison of two", fixtures::comparison(2)),
        ("comparison of 400", fixtures::comparison(400)),
        ("spread of two", fixtures::spread_of(2)),
        ("spread of nine", fixtures::spread_of(9)),
        ("spread of 400", fixtures::spread_of(400)),
        ("spread of 4,000", fixtures::spread_of(4000)),
        ("relationship of two", fixtures::relationship(2)),
        ("relationship of 400", fixtures::relationship(400)),
        ("map", fixtures::map()),
        ("gap of one", fixtures::gap(1)),
        ("gaps of nine", fixtures::gap(9)),
        ("gaps of 400", fixtures::gap(400)),
        ("closing of one", fixtures::closing(1)),
        ("closings of nine", fixtures::closing(9)),
        ("closings of 400", fixtures::closing(400)),
        ("inequality of nine", fixtures::inequality(9)),
        ("inequality of 400", fixtures::inequality(400)),
        ("coverage of two", fixtures::coverage(2)),
        ("coverage of three", fixtures::coverage(3)),
        ("inequality of two", fixtures::inequality(2)),
        ("gaps of two", fixtures::gap(2)),
        ("closings of two", fixtures::closing(2)),
        ("coverage of 60", fixtures::coverage(60)),
        ("profile", fixtures::profile()),
        ("goal", fixtures::goal()),
        ("overview", fixtures::overview()),
    ]
}

/// Few and many of what is not among them.
fn few_and_many() -> Vec<(&'static str, Answer)> {
    vec![
        ("trend of two", fixtures::trend_of(0)),
        ("trend of 400", fixtures::trend_of(400)),
        ("coverage of 400", fixtures::coverage(400)),
        ("plans of two", plans(2)),
        ("plans of 400", plans(400)),
        ("contribution of two", contribution(2)),
        ("contribution of 400", contribution(400)),
    ]
}

fn plans(count: usize) -> Answer {
    let share = |index: usize| (!index.is_multiple_of(3)).then_some(index as f64 / count as f64);
    let lines = (0..count).map(|index| fixtures::plan(index, share(index)));
    fixtures::plans(lines.collect())
}

/// What so many organisations have for 14 goals.
fn contribution(count: usize) -> Answer {
    let part = |line: usize, goal: usize| Part {
        measures: (line + goal) % 3,
        plans: (line * goal) % 4 / 2 * 11,
        evidence: goal % 2,
    };
    let line = |line: usize| (0..14).map(|goal| part(line, goal)).collect();
    fixtures::contribution((0..count).map(line).collect())
}

const SIZES: [Vec2; 3] = [
    vec2(640.0, 400.0),
    vec2(1008.0, 600.0),
    vec2(1920.0, 1080.0),
];

/// The texts of a picture with what they cover.
fn texts(svg: &str) -> Vec<(String, Rect)> {
    let attribute = |tag: &str, name: &str| -> f32 {
        let key = format!(" {name}=\"");
        tag.split_once(&key)
            .and_then(|(_, rest)| rest.split_once('"'))
            .and_then(|(value, _)| value.parse().ok())
            .unwrap_or(400.0)
    };
    svg.split("<text")
        .skip(1)
        .filter_map(|part| part.split_once("</text>"))
        .filter_map(|(element, _)| element.split_once('>'))
        .map(|(tag, text)| {
            let text = text
                .replace("&#39;", "'")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&");
            let size = attribute(tag, "font-size");
            let style = match attribute(tag, "font-weight") as u16 {
                600 => Style::semibold(size),
                700 => Style::bold(size),
                _ => Style::regular(size),
            };
            let left = attribute(tag, "x");
            let base = attribute(tag, "y");
            let rect = Rect::from_min_max(
                pos2(left, base - size * 0.72),
                pos2(left + style.width(&text), base + size * 0.02),
            );
            (text, rect)
        })
        .collect()
}

#[test]
fn labels_stay_in_the_page_and_apart_at_every_size() {
    for (name, answer) in answers().into_iter().chain(few_and_many()) {
        for size in SIZES {
            let page = Rect::from_min_size(pos2(0.0, 0.0), size);
            let found = texts(&svg(&Figure::of(&answer), size, Theme::Light));
            assert!(found.len() > 8, "{name} at {size}");
            for (index, (text, rect)) in found.iter().enumerate() {
                assert!(
                    page.expand(1.0).contains_rect(*rect),
                    "{name} at {size}: “{text}” leaves the page: {rect:?}"
                );
                for (other, cover) in found.iter().skip(index + 1) {
                    assert!(
                        !rect.shrink(0.8).intersects(cover.shrink(0.8)),
                        "{name} at {size}: “{text}” lies on “{other}”: {rect:?} {cover:?}"
                    );
                }
            }
        }
    }
}

#[test]
fn the_numbers_of_the_table_stand_in_the_picture() {
    let all = |row: &Row| vec![row.shown(), row.subject.clone()];
    for (answer, wanted) in [
        (fixtures::ranking(15), all as fn(&Row) -> Vec<String>),
        (fixtures::comparison(2), |row| vec![row.shown()]),
        (fixtures::profile(), |row| vec![row.shown()]),
    ] {
        let svg = svg(&Figure::of(&answer), vec2(1400.0, 900.0), Theme::Light);
        let said: Vec<String> = texts(&svg).into_iter().map(|(text, _)| text).collect();
        assert!(said.contains(&answer.headline), "{}", answer.headline);
        assert!(svg.contains("<title"));
        for row in &answer.rows {
            for text in wanted(row) {
                let found = said
                    .iter()
                    .any(|line| *line == text || line.starts_with(&text) || line.ends_with(&text));
                let rule = row.role == crate::questions::RowRole::Benchmark;
                assert!(
                    found || rule,
                    "“{text}” of {} is not in the picture",
                    row.subject
                );
            }
        }
        assert!(said.iter().any(|line| line.starts_with("Source: ")));
    }
    let svg = svg(
        &Figure::of(&fixtures::trend()),
        vec2(1008.0, 600.0),
        Theme::Light,
    );
    for text in [
        "England", "76.0%", "Bradford", "69.7%", "2004", "2023", "[x]", "[b]", "2013",
    ] {
        assert!(svg.contains(&format!(">{text}</text>")), "{text}");
    }
}

#[test]
fn a_withheld_figure_is_neither_drawn_nor_counted() {
    let mut answer = fixtures::ranking(3);
    let before = texts(&svg(
        &Figure::of(&answer),
        vec2(1008.0, 600.0),
        Theme::Light,
    ))
    .len();
    let circles = |answer: &Answer| {
        svg(&Figure::of(answer), vec2(1008.0, 600.0), Theme::Light)
            .matches("<circle")
            .count()
    };
    let dots = circles(&answer);
    let mut row = fixtures::withheld(answer.rows[1].clone(), State::Confidential);
    row.subject = "Withheld".to_owned();
    row.rank = None;
    answer.rows.push(row);
    assert_eq!(circles(&answer), dots, "no dot is added");
    let after = texts(&svg(
        &Figure::of(&answer),
        vec2(1008.0, 600.0),
        Theme::Light,
    ));
    assert!(after.len() > before, "it is listed all the same");
    assert!(after.iter().any(|(text, _)| text == "[c]"));
    assert!(
        !after.iter().any(|(text, _)| text == "0"),
        "the axis does not reach for zero"
    );
}

#[test]
fn hostile_numbers_and_texts_never_end_the_program() {
    let hostile = [
        f64::NAN,
        f64::INFINITY,
        f64::NEG_INFINITY,
        1e300,
        -1e300,
        1e15,
        -1e15,
        1e-300,
        0.0,
    ];
    for (name, mut answer) in answers() {
        for (index, row) in answer.rows.iter_mut().enumerate() {
            let number = |shift: usize| hostile.get((index + shift) % hostile.len()).copied();
            if let Some(reading) = number(0).and_then(crate::domain::Reading::number) {
                row.reading = reading;
            }
            row.lower = number(1);
            row.upper = number(2);
            row.benchmark = number(3);
            row.difference = number(4);
            row.subject = "\u{202E}<script>&\0\n".repeat(index % 50 * 400);
            if let Some(spread) = &mut row.spread {
                spread.values.extend(hostile);
                spread.quarter = f64::NAN;
                spread.mad = f64::INFINITY;
            }
        }
        let picture = svg(&Figure::of(&answer), vec2(800.0, 500.0), Theme::Dark);
        assert!(
            !picture.contains("NaN") && !picture.contains("inf\""),
            "{name}"
        );
        assert!(!picture.contains("<script"), "{name}");
        png(&picture, 0.5).expect(name);
    }
}

#[test]
fn a_picture_is_png_and_pdf_with_text() {
    let text = svg(
        &Figure::of(&fixtures::trend()),
        vec2(640.0, 400.0),
        Theme::Light,
    );
    let image = png(&text, 2.0).expect("a png");
    let pixels = resvg::tiny_skia::Pixmap::decode_png(&image).expect("decoded");
    assert_eq!((pixels.width(), pixels.height()), (1280, 800));
    let page = pdf(&text, "A title", "A finding").expect("a pdf");
    assert!(page.starts_with(b"%PDF"));
    let holds = |needle: &[u8]| page.windows(needle.len()).any(|window| window == needle);
    assert!(
        holds(b"OpenSans") && holds(b"/ToUnicode"),
        "text stays text"
    );
    assert!(png("<svg", 1.0).is_err());
    assert!(png(&text, 1000.0).is_err());
}

#[test]
fn a_report_stands_by_itself_and_says_what_is_missing() {
    let contents = ReportContents {
        across: Vec::new(),
        book: "West <Yorkshire>".to_owned(),
        date: "22 November 2026".to_owned(),
        framework: "Levelling Up Goals".to_owned(),
        subject: "Bradford".to_owned(),
        overview: Some(fixtures::overview()),
        goals: vec![
            ReportGoal {
                number: 2,
                name: "Successful school years".to_owned(),
                answers: vec![fixtures::goal(), fixtures::trend(), fixtures::comparison(3)],
                ..ReportGoal::default()
            },
            ReportGoal {
                number: 7,
                name: "Widening access to savings and credit".to_owned(),
                ..ReportGoal::default()
            },
        ],
    };
    let page = report(&contents);
    assert!(page.starts_with("<!DOCTYPE html>\n<html lang=\"en-GB\">"));
    assert_eq!(page.matches("<h1>").count(), 1);
    assert_eq!(page.matches("<figure>").count(), 4);
    assert_eq!(page.matches("<table>").count(), 4);
    assert!(page.contains("scope=\"col\"") && page.contains("scope=\"row\""));
    assert!(page.contains("This book holds no figures for this goal yet."));
    assert!(page.contains("West &lt;Yorkshire&gt;"));
    for forbidden in ["<script", "<link", "<img", "href=\"http", "src=\""] {
        assert!(!page.contains(forbidden), "{forbidden}");
    }
    let ids: Vec<&str> = page
        .split(" id=\"")
        .skip(1)
        .filter_map(|part| part.split('"').next())
        .collect();
    let unique: std::collections::HashSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), unique.len(), "every name is there once");
}

/// Writes pictures to look at where `LEVELBOOK_PICTURES` names a folder.
#[test]
fn pictures_to_look_at() {
    let Ok(folder) = std::env::var("LEVELBOOK_PICTURES") else {
        return;
    };
    for (name, answer) in answers() {
        let name = name.replace(' ', "-");
        let figure = Figure::of(&answer);
        for (size, theme) in [
            (vec2(1008.0, 600.0), Theme::Light),
            (vec2(1008.0, 600.0), Theme::Dark),
            (vec2(640.0, 400.0), Theme::Light),
            (vec2(1920.0, 1080.0), Theme::Contrast),
        ] {
            let text = svg(&figure, size, theme);
            let path = format!("{folder}/{name}-{}-{}", size.x, theme.code());
            std::fs::write(format!("{path}.svg"), &text).expect("written");
            std::fs::write(format!("{path}.png"), png(&text, 1.0).expect("png")).expect("written");
        }
        let text = svg(&figure, vec2(1008.0, 600.0), Theme::Light);
        std::fs::write(
            format!("{folder}/{name}.pdf"),
            pdf(&text, &name, &name).expect("pdf"),
        )
        .expect("written");
    }
}
