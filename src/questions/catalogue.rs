use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use jiff::civil::Date;

use super::counted::CountedOnce;
use super::peers::Peers;
use super::{Answer, Question, QuestionError};
use crate::book::Reader;
use crate::domain::{
    AsOf, Framework, Goal, GoalLink, Indicator, IndicatorCode, Lineage, LinkKind, Outcome,
    PeopleGroup, Plan, Subject, SubjectCode,
};
use crate::message::nearest;

/// What the book holds besides figures: goals, links, indicators and subjects, found by code. Read once for
/// every state of the book.
pub(super) struct Catalogue {
    /// The framework in whose goals is thought; none in a book without any.
    pub(super) framework: Option<Framework>,
    /// Its goals by number.
    pub(super) goals: Vec<Goal>,
    links: Vec<GoalLink>,
    /// Every indicator with figures, by name.
    pub(super) indicators: Vec<Indicator>,
    /// Every subject with figures.
    pub(super) subjects: Vec<Subject>,
    /// So many of them, at the front, are looked through for places: organisations, which may be many, stand behind.
    places: usize,
    /// Every plan.
    pub(super) plans: Vec<Plan>,
    /// Every community-defined outcome, by priority.
    pub(super) outcomes: Vec<Outcome>,
    /// Organisations that have plans and no figures.
    planners: Vec<Subject>,
    /// How places followed one another.
    pub(super) lineage: Arc<Lineage>,
    by_code: HashMap<SubjectCode, usize>,
    /// Numbers of peers that were looked at already.
    pub(super) counted: CountedOnce,
    members: Mutex<HashMap<Peers, usize>>,
    /// What must be said of how somebody was found.
    said: Mutex<Vec<String>>,
}

impl Catalogue {
    /// The catalogue that a question needs.
    pub(super) fn load(reader: &Reader, question: &Question) -> Result<Arc<Self>, QuestionError> {
        let name = question.framework.as_deref().unwrap_or_default();
        let catalogue = reader.kept(name, || Self::read(reader, question))?;
        // What an earlier question said that came to no answer is not of this one.
        catalogue.take_said();
        Ok(catalogue)
    }

    fn read(reader: &Reader, question: &Question) -> Result<Self, QuestionError> {
        let frameworks = reader.frameworks()?;
        let framework = match &question.framework {
            None => frameworks.into_iter().next(),
            Some(code) => {
                let near = nearest(code, frameworks.iter().map(|one| one.code.as_str()));
                let found = frameworks.into_iter().find(|one| one.code == *code);
                Some(found.ok_or_else(|| QuestionError::UnknownFramework {
                    wanted: code.clone(),
                    near,
                })?)
            }
        };
        let goals = reader.goals(framework.as_ref().map(|one| one.code.as_str()))?;
        let catalogue = Self::new(
            framework,
            goals,
            reader.goal_links()?,
            reader.indicators()?,
            reader.subjects()?,
        );
        let stood = |recorded: Option<Date>| {
            let day = question.as_of.map(AsOf::last_moment);
            day.zip(recorded).is_none_or(|(moment, day)| {
                day.to_string().as_str() <= moment.get(..10).unwrap_or_default()
            })
        };
        let mut plans = reader.plans()?;
        plans.retain(|plan| stood(plan.recorded));
        let mut outcomes = reader.outcomes()?;
        outcomes.retain(|outcome| stood(outcome.recorded));
        let mut planners: Vec<Subject> = Vec::new();
        for plan in &plans {
            let known = |all: &[Subject]| all.iter().any(|one| one.code == plan.organisation);
            if catalogue.known(&plan.organisation).is_none() && !known(&planners) {
                planners.push(plan.organisation_as_subject());
            }
        }
        Ok(Self {
            plans,
            outcomes,
            planners,
            lineage: Reader::lineage(),
            ..catalogue
        })
    }

