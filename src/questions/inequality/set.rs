use super::super::answer::{Answer, Row, RowRole};
use super::super::detail::{Detail, Unequal};
use super::super::gap::ratio_means_something;
use super::super::held::{Held, order};
use super::super::pairs::{named, set_of};
use super::super::peers::{Peers, ended_before};
use super::super::rows::{row, worked_out};
use super::super::spread::parts;
use super::super::{Question, QuestionError, Subjects, notes, wording};
use super::{Asked, words};
use crate::domain::{Indicator, Period, Polarity, Subject, UnitKind};
use crate::statistics::{Inequality, Reason, Weighted, ends, inequality, lorenz};

/// A period, whose figures, and a later period that has too few.
type Chosen = (Period, Peers, Option<(Period, usize)>);

impl Asked<'_, '_> {
    /// How unequal the figures of a set are.
    pub(super) fn over_set(&self) -> Result<Answer, QuestionError> {
        let (question, indicator) = (self.question, self.indicator);
        let Some((held, (period, peers, passed_over))) = self.chosen()? else {
            let who = match &self.circle {
                Some(circle) => circle.words.clone(),
                None => words::set_asked(question),
            };
            return Ok(self.refused(&who, "any period", Reason::TooFewSubjects, &[]));
        };
        let numbers = held.numbers(self.catalogue, peers, &indicator.code, period);
        let mut answer = Answer::empty(Question {
            subjects: match (&question.subjects, peers) {
                (Subjects::Unsaid, Peers::Areas(set, _)) => Subjects::Areas(set),
                (Subjects::Unsaid, Peers::Organisations(set)) => Subjects::Organisations(set),
                (said, _) => said.clone(),
            },
            ..question.clone()
        });
        let (weights, members) = self.weights(&held, peers, period, &numbers);
        let unequal = Unequal {
            peers: self.plural(peers),
            parts: match self.circle {
                None => parts::of_set(self.catalogue, indicator, peers, &held, period),
                Some(_) => None,
            },
            ..measured(indicator, &numbers, &weights, members)
        };
        answer.rows = self.rows(&held, peers, period, &unequal);
        answer.headline = words::of_set(question, indicator, period, &answer.rows, &unequal);
        answer.subtitle = wording::subtitle(&[
            wording::measure(indicator),
            wording::group(&question.group),
            self.plural(peers),
            period.label(),
        ]);
        let counted_once = weights.windows(2).all(|two| two.first() == two.last());
        answer.notes = words::set_notes(indicator, &unequal, counted_once);
        if let Some((later, few)) = passed_over {
            answer.notes.push(format!(
                "{} has only {few} figures yet, so {} is shown.",
                later.label(),
                period.label()
            ));
        }
        answer.left_out = self.left_out(&held, peers, period);
        answer.detail = Detail::Inequality(Box::new(unequal));
        notes::finish(&mut answer, &[indicator]);
        Ok(answer)
    }

    /// Several of a set in words.
    fn plural(&self, peers: Peers) -> String {
        match &self.circle {
            Some(circle) => circle.words.clone(),
            None => peers.plural(),
        }
    }

    /// The figures of a period.
    fn of_period(&self, period: Period) -> Result<Held, QuestionError> {
        let code = &self.indicator.code;
        let figures = self.reader.of_period(code, period, &self.question.group)?;
        Ok(match &self.circle {
            None => Held::of_period([figures]),
            Some(circle) => {
                let of = figures.iter();
                let members = of.filter(|one| circle.members.contains(&one.subject));
                Held::of(members.cloned())
            }
        })
    }

    /// The last period with figures of a set and what is held for it, unless the one before has more than twice as many.
    fn chosen(&self) -> Result<Option<(Held, Chosen)>, QuestionError> {
        let mut periods = self.reader.periods(Some(&self.indicator.code))?;
        periods.retain(|period| self.when.takes(*period));
        periods.sort_by_key(|period| order(*period));
        let base = self.circle.as_ref().map(|circle| circle.base);
        let mut last: Option<(Held, Period, Peers, usize)> = None;
        for period in periods.into_iter().rev() {
            if last
                .as_ref()
                .is_some_and(|last| last.1.kind() != period.kind())
            {
                continue;
            }
            // An earlier period that cannot have twice as many figures is not looked at.
            let code = &self.indicator.code;
            if let Some((_, _, _, few)) = &last
                && self
                    .reader
                    .figures_for(code, period, &self.question.group)?
                    <= 2 * *few as u64
            {
                break;
            }
            let held = self.of_period(period)?;
            let asked = (self.question, base);
            let Some(peers) = set_of(asked, self.catalogue, &held, self.indicator, period) else {
                continue;
            };
            let count = held.numbers(self.catalogue, peers, code, period).len();
            match &last {
                _ if count == 0 => {}
                None => last = Some((held, period, peers, count)),
                Some((_, latest, _, few)) if few * 2 < count => {
                    return Ok(Some((held, (period, peers, Some((*latest, *few))))));
                }
                Some(_) => break,
            }
        }
        Ok(last.map(|(held, period, peers, _)| (held, (period, peers, None))))
    }

