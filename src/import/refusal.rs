use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::message::{Explain, Message};

/// Why what stands in a file cannot be read as a table. It comes from the process that reads the file, so it holds plain texts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Refusal {
    /// No bytes at all.
    Empty,
    /// Bytes, but neither text nor a kind of file that is known.
    NotText,
    /// A web page under a spreadsheet's name.
    WebPage,
    /// Encrypted; only its password opens it.
    Password,
    /// A known kind of file that is not read here.
    Foreign {
        /// What it is, with its article: `a PDF document`.
        what: String,
        /// What to do instead, in one sentence.
        instead: String,
    },
    /// Past a limit.
    TooLarge {
        /// What there is too much of, and the limit, as a clause: `it has more than 255 sheets`.
        what: String,
    },
    /// Cut off or broken.
    Damaged {
        /// What is wrong, as a clause.
        what: String,
        /// The technical text behind it.
        details: String,
    },
    /// Made to overwhelm its reader.
    Hostile {
        /// What it claims, as a clause.
        what: String,
    },
    /// A workbook without a sheet that holds cells.
    NoSheets,
}

/// Why a file was not read.
#[derive(Debug, Error)]
pub enum ReadError {
    /// There is no such file.
    #[error("{file} was not found")]
    NotFound {
        /// The file as it was named.
        file: String,
    },
    /// A folder, or something else that is no file.
    #[error("{file} is not a file")]
    NotAFile {
        /// The file as it was named.
        file: String,
    },
    /// The system does not let it be read.
    #[error("{file} cannot be opened")]
    Unreadable {
        /// The file as it was named.
        file: String,
        /// What the system says.
        #[source]
        source: std::io::Error,
    },
    /// What stands in it is not a table that can be read.
    #[error("{file} was refused")]
    Refused {
        /// The file's name.
        file: String,
        /// Why.
        refusal: Refusal,
    },
    /// The process that reads files did not start.
    #[error("the reading process did not start")]
    NoWorker {
        /// What the system says.
        #[source]
        source: std::io::Error,
    },
    /// The process that read it ended before it was done.
    #[error("{file} ended its reader")]
    WorkerDied {
        /// The file's name.
        file: String,
        /// How it ended.
        details: String,
    },
    /// It took too long.
    #[error("{file} took too long")]
    TooSlow {
        /// The file's name.
        file: String,
        /// Seconds after which it was given up.
        seconds: u64,
    },
    /// The user stopped it.
    #[error("reading was stopped")]
    Cancelled,
}

impl Explain for ReadError {
    fn explain(&self) -> Message {
        match self {
            Self::NotFound { file } => Message::new(
                format!("There is no file {file}."),
                "Check the name and the folder.",
            ),
            Self::NotAFile { file } => Message::new(
                format!("{file} is a folder or a device, not a file."),
                "Name the files in it one by one.",
            ),
            Self::Unreadable { file, source } => Message::new(
                format!("{file} cannot be opened."),
                "Close it in other programs, check that you may read it, and try again.",
            )
            .with_details(source.to_string()),
            Self::Refused { file, refusal } => refusal.explain_for(file),
            Self::NoWorker { source } => Message::new(
                "The part of Levelbook that reads files did not start.",
                "Start Levelbook again; if that does not help, install it again.",
            )
            .with_details(source.to_string()),
            Self::WorkerDied { file, details } => Message::new(
                format!("{file} is too big or damaged: reading it failed."),
                "Open it in a spreadsheet program, keep the sheets that you need, save it as CSV or XLSX, and import that.",
            )
            .with_details(details.clone()),
            Self::TooSlow { file, seconds } => Message::new(
                format!("{file} was given up after {seconds} seconds without an end in sight."),
                "Open it in a spreadsheet program, save it as CSV, and import that.",
            ),
            Self::Cancelled => Message::new("Reading was stopped.", ""),
        }
    }
}

impl Refusal {
    /// Whether the other files of an archive can be read all the same.
    pub(super) fn is_of_one_part(&self) -> bool {
        !matches!(self, Self::TooLarge { .. } | Self::Hostile { .. })
    }

    /// Cut off after so many bytes.
    pub(super) fn breaks_off(bytes: u64, details: String) -> Self {
        let bytes = super::outlet::grouped(bytes);
        Self::Damaged {
            what: format!("it breaks off after {bytes} bytes, and the rest of it is missing"),
            details,
        }
    }

    /// The refusal in words, of a file of this name.
    pub(super) fn explain_for(&self, file: &str) -> Message {
        match self {
            Self::Empty => Message::new(
                format!("{file} is an empty file (a cloud placeholder?)."),
                "If it lies in a synced folder, make it available offline; otherwise download it again.",
            ),
            Self::NotText => Message::new(
                format!("{file} is not text and no kind of spreadsheet that Levelbook knows."),
                "Import CSV, XLSX, XLSM, XLSB, XLS, ODS, Parquet or GeoJSON files, or a zip archive of them.",
            ),
            Self::WebPage => Message::new(
                format!("{file} is a web page, not a spreadsheet."),
                "Open it in a browser or spreadsheet program, save the table as XLSX, and import that.",
            ),
            Self::Password => Message::new(
                format!("{file} is protected with a password."),
                "Open it with its password, save a copy without one, and import the copy.",
            ),
            Self::Foreign { what, instead } => Message::new(
                format!("{file} is {what}, which Levelbook does not read."),
                instead,
            ),
            Self::TooLarge { what } => Message::new(
                format!("{file} is too large: {what}."),
                "Split it, or keep only the sheets and columns that you need.",
            ),
            Self::Damaged { what, details } => Message::new(
                format!("{file} is damaged: {what}."),
                "Download it again, or open it in a spreadsheet program and save it anew.",
            )
            .with_details(details.clone()),
            Self::Hostile { what } => Message::new(
                format!(
                    "{file} was refused because {what}: this is how files look that are made to overwhelm a program."
                ),
                "If you trust its sender, open it in a spreadsheet program and save it anew.",
            ),
            Self::NoSheets => Message::new(
                format!("{file} has no sheet with cells."),
                "Import the workbook that holds the table.",
            ),
        }
    }
}
