use std::sync::Arc;

use egui::{Context, Id};

#[derive(Clone, Debug, PartialEq, Eq)]
struct Asked {
    query: String,
    kind: usize,
    list: (usize, usize),
}

/// Indices of what fits a query, the nearest first and what is as near in the list's own order; looked for again only when the query, the kind or the list has changed: lists of ten thousand
/// employers are shown in every frame.
pub(crate) fn found<T, N: Ord>(
    ctx: &Context,
    id: Id,
    (query, kind): (&str, usize),
    list: &[T],
    nearness: impl Fn(usize, &T) -> Option<N>,
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
    let mut fitting: Vec<(N, usize)> = list
        .iter()
        .enumerate()
        .filter_map(|(index, one)| Some((nearness(index, one)?, index)))
        .collect();
    fitting.sort();
    let indices: Vec<usize> = fitting.into_iter().map(|(_, index)| index).collect();
    let indices = Arc::new(indices);
    ctx.data_mut(|data| data.insert_temp(id, (asked, Arc::clone(&indices))));
    indices
}
