use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use super::Severity;
use super::columns::{Columns, Part, Profile, names_things, says_how_sure};
use super::grid::Grid;
use super::layout::{self, Table, group_of};
use super::notices::Notices;
use super::plan::Plan;
use super::rows::text_of;

/// Where rows cannot be told apart by subject, period, indicator and group, columns of words that do so become groups.
pub(super) fn add_what_tells_apart(
    grid: &Grid,
    table: &Table,
    (columns, profiles): (&Columns, &[Profile]),
    plan: &mut Plan,
    notices: &mut Notices,
) {
    // Fractions among the words are measured, and name nobody.
    let measures = |column: &u32| {
        let profile = profiles.get(*column as usize);
        profile.is_some_and(|profile| profile.numbers > profile.whole)
    };
    let row = table.header_rows.last().copied().unwrap_or(0);
    let (measuring, candidates): (Vec<u32>, Vec<u32>) = columns
        .having(|part| *part == Part::Context)
        .partition(measures);
    for column in measuring {
        let header = table.headers.get(column as usize);
        let header = header.map_or("", String::as_str);
        notices.say(
            (row, column),
            "numbers-among-words",
            Severity::Warning,
            header,
            format!("“{header}” holds numbers among words, and none of them is read. Say that it holds figures if it does."),
        );
    }
    if candidates.is_empty() {
        return;
    }
    let mut naming: Vec<u32> = columns
        .having(|part| {
            matches!(
                part,
                Part::Period(_)
                    | Part::Indicator
                    | Part::IndicatorCode
                    | Part::Group(_)
                    | Part::Level
            )
        })
        .collect();
    naming.extend(plan.subject.codes.iter().map(|(column, _, _)| *column));
    naming.extend(&plan.subject.names);
    naming.extend(plan.subject.area.as_ref().map(|(area, _)| *area));
    let figure = plan.figures.first().map(|figure| figure.column);
    let mut rows: Vec<u32> = table.rows.iter().collect();
    rows.retain(|row| figure.is_some_and(|column| !text_of(grid.cell(*row, column)).is_empty()));
    if let Some(measure) = columns.first(&Part::Measure) {
        rows.retain(|row| !says_how_sure(&text_of(grid.cell(*row, measure))));
    }
    let mut repeats = repeats(grid, &rows, &naming);
    let mut left = candidates;
    while repeats * 100 > rows.len() {
        let best = left
            .iter()
            .map(|candidate| {
                let mut with = naming.clone();
                with.push(*candidate);
                // Of a code and its name that part rows alike, the name says more.
                let header = table.headers.get(*candidate as usize);
                let is_code = header.is_some_and(|header| names_things(header));
                (self::repeats(grid, &rows, &with), is_code, *candidate)
            })
            .min();
        let Some((fewer, _, column)) = best else {
            break;
        };
        let (before, after) = (rows.len() - repeats, rows.len() - fewer);
        if after * 5 < before * 6 && fewer * 5 > repeats * 4 {
            break;
        }
        repeats = fewer;
        naming.push(column);
        left.retain(|candidate| *candidate != column);
        let header = table
            .headers
            .get(column as usize)
            .cloned()
            .unwrap_or_default();
        notices.say(
            (row, column),
            "kept-as-group",
            Severity::Info,
            &header,
            format!("Rows of one subject are told apart by “{header}”, which is kept as a group."),
        );
        plan.groups.push((column, header.to_lowercase()));
    }
}

/// Leaves out what is no group of people, and finds what stands for everybody.
pub(super) fn settle(
    grid: &Grid,
    table: &Table,
    (columns, profiles): (&Columns, &[Profile]),
    plan: &mut Plan,
) {
    leave_out_rankings(grid, table, columns, plan);
    add_totals(table, profiles, plan);
}

