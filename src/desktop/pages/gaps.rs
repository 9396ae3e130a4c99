use super::line_select::LineSelect;
use super::sets;
use super::twin::{Meant, Twin};
use crate::desktop::contents::Contents;
use crate::desktop::widgets::{Cell, Choice, Column, Table};
use crate::domain::{IndicatorCode, PeopleGroup, SubjectCode, thousands};
use crate::questions::{Answer, Between, Detail, GapPair, Question, QuestionKind, Row, Subjects};

/// What chooses a gap: of what, between which two, and of whom.
pub(super) fn selects(question: &Question, contents: &Contents) -> Vec<LineSelect> {
    let mut selects = vec![of_what(question, contents)];
    let groups = groups(question, contents);
    selects.push(first(question, contents, &groups));
    selects.extend(second(question, contents, &groups));
    if question.indicators.len() == 1 && !matches!(question.between, Between::Subjects(..)) {
        selects.push(of_whom(question, contents));
    }
    selects
}

/// All indicators, a goal, or one indicator.
fn of_what(question: &Question, contents: &Contents) -> LineSelect {
    let mut select = LineSelect::new("Gaps of", "", 320);
    let one_subject = || match &question.subjects {
        Subjects::Codes(codes) => Subjects::Codes(codes.iter().take(1).cloned().collect()),
        _ => Subjects::Unsaid,
    };
    // Groups of one indicator are none of another's.
    let plain = Question {
        between: Between::Unsaid,
        narrowed: crate::questions::Narrowing::default(),
        subjects: one_subject(),
        indicators: Vec::new(),
        goal: None,
        kind: QuestionKind::Gap,
        ..question.clone()
    };
    let all = question.indicators.is_empty() && question.goal.is_none();
    select.push(Choice::new("All indicators", ""), &plain, all);
    for goal in &contents.goals {
        let here = question.indicators.is_empty() && question.goal == Some(goal.number);
        let asked = Question {
            goal: Some(goal.number),
            ..plain.clone()
        };
        let name = format!("{} {}", goal.number, goal.name);
        select.push(Choice::new(name, "goal"), &asked, here);
    }
    for indicator in &contents.indicators {
        let codes: Vec<IndicatorCode> = vec![indicator.code.clone()];
        let here = question.indicators == codes;
        let count = contents.groups_of(&indicator.code).len();
        let detail = if count > 1 {
            format!("{count} people groups")
        } else {
            String::new()
        };
        let asked = Question {
            indicators: codes,
            kind: question.kind,
            ..plain.clone()
        };
        select.push(Choice::new(indicator.name.clone(), detail), &asked, here);
    }
    select
}

/// The people groups that the indicator has figures of; of all indicators where several are asked about.
pub(super) fn groups<'a>(question: &Question, contents: &'a Contents) -> Vec<&'a PeopleGroup> {
    match question.indicators.as_slice() {
        [code] => contents.groups_of(code).iter().collect(),
        _ => contents.groups.iter().collect(),
    }
}

fn first(question: &Question, contents: &Contents, groups: &[&PeopleGroup]) -> LineSelect {
    let mut select = LineSelect::new("Between", "Between", 290);
    let one = question.indicators.len() == 1;
    let asked = |between: Between| Question {
        between,
        ..question.clone()
    };
    for (between, text, detail, fits) in [
        (
            Between::Unsaid,
            "the usual two",
            "chosen by the question",
            true,
        ),
        (Between::Extremes, "the two furthest apart", "", true),
        (Between::Deprivation, "most and least deprived", "", true),
        (
            Between::LowestTenth,
            "lowest tenth and middle",
            "of a level or kind",
            one,
        ),
    ] {
        if fits {
            let here = question.between == between;
            select.push(Choice::new(text, detail), &asked(between), here);
        }
    }
    for group in groups {
        let other = match &question.between {
            Between::Groups(_, other) if of_one_kind(group, other) && other != *group => {
                Some(other.clone())
            }
            _ => groups
                .iter()
                .find(|other| of_one_kind(group, other) && **other != *group)
                .map(|other| (*other).clone()),
        };
        let Some(other) = other else {
            continue;
        };
        let here = matches!(&question.between, Between::Groups(one, _) if one == *group);
        let between = Between::Groups((*group).clone(), other);
        select.push(
            Choice::new(group.to_string(), kind_of(group)),
            &asked(between),
            here,
        );
    }
    let (own, second) = match &question.between {
        Between::Subjects(one, two) => (Some(one.clone()), Some(two.clone())),
        _ => (chosen(question), None),
    };
    for code in alike(own.as_ref(), contents) {
        let other = second
            .clone()
            .filter(|other| *other != code)
            .or_else(|| own.clone().filter(|own| *own != code))
            .or_else(|| alike(Some(&code), contents).find(|other| *other != code));
        let Some(other) = other else {
            continue;
        };
        let here = matches!(&question.between, Between::Subjects(one, _) if *one == code);
        let name = contents.subject_name(&code);
        let between = Between::Subjects(code, other);
        select.push(
            Choice::new(name, "place or organisation"),
            &asked(between),
            here,
        );
    }
    select
}

