//! A spreadsheet of plans: one plan a row, a column a field. What cannot be read is said with its cell, and the rest is kept.

use super::{Cell, Problem, Severity, Sheet, Workbook};
use crate::domain::{Origin, Plan, PlanField};

/// Rows in which the header is looked for.
const HEADER_WITHIN: u32 = 60;

/// Fewest columns that are known.
const FEWEST_COLUMNS: usize = 3;

/// The plans of a file.
#[derive(Clone, Debug, PartialEq)]
pub struct PlanList {
    /// Name of the file.
    pub file: String,
    /// Name of the sheet.
    pub sheet: String,
    /// The plans, each with the row in which it stands, from 1.
    pub plans: Vec<(u32, Plan)>,
    /// Rows that say something.
    pub read: usize,
    /// What could not be read. A row is left out where it says neither who nor what.
    pub problems: Vec<Problem>,
}

/// The plans of a workbook whose header names an organisation, what is done and more of a plan's columns; none of any other file.
pub fn plan_list(workbook: &Workbook) -> Option<PlanList> {
    let (sheet, header, columns) = workbook
        .sheets
        .iter()
        .filter(|sheet| sheet.visible)
        .find_map(|sheet| {
            let (row, columns) = header(sheet)?;
            Some((sheet, row, columns))
        })?;
    let mut list = PlanList {
        file: workbook.file.name.clone(),
        sheet: sheet.name.clone(),
        plans: Vec::new(),
        read: 0,
        problems: Vec::new(),
    };
    for row in sheet.grid.row_numbers().filter(|row| *row > header) {
        read_row(sheet, row, &columns, &mut list);
    }
    Some(list)
}

type Columns = Vec<(u32, PlanField)>;

/// The row of the header, and which column holds what.
fn header(sheet: &Sheet) -> Option<(u32, Columns)> {
    let rows = sheet
        .grid
        .row_numbers()
        .take_while(|row| *row < HEADER_WITHIN);
    rows.into_iter().find_map(|row| {
        let mut columns: Columns = Vec::new();
        for (column, cell) in sheet.grid.row(row) {
            if let Cell::Text(text) = cell
                && let Some(field) = PlanField::of_column(text)
                && !columns.iter().any(|(_, known)| *known == field)
            {
                columns.push((column, field));
            }
        }
        let has = |field| columns.iter().any(|(_, known)| *known == field);
        let who = has(PlanField::Organisation) || has(PlanField::OrganisationName);
        let found = who && has(PlanField::Activity) && columns.len() >= FEWEST_COLUMNS;
        found.then_some((row, columns))
    })
}

fn read_row(sheet: &Sheet, row: u32, columns: &Columns, list: &mut PlanList) {
    let mut plan = Plan::of("", "", "");
    let mut problems = Vec::new();
    let mut empty = true;
    for (column, field) in columns {
        let raw = text(sheet, row, *column);
        if raw.trim().is_empty() {
            continue;
        }
        empty = false;
        if let Err(why) = field.read(&mut plan, &raw) {
            let message = format!("{} was left empty: {why}", field.label());
            problems.push(problem(sheet, (row, *column), raw, message, false));
        }
    }
    if empty {
        return;
    }
    list.read += 1;
    let plan = plan.tidy();
    let missing = if plan.activity.is_empty() {
        Some((PlanField::Activity, "nothing says what is done"))
    } else if plan.organisation.0.is_empty() && plan.organisation_name.is_empty() {
        Some((PlanField::OrganisationName, "no organisation is named"))
    } else {
        None
    };
    if let Some((field, why)) = missing {
        let at = columns.iter().find(|(_, known)| *known == field);
        let column = at.map_or(0, |(column, _)| *column);
        let message = format!("The plan in row {} was left out: {why}.", row + 1);
        problems.push(problem(sheet, (row, column), String::new(), message, true));
    } else {
        list.plans.push((row + 1, plan));
    }
    list.problems.append(&mut problems);
}

fn problem(
    sheet: &Sheet,
    (row, column): (u32, u32),
    raw: String,
    message: String,
    rejected: bool,
) -> Problem {
    Problem {
        code: if rejected {
            "incomplete-plan"
        } else {
            "plan-field"
        }
        .to_owned(),
        severity: Severity::Warning,
        origin: Origin {
            import: 0,
            sheet: sheet.name.clone(),
            row: row + 1,
            column: column + 1,
        },
        raw,
        message,
        rejected,
    }
}

