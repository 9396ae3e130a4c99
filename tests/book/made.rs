//! Reviewed files made for the tests, and what a book holds, written down line by line.

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use levelbook::book::{BookError, ImportOutcome, Writer};
use levelbook::domain::{
    GoalLink, IdKind, Indicator, LinkKind, Markers, OrganisationType, PeopleGroup, Period, Reading,
    State, Subject, Unit,
};
use levelbook::import::{
    Counts, Format, Layout, ReviewedFile, ReviewedObservation, ReviewedSheet, SourceFile,
};
use levelbook::message::Unwatched;
use rusqlite::types::Value;
use rusqlite::{Connection, OpenFlags};

pub(crate) fn now() -> Timestamp {
    "2026-11-22T10:15:00Z".parse().expect("a time")
}

/// A new book in a folder that goes with the test.
pub(crate) fn new_book() -> (tempfile::TempDir, PathBuf, Writer) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.levelbook");
    let writer = Writer::create(&path, now()).expect("a new book");
    (folder, path, writer)
}

/// One figure of a made file: indicator, subject, year, and a number or a state.
pub(crate) type Made = (&'static str, &'static str, i16, Result<f64, State>);

/// A file of one sheet. Its hash follows from `name` and `release`.
pub(crate) fn file(name: &str, release: u32, figures: &[Made]) -> ReviewedFile {
    let mut sheet = ReviewedSheet {
        layout: Layout::Long,
        header_rows: vec![1],
        last_row: 1 + u32::try_from(figures.len()).expect("few"),
        groups: vec![PeopleGroup::all()],
        counts: Counts {
            read: figures.len() as u64,
            kept: figures.len() as u64,
            ..Counts::default()
        },
        ..ReviewedSheet::named(name)
    };
    for (row, (indicator, subject, year, given)) in (2..).zip(figures) {
        let period = Period::calendar_year(*year).expect("a year");
        let observation = ReviewedObservation {
            indicator: index(
                &mut sheet.indicators,
                |of| of.code.0 == *indicator,
                || Indicator::named((*indicator).into(), indicator, Unit::from_text("%")),
            ),
            subject: index(
                &mut sheet.subjects,
                |of| of.code.0 == *subject,
                || named_subject(subject, &format!("{subject} as of release {release}")),
            ),
            period: index(&mut sheet.periods, |of| *of == period, || period),
            group: 0,
            source: None,
            reading: match given {
                Ok(value) => Reading::number(*value).expect("finite"),
                Err(state) => Reading::withheld(*state),
            },
            lower: None,
            upper: None,
            count: None,
            denominator: None,
            markers: Markers::none(),
            raw: None,
            note: None,
            row,
            column: 4,
        };
        sheet.observations.push(&observation);
    }
    sheet.goals = sheet
        .indicators
        .iter()
        .map(|indicator| GoalLink {
            framework: "levelling-up-goals".to_owned(),
            goal: 5,
            indicator: indicator.code.clone(),
            kind: LinkKind::Main,
            by_user: false,
        })
        .collect();
    ReviewedFile {
        file: SourceFile {
            name: format!("{name}.csv"),
            sha256: format!("{name}-{release}"),
            size: 100,
            format: Format::Csv,
        },
        sheets: vec![sheet],
    }
}

fn named_subject(code: &str, name: &str) -> Subject {
    if code.starts_with('E') {
        return Subject::place(code, name);
    }
    let mut subject = Subject::organisation(code, name, OrganisationType::Employer);
    subject.ids = vec![
        (IdKind::EmployerId, code.to_owned()),
        (IdKind::CompanyNumber, format!("SC{code:0>6}")),
    ];
    subject
}

fn index<T>(list: &mut Vec<T>, is: impl Fn(&T) -> bool, make: impl FnOnce() -> T) -> u32 {
    let at = list.iter().position(is).unwrap_or_else(|| {
        list.push(make());
        list.len() - 1
    });
    u32::try_from(at).expect("few")
}

pub(crate) fn import(writer: &Writer, file: &ReviewedFile) -> Result<ImportOutcome, BookError> {
    writer.import(file.clone(), now(), &Unwatched)
}

/// A connection as any other tool would open it.
pub(crate) fn plain(path: &Path) -> Connection {
    Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY).expect("opens")
}

