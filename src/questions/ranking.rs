use std::collections::BTreeMap;

use super::answer::{Answer, LeftOut, Row, RowRole};
use super::ask::{filled, nothing};
use super::benchmark::Benchmark;
use super::catalogue::Catalogue;
use super::detail::Detail;
use super::held::{Held, order};
use super::judging::Field;
use super::peers::Peers;
use super::rows::{row, worked_out};
use super::trend::{check_period, the_indicator};
use super::when::When;
use super::{Question, QuestionError, Subjects, notes, wording};
use crate::book::{Reader, Selection};
use crate::domain::{
    AreaSet, Indicator, Level, OrganisationSet, Period, Polarity, Subject, SubjectKind,
};
use crate::statistics::Reason;

/// Among whom a ranking is made.
pub(super) enum Among<'a> {
    /// All of a set.
    Set(Peers),
    /// These, all of one set.
    Named(Peers, Vec<&'a Subject>),
}

impl Among<'_> {
    fn peers(&self) -> Peers {
        match self {
            Self::Set(peers) | Self::Named(peers, _) => *peers,
        }
    }

    fn takes(&self, subject: &Subject) -> bool {
        match self {
            Self::Set(peers) => peers.contains(subject),
            Self::Named(_, subjects) => subjects.iter().any(|one| one.code == subject.code),
        }
    }
}