/// The other of two named ones; none where the two are said in a word.
fn second(question: &Question, contents: &Contents, groups: &[&PeopleGroup]) -> Option<LineSelect> {
    let mut select = LineSelect::new("and", "and", 240);
    let asked = |between: Between| Question {
        between,
        ..question.clone()
    };
    match &question.between {
        Between::Groups(one, other) => {
            let fitting = groups.iter().filter(|group| of_one_kind(one, group));
            for group in fitting.filter(|group| **group != one) {
                let between = Between::Groups(one.clone(), (*group).clone());
                let choice = Choice::new(group.to_string(), kind_of(group));
                select.push(choice, &asked(between), *group == other);
            }
        }
        Between::Subjects(one, other) => {
            for code in alike(Some(one), contents).filter(|code| code != one) {
                let here = code == *other;
                let name = contents.subject_name(&code);
                let between = Between::Subjects(one.clone(), code);
                select.push(Choice::new(name, ""), &asked(between), here);
            }
            if select.at.is_none() {
                select.shown = contents.subject_name(other);
            }
        }
        _ => return None,
    }
    Some(select)
}

/// One place, or one line each of a level.
fn of_whom(question: &Question, contents: &Contents) -> LineSelect {
    let of_organisations = chosen(question)
        .and_then(|code| contents.subject(&code))
        .is_some_and(|subject| subject.level().is_none());
    let mut select = sets::sets(question, of_organisations, contents);
    if let Some(code) = chosen(question) {
        let name = contents.subject_name(&code);
        let here = question.narrowed.is_none()
            && matches!(&question.subjects, Subjects::Codes(codes) if codes.len() == 1);
        let asked = Question {
            subjects: Subjects::Codes(vec![code]),
            narrowed: crate::questions::Narrowing::default(),
            ..question.clone()
        };
        select.put_first(Choice::new(format!("Only {name}"), ""), &asked, here);
    }
    "In".clone_into(&mut select.prefix);
    select
}

/// Whose gap it is, where it is one subject's.
fn chosen(question: &Question) -> Option<SubjectCode> {
    match &question.subjects {
        Subjects::Codes(codes) => codes.first().cloned(),
        _ => question.focus.first().cloned(),
    }
}

/// The subjects of the level or type that one has, or all.
fn alike<'a>(
    own: Option<&SubjectCode>,
    contents: &'a Contents,
) -> impl Iterator<Item = SubjectCode> + use<'a> {
    let kind = own
        .and_then(|code| contents.subject(code))
        .map(|one| one.kind);
    contents
        .subjects
        .iter()
        .filter(move |one| kind.is_none_or(|kind| one.kind == kind) && !one.has_ended())
        .map(|one| one.code.clone())
}

/// Whether two groups differ in one dimension and so can stand side by side; everybody stands beside anybody.
fn of_one_kind(one: &PeopleGroup, other: &PeopleGroup) -> bool {
    let dimensions = |group: &PeopleGroup| -> Vec<String> {
        group.pairs().iter().map(|(name, _)| name.clone()).collect()
    };
    one.is_all() || other.is_all() || dimensions(one) == dimensions(other)
}

