//! What is exported equals what is shown, whatever the kind of file, and is read back to the same figures.

use std::collections::BTreeSet;

use calamine::{Data, Reader as _, Xlsx, open_workbook};
use levelbook::book::Reader;
use levelbook::domain::{Period, State};
use levelbook::questions::{Answer, Question, QuestionKind};

use crate::outside::{python, said};
use crate::running::Program;

/// Addresses of a kind, one of which the sample can answer.
pub(crate) fn addresses(kind: QuestionKind) -> Vec<String> {
    let word = kind.word();
    [
        "indicator=employment-rate&areas=region",
        "indicator=employment-rate&subjects=E12000003",
        "goal=5&subjects=E12000003,E12000001",
        "subjects=E12000003",
        "indicator=gender-pay-gap&organisations=employer",
        "goal=5&areas=region",
        "indicator=employment-rate,economic-inactivity-rate&areas=region",
    ]
    .map(|asked| format!("{word}?{asked}"))
    .to_vec()
}

/// Answers of every kind that hold something, two a kind at most.
pub(crate) fn answers(book: &str) -> Vec<(String, Answer)> {
    let reader = Reader::open(book.as_ref()).expect("the sample opens");
    let mut all = Vec::new();
    for kind in QuestionKind::ALL {
        let before = all.len();
        for address in addresses(kind) {
            let answer = Question::from_address(&address).and_then(|asked| asked.answer(&reader));
            if let Ok(answer) = answer
                && !answer.rows.is_empty()
                && all.len() < before + 2
            {
                all.push((address, answer));
            }
        }
        if all.len() == before {
            println!("the sample answers none of {:?}", addresses(kind));
        }
    }
    assert!(all.len() >= 10, "{} answers", all.len());
    all
}

type Figure = [String; 9];

const FIGURE: [&str; 9] = [
    "indicator_code",
    "subject_code",
    "group",
    "period_start",
    "period_length",
    "value",
    "lower",
    "upper",
    "state",
];

/// The figures of a CSV; of an answer's, those that were read somewhere.
fn figures(file: &str) -> BTreeSet<Figure> {
    let mut reader = csv::Reader::from_path(file).expect("a CSV");
    let header = reader.headers().expect("a header").clone();
    let at = |name: &str| header.iter().position(|column| column == name).expect(name);
    let (columns, row_of_source) = (FIGURE.map(at), at("row"));
    reader
        .records()
        .map(|row| row.expect("a row"))
        .filter(|row| !row[row_of_source].is_empty())
        .map(|row| columns.map(|column| row[column].to_owned()))
        .collect()
}

/// Fails with the first figures that differ.
fn assert_same(found: &BTreeSet<Figure>, expected: &BTreeSet<Figure>, what: &str) {
    let missing: Vec<&Figure> = expected.difference(found).take(3).collect();
    let more: Vec<&Figure> = found.difference(expected).take(3).collect();
    assert!(
        missing.is_empty() && more.is_empty(),
        "{what}: missing {missing:?}, too many {more:?}"
    );
}

/// Figures as a program shows them that writes no more than fifteen digits.
fn rounded(figures: &BTreeSet<Figure>) -> BTreeSet<Figure> {
    let number = |text: &String| match text.parse::<f64>() {
        Ok(number) => format!("{number:.10e}"),
        Err(_) => text.clone(),
    };
    figures
        .iter()
        .cloned()
        .map(|mut figure| {
            for cell in &mut figure[5..8] {
                *cell = number(cell);
            }
            figure
        })
        .collect()
}

#[test]
fn the_table_of_an_answer_holds_its_rows_and_is_read_back() {
    let program = Program::new();
    let book = program.sample();
    for (address, answer) in answers(&book) {
        let csv = program.path("answer.csv");
        program.done(&["export", &book, "-o", &csv, &address]);
        let shown: BTreeSet<Figure> = answer
            .rows
            .iter()
            .filter(|row| row.origin.is_some())
            .map(|row| {
                let number =
                    |value: Option<f64>| value.map(|value| value.to_string()).unwrap_or_default();
                [
                    row.indicator_code.0.clone(),
                    row.subject_code.0.clone(),
                    row.group.key(),
                    row.period
                        .map(Period::start)
                        .map(|day| day.to_string())
                        .unwrap_or_default(),
                    row.period.map(Period::length_key).unwrap_or_default(),
                    number(row.reading.value()),
                    number(row.lower),
                    number(row.upper),
                    row.reading.state().code().to_owned(),
                ]
            })
            .collect();
        let exported = figures(&csv);
        assert_same(&exported, &shown, &address);
        for ending in ["csv", "xlsx", "parquet"] {
            let file = program.path(&format!("answer.{ending}"));
            let copy = program.path("copy.levelbook");
            let back = program.path("back.csv");
            let _ = std::fs::remove_file(&copy);
            program.done(&["export", &book, "-o", &file, &address]);
            program.done(&["new", &copy]);
            program.run(&["import", &copy, &file]);
            program.done(&["export", &copy, "-o", &back]);
            assert_same(
                &figures(&back),
                &exported,
                &format!("{address} as {ending}"),
            );
        }
    }
}

/// The sheet of a workbook as rows of texts and numbers.
fn sheet(file: &str, name: &str) -> Vec<Vec<Data>> {
    let mut book: Xlsx<_> = open_workbook(file).expect("a workbook");
    let range = book.worksheet_range(name).expect("a sheet");
    range.rows().map(<[Data]>::to_vec).collect()
}

