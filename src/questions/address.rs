use super::{Question, QuestionError, QuestionKind};

impl Question {
    /// The question in one line: `ranking?indicator=employment-rate&areas=region&period=latest`.
    /// Address to question to address is the identity.
    pub fn address(&self) -> String {
        String::new()
    }

    /// Reads an address.
    pub fn from_address(_address: &str) -> Result<Self, QuestionError> {
        Ok(Self::new(QuestionKind::Overview))
    }
}
