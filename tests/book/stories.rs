//! Stories, slides and what a room said: kept in order, at once, and quick when there are many.

use std::time::Instant;

use levelbook::book::{BookError, Reader, Telling, Told, Writer};
use levelbook::domain::{
    Hand, NoteKind, Reveal, SlideBody, SlideContent, SlideId, StoryId, VoteDraft, VoteId, VoteKind,
    WorkshopNoteDraft,
};

use crate::made::{new_book, now};

fn tell(writer: &Writer, action: Telling) -> Told {
    writer.tell(action, now()).expect("told")
}

pub(crate) fn story(writer: &Writer, title: &str, slides: usize) -> StoryId {
    let slides = (0..slides)
        .map(|number| SlideContent::text(number.to_string(), "words"))
        .collect();
    match tell(
        writer,
        Telling::AddStory {
            title: title.to_owned(),
            slides,
        },
    ) {
        Told::Story(id) => id,
        other => unreachable!("{other:?}"),
    }
}

/// Titles in order, as one text.
fn order(reader: &Reader, id: StoryId) -> String {
    let story = reader.story(id).expect("a story");
    let titles: Vec<&str> = story
        .slides
        .iter()
        .map(|slide| slide.content.title.as_str())
        .collect();
    titles.join(" ")
}

fn slide(reader: &Reader, story: StoryId, at: usize) -> SlideId {
    reader.story(story).expect("a story").slides[at].id
}

#[test]
fn a_slide_is_read_as_it_was_written() {
    let (_folder, path, writer) = new_book();
    let reader = Reader::open(&path).expect("opens");
    let id = story(&writer, "  Goal 2: what next? ", 0);
    assert_eq!(reader.stories().expect("reads")[0].code, "goal-2-what-next");
    let again = story(&writer, "Goal 2: what next?", 0);
    assert_eq!(
        reader.story(again).expect("reads").code,
        "goal-2-what-next-2"
    );
    let content = SlideContent {
        body: SlideBody::Figure("trend?indicator=employment-rate".to_owned()),
        title: "Own".to_owned(),
        remark: "So.".to_owned(),
        notes: "Say “this”\nthen that".to_owned(),
        steps: [Reveal::Axes, Reveal::Focus].into_iter().collect(),
        frozen: Some(now()),
        seen: "ab12".to_owned(),
    };
    tell(
        &writer,
        Telling::AddSlide {
            story: id,
            content: Box::new(content.clone()),
            before: None,
        },
    );
    assert_eq!(reader.story(id).expect("reads").slides[0].content, content);
    let other = SlideContent::section("Part two", "about");
    let changed = slide(&reader, id, 0);
    tell(&writer, Telling::SetSlide(changed, Box::new(other.clone())));
    assert_eq!(reader.story(id).expect("reads").slides[0].content, other);
}

#[test]
fn slides_move_are_doubled_and_go_and_the_order_holds() {
    let (_folder, path, writer) = new_book();
    let reader = Reader::open(&path).expect("opens");
    let id = story(&writer, "A", 5);
    let at = |place| slide(&reader, id, place);
    tell(&writer, Telling::MoveSlide(at(4), Some(at(0))));
    assert_eq!(order(&reader, id), "4 0 1 2 3");
    tell(&writer, Telling::MoveSlide(at(0), Some(at(2))));
    assert_eq!(order(&reader, id), "0 4 1 2 3");
    tell(&writer, Telling::MoveSlide(at(1), None));
    tell(&writer, Telling::CopySlide(at(1)));
    tell(&writer, Telling::CopySlide(at(5)));
    assert_eq!(order(&reader, id), "0 1 1 2 3 4 4");
    tell(&writer, Telling::RemoveSlide(at(0)));
    // Between the same two, over and over: there is always room.
    for _ in 0..40 {
        tell(&writer, Telling::MoveSlide(at(5), Some(at(1))));
    }
    assert_eq!(order(&reader, id).split(' ').count(), 6);
    let gone = at(0);
    tell(&writer, Telling::RemoveSlide(gone));
    for action in [
        Telling::RemoveSlide(gone),
        Telling::CopySlide(gone),
        Telling::MoveSlide(gone, None),
        Telling::MoveSlide(at(0), Some(gone)),
        Telling::RenameStory(StoryId(99), "x".to_owned()),
    ] {
        let refused = writer.tell(action.clone(), now());
        assert!(matches!(refused, Err(BookError::NoLonger(_))), "{action:?}");
    }
}

