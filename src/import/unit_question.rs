use super::question::{Answer, Choice, OpenAnswer, Question};
use crate::domain::{Indicator, Origin, Unit, UnitKind};

/// A doubt about the unit of an indicator, which is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum UnitQuestion {
    /// Some figures carry a per cent sign and some do not.
    Mixed(String),
    /// Per cent, but no figure above 1.
    LooksLikeProportions(String),
    /// A proportion above 1, and the cell of the first such figure, from 0.
    TooLargeForProportion(String, (u32, u32)),
    /// The file states no unit, and its figures are whole numbers of what is known as a share or as so many per so many.
    Unsaid { name: String, known: String },
    /// The file states another unit than the one that is known.
    Differs {
        name: String,
        known: String,
        stated: String,
    },
}

impl UnitQuestion {
    /// Whether the figures of this indicator wait until it is answered: kept in the known unit, they would be other numbers than the
    /// file's. Figures that are kept as the file gives them do not.
    pub(super) fn holds_back(&self, indicator: &Indicator) -> bool {
        match self {
            Self::Unsaid { name, known } | Self::Differs { name, known, .. } => {
                indicator.name == *name && indicator.unit.text == *known
            }
            _ => false,
        }
    }

    /// The question as it is asked of the user.
    pub(super) fn asked(&self, origin: Origin) -> Question {
        let name = self.name();
        let about = self.of_unit().unwrap_or(name);
        let units = match self {
            Self::Mixed(_) => ["%", "number"],
            Self::LooksLikeProportions(name) if name.to_lowercase().contains("proportion") => {
                ["proportion", "%"]
            }
            Self::LooksLikeProportions(_) => ["%", "proportion"],
            Self::TooLargeForProportion(..) => ["proportion", "%"],
            Self::Unsaid { known, .. } => [known.as_str(), "number"],
            Self::Differs { known, stated, .. } => [known.as_str(), stated.as_str()],
        };
        Question {
            code: "unit".to_owned(),
            about: about.to_owned(),
            ask: match self {
                Self::LooksLikeProportions(_) => format!(
                    "Are the figures that are said to be per cent, and are never above 1, per cent or proportions? One indicator is “{name}”."
                ),
                Self::TooLargeForProportion(..) => format!(
                    "Are the figures that are said to be proportions, and are above 1, proportions or per cent? One indicator is “{name}”."
                ),
                _ => format!("In which unit are the figures of “{name}” given?"),
            },
            origin,
            raw: String::new(),
            figures: 0,
            answers: units
                .into_iter()
                .filter(|unit| !unit.is_empty())
                .map(|unit| Answer::new(unit, Choice::UnitOf(about.to_owned(), unit.to_owned())))
                .collect(),
            open: self.of_unit().is_none().then_some(OpenAnswer::Unit),
        }
    }

    /// The unit that all such doubts of a file share, so that one answer settles them; nothing where each is its own.
    pub(super) fn of_unit(&self) -> Option<&'static str> {
        match self {
            Self::LooksLikeProportions(_) => Some("%"),
            Self::TooLargeForProportion(..) => Some("proportion"),
            Self::Mixed(_) | Self::Unsaid { .. } | Self::Differs { .. } => None,
        }
    }

    /// The cell that gave rise to it, from 0, where it is one.
    pub(super) fn cell(&self) -> Option<(u32, u32)> {
        match self {
            Self::TooLargeForProportion(_, at) => Some(*at),
            _ => None,
        }
    }

    /// Name of the indicator.
    pub(super) fn name(&self) -> &str {
        match self {
            Self::Mixed(name)
            | Self::LooksLikeProportions(name)
            | Self::TooLargeForProportion(name, _)
            | Self::Unsaid { name, .. }
            | Self::Differs { name, .. } => name,
        }
    }

    /// Code and sentence of the problem.
    pub(super) fn said(self) -> (&'static str, String) {
        match self {
            Self::Mixed(name) => (
                "mixed-units",
                format!("Some figures of “{name}” carry a per cent sign and others do not."),
            ),
            Self::LooksLikeProportions(name) => (
                "percent-or-proportion",
                format!(
                    "“{name}” is given in per cent, but no figure is above 1: these may be proportions."
                ),
            ),
            Self::TooLargeForProportion(name, _) => (
                "percent-or-proportion",
                format!(
                    "“{name}” is given as a proportion, but this figure is above 1: it may be per cent, or a slip."
                ),
            ),
            Self::Unsaid { name, known } => (
                "unit-unsaid",
                format!(
                    "The file gives no unit for “{name}”, which is known in “{known}”, and its figures are whole numbers: they may be counts."
                ),
            ),
            Self::Differs {
                name,
                known,
                stated,
            } => (
                "unit-differs",
                format!("The file gives “{name}” in “{stated}”, but it is known in “{known}”."),
            ),
        }
    }
}

