use super::apply::window;
use super::{State, asking};
use crate::desktop::address::Address;
use crate::desktop::effects::{Effect, WindowEffect};
use crate::desktop::history::Stop;
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

impl State {
    /// Starts a show: of the indicators of a goal, or of what is on the screen.
    pub(super) fn present(&mut self) -> Vec<Effect> {
        let Some(book) = self.book.clone() else {
            return Vec::new();
        };
        let trend = |code| {
            let stop = Stop {
                address: Address::indicator(code),
                context: self.context().clone(),
                ..Stop::default()
            };
            asking::question_of(&stop, &book.contents)
        };
        let shown = || asking::question_of(self.here(), &book.contents);
        let contents = &book.contents;
        let (mut slides, mut at, mut title) = (Vec::new(), 0, String::new());
        match self.address() {
            Address::Indicator { code, .. } => {
                let goal = contents.goal_of(code);
                let codes = goal.map_or_else(
                    || vec![code.clone()],
                    |goal| contents.indicators_of(goal.number),
                );
                at = codes.iter().position(|other| other == code).unwrap_or(0);
                slides = codes.iter().filter_map(trend).collect();
                if let (Some(question), Some(slide)) = (shown(), slides.get_mut(at)) {
                    *slide = question;
                }
                title = goal.map_or_else(String::new, |goal| {
                    format!("Goal {}  {}", goal.number, goal.name)
                });
            }
            Address::Goal(number) => {
                slides = contents
                    .indicators_of(*number)
                    .iter()
                    .filter_map(trend)
                    .collect();
                title = contents.goal(*number).map_or_else(String::new, |goal| {
                    format!("Goal {}  {}", goal.number, goal.name)
                });
            }
            _ => slides.extend(shown()),
        }
        if slides.is_empty() {
            self.notice("There is no figure to present here. Open a goal or an indicator first.");
            return Vec::new();
        }
        self.dialog = None;
        self.show = Some(Show { slides, at, title });
        let mut effects = vec![window(WindowEffect::FullScreen(true))];
        effects.extend(self.ask());
        effects
    }
}
