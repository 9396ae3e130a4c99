use super::{StoryFile, layer_svg};
use crate::export::ExportError;
use crate::export::document::{Document, Leaf};
use crate::figures::{FaceBody, SlideLayer};

/// The story as a PDF: one page a slide, its title a heading, its picture with what is said in its place.
pub fn story_pdf(story: &StoryFile) -> Result<Vec<u8>, ExportError> {
    let leaves = story.pages.iter().map(|page| Leaf {
        title: page.face.title.clone(),
        said: matches!(page.face.body, FaceBody::Figure(_)).then(|| page.said()),
        head: layer_svg(page, SlideLayer::Head),
        body: layer_svg(page, SlideLayer::Body),
        foot: layer_svg(page, SlideLayer::Foot),
    });
    Document::of_slides(&story.title, leaves).finish()
}
