//! Plans as a table with progress as a bar and words; who improved most beside what they did; and, for a place, need beside action.

use egui::{Rect, pos2, vec2};

use super::Mark;
use super::canvas::{Anchor, Canvas};
use super::lettering::Style;
use crate::questions::{
    Answer, Detail, Improvement, Need, NeedLine, PlanLine, PlanProgress, Planned, Row,
};

/// The least height: a page has no lower pictures.
const LEAST: f32 = 120.0;
const HEAD: f32 = 30.0;
const LINE: f32 = 52.0;
/// Height of a row whose letters are read from the back of a room.
const LINE_IN_A_ROOM: f32 = 66.0;
/// Height of a goal's line of need and action.
const NEED: f32 = 26.0;

fn planned(answer: &Answer) -> Option<&Planned> {
    match &answer.detail {
        Detail::Plans(planned) => Some(planned),
        _ => None,
    }
}

/// Whether there is something to paint, be there rows or not.
pub(super) fn has_any(answer: &Answer) -> bool {
    !answer.rows.is_empty() || planned(answer).is_some_and(|planned| !planned.needs.is_empty())
}

fn needs_height(planned: &Planned, names: usize) -> f32 {
    if planned.needs.is_empty() {
        0.0
    } else {
        HEAD + planned.needs.len().min(names) as f32 * NEED + 16.0
    }
}

/// The goals whose need and action are shown where only `names` may be: those of the highest need, and of them those where nobody
/// acts, in the order of their numbers.
fn needs_shown(planned: &Planned, names: usize) -> Vec<&NeedLine> {
    let mut order: Vec<usize> = (0..planned.needs.len()).collect();
    order.sort_by_key(|index| {
        planned.needs.get(*index).map(|line| {
            let need = match line.need {
                Need::High => 0,
                Need::Some => 1,
                Need::Low => 2,
                Need::NotKnown => 3,
            };
            (need, !line.is_open())
        })
    });
    order.truncate(names);
    order.sort_unstable();
    order
        .into_iter()
        .filter_map(|index| planned.needs.get(index))
        .collect()
}

/// Height that everything asks for.
pub(super) fn height(answer: &Answer, k: f32) -> f32 {
    let needs = planned(answer).map_or(0.0, |planned| needs_height(planned, usize::MAX));
    let rows = answer.rows.len() as f32 * LINE + if answer.rows.is_empty() { 0.0 } else { HEAD };
    (needs + rows).max(LEAST) * k
}

fn line_height(names: usize) -> f32 {
    if names < usize::MAX {
        LINE_IN_A_ROOM
    } else {
        LINE
    }
}

/// How many plans fit below the lines of need.
fn room(answer: &Answer, height: f32, k: f32, names: usize) -> usize {
    let needs = planned(answer).map_or(0.0, |planned| needs_height(planned, names));
    let fit = ((height / k - needs - HEAD) / line_height(names)).floor();
    let fit = fit.max(0.0) as usize;
    answer.rows.len().min(fit).min(names)
}

/// Notes of the picture itself at the size of its body.
pub(super) fn notes(answer: &Answer, height: f32, (k, names): (f32, usize)) -> Vec<String> {
    let mut notes = Vec::new();
    let goals = planned(answer).map_or(0, |planned| planned.needs.len());
    if goals > names {
        notes.push(format!(
            "Shown: the {names} of {goals} goals where the need is highest."
        ));
    }
    let shown = room(answer, height, k, names);
    if shown < answer.rows.len() {
        notes.push(format!(
            "Shown: {shown} of {}; all are in the table.",
            answer.rows.len()
        ));
    }
    notes
}

/// Paints need and action, then the plans that fit.
pub(super) fn paint(answer: &Answer, canvas: &Canvas, body: Rect) -> Vec<Mark> {
    let Some(planned) = planned(answer) else {
        return Vec::new();
    };
    let k = canvas.k;
    if !planned.needs.is_empty() {
        needs(&needs_shown(planned, canvas.names), canvas, body);
    }
    let top = body.top() + needs_height(planned, canvas.names) * k;
    let rows = Rect::from_min_max(pos2(body.left(), top), body.max);
    let count = room(answer, body.height(), k, canvas.names);
    if count == 0 {
        return Vec::new();
    }
    let edges = edges(rows);
    let titles = if planned.improved.is_empty() {
        ["Who and what", "So far", "Due", "Progress"]
    } else {
        ["Who and what they plan", "Change", "Latest", "Beside it"]
    };
    head(&titles, &edges, rows, canvas);
    let line = line_height(canvas.names);
    let mut marks = Vec::new();
    for (at, row) in answer.rows.iter().enumerate().take(count) {
        let rect = Rect::from_min_size(
            pos2(rows.left(), rows.top() + (HEAD + at as f32 * line) * k),
            vec2(rows.width(), line * k),
        );
        canvas.rule(
            rect.left(),
            rect.right(),
            rect.bottom(),
            canvas.palette.hairline,
        );
        let spoken = match (planned.plans.get(at), planned.improved.get(at)) {
            (Some(line), _) => plan(line, rect, &edges, canvas),
            (None, Some(one)) => improvement(row, one, rect, &edges, canvas),
            (None, None) => String::new(),
        };
        marks.push(Mark {
            row: at,
            rect,
            spoken,
        });
    }
    marks
}

