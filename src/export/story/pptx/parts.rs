use std::fmt::Write;

use super::layouts::Layout;
use crate::export::svg::escaped;
use crate::figures::SLIDE;

/// Colours and letters.
pub(super) const THEME: &str = include_str!("../../../../assets/pptx/theme.xml");

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
/// The beginning of the names of kinds of relations.
const KIND: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
/// The names that every part uses.
pub(super) const NAMES: &str = "xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" xmlns:p=\"http://schemas.openxmlformats.org/presentationml/2006/main\"";

/// What the package leads to.
pub(super) const PACKAGE_RELATIONS: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"ppt/presentation.xml\"/><Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/><Relationship Id=\"rId3\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/extended-properties\" Target=\"docProps/app.xml\"/></Relationships>";

/// What a layout leads to.
pub(super) const LAYOUT_RELATIONS: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/slideMaster\" Target=\"../slideMasters/slideMaster1.xml\"/></Relationships>";

/// What the master of notes leads to.
pub(super) const NOTES_MASTER_RELATIONS: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/theme\" Target=\"../theme/theme2.xml\"/></Relationships>";

/// A length in points as the format counts it.
pub(super) fn emu(points: f32) -> i64 {
    (f64::from(points) * 12_700.0).round() as i64
}

/// A part with its first line.
pub(super) fn part(body: &str) -> String {
    format!("{HEAD}{body}")
}

/// Relations by kind and target, numbered from 1.
pub(super) fn relations(all: &[(&str, String)]) -> String {
    let mut out = format!(
        "{HEAD}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
    );
    for (number, (kind, target)) in (1..).zip(all) {
        let _ = write!(
            out,
            "<Relationship Id=\"rId{number}\" Type=\"{KIND}/{kind}\" Target=\"{target}\"/>"
        );
    }
    out.push_str("</Relationships>");
    out
}

/// What kind each part is of.
pub(super) fn content_types(slides: usize) -> String {
    const OFFICE: &str = "application/vnd.openxmlformats-officedocument.presentationml";
    let mut out = format!(
        "{HEAD}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Default Extension=\"png\" ContentType=\"image/png\"/><Default Extension=\"svg\" ContentType=\"image/svg+xml\"/>"
    );
    let mut add = |name: &str, kind: &str| {
        let _ = write!(
            out,
            "<Override PartName=\"/{name}\" ContentType=\"{kind}\"/>"
        );
    };
    let theme = "application/vnd.openxmlformats-officedocument.theme+xml";
    add(
        "ppt/presentation.xml",
        &format!("{OFFICE}.presentation.main+xml"),
    );
    add(
        "ppt/slideMasters/slideMaster1.xml",
        &format!("{OFFICE}.slideMaster+xml"),
    );
    add(
        "ppt/notesMasters/notesMaster1.xml",
        &format!("{OFFICE}.notesMaster+xml"),
    );
    add("ppt/theme/theme1.xml", theme);
    add("ppt/theme/theme2.xml", theme);
    for number in 1..=Layout::ALL.len() {
        add(
            &format!("ppt/slideLayouts/slideLayout{number}.xml"),
            &format!("{OFFICE}.slideLayout+xml"),
        );
    }
    for number in 1..=slides {
        add(
            &format!("ppt/slides/slide{number}.xml"),
            &format!("{OFFICE}.slide+xml"),
        );
        add(
            &format!("ppt/notesSlides/notesSlide{number}.xml"),
            &format!("{OFFICE}.notesSlide+xml"),
        );
    }
    add(
        "docProps/core.xml",
        "application/vnd.openxmlformats-package.core-properties+xml",
    );
    add(
        "docProps/app.xml",
        "application/vnd.openxmlformats-officedocument.extended-properties+xml",
    );
    out.push_str("</Types>");
    out
}

/// Title and language of the file.
pub(super) fn core(title: &str) -> String {
    part(&format!(
        "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>{}</dc:title><dc:creator>Levelbook</dc:creator><dc:language>en-GB</dc:language></cp:coreProperties>",
        escaped(title)
    ))
}

/// What wrote the file.
pub(super) fn app(slides: usize) -> String {
    part(&format!(
        "<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\"><Application>Levelbook</Application><Slides>{slides}</Slides><Notes>{slides}</Notes></Properties>"
    ))
}

/// The list of slides, and their size. A point of ours is a point of the file.
pub(super) fn presentation(slides: usize) -> String {
    let mut list = String::new();
    for number in 0..slides {
        let _ = write!(
            list,
            "<p:sldId id=\"{}\" r:id=\"rId{}\"/>",
            256 + number,
            number + 4
        );
    }
    part(&format!(
        "<p:presentation {NAMES} saveSubsetFonts=\"1\"><p:sldMasterIdLst><p:sldMasterId id=\"2147483648\" r:id=\"rId1\"/></p:sldMasterIdLst><p:notesMasterIdLst><p:notesMasterId r:id=\"rId2\"/></p:notesMasterIdLst><p:sldIdLst>{list}</p:sldIdLst><p:sldSz cx=\"{}\" cy=\"{}\"/><p:notesSz cx=\"6858000\" cy=\"9144000\"/></p:presentation>",
        emu(SLIDE.x),
        emu(SLIDE.y)
    ))
}

/// What the list of slides leads to.
pub(super) fn presentation_relations(slides: usize) -> String {
    let mut all = vec![
        ("slideMaster", "slideMasters/slideMaster1.xml".to_owned()),
        ("notesMaster", "notesMasters/notesMaster1.xml".to_owned()),
        ("theme", "theme/theme1.xml".to_owned()),
    ];
    all.extend((1..=slides).map(|number| ("slide", format!("slides/slide{number}.xml"))));
    relations(&all)
}

/// What the master leads to: its layouts, then the theme.
pub(super) fn master_relations() -> String {
    let mut all: Vec<(&str, String)> = (1..=Layout::ALL.len())
        .map(|number| {
            (
                "slideLayout",
                format!("../slideLayouts/slideLayout{number}.xml"),
            )
        })
        .collect();
    all.push(("theme", "../theme/theme1.xml".to_owned()));
    relations(&all)
}
