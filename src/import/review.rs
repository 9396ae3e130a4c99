mod asked;
mod decimals;
mod draft;
mod figure_names;
mod finished;
mod no_table;
mod oddities;
mod other_areas;
mod rivals;
mod stated_period;
mod styles;
mod surroundings;
mod torn;
mod under_title;
mod unit_waits;
mod unread;

use std::collections::HashMap;

use decimals::decimal_signs;
pub(super) use draft::SheetDraft;
use draft::holds_a_table;
use figure_names::{only_measure, say_named_after, says_nothing, unit_of_all};
use finished::{agree_on_decimals, finish};
use other_areas::names_other_areas;
use styles::period_style;
use surroundings::{chosen_above, is_about_the_file};

use super::columns::{self, Profile};
use super::family::Family;
use super::indicators::{IndicatorIndex, Indicators};
use super::layout::{self, Table};
use super::notices::Notices;
use super::periods::{PeriodChoice, Periods};
use super::plan;
use super::question::{Question, Questions};
use super::rows::RowReader;
use super::sidecar::Sidecar;
use super::sources;
use super::subjects::{KnownIndex, Subjects};
use super::title_block::TitleBlock;
use super::workbook::Sheet;
use super::{
    Counts, Known, Layout, Observations, ReadError, ReadingChoices, ReviewedFile, ReviewedSheet,
    Severity, Workbook, limits,
};
use super::{checks, duplicates, groups};
use crate::domain::PeopleGroup;
use crate::message::{Progress, Unwatched};

/// Understands a workbook: finds its tables, what their columns hold, and reads their figures. The same workbook, choices
/// and knowledge always give the same answer.
pub fn review(workbook: &Workbook, choices: &ReadingChoices, known: &Known) -> ReviewedFile {
    understand(workbook, choices, known, &Unwatched)
}

/// The same for somebody who may lose patience.
pub fn review_watched(
    workbook: &Workbook,
    choices: &ReadingChoices,
    known: &Known,
    progress: &dyn Progress,
) -> Result<ReviewedFile, ReadError> {
    let review = understand(workbook, choices, known, progress);
    if progress.is_cancelled() {
        Err(ReadError::Cancelled)
    } else {
        Ok(review)
    }
}

/// Understands a workbook, or part of it where the work is to stop.
fn understand(
    workbook: &Workbook,
    choices: &ReadingChoices,
    known: &Known,
    progress: &dyn Progress,
) -> ReviewedFile {
    let subjects = KnownIndex::new(known);
    let indicators = IndicatorIndex::new(known);
    let sidecar = workbook.sidecar.as_deref().and_then(Sidecar::parse);
    let reader = FileReader {
        workbook,
        choices,
        subjects: &subjects,
        indicators: &indicators,
        sidecar: sidecar.as_ref(),
        place: layout::of_workbook(workbook),
        progress,
    };
    let mut drafts: Vec<SheetDraft> = workbook
        .sheets
        .iter()
        .take_while(|_| !progress.is_cancelled())
        .flat_map(|sheet| {
            let own = sheet.sidecar.as_deref().and_then(Sidecar::parse);
            let sidecar = own.as_ref().or(sidecar.as_ref());
            FileReader {
                sidecar,
                ..reader.clone()
            }
            .tables(sheet)
        })
        .collect();
    duplicates::settle(&mut drafts);
    agree_on_decimals(&mut drafts);
    for draft in &mut drafts {
        checks::look(&draft.sheet, &mut draft.notices);
    }
    let mut sheets: Vec<ReviewedSheet> = drafts.into_iter().map(SheetDraft::finish).collect();
    for problem in &workbook.problems {
        let at = sheets
            .iter()
            .position(|sheet| sheet.sheet == problem.origin.sheet)
            .unwrap_or(0);
        if let Some(sheet) = sheets.get_mut(at) {
            sheet.problems.push(problem.clone());
        }
    }
    ReviewedFile {
        file: workbook.file.clone(),
        sheets,
    }
}

#[derive(Clone)]
struct FileReader<'a> {
    workbook: &'a Workbook,
    choices: &'a ReadingChoices,
    subjects: &'a KnownIndex<'a>,
    indicators: &'a IndicatorIndex<'a>,
    sidecar: Option<&'a Sidecar>,
    /// The place that the workbook is about, where its cover says so.
    place: String,
    progress: &'a dyn Progress,
}

