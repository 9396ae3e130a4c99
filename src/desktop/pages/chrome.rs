use super::gaps;
use super::sets::{self, GroupChoice};
use crate::desktop::address::{Address, RailPlace};
use crate::desktop::contents::Contents;
use crate::desktop::state::{Dialog, MOST_COMPARED, State};
use crate::desktop::widgets::Choice;
use crate::domain::{IndicatorCode, PeopleGroup, Subject, SubjectCode, thousands};

/// A goal in the rail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RailGoal {
    /// Its number.
    pub number: u32,
    /// At most three words.
    pub name: String,
    /// In full, for screen readers and pointing.
    pub full: String,
    /// Where one is.
    pub here: bool,
}

/// Something that the search box finds.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Hit {
    /// Name, kind, and the text that is searched.
    pub choice: Choice,
    /// Where it leads.
    pub target: HitTarget,
}

/// Where something found leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum HitTarget {
    /// To a goal.
    Goal(u32),
    /// To an indicator.
    Indicator(IndicatorCode),
    /// To a place or an organisation.
    Subject(SubjectCode),
    /// To the action before, or after it.
    Step(bool),
}

/// What stands round the content: rail, context bar, status bar, and what the search box may find.
/// Rebuilt when the book's revision or the context changes.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Chrome {
    /// Where in the rail one is.
    pub place: Option<RailPlace>,
    /// The goals.
    pub goals: Vec<RailGoal>,
    /// The subject, by name.
    pub subject: String,
    /// Index of the subject in `subjects`.
    pub subject_at: Option<usize>,
    /// All subjects.
    pub subjects: Vec<Choice>,
    /// Their codes.
    pub subject_codes: Vec<SubjectCode>,
    /// With whom it is compared, by name.
    pub benchmark: String,
    /// The period that was chosen.
    pub period: String,
    /// Index of the period in `periods`; 0 is the latest.
    pub period_at: Option<usize>,
    /// The latest, then every period, newest first.
    pub periods: Vec<Choice>,
    /// Their keys.
    pub period_keys: Vec<Option<String>>,
    /// The people group.
    pub group: String,
    /// Index of the group in `groups`.
    pub group_at: Option<usize>,
    /// The people groups with figures of what is shown, all people first.
    pub groups: Vec<Choice>,
    /// The groups themselves.
    pub group_keys: Vec<PeopleGroup>,
    /// Levels, types, sectors and sizes that occur; all of them first.
    pub kinds: Vec<Choice>,
    /// Which of these each subject is of, between bars.
    pub subject_tags: Vec<String>,
    /// What the subject can be compared with; filled while it is chosen.
    pub benchmarks: Vec<GroupChoice>,
    /// Groups that can be put into a comparison; filled while it is chosen.
    pub additions: Vec<GroupChoice>,
    /// Everything the search box may find.
    pub hits: Vec<Hit>,
    /// For the status bar: figures.
    pub figures: String,
    /// For the status bar: the last import.
    pub last_import: String,
    /// The book's file name.
    pub book: String,
}

impl Chrome {
    /// Lists that change with the book alone.
    pub(crate) fn of_book(contents: &Contents, book: &std::path::Path) -> Self {
        let mut periods = contents.periods.clone();
        periods.sort_by_key(|period| std::cmp::Reverse((period.end(), period.start())));
        Self {
            goals: contents
                .goals
                .iter()
                .map(|goal| RailGoal {
                    number: goal.number,
                    name: goal.short_name.clone(),
                    full: goal.name.clone(),
                    here: false,
                })
                .collect(),
            subjects: contents.subjects.iter().map(choice).collect(),
            subject_codes: contents
                .subjects
                .iter()
                .map(|subject| subject.code.clone())
                .collect(),
            periods: std::iter::once(Choice::new("Latest period", ""))
                .chain(
                    periods
                        .iter()
                        .map(|period| Choice::new(period.label(), period_kind(*period))),
                )
                .collect(),
            period_keys: std::iter::once(None)
                .chain(periods.iter().map(|period| Some(period.key())))
                .collect(),
            kinds: kinds(contents),
            subject_tags: contents.subjects.iter().map(tags).collect(),
            hits: hits(contents),
            figures: format!("{} figures", thousands(contents.summary.figures as f64, 0)),
            last_import: contents.summary.last_import.as_ref().map_or_else(
                || "Nothing imported yet".to_owned(),
                |at| format!("Last import {}", day(at)),
            ),
            book: book
                .file_name()
                .map_or_else(String::new, |name| name.to_string_lossy().into_owned()),
            ..Self::default()
        }
    }

