//! Areas that were merged, seen as the area of today: where the figures of the parts are and, when that is asked for, what they
//! give together (METHODS M12). What was split is never converted.

use std::collections::{BTreeMap, BTreeSet};

use super::catalogue::Catalogue;
use super::held::order;
use super::wording;
use crate::book::{Reader, Selection};
use crate::domain::{
    AreaChange, Indicator, Level, Marker, Observation, PeopleGroup, Period, Reading, Subject,
    SubjectCode,
};
use crate::statistics::{Combining, MergePart, Reason, merged};

use super::QuestionError;

/// Deepest chain of merges that is followed: Taunton Deane went into one district, and that into a county.
const DEEPEST: usize = 4;

/// Every place whose figures may tell of an area before it began.
pub(super) fn parts_of(catalogue: &Catalogue, code: &SubjectCode) -> Vec<SubjectCode> {
    let mut found: Vec<SubjectCode> = Vec::new();
    let mut open = vec![code.clone()];
    while let Some(next) = open.pop() {
        for (part, _) in catalogue.lineage.went_into(&next) {
            if !found.contains(part) {
                found.push(part.clone());
                open.push(part.clone());
            }
        }
    }
    found
}

/// The figure of an area for a period from those of the places that went into it; nothing where none of them has one.
pub(super) fn worked_out<'f>(
    catalogue: &Catalogue,
    indicator: &Indicator,
    subject: &SubjectCode,
    find: &impl Fn(&SubjectCode) -> Option<&'f Observation>,
) -> Option<Result<Observation, Reason>> {
    from_parts(catalogue, indicator, subject, find, DEEPEST)
}

fn from_parts<'f>(
    catalogue: &Catalogue,
    indicator: &Indicator,
    subject: &SubjectCode,
    find: &impl Fn(&SubjectCode) -> Option<&'f Observation>,
    depth: usize,
) -> Option<Result<Observation, Reason>> {
    let went_into = catalogue.lineage.went_into(subject);
    let depth = depth.checked_sub(1)?;
    let figure = |code: &SubjectCode| {
        find(code)
            .map(|one| Ok(one.clone()))
            .or_else(|| from_parts(catalogue, indicator, code, find, depth))
    };
    // The same area under another kind of authority says it outright.
    let same = went_into
        .iter()
        .filter(|(_, change)| *change == AreaChange::Became)
        .find_map(|(code, _)| find(code));
    if let Some(one) = same {
        let name = name(catalogue, &one.subject);
        return Some(Ok(Observation {
            subject: subject.clone(),
            note: Some(joined(one.note.as_ref(), &format!("Published for {name}"))),
            ..one.clone()
        }));
    }
    let parts: Vec<(&SubjectCode, Option<Result<Observation, Reason>>)> = went_into
        .iter()
        .filter(|(_, change)| *change == AreaChange::Merge)
        .map(|(code, _)| (*code, figure(code)))
        .collect();
    if parts.iter().all(|(_, part)| part.is_none()) {
        return None;
    }
    // A county that was divided lies over its districts; a district that was divided leaves a hole.
    let torn = went_into.iter().any(|(code, change)| {
        *change == AreaChange::Split && Level::of_code(&code.0) != Some(Level::County)
    });
    if torn {
        return Some(Err(Reason::SplitBoundary));
    }
    Some(together(catalogue, indicator, subject, parts))
}

fn together(
    catalogue: &Catalogue,
    indicator: &Indicator,
    subject: &SubjectCode,
    parts: Vec<(&SubjectCode, Option<Result<Observation, Reason>>)>,
) -> Result<Observation, Reason> {
    let combining = Combining::of(indicator)?;
    let mut figures: Vec<Observation> = Vec::new();
    for (_, part) in parts {
        figures.push(part.ok_or(Reason::LowCoverage)??);
    }
    let of: Vec<MergePart> = figures
        .iter()
        .map(|one| MergePart {
            value: one.value(),
            count: one.count,
            denominator: one.denominator,
            weight: one.denominator,
        })
        .collect();
    let whole = merged(&of, combining)?;
    let first = figures.first().ok_or(Reason::LowCoverage)?;
    let names: Vec<String> = figures
        .iter()
        .map(|one| format!("{} ({})", name(catalogue, &one.subject), one.origin.cell()))
        .collect();
    let markers = figures
        .iter()
        .fold(crate::domain::Markers::none(), |all, one| {
            all.and(one.markers)
        });
    Ok(Observation {
        subject: subject.clone(),
        reading: Reading::number(whole.value).ok_or(Reason::CannotCombine)?,
        lower: None,
        upper: None,
        count: whole.count,
        denominator: whole.denominator,
        markers: if whole.estimated {
            markers.with(Marker::Estimated)
        } else {
            markers
        },
        raw: None,
        note: Some(format!("Worked out from {}", wording::listed(&names))),
        ..first.clone()
    })
}