    /// A catalogue of these.
    pub(super) fn new(
        framework: Option<Framework>,
        goals: Vec<Goal>,
        links: Vec<GoalLink>,
        indicators: Vec<Indicator>,
        subjects: Vec<Subject>,
    ) -> Self {
        let links = links
            .into_iter()
            .filter(|link| {
                framework
                    .as_ref()
                    .is_none_or(|framework| framework.code == link.framework)
            })
            .collect();
        let by_code = subjects
            .iter()
            .enumerate()
            .map(|(index, subject)| (subject.code.clone(), index))
            .collect();
        let last = subjects.iter().rposition(|one| one.level().is_some());
        Self {
            framework,
            goals,
            links,
            indicators,
            places: last.map_or(0, |last| last + 1),
            subjects,
            plans: Vec::new(),
            outcomes: Vec::new(),
            planners: Vec::new(),
            lineage: Arc::default(),
            by_code,
            counted: CountedOnce::default(),
            members: Mutex::default(),
            said: Mutex::default(),
        }
    }

    /// Keeps a sentence for the notes of the answer: how its benchmark or its set came about.
    pub(super) fn say(&self, note: String) {
        if let Ok(mut said) = self.said.lock()
            && !said.contains(&note)
        {
            said.push(note);
        }
    }

    fn take_said(&self) -> Vec<String> {
        let said = self.said.lock();
        said.map_or_else(|_| Vec::new(), |mut said| std::mem::take(&mut *said))
    }

    /// Puts what was kept among the notes of an answer.
    pub(super) fn tell(&self, answer: &mut Answer) {
        for note in self.take_said() {
            answer.spoken = format!("{} {note}", answer.spoken);
            answer.notes.push(note);
        }
    }

    /// The indicator of a code; also found by its exact name.
    pub(super) fn indicator(&self, code: &IndicatorCode) -> Result<&Indicator, QuestionError> {
        let wanted = code.0.trim();
        self.indicators
            .iter()
            .find(|indicator| indicator.code == *code)
            .or_else(|| {
                self.indicators
                    .iter()
                    .find(|indicator| indicator.name.eq_ignore_ascii_case(wanted))
            })
            .ok_or_else(|| {
                let codes = self.indicators.iter().map(|one| one.code.0.as_str());
                let mut near = nearest(wanted, codes);
                if near.is_empty() {
                    near = nearest(wanted, self.indicators.iter().map(|one| one.name.as_str()));
                }
                QuestionError::UnknownIndicator {
                    wanted: wanted.to_owned(),
                    near,
                }
            })
    }

    /// The subject of a code.
    pub(super) fn known(&self, code: &SubjectCode) -> Option<&Subject> {
        self.known_at(code).map(|(_, subject)| subject)
    }

    /// The subject of a code with its place among all.
    pub(super) fn known_at(&self, code: &SubjectCode) -> Option<(usize, &Subject)> {
        let index = *self.by_code.get(code)?;
        Some((index, self.subjects.get(index)?))
    }

    /// Everybody who may be one of some peers.
    pub(super) fn candidates(&self, peers: Peers) -> &[Subject] {
        let places = self.subjects.get(..self.places);
        match places.filter(|_| peers.are_places()) {
            Some(places) => places,
            None => &self.subjects,
        }
    }

    /// How many that have not ended belong to some peers.
    pub(super) fn members(&self, peers: Peers) -> usize {
        let known = self
            .members
            .lock()
            .ok()
            .and_then(|all| all.get(&peers).copied());
        known.unwrap_or_else(|| {
            let all = self.candidates(peers).iter();
            let count = all
                .filter(|one| peers.contains(one) && !one.has_ended())
                .count();
            if let Ok(mut known) = self.members.lock() {
                known.insert(peers, count);
            }
            count
        })
    }

