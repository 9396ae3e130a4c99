use jiff::Timestamp;

/// A story of a book, by the number under which the book keeps it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct StoryId(pub i64);

/// A slide of a book, by the number under which the book keeps it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SlideId(pub i64);

/// A story as a list shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoryOutline {
    /// Its number.
    pub id: StoryId,
    /// Its code, as the command line takes it.
    pub code: String,
    /// Its title.
    pub title: String,
    /// How many slides it has.
    pub slides: u32,
}

/// Slides in an order, to be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Story {
    /// Its number.
    pub id: StoryId,
    /// Its code, as the command line takes it.
    pub code: String,
    /// Its title.
    pub title: String,
    /// Its slides, in order.
    pub slides: Vec<Slide>,
}

/// A slide that a book keeps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slide {
    /// Its number.
    pub id: SlideId,
    /// What it shows and says.
    pub content: SlideContent,
}

/// A story that is made out of what a book holds and is not kept in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadyStory {
    /// Its code, as the command line takes it.
    pub code: String,
    /// Its title.
    pub title: String,
    /// Its slides, in order.
    pub slides: Vec<SlideContent>,
}

impl From<Story> for ReadyStory {
    fn from(story: Story) -> Self {
        Self {
            code: story.code,
            title: story.title,
            slides: story
                .slides
                .into_iter()
                .map(|slide| slide.content)
                .collect(),
        }
    }
}

/// What a slide shows and says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SlideContent {
    /// A figure, a text or the beginning of a section.
    pub body: SlideBody,
    /// Its own title; empty where the headline of the figure serves.
    pub title: String,
    /// One sentence below the picture, shown last; empty for none.
    pub remark: String,
    /// What the speaker says; never shown to the room.
    pub notes: String,
    /// Where the show stops on its way to the whole slide.
    pub steps: RevealSteps,
    /// Since when its figures stand still; a live slide has none.
    pub frozen: Option<Timestamp>,
    /// What its figures were when it was made, as a short mark; empty where nobody looked. A live slide whose figures have
    /// another mark was made from other figures than those it shows. Of a frozen slide it is the answer itself, where that could
    /// be kept.
    pub seen: String,
}

/// What is on a slide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SlideBody {
    /// The answer to a question, by its address.
    Figure(String),
    /// Lines of text, each a point.
    Text(String),
    /// The beginning of a section, with a line about it.
    Section(String),
}

impl SlideBody {
    /// The word under which the book keeps the kind.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Figure(_) => "figure",
            Self::Text(_) => "text",
            Self::Section(_) => "section",
        }
    }

    /// The address or the text.
    pub fn words(&self) -> &str {
        match self {
            Self::Figure(words) | Self::Text(words) | Self::Section(words) => words,
        }
    }

    /// Reads what [`SlideBody::kind`] and [`SlideBody::words`] write.
    pub fn from_kind(kind: &str, words: String) -> Option<Self> {
        Some(match kind {
            "figure" => Self::Figure(words),
            "text" => Self::Text(words),
            "section" => Self::Section(words),
            _ => return None,
        })
    }
}

impl SlideContent {
    /// A slide with nothing besides its body: live, and whole at once.
    pub fn new(body: SlideBody) -> Self {
        Self {
            body,
            title: String::new(),
            remark: String::new(),
            notes: String::new(),
            steps: RevealSteps::default(),
            frozen: None,
            seen: String::new(),
        }
    }

    /// A figure under its own headline.
    pub fn figure(address: impl Into<String>) -> Self {
        Self::new(SlideBody::Figure(address.into()))
    }

    /// A text under a title.
    pub fn text(title: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            ..Self::new(SlideBody::Text(text.into()))
        }
    }

    /// The beginning of a section.
    pub fn section(title: impl Into<String>, about: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            ..Self::new(SlideBody::Section(about.into()))
        }
    }

    /// The same with what the speaker says.
    #[must_use]
    pub fn with_notes(mut self, notes: impl Into<String>) -> Self {
        self.notes = notes.into();
        self
    }

    /// At which parts the show stops on this slide, where its picture has `parts`: at each chosen one that is there, and at the
    /// last in any case, since that shows the whole.
    pub fn stops(&self, parts: &[Reveal]) -> Vec<Reveal> {
        let there = |part: Reveal| match part {
            Reveal::Remark => !self.remark.is_empty(),
            part => parts.contains(&part),
        };
        let all: Vec<Reveal> = Reveal::ALL
            .into_iter()
            .filter(|part| there(*part))
            .collect();
        let last = all.last().copied().unwrap_or(Reveal::Remark);
        let mut stops: Vec<Reveal> = all
            .into_iter()
            .filter(|part| self.steps.has(*part) && *part != last)
            .collect();
        stops.push(last);
        stops
    }
}

