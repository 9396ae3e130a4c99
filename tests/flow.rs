//! Commands in, effects and events out: the window's state without threads, files or egui.

#![allow(clippy::panic, reason = "a helper of a test fails the test")]

use std::path::PathBuf;
use std::sync::Arc;

use levelbook::desktop::address::{Address, View};
use levelbook::desktop::commands::{Command, PickerCommand, WizardCommand};
use levelbook::desktop::effects::{
    Effect, Event, Picked, Picking, Shown, Understood, WindowEffect,
};
use levelbook::desktop::state::{Dialog, Slot, State};
use levelbook::desktop::{Contents, Settings, Ticket};
use levelbook::domain::SubjectCode;
use levelbook::figures::Figure;
use levelbook::import::{Choice, Format, ReviewedFile, SourceFile, Workbook};
use levelbook::message::Message;
use levelbook::questions::{Answer, Question, QuestionKind, Subjects};

#[path = "flow/offered.rs"]
mod offered;

fn shown(question: &Question, headline: &str) -> Arc<Shown> {
    let mut answer = Answer::empty(question.clone());
    headline.clone_into(&mut answer.headline);
    let figure = Figure::of(&answer);
    Arc::new(Shown { answer, figure })
}

/// A state with an empty book open, and what opening asked for.
fn opened() -> (State, Vec<Effect>) {
    let mut state = State::new(Settings::default());
    let effects = state.apply(Command::OpenPath(PathBuf::from("/a.levelbook")));
    let [Effect::OpenBook(ticket, path)] = effects.as_slice() else {
        panic!("{effects:?}");
    };
    let contents = Arc::new(Contents::default());
    let effects = state.absorb(Event::BookOpened(*ticket, Ok((path.clone(), contents))));
    (state, effects)
}

fn asked(effects: &[Effect]) -> Vec<(Ticket, Question)> {
    effects
        .iter()
        .filter_map(|effect| match effect {
            Effect::Ask(ticket, _, question) => Some((*ticket, *question.clone())),
            _ => None,
        })
        .collect()
}

#[test]
fn an_opened_book_asks_for_its_goals_and_is_remembered() {
    let (state, effects) = opened();
    let questions = asked(&effects);
    assert_eq!(questions.len(), 1);
    assert_eq!(questions[0].1.kind, QuestionKind::Overview);
    assert_eq!(state.settings.recent, [PathBuf::from("/a.levelbook")]);
    assert!(
        effects
            .iter()
            .any(|effect| matches!(effect, Effect::WriteSettings(_)))
    );
}

#[test]
fn a_late_answer_is_dropped_and_the_old_one_stays_meanwhile() {
    let (mut state, effects) = opened();
    let (first, question) = asked(&effects).remove(0);
    state.absorb(Event::Answered(first, Ok(shown(&question, "first"))));
    let effects = state.apply(Command::SetSubject(SubjectCode::from("E12000001")));
    let (second, _) = asked(&effects).remove(0);
    let effects = state.apply(Command::SetSubject(SubjectCode::from("E12000002")));
    let (third, question) = asked(&effects).remove(0);
    state.absorb(Event::Answered(second, Ok(shown(&question, "late"))));
    let now = |state: &State| {
        state
            .shown(Slot::Overview)
            .map(|shown| shown.answer.headline.clone())
    };
    assert_eq!(now(&state).as_deref(), Some("first"));
    state.absorb(Event::Answered(third, Ok(shown(&question, "third"))));
    assert_eq!(now(&state).as_deref(), Some("third"));
}

#[test]
fn back_and_forward_restore_addresses_and_ask_nothing_twice() {
    let (mut state, _) = opened();
    let addresses: Vec<String> = asked(&state.apply(Command::Go(Address::Goal(2))))
        .iter()
        .map(|(_, question)| question.address())
        .collect();
    assert_eq!(addresses.len(), 2, "the goal and its plans: {addresses:?}");
    state.apply(Command::Go(Address::Data));
    let effects = state.apply(Command::Back);
    assert_eq!(state.address(), &Address::Goal(2));
    assert!(asked(&effects).is_empty(), "the question is known already");
    state.apply(Command::Forward);
    assert_eq!(state.address(), &Address::Data);
}

#[test]
fn the_picker_edits_a_copy_and_ten_is_the_most() {
    let (mut state, _) = opened();
    state.apply(Command::Go(Address::Compare {
        goal: None,
        subjects: Vec::new(),
    }));
    state.apply(Command::Picker(PickerCommand::Open));
    for number in 0..12 {
        let code = SubjectCode(number.to_string());
        state.apply(Command::Picker(PickerCommand::Toggle(code)));
    }
    let Some(Dialog::Compare(edit)) = &state.dialog else {
        panic!("no dialog");
    };
    assert_eq!(edit.chosen.len(), 10);
    assert!(edit.full_reason().is_some());
    let effects = state.apply(Command::CloseDialog);
    assert!(effects.is_empty());
    assert!(
        matches!(state.address(), Address::Compare { subjects, .. } if subjects.is_empty()),
        "cancelled, so nothing changed"
    );
    state.apply(Command::Picker(PickerCommand::Open));
    for code in ["a", "b"] {
        state.apply(Command::Picker(PickerCommand::Toggle(code.into())));
    }
    let questions = asked(&state.apply(Command::Picker(PickerCommand::Apply)));
    assert_eq!(
        questions[0].1.subjects,
        Subjects::Codes(vec!["a".into(), "b".into()])
    );
}

