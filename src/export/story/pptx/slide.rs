use std::fmt::Write;

use egui::Rect;

use super::layouts::{GROUP, Layout, holder, place};
use super::parts::{NAMES, part, relations};
use crate::export::story::StoryPage;
use crate::export::svg::escaped;
use crate::figures::{FaceBody, SlideLayout};

fn layout_of(page: &StoryPage) -> Layout {
    match page.face.body {
        FaceBody::Figure(_) => Layout::Figure,
        FaceBody::Text(_) | FaceBody::Unanswered(_) => Layout::Text,
        FaceBody::Section(_) => Layout::Section,
    }
}

/// Shapes of a slide, numbered as they come.
struct Shapes {
    out: String,
    id: u32,
}

impl Shapes {
    fn text(
        &mut self,
        name: &str,
        (kind, index): (&str, u32),
        at: Rect,
        lines: &[String],
        size: Option<f32>,
    ) {
        self.id += 1;
        let size = size.map_or(String::new(), |size| {
            format!(" sz=\"{}\"", (size * 100.0) as i32)
        });
        let mut paragraphs = lines
            .iter()
            .map(|line| {
                format!(
                    "<a:p><a:r><a:rPr lang=\"en-GB\"{size}/><a:t>{}</a:t></a:r></a:p>",
                    escaped(line)
                )
            })
            .collect::<Vec<String>>()
            .concat();
        if paragraphs.is_empty() {
            "<a:p><a:endParaRPr lang=\"en-GB\"/></a:p>".clone_into(&mut paragraphs);
        }
        let _ = write!(
            self.out,
            "<p:sp><p:nvSpPr><p:cNvPr id=\"{}\" name=\"{name}\"/><p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr><p:nvPr>{}</p:nvPr></p:nvSpPr><p:spPr>{}</p:spPr><p:txBody><a:bodyPr/><a:lstStyle/>{paragraphs}</p:txBody></p:sp>",
            self.id,
            holder(kind, index),
            place(at)
        );
    }

    fn picture(&mut self, at: Rect, said: &str) {
        self.id += 1;
        let _ = write!(
            self.out,
            "<p:pic><p:nvPicPr><p:cNvPr id=\"{}\" name=\"Chart\" descr=\"{}\"/><p:cNvPicPr><a:picLocks noChangeAspect=\"1\"/></p:cNvPicPr><p:nvPr/></p:nvPicPr><p:blipFill><a:blip r:embed=\"rId3\"><a:extLst><a:ext uri=\"{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}\"><asvg:svgBlip xmlns:asvg=\"http://schemas.microsoft.com/office/drawing/2016/SVG/main\" r:embed=\"rId4\"/></a:ext></a:extLst></a:blip><a:stretch><a:fillRect/></a:stretch></p:blipFill><p:spPr>{}<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></p:spPr></p:pic>",
            self.id,
            escaped(said),
            place(at)
        );
    }

    /// A thin line between the picture and what stands below it: decoration.
    fn rule(&mut self, layout: &SlideLayout) {
        self.id += 1;
        let at = Rect::from_min_max(
            egui::pos2(layout.foot.left(), layout.foot.top() - 8.0),
            egui::pos2(layout.number.right(), layout.foot.top() - 7.0),
        );
        let _ = write!(
            self.out,
            "<p:cxnSp><p:nvCxnSpPr><p:cNvPr id=\"{}\" name=\"Rule\"/><p:cNvCxnSpPr/><p:nvPr userDrawn=\"1\"/></p:nvCxnSpPr><p:spPr>{}<a:prstGeom prst=\"line\"><a:avLst/></a:prstGeom><a:ln w=\"12700\"><a:solidFill><a:srgbClr val=\"D9DDE1\"/></a:solidFill></a:ln></p:spPr></p:cxnSp>",
            self.id,
            place(at).replace(&format!("cy=\"{}\"", super::parts::emu(1.0)), "cy=\"0\"")
        );
    }

    fn number(&mut self, at: Rect, number: usize) {
        self.id += 1;
        let _ = write!(
            self.out,
            "<p:sp><p:nvSpPr><p:cNvPr id=\"{}\" name=\"Slide number\"/><p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr><p:nvPr>{}</p:nvPr></p:nvSpPr><p:spPr>{}</p:spPr><p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:fld id=\"{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}\" type=\"slidenum\"><a:rPr lang=\"en-GB\"/><a:t>{number}</a:t></a:fld></a:p></p:txBody></p:sp>",
            self.id,
            holder("sldNum", 12),
            place(at)
        );
    }
}

