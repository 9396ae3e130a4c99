//! Programs of others, which look at what we make with eyes that are not ours. Where one is missing, a test says so and goes on.

use std::process::Command;

/// What a program prints; nothing where it is not installed.
pub(crate) fn said(program: &str, arguments: &[&str]) -> Option<String> {
    match Command::new(program).args(arguments).output() {
        Ok(output) if output.status.success() => {
            Some(String::from_utf8_lossy(&output.stdout).into_owned())
        }
        Ok(output) => panic!(
            "{program} {arguments:?}: {}",
            String::from_utf8_lossy(&output.stderr)
        ),
        Err(_) => {
            println!("passed over: {program} is not installed");
            None
        }
    }
}

/// What a script of Python prints; nothing where Python or a module that it needs is not installed.
pub(crate) fn python(module: &str, script: &str, arguments: &[&str]) -> Option<String> {
    let has = Command::new("python3")
        .args(["-c", &format!("import {module}")])
        .output();
    if !has.is_ok_and(|output| output.status.success()) {
        println!("passed over: Python has no {module} here");
        return None;
    }
    let whole: Vec<&str> = ["-c", script]
        .into_iter()
        .chain(arguments.iter().copied())
        .collect();
    said("python3", &whole)
}
