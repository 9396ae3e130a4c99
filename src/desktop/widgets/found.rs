use std::sync::Arc;

use egui::{Context, Id};

#[derive(Clone, Debug, PartialEq, Eq)]
struct Asked {
    query: String,
    kind: usize,
    list: (usize, usize),
}

/// Indices of what fits a query, looked for again only when the query, the kind or the list has changed: lists of ten thousand
/// employers are shown in every frame.
pub(crate) fn found<T>(
    ctx: &Context,
    id: Id,
    (query, kind): (&str, usize),
    list: &[T],
    fits: impl Fn(usize, &T) -> bool,
) -> Arc<Vec<usize>> {
    let asked = Asked {
        query: query.to_owned(),
        kind,
        list: (list.as_ptr().addr(), list.len()),
    };
    let id = id.with("found");
    let known: Option<(Asked, Arc<Vec<usize>>)> = ctx.data_mut(|data| data.get_temp(id));
    if let Some((of, indices)) = known
        && of == asked
    {
        return indices;
    }
    let indices: Vec<usize> = list
        .iter()
        .enumerate()
        .filter(|(index, one)| fits(*index, one))
        .map(|(index, _)| index)
        .collect();
    let indices = Arc::new(indices);
    ctx.data_mut(|data| data.insert_temp(id, (asked, Arc::clone(&indices))));
    indices
}
