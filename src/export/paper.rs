use std::sync::{Arc, LazyLock};

use egui::vec2;
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree, fontdb};

use super::ExportError;
use super::document::Document;

/// Most pixels that a picture may have.
const MOST_PIXELS: u64 = 120_000_000;

/// Our fonts, read once: what the window shows is what the paper shows, whatever is installed.
static FONTS: LazyLock<Arc<fontdb::Database>> = LazyLock::new(|| {
    let mut database = fontdb::Database::new();
    let definitions = crate::figures::fonts();
    for font in definitions.font_data.values() {
        database.load_font_data(font.font.as_ref().as_ref().to_vec());
    }
    database.set_sans_serif_family("Open Sans");
    database.set_serif_family("Open Sans");
    database.set_monospace_family("Open Sans");
    Arc::new(database)
});

pub(super) fn tree(svg: &str) -> Result<Tree, ExportError> {
    let options = Options {
        fontdb: Arc::clone(&FONTS),
        font_family: "Open Sans".to_owned(),
        ..Options::default()
    };
    Tree::from_str(svg, &options).map_err(|fault| ExportError::Picture(fault.to_string()))
}

fn drawn(svg: &str, scale: f32) -> Result<Pixmap, ExportError> {
    let tree = tree(svg)?;
    let width = (tree.size().width() * scale).round() as u32;
    let height = (tree.size().height() * scale).round() as u32;
    let too_large = u64::from(width) * u64::from(height) > MOST_PIXELS;
    let mut pixels = Some((width, height))
        .filter(|_| !too_large)
        .and_then(|(width, height)| Pixmap::new(width, height))
        .ok_or(ExportError::Size { width, height })?;
    resvg::render(
        &tree,
        Transform::from_scale(scale, scale),
        &mut pixels.as_mut(),
    );
    Ok(pixels)
}

/// The picture with its letters as shapes, so that it looks the same where our fonts are not installed.
pub(super) fn outlined(svg: &str) -> Result<String, ExportError> {
    Ok(tree(svg)?.to_string(&resvg::usvg::WriteOptions::default()))
}

/// The picture as PNG; `scale` is pixels for a point: 1, 2 or 3.
pub fn png(svg: &str, scale: f32) -> Result<Vec<u8>, ExportError> {
    drawn(svg, scale)?
        .encode_png()
        .map_err(|fault| ExportError::Picture(fault.to_string()))
}

/// The picture as width, height and four bytes a pixel, as a clipboard takes it. The ground is opaque, so red, green and blue
/// are not multiplied by anything.
pub fn pixels(svg: &str, scale: f32) -> Result<(usize, usize, Vec<u8>), ExportError> {
    let pixels = drawn(svg, scale)?;
    Ok((
        pixels.width() as usize,
        pixels.height() as usize,
        pixels.take(),
    ))
}

/// The picture as a PDF of one page. Text can be selected and searched, and `said` is read aloud in place of the picture.
pub fn pdf(svg: &str, title: &str, said: &str) -> Result<Vec<u8>, ExportError> {
    let size = tree(svg)?.size();
    Document::of_picture(title, svg, vec2(size.width(), size.height()), said).finish()
}
