//! The bytes of a text file as UTF-8, whatever they were written in. How they were written is decided once for the file.

use std::io::{self, Read, Seek, SeekFrom};

use encoding_rs::{Decoder, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::refusal::Refusal;

/// How a text file is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Encoding {
    Utf8,
    Utf16Le,
    Utf16Be,
    Windows1252,
    /// Most lines UTF-8, some Windows-1252.
    Mixed,
}

const CHUNK: usize = 256 * 1024;

/// Looks through the whole file: how it is written, how many bytes its byte order mark takes, and how large it is.
pub(super) fn survey(file: &mut (impl Read + Seek)) -> Result<(Encoding, u64, u64), Refusal> {
    let mut chunk = vec![0; CHUNK];
    let mut carry: Vec<u8> = Vec::new();
    let mut size = 0;
    let mut beyond_ascii = false;
    let mut invalid = false;
    file.seek(SeekFrom::Start(0))
        .map_err(|error| unreadable(&error))?;
    loop {
        let read = file.read(&mut chunk).map_err(|error| unreadable(&error))?;
        let bytes = chunk.get(..read).unwrap_or_default();
        if size == 0
            && let Some(found) = sixteen_bits(bytes)
        {
            let size = file
                .seek(SeekFrom::End(0))
                .map_err(|error| unreadable(&error))?;
            return Ok((found.0, found.1, size));
        }
        size += read as u64;
        if bytes.contains(&0) {
            return Err(Refusal::NotText);
        }
        if read == 0 {
            invalid |= !carry.is_empty();
            break;
        }
        let mut rest = bytes;
        if !carry.is_empty() {
            carry.extend_from_slice(bytes);
            rest = carry.as_slice();
        }
        loop {
            match std::str::from_utf8(rest) {
                Ok(text) => {
                    beyond_ascii |= !text.is_ascii();
                    rest = &[];
                    break;
                }
                Err(error) => {
                    let (good, bad) = rest.split_at(error.valid_up_to());
                    beyond_ascii |= !good.is_ascii();
                    rest = bad;
                    let Some(length) = error.error_len() else {
                        break;
                    };
                    invalid = true;
                    rest = rest.get(length..).unwrap_or_default();
                }
            }
        }
        carry = rest.to_vec();
    }
    let mut head = [0; 4096];
    file.seek(SeekFrom::Start(0))
        .map_err(|error| unreadable(&error))?;
    let read = file.read(&mut head).map_err(|error| unreadable(&error))?;
    let head = head.get(..read).unwrap_or_default();
    let controls = head
        .iter()
        .filter(|byte| **byte < 32 && !b"\t\n\r\x0b\x0c\x1a".contains(byte))
        .count();
    if controls * 20 > head.len() {
        return Err(Refusal::NotText);
    }
    let mark = if head.starts_with(b"\xef\xbb\xbf") {
        3
    } else {
        0
    };
    Ok(match (invalid, beyond_ascii) {
        (false, _) => (Encoding::Utf8, mark, size),
        (true, false) => (Encoding::Windows1252, mark, size),
        (true, true) => (Encoding::Mixed, mark, size),
    })
}

/// UTF-16, by its mark or, without one, by every other byte being zero.
fn sixteen_bits(head: &[u8]) -> Option<(Encoding, u64)> {
    if head.starts_with(b"\xff\xfe") {
        return Some((Encoding::Utf16Le, 2));
    }
    if head.starts_with(b"\xfe\xff") {
        return Some((Encoding::Utf16Be, 2));
    }
    let head = head.get(..head.len().min(4096)).unwrap_or_default();
    if head.len() < 8 {
        return None;
    }
    let zeros = |skip: usize| {
        head.iter()
            .skip(skip)
            .step_by(2)
            .filter(|byte| **byte == 0)
            .count()
    };
    let (even, odd, half) = (zeros(0), zeros(1), head.len() / 2);
    if odd * 10 > half * 9 && even == 0 {
        Some((Encoding::Utf16Le, 0))
    } else if even * 10 > half * 9 && odd == 0 {
        Some((Encoding::Utf16Be, 0))
    } else {
        None
    }
}

fn unreadable(error: &io::Error) -> Refusal {
    Refusal::Damaged {
        what: "its bytes cannot be read".to_owned(),
        details: error.to_string(),
    }
}

/// Hands a text file on as UTF-8, a piece at a time.
pub(super) struct TextSource<R> {
    file: R,
    encoding: Encoding,
    decoder: Option<Decoder>,
    chunk: Vec<u8>,
    carry: Vec<u8>,
    done: u64,
    ended: bool,
}

