//! The tables `plans` and `plan_goals`: what organisations say they will do.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::{BookError, Reader, Writer};
use crate::domain::{
    IndicatorCode, OrganisationType, PeopleGroup, Plan, PlanStatus, Scope, SubjectCode,
};

/// What keeping plans did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlansKept {
    /// Codes of the plans, in the order in which they came.
    pub codes: Vec<String>,
    /// Plans that are new in the book.
    pub added: usize,
    /// Plans that stood in the book with other words.
    pub changed: usize,
    /// Plans that stood in the book just so.
    pub unchanged: usize,
}

impl Reader {
    /// Every plan, in the order in which they came into the book.
    pub fn plans(&self) -> Result<Vec<Plan>, BookError> {
        self.at_once(|connection| Ok(all(connection)?))
    }
}

impl Writer {
    /// Keeps plans: in the place of those that have their code, and otherwise as new ones. All of them or none.
    pub fn keep_plans(&self, plans: Vec<Plan>, now: Timestamp) -> Result<PlansKept, BookError> {
        let today = day_of(now);
        let name = match plans.as_slice() {
            [one] if one.code.is_empty() => "adding a plan".to_owned(),
            [_] => "changing a plan".to_owned(),
            many => format!("bringing in {} plans", many.len()),
        };
        self.act(now, name, move |transaction| {
            keep(transaction, plans, today)
        })
    }

    /// Removes the plan of this code.
    pub fn remove_plan(&self, code: &str, now: Timestamp) -> Result<(), BookError> {
        let code = code.to_owned();
        self.act(now, "removing a plan", move |transaction| {
            remove(transaction, &code)
        })
    }
}

/// The day of a moment.
pub(super) fn day_of(now: Timestamp) -> Date {
    now.to_zoned(TimeZone::UTC).date()
}

/// Every plan, by the number in its code, then by its code.
pub(super) fn all(connection: &Connection) -> rusqlite::Result<Vec<Plan>> {
    let mut plans = connection
        .prepare_cached(
            "SELECT code, organisation, organisation_name, organisation_type, framework, activity, money_pounds, hours,
                 people, outputs, outcome, indicator, people_group, unit, baseline, baseline_date, target, target_date,
                 latest, latest_date, place, scope, owner, partners, evidence, status, is_example, recorded
             FROM plans",
        )?
        .query_map([], plan)?
        .collect::<rusqlite::Result<Vec<Plan>>>()?;
    let mut goals =
        connection.prepare_cached("SELECT plan, goal FROM plan_goals ORDER BY plan, goal")?;
    let goals = goals
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<Vec<(String, u32)>>>()?;
    for plan in &mut plans {
        let from = goals.partition_point(|(code, _)| *code < plan.code);
        let own = goals
            .iter()
            .skip(from)
            .take_while(|(code, _)| *code == plan.code);
        plan.goals = own.map(|(_, goal)| *goal).collect();
    }
    plans.sort_by_cached_key(|plan| (number_of(&plan.code, PREFIX), plan.code.clone()));
    Ok(plans)
}

/// How the codes of plans begin that were given no other.
const PREFIX: &str = "plan-";

/// The number at the end of a code; the last of all where there is none.
pub(super) fn number_of(code: &str, prefix: &str) -> u32 {
    let number = code.strip_prefix(prefix).and_then(|rest| rest.parse().ok());
    number.unwrap_or(u32::MAX)
}

/// A code that no row of the table has: the prefix, and the number after the highest.
pub(super) fn next_code<'a>(codes: impl Iterator<Item = &'a str>, prefix: &str) -> String {
    let numbers = codes.map(|code| number_of(code, prefix));
    let highest = numbers
        .filter(|number| *number < u32::MAX)
        .max()
        .unwrap_or(0);
    format!("{prefix}{}", highest.saturating_add(1))
}

fn plan(row: &Row<'_>) -> rusqlite::Result<Plan> {
    let word = |at: usize| row.get::<_, String>(at);
    let day = |at: usize| -> rusqlite::Result<Option<Date>> {
        let text: Option<String> = row.get(at)?;
        Ok(text.and_then(|text| text.parse().ok()))
    };
    let code = |at: usize| row.get::<_, Option<String>>(at);
    Ok(Plan {
        code: word(0)?,
        organisation: SubjectCode(word(1)?),
        organisation_name: word(2)?,
        organisation_type: OrganisationType::from_code(&word(3)?)
            .unwrap_or(OrganisationType::Employer),
        framework: word(4)?,
        goals: Vec::new(),
        activity: word(5)?,
        money: row.get(6)?,
        hours: row.get(7)?,
        people: row.get(8)?,
        outputs: word(9)?,
        outcome: word(10)?,
        indicator: code(11)?.map(IndicatorCode),
        group: PeopleGroup::from_key(&word(12)?),
        unit: word(13)?,
        baseline: row.get(14)?,
        baseline_date: day(15)?,
        target: row.get(16)?,
        target_date: day(17)?,
        latest: row.get(18)?,
        latest_date: day(19)?,
        place: code(20)?.map(SubjectCode),
        scope: word(21)?.split(',').filter_map(Scope::from_code).collect(),
        owner: word(22)?,
        partners: word(23)?,
        evidence: word(24)?,
        status: PlanStatus::from_code(&word(25)?).unwrap_or_default(),
        example: row.get(26)?,
        recorded: day(27)?,
    })
}

