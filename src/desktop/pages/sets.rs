use super::line_select::LineSelect;
use crate::desktop::contents::Contents;
use crate::desktop::widgets::Choice;
use crate::domain::{
    AreaSet, OrganisationSet, OrganisationType, PeopleGroup, Subject, SubjectCode, SubjectKind,
    thousands,
};
use crate::questions::{Narrowing, Question, QuestionKind, Row, Subjects};

/// The sets that suit a question about many subjects: of places by level, parent and likeness; of organisations by type, sector,
/// size and likeness.
pub(super) fn sets(question: &Question, of_organisations: bool, contents: &Contents) -> LineSelect {
    let focus = question.focus.first().or(match &question.subjects {
        Subjects::Codes(codes) => codes.first(),
        _ => None,
    });
    let own = focus.and_then(|code| contents.subject(code));
    let with = |subjects: Subjects, narrowed: Narrowing| Question {
        subjects,
        narrowed,
        ..question.clone()
    };
    let mut found: Vec<(String, Option<usize>, Question)> = Vec::new();
    let count = |fits: &dyn Fn(&Subject) -> bool| {
        let subjects = contents.subjects.iter();
        subjects.filter(|one| !one.has_ended() && fits(one)).count()
    };
    if of_organisations {
        let types = OrganisationType::ALL.map(OrganisationSet::Type);
        for set in [OrganisationSet::All, OrganisationSet::Employer]
            .into_iter()
            .chain(types)
        {
            let many = count(&|one| one.in_organisations(set));
            if many > 1 {
                let asked = with(Subjects::Organisations(set), Narrowing::default());
                found.push((upper(set.plural()), Some(many), asked));
            }
        }
        if let Some(own) = own.filter(|one| matches!(one.kind, SubjectKind::Organisation(_))) {
            narrowed_to(own, contents, &with, &mut found);
        }
    } else {
        for set in AreaSet::ALL {
            let many = count(&|one| one.in_areas(set));
            if many > 1 {
                let asked = with(Subjects::Areas(set), Narrowing::default());
                found.push((upper(set.plural()), Some(many), asked));
            }
        }
        if let Some((own, level)) = own.and_then(|own| Some((own, own.level()?))) {
            let set = AreaSet::of_level(level);
            if let (Some(set), Some(parent)) = (set, &own.parent) {
                let many = count(&|one| one.in_areas(set) && one.parent.as_ref() == Some(parent));
                let narrowed = Narrowing {
                    parent: Some(parent.clone()),
                    ..Narrowing::default()
                };
                let name = contents.subject_name(parent);
                let words = format!("{} in {name}", upper(set.plural()));
                if many > 1 {
                    found.push((words, Some(many), with(Subjects::Areas(set), narrowed)));
                }
            }
        }
    }
    if let Some(own) = own {
        let narrowed = Narrowing {
            neighbours_of: Some(own.code.clone()),
            ..Narrowing::default()
        };
        let asked = with(Subjects::Unsaid, narrowed);
        found.push((format!("Most like {}", own.name), None, asked));
    }
    let mut select = LineSelect::new("Among", "Among", 330);
    match &question.subjects {
        Subjects::Codes(codes) => select.shown = format!("{} chosen", codes.len()),
        _ => "some of them".clone_into(&mut select.shown),
    }
    for (words, many, asked) in found {
        let here = asked.narrowed == question.narrowed
            && (asked.subjects == question.subjects || asked.narrowed.neighbours_of.is_some());
        let detail = many.map_or_else(
            || "nearest statistical neighbours".to_owned(),
            |many| thousands(many as f64, 0),
        );
        select.push(Choice::new(words, detail), &asked, here);
    }
    select
}

/// Organisations of the same sector and of the same size.
fn narrowed_to(
    own: &Subject,
    contents: &Contents,
    with: &dyn Fn(Subjects, Narrowing) -> Question,
    found: &mut Vec<(String, Option<usize>, Question)>,
) {
    let all = || Subjects::Organisations(OrganisationSet::All);
    if let Some(sector) = &own.sector {
        let like = |one: &&Subject| one.sector.as_ref() == Some(sector);
        let many = contents.subjects.iter().filter(like).count();
        let narrowed = Narrowing {
            sector: Some(sector.clone()),
            ..Narrowing::default()
        };
        found.push((
            format!("Sector: {sector}"),
            Some(many),
            with(all(), narrowed),
        ));
    }
    if let Some(size) = &own.size_band {
        let like = |one: &&Subject| one.size_band.as_ref() == Some(size);
        let many = contents.subjects.iter().filter(like).count();
        let narrowed = Narrowing {
            size: Some(size.clone()),
            ..Narrowing::default()
        };
        found.push((format!("Size: {size}"), Some(many), with(all(), narrowed)));
    }
}