#[test]
fn a_workbook_keeps_to_the_rules_for_spreadsheets() {
    let program = Program::new();
    let book = program.sample();
    let file = program.path("all.xlsx");
    program.done(&["export", &book, "-o", &file]);
    let mut open: Xlsx<_> = open_workbook(&file).expect("a workbook");
    assert_eq!(open.sheet_names(), ["Cover", "Notes", "Table 1"]);
    assert!(
        open.worksheet_formula("Table 1")
            .expect("a sheet")
            .is_empty()
    );
    open.load_tables().expect("tables");
    assert_eq!(open.table_names(), ["Notes", "Table_1"]);

    let table = sheet(&file, "Table 1");
    assert_eq!(table[0][0], Data::String("Figures of sample".to_owned()));
    let key = table[4][0].to_string();
    assert!(
        key.starts_with("Shorthand is used in this table, ") && key.contains("[x] = "),
        "{key}"
    );
    let header: Vec<String> = table[5].iter().map(ToString::to_string).collect();
    let at = |name: &str| header.iter().position(|column| column == name).expect(name);
    let (value, state, code) = (at("value"), at("state"), at("subject_code"));
    let mut withheld = 0;
    for row in &table[6..] {
        assert!(matches!(row[code], Data::String(_)), "{row:?}");
        match (&row[value], row[state].to_string().as_str()) {
            (Data::Float(_), "value" | "zero") => {}
            (Data::String(sign), state) => {
                assert_eq!(*sign, format!("[{state}]"));
                withheld += 1;
            }
            other => panic!("{other:?}"),
        }
    }
    assert!(withheld > 100, "{withheld}");
    let meanings = sheet(&file, "Notes");
    assert!(
        meanings
            .iter()
            .any(|row| row[0] == Data::String("[x]".to_owned()))
    );
    let cover = sheet(&file, "Cover");
    assert!(
        cover
            .iter()
            .any(|row| row[0].to_string().contains("Open Government Licence"))
    );

    let mut parts =
        zip::ZipArchive::new(std::fs::File::open(&file).expect("a file")).expect("a zip");
    for number in 0..parts.len() {
        let part = std::io::read_to_string(parts.by_index(number).expect("a part")).expect("text");
        for forbidden in [
            "<f>",
            "mergeCell",
            "hidden=",
            "autoFilter",
            "<pane",
            "externalLink",
        ] {
            assert!(!part.contains(forbidden), "{forbidden} in part {number}");
        }
    }
}

#[test]
fn others_read_the_same_numbers() {
    let program = Program::new();
    let book = program.sample();
    let [csv, xlsx, parquet] = ["csv", "xlsx", "parquet"].map(|ending| {
        let file = program.path(&format!("all.{ending}"));
        program.done(&["export", &book, "-o", &file]);
        file
    });
    let ours = figures(&csv);
    let folder = program.path("office");
    let profile = format!("-env:UserInstallation=file://{}", program.path("profile"));
    let filter = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,3";
    let asked = [
        &profile,
        "--headless",
        "--convert-to",
        filter,
        "--outdir",
        &folder,
        &xlsx,
    ];
    if said("soffice", &asked).is_some() {
        let text = std::fs::read_to_string(format!("{folder}/all-Table 1.csv")).expect("a table");
        let (_, table) = text.split_at(text.find("indicator_code,").expect("the header"));
        let signs = State::ALL.map(State::sign);
        let mut read = String::new();
        for line in table.lines() {
            read.push_str(line);
            read.push('\n');
        }
        for sign in signs.iter().filter(|sign| !sign.is_empty()) {
            read = read.replace(&format!(",{sign},"), ",,");
        }
        let back = program.path("office.csv");
        std::fs::write(&back, read).expect("written");
        assert_same(&rounded(&figures(&back)), &rounded(&ours), "LibreOffice");
    }
    let script = "import sys, pyarrow.parquet as p, csv\n\
        t = p.read_table(sys.argv[1])\n\
        assert str(t.schema.field('value').type) == 'double', t.schema\n\
        assert str(t.schema.field('period_start').type).startswith('date32'), t.schema\n\
        s = lambda v: '' if v is None else (repr(v).removesuffix('.0') if isinstance(v, float) else str(v))\n\
        w = csv.writer(open(sys.argv[2], 'w', encoding='utf-8'))\n\
        w.writerow(t.column_names)\n\
        [w.writerow([s(v) for v in r.values()]) for r in t.to_pylist()]";
    let back = program.path("arrow.csv");
    if python("pyarrow.parquet", script, &[&parquet, &back]).is_some() {
        assert_same(&figures(&back), &ours, "Arrow");
    }
    let counted = "import sys, duckdb\n\
        print(*duckdb.sql(\"select count(*), count(value), count(distinct indicator_code) from '\" + sys.argv[1] + \"'\").fetchall()[0])";
    if let Some(found) = python("duckdb", counted, &[&parquet]) {
        let values = ours.iter().filter(|figure| !figure[5].is_empty()).count();
        let indicators: BTreeSet<&String> = ours.iter().map(|figure| &figure[0]).collect();
        let expected = format!("{} {values} {}", ours.len(), indicators.len());
        assert_eq!(found.trim(), expected, "DuckDB");
    }
}

#[test]
fn a_name_that_names_no_kind_is_refused_and_nothing_is_written() {
    let program = Program::new();
    let book = program.path("empty.levelbook");
    program.done(&["new", &book]);
    let refused = program.refused(&["export", &book, "-o", &program.path("a.ods")]);
    assert!(refused.contains(".csv, .xlsx and .parquet"), "{refused}");
    for ending in ["csv", "xlsx", "parquet"] {
        let file = program.path(&format!("empty.{ending}"));
        program.done(&["export", &book, "-o", &file]);
        assert!(
            std::fs::metadata(&file).expect("a file").len() > 100,
            "{ending}"
        );
    }
}
