/// A message as the window says it: the window has controls for what the command line has options for, so a part that names an
/// option is left out.
pub(crate) fn without_options(message: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for sentence in message.split_inclusive(". ") {
        if !names_option(sentence) {
            parts.push(sentence.trim());
            continue;
        }
        let head = sentence.split(';').next().unwrap_or_default();
        if head.len() < sentence.len() && !names_option(head) {
            parts.push(head.trim());
        } else if let Some((before, _)) = sentence.split_once(" with the option --") {
            let before = before.trim();
            if !before.starts_with("Say ") {
                parts.push(before);
            }
        }
    }
    let mut out = String::new();
    for part in parts {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(part);
        if !part.ends_with(['.', '?', '!', ':']) {
            out.push('.');
        }
    }
    out
}

fn names_option(text: &str) -> bool {
    text.contains(" --")
}

#[cfg(test)]
mod tests {
    use super::without_options;

    #[test]
    fn options_are_for_the_command_line() {
        for (message, said) in [
            (
                "“x” is under no goal yet; place it with the option --goal or in the review.",
                "“x” is under no goal yet.",
            ),
            (
                "“12” is read as 2012 (Y): it is short. Say otherwise with the option --period. Seen 3 times.",
                "“12” is read as 2012 (Y): it is short. Seen 3 times.",
            ),
            (
                "Nothing says what time the figure covers; say it with the option --period, such as --period 2021/22.",
                "Nothing says what time the figure covers.",
            ),
            (
                "This sheet is hidden and is read only when it is chosen with the option --sheet.",
                "This sheet is hidden and is read only when it is chosen.",
            ),
            (
                "It is 3.5 of 4; that is all.",
                "It is 3.5 of 4; that is all.",
            ),
        ] {
            assert_eq!(without_options(message), said);
        }
    }
}
