use super::{Grid, Hidden, Problem, SourceFile};

/// A file as cells, before anything is known of their meaning.
#[derive(Clone, Debug, PartialEq)]
pub struct Workbook {
    /// The file.
    pub file: SourceFile,
    /// Its sheets, hidden ones among them; a text file has one sheet of the file's name.
    pub sheets: Vec<Sheet>,
    /// What was noticed while reading, such as macros that were not looked at or a damaged part. What concerns a whole sheet
    /// or the whole file stands at row and column 1.
    pub problems: Vec<Problem>,
    /// Text of the JSON of metadata that lies beside the file, where there is one.
    pub sidecar: Option<String>,
}

/// One sheet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// False for a hidden sheet, which is listed but not read unless it is asked for.
    pub visible: bool,
    /// Its cells.
    pub grid: Grid,
    /// Ranges that are shown as one cell; the text stands in the first of each.
    pub merged: Vec<MergedRange>,
    /// Rows and columns that are not shown; figures in them are not read unless they are asked for.
    pub hidden: Hidden,
    /// Text of the metadata beside the file of an archive that it comes from, where there is one.
    pub sidecar: Option<String>,
}

/// Cells that are shown as one, rows and columns from 0, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MergedRange {
    /// First row.
    pub first_row: u32,
    /// First column.
    pub first_column: u32,
    /// Last row.
    pub last_row: u32,
    /// Last column.
    pub last_column: u32,
}
