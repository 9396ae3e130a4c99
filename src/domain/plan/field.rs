use super::Plan;
use super::read::{day, goals, number, organisation_type, scopes, status};
use crate::domain::list::{FieldValue, ListField, said, yes};
use crate::domain::{IndicatorCode, PeopleGroup, SubjectCode};

/// One field of a plan: a column of its spreadsheet and a field of its form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "each is the field of the same name of a plan")]
pub enum PlanField {
    Code,
    OrganisationName,
    Organisation,
    OrganisationType,
    Framework,
    Goals,
    Activity,
    Money,
    Hours,
    People,
    Outputs,
    Outcome,
    Indicator,
    Group,
    Unit,
    Baseline,
    BaselineDate,
    Target,
    TargetDate,
    Latest,
    LatestDate,
    Place,
    Scope,
    Owner,
    Partners,
    Evidence,
    Status,
    Example,
}

impl PlanField {
    /// Every field, in the order of columns.
    pub const ALL: [Self; 28] = [
        Self::Code,
        Self::OrganisationName,
        Self::Organisation,
        Self::OrganisationType,
        Self::Framework,
        Self::Goals,
        Self::Activity,
        Self::Money,
        Self::Hours,
        Self::People,
        Self::Outputs,
        Self::Outcome,
        Self::Indicator,
        Self::Group,
        Self::Unit,
        Self::Baseline,
        Self::BaselineDate,
        Self::Target,
        Self::TargetDate,
        Self::Latest,
        Self::LatestDate,
        Self::Place,
        Self::Scope,
        Self::Owner,
        Self::Partners,
        Self::Evidence,
        Self::Status,
        Self::Example,
    ];
}

impl ListField for PlanField {
    type Of = Plan;