/// Left and right edges of the four columns.
fn edges(rect: Rect) -> [(f32, f32); 4] {
    let at = |share: f32| rect.left() + rect.width() * share;
    [
        (at(0.0), at(0.36)),
        (at(0.38), at(0.63)),
        (at(0.65), at(0.78)),
        (at(0.80), at(1.0)),
    ]
}

fn head(titles: &[&str; 4], edges: &[(f32, f32); 4], rect: Rect, canvas: &Canvas) {
    let (k, palette) = (canvas.k, canvas.palette);
    let bar = Rect::from_min_size(rect.min, vec2(rect.width(), (HEAD - 2.0) * k));
    canvas.fill(bar, 4.0 * k, palette.panel);
    let style = Style::semibold(13.0 * k);
    for (at, (title, (left, right))) in titles.iter().zip(edges).enumerate() {
        let indent = if at == 0 { 8.0 * k } else { 0.0 };
        canvas.text(
            pos2(left + indent, bar.center().y),
            Anchor::Left,
            &style.fit(title, right - left - indent),
            style,
            palette.ink_2,
        );
    }
}

/// Two lines of words in a column: the first in ink, the second smaller. One that is too long for the column takes a third.
fn two_lines(words: [&str; 2], (left, right): (f32, f32), rect: Rect, canvas: &Canvas) {
    let (k, palette) = (canvas.k, canvas.palette);
    let width = right - left;
    let [first, second] = words;
    let (large, small) = (Style::semibold(14.0 * k), Style::regular(13.0 * k));
    let fit = large.width(first) <= width && small.width(second) <= width;
    let (large, small) = if fit {
        (large, small)
    } else {
        (
            Style::semibold(13.0 * k),
            Style::regular(canvas.least(12.0)),
        )
    };
    let first = large.wrap(first, width, 2);
    let second = small.wrap(second, width, if first.len() > 1 { 1 } else { 2 });
    let count = first.len() + second.len();
    let step = if count > 2 { 0.3 } else { 0.4 } * rect.height();
    let firsts = first.iter().map(|text| (text, large, palette.ink));
    let seconds = second.iter().map(|text| (text, small, palette.ink_2));
    let mut y = rect.center().y - step * (count.max(1) - 1) as f32 / 2.0;
    for (text, style, ink) in firsts.chain(seconds) {
        canvas.text(pos2(left, y), Anchor::Left, text, style, ink);
        y += step;
    }
}

fn plan(line: &PlanLine, rect: Rect, edges: &[(f32, f32); 4], canvas: &Canvas) -> String {
    let [who, so_far, due, progress] = *edges;
    let k = canvas.k;
    let (name, activity) = (line.who(), line.what());
    two_lines([&name, &activity], (who.0 + 8.0 * k, who.1), rect, canvas);
    let [first, second] = line.so_far();
    let shown = if first.is_empty() {
        "–"
    } else {
        first.as_str()
    };
    two_lines([shown, &second], so_far, rect, canvas);
    let when = line.due();
    let when = if when.is_empty() {
        "no date"
    } else {
        when.as_str()
    };
    two_lines([when, line.plan.status.in_words()], due, rect, canvas);
    let words = line.progress_in_words();
    bar(line, &words, progress, rect, canvas);
    format!("{name}: {activity}. {shown}, {second}. Due {when}. {words}.")
}

