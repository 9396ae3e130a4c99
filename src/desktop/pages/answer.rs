use std::sync::Arc;

use super::gaps;
use super::line_select::LineSelect;
use super::sets::sets;
use super::twin::{Twin, twin};
use crate::desktop::address::{Address, GapOrder, IndicatorAsk, RailPlace, View};
use crate::desktop::contents::Contents;
use crate::desktop::effects::Shown;
use crate::desktop::state::State;
use crate::domain::{IndicatorCode, IndicatorKind, SubjectCode, thousands};
use crate::questions::{Answer, Detail, QuestionKind, RowRole};

/// An answer: its finding, its figure, its table, and what its indicators mean.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct AnswerPage {
    /// The way from the first screen to here; the last is where one is.
    pub way: Vec<(String, Address)>,
    /// What is looked at, for the view that has no finding.
    pub name: String,
    /// The finding.
    pub headline: String,
    /// What it is about.
    pub subtitle: String,
    /// How it is looked at.
    pub view: View,
    /// How it can be looked at.
    pub views: &'static [View],
    /// What is asked of the indicator; none where the screen is not about one.
    pub ask: Option<IndicatorAsk>,
    /// What can be chosen of the question.
    pub selects: Vec<LineSelect>,
    /// In which order gaps stand; none where there are none.
    pub order: Option<GapOrder>,
    /// Where an indicator has no people groups: those that have, by name and address.
    pub others: Vec<(String, String)>,
    /// That the chosen subject has no figures, and whose are shown; empty where it has some.
    pub missing: String,
    /// Kind, polarity and counts, for the control row.
    pub facts: String,
    /// The picture.
    pub shown: Arc<Shown>,
    /// Its table twin.
    pub twin: Twin,
    /// What its indicators mean.
    pub abouts: Vec<About>,
    /// What is not among the rows, and why.
    pub left_out: Vec<String>,
    /// The screen of the indicator before this one in its goal.
    pub previous: Option<Address>,
    /// Of the one after.
    pub next: Option<Address>,
}

/// What an indicator means: headings with their texts.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct About {
    /// The indicator's name.
    pub name: String,
    /// Headings with their texts.
    pub parts: Vec<(String, String)>,
    /// A citation to copy.
    pub citation: String,
}

/// Most indicators that are explained on one screen.
const MOST_ABOUTS: usize = 20;