fn joined(note: Option<&String>, more: &str) -> String {
    note.map_or_else(|| more.to_owned(), |note| format!("{note}; {more}"))
}

fn name(catalogue: &Catalogue, code: &SubjectCode) -> String {
    let known = catalogue.known(code);
    known.map_or_else(|| code.0.clone(), |one| one.name.clone())
}

/// Adds to the figures of one period those of areas that had not begun, worked out from their parts.
pub(super) fn fill_period(
    catalogue: &Catalogue,
    indicator: &Indicator,
    among: impl Fn(&Subject) -> bool,
    figures: &mut Vec<Observation>,
) {
    let mut found = Vec::new();
    {
        let by_code: BTreeMap<&SubjectCode, &Observation> =
            figures.iter().map(|one| (&one.subject, one)).collect();
        let find = |code: &SubjectCode| by_code.get(code).copied();
        for subject in &catalogue.subjects {
            if among(subject)
                && !subject.has_ended()
                && find(&subject.code).is_none()
                && let Some(Ok(one)) = worked_out(catalogue, indicator, &subject.code, &find)
            {
                found.push(one);
            }
        }
    }
    figures.extend(found);
}

/// What went before an area: the figures of its parts, and what they give for it.
pub(super) struct Before {
    /// Figures for the area, worked out, for periods in which it has none of its own.
    pub(super) figures: Vec<Observation>,
    /// What a reader should know of it: a sentence.
    pub(super) note: String,
}

