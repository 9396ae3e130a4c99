//! The regions of the window, between which F6 and Shift+F6 take the focus; Tab goes on inside.

use egui::{Context, Id, Key, Modifiers, Rect, Role, Sense, Ui, WidgetInfo, vec2};

use crate::desktop::widgets::ring;

/// A region that the focus can be taken to, in the order of reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::desktop) enum Region {
    Menu,
    Rail,
    Context,
    Content,
    Actions,
}

impl Region {
    /// As a screen reader says it.
    fn name(self) -> &'static str {
        match self {
            Self::Menu => "Menus and search",
            Self::Rail => "Screens",
            Self::Context => "Place, comparison, period and people",
            Self::Content => "Content",
            Self::Actions => "Actions",
        }
    }

    fn id(self) -> Id {
        Id::unique(("region", self.name()))
    }
}

/// The regions of a frame, with where they lie. Keys are heard before any of the next frame is there.
#[derive(Clone, Debug, Default)]
struct Seen {
    pass: u64,
    regions: Vec<(Region, Rect)>,
}

fn key() -> Id {
    Id::unique("regions")
}

/// Begins a region: where it has the focus it is named and has a ring.
pub(in crate::desktop) fn region(ui: &mut Ui, region: Region) {
    let rect = ui.max_rect();
    let ctx = ui.ctx().clone();
    let pass = ctx.cumulative_pass_nr();
    ctx.data_mut(|data| {
        let seen = data.get_temp_mut_or_default::<Seen>(key());
        if seen.pass != pass {
            seen.pass = pass;
            seen.regions.clear();
        }
        seen.regions.push((region, rect));
    });
    let id = region.id();
    if ctx.memory(|memory| memory.has_focus(id)) {
        let at = Rect::from_min_size(rect.min, vec2(1.0, 1.0));
        ui.interact(at, id, Sense::focusable_noninteractive())
            .widget_info(|| WidgetInfo::labeled(Role::Group, true, region.name()));
        ring(ui, rect.shrink(6.0), 4.0);
    }
}

/// Takes the focus to the next region, or the one before, where F6 is pressed.
pub(super) fn region_keys(ctx: &Context) {
    // With Shift first, since a key alone also fits with Shift added.
    let back = ctx.input_mut(|input| input.consume_key(Modifiers::SHIFT, Key::F6));
    let forward = !back && ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::F6));
    if !forward && !back {
        return;
    }
    let seen: Seen = ctx.data(|data| data.get_temp(key())).unwrap_or_default();
    let mut regions = seen.regions;
    regions.sort_by_key(|(region, _)| *region);
    let focus = ctx.memory(egui::Memory::focused);
    let lies = focus
        .and_then(|id| ctx.read_response(id))
        .map(|at| at.rect.center());
    let here = regions.iter().position(|(region, rect)| {
        focus == Some(region.id()) || lies.is_some_and(|at| rect.contains(at))
    });
    let count = regions.len();
    let next = match here {
        Some(at) if forward => at + 1,
        Some(at) => at + count.saturating_sub(1),
        None => regions
            .iter()
            .position(|(region, _)| *region == Region::Content)
            .unwrap_or(0),
    };
    let Some((region, _)) = next.checked_rem(count).and_then(|at| regions.get(at)) else {
        return;
    };
    ctx.memory_mut(|memory| memory.request_focus(region.id()));
}
