//! The rows of a table, read by its plan into figures.

use std::borrow::Cow;

use super::columns::{Columns, Part, PeriodPart};
use super::figure_cell::{self, Figure, FigureCell};
use super::grid::{Cell, Grid};
use super::header::Table;
use super::indicators::{IndicatorText, Indicators};
use super::marker_text::SignKey;
use super::notices::Notices;
use super::number_text::{self, DecimalSign};
use super::periods::{PeriodTexts, Periods, say_doubt};
use super::plan::{FigureColumn, Plan};
use super::subjects::{SubjectText, Subjects};
use super::{Counts, ReviewedObservation, Severity};
use crate::domain::{Level, Marker, Markers, PeopleGroup, Reading, State};
use std::collections::HashMap;

/// Everything that a table's rows are read with.
pub(super) struct RowReader<'a, 'k> {
    pub(super) grid: &'a Grid,
    pub(super) table: &'a Table,
    pub(super) columns: &'a Columns,
    pub(super) plan: &'a Plan,
    pub(super) key: &'a SignKey,
    pub(super) decimals: HashMap<u32, DecimalSign>,
    pub(super) subjects: Subjects<'k>,
    pub(super) indicators: Indicators<'k>,
    pub(super) periods: Periods,
    pub(super) notices: Notices,
    /// Name of the indicator where neither column nor header gives it.
    pub(super) indicator_name: String,
    /// Name of the subject where no column gives it.
    pub(super) subject_name: String,
    pub(super) groups: Vec<PeopleGroup>,
    pub(super) group_of_text: HashMap<String, u32>,
    /// How often a row with a withheld group was seen, by group, subject and period.
    pub(super) times_withheld: HashMap<(u32, Option<u32>, Option<u32>), u32>,
    pub(super) observations: Vec<ReviewedObservation>,
    pub(super) counts: Counts,
    pub(super) last_row: u32,
}

/// Columns that are looked up in every row.
struct Places {
    indicator: Option<u32>,
    indicator_code: Option<u32>,
    unit: Option<u32>,
    measure: Option<u32>,
    polarity: Option<u32>,
    decimals: Option<u32>,
    publisher: Option<u32>,
    dataset: Option<u32>,
    licence: Option<u32>,
    raw: Option<u32>,
    statuses: Vec<u32>,
    notes: Vec<u32>,
    period: [Option<u32>; 6],
}

/// What stands beside the figures of a row.
#[derive(Default)]
struct Beside {
    state: Option<State>,
    markers: Markers,
    notes: Vec<String>,
    sign: String,
}

impl RowReader<'_, '_> {
    /// Reads all rows.
    pub(super) fn read_all(&mut self) {
        let places = self.places();
        let width = self.table.headers.len();
        let grid = self.grid;
        let table = self.table;
        let mut line: Vec<Cell<'_>> = vec![Cell::Empty; width];
        for row in &table.rows {
            line.fill(Cell::Empty);
            for (column, cell) in grid.row(*row) {
                if let Some(slot) = line.get_mut(column as usize) {
                    *slot = cell;
                }
            }
            self.read_row(*row, &line, &places);
        }
    }

    fn places(&self) -> Places {
        let first = |part: Part| self.columns.first(&part);
        let period = |part| first(Part::Period(part));
        let all = |wanted: Part| self.columns.having(move |part| *part == wanted).collect();
        Places {
            indicator: first(Part::Indicator),
            indicator_code: first(Part::IndicatorCode),
            unit: first(Part::Unit),
            measure: first(Part::Measure),
            polarity: first(Part::Polarity),
            decimals: first(Part::Decimals),
            publisher: first(Part::Publisher),
            dataset: first(Part::Dataset),
            licence: first(Part::Licence),
            raw: first(Part::Raw),
            statuses: all(Part::Status),
            notes: all(Part::Note),
            period: [
                period(PeriodPart::Whole),
                period(PeriodPart::Start),
                period(PeriodPart::Length),
                period(PeriodPart::Kind),
                period(PeriodPart::EndMonth),
                period(PeriodPart::DueDate),
            ],
        }
    }

