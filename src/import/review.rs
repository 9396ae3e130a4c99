use std::collections::{HashMap, HashSet};

use super::columns::{self, Columns, Part, PeriodPart, Profile};
use super::duplicates;
use super::groups;
use super::header::{self, Table};
use super::indicators::{IndicatorIndex, Indicators, UnitQuestion};
use super::marker_text::SignKey;
use super::notices::Notices;
use super::number_text::{DecimalSign, Fits, fits};
use super::period_text::{self, PeriodStyle, SplitYear};
use super::periods::Periods;
use super::plan::{self, Plan};
use super::rows::{RowReader, text_of};
use super::sidecar::Sidecar;
use super::sources;
use super::subjects::{KnownIndex, Subjects};
use super::title_block::TitleBlock;
use super::workbook::Sheet;
use super::{
    Counts, Known, Layout, ReadingChoices, ReviewedFile, ReviewedSheet, Severity, SubjectsAre,
    Workbook,
};
use crate::domain::{IdKind, IndicatorCode, OrganisationType, PeopleGroup, Period};
use crate::import::grid::Cell;

/// Understands a workbook: finds its tables, what their columns hold, and reads their figures. The same workbook, choices
/// and knowledge always give the same answer.
pub fn review(workbook: &Workbook, choices: &ReadingChoices, known: &Known) -> ReviewedFile {
    let subjects = KnownIndex::new(known);
    let indicators = IndicatorIndex::new(known);
    let sidecar = workbook.sidecar.as_deref().and_then(Sidecar::parse);
    let reader = FileReader {
        workbook,
        choices,
        subjects: &subjects,
        indicators: &indicators,
        sidecar: sidecar.as_ref(),
    };
    let mut drafts: Vec<SheetDraft> = workbook
        .sheets
        .iter()
        .map(|sheet| reader.sheet(sheet))
        .collect();
    duplicates::settle(&mut drafts);
    agree_on_decimals(&mut drafts);
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

/// One indicator on several sheets is shown with the same decimals everywhere: the most that any of them needs.
fn agree_on_decimals(drafts: &mut [SheetDraft]) {
    let mut most: HashMap<IndicatorCode, u8> = HashMap::new();
    for indicator in drafts.iter().flat_map(|draft| &draft.sheet.indicators) {
        let decimals = most.entry(indicator.code.clone()).or_default();
        *decimals = (*decimals).max(indicator.decimals);
    }
    for indicator in drafts
        .iter_mut()
        .flat_map(|draft| &mut draft.sheet.indicators)
    {
        if let Some(decimals) = most.get(&indicator.code) {
            indicator.decimals = *decimals;
        }
    }
}

/// A sheet that is understood but for its repeats.
pub(super) struct SheetDraft {
    pub(super) sheet: ReviewedSheet,
    pub(super) notices: Notices,
}

impl SheetDraft {
    fn empty(sheet: &Sheet) -> Self {
        Self {
            sheet: ReviewedSheet {
                sheet: sheet.name.clone(),
                layout: Layout::NoFigures,
                header_rows: Vec::new(),
                last_row: 0,
                columns: Vec::new(),
                indicators: Vec::new(),
                goals: Vec::new(),
                subjects: Vec::new(),
                periods: Vec::new(),
                groups: Vec::new(),
                observations: Vec::new(),
                problems: Vec::new(),
                counts: Counts::default(),
            },
            notices: Notices::new(&sheet.name),
        }
    }

    /// A sheet that is passed over, with the reason.
    fn passed_over(sheet: &Sheet, code: &'static str, message: &str) -> Self {
        let mut draft = Self::empty(sheet);
        draft.notices.say(
            (0, 0),
            code,
            Severity::Info,
            &sheet.name,
            message.to_owned(),
        );
        draft
    }

    fn finish(self) -> ReviewedSheet {
        let mut sheet = self.sheet;
        sheet.problems = self.notices.into_problems();
        sheet
    }
}

struct FileReader<'a> {
    workbook: &'a Workbook,
    choices: &'a ReadingChoices,
    subjects: &'a KnownIndex<'a>,
    indicators: &'a IndicatorIndex<'a>,
    sidecar: Option<&'a Sidecar>,
}

