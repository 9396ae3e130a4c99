use egui::Rect;

/// Where the columns lie. A column without room is none.
pub(super) struct Columns {
    pub(super) name: (f32, f32),
    pub(super) trend: Option<(f32, f32)>,
    pub(super) spread: Option<(f32, f32)>,
    pub(super) value: f32,
    pub(super) benchmark: Option<f32>,
    pub(super) judgement: f32,
    pub(super) words: bool,
    pub(super) gap: Option<f32>,
    pub(super) closing: Option<f32>,
}

/// Whether there is room for the spread beside a name that can be read: in front of a room letters are too large for both.
pub(super) fn has_spread(width: f32, k: f32, is_near: bool) -> bool {
    is_near && width > 860.0 * k
}

/// Places the columns; where it is narrow, or read from far away, fewer of them.
pub(super) fn columns(body: Rect, k: f32, is_near: bool) -> Columns {
    let width = body.width() / k;
    let with_spread = has_spread(body.width(), k, is_near);
    let words = width > 520.0;
    let mut right = body.right();
    let mut take = |shown: bool, width: f32| {
        shown.then(|| {
            right -= width * k;
            right
        })
    };
    let closing = take(width > 720.0, 126.0);
    let gap = take(width > 520.0, 12.0);
    take(gap.is_some(), 78.0);
    let judgement = take(true, if words { 110.0 } else { 22.0 }).unwrap_or(0.0);
    take(true, 16.0);
    let benchmark = take(width > 620.0, 0.0);
    take(benchmark.is_some(), 72.0);
    let value = take(true, 0.0).unwrap_or(0.0);
    take(true, 84.0);
    let free = right - body.left();
    let name = (
        body.left(),
        body.left() + free * if with_spread { 0.34 } else { 0.6 },
    );
    let trend = (free > 150.0 * k).then(|| {
        let left = name.1 + 14.0 * k;
        let end = if with_spread {
            left + free * 0.235
        } else {
            right
        };
        (left, end)
    });
    let spread = with_spread.then_some((name.1 + free * 0.235 + 30.0 * k, right));
    Columns {
        name,
        trend,
        spread,
        value,
        benchmark,
        judgement,
        words,
        gap,
        closing,
    }
}
