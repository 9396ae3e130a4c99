//! Stories and the show: from a figure to a slide, in front of the room and back, and what the room said.

use egui::{Key, Modifiers, Role};
use egui_kittest::kittest::Queryable as _;
use levelbook::book::{Reader, Telling, Told};
use levelbook::desktop::commands::{Command, StoryCommand};
use levelbook::desktop::state::{Cover, Display, Show};
use levelbook::domain::{NoteKind, SlideContent, VoteDraft, VoteKind, WorkshopRecord};

use super::Desk;

fn press(desk: &mut Desk, key: Key) {
    press_with(desk, Modifiers::NONE, key);
}

fn press_with(desk: &mut Desk, modifiers: Modifiers, key: Key) {
    desk.harness.key_press_modifiers(modifiers, key);
    desk.harness.run();
}

fn type_into(desk: &mut Desk, label: &str, words: &str) {
    let field = |desk: &Desk| {
        desk.harness
            .get_by_role_and_label(Role::TextInput, label)
            .focus();
    };
    field(desk);
    desk.harness.run();
    desk.harness
        .get_by_role_and_label(Role::TextInput, label)
        .type_text(words);
    desk.harness.run();
}

fn take(desk: &mut Desk, command: Command) {
    let ctx = desk.harness.ctx.clone();
    desk.harness.state_mut().take(command, &ctx);
    desk.harness.run();
}

fn show(desk: &Desk) -> &Show {
    let show = desk.harness.state().state().show.as_ref();
    show.expect("a show")
}

fn record(desk: &Desk) -> WorkshopRecord {
    let book = desk.folder.path().join("test.levelbook");
    let reader = Reader::open(&book).expect("the book opens");
    reader.workshop_record(None).expect("it is read")
}

/// A story of two figures, open on its screen.
pub(super) fn with_story() -> Desk {
    let mut desk = Desk::with_figures();
    press_with(&mut desk, Modifiers::COMMAND, Key::D);
    assert!(desk.has("Add to a story"), "{}", desk.text());
    press(&mut desk, Key::Enter);
    assert!(desk.has("Added to “New story”."), "{}", desk.text());
    desk.click_first("Goal 2, Successful school years");
    press_with(&mut desk, Modifiers::COMMAND, Key::D);
    press(&mut desk, Key::Enter);
    desk.go("Stories");
    desk.click_first("Slide 1: ");
    desk
}

