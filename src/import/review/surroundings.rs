use std::collections::HashSet;

use super::figure_names::says_nothing;
use super::{FileReader, asked};
use crate::domain::{IdKind, OrganisationType};
use crate::import::columns::{Columns, Part, Profile, counted_by_hesa};
use crate::import::grid::Cell;
use crate::import::layout::{self, Table};
use crate::import::marker_text::SignKey;
use crate::import::period_text::SplitYear;
use crate::import::periods::split_year;
use crate::import::plan::Plan;
use crate::import::question::Question;
use crate::import::rows::text_of;
use crate::import::sidecar::Sidecar;
use crate::import::subject_header::{Kinds, kinds_in, names_subjects, organisation_type_in};
use crate::import::title_block::TitleBlock;
use crate::import::workbook::Sheet;
use crate::import::{ColumnRole, SubjectsAre};

/// What the lines above say was chosen from a larger table: groups of people, and, where the title names what is measured,
/// other things, which belong to that name without their code: `64191 : Banks` is `Banks`.
pub(super) fn chosen_above(
    block: &TitleBlock,
    named_by_title: bool,
) -> (Vec<(String, String)>, Vec<String>) {
    let (groups, others): (Vec<_>, Vec<_>) = block
        .filters()
        .into_iter()
        .partition(|(_, value)| !named_by_title || layout::group_of(value).is_some());
    let things = others.into_iter().map(|(_, value)| {
        let coded = value
            .split_once(" : ")
            .filter(|(code, _)| code.chars().any(|c| c.is_ascii_digit()));
        coded.map_or_else(|| value.clone(), |(_, name)| name.trim().to_owned())
    });
    (groups, things.collect())
}

/// Whether a sheet's name says that it holds no table.
pub(super) fn is_about_the_file(name: &str) -> bool {
    let low = name.trim().to_lowercase();
    [
        "note",
        "content",
        "cover",
        "title",
        "metadata",
        "data quality",
        "index",
        "read me",
        "readme",
        "information",
        "guid",
        "definition",
        "glossary",
        "about",
        "introduction",
        "methodology",
    ]
    .iter()
    .any(|word| low.starts_with(word))
}

/// Whether a header names the numbers of a register: `HospitalID`, `site_id`.
fn is_number_of_register(header: &str) -> bool {
    let low = header.trim().to_lowercase();
    crate::import::columns::names_things(header)
        && low.len() > 2
        && (low.ends_with("id") || low.ends_with("ids"))
}

/// The only column of names, where nothing but its place left of the figures makes it one.
fn only_nameless(table: &Table, columns: &Columns) -> Option<u32> {
    let mut names = columns.having(|part| matches!(part, Part::Name { .. }));
    let (only, others) = (names.next()?, names.next());
    let coded = columns
        .parts
        .iter()
        .any(|part| matches!(part, Part::Code(_)));
    let hinted = table.hints.iter().any(|hint| hint.column == only);
    let nameless = table.headers.get(only as usize)?.is_empty();
    (others.is_none() && !coded && !hinted && nameless).then_some(only)
}