    /// Where a subject stands among the choices.
    pub(crate) fn place_of(&self, code: &SubjectCode) -> Option<usize> {
        self.subject_codes.iter().position(|other| other == code)
    }

    /// The name of a subject; its code where it is not known.
    pub(crate) fn name_of<'a>(&'a self, code: &'a SubjectCode) -> &'a str {
        let known = self.place_of(code).and_then(|at| self.subjects.get(at));
        known.map_or(code.0.as_str(), |choice| choice.text.as_str())
    }

    /// What changes with the context and the address.
    pub(crate) fn settle(&mut self, state: &State) {
        let Some(contents) = state.contents() else {
            return;
        };
        self.place = Some(state.address().rail());
        let here = match state.address() {
            Address::Goal(number) => Some(*number),
            Address::Indicator { code, .. } => contents.goal_of(code).map(|goal| goal.number),
            _ => None,
        };
        for goal in &mut self.goals {
            goal.here = Some(goal.number) == here;
        }
        let answer = state.shown_of_somebody().map(|shown| &shown.answer);
        let question = answer.map(|answer| &answer.question);
        let subject = state.looked_at();
        self.subject = subject.as_ref().map_or_else(
            || "Place or organisation".to_owned(),
            |code| contents.subject_name(code),
        );
        self.subject_at = subject.as_ref().and_then(|code| self.place_of(code));
        let named = answer
            .map(|answer| answer.benchmark_name.clone())
            .filter(|name| !name.is_empty());
        let own = subject.as_ref().and_then(|code| contents.subject(code));
        self.benchmarks.clear();
        self.additions.clear();
        match &state.dialog {
            Some(Dialog::Benchmark(_)) => self.benchmarks = sets::benchmarks(own, contents),
            Some(Dialog::Compare(edit)) => {
                let first = edit.chosen.first().and_then(|code| contents.subject(code));
                self.additions =
                    sets::additions(first.or(own), &edit.chosen, MOST_COMPARED, contents);
                let rows = answer.map_or(&[][..], |answer| answer.rows.as_slice());
                let row = rows.get(state.here().row).or_else(|| rows.first());
                let like = (&state.context().group, state.context().period.as_ref());
                self.additions
                    .insert(0, sets::ends(first.or(own), row, like));
            }
            _ => {}
        }
        let chosen = state.context().benchmark.as_ref();
        self.benchmark = match chosen.and_then(|code| contents.subject(code)) {
            Some(chosen) => chosen.name.clone(),
            None => named
                .or_else(|| {
                    let word = chosen.and_then(sets::benchmark_in_words);
                    word.map(str::to_owned)
                })
                .or_else(|| {
                    let code = question?.benchmark.as_ref()?;
                    Some(contents.subject_name(code))
                })
                .unwrap_or_else(|| "the usual".to_owned()),
        };
        let said = state.context().period.as_ref();
        let said = said.filter(|period| *period != "latest");
        self.period_at = self.period_keys.iter().position(|key| key.as_ref() == said);
        self.period = self
            .period_at
            .and_then(|at| self.periods.get(at))
            .map_or_else(
                || state.context().period.clone().unwrap_or_default(),
                |choice| choice.text.clone(),
            );
        let groups = question.map_or_else(
            || contents.groups.iter().collect(),
            |question| gaps::groups(question, contents),
        );
        let groups = groups.into_iter().filter(|group| !group.is_all());
        self.group_keys = std::iter::once(PeopleGroup::all())
            .chain(groups.cloned())
            .collect();
        let choice = |group: &PeopleGroup| Choice::new(group.to_string(), gaps::kind_of(group));
        self.groups = self.group_keys.iter().map(choice).collect();
        self.group_at = self
            .group_keys
            .iter()
            .position(|group| *group == state.context().group);
        self.group = state.context().group.to_string();
    }
}

