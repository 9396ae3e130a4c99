//! Binary workbooks: the bytes of one of their parts, in a container around them.

use levelbook::import::WorkerProgram;

use super::{import, zipped};

const TYPES: &[u8] = br#"<Types><Override PartName="/xl/workbook.bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/></Types>"#;
const RELATIONS: &[u8] = br#"<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.bin"/></Relationships>"#;

/// The sheet, the texts, the workbook or the formats, as the first byte says; the other parts are sound.
pub(crate) fn xlsb(bytes: &[u8], worker: &WorkerProgram) {
    let mut parts: [&[u8]; 4] = [
        include_bytes!("../seeds/xlsb/a-row-and-a-column-that-are-hidden"),
        include_bytes!("../seeds/xlsb/a-list-of-texts"),
        include_bytes!("../seeds/xlsb/a-workbook"),
        include_bytes!("../seeds/xlsb/formats"),
    ];
    let Some((which, _)) = bytes.split_first() else {
        return;
    };
    if let Some(part) = parts.get_mut(usize::from(which % 4)) {
        *part = bytes;
    }
    let [sheet, texts, workbook, formats] = parts.map(|part| part.get(1..).unwrap_or_default());
    let container = zipped(&[
        ("[Content_Types].xml", TYPES),
        ("xl/workbook.bin", workbook),
        ("xl/_rels/workbook.bin.rels", RELATIONS),
        ("xl/styles.bin", formats),
        ("xl/sharedStrings.bin", texts),
        ("xl/worksheets/sheet1.bin", sheet),
    ]);
    import("a.xlsb", &container, worker);
}
