use super::super::answer::{Answer, RowRole};
use super::super::deprivation::Ordered;
use super::super::detail::{Detail, Gradient, Unequal};
use super::super::held::{Held, error_of, order};
use super::super::pairs::by_width;
use super::super::rows::row;
use super::super::{Question, QuestionError, Subjects, notes, wording};
use super::{Asked, words};
use crate::book::Selection;
use crate::domain::{Observation, PeopleGroup, Period, Subject, UnitKind};
use crate::statistics::{Reason, Scale, Step, slope_index};

/// Points of the fitted line that are drawn.
const POINTS: u8 = 20;

impl Asked<'_, '_> {
    /// The gradient over groups by deprivation of one place.
    pub(super) fn gradient(&self, groups: &Ordered) -> Result<Answer, QuestionError> {
        let (question, indicator) = (self.question, self.indicator);
        let who = words::groups(groups.order.len());
        let Some(subject) = self.place(groups)? else {
            return Ok(self.refused(&who, "any period", Reason::MissingGroup, &[]));
        };
        let held: Vec<Held> = groups
            .order
            .iter()
            .map(|group| {
                let figures = self.reader.observations(&Selection {
                    indicators: vec![indicator.code.clone()],
                    subjects: vec![subject.code.clone()],
                    group: Some(group.clone()),
                    ..Selection::default()
                })?;
                Ok(Held::of(figures))
            })
            .collect::<Result<_, QuestionError>>()?;
        let at = |held: &Held, period: Period| -> Option<Observation> {
            held.at(&indicator.code, &subject.code, period).cloned()
        };
        let mut periods: Vec<Period> = held
            .iter()
            .flat_map(|held| held.periods(&indicator.code))
            .filter(|period| self.when.takes(*period))
            .collect();
        periods.sort_by_key(|period| order(*period));
        periods.dedup();
        let count = |period: Period| {
            let all = held.iter().filter_map(|held| at(held, period));
            all.filter(|one| one.value().is_some()).count()
        };
        let whole = periods
            .iter()
            .rev()
            .find(|period| count(**period) == held.len());
        let Some(period) = whole.or(periods.last()).copied() else {
            return Ok(self.refused(&who, "any period", Reason::MissingGroup, &[]));
        };
        let figures: Vec<Observation> = held.iter().filter_map(|held| at(held, period)).collect();
        let mut answer = Answer::empty(Question {
            subjects: Subjects::Codes(vec![subject.code.clone()]),
            ..question.clone()
        });
        let goal = self.catalogue.main_goal(&indicator.code);
        answer.rows = figures
            .iter()
            .map(|one| row(indicator, goal, subject, one, RowRole::Focus))
            .collect();
        let fitted = self.fitted(&figures, groups.order.len());
        answer.headline = match &fitted {
            Ok(gradient) => words::gradient(indicator, &who, period, gradient, Some(subject)),
            Err(reason) => words::refused(indicator, &who, &period.label(), *reason),
        };
        answer.subtitle = wording::subtitle(&[
            wording::measure(indicator),
            format!("by {}", groups.dimension),
            wording::group(&question.group),
            subject.name.clone(),
            period.label(),
        ]);
        answer.notes = match &fitted {
            Ok(gradient) => words::gradient_notes(indicator, gradient),
            Err(_) => words::missing(&groups.order, &figures),
        };
        answer.notes.extend(groups.assumed.clone());
        answer.detail = Detail::Inequality(Box::new(Unequal {
            peers: who,
            count: figures.len(),
            reason: fitted
                .as_ref()
                .err()
                .map(|reason| reason.in_words().to_owned())
                .unwrap_or_default(),
            gradient: fitted.ok(),
            ..Unequal::default()
        }));
        notes::finish(&mut answer, &[indicator]);
        Ok(answer)
    }

    /// The line through the groups (METHODS M7): rates on the scale of logarithms, percentages on that of odds.
    fn fitted(&self, figures: &[Observation], groups: usize) -> Result<Gradient, Reason> {
        if figures.len() < groups {
            return Err(Reason::MissingGroup);
        }
        let steps: Vec<Step> = figures
            .iter()
            .map(|one| {
                Ok(Step {
                    population: one.denominator.ok_or(Reason::MissingGroup)?,
                    value: one.value().ok_or(Reason::MissingGroup)?,
                    error: error_of(one, self.indicator),
                })
            })
            .collect::<Result<_, Reason>>()?;
        let scale = match self.indicator.unit.kind {
            UnitKind::PerCent => Scale::Logit,
            UnitKind::Rate => Scale::Log,
            _ => Scale::Plain,
        };
        let found = slope_index(&steps, scale)?;
        Ok(Gradient {
            slope: found.slope,
            limits: found.limits,
            relative: found.relative.ok(),
            relative_limits: found.relative_limits,
            line: (0..=POINTS)
                .map(|step| f64::from(step) / f64::from(POINTS))
                .map(|rank| (rank, found.at(rank)))
                .collect(),
            ranks: found.mid_ranks,
        })
    }

    /// The place that is asked for, else the widest with a figure of the most deprived.
    fn place(&self, groups: &Ordered) -> Result<Option<&Subject>, QuestionError> {
        if let Subjects::Codes(codes) = &self.question.subjects
            && let Some(code) = codes.first()
        {
            return Ok(Some(self.catalogue.subject(code)?));
        }
        let first: Option<&PeopleGroup> = groups.order.first();
        for wide in by_width(self.catalogue) {
            let figures = self.reader.observations(&Selection {
                indicators: vec![self.indicator.code.clone()],
                subjects: wide.iter().map(|one| one.code.clone()).collect(),
                group: first.cloned(),
                ..Selection::default()
            })?;
            let found = wide
                .into_iter()
                .find(|one| figures.iter().any(|figure| figure.subject == one.code));
            if found.is_some() {
                return Ok(found);
            }
        }
        Ok(None)
    }
}