impl FileReader<'_> {
    fn sheet(&self, sheet: &Sheet) -> SheetDraft {
        let chosen = self
            .choices
            .sheets
            .iter()
            .any(|name| name.trim().eq_ignore_ascii_case(sheet.name.trim()));
        if !self.choices.sheets.is_empty() && !chosen {
            return SheetDraft::passed_over(
                sheet,
                "sheet-not-chosen",
                "This sheet was not chosen.",
            );
        }
        if !sheet.visible && !chosen {
            return SheetDraft::passed_over(
                sheet,
                "hidden-sheet",
                "This sheet is hidden and is read only when it is chosen with the option --sheet.",
            );
        }
        if !chosen && self.workbook.sheets.len() > 1 && is_about_the_file(&sheet.name) {
            return SheetDraft::passed_over(
                sheet,
                "no-figures",
                "This sheet is about the file and holds no table of figures.",
            );
        }
        let Some(table) = header::find(sheet, self.choices.header_row) else {
            return SheetDraft::passed_over(
                sheet,
                "no-figures",
                "No table of figures was found here.",
            );
        };
        self.table(sheet, &table)
    }

    fn table(&self, sheet: &Sheet, table: &Table) -> SheetDraft {
        let grid = &sheet.grid;
        let block = TitleBlock::of(sheet, table);
        let key = self.sign_key(sheet, table);
        let profiles = Profile::of_all(grid, &table.rows, table.headers.len(), &key);
        let columns = columns::assign(table, &profiles, self.choices);
        let mut plan = plan::plan(table, &columns, self.choices);
        if plan.figures.is_empty()
            || (!plan.subject.any()
                && !plan.has_period_column
                && plan.layout != Layout::WideByPeriod)
        {
            return SheetDraft::passed_over(
                sheet,
                "no-figures",
                "No table of figures was found here.",
            );
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
        for column in &columns.nameless {
            notices.say(
                (header_row, *column),
                "empty-header",
                Severity::Warning,
                "",
                format!(
                    "{} holds numbers under no header.",
                    plan::header_of(table, *column)
                ),
            );
        }
        groups::add_what_tells_apart(grid, table, &columns, &mut plan, &mut notices);
        let context = self.words(sheet, table, &block);
        let split = super::periods::split_year(&context);
        let style = period_style(grid, table, &columns, split);
        let fixed = self.fixed_period(sheet, table, &block, &columns, split, &mut notices);
        let (are, default_type) = self.subjects_are(&columns, &plan, table);
        let indicator_name = self.indicator_name(sheet, &block);
        let mut plan_named = plan;
        name_plain_figures(
            &mut plan_named,
            &indicator_name,
            self.choices.indicator.is_some(),
        );
        let decimals = decimal_signs(grid, table, &plan_named, &mut notices);
        let source = sources::of_sheet(&self.workbook.file, &block, table);
        let unit = block.get(&["unit", "units"]).map(str::to_owned);
        let mut reader = RowReader {
            grid,
            table,
            columns: &columns,
            plan: &plan_named,
            key: &key,
            decimals,
            subjects: Subjects::new(self.subjects, are, default_type),
            indicators: Indicators::new(self.indicators, self.sidecar, source, unit, self.choices),
            periods: Periods::new(style, fixed),
            notices,
            subject_name: subject_name(&block),
            indicator_name,
            groups: vec![PeopleGroup::all()],
            group_of_text: HashMap::new(),
            times_withheld: HashMap::new(),
            observations: Vec::new(),
            counts: Counts::default(),
            last_row: header_row,
        };
        reader.read_all();
        finish(sheet, table, reader)
    }

    /// The signs' meanings: the user's, then those that the sheet itself states around its table.
    fn sign_key(&self, sheet: &Sheet, table: &Table) -> SignKey {
        let mut key = SignKey::new(&self.choices.markers);
        let top = table.header_rows.first().copied().unwrap_or(0);
        let tail = table.rows.len().saturating_sub(80);
        let around = sheet
            .grid
            .row_numbers()
            .take_while(|row| *row < top)
            .chain(table.rows.iter().copied().take(60))
            .chain(table.rows.iter().copied().skip(tail.max(60)));
        for row in around {
            for (_, cell) in sheet.grid.row(row) {
                if let Cell::Text(text) = cell
                    && text.contains('=')
                    && text.len() < 2000
                {
                    key.learn(text);
                }
            }
        }
        key
    }

    /// All that is said around the figures, in small letters.
    fn words(&self, sheet: &Sheet, table: &Table, block: &TitleBlock) -> String {
        let mut words = format!(
            "{} {} {} {} ",
            self.workbook.file.name,
            sheet.name,
            block.all_text(),
            table.headers.join(" ")
        );
        if let Some(label) = self.sidecar.and_then(Sidecar::only_label) {
            words.push_str(&label);
        }
        words.to_lowercase()
    }

    /// The period of rows that give none: the user's, the title block's, a header's, the file name's.
    fn fixed_period(
        &self,
        sheet: &Sheet,
        table: &Table,
        block: &TitleBlock,
        columns: &Columns,
        split: Option<SplitYear>,
        notices: &mut Notices,
    ) -> Option<Period> {
        let style = PeriodStyle {
            split,
            ..PeriodStyle::default()
        };
        if let Some(text) = &self.choices.period {
            let reading = period_text::read(text, &style);
            if reading.is_none() {
                notices.say(
                    (0, 0),
                    "period-not-understood",
                    Severity::Blocker,
                    text,
                    format!("“{text}” is not understood as a period; write it as 2021, 2021/22 or 2021-04-01/P1Y."),
                );
            }
            return reading.map(|reading| reading.period);
        }
        if columns.first(&Part::Period(PeriodPart::Whole)).is_some()
            && columns.first(&Part::Period(PeriodPart::EndMonth)).is_none()
        {
            return None;
        }
        let entry = block
            .get(&["period", "time period", "date", "year"])
            .and_then(|text| {
                period_text::read(text, &style).or_else(|| period_text::find_in(text, &style))
            })
            .map(|reading| (reading, "the lines above the table"));
        let title = || {
            block
                .title()
                .iter()
                .chain(&block.lines)
                .find_map(|line| period_text::find_in(line, &style))
                .map(|reading| (reading, "the title"))
        };
        let headers = || {
            let mut found: Vec<_> = table
                .headers
                .iter()
                .filter_map(|header| period_text::find_in(header, &style))
                .collect();
            found.dedup_by_key(|reading| reading.period);
            (found.len() == 1)
                .then(|| found.pop())
                .flatten()
                .map(|reading| (reading, "the header"))
        };
        let others = || {
            period_text::find_in(&sheet.name, &style)
                .map(|reading| (reading, "the sheet's name"))
                .or_else(|| {
                    period_text::find_in_file_name(&self.workbook.file.name, &style)
                        .map(|reading| (reading, "the file's name"))
                })
        };
        if columns.first(&Part::Period(PeriodPart::DueDate)).is_some() {
            return others().map(|(reading, _)| reading.period);
        }
        let (reading, place) = entry.or_else(title).or_else(headers).or_else(others)?;
        notices.say(
            (0, 0),
            "period-from-text",
            Severity::Info,
            &reading.period.label(),
            format!(
                "The table has no column of periods; {place} says {} ({}).",
                reading.period,
                reading.period.key()
            ),
        );
        Some(reading.period)
    }

    fn subjects_are(
        &self,
        columns: &Columns,
        plan: &Plan,
        table: &Table,
    ) -> (Option<SubjectsAre>, Option<OrganisationType>) {
        if self.choices.subjects.is_some() {
            return (self.choices.subjects, None);
        }
        let name_headers: Vec<String> = plan
            .subject
            .names
            .iter()
            .filter_map(|column| table.headers.get(*column as usize))
            .map(|header| header.to_lowercase())
            .collect();
        let named = |words: &[&str]| {
            name_headers
                .iter()
                .any(|header| words.iter().any(|word| header.contains(word)))
        };
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
        if named(&["he provider", "university"]) || kinds.contains(&IdKind::Ukprn) {
            return (organisations, Some(OrganisationType::University));
        }
        if named(&["civil service", "department"]) {
            return (organisations, Some(OrganisationType::Department));
        }
        if kinds.contains(&IdKind::OdsCode) {
            return (organisations, Some(OrganisationType::NhsTrust));
        }
        if kinds.contains(&IdKind::EmployerId)
            || kinds.contains(&IdKind::CompanyNumber)
            || named(&[
                "employer",
                "organisation",
                "provider",
                "institution",
                "trust",
                "school",
                "company",
            ])
        {
            return (organisations, None);
        }
        (None, None)
    }

    fn indicator_name(&self, sheet: &Sheet, block: &TitleBlock) -> String {
        if let Some(name) = &self.choices.indicator {
            return name.clone();
        }
        let stem = |name: &str| {
            name.rsplit_once('.')
                .map_or(name, |(stem, _)| stem)
                .replace(['_', '-'], " ")
        };
        block
            .get(&["indicator", "measure"])
            .map(str::to_owned)
            .or_else(|| self.sidecar.and_then(Sidecar::only_label))
            .or_else(|| block.title())
            .unwrap_or_else(|| {
                if self.workbook.sheets.len() == 1 {
                    stem(&self.workbook.file.name)
                } else {
                    sheet.name.clone()
                }
            })
    }
}

