//! What single lines above a table are: its title with a number, a key to its signs, a title that says nothing.

/// A title without the number or code of its table: `Table 4a: Starts`, `RAS0403: Casualties`.
pub(super) fn without_number(title: &str) -> &str {
    let numbered = ["Table ", "Figure ", "Chart "]
        .iter()
        .find_map(|word| title.strip_prefix(word))
        .and_then(|rest| rest.split_once([':', ' ']))
        .filter(|(number, _)| number.chars().any(|c| c.is_ascii_digit()));
    let coded = || {
        let (code, rest) = title.split_once(": ")?;
        let digits = code.chars().filter(char::is_ascii_digit).count();
        let letters = code.chars().take_while(char::is_ascii_uppercase).count();
        let is_code = (2..=5).contains(&letters)
            && (2..=5).contains(&digits)
            && code.len() <= letters + digits + 1;
        is_code.then_some((code, rest))
    };
    numbered.or_else(coded).map_or(title, |(_, title)| {
        title.trim_start_matches(['-', '–', ':', ' ']).trim()
    })
}

/// Whether a line begins with the number of a table and goes on with its title: `Table 4a: Starts`.
pub(super) fn is_numbered(line: &str) -> bool {
    let rest = line.trim().strip_prefix("Table ");
    rest.and_then(|rest| rest.split_once([':', ' ']))
        .is_some_and(|(number, title)| {
            let ends = line.contains(&format!("{number}:"))
                || title.trim_start().starts_with(['-', '–', ':']);
            number.len() <= 8 && number.contains(|c: char| c.is_ascii_digit()) && ends
        })
}

/// Whether a title says that a table is about many things: `Key statistics`, `Area profile`.
pub(super) fn says_no_measure(line: &str) -> bool {
    matches!(
        line.trim().to_lowercase().as_str(),
        "key statistics"
            | "key facts"
            | "key figures"
            | "profile"
            | "area profile"
            | "in numbers"
            | "at a glance"
            | "overview"
            | "summary"
            | "headline figures"
            | "dashboard"
            | "indicators"
            | "key indicators"
    )
}

/// Whether a line says how a table is to be read, and is no title: a key to signs, what a sheet contains.
pub(super) fn is_about_reading(line: &str) -> bool {
    let low = line.to_lowercase();
    let key = low.split_once(" = ").is_some_and(|(before, _)| {
        let sign = before.rsplit(' ').next().unwrap_or("");
        sign.chars().count() <= 6 && !sign.contains(|c: char| c.is_ascii_digit() || c == '(')
    });
    // The way to a table through a publisher's catalogue: `Housing > Homes built > Homes built by council`.
    let path = line.matches(" > ").count() > 1;
    key || path
        || low == "contents"
        || [
            "this worksheet contains",
            "this sheet contains",
            "some cells refer",
            "some shorthand",
            "shorthand",
            "back to contents",
            "return to contents",
        ]
        .iter()
        .any(|start| low.starts_with(start))
}
