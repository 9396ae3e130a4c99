use std::collections::HashMap;

use crate::import::{Known, KnownIndicator};

/// Known indicators by code, name and alias.
pub(in crate::import) struct IndicatorIndex<'k> {
    by_name: HashMap<String, &'k KnownIndicator>,
}

impl<'k> IndicatorIndex<'k> {
    pub(in crate::import) fn new(known: &'k Known) -> Self {
        let mut by_name = HashMap::new();
        let mut all: Vec<&KnownIndicator> = known.indicators.values().collect();
        all.sort_by(|a, b| a.indicator.code.cmp(&b.indicator.code));
        for known in &all {
            for alias in &known.aliases {
                by_name.entry(alias.to_lowercase()).or_insert(*known);
            }
        }
        for known in all {
            by_name.insert(known.indicator.name.to_lowercase(), known);
        }
        for known in known.indicators.values() {
            by_name.insert(known.indicator.code.0.to_lowercase(), known);
        }
        Self { by_name }
    }

    pub(super) fn find(&self, name: &str) -> Option<&'k KnownIndicator> {
        if name.is_empty() {
            return None;
        }
        self.by_name.get(&name.to_lowercase()).copied()
    }
}
