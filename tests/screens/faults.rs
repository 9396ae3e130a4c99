//! A fault of the program on any screen: it is told, the same screen comes back, a report lies in the user's folder, and nothing
//! that was done or typed is lost.

use std::path::PathBuf;
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use super::{Desk, noon};
use egui_kittest::kittest::NodeT as _;
use levelbook::book::Reader;
use levelbook::desktop::Settings;
use levelbook::desktop::address::{Address, IndicatorAsk, View};
use levelbook::desktop::commands::{Command, DialogKind};
use levelbook::desktop::jobs::Running;

/// Where reports of this run go.
fn reports() -> PathBuf {
    static FOLDER: OnceLock<tempfile::TempDir> = OnceLock::new();
    let folder = FOLDER.get_or_init(|| {
        let folder = tempfile::tempdir().expect("a folder");
        levelbook::log::keep_in(folder.path(), noon);
        folder
    });
    folder.path().to_owned()
}

fn count() -> usize {
    let entries = std::fs::read_dir(reports()).expect("reads");
    entries
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| name.starts_with("crash-"))
        .count()
}

impl Desk {
    fn take(&mut self, command: Command) {
        let ctx = self.harness.ctx.clone();
        self.harness.state_mut().take(command, &ctx);
        self.harness.run();
    }

    fn address(&self) -> Address {
        self.harness.state().state().address().clone()
    }
}

#[test]
fn a_fault_on_any_screen_is_told_and_the_same_screen_comes_back() {
    reports();
    let mut desk = Desk::with_figures();
    let state = desk.harness.state().state();
    let contents = state.contents().expect("lists");
    let code = contents
        .indicators
        .first()
        .expect("an indicator")
        .code
        .clone();
    let subject = contents.subjects.first().expect("a subject").code.clone();
    let asks = IndicatorAsk::ALL.map(|ask| Address::Indicator {
        code: code.clone(),
        ask,
    });
    let questions = ["overview", "coverage"].map(|line| Address::Question(line.to_owned()));
    let others = [
        Address::Goals,
        Address::Goal(2),
        Address::Compare {
            goal: None,
            subjects: vec![subject.clone()],
        },
        Address::Places,
        Address::Organisations,
        Address::Profile(subject),
        Address::Data,
        Address::ImportReport(1),
    ];
    for address in asks.into_iter().chain(questions).chain(others) {
        desk.take(Command::Go(address));
        let before = desk.address();
        for view in [View::Chart, View::Table] {
            desk.take(Command::SetView(view));
            let seen = desk.text();
            desk.harness.state_mut().break_next_frame();
            desk.harness.run();
            assert_eq!(desk.address(), before);
            assert!(
                desk.has("Levelbook made a mistake while painting the window."),
                "{before:?}: {}",
                desk.text()
            );
            assert!(!desk.harness.state().has_given_up());
            desk.click("Close this message");
            assert_eq!(desk.text(), seen, "{before:?} as it was");
            desk.harness.run_steps(24);
        }
    }
    assert!(count() > 0, "there are reports");
}

#[test]
fn what_happened_can_be_read_and_holds_nothing_of_the_user() {
    reports();
    let mut desk = Desk::with_figures();
    desk.take(Command::Go(Address::Goal(2)));
    desk.take(Command::Open(DialogKind::About));
    desk.harness.state_mut().break_next_frame();
    desk.harness.run();
    desk.click("Show report");
    assert!(desk.has("Label: Levelbook 0."), "{}", desk.text());
    desk.click("Copy report");
    // Other tests make faults too, so that the last report may be of one of theirs.
    let report = levelbook::log::last_report().expect("a report");
    for part in [
        "Levelbook 0.",
        "System: ",
        "Screen: ",
        "Place: ",
        "What was done before:\n  ",
        // Lines from before a report could be kept have no time.
        "\n  2026-11-22T12:00:00Z ",
        "Backtrace:",
    ] {
        assert!(report.contains(part), "{part}: {report}");
    }
    let folder = desk.folder.path().to_string_lossy().into_owned();
    for user in ["schools", "Walks", folder.as_str()] {
        assert!(!report.contains(user), "{user}: {report}");
    }
}

