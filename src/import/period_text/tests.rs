use super::{Doubt, PeriodStyle, SplitYear, find_in, find_in_file_name, is_told_by, read};
use crate::import::PeriodKind;

fn plain() -> PeriodStyle {
    PeriodStyle::default()
}

#[test]
fn periods_are_read_as_publishers_write_them() {
    for (text, key) in [
        ("2024-09-01/P1Y", "2024-09-01/P1Y"),
        ("2022-08-01T00:00:00/P3M", "2022-08-01/P3M"),
        ("2004-07-01t00-00-00/p1y", "2004-07-01/P1Y"),
        ("2019", "2019-01-01/P1Y"),
        ("2019 revised", "2019-01-01/P1Y"),
        ("MSitAE-APRIL-2025", "2025-04-01/P1M"),
        ("RTT-April-2024", "2024-04-01/P1M"),
        ("2025-04-30", "2025-04-30/P1D"),
        ("2022/04/05 00:00:00", "2022-04-05/P1D"),
        ("16/04/2020 00:00:00", "2020-04-16/P1D"),
        ("2023-04", "2023-04-01/P1M"),
        ("2022 Q1", "2022-01-01/P3M"),
        ("Q3 2021/22", "2021-10-01/P3M"),
        ("Q2 1992", "1992-04-01/P3M"),
        ("3rd April to 2nd May 2020", "2020-04-03/P1M"),
        ("Apr-Jun 1992", "1992-04-01/P3M"),
        ("Jan to Mar 2020", "2020-01-01/P3M"),
        ("April to June 2020", "2020-04-01/P3M"),
        ("Nov-Jan 2021", "2020-11-01/P3M"),
        ("Sep-23", "2023-09-01/P1M"),
        ("Aug 2019", "2019-08-01/P1M"),
        ("12/2021", "2021-12-01/P1M"),
        ("04/2022 - 03/2023", "2022-04-01/P1Y"),
        ("2018 - 2020", "2018-01-01/P3Y"),
        ("16/11/2021 - 15/11/2022", "2021-11-16/P1Y"),
        ("Financial year ending 2023", "2022-04-01/P1Y"),
        ("As at 31 January 2024", "2024-01-31/P1D"),
        ("31st March 2021", "2021-03-31/P1D"),
        ("Year ending March 2022", "2021-04-01/P1Y"),
        ("Year ending December 2022", "2022-01-01/P1Y"),
        ("12 months to June 2022", "2021-07-01/P1Y"),
        ("FY22", "2021-04-01/P1Y"),
        ("2016-17 (OT)", "2016-04-01/P1Y"),
        ("2025/26 (Aug to Apr)", "2025-08-01/P9M"),
        ("2016/17", "2016-04-01/P1Y"),
        ("1999/00", "1999-04-01/P1Y"),
        ("2011-2012", "2011-04-01/P1Y"),
        ("2020 to 2021", "2020-04-01/P1Y"),
        ("2018/19 to 2020/21", "2018-04-01/P3Y"),
        ("Academic year 2021/22", "2021-09-01/P1Y"),
        ("202304", "2023-04-01/P1M"),
        ("202304 (April 2023)", "2023-04-01/P1M"),
    ] {
        let reading = read(text, &plain()).expect(text);
        assert_eq!(reading.period.key(), key, "{text}");
    }
}

#[test]
fn what_is_no_period_is_none() {
    for text in [
        "",
        "England",
        "12",
        "2019.5",
        "1-2",
        "2021/13",
        "30/02/2020",
        "Q5 2022",
        "202199",
        "w/e 5 Jan",
        "E06000001",
        "2020 to 1990",
    ] {
        assert_eq!(read(text, &plain()), None, "{text}");
    }
}

#[test]
fn doubts_are_said() {
    for (text, doubt) in [
        ("2016/17", Some(Doubt::WhichYear)),
        ("2011-12", Some(Doubt::YearOrMonth)),
        ("2020 to 2021", Some(Doubt::YearOrSpan)),
        ("01/02/2020", Some(Doubt::DayFirst)),
        ("13/02/2020", None),
        ("2019", None),
    ] {
        let style = PeriodStyle::of("", [text], None);
        assert_eq!(
            read(text, &style).and_then(|reading| reading.doubt),
            doubt,
            "{text}"
        );
    }
}