#[test]
fn one_picker_at_a_time_and_a_missing_one_offers_a_path() {
    let (mut state, _) = opened();
    let effects = state.apply(Command::Wizard(WizardCommand::Choose));
    let [Effect::Pick(ticket, Picking::Import, ..)] = effects.as_slice() else {
        panic!("{effects:?}");
    };
    assert!(state.apply(Command::OpenBook).is_empty());
    assert!(
        state
            .absorb(Event::Picked(*ticket, Picked::Nothing))
            .is_empty()
    );
    assert!(state.notices.is_empty(), "leaving the dialog is no news");
    let effects = state.apply(Command::Wizard(WizardCommand::Choose));
    let [Effect::Pick(ticket, ..)] = effects.as_slice() else {
        panic!("{effects:?}");
    };
    state.absorb(Event::Picked(*ticket, Picked::NoDialog));
    assert!(
        matches!(state.dialog, Some(Dialog::Path(Picking::Import, true))),
        "{:?}",
        state.dialog
    );
    state.apply(Command::CloseDialog);
    let effects = state.apply(Command::Wizard(WizardCommand::Choose));
    let [Effect::Pick(ticket, ..)] = effects.as_slice() else {
        panic!("{effects:?}");
    };
    let path = PathBuf::from("/figures.csv");
    let effects = state.absorb(Event::Picked(*ticket, Picked::File(path.clone())));
    assert!(matches!(effects.as_slice(), [Effect::ReadFile(_, read)] if *read == path));
    assert_eq!(state.address(), &Address::Wizard);
}

#[test]
fn a_file_that_cannot_be_read_says_so_in_the_wizard() {
    let (mut state, _) = opened();
    let effects = state.apply(Command::Wizard(WizardCommand::Read("/figures.csv".into())));
    let [Effect::ReadFile(ticket, _)] = effects.as_slice() else {
        panic!("{effects:?}");
    };
    let message = Message::new("It is damaged.", "Ask for another copy.");
    assert!(
        state
            .absorb(Event::FileRead(*ticket, Err(message.clone())))
            .is_empty()
    );
    let wizard = state.wizard.as_ref().expect("the wizard");
    assert_eq!(wizard.workbook.failure(), Some(&message));
    state.apply(Command::Wizard(WizardCommand::Leave));
    assert!(state.wizard.is_none());
    assert_eq!(state.address(), &Address::Data);
}

#[test]
fn an_import_that_is_taken_back_can_be_stopped_and_undo_says_when_there_is_nothing() {
    let (mut state, _) = opened();
    assert!(state.apply(Command::Undo).is_empty());
    assert_eq!(state.notices[0].text, "There is nothing left to undo.");
    let effects = state.apply(Command::UndoImport(3));
    assert!(matches!(effects.as_slice(), [Effect::UndoImport(_, _, 3)]));
    let effects = state.apply(Command::CancelWork);
    assert!(matches!(effects.as_slice(), [Effect::Cancel(_)]));
}

#[test]
fn zoom_stays_in_bounds_and_colours_are_kept() {
    let mut state = State::new(Settings::default());
    for _ in 0..30 {
        state.apply(Command::Zoom(Some(1.1)));
    }
    assert!((state.settings.zoom - 2.5).abs() < f32::EPSILON);
    let effects = state.apply(Command::Zoom(None));
    assert!(effects.contains(&Effect::Window(WindowEffect::Zoom(1.0))));
}

#[test]
fn a_book_that_cannot_be_opened_leaves_the_open_one() {
    let (mut state, _) = opened();
    let effects = state.apply(Command::OpenPath("/b.levelbook".into()));
    let [Effect::OpenBook(ticket, _)] = effects.as_slice() else {
        panic!("{effects:?}");
    };
    state.absorb(Event::BookOpened(
        *ticket,
        Err(Message::new("It is no book.", "")),
    ));
    assert_eq!(
        state.book.as_ref().map(|book| book.path.clone()),
        Some(PathBuf::from("/a.levelbook"))
    );
    assert!(state.failure.is_some());
}

