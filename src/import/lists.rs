//! Spreadsheets of plans and of community-defined outcomes: one a row, a column a field. What cannot be read is said with its cell,
//! and the rest is kept.

use super::{Cell, Problem, Severity, Sheet, Workbook};
use crate::domain::{ListField, Origin, Outcome, OutcomeField, Plan, PlanField};

/// Rows in which the header is looked for.
const HEADER_WITHIN: u32 = 60;

/// Fewest columns that are known.
const FEWEST_COLUMNS: usize = 3;

/// What a file lists.
#[derive(Clone, Debug, PartialEq)]
pub struct List<T> {
    /// Name of the file.
    pub file: String,
    /// Name of the sheet.
    pub sheet: String,
    /// What is listed, each with the row in which it stands, from 1.
    pub items: Vec<(u32, T)>,
    /// Rows that say something.
    pub read: usize,
    /// What could not be read. A row is left out where it does not say what it is about.
    pub problems: Vec<Problem>,
}

/// The plans of a file.
pub type PlanList = List<Plan>;
/// The community-defined outcomes of a file.
pub type OutcomeList = List<Outcome>;

/// A list that is no list of figures.
#[derive(Clone, Debug, PartialEq)]
pub enum Listed {
    /// Plans.
    Plans(PlanList),
    /// Community-defined outcomes.
    Outcomes(OutcomeList),
}

impl Listed {
    /// Name of the file.
    pub fn file(&self) -> &str {
        match self {
            Self::Plans(list) => &list.file,
            Self::Outcomes(list) => &list.file,
        }
    }

    /// What is listed, as a sentence names several.
    pub fn what(&self) -> &'static str {
        match self {
            Self::Plans(_) => "plans",
            Self::Outcomes(_) => "community-defined outcomes",
        }
    }
}

/// The list that a workbook holds in place of figures; none of any other file.
pub fn listed(workbook: &Workbook) -> Option<Listed> {
    let plans = list(workbook, &PLANS).map(Listed::Plans);
    plans.or_else(|| list(workbook, &OUTCOMES).map(Listed::Outcomes))
}

