//! No statement is put together from what comes in: values are parameters, and names come from our own schema.

use std::path::{Path, PathBuf};

fn sources(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            sources(&path, out);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            out.push(path);
        }
    }
}

/// Calls that take a statement, with what stands between their brackets up to the end of the line after.
fn put_together(text: &str) -> Vec<String> {
    let calls = [
        "execute(",
        "execute_batch(",
        "prepare(",
        "prepare_cached(",
        "query_row(",
        "query_one(",
        "prepare_with_flags(",
    ];
    let mut found = Vec::new();
    for call in calls {
        for (at, _) in text.match_indices(call) {
            let argument: String = text[at + call.len()..]
                .trim_start()
                .chars()
                .take(12)
                .collect();
            if argument.trim_start_matches('&').starts_with("format!") {
                found.push(format!("{call}{argument}"));
            }
        }
    }
    found
}

#[test]
fn no_statement_is_formatted() {
    let mut files = Vec::new();
    sources(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src/book"),
        &mut files,
    );
    assert!(files.len() > 30);
    for file in files {
        let text = std::fs::read_to_string(&file).expect("reads");
        let text = text.split("#[cfg(test)]").next().expect("a part");
        assert_eq!(
            put_together(text),
            Vec::<String>::new(),
            "{}",
            file.display()
        );
    }
    assert_eq!(
        put_together("book.execute(&format!(\"DROP {x}\"), [])").len(),
        1
    );
    assert_eq!(put_together("book.prepare(\n    &format!(\"x\"))").len(), 1);
    assert!(put_together("book.execute(\"SELECT 1\", [])").is_empty());
}
