//! What is being typed when the program goes is back in its field: slides, votes, notes of the room, and answers in an import.

use egui::{Key, Modifiers};
use levelbook::book::Reader;
use levelbook::domain::SlideContent;

use super::imports::figures_with;
use super::shows::with_story;
use super::{Desk, figures};

const NOTES: &str = "Speaker’s notes, never shown to the room";

impl Desk {
    /// Drafts that lie in the book, by the fields that they belong to.
    fn drafts(&self) -> Vec<String> {
        let book = self.folder.path().join("test.levelbook");
        let drafts = Reader::open(&book).expect("opens").drafts();
        drafts
            .expect("reads")
            .into_iter()
            .map(|(field, _)| field)
            .collect()
    }

    fn first_slide(&self) -> SlideContent {
        let stories = &self.harness.state().state().stories;
        let slides = &stories.story().expect("open").slides;
        slides.first().expect("a slide").content.clone()
    }

    fn open_story(&mut self) {
        self.go("Stories");
        self.click_where("the story", |said| {
            said.starts_with("New story") && said.contains("slides")
        });
    }
}

#[test]
fn what_is_typed_about_a_slide_is_back_after_a_restart() {
    let mut desk = with_story();
    desk.fill(NOTES, "Ask Bradford");
    assert_eq!(desk.first_slide().notes, "", "not taken yet");
    let mut desk = desk.restarted();
    assert!(desk.has("What you were typing"), "{}", desk.text());
    desk.open_story();
    assert_eq!(desk.typed(NOTES), "Ask Bradford");
    assert_eq!(desk.first_slide().notes, "");
    desk.fill(NOTES, "");
    desk.keys(Modifiers::NONE, Key::Enter);
    assert_eq!(desk.first_slide().notes, "Ask Bradford");
    assert_eq!(desk.drafts(), Vec::<String>::new());
    desk.keys(Modifiers::COMMAND, Key::Z);
    assert_eq!(desk.typed(NOTES), "", "the field follows the book again");
}

#[test]
fn a_vote_and_a_note_that_are_being_typed_are_back_after_a_restart() {
    let mut desk = with_story();
    desk.keys(Modifiers::NONE, Key::F5);
    desk.keys(Modifiers::NONE, Key::V);
    desk.fill("Question", "What first?");
    desk.keys(Modifiers::NONE, Key::Escape);
    desk.keys(Modifiers::NONE, Key::M);
    desk.fill("What was said", "Ask the schools");
    let mut desk = desk.restarted();
    desk.open_story();
    desk.keys(Modifiers::NONE, Key::F5);
    desk.keys(Modifiers::NONE, Key::V);
    assert_eq!(desk.typed("Question"), "What first?");
    desk.keys(Modifiers::NONE, Key::Escape);
    desk.keys(Modifiers::NONE, Key::M);
    assert_eq!(desk.typed("What was said"), "Ask the schools");
    desk.click("Keep");
    assert_eq!(desk.drafts(), ["new vote"]);
}

#[test]
fn answers_about_a_file_are_back_after_a_restart() {
    let text = figures_with("Q");
    let mut desk = Desk::reading(&text);
    desk.click("The figure is withheld as confidential");
    let mut desk = desk.restarted();
    let told = "Your answers about schools.csv are kept";
    assert!(desk.has(told), "{}", desk.text());
    desk.next_file(&text);
    desk.go("Data");
    desk.click("Import…");
    let ready = "24 ready (1 of them withheld), 0 left out";
    assert!(desk.has(ready), "{}", desk.text());
    desk.click("Continue");
    desk.click("Import");
    assert!(desk.has("24 figures kept (1 withheld)"), "{}", desk.text());
    assert_eq!(desk.drafts(), Vec::<String>::new());
}

#[test]
fn an_answer_that_is_being_typed_is_back_after_a_restart_and_goes_with_the_import() {
    let text = figures().replace(",2021,", ",,").replace(",2022,", ",,");
    let text = text.replace(",2023,", ",,");
    let mut desk = Desk::reading(&text);
    let field = |desk: &Desk| {
        let said = desk.text();
        let mut inputs = said
            .lines()
            .filter_map(|line| line.strip_prefix("TextInput: "));
        let found = inputs.find(|label| label.contains("What time"));
        found
            .unwrap_or_else(|| panic!("no field for it: {said}"))
            .to_owned()
    };
    let label = field(&desk);
    desk.fill(&label, "2021");
    let mut desk = desk.restarted();
    desk.next_file(&text);
    desk.click("Choose a file");
    assert_eq!(desk.typed(&label), "2021");
    desk.click("Cancel the import");
    assert_eq!(desk.drafts(), Vec::<String>::new());
}