/// Tenths and fifths beside rows that are told apart without them say where each row stands among the others, and are no groups of
/// people.
fn leave_out_rankings(grid: &Grid, table: &Table, columns: &Columns, plan: &mut Plan) {
    let mut naming: Vec<u32> = columns
        .having(|part| {
            matches!(
                part,
                Part::Period(_) | Part::Indicator | Part::IndicatorCode | Part::Level
            )
        })
        .collect();
    naming.extend(plan.subject.codes.iter().map(|(column, _, _)| *column));
    naming.extend(&plan.subject.names);
    let rows: Vec<u32> = table.rows.iter().take(5000).collect();
    let ranks = |dimension: &str| {
        ["quintile", "decile", "quartile", "rag"]
            .iter()
            .any(|word| dimension.contains(word))
    };
    let others: Vec<u32> = plan
        .groups
        .iter()
        .filter(|(_, dimension)| !ranks(dimension))
        .map(|(column, _)| *column)
        .collect();
    naming.extend(others);
    let ranked = plan.groups.iter().any(|(_, dimension)| ranks(dimension));
    if ranked && !plan.subject.names.is_empty() && repeats(grid, &rows, &naming) == 0 {
        plan.groups.retain(|(_, dimension)| !ranks(dimension));
    }
}

/// What stands for everybody in columns of groups: the only one of a column's texts that begins with “all” or “total” and goes on
/// with what the column is called, or with a word for all that there is: `All severities` under `Severity`.
fn add_totals(table: &Table, profiles: &[Profile], plan: &mut Plan) {
    for (column, dimension) in &plan.groups {
        let (Some(profile), Some(header)) = (
            profiles.get(*column as usize),
            table.headers.get(*column as usize),
        ) else {
            continue;
        };
        let totals: Vec<&String> = profile
            .distinct
            .iter()
            .filter(|text| layout::is_total(text))
            .collect();
        let [total] = totals.as_slice() else {
            continue;
        };
        let named = format!("{header} {dimension}").to_lowercase();
        if profile.distinct.len() > 2 && is_all_of(&total.to_lowercase(), &named) {
            plan.totals.insert(*column, (*total).clone());
        }
    }
}

/// Whether `all severities` is all that `severity` names.
fn is_all_of(total: &str, named: &str) -> bool {
    const ALL_THERE_IS: [&str; 25] = [
        "people",
        "persons",
        "pupils",
        "children",
        "adults",
        "staff",
        "employees",
        "students",
        "households",
        "types",
        "categories",
        "groups",
        "ages",
        "levels",
        "reasons",
        "causes",
        "learners",
        "residents",
        "offences",
        "sectors",
        "industries",
        "occupations",
        "services",
        "subjects",
        "purposes",
    ];
    let Some(rest) = total.strip_prefix("all ") else {
        return false;
    };
    let root = |word: &str| {
        word.trim_end_matches('s')
            .chars()
            .take(5)
            .collect::<String>()
    };
    let words = |text: &str| {
        text.split(|c: char| !c.is_alphanumeric())
            .filter(|word| word.len() > 2)
            .map(root)
            .collect::<Vec<String>>()
    };
    ALL_THERE_IS.contains(&rest) || {
        let (of_total, of_header) = (words(rest), words(named));
        !of_total.is_empty() && of_total.iter().all(|word| of_header.contains(word))
    }
}

/// Headers of columns that name what is measured, where no column is known to do so.
const MEASURES: [&str; 12] = [
    "variable",
    "variables",
    "series",
    "data series",
    "item",
    "data item",
    "kpi",
    "performance indicator",
    "performance measure",
    "what is measured",
    "outcome",
    "outcome measure",
];

