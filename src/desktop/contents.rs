use std::collections::HashMap;

use crate::book::{BookError, BookSummary, History, ImportRecord, Reader};
use crate::domain::{
    AreaSet, Framework, Goal, GoalLink, Indicator, IndicatorCode, Outcome, PeopleGroup, Period,
    Plan, Subject, SubjectCode,
};
use crate::import::Recipe;

/// What the shell shows of a book: its lists, read once a revision by a job.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Contents {
    /// Rises with every action.
    pub revision: u64,
    /// For the status bar.
    pub summary: BookSummary,
    /// The framework whose goals are shown.
    pub framework: Option<Framework>,
    /// Its goals by number.
    pub goals: Vec<Goal>,
    /// Which indicator stands under which goal.
    pub links: Vec<GoalLink>,
    /// Indicators with figures.
    pub indicators: Vec<Indicator>,
    /// Figures an indicator.
    pub figure_counts: HashMap<IndicatorCode, u64>,
    /// Subjects with figures, then organisations with plans and none.
    pub subjects: Vec<Subject>,
    /// Periods with figures, oldest first.
    pub periods: Vec<Period>,
    /// People groups with figures.
    pub groups: Vec<PeopleGroup>,
    /// People groups of the indicators that have any but all people.
    pub groups_of: HashMap<IndicatorCode, Vec<PeopleGroup>>,
    /// Imports, newest first.
    pub imports: Vec<ImportRecord>,
    /// What can be undone and done again.
    pub history: History,
    /// What was being typed when the book was read.
    pub drafts: Vec<(String, String)>,
    /// How files were read, by name.
    pub recipes: Vec<Recipe>,
    /// What organisations say they will do.
    pub plans: Vec<Plan>,
    /// Outcomes that communities have defined, by priority.
    pub outcomes: Vec<Outcome>,
}

impl Contents {
    /// Reads all of it.
    pub fn read(reader: &Reader) -> Result<Self, BookError> {
        let indicators = reader.indicators()?;
        let mut groups_of = HashMap::new();
        for indicator in &indicators {
            let groups = reader.groups(Some(&indicator.code))?;
            if groups.iter().any(|group| !group.is_all()) {
                groups_of.insert(indicator.code.clone(), groups);
            }
        }
        let plans = reader.plans()?;
        let mut subjects = reader.subjects()?;
        for plan in &plans {
            // Who has plans and no figures has a profile all the same.
            if subjects.iter().all(|one| one.code != plan.organisation) {
                subjects.push(plan.organisation_as_subject());
            }
        }
        Ok(Self {
            revision: reader.revision()?,
            summary: reader.summary()?,
            framework: reader.frameworks()?.into_iter().next(),
            goals: reader.goals(None)?,
            links: reader.goal_links()?,
            indicators,
            groups_of,
            figure_counts: reader.figure_counts()?.into_iter().collect(),
            subjects,
            periods: reader.periods(None)?,
            groups: reader.groups(None)?,
            imports: reader.imports()?,
            history: reader.history_of_actions()?,
            drafts: reader.drafts()?,
            recipes: reader.recipes()?,
            plans,
            outcomes: reader.outcomes()?,
        })
    }

    /// The subject of this code.
    pub fn subject(&self, code: &SubjectCode) -> Option<&Subject> {
        self.subjects.iter().find(|subject| subject.code == *code)
    }

    /// The widest level of the places that lie in a place, where there are several.
    pub fn level_within(&self, code: &SubjectCode) -> Option<AreaSet> {
        let inside = || {
            let subjects = self.subjects.iter();
            subjects.filter(|one| one.parent.as_ref() == Some(code) && !one.has_ended())
        };
        AreaSet::ALL
            .into_iter()
            .find(|set| inside().filter(|one| one.in_areas(*set)).count() > 1)
    }

    /// Whether more than one place of a set has figures.
    pub fn has_several(&self, set: AreaSet) -> bool {
        let subjects = self.subjects.iter();
        subjects.filter(|one| one.in_areas(set)).nth(1).is_some()
    }

    /// What a subject replaced.
    pub fn replaced_by(&self, code: &SubjectCode) -> impl Iterator<Item = &Subject> {
        let code = code.clone();
        let subjects = self.subjects.iter();
        subjects.filter(move |one| one.successor.as_ref() == Some(&code))
    }

    /// The name of a subject; its code when it is not known.
    pub fn subject_name(&self, code: &SubjectCode) -> String {
        self.subject(code)
            .map_or_else(|| code.0.clone(), |subject| subject.name.clone())
    }

    /// The people groups of an indicator; none where all its figures are of all people.
    pub fn groups_of(&self, code: &IndicatorCode) -> &[PeopleGroup] {
        self.groups_of.get(code).map_or(&[], Vec::as_slice)
    }

    /// The indicator of this code.
    pub fn indicator(&self, code: &IndicatorCode) -> Option<&Indicator> {
        self.indicators
            .iter()
            .find(|indicator| indicator.code == *code)
    }

    /// The goal of this number.
    pub fn goal(&self, number: u32) -> Option<&Goal> {
        self.goals.iter().find(|goal| goal.number == number)
    }

    /// The indicators of a goal that have figures, by name.
    pub fn indicators_of(&self, goal: u32) -> Vec<IndicatorCode> {
        let framework = self.framework.as_ref().map(|framework| &framework.code);
        self.indicators
            .iter()
            .filter(|indicator| {
                self.links.iter().any(|link| {
                    link.goal == goal
                        && link.indicator == indicator.code
                        && Some(&link.framework) == framework
                })
            })
            .map(|indicator| indicator.code.clone())
            .collect()
    }

    /// The first goal of an indicator: its main one where it has one.
    pub fn goal_of(&self, code: &IndicatorCode) -> Option<&Goal> {
        let framework = self.framework.as_ref().map(|framework| &framework.code);
        self.links
            .iter()
            .filter(|link| link.indicator == *code && Some(&link.framework) == framework)
            .min_by_key(|link| (link.kind, link.goal))
            .and_then(|link| self.goal(link.goal))
    }
}