    /// The subject of a code, of an identifier in any register, or of an exact name that no other has.
    pub(super) fn subject(&self, code: &SubjectCode) -> Result<&Subject, QuestionError> {
        if let Some(subject) = self.known(code) {
            return Ok(subject);
        }
        let wanted = code.0.trim();
        let same = |text: &str| text.trim().eq_ignore_ascii_case(wanted);
        let by_id =
            self.subjects.iter().chain(&self.planners).find(|subject| {
                same(&subject.code.0) || subject.ids.iter().any(|(_, id)| same(id))
            });
        if let Some(subject) = by_id {
            return Ok(subject);
        }
        let named: Vec<&Subject> = self
            .subjects
            .iter()
            .filter(|subject| same(&subject.name))
            .collect();
        if let [only] = named.as_slice() {
            return Ok(only);
        }
        let near = if named.is_empty() {
            let candidates: Vec<String> = self
                .subjects
                .iter()
                .flat_map(|subject| {
                    [
                        subject.code.0.clone(),
                        format!("{} ({})", subject.name, subject.code),
                    ]
                })
                .collect();
            nearest(wanted, candidates.iter().map(String::as_str))
        } else {
            let codes: Vec<&str> = named.iter().map(|one| one.code.0.as_str()).collect();
            nearest("", codes)
        };
        Err(QuestionError::UnknownSubject {
            wanted: wanted.to_owned(),
            near,
        })
    }

    /// The subjects of codes, each once, in the order asked.
    pub(super) fn all(&self, codes: &[SubjectCode]) -> Result<Vec<&Subject>, QuestionError> {
        let mut found: Vec<&Subject> = Vec::with_capacity(codes.len());
        for code in codes {
            let subject = self.subject(code)?;
            if !found.iter().any(|one| one.code == subject.code) {
                found.push(subject);
            }
        }
        Ok(found)
    }

    /// A goal by its number.
    pub(super) fn goal(&self, number: u32) -> Result<&Goal, QuestionError> {
        self.goals
            .iter()
            .find(|goal| goal.number == number)
            .ok_or_else(|| {
                let numbers = || self.goals.iter().map(|goal| goal.number);
                let known = match (numbers().min(), numbers().max()) {
                    (Some(first), Some(last)) => format!("{first} to {last}"),
                    _ => "none yet".to_owned(),
                };
                QuestionError::UnknownGoal {
                    wanted: number,
                    framework: self
                        .framework
                        .as_ref()
                        .map_or_else(|| "The book".to_owned(), |one| one.title.clone()),
                    known,
                }
            })
    }

    /// The goal that an indicator serves first.
    pub(super) fn main_goal(&self, indicator: &IndicatorCode) -> Option<u32> {
        self.links
            .iter()
            .filter(|link| link.indicator == *indicator)
            .min_by_key(|link| (link.kind != LinkKind::Main, link.goal))
            .map(|link| link.goal)
    }

    /// Whether an indicator serves a goal.
    pub(super) fn serves(&self, indicator: &IndicatorCode, goal: u32) -> bool {
        self.links
            .iter()
            .any(|link| link.goal == goal && link.indicator == *indicator)
    }

    /// The indicators of a goal: those that serve it first in front, then by name.
    pub(super) fn of_goal(&self, goal: u32) -> Vec<&Indicator> {
        let mut found: Vec<&Indicator> = self
            .indicators
            .iter()
            .filter(|indicator| self.serves(&indicator.code, goal))
            .collect();
        found.sort_by_key(|indicator| self.main_goal(&indicator.code) != Some(goal));
        found
    }

    /// All indicators in the order of the goals that they serve first; those without a goal last.
    pub(super) fn in_order(&self) -> Vec<&Indicator> {
        let mut keyed: Vec<(u32, &Indicator)> = self
            .indicators
            .iter()
            .map(|one| (self.main_goal(&one.code).unwrap_or(u32::MAX), one))
            .collect();
        keyed.sort_by_key(|(goal, _)| *goal);
        keyed.into_iter().map(|(_, indicator)| indicator).collect()
    }
}

/// Refuses a people group that the book holds no figures for.
pub(super) fn check_group(
    reader: &Reader,
    indicator: Option<&IndicatorCode>,
    group: &PeopleGroup,
) -> Result<(), QuestionError> {
    if group.is_all() {
        return Ok(());
    }
    let groups = reader.groups(indicator)?;
    if groups.contains(group) {
        return Ok(());
    }
    let keys: Vec<String> = groups.iter().map(PeopleGroup::key).collect();
    let mut known = nearest(&group.key(), keys.iter().map(String::as_str));
    if known.is_empty() {
        let first: Vec<String> = keys.iter().take(5).map(|key| format!("“{key}”")).collect();
        known = first.join(", ");
    }
    Err(QuestionError::UnknownGroup {
        wanted: group.key(),
        known,
    })
}
