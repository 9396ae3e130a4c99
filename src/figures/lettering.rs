use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use egui::epaint::text::Fonts;
use egui::{FontData, FontDefinitions, FontFamily, FontId};

/// A font as `assets/pack.rs` packs it.
macro_rules! packed {
    ($name:literal) => {
        include_bytes!(concat!(env!("OUT_DIR"), "/", $name, ".zst"))
    };
}

/// The font for signs that Open Sans lacks, and for columns of equal width.
const SIGNS: &str = "Hack";

/// Longest text that is laid out; what is longer is cut before it costs anything.
pub(super) const LONGEST: usize = 600;

/// Weight of letters. egui has no weights, so each is a family of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// Running text.
    Regular,
    /// Titles and headings of columns.
    SemiBold,
    /// The subject in focus.
    Bold,
}

impl Weight {
    /// The family that [`fonts`] puts the weight under.
    pub fn family(self) -> FontFamily {
        match self {
            Self::Regular => FontFamily::Proportional,
            Self::SemiBold => FontFamily::Name("semibold".into()),
            Self::Bold => FontFamily::Name("bold".into()),
        }
    }

    /// The number that CSS and SVG give the weight.
    pub fn css(self) -> u16 {
        match self {
            Self::Regular => 400,
            Self::SemiBold => 600,
            Self::Bold => 700,
        }
    }

    /// The weight whose family this is.
    pub fn of(family: &FontFamily) -> Self {
        [Self::SemiBold, Self::Bold]
            .into_iter()
            .find(|weight| weight.family() == *family)
            .unwrap_or(Self::Regular)
    }
}

/// Open Sans in three weights with Hack behind it for signs: the same in the window and on paper. The digits of Open Sans are
/// all of one width. It has no ▲ ▼ ● ◆ ✓ →: those are painted as shapes.
pub fn fonts() -> FontDefinitions {
    static FONTS: LazyLock<FontDefinitions> = LazyLock::new(unpacked);
    FONTS.clone()
}

fn unpacked() -> FontDefinitions {
    let mut fonts = FontDefinitions::empty();
    let mut add = |name: &str, packed: &[u8]| {
        let unpacked = zstd::decode_all(packed);
        debug_assert!(unpacked.is_ok(), "{name} is packed by our own hand");
        let font = Arc::new(FontData::from_owned(unpacked.unwrap_or_default()));
        fonts.font_data.insert(name.to_owned(), font);
    };
    add(SIGNS, packed!("Hack-Regular"));
    add("Open Sans", packed!("OpenSans-Regular"));
    add("Open Sans SemiBold", packed!("OpenSans-SemiBold"));
    add("Open Sans Bold", packed!("OpenSans-Bold"));
    fonts
        .families
        .insert(FontFamily::Monospace, vec![SIGNS.to_owned()]);
    for (name, weight) in [
        ("Open Sans", Weight::Regular),
        ("Open Sans SemiBold", Weight::SemiBold),
        ("Open Sans Bold", Weight::Bold),
    ] {
        // The heavier ones have Latin letters alone; those of other scripts are written in the regular weight.
        let mut chain = vec![name.to_owned(), "Open Sans".to_owned(), SIGNS.to_owned()];
        chain.dedup();
        fonts.families.insert(weight.family(), chain);
    }
    fonts
}

/// Size and weight of a text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Style {
    /// Height in points.
    pub size: f32,
    /// Weight.
    pub weight: Weight,
}

impl Style {
    /// Running text of a size.
    pub fn regular(size: f32) -> Self {
        Self {
            size,
            weight: Weight::Regular,
        }
    }

    /// Semibold text of a size.
    pub fn semibold(size: f32) -> Self {
        Self {
            size,
            weight: Weight::SemiBold,
        }
    }

    /// Bold text of a size.
    pub fn bold(size: f32) -> Self {
        Self {
            size,
            weight: Weight::Bold,
        }
    }

    /// The font as egui names it.
    pub fn font(self) -> FontId {
        FontId::new(self.size, self.weight.family())
    }

    /// Height of a line of it.
    pub fn line(self) -> f32 {
        (self.size * 1.3).ceil()
    }

    /// Width of a text on one line. It is known without a window, so that everything can be placed before it is painted.
    pub fn width(self, text: &str) -> f32 {
        let widths = match self.weight {
            Weight::Regular => &WIDTHS.0,
            Weight::SemiBold => &WIDTHS.1,
            Weight::Bold => &WIDTHS.2,
        };
        let ems: f32 = text
            .chars()
            .map(|c| {
                let unknown = if c < '\u{2E80}' { 0.65 } else { 1.05 };
                widths.get(&c).copied().unwrap_or(unknown)
            })
            .sum();
        ems * self.size
    }

