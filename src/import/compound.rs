//! The container of workbooks in the old format. A chain of sectors that goes on in a circle is known by being longer than the file.

/// Ends a chain of sectors.
const END: u32 = 0xFFFF_FFFE;
/// Numbers from here on name no sector of a table.
const RESERVED: u32 = 0xFFFF_FFFA;
/// Numbers from here on stand for no sector in the list of tables.
const NO_TABLE: u32 = 0xFFFF_FFFC;
/// Bytes of an entry in the directory.
pub(super) const ENTRY: usize = 128;
/// Bytes of a small sector.
const SMALL: usize = 64;
/// Streams shorter than this lie in small sectors.
const SMALL_STREAM: u64 = 4096;

/// A chain of sectors that is longer than the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Endless;

/// A container, held whole.
pub(super) struct Compound<'a> {
    bytes: &'a [u8],
    /// Bytes of a sector.
    size: usize,
    /// Which sector follows which.
    next: Vec<u32>,
    small_next: Vec<u32>,
    small: Vec<u8>,
    directory: Vec<u8>,
}

pub(super) fn number_at(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..at.checked_add(4)?)?;
    four.try_into().ok().map(u32::from_le_bytes)
}

fn numbers(bytes: &[u8]) -> impl Iterator<Item = u32> {
    let (fours, _) = bytes.as_chunks::<4>();
    fours.iter().map(|four| u32::from_le_bytes(*four))
}

impl<'a> Compound<'a> {
    /// Walks what lies around the streams. What is wrong in another way is left to the reader, which says so.
    pub(super) fn new(bytes: &'a [u8]) -> Result<Self, Endless> {
        let word = |at: usize| number_at(bytes, at).unwrap_or(END);
        let size = if word(30) & 0xFFFF == 12 { 4096 } else { 512 };
        let mut held = Self {
            bytes,
            size,
            next: Vec::new(),
            small_next: Vec::new(),
            small: Vec::new(),
            directory: Vec::new(),
        };
        let mut tables: Vec<u32> = numbers(bytes.get(76..512).unwrap_or_default()).collect();
        let (mut more, mut walked) = (word(68), 0);
        while more < RESERVED {
            walked += 1;
            let Some(sector) = held.sector(more) else {
                break;
            };
            if walked > held.most() {
                return Err(Endless);
            }
            tables.extend(numbers(sector));
            more = tables.pop().unwrap_or(END);
        }
        tables.retain(|table| *table < NO_TABLE);
        if tables.len() > held.most() {
            return Err(Endless);
        }
        let mut next = Vec::new();
        for table in tables {
            next.extend(numbers(held.sector(table).unwrap_or_default()));
        }
        held.next = next;
        held.directory = held.chain(word(48), u64::MAX)?;
        if word(64) > 0 {
            let (start, length) = held.place(held.directory.get(..ENTRY).unwrap_or_default());
            held.small = held.chain(start, length)?;
            let listed = u64::from(word(64)).saturating_mul(size as u64);
            held.small_next = numbers(&held.chain(word(60), listed)?).collect();
        }
        Ok(held)
    }

    /// The stream of this name, as far as it can be read; none where there is no such name.
    pub(super) fn stream(&self, name: &str) -> Result<Option<Vec<u8>>, Endless> {
        let mut entries = self.directory.chunks_exact(ENTRY);
        let Some(entry) = entries.find(|entry| named(entry).eq_ignore_ascii_case(name)) else {
            return Ok(None);
        };
        let (start, length) = self.place(entry);
        if length < SMALL_STREAM {
            return Ok(Some(self.small_chain(start, length)));
        }
        self.chain(start, length).map(Some)
    }

    /// No chain is longer: it would come to a sector twice.
    fn most(&self) -> usize {
        self.bytes.len() / self.size + 2
    }

