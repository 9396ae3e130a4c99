use std::fmt::Write;

use super::{StoryFile, StoryPage, slide_svg};
use crate::export::report::tables;
use crate::export::svg::escaped;
use crate::figures::fonts;

const STYLE: &str = include_str!("../../../assets/story.css");
const SCRIPT: &str = include_str!("../../../assets/story.js");

/// The weights of our letters, as the pictures name them.
const WEIGHTS: [(&str, u16); 3] = [
    ("Open Sans", 400),
    ("Open Sans SemiBold", 600),
    ("Open Sans Bold", 700),
];

/// The story as one HTML file that needs nothing besides: shown slide by slide with the keys of a clicker, and, after Esc, as a
/// list with every figure as a table. The speaker's notes stand in the list and are opened by hand.
pub fn story_html(story: &StoryFile) -> String {
    let mut out = String::with_capacity(2 * 1024 * 1024);
    let title = escaped(&story.title);
    let _ = writeln!(
        out,
        "<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; font-src data:; img-src data:\">\n<link rel=\"icon\" href=\"data:,\">\n<title>{title}</title>\n<style>"
    );
    letters(&mut out);
    let _ = writeln!(
        out,
        "{STYLE}</style>\n</head>\n<body>\n<header>\n<h1>{title}</h1>\n<p>{}</p>\n<p class=\"keys\">Show: Enter. Next: Page Down, →, Space. Back: Page Up, ←. Black: B. Slide 3: 3, Enter. This list: Esc.</p>\n</header>\n<main id=\"slides\">",
        escaped(&story.date)
    );
    for (number, page) in (1..).zip(&story.pages) {
        slide(&mut out, page, number, story.pages.len());
    }
    let _ = writeln!(
        out,
        "</main>\n<div id=\"cover\" hidden></div>\n<script>\n{SCRIPT}</script>\n</body>\n</html>"
    );
    out
}

fn slide(out: &mut String, page: &StoryPage, number: usize, of: usize) {
    let title = escaped(&page.face.title);
    let _ = writeln!(
        out,
        "<section class=\"slide\" id=\"slide-{number}\" aria-label=\"Slide {number} of {of}: {title}\" tabindex=\"-1\">\n<h2>{title}</h2>\n<div class=\"picture\">\n{}</div>",
        slide_svg(page, &format!("s{number}-"))
    );
    let notes = page.all_notes();
    if !notes.is_empty() {
        out.push_str("<details class=\"beside\"><summary>Notes and sources</summary>\n");
        for note in notes {
            let _ = writeln!(out, "<p>{}</p>", escaped(&note));
        }
        out.push_str("</details>\n");
    }
    if let Some(answer) = page.answer().filter(|answer| !answer.rows.is_empty()) {
        out.push_str(
            "<details class=\"beside\"><summary>The figures as a table</summary>\n<div class=\"table\">\n",
        );
        tables::write(out, &tables::of(answer));
        out.push_str("</div>\n</details>\n");
    }
    out.push_str("</section>\n");
}

/// Our letters inside the file, so that it looks the same on every machine.
fn letters(out: &mut String) {
    let definitions = fonts();
    for (name, weight) in WEIGHTS {
        if let Some(font) = definitions.font_data.get(name) {
            let _ = writeln!(
                out,
                "@font-face {{ font-family: 'Open Sans'; font-weight: {weight}; src: url(data:font/ttf;base64,{}); }}",
                base64(font.font.as_ref().as_ref())
            );
        }
    }
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let all = three
            .iter()
            .chain(&[0; 2])
            .take(3)
            .fold(0_u32, |all, byte| all << 8 | u32::from(*byte));
        for place in 0..4_usize {
            let letter = LETTERS.get((all >> (18 - 6 * place)) as usize & 63);
            out.push(match letter {
                Some(letter) if place <= three.len() => char::from(*letter),
                _ => '=',
            });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::base64;

    #[test]
    fn bytes_become_letters() {
        for (bytes, expected) in [
            ("", ""),
            ("M", "TQ=="),
            ("Ma", "TWE="),
            ("Man", "TWFu"),
            ("light work.", "bGlnaHQgd29yay4="),
        ] {
            assert_eq!(base64(bytes.as_bytes()), expected);
        }
    }
}