pub(crate) fn plain_to_write(path: &Path) -> Connection {
    Connection::open(path).expect("opens")
}

/// Everything that a book says but for its journal of actions: a line a row, names in the place of row numbers.
/// `imports` names the imports that count, oldest first: they are written as 1, 2, 3.
pub(crate) fn dump(path: &Path, imports: &[u32]) -> Vec<String> {
    let number = |import: i64| imports.iter().position(|of| i64::from(*of) == import);
    let connection = plain(path);
    let mut lines = Vec::new();
    for (query, import_column) in [
        ("SELECT * FROM frameworks ORDER BY 1", None),
        ("SELECT * FROM goals ORDER BY 1, 2", None),
        ("SELECT * FROM goal_links ORDER BY 1, 2, 3", None),
        ("SELECT import, name, at_utc, said FROM recipe_statements ORDER BY name, position", Some(0)),
        ("SELECT code, name, short_name, measure, unit, polarity, definition FROM indicators ORDER BY code", None),
        ("SELECT code, name, kind, level FROM subjects ORDER BY code", None),
        ("SELECT code, register, identifier FROM subject_ids JOIN subjects ON id = subject ORDER BY code, position", None),
        ("SELECT code, n.name FROM subject_names AS n JOIN subjects ON id = subject ORDER BY code, position", None),
        ("SELECT code FROM periods ORDER BY code", None),
        ("SELECT code FROM people_groups ORDER BY code", None),
        (
            "SELECT i.code, p.code, g.code, figures FROM coverage AS c JOIN indicators AS i ON i.id = c.indicator
             JOIN periods AS p ON p.id = c.period JOIN people_groups AS g ON g.id = c.people_group ORDER BY 1, 2, 3",
            None,
        ),
        (
            "SELECT o.vintage, i.code, s.code, p.code, g.code, is_current, value, state, source_row, h.name, h.import = o.vintage
             FROM observations AS o JOIN indicators AS i ON i.id = o.indicator JOIN subjects AS s ON s.id = o.subject
             JOIN periods AS p ON p.id = o.period JOIN people_groups AS g ON g.id = o.people_group
             JOIN import_sheets AS h ON h.id = o.sheet ORDER BY 2, 3, 4, 5, 1",
            Some(0),
        ),
        (
            "SELECT c.import, i.code, s.code, p.code, source_row FROM confirmations AS c
             JOIN indicators AS i ON i.id = c.indicator JOIN subjects AS s ON s.id = c.subject
             JOIN periods AS p ON p.id = c.period ORDER BY 2, 3, 4, 1",
            Some(0),
        ),
        ("SELECT import, i.code, said FROM indicator_statements JOIN indicators AS i ON i.id = indicator ORDER BY 2, 1", Some(0)),
        ("SELECT import, s.code, as_of, said FROM subject_statements JOIN subjects AS s ON s.id = subject ORDER BY 2, 1", Some(0)),
    ] {
        let Ok(mut statement) = connection.prepare(query) else {
            assert!(query.contains("recipe_statements"), "{query}");
            continue;
        };
        let columns = statement.column_count();
        let mut rows = statement.query([]).expect("reads");
        while let Some(row) = rows.next().expect("reads") {
            let table = query.split_whitespace().skip_while(|word| *word != "FROM").nth(1);
            let mut line = vec![table.expect("a table").to_owned()];
            for column in 0..columns {
                let value: Value = row.get(column).expect("reads");
                line.push(match value {
                    Value::Integer(import) if import_column == Some(column) => {
                        format!("import {:?}", number(import))
                    }
                    other => format!("{other:?}"),
                });
            }
            lines.push(line.join("|"));
        }
    }
    lines.sort();
    lines
}

/// Figures of places and organisations, one of them withheld and one a true zero.
pub(crate) const FIRST: &[Made] = &[
    ("employment-rate", "E12000001", 2022, Ok(71.5)),
    ("employment-rate", "E12000001", 2023, Ok(72.8)),
    ("employment-rate", "E12000008", 2023, Ok(79.3)),
    ("pay-gap", "00123", 2023, Err(State::Confidential)),
    ("pay-gap", "00456", 2023, Ok(0.0)),
];
