//! What is offered where: a comparison that is full, a map where there is one.

use std::path::PathBuf;
use std::sync::Arc;

use levelbook::desktop::address::{Address, View};
use levelbook::desktop::commands::Command;
use levelbook::desktop::effects::{Effect, Event};
use levelbook::desktop::state::State;
use levelbook::desktop::{Contents, Settings};
use levelbook::domain::{Subject, SubjectCode};

use super::{opened, question_now};

#[test]
fn the_comparison_is_filled_from_anywhere_and_says_when_it_is_full() {
    let (mut state, _) = opened();
    for number in 0..12 {
        state.apply(Command::AddCompared(SubjectCode(format!("E{number}"))));
    }
    assert_eq!(state.basket.len(), 10);
    let said = state
        .notices
        .last()
        .map(|notice| notice.text.clone())
        .unwrap_or_default();
    assert!(
        said.starts_with("E11 was not added. Ten is the most"),
        "{said}"
    );
    let Address::Compare { subjects, .. } = state.last_comparison() else {
        panic!("no comparison");
    };
    assert_eq!(subjects, state.basket);
    state.apply(Command::Go(state.last_comparison()));
    state.apply(Command::RemoveCompared("E0".into()));
    state.apply(Command::AddCompared("E11".into()));
    assert!(state.basket.contains(&"E11".into()) && !state.basket.contains(&"E0".into()));
    assert!(matches!(state.address(), Address::Compare { subjects, .. } if subjects.len() == 10));
}

#[test]
fn a_map_is_offered_where_places_of_a_mapped_level_are_held() {
    let (mut state, _) = opened();
    state.apply(Command::Go(Address::indicator(&"pay".into())));
    state.apply(Command::SetView(View::Map));
    assert_eq!(state.here().view, View::Chart, "the book holds no places");
    let mut contents = Contents::default();
    for (code, name) in [("E12000001", "North East"), ("E12000007", "London")] {
        contents.subjects.push(Subject::place(code, name));
    }
    let mut state = State::new(Settings::default());
    let effects = state.apply(Command::OpenPath(PathBuf::from("/a.levelbook")));
    let [Effect::OpenBook(ticket, path)] = effects.as_slice() else {
        panic!("{effects:?}");
    };
    state.absorb(Event::BookOpened(
        *ticket,
        Ok((path.clone(), Arc::new(contents))),
    ));
    state.apply(Command::Go(Address::indicator(&"pay".into())));
    state.apply(Command::SetSubject("E12000007".into()));
    let question = question_now(&mut state, Command::StepView(true));
    assert_eq!(
        question.map(|question| question.address()).as_deref(),
        Some("map?indicator=pay&areas=region&focus=E12000007")
    );
    state.apply(Command::StepView(true));
    assert_eq!(state.here().view, View::Table);
}
