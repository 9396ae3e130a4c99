use egui::{Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use crate::desktop::commands::{Command, ShowCommand};
use crate::desktop::theme;
use crate::desktop::widgets::{press, ring};
use crate::domain::{Hand, Vote};
use crate::figures::Style;

/// A vote in front of the room: the question, a row an option with its count, and bars once they are asked for.
pub(super) fn counting(
    ui: &mut Ui,
    (vote, bars): (&Vote, bool),
    fault: Option<&str>,
    commands: &mut Vec<Command>,
) {
    let palette = theme::palette(ui);
    let whole = ui.max_rect();
    ui.painter().rect_filled(whole, 0.0, palette.ground);
    let k = (whole.height() / 1080.0).min(whole.width() / 1365.0);
    let page = whole.shrink2(vec2(96.0, 60.0) * k);
    let mut y = page.top();
    let title = Style::semibold(44.0 * k);
    for line in title.wrap(&vote.draft.question, page.width(), 2) {
        y = paint(ui, pos2(page.left(), y), &line, title, palette.ink);
    }
    let round = vote.round();
    let people = vote.draft.people.map_or(String::new(), |people| {
        format!("  {people} people in the room.")
    });
    let said = format!(
        "{}, round {}. {} counted.{people}",
        vote.draft.kind.label(),
        round + 1,
        vote.total(round)
    );
    y = paint(
        ui,
        pos2(page.left(), y),
        &said,
        Style::regular(28.0 * k),
        palette.ink_2,
    ) + 24.0 * k;
    let foot = page.bottom() - 64.0 * k;
    let options = vote.draft.options.len().max(1) as f32;
    let row = ((foot - y) / options).min(104.0 * k);
    let most = (0..vote.rounds.len())
        .flat_map(|round| (0..vote.draft.options.len()).map(move |option| (round, option)))
        .map(|(round, option)| vote.count(round, option))
        .max()
        .unwrap_or(0)
        .max(1);
    for (option, words) in vote.draft.options.iter().enumerate() {
        let rect = Rect::from_min_size(
            pos2(page.left(), y + row * option as f32),
            vec2(page.width(), row),
        );
        option_row(ui, rect, vote, (option, words), k, commands);
        if bars && vote.rounds.len() < 2 {
            bar_of(ui, rect, vote.count(round, option), most, k);
        }
    }
    if bars && vote.rounds.len() > 1 {
        let rows = Rect::from_min_max(pos2(page.left(), y), pos2(page.right(), foot - 12.0 * k));
        let mut area = rows;
        area.min.x = picture_left(rows, k);
        slope(ui, area, vote, most, k);
    }
    let spoken = format!("{} {said}", vote.draft.question);
    ui.interact(page, ui.scope_id().with("vote"), Sense::hover())
        .widget_info(|| WidgetInfo::labeled(Role::Figure, true, &spoken));
    buttons(ui, pos2(page.left(), foot + 12.0 * k), vote, k, commands);
    if let Some(fault) = fault {
        let at = pos2(page.left(), page.bottom());
        paint(ui, at, fault, Style::semibold(24.0 * k), palette.error);
    }
}

/// Paints a line and gives where the next one begins.
fn paint(ui: &Ui, at: egui::Pos2, words: &str, style: Style, ink: egui::Color32) -> f32 {
    ui.painter().text(
        at,
        egui::Align2::LEFT_TOP,
        crate::figures::clean(words),
        style.font(),
        ink,
    );
    at.y + style.line()
}

/// Where the counts of an option stand in its row.
fn counts_left(rect: Rect) -> f32 {
    rect.left() + rect.width() * 0.42
}

fn option_row(
    ui: &mut Ui,
    rect: Rect,
    vote: &Vote,
    (option, words): (usize, &str),
    k: f32,
    commands: &mut Vec<Command>,
) {
    let palette = theme::palette(ui);
    let middle = rect.center().y;
    let strong = Style::semibold(32.0 * k);
    let top = middle - strong.size * 0.68;
    if option < 8 {
        paint(
            ui,
            pos2(rect.left(), top),
            &(option + 1).to_string(),
            strong,
            palette.muted,
        );
    }
    let room = counts_left(rect) - rect.left() - 80.0 * k;
    let fitted = Style::regular(32.0 * k).fit(words, room);
    paint(
        ui,
        pos2(rect.left() + 48.0 * k, top),
        &fitted,
        Style::regular(32.0 * k),
        palette.ink,
    );
    let size = (56.0 * k).max(24.0);
    let left = counts_left(rect);
    let index = option as u32;
    let less = Rect::from_center_size(pos2(left, middle), vec2(size, size));
    if square(ui, less, "−", &format!("One less for {words}")) {
        commands.push(Command::Show(ShowCommand::Hand(index, Hand::Down)));
    }
    let count = vote.count(vote.round(), option).to_string();
    ui.painter().text(
        pos2(left + size * 1.25, middle),
        egui::Align2::CENTER_CENTER,
        count,
        Style::bold(44.0 * k).font(),
        palette.ink,
    );
    let more = Rect::from_center_size(pos2(left + size * 2.5, middle), vec2(size, size));
    if square(ui, more, "+", &format!("One more for {words}")) {
        commands.push(Command::Show(ShowCommand::Hand(index, Hand::Up)));
    }
}

fn square(ui: &mut Ui, rect: Rect, sign: &str, name: &str) -> bool {
    face(ui, rect, sign, name, Style::semibold(rect.height() * 0.7))
}

/// A button of the room's size: what is written on it, and its name.
fn face(ui: &mut Ui, rect: Rect, sign: &str, name: &str, style: Style) -> bool {
    let palette = theme::palette(ui);
    let response = press(ui, rect, ui.scope_id().with(name), Role::Button, name, true);
    let fill = if response.hovered() {
        palette.selected
    } else {
        palette.panel
    };
    ui.painter().rect_filled(rect, 4.0, fill);
    ui.painter().text(
        rect.center(),
        egui::Align2::CENTER_CENTER,
        sign,
        style.font(),
        palette.ink,
    );
    if response.has_focus() {
        ring(ui, rect, 4.0);
    }
    response.clicked()
}

/// Where bars or the slope stand, right of the counts of a row.
fn picture_left(rect: Rect, k: f32) -> f32 {
    counts_left(rect) + (56.0 * k).max(24.0) * 3.4
}

/// The bar of an option in the only round.
fn bar_of(ui: &Ui, rect: Rect, count: u32, most: u32, k: f32) {
    let palette = theme::palette(ui);
    let left = picture_left(rect, k);
    let width = rect.right() - left - 70.0 * k;
    let half = (rect.height() * 0.3).min(24.0 * k);
    let end = left + width * count as f32 / most as f32;
    let bar = Rect::from_min_max(
        pos2(left, rect.center().y - half),
        pos2(end.max(left + 2.0), rect.center().y + half),
    );
    ui.painter().rect_filled(bar, 2.0, palette.brand);
    ui.painter().text(
        pos2(bar.right() + 12.0 * k, bar.center().y),
        egui::Align2::LEFT_CENTER,
        count.to_string(),
        Style::semibold(28.0 * k).font(),
        palette.ink,
    );
}

/// From the round before to the last one: a line an option, with its count at both ends and its name behind.
fn slope(ui: &Ui, area: Rect, vote: &Vote, most: u32, k: f32) {
    let palette = theme::palette(ui);
    let (from, to) = (area.left() + 40.0 * k, area.left() + area.width() * 0.5);
    let style = Style::semibold(24.0 * k);
    let y_of = |count: u32| {
        area.bottom() - 16.0 * k - (area.height() - 40.0 * k) * count as f32 / most as f32
    };
    let last = vote.round();
    let mut order: Vec<usize> = (0..vote.draft.options.len()).collect();
    order.sort_by_key(|option| std::cmp::Reverse(vote.count(last, *option)));
    let mut free = f32::MIN;
    for option in order {
        let counts = (
            vote.count(last.saturating_sub(1), option),
            vote.count(last, option),
        );
        let ends = (pos2(from, y_of(counts.0)), pos2(to, y_of(counts.1)));
        let rose = counts.1 > counts.0;
        let ink = if rose { palette.brand } else { palette.named };
        let stroke = egui::Stroke::new(4.0 * k, ink);
        ui.painter().line_segment([ends.0, ends.1], stroke);
        ui.painter().circle_filled(ends.0, 7.0 * k, ink);
        ui.painter().circle_filled(ends.1, 7.0 * k, ink);
        ui.painter().text(
            ends.0 - vec2(14.0 * k, 0.0),
            egui::Align2::RIGHT_CENTER,
            counts.0.to_string(),
            style.font(),
            palette.ink_2,
        );
        // Names of equal counts stand below each other.
        let y = ends.1.y.max(free);
        free = y + style.line();
        let name = vote.draft.options.get(option).map_or("", String::as_str);
        let words = format!("{}  {name}", counts.1);
        ui.painter().text(
            pos2(to + 16.0 * k, y),
            egui::Align2::LEFT_CENTER,
            style.fit(&words, area.right() - to - 16.0 * k),
            style.font(),
            palette.ink,
        );
    }
}

fn buttons(ui: &mut Ui, at: egui::Pos2, vote: &Vote, k: f32, commands: &mut Vec<Command>) {
    let people = vote.draft.people.unwrap_or(0);
    let all = [
        ("Bars  R", ShowCommand::Bars),
        ("Undo  U", ShowCommand::TakeBack),
        ("New round  O", ShowCommand::Round),
        ("Fewer people", ShowCommand::People(people.checked_sub(1))),
        ("More people", ShowCommand::People(Some(people + 1))),
        ("Close  V", ShowCommand::CloseTop),
    ];
    let style = Style::regular((24.0 * k).max(13.0));
    let mut x = at.x;
    for (name, command) in all {
        let size = vec2(style.width(name) + 32.0 * k, (52.0 * k).max(26.0));
        let rect = Rect::from_min_size(pos2(x, at.y), size);
        if face(ui, rect, name, name, style) {
            commands.push(Command::Show(command));
        }
        x += size.x + 12.0 * k;
    }
}
