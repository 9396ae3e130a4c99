use crate::domain::SubjectCode;
use crate::figures::scale::{Span, drawable};
use crate::figures::speech;
use crate::questions::{Answer, Detail, RowRole};

/// One of those that are compared.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Column {
    pub(super) code: SubjectCode,
    pub(super) name: String,
}

/// One indicator.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Line {
    /// Short name with its unit.
    pub(super) name: String,
    pub(super) goal: Option<u32>,
    /// Row of each column; none where the answer has none.
    pub(super) cells: Vec<Option<usize>>,
    pub(super) benchmark: Option<f64>,
    /// Row of the benchmark, where it has one.
    pub(super) benchmark_row: Option<usize>,
    /// What the numbers of the line cover: the depth of a colour where nothing is judged.
    pub(super) span: Option<Span>,
}

/// Subjects by indicators. Knows no pixels.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::figures) struct Rug {
    pub(super) columns: Vec<Column>,
    pub(super) lines: Vec<Line>,
    pub(super) benchmark: String,
    /// Number and name of the goals.
    goals: Vec<(u32, String)>,
    /// True when lines stand under more than one goal.
    pub(super) several_goals: bool,
}

impl Rug {
    pub(in crate::figures) fn of(answer: &Answer) -> Self {
        let mut columns: Vec<Column> = Vec::new();
        let mut places = std::collections::HashMap::new();
        for row in &answer.rows {
            if row.role != RowRole::Benchmark && !places.contains_key(&row.subject_code) {
                places.insert(row.subject_code.clone(), columns.len());
                columns.push(Column {
                    code: row.subject_code.clone(),
                    name: row.subject.clone(),
                });
            }
        }
        let mut lines: Vec<Line> = Vec::new();
        let mut known = std::collections::HashMap::new();
        for (index, row) in answer.rows.iter().enumerate() {
            let at = *known.entry(row.indicator_code.clone()).or_insert_with(|| {
                let unit = speech::unit_sign(&row.unit);
                let name = if unit.is_empty() {
                    row.indicator_short.clone()
                } else {
                    format!("{} ({unit})", row.indicator_short)
                };
                lines.push(Line {
                    name,
                    goal: row.goal,
                    cells: vec![None; columns.len()],
                    benchmark: None,
                    benchmark_row: None,
                    span: None,
                });
                lines.len() - 1
            });
            let Some(line) = lines.get_mut(at) else {
                continue;
            };
            if row.role == RowRole::Benchmark {
                line.benchmark_row = Some(index);
                line.benchmark = row.reading.value().and_then(drawable);
            } else {
                if line.benchmark.is_none() {
                    line.benchmark = row.benchmark.and_then(drawable);
                }
                if let Some(cell) = places
                    .get(&row.subject_code)
                    .and_then(|place| line.cells.get_mut(*place))
                {
                    *cell = Some(index);
                }
            }
        }
        for line in &mut lines {
            line.span = Span::of(
                line.cells
                    .iter()
                    .flatten()
                    .filter_map(|index| answer.rows.get(*index)?.reading.value()),
            );
        }
        let (benchmark, goals) = match &answer.detail {
            Detail::Comparison {
                benchmark_name,
                goals,
            } => (benchmark_name.clone(), goals.clone()),
            _ => (String::new(), Vec::new()),
        };
        let several_goals = lines
            .iter()
            .any(|line| lines.first().is_some_and(|first| first.goal != line.goal));
        Self {
            columns,
            lines,
            benchmark,
            goals,
            several_goals,
        }
    }

    /// The heading above a goal's lines: its number and its name.
    pub(super) fn heading(&self, goal: Option<u32>) -> String {
        let Some(number) = goal else {
            return "No goal yet".to_owned();
        };
        match self.goals.iter().find(|(one, _)| *one == number) {
            Some((_, name)) if !name.is_empty() => format!("Goal {number}  {name}"),
            _ => format!("Goal {number}"),
        }
    }

    /// The line that is shown as dots: the one of the selected row, else the first with two numbers.
    pub(super) fn chosen(&self, answer: &Answer, selected: Option<usize>) -> Option<usize> {
        let has = |line: &Line, row: usize| {
            line.cells.contains(&Some(row)) || line.benchmark_row == Some(row)
        };
        let by_row = selected.and_then(|row| self.lines.iter().position(|line| has(line, row)));
        by_row.or_else(|| {
            self.lines.iter().position(|line| {
                line.cells
                    .iter()
                    .flatten()
                    .filter_map(|index| answer.rows.get(*index)?.reading.value())
                    .count()
                    > 1
            })
        })
    }
}
