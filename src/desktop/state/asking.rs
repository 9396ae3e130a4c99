use super::{Dialog, State};
use crate::desktop::address::{Address, IndicatorAsk, View};
use crate::desktop::contents::Contents;
use crate::desktop::effects::Effect;
use crate::desktop::history::Stop;
use crate::domain::{AreaSet, IndicatorCode, OrganisationSet, SubjectCode, SubjectKind};
use crate::questions::{Question, QuestionKind, Subjects};

/// A place for one answer on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Slot {
    /// All goals.
    Overview,
    /// One goal.
    Goal,
    /// One indicator.
    Indicator(IndicatorAsk),
    /// One indicator on a map.
    Map,
    /// Several subjects.
    Comparison,
    /// One subject.
    Profile,
    /// Any other question.
    Question,
    /// Plans: those of the screen, or those that belong beside it.
    Plans,
    /// Those most like the one that is compared, or whose profile is shown.
    Alike,
    /// The ranking whose ends are put into a comparison.
    Ends,
    /// Where the subject of a profile stands among its peers on one indicator.
    Peers,
    /// Its own periods.
    Years,
    /// The places within it.
    Within,
}

/// The slot of the answer that a screen is mainly about.
pub(in crate::desktop) fn main_slot(stop: &Stop) -> Option<Slot> {
    if stop.view == View::Map && stop.address.indicator_asked().is_some() {
        return Some(Slot::Map);
    }
    Some(match &stop.address {
        Address::Goals => Slot::Overview,
        Address::Goal(_) => Slot::Goal,
        Address::Indicator { ask, .. } => Slot::Indicator(*ask),
        Address::Compare { .. } => Slot::Comparison,
        Address::Profile(_) => Slot::Profile,
        Address::Question(_) => Slot::Question,
        Address::Plans(_) => Slot::Plans,
        _ => return None,
    })
}

/// The question that a screen asks, if it asks one.
pub(super) fn question_of(stop: &Stop, contents: &Contents) -> Option<Question> {
    let context = &stop.context;
    if stop.view == View::Map
        && let Some(code) = stop.address.indicator_asked()
    {
        return Some(on_a_map(code, stop, contents));
    }
    let plain = |kind| {
        let mut question = Question::new(kind);
        question.group = context.group.clone();
        question.benchmark.clone_from(&context.benchmark);
        question.period.clone_from(&context.period);
        question
    };
    let about = |kind| {
        let mut question = plain(kind);
        question.subjects = one(context.subject.as_ref());
        question
    };
    Some(match &stop.address {
        Address::Goals => about(QuestionKind::Overview),
        Address::Goal(number) => {
            let mut question = about(QuestionKind::Goal);
            question.goal = Some(*number);
            question
        }
        Address::Indicator { code, ask } => {
            let mut question = if ask.is_of_many() {
                among_its_like(plain(ask.kind()), stop, contents)
            } else if *ask == IndicatorAsk::Coverage {
                plain(ask.kind())
            } else {
                about(ask.kind())
            };
            question.indicators = vec![code.clone()];
            question
        }
        Address::Compare { subjects, .. } if subjects.is_empty() => return None,
        Address::Compare { goal, subjects } => {
            let mut question = plain(QuestionKind::Comparison);
            question.goal = *goal;
            question.subjects = Subjects::Codes(subjects.clone());
            question
        }
        Address::Profile(code) => {
            let mut question = plain(QuestionKind::Profile);
            question.subjects = one(Some(code));
            question
        }
        Address::Question(line) => Question::from_address(line).ok()?,
        Address::Plans(goal) => Question {
            goal: *goal,
            ..Question::new(QuestionKind::Plans)
        },
        Address::Form(..)
        | Address::Places
        | Address::Organisations
        | Address::Data
        | Address::ImportReport(_)
        | Address::Stories
        | Address::Wizard
        | Address::Backups => return None,
    })
}

/// One indicator on a map of regions, or of nations where a nation is looked at or there are no regions.
fn on_a_map(code: IndicatorCode, stop: &Stop, contents: &Contents) -> Question {
    let context = &stop.context;
    let chosen = context
        .subject
        .as_ref()
        .and_then(|code| contents.subject(code));
    let is_in = |set| chosen.is_some_and(|subject| subject.in_areas(set));
    let set = if is_in(AreaSet::Country) || !contents.has_several(AreaSet::Region) {
        AreaSet::Country
    } else {
        AreaSet::Region
    };
    Question {
        indicators: vec![code],
        subjects: Subjects::Areas(set),
        focus: chosen
            .filter(|_| is_in(set))
            .map(|subject| subject.code.clone())
            .into_iter()
            .collect(),
        group: context.group.clone(),
        benchmark: context.benchmark.clone(),
        period: context.period.clone(),
        ..Question::new(QuestionKind::Map)
    }
}

/// The question asked of all subjects of the level or kind that the chosen one has, with the chosen one in front.
fn among_its_like(mut question: Question, stop: &Stop, contents: &Contents) -> Question {
    let chosen = stop.context.subject.as_ref();
    if let Some(subject) = chosen.and_then(|code| contents.subject(code)) {
        question.focus = vec![subject.code.clone()];
        question.subjects = match subject.kind {
            SubjectKind::Place(level) => {
                AreaSet::of_level(level).map_or(Subjects::Unsaid, Subjects::Areas)
            }
            SubjectKind::Organisation(_) => Subjects::Organisations(OrganisationSet::Employer),
        };
    }
    question
}

