use crate::domain::{Polarity, slug};
use crate::import::units::spaced;

/// The code that a name gives.
pub(super) fn code_of(name: &str) -> String {
    slug(&spaced(name).replace('%', " percent "))
}

/// Our own codes, and the signs of ONS files.
pub(super) fn polarity_of(text: &str) -> Option<Polarity> {
    match text.trim() {
        "" => None,
        "1" | "+1" => Some(Polarity::Higher),
        "-1" => Some(Polarity::Lower),
        "0" => Some(Polarity::None),
        other => Polarity::from_code(&other.to_lowercase()),
    }
}

/// Decimals that a number is written with.
pub(super) fn decimals_of(text: &str) -> u8 {
    let fraction = text.rsplit_once('.').map_or("", |(_, fraction)| fraction);
    u8::try_from(fraction.bytes().take_while(u8::is_ascii_digit).count()).unwrap_or(9)
}
