use super::number;
use crate::actions::EditionAnswer;
use crate::book::{Comparison, Difference, EditionOrder, Revision};
use crate::desktop::contents::Contents;
use crate::desktop::widgets::{Cell, Column, Table};
use crate::domain::{Reading, thousands};
use crate::import::Counts;

/// What writing a file will do.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Foreseen {
    /// Each count with its words.
    pub lines: Vec<(String, String)>,
    /// Why it may be an earlier edition, where somebody has to say.
    pub unclear: String,
    /// What was said.
    pub edition: Option<EditionAnswer>,
    /// That it is an earlier edition, where it is; empty otherwise.
    pub earlier: String,
    /// The figures that change, the largest revisions first.
    pub revisions: Table,
}

impl Foreseen {
    pub(super) fn of(
        comparison: &Comparison,
        counts: &Counts,
        edition: Option<EditionAnswer>,
        contents: &Contents,
    ) -> Self {
        let difference = &comparison.difference;
        let mut lines = lines(difference);
        lines.push(("Left out".to_owned(), number(counts.rejected)));
        lines.push((
            "Withheld by the publisher, among those that are kept".to_owned(),
            number(counts.all_withheld()),
        ));
        Self {
            lines,
            unclear: match &comparison.order {
                EditionOrder::Unclear { why, .. } => why.clone(),
                _ => String::new(),
            },
            edition,
            earlier: match &comparison.order {
                EditionOrder::Earlier { why, .. } => why.clone(),
                _ => String::new(),
            },
            revisions: revisions(difference, contents),
        }
    }
}

/// The counts of a difference in words.
pub(super) fn lines(difference: &Difference) -> Vec<(String, String)> {
    let Difference {
        revised,
        withheld,
        given,
        gone,
        ..
    } = difference;
    let mut lines = vec![
        ("New".to_owned(), number(difference.added)),
        (
            "Revised: another number takes the place of one in the book".to_owned(),
            number(revised.count),
        ),
        (
            "Already there, and the same".to_owned(),
            number(difference.unchanged),
        ),
    ];
    for (words, count) in [
        (
            "The same number with another interval, count, marker or note",
            difference.restated,
        ),
        ("A number before, withheld now", withheld.count),
        (
            "Withheld before, a number or for another reason now",
            given.count,
        ),
        (
            "In the earlier edition only: they stay in the book",
            gone.count,
        ),
    ] {
        if count > 0 {
            lines.push((words.to_owned(), number(count)));
        }
    }
    lines
}

/// The figures that two editions give differently, the largest difference first.
pub(super) fn revisions(difference: &Difference, contents: &Contents) -> Table {
    let all = [&difference.revised, &difference.withheld, &difference.given];
    let rows = all
        .into_iter()
        .flat_map(|of| &of.listed)
        .map(|revision| row(revision, contents))
        .collect();
    let columns = vec![
        Column::words("Indicator", 3.0),
        Column::words("Place or organisation", 2.4),
        Column::words("Period", 1.2),
        Column::numbers("Before", 1.0),
        Column::numbers("Now", 1.0),
        Column::numbers("Difference", 1.1),
    ];
    Table::new("Figures that change, the largest first", columns, rows)
}

fn row(revision: &Revision, contents: &Contents) -> Vec<Cell> {
    let indicator = contents.indicator(&revision.indicator);
    let show = |reading: Reading| match reading.value() {
        Some(value) => {
            indicator.map_or_else(|| thousands(value, 1), |indicator| indicator.show(value))
        }
        None => reading.state().sign(),
    };
    let name = indicator.map_or_else(
        || revision.indicator.0.clone(),
        |indicator| indicator.name.clone(),
    );
    let name = if revision.group.is_all() {
        name
    } else {
        format!("{name}, {}", revision.group)
    };
    let difference = revision.difference().map_or_else(String::new, |value| {
        let sign = if value < 0.0 { "−" } else { "+" };
        let size = indicator.map_or_else(
            || thousands(value.abs(), 1),
            |indicator| indicator.show_difference_tight(value),
        );
        format!("{sign}{size}")
    });
    vec![
        Cell::plain(name),
        Cell::plain(revision.subject_name.clone()),
        Cell::muted(revision.period.label()),
        Cell::plain(show(revision.old)),
        Cell::strong(revision.new.map_or_else(String::new, show)),
        Cell::plain(difference),
    ]
}
