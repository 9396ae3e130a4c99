use std::collections::HashMap;

/// The units that remarks over or under the names give to the columns that stand together with their own.
pub(super) fn of_remarks(
    remarks: &[(u32, String)],
    pieces: &[Vec<String>],
) -> HashMap<u32, String> {
    let named = |column: u32| {
        pieces
            .get(column as usize)
            .is_some_and(|list| !list.is_empty())
    };
    let mut units = HashMap::new();
    for (at, text) in remarks {
        let Some(unit) = unit_of(text) else {
            continue;
        };
        let left = (0..=*at).rev().take_while(|column| named(*column));
        let right = (*at + 1..).take_while(|column| named(*column));
        for column in left.chain(right) {
            units.entry(column).or_insert_with(|| unit.clone());
        }
    }
    units
}

/// Takes pieces that are nothing but a unit out of the names of columns.
pub(super) fn of_pieces(pieces: &mut [Vec<String>], units: &mut HashMap<u32, String>) {
    for (column, list) in (0..).zip(pieces) {
        if list.len() < 2 {
            continue;
        }
        if let Some(last) = list.last().filter(|last| is_sign(bare(last))) {
            units.insert(column, bare(last).to_owned());
            list.pop();
        }
        let says_per_cent = |piece: &String| {
            let low = piece.to_lowercase();
            matches!(
                low.trim_end_matches(|c: char| c.is_ascii_digit()),
                "percentage" | "per cent"
            )
        };
        if list.len() > 1 && list.iter().any(says_per_cent) {
            list.retain(|piece| !says_per_cent(piece));
            units.entry(column).or_insert_with(|| "%".to_owned());
        }
    }
}

/// A unit without the brackets around it: `(£)`.
fn bare(text: &str) -> &str {
    text.strip_prefix('(')
        .and_then(|rest| rest.strip_suffix(')'))
        .unwrap_or(text)
}

fn is_sign(text: &str) -> bool {
    matches!(
        text,
        "%" | "£" | "£m" | "£000s" | "£000" | "£ million" | "£ thousand"
    )
}

/// The unit that a remark states: `percentage of dwellings` is `%`, `area (millions of hectares)` is `millions of hectares`.
/// A remark that names a place counts people in words that publishers leave standing over other units, so it states none.
fn unit_of(text: &str) -> Option<String> {
    let low = text.to_lowercase();
    if [
        "kingdom", "england", "britain", "wales", "scotland", "ireland",
    ]
    .iter()
    .any(|place| low.contains(place))
    {
        return None;
    }
    if low.starts_with("percentage") || low.starts_with("per cent") || low.trim() == "%" {
        return Some("%".to_owned());
    }
    if let Some((_, inside)) = text.split_once('(') {
        return inside
            .split(')')
            .next()
            .map(str::trim)
            .filter(|unit| !unit.is_empty())
            .map(str::to_owned);
    }
    is_sign(text.trim())
        .then(|| text.trim().to_owned())
        .or_else(|| {
            ["thousands", "millions"]
                .contains(&low.trim())
                .then_some(low)
        })
}
