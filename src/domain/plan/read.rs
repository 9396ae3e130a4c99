//! Reads the texts of a plan's fields as people write them, and says in words what cannot be read.

use jiff::civil::Date;

use super::{PlanStatus, Scope};
use crate::domain::{OrganisationType, month_named};

/// The items of a list with commas, semicolons or lines between.
fn items(text: &str) -> impl Iterator<Item = &str> {
    text.split([';', ',', '\n'])
        .map(str::trim)
        .filter(|item| !item.is_empty())
}

pub(super) fn goals(text: &str) -> Result<Vec<u32>, String> {
    items(text)
        .map(|item| {
            let number = item.strip_prefix("Goal ").unwrap_or(item).parse().ok();
            number.filter(|number| *number > 0).ok_or_else(|| {
                format!(
                    "“{item}” is no goal’s number. Write numbers with semicolons between: 3; 5."
                )
            })
        })
        .collect()
}

pub(super) fn scopes(text: &str) -> Result<Vec<Scope>, String> {
    items(text)
        .map(|item| {
            Scope::from_code(item).ok_or_else(|| {
                let known = Scope::ALL.map(Scope::code);
                format!("“{item}” is none of {}.", known.join(", "))
            })
        })
        .collect()
}

pub(super) fn status(text: &str) -> Result<PlanStatus, String> {
    if text.is_empty() {
        return Ok(PlanStatus::default());
    }
    PlanStatus::from_code(text).ok_or_else(|| {
        let known = PlanStatus::ALL.map(PlanStatus::in_words);
        format!("“{text}” is none of {}.", known.join(", "))
    })
}

pub(super) fn organisation_type(text: &str) -> Result<OrganisationType, String> {
    if text.is_empty() {
        return Ok(OrganisationType::Employer);
    }
    let code = text.to_lowercase().replace(' ', "-");
    OrganisationType::from_code(&code)
        .or_else(|| {
            OrganisationType::ALL
                .into_iter()
                .find(|kind| kind.singular() == text)
        })
        .ok_or_else(|| {
            let known = OrganisationType::ALL.map(OrganisationType::code);
            format!("“{text}” is none of {}.", known.join(", "))
        })
}

/// A number as people write it: `1,250`, `£40,000`, `12.5%`.
pub(super) fn number(text: &str) -> Result<Option<f64>, String> {
    if text.is_empty() {
        return Ok(None);
    }
    let bare: String = text
        .trim_start_matches('£')
        .trim_end_matches('%')
        .replace('−', "-")
        .chars()
        .filter(|c| !matches!(c, ',' | ' ' | '\u{a0}'))
        .collect();
    // A comma parts thousands, and is no decimal point.
    let in_thousands = text.split(',').skip(1).all(|part| {
        let digits = part.chars().take_while(char::is_ascii_digit).count();
        digits == 3
    });
    let digits = in_thousands && bare.chars().any(|c| c.is_ascii_digit());
    let number = bare.parse::<f64>().ok();
    match number.filter(|number| digits && number.abs() <= super::LARGEST) {
        Some(number) => Ok(Some(number)),
        None => Err(format!(
            "“{text}” is no number. Write it in figures: 1250 or 12.5."
        )),
    }
}

/// A day as people write it: `2027-03-31`, `31/3/2027`, `31 March 2027`.
pub(super) fn day(text: &str) -> Result<Option<Date>, String> {
    if text.is_empty() {
        return Ok(None);
    }
    let parts: Vec<&str> = text
        .split([' ', '/', '.'])
        .filter(|part| !part.is_empty())
        .collect();
    let in_parts = match parts.as_slice() {
        [day, month, year] if year.len() == 4 => {
            let month = month.parse().ok().or_else(|| month_named(month));
            let day = day
                .trim_end_matches(|c: char| c.is_alphabetic())
                .parse()
                .ok();
            year.parse().ok().zip(month.zip(day))
        }
        _ => None,
    };
    text.parse::<Date>()
        .ok()
        .or_else(|| in_parts.and_then(|(year, (month, day))| Date::new(year, month, day).ok()))
        .map(Some)
        .ok_or_else(|| format!("“{text}” is no day. Write it as 2027-03-31 or 31 March 2027."))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn numbers_and_days_are_read_as_people_write_them() {
        for (text, expected) in [
            ("£40,000", Some(40_000.0)),
            ("12.5%", Some(12.5)),
            ("−3", Some(-3.0)),
            ("", None),
        ] {
            assert_eq!(number(text), Ok(expected), "{text}");
        }
        for text in [
            "2027-03-31",
            "31/03/2027",
            "31 March 2027",
            "31st March 2027",
        ] {
            assert_eq!(day(text), Ok(Some(date(2027, 3, 31))), "{text}");
        }
        for text in ["soon", "12,5", "inf", "NaN", "1e400", "£"] {
            assert!(number(text).is_err(), "{text}");
        }
        for text in ["2027", "31/31/2027", "March"] {
            assert!(day(text).is_err(), "{text}");
        }
        assert_eq!(goals("3, Goal 5;14"), Ok(vec![3, 5, 14]));
        assert_eq!(
            goals("three"),
            Err(
                "“three” is no goal’s number. Write numbers with semicolons between: 3; 5."
                    .to_owned()
            )
        );
    }
}
