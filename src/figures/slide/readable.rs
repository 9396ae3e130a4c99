//! What is read from the back of a room, measured on what is painted: letters in pixels, and how many names a picture carries.

use std::collections::BTreeSet;

use egui::{Rect, Shape, Vec2, pos2, vec2};

use super::{Face, FaceBody, NAMES, SLIDE, SlideLayer};
use crate::domain::{Plan, Reveal};
use crate::figures::{Figure, Theme, fixtures};
use crate::questions::{
    Answer, Contribution, Detail, Need, NeedLine, Part, PlanLine, PlanProgress, Planned,
    QuestionKind, Row, RowRole,
};

/// Size in pixels and words of every text of a layer.
fn texts(face: &Face, size: Vec2, theme: Theme, layer: SlideLayer) -> Vec<(f32, String)> {
    let context = egui::Context::default();
    context.set_fonts(crate::figures::fonts());
    let page = Rect::from_min_size(pos2(0.0, 0.0), size);
    let input = egui::RawInput {
        screen_rect: Some(page),
        ..egui::RawInput::default()
    };
    let mut output = context.run_ui(input, |ui| {
        face.paint_layer(ui, page, theme, Reveal::Remark, layer);
    });
    output.textures_delta.clear();
    let mut found = Vec::new();
    let mut left: Vec<Shape> = output.shapes.into_iter().map(|one| one.shape).collect();
    while let Some(shape) = left.pop() {
        match shape {
            Shape::Vec(all) => left.extend(all),
            Shape::Text(text) => {
                let job = &text.galley.job;
                let sizes = job.sections.iter().map(|part| part.format.font_id.size);
                found.push((sizes.fold(f32::MAX, f32::min), job.text.clone()));
            }
            _ => {}
        }
    }
    found
}

fn face(answer: &Answer) -> Face {
    Face {
        title: "Poorer pupils in Bradford are 24 points behind".to_owned(),
        subtitle: "Pupils absent for a tenth of the school year or more (%)".to_owned(),
        body: FaceBody::Figure(Box::new(Figure::of(answer))),
        remark: "What happened here in these years?".to_owned(),
        warning: String::new(),
        goal: "Goal 2: Successful school years".to_owned(),
        number: 4,
    }
}

/// One period of regions, which a trend shows as dots with names.
fn of_one_period() -> Answer {
    let mut answer = fixtures::trend();
    let period = answer.rows[0].period;
    answer.rows.retain(|row| row.period == period);
    answer.rows.truncate(1);
    for number in 0..11 {
        let mut row = fixtures::row(&format!("Region {number}"), "Rate", "%", f64::from(number));
        (row.role, row.period) = (RowRole::Crowd, period);
        answer.rows.push(row);
    }
    answer
}

fn plans(count: usize, needs: u32) -> Answer {
    let mut answer = fixtures::profile();
    answer.question.kind = QuestionKind::Plans;
    answer.rows.truncate(count);
    let name = "The Society for the Promotion of Evening Classes and Apprenticeships";
    let line = |_| PlanLine {
        plan: Plan::of(
            "A1",
            name,
            "Pay for evening classes of everybody who asks for them",
        ),
        organisation: name.to_owned(),
        place: String::new(),
        measure: "People who finish an evening class in their own town".to_owned(),
        baseline: "0".to_owned(),
        target: "100".to_owned(),
        latest: "40".to_owned(),
        latest_when: "2025".to_owned(),
        latest_from: "reported".to_owned(),
        progress: PlanProgress::NotMeasured,
        share: None,
        notes: Vec::new(),
        remarks: Vec::new(),
    };
    let need = |goal| NeedLine {
        goal,
        name: format!("Goal of number {goal}"),
        need: if goal > 10 { Need::High } else { Need::Low },
        worse: 1,
        judged: 3,
        plans: 0,
        who: Vec::new(),
    };
    answer.detail = Detail::Plans(Box::new(Planned {
        plans: (0..count).map(line).collect(),
        needs: (1..=needs).map(need).collect(),
        ..Planned::default()
    }));
    answer
}

