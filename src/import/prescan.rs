//! A look into a zip container before anything believes what it says: parts are counted and unpacked, real bytes measured.

use std::collections::HashMap;
use std::io::{Read, Seek, SeekFrom};

use zip::ZipArchive;
use zip::result::ZipError;

use super::archive::{self, Archive};
use super::outlet::{Stop, grouped, too_large};
use super::refusal::Refusal;
use super::{Format, limits};

/// What a zip container turned out to be.
pub(super) enum Zipped {
    /// One workbook.
    Workbook(Container),
    /// An archive of files with tables, none of them unpacked yet.
    Archive(Archive),
}

/// A workbook in its container.
#[derive(Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a thing that is told of the workbook"
)]
pub(super) struct Container {
    /// The kind of workbook.
    pub(super) format: Format,
    /// True when it has macros, which are not looked at.
    pub(super) macros: bool,
    /// True when it points to other files, which are not followed.
    pub(super) links: bool,
    /// True when some sheet has merged cells.
    pub(super) merges: bool,
    /// True when cells name texts of a list.
    pub(super) names_texts: bool,
    /// Parts, by lower-case name, that hide rows or columns.
    pub(super) hidden: Vec<String>,
    /// Parts that do not unpack, each with the bytes up to which it does.
    pub(super) damaged: Vec<(String, u64)>,
    /// Unpacked bytes of its parts, by lower-case name.
    pub(super) sizes: HashMap<String, u64>,
}

/// Looks through a container.
pub(super) fn prescan(mut file: impl Read + Seek) -> Result<Zipped, Stop> {
    let breaks_off = breaks_off(&mut file).unwrap_or(None);
    let mut zip = ZipArchive::new(file).map_err(|error| unopened(&error, breaks_off))?;
    if zip.len() > limits::ZIP_PARTS {
        return Err(Refusal::Hostile {
            what: format!(
                "it has {} parts where {} are allowed",
                grouped(zip.len() as u64),
                grouped(limits::ZIP_PARTS as u64)
            ),
        }
        .into());
    }
    let names: Vec<String> = zip
        .file_names()
        .filter_map(Result::ok)
        .map(|name| name.to_lowercase())
        .collect();
    let format = workbook_in(&mut zip, &names)?;
    if zip.has_overlapping_files().unwrap_or(false) {
        return Err(Refusal::Hostile {
            what: "its parts lie over one another".to_owned(),
        }
        .into());
    }
    let Some(format) = format else {
        return Ok(Zipped::Archive(archive::tables_in(&zip)?));
    };
    let mut container = Container {
        format,
        macros: names
            .iter()
            .any(|name| name.ends_with("vbaproject.bin") || name.starts_with("basic/")),
        links: names.iter().any(|name| name.contains("/externallinks/")),
        merges: false,
        names_texts: false,
        hidden: Vec::new(),
        damaged: Vec::new(),
        sizes: HashMap::new(),
    };
    let mut all = 0;
    for index in 0..zip.len() {
        let name = zip
            .name_for_index(index)
            .and_then(Result::ok)
            .unwrap_or_default()
            .into_owned();
        let mut part = match zip.by_index(index) {
            Ok(part) => part,
            Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => {
                return Err(Refusal::Password.into());
            }
            Err(_) => {
                container.damaged.push((name, 0));
                continue;
            }
        };
        let packed = part.compressed_size();
        let shared_texts = name.to_lowercase().ends_with("sharedstrings.xml");
        let unpacked = unpack(&mut part, packed, all)?;
        let bytes = unpacked.bytes;
        all += bytes;
        if !unpacked.whole {
            container.damaged.push((name.clone(), bytes));
        }
        if shared_texts
            && claimed_texts(&unpacked.head)
                .is_some_and(|texts| texts.saturating_mul(limits::SHARED_TEXT_BYTES) > bytes)
        {
            return Err(Refusal::Hostile {
                what: "it claims more texts than it holds".to_owned(),
            }
            .into());
        }
        if name.contains("worksheets/") {
            container.merges |= unpacked.merges;
            container.names_texts |= contains(&unpacked.head, b" t=\"s\"");
            if unpacked.hides {
                container.hidden.push(name.to_lowercase());
            }
        }
        container.sizes.insert(name.to_lowercase(), bytes);
    }
    Ok(Zipped::Workbook(container))
}

/// What a part unpacks to.
#[derive(Default)]
struct Unpacked {
    bytes: u64,
    head: Vec<u8>,
    /// True when it may say that cells are merged.
    merges: bool,
    /// True when it may say that something is hidden.
    hides: bool,
    /// False when it breaks off.
    whole: bool,
}

const HEAD: usize = 4 * 1024;