impl FileReader<'_> {
    /// The tables of a sheet, or the sheet as one that is passed over.
    fn tables(&self, sheet: &Sheet) -> Vec<SheetDraft> {
        let named = |wanted: &str| {
            self.choices
                .sheets
                .iter()
                .any(|name| name.trim().eq_ignore_ascii_case(wanted.trim()))
        };
        let of_sheet = format!("{} (table ", sheet.name.trim().to_lowercase());
        let by_table = self
            .choices
            .sheets
            .iter()
            .any(|name| name.trim().to_lowercase().starts_with(&of_sheet));
        let chosen = named(&sheet.name);
        if let Some(passed_over) = self.passed_over(sheet, chosen || by_table) {
            return vec![passed_over];
        }
        let is_place = |text: &str| self.subjects.is_place(text);
        let place = self.choices.subject.as_ref().map(|chosen| {
            self.subjects
                .by_code(chosen)
                .map_or_else(|| chosen.clone(), |subject| subject.name.clone())
        });
        let around = layout::Surroundings {
            header_row: self.choices.header_row,
            is_place: &is_place,
            place: place.as_deref(),
            of_workbook: &self.place,
            file: &self.workbook.file.name,
        };
        let found = layout::find(sheet, &around);
        let found: Vec<_> = found
            .iter()
            .filter(|found| chosen || !by_table || named(&found.sheet.name))
            .collect();
        let mut drafts: Vec<SheetDraft> = found
            .iter()
            .map(|found| self.table(&found.sheet, &found.table, None))
            .collect();
        if let Some(question) = self.which_header(sheet, &found, &drafts, &around) {
            drafts = found
                .iter()
                .map(|found| self.table(&found.sheet, &found.table, Some(&question)))
                .collect();
        }
        let about = !chosen && self.workbook.sheets.len() > 1 && is_about_the_file(&sheet.name);
        if about && !drafts.iter().any(holds_a_table) {
            return vec![SheetDraft::passed_over(
                sheet,
                "no-figures",
                "This sheet is about the file and holds no table of figures.",
            )];
        }
        if drafts.iter().any(|draft| draft.sheet.counts.read > 0) {
            let tables: Vec<&Table> = found
                .iter()
                .zip(&drafts)
                .filter(|(_, draft)| draft.sheet.counts.read > 0)
                .map(|(found, _)| &found.table)
                .collect();
            drafts.retain(|draft| draft.sheet.counts.read > 0);
            if !by_table {
                unread::say(sheet, &tables, &mut drafts);
            }
        } else {
            drafts.truncate(1);
        }
        if drafts.is_empty() {
            drafts.push(no_table::in_sheet(sheet));
        }
        drafts
    }

    /// Reads a table, on which all figures wait where something is asked about it.
    fn table(&self, sheet: &Sheet, table: &Table, asked: Option<&Question>) -> SheetDraft {
        let grid = &sheet.grid;
        let whole = TitleBlock::of(sheet, table);
        let block = whole.clone().without_place(&table.coverage);
        let key = self.sign_key(sheet, table);
        let profiles = Profile::of_all(grid, &table.rows, table.headers.len(), &key);
        let said = self.choices.columns_of(&sheet.name);
        let mut columns = columns::assign(table, &profiles, &said, self.sidecar);
        columns.settle_names(grid, table, &profiles);
        columns.prefer_organisations(grid, table);
        let is_place = |text: &str| self.subjects.is_place(text);
        columns.find_sites((grid, table), &profiles, &is_place);
        let measures = groups::measures_of_rows(grid, table, &columns, &profiles);
        if let Some(column) = measures {
            columns.measures_name_rows(column);
        }
        if let Some(what) = columns::is_a_list_of(table) {
            return SheetDraft::passed_over(
                sheet,
                "no-figures",
                &format!(
                    "This is a list of {what} and holds no figures about places or organisations."
                ),
            );
        }
        let split = self.split_year(sheet, table, (&block, &columns));
        let title = block.title().unwrap_or_default();
        let of_columns = block.title_of_columns().unwrap_or_default();
        let times = self.times(sheet, &block, split);
        let around = (of_columns.as_str(), &is_place as &dyn Fn(&str) -> bool);
        let mut plan = plan::plan(table, &columns, self.choices, &times, around);
        if plan.figures.is_empty()
            || (said.is_empty()
                && !plan.subject.any()
                && !plan.has_period_column
                && table.coverage.is_empty()
                && table.hints.is_empty()
                && plan.groups.is_empty()
                && matches!(plan.layout, Layout::Long | Layout::WideByIndicator))
        {
            return no_table::under_header(sheet, table, &profiles);
        }
        if plan.figures.len() > limits::FIGURE_COLUMNS {
            return SheetDraft::too_wide(sheet, plan.figures.len());
        }
        let mut notices = Notices::new(&sheet.name);
        let header_row = table.header_rows.last().copied().unwrap_or(0);
        for name in &columns.unknown_choices {
            notices.say(
                (header_row, 0),
                "no-such-column",
                Severity::Warning,
                name,
                format!("No column is called “{name}”; the choice was not used."),
            );
        }
        let known = (&columns, profiles.as_slice());
        groups::add_what_tells_apart(grid, table, known, &mut plan, &mut notices);
        groups::settle(grid, table, (&columns, &profiles), &mut plan);
        let odd = (&columns, &plan);
        oddities::say(sheet, table, odd, self.workbook.file.format, &mut notices);
        let said_beside = self.sidecar.map_or("", Sidecar::period_label);
        let (style, periods_given) = period_style(
            grid,
            table,
            &columns,
            (split, said_beside, times.years),
            self.choices.period_kind,
        );
        let choice = match (&self.choices.period, periods_given) {
            (None, _) => PeriodChoice::None,
            (Some(_), 0 | 1) => PeriodChoice::ForAll,
            (Some(_), _) => PeriodChoice::ForUnreadable,
        };
        let fixed = self.fixed_period(sheet, table, &block, (&columns, &plan), split, &mut notices);
        let (are, default_type) = self.subjects_are(&columns, &plan, table);
        let rows_name = columns.first(&columns::Part::Indicator).is_some();
        let all_are = |wanted: &dyn Fn(Option<&str>) -> bool| {
            let mut names = plan.figures.iter().map(|one| one.indicator.as_deref());
            self.choices.indicator.is_none() && !rows_name && names.all(wanted)
        };
        let named_by_title = all_are(&|name| name.is_none());
        let says_nothing = all_are(&|name| name.is_none_or(says_nothing));
        let (chosen_groups, chosen_things) = chosen_above(&block, named_by_title);
        let only = only_measure(table, &columns, &profiles);
        let (mut indicator_name, named_after) = self.indicator_name(sheet, table, &block, only);
        let by_code = columns.first(&columns::Part::IndicatorCode).is_some();
        if let Some(of) = named_after.filter(|_| says_nothing && !by_code) {
            say_named_after(&indicator_name, of, header_row, &mut notices);
        }
        for thing in chosen_things {
            let low = indicator_name.to_lowercase();
            if low.is_empty() || low.contains(&thing.to_lowercase()) {
                continue;
            }
            indicator_name = format!("{indicator_name} – {thing}");
        }
        let mut plan_named = plan;
        let titled = block
            .get(&["indicator", "variable"])
            .map(str::to_owned)
            .or_else(|| block.measured())
            .unwrap_or_default();
        self.name_figures(
            &mut plan_named,
            table,
            (&indicator_name, &titled),
            rows_name,
            &mut notices,
        );
        let (decimals, which_sign) = decimal_signs(
            sheet,
            table,
            &plan_named,
            self.choices.decimal,
            &mut notices,
        );
        let source = sources::of_sheet(&self.workbook.file, &whole, table);
        let unit = unit_of_all(&block, (&plan_named, table), (named_by_title, &title));
        let figures: Vec<u32> = plan_named
            .figures
            .iter()
            .filter(|figure| figure.groups.is_empty() && figure.subject.is_none())
            .map(|figure| figure.column)
            .collect();
        let names = plan_named
            .subject
            .names
            .iter()
            .filter_map(|column| profiles.get(*column as usize))
            .flat_map(|profile| &profile.distinct)
            .map(String::as_str);
        let mut reader = RowReader {
            grid,
            table,
            columns: &columns,
            plan: &plan_named,
            family: Family::of(table),
            key: &key,
            decimals,
            subjects: Subjects::new(self.subjects, are, default_type)
                .with_names(&self.choices.named_subjects, names)
                .of_other_areas(
                    columns.sites.is_some()
                        || names_other_areas(&plan_named, table, &profiles, self.subjects),
                ),
            indicators: Indicators::new(self.indicators, self.sidecar, source, unit, self.choices),
            periods: Periods::new(style, fixed, choice, &self.choices.period_kinds),
            notices,
            questions: Questions::default(),
            about_all: asked
                .cloned()
                .or_else(|| asked::which_figures(sheet, table, &columns))
                .or_else(|| asked::sites_or_groups(sheet, table, &columns))
                .or_else(|| self.rows_unexplained(sheet, table, &columns, &profiles))
                .or_else(|| self.places_twice(sheet, table, &plan_named, &profiles))
                .or_else(|| self.ids_unexplained(sheet, table, &columns, &profiles))
                .or_else(|| asked::which_of_alike(sheet, table, &figures))
                .or(which_sign)
                .or_else(|| {
                    self.which_period(sheet, table, (&block, &columns), &style, periods_given)
                }),
            torn: torn::rows_are_torn(sheet, table, &plan_named),
            subject_name: table.coverage.clone(),
            sheet_groups: self.sheet_groups(sheet, chosen_groups),
            rows_name_measures: table
                .hints
                .iter()
                .any(|hint| hint.part == columns::Part::Indicator)
                || (measures.is_some() && !titled.is_empty()),
            of_column: HashMap::new(),
            indicator_name,
            groups: vec![PeopleGroup::all()],
            group_of_text: HashMap::default(),
            times_withheld: HashMap::new(),
            observations: Observations::default(),
            counts: Counts::default(),
            last_row: header_row,
            hidden: (!self.choices.hidden).then_some(&sheet.hidden),
            successors: self.choices.successors,
        };
        reader.read_all(self.progress);
        finish(sheet, (table, title), reader)
    }
}
