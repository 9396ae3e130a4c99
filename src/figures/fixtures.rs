//! Answers made by hand, for tests of pictures.

use crate::domain::{
    IndicatorCode, Marker, Markers, PeopleGroup, Period, Polarity, Reading, State, SubjectCode,
    Unit,
};
use crate::questions::{Answer, Detail, Judgement, Question, QuestionKind, Row, RowRole};

const SOURCE: &str = "Explore local statistics, June 2026, from the Office for National Statistics (Annual Population Survey). Open Government Licence v3.0.";

/// A row with a value and nothing else.
pub(crate) fn row(subject: &str, indicator: &str, unit: &str, value: f64) -> Row {
    Row {
        subject_code: SubjectCode(crate::domain::slug(subject)),
        subject: subject.to_owned(),
        indicator_code: IndicatorCode(crate::domain::slug(indicator)),
        indicator: indicator.to_owned(),
        indicator_short: indicator.to_owned(),
        unit: Unit::from_text(unit),
        polarity: Polarity::Higher,
        decimals: 1,
        goal: None,
        period: Period::calendar_year(2023),
        group: PeopleGroup::all(),
        reading: Reading::number(value).unwrap_or(Reading::withheld(State::NotAvailable)),
        lower: None,
        upper: None,
        markers: Markers::none(),
        note: None,
        judgement: None,
        judged_by: String::new(),
        benchmark: None,
        difference: None,
        rank: None,
        tied: false,
        role: RowRole::Crowd,
        origin: None,
        spread: None,
    }
}

/// The same row with its figure withheld.
pub(crate) fn withheld(mut row: Row, state: State) -> Row {
    row.reading = Reading::withheld(state);
    row
}

fn answer(kind: QuestionKind, headline: &str, subtitle: &str) -> Answer {
    let mut answer = Answer::empty(Question::new(kind));
    answer.headline = headline.to_owned();
    answer.subtitle = subtitle.to_owned();
    answer.sources = vec![SOURCE.to_owned()];
    answer.spoken = format!("{headline} {subtitle}");
    answer
}

/// Bradford, England and fourteen others from 2004 to 2023; 2013 withheld; a break in 2019.
pub(crate) fn trend() -> Answer {
    let mut out = answer(
        QuestionKind::Trend,
        "Bradford’s employment rate is 6.3 points below England’s",
        "People aged 16 to 64 in employment (%), all people, Bradford and England, 2004 to 2023",
    );
    out.unit = "% of people aged 16 to 64".to_owned();
    out.detail = Detail::Trend {
        label: "increasing".to_owned(),
        verdict: "getting better".to_owned(),
        reason: String::new(),
        slope: Some(0.5),
        crowd: "other Yorkshire and The Humber authorities".to_owned(),
    };
    let own = [
        67.6, 69.0, 68.5, 66.8, 68.3, 66.9, 61.6, 61.3, 64.2, 66.3, 65.3, 65.4, 67.3, 67.9, 65.8,
        66.3, 70.0, 71.2, 70.5, 69.7,
    ];
    let england = [
        72.8, 72.9, 72.6, 72.6, 72.3, 70.8, 70.3, 70.0, 70.8, 71.5, 72.5, 73.8, 74.2, 75.1, 75.4,
        76.0, 75.6, 75.1, 75.8, 76.0,
    ];
    for (index, value) in own.iter().enumerate() {
        let mut row = row("Bradford", "Employment rate", "%", *value);
        row.period = Period::calendar_year(2004 + index as i16);
        row.role = RowRole::Focus;
        row.lower = Some(value - 2.5 - index as f64 * 0.12);
        row.upper = Some(value + 2.5 + index as f64 * 0.12);
        if index == 9 {
            row = withheld(row, State::NotAvailable);
        }
        if index == 15 {
            row.markers = Markers::none().with(Marker::Break);
        }
        if index == 19 {
            row.judgement = Some(Judgement::Worse);
            row.benchmark = Some(76.0);
            row.difference = Some(-6.3);
        }
        out.rows.push(row);
    }
    for (index, value) in england.iter().enumerate() {
        let mut row = row("England", "Employment rate", "%", *value);
        row.period = Period::calendar_year(2004 + index as i16);
        row.role = RowRole::Benchmark;
        row.lower = Some(value - 0.4);
        row.upper = Some(value + 0.4);
        out.rows.push(row);
    }
    for other in 0..14 {
        for index in 0..20 {
            let wave = f64::from((index * 7 + other * 13) % 11) * 0.6;
            let value = 64.0 + f64::from(other) + wave + f64::from(index) * 0.1;
            let mut row = row(&format!("Place {other}"), "Employment rate", "%", value);
            row.period = Period::calendar_year(2004 + index as i16);
            out.rows.push(row);
        }
    }
    out
}

/// `count` places in order with England; the last two withheld.
pub(crate) fn ranking(count: usize) -> Answer {
    let names = [
        "North Yorkshire",
        "York",
        "East Riding of Yorkshire",
        "Calderdale",
        "North Lincolnshire",
        "Leeds",
        "Doncaster",
        "Kirklees",
        "Wakefield",
        "North East Lincolnshire",
        "Kingston upon Hull, City of",
        "Sheffield",
        "Barnsley",
        "Bradford",
        "Rotherham",
    ];
    let mut out = answer(
        QuestionKind::Ranking,
        "Bradford is joint 13th of 15 for employment, and worse than England",
        "People aged 16 to 64 in employment (%), local authorities in Yorkshire and The Humber, 2023, with 95% confidence intervals",
    );
    out.unit = "% of people aged 16 to 64".to_owned();
    out.detail = Detail::Ranking {
        peers: "local authorities".to_owned(),
        ranked: count,
        order: "highest first".to_owned(),
    };
    out.notes = vec![
        "Most intervals overlap: a difference in rank may not be a true difference. Judged by whether England lies outside the 95% interval.".to_owned(),
    ];
    let mut england = row("England", "Employment rate", "%", 76.0);
    england.role = RowRole::Benchmark;
    out.rows.push(england);
    for index in 0..count {
        let name = names.get(index).map_or_else(
            || format!("Metropolitan Borough of Somewhere Particular {index}"),
            |name| (*name).to_owned(),
        );
        let value = 79.5 - 12.4 * index as f64 / count.max(2) as f64;
        let mut row = row(&name, "Employment rate", "%", value);
        row.lower = Some(value - 4.2);
        row.upper = Some(value + 4.2);
        row.benchmark = Some(76.0);
        row.difference = Some(value - 76.0);
        row.rank = Some(index as u32 + 1);
        row.tied = index == 12 || index == 13;
        if row.tied {
            row.rank = Some(13);
        }
        row.judgement = Some(if value - 4.2 > 76.0 {
            Judgement::Better
        } else if value + 4.2 < 76.0 {
            Judgement::Worse
        } else {
            Judgement::Similar
        });
        if name == "Bradford" {
            row.role = RowRole::Focus;
        }
        out.rows.push(row);
    }
    for (name, state) in [
        ("Isles of Scilly", State::Confidential),
        ("City of London", State::Unreliable),
    ] {
        out.rows
            .push(withheld(row(name, "Employment rate", "%", 1.0), state));
    }
    out
}