/// The column that names what its rows measure, where no column of indicators does and its rows do not all say the same: a column of
/// measures, one whose header says as much, or one that would describe the subject, if it did not differ between rows of one.
pub(super) fn measures_of_rows(
    grid: &Grid,
    table: &Table,
    columns: &Columns,
    profiles: &[Profile],
) -> Option<u32> {
    let named = |part: &Part| {
        matches!(
            part,
            Part::Indicator | Part::IndicatorCode | Part::IndicatorBand
        )
    };
    if columns.parts.iter().any(named) {
        return None;
    }
    let several = |column: &u32| {
        let profile = profiles.get(*column as usize);
        profile.is_some_and(|profile| {
            let measuring = profile.distinct.iter().filter(|text| !says_how_sure(text));
            measuring.count() > 1
        })
    };
    let measure = columns.first(&Part::Measure);
    let limits = measure
        .and_then(|column| profiles.get(column as usize))
        .is_some_and(|profile| profile.distinct.iter().any(|text| says_how_sure(text)));
    if let Some(measure) = measure.filter(|_| !limits) {
        return Some(measure).filter(several);
    }
    let says_so = |column: &u32| {
        let header = table.headers.get(*column as usize);
        header.is_some_and(|header| MEASURES.contains(&header.trim().to_lowercase().as_str()))
    };
    let are_groups = |column: &u32| {
        let texts = profiles.get(*column as usize).map(|one| &one.distinct);
        texts.is_some_and(|texts| {
            let groups = texts.iter().filter(|text| group_of(text).is_some());
            groups.count() * 2 >= texts.len()
        })
    };
    let subject = columns.having(|part| matches!(part, Part::Code(_))).next();
    let named = subject.or_else(|| columns.first(&Part::Name { weak: false }));
    // Measures that differ from place to place, each of which has but one, are none: the `Outcome` of an inspection.
    let each_once = named.is_some_and(|of| {
        let rows: Vec<u32> = table.rows.iter().take(5000).collect();
        repeats(grid, &rows, &[of]) == 0
    });
    let by_header = columns
        .having(|part| *part == Part::Context)
        .filter(|column| says_so(column) && !each_once);
    // `Name` alone may name a measure; `Region` and `Organisation name` never do.
    let names_other = |column: &u32| {
        let header = table.headers.get(*column as usize);
        let is_name = matches!(columns.parts.get(*column as usize), Some(Part::Name { .. }));
        is_name && header.is_some_and(|header| !header.trim().eq_ignore_ascii_case("name"))
    };
    let describing = columns
        .having(|part| matches!(part, Part::Type | Part::Dataset | Part::Name { .. }))
        .filter(|column| !names_other(column))
        .filter(|column| subject.is_some_and(|of| differs_within(grid, table, of, *column)));
    by_header
        .chain(describing)
        .filter(several)
        .find(|column| !are_groups(column))
}

/// Whether a column says different things of one subject, and mostly the same of several: a name that is written in two ways does
/// not.
fn differs_within(grid: &Grid, table: &Table, subject: u32, column: u32) -> bool {
    let mut of_subject: HashMap<String, String> = HashMap::new();
    let mut of_text: HashMap<String, (String, bool)> = HashMap::new();
    let mut differs = false;
    for row in table.rows.iter().take(5000) {
        let said = text_of(grid.cell(row, column)).into_owned();
        let of = text_of(grid.cell(row, subject)).into_owned();
        if said.is_empty() || of.is_empty() {
            continue;
        }
        let first = of_text
            .entry(said.clone())
            .or_insert_with(|| (of.clone(), false));
        first.1 |= first.0 != of;
        differs |= *of_subject.entry(of).or_insert_with(|| said.clone()) != said;
    }
    let shared = of_text.values().filter(|(_, shared)| *shared).count();
    differs && shared * 2 > of_text.len()
}

/// Rows that say the same in all of these columns as one above them.
pub(super) fn repeats(grid: &Grid, rows: &[u32], columns: &[u32]) -> usize {
    let mut seen = HashSet::with_capacity(rows.len());
    rows.iter()
        .filter(|row| {
            let mut hasher = DefaultHasher::new();
            for column in columns {
                text_of(grid.cell(**row, *column)).hash(&mut hasher);
            }
            !seen.insert(hasher.finish())
        })
        .count()
}
