use std::fmt::Write;

use egui::epaint::{ClippedShape, ColorMode, PathShape, PathStroke, RectShape, Stroke, TextShape};
use egui::{Color32, Mesh, Pos2, Rect, Shape, StrokeKind, Vec2};

use crate::figures::Weight;

/// What a picture says to those who do not see it.
pub(super) struct Words<'a> {
    pub(super) title: &'a str,
    pub(super) description: &'a str,
    /// Before every name inside the picture, so that several can stand on one page.
    pub(super) prefix: &'a str,
}

/// Painted shapes as one SVG document. Text is written as text, a line an element.
pub(super) fn svg_from(shapes: &[ClippedShape], size: Vec2, words: &Words) -> String {
    let mut out = String::with_capacity(64 * 1024);
    let (width, height) = (short(size.x), short(size.y));
    let prefix = words.prefix;
    let _ = writeln!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" role=\"img\" aria-labelledby=\"{prefix}title {prefix}desc\" font-family=\"'Open Sans', 'Segoe UI', Arial, 'Liberation Sans', sans-serif\">"
    );
    let _ = writeln!(
        out,
        "<title id=\"{prefix}title\">{}</title>",
        escaped(words.title)
    );
    let _ = writeln!(
        out,
        "<desc id=\"{prefix}desc\">{}</desc>",
        escaped(words.description)
    );
    let page = Rect::from_min_size(Pos2::ZERO, size);
    let mut clips: Vec<Rect> = Vec::new();
    for clipped in shapes {
        let clip = clipped.clip_rect.intersect(page);
        let bounds = clipped.shape.visual_bounding_rect();
        if !clip.is_positive() {
            continue;
        }
        if clip.contains_rect(bounds) || !bounds.is_finite() {
            write_shape(&mut out, &clipped.shape);
        } else if clip.intersects(bounds) {
            let number = clips.iter().position(|known| *known == clip);
            let number = number.unwrap_or_else(|| {
                clips.push(clip);
                let _ = writeln!(
                    out,
                    "<clipPath id=\"{prefix}clip{}\"><rect {}/></clipPath>",
                    clips.len() - 1,
                    rect_attributes(clip)
                );
                clips.len() - 1
            });
            let _ = writeln!(out, "<g clip-path=\"url(#{prefix}clip{number})\">");
            write_shape(&mut out, &clipped.shape);
            out.push_str("</g>\n");
        }
    }
    out.push_str("</svg>\n");
    out
}

/// A text inside XML: escaped, and without the characters that XML does not allow.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\u{FFFE}' | '\u{FFFF}' => out.push('\u{FFFD}'),
            '\t' | '\n' | '\r' => out.push(' '),
            c if c.is_control() => out.push('\u{FFFD}'),
            c => out.push(c),
        }
    }
    out
}

fn write_shape(out: &mut String, shape: &Shape) {
    match shape {
        Shape::Noop | Shape::Callback(_) | Shape::Band(_) => {}
        Shape::Vec(shapes) => {
            for shape in shapes {
                write_shape(out, shape);
            }
        }
        Shape::Circle(circle) => {
            let _ = writeln!(
                out,
                "<circle cx=\"{}\" cy=\"{}\" r=\"{}\"{}{}/>",
                short(circle.center.x),
                short(circle.center.y),
                short(circle.radius),
                fill(circle.fill),
                stroke(circle.stroke)
            );
        }
        Shape::Ellipse(ellipse) => {
            let _ = writeln!(
                out,
                "<ellipse cx=\"{}\" cy=\"{}\" rx=\"{}\" ry=\"{}\"{}{}/>",
                short(ellipse.center.x),
                short(ellipse.center.y),
                short(ellipse.radius.x),
                short(ellipse.radius.y),
                fill(ellipse.fill),
                stroke(ellipse.stroke)
            );
        }
        Shape::LineSegment { points, stroke: of } => {
            let [from, to] = points;
            if of.width > 0.0 && of.color != Color32::TRANSPARENT {
                let _ = writeln!(
                    out,
                    "<line x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\"{}/>",
                    short(from.x),
                    short(from.y),
                    short(to.x),
                    short(to.y),
                    stroke(*of)
                );
            }
        }
        Shape::Path(path) => write_path(out, path),
        Shape::Rect(rect) => write_rect(out, rect),
        Shape::Text(text) => write_text(out, text),
        Shape::Mesh(mesh) => write_mesh(out, mesh),
        Shape::QuadraticBezier(curve) => {
            let points = curve.flatten(Some(FLAT));
            write_path(
                out,
                &path(points, curve.closed, (curve.fill, &curve.stroke)),
            );
        }
        Shape::CubicBezier(curve) => {
            let points = curve.flatten(Some(FLAT));
            write_path(
                out,
                &path(points, curve.closed, (curve.fill, &curve.stroke)),
            );
        }
    }
}

/// How far a curve's straight pieces may be off, in points.
const FLAT: f32 = 0.1;

fn path(points: Vec<Pos2>, closed: bool, (fill, stroke): (Color32, &PathStroke)) -> PathShape {
    PathShape {
        points,
        closed,
        fill,
        stroke: stroke.clone(),
    }
}

fn write_path(out: &mut String, path: &PathShape) {
    let points: Vec<&Pos2> = path.points.iter().filter(|at| at.is_finite()).collect();
    if points.len() < 2 {
        return;
    }
    out.push_str(if path.closed { "<polygon" } else { "<polyline" });
    out.push_str(" points=\"");
    for (index, at) in points.iter().enumerate() {
        if index > 0 {
            out.push(' ');
        }
        let _ = write!(out, "{},{}", short(at.x), short(at.y));
    }
    out.push('"');
    out.push_str(&fill(path.fill));
    out.push_str(&path_stroke(&path.stroke));
    out.push_str("/>\n");
}

