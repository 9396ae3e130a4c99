use std::borrow::Cow;

use super::above::Above;
use super::cells::{at, fineness, period_text_of, text_of};
use super::{Places, RowReader};
use crate::domain::{IdKind, PeopleGroup, sector_of_codes};
use crate::import::Layout;
use crate::import::code_text;
use crate::import::grid::Cell;
use crate::import::indicators::IndicatorText;
use crate::import::periods::{PeriodFound, PeriodTexts};
use crate::import::plan::FigureColumn;
use crate::import::subjects::SubjectText;

/// A row's code: how fine an area it names, its text, its register, and the column of its own name.
type CodeOfRow<'c> = (u8, Cow<'c, str>, Option<IdKind>, Option<u32>);

impl RowReader<'_, '_> {
    /// The subject of a row.
    pub(super) fn subject(
        &mut self,
        row: u32,
        line: &[Cell<'_>],
        above: &mut Above,
    ) -> Option<u32> {
        let cells = above.subject_cells(line);
        if let Some((subject, former)) = cells.as_ref().and_then(|cells| above.subject(cells)) {
            self.subjects.came_again(former);
            return subject;
        }
        let subject = self.new_subject(row, line);
        if let Some(cells) = cells.filter(|_| subject.is_some()) {
            above.keep_subject(cells, (subject, self.subjects.former_of_last()));
        }
        subject
    }

    fn new_subject(&mut self, row: u32, line: &[Cell<'_>]) -> Option<u32> {
        let columns = &self.plan.subject;
        let mut chosen: Option<CodeOfRow<'_>> = None;
        let mut stray_name: Option<Cow<'_, str>> = None;
        let of_level = self.columns_of_level(line);
        for (column, kind, own_name) in &columns.codes {
            if of_level.is_some_and(|own| !own.iter().any(|(code, _)| *code == Some(*column))) {
                continue;
            }
            let text = text_of(at(line, *column));
            if code_text::means_no_code(&text) {
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
            let text = self.of_register(*column, *kind, text);
            let fineness = fineness(&text, *kind);
            if chosen.as_ref().is_none_or(|(best, ..)| fineness > *best) {
                chosen = Some((fineness, text, *kind, *own_name));
            }
        }
        let (code, kind, own_name) = match &chosen {
            Some((_, code, kind, own)) => (code.as_ref(), *kind, *own),
            None => ("", None, None),
        };
        let own_name = of_level
            .and_then(|own| own.iter().find_map(|(_, name)| *name))
            .or(own_name);
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
                if nameless && code_text::is_ods_code(&text) {
                    code_among_names.get_or_insert(text);
                } else if !text.is_empty() {
                    name = text;
                    break;
                }
            }
        }
        let (code, kind) = match &code_among_names {
            Some(found) if code.is_empty() => (found.as_ref(), Some(IdKind::OdsCode)),
            _ => (code, kind),
        };
        if name.is_empty()
            && let Some(stray) = stray_name
        {
            name = stray;
        }
        let mut code = code;
        let apart;
        if let Some((own, beside)) = code_text::code_beside(&name)
            && (code.is_empty() || code == beside)
        {
            apart = (own.to_owned(), beside.to_owned());
            name = Cow::Borrowed(&apart.0);
            code = &apart.1;
        }
        if !columns.any() {
            if code_text::place_code(&self.subject_name).is_some() {
                code = &self.subject_name;
            } else {
                name = Cow::Borrowed(&self.subject_name);
            }
        }
        let name = columns.told_apart(code_text::without_kind(name), line);
        let level = [columns.kind, columns.level]
            .into_iter()
            .flatten()
            .map(|column| text_of(at(line, column)))
            .find(|text| !text.is_empty())
            .unwrap_or_default();
        let mut ids = Vec::new();
        for (column, kind) in &columns.ids {
            let text = text_of(at(line, *column));
            let id = if *kind == IdKind::CompanyNumber {
                code_text::company_number(&text).unwrap_or_default()
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
        let sector = columns
            .sector
            .map_or(Cow::Borrowed(""), |column| text_of(at(line, column)));
        let current = self.current_name(line);
        let text = SubjectText {
            code,
            kind,
            name: current.as_deref().unwrap_or(&name),
            former_name: if current.is_some() { &name } else { "" },
            level: &level,
            ids: &ids,
            size_band: &size_band,
            sector: sector_of_codes(&sector).unwrap_or_default(),
        };
        self.subjects.resolve(&text, (row, 0), &mut self.notices)
    }

    pub(super) fn period(&mut self, row: u32, line: &[Cell<'_>], places: &Places) -> PeriodFound {
        let text = |column: Option<u32>| {
            column.map_or(Cow::Borrowed(""), |column| period_text_of(at(line, column)))
        };
        let [
            mut whole,
            mut start,
            mut length,
            kind,
            end_month,
            due,
            end,
            month,
            quarter,
        ] = places.period.map(text);
        let in_parts = |column| period_text_of(at(line, column)).into_owned();
        if let Some((first_day, duration)) = self.family.period(places.period[0], in_parts) {
            whole = Cow::Borrowed("");
            (start, length) = (Cow::Owned(first_day), Cow::Owned(duration));
        }
        let indicator = places
            .indicator
            .map_or(Cow::Borrowed(""), |column| text_of(at(line, column)));
        let texts = PeriodTexts {
            indicator: &indicator,
            whole: &whole,
            start: &start,
            end: &end,
            length: &length,
            kind: &kind,
            end_month: &end_month,
            month: &month,
            quarter: &quarter,
            due: &due,
        };
        let column = places.period.iter().flatten().next().copied().unwrap_or(0);
        self.periods
            .resolve(&texts, (row, column), &mut self.notices)
    }

    pub(super) fn group(&mut self, line: &[Cell<'_>]) -> u32 {
        let mut key = String::new();
        for (column, _) in &self.plan.groups {
            key.push_str(&text_of(at(line, *column)));
            key.push('\u{1f}');
        }
        let topic = self.topic(line);
        if let Some((_, text)) = &topic {
            key.push_str(text);
        }
        if let Some(index) = self.group_of_text.get(&key) {
            return *index;
        }
        let mut pairs = self.sheet_groups.clone();
        for (column, dimension) in &self.plan.groups {
            let text = text_of(at(line, *column));
            let everybody = self.plan.totals.get(column);
            if everybody.is_some_and(|total| *total == text) {
                continue;
            }
            if let Some((_, topic)) = topic.as_ref().filter(|(group, _)| group == column) {
                pairs.push((topic.clone(), text.into_owned()));
            } else if dimension == "group" {
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

    /// The subject and group of a figure, those that its header gives put in.
    pub(super) fn of_header(
        &mut self,
        column: &FigureColumn,
        subject: Option<u32>,
        group: u32,
    ) -> (Option<u32>, u32) {
        if column.subject.is_none() && column.groups.is_empty() {
            return (subject, group);
        }
        let key = (column.column, group);
        if let Some((own, group)) = self.of_column.get(&key) {
            return (own.or(subject), *group);
        }
        let own = column.subject.as_ref().and_then(|text| {
            let is_code = code_text::place_code(text).is_some();
            let text = SubjectText {
                code: if is_code { text } else { "" },
                name: if is_code { "" } else { text },
                ..SubjectText::default()
            };
            let row = self.table.header_rows.last().copied().unwrap_or(0);
            self.subjects
                .resolve(&text, (row, column.column), &mut self.notices)
        });
        if own.is_none() && column.subject.is_some() {
            return (None, group);
        }
        let mut pairs = self
            .groups
            .get(group as usize)
            .map(|group| group.pairs().to_vec())
            .unwrap_or_default();
        pairs.extend(column.groups.iter().cloned());
        let of_both = PeopleGroup::of(pairs);
        let index = self
            .groups
            .iter()
            .position(|other| *other == of_both)
            .unwrap_or_else(|| {
                self.groups.push(of_both);
                self.groups.len() - 1
            });
        let index = u32::try_from(index).unwrap_or(u32::MAX);
        self.of_column.insert(key, (own, index));
        (own.or(subject), index)
    }

    /// Rows whose group is itself withheld, such as two sites with the postcode `[c]`, are told apart by number.
    pub(super) fn apart(&mut self, group: u32, subject: Option<u32>, period: &PeriodFound) -> u32 {
        let withheld = |text: &str| text.starts_with('[') && self.key.of_figure(text).is_some();
        let Some(of_row) = self.groups.get(group as usize).filter(|of_row| {
            self.plan.layout != Layout::Long
                && of_row
                    .pairs()
                    .iter()
                    .any(|(_, category)| withheld(category))
        }) else {
            return group;
        };
        let pairs: Vec<(String, String)> = of_row.pairs().to_vec();
        let key = (group, subject, period.index());
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

    /// The indicator of a figure, and its source where that is another one than the indicator's.
    pub(super) fn indicator(
        &mut self,
        line: &[Cell<'_>],
        places: &Places,
        column: &FigureColumn,
    ) -> Option<(u32, Option<u32>)> {
        let text = |column: Option<u32>| {
            column.map_or(Cow::Borrowed(""), |column| text_of(at(line, column)))
        };
        let mut own = text(places.indicator);
        let band = text(places.indicator_band);
        if !band.is_empty() && !own.is_empty() && band != own {
            own = Cow::Owned(format!("{} – {own}", band.trim_end_matches(':')));
        }
        let header = column.indicator.as_deref().unwrap_or("");
        if own.is_empty() && self.plan.figures.len() > 1 {
            // Several figures of a row: the code of what is measured is the only name that it has.
            own = text(places.indicator_code);
        }
        if self.rows_name_measures && own.is_empty() {
            return None;
        }
        let own = if self.rows_name_measures && !self.indicator_name.is_empty() {
            Cow::Owned(format!("{} – {own}", self.indicator_name))
        } else {
            own
        };
        let joined;
        let name: &str = match (own.is_empty(), header.is_empty()) {
            (true, false) => header,
            (false, false) if self.plan.figures.len() > 1 => {
                // No more than a unit: `Employees`, `(%)`.
                let dash = Some("– ").filter(|_| !header.starts_with('('));
                joined = format!("{own} {}{header}", dash.unwrap_or(""));
                &joined
            }
            (false, _) => &own,
            (true, true) if places.indicator_code.is_some() => "",
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
        let text = IndicatorText {
            code: &code,
            name,
            unit: &unit,
            measure: &measure,
            polarity: &polarity,
            decimals: &decimals,
            publisher: &publisher,
            dataset: &dataset,
            licence: &licence,
        };
        let index = self.indicators.resolve(&text)?;
        Some((index, self.indicators.source_of_row(index, &text)))
    }
}
