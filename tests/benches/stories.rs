//! How quick a long story and a large vote are in the window: `cargo bench --bench stories`. A book made of the shipped sample gets a
//! story of a thousand slides of figures and ten thousand hands; the window opens it, goes through it and shows it, and every frame
//! is timed with the triangles that it is cut into.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a bench that cannot go on says so by failing"
)]

use std::path::{Path, PathBuf};
use std::process::Command as Process;
use std::sync::Arc;
use std::time::{Duration, Instant};

use egui::{Key, Modifiers, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use jiff::Timestamp;
use levelbook::book::{Reader, Telling, Told, Writer};
use levelbook::desktop::address::Address;
use levelbook::desktop::commands::{Command, ShowCommand, StoryCommand};
use levelbook::desktop::effects::Picking;
use levelbook::desktop::jobs::{Choosing, Picker, Running, Surroundings};
use levelbook::desktop::{Settings, Window};
use levelbook::domain::{SlideContent, StoryId, VoteDraft, VoteKind};
use levelbook::import::WorkerProgram;

const SLIDES: usize = 1000;
const VOTES: i64 = 20;
const HANDS: i64 = 10_000;
/// Regions of England, by the end of their codes.
const REGIONS: usize = 9;

struct NoPicker;

impl Picker for NoPicker {
    fn pick(&self, _: Picking, _: Option<&Path>, _: &str) -> Choosing {
        Box::new(|| None)
    }
}

fn noon() -> Timestamp {
    Timestamp::from_second(1_795_348_800).unwrap()
}

/// Questions of several kinds about the indicators of the sample, no two alike as long as there are others.
fn addresses(reader: &Reader) -> Vec<String> {
    let indicators = reader.indicators().unwrap();
    let mut all = Vec::new();
    for region in 1..=REGIONS {
        for indicator in &indicators {
            for kind in ["trend", "ranking", "spread"] {
                let (code, peers) = (
                    &indicator.code,
                    if kind == "trend" { "" } else { "&areas=region" },
                );
                all.push(format!(
                    "{kind}?indicator={code}&subjects=E1200000{region}{peers}"
                ));
            }
        }
    }
    all.into_iter().cycle().take(SLIDES).collect()
}

/// Writes story, votes and hands into the book.
fn fill(book: &Path) -> StoryId {
    let reader = Reader::open(book).unwrap();
    let slides = addresses(&reader)
        .into_iter()
        .map(SlideContent::figure)
        .collect();
    drop(reader);
    let writer = Writer::open(book).unwrap();
    let title = "Long".to_owned();
    let told = writer.tell(Telling::AddStory { title, slides }, noon());
    let Ok(Told::Story(story)) = told else {
        panic!("{told:?}");
    };
    let kept = Reader::open(book).unwrap().story(story).unwrap();
    let last = kept.slides.last().map(|slide| slide.id);
    for number in 0..VOTES {
        let draft = VoteDraft {
            story: Some(story),
            slide: last,
            kind: VoteKind::Hands,
            question: format!("Which of them, {number}?"),
            options: ["Attendance", "Reading", "Mentoring", "Buses"]
                .map(str::to_owned)
                .to_vec(),
            people: None,
        };
        writer
            .tell(Telling::OpenVote(Box::new(draft)), noon())
            .unwrap();
    }
    drop(writer);
    let plain = rusqlite::Connection::open(book).unwrap();
    plain
        .execute_batch(&format!(
            "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < {HANDS})
             INSERT INTO hands (vote, round, place, change, at_utc)
             SELECT 1 + i % {VOTES}, 0, i % 4, 1, '2026-11-22T10:15:00Z' FROM n"
        ))
        .unwrap();
    story
}

/// A window whose jobs run beside it, as in the program.
struct Desk {
    harness: Harness<'static, Window>,
    frames: Vec<Duration>,
}

impl Desk {
    fn open(book: &Path) -> Self {
        let surroundings = Surroundings {
            settings_file: None,
            sample_book: None,
            backups: None,
            worker: WorkerProgram::here(),
            now: noon,
            picker: Box::new(NoPicker),
        };
        let book = Some(book.to_path_buf());
        let window = Window::new(
            Settings::default(),
            book,
            surroundings,
            Arc::new(|| ()),
            Running::Beside,
        );
        let harness = Harness::builder()
            .with_size(vec2(1920.0, 1080.0))
            .build_ui_state(|ui, window: &mut Window| window.ui(ui), window);
        let frames = Vec::new();
        Self { harness, frames }
    }

    /// Paints one frame, with the triangles of it.
    fn frame(&mut self) {
        let start = Instant::now();
        self.harness.step();
        let shapes = self.harness.output().shapes.clone();
        let triangles = self.harness.ctx.tessellate(shapes, 1.0);
        self.frames.push(start.elapsed());
        assert!(!triangles.is_empty());
    }

    /// Paints frames until something is there, and says how long that took.
    fn until(&mut self, there: impl Fn(&Self) -> bool) -> Duration {
        let start = Instant::now();
        while !there(self) {
            assert!(start.elapsed() < Duration::from_mins(1), "never there");
            self.frame();
        }
        start.elapsed()
    }

    fn take(&mut self, command: Command) {
        let ctx = self.harness.ctx.clone();
        self.harness.state_mut().take(command, &ctx);
    }

    /// Paints frames for a while, as when somebody talks.
    fn rest(&mut self, frames: usize) {
        for _ in 0..frames {
            self.frame();
            std::thread::sleep(Duration::from_millis(2));
        }
    }

    /// Says how long the frames took since the last time it was asked.
    fn tell(&mut self, what: &str) -> f64 {
        let mut taken: Vec<f64> = self
            .frames
            .drain(..)
            .map(|one| one.as_secs_f64() * 1e3)
            .collect();
        taken.sort_by(f64::total_cmp);
        let at = |share: f64| {
            taken
                .get((taken.len() as f64 * share) as usize)
                .copied()
                .unwrap_or_default()
        };
        let worst = taken.last().copied().unwrap_or_default();
        println!(
            "{what}: {} frames, median {:.2} ms, 95 in 100 under {:.2} ms, slowest {worst:.2} ms",
            taken.len(),
            at(0.5),
            at(0.95)
        );
        worst
    }
}

fn main() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("stories-bench");
    std::fs::remove_dir_all(&folder).ok();
    std::fs::create_dir_all(&folder).unwrap();
    let book = folder.join("long.levelbook");
    let made = Process::new(env!("CARGO_BIN_EXE_levelbook"))
        .arg("new")
        .arg(&book)
        .arg("--sample")
        .env("LEVELBOOK_HOME", &folder)
        .status();
    assert!(made.unwrap().success());
    let story = fill(&book);

    let start = Instant::now();
    let reader = Reader::open(&book).unwrap();
    let slides = reader.story(story).unwrap().slides.len();
    let record = reader.workshop_record(Some(story)).unwrap();
    let read = start.elapsed();
    let hands: u32 = record
        .votes
        .iter()
        .flat_map(|vote| vote.rounds.iter().flatten())
        .sum();
    println!(
        "{slides} slides, {} votes and {hands} hands are read in {:.0} ms",
        record.votes.len(),
        read.as_secs_f64() * 1e3
    );
    drop(reader);

    let start = Instant::now();
    let mut desk = Desk::open(&book);
    desk.until(|desk| desk.harness.state().state().book.is_some());
    desk.take(Command::Go(Address::Stories));
    desk.take(Command::Story(StoryCommand::Open(Some(story))));
    let first = |desk: &Desk| {
        let stories = &desk.harness.state().state().stories;
        let content = stories.story().and_then(|story| story.slides.first());
        content.is_some_and(|slide| stories.face(&slide.content, 1).is_some())
    };
    desk.until(first);
    desk.frame();
    let opened = start.elapsed();
    println!(
        "the window opens the book and the story, and paints its first slide, in {:.0} ms",
        opened.as_secs_f64() * 1e3
    );
    desk.tell("opening");

    let mut worst: f64 = 0.0;
    desk.rest(60);
    for key in [Key::PageDown; 40] {
        desk.harness.key_press_modifiers(Modifiers::NONE, key);
        desk.rest(4);
    }
    worst = worst.max(desk.tell("slides chosen by key in the list"));
    desk.take(Command::Present(false));
    desk.rest(30);
    for _ in 0..60 {
        desk.take(Command::Show(ShowCommand::Next));
        desk.rest(4);
    }
    desk.take(Command::Show(ShowCommand::Last));
    desk.rest(10);
    worst = worst.max(desk.tell("the show, forward and to the last slide"));
    desk.take(Command::Show(ShowCommand::Presenter));
    desk.rest(40);
    worst = worst.max(desk.tell("with the speaker's notes and clock"));
    desk.take(Command::Show(ShowCommand::Vote));
    desk.rest(20);
    for place in 0..60 {
        let hand = levelbook::domain::Hand::Up;
        desk.take(Command::Show(ShowCommand::Hand(place % 4, hand)));
        desk.rest(3);
    }
    desk.take(Command::Show(ShowCommand::Bars));
    desk.rest(20);
    worst = worst.max(desk.tell("a vote of 500 hands, sixty more, bars"));
    println!(
        "opened in {:.0} ms (wanted under 1000), slowest frame {worst:.2} ms (wanted under 16)",
        opened.as_secs_f64() * 1e3
    );
    let any = desk
        .harness
        .query_all_by_label_contains("counted.")
        .next()
        .is_some();
    assert!(any, "the vote is on the screen");
}
