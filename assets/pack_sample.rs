//! Packs the shipped sample small, so that the program holds it without being a megabyte larger. Cargo runs this before it builds.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

use flate2::Compression;
use flate2::write::DeflateEncoder;

/// Writes every table of the sample, in the order of their names, as one stream: its name and its length on a line each, then
/// its text.
fn main() -> io::Result<()> {
    let folder = Path::new("sample-data");
    println!("cargo::rerun-if-changed={}", folder.display());
    println!("cargo::rerun-if-changed=assets/pack_sample.rs");
    let mut tables: Vec<PathBuf> = fs::read_dir(folder)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<io::Result<_>>()?;
    tables.retain(|path| path.extension().is_some_and(|ending| ending == "csv"));
    tables.sort();
    let mut packed = DeflateEncoder::new(Vec::new(), Compression::best());
    for table in tables {
        let text = fs::read_to_string(&table)?;
        let name = table.file_name().unwrap_or_default().display();
        write!(packed, "{name}\n{}\n{text}", text.len())?;
    }
    let to = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default()).join("sample.deflate");
    fs::write(to, packed.finish()?)
}
