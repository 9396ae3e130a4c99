use super::fingerprint::{Met, is_of_sheet};
use crate::domain::{column_letters, month_named};
use crate::import::{ColumnRole, Layout, ReadingChoices, ReviewedFile};

/// How alike the names of two releases' files must be, numbers left out.
const ALIKE: f64 = 0.92;

/// Words in the name of a file that change from release to release, beside the names of months.
const PASSING: [&str; 17] = [
    "final",
    "provisional",
    "revised",
    "revision",
    "latest",
    "edition",
    "release",
    "version",
    "update",
    "updated",
    "new",
    "old",
    "copy",
    "first",
    "second",
    "v",
    "q",
];

/// Answers of which those that were said now go before those that were kept.
pub fn said_over(said: &ReadingChoices, kept: &ReadingChoices) -> ReadingChoices {
    let mut choices = kept.clone();
    let ReadingChoices {
        sheets,
        hidden,
        header_row,
        columns,
        period,
        period_kind,
        period_kinds,
        subject,
        named_subjects,
        successors,
        unit,
        units,
        decimal,
        brackets,
        markers,
        indicator,
        goals,
        subjects,
    } = said.clone();
    if !sheets.is_empty() {
        choices.sheets = sheets;
    }
    if !goals.is_empty() {
        choices.goals = goals;
    }
    choices.header_row = header_row.or(choices.header_row);
    choices.period = period.or(choices.period);
    choices.period_kind = period_kind.or(choices.period_kind);
    choices.subject = subject.or(choices.subject);
    choices.unit = unit.or(choices.unit);
    choices.decimal = decimal.or(choices.decimal);
    choices.brackets = brackets.or(choices.brackets);
    choices.indicator = indicator.or(choices.indicator);
    choices.subjects = subjects.or(choices.subjects);
    choices.columns.retain(|(role, name)| {
        !columns.iter().any(|(new_role, new_name)| {
            let table = |name| ReadingChoices::of_one_table(name).map(|(table, _)| table);
            new_name.eq_ignore_ascii_case(name)
                || (new_role == role && is_single(*role) && table(new_name) == table(name))
        })
    });
    choices.columns.extend(columns);
    choices
        .markers
        .retain(|(sign, _)| !markers.iter().any(|(new, _)| new == sign));
    choices.markers.extend(markers);
    choices
        .units
        .retain(|(of, _)| !units.iter().any(|(new, _)| new == of));
    choices.units.extend(units);
    choices
        .period_kinds
        .retain(|(text, _)| !period_kinds.iter().any(|(new, _)| new == text));
    choices.period_kinds.extend(period_kinds);
    choices
        .named_subjects
        .retain(|(name, _)| !named_subjects.iter().any(|(new, _)| new == name));
    choices.named_subjects.extend(named_subjects);
    choices.successors |= successors;
    choices.hidden |= hidden;
    choices
}

/// Whether only one column of a table has this role.
fn is_single(role: ColumnRole) -> bool {
    matches!(
        role,
        ColumnRole::Code
            | ColumnRole::Name
            | ColumnRole::Level
            | ColumnRole::Indicator
            | ColumnRole::IndicatorCode
            | ColumnRole::Period
            | ColumnRole::Value
            | ColumnRole::Unit
            | ColumnRole::Measure
            | ColumnRole::Polarity
            | ColumnRole::SizeBand
            | ColumnRole::Sector
    )
}

/// The answers with headers in the place of letters, where the letter stands for one header only.
pub(super) fn with_headers(choices: &ReadingChoices, review: &ReviewedFile) -> ReadingChoices {
    let mut choices = choices.clone();
    let tables = || {
        review
            .sheets
            .iter()
            .filter(|sheet| sheet.layout != Layout::NoFigures)
    };
    for (_, name) in &mut choices.columns {
        let is_header = tables().any(|sheet| {
            sheet
                .columns
                .iter()
                .any(|column| column.header.eq_ignore_ascii_case(name))
        });
        if is_header {
            continue;
        }
        let mut headers: Vec<&str> = tables()
            .flat_map(|sheet| &sheet.columns)
            .filter(|column| column_letters(column.column).eq_ignore_ascii_case(name))
            .map(|column| column.header.as_str())
            .collect();
        headers.sort_unstable();
        headers.dedup();
        if let [header] = headers.as_slice()
            && !header.is_empty()
        {
            *name = (*header).to_owned();
        }
    }
    choices
}