fn contribution() -> Answer {
    let mut answer = fixtures::coverage(2);
    let goals: Vec<(u32, String)> = (1..=14)
        .map(|n| (n, format!("Goal of number {n}")))
        .collect();
    let subject = |n: usize| (format!("O{n}"), format!("Organisation {n}"));
    answer.detail = Detail::Contribution(Contribution {
        cells: vec![
            vec![
                Part {
                    plans: 2,
                    ..Part::default()
                };
                goals.len()
            ];
            20
        ],
        goals,
        organisations: (0..20).map(subject).collect(),
        more: 0,
    });
    answer
}

/// Every kind of figure with more to name than a slide may.
fn all() -> Vec<(&'static str, Answer)> {
    vec![
        ("trend", fixtures::trend()),
        ("trend of one period", of_one_period()),
        ("ranking of nine", fixtures::ranking(9)),
        ("ranking of many", fixtures::ranking(117)),
        ("comparison", fixtures::comparison(12)),
        ("spread of nine", fixtures::spread_of(9)),
        ("spread of many", fixtures::spread_of(300)),
        ("gap of nine", fixtures::gap(9)),
        ("gap of many", fixtures::gap(40)),
        ("closing of nine", fixtures::closing(9)),
        ("closing of many", fixtures::closing(40)),
        ("inequality", fixtures::inequality(9)),
        ("relationship", fixtures::relationship(60)),
        ("map", fixtures::map()),
        ("coverage of nine", fixtures::coverage(9)),
        ("coverage of many", fixtures::coverage(40)),
        ("goal", fixtures::goal()),
        ("profile", fixtures::profile()),
        ("overview", fixtures::overview()),
        ("plans", plans(6, 0)),
        ("need and action", plans(3, 14)),
        ("contribution", contribution()),
    ]
}

#[test]
fn letters_are_as_large_as_they_must_be_in_front_of_a_room() {
    let mut small = Vec::new();
    for (name, answer) in all() {
        let face = face(&answer);
        for (size, share) in [(SLIDE, 1.0), (vec2(1024.0, 768.0), 768.0 / 1080.0)] {
            for theme in [Theme::Light, Theme::Dark] {
                for (layer, least) in [
                    (SlideLayer::Head, 28.0),
                    (SlideLayer::Body, 24.0),
                    (SlideLayer::Foot, 20.0),
                ] {
                    let found = texts(&face, size, theme, layer);
                    assert!(!found.is_empty(), "{name}: {layer:?}");
                    for (letters, text) in &found {
                        let is_title = *text == face.title;
                        let least = if is_title { 36.0 } else { least };
                        if letters / share < least - 0.1 {
                            small.push(format!("{name}, {size}: {text:?} {}", letters / share));
                        }
                    }
                }
            }
        }
    }
    assert!(small.is_empty(), "{small:#?}");
}

/// How many texts of a picture are names of rows, whole or cut.
fn named(
    answer: &Answer,
    shown: &[(f32, String)],
    name: impl Fn(&Row) -> &str,
) -> BTreeSet<String> {
    let names: BTreeSet<&str> = answer.rows.iter().map(name).collect();
    let is_name = |text: &str| {
        names.iter().any(|name| {
            let cut = text.strip_suffix('…').map(str::trim_end);
            let rest = text.strip_prefix(*name);
            cut.is_some_and(|cut| !cut.is_empty() && name.starts_with(cut))
                || rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
        })
    };
    let texts = shown.iter().map(|(_, text)| text);
    texts.filter(|text| is_name(text)).cloned().collect()
}

#[test]
fn a_slide_carries_eight_names_at_most_and_one_at_least() {
    let mut wrong = Vec::new();
    for (kind, answer) in all() {
        let face = face(&answer);
        for size in [SLIDE, vec2(1024.0, 768.0)] {
            let shown = texts(&face, size, Theme::Light, SlideLayer::Body);
            let subjects = named(&answer, &shown, |row| row.subject.as_str());
            let indicators = named(&answer, &shown, |row| row.indicator_short.as_str());
            let tiles = ["overview", "plans", "need and action", "contribution"];
            let none = subjects.is_empty() && indicators.is_empty() && !tiles.contains(&kind);
            if none || subjects.len() > NAMES || indicators.len() > NAMES {
                wrong.push(format!("{kind}, {size}: {subjects:?} {indicators:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
