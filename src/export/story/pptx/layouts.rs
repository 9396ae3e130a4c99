use std::fmt::Write;

use egui::{Rect, pos2, vec2};

use super::parts::{NAMES, emu, part};

/// How a slide is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Layout {
    /// A figure below its title.
    Figure,
    /// Points of text below a title.
    Text,
    /// The beginning of a section.
    Section,
}

/// A placeholder: what it is, its number, its name, what it says when empty, and the size of its letters.
struct Holder {
    kind: &'static str,
    index: u32,
    name: &'static str,
    prompt: &'static str,
    at: Rect,
    size: f32,
    look: &'static str,
    level: &'static str,
}

impl Layout {
    /// All layouts, in their order in the file.
    pub(super) const ALL: [Self; 3] = [Self::Figure, Self::Text, Self::Section];

    /// Its number in the file.
    pub(super) fn number(self) -> usize {
        match self {
            Self::Figure => 1,
            Self::Text => 2,
            Self::Section => 3,
        }
    }

    fn holders(self) -> Vec<Holder> {
        let title = |at: Rect, size: f32| Holder {
            kind: "title",
            index: 0,
            name: "Title",
            prompt: "The finding in one sentence",
            at,
            size,
            look: "<a:solidFill><a:schemeClr val=\"tx1\"/></a:solidFill>",
            level: " b=\"1\"",
        };
        let body = |index: u32, name: &'static str, at: Rect, size: f32| Holder {
            kind: "body",
            index,
            name,
            prompt: name,
            at,
            size,
            look: MUTED,
            level: "",
        };
        let mut all = match self {
            Self::Figure => vec![
                title(rect(96.0, 60.0, 1728.0, 116.0), 44.0),
                body(
                    1,
                    "Measure and period",
                    rect(96.0, 176.0, 1728.0, 40.0),
                    28.0,
                ),
                Holder {
                    look: "<a:solidFill><a:schemeClr val=\"accent1\"/></a:solidFill>",
                    level: " b=\"1\"",
                    ..body(14, "Remark", rect(96.0, 860.0, 1728.0, 44.0), 28.0)
                },
            ],
            Self::Text => vec![
                title(rect(96.0, 60.0, 1728.0, 116.0), 44.0),
                Holder {
                    look: "<a:solidFill><a:schemeClr val=\"tx1\"/></a:solidFill>",
                    ..body(1, "Points", rect(96.0, 200.0, 1728.0, 700.0), 36.0)
                },
            ],
            Self::Section => vec![
                title(rect(96.0, 400.0, 1728.0, 180.0), 64.0),
                body(1, "About", rect(96.0, 590.0, 1728.0, 200.0), 32.0),
            ],
        };
        all.push(body(13, "Source", rect(96.0, 936.0, 1200.0, 104.0), 20.0));
        all.push(Holder {
            kind: "ftr",
            name: "Goal",
            prompt: "",
            ..body(11, "Goal", rect(1300.0, 1010.0, 460.0, 30.0), 20.0)
        });
        all.push(Holder {
            kind: "sldNum",
            name: "Slide number",
            prompt: "",
            ..body(12, "Slide number", rect(1764.0, 1010.0, 60.0, 30.0), 20.0)
        });
        all
    }

    /// The layout as a part of the file.
    pub(super) fn xml(self) -> String {
        let (name, kind) = match self {
            Self::Figure => ("Figure", " preserve=\"1\" userDrawn=\"1\""),
            Self::Text => ("Text", " type=\"obj\" preserve=\"1\""),
            Self::Section => ("Section", " type=\"secHead\" preserve=\"1\""),
        };
        part(&format!(
            "<p:sldLayout {NAMES}{kind}><p:cSld name=\"{name}\"><p:spTree>{GROUP}{}</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>",
            shapes(&self.holders())
        ))
    }
}

const MUTED: &str = "<a:solidFill><a:srgbClr val=\"5B6670\"/></a:solidFill>";

