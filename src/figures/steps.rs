use crate::domain::{Period, PeriodLength};

/// How a series moves on from period to period, so that a line is never joined across one that is missing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Steps {
    /// The smallest step, in years.
    least: f64,
    /// The step in the middle, in years.
    usual: f64,
    /// How many there are.
    count: usize,
}

/// Steps that differ by less are alike: dates of a survey move by weeks.
const ALIKE: f64 = 1.6;

impl Steps {
    /// The steps of the periods that a series has, with or without a number, in order of time.
    pub(super) fn of(periods: &[Period]) -> Self {
        let mut steps: Vec<f64> = periods
            .windows(2)
            .filter_map(|pair| match pair {
                [a, b] => Some(b.middle() - a.middle()).filter(|step| *step > 0.0),
                _ => None,
            })
            .collect();
        steps.sort_by(f64::total_cmp);
        Self {
            least: steps.first().copied().unwrap_or(1.0),
            usual: steps.get(steps.len() / 2).copied().unwrap_or(1.0),
            count: steps.len(),
        }
    }

    /// The step in the middle, in years.
    pub(super) fn usual(self) -> f64 {
        self.usual
    }

    /// Whether `b` follows `a` with nothing missing between. Periods that roll over several years must overlap or touch; others
    /// touch, or come at steps as regular as those of a survey every second year; days come about as often as ever.
    pub(super) fn joins(self, a: Period, b: Period) -> bool {
        let step = b.middle() - a.middle();
        match a.length() {
            PeriodLength::Day if (0.5..ALIKE).contains(&self.usual) => step <= ALIKE,
            PeriodLength::Day => self.count > 1 && step <= self.usual * ALIKE,
            PeriodLength::Week => step <= self.least * 1.5,
            PeriodLength::Months(months) => {
                let touches = a
                    .end()
                    .tomorrow()
                    .is_ok_and(|next_day| b.start() <= next_day);
                if months > 12 {
                    touches && step <= self.least * ALIKE
                } else {
                    touches || (self.count > 1 && step <= self.least * 1.1)
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(periods: &[Option<Period>]) -> String {
        let periods: Vec<Period> = periods.iter().copied().flatten().collect();
        let steps = Steps::of(&periods);
        periods
            .windows(2)
            .map(|pair| match pair {
                [a, b] if steps.joins(*a, *b) => '-',
                _ => ' ',
            })
            .collect()
    }

    #[test]
    fn nothing_missing_is_joined_over() {
        let years = |all: &[i16]| {
            joined(
                &all.iter()
                    .map(|y| Period::calendar_year(*y))
                    .collect::<Vec<_>>(),
            )
        };
        let rolling = |all: &[i16]| {
            joined(
                &all.iter()
                    .map(|y| Period::from_month(*y, 1, 36))
                    .collect::<Vec<_>>(),
            )
        };
        let days = |all: &[(i16, i8)]| {
            joined(
                &all.iter()
                    .map(|(y, m)| Period::day(*y, *m, 1))
                    .collect::<Vec<_>>(),
            )
        };
        for (found, wanted) in [
            (years(&[2018, 2019, 2021, 2022]), "- -"),
            (years(&[2018, 2022]), " "),
            (years(&[2012, 2014, 2016, 2020]), "-- "),
            (rolling(&[2016, 2017, 2018, 2022]), "-- "),
            (rolling(&[2018, 2022]), " "),
            (rolling(&[2015, 2018, 2021]), "--"),
            (rolling(&[2015, 2016, 2018]), "- "),
            (days(&[(2019, 3), (2020, 1), (2021, 4), (2023, 3)]), "-- "),
            (days(&[(2020, 1), (2020, 2), (2020, 3), (2020, 9)]), "-- "),
        ] {
            assert_eq!(found, wanted);
        }
    }
}
