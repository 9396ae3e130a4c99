use std::collections::HashMap;

use crate::domain::{Unit, UnitKind};
use crate::import::unit_question::{differ, is_count_or_rate};
use crate::import::{Known, KnownIndicator};

/// Known indicators by code, name and alias.
pub(in crate::import) struct IndicatorIndex<'k> {
    /// Those that bear a name best: as their code, else as their name, else as an alias.
    by_name: HashMap<String, (u8, Vec<&'k KnownIndicator>)>,
}

impl<'k> IndicatorIndex<'k> {
    pub(in crate::import) fn new(known: &'k Known) -> Self {
        let mut by_name: HashMap<String, (u8, Vec<&KnownIndicator>)> = HashMap::new();
        let mut all: Vec<&KnownIndicator> = known.indicators.values().collect();
        all.sort_by(|a, b| b.indicator.code.cmp(&a.indicator.code));
        let aliases = all.iter().flat_map(|known| {
            known
                .aliases
                .iter()
                .map(|alias| (0, alias.as_str(), *known))
        });
        let names = all
            .iter()
            .map(|known| (1, known.indicator.name.as_str(), *known));
        let codes = all
            .iter()
            .map(|known| (2, known.indicator.code.0.as_str(), *known));
        for (rank, name, known) in aliases.chain(names).chain(codes) {
            let entry = by_name.entry(name.to_lowercase()).or_default();
            if entry.0 < rank {
                *entry = (rank, Vec::new());
            }
            entry.1.push(known);
        }
        Self { by_name }
    }

    /// The indicator of a code, name or alias; of several that bear a name, the one of this unit.
    pub(in crate::import) fn find(
        &self,
        name: &str,
        unit: Option<&Unit>,
    ) -> Option<&'k KnownIndicator> {
        if name.is_empty() {
            return None;
        }
        let (_, bearers) = self.by_name.get(&name.to_lowercase())?;
        let fits = |known: &&KnownIndicator| fits(&known.indicator.unit, unit);
        let of_unit = bearers.iter().rev().copied().find(fits);
        of_unit.or_else(|| bearers.last().copied())
    }
}

/// Whether a name that states this unit, or none, fits an indicator of that one.
pub(super) fn fits(known: &Unit, stated: Option<&Unit>) -> bool {
    match stated {
        Some(stated) => !differ(known, stated) && !is_count_or_rate(known, stated),
        None => known.kind != UnitKind::PerCent,
    }
}