/// The group that every tree of shapes begins with.
pub(super) const GROUP: &str = "<p:nvGrpSpPr><p:cNvPr id=\"1\" name=\"\"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"0\" cy=\"0\"/><a:chOff x=\"0\" y=\"0\"/><a:chExt cx=\"0\" cy=\"0\"/></a:xfrm></p:grpSpPr>";

/// No space inside a text box, text from the top, lines as close as in the window.
const BOX: &str = "<a:bodyPr lIns=\"0\" tIns=\"0\" rIns=\"0\" bIns=\"0\" anchor=\"t\"><a:normAutofit/></a:bodyPr>";

fn rect(left: f32, top: f32, width: f32, height: f32) -> Rect {
    Rect::from_min_size(pos2(left, top), vec2(width, height))
}

/// Where a shape stands.
pub(super) fn place(at: Rect) -> String {
    format!(
        "<a:xfrm><a:off x=\"{}\" y=\"{}\"/><a:ext cx=\"{}\" cy=\"{}\"/></a:xfrm>",
        emu(at.left()),
        emu(at.top()),
        emu(at.width().max(1.0)),
        emu(at.height().max(1.0))
    )
}

/// The kind and number of a placeholder.
pub(super) fn holder(kind: &str, index: u32) -> String {
    let kind_of = match kind {
        "body" => "type=\"body\" sz=\"quarter\"",
        "title" => "type=\"title\"",
        "ftr" => "type=\"ftr\" sz=\"quarter\"",
        _ => "type=\"sldNum\" sz=\"quarter\"",
    };
    if index == 0 {
        format!("<p:ph {kind_of}/>")
    } else {
        format!("<p:ph {kind_of} idx=\"{index}\"/>")
    }
}

fn shapes(holders: &[Holder]) -> String {
    let mut out = String::new();
    for (id, one) in (2..).zip(holders) {
        let text = if one.kind == "sldNum" {
            "<a:p><a:fld id=\"{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}\" type=\"slidenum\"><a:rPr lang=\"en-GB\"/><a:t>‹#›</a:t></a:fld></a:p>".to_owned()
        } else {
            format!(
                "<a:p><a:r><a:rPr lang=\"en-GB\"/><a:t>{}</a:t></a:r></a:p>",
                one.prompt
            )
        };
        let align = match one.kind {
            "ftr" | "sldNum" => " algn=\"r\"",
            _ => "",
        };
        let bullet = if one.name == "Points" {
            " marL=\"457200\" indent=\"-457200\"><a:lnSpc><a:spcPct val=\"95000\"/></a:lnSpc><a:spcBef><a:spcPts val=\"1600\"/></a:spcBef><a:buFont typeface=\"Arial\"/><a:buChar char=\"•\"/>"
        } else {
            " marL=\"0\" indent=\"0\"><a:lnSpc><a:spcPct val=\"95000\"/></a:lnSpc><a:spcBef><a:spcPts val=\"0\"/></a:spcBef><a:buNone/>"
        };
        let _ = write!(
            out,
            "<p:sp><p:nvSpPr><p:cNvPr id=\"{id}\" name=\"{}\"/><p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr><p:nvPr>{}</p:nvPr></p:nvSpPr><p:spPr>{}</p:spPr><p:txBody>{BOX}<a:lstStyle><a:lvl1pPr{align}{bullet}<a:defRPr sz=\"{}\"{}>{}<a:latin typeface=\"+mn-lt\"/></a:defRPr></a:lvl1pPr></a:lstStyle>{text}</p:txBody></p:sp>",
            one.name,
            holder(one.kind, one.index),
            place(one.at),
            (one.size * 100.0) as i32,
            one.level,
            one.look,
        );
    }
    out
}

