use crate::domain::Period;

/// For when a question asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum When {
    /// The latest period there is.
    Latest,
    /// One period by its label or key.
    One(String),
    /// From a year to a year, both among them; either may be open.
    Range(Option<i16>, Option<i16>),
}

impl When {
    /// Reads a question's period.
    pub(super) fn of(period: Option<&str>) -> Self {
        match period.map(str::trim) {
            None | Some("" | "latest") => Self::Latest,
            Some(text) => match text.split_once("..") {
                Some((from, to)) => Self::Range(year(from), year(to)),
                None => Self::One(text.to_owned()),
            },
        }
    }

    /// Whether a period is asked for.
    pub(super) fn takes(&self, period: Period) -> bool {
        match self {
            Self::Latest => true,
            Self::One(text) => period.label() == *text || period.key() == *text,
            Self::Range(from, to) => {
                let start = period.start().year();
                from.is_none_or(|from| start >= from) && to.is_none_or(|to| start <= to)
            }
        }
    }
}

/// The first year that a text names: 2019 of `2019`, `2019/20`, `2019-04-01/P1Y` and `31 March 2019`.
fn year(text: &str) -> Option<i16> {
    text.split(|c: char| !c.is_ascii_digit())
        .find(|digits| digits.len() == 4)
        .and_then(|digits| digits.parse().ok())
}

/// The first and last label of periods in order: `2004 to 2023`; one label when they are one.
pub(super) fn span(periods: &[Period]) -> String {
    match (periods.first(), periods.last()) {
        (Some(first), Some(last)) if first.label() == last.label() => first.label(),
        (Some(first), Some(last)) => {
            let between = if first.label().contains(" to ") {
                " until "
            } else {
                " to "
            };
            format!("{}{between}{}", first.label(), last.label())
        }
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_are_asked_for_by_label_key_or_years() {
        let year = Period::academic_year(2024).expect("a year");
        for (text, takes) in [
            ("latest", true),
            ("2024/25", true),
            ("2024-09-01/P1Y", true),
            ("2024", false),
            ("2020..2024", true),
            ("2019/20..2024/25", true),
            ("2025..", false),
            ("..2024", true),
        ] {
            assert_eq!(When::of(Some(text)).takes(year), takes, "{text}");
        }
        assert_eq!(When::of(None), When::Latest);
    }
}
