//! The shipped sample, held in the program itself so that it needs no folder beside it.

use std::io::{Error, ErrorKind, Result};

/// As `assets/pack.rs` packs them.
const PACKED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/sample.zst"));

/// File name and content, in the order in which they are imported.
pub(super) fn sample_files() -> Result<Vec<(String, String)>> {
    let text = String::from_utf8(zstd::decode_all(PACKED)?)
        .map_err(|_| Error::from(ErrorKind::InvalidData))?;
    let mut rest = text.as_str();
    let mut files = Vec::new();
    while !rest.is_empty() {
        let file = next_file(rest).ok_or_else(|| Error::from(ErrorKind::InvalidData))?;
        rest = file.2;
        files.push((file.0.to_owned(), file.1.to_owned()));
    }
    Ok(files)
}

/// Name and content of the first file, and what stands behind it.
fn next_file(text: &str) -> Option<(&str, &str, &str)> {
    let (name, text) = text.split_once('\n')?;
    let (length, text) = text.split_once('\n')?;
    let (content, rest) = text.split_at_checked(length.parse().ok()?)?;
    Some((name, content, rest))
}

#[cfg(test)]
mod tests {
    use super::sample_files;

    #[test]
    fn every_file_of_the_folder_is_held_as_it_is() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/sample-data");
        let mut there: Vec<(String, String)> = std::fs::read_dir(folder)
            .expect("the folder")
            .map(|entry| entry.expect("an entry").path())
            .filter(|path| !path.ends_with("README.md"))
            .map(|path| {
                let name = path.file_name().expect("a name").to_string_lossy();
                (
                    name.into_owned(),
                    std::fs::read_to_string(&path).expect("text"),
                )
            })
            .collect();
        there.sort();
        assert_eq!(sample_files().expect("unpacks"), there);
    }
}