/// A slide as a part of the file.
pub(super) fn slide(page: &StoryPage) -> String {
    let face = &page.face;
    let layout = face.layout();
    let mut shapes = Shapes {
        out: String::new(),
        id: 1,
    };
    let title = [face.title.clone()];
    shapes.text(
        "Title",
        ("title", 0),
        layout.title,
        &title,
        Some(layout.title_size),
    );
    match &face.body {
        FaceBody::Figure(_) => {
            if !face.subtitle.is_empty() {
                let subtitle = [face.subtitle.clone()];
                shapes.text(
                    "Measure and period",
                    ("body", 1),
                    layout.subtitle,
                    &subtitle,
                    None,
                );
            }
            shapes.picture(layout.body, &page.said());
            if !face.remark.is_empty() {
                let remark = [face.remark.clone()];
                shapes.text("Remark", ("body", 14), layout.remark, &remark, None);
            }
        }
        FaceBody::Text(points) => {
            let size = face.text_size();
            shapes.text("Points", ("body", 1), layout.body, points, size);
        }

        FaceBody::Unanswered(why) => {
            let points = [why.clone()];
            shapes.text("Points", ("body", 1), layout.body, &points, None);
        }
        FaceBody::Section(about) => {
            let at = Rect::from_min_max(
                layout.title.left_bottom() + egui::vec2(0.0, 24.0),
                egui::pos2(layout.title.right(), layout.foot.top() - 24.0),
            );
            shapes.text("About", ("body", 1), at, std::slice::from_ref(about), None);
        }
    }
    shapes.rule(&layout);
    if !layout.foot_lines.is_empty() {
        let lines = layout.foot_lines.clone();
        shapes.text("Source", ("body", 13), layout.foot, &lines, None);
    }
    let (mut goal, number) = layout
        .number
        .split_left_right_at_x(layout.number.right() - 44.0);
    goal.min.x -= 60.0;
    if !face.goal.is_empty() {
        let goal_text = [face.goal.clone()];
        shapes.text("Goal", ("ftr", 11), goal, &goal_text, None);
    }
    shapes.number(number, face.number);
    part(&format!(
        "<p:sld {NAMES}><p:cSld><p:spTree>{GROUP}{}</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sld>",
        shapes.out
    ))
}

/// What a slide leads to: its layout, its notes, and both pictures of its chart.
pub(super) fn relations_of(page: &StoryPage, number: usize) -> String {
    let layout = layout_of(page).number();
    let mut all = vec![
        (
            "slideLayout",
            format!("../slideLayouts/slideLayout{layout}.xml"),
        ),
        (
            "notesSlide",
            format!("../notesSlides/notesSlide{number}.xml"),
        ),
    ];
    if matches!(page.face.body, FaceBody::Figure(_)) {
        all.push(("image", format!("../media/chart{number}.png")));
        all.push(("image", format!("../media/chart{number}.svg")));
    }
    relations(&all)
}

/// The notes of a slide as a part of the file.
pub(super) fn notes(page: &StoryPage) -> String {
    let paragraphs = page
        .all_notes()
        .iter()
        .map(|line| {
            format!(
                "<a:p><a:r><a:rPr lang=\"en-GB\"/><a:t>{}</a:t></a:r></a:p>",
                escaped(line)
            )
        })
        .collect::<Vec<String>>()
        .concat();
    let paragraphs = if paragraphs.is_empty() {
        "<a:p><a:endParaRPr lang=\"en-GB\"/></a:p>".to_owned()
    } else {
        paragraphs
    };
    part(&format!(
        "<p:notes {NAMES}><p:cSld><p:spTree>{GROUP}<p:sp><p:nvSpPr><p:cNvPr id=\"2\" name=\"Slide\"/><p:cNvSpPr><a:spLocks noGrp=\"1\" noRot=\"1\" noChangeAspect=\"1\"/></p:cNvSpPr><p:nvPr><p:ph type=\"sldImg\" idx=\"2\"/></p:nvPr></p:nvSpPr><p:spPr/></p:sp><p:sp><p:nvSpPr><p:cNvPr id=\"3\" name=\"Notes\"/><p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr><p:nvPr><p:ph type=\"body\" sz=\"quarter\" idx=\"3\"/></p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/>{paragraphs}</p:txBody></p:sp></p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:notes>"
    ))
}

/// What the notes lead to.
pub(super) fn notes_relations(number: usize) -> String {
    relations(&[
        ("notesMaster", "../notesMasters/notesMaster1.xml".to_owned()),
        ("slide", format!("../slides/slide{number}.xml")),
    ])
}
