use std::collections::HashSet;

use crate::domain::PeriodLength;
use crate::import::code_text;
use crate::import::grid::{Cell, Grid};
use crate::import::layout::Rows;
use crate::import::marker_text::SignKey;
use crate::import::number_text::{self, NumberFault};
use crate::import::period_text::{self, PeriodStyle};

/// Rows that are looked at to know a column.
const SAMPLE: usize = 600;

/// What stands in a column, counted over a sample of its rows.
#[derive(Clone, Debug, Default)]
pub(in crate::import) struct Profile {
    pub(in crate::import) rows: usize,
    pub(in crate::import) filled: usize,
    pub(in crate::import) numbers: usize,
    pub(in crate::import) whole: usize,
    pub(in crate::import) years: usize,
    pub(in crate::import) signs: usize,
    pub(in crate::import) bracketed: usize,
    /// `NaN` and its like: meant as numbers, and none.
    pub(in crate::import) not_finite: usize,
    /// What stands where a number should and is none: `£1.2m`, `(12)`, `5-9`, `~10`, `[q]`, an identifier of twenty digits, an error.
    pub(in crate::import) no_figures: usize,
    /// Short texts with a digit or in brackets that are neither numbers nor known signs: `£1.2m`, `(12)`, `[q]`.
    pub(in crate::import) odd_numbers: usize,
    pub(in crate::import) place_codes: usize,
    pub(in crate::import) ods_codes: usize,
    pub(in crate::import) periods: usize,
    /// Texts that hold a year of our time.
    pub(in crate::import) year_texts: usize,
    pub(in crate::import) dates: usize,
    pub(in crate::import) long_texts: usize,
    pub(in crate::import) distinct: HashSet<String>,
    /// Different numbers, a few of them.
    pub(in crate::import) different_numbers: HashSet<u64>,
}

impl Profile {
    /// Profiles of the first `width` columns.
    pub(in crate::import) fn of_all(
        grid: &Grid,
        rows: &Rows,
        width: usize,
        key: &SignKey,
    ) -> Vec<Self> {
        let mut all = vec![Self::default(); width];
        let step = (rows.len() / SAMPLE).max(1);
        for row in rows.iter().step_by(step) {
            for profile in &mut all {
                profile.rows += 1;
            }
            for (column, cell) in grid.row(row) {
                if let Some(profile) = all.get_mut(column as usize) {
                    profile.take(cell, key);
                }
            }
        }
        all
    }

    /// Whether all of it are whole numbers of three digits, as those that the Department for Education gives to authorities.
    pub(in crate::import) fn is_education_numbers(&self) -> bool {
        let within = |bits: &u64| (200.0..1000.0).contains(&f64::from_bits(*bits));
        self.numbers > 0
            && self.numbers == self.filled
            && self.whole == self.numbers
            && self.different_numbers.iter().all(within)
    }

    fn take(&mut self, cell: Cell<'_>, key: &SignKey) {
        match cell {
            Cell::Empty => {}
            Cell::Number(value) => {
                self.filled += 1;
                self.numbers += 1;
                self.number(value);
            }
            Cell::Date(_) => {
                self.filled += 1;
                self.dates += 1;
                self.periods += 1;
            }
            Cell::Bool(_) => self.filled += 1,
            Cell::Error(_) => {
                self.filled += 1;
                self.signs += 1;
                self.no_figures += 1;
            }
            Cell::Text(text) => {
                let text = number_text::trim(text);
                if text.is_empty() {
                    return;
                }
                self.filled += 1;
                self.text(text, key);
            }
        }
    }

    fn number(&mut self, value: f64) {
        if self.different_numbers.len() < 400 {
            self.different_numbers.insert(value.to_bits());
        }
        if value.fract() == 0.0 {
            self.whole += 1;
            let year = (1900.0..=2100.0).contains(&value);
            self.years += usize::from(year);
            self.periods += usize::from(year);
            let six = (190_000.0..=210_099.0).contains(&value);
            self.periods += usize::from(six);
        }
    }

    fn text(&mut self, text: &str, key: &SignKey) {
        if self.distinct.len() < 200 && !self.distinct.contains(text) {
            self.distinct.insert(text.to_owned());
        }
        match number_text::read_either(text) {
            Ok(number) => {
                self.numbers += 1;
                if !text.contains(['.', ',']) {
                    let marked_year = (1900.0..=2100.0).contains(&number.value);
                    if number.marks.is_empty() {
                        self.number(number.value);
                    } else if marked_year {
                        self.periods += 1;
                    }
                }
                self.ods_codes += usize::from(code_text::is_ods_code(text));
                return;
            }
            Err(NumberFault::NotFinite | NumberFault::TooManyDigits) => self.not_finite += 1,
            Err(NumberFault::NoNumber) => self.no_figures += usize::from(stands_for_a_number(text)),
            Err(_) => self.no_figures += 1,
        }
        if key.of_figure(text).is_some() {
            self.signs += 1;
            self.bracketed += usize::from(text.starts_with('['));
            return;
        }
        let is_short = text.len() < 12;
        let in_brackets = text.starts_with('[') && text.ends_with(']');
        self.odd_numbers +=
            usize::from(is_short && (in_brackets || text.contains(|c: char| c.is_ascii_digit())));
        self.place_codes += usize::from(code_text::place_code(text).is_some());
        self.ods_codes += usize::from(code_text::is_ods_code(text));
        self.long_texts += usize::from(text.len() > 80);
        self.year_texts += usize::from(holds_year(text));
        self.periods += usize::from(
            text.len() < 40
                && text.contains(|c: char| c.is_ascii_digit())
                && period_text::read(text, &PeriodStyle::default()).is_some(),
        );
    }

