use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::LazyLock;

use jiff::civil::{Date, date};

use super::findings::{Finding, Findings, cell, cell_at, listed};
use super::series::{Block, Series, middle};
use crate::domain::{AreaSet, Level, Period, SubjectKind};
use crate::import::shipped::Places;
use crate::import::{ReviewedSheet, Severity};

/// A period with less than this share of what is usual is named.
const FEW: f32 = 0.5;
/// Fewest places from which on it is worth a word.
const FEWEST: usize = 8;
/// A level is called partly covered when at least this share of it is there; below it the publisher chose some places.
const MOST: f64 = 0.6;

/// Places that are counted together: a set of levels in the country of a letter.
type Together = (AreaSet, char);

/// Looks for periods with far fewer places than the others, and for levels of which some places are missing.
pub(super) struct Covered {
    together: Vec<Vec<Together>>,
    partly: BTreeMap<Partly, (usize, u32)>,
    indicators: usize,
    last: Option<u32>,
}

impl Covered {
    pub(super) fn new(sheet: &ReviewedSheet) -> Self {
        Self {
            together: sheet.subjects.iter().map(sets_of).collect(),
            partly: BTreeMap::new(),
            indicators: 0,
            last: None,
        }
    }

    /// Parts of the people may well be missing; everybody, or the first group where there is no such figure, should not.
    pub(super) fn saw(
        &mut self,
        sheet: &ReviewedSheet,
        series: &Series,
        block: &Block,
        findings: &mut Findings,
    ) {
        if self.last.replace(block.indicator) == Some(block.indicator) {
            return;
        }
        self.indicators += 1;
        thin_periods(sheet, series, block, &self.together, findings);
        for (one, at) in partly_covered(sheet, series, block, &self.together) {
            self.partly.entry(one).or_insert((0, at)).0 += 1;
        }
    }

    pub(super) fn say(self, sheet: &ReviewedSheet, findings: &mut Findings) {
        for (one, (count, at)) in self.partly {
            let figure = sheet.observations.get(at as usize);
            let what = if self.indicators == 1 {
                "There are figures".to_owned()
            } else if count == self.indicators {
                "Every indicator has figures".to_owned()
            } else if count == 1 {
                let indicator = figure
                    .as_ref()
                    .and_then(|figure| sheet.indicators.get(figure.indicator as usize));
                format!(
                    "“{}” has figures",
                    indicator.map_or("", |one| one.name.as_str())
                )
            } else {
                format!("{count} indicators have figures")
            };
            findings.add(Finding {
                code: "partly-covered",
                severity: Severity::Info,
                at: figure.as_ref().map(cell).unwrap_or_default(),
                raw: format!("{} of {}", one.present, one.of),
                message: format!(
                    "{what} for {} of {} {} in {} in {}; none for {}.",
                    one.present, one.of, one.set, one.country, one.period, one.missing
                ),
                weight: count as f64,
            });
        }
    }
}

/// The sets in which a place counts.
fn sets_of(subject: &crate::domain::Subject) -> Vec<Together> {
    let SubjectKind::Place(level) = subject.kind else {
        return Vec::new();
    };
    let Some(letter) = subject
        .code
        .0
        .chars()
        .next()
        .filter(|c| "EWSN".contains(*c))
    else {
        return Vec::new();
    };
    [AreaSet::Region, AreaSet::UpperTier, AreaSet::LocalAuthority]
        .into_iter()
        .filter(|set| set.contains(level) && (*set != AreaSet::UpperTier || letter == 'E'))
        .map(|set| (set, letter))
        .collect()
}

/// Subjects of a block by set and period.
fn counted(
    block: &Block,
    together: &[Vec<Together>],
) -> BTreeMap<Together, BTreeMap<u32, Vec<(u32, u32)>>> {
    let mut counted: BTreeMap<Together, BTreeMap<u32, Vec<(u32, u32)>>> = BTreeMap::new();
    for point in &block.points {
        for set in together.get(point.subject as usize).into_iter().flatten() {
            let of_set = counted.entry(*set).or_default();
            of_set
                .entry(point.rank)
                .or_default()
                .push((point.subject, point.at));
        }
    }
    counted
}