/// Headers that say no more than “figure” give way to the name that the sheet states.
fn name_plain_figures(plan: &mut Plan, name: &str, chosen: bool) {
    let only = plan.figures.len() == 1;
    for figure in &mut plan.figures {
        let plain = figure.indicator.as_deref().is_some_and(|header| {
            let low = header.to_lowercase();
            let bare = low.split('(').next().unwrap_or("").trim();
            matches!(
                bare,
                "value"
                    | "values"
                    | "observation"
                    | "number"
                    | "figure"
                    | "percentage"
                    | "%"
                    | "count"
                    | "rate"
                    | "estimate"
                    | "total"
                    | "obs_value"
                    | "real"
                    | "per cent"
                    | "mean"
                    | "median"
                    | "measure"
            )
        });
        if only && (plain || chosen) {
            let unit = figure
                .indicator
                .as_deref()
                .and_then(|header| header.find('(').and_then(|at| header.get(at..)))
                .filter(|_| plain && !chosen)
                .unwrap_or("")
                .to_owned();
            figure.indicator = Some(format!("{name} {unit}").trim().to_owned());
        }
    }
}

fn subject_name(block: &TitleBlock) -> String {
    block
        .get(&["geography", "coverage", "area"])
        .unwrap_or("")
        .to_owned()
}