    /// Filled cells that are neither numbers nor signs.
    pub(in crate::import) fn texts(&self) -> usize {
        self.filled
            .saturating_sub(self.numbers + self.signs + self.dates)
    }

    /// Numbers, or signs for their absence, and hardly anything else.
    pub(in crate::import) fn is_numeric(&self) -> bool {
        self.filled > 0
            && (self.numbers + self.signs) * 10 >= self.filled * 7
            && (self.numbers > 0 || self.bracketed > 0)
    }

    /// Mostly codes of places.
    pub(in crate::import) fn is_place_codes(&self) -> bool {
        self.place_codes > 0 && self.place_codes * 10 >= self.filled * 6
    }

    /// Mostly codes of the health service.
    pub(in crate::import) fn is_ods_codes(&self) -> bool {
        self.ods_codes >= 3 && self.ods_codes * 10 >= self.filled * 8
    }

    /// Codes of the health service's trusts and none of places: some with digits among them.
    pub(in crate::import) fn is_trust_codes(&self) -> bool {
        let digits = |text: &String| text.bytes().any(|b| b.is_ascii_digit());
        self.is_ods_codes()
            && self.place_codes * 10 < self.filled
            && self.numbers * 2 < self.filled
            && self.distinct.iter().any(digits)
    }

    /// `Male`, `Female` and everybody.
    pub(in crate::import) fn is_sexes(&self) -> bool {
        let everybody = |text: &str| matches!(text, "persons" | "all" | "total");
        let sex = |text: &str| {
            matches!(
                text,
                "male" | "female" | "males" | "females" | "men" | "women"
            )
        };
        let low = || self.distinct.iter().map(|text| text.to_lowercase());
        low().all(|text| sex(&text) || everybody(&text))
            && low().any(|text| sex(&text) || text == "persons")
    }

    /// `Financial year`, `Quarter` and nothing else.
    pub(in crate::import) fn names_kinds_of_periods(&self) -> bool {
        let kind = |text: &String| {
            let low = text.to_lowercase();
            let mut words = low.split_whitespace().rev();
            matches!(words.next(), Some("year" | "quarter" | "month"))
                && words
                    .all(|word| matches!(word, "financial" | "academic" | "calendar" | "school"))
        };
        !self.distinct.is_empty() && self.distinct.iter().all(kind)
    }

    /// Mostly periods.
    pub(in crate::import) fn is_periods(&self) -> bool {
        self.periods > 0 && self.periods * 10 >= self.filled * 6
    }

    /// Whether every row gives a time, and none a day.
    pub(in crate::import) fn is_all_times(&self) -> bool {
        let is_day = |text: &String| {
            let reading = period_text::read(text, &PeriodStyle::default());
            reading.is_some_and(|one| one.period.length() == PeriodLength::Day)
        };
        let in_every_row = self.filled == self.rows && self.periods == self.filled;
        in_every_row && self.dates == 0 && !self.distinct.iter().any(is_day)
    }

    /// Numbers of which every one is a day written in eight digits: `20190702`.
    pub(in crate::import) fn is_dates_in_digits(&self) -> bool {
        let is_day = |number: f64| {
            let parts = [10_000.0, 100.0, 1.0].map(|unit| (number / unit).floor());
            let [year, months, days] = parts;
            let (month, day) = (months - year * 100.0, days - months * 100.0);
            number.fract() == 0.0
                && (1900.0..=2100.0).contains(&year)
                && (1.0..=12.0).contains(&month)
                && (1.0..=31.0).contains(&day)
        };
        // `8,986` and `8.1%` are numbers, and no day.
        let texts = self.distinct.iter();
        let texts = texts
            .filter(|text| text.contains(|c: char| c.is_ascii_digit()))
            .map(|text| text.parse().unwrap_or(0.0));
        let numbers = self.different_numbers.iter();
        let mut days = texts.chain(numbers.map(|bits| f64::from_bits(*bits)));
        self.numbers >= 3 && self.numbers + self.signs == self.filled && days.all(is_day)
    }

    /// Words, such as names.
    pub(in crate::import) fn is_words(&self) -> bool {
        self.texts() * 2 > self.filled && self.long_texts * 2 <= self.filled
    }
}

/// Whether a text that is no number was meant for one: a bound, a range, a guess, a sign in brackets, an error.
fn stands_for_a_number(text: &str) -> bool {
    let in_brackets = text.starts_with('[') && text.ends_with(']');
    let is_error = text.starts_with('#') && text.ends_with(['!', '?', 'A']);
    let bare = text.trim_start_matches(['<', '>', '≤', '≥', '=', '~', '≈', '±', '£', '€', ' ']);
    let bare = bare.strip_prefix("c.").unwrap_or(bare).trim_start();
    let mut parts = bare.split(['-', '–']).map(str::trim);
    let numbers = parts.all(number_text::is_number);
    in_brackets || is_error || numbers
}

/// Whether four digits in a row are a year of our time.
fn holds_year(text: &str) -> bool {
    text.len() < 60
        && text
            .split(|c: char| !c.is_ascii_digit())
            .any(|run| run.len() == 4 && (run.starts_with("19") || run.starts_with("20")))
}