/// Whether one unit says how many and the other how many per so many.
pub(super) fn is_count_or_rate(known: &Unit, stated: &Unit) -> bool {
    let counts_many = matches!(
        stated.text.to_lowercase().as_str(),
        "thousands" | "thousand" | "000s" | "000" | "millions" | "million"
    );
    matches!(
        (known.kind, stated.kind),
        (UnitKind::Count, UnitKind::Rate) | (UnitKind::Rate, UnitKind::Count)
    ) || (counts_many
        && matches!(
            known.kind,
            UnitKind::PerCent | UnitKind::Proportion | UnitKind::Rate
        ))
}

/// Whether two units cannot mean the same: another kind, another scale of money, so many per another number, another length
/// of time. Words that name no kind of unit say only that it is no share and no money.
pub(super) fn differ(known: &Unit, stated: &Unit) -> bool {
    let low = |unit: &Unit| unit.text.to_lowercase();
    let shares_or_money = |kind| {
        matches!(
            kind,
            UnitKind::PerCent | UnitKind::PercentagePoints | UnitKind::Proportion | UnitKind::Money
        )
    };
    let free_words = [known, stated]
        .iter()
        .any(|unit| unit.kind == UnitKind::Other)
        && !shares_or_money(known.kind)
        && !shares_or_money(stated.kind);
    if free_words || low(known) == low(stated) {
        return false;
    }
    if known.kind != stated.kind {
        return true;
    }
    match known.kind {
        UnitKind::Money => scale(&low(known)) != scale(&low(stated)),
        UnitKind::Rate => {
            let [known, stated] = [known, stated].map(|unit| {
                let digits = |c: &char| c.is_ascii_digit();
                unit.text.chars().filter(digits).collect::<String>()
            });
            !known.is_empty() && !stated.is_empty() && known != stated
        }
        UnitKind::Time => low(known).chars().next() != low(stated).chars().next(),
        _ => false,
    }
}

/// Thousands, millions and so on of an amount of money, as a power of ten.
fn scale(text: &str) -> u8 {
    let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).collect();
    let has = |any: &[&str]| any.iter().any(|word| words.contains(word));
    if has(&["bn", "billion", "billions"]) {
        9
    } else if has(&["m", "mn", "million", "millions"]) {
        6
    } else if has(&["k", "000", "000s", "thousand", "thousands"]) {
        3
    } else {
        0
    }
}

#[cfg(test)]
mod tests {
    use super::differ;
    use crate::domain::Unit;

    #[test]
    fn units_differ_where_they_cannot_mean_the_same() {
        for (known, stated, expected) in [
            ("%", "£", true),
            ("%", "Percent", false),
            ("%", "proportion", true),
            ("%", "percentage points", true),
            ("£", "£000s", true),
            ("£ million", "£m", false),
            ("£", "£ per hour", false),
            ("per 1,000 people", "per 100,000 people", true),
            ("per 1,000 people", "per 1,000", false),
            ("mins", "minutes", false),
            ("mins", "hours", true),
            ("homes", "number", false),
            (
                "vehicles per mile of road a day",
                "annual average daily flow",
                false,
            ),
            ("vehicles per mile of road a day", "number", true),
            ("%", "homes", true),
        ] {
            let [known, stated] = [known, stated].map(Unit::from_text);
            assert_eq!(
                differ(&known, &stated),
                expected,
                "{} and {}",
                known.text,
                stated.text
            );
        }
    }
}