impl FileReader<'_> {
    /// The signs' meanings: the user's, then those that the sheet itself states around its table.
    pub(super) fn sign_key(&self, sheet: &Sheet, table: &Table) -> SignKey {
        let mut key = SignKey::new(&self.choices.markers);
        key.brackets = self.choices.brackets;
        let has = |name: &str| {
            let mut headers = table.headers.iter();
            headers.any(|header| header.eq_ignore_ascii_case(name))
        };
        if has("time_identifier") && has("geographic_level") {
            key = key.with_house_letters();
        }
        let top = table.header_rows.first().copied().unwrap_or(0);
        let tail = table.rows.len().saturating_sub(80);
        let around = sheet
            .grid
            .row_numbers()
            .take_while(|row| *row < top)
            .chain(table.notes.iter().copied())
            .chain(table.rows.iter().take(60))
            .chain(table.rows.iter().skip(tail.max(60)));
        for row in around {
            let mut before = "";
            for (_, cell) in sheet.grid.row(row) {
                let Cell::Text(text) = cell else {
                    before = "";
                    continue;
                };
                if text.contains('=') && text.len() < 2000 {
                    key.learn(text);
                } else if text.len() < 200 {
                    key.learn_words(text);
                    key.learn_pair(before, text);
                }
                before = text;
            }
        }
        key
    }

    /// Asks what rows name of which nothing says so: neither a header, nor places or codes among them.
    pub(super) fn rows_unexplained(
        &self,
        sheet: &Sheet,
        table: &Table,
        columns: &Columns,
        profiles: &[Profile],
    ) -> Option<Question> {
        let column = match columns.guessed_subject {
            Some(index) => u32::try_from(index).ok()?,
            None => only_nameless(table, columns)?,
        };
        let index = column as usize;
        let chosen = columns
            .guesses
            .iter()
            .any(|guess| guess.column == column && guess.role != ColumnRole::Name);
        let profile = profiles.get(index)?;
        let known = profile
            .distinct
            .iter()
            .filter(|text| self.subjects.is_place(text))
            .count();
        let header = table.headers.get(index).map_or("", String::as_str);
        let said = names_subjects(header) || self.choices.subjects.is_some();
        if chosen || said || known * 10 >= profile.distinct.len() * 3 {
            return None;
        }
        let sample = table
            .rows
            .iter()
            .map(|row| text_of(sheet.grid.cell(row, column)))
            .find(|text| !text.is_empty())
            .unwrap_or_default()
            .into_owned();
        Some(asked::what_rows_name(sheet, table, column, &sample))
    }

    /// Asks what rows name that have nothing but numbers of a register for a name: `HospitalID`.
    pub(super) fn ids_unexplained(
        &self,
        sheet: &Sheet,
        table: &Table,
        columns: &Columns,
        profiles: &[Profile],
    ) -> Option<Question> {
        let named = |part: &Part| {
            matches!(
                part,
                Part::Code(_) | Part::Name { .. } | Part::Identifier(_)
            )
        };
        if columns.parts.iter().any(named)
            || self.choices.subject.is_some()
            || !table.coverage.is_empty()
            || !self.place.is_empty()
        {
            return None;
        }
        let column = columns
            .guesses
            .iter()
            .filter(|guess| guess.role == ColumnRole::Ignore && guess.confidence < 1.0)
            .map(|guess| guess.column)
            .find(|column| {
                let header = table.headers.get(*column as usize);
                let profile = profiles.get(*column as usize);
                header.is_some_and(|header| is_number_of_register(header))
                    && profile.is_some_and(|one| one.filled > 0 && one.whole == one.filled)
            })?;
        let first = table.rows.first()?;
        let sample = text_of(sheet.grid.cell(first, column)).into_owned();
        Some(asked::whose_numbers(sheet, table, column, &sample))
    }

    /// The groups that a sheet's name gives to all of its figures, where the workbook has several: `Full-Time`, `Men - SA`.
    /// What its lines say was chosen from a larger table is one too.
    pub(super) fn sheet_groups(
        &self,
        sheet: &Sheet,
        filters: Vec<(String, String)>,
    ) -> Vec<(String, String)> {
        if self.workbook.sheets.len() < 2 {
            return filters;
        }
        let name = sheet.name.split(" (table ").next().unwrap_or(&sheet.name);
        name.split([',', ';', '|'])
            .flat_map(|part| part.split(" - "))
            .filter_map(layout::group_of)
            .chain(filters)
            .collect()
    }

    /// Which kind of years two years side by side are, as far as what is said around the figures tells. One measure of schools
    /// among others tells nothing of the years of all: most of the names over the figures have to.
    pub(super) fn split_year(
        &self,
        sheet: &Sheet,
        table: &Table,
        (block, columns): (&TitleBlock, &Columns),
    ) -> Option<SplitYear> {
        let figures: Vec<u32> = columns
            .having(|part| matches!(part, Part::Value | Part::Figure))
            .collect();
        let (of_figures, others): (Vec<_>, Vec<_>) = (0..)
            .zip(&table.headers)
            .partition(|(column, _)| figures.contains(column));
        let mut words = format!(
            "{} {} {} ",
            self.workbook.file.name,
            sheet.name,
            block.all_text(),
        );
        for (_, header) in others {
            words.push_str(header);
            words.push(' ');
        }
        if let Some(label) = self.sidecar.and_then(Sidecar::only_label) {
            words.push_str(&label);
        }
        split_year(&words.to_lowercase()).or_else(|| {
            let told: Vec<SplitYear> = of_figures
                .iter()
                .filter_map(|(_, header)| split_year(&header.to_lowercase()))
                .collect();
            let first = *told.first()?;
            let are_one = told.iter().all(|other| *other == first);
            (are_one && told.len() * 2 > of_figures.len()).then_some(first)
        })
    }

    pub(super) fn subjects_are(
        &self,
        columns: &Columns,
        plan: &Plan,
        table: &Table,
    ) -> (Option<SubjectsAre>, Option<OrganisationType>) {
        if self.choices.subjects.is_some() {
            return (self.choices.subjects, None);
        }
        let name_headers: Vec<&String> = plan
            .subject
            .names
            .iter()
            .filter_map(|column| table.headers.get(*column as usize))
            .collect();
        let types: HashSet<OrganisationType> = name_headers
            .iter()
            .filter_map(|header| organisation_type_in(header))
            .collect();
        let kinds: HashSet<IdKind> = columns
            .parts
            .iter()
            .filter_map(|part| match part {
                Part::Code(kind) => *kind,
                Part::Identifier(kind) => Some(*kind),
                _ => None,
            })
            .collect();
        let organisations = Some(SubjectsAre::Organisations);
        let has_own_number = |(part, header): (&Part, &String)| {
            *part == Part::Code(Some(IdKind::Other)) && header.eq_ignore_ascii_case("urn")
        };
        if columns.parts.iter().zip(&table.headers).any(has_own_number) {
            return (organisations, Some(OrganisationType::School));
        }
        for named in [OrganisationType::University, OrganisationType::School] {
            if types.contains(&named) {
                return (organisations, Some(named));
            }
        }
        if kinds.contains(&IdKind::Ukprn) {
            return (organisations, None);
        }
        if types.contains(&OrganisationType::Department) {
            return (organisations, Some(OrganisationType::Department));
        }
        if kinds.contains(&IdKind::OdsCode) {
            return (organisations, Some(OrganisationType::NhsTrust));
        }
        let registered = [IdKind::EmployerId, IdKind::CompanyNumber];
        let organised = |header: &String| kinds_in(header).has(Kinds::ORGANISATIONS);
        let is_registered = registered.iter().any(|kind| kinds.contains(kind));
        if is_registered || name_headers.iter().any(|header| organised(header)) {
            return (organisations, None);
        }
        (None, None)
    }

    /// The name of what is measured where no column says it; and what it was taken from where that is the file or the sheet alone.
    pub(super) fn indicator_name(
        &self,
        sheet: &Sheet,
        table: &Table,
        block: &TitleBlock,
        only_measure: Option<String>,
    ) -> (String, Option<&'static str>) {
        if let Some(name) = &self.choices.indicator {
            return (name.clone(), None);
        }
        let stem = |name: &str| {
            name.rsplit_once('.')
                .map_or(name, |(stem, _)| stem)
                .replace(['_', '-'], " ")
        };
        if let Some(counted) = counted_by_hesa(table) {
            return (counted.to_owned(), None);
        }
        block
            .get(&["indicator", "measure", "counting", "variable"])
            .filter(|name| !says_nothing(name))
            .map(str::to_owned)
            .or_else(|| self.sidecar.and_then(Sidecar::only_label))
            .or_else(|| block.measured())
            .or(only_measure)
            .map_or_else(
                || {
                    if self.workbook.sheets.len() > 1 {
                        return (sheet.name.clone(), Some("sheet"));
                    }
                    let name = stem(&self.workbook.file.name);
                    let of_file = names_its_contents(&name).then_some((name, Some("file")));
                    of_file.unwrap_or_default()
                },
                |name| (name, None),
            )
    }
}

/// Whether a file's name says something of what stands in it: `data (2)`, `export` and `table_1_data` do not.
fn names_its_contents(name: &str) -> bool {
    let low = name.to_lowercase();
    let nothing = [
        "data",
        "dataset",
        "export",
        "download",
        "results",
        "output",
        "table",
        "sheet",
        "book",
        "untitled",
        "file",
        "query",
        "observations",
    ];
    low.split(|c: char| !c.is_alphabetic())
        .any(|word| word.chars().count() > 2 && !nothing.contains(&word))
}