/// Who is most like a subject, asked by comparing them.
fn most_like(code: SubjectCode) -> Question {
    let mut question = Question::new(QuestionKind::Comparison);
    question.narrowed.neighbours_of = Some(code);
    question
}

fn one(code: Option<&SubjectCode>) -> Subjects {
    code.map_or(Subjects::Unsaid, |code| Subjects::Codes(vec![code.clone()]))
}

impl State {
    /// What a profile shows beside its figures: one of them in detail, and who is most like the subject.
    fn beside_profile(&self, contents: &Contents) -> Vec<(Slot, Question)> {
        let Address::Profile(code) = self.address() else {
            return Vec::new();
        };
        let row = self.shown(Slot::Profile).and_then(|shown| {
            let rows = &shown.answer.rows;
            let row = rows.get(self.here().row).or_else(|| rows.first());
            row.filter(|row| row.subject_code == *code)
        });
        let (Some(row), Some(subject)) = (row, contents.subject(code)) else {
            return Vec::new();
        };
        let context = self.context();
        let about = |kind| Question {
            indicators: vec![row.indicator_code.clone()],
            group: row.group.clone(),
            benchmark: context.benchmark.clone(),
            ..Question::new(kind)
        };
        let peers = match subject.kind {
            SubjectKind::Place(level) => AreaSet::of_level(level).map(Subjects::Areas),
            SubjectKind::Organisation(kind) => {
                Some(Subjects::Organisations(OrganisationSet::Type(kind)))
            }
        };
        let mut wanted = Vec::new();
        if let Some(subjects) = peers {
            let question = Question {
                subjects,
                focus: vec![code.clone()],
                period: context.period.clone(),
                ..about(QuestionKind::Spread)
            };
            wanted.push((Slot::Peers, question));
        }
        let question = Question {
            subjects: one(Some(code)),
            ..about(QuestionKind::Trend)
        };
        wanted.push((Slot::Years, question));
        if let Some(set) = contents.level_within(code) {
            let mut question = Question {
                subjects: Subjects::Areas(set),
                period: context.period.clone(),
                ..about(QuestionKind::Spread)
            };
            question.narrowed.parent = Some(code.clone());
            wanted.push((Slot::Within, question));
        }
        wanted.push((Slot::Alike, most_like(code.clone())));
        wanted
    }

    /// The overview, where nobody is chosen and the screen's own answer looks at nobody: it says who is looked at.
    fn somebody(&self, contents: &Contents) -> Option<(Slot, Question)> {
        let of_nobody = matches!(main_slot(self.here()), None | Some(Slot::Plans));
        let goals = Stop {
            address: Address::Goals,
            ..self.here().clone()
        };
        let wanted = of_nobody && self.context().subject.is_none();
        let question = question_of(&goals, contents).filter(|_| wanted)?;
        Some((Slot::Overview, question))
    }

    /// The plans that belong beside a goal, a place or an organisation.
    fn plans_beside(&self) -> Option<(Slot, Question)> {
        let plans = Question::new(QuestionKind::Plans);
        let question = match self.address() {
            Address::Goal(number) => Question {
                goal: Some(*number),
                ..plans
            },
            Address::Profile(code) => Question {
                subjects: one(Some(code)),
                ..plans
            },
            _ => return None,
        };
        Some((Slot::Plans, question))
    }

    /// Asks what the screen shows and is not asked yet.
    pub(super) fn ask(&mut self) -> Vec<Effect> {
        let Some(book) = self.book.clone() else {
            return Vec::new();
        };
        let mut wanted = Vec::new();
        if self.presenting().is_some() {
            return self.ask_faces();
        }
        if let Some(slot) = main_slot(self.here())
            && let Some(question) = question_of(self.here(), &book.contents)
        {
            wanted.push((slot, question));
        }
        wanted.extend(self.somebody(&book.contents));
        wanted.extend(self.plans_beside());
        wanted.extend(self.beside_profile(&book.contents));
        let alike = self.dialog.as_ref().and_then(Dialog::most_like);
        wanted.extend(alike.map(|code| (Slot::Alike, most_like(code))));
        let ends = self.dialog.as_ref().and_then(Dialog::ends);
        wanted.extend(ends.map(|question| (Slot::Ends, question)));
        let mut effects = self.ask_faces();
        wanted.dedup_by(|a, b| a.0 == b.0);
        for (slot, question) in wanted {
            let asked = (question.clone(), book.contents.revision);
            if self
                .answers
                .get(&slot)
                .is_some_and(|known| known.question.as_ref() == Some(&asked))
            {
                continue;
            }
            let ticket = self.ticket();
            let entry = self.answers.entry(slot).or_default();
            entry.question = Some(asked);
            entry.answer.wait(ticket);
            effects.push(Effect::Ask(ticket, book.path.clone(), Box::new(question)));
        }
        if let Address::ImportReport(number) = *self.address()
            && self
                .report
                .value()
                .is_none_or(|report| report.record.number != number)
        {
            let ticket = self.ticket();
            self.report.wait(ticket);
            effects.push(Effect::ReadImport(ticket, book.path.clone(), number));
        }
        effects
    }
}