/// The master that all layouts follow.
pub(super) fn master() -> String {
    let mut layouts = String::new();
    for number in 1..=Layout::ALL.len() {
        let _ = write!(
            layouts,
            "<p:sldLayoutId id=\"{}\" r:id=\"rId{number}\"/>",
            2_147_483_648_u64 + number as u64
        );
    }
    let mut holders = Layout::Text.holders();
    holders.retain(|one| one.index != 13);
    let levels = |size: u32| -> String {
        (1..=5)
            .map(|level| {
                format!(
                    "<a:lvl{level}pPr><a:defRPr sz=\"{size}\"><a:solidFill><a:schemeClr val=\"tx1\"/></a:solidFill><a:latin typeface=\"+mn-lt\"/></a:defRPr></a:lvl{level}pPr>"
                )
            })
            .collect::<Vec<String>>()
            .concat()
    };
    part(&format!(
        "<p:sldMaster {NAMES}><p:cSld><p:bg><p:bgPr><a:solidFill><a:schemeClr val=\"bg1\"/></a:solidFill><a:effectLst/></p:bgPr></p:bg><p:spTree>{GROUP}{}</p:spTree></p:cSld><p:clrMap bg1=\"lt1\" tx1=\"dk1\" bg2=\"lt2\" tx2=\"dk2\" accent1=\"accent1\" accent2=\"accent2\" accent3=\"accent3\" accent4=\"accent4\" accent5=\"accent5\" accent6=\"accent6\" hlink=\"hlink\" folHlink=\"folHlink\"/><p:sldLayoutIdLst>{layouts}</p:sldLayoutIdLst><p:txStyles><p:titleStyle><a:lvl1pPr><a:defRPr sz=\"4400\" b=\"1\"><a:solidFill><a:schemeClr val=\"tx1\"/></a:solidFill><a:latin typeface=\"+mj-lt\"/></a:defRPr></a:lvl1pPr></p:titleStyle><p:bodyStyle>{}</p:bodyStyle><p:otherStyle>{}</p:otherStyle></p:txStyles></p:sldMaster>",
        shapes(&holders),
        levels(3600),
        levels(2000)
    ))
}

/// The master of pages of notes: the slide above, the notes below.
pub(super) fn notes_master() -> String {
    part(&format!(
        "<p:notesMaster {NAMES}><p:cSld><p:bg><p:bgPr><a:solidFill><a:schemeClr val=\"bg1\"/></a:solidFill><a:effectLst/></p:bgPr></p:bg><p:spTree>{GROUP}<p:sp><p:nvSpPr><p:cNvPr id=\"2\" name=\"Slide\"/><p:cNvSpPr><a:spLocks noGrp=\"1\" noRot=\"1\" noChangeAspect=\"1\"/></p:cNvSpPr><p:nvPr><p:ph type=\"sldImg\" idx=\"2\"/></p:nvPr></p:nvSpPr><p:spPr><a:xfrm><a:off x=\"685800\" y=\"685800\"/><a:ext cx=\"5486400\" cy=\"3086100\"/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></p:spPr></p:sp><p:sp><p:nvSpPr><p:cNvPr id=\"3\" name=\"Notes\"/><p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr><p:nvPr><p:ph type=\"body\" sz=\"quarter\" idx=\"3\"/></p:nvPr></p:nvSpPr><p:spPr><a:xfrm><a:off x=\"685800\" y=\"4000500\"/><a:ext cx=\"5486400\" cy=\"4457700\"/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></p:spPr><p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:r><a:rPr lang=\"en-GB\"/><a:t>Notes</a:t></a:r></a:p></p:txBody></p:sp></p:spTree></p:cSld><p:clrMap bg1=\"lt1\" tx1=\"dk1\" bg2=\"lt2\" tx2=\"dk2\" accent1=\"accent1\" accent2=\"accent2\" accent3=\"accent3\" accent4=\"accent4\" accent5=\"accent5\" accent6=\"accent6\" hlink=\"hlink\" folHlink=\"folHlink\"/><p:notesStyle><a:lvl1pPr><a:defRPr sz=\"1200\"/></a:lvl1pPr></p:notesStyle></p:notesMaster>"
    ))
}