pub(super) fn upper(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().collect::<String>() + letters.as_str()
    })
}

/// A group that the dialogs of comparison offer.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct GroupChoice {
    /// Its name.
    pub text: String,
    /// Words beside it: how many, or the method.
    pub detail: String,
    /// What choosing it takes.
    pub take: Take,
    /// Why it cannot be chosen; empty where it can.
    pub disabled: String,
}

/// What choosing a group takes.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Take {
    /// These as the benchmark, by its word or code; the usual one for `None`.
    Benchmark(Option<SubjectCode>),
    /// These into the comparison.
    Add(Vec<SubjectCode>),
    /// Those most like this one into the comparison.
    Alike(SubjectCode),
    /// The first and the last five of this ranking in place of all others.
    Ends(Box<Question>),
}

/// The first and the last five on an indicator, of all that are like a subject; the reason where no indicator is looked at.
pub(super) fn ends(
    own: Option<&Subject>,
    row: Option<&Row>,
    like: (&PeopleGroup, Option<&String>),
) -> GroupChoice {
    let subjects = match own.map(|one| one.kind) {
        Some(SubjectKind::Place(level)) => AreaSet::of_level(level).map(Subjects::Areas),
        Some(SubjectKind::Organisation(_)) => {
            Some(Subjects::Organisations(OrganisationSet::Employer))
        }
        None => Some(Subjects::Areas(AreaSet::Region)),
    };
    let question = Question {
        indicators: row
            .map(|row| row.indicator_code.clone())
            .into_iter()
            .collect(),
        subjects: subjects.clone().unwrap_or_default(),
        group: like.0.clone(),
        period: like.1.cloned(),
        ..Question::new(QuestionKind::Ranking)
    };
    GroupChoice {
        text: row.map_or_else(
            || "Top five and bottom five".to_owned(),
            |row| format!("Top five and bottom five on {}", row.indicator_short),
        ),
        detail: "in place of those chosen".to_owned(),
        take: Take::Ends(Box::new(question)),
        disabled: match (row, &subjects) {
            (None, _) => "Open an indicator, or choose a row of a table, first.".to_owned(),
            (_, None) => "It stands alone on its level.".to_owned(),
            (Some(_), Some(_)) => String::new(),
        },
    }
}

/// What a benchmark that is asked for by a word is called while no answer names it.
pub(super) fn benchmark_in_words(code: &SubjectCode) -> Option<&'static str> {
    Some(match code.0.as_str() {
        "nation" => "its nation",
        "region" => "its region",
        "parent" => "the place that contains it",
        "level" | "median" => "median of its level or kind",
        "type" => "median of its type",
        "sector" => "median of its sector",
        "size" => "median of its size",
        "set" => "median of all that are shown",
        "neighbours" => "those most like it",
        _ => return None,
    })
}

/// What a subject can be compared with as one benchmark, each with the reason where it cannot.
pub(super) fn benchmarks(own: Option<&Subject>, contents: &Contents) -> Vec<GroupChoice> {
    let Some(own) = own else {
        return vec![benchmark(
            "The usual benchmark",
            "chosen by the question",
            None,
            "",
        )];
    };
    let place = own.level().is_some();
    let parent = own.parent.as_ref().map(|code| contents.subject_name(code));
    let name = &own.name;
    let only_places = "Only a place has one; an organisation has a type, a sector and a size.";
    let only_organisations = "Only an organisation has one.";
    let in_region = place
        && own
            .parent
            .as_ref()
            .and_then(|code| contents.subject(code))
            .is_some();
    let sector = own.sector.clone().unwrap_or_default();
    let size = own.size_band.clone().unwrap_or_default();
    let missing = |what: &str, has: bool| match (place, has) {
        (true, _) => only_organisations.to_owned(),
        (false, true) => String::new(),
        (false, false) => format!("The book does not say {name}’s {what}."),
    };
    let of_place = |has: bool, what: &str| match (place, has) {
        (false, _) => only_places.to_owned(),
        (true, true) => String::new(),
        (true, false) => format!("The book holds no {what} that contains {name}."),
    };
    vec![
        benchmark("The usual benchmark", "chosen by the question", None, ""),
        benchmark("Its nation", "", Some("nation"), &of_place(true, "nation")),
        benchmark(
            "Its region",
            "",
            Some("region"),
            &of_place(in_region, "region"),
        ),
        benchmark(
            "The place that contains it",
            parent.as_deref().unwrap_or(""),
            Some("parent"),
            &of_place(parent.is_some(), "place"),
        ),
        benchmark(
            "Median of its level or kind",
            &own.kind_in_words(),
            Some("level"),
            "",
        ),
        benchmark("Median of its type", &own.kind_in_words(), Some("type"), ""),
        benchmark(
            "Median of its sector",
            &sector,
            Some("sector"),
            &missing("sector", own.sector.is_some()),
        ),
        benchmark(
            "Median of its size",
            &size,
            Some("size"),
            &missing("size", own.size_band.is_some()),
        ),
        benchmark(
            "Median of those most like it",
            "nearest statistical neighbours",
            Some("neighbours"),
            "",
        ),
        benchmark(
            "Median of all that are shown",
            "where several are",
            Some("set"),
            "",
        ),
    ]
}