pub(super) fn build(shown: &Arc<Shown>, contents: &Contents, state: &State) -> AnswerPage {
    let answer = &shown.answer;
    let codes = indicators(answer);
    let only = match codes.as_slice() {
        [code] => Some(code),
        _ => None,
    };
    let ask = match state.address() {
        Address::Indicator { ask, .. } => Some(*ask),
        Address::Question(_) => IndicatorAsk::of(&answer.question),
        _ => None,
    };
    let question = &answer.question;
    let of_many = ask.is_some_and(IndicatorAsk::is_of_many) && state.here().view != View::Map;
    let of_organisations = answer.rows.iter().any(|row| {
        let subject = contents.subject(&row.subject_code);
        subject.is_some_and(|one| one.organisation_type().is_some())
    });
    let goal = only.and_then(|code| contents.goal_of(code));
    let siblings = goal.map_or_else(Vec::new, |goal| contents.indicators_of(goal.number));
    let at = siblings.iter().position(|other| Some(other) == only);
    let beside = |step: fn(usize) -> Option<usize>| {
        let code = at.and_then(step).and_then(|index| siblings.get(index))?;
        Some(Address::Indicator {
            code: code.clone(),
            ask: ask?,
        })
    };
    let view = state.here().view;
    let wanted = match state.address() {
        _ if view == View::Map => None,
        Address::Indicator { .. } => state.context().subject.as_ref(),
        _ => None,
    };
    let name = match (only, question.kind, question.goal) {
        (Some(code), ..) => indicator_name(contents, code),
        (None, QuestionKind::Gap, Some(number)) => contents
            .goal(number)
            .map_or_else(|| format!("Goal {number}"), |goal| goal.name.clone()),
        (None, QuestionKind::Gap, None) => "All indicators".to_owned(),
        (None, kind, _) => super::sets::upper(kind.word()),
    };
    AnswerPage {
        way: way(state.address(), contents, only, &name),
        name,
        headline: answer.headline.clone(),
        subtitle: answer.subtitle.clone(),
        view,
        views: state.views(),
        ask,
        selects: match answer.question.kind {
            QuestionKind::Gap | QuestionKind::Closing => gaps::selects(question, contents),
            _ if of_many => vec![sets(question, of_organisations, contents)],
            _ => Vec::new(),
        },
        order: match &answer.detail {
            Detail::Gap { pairs, .. } if pairs.len() > 1 => Some(state.here().order),
            _ => None,
        },
        others: if answer.rows.is_empty() && question.kind == QuestionKind::Gap {
            gaps::others_with_groups(question, contents)
        } else {
            Vec::new()
        },
        missing: wanted.map_or_else(String::new, |wanted| missing(answer, contents, wanted)),
        facts: only.map_or_else(String::new, |code| facts(shown, contents, code)),
        shown: Arc::clone(shown),
        twin: match &answer.detail {
            Detail::Gap { pairs, .. } => gaps::twin(answer, pairs),
            _ => twin(answer),
        },
        abouts: if view == View::About {
            codes
                .iter()
                .take(MOST_ABOUTS)
                .map(|code| about(contents, code))
                .collect()
        } else {
            Vec::new()
        },
        // What the notes say already is not said again.
        left_out: answer
            .left_out
            .iter()
            .filter(|_| !answer.notes.iter().any(|note| note.starts_with("Left out")))
            .map(|left| format!("{}: {}", left.what, left.why))
            .collect(),
        previous: beside(|at| at.checked_sub(1)),
        next: beside(|at| at.checked_add(1)),
    }
}

/// The indicators that an answer is about.
fn indicators(answer: &Answer) -> Vec<IndicatorCode> {
    let mut codes = answer.question.indicators.clone();
    if codes.is_empty() {
        for row in &answer.rows {
            if !codes.contains(&row.indicator_code) {
                codes.push(row.indicator_code.clone());
            }
        }
    }
    codes
}

fn indicator_name(contents: &Contents, code: &IndicatorCode) -> String {
    contents
        .indicator(code)
        .map_or_else(|| code.0.clone(), |indicator| indicator.name.clone())
}

fn way(
    address: &Address,
    contents: &Contents,
    only: Option<&IndicatorCode>,
    name: &str,
) -> Vec<(String, Address)> {
    let mut way = match address.rail() {
        RailPlace::Gaps => vec![("Gaps".to_owned(), Address::Question("gap".to_owned()))],
        _ => vec![("Goals".to_owned(), Address::Goals)],
    };
    let goal = match address {
        Address::Goals => return way,
        Address::Goal(number) => contents.goal(*number),
        Address::Profile(code) => {
            let list = match address.rail() {
                RailPlace::Places => ("Places", Address::Places),
                _ => ("Organisations", Address::Organisations),
            };
            return vec![
                (list.0.to_owned(), list.1),
                (contents.subject_name(code), address.clone()),
            ];
        }
        _ => only.and_then(|code| contents.goal_of(code)),
    };
    if let Some(goal) = goal {
        way.push((
            format!("{} {}", goal.number, goal.name),
            Address::Goal(goal.number),
        ));
    }
    if !matches!(address, Address::Goal(_)) {
        way.push((name.to_owned(), address.clone()));
    }
    way
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
        "{kind}  ·  {}  ·  {} {} shown",
        indicator.polarity.in_words().to_lowercase(),
        thousands(rows as f64, 0),
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
        name: indicator.name.clone(),
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
