use super::Outcome;
use crate::domain::list::{FieldValue, ListField, said, yes};
use crate::domain::{IndicatorCode, SubjectCode};

/// One field of a community-defined outcome: a column of its spreadsheet and a field of its form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(
    missing_docs,
    reason = "each is the field of the same name of an outcome"
)]
pub enum OutcomeField {
    Code,
    Words,
    DefinedBy,
    DefinedHow,
    Framework,
    Goal,
    Subject,
    Proxy,
    Priority,
    Example,
}

impl OutcomeField {
    /// Every field, in the order of columns.
    pub const ALL: [Self; 10] = [
        Self::Code,
        Self::Words,
        Self::DefinedBy,
        Self::DefinedHow,
        Self::Framework,
        Self::Goal,
        Self::Subject,
        Self::Proxy,
        Self::Priority,
        Self::Example,
    ];
}

impl ListField for OutcomeField {
    type Of = Outcome;

    fn all() -> &'static [Self] {
        &Self::ALL
    }

    fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::Code => ("outcome_code", "Code of the outcome"),
            Self::Words => ("community_outcome", "The outcome, as it was said"),
            Self::DefinedBy => ("defined_by", "Who defined it"),
            Self::DefinedHow => ("defined_how", "How it was defined"),
            Self::Framework => ("framework", "Framework"),
            Self::Goal => ("goal", "Goal"),
            Self::Subject => ("subject_code", "Place or organisation"),
            Self::Proxy => ("proxy_indicator_code", "Indicator that comes near"),
            Self::Priority => ("priority", "Priority"),
            Self::Example => ("example", "Made-up example"),
        }
    }

    fn help(self) -> &'static str {
        match self {
            Self::Code => {
                "Leave it empty for a new outcome; an outcome of the same code is replaced."
            }
            Self::Words => "In the words of those who said it.",
            Self::DefinedBy => "A group or a meeting; no names needed.",
            Self::DefinedHow => "A workshop, a show of hands, a survey.",
            Self::Framework => "Code of the list of goals; the book’s own when empty.",
            Self::Goal => "Number of the goal under which it stands; empty for none.",
            Self::Subject => "Code of the place or organisation that it is about; empty for none.",
            Self::Proxy => "Code of an indicator that comes near it; empty where no figure does.",
            Self::Priority => "1 is first; empty where nobody put them in order.",
            Self::Example => "yes for a made-up example; empty otherwise.",
        }
    }

    fn value(self, of: &Outcome) -> FieldValue {
        let whole = |number: Option<u32>| FieldValue::Number(number.map(f64::from));
        FieldValue::Text(match self {
            Self::Code => of.code.clone(),
            Self::Words => of.words.clone(),
            Self::DefinedBy => of.defined_by.clone(),
            Self::DefinedHow => of.defined_how.clone(),
            Self::Framework => of.framework.clone(),
            Self::Goal => return whole(of.goal),
            Self::Subject => of.subject.as_ref().map_or("", |code| &code.0).to_owned(),
            Self::Proxy => of.proxy.as_ref().map_or("", |code| &code.0).to_owned(),
            Self::Priority => return whole(of.priority),
            Self::Example => if of.example { "yes" } else { "" }.to_owned(),
        })
    }

    fn read(self, into: &mut Outcome, text: &str) -> Result<(), String> {
        let text = text.trim();
        let whole = |what: &str| match text.parse::<u32>() {
            Ok(number) if number > 0 => Ok(Some(number)),
            _ if text.is_empty() => Ok(None),
            _ => Err(format!("“{text}” is no {what}.")),
        };
        match self {
            Self::Code => text.clone_into(&mut into.code),
            Self::Words => text.clone_into(&mut into.words),
            Self::DefinedBy => text.clone_into(&mut into.defined_by),
            Self::DefinedHow => text.clone_into(&mut into.defined_how),
            Self::Framework => text.clone_into(&mut into.framework),
            Self::Goal => into.goal = whole("goal’s number")?,
            Self::Subject => into.subject = said(text).map(SubjectCode),
            Self::Proxy => into.proxy = said(text).map(IndicatorCode),
            Self::Priority => into.priority = whole("place in an order: 1 is the first")?,
            Self::Example => into.example = yes(text)?,
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::list::written_and_read;

    #[test]
    fn every_field_reads_what_it_writes() {
        let outcome = Outcome {
            code: "outcome-3".to_owned(),
            words: "=A bus,\n\"home\"".to_owned(),
            defined_by: "A forum".to_owned(),
            defined_how: "Dots".to_owned(),
            proxy: Some(IndicatorCode::from("bus-times")),
            priority: Some(2),
            framework: "goals".to_owned(),
            goal: Some(11),
            subject: Some(SubjectCode::from("E12000001")),
            example: true,
            recorded: None,
        };
        let mut read = written_and_read::<OutcomeField>(&outcome, Outcome::default());
        assert_eq!(read, outcome);
        assert!(OutcomeField::Goal.read(&mut read, "two").is_err());
        assert!(OutcomeField::Priority.read(&mut read, "0").is_err());
    }
}
