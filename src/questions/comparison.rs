use std::collections::BTreeMap;

use super::answer::{Answer, Judgement, LeftOut, Row, RowRole};
use super::ask::{default_subject, filled, nothing};
use super::benchmark::Benchmark;
use super::catalogue::Catalogue;
use super::detail::Detail;
use super::held::{Held, order};
use super::judging::{Field, Tally};
use super::peers::Peers;
use super::rows::{bare, row, worked_out};
use super::when::{When, span};
use super::{Question, QuestionError, Subjects, notes, wording};
use crate::book::{Reader, Selection};
use crate::domain::{AreaSet, Indicator, OrganisationSet, Period, Polarity, Subject, SubjectKind};
use crate::statistics::Reason;

/// Most subjects that are compared at once.
const MOST: usize = 10;

/// What a comparison is about.
pub(super) struct Asked<'a> {
    pub(super) catalogue: &'a Catalogue,
    pub(super) subjects: Vec<&'a Subject>,
    pub(super) indicators: Vec<&'a Indicator>,
    pub(super) peers: Option<Peers>,
    pub(super) benchmark: Benchmark,
    pub(super) when: When,
    pub(super) left_out: Vec<LeftOut>,
}

/// Several subjects on the indicators of a goal.
pub(super) fn answer(
    question: &Question,
    reader: &Reader,
    catalogue: &Catalogue,
) -> Result<Answer, QuestionError> {
    let indicators: Vec<&Indicator> = if question.indicators.is_empty() {
        match question.goal {
            Some(number) => catalogue.of_goal(catalogue.goal(number)?.number),
            None => catalogue.in_order(),
        }
    } else {
        question
            .indicators
            .iter()
            .map(|code| catalogue.indicator(code))
            .collect::<Result<_, _>>()?
    };
    let when = When::of(question.period.as_deref());
    if let [only] = indicators.as_slice() {
        super::trend::check_period(reader, only, &when)?;
    }
    let subjects = subjects(question, reader, catalogue, &indicators)?;
    let Some(first) = subjects.first().copied() else {
        return Ok(nothing(
            question,
            "No places or organisations have figures for this.",
        ));
    };
    let (subjects, left_out) = alike(subjects)?;
    let peers = match first.kind {
        SubjectKind::Organisation(_) => Some(Peers::wide(first)),
        SubjectKind::Place(_) => Peers::of(first, catalogue),
    };
    let benchmark = Benchmark::of(question.benchmark.as_ref(), first, peers, catalogue)?;
    let mut codes: Vec<_> = subjects.iter().map(|one| one.code.clone()).collect();
    codes.extend(benchmark.code());
    let select = |indicators: &[&Indicator]| Selection {
        indicators: indicators.iter().map(|one| one.code.clone()).collect(),
        group: Some(question.group.clone()),
        ..Selection::default()
    };
    let mut all = if indicators.is_empty() {
        Vec::new()
    } else {
        reader.observations(&Selection {
            subjects: codes,
            ..select(&indicators)
        })?
    };
    let asked = Asked {
        catalogue,
        subjects,
        indicators,
        peers,
        benchmark,
        when,
        left_out,
    };
    let own = Held::of(all.iter().cloned());
    let mut by_period: BTreeMap<Period, Vec<&Indicator>> = BTreeMap::new();
    for indicator in &asked.indicators {
        if let Some(period) = asked.period(&own, indicator) {
            by_period.entry(period).or_default().push(indicator);
        }
    }
    for (period, indicators) in by_period {
        all.extend(reader.observations(&Selection {
            periods: vec![period],
            ..select(&indicators)
        })?);
    }
    Ok(compute(question, &asked, &Held::of(all)))
}