fn path_stroke(of: &PathStroke) -> String {
    match of.color {
        ColorMode::Solid(colour) if of.width > 0.0 => {
            stroke(Stroke::new(of.width, colour)) + " stroke-linejoin=\"round\""
        }
        _ => String::new(),
    }
}

fn write_rect(out: &mut String, shape: &RectShape) {
    let inset = match shape.stroke_kind {
        _ if shape.stroke.width <= 0.0 => 0.0,
        StrokeKind::Inside => shape.stroke.width / 2.0,
        StrokeKind::Middle => 0.0,
        StrokeKind::Outside => -shape.stroke.width / 2.0,
    };
    let radius = f32::from(shape.corner_radius.nw);
    let round = if radius > 0.0 {
        format!(" rx=\"{}\"", short(radius))
    } else {
        String::new()
    };
    let _ = writeln!(
        out,
        "<rect {}{round}{}{}/>",
        rect_attributes(shape.rect.shrink(inset)),
        fill(shape.fill),
        stroke(shape.stroke)
    );
}

/// A line of text an element: a position a glyph would break ligatures.
fn write_text(out: &mut String, text: &TextShape) {
    let Some(format) = text
        .galley
        .job
        .sections
        .first()
        .map(|section| &section.format)
    else {
        return;
    };
    let colour = text
        .override_text_color
        .unwrap_or(if format.color == Color32::PLACEHOLDER {
            text.fallback_color
        } else {
            format.color
        })
        .gamma_multiply(text.opacity_factor);
    let weight = match Weight::of(&format.font_id.family) {
        Weight::Regular => String::new(),
        other => format!(" font-weight=\"{}\"", other.css()),
    };
    for row in &text.galley.rows {
        let words = row.text();
        let Some(first) = row.glyphs.first().filter(|_| !words.trim().is_empty()) else {
            continue;
        };
        let at = text.pos + row.pos.to_vec2() + first.pos.to_vec2();
        let _ = writeln!(
            out,
            "<text x=\"{}\" y=\"{}\" font-size=\"{}\"{weight}{}>{}</text>",
            short(at.x),
            short(at.y),
            short(format.font_id.size),
            fill(colour),
            escaped(&words)
        );
    }
}

/// Triangles of one colour as one path, so that no seam shows between them.
fn write_mesh(out: &mut String, mesh: &Mesh) {
    let mut path = String::new();
    let mut colour = Color32::TRANSPARENT;
    for corners in mesh.indices.chunks_exact(3) {
        let found: Vec<_> = corners
            .iter()
            .filter_map(|index| mesh.vertices.get(*index as usize))
            .collect();
        let [a, b, c] = found.as_slice() else {
            continue;
        };
        if ![a, b, c].iter().all(|corner| corner.pos.is_finite()) {
            continue;
        }
        colour = a.color;
        let turn = (b.pos - a.pos).rot90().dot(c.pos - a.pos);
        let (b, c) = if turn < 0.0 { (c, b) } else { (b, c) };
        let _ = write!(
            path,
            "M{} {}L{} {}L{} {}Z",
            short(a.pos.x),
            short(a.pos.y),
            short(b.pos.x),
            short(b.pos.y),
            short(c.pos.x),
            short(c.pos.y)
        );
    }
    if !path.is_empty() {
        let _ = writeln!(out, "<path d=\"{path}\"{}/>", fill(colour));
    }
}

fn rect_attributes(rect: Rect) -> String {
    format!(
        "x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"",
        short(rect.left()),
        short(rect.top()),
        short(rect.width().max(0.0)),
        short(rect.height().max(0.0))
    )
}

fn fill(colour: Color32) -> String {
    if colour == Color32::TRANSPARENT {
        return " fill=\"none\"".to_owned();
    }
    format!(" fill=\"{}\"{}", hex(colour), opacity("fill", colour))
}

fn stroke(of: Stroke) -> String {
    if of.width <= 0.0 || of.color == Color32::TRANSPARENT {
        return String::new();
    }
    format!(
        " stroke=\"{}\" stroke-width=\"{}\"{}",
        hex(of.color),
        short(of.width),
        opacity("stroke", of.color)
    )
}

pub(super) fn hex(colour: Color32) -> String {
    let [r, g, b, _] = colour.to_srgba_unmultiplied();
    format!("#{r:02x}{g:02x}{b:02x}")
}

fn opacity(of: &str, colour: Color32) -> String {
    if colour.is_opaque() {
        String::new()
    } else {
        format!(" {of}-opacity=\"{}\"", short(f32::from(colour.a()) / 255.0))
    }
}

/// A length with two decimals at most and no needless zeros; never anything but digits.
fn short(length: f32) -> String {
    let length = if length.is_finite() {
        length.clamp(-1e6, 1e6)
    } else {
        0.0
    };
    let text = format!("{length:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    match text {
        "-0" | "" => "0".to_owned(),
        text => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{escaped, short};

    #[test]
    fn lengths_are_short_and_finite() {
        for (length, expected) in [
            (1.0, "1"),
            (1.256, "1.26"),
            (-0.001, "0"),
            (f32::NAN, "0"),
            (f32::INFINITY, "0"),
        ] {
            assert_eq!(short(length), expected);
        }
    }

    #[test]
    fn text_cannot_leave_its_element() {
        assert_eq!(
            escaped("<script>&\"'\u{0}"),
            "&lt;script&gt;&amp;&quot;&#39;\u{FFFD}"
        );
    }
}
