use std::collections::HashSet;

use super::FileReader;
use super::surroundings::is_about_the_file;
use crate::domain::{Origin, Period, PeriodLength, month_named};
use crate::import::Severity;
use crate::import::Workbook;
use crate::import::columns::{Columns, Part, PeriodPart};
use crate::import::layout::Table;
use crate::import::notices::Notices;
use crate::import::period_text::{self, PeriodReading, PeriodStyle, SplitYear};
use crate::import::plan::{Plan, Times, years_named};
use crate::import::question::{Answer, Choice, Question};
use crate::import::rows::text_of;
use crate::import::title_block::{TitleBlock, is_about_publishing};
use crate::import::workbook::Sheet;

/// What a cell says that stands before or over the period of all figures.
const KEYS: [&str; 8] = [
    "year of data",
    "data year",
    "period",
    "time period",
    "data period",
    "reference period",
    "reference year",
    "period covered",
];

impl FileReader<'_> {
    /// The period of rows that give none: the user's, the title block's, a header's, the file name's.
    pub(super) fn fixed_period(
        &self,
        sheet: &Sheet,
        table: &Table,
        block: &TitleBlock,
        (columns, plan): (&Columns, &Plan),
        split: Option<SplitYear>,
        notices: &mut Notices,
    ) -> Option<Period> {
        let style = PeriodStyle {
            split,
            ..PeriodStyle::default()
        }
        .with_kind(self.choices.period_kind);
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
        if plan.figures.iter().all(|figure| figure.period.is_some()) {
            return None;
        }
        let entry = block
            .get(&[
                "period",
                "time period",
                "reporting period",
                "academic year",
                "financial year",
                "calendar year",
                "year",
                "as at",
                "snapshot date",
                // Some give there when the table was made.
                "date",
            ])
            .or_else(|| block.chosen_time())
            .and_then(|text| {
                period_text::read(text, &style).or_else(|| period_text::find_in(text, &style))
            })
            .map(|reading| (reading, "the text above the table"));
        let title = || {
            block
                .title()
                .iter()
                .chain(&block.lines)
                .filter(|line| !is_about_publishing(line))
                .find_map(|line| period_text::find_in(line, &style))
                .map(|reading| {
                    (
                        day_within(&reading, block, &style).unwrap_or(reading),
                        "the title",
                    )
                })
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
        let others = || self.period_of_names(sheet, &style);
        if columns.first(&Part::Period(PeriodPart::DueDate)).is_some() {
            return others().map(|(reading, _)| reading.period);
        }
        let about = || {
            let reading = period_of_workbook(self.workbook, &style)?;
            Some((reading, "a sheet about the file"))
        };
        if several_times(table, plan) {
            return None;
        }
        let (reading, place) = entry
            .or_else(title)
            .or_else(headers)
            .or_else(others)
            .or_else(about)?;
        notices.say(
            (0, 0),
            "period-from-text",
            Severity::Info,
            &reading.period.label(),
            format!(
                "The table has no column of periods; {place} says {} ({}).",
                reading.period,
                reading.period.days()
            ),
        );
        Some(reading.period)
    }
}