    /// The weight of each figure, and that of the whole set: the people it is about where all figures tell them, else one each.
    fn weights(
        &self,
        held: &Held,
        peers: Peers,
        period: Period,
        numbers: &[(&Subject, f64)],
    ) -> (Vec<f64>, f64) {
        let code = &self.indicator.code;
        let told: Option<Vec<f64>> = numbers
            .iter()
            .map(|(subject, _)| {
                let one = held.at(code, &subject.code, period)?;
                one.denominator.filter(|count| *count > 0.0)
            })
            .collect();
        let countries: std::collections::BTreeSet<Option<char>> = numbers
            .iter()
            .map(|(subject, _)| subject.code.0.chars().next())
            .collect();
        let lives = |one: &Subject| {
            !ended_before(one, period)
                && !one.has_ended()
                && one.from.is_none_or(|from| from <= period.end())
        };
        let members = match peers {
            Peers::Areas(..) | Peers::NationsAndRegions => self
                .catalogue
                .subjects
                .iter()
                .filter(|one| peers.contains(one) && lives(one))
                .filter(|one| {
                    let circle = self.circle.as_ref();
                    circle.is_none_or(|circle| circle.contains(one))
                })
                .filter(|one| countries.contains(&one.code.0.chars().next()))
                .count(),
            Peers::Organisations(_) => numbers.len(),
        };
        let share = members.max(numbers.len()) as f64 / numbers.len().max(1) as f64;
        let weights = told.unwrap_or_else(|| vec![1.0; numbers.len()]);
        let whole = weights.iter().sum::<f64>() * share;
        (weights, whole)
    }

    /// Every subject from the lowest figure to the highest, those withheld, and the ends.
    fn rows(&self, held: &Held, peers: Peers, period: Period, unequal: &Unequal) -> Vec<Row> {
        let goal = self.catalogue.main_goal(&self.indicator.code);
        let code = &self.indicator.code;
        let mut rows: Vec<Row> = Vec::new();
        for one in held.everyone(code, period) {
            let Some(subject) = self.catalogue.known(&one.subject) else {
                continue;
            };
            let counted = peers.contains(subject)
                && held
                    .superseded(self.catalogue, subject, code, period)
                    .is_none();
            if counted {
                let role = if self.question.focus.contains(&subject.code) {
                    RowRole::Focus
                } else {
                    RowRole::Named
                };
                rows.push(row(self.indicator, goal, subject, one, role));
            }
        }
        rows.sort_by(|a, b| {
            let value = |row: &Row| row.reading.value().unwrap_or(f64::INFINITY);
            let by_value = value(a).total_cmp(&value(b));
            by_value.then_with(|| a.subject_code.cmp(&b.subject_code))
        });
        if let Some((low, middle, high)) = unequal.ends {
            for (code, name, value) in [
                ("lowest-tenth", "A tenth from the lowest", low),
                ("median", "The middle", middle),
                ("highest-tenth", "A tenth from the highest", high),
            ] {
                let group = &self.question.group;
                let named = named(code, name);
                rows.push(worked_out(
                    self.indicator,
                    goal,
                    &named,
                    period,
                    group,
                    value,
                ));
            }
        }
        rows
    }

    /// Who of the set is not counted, and why.
    fn left_out(&self, held: &Held, peers: Peers, period: Period) -> Vec<super::super::LeftOut> {
        let code = &self.indicator.code;
        held.everyone(code, period)
            .filter_map(|one| self.catalogue.known(&one.subject))
            .filter(|subject| peers.contains(subject))
            .filter_map(|subject| {
                let why = held.superseded(self.catalogue, subject, code, period)?;
                Some(notes::left_out(
                    format!("{} ({})", subject.name, subject.code),
                    why,
                ))
            })
            .collect()
    }
}

/// The measures of a set's numbers.
fn measured(
    indicator: &Indicator,
    numbers: &[(&Subject, f64)],
    weights: &[f64],
    whole: f64,
) -> Unequal {
    let values: Vec<f64> = numbers
        .iter()
        .map(|(_, value)| match indicator.polarity {
            Polarity::CloserTo(target) => (value - target).abs(),
            _ => *value,
        })
        .collect();
    let ends = ends(&values).ok();
    let figures: Vec<Weighted> = numbers
        .iter()
        .zip(weights)
        .map(|((_, value), weight)| Weighted {
            value: *value,
            weight: *weight,
        })
        .collect();
    let is_percentage = indicator.unit.kind == UnitKind::PerCent;
    let found: Result<Inequality, String> = if words::is_ratio_scale(indicator) {
        inequality(&figures, whole, is_percentage).map_err(|reason| reason.in_words().to_owned())
    } else {
        Err(words::NOT_RATIO_SCALE.to_owned())
    };
    let some = found.as_ref().ok();
    Unequal {
        peers: String::new(),
        count: numbers.len(),
        ends: ends.map(|ends| (ends.low, ends.middle, ends.high)),
        ratio: ends
            .filter(|ends| {
                let plain = !matches!(indicator.polarity, Polarity::CloserTo(_));
                plain && ends.low > 0.0 && ratio_means_something(indicator, ends.low, ends.high)
            })
            .map(|ends| ends.high / ends.low),
        gini: some.map(|found| found.gini),
        theil: some.and_then(|found| found.theil.ok()),
        mean_log_deviation: some.and_then(|found| found.mean_log_deviation.ok()),
        variation: some.map(|found| found.variation),
        lorenz: some.and_then(|_| lorenz(&figures).ok()).unwrap_or_default(),
        reason: match &found {
            Err(reason) => reason.clone(),
            Ok(found) if found.coverage < 0.95 => format!(
                "only {}% of the set has a figure",
                crate::domain::thousands(100.0 * found.coverage, 0)
            ),
            Ok(_) => String::new(),
        },
        parts: None,
        gradient: None,
    }
}
