use serde::{Deserialize, Serialize};

/// What kind of file it is, told by its bytes and not by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// Separated values: commas, tabs, semicolons, pipes.
    Csv,
    /// Excel workbook, with or without macros.
    Xlsx,
    /// Excel binary workbook.
    Xlsb,
    /// Excel 97 to 2003 workbook.
    Xls,
    /// OpenDocument spreadsheet.
    Ods,
    /// Parquet table.
    Parquet,
    /// Map whose features have properties.
    GeoJson,
}

/// The file that figures were read from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceFile {
    /// File name without folders.
    pub name: String,
    /// Hash of its bytes, 64 hexadecimal digits.
    pub sha256: String,
    /// Size in bytes.
    pub size: u64,
    /// What it is.
    pub format: Format,
}
