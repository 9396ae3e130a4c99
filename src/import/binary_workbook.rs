//! What stands around the sheets of a binary workbook (XLSB): the records of its parts, its sheets by name, how numbers are shown, and
//! the list of texts.

use std::collections::HashMap;
use std::io::{self, BufReader, Read, Seek};

use calamine::{Sheet, SheetType, SheetVisible};
use zip::ZipArchive;
use zip::read::ZipFile;

use super::compound::number_at;
use super::hidden::{each_element, value};
use super::limits;
use super::old_records::short_at;
use super::refusal::Refusal;
use super::stored_value::{Shown, Texts, is_known_format};

/// The records of a part, one at a time. The length that a record claims is not believed: no more is held than there is.
pub(super) struct BinaryRecords<R> {
    part: BufReader<R>,
    pub(super) kind: u16,
    pub(super) bytes: Vec<u8>,
}

impl<R: Read> BinaryRecords<R> {
    fn new(part: R) -> Self {
        Self {
            part: BufReader::new(part),
            kind: 0,
            bytes: Vec::new(),
        }
    }

    /// Goes on to the next record; false behind the last one.
    pub(super) fn go_on(&mut self) -> io::Result<bool> {
        let Some(low) = self.part.by_ref().bytes().next().transpose()? else {
            return Ok(false);
        };
        self.kind = u16::from(low);
        if low & 0x80 != 0 {
            self.kind = u16::from(low & 0x7F) | u16::from(self.byte()? & 0x7F) << 7;
        }
        let mut length = 0;
        for shift in [0, 7, 14, 21] {
            let byte = self.byte()?;
            length |= u64::from(byte & 0x7F) << shift;
            if byte & 0x80 == 0 {
                break;
            }
        }
        self.bytes.clear();
        let read = self
            .part
            .by_ref()
            .take(length)
            .read_to_end(&mut self.bytes)?;
        if (read as u64) < length {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        Ok(true)
    }

    fn byte(&mut self) -> io::Result<u8> {
        let mut byte = [0];
        self.part.read_exact(&mut byte)?;
        let [byte] = byte;
        Ok(byte)
    }
}

/// Appends the text that stands at a place behind the number of its letters; `None` where there are fewer.
pub(super) fn wide_text(bytes: &[u8], at: usize, into: &mut String) -> Option<()> {
    let letters = usize::try_from(number_at(bytes, at)?).ok()?;
    let start = at.checked_add(4)?;
    let end = start.checked_add(letters.checked_mul(2)?)?;
    let (pairs, _) = bytes.get(start..end)?.as_chunks::<2>();
    let units = pairs.iter().map(|pair| u16::from_le_bytes(*pair));
    let letters = char::decode_utf16(units);
    into.extend(letters.map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER)));
    Some(())
}

/// See the file's first line.
pub(super) struct BinaryWorkbook {
    pub(super) sheets: Vec<Sheet>,
    /// The part in which each of them lies.
    parts: Vec<String>,
    /// By the number of a cell's format.
    pub(super) shown: Vec<Shown>,
    pub(super) texts: Texts,
    /// Whether days are counted from 1904.
    pub(super) since_1904: bool,
}

impl BinaryWorkbook {
    /// Reads what stands around the sheets.
    pub(super) fn read<R: Read + Seek>(zip: &mut ZipArchive<R>) -> Result<Self, Refusal> {
        let mut book = Self {
            sheets: Vec::new(),
            parts: Vec::new(),
            shown: Vec::new(),
            texts: Texts::default(),
            since_1904: false,
        };
        let relations = relations(zip);
        let Some(mut records) = records(zip, "xl/workbook.bin") else {
            return Err(Refusal::Damaged {
                what: "its part xl/workbook.bin is missing".to_owned(),
                details: String::new(),
            });
        };
        while let Ok(true) = records.go_on() {
            match records.kind {
                0x0099 => {
                    let flags = records.bytes.first();
                    book.since_1904 = flags.is_some_and(|flags| flags & 1 != 0);
                }
                // A sheet has a part of its own.
                0x009C if book.sheets.len() < limits::ZIP_PARTS => {
                    book.sheet(&records.bytes, &relations);
                }
                _ => {}
            }
        }
        drop(records);
        book.formats(zip);
        if let Some(mut records) = self::records(zip, "xl/sharedStrings.bin") {
            while let Ok(true) = records.go_on() {
                // A text that cannot be read keeps its place, or those behind it would be taken for others.
                if records.kind == 0x0013
                    && book
                        .texts
                        .add(|all| wide_text(&records.bytes, 1, all))
                        .is_none()
                {
                    book.texts.add(|_| Some(()));
                }
            }
        }
        Ok(book)
    }

    /// Takes in a sheet by its record; one without a part of its own is a macro's.
    fn sheet(&mut self, bytes: &[u8], relations: &HashMap<String, (String, SheetType)>) {
        let mut relation = String::new();
        if wide_text(bytes, 8, &mut relation).is_none() {
            return;
        }
        let mut name = String::new();
        if wide_text(bytes, 12 + 2 * relation.encode_utf16().count(), &mut name).is_none() {
            name = format!("Sheet {}", self.sheets.len() + 1);
        }
        let (part, typ) = match relations.get(&relation) {
            Some((part, typ)) => (part.clone(), *typ),
            None => (String::new(), SheetType::WorkSheet),
        };
        self.parts.push(part);
        self.sheets.push(Sheet {
            name,
            typ,
            visible: match number_at(bytes, 0) {
                Some(0) | None => SheetVisible::Visible,
                Some(1) => SheetVisible::Hidden,
                Some(_) => SheetVisible::VeryHidden,
            },
        });
    }