/// A part of a slide that can come later than the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Reveal {
    /// Title, axes and headings.
    Axes,
    /// What the focus is seen against: the benchmark, the named, the crowd.
    Context,
    /// Whom it is about.
    Focus,
    /// How far apart they are.
    Gap,
    /// The slide's own sentence.
    Remark,
}

impl Reveal {
    /// All parts, in the order in which they come.
    pub const ALL: [Self; 5] = [
        Self::Axes,
        Self::Context,
        Self::Focus,
        Self::Gap,
        Self::Remark,
    ];

    /// As a person reads it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Axes => "Axes",
            Self::Context => "Context",
            Self::Focus => "Focus",
            Self::Gap => "Gap",
            Self::Remark => "Remark",
        }
    }
}

/// The parts at which a show stops.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct RevealSteps(u8);

impl RevealSteps {
    /// Reads what [`RevealSteps::bits`] writes; what a newer program may have added is left away.
    pub fn from_bits(bits: u8) -> Self {
        Self(bits & 0b1_1111)
    }

    /// As the book keeps it: one bit a part, the axes first.
    pub fn bits(self) -> u8 {
        self.0
    }

    /// Whether the show stops there.
    pub fn has(self, part: Reveal) -> bool {
        self.0 & (1 << part as u8) != 0
    }

    /// The same with a part put in or taken out.
    #[must_use]
    pub fn toggled(self, part: Reveal) -> Self {
        Self(self.0 ^ (1 << part as u8))
    }
}

impl FromIterator<Reveal> for RevealSteps {
    fn from_iter<T: IntoIterator<Item = Reveal>>(parts: T) -> Self {
        Self(
            parts
                .into_iter()
                .fold(0, |bits, part| bits | (1 << part as u8)),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::{Reveal, RevealSteps, SlideBody, SlideContent};

    #[test]
    fn a_show_stops_where_it_was_asked_to_and_ends_with_the_whole() {
        use Reveal::{Axes, Context, Focus, Gap, Remark};
        let parts = [Axes, Context, Focus];
        for (steps, remark, stops) in [
            (vec![], "", vec![Focus]),
            (vec![], "Look here.", vec![Remark]),
            (vec![Axes, Gap], "", vec![Axes, Focus]),
            (
                vec![Axes, Context, Focus, Gap],
                "So.",
                vec![Axes, Context, Focus, Remark],
            ),
            (vec![Remark], "", vec![Focus]),
        ] {
            let slide = SlideContent {
                remark: remark.to_owned(),
                steps: steps.iter().copied().collect(),
                ..SlideContent::figure("trend")
            };
            assert_eq!(slide.stops(&parts), stops, "{steps:?} {remark}");
        }
        assert_eq!(SlideContent::text("A", "B").stops(&[]), vec![Remark]);
    }

    #[test]
    fn steps_and_bodies_are_read_as_they_were_written() {
        let steps: RevealSteps = [Reveal::Axes, Reveal::Gap].into_iter().collect();
        assert_eq!(RevealSteps::from_bits(steps.bits()), steps);
        assert!(!steps.toggled(Reveal::Gap).has(Reveal::Gap));
        assert_eq!(RevealSteps::from_bits(0xFF).bits(), 0b1_1111);
        for body in [
            SlideBody::Figure("trend".to_owned()),
            SlideBody::Text("a\nb".to_owned()),
            SlideBody::Section(String::new()),
        ] {
            let read = SlideBody::from_kind(body.kind(), body.words().to_owned());
            assert_eq!(read, Some(body));
        }
        assert_eq!(SlideBody::from_kind("film", String::new()), None);
    }
}
