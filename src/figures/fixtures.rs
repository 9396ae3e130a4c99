//! Answers made by hand, for tests of pictures.

mod gaps;
mod many;
mod plans;
mod subject;

pub(crate) use gaps::{closing, gap, inequality, pair};
pub(crate) use many::{coverage, map, relationship, spread as spread_of};
pub(crate) use plans::{contribution, plan, plans};
pub(crate) use subject::{goal, overview, profile};

use crate::domain::{
    IndicatorCode, Marker, Markers, PeopleGroup, Period, Polarity, Reading, State, SubjectCode,
    Unit,
};
use crate::questions::{Answer, Detail, Judgement, Question, QuestionKind, Row, RowRole, Spread};

const SOURCE: &str = "Explore local statistics, June 2026, from the Office for National Statistics (Annual Population Survey). Open Government Licence v3.0.";

/// A row with a value and nothing else.
pub(crate) fn row(subject: &str, indicator: &str, unit: &str, value: f64) -> Row {
    Row {
        subject_code: SubjectCode(crate::domain::slug(subject)),
        subject: subject.to_owned(),
        indicator_code: IndicatorCode(crate::domain::slug(indicator)),
        indicator: indicator.to_owned(),
        level: "region",
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
        judged_by: "".into(),
        benchmark: None,
        difference: None,
        ratio: None,
        rank: None,
        tied: false,
        role: RowRole::Crowd,
        origin: None,
        source: None,
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
        row.period = Period::calendar_year(2004 + i16::try_from(index).unwrap_or(0));
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
        row.period = Period::calendar_year(2004 + i16::try_from(index).unwrap_or(0));
        row.role = RowRole::Benchmark;
        row.lower = Some(value - 0.4);
        row.upper = Some(value + 0.4);
        out.rows.push(row);
    }
    out.rows.extend(crowd(14));
    out
}

/// The same with so many others beside the two.
pub(crate) fn trend_of(count: usize) -> Answer {
    let mut out = trend();
    out.rows.retain(|row| row.role != RowRole::Crowd);
    out.rows.extend(crowd(count));
    out
}

/// Other places over the same years.
fn crowd(count: usize) -> Vec<Row> {
    let mut rows = Vec::new();
    for other in 0..count {
        for index in 0..20 {
            let wave = ((index * 7 + other * 13) % 11) as f64 * 0.6;
            let value = 64.0 + (other % 14) as f64 + wave + index as f64 * 0.1;
            let mut row = row(&format!("Place {other}"), "Employment rate", "%", value);
            row.period = Period::calendar_year(2004 + i16::try_from(index).unwrap_or(0));
            rows.push(row);
        }
    }
    rows
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

/// Employers beside one another on seven indicators; some cells withheld, one indicator without judgement.
pub(crate) fn comparison(count: usize) -> Answer {
    let names = [
        "BBC",
        "BP",
        "Bradford Council",
        "Channel Four",
        "Co-op Group",
        "Ministry of Justice",
        "Persimmon Homes",
        "University of Bradford",
        "University of York",
        "York St John University",
    ];
    let lines = [
        (6, "Women in top pay quarter", 38.9),
        (6, "Women in lowest pay quarter", 56.5),
        (6, "Gap in receiving a bonus", 0.0),
        (14, "Median hourly pay gap", 9.7),
        (14, "Mean hourly pay gap", 12.8),
        (14, "Median bonus gap", 16.7),
        (14, "Mean bonus gap", 32.4),
    ];
    let mut out = answer(
        QuestionKind::Comparison,
        "All ten employers pay men more per hour; the BBC comes closest to zero",
        "Gender pay gap returns (snapshot March or April 2021), ten employers beside all 10,491 that reported",
    );
    out.detail = Detail::Comparison {
        benchmark_name: "All employers’ median".to_owned(),
        goals: vec![(14, "Achieve equality".to_owned())],
    };
    out.sources = vec!["Gender pay gap service, 2021 to 2022, from the Government Equalities Office. Open Government Licence v3.0.".to_owned()];
    for (place, (goal, name, benchmark)) in lines.into_iter().enumerate() {
        for index in 0..count {
            let subject = names.get(index).map_or_else(
                || format!("Organisation of a Rather Long Name {index}"),
                |name| (*name).to_owned(),
            );
            let value = ((index * 37 + place * 17) % 29) as f64 + 2.1 * index as f64 % 3.0 - 2.0;
            let mut row = row(&subject, name, "%", value);
            row.goal = Some(goal);
            row.polarity = Polarity::CloserTo(0.0);
            row.role = if index == 0 {
                RowRole::Focus
            } else {
                RowRole::Named
            };
            row.judgement = Some(Judgement::Fifth(((index + place) % 5) as u8 + 1));
            row.benchmark = Some(benchmark);
            row.difference = Some(value - benchmark);
            row.spread = Some(Box::new(spread()));
            if place == 1 {
                row.polarity = Polarity::None;
                row.judgement = Some(Judgement::NotCompared);
            }
            if index == 2 && place > 4 {
                row = withheld(row, State::NotApplicable);
                row.judgement = None;
            }
            out.rows.push(row);
        }
        let mut middle = row("All employers’ median", name, "%", benchmark);
        middle.goal = Some(goal);
        middle.role = RowRole::Benchmark;
        out.rows.push(middle);
    }
    out
}

/// Peers about ten, with a few far out.
pub(crate) fn spread() -> Spread {
    let mut values: Vec<f64> = (0..200)
        .map(|index| {
            let turn = f64::from(index) * 0.618_034;
            10.0 + 14.0 * (turn.fract() - 0.5) * (f64::from(index % 7) / 6.0)
        })
        .collect();
    values.extend([40.0, 55.0, -31.0]);
    values.sort_by(f64::total_cmp);
    let at = |share: f64| {
        values
            .get((share * (values.len() - 1) as f64) as usize)
            .copied()
            .unwrap_or(0.0)
    };
    Spread {
        lowest: at(0.0),
        quarter: at(0.25),
        median: at(0.5),
        three_quarters: at(0.75),
        highest: at(1.0),
        mad: 3.2,
        peers: "employers".to_owned(),
        values,
    }
}
