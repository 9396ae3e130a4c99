use egui::{
    Color32, Context, CornerRadius, FontFamily, FontId, Id, Margin, Shadow, Stroke, Style,
    TextStyle, Ui, Vec2, Visuals, vec2,
};

use crate::figures::{Palette, Theme, Weight};

/// Sizes of the shell, in points.
pub(crate) mod size {
    /// Width of the rail.
    pub(crate) const RAIL: f32 = 232.0;
    /// Height of the menu bar.
    pub(crate) const MENU_BAR: f32 = 36.0;
    /// Height of the context bar.
    pub(crate) const CONTEXT_BAR: f32 = 44.0;
    /// Height of the status bar.
    pub(crate) const STATUS_BAR: f32 = 28.0;
    /// Height of the bar of what can be done with an indicator.
    pub(crate) const ACTION_BAR: f32 = 48.0;
    /// Below this width the rail gives way: its places are in the menu too.
    pub(crate) const NARROW: f32 = 760.0;
    /// Below this height the bars go to the end of the content.
    pub(crate) const SHORT: f32 = 480.0;
    /// Space left and right of the content.
    pub(crate) const CONTENT_MARGIN: f32 = 20.0;
    /// Height of a control.
    pub(crate) const CONTROL: f32 = 32.0;
    /// Height of a compact control.
    pub(crate) const COMPACT: f32 = 28.0;
    /// Height of a row of a table.
    pub(crate) const ROW: f32 = 32.0;
    /// Height of the header of a table.
    pub(crate) const HEADER: f32 = 36.0;
    /// Radius of controls.
    pub(crate) const RADIUS: u8 = 4;
    /// Radius of cards and dialogs.
    pub(crate) const CARD_RADIUS: u8 = 8;
    /// Widest running text.
    pub(crate) const MEASURE: f32 = 640.0;
}

/// Type by meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Type {
    /// The finding of the first screen.
    Display,
    /// The title of a page.
    Title,
    /// The title of a part of it.
    Section,
    /// Running text and controls.
    Body,
    /// The same, with weight.
    Strong,
    /// Tables, axes and labels.
    Table,
    /// The same, with weight.
    TableStrong,
    /// Notes and sources.
    Note,
    /// The same, with weight.
    NoteStrong,
}

impl Type {
    /// The font.
    pub(crate) fn font(self) -> FontId {
        let (size, weight) = match self {
            Self::Display => (28.0, Weight::SemiBold),
            Self::Title => (20.0, Weight::SemiBold),
            Self::Section => (16.0, Weight::SemiBold),
            Self::Body => (15.0, Weight::Regular),
            Self::Strong => (15.0, Weight::SemiBold),
            Self::Table => (14.0, Weight::Regular),
            Self::TableStrong => (14.0, Weight::SemiBold),
            Self::Note => (13.0, Weight::Regular),
            Self::NoteStrong => (13.0, Weight::SemiBold),
        };
        FontId::new(size, weight.family())
    }
}

/// True where the window is so low that a figure would not fit below everything else: what frames it follows it then.
pub(crate) fn is_short(ctx: &Context) -> bool {
    ctx.content_rect().height() < size::SHORT
}

fn key() -> Id {
    Id::unique("levelbook theme")
}

/// The theme in use.
pub(crate) fn current(ctx: &Context) -> Theme {
    ctx.data(|data| data.get_temp::<Theme>(key()))
        .unwrap_or_default()
}

/// The colours in use.
pub(crate) fn palette(ui: &Ui) -> &'static Palette {
    current(ui.ctx()).palette()
}

/// Sets fonts once and the look of a theme.
pub(crate) fn apply(ctx: &Context, theme: Theme) {
    ctx.data_mut(|data| data.insert_temp(key(), theme));
    ctx.options_mut(|options| {
        options.zoom_with_keyboard = false;
        options.quit_shortcuts.clear();
    });
    ctx.set_theme(if theme == Theme::Light {
        egui::Theme::Light
    } else {
        egui::Theme::Dark
    });
    let palette = theme.palette();
    ctx.all_styles_mut(|style| restyle(style, palette, theme));
}

fn restyle(style: &mut Style, palette: &Palette, theme: Theme) {
    style.text_styles = [
        (TextStyle::Small, Type::Note.font()),
        (TextStyle::Body, Type::Body.font()),
        (TextStyle::Button, Type::Body.font()),
        (TextStyle::Heading, Type::Title.font()),
        (
            TextStyle::Monospace,
            FontId::new(14.0, FontFamily::Monospace),
        ),
    ]
    .into();
    style.interaction.selectable_labels = false;
    style.interaction.tooltip_delay = 0.3;
    style.animation_time = 0.0;
    style.scroll_animation = egui::style::ScrollAnimation::none();
    style.spacing.item_spacing = Vec2::splat(8.0);
    style.spacing.button_padding = vec2(12.0, 6.0);
    style.spacing.indent = 16.0;
    style.spacing.interact_size = vec2(24.0, size::CONTROL);
    style.spacing.window_margin = Margin::same(16);
    style.spacing.menu_margin = Margin::same(6);
    style.spacing.tooltip_width = 360.0;
    style.visuals = visuals(palette, theme);
}

fn visuals(palette: &Palette, theme: Theme) -> Visuals {
    let mut visuals = if theme == Theme::Light {
        Visuals::light()
    } else {
        Visuals::dark()
    };
    let radius = CornerRadius::same(size::RADIUS);
    let edge = Stroke::new(f32::from(palette.stroke), palette.control_border);
    visuals.override_text_color = Some(palette.ink);
    visuals.panel_fill = palette.ground;
    visuals.window_fill = palette.ground;
    visuals.window_stroke = Stroke::new(f32::from(palette.stroke), palette.hairline);
    visuals.window_corner_radius = CornerRadius::same(size::CARD_RADIUS);
    visuals.menu_corner_radius = CornerRadius::same(size::CARD_RADIUS);
    let shadow = Shadow {
        offset: [0, 4],
        blur: 16,
        spread: 0,
        color: Color32::from_black_alpha(if theme == Theme::Light { 40 } else { 120 }),
    };
    visuals.popup_shadow = shadow;
    visuals.window_shadow = shadow;
    visuals.extreme_bg_color = palette.ground;
    visuals.text_edit_bg_color = Some(palette.ground);
    visuals.faint_bg_color = palette.panel;
    visuals.code_bg_color = palette.panel;
    visuals.hyperlink_color = palette.link;
    visuals.warn_fg_color = palette.warning;
    visuals.error_fg_color = palette.error;
    visuals.selection.bg_fill = palette.selected;
    visuals.selection.stroke = Stroke::new(1.0, palette.on_selected);
    visuals.text_cursor.stroke = Stroke::new(2.0, palette.ink);
    for widget in [
        &mut visuals.widgets.noninteractive,
        &mut visuals.widgets.inactive,
        &mut visuals.widgets.hovered,
        &mut visuals.widgets.active,
        &mut visuals.widgets.open,
    ] {
        widget.corner_radius = radius;
        widget.bg_stroke = edge;
        widget.fg_stroke = Stroke::new(1.0, palette.ink);
        widget.bg_fill = palette.panel;
        widget.weak_bg_fill = palette.ground;
        widget.expansion = 0.0;
    }
    visuals.widgets.noninteractive.bg_stroke = Stroke::new(1.0, palette.hairline);
    visuals
}
