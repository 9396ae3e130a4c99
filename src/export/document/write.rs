use std::num::NonZeroU16;

use krilla::SerializeSettings;
use krilla::annotation::{Annotation, LinkAnnotation, Target};
use krilla::configure::{Accessibility, ConfigurationBuilder};
use krilla::destination::{Destination, XyzDestination};
use krilla::error::KrillaError;
use krilla::geom::{Point, Rect, Size, Transform};
use krilla::metadata::Metadata;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::{Page, PageSettings};
use krilla::tagging::{
    Artifact, ArtifactType, ContentTag, Identifier, Node, TableHeaderScope, Tag, TagGroup, TagKind,
    TagTree,
};
use krilla_svg::{SurfaceExt, SvgSettings};

use super::{AREA, Document, ExportError, Mark, Placed, Role};
use crate::export::paper::tree;

const LANGUAGE: &str = "en-GB";

/// The document as bytes: by the rules for accessible PDF where that can be, and otherwise, as where a text has letters that our
/// fonts lack, as a tagged PDF all the same.
pub(super) fn pdf(document: &Document) -> Result<Vec<u8>, ExportError> {
    match written(document, true)? {
        Err(KrillaError::Validation(_)) => written(document, false)?,
        written => written,
    }
    .map_err(|fault| ExportError::Picture(format!("{fault:?}")))
}

fn written(
    document: &Document,
    by_the_rules: bool,
) -> Result<Result<Vec<u8>, KrillaError>, ExportError> {
    let mut builder = ConfigurationBuilder::new();
    if by_the_rules {
        builder = builder.with_accessibility_validator(Accessibility::UA1);
    }
    let mut out = krilla::Document::new_with(SerializeSettings {
        configuration: builder.finish().unwrap_or_default(),
        ..SerializeSettings::default()
    });
    let title = if document.title.is_empty() {
        "Figures"
    } else {
        &document.title
    };
    out.set_metadata(
        Metadata::new()
            .title(title.to_owned())
            .language(LANGUAGE.to_owned())
            .creator("Levelbook".to_owned()),
    );
    let too_large = || ExportError::Size {
        width: document.size.x as u32,
        height: document.size.y as u32,
    };
    let mut leaves: Vec<Vec<Identifier>> = document.parts.iter().map(|_| Vec::new()).collect();
    for (number, placed) in document.pages.iter().enumerate() {
        let settings =
            PageSettings::from_wh(document.size.x, document.size.y).ok_or_else(too_large)?;
        let mut page = out.start_page_with(settings);
        let late = document.late(number);
        draw(&mut page, placed.iter().chain(&late), &mut leaves)?;
        link(&mut page, document, placed, &mut leaves);
        page.finish();
    }
    out.set_outline(outline(&document.marks));
    out.set_tag_tree(tags(document, leaves));
    Ok(out.finish())
}

fn draw<'a>(
    page: &mut Page<'_>,
    placed: impl Iterator<Item = &'a Placed>,
    leaves: &mut [Vec<Identifier>],
) -> Result<(), ExportError> {
    let mut surface = page.surface();
    for one in placed {
        let picture = tree(&one.svg)?;
        let part = one.part.and_then(|part| leaves.get_mut(part));
        let tag = match part {
            Some(_) => ContentTag::Other,
            None => ContentTag::Artifact(Artifact::with_kind(ArtifactType::Other)),
        };
        let identifier = surface.start_tagged(tag);
        if let Some(leaves) = part {
            leaves.push(identifier);
        }
        surface.push_transform(&Transform::from_translate(one.rect.left(), one.rect.top()));
        let drawn = Size::from_wh(one.rect.width(), one.rect.height())
            .and_then(|size| surface.draw_svg(&picture, size, SvgSettings::default()));
        surface.pop();
        surface.end_tagged();
        if drawn.is_none() {
            return Err(ExportError::Picture("a page could not be drawn".to_owned()));
        }
    }
    surface.finish();
    Ok(())
}

/// Makes the lines of the contents into links to their headings.
fn link(
    page: &mut Page<'_>,
    document: &Document,
    placed: &[Placed],
    leaves: &mut [Vec<Identifier>],
) {
    for one in placed {
        let Some((part, Role::Link(number))) = one
            .part
            .and_then(|part| Some((part, &document.parts.get(part)?.role)))
        else {
            continue;
        };
        let (Some(mark), Some(leaves)) = (document.marks.get(*number), leaves.get_mut(part)) else {
            continue;
        };
        let Some(rect) = Rect::from_ltrb(
            one.rect.left(),
            one.rect.top(),
            AREA.right(),
            one.rect.bottom(),
        ) else {
            continue;
        };
        let target = Target::Destination(Destination::Xyz(destination(mark)));
        let annotation =
            Annotation::new_link(LinkAnnotation::new(rect, target), Some(mark.text.clone()));
        leaves.push(page.add_tagged_annotation(annotation));
    }
}

fn destination(mark: &Mark) -> XyzDestination {
    XyzDestination::new(
        mark.page,
        Point::from_xy(AREA.left(), (mark.top - 12.0).max(0.0)),
    )
}

/// The listed headings, each below the last one of a higher level.
fn outline(marks: &[Mark]) -> Outline {
    let mut outline = Outline::new();
    let mut open: Option<OutlineNode> = None;
    for mark in marks {
        let node = OutlineNode::new(mark.text.clone(), destination(mark));
        match &mut open {
            Some(above) if mark.level > 2 => above.push_child(node),
            _ => {
                if let Some(done) = open.replace(node) {
                    outline.push_child(done);
                }
            }
        }
    }
    if let Some(last) = open {
        outline.push_child(last);
    }
    outline
}

/// The parts as a tree, each with what stands on the pages of it. A part stands before the parts within it.
fn tags(document: &Document, leaves: Vec<Vec<Identifier>>) -> TagTree {
    let mut groups: Vec<TagGroup> = document
        .parts
        .iter()
        .zip(leaves)
        .map(|(part, leaves)| {
            TagGroup::with_children(
                kind(&part.role),
                leaves.into_iter().map(Node::from).collect(),
            )
        })
        .collect();
    let mut top = Vec::new();
    for part in document.parts.iter().rev() {
        let Some(group) = groups.pop() else { break };
        match part.within.and_then(|within| groups.get_mut(within)) {
            Some(above) => above.children.insert(0, Node::from(group)),
            None => top.push(Node::from(group)),
        }
    }
    top.reverse();
    TagTree::from(top).with_lang(Some(LANGUAGE.to_owned()))
}

fn kind(role: &Role) -> TagKind {
    match role {
        Role::Heading(level, text) => {
            let level = NonZeroU16::new(*level).unwrap_or(NonZeroU16::MIN);
            Tag::Hn(level, Some(text.clone())).into()
        }
        Role::Paragraph => Tag::P.into(),
        Role::Picture(said) => Tag::Figure(Some(said.clone())).into(),
        Role::Table(about) => Tag::Table.with_summary(Some(about.clone())).into(),
        Role::Row => Tag::TR.into(),
        Role::ColumnHeader => Tag::TH(TableHeaderScope::Column).into(),
        Role::RowHeader => Tag::TH(TableHeaderScope::Row).into(),
        Role::Cell => Tag::TD.into(),
        Role::Contents => Tag::TOC.into(),
        Role::ContentsLine => Tag::TOCI.into(),
        Role::Link(_) => Tag::Link.into(),
    }
}
