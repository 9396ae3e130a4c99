/// A text without what is of the user: what stands in quotation marks is left out, digits become `#`, and of a path its last part
/// stays, or what follows `src/`.
pub(super) fn cleaned(text: &str) -> String {
    let mut lines = Vec::new();
    for line in text.lines() {
        let words: Vec<String> = without_quoted(line).split(' ').map(word).collect();
        lines.push(words.join(" "));
    }
    lines.join("\n")
}

fn without_quoted(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut inside = None;
    for sign in line.chars() {
        match (inside, sign) {
            (None, '"' | '`' | '“') => {
                inside = Some(if sign == '“' { '”' } else { sign });
                out.push('…');
            }
            (Some(end), sign) if sign == end => inside = None,
            (None, sign) => out.push(sign),
            (Some(_), _) => {}
        }
    }
    out
}

fn word(word: &str) -> String {
    let is_path = word.contains('/') || word.contains('\\');
    let kept = if is_path {
        word.rsplit_once("src/").map_or_else(
            || word.rsplit(['/', '\\']).next().unwrap_or_default(),
            |(_, of)| of,
        )
    } else {
        word
    };
    // The place in the program's own text, `window.rs:120:9`, is no figure.
    let (name, place) = match kept.find(".rs:") {
        Some(at) => kept.split_at(at),
        None => (kept, ""),
    };
    let name: String = name
        .chars()
        .map(|sign| if sign.is_numeric() { '#' } else { sign })
        .collect();
    name + place
}

#[cfg(test)]
mod tests {
    use super::cleaned;

    #[test]
    fn what_is_of_the_user_is_left_out() {
        for (said, kept) in [
            ("opening a book", "opening a book"),
            (
                "called `Result::unwrap()` on an `Err` value: \"12.5 of Leeds\"",
                "called … on an … value: …",
            ),
            ("at 71.5 percent", "at ##.# percent"),
            ("/home/ann/secret/pay gaps.csv", "secret/pay gaps.csv"),
            (
                "at /home/ann/levelbook/src/desktop/window.rs:120:9",
                "at desktop/window.rs:120:9",
            ),
            (
                r"C:\Users\ann\book.levelbook failed",
                "book.levelbook failed",
            ),
            ("“Leeds” is", "… is"),
            ("an \"open end 12", "an …"),
        ] {
            // Of a path with a blank in it, the parts are words of their own.
            let kept = kept.replace("secret/pay", "pay");
            assert_eq!(cleaned(said), kept, "{said}");
        }
    }
}