    /// The same in smaller letters where a text is wider than `width`, but no smaller than `least`.
    #[must_use]
    pub fn within(self, text: &str, width: f32, least: f32) -> Self {
        let needed = self.width(text);
        if needed <= width {
            return self;
        }
        Self {
            size: (self.size * width / needed * 0.995).max(least.min(self.size)),
            ..self
        }
    }

    /// The text, cut with an ellipsis where it is wider than `width`.
    pub fn fit(self, text: &str, width: f32) -> String {
        let text = clean(text);
        if self.width(&text) <= width {
            return text;
        }
        let mut kept = String::new();
        for c in text.chars() {
            kept.push(c);
            if self.width(&kept) + self.width("…") > width {
                kept.pop();
                break;
            }
        }
        if kept.is_empty() && width < self.width("…") {
            return String::new();
        }
        kept.truncate(kept.trim_end().len());
        kept.push('…');
        kept
    }

    /// The text in lines no wider than `width`, at most `lines` of them; the last is cut with an ellipsis.
    pub fn wrap(self, text: &str, width: f32, lines: usize) -> Vec<String> {
        let text = clean(text);
        let mut out: Vec<String> = Vec::new();
        let mut line = String::new();
        let mut words = text.split(' ').filter(|word| !word.is_empty()).peekable();
        while let Some(word) = words.next() {
            let longer = if line.is_empty() {
                word.to_owned()
            } else {
                format!("{line} {word}")
            };
            if self.width(&longer) <= width {
                line = longer;
            } else if out.len() + 1 >= lines {
                let rest = words.by_ref().fold(longer, |all, next| all + " " + next);
                line = self.fit(&rest, width);
            } else {
                if !line.is_empty() {
                    out.push(std::mem::take(&mut line));
                }
                line = self.fit(word, width);
            }
        }
        if !line.is_empty() {
            out.push(line);
        }
        out.truncate(lines);
        out
    }
}

/// A text as it may be painted: marks of direction and control characters become visible, and it has an end.
pub fn clean(text: &str) -> String {
    text.chars()
        .take(LONGEST)
        .map(|c| match c {
            '\t' | '\n' | '\r' => ' ',
            '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => '�',
            c if c.is_control() => '�',
            c => c,
        })
        .collect()
}

type Widths = BTreeMap<char, f32>;

/// Widths of the letters of our languages in the three weights, in ems.
static WIDTHS: LazyLock<(Widths, Widths, Widths)> = LazyLock::new(|| {
    let mut laid = Fonts::new(egui::epaint::TextOptions::default(), fonts());
    let mut widths = |style: Style| -> Widths {
        let mut view = laid.with_pixels_per_point(1.0);
        ('\u{20}'..'\u{250}')
            .chain('\u{1E80}'..'\u{1EF4}')
            .chain('\u{2010}'..'\u{2045}')
            .chain(['€', '−', '≥', '≤', '±', '→', '�'])
            .map(|c| (c, view.glyph_width(&style.font(), c) / style.size))
            .collect()
    };
    (
        widths(Style::regular(100.0)),
        widths(Style::semibold(100.0)),
        widths(Style::bold(100.0)),
    )
});

#[cfg(test)]
mod tests {
    use super::{Style, clean};

    #[test]
    fn digits_are_all_of_one_width() {
        for style in [
            Style::regular(14.0),
            Style::semibold(14.0),
            Style::bold(14.0),
        ] {
            let one = style.width("1");
            assert!(one > 5.0);
            for digit in "023456789".chars() {
                assert!((style.width(&digit.to_string()) - one).abs() < 0.01);
            }
        }
    }

    #[test]
    fn letters_that_the_heavier_weights_lack_are_those_of_the_regular_one() {
        for word in ["Київ", "Αθήνα"] {
            let regular = Style::regular(14.0).width(word);
            assert!((Style::bold(14.0).width(word) - regular).abs() < 0.01);
        }
        let name = "Ynys Môn, Ŵyr";
        assert!(Style::bold(14.0).width(name) > Style::regular(14.0).width(name));
    }

    #[test]
    fn a_text_is_cut_to_its_width_and_to_its_lines() {
        let style = Style::regular(14.0);
        let name = "Bournemouth, Christchurch and Poole Combined Authority";
        let cut = style.fit(name, 120.0);
        assert!(cut.ends_with('…') && style.width(&cut) <= 120.0, "{cut}");
        assert_eq!(style.fit("York", 120.0), "York");
        let lines = style.wrap(name, 120.0, 2);
        assert_eq!(lines.len(), 2);
        assert!(lines.iter().all(|line| style.width(line) <= 120.0));
        assert_eq!(
            style.wrap(&"a".repeat(100_000), 100.0, 3).len(),
            1,
            "one word stays one line"
        );
    }

    #[test]
    fn marks_that_turn_text_round_are_shown() {
        assert_eq!(clean("a\u{202E}b\u{7}\nc"), "a�b� c");
    }
}
