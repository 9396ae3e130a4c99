use egui::{Align2, Rect, Role, Sense, Stroke, Ui, pos2, vec2};

use super::small::heads;
use crate::desktop::address::{Address, FormKind};
use crate::desktop::commands::Command;
use crate::desktop::pages::{GoalRow, OF_ORGANISATION, OF_PLACE, Opens, ProfilePage};
use crate::desktop::theme::{self, Type};
use crate::desktop::widgets::{hover_card, press, ring, text_at, text_in};
use crate::questions::{Question, QuestionKind, Subjects};

/// Height of a goal.
const ROW: f32 = 24.0;

/// Where the name and the four cells begin, as shares of the width: of an organisation, and of a place.
const SHARES: [[f32; 6]; 2] = [
    [0.0, 0.36, 0.55, 0.73, 0.86, 1.0],
    [0.0, 0.36, 0.56, 0.72, 0.78, 1.0],
];

fn cell(rect: Rect, place: bool, at: usize) -> Rect {
    let [organisation, of_place] = &SHARES;
    let shares = if place { of_place } else { organisation };
    let x = |at: usize| rect.left() + rect.width() * shares.get(at).copied().unwrap_or(1.0);
    Rect::from_min_max(
        pos2(x(at), rect.top()),
        pos2(x(at + 1) - 10.0, rect.bottom()),
    )
}

/// The goals of a place or an organisation: what it has for each. Nothing is neutral grey, and never looks like a fault.
pub(super) fn profile_goals(ui: &mut Ui, page: &ProfilePage, commands: &mut Vec<Command>) {
    let columns = if page.place {
        OF_PLACE
    } else {
        OF_ORGANISATION
    };
    heads(ui, std::iter::once("Goal").chain(columns), |rect, at| {
        let mut place = cell(rect, page.place, at);
        if at == 0 {
            place.min.x += 12.0;
        }
        place
    });
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        ui.spacing_mut().interact_size.y = ROW;
        for goal in &page.goals {
            row(ui, goal, page, commands);
        }
    });
}

fn row(ui: &mut Ui, goal: &GoalRow, page: &ProfilePage, commands: &mut Vec<Command>) {
    let palette = theme::palette(ui);
    let (rect, at) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
    let response = press(
        ui,
        rect,
        at.id.with(goal.number),
        Role::Row,
        &goal.spoken,
        true,
    );
    let pointed = response.hovered() || response.has_focus();
    if pointed {
        ui.painter().rect_filled(rect, 4.0, palette.selected);
    }
    ui.painter().hline(
        rect.x_range(),
        rect.bottom(),
        Stroke::new(1.0, palette.hairline),
    );
    let (ink, kind) = if goal.holds {
        (palette.ink, Type::Table)
    } else {
        (palette.muted, Type::Table)
    };
    let number = pos2(rect.left() + 30.0, rect.center().y);
    text_at(
        ui,
        number,
        Align2::RIGHT_CENTER,
        Type::Table,
        palette.link,
        &goal.number.to_string(),
    );
    let mut name = cell(rect, page.place, 0);
    name.min.x += 40.0;
    text_in(ui, name, Align2::LEFT_CENTER, kind, ink, &goal.name);
    let last = goal.cells.len() - 1;
    for (index, words) in goal.cells.iter().enumerate() {
        let can_add = matches!(&goal.opens, Opens::Form(start) if start.code.is_empty());
        let (words, colour) = if index == last && pointed && can_add {
            ("Add plan", palette.link)
        } else {
            (words.as_str(), ink)
        };
        text_in(
            ui,
            cell(rect, page.place, index + 1),
            Align2::LEFT_CENTER,
            kind,
            colour,
            words,
        );
    }
    if response.has_focus() {
        ring(ui, rect.shrink(4.0), 4.0);
    }
    if response.clicked() {
        commands.push(match &goal.opens {
            Opens::Goal => Command::Go(Address::Goal(goal.number)),
            Opens::Form(start) => Command::Go(Address::Form(FormKind::Plan, start.clone())),
            Opens::Plans => {
                let question = Question {
                    goal: Some(goal.number),
                    subjects: Subjects::Codes(vec![page.code.clone()]),
                    ..Question::new(QuestionKind::Plans)
                };
                Command::GoToLine(question.address())
            }
        });
    }
    hover_card(response, &goal.spoken);
}
