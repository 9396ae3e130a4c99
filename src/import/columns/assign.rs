use std::collections::HashMap;

use super::doubled::{doubled, part_of_year, parts_of_years};
use super::families::{described, hesa, levels_of_learning, names_things, nomis};
use super::figures::choose_figures;
use super::given::{
    find_subject, hints, other_registers, over_limits, statuses, units_by_their_words,
};
use super::paired::{code_named_as_the_names, period_by_its_header};
use super::shapes::{
    bases, by_letter, confidence_limits, dated_labels, numbers_groups, odd_figures, odd_periods,
    own_layout, rival_figures, says_how_sure, split_names, swapped_names,
};
use super::{Part, PeriodPart, Profile, Sites, part_of_header};
use crate::domain::IdKind;
use crate::import::layout::Table;
use crate::import::period_text::{self, PeriodStyle};
use crate::import::sidecar::Sidecar;
use crate::import::{ColumnGuess, ColumnRole};

/// What every column of a table was taken for.
#[derive(Clone, Debug, Default)]
pub(in crate::import) struct Columns {
    pub(in crate::import) parts: Vec<Part>,
    pub(in crate::import) guesses: Vec<ColumnGuess>,
    /// Columns of numbers without a header.
    pub(in crate::import) nameless: Vec<u32>,
    /// Choices that named no column.
    pub(in crate::import) unknown_choices: Vec<String>,
    /// Two columns of which either may hold the figures, the likelier first.
    pub(in crate::import) rivals: Option<(u32, u32)>,
    /// The column of names where nothing but its many different words speaks for it.
    pub(in crate::import) guessed_subject: Option<usize>,
    /// For each figure column its denominator's.
    pub(in crate::import) bases: HashMap<u32, u32>,
    /// What the rows are about, where those are things that lie in areas.
    pub(in crate::import) sites: Option<Sites>,
}

impl Columns {
    /// Columns that hold a part.
    pub(in crate::import) fn having<'a>(
        &'a self,
        wanted: impl Fn(&Part) -> bool + 'a,
    ) -> impl Iterator<Item = u32> + 'a {
        (0..)
            .zip(&self.parts)
            .filter(move |(_, part)| wanted(part))
            .map(|(column, _)| column)
    }

    /// The first column that holds exactly this part.
    pub(in crate::import) fn first(&self, part: &Part) -> Option<u32> {
        self.having(|other| other == part).next()
    }
}

/// A part with how sure it is and why.
pub(super) struct Guess {
    pub(super) part: Part,
    pub(super) confidence: f64,
    pub(super) reason: String,
}

impl Guess {
    pub(super) fn new(part: Part, confidence: f64, reason: &str) -> Self {
        Self {
            part,
            confidence,
            reason: reason.to_owned(),
        }
    }
}

/// Decides what each column holds; `choices` are the roles that the user gave to some.
pub(in crate::import) fn assign(
    table: &Table,
    profiles: &[Profile],
    choices: &[(ColumnRole, &str)],
    sidecar: Option<&Sidecar>,
) -> Columns {
    let mut columns = Columns::default();
    let first_numeric = profiles
        .iter()
        .zip(&table.headers)
        .position(|(profile, header)| {
            profile.is_numeric() && !profile.is_ods_codes() && part_of_header(header).is_none()
        })
        .unwrap_or(profiles.len());
    let mut guesses: Vec<Guess> = table
        .headers
        .iter()
        .zip(profiles)
        .enumerate()
        .map(|(index, (header, profile))| guess(header, profile, index < first_numeric))
        .collect();
    hints(table, &mut guesses);
    swapped_names(table, profiles, &mut guesses);
    split_names(table, profiles, &mut guesses);
    confidence_limits(table, &mut guesses);
    let chosen = apply_choices(table, choices, &mut guesses, &mut columns.unknown_choices);
    own_layout(table, &mut guesses);
    nomis(table, &mut guesses);
    hesa(table, profiles, &mut guesses);
    described(table, sidecar, &mut guesses);
    // A table about one place names others where it has a code for each.
    let coded = guesses
        .iter()
        .any(|guess| matches!(guess.part, Part::Code(_)));
    if table.coverage.is_empty() || coded {
        columns.guessed_subject = find_subject(table, profiles, &mut guesses);
    }
    units_by_their_words(profiles, &mut guesses);
    other_registers(table, profiles, &mut guesses);
    code_named_as_the_names(table, profiles, &mut guesses);
    columns.rivals = chosen
        .is_empty()
        .then(|| rival_figures(table, &guesses))
        .flatten();
    over_limits(table, &mut guesses);
    choose_figures(table, profiles, &mut guesses, &chosen);
    hints(table, &mut guesses);
    period_by_its_header(table, profiles, &mut guesses);
    statuses(table, profiles, &mut guesses);
    bases(table, &mut guesses, &mut columns.bases);
    parts_of_years(table, profiles, &mut guesses);
    doubled(table, profiles, &mut guesses);
    dated_labels(table, profiles, &mut guesses);
    levels_of_learning(table, &mut guesses);
    odd_periods(table, profiles, &mut guesses);
    odd_figures(profiles, &mut guesses);
    for (index, (guess, header)) in guesses.iter().zip(&table.headers).enumerate() {
        let column = u32::try_from(index).unwrap_or(u32::MAX);
        let filled = profiles.get(index).map_or(0, |profile| profile.filled);
        if guess.part == Part::Figure && header.is_empty() {
            columns.nameless.push(column);
        }
        if filled > 0 || !header.is_empty() {
            columns.guesses.push(ColumnGuess {
                column,
                header: header.clone(),
                role: guess.part.role(),
                confidence: guess.confidence,
                reason: guess.reason.clone(),
            });
        }
    }
    columns.parts = guesses.into_iter().map(|guess| guess.part).collect();
    columns
}

