use std::sync::Arc;

use super::answer_table;
use crate::desktop::address::{IndicatorAsk, IndicatorView};
use crate::desktop::contents::Contents;
use crate::desktop::effects::{FigureKey, Shown};
use crate::desktop::widgets::Table;
use crate::domain::{IndicatorCode, IndicatorKind, SubjectCode, thousands};
use crate::questions::{Answer, RowRole};

/// One indicator.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct IndicatorPage {
    /// Which.
    pub code: IndicatorCode,
    /// Its name.
    pub name: String,
    /// Its goal, by number and name.
    pub goal: Option<(u32, String)>,
    /// The finding.
    pub headline: String,
    /// What it is about.
    pub subtitle: String,
    /// How it is looked at.
    pub view: IndicatorView,
    /// What is asked of it.
    pub ask: IndicatorAsk,
    /// That the chosen subject has no figures, and whose are shown; empty where it has some.
    pub missing: String,
    /// Kind, polarity and counts, for the control row.
    pub facts: String,
    /// The picture.
    pub shown: Arc<Shown>,
    /// Its table twin.
    pub table: Table,
    /// The figure of each of its rows.
    pub keys: Vec<Option<FigureKey>>,
    /// What it means.
    pub about: About,
    /// What is not among the rows, and why.
    pub left_out: Vec<String>,
    /// The indicators before and after it in its goal.
    pub previous: Option<IndicatorCode>,
    /// The one after.
    pub next: Option<IndicatorCode>,
}

/// What an indicator means: headings with their texts.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct About {
    /// Headings with their texts.
    pub parts: Vec<(String, String)>,
    /// A citation to copy.
    pub citation: String,
}

pub(super) fn build(
    shown: &Arc<Shown>,
    contents: &Contents,
    (view, ask): (IndicatorView, IndicatorAsk),
    wanted: Option<&SubjectCode>,
) -> IndicatorPage {
    let answer = &shown.answer;
    let code = answer
        .question
        .indicators
        .first()
        .or_else(|| answer.rows.first().map(|row| &row.indicator_code))
        .cloned()
        .unwrap_or_else(|| IndicatorCode(String::new()));
    let goal = contents.goal_of(&code);
    let siblings = goal.map_or_else(Vec::new, |goal| contents.indicators_of(goal.number));
    let at = siblings.iter().position(|other| *other == code);
    let beside = |step: fn(usize) -> Option<usize>| {
        at.and_then(step)
            .and_then(|index| siblings.get(index).cloned())
    };
    let (table, keys) = answer_table::table(answer);
    let indicator = contents.indicator(&code);
    IndicatorPage {
        name: indicator.map_or_else(|| code.0.clone(), |indicator| indicator.name.clone()),
        goal: goal.map(|goal| (goal.number, goal.name.clone())),
        headline: answer.headline.clone(),
        subtitle: answer.subtitle.clone(),
        view,
        ask,
        missing: wanted.map_or_else(String::new, |wanted| missing(answer, contents, wanted)),
        facts: facts(shown, contents, &code),
        shown: Arc::clone(shown),
        table,
        keys,
        about: about(contents, &code),
        left_out: answer
            .left_out
            .iter()
            .map(|left| format!("{}: {}", left.what, left.why))
            .collect(),
        previous: beside(|at| at.checked_sub(1)),
        next: beside(|at| at.checked_add(1)),
        code,
    }
}

fn missing(answer: &Answer, contents: &Contents, wanted: &SubjectCode) -> String {
    let held = |row: &crate::questions::Row| row.reading.value().is_some();
    let own = answer
        .rows
        .iter()
        .any(|row| row.subject_code == *wanted && held(row));
    if own {
        return String::new();
    }
    let name = contents.subject_name(wanted);
    let focus = answer
        .rows
        .iter()
        .filter(|row| row.subject_code != *wanted && held(row))
        .find(|row| row.role == RowRole::Focus);
    match focus {
        Some(row) => format!("No figures for {name}; shown: {}.", row.subject),
        None if answer.headline.starts_with("No figures") => String::new(),
        None => format!("No figures for {name}."),
    }
}

