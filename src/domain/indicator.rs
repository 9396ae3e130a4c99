use std::fmt;

use serde::{Deserialize, Serialize};

use super::{Unit, UnitKind, number};

/// Stable code of an indicator: the source's own where it has one, else a slug of the name.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct IndicatorCode(pub String);

impl fmt::Display for IndicatorCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<&str> for IndicatorCode {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

/// What counts as better.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum Polarity {
    /// Higher is better.
    Higher,
    /// Lower is better.
    Lower,
    /// The nearer to this value the better: a pay gap of −4% is not better than 0.
    CloserTo(f64),
    /// Neither higher nor lower counts as better.
    None,
}

impl Polarity {
    /// The text that the book, the command line and exports use: `higher`, `lower`, `target:0`, `none`.
    pub fn code(self) -> String {
        match self {
            Self::Higher => "higher".to_owned(),
            Self::Lower => "lower".to_owned(),
            Self::CloserTo(target) => format!("target:{target}"),
            Self::None => "none".to_owned(),
        }
    }

    /// Reads what [`Polarity::code`] writes.
    pub fn from_code(code: &str) -> Option<Self> {
        match code.trim() {
            "higher" => Some(Self::Higher),
            "lower" => Some(Self::Lower),
            "none" | "" => Some(Self::None),
            other => {
                let target = other.strip_prefix("target:")?.parse::<f64>().ok()?;
                target.is_finite().then_some(Self::CloserTo(target))
            }
        }
    }

    /// The polarity as a person reads it: `Higher is better`, `Closer to 0 is better`.
    pub fn in_words(self) -> String {
        match self {
            Self::Higher => "Higher is better".to_owned(),
            Self::Lower => "Lower is better".to_owned(),
            Self::CloserTo(target) => format!("Closer to {target} is better"),
            Self::None => "Neither higher nor lower counts as better".to_owned(),
        }
    }

    /// A value in benefit terms: larger is always better (METHODS, conventions: σ applied).
    pub fn benefit(self, value: f64) -> f64 {
        match self {
            Self::Higher | Self::None => value,
            Self::Lower => -value,
            Self::CloserTo(target) => -(value - target).abs(),
        }
    }
}

/// Who defined the indicator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum IndicatorKind {
    /// A published statistic.
    Official,
    /// An organisation's own measure.
    Organisation,
    /// Defined by those affected.
    Community,
}

/// Where an indicator's figures come from and on what terms.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// The publishing organisation.
    pub publisher: String,
    /// Title of the publication or dataset.
    pub dataset: String,
    /// When it was released, as the publisher writes it.
    pub released: String,
    /// Licence, such as `Open Government Licence v3.0`. Empty when not known.
    pub licence: String,
    /// Address of the publication. Empty when not known.
    pub url: String,
}

impl Source {
    /// `Source: DATASET, RELEASED, from the PUBLISHER. LICENCE.` with what is known of it; empty when nothing is.
    pub fn line(&self) -> String {
        let mut out = String::new();
        match (self.dataset.is_empty(), self.publisher.is_empty()) {
            (false, false) => {
                out.push_str(&self.dataset);
                if !self.released.is_empty() {
                    out.push_str(", ");
                    out.push_str(&self.released);
                }
                out.push_str(", from ");
                if takes_article(&self.publisher) {
                    out.push_str("the ");
                }
                out.push_str(&self.publisher);
            }
            (false, true) => out.push_str(&self.dataset),
            (true, false) => out.push_str(&self.publisher),
            (true, true) => return out,
        }
        out.push('.');
        if !self.licence.is_empty() {
            out.push(' ');
            out.push_str(&self.licence);
            out.push('.');
        }
        out
    }
}

/// Whether a publisher's name is said with `the`: `the Department for Education`, but `Ofcom`.
fn takes_article(publisher: &str) -> bool {
    [
        "Department ",
        "Office ",
        "Ministry ",
        "Government ",
        "House of ",
        "Home Office",
        "Environment Agency",
    ]
    .iter()
    .any(|start| publisher.starts_with(start))
}

/// A measure with what is needed to show, judge and compare its figures.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Indicator {
    /// Stable code.
    pub code: IndicatorCode,
    /// Full name.
    pub name: String,
    /// At most five words, for headlines.
    pub short_name: String,
    /// What is measured, as a subtitle: `Percentage of people aged 16 to 64 in employment`.
    pub measure: String,
    /// The unit.
    pub unit: Unit,
    /// What counts as better.
    pub polarity: Polarity,
    /// Decimals that figures are shown with.
    pub decimals: u8,
    /// Longer definition. Empty when not known.
    pub definition: String,
    /// What to be careful about. Empty when nothing is known.
    pub caveats: String,
    /// Who defined it.
    pub kind: IndicatorKind,
    /// Where its figures come from.
    pub source: Source,
    /// False where the publisher advises against trends, as for modelled figures.
    pub trend_allowed: bool,
}

impl Indicator {
    /// An indicator of which no more is known than its name and unit: no judgement, one decimal.
    pub fn named(code: IndicatorCode, name: &str, unit: Unit) -> Self {
        Self {
            code,
            name: name.to_owned(),
            short_name: name.to_owned(),
            measure: String::new(),
            unit,
            polarity: Polarity::None,
            decimals: 1,
            definition: String::new(),
            caveats: String::new(),
            kind: IndicatorKind::Official,
            source: Source::default(),
            trend_allowed: true,
        }
    }

    /// A value with its unit, as a sentence shows it: `69.7%`, `£642.50`, `11.4 minutes`.
    pub fn show(&self, value: f64) -> String {
        self.unit.with_value(&self.show_bare(value))
    }

    /// A value without its unit, at the indicator's decimals, thousands separated, with a true minus.
    pub fn show_bare(&self, value: f64) -> String {
        number::thousands(value, self.decimals)
    }

    /// A difference of two values, without sign, worded as METHODS M18 asks: `6.3 percentage points`, `£8.93`.
    pub fn show_difference(&self, difference: f64) -> String {
        let bare = self.show_bare(difference.abs());
        match self.unit.kind {
            UnitKind::PerCent | UnitKind::PercentagePoints if bare == "1" => {
                "1 percentage point".to_owned()
            }
            UnitKind::PerCent | UnitKind::PercentagePoints => format!("{bare} percentage points"),
            UnitKind::Score | UnitKind::Index if bare == "1" => "1 point".to_owned(),
            UnitKind::Score | UnitKind::Index => format!("{bare} points"),
            _ => self.unit.with_value(&bare),
        }
    }

    /// The same for a tight cell: `6.3 pp`.
    pub fn show_difference_tight(&self, difference: f64) -> String {
        let bare = self.show_bare(difference.abs());
        match self.unit.kind {
            UnitKind::PerCent | UnitKind::PercentagePoints => format!("{bare} pp"),
            UnitKind::Score | UnitKind::Index => bare,
            _ => self.unit.with_value(&bare),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Source;

    #[test]
    fn a_source_is_named_as_people_say_it() {
        let source = |publisher: &str| Source {
            publisher: publisher.to_owned(),
            dataset: "Pupil absence".to_owned(),
            released: "March 2026".to_owned(),
            licence: String::new(),
            url: String::new(),
        };
        assert_eq!(
            source("Department for Education").line(),
            "Pupil absence, March 2026, from the Department for Education."
        );
        assert_eq!(
            source("Ofcom").line(),
            "Pupil absence, March 2026, from Ofcom."
        );
    }
}
