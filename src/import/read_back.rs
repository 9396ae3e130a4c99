use std::collections::HashMap;

use super::{ReviewedObservation, ReviewedSheet};
use crate::domain::{Origin, lies_on};

/// One figure as it was read, in words, to be held against its cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadBack {
    /// Index into [`ReviewedSheet::indicators`].
    pub of: u32,
    /// Name of the indicator.
    pub indicator: String,
    /// The place or organisation with its code: `Hartlepool (E06000001)`.
    pub subject: String,
    /// The period, with its days where its name leaves them open: `2021/22 (1 April 2021 to 31 March 2022)`, `2021`.
    pub period: String,
    /// The people group, pair by pair: `sex: Female`; `All people` for everybody.
    pub group: String,
    /// The figure with unit and markers, `31.2% [p]`, or what stands for one that is withheld: `[c]`.
    pub figure: String,
    /// Its cell.
    pub origin: Origin,
}

/// Figures of a table that are looked at to find one of each indicator; of a longer one as many, evenly spread.
const LOOKED_AT: usize = 50_000;

impl ReviewedSheet {
    /// One figure of each indicator, in the indicators' order: a number rather than a reason for its absence, and of some people rather
    /// than of all, because more can be wrong with it.
    pub fn read_back(&self) -> Vec<ReadBack> {
        let mut best: HashMap<u32, (u8, usize)> = HashMap::new();
        let all = self.observations.len();
        for at in (0..all).step_by(all.div_ceil(LOOKED_AT).max(1)) {
            let Some(figure) = self.observations.bare(at) else {
                continue;
            };
            let group = self.groups.get(figure.group as usize);
            let of_some = group.is_some_and(|group| !group.is_all());
            let tells = 2 * u8::from(figure.reading.value().is_some()) + u8::from(of_some);
            let known = best.entry(figure.indicator).or_insert((tells, at));
            if tells > known.0 {
                *known = (tells, at);
            }
        }
        let mut chosen: Vec<(u32, usize)> =
            best.into_iter().map(|(of, (_, at))| (of, at)).collect();
        chosen.sort_unstable();
        let figures = chosen.into_iter();
        figures
            .filter_map(|(_, at)| self.in_words(&self.observations.get(at)?))
            .collect()
    }

    fn in_words(&self, figure: &ReviewedObservation) -> Option<ReadBack> {
        let indicator = self.indicators.get(figure.indicator as usize)?;
        let subject = self.subjects.get(figure.subject as usize)?;
        let period = self.periods.get(figure.period as usize)?;
        let group = self.groups.get(figure.group as usize)?;
        let label = period.label();
        let pairs: Vec<String> = group
            .pairs()
            .iter()
            .map(|(dimension, category)| format!("{dimension}: {category}"))
            .collect();
        let number = figure.reading.value();
        let sign = || figure.reading.state().sign();
        let shown = number.map_or_else(sign, |value| indicator.show(value));
        let signs = figure.markers.signs();
        Some(ReadBack {
            of: figure.indicator,
            indicator: indicator.name.clone(),
            subject: format!("{} ({})", subject.name, subject.code.0),
            period: if label.contains('/') {
                format!("{label} ({})", period.days())
            } else {
                label
            },
            group: if pairs.is_empty() {
                group.to_string()
            } else {
                pairs.join(", ")
            },
            figure: format!("{shown} {signs}").trim_end().to_owned(),
            origin: Origin {
                import: 0,
                sheet: self.sheet.clone(),
                row: figure.row,
                column: figure.column,
            },
        })
    }

    /// Whether it is a table of the workbook's sheet of this name.
    pub fn is_of(&self, sheet: &str) -> bool {
        lies_on(&self.sheet, sheet)
    }
}
