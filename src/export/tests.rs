use egui::vec2;

use crate::export::{pdf, png, svg};
use crate::figures::{Figure, Theme, fixtures};

/// Writes pictures to look at where `LEVELBOOK_PICTURES` names a folder.
#[test]
fn pictures_to_look_at() {
    let Ok(folder) = std::env::var("LEVELBOOK_PICTURES") else {
        return;
    };
    let figures = [
        ("trend", fixtures::trend()),
        ("ranking", fixtures::ranking(15)),
        ("comparison", fixtures::comparison(10)),
        ("profile", fixtures::profile()),
        ("goal", fixtures::goal()),
        ("overview", fixtures::overview()),
    ];
    for (name, answer) in figures {
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
            pdf(&text, name).expect("pdf"),
        )
        .expect("written");
    }
}