/// Who is compared: those asked for, else the regions or, where these have no figures, the organisations that have.
fn subjects<'a>(
    question: &Question,
    reader: &Reader,
    catalogue: &'a Catalogue,
    indicators: &[&Indicator],
) -> Result<Vec<&'a Subject>, QuestionError> {
    let many = |given: usize| QuestionError::TooMany { given, most: MOST };
    let of_set = |among: &dyn Fn(&Subject) -> bool| -> Result<Vec<&'a Subject>, QuestionError> {
        if indicators.is_empty() {
            return Ok(Vec::new());
        }
        let figures = reader.observations(&Selection {
            indicators: indicators.iter().map(|one| one.code.clone()).collect(),
            group: Some(question.group.clone()),
            ..Selection::default()
        })?;
        let with: std::collections::HashSet<_> =
            figures.iter().map(|figure| &figure.subject).collect();
        Ok(catalogue
            .subjects
            .iter()
            .filter(|one| among(one) && !one.has_ended() && with.contains(&one.code))
            .collect())
    };
    match &question.subjects {
        Subjects::Codes(codes) => {
            let subjects = catalogue.all(codes)?;
            if subjects.len() > MOST {
                return Err(many(subjects.len()));
            }
            Ok(subjects)
        }
        Subjects::Areas(set) => {
            let subjects = of_set(&|one| one.in_areas(*set))?;
            if subjects.len() > MOST {
                return Err(many(subjects.len()));
            }
            Ok(subjects)
        }
        Subjects::Organisations(set) => {
            let subjects = of_set(&|one| one.in_organisations(*set))?;
            if subjects.len() > MOST {
                return Err(many(subjects.len()));
            }
            Ok(subjects)
        }
        Subjects::Unsaid => {
            let mut regions = of_set(&|one| one.in_areas(AreaSet::Region))?;
            if regions.is_empty() {
                regions = of_set(&|one| one.in_organisations(OrganisationSet::All))?;
            }
            if regions.is_empty() {
                regions.extend(default_subject(reader, catalogue)?);
            }
            regions.truncate(MOST);
            Ok(regions)
        }
    }
}

/// The subjects that can stand beside the first: of the same set of places, or organisations. Places beside organisations are refused;
/// places of another level are left out and named.
fn alike(subjects: Vec<&Subject>) -> Result<(Vec<&Subject>, Vec<LeftOut>), QuestionError> {
    let is_place = |one: &Subject| matches!(one.kind, SubjectKind::Place(_));
    let (places, organisations): (Vec<&Subject>, Vec<&Subject>) =
        subjects.iter().copied().partition(|one| is_place(one));
    if let (Some(place), Some(organisation)) = (places.first(), organisations.first()) {
        return Err(QuestionError::Unlike {
            what: format!(
                "{} is a place and {} an organisation: {}.",
                place.name,
                organisation.name,
                Reason::NotComparable.in_words()
            ),
            comparable: "Compare places with places, or organisations with organisations."
                .to_owned(),
        });
    }
    if places.is_empty() {
        return Ok((organisations, Vec::new()));
    }
    let sets = AreaSet::ALL.into_iter().map(|set| {
        let fitting = places.iter().filter(|one| one.in_areas(set)).count();
        let first = places.first().is_some_and(|one| one.in_areas(set));
        (first, fitting, set)
    });
    let best = sets.max_by_key(|(first, fitting, _)| (*first, *fitting));
    let Some((true, _, set)) = best else {
        let kept: Vec<&Subject> = places.iter().take(1).copied().collect();
        let rest = places
            .iter()
            .skip(1)
            .map(|one| notes::left_out(&one.name, "a place of another level is not compared"));
        return Ok((kept, rest.collect()));
    };
    let (kept, rest): (Vec<&Subject>, Vec<&Subject>) =
        places.into_iter().partition(|one| one.in_areas(set));
    let left_out = rest
        .into_iter()
        .map(|one| {
            notes::left_out(
                &one.name,
                format!(
                    "it is not one of the {}; it can be the benchmark",
                    set.plural()
                ),
            )
        })
        .collect();
    Ok((kept, left_out))
}

impl Asked<'_> {
    /// The period of an indicator: the latest for which at least half as many of the subjects have a figure as for any.
    pub(super) fn period(&self, held: &Held, indicator: &Indicator) -> Option<Period> {
        let mut counts: BTreeMap<Period, usize> = BTreeMap::new();
        for subject in &self.subjects {
            for one in held.all(&indicator.code, &subject.code) {
                if self.when.takes(one.period) {
                    let count = counts.entry(one.period).or_default();
                    *count += usize::from(one.value().is_some());
                }
            }
        }
        let most = counts.values().copied().max()?;
        counts
            .into_iter()
            .filter(|(_, count)| count * 2 >= most)
            .map(|(period, _)| period)
            .max_by_key(|period| order(*period))
    }
}