    fn all() -> &'static [Self] {
        &Self::ALL
    }

    fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::Code => ("plan_code", "Code of the plan"),
            Self::OrganisationName => ("organisation", "Organisation"),
            Self::Organisation => ("organisation_code", "Code of the organisation"),
            Self::OrganisationType => ("organisation_type", "Kind of organisation"),
            Self::Framework => ("framework", "Framework"),
            Self::Goals => ("goals", "Goals"),
            Self::Activity => ("activity", "What is done"),
            Self::Money => ("money_pounds", "Money (£)"),
            Self::Hours => ("hours", "Hours"),
            Self::People => ("people", "People"),
            Self::Outputs => ("outputs", "What comes out directly"),
            Self::Outcome => ("outcome", "What is to change"),
            Self::Indicator => ("indicator_code", "Indicator"),
            Self::Group => ("people_group", "People group"),
            Self::Unit => ("unit", "Unit"),
            Self::Baseline => ("baseline", "Baseline"),
            Self::BaselineDate => ("baseline_date", "Date of the baseline"),
            Self::Target => ("target", "Target"),
            Self::TargetDate => ("target_date", "Target date"),
            Self::Latest => ("latest", "Latest figure"),
            Self::LatestDate => ("latest_date", "Date of the latest figure"),
            Self::Place => ("place_code", "Place"),
            Self::Scope => ("scope", "For whom"),
            Self::Owner => ("owner", "Who answers for it"),
            Self::Partners => ("partners", "Partners"),
            Self::Evidence => ("evidence", "Evidence"),
            Self::Status => ("status", "Status"),
            Self::Example => ("example", "Made-up example"),
        }
    }

    fn help(self) -> &'static str {
        match self {
            Self::Code => "Leave it empty for a new plan; a plan of the same code is replaced.",
            Self::OrganisationName => "Name of the organisation.",
            Self::Organisation => {
                "Its code in the book; found by the name, or made from it, where it is empty."
            }
            Self::OrganisationType => {
                "employer, university, nhs-trust, council, department or school."
            }
            Self::Framework => "Code of the list of goals; the book’s own when empty.",
            Self::Goals => {
                "Numbers of the goals that it contributes to, with semicolons between: 3; 5."
            }
            Self::Activity => "What the organisation does or will do.",
            Self::Money => "Money that goes in, in pounds.",
            Self::Hours => "Hours that go in.",
            Self::People => "People who take part in doing it.",
            Self::Outputs => "What comes out directly, such as 200 places a year.",
            Self::Outcome => "What is to change by it.",
            Self::Indicator => {
                "Code of the indicator by which the change is measured; empty for a measure of the plan’s own."
            }
            Self::Group => "Of which people it is measured: sex=Female; everybody when empty.",
            Self::Unit => "Unit of a measure of the plan’s own: places.",
            Self::Baseline => "The figure at the start.",
            Self::BaselineDate => "When the start was: 2024-08-31.",
            Self::Target => "The figure to get to.",
            Self::TargetDate => "By when: 2027-08-31.",
            Self::Latest => "The latest figure that the organisation reports itself.",
            Self::LatestDate => "Of when that is.",
            Self::Place => "Code of the place where it is done.",
            Self::Scope => {
                "people, suppliers, communities or collective; several with semicolons between."
            }
            Self::Owner => "Who answers for it: a role will do.",
            Self::Partners => "With whom it is done.",
            Self::Evidence => "What shows it: a document or a page, one a line.",
            Self::Status => "planned, under way, done, paused or stopped.",
            Self::Example => "yes for a made-up example; empty otherwise.",
        }
    }

    fn value(self, plan: &Plan) -> FieldValue {
        let text = |text: &str| FieldValue::Text(text.to_owned());
        match self {
            Self::Code => text(&plan.code),
            Self::OrganisationName => text(&plan.organisation_name),
            Self::Organisation => text(&plan.organisation.0),
            Self::OrganisationType => text(plan.organisation_type.code()),
            Self::Framework => text(&plan.framework),
            Self::Goals => FieldValue::Text(listed(plan.goals.iter().map(u32::to_string))),
            Self::Activity => text(&plan.activity),
            Self::Money => FieldValue::Number(plan.money),
            Self::Hours => FieldValue::Number(plan.hours),
            Self::People => FieldValue::Number(plan.people),
            Self::Outputs => text(&plan.outputs),
            Self::Outcome => text(&plan.outcome),
            Self::Indicator => text(plan.indicator.as_ref().map_or("", |code| &code.0)),
            Self::Group if plan.group.is_all() => text(""),
            Self::Group => FieldValue::Text(plan.group.key()),
            Self::Unit => text(&plan.unit),
            Self::Baseline => FieldValue::Number(plan.baseline),
            Self::BaselineDate => FieldValue::Day(plan.baseline_date),
            Self::Target => FieldValue::Number(plan.target),
            Self::TargetDate => FieldValue::Day(plan.target_date),
            Self::Latest => FieldValue::Number(plan.latest),
            Self::LatestDate => FieldValue::Day(plan.latest_date),
            Self::Place => text(plan.place.as_ref().map_or("", |code| &code.0)),
            Self::Scope => {
                FieldValue::Text(listed(plan.scope.iter().map(|one| one.code().to_owned())))
            }
            Self::Owner => text(&plan.owner),
            Self::Partners => text(&plan.partners),
            Self::Evidence => text(&plan.evidence),
            Self::Status => text(plan.status.in_words()),
            Self::Example => text(if plan.example { "yes" } else { "" }),
        }
    }

    fn read(self, plan: &mut Plan, text: &str) -> Result<(), String> {
        let text = text.trim();
        match self {
            Self::Code => text.clone_into(&mut plan.code),
            Self::OrganisationName => text.clone_into(&mut plan.organisation_name),
            Self::Organisation => plan.organisation = SubjectCode::from(text),
            Self::OrganisationType => plan.organisation_type = organisation_type(text)?,
            Self::Framework => text.clone_into(&mut plan.framework),
            Self::Goals => plan.goals = goals(text)?,
            Self::Activity => text.clone_into(&mut plan.activity),
            Self::Money => plan.money = number(text)?,
            Self::Hours => plan.hours = number(text)?,
            Self::People => plan.people = number(text)?,
            Self::Outputs => text.clone_into(&mut plan.outputs),
            Self::Outcome => text.clone_into(&mut plan.outcome),
            Self::Indicator => plan.indicator = said(text).map(IndicatorCode),
            Self::Group => {
                plan.group =
                    said(text).map_or_else(PeopleGroup::all, |key| PeopleGroup::from_key(&key));
            }
            Self::Unit => text.clone_into(&mut plan.unit),
            Self::Baseline => plan.baseline = number(text)?,
            Self::BaselineDate => plan.baseline_date = day(text)?,
            Self::Target => plan.target = number(text)?,
            Self::TargetDate => plan.target_date = day(text)?,
            Self::Latest => plan.latest = number(text)?,
            Self::LatestDate => plan.latest_date = day(text)?,
            Self::Place => plan.place = said(text).map(SubjectCode),
            Self::Scope => plan.scope = scopes(text)?,
            Self::Owner => text.clone_into(&mut plan.owner),
            Self::Partners => text.clone_into(&mut plan.partners),
            Self::Evidence => text.clone_into(&mut plan.evidence),
            Self::Status => plan.status = status(text)?,
            Self::Example => plan.example = yes(text)?,
        }
        Ok(())
    }
}

fn listed(items: impl Iterator<Item = String>) -> String {
    items.collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::domain::list::written_and_read;
    use crate::domain::{OrganisationType, PlanStatus, Scope};

    #[test]
    fn every_field_reads_what_it_writes() {
        let plan = Plan {
            code: "plan-7".to_owned(),
            organisation_type: OrganisationType::NhsTrust,
            framework: "goals".to_owned(),
            goals: vec![3, 14],
            money: Some(40_000.5),
            hours: Some(0.1 + 0.2),
            people: Some(12.0),
            outputs: "200 places,\n\"two\" a week".to_owned(),
            outcome: "=More starts".to_owned(),
            indicator: Some(IndicatorCode::from("starts")),
            group: PeopleGroup::of([("sex", "Female"), ("age", "16 to 24")]),
            unit: "places".to_owned(),
            baseline: Some(-4.25),
            baseline_date: Some(date(2024, 9, 1)),
            target: Some(1e-7),
            target_date: Some(date(2027, 3, 31)),
            latest: Some(0.0),
            latest_date: Some(date(2025, 9, 1)),
            place: Some(SubjectCode::from("E08000032")),
            scope: vec![Scope::People, Scope::Collective],
            owner: "Head of skills".to_owned(),
            partners: "Example College".to_owned(),
            evidence: "Report 2025\nhttps://example.org".to_owned(),
            status: PlanStatus::UnderWay,
            example: true,
            ..Plan::of("x-1", "Example Works", "T-level placements")
        };
        let read = written_and_read::<PlanField>(&plan, Plan::of("", "", ""));
        assert_eq!(read, plan);
    }
}