/// One indicator over many subjects.
pub(super) fn answer(
    question: &Question,
    reader: &Reader,
    catalogue: &Catalogue,
) -> Result<Answer, QuestionError> {
    let indicator = catalogue.indicator(the_indicator(question)?)?;
    let when = When::of(question.period.as_deref());
    check_period(reader, indicator, &when)?;
    let mut periods = reader.periods(Some(&indicator.code))?;
    periods.retain(|period| when.takes(*period));
    periods.sort_by_key(|period| order(*period));
    let focus = catalogue.all(&question.focus)?;
    let read = |period: Period| -> Result<Held, QuestionError> {
        Ok(Held::of(reader.observations(&Selection {
            indicators: vec![indicator.code.clone()],
            periods: vec![period],
            group: Some(question.group.clone()),
            ..Selection::default()
        })?))
    };
    let named = match &question.subjects {
        Subjects::Codes(codes) => Some(catalogue.all(codes)?),
        _ => None,
    };
    if let Some(subjects) = &named
        && let Some(refusal) = unlike(question, indicator, subjects)
    {
        return Ok(refusal);
    }
    let mut chosen: Option<(Among<'_>, Period, Held, usize)> = None;
    let mut passed_over: Option<(Period, usize)> = None;
    for period in periods.into_iter().rev() {
        let held = read(period)?;
        let among = match (&question.subjects, &named) {
            (Subjects::Areas(set), _) => Some(Among::Set(Peers::Areas(*set, None))),
            (Subjects::Organisations(set), _) => Some(Among::Set(Peers::Organisations(*set))),
            (Subjects::Codes(_), Some(subjects)) => {
                subjects.first().and_then(|first| set_of(first)).map(|set| {
                    if let [only] = subjects.as_slice() {
                        Among::Set(Peers::of(only, catalogue).unwrap_or(set))
                    } else {
                        Among::Named(set, subjects.clone())
                    }
                })
            }
            _ => focus
                .first()
                .and_then(|first| set_of(first))
                .or_else(|| fullest(&held, catalogue, indicator, period))
                .map(Among::Set),
        };
        let Some(among) = among else { continue };
        let numbers = held
            .numbers(catalogue, among.peers(), &indicator.code, period)
            .into_iter()
            .filter(|(subject, _)| among.takes(subject))
            .count();
        match &chosen {
            None if numbers > 0 => chosen = Some((among, period, held, numbers)),
            None => {}
            Some((_, latest, _, few)) => {
                if few * 2 < numbers && latest.kind() == period.kind() {
                    passed_over = Some((*latest, *few));
                    chosen = Some((among, period, held, numbers));
                }
                break;
            }
        }
        if when != When::Latest {
            break;
        }
    }
    let Some((among, period, held, _)) = chosen else {
        let who = match &question.subjects {
            Subjects::Areas(set) => set.plural(),
            Subjects::Organisations(set) => set.plural(),
            _ => "places or organisations",
        };
        return Ok(nothing(
            question,
            &wording::headline(&[format!(
                "No {who} have figures for {}.",
                wording::inside(&wording::brief(indicator))
            )]),
        ));
    };
    let in_focus: Vec<&Subject> = match &named {
        Some(subjects) if subjects.len() == 1 => subjects.clone(),
        _ => focus,
    };
    let any = in_focus.first().copied().or_else(|| {
        let numbers = held.numbers(catalogue, among.peers(), &indicator.code, period);
        numbers.first().map(|(subject, _)| *subject)
    });
    let benchmark = match any {
        Some(subject) => Benchmark::of(
            question.benchmark.as_ref(),
            subject,
            Some(among.peers()),
            catalogue,
        )?,
        None => Benchmark::Missing,
    };
    let asked = Asked {
        catalogue,
        indicator,
        among,
        period,
        benchmark: match any {
            Some(subject) => widest(benchmark, question, catalogue, &held, indicator, period)
                .suited(indicator, subject),
            None => Benchmark::Missing,
        },
        focus: in_focus,
        passed_over,
    };
    Ok(compute(question, &asked, &held))
}

/// A ranking across countries is compared with the widest area rather than with one of them.
fn widest(
    benchmark: Benchmark,
    question: &Question,
    catalogue: &Catalogue,
    held: &Held,
    indicator: &Indicator,
    period: Period,
) -> Benchmark {
    let countries: std::collections::BTreeSet<char> = match &question.subjects {
        Subjects::Areas(set) => held
            .numbers(catalogue, Peers::Areas(*set, None), &indicator.code, period)
            .iter()
            .filter_map(|(subject, _)| subject.code.0.chars().next())
            .collect(),
        _ => return benchmark,
    };
    if question.benchmark.is_some() || countries.len() < 2 {
        return benchmark;
    }
    ["K02000001", "K03000001", "K04000001"]
        .into_iter()
        .filter_map(|code| catalogue.known(&code.into()))
        .find(|one| held.at(&indicator.code, &one.code, period).is_some())
        .map_or(benchmark, |one| Benchmark::Subject(one.clone()))
}

/// The set in which a subject is ranked.
fn set_of(subject: &Subject) -> Option<Peers> {
    match subject.kind {
        SubjectKind::Place(level) => AreaSet::of_level(level).map(|set| Peers::Areas(set, None)),
        SubjectKind::Organisation(_) => Some(Peers::wide(subject)),
    }
}

/// The set with the most figures for a period.
fn fullest(
    held: &Held,
    catalogue: &Catalogue,
    indicator: &Indicator,
    period: Period,
) -> Option<Peers> {
    AreaSet::ALL
        .into_iter()
        .rev()
        .map(|set| Peers::Areas(set, None))
        .chain([
            Peers::Organisations(OrganisationSet::All),
            Peers::Organisations(OrganisationSet::Employer),
        ])
        .map(|peers| {
            let numbers = held.numbers(catalogue, peers, &indicator.code, period);
            (numbers.len(), peers)
        })
        .filter(|(count, _)| *count > 0)
        .max_by_key(|(count, _)| *count)
        .map(|(_, peers)| peers)
}

/// The refusal of subjects that are not of one level or kind (METHODS M16), with what is comparable.
fn unlike(question: &Question, indicator: &Indicator, subjects: &[&Subject]) -> Option<Answer> {
    let fits = |one: &Subject, peers: Peers| peers.contains(one);
    let first = subjects.first()?;
    let shared = AreaSet::ALL
        .into_iter()
        .map(|set| Peers::Areas(set, None))
        .chain([Peers::Organisations(OrganisationSet::All)])
        .any(|peers| subjects.iter().all(|one| fits(one, peers)));
    if shared || (subjects.len() == 1 && set_of(first).is_some()) {
        return None;
    }
    let mut by_kind: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for subject in subjects {
        let kind = set_of(subject).map_or_else(|| subject.kind_in_words(), Peers::plural);
        by_kind.entry(kind).or_default().push(subject.name.clone());
    }
    let name = wording::inside(&wording::brief(indicator));
    let mut answer = nothing(
        question,
        &wording::headline(&[format!(
            "{} cannot be ranked on {name}: {}.",
            if subjects.iter().all(|one| one.level().is_some()) {
                "These places"
            } else {
                "These places and organisations"
            },
            Reason::NotComparable.in_words()
        )]),
    );
    answer.notes = by_kind
        .iter()
        .filter(|(_, names)| names.len() > 1)
        .map(|(kind, names)| format!("Comparable are the {kind}: {}.", wording::listed(names)))
        .collect();
    answer.left_out = by_kind
        .into_iter()
        .map(|(kind, names)| notes::left_out(wording::listed(&names), kind))
        .collect();
    if answer.notes.is_empty() {
        answer.notes.push(
            "Places of one level are comparable: regions with regions, local authorities with local authorities."
                .to_owned(),
        );
    }
    answer.spoken = format!("{} {}", answer.headline, answer.notes.join(" "));
    Some(answer)
}

/// What a ranking is about.
pub(super) struct Asked<'a> {
    pub(super) catalogue: &'a Catalogue,
    pub(super) indicator: &'a Indicator,
    pub(super) among: Among<'a>,
    pub(super) period: Period,
    pub(super) benchmark: Benchmark,
    pub(super) focus: Vec<&'a Subject>,
    /// A later period that has too few figures to rank.
    pub(super) passed_over: Option<(Period, usize)>,
}