pub(crate) fn vote(writer: &Writer, story: Option<StoryId>, slide: Option<SlideId>) -> VoteId {
    let draft = VoteDraft {
        story,
        slide,
        kind: VoteKind::Hands,
        question: "What first?".to_owned(),
        options: ["Attendance", " ", "Reading"].map(str::to_owned).to_vec(),
        people: Some(20),
    };
    match tell(writer, Telling::OpenVote(Box::new(draft))) {
        Told::Vote(id) => id,
        other => unreachable!("{other:?}"),
    }
}

#[test]
fn hands_are_counted_round_by_round_and_each_can_be_taken_back() {
    let (_folder, path, writer) = new_book();
    let reader = Reader::open(&path).expect("opens");
    let id = vote(&writer, None, None);
    let counts = || {
        let record = reader.workshop_record(None).expect("reads");
        record.votes[0].rounds.clone()
    };
    for (option, hand) in [
        (0, Hand::Down),
        (0, Hand::Up),
        (1, Hand::Up),
        (1, Hand::Up),
        (0, Hand::Down),
        (0, Hand::Down),
        (7, Hand::Up),
    ] {
        tell(&writer, Telling::Raise(id, option, hand));
    }
    assert_eq!(
        counts(),
        [[0, 2]],
        "none is the fewest, and only options count"
    );
    tell(&writer, Telling::TakeBack(id));
    assert_eq!(counts(), [[1, 2]]);
    tell(&writer, Telling::NextRound(id));
    tell(&writer, Telling::Raise(id, 0, Hand::Up));
    tell(&writer, Telling::TakeBack(id));
    tell(&writer, Telling::TakeBack(id));
    assert_eq!(counts(), [[1, 2], [0, 0]], "the first round stays");
    tell(&writer, Telling::RemoveVote(id));
    assert_eq!(reader.workshop_record(None).expect("reads").votes, []);
}

#[test]
fn what_a_room_said_outlives_the_slide_and_the_story() {
    let (_folder, path, writer) = new_book();
    let reader = Reader::open(&path).expect("opens");
    let id = story(&writer, "A", 2);
    let on = slide(&reader, id, 1);
    vote(&writer, Some(id), Some(on));
    let draft = WorkshopNoteDraft {
        story: Some(id),
        slide: Some(on),
        goal: Some(2),
        subject: Some("E08000032".into()),
        kind: NoteKind::Action,
        text: "Ask the schools".to_owned(),
        owner: "Education team".to_owned(),
        due: "2027-01-31".parse().ok(),
    };
    tell(&writer, Telling::AddNote(Box::new(draft.clone())));
    let record = reader.workshop_record(Some(id)).expect("reads");
    assert_eq!(record.notes[0].draft, draft);
    tell(&writer, Telling::RemoveStory(id));
    assert!(reader.stories().expect("reads").is_empty());
    assert!(
        reader
            .workshop_record(Some(id))
            .expect("reads")
            .notes
            .is_empty()
    );
    let record = reader.workshop_record(None).expect("reads");
    assert_eq!((record.votes.len(), record.notes.len()), (1, 1));
    assert_eq!(record.notes[0].draft.slide, None);
    assert_eq!(record.notes[0].draft.owner, "Education team");
    assert!(levelbook::book::check(&path).expect("checks").is_sound());
}

/// A thousand slides and ten thousand hands: what a window does at once stays far below a second, also in a build for tests.
#[test]
fn many_slides_and_many_hands_stay_quick() {
    let (_folder, path, writer) = new_book();
    let id = story(&writer, "Long", 1000);
    let asked = vote(&writer, Some(id), None);
    drop(writer);
    let plain = crate::made::plain_to_write(&path);
    plain
        .execute_batch(&format!(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10000)
             INSERT INTO hands (vote, round, place, change, at_utc) SELECT {}, 0, i % 2, 1, '2026-11-22T10:15:00Z' FROM n",
            asked.0
        ))
        .expect("writes");
    drop(plain);
    let started = Instant::now();
    let writer = Writer::open(&path).expect("opens");
    let reader = Reader::open(&path).expect("opens");
    let read = reader.story(id).expect("reads");
    let record = reader.workshop_record(Some(id)).expect("reads");
    let opened = started.elapsed();
    assert_eq!(
        (read.slides.len(), record.votes[0].total(0)),
        (1000, 10_000)
    );
    let started = Instant::now();
    tell(
        &writer,
        Telling::MoveSlide(read.slides[999].id, Some(read.slides[0].id)),
    );
    tell(&writer, Telling::Raise(asked, 0, Hand::Up));
    tell(&writer, Telling::TakeBack(asked));
    let acted = started.elapsed();
    println!("opened and read in {opened:?}, three actions in {acted:?}");
    assert!(opened.as_secs_f64() < 1.0, "{opened:?}");
    assert!(acted.as_secs_f64() < 1.0, "{acted:?}");
}
