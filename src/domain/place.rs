use serde::{Deserialize, Serialize};

/// The level of a place, as its code tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// The United Kingdom, Great Britain, England and Wales.
    Kingdom,
    /// England, Wales, Scotland, Northern Ireland.
    Country,
    /// A region of England.
    Region,
    /// A combined authority.
    CombinedAuthority,
    /// A county of two tiers.
    County,
    /// A metropolitan county.
    MetropolitanCounty,
    /// A district of a county.
    District,
    /// A unitary authority, a council area of Scotland, a principal area of Wales or a district of Northern Ireland.
    Unitary,
    /// A metropolitan district.
    MetropolitanDistrict,
    /// A London borough or the City of London.
    LondonBorough,
    /// A constituency of a parliament.
    Constituency,
    /// A ward.
    Ward,
    /// An output area of any size.
    SmallArea,
    /// A statistical region of the international classification.
    StatisticalRegion,
    /// An area of the health service.
    HealthArea,
    /// An area of a police force.
    PoliceArea,
    /// Anything else with a code.
    Other,
}

/// Words in the names of those of whom the source does not say where, or who, they are.
const UNPLACED: [&str; 6] = [
    "unknown",
    "not known",
    "not stated",
    "not reported",
    "not recorded",
    "not classified",
];

/// Whether a name says that its figures are of nobody who is known: `Not stated`, `Region unknown`.
pub fn is_unplaced(name: &str) -> bool {
    let low = name.to_lowercase();
    UNPLACED.iter().any(|words| low.contains(words))
}

/// Words in the names of what is beside all areas.
const NO_AREA: [&str; 9] = [
    "not allocated",
    "not assigned",
    "not applicable",
    "unallocated",
    "unassigned",
    "unclassified",
    "outside of ",
    "outside england",
    "outside the ",
];

/// Whether a code, or the name where the code is none of the Government Statistical Service's, stands for no area: what could not
/// be placed, such as `K99000004` (outside of England and unknown) and `E99999999`. Its figures are kept and shown, and never
/// counted among those of areas.
pub(super) fn is_no_area(code: &str, name: &str) -> bool {
    let digits = |rest: &str| rest.len() == 8 && rest.bytes().all(|byte| byte.is_ascii_digit());
    let is_official = code
        .split_at_checked(1)
        .is_some_and(|(letter, rest)| "EWSNKJLM".contains(letter) && digits(rest));
    if is_official {
        return code.starts_with("K99") || code.ends_with("99999999");
    }
    let low = name.to_lowercase();
    is_unplaced(name) || NO_AREA.iter().any(|words| low.contains(words))
}

impl Level {
    /// The level that a nine-character code of the Government Statistical Service names, such as `E08000032`.
    pub fn of_code(code: &str) -> Option<Self> {
        let bytes = code.as_bytes();
        let digits = bytes.get(1..)?;
        if bytes.len() != 9 || !digits.iter().all(u8::is_ascii_digit) {
            return None;
        }
        let prefix = code.get(..3)?;
        Some(match prefix {
            "K02" | "K03" | "K04" => Self::Kingdom,
            "E92" | "W92" | "S92" | "N92" => Self::Country,
            "E12" => Self::Region,
            "E47" | "E61" => Self::CombinedAuthority,
            "E10" => Self::County,
            "E11" | "E13" => Self::MetropolitanCounty,
            "E07" => Self::District,
            "E06" | "W06" | "S12" | "N09" => Self::Unitary,
            "E08" => Self::MetropolitanDistrict,
            "E09" => Self::LondonBorough,
            "E14" | "W07" | "S14" | "N05" | "N06" => Self::Constituency,
            "E05" | "W05" | "S13" | "N08" => Self::Ward,
            "E00" | "E01" | "E02" | "W00" | "W01" | "W02" | "S00" | "S01" | "S02" | "N00"
            | "N20" | "N21" => Self::SmallArea,
            "E38" | "E39" | "E40" | "E54" | "E18" | "E19" | "S08" | "W11" | "N10" => {
                Self::HealthArea
            }
            "E23" | "W15" | "S32" => Self::PoliceArea,
            _ if matches!(bytes.first(), Some(b'E' | b'W' | b'S' | b'N' | b'K')) => Self::Other,
            _ => return None,
        })
    }

    /// The stable text of the level: `metropolitan-district`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Kingdom => "kingdom",
            Self::Country => "country",
            Self::Region => "region",
            Self::CombinedAuthority => "combined-authority",
            Self::County => "county",
            Self::MetropolitanCounty => "metropolitan-county",
            Self::District => "district",
            Self::Unitary => "unitary",
            Self::MetropolitanDistrict => "metropolitan-district",
            Self::LondonBorough => "london-borough",
            Self::Constituency => "constituency",
            Self::Ward => "ward",
            Self::SmallArea => "small-area",
            Self::StatisticalRegion => "statistical-region",
            Self::HealthArea => "health-area",
            Self::PoliceArea => "police-area",
            Self::Other => "other",
        }
    }

    /// All levels, widest first.
    pub const ALL: [Self; 17] = [
        Self::Kingdom,
        Self::Country,
        Self::Region,
        Self::CombinedAuthority,
        Self::County,
        Self::MetropolitanCounty,
        Self::District,
        Self::Unitary,
        Self::MetropolitanDistrict,
        Self::LondonBorough,
        Self::Constituency,
        Self::Ward,
        Self::SmallArea,
        Self::StatisticalRegion,
        Self::HealthArea,
        Self::PoliceArea,
        Self::Other,
    ];

    /// Reads what [`Level::code`] writes.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.code() == code)
    }

    /// One of them in words: `metropolitan district`.
    pub fn singular(self) -> String {
        match self {
            Self::LondonBorough => "London borough".to_owned(),
            Self::Unitary => "unitary authority".to_owned(),
            Self::Kingdom => "United Kingdom or part of it".to_owned(),
            Self::Other => "area".to_owned(),
            other => other.code().replace('-', " "),
        }
    }

    /// Several of them in words: `counties`, `unitary authorities`.
    pub fn plural(self) -> String {
        match self {
            Self::Kingdom => "UK-wide areas".to_owned(),
            other => {
                let one = other.singular();
                match one.strip_suffix('y') {
                    Some(stem) => format!("{stem}ies"),
                    None => format!("{one}s"),
                }
            }
        }
    }
}

