use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::place::is_no_area;
use super::{AreaSet, Level, OrganisationSet, OrganisationType};

/// Code of a subject: the GSS code of a place, the employer id or another register's number of an organisation.
/// Always text: leading zeros and letters are part of it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SubjectCode(pub String);

impl fmt::Display for SubjectCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<&str> for SubjectCode {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

/// The register that an identifier belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum IdKind {
    /// Government Statistical Service code of a place.
    Gss,
    /// Employer id of the Gender pay gap service.
    EmployerId,
    /// Company number: eight characters, zeros and letters in front.
    CompanyNumber,
    /// UK Provider Reference Number.
    Ukprn,
    /// Organisation Data Service code of the health service.
    OdsCode,
    /// Code of a place before 2011: `00AA`, `47UG`.
    OldOns,
    /// Number of a local authority in the files of the Department for Education: `201`.
    DfeNumber,
    /// A code of the source's own.
    Other,
}

impl IdKind {
    /// All registers.
    pub const ALL: [Self; 8] = [
        Self::Gss,
        Self::EmployerId,
        Self::CompanyNumber,
        Self::Ukprn,
        Self::OdsCode,
        Self::OldOns,
        Self::DfeNumber,
        Self::Other,
    ];

    /// The stable text: `company-number`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Gss => "gss",
            Self::EmployerId => "employer-id",
            Self::CompanyNumber => "company-number",
            Self::Ukprn => "ukprn",
            Self::OdsCode => "ods-code",
            Self::OldOns => "old-ons-code",
            Self::DfeNumber => "dfe-number",
            Self::Other => "other",
        }
    }

    /// Reads what [`IdKind::code`] writes.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// The register in words.
    pub fn in_words(self) -> &'static str {
        match self {
            Self::Gss => "GSS code",
            Self::EmployerId => "Gender pay gap service employer",
            Self::CompanyNumber => "Company number",
            Self::Ukprn => "UKPRN",
            Self::OdsCode => "ODS code",
            Self::OldOns => "Code before 2011",
            Self::DfeNumber => "DfE number",
            Self::Other => "Code",
        }
    }
}

/// A place or an organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SubjectKind {
    /// A place of a level.
    Place(Level),
    /// An organisation of a type.
    Organisation(OrganisationType),
}

/// What is measured: a place or an organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subject {
    /// Its code in the book.
    pub code: SubjectCode,
    /// Its name.
    pub name: String,
    /// Place with level, or organisation with type.
    pub kind: SubjectKind,
    /// The place that contains it, or the place where an organisation sits.
    pub parent: Option<SubjectCode>,
    /// Identifiers by register.
    pub ids: Vec<(IdKind, String)>,
    /// Former and other names.
    pub other_names: Vec<String>,
    /// First day on which it existed, where known.
    pub from: Option<Date>,
    /// Last day on which it existed, where known; set for what has ended.
    pub to: Option<Date>,
    /// What replaced it.
    pub successor: Option<SubjectCode>,
    /// Number of staff as the source bands it, for organisations: `1000 to 4999`.
    pub size_band: Option<String>,
    /// What it does, for organisations, in words: `Education`.
    pub sector: Option<String>,
}

impl Subject {
    /// Whether this is its name or another one by which it is known, whatever the capitals.
    pub fn is_called(&self, name: &str) -> bool {
        std::iter::once(&self.name)
            .chain(&self.other_names)
            .any(|own| own.eq_ignore_ascii_case(name))
    }

    /// A place whose level its code tells; [`Level::Other`] when it does not.
    pub fn place(code: &str, name: &str) -> Self {
        let level = Level::of_code(code).unwrap_or(Level::Other);
        Self::new(code, name, SubjectKind::Place(level))
    }

    /// An organisation.
    pub fn organisation(code: &str, name: &str, kind: OrganisationType) -> Self {
        Self::new(code, name, SubjectKind::Organisation(kind))
    }

    fn new(code: &str, name: &str, kind: SubjectKind) -> Self {
        Self {
            code: SubjectCode::from(code),
            name: name.to_owned(),
            kind,
            parent: None,
            ids: Vec::new(),
            other_names: Vec::new(),
            from: None,
            to: None,
            successor: None,
            size_band: None,
            sector: None,
        }
    }

    /// The level, for a place.
    pub fn level(&self) -> Option<Level> {
        match self.kind {
            SubjectKind::Place(level) => Some(level),
            SubjectKind::Organisation(_) => None,
        }
    }

    /// The type, for an organisation.
    pub fn organisation_type(&self) -> Option<OrganisationType> {
        match self.kind {
            SubjectKind::Place(_) => None,
            SubjectKind::Organisation(kind) => Some(kind),
        }
    }

    /// Its identifier in a register.
    pub fn id(&self, kind: IdKind) -> Option<&str> {
        self.ids
            .iter()
            .find(|(of, _)| *of == kind)
            .map(|(_, id)| id.as_str())
    }

    /// Whether it belongs to a set of places. What could not be placed belongs to none, whatever level its file gives it.
    pub fn in_areas(&self, set: AreaSet) -> bool {
        self.level().is_some_and(|level| set.contains(level))
            && !is_no_area(&self.code.0, &self.name)
    }

    /// Whether it belongs to a set of organisations.
    pub fn in_organisations(&self, set: OrganisationSet) -> bool {
        self.organisation_type().is_some_and(|kind| match set {
            OrganisationSet::All => true,
            OrganisationSet::Employer => {
                self.id(IdKind::EmployerId).is_some() || kind == OrganisationType::Employer
            }
            OrganisationSet::Type(wanted) => kind == wanted,
        })
    }

    /// Whether it has ended.
    pub fn has_ended(&self) -> bool {
        self.to.is_some()
    }

    /// Level or type in words: `metropolitan district`, `university`.
    pub fn kind_in_words(&self) -> String {
        match self.kind {
            SubjectKind::Place(level) => level.singular(),
            SubjectKind::Organisation(kind) => kind.singular().to_owned(),
        }
    }
}
