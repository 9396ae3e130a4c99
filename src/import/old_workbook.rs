//! What stands before the sheets of a workbook in the old format: their names and places, how numbers are shown, the list of texts.

use std::collections::HashMap;

use calamine::{Sheet, SheetType, SheetVisible};
use encoding_rs::Encoding;

use super::compound::number_at;
use super::limits;
use super::old_records::{Letters, Record, Records};
use super::outlet::{Stop, grouped, too_large};
use super::refusal::Refusal;
use super::stored_value::{Shown, Texts, is_known_format};

/// Kinds of records that begin and end the workbook, a sheet, or what lies in a sheet.
pub(super) const BEGIN: u16 = 0x0809;
pub(super) const END: u16 = 0x000A;

/// The list of texts, as far as it is whole.
fn texts(record: &Record<'_>) -> Texts {
    let mut texts = Texts::default();
    // How many there are is said first, and not believed.
    let mut pieces = record.pieces(8);
    while pieces.go_on() && texts.add(|all| pieces.rich_text(all)).is_some() {}
    texts
}

/// See the file's first line.
pub(super) struct OldWorkbook {
    pub(super) letters: Letters,
    /// Whether days are counted from 1904.
    pub(super) since_1904: bool,
    /// By the number of a cell's format.
    pub(super) shown: Vec<Shown>,
    pub(super) texts: Texts,
    pub(super) sheets: Vec<Sheet>,
    /// Where each sheet begins in the stream.
    starts: Vec<usize>,
}

impl OldWorkbook {
    /// Reads what stands before the sheets.
    pub(super) fn read(stream: &[u8]) -> Result<Self, Stop> {
        let mut records = Records(stream).take_while(|record| record.kind != END);
        let begin = records.next().filter(|record| record.kind == BEGIN);
        let Some(version) = begin.and_then(|begin| begin.short(0)) else {
            return Err(Refusal::Damaged {
                what: "its workbook cannot be read".to_owned(),
                details: "no record begins it".to_owned(),
            }
            .into());
        };
        let mut book = Self {
            letters: Letters::Unicode,
            since_1904: false,
            shown: Vec::new(),
            texts: Texts::default(),
            sheets: Vec::new(),
            starts: Vec::new(),
        };
        let old = (0x0200..=0x0500).contains(&version);
        if old {
            book.letters = Letters::Page(encoding_rs::WINDOWS_1252);
        }
        let mut formats: HashMap<u16, Shown> = HashMap::new();
        let mut used: Vec<u16> = Vec::new();
        for record in records {
            match record.kind {
                0x002F => return Err(Refusal::Password.into()),
                0x0042 if old => {
                    let page = record.short(0).unwrap_or_default();
                    book.letters = Letters::Page(code_page(page).ok_or_else(unknown_page)?);
                }
                0x0022 => book.since_1904 = record.short(0) == Some(1),
                0x041E => {
                    if let Some((format, shown)) = book.format(&record) {
                        formats.insert(format, shown);
                    }
                }
                0x00E0 => used.push(record.short(2).unwrap_or_default()),
                0x0085 => book.sheet(&record)?,
                0x00FC => book.texts = texts(&record),
                _ => {}
            }
        }
        let shown = |format: &u16| formats.get(format).copied();
        book.shown = used
            .iter()
            .map(|format| shown(format).unwrap_or_else(|| Shown::known(*format)))
            .collect();
        Ok(book)
    }

    /// The number of a number format, and what it makes of numbers.
    fn format(&self, record: &Record<'_>) -> Option<(u16, Shown)> {
        let number = record.short(0)?;
        if is_known_format(number) {
            return None;
        }
        let mut code = String::new();
        let mut pieces = record.pieces(2);
        let count = match self.letters {
            Letters::Unicode => pieces.short()?,
            Letters::Page(_) => u16::from(pieces.byte()?),
        };
        pieces.text(count, self.letters, &mut code)?;
        Some((number, Shown::of(&code)))
    }

    /// Takes in the name and the place of a sheet.
    fn sheet(&mut self, record: &Record<'_>) -> Result<(), Stop> {
        // Further sheets than are read are named; a zipped workbook has no more sheets than parts.
        if self.sheets.len() >= limits::ZIP_PARTS {
            let most = grouped(limits::ZIP_PARTS as u64);
            return Err(too_large(format!("it has more than {most} sheets")));
        }
        let mut name = String::new();
        let mut pieces = record.pieces(6);
        let whole = pieces
            .byte()
            .and_then(|count| pieces.text(u16::from(count), self.letters, &mut name));
        name.retain(|letter| letter != '\0');
        if whole.is_none() && name.is_empty() {
            name = format!("Sheet {}", self.sheets.len() + 1);
        }
        let byte = |at: usize| record.bytes.get(at).copied().unwrap_or_default();
        self.sheets.push(Sheet {
            name,
            typ: match byte(5) {
                1 => SheetType::MacroSheet,
                2 => SheetType::ChartSheet,
                6 => SheetType::Vba,
                _ => SheetType::WorkSheet,
            },
            visible: match byte(4) & 3 {
                0 => SheetVisible::Visible,
                1 => SheetVisible::Hidden,
                _ => SheetVisible::VeryHidden,
            },
        });
        let start = number_at(record.bytes, 0).unwrap_or(u32::MAX);
        self.starts.push(start as usize);
        Ok(())
    }

    /// The records of a sheet: up to where the next one begins, so that no byte is read twice. None where there are none, or where
    /// they are another sheet's.
    pub(super) fn of_sheet<'a>(&self, at: usize, stream: &'a [u8]) -> Option<&'a [u8]> {
        let start = *self.starts.get(at)?;
        if self.starts.iter().take(at).any(|earlier| *earlier == start) {
            return None;
        }
        let after = self.starts.iter().filter(|other| **other > start).min();
        let end = after.map_or(stream.len(), |after| (*after).min(stream.len()));
        stream.get(start..end)
    }
}

/// The letters of a code page, by its number.
fn code_page(number: u16) -> Option<&'static Encoding> {
    let label = match number {
        874 | 1250..=1258 => format!("windows-{number}"),
        367 | 32769 => "windows-1252".to_owned(),
        866 => "ibm866".to_owned(),
        932 => "shift_jis".to_owned(),
        936 => "gbk".to_owned(),
        949 => "euc-kr".to_owned(),
        950 => "big5".to_owned(),
        1200 => "utf-16le".to_owned(),
        10000 | 32768 => "macintosh".to_owned(),
        10007 => "x-mac-cyrillic".to_owned(),
        65001 => "utf-8".to_owned(),
        _ => return None,
    };
    Encoding::for_label(label.as_bytes())
}

/// The oldest protection garbles the record that names the code page.
fn unknown_page() -> Refusal {
    Refusal::Foreign {
        what: "a workbook that is protected with a password, or written in an unknown code page".to_owned(),
        instead: "Open it in a spreadsheet program, save a copy as XLSX without a password, and import that.".to_owned(),
    }
}