/// A level, or a set of levels that may be ranked together, as `areas=` names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AreaSet {
    /// The four countries.
    Country,
    /// The regions of England.
    Region,
    /// Combined authorities.
    CombinedAuthority,
    /// Lower tier and unitary: districts, unitary authorities, metropolitan districts, London boroughs.
    LocalAuthority,
    /// Upper tier and unitary: counties, unitary authorities, metropolitan districts, London boroughs.
    UpperTier,
    /// Constituencies.
    Constituency,
    /// Wards.
    Ward,
    /// Output areas.
    SmallArea,
}

impl AreaSet {
    /// All sets, widest areas first.
    pub const ALL: [Self; 8] = [
        Self::Country,
        Self::Region,
        Self::CombinedAuthority,
        Self::UpperTier,
        Self::LocalAuthority,
        Self::Constituency,
        Self::Ward,
        Self::SmallArea,
    ];

    /// The text that an address uses: `local-authority`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Country => "country",
            Self::Region => "region",
            Self::CombinedAuthority => "combined-authority",
            Self::LocalAuthority => "local-authority",
            Self::UpperTier => "upper-tier",
            Self::Constituency => "constituency",
            Self::Ward => "ward",
            Self::SmallArea => "small-area",
        }
    }

    /// Reads what [`AreaSet::code`] writes.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|set| set.code() == code)
    }

    /// Whether places of this level belong to the set.
    pub fn contains(self, level: Level) -> bool {
        let unitary = matches!(
            level,
            Level::Unitary | Level::MetropolitanDistrict | Level::LondonBorough
        );
        match self {
            Self::Country => level == Level::Country,
            Self::Region => level == Level::Region,
            Self::CombinedAuthority => level == Level::CombinedAuthority,
            Self::LocalAuthority => unitary || level == Level::District,
            Self::UpperTier => unitary || level == Level::County,
            Self::Constituency => level == Level::Constituency,
            Self::Ward => level == Level::Ward,
            Self::SmallArea => level == Level::SmallArea,
        }
    }

    /// The set in which a place of this level is ranked; none for levels that stand alone.
    pub fn of_level(level: Level) -> Option<Self> {
        match level {
            Level::County => Some(Self::UpperTier),
            other => Self::ALL.into_iter().rev().find(|set| set.contains(other)),
        }
    }

    /// Several of them in words: `local authorities`.
    pub fn plural(self) -> &'static str {
        match self {
            Self::Country => "countries",
            Self::Region => "regions",
            Self::CombinedAuthority => "combined authorities",
            Self::LocalAuthority => "local authorities",
            Self::UpperTier => "upper-tier authorities",
            Self::Constituency => "constituencies",
            Self::Ward => "wards",
            Self::SmallArea => "small areas",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{AreaSet, Level, is_no_area};

    #[test]
    fn what_could_not_be_placed_is_no_area() {
        for code in ["K99000004", "E99999999", "S99999999"] {
            assert!(is_no_area(code, "Elsewhere"), "{code}");
        }
        for code in ["K02000001", "E12000003", "E09000033", "é9999999", "TLC1"] {
            assert!(!is_no_area(code, "Durham"), "{code}");
        }
        for name in [
            "Outside of England and Unknown",
            "UK not allocated",
            "Region unknown",
        ] {
            assert!(is_no_area("a-code-of-its-name", name), "{name}");
        }
    }

    #[test]
    fn a_code_tells_the_level() {
        for (code, level) in [
            ("K02000001", Some(Level::Kingdom)),
            ("E92000001", Some(Level::Country)),
            ("E12000003", Some(Level::Region)),
            ("E08000032", Some(Level::MetropolitanDistrict)),
            ("E10000016", Some(Level::County)),
            ("S12000033", Some(Level::Unitary)),
            ("E0800003", None),
            ("X08000032", None),
            ("na", None),
            ("É08000032", None),
        ] {
            assert_eq!(Level::of_code(code), level, "{code}");
        }
    }

    #[test]
    fn local_authorities_are_no_counties_and_no_regions() {
        assert!(AreaSet::LocalAuthority.contains(Level::District));
        for level in [
            Level::County,
            Level::Region,
            Level::Country,
            Level::Kingdom,
            Level::MetropolitanCounty,
        ] {
            assert!(!AreaSet::LocalAuthority.contains(level));
        }
        assert_eq!(
            AreaSet::of_level(Level::MetropolitanDistrict),
            Some(AreaSet::LocalAuthority)
        );
        assert_eq!(AreaSet::of_level(Level::County), Some(AreaSet::UpperTier));
        assert_eq!(AreaSet::of_level(Level::Kingdom), None);
    }
}