/// The answer from figures.
pub(super) fn compute(question: &Question, asked: &Asked<'_>, held: &Held) -> Answer {
    let codes = asked.subjects.iter().map(|one| one.code.clone()).collect();
    let mut answer = Answer::empty(filled(question, Subjects::Codes(codes), &asked.benchmark));
    let peers_words = asked.peers.map(Peers::plural).unwrap_or_default();
    let mut shown: Vec<&Indicator> = Vec::new();
    let mut periods: Vec<Period> = Vec::new();
    for indicator in &asked.indicators {
        let Some(period) = asked.period(held, indicator) else {
            continue;
        };
        shown.push(indicator);
        if !periods.contains(&period) {
            periods.push(period);
        }
        answer
            .rows
            .extend(indicator_rows(question, asked, held, indicator, period));
    }
    periods.sort_by_key(|period| order(*period));
    answer.left_out.clone_from(&asked.left_out);
    let missing = asked.indicators.len() - shown.len();
    if missing > 0 {
        answer.left_out.push(notes::left_out(
            wording::so_many(missing, "indicator", "indicators"),
            "none of those compared has a figure",
        ));
    }
    answer.headline = headline(asked, &answer.rows, &shown, &peers_words);
    let names: Vec<String> = asked.subjects.iter().map(|one| one.name.clone()).collect();
    let who = if names.len() > 4 {
        format!("{} {}", names.len(), asked.set_in_words())
    } else {
        wording::listed(&names)
    };
    let what = match (shown.as_slice(), question.goal) {
        ([only], _) => wording::measure(only),
        (_, Some(goal)) => asked
            .catalogue
            .goal(goal)
            .map(|goal| format!("Goal {}, {}", goal.number, goal.name))
            .unwrap_or_default(),
        _ => wording::so_many(shown.len(), "indicator", "indicators"),
    };
    let beside = asked.benchmark.label();
    let who = if beside.is_empty() {
        who
    } else {
        format!("{who} beside {}", asked.benchmark.name())
    };
    answer.subtitle =
        wording::subtitle(&[what, wording::group(&question.group), who, span(&periods)]);
    answer.notes = notes::judging(&answer.rows, &asked.benchmark.name(), &peers_words);
    if answer.rows.iter().any(|row| row.polarity == Polarity::None) {
        answer.notes.push(
            "Where neither higher nor lower counts as better, figures are placed without judgement."
                .to_owned(),
        );
    }
    answer.detail = Detail::Comparison {
        benchmark_name: beside,
    };
    notes::finish(&mut answer, &shown);
    answer
}

impl Asked<'_> {
    /// The subjects in words.
    fn set_in_words(&self) -> String {
        match self.peers {
            Some(Peers::Areas(set, _)) => set.plural().to_owned(),
            Some(Peers::Organisations(set)) => set.plural().to_owned(),
            None => "places".to_owned(),
        }
    }
}

/// One indicator's rows: the subjects in the order asked, then the benchmark.
fn indicator_rows(
    question: &Question,
    asked: &Asked<'_>,
    held: &Held,
    indicator: &Indicator,
    period: Period,
) -> Vec<Row> {
    let goal = match question.goal {
        Some(goal) if asked.catalogue.serves(&indicator.code, goal) => Some(goal),
        _ => asked.catalogue.main_goal(&indicator.code),
    };
    let numbers = asked
        .peers
        .map(|peers| held.numbers(asked.catalogue, peers, &indicator.code, period))
        .unwrap_or_default();
    let words = asked.peers.map(Peers::plural).unwrap_or_default();
    let field = Field::new(numbers, indicator.polarity, words);
    let benchmark = match asked.subjects.first() {
        Some(first) => asked.benchmark.suited(indicator, first),
        None => Benchmark::Missing,
    };
    let figure = benchmark.figure(held, asked.catalogue, indicator, period);
    let spread = field.spread();
    let mut rows = Vec::new();
    for (index, subject) in asked.subjects.iter().enumerate() {
        let role = if index == 0 {
            RowRole::Focus
        } else {
            RowRole::Named
        };
        match held.at(&indicator.code, &subject.code, period) {
            Some(one) => {
                let mut row = row(indicator, goal, subject, one, role);
                field.fill(&mut row, subject, one, &benchmark, figure);
                if benchmark != asked.benchmark {
                    Reason::NotComparable
                        .in_words()
                        .clone_into(&mut row.judged_by);
                }
                row.spread.clone_from(&spread);
                rows.push(row);
            }
            None => rows.push(Row {
                judgement: Some(Judgement::NotCompared),
                judged_by: "no figure is held".to_owned(),
                ..bare(indicator, goal, subject, role)
            }),
        }
    }
    match &asked.benchmark {
        Benchmark::Subject(subject)
            if !asked.subjects.iter().any(|one| one.code == subject.code) =>
        {
            let one = held.at(&indicator.code, &subject.code, period);
            rows.push(match one {
                Some(one) => row(indicator, goal, subject, one, RowRole::Benchmark),
                None => bare(indicator, goal, subject, RowRole::Benchmark),
            });
        }
        Benchmark::Median(_) => {
            let named = Subject {
                name: asked.benchmark.label(),
                ..Subject::place("median", "")
            };
            if let Some(figure) = figure {
                let group = &question.group;
                rows.push(worked_out(
                    indicator,
                    goal,
                    &named,
                    period,
                    group,
                    figure.value,
                ));
            }
        }
        Benchmark::Subject(_) | Benchmark::Missing => {}
    }
    rows
}

