//! Which subjects are most like one (METHODS M11): on the indicators that the book holds for its level or type.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::benchmark::is_total;
use super::catalogue::Catalogue;
use super::circle::Circle;
use super::held::order;
use super::peers::Peers;
use super::{Question, QuestionError, wording};
use crate::book::{Reader, Selection};
use crate::domain::{
    Indicator, IndicatorCode, OrganisationSet, PeopleGroup, Period, Subject, SubjectCode,
    SubjectKind,
};
use crate::statistics::{NEIGHBOURS, Reason, neighbours};

/// How many variables a note names.
const NAMED: usize = 6;

/// One column of the table on which subjects are compared.
struct Variable {
    name: String,
    values: HashMap<SubjectCode, f64>,
}

/// The nearest neighbours of a subject, without the subject; the method and what went into it are said to the catalogue. The
/// indicators that a question names take no part: they are what is compared.
pub(super) fn of(
    subject: &Subject,
    question: &Question,
    reader: &Reader,
    catalogue: &Catalogue,
) -> Result<Circle, QuestionError> {
    let refused = |reason: Reason| QuestionError::Unlike {
        what: format!(
            "The nearest neighbours of {} cannot be given: {}.",
            wording::the(&subject.name),
            reason.in_words()
        ),
        comparable: "Compare it with its region, its nation or the median of its level instead."
            .to_owned(),
    };
    let base = match subject.kind {
        SubjectKind::Place(_) => Peers::of(subject, catalogue),
        SubjectKind::Organisation(kind) => Some(Peers::Organisations(OrganisationSet::Type(kind))),
    }
    .ok_or_else(|| refused(Reason::TooFewSubjects))?;
    let among: Vec<&Subject> = catalogue
        .subjects
        .iter()
        .filter(|one| base.contains(one) && !one.has_ended())
        .collect();
    let own = among
        .iter()
        .position(|one| one.code == subject.code)
        .ok_or_else(|| refused(Reason::TooFewSubjects))?;
    let mut variables = numbers(subject, question, reader, catalogue, &among)?;
    let measured = variables.len();
    variables.extend(kinds(&among));
    let rows: Vec<Vec<Option<f64>>> = among
        .iter()
        .map(|one| {
            variables
                .iter()
                .map(|variable| variable.values.get(&one.code).copied())
                .collect()
        })
        .collect();
    let kin: Vec<usize> = among
        .iter()
        .enumerate()
        .filter(|(_, one)| {
            one.parent.as_ref() == Some(&subject.code) || subject.parent.as_ref() == Some(&one.code)
        })
        .map(|(index, _)| index)
        .collect();
    let found = neighbours(own, &rows, &kin).map_err(refused)?;
    let used: Vec<&Variable> = variables
        .iter()
        .take(measured)
        .enumerate()
        .filter(|(index, _)| !found.dropped.contains(index))
        .map(|(_, variable)| variable)
        .collect();
    let near: Vec<&Subject> = found
        .nearest
        .iter()
        .filter_map(|one| among.get(one.subject).copied())
        .collect();
    say(
        subject,
        catalogue,
        base,
        &near,
        &used,
        &found
            .nearest
            .iter()
            .map(|one| one.distance)
            .collect::<Vec<f64>>(),
    );
    let words = format!("{} nearest neighbours", near.len());
    Ok(Circle::of(base, near, words))
}

/// Says how the neighbours were found.
fn say(
    subject: &Subject,
    catalogue: &Catalogue,
    base: Peers,
    near: &[&Subject],
    used: &[&Variable],
    distances: &[f64],
) {
    let names: Vec<String> = near.iter().map(|one| one.name.clone()).collect();
    let mut variables: Vec<String> = used
        .iter()
        .take(NAMED)
        .map(|variable| wording::inside(&variable.name))
        .collect();
    if used.len() > NAMED {
        variables.push(format!("{} more", used.len() - NAMED));
    }
    let beside = match subject.kind {
        SubjectKind::Place(_) => "",
        SubjectKind::Organisation(_) => ", with sector and size band",
    };
    let span = match (distances.first(), distances.last()) {
        (Some(first), Some(last)) => {
            format!(" The nearest lies {first:.1} away, the last {last:.1}.")
        }
        _ => String::new(),
    };
    catalogue.say(format!(
        "Nearest neighbours of {} among {}: {}.",
        wording::the(&subject.name),
        base.plural(),
        wording::listed(&names)
    ));
    catalogue.say(format!(
        "Method of the Office for National Statistics, not a judgement of performance: the {NEIGHBOURS} least distant on {} ({}){beside}, each standardised.{span}",
        wording::so_many(used.len(), "indicator", "indicators"),
        wording::listed(&variables)
    ));
}

