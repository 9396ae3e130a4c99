use serde::{Deserialize, Serialize};

/// What kind of organisation it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OrganisationType {
    /// An employer of no other kind, such as a company or a charity.
    Employer,
    /// A university or another provider of higher education.
    University,
    /// An NHS trust or another body of the health service.
    NhsTrust,
    /// A council or another local authority as an employer.
    Council,
    /// A department or agency of government.
    Department,
    /// A school, college or academy trust.
    School,
}

impl OrganisationType {
    /// All types.
    pub const ALL: [Self; 6] = [
        Self::Employer,
        Self::University,
        Self::NhsTrust,
        Self::Council,
        Self::Department,
        Self::School,
    ];

    /// The stable text: `nhs-trust`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Employer => "employer",
            Self::University => "university",
            Self::NhsTrust => "nhs-trust",
            Self::Council => "council",
            Self::Department => "department",
            Self::School => "school",
        }
    }

    /// Reads what [`OrganisationType::code`] writes.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// One of them in words.
    pub fn singular(self) -> &'static str {
        match self {
            Self::Employer => "company or other employer",
            Self::University => "university",
            Self::NhsTrust => "NHS body",
            Self::Council => "council",
            Self::Department => "government department or agency",
            Self::School => "school or college",
        }
    }
}

/// A set of organisations that may be ranked together, as `organisations=` names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OrganisationSet {
    /// Every organisation in the book.
    All,
    /// Every employer that files pay gap returns, whatever its type.
    Employer,
    /// Organisations of one type.
    Type(OrganisationType),
}

impl OrganisationSet {
    /// The text that an address uses.
    pub fn code(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Employer | Self::Type(OrganisationType::Employer) => "employer",
            Self::Type(kind) => kind.code(),
        }
    }

    /// Reads what [`OrganisationSet::code`] writes.
    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            "all" => Some(Self::All),
            "employer" => Some(Self::Employer),
            other => OrganisationType::from_code(other).map(Self::Type),
        }
    }

    /// Several of them in words.
    pub fn plural(self) -> &'static str {
        match self {
            Self::All => "organisations",
            Self::Employer | Self::Type(OrganisationType::Employer) => "employers",
            Self::Type(OrganisationType::University) => "universities",
            Self::Type(OrganisationType::NhsTrust) => "NHS bodies",
            Self::Type(OrganisationType::Council) => "councils",
            Self::Type(OrganisationType::Department) => "departments and agencies",
            Self::Type(OrganisationType::School) => "schools and colleges",
        }
    }
}