#[test]
fn a_show_is_presented_explored_voted_on_and_written_down() {
    let mut desk = with_story();
    let titles = desk.text();
    assert!(titles.contains("Slide 2: "), "{titles}");
    let edited = {
        let stories = &desk.harness.state().state().stories;
        let slide = &stories.story().expect("open").slides[0];
        let content = SlideContent {
            notes: "Only for the speaker".to_owned(),
            ..slide.content.clone()
        };
        StoryCommand::Edit(slide.id, Box::new(content))
    };
    take(&mut desk, Command::Story(edited));
    desk.click("Axes");
    press(&mut desk, Key::F5);
    assert!(desk.has("Slide 1 of 2, step 1 of 2."), "{}", desk.text());
    assert!(!desk.has("Only for the speaker"), "{}", desk.text());
    assert!(!desk.has("MenuItem"), "no chrome: {}", desk.text());
    press(&mut desk, Key::PageDown);
    assert!(desk.has("step 2 of 2."), "{}", desk.text());

    // Looking further, and back to the very step.
    press(&mut desk, Key::E);
    assert!(desk.has("The show waits on slide 1."), "{}", desk.text());
    take(&mut desk, Command::SetSubject("E12000001".into()));
    desk.go("Places");
    press(&mut desk, Key::Backspace);
    assert!(desk.has("Slide 1 of 2, step 2 of 2."), "{}", desk.text());

    // Black stays black on next.
    press(&mut desk, Key::B);
    press(&mut desk, Key::PageDown);
    assert_eq!((show(&desk).cover, show(&desk).at), (Some(Cover::Black), 1));
    press(&mut desk, Key::B);
    press(&mut desk, Key::Num1);
    press(&mut desk, Key::Enter);
    assert_eq!((show(&desk).cover, show(&desk).at), (None, 0));

    press(&mut desk, Key::V);
    type_into(&mut desk, "Question", "What should come first?");
    type_into(
        &mut desk,
        "Options, with a semicolon between",
        "Attendance; Reading; Mentoring",
    );
    desk.click("Open the vote");
    for (modifiers, key) in [
        (Modifiers::NONE, Key::Num1),
        (Modifiers::NONE, Key::Num1),
        (Modifiers::NONE, Key::Num3),
        (Modifiers::SHIFT, Key::Num3),
        (Modifiers::NONE, Key::Num2),
        (Modifiers::NONE, Key::U),
        (Modifiers::NONE, Key::O),
        (Modifiers::NONE, Key::Num2),
        (Modifiers::NONE, Key::R),
    ] {
        press_with(&mut desk, modifiers, key);
    }
    assert!(
        desk.has("Show of hands, round 2. 1 counted."),
        "{}",
        desk.text()
    );
    press(&mut desk, Key::Escape);

    press(&mut desk, Key::M);
    type_into(&mut desk, "What was said", "Ask the schools");
    desk.click("Action");
    type_into(&mut desk, "Owner", "Education team");
    type_into(&mut desk, "By when", "2027-01-31");
    desk.click("Keep");
    press(&mut desk, Key::Escape);
    assert!(desk.harness.state().state().show.is_none());

    // What was said is in the file: nothing more is written when the window goes.
    let held = record(&desk);
    assert_eq!(held.votes[0].rounds, [[2, 0, 0], [0, 1, 0]]);
    let note = &held.notes[0].draft;
    assert_eq!(
        (note.kind, note.owner.as_str()),
        (NoteKind::Action, "Education team")
    );
    assert_eq!((note.goal, note.slide.is_some()), (Some(2), true));
    assert!(
        desk.has("Ask the schools Owner: Education team. By 31 January 2027."),
        "{}",
        desk.text()
    );
    let path = desk.folder.path().join("record.xlsx");
    desk.picks.lock().expect("the list").push(path.clone());
    desk.click("Export the record: Workbook");
    assert!(path.exists());
}

#[test]
fn slides_are_moved_removed_and_brought_back_by_keys() {
    let mut desk = with_story();
    let order = |desk: &Desk| -> Vec<i64> {
        let stories = &desk.harness.state().state().stories;
        let slides = &stories.story().expect("open").slides;
        slides.iter().map(|slide| slide.id.0).collect()
    };
    let before = order(&desk);
    press_with(&mut desk, Modifiers::ALT, Key::ArrowDown);
    assert_eq!(order(&desk), [before[1], before[0]]);
    press(&mut desk, Key::Delete);
    assert_eq!(order(&desk), [before[1]]);
    press_with(&mut desk, Modifiers::COMMAND, Key::Z);
    assert_eq!(order(&desk), [before[1], before[0]]);
    press_with(&mut desk, Modifiers::COMMAND, Key::Z);
    assert_eq!(order(&desk), before);
    desk.click("Freeze the figures");
    assert!(desk.has("Follow the book again"), "{}", desk.text());
    let path = desk.folder.path().join("story.pptx");
    desk.picks.lock().expect("the list").push(path.clone());
    desk.click("PowerPoint");
    assert!(path.exists(), "{}", desk.text());
    desk.click("All stories");
    assert!(desk.has("Ready-made"), "{}", desk.text());
    assert_eq!(desk.harness.unnamed_widgets(), Vec::<String>::new());
    desk.click_first("Goal 2: Successful school years, in eight slides");
    assert!(
        desk.has("Slide 1: Goal 2: Successful school years, section"),
        "{}",
        desk.text()
    );
}

#[test]
fn a_frozen_slide_shows_what_it_showed_when_the_import_is_taken_back() {
    let mut desk = with_story();
    let title = |desk: &Desk, at: usize| {
        let stories = &desk.harness.state().state().stories;
        let content = stories.story().expect("open").slides[at].content.clone();
        let face = stories.face(&content, at + 1).expect("a face").clone();
        (face.title, face.warning, face.subtitle)
    };
    let shown = title(&desk, 0);
    assert_eq!(shown.1, "");
    desk.click("Freeze the figures");
    take(&mut desk, Command::UndoImport(1));
    // What is done now takes the way back to the import with it.
    take(
        &mut desk,
        Command::Story(StoryCommand::Rename("After".to_owned())),
    );
    assert_eq!(title(&desk, 0), shown);
    press(&mut desk, Key::PageDown);
    let live = title(&desk, 1);
    assert_eq!(live.0, "This slide has no answer in this book");
    press(&mut desk, Key::PageUp);
    assert!(!desk.has("no longer in the book"), "{}", desk.text());
    desk.click("Follow the book again");
    assert_eq!(title(&desk, 0).0, "This slide has no answer in this book");
}

