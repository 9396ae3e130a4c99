//! What is done under faults: real commands on a small book, each from the state that the one before it left.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::oracle::{Seen, look};
use crate::preload::{Fault, run};
use crate::recorded::{Operation, operations};

/// A command: its name here, and its arguments, in which `{root}` is the folder that is watched and `{in}` the folder of inputs.
pub(crate) struct Step {
    pub(crate) name: &'static str,
    arguments: &'static [&'static str],
}

const STEPS: &[Step] = &[
    Step {
        name: "new",
        arguments: &["new", "{root}/a.levelbook"],
    },
    Step {
        name: "first import",
        arguments: &["import", "{root}/a.levelbook", "{in}/first.csv"],
    },
    Step {
        name: "import of a revision",
        arguments: &[
            "import",
            "{root}/a.levelbook",
            "{in}/second.csv",
            "--edition",
            "later",
        ],
    },
    Step {
        name: "import of more",
        arguments: &["import", "{root}/a.levelbook", "{in}/third.csv"],
    },
    Step {
        name: "undo",
        arguments: &["undo", "{root}/a.levelbook"],
    },
    Step {
        name: "backup",
        arguments: &[
            "backup",
            "{root}/a.levelbook",
            "-o",
            "{root}/copy.levelbook",
        ],
    },
    Step {
        name: "export",
        arguments: &["export", "{root}/a.levelbook", "-o", "{root}/figures.csv"],
    },
    Step {
        name: "export over an older one",
        arguments: &["export", "{root}/a.levelbook", "-o", "{root}/figures.csv"],
    },
    Step {
        name: "migration",
        arguments: &["check", "{root}/old.levelbook"],
    },
];

impl Step {
    /// The arguments for the folder `root`.
    pub(crate) fn arguments(&self, root: &Path, inputs: &Path) -> Vec<String> {
        let of = |path: &Path| path.to_str().expect("a path of text").to_owned();
        self.arguments
            .iter()
            .map(|argument| {
                argument
                    .replace("{root}", &of(root))
                    .replace("{in}", &of(inputs))
            })
            .collect()
    }
}

/// A step as it goes when nothing happens.
pub(crate) struct Done {
    pub(crate) step: &'static Step,
    /// The folder before it.
    pub(crate) before: PathBuf,
    pub(crate) seen_before: Seen,
    pub(crate) seen_after: Seen,
    /// What it did to the folder.
    pub(crate) operations: Vec<Operation>,
}

/// Every step, done once.
pub(crate) struct Workload {
    folder: TempDir,
    pub(crate) steps: Vec<Done>,
}

impl Workload {
    /// Does the steps one after another, and keeps the folder as it was before each.
    pub(crate) fn done(library: &Path) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let inputs = folder.path().join("in");
        write_inputs(&inputs);
        let mut steps = Vec::new();
        let mut last = folder.path().join("state-0");
        std::fs::create_dir(&last).expect("makes");
        for (number, step) in STEPS.iter().enumerate() {
            if step.name == "migration" {
                write_old_book(&last.join("old.levelbook"));
            }
            let next = folder.path().join(format!("state-{}", number + 1));
            let seen_before = look(&last);
            copy_folder(&last, &next);
            let log = folder.path().join(format!("log-{number}"));
            let output = run(
                library,
                &next,
                &step.arguments(&next, &inputs),
                Fault::Record(&log),
            );
            assert!(
                output.status.success(),
                "{}: {}",
                step.name,
                String::from_utf8_lossy(&output.stderr)
            );
            steps.push(Done {
                step,
                before: last.clone(),
                seen_before,
                seen_after: look(&next),
                operations: operations(&log, &next),
            });
            last = next;
        }
        Self { folder, steps }
    }

    pub(crate) fn inputs(&self) -> PathBuf {
        self.folder.path().join("in")
    }
}

/// Three small files: figures, a revision of some, and other figures.
fn write_inputs(inputs: &Path) {
    std::fs::create_dir(inputs).expect("makes");
    let table = |indicator: &str, value: &dyn Fn(u32) -> f64| {
        let mut text = "areacd,areanm,indicator,period,observation,unit,status\n".to_owned();
        for area in 1..10_u32 {
            for year in 2019..2024 {
                let value = value(area * 10 + year);
                writeln!(
                    text,
                    "E1200000{area},Region {area},{indicator},{year},{value:.1},%,"
                )
                .expect("text");
            }
        }
        text
    };
    for (name, text) in [
        (
            "first.csv",
            table("Made-up rate", &|seed| f64::from(seed % 97)),
        ),
        (
            "second.csv",
            table("Made-up rate", &|seed| {
                f64::from(seed % 97) + f64::from(seed % 3)
            }),
        ),
        (
            "third.csv",
            table("Another rate", &|seed| f64::from(seed % 89)),
        ),
    ] {
        std::fs::write(inputs.join(name), text).expect("writes");
    }
}

/// A book of the first version, as programs of then left it.
fn write_old_book(path: &Path) {
    let book = rusqlite::Connection::open(path).expect("opens");
    book.execute_batch(include_str!("../../src/book/migrations/0001.sql"))
        .expect("makes");
    book.execute_batch(
        "INSERT INTO meta VALUES (1, '00000000000000000000000000000001', 1, 1, '0.1.0', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z', 0);
         INSERT INTO frameworks VALUES ('a', 1, '1', 'A framework', 'Somebody', '2026-01-01', '');
         PRAGMA application_id = 0x4c76426b; PRAGMA user_version = 1;",
    )
    .expect("fills");
}

/// Copies a folder with what is below it.
pub(crate) fn copy_folder(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("makes");
    for entry in std::fs::read_dir(from).expect("a folder") {
        let path = entry.expect("an entry").path();
        let target = to.join(path.file_name().expect("a name"));
        if path.is_dir() {
            copy_folder(&path, &target);
        } else {
            std::fs::copy(&path, &target).expect("copies");
        }
    }
}