/// Whether a sheet's name says that it holds no table.
fn is_about_the_file(name: &str) -> bool {
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

/// How the column of periods writes them, from all of its rows.
fn period_style(
    grid: &super::grid::Grid,
    table: &Table,
    columns: &Columns,
    split: Option<SplitYear>,
) -> PeriodStyle {
    let column = columns
        .first(&Part::Period(PeriodPart::Whole))
        .or_else(|| columns.first(&Part::Period(PeriodPart::DueDate)));
    let Some(column) = column else {
        return PeriodStyle {
            split,
            ..PeriodStyle::default()
        };
    };
    let header = table
        .headers
        .get(column as usize)
        .map_or("", String::as_str);
    let mut texts: HashSet<String> = HashSet::new();
    for row in &table.rows {
        let text = text_of(grid.cell(*row, column));
        if !text.is_empty() && !texts.contains(text.as_ref()) {
            texts.insert(text.into_owned());
        }
    }
    PeriodStyle::of(header, texts.iter().map(String::as_str), split)
}

/// Which columns write decimal commas: those where some figure can be read in no other way.
fn decimal_signs(
    grid: &super::grid::Grid,
    table: &Table,
    plan: &Plan,
    notices: &mut Notices,
) -> HashMap<u32, DecimalSign> {
    let mut signs = HashMap::new();
    let mut seen: HashMap<u32, (u64, u64, Option<u32>)> = HashMap::new();
    let columns: HashSet<u32> = plan.figures.iter().map(|figure| figure.column).collect();
    for row in &table.rows {
        for (column, cell) in grid.row(*row) {
            let Cell::Text(text) = cell else {
                continue;
            };
            if !text.contains(',') || text.len() > 30 || !columns.contains(&column) {
                continue;
            }
            let entry = seen.entry(column).or_default();
            match fits(text) {
                Some(Fits::OnlyPoint) => entry.0 += 1,
                Some(Fits::OnlyComma) => entry.1 += 1,
                Some(Fits::Both) => entry.2 = entry.2.or(Some(*row)),
                _ => {}
            }
        }
    }
    for (column, (point, comma, both)) in seen {
        if comma > 0 && point == 0 {
            signs.insert(column, DecimalSign::Comma);
        } else if comma == 0
            && point == 0
            && let Some(row) = both
        {
            let text = text_of(grid.cell(row, column));
            notices.say(
                (row, column),
                "thousands-assumed",
                Severity::Info,
                &text,
                "Commas before three digits are read as separators of thousands.".to_owned(),
            );
        }
    }
    signs
}

/// Puts the parts of a sheet together.
fn finish(sheet: &Sheet, table: &Table, reader: RowReader<'_, '_>) -> SheetDraft {
    let RowReader {
        columns,
        plan,
        subjects,
        indicators,
        periods,
        mut notices,
        groups,
        observations,
        counts,
        last_row,
        ..
    } = reader;
    let (indicators, goals, questions) = indicators.finish();
    let header_row = table.header_rows.last().copied().unwrap_or(0);
    for question in questions {
        let (code, message) = match question {
            UnitQuestion::Mixed(name) => (
                "mixed-units",
                format!("Some figures of “{name}” carry a per cent sign and others do not."),
            ),
            UnitQuestion::LooksLikeProportions(name) => (
                "percent-or-proportion",
                format!(
                    "“{name}” is given in per cent, but no figure is above 1: these may be proportions."
                ),
            ),
            UnitQuestion::TooLargeForProportion(name) => (
                "percent-or-proportion",
                format!(
                    "“{name}” is given as a proportion, but some figures are above 1: these may be per cent."
                ),
            ),
        };
        notices.say((header_row, 0), code, Severity::Warning, "", message);
    }
    for indicator in &indicators {
        if !goals.iter().any(|link| link.indicator == indicator.code) {
            notices.say(
                (header_row, 0),
                "no-goal",
                Severity::Info,
                &indicator.name,
                format!(
                    "“{}” is under no goal yet; place it with the option --goal or in the review.",
                    indicator.name
                ),
            );
        }
    }
    let layout = if counts.read == 0 {
        Layout::NoFigures
    } else {
        plan.layout
    };
    SheetDraft {
        sheet: ReviewedSheet {
            sheet: sheet.name.clone(),
            layout,
            header_rows: table.header_rows.iter().map(|row| row + 1).collect(),
            last_row: last_row + 1,
            columns: columns.guesses.clone(),
            indicators,
            goals,
            subjects: subjects.into_list(),
            periods: periods.into_list(),
            groups,
            observations,
            problems: Vec::new(),
            counts,
        },
        notices,
    }
}
