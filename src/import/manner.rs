use std::path::Path;

use sha2::{Digest, Sha256};

use super::ReadingChoices;
use super::reading::{hex, sidecar};

/// In what manner a file is read, as a hash: by which version of the program, with which answers and which choice of recipe, and
/// beside which metadata. The same bytes read in the same manner give the same figures.
pub fn manner(path: &Path, choices: &ReadingChoices, recipe: &str) -> String {
    let all = (
        env!("CARGO_PKG_VERSION"),
        choices,
        recipe,
        sidecar(path).unwrap_or_default(),
    );
    // Plain values can always be written.
    let text = serde_json::to_vec(&all).unwrap_or_default();
    hex(&Sha256::digest(&text))
}

#[cfg(test)]
mod tests {
    use super::manner;
    use crate::import::ReadingChoices;

    #[test]
    fn whatever_a_reading_depends_on_tells_manners_apart() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("a.csv");
        let said = ReadingChoices {
            header_row: Some(2),
            ..ReadingChoices::default()
        };
        let plain = manner(&file, &ReadingChoices::default(), "recognised");
        let mut all = vec![
            manner(&file, &said, "recognised"),
            manner(&file, &ReadingChoices::default(), "none"),
        ];
        assert_eq!(plain.len(), 64);
        assert_eq!(
            plain,
            manner(&file, &ReadingChoices::default(), "recognised")
        );
        std::fs::write(folder.path().join("a.json"), "{}").expect("writes");
        all.push(manner(&file, &ReadingChoices::default(), "recognised"));
        assert!(!all.contains(&plain));
    }
}
