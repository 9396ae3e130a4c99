use super::above::Above;
use super::cells::{at, hundredfold, number_of, text_of};
use super::{Beside, Places, RowReader};
use crate::domain::{Marker, Reading, State};
use crate::import::figure_cell::{self, Figure, FigureCell};
use crate::import::grid::Cell;
use crate::import::marker_text::Sign;
use crate::import::number_text::DecimalSign;
use crate::import::periods::{PeriodFound, PeriodOfRow, say_doubt};
use crate::import::plan::FigureColumn;
use crate::import::{ReviewedObservation, Severity};

impl RowReader<'_, '_> {
    /// Reads one figure; true when it was kept.
    pub(super) fn read_figure(
        &mut self,
        (row, line): (u32, &[Cell<'_>]),
        places: &Places,
        column: &FigureColumn,
        (subject, period, group): (Option<u32>, &PeriodFound, u32),
        beside: &Beside,
        above: &mut Above,
    ) -> bool {
        let place = (row, column.column);
        let cell = at(line, column.column);
        let decimals = self
            .decimals
            .get(&column.column)
            .copied()
            .unwrap_or_default();
        if let Some(why) = self.torn.clone() {
            self.reject(place, cell, "torn-rows", Severity::Blocker, &why);
            return false;
        }
        if self.waits_with_its_table(place, cell) {
            self.ask_period_too(row, line, places, column, period);
            return false;
        }
        let mut figure = match figure_cell::read(cell, self.key, decimals) {
            FigureCell::Figure(figure) => figure,
            FigureCell::Blank => Figure::withheld(beside.state.unwrap_or(State::NotAvailable)),
            FigureCell::Fault(code, message) => {
                let text = text_of(cell);
                self.notices
                    .rejected(place, code, Severity::Warning, &text, message);
                if code == figure_cell::IN_BRACKETS {
                    self.ask_brackets(place, &text);
                }
                return false;
            }
            FigureCell::Asked(likeliest) => {
                self.ask_sign(place, &text_of(cell), Some(likeliest));
                return false;
            }
            FigureCell::Unknown(message) => {
                let text = text_of(cell);
                self.notices
                    .rejected(place, "unknown-marker", Severity::Warning, &text, message);
                self.ask_sign(place, &text, None);
                return false;
            }
        };
        if matches!(cell, Cell::Number(_))
            && self.grid.is_percent(row, column.column)
            && let Some(value) = figure.reading.value()
            && let Some(scaled) = Reading::number(hundredfold(value))
        {
            figure.reading = scaled;
            figure.per_cent = true;
        }
        self.apply_status(&mut figure, beside, cell, place);
        if let Some(column) = column.status {
            let own = self.sign_beside(at(line, column));
            self.apply_status(&mut figure, &own, cell, place);
        }
        if figure.reading.value().is_some() && self.family.is_missing(cell) {
            figure.withhold(State::NotAvailable, "-1");
            figure.notice = Some(figure_cell::missing_by_number());
        }
        let Some(subject) = subject else {
            match self.subjects.doubt_of_last().cloned() {
                Some(doubt) => self.ask_name(place, cell, &doubt),
                None => self.reject_subject(place, line),
            }
            self.ask_period_too(row, line, places, column, period);
            return false;
        };
        let known = above.indicators.get(column.column as usize).copied();
        let indicator = match known.flatten() {
            Some(known) => Some(known),
            None => self.indicator(line, places, column),
        };
        if let Some(slot) = above.indicators.get_mut(column.column as usize) {
            *slot = indicator;
        }
        let Some((indicator, source)) = indicator else {
            self.reject_indicator(place, cell);
            self.ask_period_too(row, line, places, column, period);
            return false;
        };
        let period_index = match (&column.period, period) {
            (Some(reading), _) => {
                if let Some(doubt) = reading.doubt {
                    let header = self
                        .table
                        .headers
                        .get(column.column as usize)
                        .cloned()
                        .unwrap_or_default();
                    let header_row = self.table.header_rows.last().copied().unwrap_or(0);
                    if doubt.is_asked() {
                        let at = (header_row, column.column);
                        self.ask_period(place, at, &text_of(cell), doubt, &header);
                        return false;
                    }
                    say_doubt(
                        doubt,
                        &header,
                        reading.period,
                        (header_row, column.column),
                        &mut self.notices,
                    );
                }
                self.periods.index(reading.period)
            }
            (None, PeriodFound::Of(period)) => period.index,
            (None, PeriodFound::Asked(doubt)) => {
                let (at, text) = Self::period_cell(row, line, places);
                self.ask_period(place, at, &text_of(cell), *doubt, &text);
                return false;
            }
            (None, PeriodFound::None) => {
                self.reject_period(row, line, places, place, cell);
                return false;
            }
        };
        if let (
            None,
            PeriodFound::Of(PeriodOfRow {
                note: Some(said), ..
            }),
        ) = (&column.period, period)
        {
            match self.key.beside_number(said.trim_matches(['(', ')'])) {
                Some(Sign::Marker(marker)) => figure.markers = figure.markers.with(marker),
                _ => {
                    figure.note = Some(match figure.note {
                        Some(note) => format!("{note}; {said}"),
                        None => said.clone(),
                    });
                }
            }
        }
        if let Some(notice) = &figure.notice {
            self.notices.seen(place, &text_of(cell), notice);
        }
        if let Some(value) = figure.reading.value() {
            let written = match cell {
                // With a decimal comma the number tells its decimals.
                Cell::Text(text) if decimals == DecimalSign::Point => Some(text),
                _ => None,
            };
            self.indicators
                .saw(indicator, place, value, written, figure.per_cent);
        } else {
            let code = figure.reading.state().code();
            if let Some(count) = self.counts.withheld.get_mut(code) {
                *count += 1;
            } else {
                self.counts.withheld.insert(code.to_owned(), 1);
            }
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
        let note = match (figure.note, &beside.note) {
            (None, of_row) => of_row.clone(),
            (Some(own), None) => Some(own.into()),
            (Some(own), Some(of_row)) => Some(format!("{own}; {of_row}").into()),
        };
        let number =
            |column: Option<u32>| column.and_then(|column| number_of(at(line, column), decimals));
        self.observations.push(&ReviewedObservation {
            indicator,
            subject,
            period: period_index,
            group,
            source,
            reading: figure.reading,
            lower: number(column.lower),
            upper: number(column.upper),
            count: number(column.count),
            denominator: number(column.denominator),
            markers: figure.markers,
            raw: figure.raw,
            note,
            row: row + 1,
            column: column.column + 1,
        });
        true
    }

    /// Leaves out what stands in a hidden row or column.
    pub(super) fn leave_hidden(&mut self, place: (u32, u32), cell: Cell<'_>) {
        if text_of(cell).is_empty() {
            return;
        }
        self.counts.read += 1;
        self.counts.rejected += 1;
        let message = "This figure stands in a hidden row or column; such figures are left out until you choose to read them.";
        self.reject(place, cell, "hidden-figure", Severity::Warning, message);
    }

    /// What a sign in a status column of a figure's own says.
    fn sign_beside(&self, cell: Cell<'_>) -> Beside {
        let text = text_of(cell);
        let mut beside = Beside::default();
        if let Some((state, markers)) = self.key.of_status(&text).filter(|_| !text.is_empty()) {
            beside.markers = markers;
            beside.state = state;
            beside.sign = text.into_owned();
        }
        beside
    }

    /// What a status column says of the figure beside it.
    pub(super) fn apply_status(
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
                let written = match cell {
                    Cell::Number(value) if figure.per_cent => format!("{}%", hundredfold(value)),
                    Cell::Number(value) => value.to_string(),
                    _ => text_of(cell).into_owned(),
                };
                figure.withhold(other, &written);
            }
        }
    }

    pub(super) fn reject(
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
}