/// The text of a cell as [`PlanField::read`] takes it. A number that is shown as a percentage is read as it is shown; the
/// apostrophe that keeps a text from being a formula is no part of it.
fn text(sheet: &Sheet, row: u32, column: u32) -> String {
    match sheet.grid.cell(row, column) {
        Cell::Empty => String::new(),
        Cell::Text(text) => match text.strip_prefix('\'') {
            Some(rest) if rest.starts_with(RISKY) => rest.to_owned(),
            _ => text.to_owned(),
        },
        Cell::Number(number) if sheet.grid.is_percent(row, column) => {
            // The digits that only the machine made are rounded away: 0.07 is 7%, not 7.000000000000001%.
            let percent = format!("{:.11e}", number * 100.0);
            percent.parse::<f64>().unwrap_or(number).to_string()
        }
        Cell::Number(number) => number.to_string(),
        Cell::Date(at) => at.date().to_string(),
        Cell::Bool(yes) => if yes { "yes" } else { "no" }.to_owned(),
        Cell::Error(error) => error.to_owned(),
    }
}

/// What a spreadsheet would take for the beginning of a formula.
const RISKY: [char; 12] = [
    '=', '+', '-', '@', '\t', '\r', '\n', '\0', '＝', '＋', '－', '＠',
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::{Format, Grid, SourceFile};

    fn workbook(rows: &[&[Cell<'_>]]) -> Workbook {
        let mut grid = Grid::default();
        for (row, cells) in (0..).zip(rows) {
            for (column, cell) in (0..).zip(*cells) {
                grid.push(row, column, *cell);
            }
        }
        grid.settle();
        Workbook {
            file: SourceFile {
                name: "plans.xlsx".to_owned(),
                sha256: String::new(),
                size: 0,
                format: Format::Xlsx,
            },
            sheets: vec![Sheet {
                name: "Plans".to_owned(),
                visible: true,
                grid,
                merged: Vec::new(),
                sidecar: None,
            }],
            problems: Vec::new(),
            sidecar: None,
        }
    }

    #[test]
    fn a_list_of_plans_is_read_below_its_title_and_problems_name_their_cells() {
        let t = Cell::Text;
        let list = plan_list(&workbook(&[
            &[t("Our plans")],
            &[],
            &[
                t("Organisation"),
                t("What is done"),
                t("Goals"),
                t("Target"),
                t("Target date"),
                t("Mood"),
            ],
            &[
                t("Example Works"),
                t("'=Mentoring"),
                t("5; 6"),
                Cell::Number(12.5),
                t("31 March 2027"),
                t("good"),
            ],
            &[t("Example Works"), t("Open days"), t("five"), t("many")],
            &[t(" ")],
            &[t("Example Works"), t(""), t("5")],
            &[t(""), t("Loans"), t("7")],
        ]))
        .expect("a list");
        assert_eq!((list.read, list.plans.len()), (4, 2));
        let (row, first) = &list.plans[0];
        assert_eq!(
            (*row, first.activity.as_str(), first.target),
            (4, "=Mentoring", Some(12.5))
        );
        assert_eq!(first.goals, [5, 6]);
        assert_eq!(
            first.target_date.map(|day| day.to_string()).as_deref(),
            Some("2027-03-31")
        );
        let said: Vec<(String, &str)> = list
            .problems
            .iter()
            .map(|one| (one.origin.cell(), one.message.as_str()))
            .collect();
        assert_eq!(said[0].0, "C5");
        assert!(
            said[0]
                .1
                .starts_with("Goals was left empty: “five” is no goal’s number.")
        );
        assert_eq!(said[1].0, "D5");
        assert_eq!(
            said[2],
            (
                "B7".to_owned(),
                "The plan in row 7 was left out: nothing says what is done."
            )
        );
        assert_eq!(
            said[3],
            (
                "A8".to_owned(),
                "The plan in row 8 was left out: no organisation is named."
            )
        );
    }

    #[test]
    fn figures_are_no_plans() {
        let t = Cell::Text;
        let figures: [&[Cell<'_>]; 2] = [
            &[t("organisation"), t("people"), t("unit"), t("value")],
            &[
                t("Example Works"),
                Cell::Number(3.0),
                t("%"),
                Cell::Number(1.0),
            ],
        ];
        assert_eq!(plan_list(&workbook(&figures)), None);
    }
}