    fn sector(&self, number: u32) -> Option<&'a [u8]> {
        let from = (number as usize).checked_add(1)?.checked_mul(self.size)?;
        let to = from.checked_add(self.size)?.min(self.bytes.len());
        self.bytes.get(from..to)
    }

    /// Where the stream of an entry begins, and its length.
    fn place(&self, entry: &[u8]) -> (u32, u64) {
        let start = number_at(entry, 116).unwrap_or(END);
        let low = u64::from(number_at(entry, 120).unwrap_or(0));
        let high = u64::from(number_at(entry, 124).unwrap_or(0));
        let length = if self.size == 512 {
            low
        } else {
            low | high << 32
        };
        (start, length)
    }

    fn chain(&self, start: u32, length: u64) -> Result<Vec<u8>, Endless> {
        let (mut held, mut number, mut walked) = (Vec::new(), start, 0);
        while number != END && (held.len() as u64) < length {
            walked += 1;
            if walked > self.most() {
                return Err(Endless);
            }
            let (Some(sector), Some(next)) = (self.sector(number), self.next.get(number as usize))
            else {
                break;
            };
            held.extend_from_slice(sector);
            number = *next;
        }
        held.truncate(usize::try_from(length).unwrap_or(usize::MAX));
        Ok(held)
    }

    /// A chain of small sectors; it is short, whatever it does.
    fn small_chain(&self, start: u32, length: u64) -> Vec<u8> {
        let (mut held, mut number) = (Vec::new(), start);
        while number != END && (held.len() as u64) < length {
            let from = (number as usize).saturating_mul(SMALL);
            let sector = self.small.get(from..from.saturating_add(SMALL));
            let (Some(sector), Some(next)) = (sector, self.small_next.get(number as usize)) else {
                break;
            };
            held.extend_from_slice(sector);
            number = *next;
        }
        held.truncate(usize::try_from(length).unwrap_or(usize::MAX));
        held
    }
}

/// The name of an entry, up to its first sign of nought.
pub(super) fn named(entry: &[u8]) -> String {
    let (pairs, _) = entry.get(..64).unwrap_or_default().as_chunks::<2>();
    let units = pairs.iter().map(|pair| u16::from_le_bytes(*pair));
    let until: Vec<u16> = units.take_while(|unit| *unit != 0).collect();
    String::from_utf16_lossy(&until)
}

#[cfg(test)]
pub(super) mod tests {
    use super::{Compound, END, Endless};

    /// A container with one stream, named `Workbook`, from its third sector on, and what follows that sector.
    pub(in crate::import) fn container(stream: &[u8], after: u32) -> Vec<u8> {
        let mut bytes = vec![0; 1536];
        bytes[..8].copy_from_slice(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1");
        let mut put =
            |at: usize, value: u32| bytes[at..at + 4].copy_from_slice(&value.to_le_bytes());
        put(24, 0x0003_003E);
        put(28, 0x0009_FFFE);
        put(32, 6);
        put(44, 1);
        put(48, 1);
        put(60, END);
        put(68, END);
        for at in (80..512).step_by(4) {
            put(at, u32::MAX);
        }
        // The table of sectors: itself, the directory, and the stream.
        put(512, 0xFFFF_FFFD);
        put(516, END);
        let sectors = stream.len().div_ceil(512) as u32;
        for sector in 2..128 {
            let next = if sector + 1 < 2 + sectors {
                sector + 1
            } else {
                END
            };
            put(
                512 + 4 * sector as usize,
                if sector == 2 { after.min(next) } else { next },
            );
        }
        for (at, unit) in "Workbook".encode_utf16().enumerate() {
            bytes[1024 + 2 * at..1026 + 2 * at].copy_from_slice(&unit.to_le_bytes());
        }
        bytes[1024 + 64] = 18;
        bytes[1024 + 66] = 2;
        bytes[1024 + 116..1024 + 120].copy_from_slice(&2u32.to_le_bytes());
        bytes[1024 + 120..1024 + 124].copy_from_slice(&(stream.len() as u32).to_le_bytes());
        bytes.extend_from_slice(stream);
        bytes.resize(bytes.len().next_multiple_of(512), 0);
        bytes
    }

    #[test]
    fn a_stream_is_read_along_its_chain_and_a_circle_is_known() {
        let stream: Vec<u8> = (0..5000).map(|at| (at % 251) as u8).collect();
        let bytes = container(&stream, u32::MAX);
        let found = Compound::new(&bytes).expect("walks").stream("WORKBOOK");
        assert_eq!(found, Ok(Some(stream.clone())));
        // The first sector follows itself, and the stream is said to be long.
        let mut circle = container(&stream, 2);
        circle[1024 + 120..1024 + 124].copy_from_slice(&u32::MAX.to_le_bytes());
        let found = Compound::new(&circle).expect("walks").stream("Workbook");
        assert_eq!(found, Err(Endless));
        let mut directory = bytes;
        directory[516..520].copy_from_slice(&1u32.to_le_bytes());
        assert!(Compound::new(&directory).is_err());
        assert!(Compound::new(b"").is_ok());
    }
}
