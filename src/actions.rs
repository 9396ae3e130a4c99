//! What both doors do: read and import a file, make the sample book, draw, export, report. Joins the rooms behind it and holds no
//! rule of its own. Knows neither the window nor the command line.

mod again;
mod error;
mod everything;
mod files;
mod folders;
mod importing;
mod left_out;
mod leftovers;
mod outcomes;
mod plans;
mod ready_stories;
mod recipes;
mod records;
mod renaming;
mod reporting;
mod sample;
mod sample_files;
mod slides;
mod stories;
mod tables;

pub use again::imported_before;
pub use error::ActionError;
pub use everything::{export_everything, is_everything};
pub use files::{Picture, draw, render};
pub use folders::Folders;
pub use importing::{
    EditionAnswer, Imported, ReadFile, import_file, read_file, review_file, settle_edition,
    write_review, write_review_on,
};
pub use left_out::{cells_left_out, takes_left_out, write_left_out};
pub use leftovers::clear_leftovers;
pub use outcomes::{OutcomesImported, import_outcomes, write_outcomes};
pub use plans::{
    PlansImported, import_plans, name_organisation, read_list, remarks_on, write_plan_template,
};
pub use ready_stories::offered_stories;
pub use recipes::{
    RecipeChoice, Recognised, export_recipe, import_recipe, recipe_to_keep, recognise,
    remove_recipe, tell,
};
pub use records::write_record;
pub use renaming::rename_recipe;
pub use reporting::{ReportScope, ReportSubject, write_report};
pub use sample::{make_sample_book, open_or_make_sample};
pub use slides::{Stage, frozen_of, mark_of};
pub use stories::{StoryLine, own_story, ready_story, story_lines, story_named, write_story};
pub use tables::{export_answer, export_figures};