#[test]
fn what_is_said_while_a_file_is_understood_waits_for_its_turn() {
    let (mut state, _) = opened();
    let effects = state.apply(Command::Wizard(WizardCommand::Read("/figures.csv".into())));
    let [Effect::ReadFile(ticket, _)] = effects.as_slice() else {
        panic!("{effects:?}");
    };
    let file = SourceFile {
        name: "figures.csv".to_owned(),
        sha256: String::new(),
        size: 0,
        format: Format::Csv,
    };
    let workbook = Arc::new(Workbook {
        file: file.clone(),
        sheets: Vec::new(),
        problems: Vec::new(),
        sidecar: None,
    });
    let effects = state.absorb(Event::FileRead(*ticket, Ok(workbook)));
    let [Effect::Review(ticket, ..)] = effects.as_slice() else {
        panic!("{effects:?}");
    };
    for unit in ["%", "£"] {
        let said = WizardCommand::Say(Choice::Unit(unit.to_owned()));
        let effects = state.apply(Command::Wizard(said));
        let [Effect::KeepDraft(..)] = effects.as_slice() else {
            panic!("nothing but what was said is kept: {effects:?}");
        };
    }
    let understood = Understood {
        review: Arc::new(ReviewedFile {
            file,
            sheets: Vec::new(),
        }),
        read_with: None,
        keep: None,
        first_look: None,
    };
    let effects = state.absorb(Event::Reviewed(*ticket, Ok(Box::new(understood))));
    let [Effect::Review(_, _, _, choices, _)] = effects.as_slice() else {
        panic!("{effects:?}");
    };
    assert_eq!(choices.unit.as_deref(), Some("£"), "once, with the last");
    let taken = WizardCommand::Unsay(Choice::Unit("£".to_owned()));
    state.apply(Command::Wizard(taken));
    let wizard = state.wizard.as_ref().expect("the wizard");
    assert_eq!(wizard.choices.unit, None);
}

/// What a state shows of its address: the question that it asks first. Plans stand beside it.
fn question_now(state: &mut State, command: Command) -> Option<Question> {
    let effects = state.apply(command);
    let first = asked(&effects).into_iter().next();
    first.map(|(_, question)| question)
}

#[test]
fn an_address_of_any_kind_opens_what_asks_the_very_same() {
    for (line, screen) in [
        ("overview?subjects=E12000001", Address::Goals),
        (
            "goal?goal=5&subjects=E12000001&period=2019",
            Address::Goal(5),
        ),
        (
            "trend?indicator=pay&subjects=E12000001",
            Address::indicator(&"pay".into()),
        ),
        ("profile?subjects=296", Address::Profile("296".into())),
    ] {
        let (mut state, _) = opened();
        let question = question_now(&mut state, Command::GoToLine(line.to_owned()));
        assert_eq!(
            question.map(|question| question.address()).as_deref(),
            Some(line)
        );
        assert_eq!(state.address(), &screen, "{line}");
    }
    for line in [
        "trend?indicator=pay&subjects=E12000001,E92000001",
        "trend?indicator=pay&subjects=E12000001&boundaries=current",
        "ranking?indicator=pay&areas=region&focus=E12000001",
        "profile?subjects=E12000001&benchmark=E92000001&as-of=2026-11-20",
    ] {
        let (mut state, _) = opened();
        let question = question_now(&mut state, Command::GoToLine(format!(" {line} ")));
        assert_eq!(
            question.map(|question| question.address()).as_deref(),
            Some(line)
        );
        assert_eq!(state.address(), &Address::Question(line.to_owned()));
        let other = question_now(&mut state, Command::SetPeriod(Some("2019".to_owned())));
        assert_eq!(
            other.and_then(|other| other.period).as_deref(),
            Some("2019"),
            "{line}"
        );
        state.apply(Command::Back);
        assert_eq!(state.address(), &Address::Question(line.to_owned()));
    }
    let (mut state, _) = opened();
    state.apply(Command::GoToLine("nonsense?x=1".to_owned()));
    assert!(state.failure.is_some());
    assert_eq!(state.address(), &Address::Goals);
}

#[test]
fn back_brings_the_question_as_it_was() {
    let (mut state, _) = opened();
    state.apply(Command::Go(Address::indicator(&"pay".into())));
    state.apply(Command::SetView(View::About));
    state.apply(Command::SetSubject("E12000001".into()));
    state.apply(Command::SetSubject("E12000002".into()));
    state.apply(Command::Go(Address::Data));
    assert_eq!(state.here().view, View::Chart);
    state.apply(Command::Back);
    assert_eq!(state.here().view, View::About);
    assert_eq!(state.context().subject, Some("E12000002".into()));
    state.apply(Command::Back);
    assert_eq!(state.context().subject, Some("E12000001".into()));
    state.apply(Command::Forward);
    assert_eq!(state.context().subject, Some("E12000002".into()));
    state.apply(Command::StepView(true));
    assert_eq!(state.here().view, View::Chart);
    state.apply(Command::StepView(false));
    assert_eq!(state.here().view, View::About);
}
