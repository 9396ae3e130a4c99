//! One record in a piece of text: where its fields lie.

use memchr::{memchr, memchr3};

use crate::import::limits;

/// Where a field of the record lies: in the piece of text as it stands, or in the text beside it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Field {
    pub(super) in_text: bool,
    pub(super) from: usize,
    pub(super) to: usize,
}

/// How a record ends.
#[derive(Debug)]
pub(super) enum Ended {
    /// After so many bytes, its line end among them.
    Record(usize),
    /// A quotation mark is never closed.
    Unclosed,
    TooLong,
    TooWide,
    /// Past the piece of text: it has to be looked for anew in a longer one.
    More,
}

/// The search for the fields of one record.
pub(super) struct Scan<'a> {
    pub(super) bytes: &'a [u8],
    pub(super) start: usize,
    pub(super) delimiter: &'a [u8],
    /// Whether the text ends where the bytes end.
    pub(super) is_last: bool,
    pub(super) text: &'a mut Vec<u8>,
    pub(super) fields: &'a mut Vec<Field>,
    pub(super) quoted_lines: &'a mut u32,
}

impl Scan<'_> {
    /// Finds the fields. Without `quotes`, quotation marks are letters like others.
    pub(super) fn record(&mut self, quotes: bool) -> Ended {
        let mut at = self.start;
        loop {
            let mut field = Field {
                in_text: false,
                from: at,
                to: at,
            };
            if quotes && self.bytes.get(at) == Some(&b'"') {
                match self.quoted(at + 1) {
                    Ok((within, after)) => {
                        field = within;
                        at = after;
                    }
                    Err(ended) => return ended,
                }
            }
            let plain = at;
            let ends_record = match self.end_of_field(at) {
                Ok((end, ends_record)) => {
                    at = end;
                    ends_record
                }
                Err(ended) => return ended,
            };
            self.push(field, plain, at);
            if ends_record {
                let line_end = usize::from(at < self.bytes.len());
                return Ended::Record(at + line_end - self.start);
            }
            if self.fields.len() >= limits::COLUMNS as usize {
                return Ended::TooWide;
            }
            at += self.delimiter.len();
        }
    }

    /// Where the field that goes on here ends, and whether the record ends with it. Quotation marks mean nothing here.
    #[inline]
    fn end_of_field(&self, from: usize) -> Result<(usize, bool), Ended> {
        let first = self.delimiter.first().copied().unwrap_or(b',');
        let mut at = from;
        loop {
            let rest = self.bytes.get(at..).unwrap_or_default();
            let step = memchr3(first, b'\n', b'\r', rest);
            at += step.unwrap_or(rest.len());
            if at - self.start > limits::RECORD_BYTES {
                return Err(Ended::TooLong);
            }
            if step.is_none() {
                return if self.is_last {
                    Ok((at, true))
                } else {
                    Err(Ended::More)
                };
            }
            if self.bytes.get(at) != Some(&first) {
                return Ok((at, true));
            }
            // Nearly every delimiter is one byte.
            if self.delimiter.len() == 1 {
                return Ok((at, false));
            }
            let rest = self.bytes.get(at..).unwrap_or_default();
            if rest.starts_with(self.delimiter) {
                return Ok((at, false));
            }
            if rest.len() < self.delimiter.len() && !self.is_last {
                return Err(Ended::More);
            }
            at += 1;
        }
    }

    /// What stands between quotation marks, from after the opening one, and where the closing one is passed.
    fn quoted(&mut self, from: usize) -> Result<(Field, usize), Ended> {
        let mut field = Field {
            in_text: false,
            from,
            to: from,
        };
        let mut piece = from;
        loop {
            let rest = self.bytes.get(piece..).unwrap_or_default();
            let found = memchr(b'"', rest);
            let close = piece + found.unwrap_or(rest.len());
            if close - self.start > limits::RECORD_BYTES {
                return Err(Ended::Unclosed);
            }
            let after = self.bytes.get(close + 1);
            if after.is_none() && !self.is_last {
                return Err(Ended::More);
            }
            if found.is_none() {
                return Err(Ended::Unclosed);
            }
            let inside = self.bytes.get(piece..close).unwrap_or_default();
            *self.quoted_lines = self.quoted_lines.saturating_add(line_ends(inside));
            let doubled = after == Some(&b'"');
            if !field.in_text && !doubled {
                field.to = close;
                return Ok((field, close + 1));
            }
            if !field.in_text {
                field.in_text = true;
                field.from = self.text.len();
            }
            self.text.extend_from_slice(inside);
            if !doubled {
                field.to = self.text.len();
                return Ok((field, close + 1));
            }
            self.text.push(b'"');
            piece = close + 2;
        }
    }

    /// Adds a field: what was quoted, and what stands behind it from `plain` to `end`.
    #[inline]
    fn push(&mut self, mut field: Field, plain: usize, end: usize) {
        if !field.in_text && field.from == plain {
            field.to = end;
        } else if plain < end {
            if !field.in_text {
                let quoted = self.bytes.get(field.from..field.to).unwrap_or_default();
                field.in_text = true;
                field.from = self.text.len();
                self.text.extend_from_slice(quoted);
            }
            let behind = self.bytes.get(plain..end).unwrap_or_default();
            self.text.extend_from_slice(behind);
            field.to = self.text.len();
        }
        self.fields.push(field);
    }
}

/// Line ends in a piece of text; a return and a line feed are one.
fn line_ends(text: &[u8]) -> u32 {
    let (mut ends, mut returned) = (0, false);
    for byte in text {
        ends += u32::from(*byte == b'\r' || *byte == b'\n' && !returned);
        returned = *byte == b'\r';
    }
    ends
}
