use jiff::civil::Date;

use super::{Plan, PlanStatus, Scope};
use crate::domain::{IndicatorCode, OrganisationType, PeopleGroup, SubjectCode, month_named};

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

/// What a field of a plan holds.
#[derive(Clone, Debug, PartialEq)]
pub enum FieldValue {
    /// Words or codes.
    Text(String),
    /// A number, where there is one.
    Number(Option<f64>),
    /// A day, where there is one.
    Day(Option<Date>),
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

    /// The column's name and the label in words.
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

    /// The name of its column: a stable interface.
    pub fn column(self) -> &'static str {
        self.names().0
    }

    /// Its label in words.
    pub fn label(self) -> &'static str {
        self.names().1
    }

    /// The field of a column; capitals, spaces and hyphens do not matter, and the label will do.
    pub fn of_column(name: &str) -> Option<Self> {
        let name = name.trim().to_lowercase().replace([' ', '-'], "_");
        Self::ALL.into_iter().find(|field| {
            field.column() == name || field.label().to_lowercase().replace([' ', '-'], "_") == name
        })
    }

    /// What a plan holds in it.
    pub fn value(self, plan: &Plan) -> FieldValue {
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

    /// The same as text that [`PlanField::read`] reads back.
    pub fn text(self, plan: &Plan) -> String {
        match self.value(plan) {
            FieldValue::Text(text) => text,
            FieldValue::Number(number) => {
                number.map_or_else(String::new, |number| number.to_string())
            }
            FieldValue::Day(day) => day.map_or_else(String::new, |day| day.to_string()),
        }
    }

    /// Puts a text into a plan. What cannot be read is said in words, and the plan is left as it was.
    pub fn read(self, plan: &mut Plan, text: &str) -> Result<(), String> {
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
                    said(text).map_or_else(PeopleGroup::all, |key| PeopleGroup::from_key(&key))
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

fn said(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

/// The items of a list with commas, semicolons or lines between.
fn items(text: &str) -> impl Iterator<Item = &str> {
    text.split([';', ',', '\n'])
        .map(str::trim)
        .filter(|item| !item.is_empty())
}

fn goals(text: &str) -> Result<Vec<u32>, String> {
    items(text)
        .map(|item| {
            let number = item.strip_prefix("Goal ").unwrap_or(item).parse().ok();
            number.filter(|number| *number > 0).ok_or_else(|| {
                format!(
                    "“{item}” is no goal’s number. Write numbers with semicolons between: 3; 5."
                )
            })
        })
        .collect()
}

fn scopes(text: &str) -> Result<Vec<Scope>, String> {
    items(text)
        .map(|item| {
            Scope::from_code(item).ok_or_else(|| {
                let known = Scope::ALL.map(Scope::code);
                format!("“{item}” is none of {}.", known.join(", "))
            })
        })
        .collect()
}

fn status(text: &str) -> Result<PlanStatus, String> {
    if text.is_empty() {
        return Ok(PlanStatus::default());
    }
    PlanStatus::from_code(text).ok_or_else(|| {
        let known = PlanStatus::ALL.map(PlanStatus::in_words);
        format!("“{text}” is none of {}.", known.join(", "))
    })
}

fn organisation_type(text: &str) -> Result<OrganisationType, String> {
    if text.is_empty() {
        return Ok(OrganisationType::Employer);
    }
    let code = text.to_lowercase().replace(' ', "-");
    OrganisationType::from_code(&code)
        .or_else(|| {
            OrganisationType::ALL
                .into_iter()
                .find(|kind| kind.singular() == text)
        })
        .ok_or_else(|| {
            let known = OrganisationType::ALL.map(OrganisationType::code);
            format!("“{text}” is none of {}.", known.join(", "))
        })
}

fn yes(text: &str) -> Result<bool, String> {
    match text.to_lowercase().as_str() {
        "" | "no" | "false" | "0" => Ok(false),
        "yes" | "true" | "1" | "example" => Ok(true),
        _ => Err(format!("“{text}” is neither yes nor no.")),
    }
}

/// A number as people write it: `1,250`, `£40,000`, `12.5%`.
fn number(text: &str) -> Result<Option<f64>, String> {
    if text.is_empty() {
        return Ok(None);
    }
    let bare: String = text
        .trim_start_matches('£')
        .trim_end_matches('%')
        .replace('−', "-")
        .chars()
        .filter(|c| !matches!(c, ',' | ' ' | '\u{a0}'))
        .collect();
    // A comma parts thousands, and is no decimal point.
    let in_thousands = text.split(',').skip(1).all(|part| {
        let digits = part.chars().take_while(char::is_ascii_digit).count();
        digits == 3
    });
    let digits = in_thousands && bare.chars().any(|c| c.is_ascii_digit());
    let number = bare.parse::<f64>().ok();
    match number.filter(|number| digits && number.abs() <= super::LARGEST) {
        Some(number) => Ok(Some(number)),
        None => Err(format!(
            "“{text}” is no number. Write it in figures: 1250 or 12.5."
        )),
    }
}

/// A day as people write it: `2027-03-31`, `31/3/2027`, `31 March 2027`.
fn day(text: &str) -> Result<Option<Date>, String> {
    if text.is_empty() {
        return Ok(None);
    }
    let parts: Vec<&str> = text
        .split([' ', '/', '.'])
        .filter(|part| !part.is_empty())
        .collect();
    let in_parts = match parts.as_slice() {
        [day, month, year] if year.len() == 4 => {
            let month = month.parse().ok().or_else(|| month_named(month));
            let day = day
                .trim_end_matches(|c: char| c.is_alphabetic())
                .parse()
                .ok();
            year.parse().ok().zip(month.zip(day))
        }
        _ => None,
    };
    text.parse::<Date>()
        .ok()
        .or_else(|| in_parts.and_then(|(year, (month, day))| Date::new(year, month, day).ok()))
        .map(Some)
        .ok_or_else(|| format!("“{text}” is no day. Write it as 2027-03-31 or 31 March 2027."))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

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
        let mut read = Plan::of("", "", "");
        for field in PlanField::ALL {
            let text = field.text(&plan);
            assert_eq!(field.read(&mut read, &text), Ok(()), "{field:?} {text}");
            assert_eq!(PlanField::of_column(field.column()), Some(field));
            assert_eq!(PlanField::of_column(field.label()), Some(field));
        }
        assert_eq!(read, plan);
    }

    #[test]
    fn numbers_and_days_are_read_as_people_write_them() {
        for (text, expected) in [
            ("£40,000", Some(40_000.0)),
            ("12.5%", Some(12.5)),
            ("−3", Some(-3.0)),
            ("", None),
        ] {
            assert_eq!(number(text), Ok(expected), "{text}");
        }
        for text in [
            "2027-03-31",
            "31/03/2027",
            "31 March 2027",
            "31st March 2027",
        ] {
            assert_eq!(day(text), Ok(Some(date(2027, 3, 31))), "{text}");
        }
        for text in ["soon", "12,5", "inf", "NaN", "1e400", "£"] {
            assert!(number(text).is_err(), "{text}");
        }
        for text in ["2027", "31/31/2027", "March"] {
            assert!(day(text).is_err(), "{text}");
        }
        assert_eq!(goals("3, Goal 5;14"), Ok(vec![3, 5, 14]));
        assert_eq!(
            goals("three"),
            Err(
                "“three” is no goal’s number. Write numbers with semicolons between: 3; 5."
                    .to_owned()
            )
        );
    }
}
