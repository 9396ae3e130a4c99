use super::PeriodTexts;
use crate::domain::{Period, PeriodLength};
use crate::import::period_text::{self, PeriodReading, PeriodStyle};

/// One row's texts as a period.
pub(super) fn read(
    texts: &PeriodTexts<'_>,
    style: &PeriodStyle,
    fixed: Option<Period>,
) -> Option<PeriodReading> {
    let sure = |period| PeriodReading {
        period,
        doubt: None,
        note: None,
    };
    if !texts.start.is_empty() && !texts.length.is_empty() {
        return Period::from_key(&format!("{}/{}", texts.start, texts.length)).map(sure);
    }
    if !texts.start.is_empty() && !texts.end.is_empty() {
        let day = |text| {
            period_text::read(text, style)
                .map(|reading| reading.period)
                .filter(|period| period.length() == PeriodLength::Day)
        };
        return period_text::days_between(day(texts.start)?, day(texts.end)?);
    }
    if texts.whole.is_empty() && !texts.due.is_empty() {
        let due = period_text::read(texts.due, style)?.period;
        return Period::financial_year(due.start().year() - 1).map(sure);
    }
    let text = if texts.whole.is_empty() {
        texts.start
    } else {
        texts.whole
    };
    if !texts.kind.is_empty() {
        return of_kind(text, texts.kind, style);
    }
    if !texts.end_month.is_empty() {
        return quarter_to(text, texts.end_month, style, fixed);
    }
    let mut reading = period_text::read(text, style)?;
    if let Some(week) = style.week.and_then(|week| week.of(reading.period)) {
        reading.period = week;
    }
    Some(reading)
}

/// `201617` beside `Academic year`, `2021` beside `January`.
fn of_kind(text: &str, kind: &str, style: &PeriodStyle) -> Option<PeriodReading> {
    let kind = kind.to_lowercase();
    let split = if kind.contains("financial") {
        Some(period_text::SplitYear::Financial)
    } else if kind.contains("academic") || kind.contains("term") {
        Some(period_text::SplitYear::Academic)
    } else {
        style.split
    };
    let style = PeriodStyle {
        split,
        split_by_header: split.is_some()
            && (kind.contains("academic") || kind.contains("financial")),
        year_pairs: true,
        ..*style
    };
    if let Some(reading) = period_text::read(&format!("{kind} {text}"), &style)
        && reading.period.length() != PeriodLength::Months(12)
    {
        return Some(reading);
    }
    let mut reading = period_text::read(text, &style)?;
    let year = reading.period.start().year();
    let term = match kind.as_str() {
        "autumn term" => Some((year, 9, 4)),
        "spring term" => Some((year + 1, 1, 4)),
        "summer term" => Some((year + 1, 5, 4)),
        "autumn and spring term" | "autumn and spring terms" => Some((year, 9, 8)),
        _ => None,
    };
    if let Some((year, month, months)) = term {
        reading.period = Period::from_month(year, month, months)?;
        reading.doubt = None;
    }
    Some(reading)
}

/// `2020-21` and `June`: the quarter to June 2020, or the sheet's own period where it ends with that month.
fn quarter_to(
    text: &str,
    month: &str,
    style: &PeriodStyle,
    fixed: Option<Period>,
) -> Option<PeriodReading> {
    let year = period_text::read(text, style)?;
    let first = year.period.start();
    let name = period_text::read(&format!("{month} 2000"), style)?;
    let month = name.period.start().month();
    let of_year = if first.month() > 1 && month < first.month() {
        first.year() + 1
    } else {
        first.year()
    };
    let end = Period::from_month(of_year, month, 1)?;
    if let Some(fixed) = fixed
        && fixed.end() == end.end()
    {
        return Some(PeriodReading {
            period: fixed,
            doubt: None,
            note: None,
        });
    }
    let period = if month % 3 == 0 {
        Period::from_month(of_year, month - 2, 3)?
    } else {
        end
    };
    Some(PeriodReading {
        period,
        doubt: None,
        note: None,
    })
}
