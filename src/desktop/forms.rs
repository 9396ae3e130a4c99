//! Forms as plain values: fields with what was typed, what is wrong with it in words, and how it is typed. What is typed is a draft
//! until it is saved. Paints nothing and writes nothing.

mod outcome;
mod plan;

pub(super) use outcome::read_outcome;
pub(super) use plan::read_plan;

use super::address::{FormKind, FormStart};
use super::contents::Contents;
use super::state::Drafts;
use super::widgets::Choice;

/// A form.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Form {
    /// What is filled in: `Add a plan`.
    pub title: String,
    /// Who or what it is about, in one line.
    pub subtitle: String,
    /// Its parts.
    pub sections: Vec<FormSection>,
    /// What is odd, in plain words; nothing of it keeps the form from being saved.
    pub remarks: Vec<String>,
    /// Why it cannot be saved yet; empty when it can.
    pub missing: String,
    /// True where it is not in the book yet.
    pub is_new: bool,
    /// True where something was typed that is not saved.
    pub is_touched: bool,
}

/// A part of a form.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct FormSection {
    /// Its heading.
    pub title: &'static str,
    /// Its fields.
    pub fields: Vec<FormField>,
}

/// A field of a form.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct FormField {
    /// Under which name its draft is kept.
    pub draft: String,
    /// Its label.
    pub label: &'static str,
    /// What belongs into it.
    pub help: String,
    /// What stands in it.
    pub value: String,
    /// What is wrong with that, in words; empty when nothing is.
    pub error: String,
    /// How it is filled in.
    pub control: Control,
}

/// How a field is filled in.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Control {
    /// One line.
    Line,
    /// Several lines.
    Text(usize),
    /// Any of these: what is kept, and the words beside the tick.
    Ticks(Vec<(String, String)>),
    /// One of these: what is kept, and how it is shown. True for a search field above the list.
    Choice(Vec<(String, Choice)>, bool),
    /// Yes or no.
    Tick,
}

impl FormField {
    /// The items that are ticked.
    pub(crate) fn ticked(&self) -> Vec<&str> {
        let items = self.value.split([';', ',']).map(str::trim);
        items.filter(|item| !item.is_empty()).collect()
    }

    /// What stands in it once an item was ticked, or no longer is.
    pub(crate) fn toggled(&self, item: &str) -> String {
        let mut ticked = self.ticked();
        if let Some(at) = ticked.iter().position(|one| *one == item) {
            ticked.remove(at);
        } else {
            ticked.push(item);
        }
        ticked.join("; ")
    }
}

/// The beginning of the names of a form's drafts.
pub(super) fn drafts_of(kind: FormKind, start: &FormStart) -> String {
    let code = if start.code.is_empty() {
        "new"
    } else {
        start.code.as_str()
    };
    format!("{} {code} ", kind.word())
}

/// The form at a place.
pub(super) fn form(
    kind: FormKind,
    start: &FormStart,
    contents: &Contents,
    drafts: &Drafts,
) -> Form {
    match kind {
        FormKind::Plan => plan::form(start, contents, drafts),
        FormKind::Outcome => outcome::form(start, contents, drafts),
    }
}

/// A choice of none before others.
fn or_none(words: &str, others: impl Iterator<Item = (String, Choice)>) -> Vec<(String, Choice)> {
    std::iter::once((String::new(), Choice::new(words, "")))
        .chain(others)
        .collect()
}

/// The indicators of a book to choose from.
fn indicators(contents: &Contents, none: &str) -> Vec<(String, Choice)> {
    or_none(
        none,
        contents.indicators.iter().map(|one| {
            let choice = Choice::new(one.name.clone(), one.unit.text.clone());
            (one.code.0.clone(), choice)
        }),
    )
}

/// The code of a place or an organisation that somebody names by its name or its code: `Err` says in words why there is none.
fn subject_named(
    typed: &str,
    contents: &Contents,
    only: impl Fn(&crate::domain::Subject) -> bool,
    what: &str,
) -> Result<Option<crate::domain::SubjectCode>, String> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(None);
    }
    let all = || contents.subjects.iter().filter(|one| only(one));
    if let Some(found) = all().find(|one| one.code.0.eq_ignore_ascii_case(typed)) {
        return Ok(Some(found.code.clone()));
    }
    let mut named = all().filter(|one| !one.has_ended() && one.is_called(typed));
    match (named.next(), named.next()) {
        (Some(only), None) => Ok(Some(only.code.clone())),
        (Some(first), Some(_)) => Err(format!(
            "Several {what}s are called so: write the code, such as {}.",
            first.code
        )),
        _ => Err(format!(
            "The book has no {what} of this name or code. Leave it empty, or write another."
        )),
    }
}