/// Keeps plans: in the place of those that have their code, and otherwise as new ones. A plan without a code is given one unless
/// the book holds it just so; one without a framework means the default one.
pub(super) fn keep(
    connection: &Connection,
    plans: Vec<Plan>,
    today: Date,
) -> Result<PlansKept, BookError> {
    let default = default_framework(connection)?;
    let mut held = all(connection)?;
    let mut kept = PlansKept::default();
    for plan in plans {
        let mut plan = plan.tidy();
        if plan.framework.is_empty() {
            plan.framework.clone_from(&default);
        }
        if plan.organisation.0.is_empty() || plan.activity.is_empty() {
            return Err(BookError::IncompletePlan);
        }
        if plan.code.is_empty()
            && let Some(same) = held.iter().find(|one| {
                **one
                    == Plan {
                        code: one.code.clone(),
                        recorded: one.recorded,
                        ..plan.clone()
                    }
            })
        {
            plan.code.clone_from(&same.code);
        }
        if plan.code.is_empty() {
            plan.code = next_code(held.iter().map(|one| one.code.as_str()), PREFIX);
        }
        kept.codes.push(plan.code.clone());
        plan.recorded = Some(today);
        let before = held.iter().position(|one| one.code == plan.code);
        if let Some(before) = before.and_then(|at| held.get_mut(at)) {
            plan.recorded = before.recorded;
            if plan == *before {
                kept.unchanged += 1;
                continue;
            }
            plan.recorded = Some(today);
            before.clone_from(&plan);
            kept.changed += 1;
        } else {
            held.push(plan.clone());
            kept.added += 1;
        }
        put(connection, &plan)?;
    }
    Ok(kept)
}

/// The framework that stands first; empty in a book without any.
pub(super) fn default_framework(connection: &Connection) -> rusqlite::Result<String> {
    let code = connection
        .query_row(
            "SELECT code FROM frameworks ORDER BY position LIMIT 1",
            [],
            |row| row.get(0),
        )
        .optional()?;
    Ok(code.unwrap_or_default())
}

fn put(connection: &Connection, plan: &Plan) -> rusqlite::Result<()> {
    connection.execute("DELETE FROM plan_goals WHERE plan = ?1", [&plan.code])?;
    let scope: Vec<&str> = plan.scope.iter().map(|one| one.code()).collect();
    let text = |day: Option<Date>| day.map(|day| day.to_string());
    connection
        .prepare_cached(
            "INSERT INTO plans (code, organisation, organisation_name, organisation_type, framework, activity,
                 money_pounds, hours, people, outputs, outcome, indicator, people_group, unit, baseline, baseline_date,
                 target, target_date, latest, latest_date, place, scope, owner, partners, evidence, status, is_example,
                 recorded)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21,
                 ?22, ?23, ?24, ?25, ?26, ?27, ?28)
             ON CONFLICT (code) DO UPDATE SET organisation = excluded.organisation,
                 organisation_name = excluded.organisation_name, organisation_type = excluded.organisation_type,
                 framework = excluded.framework, activity = excluded.activity, money_pounds = excluded.money_pounds,
                 hours = excluded.hours, people = excluded.people, outputs = excluded.outputs,
                 outcome = excluded.outcome, indicator = excluded.indicator, people_group = excluded.people_group,
                 unit = excluded.unit, baseline = excluded.baseline, baseline_date = excluded.baseline_date,
                 target = excluded.target, target_date = excluded.target_date, latest = excluded.latest,
                 latest_date = excluded.latest_date, place = excluded.place, scope = excluded.scope,
                 owner = excluded.owner, partners = excluded.partners, evidence = excluded.evidence,
                 status = excluded.status, is_example = excluded.is_example, recorded = excluded.recorded",
        )?
        .execute(params![
            plan.code,
            plan.organisation.0,
            plan.organisation_name,
            plan.organisation_type.code(),
            plan.framework,
            plan.activity,
            plan.money,
            plan.hours,
            plan.people,
            plan.outputs,
            plan.outcome,
            plan.indicator.as_ref().map(|code| &code.0),
            plan.group.key(),
            plan.unit,
            plan.baseline,
            text(plan.baseline_date),
            plan.target,
            text(plan.target_date),
            plan.latest,
            text(plan.latest_date),
            plan.place.as_ref().map(|code| &code.0),
            scope.join(","),
            plan.owner,
            plan.partners,
            plan.evidence,
            plan.status.code(),
            plan.example,
            text(plan.recorded).unwrap_or_default(),
        ])?;
    let mut goal =
        connection.prepare_cached("INSERT INTO plan_goals (plan, goal) VALUES (?1, ?2)")?;
    for number in &plan.goals {
        goal.execute(params![plan.code, number])?;
    }
    Ok(())
}

/// Removes the plan of this code.
pub(super) fn remove(connection: &Connection, code: &str) -> Result<(), BookError> {
    connection.execute("DELETE FROM plan_goals WHERE plan = ?1", [code])?;
    match connection.execute("DELETE FROM plans WHERE code = ?1", [code])? {
        0 => Err(BookError::NoSuchPlan(code.to_owned())),
        _ => Ok(()),
    }
}