/// How a sheet says of its rows and columns that they are hidden.
const HIDDEN: &[u8] = b" hidden=";
/// How it names merged cells.
const MERGED: &[u8] = b"mergeCell";
/// Bytes that are looked at again with those after them: either word may lie across.
const AGAIN: usize = 16;

/// Counts the bytes that a part really unpacks to.
fn unpack(part: &mut impl Read, packed: u64, before: u64) -> Result<Unpacked, Stop> {
    let [hidden, merged] = [HIDDEN, MERGED].map(memchr::memmem::Finder::new);
    let mut chunk = vec![0; AGAIN + 64 * 1024];
    let mut again = 0;
    let mut seen = Unpacked::default();
    loop {
        let read = match part.read(chunk.get_mut(again..).unwrap_or_default()) {
            Ok(0) => {
                seen.whole = true;
                return Ok(seen);
            }
            Ok(read) => read,
            Err(_) => return Ok(seen),
        };
        let end = again + read;
        if seen.head.len() < HEAD {
            let new = chunk.get(again..end.min(again + HEAD));
            seen.head.extend_from_slice(new.unwrap_or_default());
        }
        let looked_at = chunk.get(..end).unwrap_or_default();
        seen.hides = seen.hides || hidden.find(looked_at).is_some();
        seen.merges = seen.merges || merged.find(looked_at).is_some();
        let from = end.saturating_sub(AGAIN);
        chunk.copy_within(from..end, 0);
        again = end - from;
        seen.bytes += read as u64;
        bounded(seen.bytes, packed, before)?;
    }
}

/// Refuses a part that unpacks to more than is read: `unpacked` bytes so far of so many packed ones, after `before` of other parts.
pub(super) fn bounded(unpacked: u64, packed: u64, before: u64) -> Result<(), Stop> {
    if unpacked > limits::ZIP_PART_BYTES {
        return Err(too_large(
            "one of its parts unpacks to more than 300 MB".to_owned(),
        ));
    }
    if before + unpacked > limits::ZIP_ALL_BYTES {
        return Err(too_large("it unpacks to more than 600 MB".to_owned()));
    }
    if unpacked > limits::ZIP_RATIO_FROM && unpacked / packed.max(1) > limits::ZIP_RATIO {
        return Err(Refusal::Hostile {
            what: "a few bytes of it unpack to very many".to_owned(),
        }
        .into());
    }
    Ok(())
}

fn contains(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}

fn claimed_texts(head: &[u8]) -> Option<u64> {
    let text = String::from_utf8_lossy(head);
    let (_, rest) = text.split_once("uniqueCount=")?;
    let digits: String = rest
        .trim_start_matches(['"', '\''])
        .chars()
        .take_while(char::is_ascii_digit)
        .collect();
    // A claim that does not even fit is the largest of all.
    (!digits.is_empty()).then(|| digits.parse().unwrap_or(u64::MAX))
}

fn unopened(error: &ZipError, breaks_off: Option<u64>) -> Refusal {
    let details = error.to_string();
    match breaks_off {
        Some(bytes) => Refusal::breaks_off(bytes, details),
        None => Refusal::Damaged {
            what: "its container is broken".to_owned(),
            details,
        },
    }
}

/// Bytes that a comment behind the list of parts may take, with the end of that list.
const LIST_END: u64 = 65_535 + 22;

/// The length of a container that lacks its end, where the list of its parts stands.
fn breaks_off(file: &mut (impl Read + Seek)) -> std::io::Result<Option<u64>> {
    let length = file.seek(SeekFrom::End(0))?;
    file.seek(SeekFrom::Start(length.saturating_sub(LIST_END)))?;
    let mut end = Vec::new();
    file.take(LIST_END).read_to_end(&mut end)?;
    file.seek(SeekFrom::Start(0))?;
    let is_whole = memchr::memmem::rfind(&end, b"PK\x05\x06").is_some();
    Ok((!is_whole).then_some(length))
}

/// The kind of workbook that it is; none where it is an archive of other files.
fn workbook_in<R: Read + Seek>(
    zip: &mut ZipArchive<R>,
    names: &[String],
) -> Result<Option<Format>, Refusal> {
    let has = |wanted: &str| names.iter().any(|name| name == wanted);
    let starts = |wanted: &str| names.iter().any(|name| name.starts_with(wanted));
    if has("mimetype") {
        let kind = text_of(zip, "mimetype").unwrap_or_default();
        if kind.starts_with("application/vnd.oasis.opendocument.spreadsheet") {
            return Ok(Some(Format::Ods));
        }
        if kind.starts_with("application/vnd.oasis.opendocument") {
            return Err(foreign("an OpenDocument file that is no spreadsheet", SAVE));
        }
    }
    if has("[content_types].xml") {
        let types = text_of(zip, "[Content_Types].xml").unwrap_or_default();
        if has("xl/workbook.bin")
            || types.contains("sheet.binary.macroEnabled.main") && !has("xl/workbook.xml")
        {
            return Ok(Some(Format::Xlsb));
        }
        if types.contains("spreadsheetml") || starts("xl/") {
            return Ok(Some(Format::Xlsx));
        }
        if starts("word/") {
            return Err(foreign("a Word document", SAVE));
        }
        if starts("ppt/") {
            return Err(foreign("a PowerPoint presentation", SAVE));
        }
    }
    if has("xl/workbook.xml") {
        return Ok(Some(Format::Xlsx));
    }
    if has("content.xml") && has("meta-inf/manifest.xml") {
        return Ok(Some(Format::Ods));
    }
    if starts("index.zip") || starts("index/") {
        return Err(foreign(
            "a document of Apple's Numbers, Pages or Keynote",
            "Open it there, export it as Excel or CSV, and import that.",
        ));
    }
    if names.is_empty() {
        return Err(foreign("an empty zip archive", "Download it again."));
    }
    Ok(None)
}

