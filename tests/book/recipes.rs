//! An accepted reading is kept, and reads the next edition.

use std::path::Path;

use levelbook::actions::{self, ActionError, ReadFile, RecipeChoice};
use levelbook::book::{ImportTerms, Reader, Writer};
use levelbook::import::{ColumnRole, ReadingChoices, Recipe, RecipeError, WorkerProgram};
use levelbook::message::{Explain, Unwatched};

use crate::made::{dump, new_book, now};

/// A score in `value` and the figure in `real`, and a sign that only the publisher knows.
const FIRST: &str = "unique,group,Geography,Indicator,Period,Unit,real,value
E12000001,North East,Region,Cycling to work,2022,%,1.5,0.3
E12000002,North West,Region,Cycling to work,2022,%,2.5,0.9
E12000003,Yorkshire and The Humber,Region,Cycling to work,2022,%,@,1.1
E12000004,East Midlands,Region,Cycling to work,2022,%,3.5,-0.4
E12000005,West Midlands,Region,Cycling to work,2022,%,2.0,-0.2
";

/// The next one: other case and order, a column more, a year more.
const SECOND: &str = "Geography,UNIQUE,group,indicator, Period ,Unit,VALUE,Real,Note
Region,E12000001,North East,Cycling to work,2023,%,0.3,1.7,
Region,E12000002,North West,Cycling to work,2023,%,0.9,2.6,
Region,E12000003,Yorkshire and The Humber,Cycling to work,2023,%,1.1,@,
Region,E12000004,East Midlands,Cycling to work,2022,%,-0.4,3.6,
Region,E12000005,West Midlands,Cycling to work,2022,%,-0.2,2.0,
";

fn answers() -> ReadingChoices {
    ReadingChoices {
        columns: vec![
            (ColumnRole::Value, "G".to_owned()),
            (ColumnRole::Ignore, "value".to_owned()),
            (ColumnRole::Code, "unique".to_owned()),
        ],
        markers: vec![("@".to_owned(), levelbook::domain::State::Confidential)],
        period: Some("2022".to_owned()),
        ..ReadingChoices::default()
    }
}

struct Desk {
    folder: tempfile::TempDir,
    path: std::path::PathBuf,
    writer: Writer,
}

impl Desk {
    fn new() -> Self {
        let (folder, path, writer) = new_book();
        Self {
            folder,
            path,
            writer,
        }
    }

    fn reader(&self) -> Reader {
        Reader::open(&self.path).expect("opens")
    }

    fn read(
        &self,
        name: &str,
        text: &str,
        said: &ReadingChoices,
        wanted: &RecipeChoice,
    ) -> Result<ReadFile, ActionError> {
        let file = self.folder.path().join(name);
        std::fs::write(&file, text).expect("writes");
        let worker = WorkerProgram::here();
        actions::read_file(&self.reader(), &file, (said, wanted), &worker, &Unwatched)
    }

    fn import(&self, name: &str, text: &str, said: &ReadingChoices) -> ReadFile {
        let read = self
            .read(name, text, said, &RecipeChoice::Recognised)
            .expect("reads");
        let terms = ImportTerms {
            recipe: read.recipe.clone(),
            ..ImportTerms::default()
        };
        actions::write_review_on(&self.writer, read.review.clone(), terms, now(), &Unwatched)
            .expect("imports");
        read
    }

    fn names(&self) -> Vec<String> {
        let recipes = self.reader().recipes().expect("reads");
        recipes.into_iter().map(|recipe| recipe.name).collect()
    }
}

/// The figures of a file that was read: code and number or sign.
fn figures(read: &ReadFile) -> Vec<String> {
    let sheet = &read.review.sheets[0];
    let told = sheet.observations.iter().map(|of| {
        let reading = of.reading.value().map_or_else(
            || of.reading.state().code().to_owned(),
            |value| value.to_string(),
        );
        format!("{} {reading}", sheet.subjects[of.subject as usize].code)
    });
    told.collect()
}

fn codes(read: &ReadFile) -> Vec<&str> {
    let problems = &read.review.sheets[0].problems;
    let ours = problems.iter().filter(|of| of.code.starts_with("recipe"));
    ours.map(|of| of.code.as_str()).collect()
}

const READ: [&str; 5] = [
    "E12000001 1.7",
    "E12000002 2.6",
    "E12000003 c",
    "E12000004 3.6",
    "E12000005 2",
];

