//! What a header says of those whose figures stand under it: which kind of area or organisation they are, and whether the column
//! gives their names, their codes or something else about them. There is one list of words, and headers are read as a row of them,
//! however they are run together: `Local authority name`, `localauthorityname`, `LAD23NM`.

mod words;

pub(super) use words::Aspect;
use words::{ABOUT, Role, WORDS, Word};

use super::columns::Part;
use crate::domain::{IdKind, OrganisationType};

/// Kinds of things that have figures. A word may be of several: wards are areas of their own kind, and lie in others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Kinds(u16);

impl Kinds {
    /// Areas of councils.
    pub(super) const COUNCILS: Self = Self(1);
    /// Those in which others lie: their names are context where a better name is there.
    pub(super) const WIDE: Self = Self(1 << 1);
    /// Areas of other bodies, often called as those of councils are: police forces, health boards, constituencies.
    pub(super) const OTHERS: Self = Self(1 << 2);
    /// Employers and other organisations.
    pub(super) const ORGANISATIONS: Self = Self(1 << 3);
    /// What lies in an area: stations, libraries.
    pub(super) const SITES: Self = Self(1 << 4);
    /// Places, whichever they are.
    pub(super) const PLACES: Self = Self(1 << 5);
    /// Those with a code of the health service.
    const HEALTH: Self = Self(1 << 6);
    /// Those that a header names by a second word alone: under `Ward` may stand anything, under `Ward name` names.
    const WITH_NAME: Self = Self(1 << 7);

    const NONE: Self = Self(0);

    pub(super) const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether any of these kinds is among them.
    pub(super) const fn has(self, any: Self) -> bool {
        self.0 & any.0 != 0
    }
}

/// What the column of a header gives, where every word of the header is known; of its letters and digits, in small letters.
pub(super) fn part_of_key(key: &str) -> Option<Part> {
    let words = read(key)?;
    let of = words.iter().position(|word| word.text == "of");
    // `Reference area` is the area that is meant, and `Area reference` its number.
    let behind = words.iter().enumerate().rev().filter(|(at, word)| {
        *at > 0 || of.is_some() || words.len() == 1 || word.aspect() != Some(Aspect::Number)
    });
    let aspect = behind.map(|(_, word)| word).find_map(|word| word.aspect());
    let before = words.get(..of.unwrap_or(words.len()))?;
    // `Region of HE provider` is a region, `Name of council` a council.
    let is_of_those_after =
        aspect != Some(Aspect::Number) && before.iter().all(|word| word.kinds().is_none());
    let named = if is_of_those_after {
        words.as_slice()
    } else {
        before
    };
    let things = || named.iter().filter_map(|word| word.kinds());
    let Some(last) = things().next_back() else {
        let of_statistics = words.iter().any(|word| matches!(word.text, "ons" | "gss"));
        let is_code = aspect == Some(Aspect::Code)
            || (aspect.is_some_and(|it| it == Aspect::Number) && of_statistics);
        return is_code.then_some(Part::Code(None));
    };
    if !last.has(Kinds::PLACES.and(Kinds::ORGANISATIONS)) {
        return None;
    }
    let is_list = named.iter().any(|word| matches!(word.text, "and" | "or"));
    let weak = last.has(Kinds::WIDE) && (!is_list || things().all(|kinds| kinds.has(Kinds::WIDE)));
    match aspect {
        None if last.has(Kinds::WITH_NAME) => None,
        None | Some(Aspect::Name) => Some(Part::Name { weak }),
        Some(Aspect::Code) if last.has(Kinds::HEALTH) => Some(Part::Code(Some(IdKind::OdsCode))),
        Some(_) if last.has(Kinds::ORGANISATIONS) => None,
        Some(Aspect::Number) if last.has(Kinds::COUNCILS) => {
            Some(Part::Identifier(IdKind::DfeNumber))
        }
        Some(_) => Some(Part::Code(None)),
    }
}

/// All of a key as a row of known words and years; the longest words are tried first.
fn read(key: &str) -> Option<Vec<&'static Word>> {
    if key.is_empty() {
        return Some(Vec::new());
    }
    let digits = key.len() - key.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    if matches!(digits, 2 | 4) {
        return read(key.get(digits..)?);
    }
    let fits = |word: &'static Word| Some((word, key.strip_prefix(word.text)?));
    let mut fitting: Vec<(&'static Word, &str)> = WORDS.iter().filter_map(fits).collect();
    fitting.sort_by_key(|(_, rest)| rest.len());
    fitting.into_iter().find_map(|(word, rest)| {
        let plural = rest.strip_prefix('s').filter(|_| word.kinds().is_some());
        let mut words = read(rest).or_else(|| read(plural?))?;
        words.insert(0, word);
        Some(words)
    })
}

/// All kinds of things of which a header speaks, whatever else it says.
pub(super) fn kinds_in(header: &str) -> Kinds {
    let known = known_words(header);
    known
        .iter()
        .filter_map(|word| word.kinds())
        .fold(Kinds::NONE, Kinds::and)
}

/// The type of the organisations that a header names.
pub(super) fn organisation_type_in(header: &str) -> Option<OrganisationType> {
    known_words(header).iter().find_map(|word| match word.role {
        Role::Thing(_, kind) => kind,
        _ => None,
    })
}