/// The share of the way as a bar, with the words below it. Without a share there is no bar, so that nothing looks like nought.
fn bar(line: &PlanLine, words: &str, (left, right): (f32, f32), rect: Rect, canvas: &Canvas) {
    let (k, palette) = (canvas.k, canvas.palette);
    let measured = matches!(line.progress, PlanProgress::Said(_));
    let Some(share) = line.share.filter(|_| measured) else {
        let style = Style::regular(13.0 * k);
        let lines = style.wrap(words, right - left, 2);
        for (text, at) in lines.iter().zip(0u8..) {
            let up = if lines.len() > 1 {
                0.32 + 0.36 * f32::from(at)
            } else {
                0.5
            };
            canvas.text(
                pos2(left, rect.top() + rect.height() * up),
                Anchor::Left,
                text,
                style,
                palette.muted,
            );
        }
        return;
    };
    let whole = Rect::from_min_max(
        pos2(left, rect.top() + rect.height() * 0.24 - 4.0 * k),
        pos2(right, rect.top() + rect.height() * 0.24 + 5.0 * k),
    );
    canvas.fill(whole, 4.0 * k, palette.hairline);
    let mut done = whole;
    done.max.x = whole.left() + whole.width() * share as f32;
    canvas.fill(done, 4.0 * k, palette.brand);
    let style = Style::regular(13.0 * k);
    canvas.text(
        pos2(left, rect.top() + rect.height() * 0.7),
        Anchor::Left,
        &style.fit(words, right - left),
        style,
        palette.ink,
    );
}

fn improvement(
    row: &Row,
    one: &Improvement,
    rect: Rect,
    edges: &[(f32, f32); 4],
    canvas: &Canvas,
) -> String {
    let [who, change, latest, beside] = *edges;
    let k = canvas.k;
    let plans = match one.plans.len() {
        0 => "no plan recorded".to_owned(),
        1 => "1 plan".to_owned(),
        many => format!("{many} plans"),
    };
    let first = one.plans.first().map_or("", String::as_str);
    two_lines(
        [&row.subject, first],
        (who.0 + 8.0 * k, who.1),
        rect,
        canvas,
    );
    let since = format!("from {}, {}", one.then, one.since);
    // The unit stands beside the change.
    let unit = format!(" {}", row.unit.text);
    let then = one.then.strip_suffix(&unit).unwrap_or(&one.then);
    let shown = format!("from {then}, {}", one.since);
    two_lines([&one.change, &shown], change, rect, canvas);
    let when = row
        .period
        .map_or_else(String::new, crate::domain::Period::label);
    let figure = row.shown_with_unit();
    let fits = Style::semibold(14.0 * k).width(&figure) <= latest.1 - latest.0;
    let shown = if fits { figure.clone() } else { row.shown() };
    two_lines([&shown, &when], latest, rect, canvas);
    two_lines([&plans, ""], beside, rect, canvas);
    format!(
        "{}: {} {since}, {figure} in {when}. {plans}. {first}",
        row.subject, one.change
    )
}

/// Need and action: a line a goal. Where need is high and nobody's plan is recorded, it is said in words.
fn needs(lines: &[&NeedLine], canvas: &Canvas, body: Rect) {
    let (k, palette) = (canvas.k, canvas.palette);
    let edges = edges(body);
    head(&["Goal", "Need", "Plans", "Who acts"], &edges, body, canvas);
    let style = Style::regular(13.0 * k);
    for (line, at) in lines.iter().zip(0u16..) {
        let y = body.top() + (HEAD + (f32::from(at) + 0.5) * NEED) * k;
        let write = |(left, right): (f32, f32), text: &str, style: Style, ink| {
            canvas.text(
                pos2(left, y),
                Anchor::Left,
                &style.fit(text, right - left),
                style,
                ink,
            );
        };
        let [goal, need, plans, who] = edges;
        let name = format!("{}  {}", line.goal, line.name);
        write((goal.0 + 8.0 * k, goal.1), &name, style, palette.ink);
        let said = match line.need {
            Need::NotKnown => "not known: no judged figures".to_owned(),
            _ => format!(
                "{}: {} of {} worse",
                line.need.label(),
                line.worse,
                line.judged
            ),
        };
        let strong = if line.need == Need::High {
            Style::semibold(13.0 * k)
        } else {
            style
        };
        write(need, &said, strong, palette.ink);
        write(plans, &line.plans.to_string(), style, palette.ink_2);
        let acting = match (line.is_open(), line.who.len()) {
            (true, _) => "no plan recorded".to_owned(),
            (false, 0) => "–".to_owned(),
            (false, _) => line.who.join(", "),
        };
        write(
            who,
            &acting,
            if line.is_open() { strong } else { style },
            palette.ink_2,
        );
        canvas.rule(
            body.left(),
            body.right(),
            y + NEED * k / 2.0,
            palette.hairline,
        );
    }
}
