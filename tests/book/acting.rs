//! Every kind of action on a book, made at random, and what the book holds row by row.

use proptest::collection::vec;
use proptest::prelude::*;
use rusqlite::types::Value;

use crate::made::{Made, file, import, new_book, now, plain};
use crate::plans::full;
use crate::stories::{story, vote};
use levelbook::book::{ImportTerms, Reader, Telling, Writer};
use levelbook::domain::{GoalLink, Hand, LinkKind, State};
use levelbook::import::{Fingerprint, Format, ReadingChoices, Recipe};
use levelbook::message::Unwatched;

const INDICATORS: [&str; 2] = ["employment-rate", "pay-gap"];
const SUBJECTS: [&str; 3] = ["E12000001", "E12000002", "00123"];

/// Every row of every table with its row number, but for what is counted up for ever: the book's revision, the places of
/// imports, and imports that were taken back. The words of the journal and drafts are not of the book.
pub(crate) fn exact(path: &std::path::Path) -> Vec<String> {
    let connection = plain(path);
    let tables: Vec<String> = connection
        .prepare(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
             AND name NOT IN ('meta', 'undo_actions', 'undo_statements', 'drafts') ORDER BY name",
        )
        .expect("reads")
        .query_map([], |row| row.get(0))
        .expect("reads")
        .collect::<Result<_, _>>()
        .expect("reads");
    let mut lines = Vec::new();
    for table in tables {
        let query = match table.as_str() {
            "imports" => "SELECT number, rank() OVER (ORDER BY place), file, sha256, at_utc, counts, added, superseded,
                 unchanged, manner FROM imports WHERE undone = 0 ORDER BY number"
                .to_owned(),
            "import_sheets" | "problems" => format!(
                "SELECT * FROM {table} WHERE import IN (SELECT number FROM imports WHERE undone = 0) ORDER BY 1, 2"
            ),
            set_aside if set_aside.starts_with("set_aside") => continue,
            _ => format!("SELECT * FROM {table} ORDER BY 1, 2, 3, 4, 5"),
        };
        // Tables of fewer columns are in the order of those that they have.
        let query = if connection.prepare(&query).is_err() {
            format!("SELECT * FROM {table} ORDER BY 1")
        } else {
            query
        };
        let mut statement = connection.prepare(&query).expect("reads");
        let columns = statement.column_count();
        let mut rows = statement.query([]).expect("reads");
        while let Some(row) = rows.next().expect("reads") {
            let values: Vec<Value> = (0..columns).map(|at| row.get(at).expect("reads")).collect();
            lines.push(format!("{table} {values:?}"));
        }
    }
    lines
}

#[derive(Clone, Debug)]
pub(crate) enum Move {
    Import(Vec<Made>),
    /// An edition earlier than the standing import at an index.
    Earlier(usize, Vec<Made>),
    /// Takes back the standing import at an index.
    TakeBack(usize),
    Place(usize, Vec<u32>),
    Keep(usize, usize),
    Remove(usize),
    Plan(usize),
    RemovePlan(usize),
    Story,
    /// Something with the first story, its slides or its vote.
    Tell(usize),
    Undo,
    Redo,
    Restart,
    Kill,
}

fn made() -> impl Strategy<Value = Made> {
    (0..2usize, 0..3usize, 0..2i16, 0..3i32).prop_map(|(indicator, subject, year, given)| {
        let given = match given {
            0 => Err(State::Confidential),
            value => Ok(f64::from(value - 1)),
        };
        (INDICATORS[indicator], SUBJECTS[subject], 2022 + year, given)
    })
}

pub(crate) fn step() -> impl Strategy<Value = Move> {
    prop_oneof![
        4 => vec(made(), 1..7).prop_map(Move::Import),
        2 => (0..4usize, vec(made(), 1..7)).prop_map(|(at, figures)| Move::Earlier(at, figures)),
        2 => (0..4usize).prop_map(Move::TakeBack),
        2 => (0..2usize, vec(1..8u32, 0..3)).prop_map(|(at, goals)| Move::Place(at, goals)),
        2 => (0..2usize, 0..3usize).prop_map(|(name, what)| Move::Keep(name, what)),
        1 => (0..2usize).prop_map(Move::Remove),
        1 => (0..2usize).prop_map(Move::Plan),
        1 => (0..2usize).prop_map(Move::RemovePlan),
        1 => Just(Move::Story),
        4 => (0..8usize).prop_map(Move::Tell),
        6 => Just(Move::Undo),
        3 => Just(Move::Redo),
        1 => Just(Move::Restart),
        1 => Just(Move::Kill),
    ]
}

pub(crate) fn recipe(name: usize, what: usize) -> Recipe {
    Recipe {
        version: 1,
        name: ["one", "two’s \0 \"it\""][name].to_owned(),
        publisher: "It’s; DROP TABLE imports; --".to_owned(),
        dataset: format!("data {what}"),
        file: String::new(),
        sha256: String::new(),
        made: String::new(),
        used: String::new(),
        choices: ReadingChoices::default(),
        fingerprint: Fingerprint {
            format: Format::Csv,
            tables: Vec::new(),
        },
        columns: Vec::new(),
    }
}

