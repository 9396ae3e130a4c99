/// A piece of a period's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::import) enum Token {
    Number(String),
    Word(String),
    Dash,
    Slash,
    Dot,
    /// `to`, `and`, `until`.
    To,
    /// A time of day.
    Clock,
}

impl Token {
    /// The text of a word or number, a space otherwise.
    pub(super) fn text(&self) -> &str {
        match self {
            Self::Number(text) | Self::Word(text) => text,
            Self::To => "to",
            _ => " ",
        }
    }
}

/// Cuts a text of small letters into numbers, words and separators. Commas, ordinals and `of` fall away, and so does a time
/// of day, for which one mark stands.
pub(in crate::import) fn tokens(text: &str) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if c.is_ascii_digit() {
            let mut end = at + 1;
            while let Some((next, d)) = chars.peek().copied()
                && d.is_ascii_digit()
            {
                end = next + 1;
                chars.next();
            }
            out.push(Token::Number(text.get(at..end).unwrap_or("").to_owned()));
        } else if c.is_alphabetic() {
            let mut end = at + c.len_utf8();
            while let Some((next, d)) = chars.peek().copied()
                && d.is_alphabetic()
            {
                end = next + d.len_utf8();
                chars.next();
            }
            let word = text.get(at..end).unwrap_or("");
            match word {
                "st" | "nd" | "rd" | "th" if matches!(out.last(), Some(Token::Number(_))) => {}
                "of" | "the" => {}
                "to" | "until" | "and" => out.push(Token::To),
                _ => out.push(Token::Word(word.to_owned())),
            }
        } else {
            match c {
                '-' => out.push(Token::Dash),
                '/' => out.push(Token::Slash),
                '.' => out.push(Token::Dot),
                // What no digit follows ends a title: `2021-22: England`.
                ':' if !chars.peek().is_some_and(|(_, next)| next.is_ascii_digit()) => {}
                ':' => {
                    out.pop();
                    if matches!(out.last(), Some(Token::Word(t)) if t == "t") {
                        out.pop();
                    }
                    if out.last() != Some(&Token::Clock) {
                        out.push(Token::Clock);
                    }
                    while let Some((_, d)) = chars.peek().copied()
                        && (d.is_ascii_digit() || matches!(d, ':' | '.' | 'z'))
                    {
                        chars.next();
                    }
                }
                _ => {}
            }
        }
    }
    out
}
