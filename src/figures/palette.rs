#![allow(
    clippy::disallowed_methods,
    reason = "this is the one place where colours are spelled out"
)]

use std::sync::LazyLock;

use egui::Color32;

/// A set of colours.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Theme {
    /// Dark on white; the default, since projectors wash out dark themes.
    #[default]
    Light,
    /// Light on near-black.
    Dark,
    /// White on black, thick borders.
    Contrast,
}

/// Colours by role. A literal colour stands nowhere else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Palette {
    /// Behind charts and content.
    pub ground: Color32,
    /// Behind rail, bars and cards.
    pub panel: Color32,
    /// Text.
    pub ink: Color32,
    /// Subtitles.
    pub ink_2: Color32,
    /// Notes and axes.
    pub muted: Color32,
    /// Borders of controls.
    pub control_border: Color32,
    /// Rules and grids: decoration.
    pub hairline: Color32,
    /// Filled primary controls and the subject in focus.
    pub brand: Color32,
    /// Text on `brand`.
    pub on_brand: Color32,
    /// Behind a selected row.
    pub selected: Color32,
    /// Text of a selected row.
    pub on_selected: Color32,
    /// Links.
    pub link: Color32,
    /// The focus ring, inner line.
    pub focus: Color32,
    /// The focus ring, outer line.
    pub focus_outer: Color32,
    /// Done.
    pub success: Color32,
    /// Behind what is done.
    pub success_fill: Color32,
    /// Look here.
    pub warning: Color32,
    /// Behind a warning.
    pub warning_fill: Color32,
    /// Something failed.
    pub error: Color32,
    /// Behind an error.
    pub error_fill: Color32,
    /// Better than the benchmark.
    pub better: Color32,
    /// Similar to the benchmark.
    pub similar: Color32,
    /// Worse than the benchmark.
    pub worse: Color32,
    /// Series 1 to 6.
    pub series: [Color32; 6],
    /// Context that has a name, the benchmark among it.
    pub named: Color32,
    /// The crowd.
    pub crowd: Color32,
    /// Five steps from little to much.
    pub sequential: [Color32; 5],
    /// Text on the five steps.
    pub on_sequential: [Color32; 5],
    /// Five steps from worse to better.
    pub diverging: [Color32; 5],
    /// Text on the five steps.
    pub on_diverging: [Color32; 5],
    /// Thickness of borders, in points.
    pub stroke: u8,
}

const fn rgb(hex: u32) -> Color32 {
    Color32::from_rgb((hex >> 16) as u8, (hex >> 8) as u8, hex as u8)
}

fn rgbs<const N: usize>(hex: [u32; N]) -> [Color32; N] {
    hex.map(rgb)
}

const INK: u32 = 0x000B_0C0C;
const WHITE: u32 = 0x00FF_FFFF;

static LIGHT: LazyLock<Palette> = LazyLock::new(|| Palette {
    ground: rgb(WHITE),
    panel: rgb(0x00F3_F4F6),
    ink: rgb(INK),
    ink_2: rgb(0x0041_4B56),
    muted: rgb(0x005B_6670),
    control_border: rgb(0x0077_828C),
    hairline: rgb(0x00D9_DDE1),
    brand: rgb(0x0012_436D),
    on_brand: rgb(WHITE),
    selected: rgb(0x00E8_EEF4),
    on_selected: rgb(0x0012_436D),
    link: rgb(0x001D_5FA0),
    focus: rgb(0x00FF_DD00),
    focus_outer: rgb(INK),
    success: rgb(0x0000_695C),
    success_fill: rgb(0x00E3_F3F0),
    warning: rgb(0x008A_4B00),
    warning_fill: rgb(0x00FF_F3D6),
    error: rgb(0x00B3_261E),
    error_fill: rgb(0x00FC_E8E6),
    better: rgb(0x0020_73BC),
    similar: rgb(0x0063_6B76),
    worse: rgb(0x00B8_470B),
    series: rgbs([
        0x0012_436D,
        0x0028_A197,
        0x0080_1650,
        0x00F4_6A25,
        0x003D_3D3D,
        0x00A2_85D1,
    ]),
    named: rgb(0x007A_8691),
    crowd: rgb(0x00BF_BFBF),
    sequential: rgbs([
        0x00DC_EAF7,
        0x00A9_CBEB,
        0x006B_ACE6,
        0x0020_73BC,
        0x0012_436D,
    ]),
    on_sequential: rgbs([INK, INK, INK, WHITE, WHITE]),
    diverging: rgbs([
        0x00B8_470B,
        0x00F2_A477,
        0x00ED_EFF1,
        0x008D_BBE6,
        0x001B_62A6,
    ]),
    on_diverging: rgbs([WHITE, INK, INK, INK, WHITE]),
    stroke: 1,
});

