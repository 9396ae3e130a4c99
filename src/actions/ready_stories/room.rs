use crate::domain::SlideContent;

/// What a room can work on: a title, points, and what the speaker does.
const WITH_THE_ROOM: [(&str, &str, &str); 6] = [
    (
        "What do people here say of it?",
        "Whom does it concern?\nWhat do they say themselves?\nWhat would they call better?",
        "M writes down what is said. What they would call better can be kept as a community-defined outcome, under Plans.",
    ),
    (
        "What would we need to know?",
        "Which figure is missing?\nWho has it, or could count it?\nBy when?",
        "M writes each down as an evidence gap.",
    ),
    (
        "Who does something about it already?",
        "Which organisations here?\nFor whom?\nWhat has come of it?",
        "What an organisation says it does can be kept as its plan, under Plans.",
    ),
    (
        "What should come first?",
        "Say what could be done\nVote on it",
        "V opens a vote: a show of hands, or dots.",
    ),
    (
        "Who will do what, and by when?",
        "One thing each\nWith whom?\nBy which day?",
        "M writes each down as an action, with owner and date.",
    ),
    (
        "How shall we know that it works?",
        "Which figure would move?\nFrom where, and to where?\nWho looks again, and when?",
        "Baseline, target and date belong into the plan.",
    ),
];

/// Slides on which the room has the word: so many of them.
pub(super) fn with_the_room(slides: usize) -> impl Iterator<Item = SlideContent> {
    let all = WITH_THE_ROOM.into_iter().take(slides);
    all.map(|(title, points, notes)| SlideContent::text(title, points).with_notes(notes))
}
