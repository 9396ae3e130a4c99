//! The records of a workbook in the old format, and the texts in them. Nothing that a record says of itself is believed: no more is
//! held than its bytes are.

use encoding_rs::Encoding;

/// Kind of a record that continues the one before it.
const CONTINUED: u16 = 0x003C;

/// A record, with the bytes that follow it.
#[derive(Clone, Copy)]
pub(super) struct Record<'a> {
    pub(super) kind: u16,
    pub(super) bytes: &'a [u8],
    after: &'a [u8],
}

impl<'a> Record<'a> {
    fn first(rest: &'a [u8]) -> Option<Self> {
        let (kind, length) = (short_at(rest, 0)?, short_at(rest, 2)?);
        let (bytes, after) = rest.get(4..)?.split_at_checked(usize::from(length))?;
        Some(Self { kind, bytes, after })
    }

    pub(super) fn short(&self, at: usize) -> Option<u16> {
        short_at(self.bytes, at)
    }

    /// Its bytes from here on, and those of the records that continue it.
    pub(super) fn pieces(&self, from: usize) -> Pieces<'a> {
        Pieces {
            piece: self.bytes.get(from..).unwrap_or_default(),
            after: self.after,
        }
    }
}

/// The records of a stream, as far as they are whole.
pub(super) struct Records<'a>(pub(super) &'a [u8]);

impl<'a> Iterator for Records<'a> {
    type Item = Record<'a>;

    fn next(&mut self) -> Option<Record<'a>> {
        let record = Record::first(self.0)?;
        self.0 = record.after;
        Some(record)
    }
}

pub(super) fn short_at(bytes: &[u8], at: usize) -> Option<u16> {
    let two = bytes.get(at..)?.first_chunk::<2>()?;
    Some(u16::from_le_bytes(*two))
}

/// How the texts of a workbook are written.
#[derive(Clone, Copy, Debug)]
pub(super) enum Letters {
    /// In Unicode, since Excel 97.
    Unicode,
    /// In a code page, before.
    Page(&'static Encoding),
}

/// What is left of a record and of those that continue it.
pub(super) struct Pieces<'a> {
    piece: &'a [u8],
    after: &'a [u8],
}

