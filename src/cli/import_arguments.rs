use std::path::PathBuf;

use clap::Args;

/// What `import` takes.
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is an option")]
pub struct ImportArguments {
    /// The book.
    pub book: PathBuf,
    /// Files, or folders of files.
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Read this sheet only (may be repeated).
    #[arg(long = "sheet", value_name = "NAME")]
    pub sheets: Vec<String>,
    /// The row that holds the header.
    #[arg(long, value_name = "ROW")]
    pub header_row: Option<u32>,
    /// What a column holds, by header or letter: `value=Observation` (may be repeated).
    #[arg(long = "column", value_name = "ROLE=NAME")]
    pub columns: Vec<String>,
    /// The period of every figure: `2021/22`.
    #[arg(long)]
    pub period: Option<String>,
    /// What periods such as 2016/17, 202021 or 01/02/2020 are: calendar, financial, academic, month, day-first or
    /// month-first; those written as TEXT only, or all (may be repeated).
    #[arg(long = "period-kind", value_name = "[TEXT=]KIND")]
    pub period_kinds: Vec<String>,
    /// The subject of every figure, by name or code, where no column names one; or for whom a name stands:
    /// `West Midlands=E12000005` (may be repeated).
    #[arg(long = "subject", value_name = "[NAME=]NAME")]
    pub subject: Vec<String>,
    /// Read figures in hidden rows and columns too; a hidden sheet is chosen with --sheet.
    #[arg(long)]
    pub hidden: bool,
    /// Give figures for times after the end of a place to the one that is the same area since.
    #[arg(long)]
    pub successors: bool,
    /// The unit of every figure, or of one indicator's: `Ratio of prices=ratio` (may be repeated).
    #[arg(long = "unit", value_name = "[NAME=]UNIT")]
    pub units: Vec<String>,
    /// The sign before decimals: point or comma.
    #[arg(long, value_name = "SIGN")]
    pub decimal: Option<String>,
    /// What brackets round a number such as (12) mean: negative or plain.
    #[arg(long, value_name = "MEANING")]
    pub brackets: Option<String>,
    /// What a sign in figure cells means: `S=x` (may be repeated).
    #[arg(long = "marker", value_name = "SIGN=STATE", allow_hyphen_values = true)]
    pub markers: Vec<String>,
    /// Name of the indicator, where the file does not say.
    #[arg(long, value_name = "NAME")]
    pub indicator: Option<String>,
    /// What the subjects are: places or organisations.
    #[arg(long, value_name = "KIND")]
    pub subjects: Option<String>,
    /// The goal under which new indicators are placed (may be repeated).
    #[arg(long = "goal", value_name = "N")]
    pub goals: Vec<u32>,
    /// Read it with this recipe; without any, and keeping none, with "none". When not said, one is recognised by the layout.
    #[arg(long, value_name = "NAME|none")]
    pub recipe: Option<String>,
    /// Whether the file is an earlier or a later edition than what is in the book, where its release date does not tell.
    #[arg(long, value_name = "earlier|later")]
    pub edition: Option<String>,
    /// Write the cells that are left out, each with why, to this file (.xlsx or .csv).
    #[arg(long, value_name = "FILE")]
    pub left_out: Option<PathBuf>,
    /// Only say what would be imported: what each column was taken for and why, and one figure of each indicator as it was read.
    #[arg(long)]
    pub check: bool,
    /// Print one JSON object a file.
    #[arg(long)]
    pub json: bool,
}