fn thin_periods(
    sheet: &ReviewedSheet,
    series: &Series,
    block: &Block,
    together: &[Vec<Together>],
    findings: &mut Findings,
) {
    for ((set, letter), by_period) in counted(block, together) {
        if set == AreaSet::UpperTier {
            continue;
        }
        let mut by_kind: BTreeMap<_, Vec<(u32, usize, u32)>> = BTreeMap::new();
        for (rank, subjects) in &by_period {
            let (Some(period), Some((_, at))) = (series.period(sheet, *rank), subjects.first())
            else {
                continue;
            };
            let of_kind = by_kind.entry(period.kind()).or_default();
            of_kind.push((*rank, subjects.len(), *at));
        }
        for periods in by_kind.values().filter(|periods| periods.len() >= 3) {
            let mut counts: Vec<f32> = periods.iter().map(|(_, count, _)| *count as f32).collect();
            let Some(usual) = middle(&mut counts).filter(|usual| *usual >= FEWEST as f32) else {
                continue;
            };
            let thin: Vec<_> = periods
                .iter()
                .filter(|(_, count, _)| (*count as f32) < usual * FEW)
                .collect();
            // Where many periods have few places, the publisher widened the series.
            let Some((_, fewest, at)) = thin.iter().min_by_key(|(_, count, _)| *count) else {
                continue;
            };
            if thin.len() * 4 > periods.len() {
                continue;
            }
            let labels: Vec<String> = thin
                .iter()
                .filter_map(|(rank, ..)| Some(series.period(sheet, *rank)?.label()))
                .collect();
            let name = sheet
                .indicators
                .get(block.indicator as usize)
                .map_or("", |indicator| indicator.name.as_str());
            findings.add(Finding {
                code: "thin-period",
                severity: Severity::Warning,
                at: cell_at(sheet, *at as usize),
                raw: fewest.to_string(),
                message: format!(
                    "“{name}” has figures for {fewest} {} in {} in {}, and for about {usual:.0} in other periods.",
                    set.plural(),
                    country(letter),
                    listed(&labels, 3)
                ),
                weight: f64::from(usual) - *fewest as f64,
            });
        }
    }
}

/// A level of which some places have no figure.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Partly {
    set: &'static str,
    country: &'static str,
    period: String,
    present: usize,
    of: usize,
    missing: String,
}

fn partly_covered(
    sheet: &ReviewedSheet,
    series: &Series,
    block: &Block,
    together: &[Vec<Together>],
) -> Vec<(Partly, u32)> {
    let mut found = Vec::new();
    for ((set, letter), by_period) in counted(block, together) {
        let Some((rank, subjects)) = by_period.last_key_value() else {
            continue;
        };
        let Some(period) = series.period(sheet, *rank) else {
            continue;
        };
        let codes: HashSet<&str> = subjects
            .iter()
            .filter_map(|(index, _)| sheet.subjects.get(*index as usize))
            .map(|subject| subject.code.0.as_str())
            .collect();
        // A table of unitary authorities alone is one of neither tier.
        let tier = |wanted: Level| {
            subjects.iter().any(|(index, _)| {
                let subject = sheet.subjects.get(*index as usize);
                subject.and_then(crate::domain::Subject::level) == Some(wanted)
            })
        };
        let belongs = match (set, letter) {
            (AreaSet::UpperTier, _) => tier(Level::County),
            (AreaSet::LocalAuthority, 'E') => tier(Level::District),
            _ => true,
        };
        if !belongs {
            continue;
        }
        let Some((of, missing)) = best_fit((set, letter), period, &codes) else {
            continue;
        };
        let present = of - missing.len();
        if missing.is_empty() || (present as f64) < MOST * of as f64 {
            continue;
        }
        let Some((_, at)) = subjects.first() else {
            continue;
        };
        found.push((
            Partly {
                set: set.plural(),
                country: country(letter),
                period: period.label(),
                present,
                of,
                missing: listed(&missing, 4),
            },
            *at,
        ));
    }
    found
}

/// Days on which the map of authorities was another: the last is the present one.
const MAPS: [Date; 8] = [
    date(2009, 4, 1),
    date(2015, 4, 1),
    date(2019, 4, 1),
    date(2020, 4, 1),
    date(2021, 4, 1),
    date(2023, 4, 1),
    date(2024, 5, 2),
    date(2025, 4, 1),
];

type Members = HashMap<(Together, Date), Vec<(&'static str, &'static str)>>;

/// The codes and names of each set on each map.
static MEMBERS: LazyLock<Members> = LazyLock::new(|| {
    let mut members = Members::new();
    for place in &Places::shipped().subjects {
        for set in sets_of(place) {
            for day in MAPS {
                let began = place.from.is_none_or(|from| from <= day);
                if began && place.to.is_none_or(|to| to >= day) {
                    let member = (place.code.0.as_str(), place.name.as_str());
                    members.entry((set, day)).or_default().push(member);
                }
            }
        }
    }
    members
});

/// How many places the set has on the map that fits the codes best, and the names of those that are not among them.
fn best_fit(set: Together, period: Period, codes: &HashSet<&str>) -> Option<(usize, Vec<String>)> {
    MAPS.into_iter()
        .filter_map(|day| {
            let members = MEMBERS.get(&(set, day))?;
            let missing: Vec<String> = members
                .iter()
                .filter(|(code, _)| !codes.contains(code))
                .map(|(_, name)| (*name).to_owned())
                .collect();
            let strangers = codes.len() + missing.len() - members.len();
            // Of maps that fit alike, the one nearest to the period.
            let away = (day.year() - period.end().year()).abs();
            Some((missing.len() + strangers, away, members.len(), missing))
        })
        .min_by_key(|(unlike, away, ..)| (*unlike, *away))
        .map(|(_, _, of, missing)| (of, missing))
}

fn country(letter: char) -> &'static str {
    match letter {
        'W' => "Wales",
        'S' => "Scotland",
        'N' => "Northern Ireland",
        _ => "England",
    }
}
