use crate::desktop::widgets::Choice;
use crate::questions::Question;

/// A select whose options are questions: choosing one asks it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct LineSelect {
    /// Its name for screen readers.
    pub label: String,
    /// Muted words before what is chosen.
    pub prefix: String,
    /// What is chosen.
    pub shown: String,
    /// What can be chosen.
    pub choices: Vec<Choice>,
    /// The question of each choice, as an address.
    pub lines: Vec<String>,
    /// Index of what is chosen, if it is among them.
    pub at: Option<usize>,
    /// Widest it gets.
    pub width: u16,
}

impl LineSelect {
    /// A select without options yet.
    pub(super) fn new(label: &str, prefix: &str, width: u16) -> Self {
        Self {
            label: label.to_owned(),
            prefix: prefix.to_owned(),
            shown: "choose".to_owned(),
            width,
            ..Self::default()
        }
    }

    /// An option more; `here` where it is the one chosen.
    pub(super) fn push(&mut self, choice: Choice, asked: &Question, here: bool) {
        if here {
            self.at = Some(self.choices.len());
            self.shown.clone_from(&choice.text);
        }
        self.choices.push(choice);
        self.lines.push(asked.address());
    }

    /// An option before all others.
    pub(super) fn put_first(&mut self, choice: Choice, asked: &Question, here: bool) {
        self.at = self.at.map(|at| at + 1);
        if here {
            self.at = Some(0);
            self.shown.clone_from(&choice.text);
        }
        self.choices.insert(0, choice);
        self.lines.insert(0, asked.address());
    }
}