/// The reason why a column of nothing but signs is not read.
pub(super) const ONLY_SIGNS: &str = "nothing but signs";
/// The reason why a column of numbers is not read where another one is named as that of the figures.
pub(in crate::import) const BESIDE_FIGURES: &str = "numbers beside the column of figures";
/// The reason of what the user chose.
pub(super) const CHOSEN: &str = "you chose it";

/// What one column holds, by its header and then by what stands in it.
fn guess(header: &str, profile: &Profile, left_of_figures: bool) -> Guess {
    if profile.filled == 0 && header.is_empty() {
        return Guess::new(Part::Ignore, 1.0, "empty");
    }
    if let Some(part) = part_of_header(header) {
        let fits = profile.filled == 0
            || match &part {
                Part::Value => profile.numbers + profile.signs + profile.not_finite > 0,
                Part::Lower | Part::Upper | Part::Count | Part::Denominator | Part::Decimals => {
                    profile.is_numeric() || profile.signs * 2 > profile.filled
                }
                Part::Period(PeriodPart::Whole) => {
                    profile.is_periods() || profile.year_texts * 10 >= profile.filled * 6
                }
                Part::Period(PeriodPart::Start | PeriodPart::DueDate) => profile.is_periods(),
                Part::Indicator | Part::Measure => !profile.is_numeric(),
                Part::Name { .. } if profile.is_place_codes() => false,
                Part::Name { .. } | Part::Unit => {
                    !profile.is_numeric() && profile.long_texts * 2 <= profile.filled
                }
                Part::Group(dimension) => {
                    profile.numbers * 2 <= profile.filled
                        || (profile.whole == profile.numbers && numbers_groups(dimension, profile))
                }
                Part::Code(_) | Part::IndicatorCode => {
                    profile.long_texts == 0
                        && !profile.distinct.iter().any(|text| text.contains("://"))
                        && (profile.whole == profile.numbers || profile.is_ods_codes())
                }
                Part::Status | Part::Level | Part::Type => profile.numbers * 2 <= profile.filled,
                _ => true,
            };
        if profile.filled == 0 && profile.rows > 0 && matches!(part, Part::Period(_)) {
            return Guess::new(Part::Ignore, 0.6, "nothing stands under it");
        }
        // `Persons` in every row is what is counted.
        if fits && part == Part::Unit && profile.is_sexes() && profile.distinct.len() > 1 {
            return Guess::new(Part::Group("sex".to_owned()), 0.8, "it names the sexes");
        }
        if fits && part == Part::Code(None) && profile.is_trust_codes() {
            return Guess::new(
                Part::Code(Some(IdKind::OdsCode)),
                0.8,
                "nearly every value has the shape of a code of the health service",
            );
        }
        if fits {
            return Guess::new(part, 0.9, "its header says so");
        }
        if matches!(part, Part::Name { .. }) && profile.is_education_numbers() {
            let reason = "numbers of three digits for the names of authorities";
            return Guess::new(Part::Identifier(IdKind::DfeNumber), 0.7, reason);
        }
    }
    let names_period = matches!(
        part_of_header(header),
        Some(Part::Period(PeriodPart::Whole))
    );
    if names_period && profile.names_kinds_of_periods() {
        let kind = Part::Period(PeriodPart::Kind);
        return Guess::new(kind, 0.7, "it names the kinds of the periods");
    }
    if part_of_year(header).is_some() && profile.filled > 0 && profile.is_periods() {
        let whole = Part::Period(PeriodPart::Whole);
        return Guess::new(whole, 0.7, "every value is a period");
    }
    let under_band = header.rsplit(" – ").next().filter(|last| *last != header);
    let of_period = header
        .split_once(' ')
        .filter(|(_, rest)| period_text::read(rest, &PeriodStyle::default()).is_some());
    let bare = under_band.or(of_period.map(|(first, _)| first));
    if profile.is_numeric() && bare.and_then(part_of_header) == Some(Part::Ignore) {
        return Guess::new(Part::Ignore, 0.8, "its header says so");
    }
    if profile.is_place_codes() {
        return Guess::new(
            Part::Code(None),
            0.8,
            "nearly every value is the code of a place",
        );
    }
    let low = header.to_lowercase();
    let is_id = low.starts_with("org") && low.ends_with(" id") && profile.is_trust_codes();
    if is_id || (header.is_empty() && profile.is_ods_codes()) {
        return Guess::new(
            Part::Code(Some(IdKind::OdsCode)),
            0.6,
            "nearly every value has the shape of a code of the health service",
        );
    }
    if profile.dates * 2 > profile.filled {
        return Guess::new(Part::Ignore, 0.5, "dates");
    }
    if profile.is_dates_in_digits() {
        return Guess::new(Part::Ignore, 0.6, "dates, each in eight digits");
    }
    let years = profile.years > 0 && profile.years * 10 >= profile.filled * 8;
    let low = header.to_lowercase();
    let of_others = ["year", "date", "boundary", "version", "vintage", "edition"];
    if years && of_others.iter().any(|word| low.contains(word)) {
        return Guess::new(Part::Ignore, 0.6, "years that are not the figures' own");
    }
    if profile.is_numeric() && names_things(header) {
        return Guess::new(
            Part::Ignore,
            0.7,
            "numbers that name things and measure none",
        );
    }
    if profile.is_numeric() && says_how_sure(header) {
        return Guess::new(
            Part::Ignore,
            0.7,
            "how far the figure beside it may be off, in one number",
        );
    }
    if profile.is_numeric() && !(header.is_empty() && profile.filled * 5 < profile.rows) {
        return Guess::new(Part::Figure, 0.7, "numbers under a header of their own");
    }
    if header.is_empty() && left_of_figures && profile.is_words() {
        return Guess::new(
            Part::Name { weak: false },
            0.5,
            "words to the left of the figures",
        );
    }
    if header.is_empty() || profile.long_texts * 2 > profile.filled {
        return Guess::new(Part::Ignore, 0.6, "text beside the table");
    }
    if profile.filled > 0 && profile.signs == profile.filled {
        return Guess::new(Part::Ignore, 0.6, ONLY_SIGNS);
    }
    if profile.is_sexes() {
        return Guess::new(Part::Group("sex".to_owned()), 0.7, "it names the sexes");
    }
    if profile.distinct.iter().any(|text| text.contains("://")) {
        return Guess::new(Part::Ignore, 0.6, "addresses of pages");
    }
    Guess::new(Part::Context, 0.4, "words that say more of a row")
}