#[test]
fn an_answer_is_given_once() {
    let desk = Desk::new();
    let first = desk.import("cycling 2022.csv", FIRST, &answers());
    assert_eq!(first.read_with, None);
    assert_eq!(figures(&first)[2], "E12000003 c");
    let held = dump(&desk.path, &[1]);
    assert_eq!(desk.names(), ["cycling 2022"]);

    let second = desk.import("cycling_2023_final.csv", SECOND, &ReadingChoices::default());
    assert_eq!(second.read_with.as_deref(), Some("cycling 2022"));
    assert_eq!(figures(&second), READ);
    assert_eq!(
        codes(&second),
        ["recipe-changed", "recipe", "recipe-left-out"]
    );
    let told: Vec<&str> = second.review.sheets[0]
        .problems
        .iter()
        .map(|of| of.message.as_str())
        .collect();
    assert!(told.contains(&"Read with the recipe “cycling 2022”, kept on 22 November 2026."));
    assert!(told.contains(
        &"The layout is not quite that of the recipe “cycling 2022”: new columns: “note”."
    ));
    assert!(told.contains(
        &"Not taken over from the recipe “cycling 2022”: period (it was that of another file)."
    ));
    assert_eq!(second.comparison.difference.columns.added, ["Note"]);
    assert_eq!(second.comparison.difference.revised.count, 1);
    assert_eq!(desk.names(), ["cycling 2022"]);
    assert_eq!(
        desk.reader().recipes().expect("reads")[0].file,
        "cycling_2023_final.csv"
    );

    desk.writer.undo_import(None, now()).expect("undoes");
    assert_eq!(
        dump(&desk.path, &[1]),
        held,
        "what it said of the recipe goes with it"
    );
    desk.writer.undo_import(None, now()).expect("undoes");
    assert_eq!(desk.names(), Vec::<String>::new());
}

#[test]
fn a_recipe_that_was_used_since_outlives_the_import_that_made_it() {
    let desk = Desk::new();
    desk.import("cycling 2022.csv", FIRST, &answers());
    desk.import("cycling 2023.csv", SECOND, &ReadingChoices::default());
    desk.writer.undo_import(Some(1), now()).expect("undoes");
    assert_eq!(desk.names(), ["cycling 2022"]);
    desk.writer.undo_import(Some(2), now()).expect("undoes");
    assert_eq!(desk.names(), Vec::<String>::new());
}

#[test]
fn a_recipe_is_named_or_none_is_used() {
    let desk = Desk::new();
    desk.import("cycling 2022.csv", FIRST, &answers());
    let none = desk
        .read(
            "cycling 2023.csv",
            SECOND,
            &ReadingChoices::default(),
            &RecipeChoice::None,
        )
        .expect("reads");
    assert_eq!(
        (none.read_with.as_deref(), none.recipe.is_some()),
        (None, false)
    );
    assert_ne!(figures(&none), READ);
    let named = RecipeChoice::Named("Cycling 2022".to_owned());
    let forced = desk
        .read(
            "quite another name.csv",
            SECOND,
            &ReadingChoices::default(),
            &named,
        )
        .expect("reads");
    assert_eq!(figures(&forced), READ);
    let unknown = RecipeChoice::Named("cycling 2021".to_owned());
    let refused = desk
        .read("x.csv", SECOND, &ReadingChoices::default(), &unknown)
        .expect_err("refused");
    assert_eq!(
        refused.explain().to_string(),
        "There is no recipe “cycling 2021” in this book. Did you mean “cycling 2022”?"
    );
    let other =
        "AREACD,AREANM,Period,Value\nE12000001,North East,2022,@\nE12000002,North West,2022,2\n";
    let other = desk
        .read(
            "cycling 2024.csv",
            other,
            &ReadingChoices::default(),
            &RecipeChoice::Recognised,
        )
        .expect("reads");
    assert_eq!(other.read_with, None, "another layout");
}

#[test]
fn what_was_said_of_the_contents_stays_with_its_release() {
    let desk = Desk::new();
    let text = |name: &str| {
        format!(
            "Area code,Area,Period,{name}\nE12000001,North East,2022,@\nE12000002,North West,2022,2\n"
        )
    };
    let said = ReadingChoices {
        indicator: Some("Walking to work".to_owned()),
        unit: Some("%".to_owned()),
        markers: answers().markers,
        ..ReadingChoices::default()
    };
    desk.import("walking.csv", &text("Value"), &said);
    let same = desk.import(
        "walking-2.csv",
        &text("VALUE").replace(",2\n", ",3\n"),
        &ReadingChoices::default(),
    );
    assert_eq!(same.review.sheets[0].indicators[0].name, "Walking to work");
    let other = desk
        .read(
            "running.csv",
            &text("Value"),
            &ReadingChoices::default(),
            &RecipeChoice::Recognised,
        )
        .expect("reads");
    assert_eq!(
        figures(&other)[0],
        "E12000001 c",
        "the layout is the very same"
    );
    assert!(
        other.review.sheets[0]
            .indicators
            .iter()
            .all(|of| of.name != "Walking to work")
    );
    assert!(codes(&other).contains(&"recipe-left-out"));
    assert_ne!(
        other.recipe.map(|of| of.name),
        same.recipe.map(|of| of.name)
    );
}