/// The answer from figures.
pub(super) fn compute(question: &Question, asked: &Asked<'_>, held: &Held) -> Answer {
    let (indicator, period) = (asked.indicator, asked.period);
    let subjects = question.subjects.clone();
    let subjects = match (&asked.among, subjects) {
        (Among::Set(Peers::Areas(set, _)), Subjects::Unsaid) => Subjects::Areas(*set),
        (Among::Set(Peers::Organisations(set)), Subjects::Unsaid) => Subjects::Organisations(*set),
        (_, subjects) => subjects,
    };
    let mut answer = Answer::empty(filled(question, subjects, &asked.benchmark));
    let goal = asked.catalogue.main_goal(&indicator.code);
    let peers = asked.among.peers();
    let all = held.numbers(asked.catalogue, peers, &indicator.code, period);
    let ranked: Vec<(&Subject, f64)> = all
        .iter()
        .filter(|(subject, _)| asked.among.takes(subject))
        .copied()
        .collect();
    let places = Field::new(ranked, indicator.polarity, peers.plural());
    let field = Field::new(all, indicator.polarity, peers.plural());
    let figure = asked
        .benchmark
        .figure(held, asked.catalogue, indicator, period);
    let role = |subject: &Subject| {
        if asked.focus.iter().any(|one| one.code == subject.code) {
            RowRole::Focus
        } else {
            RowRole::Named
        }
    };
    for (subject, _, rank, tied) in places.ranked() {
        let Some(one) = held.at(&indicator.code, &subject.code, period) else {
            continue;
        };
        let mut row = row(indicator, goal, subject, one, role(subject));
        field.fill(&mut row, subject, one, &asked.benchmark, figure);
        row.rank = Some(rank);
        row.tied = tied;
        answer.rows.push(row);
    }
    let (withheld, left_out) = unranked(asked, held, goal, &role);
    let withheld_count = withheld.len();
    answer.rows.extend(withheld);
    answer
        .rows
        .extend(benchmark_row(question, asked, held, goal));
    answer.left_out = left_out;
    let peers_words = peers.plural();
    answer.headline = headline(asked, &answer.rows, &peers_words);
    let order = order_in_words(indicator.polarity);
    let who = match &asked.among {
        Among::Set(_) => peers_words.clone(),
        Among::Named(_, subjects) => {
            format!("{} {peers_words}", subjects.len())
        }
    };
    answer.subtitle = wording::subtitle(&[
        wording::measure(indicator),
        wording::group(&question.group),
        who,
        period.label(),
        order.clone(),
    ]);
    answer.notes = ranking_notes(asked, &answer.rows, withheld_count, &peers_words);
    answer.detail = Detail::Ranking {
        peers: peers_words,
        ranked: places.len(),
        order,
    };
    notes::finish(&mut answer, &[indicator]);
    answer
}

/// Which end rank 1 is.
fn order_in_words(polarity: Polarity) -> String {
    match polarity {
        Polarity::Higher | Polarity::None => "highest first".to_owned(),
        Polarity::Lower => "lowest first".to_owned(),
        Polarity::CloserTo(target) => format!("closest to {target} first"),
    }
}