/// The words of a header that stand in the list: all of them where it is made of nothing else, or those that stand apart.
fn known_words(header: &str) -> Vec<&'static Word> {
    let words = words_of(header);
    read(&words.concat()).unwrap_or_else(|| {
        let runs = (1..=3).flat_map(|length| words.windows(length).map(<[String]>::concat));
        runs.filter_map(|run| word(&run)).collect()
    })
}

/// Whether a header says that its column names places or organisations.
pub(super) fn names_subjects(header: &str) -> bool {
    let subjects = Kinds::PLACES.and(Kinds::ORGANISATIONS);
    known_words(header).iter().any(|word| {
        let of_subjects = word.kinds().is_some_and(|kinds| kinds.has(subjects));
        // A label is that of anything.
        of_subjects || (word.aspect() == Some(Aspect::Name) && word.text != "label")
    })
}

/// Whether a header says outright that its column names places or organisations: `Police force`, `Station name`, and not `Study name`.
pub(super) fn says_subjects(header: &str) -> bool {
    let subjects = Kinds::PLACES.and(Kinds::ORGANISATIONS);
    let kinds = kinds_in(header);
    let is_name = aspect_of(header).1 == Some(Aspect::Name);
    !is_about(header) && (kinds.has(subjects) || (is_name && kinds.has(Kinds::SITES)))
}

/// Whether a header names areas by words of their own: `Jobs growth area`.
pub(super) fn names_areas_of_its_own(header: &str) -> bool {
    let words = words_of(header);
    let (last, others) = words
        .split_last()
        .map_or(("", [].as_slice()), |(last, others)| (last, others));
    last == "area" && !others.is_empty() && others.iter().all(|other| word(other).is_none())
}

/// Whether a header is about things and does not name them.
pub(super) fn is_about(header: &str) -> bool {
    words_of(header)
        .iter()
        .any(|word| ABOUT.contains(&word.as_str()))
}

/// What a code's and a name's header share, and which of them this is: `LSOA Code` and `LSOA Name` give `lsoa`.
pub(super) fn aspect_of(header: &str) -> (String, Option<Aspect>) {
    let key = words_of(header).concat();
    let aspects = WORDS
        .iter()
        .filter_map(|word| Some((word.text, word.aspect()?)));
    let ending = aspects.filter_map(|(text, aspect)| Some((key.strip_suffix(text)?, aspect)));
    match ending.min_by_key(|(rest, _)| rest.len()) {
        Some((rest, aspect)) => (rest.to_owned(), Some(aspect)),
        None => (key, None),
    }
}

/// The word that stands in the list, in the singular or the plural.
fn word(text: &str) -> Option<&'static Word> {
    let of = |text: &str| WORDS.iter().find(|word| word.text == text);
    of(text).or_else(|| of(text.strip_suffix('s')?))
}

/// The words of a header in small letters. A capital letter after a small one begins a word, and so does a sign.
fn words_of(header: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut was_small = false;
    for letter in header.chars() {
        let begins = !letter.is_alphanumeric() || (was_small && letter.is_uppercase());
        if begins {
            words.push(String::new());
        }
        if letter.is_alphanumeric()
            && let Some(word) = words.last_mut()
        {
            word.extend(letter.to_lowercase());
        }
        was_small = letter.is_lowercase();
    }
    words.retain(|word| !word.is_empty());
    words
}

#[cfg(test)]
mod tests {
    use super::{Kinds, aspect_of, kinds_in, names_subjects, part_of_key, says_subjects};
    use crate::domain::IdKind;
    use crate::import::columns::Part;

    #[test]
    fn a_header_of_known_words_says_what_its_column_gives() {
        let (name, wide) = (Part::Name { weak: false }, Part::Name { weak: true });
        let health = Part::Code(Some(IdKind::OdsCode));
        for (key, part) in [
            ("localauthorityname", Some(name.clone())),
            ("localauthorities", Some(name.clone())),
            ("lad23nm", Some(name.clone())),
            ("lowertierlocalauthoritiescode", Some(Part::Code(None))),
            ("nameofcouncil", Some(name.clone())),
            ("referencearea", Some(name.clone())),
            ("areareference", Some(Part::Code(None))),
            ("regionofheprovider", Some(wide.clone())),
            ("laandregions", Some(name.clone())),
            ("providercountry", Some(wide)),
            ("nhstrustname", Some(name)),
            ("nhstrustcode", Some(health)),
            ("lanumber", Some(Part::Identifier(IdKind::DfeNumber))),
            ("currentonscode", Some(Part::Code(None))),
            ("ward", None),
            ("numberofcouncils", None),
            ("countryofbirth", None),
            ("stationname", None),
            ("areatype", None),
        ] {
            assert_eq!(part_of_key(key), part, "{key}");
        }
    }

    #[test]
    fn a_header_speaks_of_kinds_of_things() {
        let councils = kinds_in("Percentage by local authority, 2023");
        assert!(councils.has(Kinds::COUNCILS) && !councils.has(Kinds::OTHERS));
        assert!(kinds_in("Police Forces").has(Kinds::OTHERS));
        assert!(kinds_in("fire and rescue service").has(Kinds::OTHERS));
        assert!(!names_subjects("Workforce") && !names_subjects("Forwarded"));
        assert!(names_subjects("SchoolName"));
        assert!(says_subjects("Police Force") && says_subjects("station_name"));
        assert!(!says_subjects("studyName") && !says_subjects("Type of force"));
        assert_eq!(aspect_of("LSOA Code").0, aspect_of("LsoaName").0);
    }
}
