mod field;
mod read;
mod remark;

pub use field::PlanField;
pub use remark::Remark;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{IndicatorCode, OrganisationType, PeopleGroup, Subject, SubjectCode};

/// For whom an organisation acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Scope {
    /// Its own people.
    People,
    /// Those from whom it buys.
    Suppliers,
    /// The communities around it.
    Communities,
    /// Together with others.
    Collective,
}

impl Scope {
    /// All, in their usual order.
    pub const ALL: [Self; 4] = [
        Self::People,
        Self::Suppliers,
        Self::Communities,
        Self::Collective,
    ];

    /// The stable text, which is also the word that is shown.
    pub fn code(self) -> &'static str {
        match self {
            Self::People => "people",
            Self::Suppliers => "suppliers",
            Self::Communities => "communities",
            Self::Collective => "collective",
        }
    }

    /// Reads what [`Scope::code`] writes, in letters of either case.
    pub fn from_code(code: &str) -> Option<Self> {
        let code = code.trim().to_lowercase();
        Self::ALL.into_iter().find(|one| one.code() == code)
    }
}

/// How far a plan has come, as its organisation says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PlanStatus {
    /// Not begun.
    #[default]
    Planned,
    /// Begun.
    UnderWay,
    /// Done.
    Done,
    /// Begun, and resting.
    Paused,
    /// Given up.
    Stopped,
}

impl PlanStatus {
    /// All, in their usual order.
    pub const ALL: [Self; 5] = [
        Self::Planned,
        Self::UnderWay,
        Self::Done,
        Self::Paused,
        Self::Stopped,
    ];

    /// The stable text: `under-way`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::UnderWay => "under-way",
            Self::Done => "done",
            Self::Paused => "paused",
            Self::Stopped => "stopped",
        }
    }

    /// The word that is shown: `under way`.
    pub fn in_words(self) -> &'static str {
        match self {
            Self::UnderWay => "under way",
            other => other.code(),
        }
    }

    /// Reads what [`PlanStatus::code`] or [`PlanStatus::in_words`] writes, in letters of either case.
    pub fn from_code(code: &str) -> Option<Self> {
        let code = code.trim().to_lowercase();
        Self::ALL
            .into_iter()
            .find(|one| one.code() == code || one.in_words() == code)
    }

    /// Whether somebody acts, or is about to.
    pub fn is_active(self) -> bool {
        !matches!(self, Self::Paused | Self::Stopped)
    }
}

/// What an organisation says it will do for one goal or several, by when, and how it will know. Anything may be missing but
/// who and what.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// Its code in the book: `plan-3`. Empty for one that is not in a book yet.
    pub code: String,
    /// Code of the organisation, which need not have figures in the book.
    pub organisation: SubjectCode,
    /// Its name, as it was given with the plan.
    pub organisation_name: String,
    /// What kind of organisation it is.
    pub organisation_type: OrganisationType,
    /// Code of the framework whose goals are meant.
    pub framework: String,
    /// Numbers of the goals that it contributes to.
    pub goals: Vec<u32>,
    /// What is done.
    pub activity: String,
    /// Money that goes in, in pounds.
    pub money: Option<f64>,
    /// Hours that go in.
    pub hours: Option<f64>,
    /// People who take part in doing it.
    pub people: Option<f64>,
    /// What comes out directly: places, visits, loans.
    pub outputs: String,
    /// What is to change by it.
    pub outcome: String,
    /// The indicator by which the change is measured; none for a measure of the plan's own.
    pub indicator: Option<IndicatorCode>,
    /// Of which people it is measured.
    pub group: PeopleGroup,
    /// Unit of a measure of the plan's own: `places`.
    pub unit: String,
    /// The figure at the start.
    pub baseline: Option<f64>,
    /// When the start was.
    pub baseline_date: Option<Date>,
    /// The figure that is aimed at.
    pub target: Option<f64>,
    /// By when.
    pub target_date: Option<Date>,
    /// The latest figure that the organisation reports itself.
    pub latest: Option<f64>,
    /// Of when that is.
    pub latest_date: Option<Date>,
    /// Where it is done: a place.
    pub place: Option<SubjectCode>,
    /// For whom.
    pub scope: Vec<Scope>,
    /// Who answers for it.
    pub owner: String,
    /// With whom.
    pub partners: String,
    /// What shows it: a document, a page or a figure a line.
    pub evidence: String,
    /// How far it is.
    pub status: PlanStatus,
    /// True for a made-up example.
    pub example: bool,
    /// The day on which it was written into the book, or last changed there.
    pub recorded: Option<Date>,
}