/// The withheld ones of the set, as rows without a rank, and everybody else who is not ranked.
fn unranked(
    asked: &Asked<'_>,
    held: &Held,
    goal: Option<u32>,
    role: &impl Fn(&Subject) -> RowRole,
) -> (Vec<Row>, Vec<LeftOut>) {
    let mut withheld = Vec::new();
    let mut left_out = Vec::new();
    let mut unlike: BTreeMap<Level, usize> = BTreeMap::new();
    let mut organisations = 0;
    let whole_set = matches!(asked.among, Among::Set(_));
    for one in held.everyone(&asked.indicator.code, asked.period) {
        let Some(subject) = asked.catalogue.known(&one.subject) else {
            continue;
        };
        if asked.among.takes(subject) {
            if let Some(why) = held.superseded(subject, &asked.indicator.code, asked.period) {
                left_out.push(notes::left_out(
                    format!("{} ({})", subject.name, subject.code),
                    why,
                ));
            } else if one.value().is_none() {
                let mut row = row(asked.indicator, goal, subject, one, role(subject));
                row.judgement = Some(super::answer::Judgement::NotCompared);
                Reason::Withheld.in_words().clone_into(&mut row.judged_by);
                withheld.push(row);
            }
        } else if whole_set && !asked.benchmark.is(&subject.code) {
            match subject.kind {
                SubjectKind::Place(level) => *unlike.entry(level).or_default() += 1,
                SubjectKind::Organisation(_) => organisations += 1,
            }
        }
    }
    let mut levels: Vec<String> = unlike
        .into_iter()
        .map(|(level, count)| wording::so_many(count, &level.singular(), &level.plural()))
        .collect();
    if organisations > 0 {
        levels.push(wording::so_many(
            organisations,
            "other organisation",
            "other organisations",
        ));
    }
    if !levels.is_empty() {
        left_out.push(notes::left_out(
            wording::listed(&levels),
            "unlike the others, so not ranked with them",
        ));
    }
    for subject in &asked.focus {
        if !asked.among.takes(subject) {
            left_out.push(notes::left_out(
                &subject.name,
                format!("not one of the {}", asked.among.peers().plural()),
            ));
        }
    }
    if let Among::Named(_, subjects) = &asked.among {
        for subject in subjects {
            if held
                .at(&asked.indicator.code, &subject.code, asked.period)
                .is_none()
            {
                left_out.push(notes::left_out(&subject.name, "no figure for this period"));
            }
        }
    }
    (withheld, left_out)
}

/// The benchmark as a line, never as a rank.
fn benchmark_row(
    question: &Question,
    asked: &Asked<'_>,
    held: &Held,
    goal: Option<u32>,
) -> Option<Row> {
    match &asked.benchmark {
        Benchmark::Subject(subject) if !asked.among.takes(subject) => {
            let one = held.at(&asked.indicator.code, &subject.code, asked.period)?;
            Some(row(asked.indicator, goal, subject, one, RowRole::Benchmark))
        }
        Benchmark::Median(_) => {
            let figure =
                asked
                    .benchmark
                    .figure(held, asked.catalogue, asked.indicator, asked.period)?;
            let named = Subject {
                name: asked.benchmark.label(),
                ..Subject::place("median", "")
            };
            Some(worked_out(
                asked.indicator,
                goal,
                &named,
                asked.period,
                &question.group,
                figure.value,
            ))
        }
        Benchmark::Subject(_) | Benchmark::Missing => None,
    }
}

