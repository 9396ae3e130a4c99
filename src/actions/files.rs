use std::path::Path;

use super::ActionError;
use crate::export;
use crate::figures::{Figure, Look, Theme};
use crate::questions::Answer;

/// Width of a picture for which nobody asked a size, in points.
const NATURAL_WIDTH: f32 = 1056.0;

/// Space around a figure on paper, in points.
const MARGIN: f32 = 24.0;

/// A kind of picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Picture {
    /// Vectors, text as text.
    Svg,
    /// Pixels, so many for a point: 1, 2 or 3.
    Png(u8),
    /// Vectors on a page.
    Pdf,
}

impl Picture {
    fn of(path: &Path, scale: u8) -> Result<Self, ActionError> {
        match ending(path).as_str() {
            "svg" => Ok(Self::Svg),
            "png" => Ok(Self::Png(scale.clamp(1, 3))),
            "pdf" => Ok(Self::Pdf),
            _ => Err(ActionError::UnknownEnding {
                path: path.to_path_buf(),
                known: ".svg, .png and .pdf",
            }),
        }
    }
}

pub(super) fn ending(path: &Path) -> String {
    path.extension()
        .and_then(|ending| ending.to_str())
        .unwrap_or("")
        .to_lowercase()
}

/// The picture of an answer as the bytes of a file. Without a size it is 1,008 points wide and as high as it needs.
pub fn render(
    answer: &Answer,
    kind: Picture,
    size: Option<(u16, u16)>,
    theme: Theme,
) -> Result<Vec<u8>, ActionError> {
    let figure = Figure::of(answer);
    let svg = if let Some((width, height)) = size {
        export::svg(&figure, [f32::from(width), f32::from(height)].into(), theme)
    } else {
        let look = Look {
            theme,
            scale: 1.0,
            with_title: true,
            with_notes: true,
            names: usize::MAX,
        };
        let height = figure.height(NATURAL_WIDTH - 2.0 * MARGIN, &look) + 2.0 * MARGIN;
        export::svg_of(&figure, [NATURAL_WIDTH, height].into(), &look)
    };
    Ok(match kind {
        Picture::Svg => svg.into_bytes(),
        Picture::Png(scale) => export::png(&svg, f32::from(scale))?,
        Picture::Pdf => export::pdf(&svg, &answer.headline, &export::said(answer))?,
    })
}

/// Draws an answer into a file whose ending says which kind; `scale` is pixels for a point, where it is made of pixels.
pub fn draw(
    answer: &Answer,
    path: &Path,
    size: Option<(u16, u16)>,
    scale: u8,
    theme: Theme,
) -> Result<(), ActionError> {
    let bytes = render(answer, Picture::of(path, scale)?, size, theme)?;
    Ok(export::write_beside_and_rename(path, &bytes)?)
}
