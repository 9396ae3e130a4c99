use serde::{Deserialize, Serialize};

/// What a unit is, as far as arithmetic and wording need to know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum UnitKind {
    /// Parts of a hundred.
    PerCent,
    /// A difference of two percentages.
    PercentagePoints,
    /// Parts of one.
    Proportion,
    /// An amount of money.
    Money,
    /// Things counted.
    Count,
    /// So many per so many.
    Rate,
    /// Points on a scale, such as 0 to 10.
    Score,
    /// An index number.
    Index,
    /// One figure over another.
    Ratio,
    /// A length of time.
    Time,
    /// Anything else.
    Other,
}

/// A unit: the words that the publisher uses and what kind of unit they name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unit {
    /// As shown above an axis: `%`, `£`, `per 100,000 people`, `years`.
    pub text: String,
    /// What kind of unit it is.
    pub kind: UnitKind,
}

impl Unit {
    /// The unit that these words name. Percent, proportion and percentage points are three units.
    pub fn from_text(text: &str) -> Self {
        let text = text.trim();
        let low = text.to_lowercase();
        let kind = if low.contains("percentage point") || low == "pp" || low == "ppt" {
            UnitKind::PercentagePoints
        } else if low.starts_with('%') || low.starts_with("per cent") || low.starts_with("percent")
        {
            UnitKind::PerCent
        } else if low.contains("proportion") {
            UnitKind::Proportion
        } else if low.starts_with('£') || low.starts_with("pound") || low == "gbp" {
            UnitKind::Money
        } else if low.contains(" per ")
            || low.starts_with("per ")
            || low.contains("rate")
            || low.starts_with('/')
        {
            UnitKind::Rate
        } else if low.contains("ratio") {
            UnitKind::Ratio
        } else if low.contains("index") {
            UnitKind::Index
        } else if low.contains("score") || low.contains("point") || low.contains("out of 10") {
            UnitKind::Score
        } else if [
            "year", "years", "minute", "minutes", "day", "days", "hours", "weeks", "mins",
        ]
        .contains(&low.as_str())
        {
            UnitKind::Time
        } else if low.contains("count")
            || low.contains("number")
            || matches!(low.as_str(), "n" | "no" | "no.")
        {
            UnitKind::Count
        } else {
            UnitKind::Other
        };
        Self {
            text: text.to_owned(),
            kind,
        }
    }

    /// A number that is already written, with this unit beside it.
    pub fn with_value(&self, bare: &str) -> String {
        let text = self.text.as_str();
        match self.kind {
            UnitKind::PerCent => format!("{bare}%"),
            UnitKind::PercentagePoints => format!("{bare} percentage points"),
            UnitKind::Money => {
                let scale = text.trim_start_matches('£').trim();
                let scale = if scale.to_lowercase().starts_with("pound")
                    || text.eq_ignore_ascii_case("gbp")
                {
                    ""
                } else {
                    scale
                };
                let signed = match bare.strip_prefix('−') {
                    Some(rest) => format!("−£{rest}"),
                    None => format!("£{bare}"),
                };
                if scale.is_empty() || scale.starts_with("per ") {
                    signed
                } else {
                    format!("{signed} {scale}")
                }
            }
            UnitKind::Count
            | UnitKind::Ratio
            | UnitKind::Index
            | UnitKind::Score
            | UnitKind::Proportion => bare.to_owned(),
            UnitKind::Time | UnitKind::Rate | UnitKind::Other if text.is_empty() => bare.to_owned(),
            UnitKind::Time | UnitKind::Rate | UnitKind::Other => format!("{bare} {text}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Unit, UnitKind};

    #[test]
    fn words_name_a_kind_of_unit() {
        for (text, kind) in [
            ("%", UnitKind::PerCent),
            ("Percentage", UnitKind::PerCent),
            ("percentage points", UnitKind::PercentagePoints),
            ("£", UnitKind::Money),
            ("per 100,000 people", UnitKind::Rate),
            ("Score out of 10", UnitKind::Score),
            ("minutes", UnitKind::Time),
            ("dwellings", UnitKind::Other),
        ] {
            assert_eq!(Unit::from_text(text).kind, kind, "{text}");
        }
    }

    #[test]
    fn money_carries_its_sign_before_the_pound() {
        assert_eq!(Unit::from_text("£").with_value("−3.50"), "−£3.50");
        assert_eq!(Unit::from_text("£ million").with_value("12"), "£12 million");
    }
}