impl FileReader<'_> {
    /// What title, lines, sheet and file say of the times of a table's figures.
    pub(super) fn times(
        &self,
        sheet: &Sheet,
        block: &TitleBlock,
        split: Option<SplitYear>,
    ) -> Times {
        let style = PeriodStyle {
            split,
            ..PeriodStyle::default()
        }
        .with_kind(self.choices.period_kind);
        let lines = || block.title().into_iter().chain(block.lines.iter().cloned());
        let of_year = |reading: PeriodReading| {
            Some(reading.period).filter(|period| period.length() == PeriodLength::Months(12))
        };
        let named = self
            .choices
            .period
            .as_deref()
            .and_then(|text| period_text::read(text, &style));
        Times {
            split,
            years: lines().find_map(|line| years_named(&line)),
            year: named
                .or_else(|| lines().find_map(|line| period_text::find_in(&line, &style)))
                .or_else(|| Some(self.period_of_names(sheet, &style)?.0))
                .and_then(of_year),
        }
    }

    /// The period that the sheet's own name says, else the file's.
    fn period_of_names(
        &self,
        sheet: &Sheet,
        style: &PeriodStyle,
    ) -> Option<(PeriodReading, &'static str)> {
        let file = self.workbook.file.name.as_str();
        let of_sheet = || {
            // The sheet of a text file has the file's name.
            let is_own = sheet.name != file;
            let found = is_own.then(|| period_text::find_in(&sheet.name, style))??;
            let is_told = period_text::is_told_by(&sheet.name, &found);
            is_told.then_some((found, "the sheet's name"))
        };
        of_sheet().or_else(|| {
            let found = period_text::find_in_file_name(file, style)?;
            period_text::is_told_by(file, &found).then_some((found, "the file's name"))
        })
    }

    /// Asks which period holds where all rows give one and the title a part of it: `2022/23` under `Quarter 1, 2022-23`.
    pub(super) fn which_period(
        &self,
        sheet: &Sheet,
        table: &Table,
        (block, columns): (&TitleBlock, &Columns),
        style: &PeriodStyle,
        given: usize,
    ) -> Option<Question> {
        if given != 1 || self.choices.period.is_some() {
            return None;
        }
        let in_parts = [
            PeriodPart::EndMonth,
            PeriodPart::Kind,
            PeriodPart::Length,
            PeriodPart::End,
        ]
        .into_iter()
        .any(|part| columns.first(&Part::Period(part)).is_some());
        let column = columns.first(&Part::Period(PeriodPart::Whole))?;
        let others = columns
            .having(|part| matches!(part, Part::Period(_)))
            .count();
        if in_parts || others > 1 {
            return None;
        }
        let (row, text) = table.rows.iter().find_map(|row| {
            let text = text_of(sheet.grid.cell(row, column));
            (!text.is_empty()).then_some((row, text))
        })?;
        let of_rows = period_text::read(&text, style)?.period;
        let of_title = block
            .title()
            .iter()
            .chain(&block.lines)
            .find_map(|line| period_text::find_in(line, style))?
            .period;
        let is_part = of_rows.start() <= of_title.start() && of_title.end() <= of_rows.end();
        let are_months = |period: Period| matches!(period.length(), PeriodLength::Months(_));
        if !is_part || of_title == of_rows || !are_months(of_rows) || !are_months(of_title) {
            return None;
        }
        let answer = |period: Period| Answer::new(period.label(), Choice::Period(period.key()));
        Some(Question {
            code: "period".to_owned(),
            about: "part".to_owned(),
            ask: format!(
                "What time do the figures cover: {of_title}, as the title says, or {of_rows}, as the rows do?"
            ),
            origin: Origin {
                import: 0,
                sheet: sheet.name.clone(),
                row: row + 1,
                column: column + 1,
            },
            raw: text.into_owned(),
            figures: 0,
            answers: vec![answer(of_title), answer(of_rows)],
            open: None,
        })
    }
}

/// Whether names of the figures hold several times, of which none was read as the period of its column: `Nov 20-21`, `2019 base`.
fn several_times(table: &Table, plan: &Plan) -> bool {
    let times: HashSet<String> = plan
        .figures
        .iter()
        .filter(|figure| figure.period.is_none())
        .filter_map(|figure| table.pieces.get(figure.column as usize))
        .flat_map(|pieces| pieces.iter().filter_map(|piece| time_in(piece)))
        .collect();
    times.len() > 1
}

/// The day that a line of its own names within the period of the title: `1 April 2021` under `Dwellings, 2021`.
fn day_within(
    title: &PeriodReading,
    block: &TitleBlock,
    style: &PeriodStyle,
) -> Option<PeriodReading> {
    let of_title = title.period;
    block.lines.iter().skip(1).find_map(|line| {
        let reading = period_text::read(line, style)?;
        let day = reading.period;
        let within = of_title.start() <= day.start() && day.end() <= of_title.end();
        (day.length() == PeriodLength::Day && within).then_some(reading)
    })
}

/// What of a name says a time: a year of four digits, or two years of two digits beside the name of a month.
fn time_in(piece: &str) -> Option<String> {
    let low = piece.to_lowercase();
    let words: Vec<&str> = low
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let is_year = |word: &str| {
        word.len() == 4
            && (word.starts_with("19") || word.starts_with("20"))
            && word.bytes().all(|b| b.is_ascii_digit())
    };
    let two_digits = |word: &str| word.len() == 2 && word.bytes().all(|b| b.is_ascii_digit());
    let of_month = words.windows(2).any(
        |pair| matches!(pair, [month, year] if month_named(month).is_some() && two_digits(year)),
    );
    let says_time = of_month || words.iter().any(|word| is_year(word));
    says_time.then(|| {
        let parts: Vec<&str> = words
            .iter()
            .copied()
            .filter(|word| word.bytes().any(|b| b.is_ascii_digit()) || month_named(word).is_some())
            .collect();
        parts.join(" ")
    })
}

/// The one period that the sheets about a file state beside or under a key such as `Year of data`.
fn period_of_workbook(workbook: &Workbook, style: &PeriodStyle) -> Option<PeriodReading> {
    let mut found: Vec<PeriodReading> = Vec::new();
    let about = workbook
        .sheets
        .iter()
        .filter(|sheet| is_about_the_file(&sheet.name));
    for sheet in about {
        for row in sheet.grid.row_numbers().take(60) {
            for (column, cell) in sheet.grid.row(row) {
                let text = text_of(cell).to_lowercase();
                if !KEYS.contains(&text.trim_end_matches(':').trim()) {
                    continue;
                }
                let stated =
                    [(row, column + 1), (row + 1, column)]
                        .into_iter()
                        .find_map(|(row, column)| {
                            period_text::read(&text_of(sheet.grid.cell(row, column)), style)
                        });
                found.extend(stated);
            }
        }
    }
    found.dedup_by_key(|reading| reading.period);
    match found.as_slice() {
        [one] => Some(one.clone()),
        _ => None,
    }
}
