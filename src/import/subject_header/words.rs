//! The words of headers that say whose figures stand under them, in the singular and run together where there are several.

use super::Kinds;
use crate::domain::OrganisationType;

/// What a column gives of those it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::import) enum Aspect {
    Name,
    Code,
    Number,
}

/// What a word says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// Who they are.
    Thing(Kinds, Option<OrganisationType>),
    /// What is given of them.
    Aspect(Aspect),
    /// More of who they are, and nothing by itself.
    Beside,
}

/// A word in small letters.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) text: &'static str,
    pub(super) role: Role,
}

impl Word {
    /// Whose figures they are, where it says so.
    pub(super) fn kinds(&self) -> Option<Kinds> {
        match self.role {
            Role::Thing(kinds, _) => Some(kinds),
            _ => None,
        }
    }

    pub(super) fn aspect(&self) -> Option<Aspect> {
        match self.role {
            Role::Aspect(aspect) => Some(aspect),
            _ => None,
        }
    }
}

const fn thing(text: &'static str, kinds: Kinds) -> Word {
    Word {
        text,
        role: Role::Thing(kinds, None),
    }
}

const fn organisation(text: &'static str, kind: OrganisationType, more: Kinds) -> Word {
    Word {
        text,
        role: Role::Thing(Kinds::ORGANISATIONS.and(more), Some(kind)),
    }
}

const fn aspect(text: &'static str, aspect: Aspect) -> Word {
    Word {
        text,
        role: Role::Aspect(aspect),
    }
}

const fn beside(text: &'static str) -> Word {
    Word {
        text,
        role: Role::Beside,
    }
}

const PLACES: Kinds = Kinds::PLACES;
const COUNCILS: Kinds = Kinds::COUNCILS.and(PLACES);
const WIDE: Kinds = Kinds::WIDE.and(PLACES);
const OTHERS: Kinds = Kinds::OTHERS.and(PLACES);
const ORGANISATIONS: Kinds = Kinds::ORGANISATIONS;
const SITES: Kinds = Kinds::SITES;
const NAMED: Kinds = Kinds::WITH_NAME;
const HEALTH: Kinds = Kinds::HEALTH;

