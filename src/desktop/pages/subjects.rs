use crate::desktop::contents::Contents;
use crate::desktop::widgets::Choice;
use crate::domain::{SubjectCode, SubjectKind, thousands};

/// Places or organisations.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct SubjectsPage {
    /// True for places.
    pub places: bool,
    /// How many, in words.
    pub count: String,
    /// Each.
    pub lines: Vec<SubjectLine>,
    /// Levels or types that occur, with how many.
    pub kinds: Vec<Choice>,
}

/// One of them.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct SubjectLine {
    /// Its code.
    pub code: SubjectCode,
    /// Its name, level or type, and the text that is searched.
    pub choice: Choice,
    /// Level or type in words.
    pub kind: String,
}

pub(super) fn build(contents: &Contents, places: bool) -> SubjectsPage {
    let lines: Vec<SubjectLine> = contents
        .subjects
        .iter()
        .filter(|subject| matches!(subject.kind, SubjectKind::Place(_)) == places)
        .map(|subject| {
            let kind = subject.kind_in_words();
            let mut detail = kind.clone();
            if let Some(parent) = &subject.parent {
                detail = format!("{kind}, {}", contents.subject_name(parent));
            }
            if subject.has_ended() {
                detail.push_str(", ended");
            }
            let mut choice =
                Choice::new(subject.name.clone(), format!("{detail}  {}", subject.code));
            for other in &subject.other_names {
                choice.wanted.push(' ');
                choice.wanted.push_str(&other.to_lowercase());
            }
            SubjectLine {
                code: subject.code.clone(),
                choice,
                kind,
            }
        })
        .collect();
    let mut kinds: Vec<(String, usize)> = Vec::new();
    for line in &lines {
        match kinds.iter_mut().find(|(kind, _)| *kind == line.kind) {
            Some((_, count)) => *count += 1,
            None => kinds.push((line.kind.clone(), 1)),
        }
    }
    let one = if places { "place" } else { "organisation" };
    let plural = if lines.len() == 1 { "" } else { "s" };
    SubjectsPage {
        places,
        count: format!(
            "{} {one}{plural} with figures in this book",
            thousands(lines.len() as f64, 0)
        ),
        kinds: std::iter::once(Choice::new("All kinds", ""))
            .chain(
                kinds
                    .into_iter()
                    .map(|(kind, count)| Choice::new(kind, count.to_string())),
            )
            .collect(),
        lines,
    }
}
