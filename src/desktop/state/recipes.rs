use super::State;
use super::dialog::Dialog;
use crate::desktop::commands::RecipeCommand;
use crate::desktop::effects::{Effect, Picking, RecipeWork};
use crate::domain::slug;

impl State {
    pub(super) fn apply_recipe(&mut self, command: RecipeCommand) -> Vec<Effect> {
        match (command, self.recipe.clone()) {
            (RecipeCommand::Choose(name), _) => {
                self.recipe = name;
                Vec::new()
            }
            (RecipeCommand::Import, _) => self.pick(Picking::Recipe, ""),
            (RecipeCommand::Export, Some(name)) => {
                self.pick(Picking::ExportRecipe, &format!("{}.json", slug(&name)))
            }
            (RecipeCommand::Remove, Some(name)) => self.recipe_work(RecipeWork::Remove(name)),
            (RecipeCommand::AskName, Some(name)) => {
                self.dialog = Some(Dialog::RenameRecipe(name));
                Vec::new()
            }
            (RecipeCommand::Rename(to), Some(from)) => {
                self.dialog = None;
                self.recipe_work(RecipeWork::Rename(from, to))
            }
            (_, None) => Vec::new(),
        }
    }

    /// Starts work on the book's recipes.
    pub(super) fn recipe_work(&mut self, work: RecipeWork) -> Vec<Effect> {
        let Some(book) = self.book.clone() else {
            return Vec::new();
        };
        let ticket = self.small_ticket();
        vec![Effect::Recipe(ticket, book.path, work)]
    }
}
