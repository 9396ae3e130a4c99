//! Whole numbers, numbers and texts in as few bytes as they need, for what is kept a million times.

/// Powers of ten that a number holds exactly.
const TENS: [f64; 7] = [1.0, 10.0, 100.0, 1e3, 1e4, 1e5, 1e6];
/// Digits up to here are kept as a whole number.
const MOST_DIGITS: f64 = 1e15;
/// What [`digits_of`] gives for a number with too many digits: its bits have to be kept. It says seven decimals, which no
/// digits have.
pub(super) const BITS: u64 = 7 << 1;

/// Adds a whole number: seven bits a byte, the lowest first.
#[inline]
pub(super) fn put_whole(bytes: &mut Vec<u8>, mut number: u64) {
    while number > 0x7f {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

/// The digits of a number, how many of them are decimals, and its sign, as one whole number; or [`BITS`].
pub(super) fn digits_of(value: f64) -> u64 {
    (0..TENS.len())
        .find_map(|decimals| digits_with(value, decimals))
        .unwrap_or(BITS)
}

/// The same for a number among others: `before` is how many decimals the one before had, and is told of this one. Most columns
/// have the same everywhere.
#[inline]
pub(super) fn digits_like(value: f64, before: &mut usize) -> u64 {
    if let Some(digits) = digits_with(value, *before) {
        return digits;
    }
    let digits = digits_of(value);
    if digits != BITS {
        *before = (digits >> 1 & 7) as usize;
    }
    digits
}

/// The digits with so many decimals, where they give back the very number.
#[inline]
fn digits_with(value: f64, decimals: usize) -> Option<u64> {
    let ten = TENS.get(decimals)?;
    let scaled = value * ten;
    if scaled.is_nan() || scaled.abs() > MOST_DIGITS {
        return None;
    }
    let digits = (scaled + 0.5_f64.copysign(scaled)) as i64;
    let negative = u64::from(digits < 0);
    ((digits as f64 / ten).to_bits() == value.to_bits())
        .then(|| digits.unsigned_abs() << 4 | (decimals as u64) << 1 | negative)
}

/// Bytes that are read from the front; none where they break off or say what cannot be.
#[derive(Clone, Copy, Debug)]
pub(super) struct Packed<'a>(pub(super) &'a [u8]);

impl<'a> Packed<'a> {
    #[inline]
    pub(super) fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (first, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(*first)
    }

    /// What [`put_whole`] added: mostly one byte.
    #[inline]
    pub(super) fn whole(&mut self) -> Option<u64> {
        match self.0.split_first() {
            Some((byte, rest)) if byte & 0x80 == 0 => {
                self.0 = rest;
                Some(u64::from(*byte))
            }
            _ => self.long_whole(),
        }
    }

    fn long_whole(&mut self) -> Option<u64> {
        let mut value = 0;
        let mut shift = 0;
        loop {
            let [byte] = self.take()?;
            value |= u64::from(byte & 0x7f).checked_shl(shift)?;
            if byte & 0x80 == 0 {
                return Some(value);
            }
            shift += 7;
        }
    }

    /// The number whose digits, as [`digits_of`] gives them, were read already; its bits follow where it has too many.
    #[inline]
    pub(super) fn number(&mut self, digits: u64) -> Option<f64> {
        if digits == BITS {
            return Some(f64::from_bits(u64::from_le_bytes(self.take()?)));
        }
        let value = (digits >> 4) as f64 / TENS.get((digits >> 1 & 7) as usize)?;
        Some(if digits & 1 == 1 { -value } else { value })
    }

    /// A text of so many bytes.
    #[inline]
    pub(super) fn text(&mut self, length: u64) -> Option<&'a str> {
        let (text, rest) = self.0.split_at_checked(usize::try_from(length).ok()?)?;
        self.0 = rest;
        std::str::from_utf8(text).ok()
    }
}
