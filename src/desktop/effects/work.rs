use std::path::PathBuf;

use crate::domain::{Outcome, Plan};

/// Something with a book's recipes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RecipeWork {
    /// Give one another name.
    Rename(String, String),
    /// Write one to a file.
    Export(String, PathBuf),
    /// Take one in from a file.
    Import(PathBuf),
    /// Remove one.
    Remove(String),
}

/// Something with a book's plans and outcomes.
#[derive(Clone, Debug, PartialEq)]
pub enum PlanWork {
    /// Keep a plan.
    Keep(Box<Plan>),
    /// Remove the plan of this code.
    Remove(String),
    /// Keep a community-defined outcome.
    KeepOutcome(Box<Outcome>),
    /// Remove the outcome of this code.
    RemoveOutcome(String),
    /// Bring in the list of plans or outcomes in a file.
    Import(PathBuf),
    /// Write the template for a list of plans.
    Template(PathBuf),
    /// Write the outcomes to a file; without any, the template for them.
    WriteOutcomes(PathBuf),
}
