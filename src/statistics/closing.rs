use super::{Certainty, Reason, SAME, Z95};
use crate::domain::Polarity;

/// One of the two at one time: value and standard error where known.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct End {
    /// The figure as published.
    pub value: f64,
    /// Its standard error.
    pub error: Option<f64>,
}

/// What became of a gap (METHODS M6).
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// `levelled up`, `pulled apart` ... exactly as METHODS writes it.
    pub label: &'static str,
    /// The gap at the start, in benefit terms and never below zero.
    pub start_gap: f64,
    /// The gap at the end, in the same order: below zero when the order has turned.
    pub end_gap: f64,
    /// Share of the starting gap that closed, or why it is not given.
    pub percent_closed: Result<f64, Reason>,
    /// True when the order has turned.
    pub reversed: bool,
    /// Whether chance could explain the change.
    pub certainty: Certainty,
}

/// What became of the gap between two from a start to an end (METHODS M6). The one behind at the start is the bottom.
/// `decimals` are those that the figures are shown with.
pub fn closing(
    one: (End, End),
    other: (End, End),
    polarity: Polarity,
    decimals: u8,
) -> Result<Change, Reason> {
    let benefit = |end: End| polarity.benefit(end.value);
    let one_is_behind = benefit(one.0) <= benefit(other.0);
    let (bottom, top) = if one_is_behind {
        (one, other)
    } else {
        (other, one)
    };
    let start_gap = benefit(top.0) - benefit(bottom.0);
    let end_gap = benefit(top.1) - benefit(bottom.1);
    if start_gap < SAME {
        return Err(Reason::GapNotPositive);
    }
    let errors: Option<Vec<f64>> = [bottom.0, bottom.1, top.0, top.1]
        .into_iter()
        .map(|end| end.error)
        .collect();
    let judged = polarity != Polarity::None;
    let closed = if judged {
        start_gap - end_gap
    } else {
        start_gap - end_gap.abs()
    };
    let certainty = Certainty::of(
        start_gap - end_gap,
        errors
            .as_ref()
            .map(|all| all.iter().map(|error| error * error).sum::<f64>().sqrt()),
    );
    let noise = match (bottom.0.error, top.0.error) {
        (Some(first), Some(second)) => Z95 * first.hypot(second),
        _ => 5.0 * 10f64.powi(-i32::from(decimals)) - SAME,
    };
    let label = if certainty == Certainty::CouldBeChance {
        "no clear change"
    } else if judged {
        judged_label(
            closed,
            benefit(bottom.1) - benefit(bottom.0),
            benefit(top.1) - benefit(top.0),
        )
    } else if closed > SAME {
        "narrowed"
    } else if closed < -SAME {
        "widened"
    } else {
        "no clear change"
    };
    Ok(Change {
        label,
        start_gap,
        end_gap,
        percent_closed: if start_gap < noise {
            Err(Reason::GapWithinNoise)
        } else {
            Ok(100.0 * (start_gap - end_gap) / start_gap)
        },
        reversed: end_gap < -SAME,
        certainty,
    })
}

/// The label from how much closed and how bottom and top moved, all in benefit terms.
fn judged_label(closed: f64, bottom: f64, top: f64) -> &'static str {
    let (improved, top_improved) = (bottom > SAME, top > SAME);
    let top_worse = top < -SAME;
    if closed > SAME {
        match (improved, top_worse) {
            (true, true) => "met in the middle",
            (true, false) => "levelled up",
            (false, _) => "levelled down",
        }
    } else if improved && top_improved {
        "both rose"
    } else if closed < -SAME {
        "pulled apart"
    } else if top_worse {
        "both fell"
    } else {
        "no change"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn end(value: f64, error: Option<f64>) -> End {
        End { value, error }
    }

    fn change(bottom: (f64, f64), top: (f64, f64), polarity: Polarity) -> Change {
        let pair = |(start, finish)| (end(start, None), end(finish, None));
        closing(pair(bottom), pair(top), polarity, 1).expect("a change")
    }

    #[test]
    fn labels_follow_who_moved() {
        for (bottom, top, label) in [
            ((40.0, 50.0), (60.0, 62.0), "levelled up"),
            ((40.0, 50.0), (60.0, 60.0), "levelled up"),
            ((40.0, 45.0), (60.0, 55.0), "met in the middle"),
            ((40.0, 40.0), (60.0, 55.0), "levelled down"),
            ((40.0, 45.0), (60.0, 70.0), "both rose"),
            ((40.0, 45.0), (60.0, 65.0), "both rose"),
            ((40.0, 35.0), (60.0, 70.0), "pulled apart"),
            ((40.0, 35.0), (60.0, 55.0), "both fell"),
            ((40.0, 40.0), (60.0, 60.0), "no change"),
        ] {
            assert_eq!(change(bottom, top, Polarity::Higher).label, label);
            let turned = change((-bottom.0, -bottom.1), (-top.0, -top.1), Polarity::Lower);
            assert_eq!(turned.label, label, "turned");
        }
    }

    #[test]
    fn a_turned_order_is_reversed_and_no_gap_cannot_close() {
        let turned = change((40.0, 65.0), (60.0, 60.0), Polarity::Higher);
        assert!(turned.reversed);
        assert_eq!(turned.percent_closed, Ok(125.0));
        let pair = (end(5.0, None), end(6.0, None));
        assert_eq!(
            closing(pair, pair, Polarity::Higher, 1),
            Err(Reason::GapNotPositive)
        );
    }

    #[test]
    fn what_chance_could_explain_is_no_clear_change() {
        let noisy = |value| end(value, Some(2.0));
        let change = closing(
            (noisy(40.0), noisy(42.0)),
            (noisy(60.0), noisy(60.0)),
            Polarity::Higher,
            1,
        )
        .expect("a change");
        assert_eq!(change.label, "no clear change");
        assert_eq!(change.certainty, Certainty::CouldBeChance);
    }

    #[test]
    fn a_gap_of_rounding_gives_no_share() {
        let small = change((10.0, 10.1), (10.4, 10.4), Polarity::Higher);
        assert_eq!(small.percent_closed, Err(Reason::GapWithinNoise));
        assert_eq!(
            change((1.0, 3.0), (5.0, 5.0), Polarity::None).label,
            "narrowed"
        );
    }
}