#[test]
fn a_recipe_travels_as_a_small_file() {
    let desk = Desk::new();
    desk.import("cycling 2022.csv", FIRST, &answers());
    let file = desk.folder.path().join("recipe.json");
    actions::export_recipe(&desk.reader(), "cycling 2022", &file).expect("writes");
    assert!(std::fs::metadata(&file).expect("a file").len() < 10_000);

    let other = Desk::new();
    actions::import_recipe(&other.writer, &file, now()).expect("takes");
    let read = other.import("cycling 2023.csv", SECOND, &ReadingChoices::default());
    assert_eq!(figures(&read), READ);
    other.writer.undo_import(None, now()).expect("undoes");
    assert_eq!(
        other.names(),
        ["cycling 2022"],
        "kept by hand, it outlives imports"
    );
    actions::remove_recipe(&other.writer, "Cycling 2022", now()).expect("removes");
    assert_eq!(other.names(), Vec::<String>::new());
    let refused = actions::remove_recipe(&other.writer, "cycling 2022", now());
    assert!(matches!(refused, Err(ActionError::UnknownRecipe { .. })));
}

fn refused(file: &Path, text: &str, writer: &Writer) -> String {
    std::fs::write(file, text).expect("writes");
    let error = actions::import_recipe(writer, file, now()).expect_err("refused");
    error.explain().headline
}

#[test]
fn hostile_recipes_are_refused_in_one_sentence() {
    let desk = Desk::new();
    desk.import("cycling 2022.csv", FIRST, &answers());
    let good = desk.reader().recipes().expect("reads")[0].to_json();
    let file = desk.folder.path().join("recipe.json");
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    for (case, text, expected) in [
        (
            "empty",
            String::new(),
            "This is no recipe: it is not the text that a recipe is written in.",
        ),
        (
            "not json",
            "levelbook".to_owned(),
            "This is no recipe: it is not the text that a recipe is written in.",
        ),
        (
            "json",
            "{\"a\": 1}".to_owned(),
            "This is no recipe of Levelbook.",
        ),
        ("a list", "[]".to_owned(), "This is no recipe of Levelbook."),
        (
            "deep",
            deep,
            "This is no recipe: its values are nested deeper than in any recipe.",
        ),
        (
            "newer",
            good.replace("\"levelbook_recipe\": 1", "\"levelbook_recipe\": 99"),
            "The recipe is of version 99, which this Levelbook does not know.",
        ),
        (
            "large",
            good.replace("cycling 2022", &"x".repeat(300_000)),
            "This is no recipe: it has",
        ),
        (
            "no name",
            good.replace("\"name\": \"cycling 2022\"", "\"name\": \"\""),
            "The recipe cannot be used: its name is empty or too long.",
        ),
        (
            "a long name",
            good.replace(
                "\"name\": \"cycling 2022\"",
                &format!("\"name\": \"{}\"", "x".repeat(5000)),
            ),
            "The recipe cannot be used: its name is empty or too long.",
        ),
        (
            "control signs",
            good.replace("\"name\": \"cycling 2022\"", "\"name\": \"a\\u0007b\""),
            "The recipe cannot be used: one of its texts holds signs that no text has.",
        ),
        (
            "an unknown answer",
            good.replace("\"period_kind\"", "\"run\": \"rm\", \"period_kind\""),
            "The recipe cannot be used: unknown field `run`",
        ),
        (
            "an unknown role",
            good.replace("\"value\"", "\"ruler\""),
            "The recipe cannot be used: unknown variant `ruler`",
        ),
        (
            "half",
            good[..good.len() / 2].to_owned(),
            "This is no recipe: it is not the text that a recipe is written in.",
        ),
    ] {
        let said = refused(&file, &text, &desk.writer);
        assert!(said.starts_with(expected), "{case}: {said}");
    }
    assert!(matches!(
        Recipe::from_json("{}"),
        Err(RecipeError::NoRecipe)
    ));
    let missing =
        actions::import_recipe(&desk.writer, &desk.folder.path().join("none.json"), now());
    assert!(matches!(missing, Err(ActionError::RecipeUnreadable { .. })));
}