/// M19, ranking.
fn headline(asked: &Asked<'_>, rows: &[Row], peers: &str) -> String {
    let indicator = asked.indicator;
    let name = wording::inside(&wording::brief(indicator));
    let period = asked.period.label();
    let mut ranked: Vec<&Row> = rows.iter().filter(|row| row.rank.is_some()).collect();
    ranked.sort_by(|a, b| {
        let value = |row: &Row| row.reading.value().unwrap_or_default();
        value(b)
            .total_cmp(&value(a))
            .then(a.subject_code.cmp(&b.subject_code))
    });
    let n = ranked.len();
    let show = |row: &Row| {
        wording::figure(
            indicator,
            row.reading.value().unwrap_or_default(),
            row.markers,
        )
    };
    if let Some(focus) = asked.focus.first() {
        let subject = wording::the(&focus.name);
        if let Some(row) = ranked.iter().find(|row| row.subject_code == focus.code) {
            let place = position(&ranked, row);
            return wording::headline(&[
                format!(
                    "{subject} has the {place} {name} of {n} {peers} in {period}: {}.",
                    show(row)
                ),
                format!(
                    "{subject} has the {place} {name} of {n} {peers}: {}.",
                    show(row)
                ),
                format!(
                    "{} is {place} of {n} {peers}: {}.",
                    wording::cut(&subject, 8),
                    show(row)
                ),
            ]);
        }
        if let Some(row) = rows
            .iter()
            .find(|row| row.subject_code == focus.code && row.role == RowRole::Focus)
        {
            return wording::headline(&[
                format!(
                    "{subject} cannot be ranked on {name} for {period}: its figure is {}.",
                    row.reading.state().in_words()
                ),
                format!(
                    "{subject} is not ranked: its figure is {}.",
                    row.reading.state().in_words()
                ),
            ]);
        }
    }
    let (Some(top), Some(bottom)) = (ranked.first(), ranked.last()) else {
        return wording::headline(&[format!(
            "{peers} cannot be ranked on {name} for {period}: {}.",
            Reason::TooFewSubjects.in_words()
        )]);
    };
    if n == 1 {
        return wording::headline(&[format!(
            "Only {} has a figure for {name} in {period}: {}.",
            wording::the(&top.subject),
            show(top)
        )]);
    }
    let (first, last) = (wording::the(&top.subject), wording::the(&bottom.subject));
    let (high, low) = (show(top), show(bottom));
    if high == low {
        return wording::headline(&[
            format!("All {n} {peers} have the same {name} in {period}: {high}."),
            format!("All {n} {peers} have the same {name}: {high}."),
        ]);
    }
    wording::headline(&[
        format!(
            "Of {n} {peers}, {first} has the highest {name} ({high}) and {last} the lowest ({low}), {period}."
        ),
        format!(
            "Of {n} {peers}, {first} has the highest {name} ({high}) and {last} the lowest ({low})."
        ),
        format!(
            "Of {n}, {} has the highest {name} ({high}) and {} the lowest ({low}).",
            wording::cut(&first, 5),
            wording::cut(&last, 5)
        ),
    ])
}

/// `3rd lowest`, `joint 13th highest`, `highest`: counted from the nearer end.
fn position(ranked: &[&Row], row: &Row) -> String {
    let value = |row: &Row| row.reading.value().unwrap_or_default();
    let own = value(row);
    let above = ranked.iter().filter(|one| value(one) > own + 1e-9).count();
    let below = ranked.iter().filter(|one| value(one) < own - 1e-9).count();
    let same = ranked.len() - above - below;
    let (before, end) = if above <= below {
        (above, "highest")
    } else {
        (below, "lowest")
    };
    let joint = if same > 1 { "joint " } else { "" };
    match before {
        0 => format!("{joint}{end}"),
        more => format!(
            "{joint}{} {end}",
            wording::nth(u32::try_from(more + 1).unwrap_or(u32::MAX))
        ),
    }
}

/// What must be known to read the ranking.
fn ranking_notes(asked: &Asked<'_>, rows: &[Row], withheld: usize, peers: &str) -> Vec<String> {
    let mut out = Vec::new();
    let ranked: Vec<&Row> = rows.iter().filter(|row| row.rank.is_some()).collect();
    let pairs: Vec<bool> = ranked
        .iter()
        .zip(ranked.iter().skip(1))
        .filter_map(|(one, next)| {
            let (low, high) = (one.lower?, one.upper?);
            Some(next.lower? <= high && low <= next.upper?)
        })
        .collect();
    let overlapping = pairs.iter().filter(|overlaps| **overlaps).count();
    if pairs.is_empty() && ranked.len() > 1 {
        let place = asked.benchmark != Benchmark::Missing;
        let any_interval = ranked
            .iter()
            .any(|row| row.lower.is_some() && row.upper.is_some());
        if place && !any_interval && matches!(asked.among.peers(), Peers::Areas(..)) {
            out.push("No interval is published, so chance cannot be ruled out.".to_owned());
        }
    } else if overlapping * 2 > pairs.len() {
        out.push(
            "Most intervals overlap: a difference in rank may not be a true difference.".to_owned(),
        );
    } else if overlapping > 0 {
        out.push(
            "Some intervals overlap: a difference in rank may not be a true difference.".to_owned(),
        );
    }
    if withheld > 0 {
        out.push(if withheld == 1 {
            format!("1 of the {peers} has no figure and is not ranked.")
        } else {
            format!("{withheld} {peers} have no figure and are not ranked.")
        });
    }
    if let Some((period, few)) = asked.passed_over {
        out.push(format!(
            "{} is not shown: only {few} of the {peers} have a figure.",
            period.label()
        ));
    }
    let judged: Vec<Row> = ranked.iter().map(|row| (*row).clone()).collect();
    out.extend(notes::judging(&judged, &asked.benchmark.name(), peers));
    out
}
