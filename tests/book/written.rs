//! What is written: once, whole or not at all, and taken back without a trace.

use levelbook::book::{Reader, Selection};
use levelbook::domain::{PeopleGroup, Period, State, SubjectCode};

use crate::made::{Made, dump, file, import, new_book, now, plain};

const FIRST: &[Made] = &[
    ("employment-rate", "E12000001", 2022, Ok(71.5)),
    ("employment-rate", "E12000001", 2023, Ok(72.8)),
    ("employment-rate", "E12000008", 2023, Ok(79.3)),
    ("pay-gap", "00123", 2023, Err(State::Confidential)),
    ("pay-gap", "00456", 2023, Ok(0.0)),
];

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
fn the_same_file_again_changes_nothing() {
    let (_folder, path, writer) = new_book();
    import(&writer, &file("figures", 1, FIRST)).expect("imports");
    let before = std::fs::read(&path).expect("reads");
    let outcome = import(&writer, &file("figures", 1, FIRST)).expect("imports");
    assert_eq!((outcome.import, outcome.already_imported), (None, Some(1)));
    assert_eq!(std::fs::read(&path).expect("reads"), before);

    import(
        &writer,
        &file("figures", 2, &[(FIRST[0].0, FIRST[0].1, 2022, Ok(1.0))]),
    )
    .expect("a revision");
    let again = import(&writer, &file("figures", 1, FIRST)).expect("imports");
    assert_eq!(again.already_imported, Some(1), "also after a revision");
}

#[test]
fn undo_leaves_the_book_as_if_the_import_had_never_been() {
    let (_folder, path, writer) = new_book();
    let empty = dump(&path, &[]);
    import(&writer, &file("a", 1, FIRST)).expect("imports");
    let first = dump(&path, &[1]);
    let revision: &[Made] = &[
        ("employment-rate", "E12000001", 2023, Ok(73.0)),
        ("employment-rate", "E12000001", 2024, Ok(73.4)),
        ("neet", "E12000009", 2024, Ok(3.0)),
    ];
    import(&writer, &file("a", 2, revision)).expect("imports");
    assert_ne!(dump(&path, &[1]), first);
    let undone = writer.undo_import(None, now()).expect("undoes");
    assert_eq!((undone.number, undone.undone), (2, true));
    assert_eq!(dump(&path, &[1]), first);
    writer.undo_import(Some(1), now()).expect("undoes");
    assert_eq!(dump(&path, &[]), empty);
    assert_eq!(
        plain(&path).query_row("SELECT revision FROM meta", [], |row| row.get::<_, i64>(0)),
        Ok(4)
    );
}