/// What a subject is of: level or type, sector, size.
fn tags(subject: &Subject) -> String {
    let mut tags = Choice::new(sets::upper(&subject.kind_in_words()), "").tag();
    for more in [&subject.sector, &subject.size_band].into_iter().flatten() {
        tags.push_str(&Choice::new(more.clone(), "").tag());
    }
    tags
}

/// Everything that subjects are of, with what sort of thing that is.
fn kinds(contents: &Contents) -> Vec<Choice> {
    let mut seen = std::collections::BTreeSet::new();
    for subject in &contents.subjects {
        let sort = match subject.level() {
            Some(_) => (0, "level"),
            None => (1, "type"),
        };
        seen.insert((sort, sets::upper(&subject.kind_in_words())));
        let sectors = subject.sector.iter().map(|sector| ((2, "sector"), sector));
        let sizes = subject.size_band.iter().map(|size| ((3, "size"), size));
        seen.extend(
            sectors
                .chain(sizes)
                .map(|(sort, text)| (sort, text.clone())),
        );
    }
    std::iter::once(Choice::new("All kinds", ""))
        .chain(
            seen.into_iter()
                .map(|((_, sort), text)| Choice::new(text, sort)),
        )
        .collect()
}

fn choice(subject: &Subject) -> Choice {
    let mut choice = Choice::new(
        subject.name.clone(),
        format!("{}  {}", subject.code, subject.kind_in_words()),
    );
    for other in &subject.other_names {
        choice.wanted.push(' ');
        choice.wanted.push_str(&other.to_lowercase());
    }
    choice
}

fn period_kind(period: crate::domain::Period) -> &'static str {
    use crate::domain::PeriodKind;
    match period.kind() {
        PeriodKind::Day => "one day",
        PeriodKind::Week => "week",
        PeriodKind::Month => "month",
        PeriodKind::Quarter => "quarter",
        PeriodKind::CalendarYear => "calendar year",
        PeriodKind::FinancialYear => "financial year",
        PeriodKind::AcademicYear if period.start().month() == 8 => "academic year from August",
        PeriodKind::AcademicYear => "academic year from September",
        PeriodKind::YearFrom(_) => "year",
        PeriodKind::Years(_) => "several years",
        PeriodKind::Months(_) => "several months",
    }
}

fn hits(contents: &Contents) -> Vec<Hit> {
    let steps = [
        ("Undo", &contents.history.undo, false),
        ("Redo", &contents.history.redo, true),
    ];
    let steps = steps.into_iter().filter_map(|(word, name, forth)| {
        Some(Hit {
            choice: Choice::new(format!("{word} {}", name.as_ref()?), "What was done"),
            target: HitTarget::Step(forth),
        })
    });
    let goals = contents.goals.iter().map(|goal| Hit {
        choice: Choice::new(
            format!("{} {}", goal.number, goal.name),
            format!("Goal  {}", goal.short_name),
        ),
        target: HitTarget::Goal(goal.number),
    });
    let indicators = contents.indicators.iter().map(|indicator| Hit {
        choice: Choice::new(indicator.name.clone(), "Indicator"),
        target: HitTarget::Indicator(indicator.code.clone()),
    });
    let subjects = contents.subjects.iter().map(|subject| Hit {
        choice: choice(subject),
        target: HitTarget::Subject(subject.code.clone()),
    });
    steps
        .chain(goals)
        .chain(indicators)
        .chain(subjects)
        .collect()
}

/// A moment such as `2026-11-22T10:15:00Z` as a day: `22 November 2026`.
pub(crate) fn day(at: &str) -> String {
    at.get(..10)
        .and_then(|date| crate::domain::Period::from_key(&format!("{date}/P1D")))
        .map_or_else(|| at.to_owned(), crate::domain::Period::label)
}
