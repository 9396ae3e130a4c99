mod text;

use text::escaped;
pub(super) use text::plain;

use super::between::{between_of, between_text};
use super::{Between, Boundaries, Question, QuestionError, QuestionKind, Subjects};
use crate::domain::{AreaSet, AsOf, IndicatorCode, OrganisationSet, PeopleGroup, SubjectCode};
use crate::message::nearest;

/// Every key, in the order in which an address writes them.
const KEYS: [&str; 17] = [
    "indicator",
    "goal",
    "framework",
    "subjects",
    "areas",
    "organisations",
    "sector",
    "size",
    "parent",
    "neighbours-of",
    "focus",
    "group",
    "between",
    "benchmark",
    "period",
    "as-of",
    "boundaries",
];

impl Question {
    /// The question in one line: `ranking?indicator=employment-rate&areas=region&period=latest`.
    /// Address to question to address is the identity.
    pub fn address(&self) -> String {
        let mut parts = Vec::new();
        let mut put = |key: &str, value: String| parts.push(format!("{key}={value}"));
        if !self.indicators.is_empty() {
            put(
                "indicator",
                list(self.indicators.iter().map(|code| &code.0)),
            );
        }
        if let Some(goal) = self.goal {
            put("goal", goal.to_string());
        }
        if let Some(framework) = &self.framework {
            put("framework", escaped(framework));
        }
        match &self.subjects {
            Subjects::Unsaid => {}
            Subjects::Codes(codes) if codes.is_empty() => {}
            Subjects::Codes(codes) => put("subjects", list(codes.iter().map(|code| &code.0))),
            Subjects::Areas(set) => put("areas", set.code().to_owned()),
            Subjects::Organisations(set) => put("organisations", set.code().to_owned()),
        }
        let narrowed = &self.narrowed;
        for (key, text) in [
            ("sector", narrowed.sector.as_deref()),
            ("size", narrowed.size.as_deref()),
            (
                "parent",
                narrowed.parent.as_ref().map(|code| code.0.as_str()),
            ),
            (
                "neighbours-of",
                narrowed.neighbours_of.as_ref().map(|code| code.0.as_str()),
            ),
        ] {
            if let Some(text) = text {
                put(key, escaped(text));
            }
        }
        if !self.focus.is_empty() {
            put("focus", list(self.focus.iter().map(|code| &code.0)));
        }
        if !self.group.is_all() {
            put("group", group_text(&self.group));
        }
        if let Some(between) = between_text(&self.between) {
            put("between", between);
        }
        if let Some(benchmark) = &self.benchmark {
            put("benchmark", escaped(&benchmark.0));
        }
        if let Some(period) = &self.period {
            put("period", escaped(period));
        }
        if let Some(as_of) = self.as_of {
            put("as-of", as_of.to_string());
        }
        if self.boundaries == Boundaries::Current {
            put("boundaries", "current".to_owned());
        }
        if parts.is_empty() {
            self.kind.word().to_owned()
        } else {
            format!("{}?{}", self.kind.word(), parts.join("&"))
        }
    }

    /// Reads an address.
    pub fn from_address(address: &str) -> Result<Self, QuestionError> {
        let (word, rest) = address
            .trim()
            .split_once('?')
            .unwrap_or((address.trim(), ""));
        let kind = QuestionKind::from_word(word).ok_or_else(|| QuestionError::UnknownKind {
            wanted: word.to_owned(),
            near: nearest(word, QuestionKind::ALL.map(QuestionKind::word)),
        })?;
        let mut question = Self::new(kind);
        for part in rest.split('&').filter(|part| !part.is_empty()) {
            let (key, value) = part.split_once('=').unwrap_or((part, ""));
            question.set(key, value)?;
        }
        Ok(question)
    }

    /// Sets one key.
    fn set(&mut self, key: &str, value: &str) -> Result<(), QuestionError> {
        match key {
            "indicator" => self.indicators = items(value).map(IndicatorCode).collect(),
            "goal" => {
                let number = plain(value).trim().parse().ok().filter(|goal| *goal > 0);
                self.goal = Some(number.ok_or_else(|| QuestionError::UnknownValue {
                    key: "goal",
                    value: plain(value),
                    known: "a goal’s number, such as 5".to_owned(),
                })?);
            }
            "framework" => self.framework = said(value),
            "subjects" => {
                let codes: Vec<SubjectCode> = items(value).map(SubjectCode).collect();
                if !codes.is_empty() {
                    self.subjects = Subjects::Codes(codes);
                }
            }
            "areas" => {
                let set = AreaSet::from_code(&plain(value));
                self.subjects =
                    Subjects::Areas(set.ok_or_else(|| {
                        unknown_set("areas", value, AreaSet::ALL.map(AreaSet::code))
                    })?);
            }
            "organisations" => {
                let set = OrganisationSet::from_code(&plain(value));
                self.subjects = Subjects::Organisations(set.ok_or_else(|| {
                    unknown_set(
                        "organisations",
                        value,
                        [
                            "all",
                            "employer",
                            "university",
                            "nhs-trust",
                            "council",
                            "department",
                            "school",
                        ],
                    )
                })?);
            }
            "sector" => self.narrowed.sector = said(value),
            "size" => self.narrowed.size = said(value),
            "parent" => self.narrowed.parent = said(value).map(SubjectCode),
            "neighbours-of" => self.narrowed.neighbours_of = said(value).map(SubjectCode),
            "focus" => self.focus = items(value).map(SubjectCode).collect(),
            "group" => self.group = group_of(value),
            "between" => {
                self.between = between_of(value).ok_or_else(|| QuestionError::UnknownValue {
                    key: "between",
                    value: plain(value),
                    known: Between::KNOWN.to_owned(),
                })?;
            }
            "benchmark" => self.benchmark = said(value).map(SubjectCode),
            "period" => self.period = said(value),
            "as-of" => {
                let as_of = AsOf::parse(&plain(value));
                self.as_of = Some(as_of.ok_or_else(|| QuestionError::UnknownValue {
                    key: "as-of",
                    value: plain(value),
                    known: "a day, such as 2026-11-20".to_owned(),
                })?);
            }
            "boundaries" => {
                self.boundaries = match plain(value).as_str() {
                    "published" | "" => Boundaries::Published,
                    "current" => Boundaries::Current,
                    _ => {
                        return Err(QuestionError::UnknownValue {
                            key: "boundaries",
                            value: plain(value),
                            known: "current or published".to_owned(),
                        });
                    }
                };
            }
            _ => {
                return Err(QuestionError::UnknownKey {
                    key: key.to_owned(),
                    near: nearest(key, KEYS),
                });
            }
        }
        Ok(())
    }
}

