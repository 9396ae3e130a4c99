use super::super::made_up::{between, catalogue, figure, withheld};
use super::super::rows::row;
use super::super::{Answer, Cell, Judgement, Question, QuestionKind, RowRole};

/// Two places and a withheld figure on one indicator.
fn answer() -> Answer {
    let catalogue = catalogue();
    let indicator = catalogue
        .indicator(&"employment-rate".into())
        .expect("known");
    let of = |one| {
        let one: crate::domain::Observation = one;
        let subject = catalogue.subject(&one.subject).expect("known");
        row(indicator, Some(5), subject, &one, RowRole::Named)
    };
    let mut answer = Answer::empty(Question::new(QuestionKind::Ranking));
    answer.headline = "A finding.".to_owned();
    answer.rows = vec![
        of(between("employment-rate", "E06000001", 2023, 69.75, 1.0)),
        of(figure("employment-rate", "E06000002", 2023, 1234.0)),
        of(withheld("employment-rate", "E06000003", 2023)),
    ];
    for (row, rank) in answer.rows.iter_mut().zip([1, 2]) {
        row.rank = Some(rank);
        row.judgement = Some(Judgement::Better);
    }
    answer
}

#[test]
fn a_withheld_figure_is_null_with_its_state_in_json() {
    let json: serde_json::Value = serde_json::from_str(&answer().json()).expect("JSON");
    for key in ["question", "headline", "unit", "rows", "notes", "sources"] {
        assert!(json.get(key).is_some(), "{key}");
    }
    let rows = json["rows"].as_array().expect("rows");
    assert_eq!(rows[0]["subject_code"], "E06000001");
    assert_eq!(rows[0]["indicator"], "employment-rate");
    assert_eq!(rows[0]["indicator_name"], "Employment rate");
    assert_eq!(rows[0]["period"], "2023");
    assert_eq!(rows[0]["value"], 69.75);
    assert_eq!(rows[0]["lower"], 68.75);
    assert_eq!(rows[0]["judgement"], "better");
    assert_eq!(rows[0]["rank"], 1);
    assert!(rows[2]["value"].is_null());
    assert_eq!(rows[2]["state"], "c");
    assert!(rows[2]["rank"].is_null());
}

#[test]
fn a_row_has_a_cell_a_column_and_no_number_for_what_is_withheld() {
    let cells = answer().cells();
    assert!(cells.iter().all(|row| row.len() == Answer::columns().len()));
    let at = |name| {
        Answer::columns()
            .iter()
            .position(|column| column.name == name)
    };
    let value = at("value").expect("a column");
    let values: Vec<Option<f64>> = cells
        .iter()
        .map(|row| match row[value] {
            Cell::Figure(reading) => reading.value(),
            _ => panic!("no figure"),
        })
        .collect();
    assert_eq!(values, [Some(69.75), Some(1234.0), None]);
}

#[test]
fn a_terminal_shows_aligned_columns() {
    assert_eq!(
        answer().text(),
        "A finding.\n\n\
         Rank  Subject    Value  95% interval  Judgement\n\
         ────  ───────  ───────  ────────────  ─────────\n   \
            1  Alder       69.8  68.8 to 70.8  better\n   \
            2  Birch    1,234.0                better\n      \
               Cedar        [c]\n"
    );
}
