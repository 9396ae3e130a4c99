use std::collections::HashMap;

use super::{SubjectText, nations};
use crate::domain::{AreaChange, AreaSet, IdKind, Level, Subject, SubjectCode};
use crate::import::Known;
use crate::import::code_text;
use crate::import::layout::without_mark;

/// A place that ended before this is known by its code alone: figures of today name others by its name.
const NAMES_SINCE: jiff::civil::Date = jiff::civil::date(2010, 1, 1);

/// Whether a subject goes before another of the same identifier: living ones first, then by code.
fn precedes(one: &Subject, other: &Subject) -> bool {
    (one.has_ended(), &one.code) < (other.has_ended(), &other.code)
}

/// A name as names are compared: `Argyll & Bute` is `Argyll and Bute`, `St. Helens` is `St Helens`, `NORTH_EAST` is `North East`.
fn folded(name: &str) -> String {
    let low = name.to_lowercase();
    if low.contains(['&', '.', '’', '_']) {
        return low
            .replace('&', " and ")
            .replace('’', "'")
            .replace(['.', '_'], " ")
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
    }
    low
}

/// Known subjects by code, identifier and name.
pub(in crate::import) struct KnownIndex<'k> {
    known: &'k Known,
    by_id: HashMap<(IdKind, &'k str), &'k Subject>,
    by_name: HashMap<String, Vec<&'k Subject>>,
}

impl<'k> KnownIndex<'k> {
    pub(in crate::import) fn new(known: &'k Known) -> Self {
        let mut by_id: HashMap<(IdKind, &str), &Subject> = HashMap::new();
        let mut by_name: HashMap<String, Vec<&Subject>> = HashMap::new();
        for subject in known.subjects.values() {
            for (kind, id) in &subject.ids {
                by_id
                    .entry((*kind, id.as_str()))
                    .and_modify(|other| {
                        if precedes(subject, other) {
                            *other = subject;
                        }
                    })
                    .or_insert(subject);
            }
            if subject.to.is_some_and(|last| last < NAMES_SINCE) {
                continue;
            }
            for name in std::iter::once(&subject.name).chain(&subject.other_names) {
                let list = by_name.entry(folded(name)).or_default();
                if !list.iter().any(|other| other.code == subject.code) {
                    list.push(subject);
                }
            }
        }
        Self {
            known,
            by_id,
            by_name,
        }
    }

    /// Whether a text is the code or the name of a place that is known.
    pub(in crate::import) fn is_place(&self, text: &str) -> bool {
        let text = &*code_text::without_kind(text.into());
        let is_coded =
            code_text::place_code(text).is_some() || code_text::code_beside(text).is_some();
        if is_coded || nations::by_name(text).is_some() {
            return true;
        }
        let low = folded(text);
        let name = low.strip_suffix(" ua").unwrap_or(&low);
        self.named(name).is_some_and(|list| {
            list.iter()
                .any(|subject| subject.organisation_type().is_none())
        })
    }

    /// The place that a longer name names: a total of it, `North East total`, or its name in two languages, `Cardiff / Caerdydd`.
    pub(in crate::import) fn place_within(&self, name: &str) -> Option<String> {
        let low = name.to_lowercase();
        let known = |text: &str| self.is_place(text).then(|| text.to_owned());
        if name.contains(" / ") && !self.is_place(name) {
            return name.split(" / ").find_map(|piece| known(piece.trim()));
        }
        if let Some((place, sort)) = name.split_once(", ")
            && matches!(sort.to_lowercase().as_str(), "city of" | "county of")
            && let Some(place) = known(&format!("{sort} {place}"))
        {
            return Some(place);
        }
        if let Some(council) = place_of_council(name, &low).filter(|_| !self.is_place(name)) {
            return known(council);
        }
        known(of_total(name)?)
    }

    /// The country or region of which a name says that it is the total: `Total England`, among universities too.
    pub(super) fn nation_of_total(name: &str) -> Option<String> {
        nations::by_name(of_total(name)?).map(|nation| nation.name.to_owned())
    }

