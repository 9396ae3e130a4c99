//! An answer as a text that is read back: so a frozen slide shows what it showed, whatever becomes of the imports.

use serde::{Deserialize, Deserializer, Serializer};

use super::{Answer, Question, notes};
use crate::domain::{AsOf, Level, OrganisationType};

/// The most bytes that are kept of an answer.
const MOST_BYTES: usize = 1 << 20;

/// A word of the program's own, read back as such.
pub(super) type Word = &'static str;

impl Answer {
    /// The answer as a text; none where it is about plans, which are no figures, or too large to be kept. A number read back may differ
    /// in the last of its sixteen digits.
    pub fn kept(&self) -> Option<String> {
        let text = serde_json::to_string(self).ok();
        text.filter(|text| text.len() <= MOST_BYTES)
    }

    /// Reads what [`Answer::kept`] writes, as of a moment; none of any other text.
    pub fn from_kept(text: &str, moment: AsOf) -> Option<Self> {
        let mut answer: Self = serde_json::from_str(text).ok()?;
        answer.notes.insert(0, notes::as_of(moment, 0));
        Some(answer)
    }
}

/// A question by its address.
pub(super) mod question {
    use super::{Deserialize, Deserializer, Question, Serializer};

    pub(in crate::questions) fn serialize<S: Serializer>(
        question: &Question,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        to.serialize_str(&question.address())
    }

    pub(in crate::questions) fn deserialize<'de, D: Deserializer<'de>>(
        from: D,
    ) -> Result<Question, D::Error> {
        let address = String::deserialize(from)?;
        Question::from_address(&address).map_err(serde::de::Error::custom)
    }
}

/// The code of a level or of a type of organisation.
pub(super) mod level {
    use super::{Deserialize, Deserializer, Level, OrganisationType, Serializer, Word};

    #[allow(
        clippy::trivially_copy_pass_by_ref,
        reason = "it is called with a reference"
    )]
    pub(in crate::questions) fn serialize<S: Serializer>(
        word: &Word,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        to.serialize_str(word)
    }

    pub(in crate::questions) fn deserialize<'de, D: Deserializer<'de>>(
        from: D,
    ) -> Result<Word, D::Error> {
        let word = String::deserialize(from)?;
        let levels = Level::ALL.into_iter().map(Level::code);
        let types = OrganisationType::ALL
            .into_iter()
            .map(OrganisationType::code);
        let mut known = levels.chain(types);
        Ok(known.find(|code| *code == word).unwrap_or_default())
    }
}