impl<R: Read + Seek> TextSource<R> {
    /// Starts after the byte order mark.
    pub(super) fn new(mut file: R, encoding: Encoding, mark: u64) -> io::Result<Self> {
        file.seek(SeekFrom::Start(mark))?;
        let decoder = match encoding {
            Encoding::Utf16Le => Some(UTF_16LE.new_decoder_without_bom_handling()),
            Encoding::Utf16Be => Some(UTF_16BE.new_decoder_without_bom_handling()),
            Encoding::Windows1252 => Some(WINDOWS_1252.new_decoder_without_bom_handling()),
            Encoding::Utf8 | Encoding::Mixed => None,
        };
        Ok(Self {
            file,
            encoding,
            decoder,
            chunk: vec![0; CHUNK],
            carry: Vec::new(),
            done: mark,
            ended: false,
        })
    }

    /// Bytes of the file that were read so far.
    pub(super) fn done(&self) -> u64 {
        self.done
    }

    /// Appends some more text; false when there is no more.
    pub(super) fn fill(&mut self, into: &mut Vec<u8>) -> io::Result<bool> {
        if self.ended {
            return Ok(false);
        }
        let read = self.file.read(&mut self.chunk)?;
        self.done += read as u64;
        self.ended = read == 0;
        let bytes = self.chunk.get(..read).unwrap_or_default();
        if let Some(decoder) = &mut self.decoder {
            let mut text = String::with_capacity(read * 3 + 16);
            let _ = decoder.decode_to_string(bytes, &mut text, self.ended);
            into.extend_from_slice(text.as_bytes());
        } else if self.encoding == Encoding::Mixed {
            self.carry.extend_from_slice(bytes);
            let whole = if self.ended || self.carry.len() > 4 * CHUNK {
                self.carry.len()
            } else {
                self.carry
                    .iter()
                    .rposition(|byte| *byte == b'\n')
                    .map_or(0, |at| at + 1)
            };
            let rest = self.carry.split_off(whole);
            for line in self.carry.split_inclusive(|byte| *byte == b'\n') {
                match std::str::from_utf8(line) {
                    Ok(text) => into.extend_from_slice(text.as_bytes()),
                    Err(_) => into.extend_from_slice(
                        WINDOWS_1252.decode_without_bom_handling(line).0.as_bytes(),
                    ),
                }
            }
            self.carry = rest;
        } else {
            into.extend_from_slice(bytes);
        }
        Ok(!self.ended)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::{Encoding, TextSource, survey};

    fn decoded(bytes: &[u8]) -> (Encoding, String) {
        let (encoding, mark, _) = survey(&mut Cursor::new(bytes)).unwrap();
        let mut source = TextSource::new(Cursor::new(bytes), encoding, mark).unwrap();
        let mut text = Vec::new();
        while source.fill(&mut text).unwrap() {}
        (encoding, String::from_utf8(text).unwrap())
    }

    #[test]
    fn text_is_the_same_however_it_was_written() {
        let wanted = "Ynys Môn,£5\n";
        let wide: Vec<u16> = wanted.encode_utf16().collect();
        let little: Vec<u8> = wide.iter().flat_map(|unit| unit.to_le_bytes()).collect();
        let big: Vec<u8> = wide.iter().flat_map(|unit| unit.to_be_bytes()).collect();
        for (bytes, encoding) in [
            (wanted.as_bytes().to_vec(), Encoding::Utf8),
            (
                [b"\xef\xbb\xbf", wanted.as_bytes()].concat(),
                Encoding::Utf8,
            ),
            (b"Ynys M\xf4n,\xa35\n".to_vec(), Encoding::Windows1252),
            ([b"\xff\xfe", little.as_slice()].concat(), Encoding::Utf16Le),
            ([b"\xfe\xff", big.as_slice()].concat(), Encoding::Utf16Be),
            (little, Encoding::Utf16Le),
        ] {
            assert_eq!(decoded(&bytes), (encoding, wanted.to_owned()));
        }
        let mixed = [wanted.as_bytes(), b"Ynys M\xf4n,\xa35\n"].concat();
        assert_eq!(decoded(&mixed), (Encoding::Mixed, wanted.repeat(2)));
    }

    #[test]
    fn what_is_not_text_is_refused() {
        for bytes in [&b"a,b\0c\n"[..], b"\x01\x02\x03\x04"] {
            assert!(survey(&mut Cursor::new(bytes)).is_err(), "{bytes:?}");
        }
    }
}
