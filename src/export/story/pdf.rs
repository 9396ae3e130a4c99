use super::{StoryFile, StoryPage, layer_svg};
use crate::export::ExportError;
use crate::export::document::{Document, Leaf};
use crate::figures::{FaceBody, SlideLayer};

/// The story as a PDF: one page a slide, its title a heading, its picture with what is said in its place.
pub fn story_pdf(story: &StoryFile) -> Result<Vec<u8>, ExportError> {
    Document::of_slides(&story.title, story.pages.iter().map(leaf)).finish()
}

/// The story as a PDF to print: each slide at the head of an upright page, with the speaker's notes below it.
pub fn story_handout(story: &StoryFile) -> Result<Vec<u8>, ExportError> {
    let pages = story.pages.iter();
    let leaves = pages.map(|page| {
        let own = page.own_notes().map(str::to_owned).collect();
        (leaf(page), own, page.notes_on_figures())
    });
    let foot = format!("{}. {}", story.title, story.date);
    Document::of_slides_with_notes((&story.title, &foot), leaves).finish()
}

fn leaf(page: &StoryPage) -> Leaf {
    Leaf {
        title: page.face.title.clone(),
        said: matches!(page.face.body, FaceBody::Figure(_)).then(|| page.said()),
        head: layer_svg(page, SlideLayer::Head),
        body: layer_svg(page, SlideLayer::Body),
        foot: layer_svg(page, SlideLayer::Foot),
    }
}