const SAVE: &str = "Copy its table into a spreadsheet, save that as XLSX, and import it.";

fn foreign(what: &str, instead: &str) -> Refusal {
    Refusal::Foreign {
        what: what.to_owned(),
        instead: instead.to_owned(),
    }
}

fn text_of<R: Read + Seek>(zip: &mut ZipArchive<R>, name: &str) -> Option<String> {
    let mut bytes = Vec::new();
    let part = zip.by_name(name).ok()?;
    part.take(limits::CONTENTS_BYTES)
        .read_to_end(&mut bytes)
        .ok()?;
    Some(String::from_utf8_lossy(&bytes).into_owned())
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read, Write};

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::{limits, prescan, unpack};
    use crate::import::outlet::Stop;
    use crate::import::refusal::Refusal;

    /// Looks at a part of so many bytes, packed into so many others, after so many before it.
    fn part(bytes: u64, packed: u64, before: u64) -> Result<u64, Stop> {
        unpack(&mut std::io::repeat(b'a').take(bytes), packed, before).map(|seen| seen.bytes)
    }

    #[test]
    fn a_part_may_be_as_large_as_the_limits_say_and_no_larger() {
        let (one, all) = (limits::ZIP_PART_BYTES, limits::ZIP_ALL_BYTES);
        let (ratio, from) = (limits::ZIP_RATIO, limits::ZIP_RATIO_FROM);
        let packed = from / ratio + 1;
        for (bytes, packed, before) in [
            (one, one, 0),
            (10, 10, all - 10),
            (from, 1, 0),
            (ratio * packed, packed, 0),
        ] {
            assert_eq!(part(bytes, packed, before).ok(), Some(bytes));
        }
        for (bytes, packed, before) in [(one + 1, one, 0), (11, 10, all - 10)] {
            let stopped = part(bytes, packed, before);
            assert!(
                matches!(stopped, Err(Stop::Refused(Refusal::TooLarge { .. }))),
                "{bytes} after {before}"
            );
        }
        for (bytes, packed) in [(from + 1, 1), ((ratio + 1) * packed, packed)] {
            let stopped = part(bytes, packed, 0);
            assert!(
                matches!(stopped, Err(Stop::Refused(Refusal::Hostile { .. }))),
                "{bytes} out of {packed}"
            );
        }
    }

    fn zipped(parts: &[(String, String)]) -> Cursor<Vec<u8>> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in parts {
            zip.start_file(name.as_str(), SimpleFileOptions::default())
                .unwrap();
            zip.write_all(text.as_bytes()).unwrap();
        }
        zip.finish().unwrap()
    }

    #[test]
    fn a_container_may_have_so_many_parts_and_no_more() {
        let mut parts = vec![("xl/workbook.xml".to_owned(), String::new())];
        parts.extend((1..limits::ZIP_PARTS).map(|at| (format!("part{at}"), String::new())));
        assert!(prescan(zipped(&parts)).is_ok());
        parts.push(("one more".to_owned(), String::new()));
        let stopped = prescan(zipped(&parts));
        assert!(matches!(
            stopped,
            Err(Stop::Refused(Refusal::Hostile { .. }))
        ));
    }

    #[test]
    fn a_workbook_may_claim_as_many_texts_as_would_fit() {
        let length = 1_000;
        for (texts, is_believed) in [(200, true), (201, false)] {
            let mut text = format!("<sst uniqueCount=\"{texts}\">");
            text.push_str(&" ".repeat(length - text.len()));
            assert_eq!(length as u64, 200 * limits::SHARED_TEXT_BYTES);
            let parts = [
                ("xl/workbook.xml".to_owned(), String::new()),
                ("xl/sharedStrings.xml".to_owned(), text),
            ];
            assert_eq!(prescan(zipped(&parts)).is_ok(), is_believed, "{texts}");
        }
    }
}
