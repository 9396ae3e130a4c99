//! Names that give one code and mean two things: `Pupils %` beside `Pupils`, `Aged 65+` beside `Aged 65`. Which of them comes
//! first in a file changes nothing.

use super::described::Described;
use super::index::fits;
use super::texts::code_of;
use super::{IndicatorText, Indicators};
use crate::domain::{Indicator, Unit, UnitKind, slug};
use crate::import::unit_question::{UnitQuestion, differ, is_count_or_rate};
use crate::import::units::unit_in;

/// Signs without which a name means something else, with the words by which codes name them.
const SIGNS: [(char, &str); 10] = [
    ('%', " percent "),
    ('£', " pounds "),
    ('€', " euros "),
    ('$', " dollars "),
    ('+', " plus "),
    ('<', " under "),
    ('>', " over "),
    ('≤', " up to "),
    ('≥', " from "),
    ('/', " per "),
];

/// What a text said of its indicator.
pub(super) struct Stated {
    name: String,
    unit: String,
    rest: [String; 6],
}

impl Stated {
    pub(super) fn of(text: &IndicatorText<'_>) -> Self {
        Self {
            name: text.name.to_owned(),
            unit: text.unit.to_owned(),
            rest: [
                text.measure,
                text.polarity,
                text.decimals,
                text.publisher,
                text.dataset,
                text.licence,
            ]
            .map(str::to_owned),
        }
    }

    fn text(&self) -> IndicatorText<'_> {
        let [measure, polarity, decimals, publisher, dataset, licence] = &self.rest;
        IndicatorText {
            code: "",
            name: &self.name,
            unit: &self.unit,
            measure,
            polarity,
            decimals,
            publisher,
            dataset,
            licence,
        }
    }
}

