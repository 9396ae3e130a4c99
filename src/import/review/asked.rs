use crate::domain::{Origin, column_letters};
use crate::import::ColumnRole;
use crate::import::columns::Columns;
use crate::import::layout::Table;
use crate::import::plan::header_of;
use crate::import::question::{Answer, Choice, Question};
use crate::import::rows::text_of;
use crate::import::workbook::Sheet;

/// Which of two columns holds the figures, where both may: nothing of the table is read before it is said.
pub(super) fn which_figures(sheet: &Sheet, table: &Table, columns: &Columns) -> Option<Question> {
    let (first, second) = columns.rivals?;
    let [first, second] = [first, second].map(|column| (column, header_of(table, column)));
    let answer = |name: &str| {
        Answer::new(
            format!("The figures stand in “{name}”"),
            Choice::Column(ColumnRole::Value, name.to_owned()),
        )
    };
    Some(Question {
        code: "value-column".to_owned(),
        about: String::new(),
        ask: format!(
            "Which column holds the figures, “{}” or “{}”? One of them may be a score over all places.",
            first.1, second.1
        ),
        origin: Origin {
            import: 0,
            sheet: sheet.name.clone(),
            row: table.header_rows.last().map_or(1, |row| row + 1),
            column: first.0 + 1,
        },
        raw: first.1.clone(),
        figures: 0,
        answers: vec![answer(&first.1), answer(&second.1)],
        open: None,
    })
}

/// Whose numbers stand in a column, where rows have nothing else for a name: nothing of the table is read before it is said.
pub(super) fn whose_numbers(sheet: &Sheet, table: &Table, column: u32, sample: &str) -> Question {
    let mut question = what_rows_name(sheet, table, column, sample);
    let name = question.about.clone();
    question.ask = format!(
        "What do the numbers in “{name}” stand for, such as {sample}? The file names nobody."
    );
    question.answers = [
        (
            "Places or organisations, known by these numbers",
            ColumnRole::Code,
        ),
        ("What is measured", ColumnRole::IndicatorCode),
        ("Nothing that the figures are about", ColumnRole::Ignore),
    ]
    .map(|(label, role)| Answer::new(label, Choice::Column(role, name.clone())))
    .to_vec();
    question
}

/// What the rows of a table name, where nothing says so: nothing of it is read before it is said.
pub(super) fn what_rows_name(sheet: &Sheet, table: &Table, column: u32, sample: &str) -> Question {
    let name = match table.headers.get(column as usize) {
        Some(header) if !header.is_empty() => header.clone(),
        _ => column_letters(column),
    };
    let answer = |label: &str, role| Answer::new(label, Choice::Column(role, name.clone()));
    let row = table.rows.first().map_or(1, |row| row + 1);
    Question {
        code: "rows".to_owned(),
        about: name.clone(),
        ask: format!("What do the rows name, such as “{sample}”?"),
        origin: Origin {
            import: 0,
            sheet: sheet.name.clone(),
            row,
            column: column + 1,
        },
        raw: sample.to_owned(),
        figures: 0,
        answers: vec![
            answer("Places or organisations", ColumnRole::Name),
            answer("Groups of people", ColumnRole::Group),
            answer("What is measured", ColumnRole::Indicator),
        ],
        open: None,
    }
}

/// What a column names that tells the rows of an area apart, where only the way it lies says that they are no groups of people:
/// nothing of the table is read before it is said.
pub(super) fn sites_or_groups(sheet: &Sheet, table: &Table, columns: &Columns) -> Option<Question> {
    let sites = columns.sites.as_ref().filter(|sites| sites.unsure)?;
    let rows = table.rows.iter();
    let texts = rows.map(|row| text_of(sheet.grid.cell(row, sites.own)).into_owned());
    let sample = texts.into_iter().find(|text| !text.is_empty())?;
    let mut question = what_rows_name(sheet, table, sites.own, &sample);
    question.ask = format!(
        "What does “{}” name, such as “{sample}”? Each of its words stands in one “{}” only.",
        question.about,
        header_of(table, sites.area)
    );
    Some(question)
}

/// Columns of the same name, which only the source can tell apart: nothing of the table is read before it is said which count.
pub(super) fn which_of_alike(sheet: &Sheet, table: &Table, columns: &[u32]) -> Option<Question> {
    let column = columns.iter().find(|column| table.alike.contains(column))?;
    let name = table
        .pieces
        .get(*column as usize)
        .map(|pieces| pieces.join(" – "))?;
    let same: Vec<u32> = columns
        .iter()
        .copied()
        .filter(|other| table.pieces.get(*other as usize) == table.pieces.get(*column as usize))
        .collect();
    Some(Question {
        code: "columns-alike".to_owned(),
        about: name.clone(),
        ask: format!("Which of the columns called “{name}” holds the figures?"),
        origin: Origin {
            import: 0,
            sheet: sheet.name.clone(),
            row: table.header_rows.last().map_or(1, |row| row + 1),
            column: column + 1,
        },
        raw: name,
        figures: 0,
        answers: same
            .into_iter()
            .map(|column| {
                let letter = column_letters(column);
                Answer::new(
                    format!("Column {letter}"),
                    Choice::Column(ColumnRole::Value, letter),
                )
            })
            .collect(),
        open: None,
    })
}