    /// The subject of a code, or of the code that replaced it.
    pub(in crate::import) fn by_code(&self, code: &str) -> Option<&'k Subject> {
        let code = SubjectCode::from(code);
        self.known
            .subjects
            .get(self.known.lineage.newest_code(&code))
    }

    /// The place of a code that stands in a column of codes without being one of today's: `00AA`, `TLC`, `201`. Those that any
    /// number may look like count only where the name agrees.
    pub(super) fn by_other_code(
        &self,
        code: &str,
        name: &str,
        kind: Option<IdKind>,
    ) -> Option<&'k Subject> {
        if kind.is_some_and(|kind| kind != IdKind::Gss) {
            return None;
        }
        let region = code.len() == 3 && (code.starts_with("TL") || code.starts_with("UK"));
        let certain = || match code.len() {
            4 => self.by_id(IdKind::OldOns, code),
            3 if region => self.by_id(IdKind::Other, code),
            _ => None,
        };
        let likely = || {
            [IdKind::DfeNumber, IdKind::OldOns]
                .into_iter()
                .filter_map(|kind| self.by_id(kind, code))
                .find(|known| known.is_called(name.trim()))
        };
        certain().or_else(likely)
    }

    /// The organisation of an earlier edition that this row names: by company number and the like, then by exact name, unless an
    /// identifier that both have differs.
    pub(super) fn same_organisation(
        &self,
        name: &str,
        text: &SubjectText<'_>,
    ) -> Option<&'k Subject> {
        let fits = |known: &&Subject| {
            let differs = |kind: IdKind, id: &str| known.id(kind).is_some_and(|own| own != id);
            known.organisation_type().is_some()
                && !text
                    .kind
                    .is_some_and(|kind| differs(kind, text.code.trim()))
                && !text
                    .ids
                    .iter()
                    .any(|(kind, id)| !id.is_empty() && differs(*kind, id))
        };
        let is_register = |kind: &IdKind| *kind != IdKind::Other;
        let by_id = || {
            let mut ids = text.ids.iter().filter(|(kind, _)| is_register(kind));
            ids.find_map(|(kind, id)| self.by_id(*kind, id).filter(fits))
        };
        let by_name = |name: &str| {
            let named = (!name.is_empty()).then(|| self.by_name(name, true, None));
            named?.ok().flatten().filter(fits)
        };
        text.kind
            .is_none_or(|kind| is_register(&kind))
            .then_some(())?;
        by_id()
            .or_else(|| by_name(name))
            .or_else(|| by_name(text.former_name.trim()))
    }

    /// Whether the area of this code has a newer one.
    pub(super) fn is_replaced(&self, code: &str) -> bool {
        let code = SubjectCode::from(code);
        *self.known.lineage.newest_code(&code) != code
    }

    pub(super) fn by_id(&self, kind: IdKind, id: &str) -> Option<&'k Subject> {
        if id.is_empty() {
            return None;
        }
        self.by_id.get(&(kind, id)).copied()
    }

    /// What became of a place that is the same area still: a county that became a unitary authority.
    pub(super) fn same_area_since(&self, code: &SubjectCode) -> Option<&'k Subject> {
        let lineage = &self.known.lineage;
        let mut at = code;
        for _ in 0..8 {
            let next = lineage
                .succession(at)
                .filter(|next| matches!(next.change, AreaChange::Became | AreaChange::Recode));
            let Some([into]) = next.map(|next| next.into.as_slice()) else {
                break;
            };
            at = into;
        }
        (at != code).then(|| self.known.subjects.get(at)).flatten()
    }

    /// The only place of a name.
    pub(super) fn only_place(&self, name: &str) -> Option<&'k Subject> {
        let nation = nations::by_name(name).and_then(|nation| self.by_code(nation.code));
        nation.or_else(|| self.by_name(name, false, None).ok().flatten())
    }

    /// The known subjects of a folded name, or of the name without the mark of a note behind it: `swansea (2)`.
    fn named(&self, name: &str) -> Option<&Vec<&'k Subject>> {
        self.by_name
            .get(name)
            .or_else(|| self.by_name.get(without_mark(name)?))
    }

    /// The only known subject of this name and sort, or those that there are. Ended places give way to living ones.
    pub(super) fn by_name(
        &self,
        name: &str,
        organisation: bool,
        level: Option<Level>,
    ) -> Result<Option<&'k Subject>, Vec<&'k Subject>> {
        let Some(list) = self.named(&folded(name)) else {
            return Ok(None);
        };
        let set = level.and_then(AreaSet::of_level);
        let mut fitting: Vec<&'k Subject> = list
            .iter()
            .copied()
            .filter(|subject| subject.organisation_type().is_some() == organisation)
            .filter(|subject| set.is_none_or(|set| subject.in_areas(set)))
            .collect();
        if fitting.len() > 1 {
            let living: Vec<&'k Subject> = fitting
                .iter()
                .copied()
                .filter(|subject| !subject.has_ended())
                .collect();
            if !living.is_empty() {
                fitting = living;
            }
        }
        match fitting.as_slice() {
            [] => Ok(None),
            [one] => Ok(Some(one)),
            _ => {
                fitting.sort_by(|a, b| a.code.cmp(&b.code));
                Err(fitting)
            }
        }
    }
}

/// The place whose council a name is: `Leeds City Council`, `London Borough of Camden`.
fn place_of_council<'n>(name: &'n str, low: &str) -> Option<&'n str> {
    let behind = [
        " metropolitan borough council",
        " metropolitan district council",
        " borough council",
        " district council",
        " county council",
        " city council",
        " council",
    ];
    let before = ["london borough of ", "royal borough of ", "borough of "];
    behind
        .iter()
        .find_map(|end| name.get(..low.strip_suffix(end)?.len()))
        .or_else(|| {
            let start = before.iter().find(|start| low.starts_with(**start))?;
            name.get(start.len()..)
        })
}

/// What a name says that it is the total of: `North East total`, `Total England`.
fn of_total(name: &str) -> Option<&str> {
    let low = name.to_lowercase();
    let total = low
        .strip_suffix(" total")
        .and_then(|rest| name.get(..rest.len()))
        .or_else(|| low.strip_prefix("total ").and(name.get("total ".len()..)))?;
    Some(total.trim().trim_end_matches([',', '-']).trim())
}