pub(crate) fn placed(indicator: &str, goals: &[u32]) -> Vec<GoalLink> {
    goals
        .iter()
        .map(|goal| GoalLink {
            framework: "levelling-up-goals".to_owned(),
            goal: *goal,
            indicator: indicator.into(),
            kind: LinkKind::Main,
            by_user: true,
        })
        .collect()
}

/// A book and the actions that can be undone in it.
pub(crate) struct Desk {
    _folder: tempfile::TempDir,
    pub(crate) path: std::path::PathBuf,
    writer: Option<Writer>,
    release: u32,
}

impl Desk {
    pub(crate) fn writer(&self) -> &Writer {
        self.writer.as_ref().expect("open")
    }

    fn standing(&self) -> Vec<u32> {
        let imports = Reader::open(&self.path)
            .expect("opens")
            .imports()
            .expect("reads");
        imports
            .iter()
            .filter(|of| !of.undone)
            .map(|of| of.number)
            .collect()
    }

    /// Does it; refusals leave the book as it is.
    pub(crate) fn act(&mut self, action: &Move) {
        self.release += 1;
        let standing = self.standing();
        let writer = self.writer();
        match action {
            Move::Import(figures) => {
                import(writer, &file("a", self.release, figures)).expect("imports");
            }
            Move::Earlier(at, figures) => {
                let before = standing.get(*at).copied();
                let terms = ImportTerms {
                    before,
                    recipe: Some(recipe(0, 9)),
                    ..ImportTerms::default()
                };
                writer
                    .import_on(file("a", self.release, figures), terms, now(), &Unwatched)
                    .expect("imports");
            }
            Move::TakeBack(at) => {
                if let Some(number) = standing.get(*at) {
                    writer
                        .undo_import(Some(*number), now())
                        .expect("takes back");
                }
            }
            Move::Place(at, goals) => {
                let indicator = INDICATORS[*at];
                writer
                    .set_goals(&indicator.into(), placed(indicator, goals), now())
                    .expect("places");
            }
            Move::Keep(name, what) => writer
                .keep_recipe(recipe(*name, *what), now())
                .expect("keeps"),
            Move::Remove(name) => {
                let _ = writer.remove_recipe(&recipe(*name, 0).name, now());
            }
            Move::Plan(what) => {
                let mut plan = full();
                ["", "plan-1"][*what].clone_into(&mut plan.code);
                plan.activity = format!("in the version of release {}", self.release);
                let _ = writer.keep_plans(vec![plan], now());
            }
            Move::RemovePlan(at) => {
                let _ = writer.remove_plan(&format!("plan-{}", at + 1), now());
            }
            Move::Story => {
                story(writer, &format!("Story {}", self.release), 2);
            }
            Move::Tell(what) => self.tell(*what),
            Move::Restart => {
                self.writer = None;
                self.writer = Some(Writer::open(&self.path).expect("opens again"));
            }
            // What lies on the disk while the book is open is all that a program leaves that is killed.
            Move::Kill => {
                let left = self.path.with_extension("left");
                std::fs::copy(&self.path, &left).expect("copies");
                self.writer = None;
                std::fs::rename(&left, &self.path).expect("puts it there");
                self.writer = Some(Writer::open(&self.path).expect("opens at once"));
            }
            Move::Undo | Move::Redo => {}
        }
    }

    /// Does something with the first story, where there is one.
    fn tell(&self, what: usize) {
        let reader = Reader::open(&self.path).expect("opens");
        let stories = reader.stories().expect("reads");
        let Some(id) = stories.first().map(|story| story.id) else {
            return;
        };
        let slides = reader.story(id).expect("reads").slides;
        let votes = reader.workshop_record(Some(id)).expect("reads").votes;
        let first = slides.first().map(|slide| slide.id);
        let action = match (what, first, votes.first().map(|vote| vote.id)) {
            (0, Some(first), _) => Telling::CopySlide(first),
            (1, Some(first), _) => Telling::MoveSlide(first, None),
            (2, Some(first), _) => Telling::RemoveSlide(first),
            (3, Some(first), _) => Telling::Freeze(first, "mark".to_owned()),
            (4, _, _) => Telling::RenameStory(id, format!("Renamed {}", self.release)),
            (5, _, _) => Telling::RemoveStory(id),
            (6, first, None) => {
                vote(self.writer(), Some(id), first);
                return;
            }
            (6, _, Some(vote)) => Telling::Raise(vote, 0, Hand::Up),
            (_, _, Some(vote)) => Telling::RemoveVote(vote),
            _ => return,
        };
        let _ = self.writer().tell(action, now());
    }

    pub(crate) fn kept(&self) -> (usize, usize) {
        plain(&self.path)
            .query_row(
                "SELECT count(*) FILTER (WHERE is_done = 1), count(*) FILTER (WHERE is_done = 0) FROM undo_actions",
                [],
                |row| Ok((row.get::<_, u32>(0)? as usize, row.get::<_, u32>(1)? as usize)),
            )
            .expect("reads")
    }
}

pub(crate) fn desk() -> Desk {
    let (folder, path, writer) = new_book();
    Desk {
        _folder: folder,
        path,
        writer: Some(writer),
        release: 0,
    }
}