static DARK: LazyLock<Palette> = LazyLock::new(|| Palette {
    ground: rgb(0x0014_181D),
    panel: rgb(0x001D_232A),
    ink: rgb(0x00F2_F4F5),
    ink_2: rgb(0x00C9_D0D6),
    muted: rgb(0x00A3_ADB6),
    control_border: rgb(0x006F_7B86),
    hairline: rgb(0x0034_3C45),
    brand: rgb(0x006B_ACE6),
    on_brand: rgb(INK),
    selected: rgb(0x0024_405A),
    on_selected: rgb(0x00F2_F4F5),
    link: rgb(0x008C_C1F0),
    focus: rgb(0x00FF_DD00),
    focus_outer: rgb(0x0014_181D),
    success: rgb(0x005F_D0B5),
    success_fill: rgb(0x001D_232A),
    warning: rgb(0x00F5_B94A),
    warning_fill: rgb(0x001D_232A),
    error: rgb(0x00FF_8A80),
    error_fill: rgb(0x001D_232A),
    better: rgb(0x006B_ACE6),
    similar: rgb(0x009A_A4AE),
    worse: rgb(0x00F5_8B54),
    series: rgbs([
        0x008C_C8FF,
        0x00F4_6A25,
        0x00F5_E6A8,
        0x00A2_85D1,
        0x0028_A197,
        0x00F2_F4F5,
    ]),
    named: rgb(0x008A_939B),
    crowd: rgb(0x005F_6B76),
    sequential: rgbs([
        0x0012_436D,
        0x0020_73BC,
        0x006B_ACE6,
        0x00A9_CBEB,
        0x00DC_EAF7,
    ]),
    on_sequential: rgbs([WHITE, WHITE, INK, INK, INK]),
    diverging: LIGHT.diverging,
    on_diverging: LIGHT.on_diverging,
    stroke: 1,
});

static CONTRAST: LazyLock<Palette> = LazyLock::new(|| Palette {
    ground: rgb(0),
    panel: rgb(0),
    ink: rgb(WHITE),
    ink_2: rgb(WHITE),
    muted: rgb(WHITE),
    control_border: rgb(WHITE),
    hairline: rgb(WHITE),
    brand: rgb(0x00FF_D400),
    on_brand: rgb(0),
    selected: rgb(0x0024_405A),
    on_selected: rgb(WHITE),
    link: rgb(0x00FF_D400),
    focus: rgb(0x00FF_DD00),
    focus_outer: rgb(WHITE),
    success: rgb(WHITE),
    success_fill: rgb(0),
    warning: rgb(0x00FF_D400),
    warning_fill: rgb(0),
    error: rgb(0x00FF_9E4A),
    error_fill: rgb(0),
    better: rgb(0x005C_C8FF),
    similar: rgb(WHITE),
    worse: rgb(0x00FF_9E4A),
    series: rgbs([
        0x00FF_D400,
        0x005C_C8FF,
        WHITE,
        0x00FF_9E4A,
        0x0028_A197,
        0x00A2_85D1,
    ]),
    named: rgb(WHITE),
    crowd: rgb(0x005F_6B76),
    sequential: DARK.sequential,
    on_sequential: DARK.on_sequential,
    diverging: LIGHT.diverging,
    on_diverging: LIGHT.on_diverging,
    stroke: 2,
});

impl Theme {
    /// All themes.
    pub const ALL: [Self; 3] = [Self::Light, Self::Dark, Self::Contrast];

    /// The stable text: `light`, `dark`, `contrast`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
            Self::Contrast => "contrast",
        }
    }

    /// Reads what [`Theme::code`] writes.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|theme| theme.code() == code)
    }

    /// The theme's colours.
    pub fn palette(self) -> &'static Palette {
        match self {
            Self::Light => &LIGHT,
            Self::Dark => &DARK,
            Self::Contrast => &CONTRAST,
        }
    }
}
