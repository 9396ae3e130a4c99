//! What is read: by Levelbook, by an export and by other tools.

use levelbook::book::{BookError, Reader, Selection};
use levelbook::domain::{GoalLink, LinkKind, PeopleGroup, Period, SubjectCode};
use levelbook::import::Known;

use crate::made::{FIRST, file, import, new_book, now, plain_to_write};

#[test]
fn what_is_imported_is_read_back() {
    let (_folder, path, writer) = new_book();
    let outcome = import(&writer, &file("figures", 1, FIRST)).expect("imports");
    assert_eq!(
        (
            outcome.new_indicators,
            outcome.new_places,
            outcome.new_organisations
        ),
        (2, 2, 2)
    );
    let record = outcome.import.expect("a record");
    assert_eq!((record.number, record.added), (1, 5));

    let reader = Reader::open(&path).expect("opens");
    let all = reader.observations(&Selection::default()).expect("reads");
    let told: Vec<String> = all
        .iter()
        .map(|figure| {
            format!(
                "{} {} {} {:?} {} {}",
                figure.indicator,
                figure.subject,
                figure.period.label(),
                figure.value(),
                figure.state().code(),
                figure.origin.cell()
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            "employment-rate E12000001 2022 Some(71.5) value D2",
            "employment-rate E12000001 2023 Some(72.8) value D3",
            "employment-rate E12000008 2023 Some(79.3) value D4",
            "pay-gap 00123 2023 None c D5",
            "pay-gap 00456 2023 Some(0.0) zero D6",
        ]
    );
    assert_eq!(reader.summary().expect("reads").figures, 5);
    assert_eq!(reader.goals(None).expect("reads").len(), 14);
    assert_eq!(reader.goal_links().expect("reads").len(), 2);
    assert_eq!(reader.periods(None).expect("reads").len(), 2);
    assert_eq!(
        reader.groups(None).expect("reads"),
        vec![PeopleGroup::all()]
    );
    for code in ["00123", "SC000123", "sc000123", " E12000008 ", "e12000008"] {
        assert!(
            reader
                .subject(&SubjectCode::from(code))
                .expect("reads")
                .is_some(),
            "{code}"
        );
    }
    let one = Selection {
        indicators: vec!["employment-rate".into()],
        subjects: vec!["E12000001".into()],
        periods: Period::calendar_year(2023).into_iter().collect(),
        group: Some(PeopleGroup::all()),
    };
    assert_eq!(reader.observations(&one).expect("reads").len(), 1);
}

#[test]
fn other_tools_read_the_view_and_cannot_make_a_number_of_a_sign() {
    let (_folder, path, writer) = new_book();
    import(&writer, &file("figures", 1, FIRST)).expect("imports");
    let connection = plain_to_write(&path);
    let (rows, numbers, total): (i64, i64, f64) = connection
        .query_row(
            "SELECT count(*), count(value), sum(value) FROM figures WHERE indicator_code = 'pay-gap'",
            [],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
        )
        .expect("reads");
    assert_eq!((rows, numbers), (2, 1), "a withheld figure is no number");
    assert!(total.abs() < f64::EPSILON);
    let told: String = connection
        .query_row(
            "SELECT subject_code || ' ' || period || ' ' || state || ' ' || file || ' ' || \"row\"
             FROM figures WHERE value IS NULL",
            [],
            |row| row.get(0),
        )
        .expect("reads");
    assert_eq!(told, "00123 2023 c figures.csv 5");
    for wrong in [
        "UPDATE observations SET value = '[c]'",
        "UPDATE observations SET value = 9e999",
        "UPDATE observations SET value = 1 WHERE state = 'c'",
        "UPDATE observations SET state = 'value', value = NULL",
        "UPDATE observations SET state = 'zero' WHERE value > 1",
        "UPDATE observations SET state = 'unknown'",
    ] {
        assert!(connection.execute(wrong, []).is_err(), "{wrong}");
    }
}

#[test]
fn export_rows_hold_every_column() {
    let (_folder, path, writer) = new_book();
    import(&writer, &file("figures", 1, FIRST)).expect("imports");
    let reader = Reader::open(&path).expect("opens");
    let mut lines = Vec::new();
    let written = reader
        .figures::<BookError>(&Selection::default(), |row| {
            let (value, state) = (row.value, row.state);
            lines.push(format!(
                "{} {} {} {} {value:?} {state} {} {}",
                row.indicator_code, row.level, row.group, row.period_length, row.file, row.row
            ));
            Ok(())
        })
        .expect("reads");
    assert_eq!(written, 5);
    assert_eq!(
        lines[0],
        "employment-rate region All P1Y Some(71.5) value figures.csv 2"
    );
    assert_eq!(lines[3], "pay-gap employer All P1Y None c figures.csv 5");
    let stopped = reader.figures::<BookError>(&Selection::default(), |_| Err(BookError::Cancelled));
    assert!(matches!(stopped, Err(BookError::Cancelled)));
}

#[test]
fn what_is_known_is_the_shipped_table_the_book_and_the_users_choice() {
    let (_folder, path, writer) = new_book();
    let reader = Reader::open(&path).expect("opens");
    let shipped = reader.known().expect("reads");
    assert!(shipped.indicators.contains_key(&"employment-rate".into()));
    assert!(shipped.subjects.len() == Known::shipped().subjects.len());

    import(&writer, &file("figures", 1, FIRST)).expect("imports");
    let choice = GoalLink {
        framework: "levelling-up-goals".to_owned(),
        goal: 9,
        indicator: "employment-rate".into(),
        kind: LinkKind::Main,
        by_user: true,
    };
    writer
        .set_goals(&"employment-rate".into(), vec![choice.clone()], now())
        .expect("sets");
    let known = reader.known().expect("reads");
    let rate = &known.indicators[&"employment-rate".into()];
    assert_eq!(rate.goals, std::slice::from_ref(&choice));
    assert_eq!(
        rate.aliases,
        Known::shipped().indicators[&"employment-rate".into()].aliases
    );
    assert!(known.subjects.contains_key(&"00123".into()));

    writer.undo_import(None, now()).expect("undoes");
    let known = reader.known().expect("reads");
    assert_eq!(
        known.indicators[&"employment-rate".into()].goals,
        [choice],
        "remembered without figures"
    );
}
