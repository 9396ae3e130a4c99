//! The list of promises names tests that are there.

use std::path::Path;

#[test]
fn every_promise_has_its_tests() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let list = std::fs::read_to_string(root.join("tests/PROMISES.md")).expect("reads");
    let mut promises = 0;
    for line in list.lines().filter(|line| line.starts_with("| P")) {
        promises += 1;
        assert!(line.starts_with(&format!("| P{promises} |")), "{line}");
        let mut file = String::new();
        let mut tests = 0;
        for name in line.split('`').skip(1).step_by(2) {
            let path = root.join(name);
            if path.is_file() {
                file = std::fs::read_to_string(path).expect("reads");
                continue;
            }
            let is_test = name.contains('_') && !name.contains('/');
            assert!(
                !is_test && file.contains(name) || file.contains(&format!("fn {name}(")),
                "{name} of {line}"
            );
            tests += usize::from(is_test);
        }
        assert!(tests > 0, "{line}");
    }
    assert_eq!(promises, 22);
}
