use super::{Context, State, asking};
use crate::desktop::address::{Address, IndicatorAsk, RailPlace, View};
use crate::desktop::commands::Command;
use crate::desktop::effects::Effect;
use crate::domain::AreaSet;
use crate::message::Explain;
use crate::questions::{Between, Narrowing, Question, QuestionKind, Subjects};

impl Context {
    /// What a question says of it.
    fn of(question: &Question) -> Self {
        let first = match &question.subjects {
            Subjects::Codes(codes) => codes.first(),
            _ => None,
        };
        Self {
            subject: question.focus.first().or(first).cloned(),
            benchmark: question.benchmark.clone(),
            period: question.period.clone(),
            group: question.group.clone(),
        }
    }
}

impl State {
    /// Goes to an address and asks what it shows.
    pub(super) fn go(&mut self, address: Address) -> Vec<Effect> {
        let subject = match &address {
            Address::Profile(code) => Some(code.clone()),
            _ => None,
        };
        self.history.go(address);
        if subject.is_some() {
            self.history.here_mut().context.subject = subject;
        }
        self.arrived()
    }

    pub(super) fn arrived(&mut self) -> Vec<Effect> {
        self.failure = None;
        self.settings.address = self.address().clone();
        if let Address::Compare { subjects, .. } = self.history.current() {
            self.basket.clone_from(subjects);
        }
        let mut effects = self.ask();
        if *self.address() == Address::Stories {
            effects.extend(self.read_stories());
        }
        self.put_in_order();
        effects.push(self.write_settings());
        effects
    }

    /// The gaps that were on the screen last, or those of all indicators of the subject, as an address.
    pub fn gaps_line(&self) -> String {
        let last = self.history.visited().find_map(|address| match address {
            Address::Question(line) if address.rail() == RailPlace::Gaps => Some(line.clone()),
            _ => None,
        });
        last.unwrap_or_else(|| {
            let mut question = Question::new(QuestionKind::Gap);
            if let Some(code) = &self.context().subject {
                question.subjects = Subjects::Codes(vec![code.clone()]);
            }
            question.address()
        })
    }

    /// Opens an address as the command line takes it: on the screen that asks the very same, or as a question of its own.
    pub(super) fn go_to_line(&mut self, line: &str) -> Vec<Effect> {
        let question = match Question::from_address(line.trim()) {
            Ok(question) => question,
            Err(error) => {
                self.failure = Some(error.explain());
                return Vec::new();
            }
        };
        let context = Context::of(&question);
        let mut stop = self.here().clone();
        stop.address = Address::of_question(&question);
        stop.context = context.clone();
        let same = self.contents().is_some_and(|contents| {
            asking::question_of(&stop, contents).as_ref() == Some(&question)
        });
        if !same {
            stop.address = Address::Question(question.address());
        }
        // Another question of the same indicator is the same screen asked differently.
        let here = self.address();
        let alike = here.indicator_asked().is_some()
            && here.indicator_asked() == stop.address.indicator_asked();
        if alike || stop.address == *here {
            self.history.turn(|here| {
                here.address = stop.address;
                here.context = context;
            });
        } else {
            self.history.go(stop.address);
            self.history.here_mut().context = context;
        }
        self.arrived()
    }

    /// Changes what all screens share, which a step back undoes.
    pub(super) fn set_context(&mut self, command: Command) -> Vec<Effect> {
        self.history.turn(|stop| {
            if let Address::Question(line) = &mut stop.address
                && let Ok(mut question) = Question::from_address(line)
            {
                change_question(&mut question, &command);
                *line = question.address();
            }
            if let (Address::Profile(shown), Command::SetSubject(code)) =
                (&mut stop.address, &command)
            {
                shown.clone_from(code);
            }
            change(&mut stop.context, command);
        });
        self.arrived()
    }

    /// Whether an address asks one indicator of places, and the book holds several places of a level that has a map.
    fn has_map(&self, address: &Address) -> bool {
        let Some(contents) = self.contents() else {
            return false;
        };
        let several = [AreaSet::Region, AreaSet::Country]
            .iter()
            .any(|set| contents.has_several(*set));
        if !several || address.indicator_asked().is_none() {
            return false;
        }
        let first = self
            .main_shown()
            .and_then(|shown| shown.answer.rows.first());
        first.is_none_or(|row| {
            let subject = contents.subject(&row.subject_code);
            subject.is_none_or(|subject| subject.level().is_some())
        })
    }

