use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use tempfile::NamedTempFile;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::ExportError;

/// Longest name of a file, in bytes.
const LONGEST: usize = 100;

/// Names that Windows keeps for devices.
const DEVICES: [&str; 22] = [
    "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8",
    "com9", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

/// A name for a file made from a text out of the data, safe on every system. `extension` comes without its dot.
pub fn safe_file_name(text: &str, extension: &str) -> String {
    let kept: String = text
        .chars()
        .map(|c| if c.is_whitespace() { ' ' } else { c })
        .filter(|c| {
            !c.is_control()
                && !matches!(c, '<' | '>' | ':' | '"' | '/' | '\\' | '|' | '?' | '*')
                && !matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
        })
        .collect();
    // One byte is for the dot, and one for what tells the name from a device's.
    let room = LONGEST.saturating_sub(extension.len() + 2);
    let mut name = String::new();
    for c in kept.trim_start_matches(['.', ' ']).chars() {
        if name.len() + c.len_utf8() > room {
            break;
        }
        name.push(c);
    }
    name.truncate(name.trim_end_matches(['.', ' ']).len());
    let stem = name.split('.').next().unwrap_or("").trim().to_lowercase();
    // Windows takes raised digits for digits here.
    let stem = stem.replace('¹', "1").replace('²', "2").replace('³', "3");
    if name.is_empty() {
        name.push_str("figure");
    } else if DEVICES.contains(&stem.as_str()) {
        name.insert(0, '_');
    }
    if extension.is_empty() {
        name
    } else {
        format!("{name}.{extension}")
    }
}

/// A file that is written beside the one that is wanted, and takes its name only when it is whole.
pub(super) struct Beside {
    path: PathBuf,
    file: NamedTempFile,
}

impl Beside {
    /// A new file in the folder of `path`.
    pub(super) fn of(path: &Path) -> Result<Self, ExportError> {
        let file = tempfile::Builder::new()
            .prefix(".levelbook-")
            .tempfile_in(folder_of(path))
            .map_err(|source| fault(path, source))?;
        Ok(Self {
            path: path.to_owned(),
            file,
        })
    }

    /// The file, to write to.
    pub(super) fn file(&self) -> Result<File, ExportError> {
        self.file
            .as_file()
            .try_clone()
            .map_err(|source| self.fault(source))
    }

    /// That the file could not be written.
    pub(super) fn fault(&self, source: io::Error) -> ExportError {
        fault(&self.path, source)
    }

    /// Brings the file to the disk and gives it its name.
    pub(super) fn rename(self) -> Result<(), ExportError> {
        let Self { path, mut file } = self;
        let fault = |source| fault(&path, source);
        file.as_file().sync_all().map_err(fault)?;
        open_to_others(file.as_file()).map_err(fault)?;
        let mut elsewhere = None;
        for pause in [50, 150, 400, 0] {
            match file.persist(&path) {
                Ok(_) => break,
                Err(failed) if pause == 0 => {
                    let beside = under_another_name(failed.file, &path);
                    elsewhere = Some(beside.ok_or_else(|| fault(failed.error))?);
                    break;
                }
                Err(failed) => file = failed.file,
            }
            // Whoever holds the old file open, such as a program that synchronises folders, may soon let go of it.
            std::thread::sleep(Duration::from_millis(pause));
        }
        if let Ok(folder) = File::open(folder_of(&path))
            && let Err(error) = folder.sync_all()
        {
            // Some systems cannot sync a folder; the file itself is on the disk. A disk that fails is another matter.
            if !matches!(
                error.kind(),
                io::ErrorKind::InvalidInput
                    | io::ErrorKind::Unsupported
                    | io::ErrorKind::PermissionDenied
            ) {
                return Err(fault(error));
            }
        }
        match elsewhere {
            None => Ok(()),
            Some(saved) => Err(ExportError::SavedElsewhere { path, saved }),
        }
    }
}

/// Gives the file a name like the one that is wanted: `figures (2).csv`.
fn under_another_name(mut file: NamedTempFile, path: &Path) -> Option<PathBuf> {
    let stem = path.file_stem()?.to_string_lossy();
    let ending = path.extension().map(|ending| ending.to_string_lossy());
    for number in 2..10 {
        let mut name = format!("{stem} ({number})");
        if let Some(ending) = &ending {
            name = format!("{name}.{ending}");
        }
        let other = path.with_file_name(name);
        match file.persist_noclobber(&other) {
            Ok(_) => return Some(other),
            Err(failed) => file = failed.file,
        }
    }
    None
}

fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

fn fault(path: &Path, source: io::Error) -> ExportError {
    ExportError::Write {
        path: path.to_owned(),
        source,
    }
}

/// Writes a file whole or not at all: into a new file in the same folder, to the disk, and only then under its name.
pub fn write_beside_and_rename(path: &Path, bytes: &[u8]) -> Result<(), ExportError> {
    let beside = Beside::of(path)?;
    beside
        .file()?
        .write_all(bytes)
        .map_err(|source| beside.fault(source))?;
    beside.rename()
}

/// Packs files into one archive, each under its own name.
pub fn pack(path: &Path, files: &[PathBuf]) -> Result<(), ExportError> {
    let beside = Beside::of(path)?;
    let mut archive = ZipWriter::new(BufWriter::new(beside.file()?));
    for file in files {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        let options = SimpleFileOptions::default().large_file(true);
        let packed = archive
            .start_file(name, options)
            .map_err(io::Error::from)
            .and_then(|()| io::copy(&mut File::open(file)?, &mut archive));
        packed.map_err(|source| beside.fault(source))?;
    }
    archive
        .finish()
        .map_err(io::Error::from)
        .and_then(|mut out| out.flush())
        .map_err(|source| beside.fault(source))?;
    beside.rename()
}

/// Temporary files are private; what is exported is an ordinary file.
#[cfg(unix)]
fn open_to_others(file: &File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(std::fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn open_to_others(_file: &File) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{safe_file_name, write_beside_and_rename};
    use crate::export::ExportError;
    use crate::message::Explain;

    #[test]
    fn names_from_data_are_safe() {
        for (text, expected) in [
            ("Pay gap: 2021/22?", "Pay gap 202122.svg"),
            ("../../etc/passwd", "etcpasswd.svg"),
            ("CON", "_CON.svg"),
            ("com1.figures", "_com1.figures.svg"),
            ("LPT²", "_LPT².svg"),
            ("trailing. . ", "trailing.svg"),
            ("a\u{202E}b\u{7}", "ab.svg"),
            ("", "figure.svg"),
        ] {
            assert_eq!(safe_file_name(text, "svg"), expected);
        }
        let long = safe_file_name(&"ŵ".repeat(300), "svg");
        assert!(long.len() <= 100 && long.ends_with("ŵ.svg"));
        let device = safe_file_name(&format!("con.{}", "a".repeat(300)), "svg");
        assert!(device.len() <= 100 && device.starts_with("_con."));
    }

    #[test]
    fn a_file_is_replaced_whole_and_nothing_is_left_beside_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("figure.svg");
        write_beside_and_rename(&path, b"one").expect("written");
        write_beside_and_rename(&path, b"two").expect("written");
        assert_eq!(std::fs::read(&path).expect("read"), b"two");
        assert_eq!(std::fs::read_dir(folder.path()).expect("listed").count(), 1);
        assert!(write_beside_and_rename(&folder.path().join("no/figure.svg"), b"").is_err());
    }

    #[test]
    fn a_file_whose_place_is_held_is_saved_beside_it_and_that_is_said() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("figures.csv");
        // What cannot be replaced by a file: a folder that is not empty.
        std::fs::create_dir_all(path.join("inside")).expect("makes");
        for name in ["figures (2).csv", "figures (3).csv"] {
            let said = write_beside_and_rename(&path, b"one").expect_err("said");
            assert!(matches!(said, ExportError::SavedElsewhere { .. }));
            assert!(said.explain().headline.contains(name), "{}", said.explain());
            let saved = std::fs::read(folder.path().join(name)).expect("read");
            assert_eq!(saved, b"one");
        }
        assert!(path.join("inside").is_dir());
        assert_eq!(std::fs::read_dir(folder.path()).expect("listed").count(), 3);
    }
}