impl Pieces<'_> {
    /// Goes on to the record that continues this one.
    fn turn(&mut self) -> bool {
        match Record::first(self.after) {
            Some(record) if record.kind == CONTINUED => {
                (self.piece, self.after) = (record.bytes, record.after);
                true
            }
            _ => false,
        }
    }

    /// Whether anything is left.
    pub(super) fn go_on(&mut self) -> bool {
        while self.piece.is_empty() {
            if !self.turn() {
                return false;
            }
        }
        true
    }

    pub(super) fn byte(&mut self) -> Option<u8> {
        if !self.go_on() {
            return None;
        }
        let (first, rest) = self.piece.split_first()?;
        self.piece = rest;
        Some(*first)
    }

    pub(super) fn short(&mut self) -> Option<u16> {
        Some(u16::from_le_bytes([self.byte()?, self.byte()?]))
    }

    fn long(&mut self) -> Option<u32> {
        let (low, high) = (self.short()?, self.short()?);
        Some(u32::from(low) | u32::from(high) << 16)
    }

    fn skip(&mut self, mut bytes: u64) -> Option<()> {
        while bytes > 0 {
            if !self.go_on() {
                return None;
            }
            let here = self.piece.len().min(usize::try_from(bytes).ok()?);
            self.piece = self.piece.get(here..)?;
            bytes -= here as u64;
        }
        Some(())
    }

    /// Adds a text of so many letters to `into`; `None` where the records end before it.
    pub(super) fn text(&mut self, count: u16, letters: Letters, into: &mut String) -> Option<()> {
        match letters {
            Letters::Unicode => {
                let flags = self.byte()?;
                self.units(count, flags, into)
            }
            Letters::Page(page) => {
                let (now, rest) = self.piece.split_at_checked(usize::from(count))?;
                self.piece = rest;
                into.push_str(&page.decode_without_bom_handling(now).0);
                Some(())
            }
        }
    }

    /// Adds a text of the list of texts, which may say how parts of it look and sound.
    pub(super) fn rich_text(&mut self, into: &mut String) -> Option<()> {
        let (count, flags) = (self.short()?, self.byte()?);
        let runs = if flags & 8 != 0 { self.short()? } else { 0 };
        let sounds = if flags & 4 != 0 { self.long()? } else { 0 };
        self.units(count, flags, into)?;
        self.skip(u64::from(runs) * 4 + u64::from(sounds))
    }

    /// Adds letters, of which a flag says whether they take one byte or two; a record that continues them says so again.
    fn units(&mut self, count: u16, mut flags: u8, into: &mut String) -> Option<()> {
        let mut left = usize::from(count);
        let mut units = Vec::new();
        loop {
            let wide = flags & 1 != 0;
            let here = left.min(self.piece.len() / if wide { 2 } else { 1 });
            let (now, rest) = self.piece.split_at(if wide { 2 * here } else { here });
            if wide {
                let (pairs, _) = now.as_chunks::<2>();
                units.extend(pairs.iter().map(|pair| u16::from_le_bytes(*pair)));
            } else {
                units.extend(now.iter().map(|byte| u16::from(*byte)));
            }
            self.piece = rest;
            left -= here;
            if left == 0 {
                break;
            }
            if !self.turn() {
                return None;
            }
            flags = self.byte()?;
        }
        let letters = char::decode_utf16(units);
        into.extend(letters.map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER)));
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use encoding_rs::WINDOWS_1252;

    use super::{Letters, Records};

    fn record(kind: u16, bytes: &[u8]) -> Vec<u8> {
        let length = u16::try_from(bytes.len()).expect("short");
        [&kind.to_le_bytes(), &length.to_le_bytes(), bytes].concat()
    }

    #[test]
    fn records_end_where_they_are_not_whole() {
        let whole = [record(1, b"ab"), record(2, b"")].concat();
        let kinds = |bytes: &[u8]| Records(bytes).map(|record| record.kind).collect::<Vec<_>>();
        assert_eq!(kinds(&whole), [1, 2]);
        assert_eq!(kinds(&whole[..9]), [1]);
        assert_eq!(kinds(&whole[..5]), [0; 0]);
        assert_eq!(kinds(&[1, 0, 0xFF, 0xFF]), [0; 0]);
    }

    #[test]
    fn texts_go_on_in_the_next_record_where_they_may_change_their_width() {
        let stream = [
            // Four letters, of which two are here, in one byte each; with one run of its looks and a byte of its sound.
            record(0xFC, &[4, 0, 0x0C, 1, 0, 1, 0, 0, 0, b'a', 0xE9]),
            record(0x3C, &[1, 0x3D, 0xD8, 0x00, 0xDE, 9, 9]),
            record(0x3C, &[9, 9, 9, 1, 0, 0, b'z']),
            record(0x0A, b""),
        ]
        .concat();
        let first = Records(&stream).next().expect("a record");
        let mut pieces = first.pieces(0);
        let mut text = String::new();
        assert_eq!(pieces.rich_text(&mut text), Some(()));
        assert_eq!(text, "aé\u{1F600}");
        assert!(pieces.go_on());
        assert_eq!(pieces.rich_text(&mut text), Some(()));
        assert_eq!(text, "aé\u{1F600}z");
        assert!(!pieces.go_on());
    }

    #[test]
    fn a_text_that_claims_more_letters_than_there_are_is_none() {
        let claims = |bytes: &[u8], letters| {
            let stream = record(0x0207, bytes);
            let record = Records(&stream).next().expect("a record");
            let mut text = String::new();
            let whole = record.pieces(2).text(record.short(0)?, letters, &mut text);
            whole.map(|()| text)
        };
        let page = Letters::Page(WINDOWS_1252);
        assert_eq!(claims(b"\x02\0\x80b", page).as_deref(), Some("€b"));
        assert_eq!(claims(b"\x03\0\x80b", page), None);
        assert_eq!(claims(b"\x01\0\0b", Letters::Unicode).as_deref(), Some("b"));
        assert_eq!(claims(b"\xFF\xFF\0b", Letters::Unicode), None);
        assert_eq!(claims(b"\x01\0", Letters::Unicode), None);
    }
}