    /// Reads how numbers are shown.
    fn formats<R: Read + Seek>(&mut self, zip: &mut ZipArchive<R>) {
        let Some(mut records) = records(zip, "xl/styles.bin") else {
            return;
        };
        let mut formats: HashMap<u16, Shown> = HashMap::new();
        let mut of_cells = false;
        while let Ok(true) = records.go_on() {
            match records.kind {
                0x002C => {
                    let mut code = String::new();
                    let whole = wide_text(&records.bytes, 2, &mut code);
                    if let (Some(number), Some(())) = (short_at(&records.bytes, 0), whole)
                        && !is_known_format(number)
                    {
                        formats.insert(number, Shown::of(&code));
                    }
                }
                0x0269 => of_cells = true,
                0x026A => return,
                0x002F if of_cells => {
                    let format = short_at(&records.bytes, 2).unwrap_or_default();
                    let shown = formats.get(&format).copied();
                    self.shown
                        .push(shown.unwrap_or_else(|| Shown::known(format)));
                }
                _ => {}
            }
        }
    }

    /// The records of a sheet, by its place among the sheets.
    pub(super) fn of_sheet<'a, R: Read + Seek>(
        &self,
        at: usize,
        zip: &'a mut ZipArchive<R>,
    ) -> Option<BinaryRecords<ZipFile<'a, R>>> {
        records(zip, self.parts.get(at)?)
    }
}

/// The records of a part by its name, whether its letters are large or small.
fn records<'a, R: Read + Seek>(
    zip: &'a mut ZipArchive<R>,
    name: &str,
) -> Option<BinaryRecords<ZipFile<'a, R>>> {
    let same = |part: &str| part.replace('\\', "/").eq_ignore_ascii_case(name);
    let index = (0..zip.len())
        .find(|index| matches!(zip.name_for_index(*index), Some(Ok(part)) if same(&part)))?;
    zip.by_index(index).ok().map(BinaryRecords::new)
}

/// The parts that the workbook names, by their numbers, with what lies in them.
fn relations<R: Read + Seek>(zip: &mut ZipArchive<R>) -> HashMap<String, (String, SheetType)> {
    let mut relations = HashMap::new();
    each_element(zip, "xl/_rels/workbook.bin.rels", |name, element| {
        if name == b"Relationship"
            && let (Some(id), Some(target)) = (value(element, b"Id"), value(element, b"Target"))
        {
            let part = match target.strip_prefix('/') {
                Some(whole) => whole.to_owned(),
                None => format!("xl/{target}"),
            };
            let kind = value(element, b"Type").unwrap_or_default().to_lowercase();
            let typ = match kind.rsplit('/').next() {
                Some("chartsheet") => SheetType::ChartSheet,
                Some("dialogsheet") => SheetType::DialogSheet,
                Some("xlmacrosheet" | "xlintlmacrosheet") => SheetType::MacroSheet,
                _ => SheetType::WorkSheet,
            };
            relations.insert(id, (part, typ));
        }
    });
    relations
}

#[cfg(test)]
mod tests {
    use super::{BinaryRecords, wide_text};

    #[test]
    fn records_are_read_as_far_as_they_are_whole() {
        let kinds = |bytes: &[u8]| {
            let mut records = BinaryRecords::new(bytes);
            let mut kinds = Vec::new();
            let whole = loop {
                match records.go_on() {
                    Ok(true) => kinds.push((records.kind, records.bytes.len())),
                    Ok(false) => break true,
                    Err(_) => break false,
                }
            };
            (kinds, whole)
        };
        let long = [&[0xEC, 0x04, 0x82, 0x01][..], &[7; 130]].concat();
        assert_eq!(kinds(&long), (vec![(0x026C, 130)], true));
        assert_eq!(kinds(&long[..133]), (vec![], false));
        assert_eq!(kinds(&[5, 0, 6, 1, 9]), (vec![(5, 0), (6, 1)], true));
        // It claims 256 MB and has two bytes.
        assert_eq!(kinds(&[5, 0xFF, 0xFF, 0xFF, 0xFF, 1, 2]), (vec![], false));
        assert_eq!(kinds(&[0x85]), (vec![], false));
    }

    #[test]
    fn a_text_that_claims_more_letters_than_there_are_is_none() {
        let of = |bytes: &[u8]| {
            let mut text = String::new();
            wide_text(bytes, 1, &mut text).map(|()| text)
        };
        assert_eq!(of(b"\0\x02\0\0\0\xE9\0z\0").as_deref(), Some("éz"));
        assert_eq!(of(b"\0\x03\0\0\0\xE9\0z\0"), None);
        assert_eq!(of(b"\0\xFF\xFF\xFF\xFFz\0"), None);
        assert_eq!(of(b"\0\0"), None);
    }
}
