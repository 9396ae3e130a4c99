//! How much of a stranger's file is read at most. Every limit is told to the user when it is met.

/// Largest text file, in bytes: whole stores of official figures fit.
pub const TEXT_BYTES: u64 = 2_000_000_000;
/// Largest XLSX, XLSM, XLSB or ODS file, in bytes.
pub const ZIPPED_BYTES: u64 = 200_000_000;
/// Bytes of a zipped workbook above which it is told that the file is large.
pub const LARGE_ZIPPED_BYTES: u64 = 50_000_000;
/// Largest XLS file, in bytes: it is held in memory several times over.
pub const XLS_BYTES: u64 = 64_000_000;
/// Largest map (GeoJSON), in bytes.
pub const MAP_BYTES: u64 = 50_000_000;
/// How deep the values of a map may be nested.
pub const MAP_DEPTH: usize = 64;
/// Points that the outlines of a map may have.
pub const MAP_POINTS: u64 = 5_000_000;
/// Features that a map may have.
pub const MAP_FEATURES: usize = 20_000;
/// Parts that a zipped workbook may have.
pub const ZIP_PARTS: usize = 5_000;
/// Bytes that one part may unpack to, counted and not believed.
pub const ZIP_PART_BYTES: u64 = 300 * 1024 * 1024;
/// Bytes that all parts may unpack to.
pub const ZIP_ALL_BYTES: u64 = 600 * 1024 * 1024;
/// How many times larger than packed a part may be, once it is past [`ZIP_RATIO_FROM`].
pub const ZIP_RATIO: u64 = 200;
/// Bytes below which a part may be packed as tightly as it likes.
pub const ZIP_RATIO_FROM: u64 = 50 * 1024 * 1024;
/// The fewest bytes that one shared text takes; a workbook that claims more texts than would fit lies.
pub const SHARED_TEXT_BYTES: u64 = 5;
/// Bytes of a workbook's list of contents that are looked at.
pub const CONTENTS_BYTES: u64 = 1024 * 1024;
/// Sheets that a workbook may have.
pub const SHEETS: usize = 255;
/// Rows of a sheet: Excel's own limit.
pub const SHEET_ROWS: u32 = 1_048_576;
/// Rows of a sheet in the old format; a sheet of exactly so many was probably cut off when it was saved.
pub const OLD_SHEET_ROWS: u32 = 65_536;
/// Lines of a text file.
pub const TEXT_ROWS: u32 = 10_000_000;
/// Columns of a table: Excel's own limit.
pub const COLUMNS: u32 = 16_384;
/// Filled cells of a file that is read cell by cell.
pub const CELLS: u64 = 50_000_000;
/// Filled cells of an XLS file, and of an ODS file, in which a few bytes may stand for many cells.
pub const BUILT_CELLS: u64 = 5_000_000;
/// How often a row of an ODS file that says it is repeated is read: further ones say nothing new.
pub const REPEATED_ROWS: u32 = 10_000;
/// Filled cells of an ODS file that are not written but said to be repetitions of others; for every cell that is written there may
/// be [`REPEATED_PER_CELL`] more.
pub const REPEATED_CELLS: u64 = 250_000;
/// How many repetitions a cell that is written allows.
pub const REPEATED_PER_CELL: u64 = 100;
/// Filled cells of a file that is read cell by cell, above which it is told that the file is large.
pub const LARGE_CELLS: u64 = 5_000_000;
/// The same for XLS and ODS.
pub const LARGE_BUILT_CELLS: u64 = 1_000_000;
/// Columns of figures that one table may have.
pub const FIGURE_COLUMNS: usize = 2_000;
/// Digits of a number that count; more than a number of the computer's holds are an identifier or a mistake.
pub const DIGITS: usize = 17;
/// Characters of a cell: Excel's own limit. What is longer is cut, with a problem.
pub const CELL_CHARS: usize = 32_767;
/// Bytes of one record of a text file; a quotation mark that is never closed would otherwise swallow the file.
pub const RECORD_BYTES: usize = 1024 * 1024;
/// Lines that one quoted cell may hold before it is pointed out.
pub const QUOTED_LINES: u32 = 50;
/// Quotation marks that are never closed, before a text file is refused.
pub const UNCLOSED_QUOTES: usize = 20;
/// Largest JSON of metadata beside a file, in bytes.
pub const SIDECAR_BYTES: u64 = 2 * 1024 * 1024;
/// Problems of one cause that are listed; further ones are counted.
pub const PROBLEMS_OF_A_CAUSE: u32 = 1_000;
/// Damaged cells after which the rest of a sheet is given up.
pub const DAMAGED_CELLS: u32 = 1_000;
/// Merged ranges that are kept of a sheet.
pub const MERGED_RANGES: usize = 10_000;
/// Characters of a sheet's name.
pub const SHEET_NAME_CHARS: usize = 255;
/// Memory of the process that reads the file, in bytes.
pub const WORKER_MEMORY: usize = 1024 * 1024 * 1024;
/// Seconds without a sign of progress after which that process is ended.
pub const WORKER_SILENCE: u64 = 60;
/// Seconds after which that process is ended in any case.
pub const WORKER_TOTAL: u64 = 600;
/// Bytes of all different texts of a sheet that are kept.
pub const TEXTS_BYTES: usize = 1024 * 1024 * 1024;
/// Problems that are kept of a file; an honest reader lists far fewer.
pub const PROBLEMS: usize = 500_000;
/// Bytes of one message from that process.
pub const FRAME_BYTES: usize = 4 * 1024 * 1024;
/// Bytes that a recipe's file may have.
pub const RECIPE_BYTES: usize = 256 * 1024;
/// How deep the values of a recipe may be nested.
pub const RECIPE_DEPTH: usize = 12;
/// Characters of a recipe's name.
pub const RECIPE_NAME_CHARS: usize = 100;
/// Characters that any other text in a recipe may have.
pub const RECIPE_TEXT_CHARS: usize = 2_000;
/// Entries that a list in a recipe may have.
pub const RECIPE_LIST: usize = 5_000;

#[cfg(test)]
mod tests;
