use std::sync::Arc;

use super::{State, asking};
use crate::desktop::address::GapOrder;
use crate::desktop::effects::Shown;
use crate::figures::Figure;
use crate::questions::{Answer, Detail, GapPair};

/// An answer about gaps in another order.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Ordered {
    of: Arc<Shown>,
    order: GapOrder,
    shown: Arc<Shown>,
}

impl Ordered {
    /// What is shown instead of an answer, where this is it in another order.
    pub(super) fn instead_of(&self, shown: &Arc<Shown>) -> Option<&Arc<Shown>> {
        Arc::ptr_eq(&self.of, shown).then_some(&self.shown)
    }
}

impl State {
    /// Puts the gaps that are shown into the order that was chosen.
    pub(super) fn put_in_order(&mut self) {
        let order = self.here().order;
        let slot = asking::main_slot(self.here());
        let shown = slot.and_then(|slot| self.shown(slot)).cloned();
        let Some(shown) = shown.filter(|_| order != GapOrder::Size) else {
            self.ordered = None;
            return;
        };
        let known = self.ordered.as_ref();
        if known.is_some_and(|known| known.order == order && Arc::ptr_eq(&known.of, &shown)) {
            return;
        }
        self.ordered = in_order(&shown.answer, order).map(|answer| Ordered {
            of: shown,
            order,
            shown: Arc::new(Shown {
                figure: Figure::of(&answer),
                answer,
            }),
        });
    }
}

/// The answer with its gaps in an order; none where it is about no gaps.
fn in_order(answer: &Answer, order: GapOrder) -> Option<Answer> {
    let mut answer = answer.clone();
    let of_one_unit = !answer.unit.is_empty();
    let Detail::Gap { pairs, .. } = &mut answer.detail else {
        return None;
    };
    match order {
        GapOrder::Size => {}
        GapOrder::Name => pairs.sort_by(|a, b| a.name.cmp(&b.name)),
        GapOrder::Change => pairs.sort_by(|a, b| {
            let of = |pair| closed(pair, of_one_unit).unwrap_or(f64::NEG_INFINITY);
            of(b).total_cmp(&of(a))
        }),
    }
    Some(answer)
}

/// How much of a gap closed: in its unit where all share one, else in per cent of where it started.
fn closed(pair: &GapPair, of_one_unit: bool) -> Option<f64> {
    let change = pair.change.as_ref()?;
    if of_one_unit {
        Some(change.then?.abs() - change.now.abs())
    } else {
        change.percent_closed
    }
}

#[cfg(test)]
mod tests {
    use super::{GapOrder, in_order};
    use crate::questions::{Answer, Closing, Detail, GapPair, GapSummary, Question, QuestionKind};

    fn pair(name: &str, then: Option<f64>, now: f64) -> GapPair {
        GapPair {
            first: 0,
            other: 1,
            name: name.to_owned(),
            first_name: String::new(),
            other_name: String::new(),
            difference: Some(now),
            limits: None,
            ratio: None,
            ratio_limits: None,
            certainty: String::new(),
            reason: String::new(),
            behind: None,
            change: then.map(|then| GapSummary {
                now,
                then: Some(then),
                since: None,
                closing: Closing::CannotSay,
                label: String::new(),
                certainty: String::new(),
                percent_closed: Some((1.0 - now / then) * 100.0),
                reason: String::new(),
            }),
        }
    }

    fn names(answer: &Answer, order: GapOrder) -> Vec<String> {
        let ordered = in_order(answer, order).expect("an answer about gaps");
        let Detail::Gap { pairs, .. } = ordered.detail else {
            return Vec::new();
        };
        pairs.into_iter().map(|pair| pair.name).collect()
    }

    #[test]
    fn gaps_stand_by_size_by_change_or_by_name() {
        let mut answer = Answer::empty(Question::new(QuestionKind::Gap));
        assert_eq!(in_order(&answer, GapOrder::Name), None);
        answer.detail = Detail::Gap {
            pairs: vec![
                pair("wide", Some(-30.0), -20.0),
                pair("new", None, 15.0),
                pair("grown", Some(5.0), 9.0),
                pair("halved", Some(8.0), 4.0),
            ],
            first: String::new(),
            other: String::new(),
        };
        answer.unit = "%".to_owned();
        for (order, wanted) in [
            (GapOrder::Size, "wide new grown halved"),
            (GapOrder::Change, "wide halved grown new"),
            (GapOrder::Name, "grown halved new wide"),
        ] {
            assert_eq!(names(&answer, order).join(" "), wanted);
        }
        // Where units differ, points of one are none of another: the share that closed counts.
        answer.unit.clear();
        let shares = names(&answer, GapOrder::Change);
        assert_eq!(shares.join(" "), "halved wide grown new");
    }
}
