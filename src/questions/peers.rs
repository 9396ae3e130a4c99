use crate::domain::{
    AreaSet, Level, OrganisationSet, OrganisationType, Period, Subject, SubjectKind,
};

use super::catalogue::Catalogue;

/// Fewest organisations of one type that are compared among themselves rather than with all.
const FEWEST_OF_TYPE: usize = 10;

/// With whom a subject is ranked, judged and spread: places of one level, or organisations.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Peers {
    /// Places of a set; only those of one country, by the first letter of their codes, where that is given.
    Areas(AreaSet, Option<char>),
    /// The regions of England beside the other nations: one level of the international classification.
    NationsAndRegions,
    /// Organisations of a set.
    Organisations(OrganisationSet),
}

impl Peers {
    /// The peers of a subject: for a place below the countries those of its country, for an organisation those of its
    /// type if there are enough, else all employers. None for places that stand alone.
    pub(super) fn of(subject: &Subject, catalogue: &Catalogue) -> Option<Self> {
        match subject.kind {
            SubjectKind::Place(level) => {
                let set = AreaSet::of_level(level)?;
                let country = (set != AreaSet::Country)
                    .then(|| subject.code.0.chars().next())
                    .flatten();
                Some(Self::Areas(set, country))
            }
            SubjectKind::Organisation(kind) => {
                let own = Self::Organisations(OrganisationSet::Type(kind));
                let many = || {
                    let alike = catalogue.subjects.iter().filter(|one| own.contains(one));
                    alike.count() >= FEWEST_OF_TYPE
                };
                if kind != OrganisationType::Employer && many() {
                    Some(own)
                } else {
                    Some(Self::wide(subject))
                }
            }
        }
    }

    /// Every set of which a question without subjects may be asked, the smallest areas first.
    pub(super) fn sets() -> impl Iterator<Item = Self> {
        let areas = AreaSet::ALL.into_iter().rev();
        areas.map(|set| Self::Areas(set, None)).chain([
            Self::Organisations(OrganisationSet::All),
            Self::Organisations(OrganisationSet::Employer),
        ])
    }

    /// All organisations that report what this one does.
    pub(super) fn wide(subject: &Subject) -> Self {
        if subject.in_organisations(OrganisationSet::Employer) {
            Self::Organisations(OrganisationSet::Employer)
        } else {
            Self::Organisations(OrganisationSet::All)
        }
    }

    /// Those of them that are of one level, in words: `metropolitan districts in England`.
    pub(super) fn of_level(self, level: Level) -> String {
        match self {
            Self::Areas(_, Some(letter)) => match country(letter) {
                Some(name) => format!("{} in {name}", level.plural()),
                None => level.plural(),
            },
            _ => level.plural(),
        }
    }

    /// Whether they are places rather than organisations.
    pub(super) fn are_places(self) -> bool {
        !matches!(self, Self::Organisations(_))
    }

    /// Whether a subject is one of them.
    pub(super) fn contains(self, subject: &Subject) -> bool {
        match self {
            Self::Areas(set, country) => {
                subject.in_areas(set)
                    && country.is_none_or(|letter| subject.code.0.starts_with(letter))
            }
            Self::NationsAndRegions => {
                let english = subject.code.0.starts_with('E');
                subject.in_areas(AreaSet::Region)
                    || (subject.in_areas(AreaSet::Country) && !english)
            }
            Self::Organisations(set) => subject.in_organisations(set),
        }
    }

    /// Several of them in words: `local authorities in England`.
    pub(super) fn plural(self) -> String {
        match self {
            Self::Areas(set, Some(letter)) if set != AreaSet::Region => match country(letter) {
                Some(name) => format!("{} in {name}", set.plural()),
                None => set.plural().to_owned(),
            },
            Self::Areas(set, _) => set.plural().to_owned(),
            Self::NationsAndRegions => "nations and regions".to_owned(),
            Self::Organisations(set) => set.plural().to_owned(),
        }
    }
}

/// The country of a code's first letter.
fn country(letter: char) -> Option<&'static str> {
    match letter {
        'E' => Some("England"),
        'W' => Some("Wales"),
        'S' => Some("Scotland"),
        'N' => Some("Northern Ireland"),
        _ => None,
    }
}

/// Whether a subject had ended before a period began: its figures for that period are left out (METHODS M16).
pub(super) fn ended_before(subject: &Subject, period: Period) -> bool {
    subject.to.is_some_and(|last| last < period.start())
}