pub(super) fn kind_of(group: &PeopleGroup) -> String {
    let names: Vec<&str> = group
        .pairs()
        .iter()
        .map(|(name, _)| name.as_str())
        .collect();
    names.join(", ")
}

/// What is said where the indicator has no people groups: those that have, each a way to its gap.
pub(super) fn others_with_groups(
    question: &Question,
    contents: &Contents,
) -> Vec<(String, String)> {
    let [code] = question.indicators.as_slice() else {
        return Vec::new();
    };
    if contents.groups_of(code).len() > 1 {
        return Vec::new();
    }
    let with =
        |indicator: &&crate::domain::Indicator| contents.groups_of(&indicator.code).len() > 1;
    contents
        .indicators
        .iter()
        .filter(with)
        .map(|indicator| {
            let asked = Question {
                indicators: vec![indicator.code.clone()],
                between: Between::Extremes,
                ..Question::new(QuestionKind::Gap)
            };
            (indicator.name.clone(), asked.address())
        })
        .collect()
}

/// The table twin of gaps: a line a row.
pub(super) fn twin(answer: &Answer, pairs: &[GapPair]) -> Twin {
    let (first, other) = match &answer.detail {
        Detail::Gap { first, other, .. } => (first.as_str(), other.as_str()),
        _ => ("", ""),
    };
    let or = |text: &str, otherwise: &str| {
        if text.is_empty() {
            otherwise.to_owned()
        } else {
            text.to_owned()
        }
    };
    let columns = vec![
        Column::words("Of", 2.4),
        Column::words("Period", 1.0),
        Column::numbers(or(first, "First"), 1.3),
        Column::numbers(or(other, "Other"), 1.3),
        Column::numbers("Gap", 1.1),
        Column::numbers("Ratio", 0.7),
        Column::words("Certainty", 1.2),
        Column::numbers("Gap before", 1.1),
        Column::words("Closing?", 1.6),
    ];
    let mut rows = Vec::new();
    let mut meant = Vec::new();
    for pair in pairs {
        let (Some(one), Some(two)) = (answer.rows.get(pair.first), answer.rows.get(pair.other))
        else {
            continue;
        };
        rows.push(cells(pair, one, two, (first, other)));
        meant.push(Meant::of(one));
    }
    Twin {
        table: Table {
            name: answer.headline.clone(),
            columns,
            rows,
            selected: None,
            pressable: true,
            row_height: 28.0,
        },
        rows: meant,
    }
}

fn cells(pair: &GapPair, one: &Row, two: &Row, (first, other): (&str, &str)) -> Vec<Cell> {
    let show = |value: f64| thousands(value.abs(), one.decimals);
    let named = |row: &Row, own: &str, shared: &str| {
        if shared.is_empty() {
            format!("{} {}", own, row.shown())
        } else {
            row.shown()
        }
    };
    let unit = if one.unit.text.is_empty() {
        String::new()
    } else {
        format!(" ({})", one.unit.text)
    };
    let change = pair.change.as_ref();
    vec![
        Cell::plain(format!("{}{unit}", pair.name)),
        Cell::muted(
            one.period
                .map_or_else(String::new, crate::domain::Period::label),
        ),
        Cell::plain(named(one, &pair.first_name, first)),
        Cell::plain(named(two, &pair.other_name, other)),
        Cell::strong(pair.difference.map_or_else(|| "–".to_owned(), show)),
        Cell::muted(
            pair.ratio
                .map_or_else(String::new, |ratio| thousands(ratio, 2)),
        ),
        Cell::muted(pair.certainty.clone()),
        Cell::muted(
            match change.and_then(|change| Some((change.then?, change.since?))) {
                Some((then, since)) => format!("{} in {}", show(then), since.label()),
                None => String::new(),
            },
        ),
        Cell::plain(change.map_or_else(String::new, |change| {
            if change.closing == crate::questions::Closing::CannotSay {
                String::new()
            } else {
                change.closing.label().to_owned()
            }
        })),
    ]
}