/// M19, comparison.
fn headline(asked: &Asked<'_>, rows: &[Row], shown: &[&Indicator], peers: &str) -> String {
    let Some(first) = asked.subjects.first() else {
        return String::new();
    };
    let benchmark = asked.benchmark.name();
    let own: Vec<&Row> = rows
        .iter()
        .filter(|row| row.subject_code == first.code)
        .collect();
    match (shown, asked.subjects.len()) {
        ([], _) => "None of those compared has a figure.".to_owned(),
        ([indicator], 1) => own
            .first()
            .map_or_else(String::new, |row| one(indicator, first, row, &benchmark)),
        ([indicator], _) => several(indicator, rows, peers),
        _ => {
            let tally = Tally::of(own.iter().copied());
            let name = wording::the(&first.name);
            if tally.judged() == 0 || tally.not_compared == tally.judged() {
                wording::headline(&[format!(
                    "{} beside each other on {}.",
                    wording::so_many(asked.subjects.len(), "subject", &asked.set_in_words()),
                    wording::so_many(shown.len(), "indicator", "indicators")
                )])
            } else {
                wording::headline(&wording::many(&name, &benchmark, tally, ""))
            }
        }
    }
}

/// M19, comparison of one indicator for one subject.
pub(super) fn one(indicator: &Indicator, subject: &Subject, row: &Row, benchmark: &str) -> String {
    let name = wording::brief(indicator);
    let within = wording::within(subject);
    let period = row.period.map(|period| period.label()).unwrap_or_default();
    let Some(value) = row.reading.value() else {
        let state = row.reading.state().in_words();
        return wording::headline(&[
            format!("{name} {within} for {period} is withheld: {state}."),
            format!("{name} {within} is withheld: {state}."),
        ]);
    };
    let value = wording::figure(indicator, value, row.markers);
    let stands = match row.judgement {
        Some(Judgement::Better | Judgement::Fifth(4..)) => "better than",
        Some(Judgement::Similar | Judgement::Fifth(3)) => "similar to",
        Some(Judgement::Worse | Judgement::Fifth(_)) => "worse than",
        Some(Judgement::Higher) => "higher than",
        Some(Judgement::Lower) => "lower than",
        Some(Judgement::NotCompared) | None => {
            let was = format!("{name} {within} was {value} in {period}");
            return wording::headline(&[
                format!("{was}; not compared with {benchmark}: {}.", row.judged_by),
                format!("{was}; not compared with {benchmark}."),
                format!("{was}."),
            ]);
        }
    };
    let stands = match (row.judgement, indicator.polarity) {
        (Some(Judgement::Fifth(4..)), Polarity::None) => "higher than",
        (Some(Judgement::Fifth(1 | 2)), Polarity::None) => "lower than",
        _ => stands,
    };
    let against = row
        .benchmark
        .map(|figure| {
            format!(
                " ({})",
                wording::figure(indicator, figure, crate::domain::Markers::none())
            )
        })
        .unwrap_or_default();
    wording::headline(&[
        format!("{name} {within} ({value}) is {stands} {benchmark}{against}, {period}."),
        format!("{name} {within} ({value}) is {stands} {benchmark}{against}."),
    ])
}

/// One indicator for several subjects: highest and lowest of them.
fn several(indicator: &Indicator, rows: &[Row], peers: &str) -> String {
    let mut with: Vec<(&Row, f64)> = rows
        .iter()
        .filter(|row| row.role != RowRole::Benchmark)
        .filter_map(|row| Some((row, row.reading.value()?)))
        .collect();
    with.sort_by(|a, b| b.1.total_cmp(&a.1));
    let name = wording::inside(&wording::brief(indicator));
    let (Some((top, high)), Some((bottom, low))) = (with.first(), with.last()) else {
        return wording::headline(&[format!("None of those compared has a figure for {name}.")]);
    };
    let period = top.period.map(|period| period.label()).unwrap_or_default();
    let shown = |row: &Row, value: f64| wording::figure(indicator, value, row.markers);
    let sentence = |who: &str| {
        format!(
            "Of {} {who}, {} has the highest {name} ({}) and {} the lowest ({})",
            with.len(),
            wording::the(&top.subject),
            shown(top, *high),
            wording::the(&bottom.subject),
            shown(bottom, *low)
        )
    };
    wording::headline(&[
        format!("{}, {period}.", sentence(peers)),
        format!("{}.", sentence(peers)),
        format!("{}.", sentence("compared")),
    ])
}
