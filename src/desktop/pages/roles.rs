use crate::desktop::widgets::Choice;
use crate::import::ColumnRole;

/// Every role in words, in the order of the select.
pub(crate) const ROLES: [(ColumnRole, &str); 21] = [
    (ColumnRole::Code, "Code of the place or organisation"),
    (ColumnRole::Name, "Name of the place or organisation"),
    (ColumnRole::Level, "Level or type"),
    (ColumnRole::Indicator, "Indicator"),
    (ColumnRole::IndicatorCode, "Code of the indicator"),
    (ColumnRole::Period, "Period"),
    (ColumnRole::Group, "People group"),
    (ColumnRole::Value, "Figure"),
    (ColumnRole::Lower, "Lower limit"),
    (ColumnRole::Upper, "Upper limit"),
    (ColumnRole::Count, "Count"),
    (ColumnRole::Denominator, "Denominator"),
    (ColumnRole::Unit, "Unit"),
    (ColumnRole::Measure, "Measure"),
    (ColumnRole::Status, "Status of the figure"),
    (ColumnRole::Note, "Note"),
    (ColumnRole::Identifier, "Another identifier"),
    (ColumnRole::Polarity, "Polarity"),
    (ColumnRole::SizeBand, "Size band"),
    (ColumnRole::Sector, "Sector codes"),
    (ColumnRole::Ignore, "Not read"),
];

/// A role in words.
fn role_words(role: ColumnRole) -> &'static str {
    ROLES
        .iter()
        .find(|(other, _)| *other == role)
        .map_or("Not read", |(_, words)| words)
}

/// A role as the head of a column says it.
pub(crate) fn role_in_short(role: ColumnRole) -> &'static str {
    match role {
        ColumnRole::Code => "Code",
        ColumnRole::Name => "Name",
        ColumnRole::IndicatorCode => "Indicator code",
        ColumnRole::Group => "Group",
        ColumnRole::Status => "Status",
        ColumnRole::Identifier => "Identifier",
        other => role_words(other),
    }
}

/// The roles as choices.
pub(crate) fn role_choices() -> Vec<Choice> {
    ROLES
        .iter()
        .map(|(_, words)| Choice::new(*words, ""))
        .collect()
}