impl Indicators<'_> {
    /// Where the indicator stands that a text describes: a place of its own, or that of another name for the same.
    pub(super) fn place(&mut self, text: &IndicatorText<'_>, described: Described) -> Option<u32> {
        let code = described.indicator.code.0.as_str();
        if !text.code.is_empty() {
            return match self.by_code.get(code).copied() {
                Some(index) => Some(self.same(index, described)),
                None => self.add(text, described),
            };
        }
        let Some(index) = self.by_code.get(code).copied() else {
            // A new name whose code stands for something else in the book.
            let of_code = self.index.find(code, None).map(|known| &known.indicator);
            let is_another = of_code.is_some_and(|other| {
                !described.is_known
                    && other.code.0 == code
                    && (signs_of(text.name) != signs_of(&other.name)
                        || text_unit(text).is_some_and(|unit| is_apart(&other.unit, &unit)))
            });
            return if is_another {
                self.add_apart(text)
            } else {
                self.add(text, described)
            };
        };
        let place = index as usize;
        let (Some(other), Some(first)) = (self.list.get(place), self.stated.get(place)) else {
            return self.add(text, described);
        };
        let first = first.text();
        let one_name = described.is_known || other.name == described.indicator.name;
        if one_name && !are_apart(&first, text) {
            return Some(self.same(index, described));
        }
        let owns = |text: &IndicatorText<'_>| {
            if described.is_known {
                fits(&other.unit, text_unit(text).as_ref())
            } else {
                own_code(text) == code
            }
        };
        if owns(text) && !owns(&first) {
            self.move_first(index, text, described)
        } else {
            self.add_apart(text)
        }
    }

    /// Another text for the indicator of this place.
    fn same(&mut self, index: u32, described: Described) -> u32 {
        if let Some(question) = described.question {
            self.ask(question);
        }
        index
    }

    /// Adds an indicator under a code of its own.
    fn add_apart(&mut self, text: &IndicatorText<'_>) -> Option<u32> {
        let described = self.describe_apart(text)?;
        self.add(text, described)
    }

    /// Gives the code of the indicator at this place to a text that has more right to it.
    fn move_first(
        &mut self,
        index: u32,
        text: &IndicatorText<'_>,
        described: Described,
    ) -> Option<u32> {
        let place = index as usize;
        let moved = self.describe_apart(&self.stated.get(place)?.text())?;
        let seen = self.nothing_seen(&self.stated.get(place)?.text(), &moved);
        self.by_code.insert(moved.indicator.code.0.clone(), index);
        if let Some(old) = self.seen.get_mut(place) {
            old.is_known = seen.is_known;
            old.decimals_given = seen.decimals_given;
            old.unit_chosen = seen.unit_chosen;
            old.unit_unsaid = seen.unit_unsaid;
        }
        if let Some(old) = self.list.get_mut(place) {
            // What was asked of the other's unit is not asked of this one's.
            self.questions.retain(|asked| asked.name() != old.name);
            *old = moved.indicator;
        }
        self.goals
            .retain(|link| link.indicator != described.indicator.code);
        self.goals.extend(moved.goals);
        self.add(text, described)
    }

    /// Gives counts under the name of a share, whose file states no unit, an indicator of their own: the share's figures are
    /// no counts. Where they could be shares after all, it is asked.
    pub(super) fn count_apart(&mut self) {
        for place in 0..self.list.len() {
            let (Some(share), Some(seen)) = (self.list.get(place), self.seen.get(place)) else {
                continue;
            };
            let kind = share.unit.kind;
            let is_share = matches!(kind, UnitKind::PerCent | UnitKind::Proportion);
            let is_counted = is_share && seen.unit_unsaid && seen.looks_counted(share);
            if !is_counted || seen.unit_chosen || seen.per_cent > 0 {
                continue;
            }
            let asked = (!seen.is_no_share(kind)).then(|| UnitQuestion::Unsaid {
                name: share.name.clone(),
                known: share.unit.text.clone(),
            });
            let old = share.code.clone();
            let Some(stated) = self.stated.get(place) else {
                continue;
            };
            let text = IndicatorText {
                unit: "number",
                ..stated.text()
            };
            let Some(counted) = self.describe_apart(&text) else {
                continue;
            };
            self.goals.retain(|link| link.indicator != old);
            self.goals.extend(counted.goals);
            if let (Some(indicator), Some(seen)) =
                (self.list.get_mut(place), self.seen.get_mut(place))
            {
                *indicator = counted.indicator;
                seen.unit_unsaid = false;
                seen.decimals_given = false;
            }
            self.questions.extend(asked);
        }
    }

    /// A new indicator whose code and name carry the signs of the text, and a number where that does not tell it apart.
    fn describe_apart(&self, text: &IndicatorText<'_>) -> Option<Described> {
        let base = own_code(text);
        let name = text.name.trim();
        let unit = text_unit(text);
        let is_another = |known: &Indicator| {
            known.name != name
                || unit
                    .as_ref()
                    .is_some_and(|unit| is_apart(&known.unit, unit))
        };
        let is_taken = |code: &str| {
            let of_code = self.index.find(code, None).map(|known| &known.indicator);
            self.by_code.contains_key(code)
                || of_code.is_some_and(|known| known.code.0 == code && is_another(known))
        };
        let mut code = base.clone();
        let mut number = 2;
        while is_taken(&code) {
            code = format!("{base}-{number}");
            number += 1;
        }
        self.describe_new(text, name, code)
    }
}

/// The code that a name and its unit give with every sign told.
fn own_code(text: &IndicatorText<'_>) -> String {
    let (of_name, bare) = unit_in(text.name);
    let mut code = code_of(&in_words(&bare));
    let unit = if text.unit.is_empty() {
        // A unit that stands in the words of the name is told by them.
        of_name.filter(|_| bare.trim() != text.name.trim())
    } else {
        None
    };
    if let Some(unit) = unit {
        code = format!("{code}-{}", slug(&in_words(&unit.text)));
    }
    code
}

/// A text with words in the place of its signs.
fn in_words(text: &str) -> String {
    let mut words = text.to_owned();
    for (sign, word) in SIGNS {
        words = words.replace(sign, word);
    }
    words
}

/// The signs of a name, its unit left out.
fn signs_of(name: &str) -> String {
    let (_, bare) = unit_in(name);
    bare.chars()
        .filter(|c| SIGNS.iter().any(|(sign, _)| sign == c))
        .collect()
}

/// The unit that a text states.
fn text_unit(text: &IndicatorText<'_>) -> Option<Unit> {
    Some(text.unit)
        .filter(|unit| !unit.is_empty())
        .map(Unit::from_text)
        .or_else(|| unit_in(text.name).0)
}