    /// The ways in which what is shown can be looked at, in the order of the tabs; none on a screen without a figure.
    pub fn views(&self) -> &'static [View] {
        match self.address() {
            address if self.has_map(address) => &[View::Chart, View::Map, View::Table, View::About],
            Address::Indicator { .. } | Address::Question(_) => {
                &[View::Chart, View::Table, View::About]
            }
            Address::Goals | Address::Goal(_) | Address::Profile(_) | Address::Plans(_) => {
                &[View::Chart, View::Table]
            }
            Address::Compare { subjects, .. } if !subjects.is_empty() => {
                &[View::Chart, View::Table]
            }
            _ => &[],
        }
    }

    /// Changes how the same screen is looked at, or what it asks.
    pub(super) fn set_view(&mut self, command: Command) -> Vec<Effect> {
        let views = self.views();
        match command {
            Command::SetView(view) if views.contains(&view) => self.history.here_mut().view = view,
            Command::StepView(forwards) if !views.is_empty() => {
                let at = views.iter().position(|view| *view == self.here().view);
                let at = at.unwrap_or(0) + if forwards { 1 } else { views.len() - 1 };
                if let Some(view) = views.get(at % views.len()) {
                    self.history.here_mut().view = *view;
                }
            }
            Command::SetAsk(new) => return self.set_ask(new),
            Command::SetCompareGoal(new) => self.history.turn(|stop| {
                if let Address::Compare { goal, .. } = &mut stop.address {
                    *goal = new;
                    stop.row = 0;
                }
            }),
            Command::RemoveCompared(code) => self.history.turn(|stop| {
                if let Address::Compare { subjects, .. } = &mut stop.address {
                    subjects.retain(|other| *other != code);
                }
            }),
            Command::SetOrder(order) => {
                self.history.here_mut().order = order;
                self.put_in_order();
            }
            Command::SetRow(row) => self.history.here_mut().row = row,
            _ => return Vec::new(),
        }
        self.arrived()
    }
}

impl State {
    /// Asks the same indicator something else.
    fn set_ask(&mut self, new: IndicatorAsk) -> Vec<Effect> {
        let line = match self.address() {
            Address::Question(line) => Some(line.clone()),
            _ => None,
        };
        if let Some(mut question) = line.and_then(|line| Question::from_address(&line).ok()) {
            question.kind = new.kind();
            if !matches!(new, IndicatorAsk::Gap | IndicatorAsk::Closing) {
                question.between = Between::Unsaid;
            }
            if !new.is_of_many() && !matches!(question.subjects, Subjects::Codes(_)) {
                let focus = std::mem::take(&mut question.focus);
                question.subjects = if focus.is_empty() {
                    Subjects::Unsaid
                } else {
                    Subjects::Codes(focus)
                };
                question.narrowed = Narrowing::default();
            }
            return self.go_to_line(&question.address());
        }
        self.history.turn(|stop| {
            if let Address::Indicator { ask, .. } = &mut stop.address {
                *ask = new;
                if stop.view == View::About {
                    stop.view = View::Chart;
                }
            }
        });
        self.arrived()
    }
}

fn change(context: &mut Context, command: Command) {
    match command {
        Command::SetSubject(code) => {
            if context.benchmark.as_ref() == Some(&code) {
                context.benchmark = None;
            }
            context.subject = Some(code);
        }
        Command::SetBenchmark(code) => context.benchmark = code,
        Command::SetPeriod(period) => context.period = period,
        Command::SetGroup(group) => context.group = group,
        _ => {}
    }
}

fn change_question(question: &mut Question, command: &Command) {
    match command {
        Command::SetSubject(code) => match &mut question.subjects {
            Subjects::Areas(_) | Subjects::Organisations(_) => question.focus = vec![code.clone()],
            subjects => *subjects = Subjects::Codes(vec![code.clone()]),
        },
        Command::SetBenchmark(code) => question.benchmark.clone_from(code),
        Command::SetPeriod(period) => question.period.clone_from(period),
        Command::SetGroup(group) => question.group = group.clone(),
        _ => {}
    }
}