#[test]
fn the_speaker_has_the_other_screen_and_notes_go_with_it() {
    let mut desk = with_story();
    let display = |x, is_here| Display {
        at: (x, 0),
        is_primary: is_here,
        is_here,
    };
    let have = |desk: &mut Desk, displays: Vec<Display>| {
        let ctx = desk.harness.ctx.clone();
        desk.harness.state_mut().set_displays(displays, &ctx);
        desk.harness.run();
    };
    let seats = |desk: &Desk| show(desk).seats.map(|seats| (seats.room, seats.speaker));
    press(&mut desk, Key::F5);
    assert_eq!((show(&desk).presenter, seats(&desk)), (false, None));
    press(&mut desk, Key::Escape);
    have(&mut desk, vec![display(0, true), display(1280, false)]);
    press(&mut desk, Key::F5);
    assert_eq!((show(&desk).presenter, seats(&desk)), (true, Some((1, 0))));
    press(&mut desk, Key::X);
    assert_eq!(seats(&desk), Some((0, 1)));
    have(&mut desk, vec![display(0, true)]);
    assert_eq!((show(&desk).presenter, seats(&desk)), (false, None));
    // The time that is planned is kept, and said with how it stands.
    press(&mut desk, Key::Plus);
    press(&mut desk, Key::Plus);
    press(&mut desk, Key::Minus);
    assert_eq!(desk.harness.state().state().settings.show_minutes, 5);
    press(&mut desk, Key::Escape);
    assert!(desk.harness.state().state().show.is_none());
}

/// A thousand slides and ten thousand hands: a frame stays quick, also in a build for tests.
#[test]
fn a_long_story_and_many_hands_stay_quick() {
    let mut desk = Desk::with_figures();
    let slides = (0..1000)
        .map(|number| {
            SlideContent::figure(format!(
                "trend?indicator=walks-to-school&period={}",
                2021 + number % 3
            ))
        })
        .collect();
    let book = desk.folder.path().join("test.levelbook");
    let now = super::noon();
    {
        let writer = levelbook::book::Writer::open(&book).expect("opens");
        let told = writer.tell(
            Telling::AddStory {
                title: "Long".to_owned(),
                slides,
            },
            now,
        );
        let Ok(Told::Story(story)) = told else {
            panic!("{told:?}");
        };
        let draft = VoteDraft {
            story: Some(story),
            slide: None,
            kind: VoteKind::Hands,
            question: "Which?".to_owned(),
            options: vec!["A".to_owned(), "B".to_owned()],
            people: None,
        };
        let told = writer.tell(Telling::OpenVote(Box::new(draft)), now);
        assert!(matches!(told, Ok(Told::Vote(_))), "{told:?}");
    }
    let plain = rusqlite::Connection::open(&book).expect("opens");
    plain
        .execute_batch(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10000)
             INSERT INTO hands (vote, round, place, change, at_utc) SELECT 1, 0, i % 2, 1, '2026-11-22T10:15:00Z' FROM n",
        )
        .expect("writes");
    drop(plain);
    let started = std::time::Instant::now();
    desk.go("Stories");
    desk.click_first("Long, 1000 slides");
    let opened = started.elapsed();
    assert!(desk.has("Slide 1: "), "{}", desk.text());
    // What a key sets off runs beside the window in the program, and inside the frame here: only frames that paint are timed.
    let mut slowest = std::time::Duration::ZERO;
    for key in [Key::PageDown, Key::F5, Key::End] {
        press(&mut desk, key);
        for _ in 0..3 {
            let started = std::time::Instant::now();
            desk.harness.step();
            slowest = slowest.max(started.elapsed());
        }
    }
    println!("opened in {opened:?}, slowest frame {slowest:?}");
    assert!(opened.as_secs_f64() < 3.0, "{opened:?}");
    assert!(slowest.as_secs_f64() < 0.4, "{slowest:?}");
}
