//! Packs the shipped sample, the shipped tables and the letters small, so that the program holds them without being two megabytes larger. Cargo runs
//! this before it builds.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// The level that packs smallest; unpacking takes as long after any.
const SMALLEST: i32 = 22;

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=assets");
    println!("cargo::rerun-if-changed=sample-data");
    write("sample", &sample()?)?;
    write("indicators", &fs::read("assets/indicators.json")?)?;
    write("places", &fs::read("assets/places.csv")?)?;
    for font in [
        "OpenSans-Regular",
        "OpenSans-SemiBold",
        "OpenSans-Bold",
        "Hack-Regular",
    ] {
        write(font, &fs::read(format!("assets/fonts/{font}.ttf"))?)?;
    }
    Ok(())
}

/// Every table of the sample, in the order of their names: its name and its length on a line each, then its text.
fn sample() -> io::Result<Vec<u8>> {
    let mut tables: Vec<PathBuf> = fs::read_dir(Path::new("sample-data"))?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<io::Result<_>>()?;
    tables.retain(|path| path.extension().is_some_and(|ending| ending == "csv"));
    tables.sort();
    let mut all = Vec::new();
    for table in tables {
        let text = fs::read_to_string(&table)?;
        let name = table.file_name().unwrap_or_default().display();
        write!(all, "{name}\n{}\n{text}", text.len())?;
    }
    Ok(all)
}

/// Writes `NAME.zst` where the program's source takes it from.
fn write(name: &str, bytes: &[u8]) -> io::Result<()> {
    let folder = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    let packed = zstd::bulk::compress(bytes, SMALLEST)?;
    fs::write(folder.join(name).with_extension("zst"), packed)
}
