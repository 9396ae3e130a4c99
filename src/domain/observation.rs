use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{IndicatorCode, Origin, PeopleGroup, Period, Source, SubjectCode};

/// What a figure is. Anything but [`State::Value`] and [`State::Zero`] is never a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// A number other than zero.
    Value,
    /// A true zero.
    Zero,
    /// `[low]`: rounds to zero and is not zero.
    Low,
    /// `[c]`: confidential.
    Confidential,
    /// `[x]`: not available.
    NotAvailable,
    /// `[z]`: not applicable.
    NotApplicable,
    /// `[w]`: none recorded.
    NoneRecorded,
    /// `[u]`: withheld as unreliable.
    Unreliable,
    /// The source's cell holds an error, such as `#DIV/0!`.
    Error,
}

impl State {
    /// All states, in the order in which notes list them.
    pub const ALL: [Self; 9] = [
        Self::Value,
        Self::Zero,
        Self::Low,
        Self::Confidential,
        Self::NotAvailable,
        Self::NotApplicable,
        Self::NoneRecorded,
        Self::Unreliable,
        Self::Error,
    ];

    /// The harmonised shorthand without brackets: `c`, `x`; `value` and `zero` for numbers.
    pub fn code(self) -> &'static str {
        match self {
            Self::Value => "value",
            Self::Zero => "zero",
            Self::Low => "low",
            Self::Confidential => "c",
            Self::NotAvailable => "x",
            Self::NotApplicable => "z",
            Self::NoneRecorded => "w",
            Self::Unreliable => "u",
            Self::Error => "error",
        }
    }

    /// Reads what [`State::code`] writes.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    /// True for a number, be it zero or not.
    pub fn is_number(self) -> bool {
        matches!(self, Self::Value | Self::Zero)
    }

    /// What a cell shows in place of a number: `[c]`. Empty for numbers.
    pub fn sign(self) -> String {
        if self.is_number() {
            String::new()
        } else {
            format!("[{}]", self.code())
        }
    }

    /// The state in words: `confidential`.
    pub fn in_words(self) -> &'static str {
        match self {
            Self::Value => "a figure",
            Self::Zero => "zero",
            Self::Low => "rounds to zero",
            Self::Confidential => "confidential",
            Self::NotAvailable => "not available",
            Self::NotApplicable => "not applicable",
            Self::NoneRecorded => "none recorded",
            Self::Unreliable => "withheld as unreliable",
            Self::Error => "an error in the source",
        }
    }
}

/// What qualifies a figure that is given all the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Marker {
    /// `[p]`.
    Provisional,
    /// `[r]`.
    Revised,
    /// `[e]`.
    Estimated,
    /// `[f]`.
    Forecast,
    /// `[b]`: a break in the series before this figure.
    Break,
    /// `[u]` beside a number: low reliability.
    Unreliable,
}

impl Marker {
    /// All markers, in the order in which they are written.
    pub const ALL: [Self; 6] = [
        Self::Provisional,
        Self::Revised,
        Self::Estimated,
        Self::Forecast,
        Self::Break,
        Self::Unreliable,
    ];

    /// The harmonised letter.
    pub fn code(self) -> &'static str {
        match self {
            Self::Provisional => "p",
            Self::Revised => "r",
            Self::Estimated => "e",
            Self::Forecast => "f",
            Self::Break => "b",
            Self::Unreliable => "u",
        }
    }

    /// The marker in words.
    pub fn in_words(self) -> &'static str {
        match self {
            Self::Provisional => "provisional",
            Self::Revised => "revised",
            Self::Estimated => "estimated",
            Self::Forecast => "forecast",
            Self::Break => "break in the series",
            Self::Unreliable => "low reliability",
        }
    }

    fn bit(self) -> u8 {
        match self {
            Self::Provisional => 1,
            Self::Revised => 2,
            Self::Estimated => 4,
            Self::Forecast => 8,
            Self::Break => 16,
            Self::Unreliable => 32,
        }
    }
}

/// A set of markers. They combine: `[r][e]`.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Markers(u8);

impl Markers {
    /// No marker.
    pub fn none() -> Self {
        Self::default()
    }

    /// With one marker more.
    #[must_use]
    pub fn with(self, marker: Marker) -> Self {
        Self(self.0 | marker.bit())
    }

    /// All markers of both.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether the marker is set.
    pub fn has(self, marker: Marker) -> bool {
        self.0 & marker.bit() != 0
    }

    /// True when none is set.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The markers that are set.
    pub fn iter(self) -> impl Iterator<Item = Marker> {
        Marker::ALL
            .into_iter()
            .filter(move |marker| self.has(*marker))
    }

