use super::{Reason, SAME};

/// How far a figure is on its way to a target (METHODS M9).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProgressLabel {
    /// The target is reached.
    Met,
    /// Its time has passed without.
    Missed,
    /// The pace so far is enough.
    OnTrack,
    /// The pace so far is not enough.
    Behind,
    /// Nothing has changed.
    NoChange,
    /// Away from the target.
    MovingAway,
}

impl ProgressLabel {
    /// The label exactly as METHODS writes it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Met => "target met",
            Self::Missed => "target missed",
            Self::OnTrack => "on track",
            Self::Behind => "behind",
            Self::NoChange => "no change",
            Self::MovingAway => "moving away",
        }
    }
}

/// Progress to a target; times are in years.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Progress {
    /// Where it stands.
    pub label: ProgressLabel,
    /// Change a year since the baseline, in the figure's unit.
    pub pace: f64,
    /// Change a year that is still needed; none once the target's time has come.
    pub needed: Option<f64>,
    /// The figure at the target's time at the pace so far.
    pub at_target_time: f64,
}

/// Which way a target lies.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Aim {
    /// At least the target.
    AtLeast(f64),
    /// At most the target.
    AtMost(f64),
    /// Within a tolerance of the target.
    Near {
        /// The target.
        target: f64,
        /// How far from it still counts.
        tolerance: f64,
    },
}

impl Aim {
    fn target(self) -> f64 {
        match self {
            Self::AtLeast(target) | Self::AtMost(target) | Self::Near { target, .. } => target,
        }
    }

    fn is_met(self, value: f64) -> bool {
        match self {
            Self::AtLeast(target) => value >= target - SAME,
            Self::AtMost(target) => value <= target + SAME,
            Self::Near { target, tolerance } => (value - target).abs() <= tolerance + SAME,
        }
    }
}

/// Progress from a baseline to a target (METHODS M9). `baseline` and `latest` are figures with their times; the target is due
/// at `due`. Cannot say where the latest figure is not after the baseline.
pub fn progress(
    baseline: (f64, f64),
    latest: (f64, f64),
    aim: Aim,
    due: f64,
) -> Result<Progress, Reason> {
    let ((first, from), (value, now)) = (baseline, latest);
    if now - from < SAME {
        return Err(Reason::TooFewPoints);
    }
    let pace = (value - first) / (now - from);
    let left = due - now;
    let needed = (left > SAME).then(|| (aim.target() - value) / left);
    let label = if aim.is_met(value) {
        ProgressLabel::Met
    } else {
        match needed {
            None => ProgressLabel::Missed,
            Some(_) if pace.abs() < SAME => ProgressLabel::NoChange,
            Some(needed) if pace / needed >= 1.0 - SAME => ProgressLabel::OnTrack,
            Some(needed) if pace / needed > 0.0 => ProgressLabel::Behind,
            Some(_) => ProgressLabel::MovingAway,
        }
    };
    Ok(Progress {
        label,
        pace,
        needed,
        at_target_time: value + pace * left,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_labels_come_in_their_order() {
        let cases = [
            (
                (60.0, 2020.0),
                (70.0, 2022.0),
                Aim::AtLeast(70.0),
                2025.0,
                "target met",
            ),
            (
                (60.0, 2020.0),
                (65.0, 2025.0),
                Aim::AtLeast(70.0),
                2025.0,
                "target missed",
            ),
            (
                (60.0, 2020.0),
                (64.0, 2022.0),
                Aim::AtLeast(70.0),
                2025.0,
                "on track",
            ),
            (
                (60.0, 2020.0),
                (61.0, 2022.0),
                Aim::AtLeast(70.0),
                2025.0,
                "behind",
            ),
            (
                (60.0, 2020.0),
                (60.0, 2022.0),
                Aim::AtLeast(70.0),
                2025.0,
                "no change",
            ),
            (
                (60.0, 2020.0),
                (59.0, 2022.0),
                Aim::AtLeast(70.0),
                2025.0,
                "moving away",
            ),
            (
                (20.0, 2020.0),
                (16.0, 2022.0),
                Aim::AtMost(10.0),
                2025.0,
                "on track",
            ),
            (
                (20.0, 2020.0),
                (10.4, 2022.0),
                Aim::Near {
                    target: 10.0,
                    tolerance: 0.5,
                },
                2025.0,
                "target met",
            ),
        ];
        for (baseline, latest, aim, due, expected) in cases {
            let found = progress(baseline, latest, aim, due).expect("progress");
            assert_eq!(found.label.label(), expected, "{baseline:?} {latest:?}");
        }
    }

    #[test]
    fn the_pace_is_carried_on_and_two_points_are_needed() {
        let found =
            progress((60.0, 2020.0), (64.0, 2022.0), Aim::AtLeast(70.0), 2025.0).expect("progress");
        assert!((found.pace - 2.0).abs() < 1e-12);
        assert_eq!(found.needed, Some(2.0));
        assert!((found.at_target_time - 70.0).abs() < 1e-12);
        assert_eq!(
            progress((60.0, 2022.0), (64.0, 2022.0), Aim::AtLeast(70.0), 2025.0),
            Err(Reason::TooFewPoints)
        );
    }
}