/// The indicators of a subject as variables, each for the latest period for which it has a figure; totals, which tell no more than
/// size, and those that a question compares are left away.
fn numbers(
    subject: &Subject,
    question: &Question,
    reader: &Reader,
    catalogue: &Catalogue,
    among: &[&Subject],
) -> Result<Vec<Variable>, QuestionError> {
    let compared: Vec<&IndicatorCode> = question
        .indicators
        .iter()
        .filter_map(|code| catalogue.indicator(code).ok())
        .map(|indicator| &indicator.code)
        .collect();
    let fitting: Vec<&Indicator> = catalogue
        .indicators
        .iter()
        .filter(|one| !is_total(&one.unit) && !compared.contains(&&one.code))
        .collect();
    if fitting.is_empty() {
        return Ok(Vec::new());
    }
    let own = reader.observations(&Selection {
        indicators: fitting.iter().map(|one| one.code.clone()).collect(),
        subjects: vec![subject.code.clone()],
        group: Some(PeopleGroup::all()),
        ..Selection::default()
    })?;
    let mut latest: BTreeMap<IndicatorCode, Period> = BTreeMap::new();
    for one in own.iter().filter(|one| one.value().is_some()) {
        let period = latest.entry(one.indicator.clone()).or_insert(one.period);
        if order(*period) < order(one.period) {
            *period = one.period;
        }
    }
    let mut by_period: BTreeMap<Period, Vec<IndicatorCode>> = BTreeMap::new();
    for (code, period) in latest {
        by_period.entry(period).or_default().push(code);
    }
    let codes: BTreeSet<&SubjectCode> = among.iter().map(|one| &one.code).collect();
    let mut values: BTreeMap<IndicatorCode, HashMap<SubjectCode, f64>> = BTreeMap::new();
    for (period, indicators) in by_period {
        for code in indicators {
            let numbers = reader.numbers(&code, period, &PeopleGroup::all())?;
            let of_peers = numbers.iter().filter(|one| codes.contains(&one.0));
            let of_peers =
                of_peers.filter_map(|(subject, value)| Some((subject.clone(), (*value)?)));
            values.entry(code).or_default().extend(of_peers);
        }
    }
    // An indicator that few of them have tells little of how like they are.
    values.retain(|_, of| of.len() * 2 >= among.len());
    Ok(fitting
        .into_iter()
        .filter_map(|indicator| {
            Some(Variable {
                name: wording::brief(indicator),
                values: values.remove(&indicator.code)?,
            })
        })
        .collect())
}

/// Sector, size band and region of organisations, a column of 0 and 1 each.
fn kinds(among: &[&Subject]) -> Vec<Variable> {
    let mut out = Vec::new();
    let of: [fn(&Subject) -> Option<String>; 3] = [
        |one| one.sector.clone(),
        |one| one.size_band.clone(),
        |one| one.parent.as_ref().map(|code| code.0.clone()),
    ];
    if among.iter().any(|one| one.level().is_some()) {
        return out;
    }
    for value in of {
        let known: BTreeSet<String> = among.iter().filter_map(|one| value(one)).collect();
        for name in known {
            let values = among
                .iter()
                .map(|one| {
                    let is = value(one).as_ref() == Some(&name);
                    (one.code.clone(), f64::from(u8::from(is)))
                })
                .collect();
            out.push(Variable { name, values });
        }
    }
    out
}
