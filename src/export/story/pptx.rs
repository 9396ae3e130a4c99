mod layouts;
mod parts;
mod slide;

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::result::ZipError;
use zip::write::SimpleFileOptions;

use super::{StoryFile, layer_svg};
use crate::export::ExportError;
use crate::export::paper::{outlined, png};
use crate::figures::{FaceBody, SlideLayer};

/// Pixels for a point of the picture that stands in where a program does not know SVG.
const PIXELS: f32 = 1.5;

/// The story as a PowerPoint file: titles, texts, sources, numbers and notes in placeholders, each chart as SVG with a picture of
/// pixels to stand in, and what is said in its place.
pub fn story_pptx(story: &StoryFile) -> Result<Vec<u8>, ExportError> {
    let mut package = Package::default();
    let slides = story.pages.len();
    package.text("[Content_Types].xml", &parts::content_types(slides))?;
    package.text("_rels/.rels", parts::PACKAGE_RELATIONS)?;
    package.text("docProps/core.xml", &parts::core(&story.title))?;
    package.text("docProps/app.xml", &parts::app(slides))?;
    package.text("ppt/presentation.xml", &parts::presentation(slides))?;
    package.text(
        "ppt/_rels/presentation.xml.rels",
        &parts::presentation_relations(slides),
    )?;
    package.text("ppt/theme/theme1.xml", parts::THEME)?;
    package.text("ppt/theme/theme2.xml", parts::THEME)?;
    package.text("ppt/slideMasters/slideMaster1.xml", &layouts::master())?;
    package.text(
        "ppt/slideMasters/_rels/slideMaster1.xml.rels",
        &parts::master_relations(),
    )?;
    for (number, layout) in (1..).zip(layouts::Layout::ALL) {
        package.text(
            &format!("ppt/slideLayouts/slideLayout{number}.xml"),
            &layout.xml(),
        )?;
        package.text(
            &format!("ppt/slideLayouts/_rels/slideLayout{number}.xml.rels"),
            parts::LAYOUT_RELATIONS,
        )?;
    }
    package.text(
        "ppt/notesMasters/notesMaster1.xml",
        &layouts::notes_master(),
    )?;
    package.text(
        "ppt/notesMasters/_rels/notesMaster1.xml.rels",
        parts::NOTES_MASTER_RELATIONS,
    )?;
    for (number, page) in (1..).zip(&story.pages) {
        let is_figure = matches!(page.face.body, FaceBody::Figure(_));
        if is_figure {
            let (_, svg) = layer_svg(page, SlideLayer::Body);
            package.bytes(&format!("ppt/media/chart{number}.png"), &png(&svg, PIXELS)?)?;
            package.text(&format!("ppt/media/chart{number}.svg"), &outlined(&svg)?)?;
        }
        package.text(
            &format!("ppt/slides/slide{number}.xml"),
            &slide::slide(page),
        )?;
        package.text(
            &format!("ppt/slides/_rels/slide{number}.xml.rels"),
            &slide::relations_of(page, number),
        )?;
        package.text(
            &format!("ppt/notesSlides/notesSlide{number}.xml"),
            &slide::notes(page),
        )?;
        package.text(
            &format!("ppt/notesSlides/_rels/notesSlide{number}.xml.rels"),
            &slide::notes_relations(number),
        )?;
    }
    package.finish()
}

/// The parts of the file on their way into one archive.
#[derive(Default)]
struct Package {
    archive: Option<ZipWriter<Cursor<Vec<u8>>>>,
}

impl Package {
    fn text(&mut self, name: &str, text: &str) -> Result<(), ExportError> {
        self.bytes(name, text.as_bytes())
    }

    /// Every part bears the same date, so that the same story gives the same bytes.
    fn bytes(&mut self, name: &str, bytes: &[u8]) -> Result<(), ExportError> {
        let archive = self
            .archive
            .get_or_insert_with(|| ZipWriter::new(Cursor::new(Vec::new())));
        let options = SimpleFileOptions::default().last_modified_time(zip::DateTime::default());
        archive
            .start_file(name, options)
            .and_then(|()| Ok(archive.write_all(bytes)?))
            .map_err(|fault| failed(&fault))
    }

    fn finish(self) -> Result<Vec<u8>, ExportError> {
        let Some(archive) = self.archive else {
            return Ok(Vec::new());
        };
        let done = archive.finish().map_err(|fault| failed(&fault))?;
        Ok(done.into_inner())
    }
}

fn failed(fault: &ZipError) -> ExportError {
    ExportError::Slides(fault.to_string())
}