fn facts(shown: &Shown, contents: &Contents, code: &IndicatorCode) -> String {
    let Some(indicator) = contents.indicator(code) else {
        return String::new();
    };
    let rows = shown.answer.rows.len();
    let kind = kind_words(indicator.kind);
    format!(
        "{kind}  ·  {}  ·  {rows} {} shown",
        indicator.polarity.in_words().to_lowercase(),
        if rows == 1 { "figure" } else { "figures" },
    )
}

fn kind_words(kind: IndicatorKind) -> &'static str {
    match kind {
        IndicatorKind::Official => "Official statistic",
        IndicatorKind::Organisation => "Organisation’s own measure",
        IndicatorKind::Community => "Community-defined",
    }
}

fn about(contents: &Contents, code: &IndicatorCode) -> About {
    let Some(indicator) = contents.indicator(code) else {
        return About::default();
    };
    let goals: Vec<String> = contents
        .links
        .iter()
        .filter(|link| link.indicator == *code)
        .filter_map(|link| {
            let framework = contents.framework.as_ref()?;
            if link.framework != framework.code {
                return None;
            }
            let goal = contents.goal(link.goal)?;
            Some(format!("{} {}", goal.number, goal.name))
        })
        .collect();
    let figures = contents.figure_counts.get(code).copied().unwrap_or(0);
    let imports: Vec<String> = contents
        .imports
        .iter()
        .filter(|import| !import.undone)
        .take(3)
        .map(|import| format!("{}, {}", import.file, super::chrome::day(&import.at)))
        .collect();
    let source = &indicator.source;
    let known = |text: &str| {
        if text.is_empty() {
            "Not given by the source.".to_owned()
        } else {
            text.to_owned()
        }
    };
    let parts = [
        ("What is measured", known(&indicator.measure)),
        ("Definition", known(&indicator.definition)),
        ("Unit", known(&indicator.unit.text)),
        ("Polarity", indicator.polarity.in_words()),
        ("Decimals shown", indicator.decimals.to_string()),
        (
            "Goals",
            if goals.is_empty() {
                "Not placed under a goal.".to_owned()
            } else {
                goals.join("; ")
            },
        ),
        ("Kind", kind_words(indicator.kind).to_owned()),
        ("Be careful", known(&indicator.caveats)),
        ("Publisher", known(&source.publisher)),
        ("Dataset", known(&source.dataset)),
        ("Released", known(&source.released)),
        ("Licence", known(&source.licence)),
        ("Address", known(&source.url)),
        ("Figures in this book", thousands(figures as f64, 0)),
        ("Latest imports of this book", imports.join("; ")),
        ("Code", code.0.clone()),
    ];
    About {
        parts: parts
            .into_iter()
            .filter(|(_, text)| !text.is_empty())
            .map(|(name, text)| (name.to_owned(), text))
            .collect(),
        citation: format!("{}. {}", indicator.name, source.line()),
    }
}

#[cfg(test)]
mod tests {
    use super::missing;
    use crate::desktop::contents::Contents;
    use crate::figures::fixtures;
    use crate::questions::{Answer, Question, QuestionKind, RowRole};

    #[test]
    fn whose_figures_are_shown_is_said_where_the_chosen_has_none() {
        let contents = Contents::default();
        let wanted = "E12000002".into();
        let mut answer = Answer::empty(Question::new(QuestionKind::Trend));
        let mut row = fixtures::row("BBC", "Gap", "%", 9.0);
        row.role = RowRole::Focus;
        answer.rows.push(row);
        assert_eq!(
            missing(&answer, &contents, &wanted),
            "No figures for E12000002; shown: BBC."
        );
        answer.rows[0].role = RowRole::Crowd;
        assert_eq!(
            missing(&answer, &contents, &wanted),
            "No figures for E12000002."
        );
        answer.rows[0].subject_code = wanted.clone();
        assert_eq!(missing(&answer, &contents, &wanted), "");
    }
}