/// How lists of a kind are known and read.
struct Kind<F: ListField> {
    /// As a sentence names one of them, and the codes of its problems.
    name: &'static str,
    /// Whether a header that has these fields is one of such a list.
    is_header: fn(&[F]) -> bool,
    /// One of which nothing is said yet.
    empty: fn() -> F::Of,
    /// The same with its texts in good order.
    tidy: fn(F::Of) -> F::Of,
    /// What must be said and is not, and why that matters.
    missing: fn(&F::Of) -> Option<(F, &'static str)>,
}

/// A header names an organisation, what is done and more of a plan's columns.
const PLANS: Kind<PlanField> = Kind {
    name: "plan",
    is_header: |fields| {
        let who = [PlanField::Organisation, PlanField::OrganisationName];
        who.iter().any(|who| fields.contains(who)) && fields.contains(&PlanField::Activity)
    },
    empty: || Plan::of("", "", ""),
    tidy: Plan::tidy,
    missing: |plan| {
        if plan.activity.is_empty() {
            Some((PlanField::Activity, "nothing says what is done"))
        } else if plan.organisation.0.is_empty() && plan.organisation_name.is_empty() {
            Some((PlanField::OrganisationName, "no organisation is named"))
        } else {
            None
        }
    },
};

/// A header names what was said, by whom it was defined and more of an outcome's columns.
const OUTCOMES: Kind<OutcomeField> = Kind {
    name: "outcome",
    is_header: |fields| {
        fields.contains(&OutcomeField::Words) && fields.contains(&OutcomeField::DefinedBy)
    },
    empty: Outcome::default,
    tidy: Outcome::tidy,
    missing: |outcome| {
        let none = outcome.words.is_empty();
        none.then_some((OutcomeField::Words, "nothing says what was said"))
    },
};

fn list<F: ListField>(workbook: &Workbook, kind: &Kind<F>) -> Option<List<F::Of>> {
    let mut sheets = workbook.sheets.iter().filter(|sheet| sheet.visible);
    let (sheet, header, columns) = sheets.find_map(|sheet| {
        let (row, columns) = header(sheet, kind)?;
        Some((sheet, row, columns))
    })?;
    let mut list = List {
        file: workbook.file.name.clone(),
        sheet: sheet.name.clone(),
        items: Vec::new(),
        read: 0,
        problems: Vec::new(),
    };
    for row in sheet.grid.row_numbers().filter(|row| *row > header) {
        read_row(sheet, row, (kind, &columns), &mut list);
    }
    Some(list)
}

/// The row of the header, and which column holds what.
fn header<F: ListField>(sheet: &Sheet, kind: &Kind<F>) -> Option<(u32, Vec<(u32, F)>)> {
    let rows = sheet
        .grid
        .row_numbers()
        .take_while(|row| *row < HEADER_WITHIN);
    rows.into_iter().find_map(|row| {
        let mut columns: Vec<(u32, F)> = Vec::new();
        for (column, cell) in sheet.grid.row(row) {
            if let Cell::Text(text) = cell
                && let Some(field) = F::of_column(text)
                && !columns.iter().any(|(_, known)| *known == field)
            {
                columns.push((column, field));
            }
        }
        let fields: Vec<F> = columns.iter().map(|(_, field)| *field).collect();
        let found = fields.len() >= FEWEST_COLUMNS && (kind.is_header)(&fields);
        found.then_some((row, columns))
    })
}

fn read_row<F: ListField>(
    sheet: &Sheet,
    row: u32,
    (kind, columns): (&Kind<F>, &[(u32, F)]),
    list: &mut List<F::Of>,
) {
    let mut item = (kind.empty)();
    let mut problems = Vec::new();
    let mut empty = true;
    for (column, field) in columns {
        let raw = text(sheet, row, *column);
        if raw.trim().is_empty() {
            continue;
        }
        empty = false;
        if let Err(why) = field.read(&mut item, &raw) {
            let message = format!("{} was left empty: {why}", field.label());
            let code = format!("{}-field", kind.name);
            problems.push(problem(sheet, (row, *column), (code, message), raw));
        }
    }
    if empty {
        return;
    }
    list.read += 1;
    let item = (kind.tidy)(item);
    if let Some((field, why)) = (kind.missing)(&item) {
        let at = columns.iter().find(|(_, known)| *known == field);
        let column = at.map_or(0, |(column, _)| *column);
        let message = format!("The {} in row {} was left out: {why}.", kind.name, row + 1);
        let code = format!("incomplete-{}", kind.name);
        problems.push(Problem {
            rejected: true,
            ..problem(sheet, (row, column), (code, message), String::new())
        });
    } else {
        list.items.push((row + 1, item));
    }
    list.problems.append(&mut problems);
}

fn problem(
    sheet: &Sheet,
    (row, column): (u32, u32),
    (code, message): (String, String),
    raw: String,
) -> Problem {
    Problem {
        code,
        severity: Severity::Warning,
        origin: Origin {
            import: 0,
            sheet: sheet.name.clone(),
            row: row + 1,
            column: column + 1,
        },
        raw,
        about: String::new(),
        message,
        rejected: false,
    }
}

/// The text of a cell as [`ListField::read`] takes it. A number that is shown as a percentage is read as it is shown; the
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
                hidden: crate::import::Hidden::default(),
                sidecar: None,
            }],
            problems: Vec::new(),
            sidecar: None,
        }
    }

    #[test]
    fn a_list_of_plans_is_read_below_its_title_and_problems_name_their_cells() {
        let t = Cell::Text;
        let Some(Listed::Plans(list)) = listed(&workbook(&[
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
        ])) else {
            unreachable!("a list of plans");
        };
        assert_eq!((list.read, list.items.len()), (4, 2));
        let (row, first) = &list.items[0];
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
        assert_eq!(listed(&workbook(&figures)), None);
    }

    #[test]
    fn a_list_of_outcomes_is_read_with_what_is_wrong_in_it() {
        let t = Cell::Text;
        let Some(Listed::Outcomes(list)) = listed(&workbook(&[
            &[
                t("community_outcome"),
                t("Who defined it"),
                t("Goal"),
                t("priority"),
            ],
            &[
                t("A bus home"),
                t("A forum"),
                Cell::Number(11.0),
                t("first"),
            ],
            &[t(""), t("A forum"), t("3")],
        ])) else {
            unreachable!("a list of outcomes");
        };
        assert_eq!((list.read, list.items.len()), (2, 1));
        let (row, first) = &list.items[0];
        assert_eq!((*row, first.goal, first.priority), (2, Some(11), None));
        let codes: Vec<&str> = list.problems.iter().map(|one| one.code.as_str()).collect();
        assert_eq!(codes, ["outcome-field", "incomplete-outcome"]);
    }
}