    fn read_row(&mut self, row: u32, line: &[Cell<'_>], places: &Places) {
        let (mut filled, mut numeric) = (0_usize, false);
        let mut repeats_header = false;
        for figure in &self.plan.figures {
            let cell = at(line, figure.column);
            match cell {
                Cell::Empty => {}
                Cell::Text(text) => {
                    let text = number_text::trim(text);
                    if text.is_empty() {
                        continue;
                    }
                    filled += 1;
                    numeric |= number_text::read(text, DecimalSign::Point).is_ok();
                    repeats_header |= text.len() > 2
                        && self
                            .table
                            .headers
                            .get(figure.column as usize)
                            .is_some_and(|header| header == text);
                }
                _ => {
                    filled += 1;
                    numeric = true;
                }
            }
        }
        if repeats_header && !numeric {
            self.notices.say(
                (row, 0),
                "repeated-header",
                Severity::Info,
                "",
                "The header is repeated inside the table; such rows are passed over.".to_owned(),
            );
            return;
        }
        let beside = self.beside(line, places);
        let names_subject = self.names_subject(line);
        if !names_subject && self.plan.subject.any() && !numeric {
            return;
        }
        if filled == 0 && beside.state.is_none() && !self.is_real_row(line, places) {
            return;
        }
        self.last_row = row;
        let subject = self.subject(row, line);
        let period = self.period(row, line, places);
        let group = self.group(line);
        let group = self.apart(group, subject, period.as_ref());
        let plan = self.plan;
        for figure in &plan.figures {
            self.counts.read += 1;
            let kept = self.read_figure(
                row,
                line,
                places,
                figure,
                (subject, period.as_ref(), group),
                &beside,
            );
            if kept {
                self.counts.kept += 1;
            } else {
                self.counts.rejected += 1;
            }
        }
    }

    /// A row without figures is one all the same where its code, or its period, says so; others are headings.
    fn is_real_row(&mut self, line: &[Cell<'_>], places: &Places) -> bool {
        let has_text = |column: Option<u32>| {
            column.is_some_and(|column| !text_of(at(line, column)).is_empty())
        };
        if self.plan.has_period_column && places.period.iter().any(|column| column.is_some()) {
            return places.period.iter().any(|column| has_text(*column));
        }
        self.plan.subject.codes.iter().any(|(column, _, _)| {
            let text = text_of(at(line, *column));
            !text.is_empty() && !text.contains(' ') && text.contains(|c: char| c.is_ascii_digit())
        })
    }

    fn names_subject(&self, line: &[Cell<'_>]) -> bool {
        let subject = &self.plan.subject;
        let mut columns = subject
            .codes
            .iter()
            .map(|(column, _, _)| *column)
            .chain(subject.names.iter().copied())
            .chain(subject.ids.iter().map(|(column, _)| *column));
        !subject.any() || columns.any(|column| !text_of(at(line, column)).is_empty())
    }

    /// Status and notes of a row.
    fn beside(&mut self, line: &[Cell<'_>], places: &Places) -> Beside {
        let mut beside = Beside::default();
        for column in &places.statuses {
            let text = text_of(at(line, *column));
            if text.is_empty() {
                continue;
            }
            let is_letters = self
                .table
                .headers
                .get(*column as usize)
                .is_some_and(|header| header.eq_ignore_ascii_case("markers"))
                && text.bytes().all(|b| b"prefbu".contains(&b));
            if is_letters {
                beside.markers = beside.markers.and(Markers::from_code(&text));
                continue;
            }
            match self.key.of_status(&text) {
                Some((state, markers)) => {
                    beside.markers = beside.markers.and(markers);
                    if state.is_some() {
                        beside.state = state;
                        beside.sign = text.into_owned();
                    }
                }
                None => beside.notes.push(text.into_owned()),
            }
        }
        for column in &places.notes {
            let text = text_of(at(line, *column));
            if !text.is_empty() {
                beside.notes.push(text.into_owned());
            }
        }
        beside
    }

    fn subject(&mut self, row: u32, line: &[Cell<'_>]) -> Option<u32> {
        let columns = &self.plan.subject;
        let mut chosen: Option<(u8, Cow<'_, str>, Option<crate::domain::IdKind>, Option<u32>)> =
            None;
        let mut stray_name: Option<Cow<'_, str>> = None;
        for (column, kind, own_name) in &columns.codes {
            let text = text_of(at(line, *column));
            if super::code_text::means_no_code(&text) {
                continue;
            }
            if text.contains(' ')
                || (kind.is_some()
                    && !text.contains(|c: char| c.is_ascii_digit())
                    && text.len() > 6)
            {
                stray_name.get_or_insert(text);
                continue;
            }
            let fineness = fineness(&text, *kind);
            if chosen.as_ref().is_none_or(|(best, ..)| fineness > *best) {
                chosen = Some((fineness, text, *kind, *own_name));
            }
        }
        let (code, kind, own_name) = match &chosen {
            Some((_, code, kind, own)) => (code.as_ref(), *kind, *own),
            None => ("", None, None),
        };
        let mut name = own_name.map_or(Cow::Borrowed(""), |column| text_of(at(line, column)));
        let mut code_among_names = None;
        if name.is_empty() {
            for column in &columns.names {
                let text = text_of(at(line, *column));
                let nameless = self
                    .table
                    .headers
                    .get(*column as usize)
                    .is_some_and(String::is_empty);
                if nameless && super::code_text::is_ods_code(&text) {
                    code_among_names.get_or_insert(text);
                } else if !text.is_empty() {
                    name = text;
                    break;
                }
            }
        }
        let (code, kind) = match &code_among_names {
            Some(found) if code.is_empty() => {
                (found.as_ref(), Some(crate::domain::IdKind::OdsCode))
            }
            _ => (code, kind),
        };
        if name.is_empty()
            && let Some(stray) = stray_name
        {
            name = stray;
        }
        if !columns.any() {
            name = Cow::Owned(self.subject_name.clone());
        }
        let level = [columns.kind, columns.level]
            .into_iter()
            .flatten()
            .map(|column| text_of(at(line, column)))
            .find(|text| !text.is_empty())
            .unwrap_or_default();
        let mut ids = Vec::new();
        for (column, kind) in &columns.ids {
            let text = text_of(at(line, *column));
            let id = if *kind == crate::domain::IdKind::CompanyNumber {
                super::code_text::company_number(&text).unwrap_or_default()
            } else {
                text.into_owned()
            };
            if !id.is_empty() {
                ids.push((*kind, id));
            }
        }
        let size_band = columns
            .size_band
            .map_or(Cow::Borrowed(""), |column| text_of(at(line, column)));
        let text = SubjectText {
            code,
            kind,
            name: &name,
            level: &level,
            ids: &ids,
            size_band: &size_band,
        };
        self.subjects.resolve(&text, (row, 0), &mut self.notices)
    }

    fn period(
        &mut self,
        row: u32,
        line: &[Cell<'_>],
        places: &Places,
    ) -> Option<super::periods::PeriodOfRow> {
        let text = |column: Option<u32>| {
            column.map_or(Cow::Borrowed(""), |column| period_text_of(at(line, column)))
        };
        let [whole, start, length, kind, end_month, due] = places.period.map(text);
        let indicator = places
            .indicator
            .map_or(Cow::Borrowed(""), |column| text_of(at(line, column)));
        let texts = PeriodTexts {
            indicator: &indicator,
            whole: &whole,
            start: &start,
            length: &length,
            kind: &kind,
            end_month: &end_month,
            due: &due,
        };
        let column = places.period.iter().flatten().next().copied().unwrap_or(0);
        self.periods
            .resolve(&texts, (row, column), &mut self.notices)
    }

    fn group(&mut self, line: &[Cell<'_>]) -> u32 {
        let mut key = String::new();
        for (column, _) in &self.plan.groups {
            key.push_str(&text_of(at(line, *column)));
            key.push('\u{1f}');
        }
        if let Some(index) = self.group_of_text.get(&key) {
            return *index;
        }
        let mut pairs: Vec<(String, String)> = Vec::new();
        for (column, dimension) in &self.plan.groups {
            let text = text_of(at(line, *column));
            if dimension == "group" {
                pairs.extend(PeopleGroup::from_key(&text).pairs().iter().cloned());
            } else {
                pairs.push((dimension.clone(), text.into_owned()));
            }
        }
        let group = PeopleGroup::of(pairs);
        let index = self
            .groups
            .iter()
            .position(|other| *other == group)
            .unwrap_or_else(|| {
                self.groups.push(group);
                self.groups.len() - 1
            });
        let index = u32::try_from(index).unwrap_or(u32::MAX);
        self.group_of_text.insert(key, index);
        index
    }

    /// Rows whose group is itself withheld, such as two sites with the postcode `[c]`, are told apart by number.
    fn apart(
        &mut self,
        group: u32,
        subject: Option<u32>,
        period: Option<&super::periods::PeriodOfRow>,
    ) -> u32 {
        let withheld = |text: &str| text.starts_with('[') && self.key.of_figure(text).is_some();
        let Some(of_row) = self.groups.get(group as usize).filter(|of_row| {
            self.plan.layout != super::Layout::Long
                && of_row
                    .pairs()
                    .iter()
                    .any(|(_, category)| withheld(category))
        }) else {
            return group;
        };
        let pairs: Vec<(String, String)> = of_row.pairs().to_vec();
        let key = (group, subject, period.map(|period| period.index));
        let times = self.times_withheld.entry(key).or_default();
        *times += 1;
        if *times == 1 {
            return group;
        }
        let numbered = PeopleGroup::of(pairs.into_iter().map(|(dimension, category)| {
            if withheld(&category) {
                (dimension, format!("{category} {times}"))
            } else {
                (dimension, category)
            }
        }));
        let text = numbered.key();
        if let Some(index) = self.group_of_text.get(&text) {
            return *index;
        }
        let index = u32::try_from(self.groups.len()).unwrap_or(u32::MAX);
        self.groups.push(numbered);
        self.group_of_text.insert(text, index);
        index
    }

    /// Reads one figure; true when it was kept.
    fn read_figure(
        &mut self,
        row: u32,
        line: &[Cell<'_>],
        places: &Places,
        column: &FigureColumn,
        (subject, period, group): (Option<u32>, Option<&super::periods::PeriodOfRow>, u32),
        beside: &Beside,
    ) -> bool {
        let place = (row, column.column);
        let cell = at(line, column.column);
        let decimals = self
            .decimals
            .get(&column.column)
            .copied()
            .unwrap_or_default();
        let mut figure = match figure_cell::read(cell, self.key, decimals) {
            FigureCell::Figure(figure) => figure,
            FigureCell::Blank => Figure::withheld(beside.state.unwrap_or(State::NotAvailable)),
            FigureCell::Fault(code, message) => {
                self.notices
                    .rejected(place, code, Severity::Warning, &text_of(cell), message);
                return false;
            }
        };
        if self.grid.is_percent(row, column.column)
            && let Some(value) = figure.reading.value()
            && let Some(scaled) = Reading::number(hundredfold(value))
        {
            figure.reading = scaled;
            figure.per_cent = true;
        }
        self.apply_status(&mut figure, beside, cell, place);
        let Some(subject) = subject else {
            self.reject(
                place,
                cell,
                "no-subject",
                Severity::Warning,
                "Nothing in the row says whose figure this is.",
            );
            return false;
        };
        let indicator = self.indicator(line, places, column);
        let Some(indicator) = indicator else {
            self.reject(
                place,
                cell,
                "no-indicator",
                Severity::Blocker,
                "Nothing says what is measured; name the indicator with the option --indicator.",
            );
            return false;
        };
        let period = match &column.period {
            Some(reading) => {
                if let Some(doubt) = reading.doubt {
                    let header = self
                        .table
                        .headers
                        .get(column.column as usize)
                        .cloned()
                        .unwrap_or_default();
                    let header_row = self.table.header_rows.last().copied().unwrap_or(0);
                    say_doubt(
                        doubt,
                        &header,
                        reading.period,
                        (header_row, column.column),
                        &mut self.notices,
                    );
                }
                Some(self.periods.index(reading.period))
            }
            None => period.map(|period| period.index),
        };
        let Some(period_index) = period else {
            self.reject_period(row, line, places, place, cell);
            return false;
        };
        if let Some(notice) = &figure.notice {
            self.notices.seen(place, &text_of(cell), notice);
        }
        if let Some(value) = figure.reading.value() {
            let written = match cell {
                Cell::Text(text) => Some(text),
                _ => None,
            };
            self.indicators
                .saw(indicator, value, written, figure.per_cent);
        } else {
            *self
                .counts
                .withheld
                .entry(figure.reading.state().code().to_owned())
                .or_default() += 1;
        }
        for marker in figure.markers.iter() {
            *self
                .counts
                .markers
                .entry(marker.code().to_owned())
                .or_default() += 1;
        }
        if let Some(raw) = places.raw {
            let text = text_of(at(line, raw));
            figure.raw = (!text.is_empty()).then(|| text.into_owned());
        }
        let mut notes = figure.note.into_iter().collect::<Vec<_>>();
        notes.extend(beside.notes.iter().cloned());
        let number =
            |column: Option<u32>| column.and_then(|column| number_of(at(line, column), decimals));
        self.observations.push(ReviewedObservation {
            indicator,
            subject,
            period: period_index,
            group,
            reading: figure.reading,
            lower: number(column.lower),
            upper: number(column.upper),
            count: number(column.count),
            denominator: number(column.denominator),
            markers: figure.markers,
            raw: figure.raw,
            note: (!notes.is_empty()).then(|| notes.join("; ")),
            row: row + 1,
            column: column.column + 1,
        });
        true
    }

    /// What a status column says of the figure beside it.
    fn apply_status(
        &mut self,
        figure: &mut Figure,
        beside: &Beside,
        cell: Cell<'_>,
        place: (u32, u32),
    ) {
        figure.markers = figure.markers.and(beside.markers);
        let Some(state) = beside.state else {
            return;
        };
        if figure.reading.value().is_none() {
            if matches!(cell, Cell::Empty) || text_of(cell).is_empty() {
                figure.reading = Reading::withheld(state);
            }
            return;
        }
        match state {
            State::Unreliable => figure.markers = figure.markers.with(Marker::Unreliable),
            State::Value | State::Zero => {}
            other => {
                let notice = figure_cell::sign_beside_number(&beside.sign, other);
                self.notices.seen(place, &text_of(cell), &notice);
                figure.note = Some(other.in_words().to_owned());
            }
        }
    }

    fn indicator(
        &mut self,
        line: &[Cell<'_>],
        places: &Places,
        column: &FigureColumn,
    ) -> Option<u32> {
        let text = |column: Option<u32>| {
            column.map_or(Cow::Borrowed(""), |column| text_of(at(line, column)))
        };
        let own = text(places.indicator);
        let header = column.indicator.as_deref().unwrap_or("");
        let joined;
        let name: &str = match (own.is_empty(), header.is_empty()) {
            (false, true) => &own,
            (true, false) => header,
            (false, false) if self.plan.figures.len() > 1 => {
                joined = format!("{own} – {header}");
                &joined
            }
            (false, false) => &own,
            (true, true) => &self.indicator_name,
        };
        let [
            code,
            unit,
            measure,
            polarity,
            decimals,
            publisher,
            dataset,
            licence,
        ] = [
            places.indicator_code,
            places.unit,
            places.measure,
            places.polarity,
            places.decimals,
            places.publisher,
            places.dataset,
            places.licence,
        ]
        .map(text);
        let code = if self.plan.figures.len() > 1 {
            Cow::Borrowed("")
        } else {
            code
        };
        self.indicators.resolve(&IndicatorText {
            code: &code,
            name,
            unit: &unit,
            measure: &measure,
            polarity: &polarity,
            decimals: &decimals,
            publisher: &publisher,
            dataset: &dataset,
            licence: &licence,
        })
    }

    fn reject(
        &mut self,
        place: (u32, u32),
        cell: Cell<'_>,
        code: &str,
        severity: Severity,
        message: &str,
    ) {
        self.notices
            .rejected(place, code, severity, &text_of(cell), message.to_owned());
    }

    fn reject_period(
        &mut self,
        row: u32,
        line: &[Cell<'_>],
        places: &Places,
        place: (u32, u32),
        cell: Cell<'_>,
    ) {
        let written = places
            .period
            .iter()
            .flatten()
            .map(|column| text_of(at(line, *column)))
            .find(|text| !text.is_empty());
        match written {
            Some(text) => {
                let message = format!(
                    "The period “{}” in row {} cannot be read; say it with the option --period or correct it in the file.",
                    figure_cell::shortened(&text),
                    row + 1
                );
                self.reject(place, cell, "unknown-period", Severity::Blocker, &message);
            }
            None => self.reject(
                place,
                cell,
                "no-period",
                Severity::Blocker,
                "Nothing says what time the figure covers; say it with the option --period, such as --period 2021/22.",
            ),
        }
    }
}

fn at<'c>(line: &[Cell<'c>], column: u32) -> Cell<'c> {
    line.get(column as usize).copied().unwrap_or(Cell::Empty)
}

/// A cell as text: numbers that are codes as whole digits.
pub(super) fn text_of(cell: Cell<'_>) -> Cow<'_, str> {
    match cell {
        Cell::Empty => Cow::Borrowed(""),
        Cell::Text(text) | Cell::Error(text) => Cow::Borrowed(number_text::trim(text)),
        Cell::Number(value) => Cow::Owned(super::code_text::of_number(value)),
        Cell::Date(date) => Cow::Owned(date.date().to_string()),
        Cell::Bool(value) => Cow::Owned(value.to_string()),
    }
}

/// A period's cell as text; a year that a spreadsheet holds as a number is its digits.
fn period_text_of(cell: Cell<'_>) -> Cow<'_, str> {
    match cell {
        Cell::Text(text) => {
            let text = number_text::trim(text);
            Cow::Borrowed(text.strip_suffix(".0").unwrap_or(text))
        }
        other => text_of(other),
    }
}

/// A limit or count beside a figure.
fn number_of(cell: Cell<'_>, decimals: DecimalSign) -> Option<f64> {
    match cell {
        Cell::Number(value) => Some(value),
        Cell::Text(text) => number_text::read(text, decimals)
            .ok()
            .map(|number| number.value),
        _ => None,
    }
}

/// A share of one as per cent, by its decimal text, so that 0.073 is 7.3 and not 7.300000000000001.
fn hundredfold(value: f64) -> f64 {
    format!("{value}e2").parse().unwrap_or(value * 100.0)
}

/// How fine an area a code names: a row with several codes is about the finest.
fn fineness(code: &str, kind: Option<crate::domain::IdKind>) -> u8 {
    match super::code_text::place_code(code).and_then(|place| place.level) {
        Some(level) if kind.is_none() => Level::ALL
            .iter()
            .position(|other| *other == level)
            .and_then(|position| u8::try_from(position).ok())
            .unwrap_or(0),
        _ if kind.is_some() => 100,
        _ => 50,
    }
}
