use std::fmt::Write;

use super::csv::harmless;
use super::svg::escaped;
use crate::domain::round_half_away;
use crate::questions::{Answer, Row};

/// A table on the clipboard, for whoever takes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pasted {
    /// For word processors, mail and spreadsheets: headline, table and sources.
    pub html: String,
    /// For all else: the table, a tab between two cells.
    pub text: String,
}

const COLUMNS: [&str; 11] = [
    "Indicator",
    "Subject",
    "Code",
    "Period",
    "Group",
    "Value",
    "Lower",
    "Upper",
    "State",
    "Markers",
    "Judgement",
];

/// The column from which on, and before which, cells hold numbers.
const NUMBERS: std::ops::Range<usize> = 5..8;

/// The rows of an answer, ready to be pasted. A withheld figure is its sign and no number; identifiers stay texts.
pub fn pasted(answer: &Answer) -> Pasted {
    let mut text = COLUMNS.join("\t");
    text.push('\n');
    let mut html = format!(
        "<meta charset=\"utf-8\"><p><b>{}</b><br>{}</p>\n<table>\n<thead><tr>",
        escaped(&answer.headline),
        escaped(&answer.subtitle)
    );
    for name in COLUMNS {
        let _ = write!(html, "<th>{name}</th>");
    }
    html.push_str("</tr></thead>\n<tbody>\n");
    for row in &answer.rows {
        let cells = cells(row);
        let guarded: Vec<String> = cells
            .iter()
            .map(|cell| harmless(&cell.replace(['\t', '\n', '\r'], " ")))
            .collect();
        let _ = writeln!(text, "{}", guarded.join("\t"));
        html.push_str("<tr>");
        for (index, cell) in cells.iter().enumerate() {
            let style = if NUMBERS.contains(&index) {
                "text-align:right"
            } else {
                "mso-number-format:'\\@'"
            };
            let _ = write!(html, "<td style=\"{style}\">{}</td>", escaped(cell));
        }
        html.push_str("</tr>\n");
    }
    html.push_str("</tbody></table>\n");
    for source in &answer.sources {
        let _ = writeln!(html, "<p>{}</p>", escaped(source));
    }
    Pasted { html, text }
}

fn cells(row: &Row) -> [String; 11] {
    let number = |value: Option<f64>| {
        value.map_or_else(String::new, |value| round_half_away(value, row.decimals))
    };
    [
        row.indicator.clone(),
        row.subject.clone(),
        row.subject_code.0.clone(),
        row.period
            .map_or_else(String::new, crate::domain::Period::label),
        row.group.to_string(),
        number(row.reading.value()),
        number(row.lower),
        number(row.upper),
        row.reading.state().sign(),
        row.markers.signs(),
        row.judgement
            .map_or("", |judgement| judgement.in_words(row.polarity))
            .to_owned(),
    ]
}

#[cfg(test)]
mod tests {
    use super::pasted;
    use crate::domain::{Reading, State};
    use crate::figures::fixtures;
    use crate::questions::{Answer, Question, QuestionKind};

    #[test]
    fn a_withheld_figure_is_no_number_and_texts_are_no_formulas() {
        let mut answer = Answer::empty(Question::new(QuestionKind::Ranking));
        "More < less".clone_into(&mut answer.headline);
        let mut row = fixtures::row("=York", "Gap", "%", 9.25);
        row.subject_code = "00451".into();
        answer.rows.push(row.clone());
        row.reading = Reading::withheld(State::Confidential);
        answer.rows.push(row);
        let pasted = pasted(&answer);
        let lines: Vec<&str> = pasted.text.lines().collect();
        assert!(lines[1].contains("\t'=York\t00451\t"), "{}", lines[1]);
        assert!(lines[2].contains("\t\t\t\t[c]\t"), "{}", lines[2]);
        assert!(pasted.html.contains("<b>More &lt; less</b>"));
        let code = "<td style=\"mso-number-format:'\\@'\">00451</td>";
        assert!(pasted.html.contains(code), "{}", pasted.html);
    }
}