/// Looks for figures of the places that went into a subject, for periods in which it has none itself.
pub(super) fn before(
    reader: &Reader,
    catalogue: &Catalogue,
    indicator: &Indicator,
    subject: &Subject,
    group: &PeopleGroup,
    own: &[Observation],
    asked: bool,
) -> Result<Option<Before>, QuestionError> {
    let parts = parts_of(catalogue, &subject.code);
    if parts.is_empty() {
        return Ok(None);
    }
    let of_parts = reader.observations(&Selection {
        indicators: vec![indicator.code.clone()],
        subjects: parts,
        group: Some(group.clone()),
        ..Selection::default()
    })?;
    let mut periods: Vec<Period> = of_parts.iter().map(|one| one.period).collect();
    periods.retain(|period| {
        let has_own = |one: &Observation| one.subject == subject.code && one.period == *period;
        !own.iter().any(has_own)
    });
    periods.sort_by_key(|period| order(*period));
    periods.dedup();
    if periods.is_empty() {
        return Ok(None);
    }
    let mut figures = Vec::new();
    let mut reasons: BTreeSet<&'static str> = BTreeSet::new();
    let mut used: BTreeSet<String> = BTreeSet::new();
    for period in &periods {
        let find = |code: &SubjectCode| {
            let mut all = of_parts.iter();
            all.find(|one| one.subject == *code && one.period == *period)
        };
        match worked_out(catalogue, indicator, &subject.code, &find) {
            Some(Ok(one)) => figures.push(one),
            Some(Err(reason)) => {
                reasons.insert(reason.in_words());
            }
            None => {}
        }
    }
    for one in of_parts.iter().filter(|one| periods.contains(&one.period)) {
        used.insert(name(catalogue, &one.subject));
    }
    let used: Vec<String> = used.into_iter().collect();
    let shown = wording::listed(&used);
    let span = super::when::span(&periods);
    let note = match (asked, figures.is_empty()) {
        (true, false) => format!(
            "Figures of {} for {span} are worked out from those of {shown}, which went into it.",
            subject.name
        ),
        (false, false) => format!(
            "Figures for {span} are held under {shown}, which went into {}; boundaries=current works them out for it.",
            subject.name
        ),
        (_, true) if reasons.is_empty() => format!(
            "Figures for {span} are held under {shown}, which went into {} in part.",
            subject.name
        ),
        (_, true) => format!(
            "Figures for {span} are held under {shown}, which went into {}; they cannot be put together: {}.",
            subject.name,
            wording::listed(
                &reasons
                    .iter()
                    .map(|reason| (*reason).to_owned())
                    .collect::<Vec<_>>()
            )
        ),
    };
    if !asked {
        figures.clear();
    }
    Ok(Some(Before { figures, note }))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::made_up::{catalogue, figure, withheld};
    use super::*;
    use crate::domain::{Lineage, Succession, UnitKind};

    /// Alder went whole, with Birch, into Fir; Cedar was divided between Fir and Elder. Shire county became Hazel.
    fn with_lineage(torn: bool) -> Catalogue {
        let mut lineage = Lineage::default();
        let mut add = |code: &str, change, into: &[&str]| {
            let into = into.iter().map(|code| SubjectCode::from(*code)).collect();
            lineage.add(SubjectCode::from(code), Succession { change, into });
        };
        add("E06000001", AreaChange::Merge, &["E06000005"]);
        add("E06000002", AreaChange::Merge, &["E06000005"]);
        add("E10000001", AreaChange::Became, &["E06000006"]);
        if torn {
            add("E06000003", AreaChange::Split, &["E06000005", "E06000004"]);
        }
        let mut catalogue = catalogue();
        catalogue.lineage = Arc::new(lineage);
        catalogue
    }

    fn of_parts() -> Vec<Observation> {
        let counted = |code, value, count, denominator| Observation {
            count: Some(count),
            denominator: Some(denominator),
            ..figure("employment-rate", code, 2019, value)
        };
        vec![
            counted("E06000001", 60.0, 120.0, 200.0),
            counted("E06000002", 80.0, 80.0, 100.0),
            figure("employment-rate", "E10000001", 2019, 55.0),
        ]
    }

    fn answer(
        catalogue: &Catalogue,
        figures: &[Observation],
        subject: &str,
    ) -> Option<Result<Observation, Reason>> {
        let indicator = catalogue
            .indicator(&"employment-rate".into())
            .expect("known");
        assert_eq!(indicator.unit.kind, UnitKind::PerCent);
        let find = |code: &SubjectCode| figures.iter().find(|one| one.subject == *code);
        worked_out(catalogue, indicator, &SubjectCode::from(subject), &find)
    }

    #[test]
    fn a_merged_area_is_worked_out_anew_from_counts() {
        let catalogue = with_lineage(false);
        let mut figures = of_parts();
        let fir = answer(&catalogue, &figures, "E06000005")
            .expect("parts")
            .expect("counts");
        assert!((fir.value().unwrap_or_default() - 200.0 / 3.0).abs() < 1e-9);
        assert!(!fir.markers.has(Marker::Estimated));
        assert!(
            fir.note
                .is_some_and(|note| note.contains("Alder") && note.contains("Birch"))
        );
        // Without counts of one part it is weighted, and marked.
        figures[0].count = None;
        let fir = answer(&catalogue, &figures, "E06000005")
            .expect("parts")
            .expect("weights");
        assert!((fir.value().unwrap_or_default() - 200.0 / 3.0).abs() < 1e-9);
        assert!(fir.markers.has(Marker::Estimated));
    }

    #[test]
    fn a_county_that_became_a_unitary_authority_says_it_outright() {
        let hazel = answer(&with_lineage(false), &of_parts(), "E06000006");
        assert_eq!(
            hazel.and_then(Result::ok).and_then(|one| one.value()),
            Some(55.0)
        );
    }

    #[test]
    fn what_is_missing_withheld_or_divided_gives_no_figure() {
        let catalogue = with_lineage(false);
        assert_eq!(
            answer(&catalogue, &of_parts()[..1], "E06000005"),
            Some(Err(Reason::LowCoverage))
        );
        let mut figures = of_parts();
        figures[1] = withheld("employment-rate", "E06000002", 2019);
        assert_eq!(
            answer(&catalogue, &figures, "E06000005"),
            Some(Err(Reason::LowCoverage))
        );
        assert_eq!(
            answer(&with_lineage(true), &of_parts(), "E06000005"),
            Some(Err(Reason::SplitBoundary))
        );
        assert_eq!(answer(&catalogue, &[], "E06000005"), None);
        assert_eq!(answer(&with_lineage(true), &of_parts(), "E06000004"), None);
    }

    #[test]
    fn a_period_is_filled_only_where_the_area_has_no_figure() {
        let catalogue = with_lineage(false);
        let indicator = catalogue
            .indicator(&"employment-rate".into())
            .expect("known");
        let mut figures = of_parts();
        fill_period(&catalogue, indicator, |_| true, &mut figures);
        let fir: Vec<_> = figures
            .iter()
            .filter(|one| one.subject.0 == "E06000005")
            .collect();
        assert_eq!(fir.len(), 1);
        let before = figures.len();
        fill_period(&catalogue, indicator, |_| true, &mut figures);
        assert_eq!(figures.len(), before);
    }
}