/// The answers that hold for a file, and the names of those that do not.
///
/// What is said of the layout holds wherever the layout does: columns, header row, sheets, signs, decimals, what the subjects
/// and the periods are, for whom a name stands. What is said of the contents holds for the same release only: indicator, subject, units,
/// goals. The period of every figure was said of one file, and holds for that file.
pub(super) fn that_hold(
    kept: &ReadingChoices,
    met: &Met,
    is_same_file: bool,
    is_same_release: bool,
) -> (ReadingChoices, Vec<&'static str>) {
    let mut choices = kept.clone();
    let mut left_out = Vec::new();
    if !is_same_file && choices.period.take().is_some() {
        left_out.push("period");
    }
    if !is_same_release {
        if choices.indicator.take().is_some() {
            left_out.push("indicator");
        }
        if choices.subject.take().is_some() {
            left_out.push("subject");
        }
        let had_unit = choices.unit.take().is_some() || !choices.units.is_empty();
        choices.units.clear();
        if had_unit {
            left_out.push("unit");
        }
        if !choices.goals.is_empty() {
            choices.goals.clear();
            left_out.push("goals");
        }
    }
    for name in &mut choices.sheets {
        let now = met.sheets.iter().find(|(then, _)| is_of_sheet(name, then));
        if let Some((then, now)) = now {
            let table = name.trim().strip_prefix(then.trim()).unwrap_or_default();
            *name = format!("{now}{table}");
        }
    }
    if met.header_row.is_some() {
        choices.header_row = met.header_row;
    }
    (choices, left_out)
}

/// Whether two files are editions of one release, told by their names without numbers and passing words.
pub(super) fn is_same_release(one: &str, other: &str) -> bool {
    let (one, other) = (lasting(one), lasting(other));
    !one.is_empty() && !other.is_empty() && strsim::jaro_winkler(&one, &other) >= ALIKE
}

/// What of a file's name does not change from release to release.
fn lasting(file: &str) -> String {
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let lower = stem.to_lowercase();
    let words: Vec<&str> = lower
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| !word.is_empty() && !PASSING.contains(word) && month_named(word).is_none())
        .collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::{is_same_release, said_over};
    use crate::domain::State;
    use crate::import::{ColumnRole, ReadingChoices};

    #[test]
    fn editions_are_told_by_what_lasts_in_their_names() {
        for (one, other, expected) in [
            (
                "UK Gender Pay Gap Data - 2021 to 2022.csv",
                "UK Gender Pay Gap Data - 2022 to 2023 (1).csv",
                true,
            ),
            ("work-1.csv", "work_2_final.csv", true),
            (
                "KH03 January 2023.xlsx",
                "KH03 April 2024 revised.xlsx",
                true,
            ),
            ("employment-rate.csv", "weekly-pay.csv", false),
            ("beds-sept-2023.csv", "beds-dec-2023.csv", true),
            ("2023.csv", "2024.csv", false),
        ] {
            assert_eq!(is_same_release(one, other), expected, "{one} / {other}");
        }
    }

    #[test]
    fn what_is_said_now_goes_first() {
        let kept = ReadingChoices {
            columns: vec![
                (ColumnRole::Value, "real".to_owned()),
                (ColumnRole::Group, "Sex".to_owned()),
            ],
            markers: vec![
                ("S".to_owned(), State::Confidential),
                ("-".to_owned(), State::NotAvailable),
            ],
            unit: Some("%".to_owned()),
            ..ReadingChoices::default()
        };
        let said = ReadingChoices {
            columns: vec![(ColumnRole::Value, "value".to_owned())],
            markers: vec![("-".to_owned(), State::Zero)],
            ..ReadingChoices::default()
        };
        let both = said_over(&said, &kept);
        assert_eq!(
            both.columns,
            [
                (ColumnRole::Group, "Sex".to_owned()),
                (ColumnRole::Value, "value".to_owned()),
            ]
        );
        assert_eq!(
            both.markers,
            [
                ("S".to_owned(), State::Confidential),
                ("-".to_owned(), State::Zero),
            ]
        );
        assert_eq!(both.unit.as_deref(), Some("%"));
        assert_eq!(said_over(&ReadingChoices::default(), &kept), kept);
    }
}