fn unknown_set<const N: usize>(
    key: &'static str,
    value: &str,
    known: [&'static str; N],
) -> QuestionError {
    let value = plain(value);
    let near = nearest(&value, known);
    QuestionError::UnknownValue {
        key,
        value,
        known: if near.is_empty() {
            known.join(", ")
        } else {
            near
        },
    }
}

/// A value that says something.
pub(super) fn said(value: &str) -> Option<String> {
    Some(plain(value)).filter(|value| !value.is_empty())
}

/// Codes with commas between them.
pub(super) fn list<'a>(codes: impl Iterator<Item = &'a String>) -> String {
    let codes: Vec<String> = codes.map(|code| escaped(code)).collect();
    codes.join(",")
}

/// The codes of a list.
fn items(value: &str) -> impl Iterator<Item = String> {
    value.split(',').map(plain).filter(|item| !item.is_empty())
}

/// A group as an address writes it: the pairs of its key, each escaped.
pub(super) fn group_text(group: &PeopleGroup) -> String {
    let pairs: Vec<String> = group
        .pairs()
        .iter()
        .map(|(dimension, category)| format!("{}={}", escaped(dimension), escaped(category)))
        .collect();
    pairs.join(";")
}

/// The group of an address; a text without `=` is a category of the dimension `group`.
pub(super) fn group_of(value: &str) -> PeopleGroup {
    PeopleGroup::of(
        value
            .split(';')
            .filter(|pair| !pair.is_empty())
            .map(|pair| match pair.split_once('=') {
                Some((dimension, category)) => (plain(dimension), plain(category)),
                None => match plain(pair).split_once('=') {
                    Some((dimension, category)) => (dimension.to_owned(), category.to_owned()),
                    None => ("group".to_owned(), plain(pair)),
                },
            }),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::Explain;

    #[test]
    fn an_address_reads_as_a_question_and_back() {
        for address in [
            "overview",
            "overview?subjects=E12000003&benchmark=E92000001",
            "goal?goal=5&subjects=E08000032",
            "trend?indicator=employment-rate&subjects=E08000032,E92000001&period=2019..2023",
            "ranking?indicator=employment-rate&areas=region&period=latest",
            "ranking?indicator=gap&organisations=nhs-trust&focus=296&period=2021-04-01/P1Y",
            "comparison?goal=14&framework=levelling-up-goals&subjects=296,1016",
            "trend?indicator=employment-rate&subjects=E06000063&boundaries=current",
            "profile?subjects=E08000032&group=age=16%20to%2024;sex=Female",
            "gap?indicator=maths&areas=region&between=free%20school%20meals=Eligible,free%20school%20meals=Not%20eligible",
            "gap?indicator=pay&between=E12000001,E12000007",
            "gap?indicator=pay&between=All,sex=Female",
            "gap?indicator=pay&areas=local-authority&between=lowest-tenth..median",
            "gap?goal=2&subjects=E92000001&between=extremes",
            "ranking?indicator=gap&areas=region&as-of=2026-11-20",
            "spread?indicator=gap&organisations=employer&sector=Education&size=250%20to%20499&parent=E12000003&neighbours-of=296",
            "ranking?indicator=gap&areas=region&as-of=2026-11-20T10:15:00Z",
        ] {
            let question = Question::from_address(address).expect(address);
            assert_eq!(question.address(), address);
        }
    }

    #[test]
    fn what_is_not_understood_is_named_with_what_is_near() {
        for (address, expected) in [
            (
                "rankin?x=1",
                "There is no kind of question “rankin”. Did you mean “ranking”?",
            ),
            (
                "ranking?indicater=x",
                "Questions have no key “indicater”. Did you mean “indicator”?",
            ),
            (
                "ranking?areas=regions",
                "“regions” is no value of areas. It may be “region”.",
            ),
            (
                "goal?goal=five",
                "“five” is no value of goal. It may be a goal’s number, such as 5.",
            ),
            (
                "gap?between=Bradford",
                "“Bradford” is no value of between. It may be two people groups or two subjects with a comma between them, extremes, deprivation or lowest-tenth..median.",
            ),
            (
                "trend?as-of=yesterday",
                "“yesterday” is no value of as-of. It may be a day, such as 2026-11-20.",
            ),
        ] {
            let error = Question::from_address(address).expect_err(address);
            assert_eq!(error.explain().to_string(), expected);
        }
    }
}