    /// The letters in order, as the book and exports keep them: `re`.
    pub fn code(self) -> String {
        self.iter().map(Marker::code).collect()
    }

    /// Reads letters; unknown ones are passed over.
    pub fn from_code(code: &str) -> Self {
        Marker::ALL
            .into_iter()
            .filter(|marker| code.contains(marker.code()))
            .fold(Self::none(), Self::with)
    }

    /// As shown beside a figure: `[r][e]`.
    pub fn signs(self) -> String {
        self.iter().fold(String::new(), |signs, marker| {
            signs + "[" + marker.code() + "]"
        })
    }
}

/// A figure or the reason why there is none. The only way to a number is [`Reading::number`], which takes nothing that is
/// not finite, so a withheld figure can never turn into one.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(into = "(State, Option<f64>)", try_from = "(State, Option<f64>)")]
pub struct Reading {
    state: State,
    value: f64,
}

impl Reading {
    /// Largest absolute value that a figure may have.
    pub const LIMIT: f64 = 1e15;

    /// A number, if it is finite and within ±10^15. Minus zero is zero.
    pub fn number(value: f64) -> Option<Self> {
        if !value.is_finite() || value.abs() > Self::LIMIT {
            return None;
        }
        let state = if value == 0.0 {
            State::Zero
        } else {
            State::Value
        };
        Some(Self {
            state,
            value: if value == 0.0 { 0.0 } else { value },
        })
    }

    /// A figure that is not given, with its reason. `Value` and `Zero` are no reasons and become `Error`.
    pub fn withheld(state: State) -> Self {
        let state = if state.is_number() {
            State::Error
        } else {
            state
        };
        Self { state, value: 0.0 }
    }

    /// The number, unless the figure is withheld.
    pub fn value(self) -> Option<f64> {
        self.state.is_number().then_some(self.value)
    }

    /// What the figure is.
    pub fn state(self) -> State {
        self.state
    }
}

impl From<Reading> for (State, Option<f64>) {
    fn from(reading: Reading) -> Self {
        (reading.state(), reading.value())
    }
}

impl TryFrom<(State, Option<f64>)> for Reading {
    type Error = &'static str;

    fn try_from((state, value): (State, Option<f64>)) -> Result<Self, Self::Error> {
        match value {
            Some(value) => Self::number(value).ok_or("no figure can be so large"),
            None => Ok(Self::withheld(state)),
        }
    }
}

/// One figure.
#[derive(Clone, Debug, PartialEq)]
pub struct Observation {
    /// What is measured.
    pub indicator: IndicatorCode,
    /// Whose figure it is.
    pub subject: SubjectCode,
    /// What it covers.
    pub period: Period,
    /// Of which people.
    pub group: PeopleGroup,
    /// The number or the reason for its absence.
    pub reading: Reading,
    /// Lower 95% limit, where published.
    pub lower: Option<f64>,
    /// Upper 95% limit, where published.
    pub upper: Option<f64>,
    /// Count behind the figure, where published.
    pub count: Option<f64>,
    /// What the count is out of, where published.
    pub denominator: Option<f64>,
    /// What qualifies the figure.
    pub markers: Markers,
    /// The cell's text where the number alone would not reproduce it.
    pub raw: Option<String>,
    /// Free text beside the figure, such as `Value for Hackney and City of London combined`.
    pub note: Option<String>,
    /// Where it was read.
    pub origin: Origin,
    /// Its own source, where that is another one than what its import says of the indicator.
    pub source: Option<Arc<Source>>,
}

impl Observation {
    /// The number, unless the figure is withheld.
    pub fn value(&self) -> Option<f64> {
        self.reading.value()
    }

    /// What the figure is.
    pub fn state(&self) -> State {
        self.reading.state()
    }
}

#[cfg(test)]
mod tests {
    use super::{Marker, Markers, Reading, State};

    #[test]
    fn what_is_not_finite_is_no_number() {
        for value in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, 1e16] {
            assert_eq!(Reading::number(value), None);
        }
        assert_eq!(Reading::number(-0.0).map(Reading::state), Some(State::Zero));
        assert_eq!(Reading::withheld(State::Confidential).value(), None);
        assert_eq!(Reading::withheld(State::Value).value(), None);
    }

    #[test]
    fn markers_are_written_in_one_order() {
        let markers = Markers::none()
            .with(Marker::Estimated)
            .with(Marker::Revised);
        assert_eq!(markers.signs(), "[r][e]");
        assert_eq!(Markers::from_code(&markers.code()), markers);
    }
}