/// Whether figures in these units are two things.
fn is_apart(one: &Unit, other: &Unit) -> bool {
    let both_told = one.kind != UnitKind::Other && other.kind != UnitKind::Other;
    both_told && (differ(one, other) || is_count_or_rate(one, other))
}

/// Whether two texts that give one code mean two things.
fn are_apart(one: &IndicatorText<'_>, other: &IndicatorText<'_>) -> bool {
    if one.name == other.name && (one.unit.is_empty() || other.unit.is_empty()) {
        return false;
    }
    if signs_of(one.name) != signs_of(other.name) {
        return true;
    }
    match (text_unit(one), text_unit(other)) {
        (Some(one), Some(other)) => is_apart(&one, &other),
        (None, None) => false,
        // A sign at one of the names, and none at the other.
        (Some(unit), None) | (None, Some(unit)) => {
            one.unit.is_empty()
                && other.unit.is_empty()
                && matches!(
                    unit.kind,
                    UnitKind::PerCent | UnitKind::PercentagePoints | UnitKind::Rate
                )
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::domain::{Indicator, IndicatorCode, Source, Unit};
    use crate::import::indicators::{IndicatorIndex, IndicatorText, Indicators};
    use crate::import::{Known, KnownIndicator, ReadingChoices};

    /// Codes of these names in one file, in their order.
    fn codes(known: &Known, names: &[&str]) -> Vec<String> {
        let index = IndicatorIndex::new(known);
        let choices = ReadingChoices::default();
        let mut indicators = Indicators::new(&index, None, Source::default(), None, &choices);
        let places: Vec<u32> = names
            .iter()
            .map(|name| {
                let text = IndicatorText {
                    name,
                    ..IndicatorText::default()
                };
                indicators.resolve(&text).expect("a name")
            })
            .collect();
        let (list, ..) = indicators.finish();
        let code = |place: &u32| list.get(*place as usize).map(|one| one.code.0.clone());
        places.iter().filter_map(code).collect()
    }

    fn book(held: &[(&str, &str, &str)]) -> Known {
        let mut known = Known::default();
        for (code, name, unit) in held {
            let code = IndicatorCode((*code).to_owned());
            let indicator = Indicator::named(code.clone(), name, Unit::from_text(unit));
            let one = KnownIndicator {
                indicator,
                aliases: Vec::new(),
                goals: Vec::new(),
            };
            known.indicators.insert(code, one);
        }
        known
    }

    #[test]
    fn names_that_differ_by_a_sign_are_two_whichever_comes_first() {
        let empty = book(&[]);
        for (names, expected) in [
            (["Pupils", "Pupils %"], ["pupils", "pupils-percent"]),
            (["Pupils %", "Pupils"], ["pupils-percent", "pupils"]),
            (["Aged 65", "Aged 65+"], ["aged-65", "aged-65-plus"]),
            (["Aged 65+", "Aged 65"], ["aged-65-plus", "aged-65"]),
            (["Waits < 4", "Waits > 4"], ["waits-4", "waits-over-4"]),
            (
                ["Pupils (number)", "Pupils (%)"],
                ["pupils", "pupils-percent"],
            ),
            (["Pupils %", "Pupils (%)"], ["pupils", "pupils"]),
            (["Pupils", "Pupils (number)"], ["pupils", "pupils"]),
        ] {
            assert_eq!(codes(&empty, &names), expected, "{names:?}");
        }
    }

    #[test]
    fn what_a_book_holds_keeps_its_code() {
        let alone = book(&[("pupils", "Pupils", "%")]);
        for names in [["Pupils %", "Pupils"], ["Pupils", "Pupils %"]] {
            let expected = names.map(|name| match name {
                "Pupils" => "pupils-2",
                _ => "pupils",
            });
            assert_eq!(codes(&alone, &names), expected, "{names:?}");
        }
        assert_eq!(codes(&alone, &["Pupils"]), ["pupils"]);
        let both = book(&[
            ("pupils", "Pupils", ""),
            ("pupils-percent", "Pupils %", "%"),
        ]);
        assert_eq!(
            codes(&both, &["Pupils %", "Pupils"]),
            ["pupils-percent", "pupils"]
        );
        let older = book(&[("aged-65", "Aged 65", "")]);
        assert_eq!(codes(&older, &["Aged 65+"]), ["aged-65-plus"]);
    }
}
