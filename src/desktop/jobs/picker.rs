use std::path::{Path, PathBuf};
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};
use std::time::{Duration, Instant};

use crate::desktop::effects::{Picked, Picking};

/// A choice under way: called off the UI thread, it waits for the user.
pub type Choosing = Box<dyn FnOnce() -> Option<PathBuf> + Send>;

/// Lets the user choose a file. The system's own dialog may be missing or hang, so nothing depends on it alone.
pub trait Picker: Send + Sync {
    /// Opens the dialog; called on the UI thread, where some systems want their dialogs made.
    fn pick(&self, picking: Picking, folder: Option<&Path>, name: &str) -> Choosing;
}

/// The system's own dialogs.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemPicker;

impl Picker for SystemPicker {
    fn pick(&self, picking: Picking, folder: Option<&Path>, name: &str) -> Choosing {
        let mut dialog = rfd::AsyncFileDialog::new();
        if let Some(folder) = folder {
            dialog = dialog.set_directory(folder);
        }
        if !name.is_empty() {
            dialog = dialog.set_file_name(name);
        }
        let dialog = match picking {
            Picking::OpenBook => dialog
                .set_title("Open a book")
                .add_filter("Levelbook", &["levelbook"]),
            Picking::NewBook => dialog
                .set_title("Make a new book")
                .add_filter("Levelbook", &["levelbook"]),
            Picking::SaveCopy => dialog
                .set_title("Save a copy")
                .add_filter("Levelbook", &["levelbook"])
                .add_filter("Everything, for other programs", &["zip"]),
            Picking::Import => dialog
                .set_title("Import figures")
                .add_filter(
                    "Spreadsheets",
                    &[
                        "csv", "tsv", "txt", "xlsx", "xlsm", "xlsb", "xls", "ods", "parquet",
                        "geojson", "zip",
                    ],
                )
                .add_filter("All files", &["*"]),
            Picking::Recipe | Picking::ExportRecipe => {
                dialog.set_title("Recipe").add_filter("Recipe", &["json"])
            }
            Picking::Plans => dialog.set_title("Bring in a list of plans").add_filter(
                "Spreadsheets",
                &["csv", "tsv", "xlsx", "xls", "ods", "parquet"],
            ),
            Picking::PlanTemplate | Picking::Outcomes => dialog
                .set_title("Save as a spreadsheet")
                .add_filter("Excel workbook", &["xlsx"])
                .add_filter("Comma separated values", &["csv"]),
            Picking::LeftOut => dialog
                .set_title("Export what was left out")
                .add_filter("Excel workbook", &["xlsx"])
                .add_filter("Comma separated values", &["csv"]),
            Picking::Story(ending, _) | Picking::Record(ending) => {
                dialog.set_title("Export").add_filter(ending, &[ending])
            }
            Picking::Export(kind) => dialog
                .set_title("Export")
                .add_filter(kind.extension(), &[kind.extension()]),
        };
        match picking {
            Picking::OpenBook | Picking::Import | Picking::Recipe | Picking::Plans => {
                let chosen = dialog.pick_file();
                Box::new(move || wait_for(chosen).map(|file| file.path().to_path_buf()))
            }
            Picking::NewBook
            | Picking::SaveCopy
            | Picking::Export(_)
            | Picking::LeftOut
            | Picking::PlanTemplate
            | Picking::Outcomes
            | Picking::Story(..)
            | Picking::Record(_)
            | Picking::ExportRecipe => {
                let chosen = dialog.save_file();
                Box::new(move || wait_for(chosen).map(|file| file.path().to_path_buf()))
            }
        }
    }
}

/// A dialog that is gone sooner than this was not seen.
const UNSEEN: Duration = Duration::from_millis(300);

/// Waits for the user. Nothing, sooner than anyone could have seen the dialog, means that there was none.
pub(super) fn picked(choosing: Choosing) -> Picked {
    let asked = Instant::now();
    match choosing() {
        Some(path) => Picked::File(path),
        None if asked.elapsed() < UNSEEN => Picked::NoDialog,
        None => Picked::Nothing,
    }
}

struct Unpark(Thread);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}

/// Waits on this thread until the future is ready.
fn wait_for<T>(future: impl Future<Output = T>) -> T {
    let waker = Waker::from(Arc::new(Unpark(thread::current())));
    let mut context = Context::from_waker(&waker);
    let mut future = pin!(future);
    loop {
        match future.as_mut().poll(&mut context) {
            Poll::Ready(value) => return value,
            Poll::Pending => thread::park(),
        }
    }
}
