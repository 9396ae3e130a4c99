use crate::questions::Question;

/// Figures in front of a room, one at a time.
#[derive(Clone, Debug, PartialEq)]
pub struct Show {
    /// The figures.
    pub slides: Vec<Question>,
    /// Which one is shown, from 0.
    pub at: usize,
    /// What the slides belong to, such as the goal's name.
    pub title: String,
}

impl Show {
    /// What is asked for the slide that is shown.
    pub fn question(&self) -> Option<&Question> {
        self.slides.get(self.at)
    }

    /// To the next slide; stays on the last.
    pub fn next(&mut self) {
        self.at = (self.at + 1).min(self.slides.len().saturating_sub(1));
    }

    /// To the slide before; stays on the first.
    pub fn previous(&mut self) {
        self.at = self.at.saturating_sub(1);
    }
}