#[test]
fn a_column_tells_how_its_texts_are_meant() {
    let academic = PeriodStyle::of(
        "time_period",
        ["201617", "201112"],
        Some(SplitYear::Academic),
    );
    let period = |text: &str, style: &PeriodStyle| read(text, style).map(|r| r.period.key());
    assert_eq!(
        period("201617", &academic).as_deref(),
        Some("2016-09-01/P1Y")
    );
    assert_eq!(
        period("201112", &academic).as_deref(),
        Some("2011-09-01/P1Y")
    );
    let months = PeriodStyle::of("Month", ["2012-05", "2011-12"], None);
    assert_eq!(
        period("2011-12", &months).as_deref(),
        Some("2011-12-01/P1M")
    );
    let lost = PeriodStyle::of("Period", ["202021", "201820", "201618"], None);
    assert_eq!(period("201820", &lost).as_deref(), Some("2018-01-01/P3Y"));
    assert_eq!(period("201618", &lost).as_deref(), Some("2016-01-01/P3Y"));
    assert_eq!(
        read("202021", &lost).map(|r| (r.period.key(), r.doubt)),
        Some(("2020-04-01/P1Y".to_owned(), Some(Doubt::LostSeparator)))
    );
    let american = PeriodStyle::of("Date", ["01/31/2020", "02/01/2020"], None);
    assert_eq!(
        period("02/01/2020", &american).as_deref(),
        Some("2020-02-01/P1D")
    );
    let ending = PeriodStyle::of("Financial year end", ["2019"], None);
    assert_eq!(period("2019", &ending).as_deref(), Some("2018-04-01/P1Y"));
}

#[test]
fn a_title_names_its_period() {
    for (text, key) in [
        (
            "Table 1: Fuel Poverty by Region [Note 5], 2022",
            Some("2022-01-01/P1Y"),
        ),
        (
            "HCHS staff in England, as at 30 April 2017, headcount",
            Some("2017-04-30/P1D"),
        ),
        (
            "Table 8.12 Gender pay gap (%)^ - For all employee jobs: United Kingdom, 2025",
            Some("2025-01-01/P1Y"),
        ),
        ("People aged 16-24, December 2023", Some("2023-12-01/P1M")),
        ("Rates from year ending March 2010", None),
        (
            "Rates from April 2022 to March 2023",
            Some("2022-04-01/P1Y"),
        ),
        ("Published 2024 (2022 data)", None),
        ("Nothing", None),
    ] {
        assert_eq!(
            find_in(text, &plain()).map(|r| r.period.key()).as_deref(),
            key,
            "{text}"
        );
    }
    for (name, key) in [
        (
            "UK Gender Pay Gap Data - 2021 to 2022-2.csv",
            Some("2021-04-01/P1Y"),
        ),
        ("civil-service-postcodes-2021.ods", Some("2021-01-01/P1Y")),
        ("2021-Q1-beds.xlsx", Some("2021-01-01/P3M")),
        ("custom-filtered-2023-06-12T10_14_22Z.csv", None),
        ("table_2024-07-12_20-31-26.csv", None),
        ("KITES.20230401T100432.csv", None),
        (
            "kites 2021, made 2024-07-12 09.30.csv",
            Some("2021-01-01/P1Y"),
        ),
        ("kites-2023-06-12.csv", Some("2023-06-12/P1D")),
        ("kite-statistics-2025.csv", None),
        ("kites-2025-update.csv", None),
        ("kites-by-ward-2025.csv", Some("2025-01-01/P1Y")),
    ] {
        assert_eq!(
            find_in_file_name(name, &plain())
                .map(|r| r.period.key())
                .as_deref(),
            key,
            "{name}"
        );
    }
}

#[test]
fn several_years_are_read_with_their_column_and_lost_separators_are_asked_about() {
    let years = PeriodStyle::of("", ["2010 - 12", "2011 - 13", "1999 - 01"], None);
    for (text, key) in [
        ("2010 - 12", "2010-01-01/P3Y"),
        ("1999 - 01", "1999-01-01/P3Y"),
        ("2013/14-15/16", "2013-04-01/P3Y"),
    ] {
        let found = read(text, &years).map(|reading| reading.period.key());
        assert_eq!(found.as_deref(), Some(key), "{text}");
    }
    let lost = PeriodStyle::of("", ["202021", "201821"], None);
    for (text, kind, key, asked) in [
        ("202021", None, "2020-04-01/P1Y", true),
        ("201821", None, "2018-01-01/P4Y", true),
        (
            "202021",
            Some(PeriodKind::Academic),
            "2020-09-01/P1Y",
            false,
        ),
        (
            "202021",
            Some(PeriodKind::Calendar),
            "2020-01-01/P2Y",
            false,
        ),
        (
            "201821",
            Some(PeriodKind::Financial),
            "2018-04-01/P3Y",
            false,
        ),
    ] {
        let style = PeriodStyle {
            kind_of_text: kind,
            ..lost.with_kind(kind)
        };
        let reading = read(text, &style).expect(text);
        assert_eq!(reading.period.key(), key, "{text}");
        let doubted = reading.doubt.is_some_and(Doubt::is_asked);
        assert_eq!(doubted, asked, "{text}");
    }
}

#[test]
fn a_name_tells_no_day_of_its_writing_and_no_year_that_hides_a_month() {
    for (name, told) in [
        ("2024-05-10 - stops.csv", false),
        ("20240510_stops.csv", false),
        ("Stops as at 10 May 2024.csv", true),
        ("surveydec2017.csv", false),
        ("survey2017.csv", true),
        ("survey dec 2017.csv", true),
    ] {
        let style = PeriodStyle::default();
        let reading = find_in_file_name(name, &style);
        let believed = reading.is_some_and(|reading| is_told_by(name, &reading));
        assert_eq!(believed, told, "{name}");
    }
}