/// Puts the user's roles in place; gives the columns chosen for the figures.
fn apply_choices(
    table: &Table,
    choices: &[(ColumnRole, &str)],
    guesses: &mut [Guess],
    unknown: &mut Vec<String>,
) -> Vec<usize> {
    let mut values = Vec::new();
    for (role, name) in choices {
        let wanted = name.trim();
        let found = table
            .headers
            .iter()
            .position(|header| header.eq_ignore_ascii_case(wanted))
            .or_else(|| {
                let folded = crate::import::layout::clean(wanted);
                table
                    .headers
                    .iter()
                    .position(|header| header.eq_ignore_ascii_case(&folded))
            })
            .or_else(|| by_letter(wanted).filter(|index| *index < guesses.len()));
        let Some(index) = found else {
            unknown.push(wanted.to_owned());
            continue;
        };
        let header = table.headers.get(index).map_or("", String::as_str);
        let part = Part::of_role(*role, header);
        let single = matches!(
            role,
            ColumnRole::Code
                | ColumnRole::Name
                | ColumnRole::Period
                | ColumnRole::Indicator
                | ColumnRole::IndicatorCode
                | ColumnRole::Level
        );
        if single {
            for guess in guesses
                .iter_mut()
                .filter(|guess| guess.part.role() == *role && guess.confidence < 1.0)
            {
                guess.part = Part::Context;
            }
        }
        if *role == ColumnRole::Value {
            values.push(index);
        }
        if let Some(guess) = guesses.get_mut(index) {
            *guess = Guess::new(part, 1.0, CHOSEN);
        }
    }
    values
}