impl Plan {
    /// A plan of which no more is known than who and what.
    pub fn of(organisation: &str, name: &str, activity: &str) -> Self {
        Self {
            code: String::new(),
            organisation: SubjectCode::from(organisation),
            organisation_name: name.to_owned(),
            organisation_type: OrganisationType::Employer,
            framework: String::new(),
            goals: Vec::new(),
            activity: activity.to_owned(),
            money: None,
            hours: None,
            people: None,
            outputs: String::new(),
            outcome: String::new(),
            indicator: None,
            group: PeopleGroup::all(),
            unit: String::new(),
            baseline: None,
            baseline_date: None,
            target: None,
            target_date: None,
            latest: None,
            latest_date: None,
            place: None,
            scope: Vec::new(),
            owner: String::new(),
            partners: String::new(),
            evidence: String::new(),
            status: PlanStatus::default(),
            example: false,
            recorded: None,
        }
    }

    /// The same with its texts in good order: no spaces around them, one kind of line end, no control characters, none longer
    /// than [`LONGEST_TEXT`]; goals and scopes once each and in order; and no number that is not finite.
    #[must_use]
    pub fn tidy(mut self) -> Self {
        for line in [
            &mut self.code,
            &mut self.organisation.0,
            &mut self.organisation_name,
            &mut self.framework,
            &mut self.unit,
        ] {
            *line = tidy_line(line);
        }
        for text in [
            &mut self.activity,
            &mut self.outputs,
            &mut self.outcome,
            &mut self.owner,
            &mut self.partners,
            &mut self.evidence,
        ] {
            *text = tidy_text(text);
        }
        for number in [
            &mut self.money,
            &mut self.hours,
            &mut self.people,
            &mut self.baseline,
            &mut self.target,
            &mut self.latest,
        ] {
            *number = number.filter(|number| number.abs() <= LARGEST);
        }
        self.indicator = self
            .indicator
            .map(|code| IndicatorCode(tidy_line(&code.0)))
            .filter(|code| !code.0.is_empty());
        self.place = self
            .place
            .map(|code| SubjectCode(tidy_line(&code.0)))
            .filter(|code| !code.0.is_empty());
        self.goals.sort_unstable();
        self.goals.dedup();
        self.scope.sort_unstable();
        self.scope.dedup();
        self
    }

    /// The organisation as a subject, where no more is known of it than the plan says.
    pub fn organisation_as_subject(&self) -> Subject {
        Subject::organisation(
            &self.organisation.0,
            &self.organisation_name,
            self.organisation_type,
        )
    }

    /// The pieces of evidence: one a line that says something.
    pub fn pieces_of_evidence(&self) -> impl Iterator<Item = &str> {
        self.evidence
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty())
    }
}

/// Longest text of a plan, in characters: what a cell of a workbook surely holds.
pub const LONGEST_TEXT: usize = 4000;

/// Largest number, as of figures.
const LARGEST: f64 = 1e15;

/// A text in one line: no control characters, single spaces.
pub(super) fn tidy_line(text: &str) -> String {
    tidy_text(text)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

/// A text with one kind of line end, no other control characters and no spaces around it.
pub(super) fn tidy_text(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let kept: String = text
        .chars()
        .map(|c| if c == '\t' { ' ' } else { c })
        .filter(|c| *c == '\n' || !c.is_control())
        .collect();
    let short: String = kept.trim().chars().take(LONGEST_TEXT).collect();
    short.trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tidy_plan_has_texts_that_a_cell_can_hold() {
        let plan = Plan {
            activity: "  Work\tplacements\r\nfor\u{0} pupils \n".to_owned(),
            goals: vec![5, 3, 5],
            scope: vec![Scope::Communities, Scope::People, Scope::People],
            target: Some(f64::INFINITY),
            indicator: Some(IndicatorCode::from("  ")),
            ..Plan::of(" x 1 ", "Example\nWorks", "")
        }
        .tidy();
        assert_eq!(plan.activity, "Work placements\nfor pupils");
        assert_eq!(plan.organisation.0, "x 1");
        assert_eq!(plan.organisation_name, "Example Works");
        assert_eq!(plan.goals, [3, 5]);
        assert_eq!(plan.scope, [Scope::People, Scope::Communities]);
        assert_eq!((plan.target, plan.indicator.clone()), (None, None));
        assert_eq!(plan.clone().tidy(), plan);
    }

    #[test]
    fn codes_are_read_as_they_are_written() {
        for status in PlanStatus::ALL {
            assert_eq!(PlanStatus::from_code(status.code()), Some(status));
            assert_eq!(PlanStatus::from_code(status.in_words()), Some(status));
        }
        for scope in Scope::ALL {
            assert_eq!(Scope::from_code(scope.code()), Some(scope));
        }
        assert_eq!(PlanStatus::from_code("soon"), None);
    }
}