fn benchmark(text: &str, detail: &str, word: Option<&str>, disabled: &str) -> GroupChoice {
    GroupChoice {
        text: text.to_owned(),
        detail: detail.to_owned(),
        take: Take::Benchmark(word.map(SubjectCode::from)),
        disabled: disabled.to_owned(),
    }
}

/// Groups that can be put into a comparison as a whole, each with the reason where they cannot.
pub(super) fn additions(
    own: Option<&Subject>,
    chosen: &[SubjectCode],
    most: usize,
    contents: &Contents,
) -> Vec<GroupChoice> {
    let mut groups = Vec::new();
    let mut add = |text: String, codes: Vec<SubjectCode>| {
        let new = codes.iter().filter(|code| !chosen.contains(code)).count();
        let disabled = if codes.is_empty() {
            "There is nobody in it.".to_owned()
        } else if new == 0 {
            "All of them are chosen.".to_owned()
        } else if chosen.len() + new > most {
            let free = most.saturating_sub(chosen.len());
            format!("{new} more would be too many: room for {free} of at most {most}.")
        } else {
            String::new()
        };
        groups.push(GroupChoice {
            text,
            detail: thousands(codes.len() as f64, 0),
            take: Take::Add(codes),
            disabled,
        });
    };
    let codes = |fits: &dyn Fn(&Subject) -> bool| -> Vec<SubjectCode> {
        let subjects = contents.subjects.iter();
        let fitting = subjects.filter(|one| !one.has_ended() && fits(one));
        fitting.map(|one| one.code.clone()).collect()
    };
    if let Some(own) = own {
        if let (Some(parent), Some(level)) = (&own.parent, own.level()) {
            let name = contents.subject_name(parent);
            add(
                format!("{} in {name}", upper(&level.plural())),
                codes(&|one| one.level() == Some(level) && one.parent.as_ref() == Some(parent)),
            );
            let mut above = Vec::new();
            let mut next = Some(parent.clone());
            while let Some(code) = next.filter(|code| !above.contains(code)) {
                next = contents.subject(&code).and_then(|one| one.parent.clone());
                above.push(code);
            }
            add(format!("The places that contain {}", own.name), above);
        }
        if let Some(sector) = &own.sector {
            let like = codes(&|one| one.sector.as_ref() == Some(sector));
            add(format!("Sector: {sector}"), like);
        }
        if let Some(size) = &own.size_band {
            let like = codes(&|one| one.size_band.as_ref() == Some(size));
            add(format!("Size: {size}"), like);
        }
    }
    for set in AreaSet::ALL {
        let all = codes(&|one| one.in_areas(set));
        if all.len() > 1 {
            add(format!("All {}", set.plural()), all);
        }
    }
    for kind in OrganisationType::ALL {
        let all = codes(&|one| one.organisation_type() == Some(kind));
        if all.len() > 1 {
            add(format!("All {}", OrganisationSet::Type(kind).plural()), all);
        }
    }
    if let Some(own) = own {
        groups.insert(
            0,
            GroupChoice {
                text: format!("Those most like {}", own.name),
                detail: "nearest statistical neighbours".to_owned(),
                take: Take::Alike(own.code.clone()),
                disabled: String::new(),
            },
        );
    }
    groups
}
