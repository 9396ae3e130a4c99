use super::super::answer::{Answer, Row, RowRole};
use super::super::detail::{Detail, Unequal};
use super::super::gap::ratio_means_something;
use super::super::held::Held;
use super::super::pairs::{named, periods, set_of};
use super::super::peers::{Peers, ended_before};
use super::super::rows::{row, worked_out};
use super::super::spread::parts;
use super::super::{Question, QuestionError, Subjects, notes, wording};
use super::{Asked, words};
use crate::book::Selection;
use crate::domain::{Indicator, Period, Polarity, Subject, UnitKind};
use crate::statistics::{Inequality, Reason, Weighted, ends, inequality, lorenz};

/// A period, whose figures, and a later period that has too few.
type Chosen = (Period, Peers, Option<(Period, usize)>);

impl Asked<'_, '_> {
    /// How unequal the figures of a set are.
    pub(super) fn over_set(&self) -> Result<Answer, QuestionError> {
        let (question, indicator) = (self.question, self.indicator);
        let held = Held::of(self.reader.observations(&Selection {
            indicators: vec![indicator.code.clone()],
            group: Some(question.group.clone()),
            ..Selection::default()
        })?);
        let Some((period, peers, passed_over)) = self.chosen(&held) else {
            let who = words::set_asked(question);
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
        let unequal = measured(indicator, peers, &numbers, &weights, members);
        let unequal = Unequal {
            parts: parts::of_set(self.catalogue, indicator, peers, &held, period),
            ..unequal
        };
        answer.rows = self.rows(&held, peers, period, &unequal);
        answer.headline = words::of_set(question, indicator, period, &answer.rows, &unequal);
        answer.subtitle = wording::subtitle(&[
            wording::measure(indicator),
            wording::group(&question.group),
            peers.plural(),
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

    /// The last period with figures of a set, unless the one before has more than twice as many.
    fn chosen(&self, held: &Held) -> Option<Chosen> {
        let mut all: Vec<(Period, Peers, usize)> = periods(held, self.indicator)
            .into_iter()
            .filter(|period| self.when.takes(*period))
            .filter_map(|period| {
                let peers = set_of(self.question, self.catalogue, held, self.indicator, period)?;
                let numbers = held.numbers(self.catalogue, peers, &self.indicator.code, period);
                Some((period, peers, numbers.len()))
            })
            .filter(|(_, _, count)| *count > 0)
            .collect();
        let (last, peers, few) = all.pop()?;
        all.retain(|(period, _, _)| period.kind() == last.kind());
        match all.pop() {
            Some((before, of, more)) if few * 2 < more => Some((before, of, Some((last, few)))),
            _ => Some((last, peers, None)),
        }
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
    peers: Peers,
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
        peers: peers.plural(),
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