#[test]
fn a_second_fault_within_five_seconds_ends_the_program_and_the_next_start_has_no_figure() {
    let mut desk = Desk::with_figures();
    for _ in 0..2 {
        desk.harness.state_mut().break_next_frame();
        desk.harness.run();
    }
    assert!(desk.harness.state().has_given_up());
    let settings = desk.harness.state().state().settings.clone();
    assert!(settings.gave_up);
    assert_eq!(settings.address, Address::Data);
    let mut desk = desk.restarted_with(settings);
    assert_eq!(desk.address(), Address::Data);
    assert!(
        desk.has("had to close. Your work is saved."),
        "{}",
        desk.text()
    );
    assert!(desk.has("schools.csv"), "{}", desk.text());
    assert!(!desk.harness.state().state().settings.gave_up);
    desk.click("Close this message");
}

#[test]
fn what_is_being_typed_comes_back_after_a_fault_and_after_a_restart() {
    let mut desk = Desk::with_figures();
    desk.go("Data");
    desk.click_first("Recipe: ");
    desk.click("Rename…");
    desk.harness
        .event(egui::Event::Text(" half a na".to_owned()));
    desk.harness.run();
    desk.harness.state_mut().break_next_frame();
    desk.harness.run();
    let mut desk = desk.restarted_with(Settings::default());
    assert!(
        desk.has("What you were typing and had not kept is back in its field."),
        "{}",
        desk.text()
    );
    desk.go("Data");
    desk.click_first("Recipe: ");
    desk.click("Rename…");
    let values: Vec<_> = desk
        .harness
        .root()
        .children_recursive()
        .filter_map(|node| node.accesskit_node().value())
        .collect();
    assert!(
        values.iter().any(|value| value == "schools half a na"),
        "{values:?}"
    );
    desk.harness.key_press(egui::Key::Enter);
    desk.harness.run();
    assert!(desk.has("The recipe is called “"), "{}", desk.text());
    let desk = desk.restarted_with(Settings::default());
    assert!(!desk.has("What you were typing"), "it is kept now");
}

#[test]
fn what_is_being_typed_is_in_the_book_within_two_seconds() {
    let folder = {
        let desk = Desk::new();
        let super::Desk {
            folder, harness, ..
        } = desk;
        drop(harness);
        folder
    };
    let mut desk = Desk::running(folder, Settings::default(), Running::Beside);
    let book = desk.folder.path().join("test.levelbook");
    while desk.harness.state().state().book.is_none() {
        std::thread::sleep(Duration::from_millis(20));
        desk.harness.step();
    }
    let ctx = desk.harness.ctx.clone();
    let mut typed = String::new();
    let began = Instant::now();
    // Somebody types without a pause: what is written lags by no more than two seconds.
    while began.elapsed() < Duration::from_millis(2600) {
        typed.push('x');
        let draft = Command::Draft("note".to_owned(), Some(typed.clone()));
        desk.harness.state_mut().take(draft, &ctx);
        std::thread::sleep(Duration::from_millis(50));
        let kept = Reader::open(&book).expect("opens").drafts().expect("reads");
        let kept = kept.first().map_or(0, |(_, text)| text.len());
        let lag = Duration::from_millis(50) * u32::try_from(typed.len() - kept).expect("few");
        assert!(lag <= Duration::from_secs(2), "{lag:?}");
    }
    // The last of it too; a machine that does much else may take longer than that over a write.
    let kept = || Reader::open(&book).expect("opens").drafts().expect("reads");
    let ended = Instant::now();
    while kept().first().is_none_or(|(_, text)| *text != typed) {
        assert!(ended.elapsed() < Duration::from_secs(10), "{:?}", kept());
        std::thread::sleep(Duration::from_millis(50));
    }
    assert_eq!(kept(), [("note".to_owned(), typed)]);
}
