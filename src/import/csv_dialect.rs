//! Which character parts the fields of a text file.

/// Candidates, the usual ones first.
const DELIMITERS: [char; 5] = [',', '\t', ';', '|', '¬'];
/// Records that are looked at.
const SAMPLE: usize = 300;

/// The delimiter that a first line `sep=;` names, and the bytes that the line takes with its end.
pub(super) fn declared(text: &str) -> Option<(char, usize)> {
    let rest = text
        .get(..4)
        .filter(|start| start.eq_ignore_ascii_case("sep="))
        .and(text.get(4..))?;
    let delimiter = rest
        .chars()
        .next()
        .filter(|found| !found.is_alphanumeric() && !"\"\r\n".contains(*found))?;
    let end = rest.get(delimiter.len_utf8()..)?;
    let taken = 4 + delimiter.len_utf8();
    if end.is_empty() {
        Some((delimiter, taken))
    } else if end.starts_with("\r\n") {
        Some((delimiter, taken + 2))
    } else {
        end.starts_with(['\r', '\n'])
            .then_some((delimiter, taken + 1))
    }
}

/// The delimiter that parts most records into the same number of fields; a comma where none does.
pub(super) fn sniffed(sample: &str) -> char {
    let mut best = (0.0, ',');
    for delimiter in DELIMITERS {
        let score = consistency(&field_counts(sample, delimiter));
        if score > best.0 * 1.01 {
            best = (score, delimiter);
        }
    }
    best.1
}

/// How well counts agree on more than one field: the share of records at the commonest count, more for wider tables.
fn consistency(counts: &[usize]) -> f64 {
    let mut best: f64 = 0.0;
    let records = counts.iter().filter(|count| **count > 0).count();
    for wanted in counts.iter().filter(|count| **count > 1) {
        let same = counts.iter().filter(|count| *count == wanted).count();
        let share = same as f64 / records.max(1) as f64;
        best = best.max(share * (1.0 + 0.1 * (*wanted as f64).ln()));
    }
    best
}

/// Fields of each record; 0 for a blank one. Delimiters and line ends inside quotes do not count.
fn field_counts(sample: &str, delimiter: char) -> Vec<usize> {
    let mut counts = Vec::new();
    let (mut fields, mut blank, mut quoted, mut at_start) = (1, true, false, true);
    for letter in sample.chars() {
        if quoted {
            quoted = letter != '"';
            continue;
        }
        match letter {
            '"' if at_start => quoted = true,
            '\n' | '\r' => {
                counts.push(if blank { 0 } else { fields });
                (fields, blank, at_start) = (1, true, true);
                if counts.len() >= SAMPLE {
                    return counts;
                }
                continue;
            }
            found if found == delimiter => {
                fields += 1;
                blank = false;
                at_start = true;
                continue;
            }
            _ => {}
        }
        blank = false;
        // A doubled quote inside a quoted field closes and opens again at once.
        at_start = letter == '"';
    }
    if !blank && counts.is_empty() {
        counts.push(fields);
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::{declared, sniffed};

    #[test]
    fn the_delimiter_is_the_one_that_rows_agree_on() {
        for (sample, expected) in [
            ("a,b,c\n1,2,3\n", ','),
            ("a\tb\tc\n1,5\t2,5\t3\n", '\t'),
            ("name;value\nBath, City;1,5\nBristol;2,5\n", ';'),
            ("a|b|c\n1|2|3\n", '|'),
            ("a¬b¬c\n1¬2,3¬4\n", '¬'),
            ("Title, with a comma\n\na;b;c\n1;2;3\n4;5;6\n", ';'),
            ("\"x;y\",2\n\"x;\"\"z\",3\n", ','),
            ("one column\n1\n2\n", ','),
            ("", ','),
            ("a;b;c", ';'),
        ] {
            assert_eq!(sniffed(sample), expected, "{sample}");
        }
    }

    #[test]
    fn a_file_may_name_its_delimiter() {
        assert_eq!(declared("sep=;\r\na;b\n"), Some((';', 7)));
        assert_eq!(declared("SEP=|\na|b\n"), Some(('|', 6)));
        assert_eq!(declared("separate,b\n"), None);
        assert_eq!(declared("sep=a\n"), None);
    }
}