pub(super) const WORDS: &[Word] = &[
    aspect("name", Aspect::Name),
    aspect("names", Aspect::Name),
    aspect("nm", Aspect::Name),
    aspect("label", Aspect::Name),
    aspect("code", Aspect::Code),
    aspect("codes", Aspect::Code),
    aspect("cd", Aspect::Code),
    aspect("id", Aspect::Number),
    aspect("identifier", Aspect::Number),
    aspect("number", Aspect::Number),
    aspect("no", Aspect::Number),
    aspect("ref", Aspect::Number),
    aspect("reference", Aspect::Number),
    thing("area", PLACES.and(SITES)),
    thing("place", PLACES),
    thing("geography", PLACES),
    thing("geog", PLACES),
    thing("geo", PLACES),
    thing("geographic", PLACES.and(NAMED)),
    thing("geographical", PLACES.and(NAMED)),
    thing("feature", PLACES.and(NAMED)),
    thing("authority", COUNCILS),
    thing("authorities", COUNCILS),
    thing("lauthority", COUNCILS),
    thing("council", COUNCILS),
    thing("localauthoritydistrict", COUNCILS),
    thing("borough", COUNCILS),
    thing("la", COUNCILS),
    thing("lad", COUNCILS.and(NAMED)),
    thing("utla", COUNCILS.and(NAMED)),
    thing("ltla", COUNCILS.and(NAMED)),
    thing("cauth", COUNCILS.and(NAMED)),
    thing("lpa", COUNCILS.and(NAMED)),
    thing("district", COUNCILS.and(WIDE)),
    thing("county", COUNCILS.and(WIDE)),
    thing("counties", COUNCILS.and(WIDE)),
    thing("cty", COUNCILS.and(WIDE).and(NAMED)),
    thing("region", WIDE),
    thing("rgn", WIDE.and(NAMED)),
    thing("country", WIDE),
    thing("countries", WIDE),
    thing("ctry", WIDE.and(NAMED)),
    thing("nation", WIDE),
    thing("lep", WIDE.and(NAMED)),
    thing("opportunityarea", WIDE),
    thing("parent", WIDE.and(NAMED)),
    thing("ward", OTHERS.and(SITES).and(NAMED)),
    thing("wd", OTHERS.and(NAMED)),
    thing("parish", OTHERS.and(SITES).and(NAMED)),
    thing("lsoa", OTHERS.and(NAMED)),
    thing("msoa", OTHERS.and(NAMED)),
    thing("oa", OTHERS.and(NAMED)),
    thing("itl", OTHERS.and(NAMED)),
    thing("nuts", OTHERS.and(NAMED)),
    thing("constituency", OTHERS.and(SITES)),
    thing("constituencies", OTHERS.and(SITES)),
    thing("pcon", OTHERS.and(NAMED)),
    thing("force", OTHERS),
    thing("constabulary", OTHERS),
    thing("fireandrescue", OTHERS),
    thing("fireservice", OTHERS),
    thing("frs", OTHERS.and(NAMED)),
    thing("healthboard", OTHERS),
    thing("board", OTHERS.and(NAMED)),
    thing("integratedcare", OTHERS.and(NAMED)),
    thing("icb", OTHERS.and(HEALTH).and(NAMED)),
    thing("subicb", OTHERS.and(HEALTH).and(NAMED)),
    thing("subicblocation", OTHERS.and(HEALTH).and(NAMED)),
    thing("ics", OTHERS.and(WIDE).and(HEALTH)),
    thing("stp", OTHERS.and(WIDE).and(HEALTH)),
    thing("ccg", OTHERS.and(HEALTH).and(NAMED)),
    thing("jobcentre", OTHERS.and(NAMED)),
    thing("lcjb", OTHERS.and(NAMED)),
    thing("csp", OTHERS.and(NAMED)),
    thing("court", OTHERS.and(SITES).and(NAMED)),
    thing("city", PLACES.and(NAMED)),
    thing("town", PLACES.and(SITES).and(NAMED)),
    organisation("school", OrganisationType::School, NAMED),
    organisation("sch", OrganisationType::School, NAMED),
    organisation("academy", OrganisationType::School, NAMED),
    organisation("college", OrganisationType::School, NAMED),
    organisation("university", OrganisationType::University, NAMED),
    organisation("universities", OrganisationType::University, NAMED),
    organisation("heprovider", OrganisationType::University, Kinds::NONE),
    organisation("highereducation", OrganisationType::University, NAMED),
    organisation("department", OrganisationType::Department, WIDE),
    organisation("civilservice", OrganisationType::Department, NAMED),
    thing("ods", ORGANISATIONS.and(HEALTH).and(NAMED)),
    thing("org", ORGANISATIONS.and(HEALTH).and(NAMED)),
    thing("organisation", ORGANISATIONS.and(HEALTH)),
    thing("organization", ORGANISATIONS.and(HEALTH)),
    thing("provider", ORGANISATIONS.and(HEALTH)),
    thing("trust", ORGANISATIONS.and(HEALTH)),
    thing("institution", ORGANISATIONS),
    thing("employer", ORGANISATIONS),
    thing("hospital", ORGANISATIONS.and(NAMED)),
    thing("practice", ORGANISATIONS.and(HEALTH).and(NAMED)),
    thing("company", ORGANISATIONS.and(NAMED)),
    thing("companies", ORGANISATIONS.and(NAMED)),
    thing("business", ORGANISATIONS.and(NAMED)),
    thing("firm", ORGANISATIONS.and(NAMED)),
    thing("charity", ORGANISATIONS.and(NAMED)),
    thing("charities", ORGANISATIONS.and(NAMED)),
    thing("agency", ORGANISATIONS.and(NAMED)),
    thing("agencies", ORGANISATIONS.and(NAMED)),
    thing("station", SITES.and(NAMED)),
    thing("stop", SITES.and(NAMED)),
    thing("site", SITES.and(NAMED)),
    thing("library", SITES.and(NAMED)),
    thing("libraries", SITES.and(NAMED)),
    thing("museum", SITES.and(NAMED)),
    thing("prison", SITES.and(NAMED)),
    thing("establishment", SITES.and(NAMED)),
    thing("centre", SITES.and(NAMED)),
    thing("center", SITES.and(NAMED)),
    thing("branch", SITES.and(NAMED)),
    thing("park", SITES.and(NAMED)),
    thing("venue", SITES.and(NAMED)),
    thing("home", SITES.and(NAMED)),
    thing("building", SITES.and(NAMED)),
    thing("facility", SITES.and(NAMED)),
    thing("plant", SITES.and(NAMED)),
    thing("scheme", SITES.and(NAMED)),
    thing("estate", SITES.and(NAMED)),
    thing("port", SITES.and(NAMED)),
    thing("airport", SITES.and(NAMED)),
    thing("road", SITES.and(NAMED)),
    thing("street", SITES.and(NAMED)),
    thing("village", SITES.and(NAMED)),
    thing("neighbourhood", SITES.and(NAMED)),
    thing("settlement", SITES.and(NAMED)),
    thing("surgery", SITES.and(NAMED)),
    thing("clinic", SITES.and(NAMED)),
    thing("pharmacy", SITES.and(NAMED)),
    thing("nursery", SITES.and(NAMED)),
    beside("and"),
    beside("administrative"),
    beside("at"),
    beside("civil"),
    beside("combined"),
    beside("current"),
    beside("education"),
    beside("gss"),
    beside("health"),
    beside("he"),
    beside("local"),
    beside("lower"),
    beside("metropolitan"),
    beside("new"),
    beside("nhs"),
    beside("of"),
    beside("official"),
    beside("ons"),
    beside("or"),
    beside("parliamentary"),
    beside("planning"),
    beside("police"),
    beside("residence"),
    beside("service"),
    beside("sub"),
    beside("tier"),
    beside("unitary"),
    beside("upper"),
    beside("westminster"),
];

/// Words of headers whose columns tell something about the named, and do not name them.
pub(super) const ABOUT: [&str; 12] = [
    "type", "status", "group", "category", "phase", "region", "sector", "code", "number", "size",
    "id", "count",
];
