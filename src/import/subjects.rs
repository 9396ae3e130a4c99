//! The subjects of a sheet: matched by code, then by identifier, then by name, else new.

mod agreement;
mod by_name;
mod doubts;
mod former;
mod known_index;
mod nations;
mod sorts;
mod successors;

use std::collections::HashMap;

use foldhash::fast::RandomState;

pub(super) use known_index::KnownIndex;
pub(super) use sorts::type_of_name;
use sorts::{health_area, level_of_words, names_nobody, type_of_provider, type_of_words};

use agreement::{Agreement, is_like};
use doubts::Doubts;
pub(super) use doubts::NameDoubt;
use former::FormerCodes;

use super::code_text;
use super::notices::Notices;
use super::{Observations, Severity, SubjectsAre};
use crate::domain::{IdKind, Level, OrganisationType, Subject, SubjectKind};

/// What a row says of its subject.
#[derive(Clone, Debug, Default)]
pub(super) struct SubjectText<'a> {
    /// Its code, empty where the row has none.
    pub(super) code: &'a str,
    /// The register that the code's column names.
    pub(super) kind: Option<IdKind>,
    pub(super) name: &'a str,
    /// What it was called when the figures were published, where the file gives today's name too.
    pub(super) former_name: &'a str,
    /// Level or type in words.
    pub(super) level: &'a str,
    /// Further identifiers.
    pub(super) ids: &'a [(IdKind, String)],
    pub(super) size_band: &'a str,
    /// Its sector in words; empty where the row does not tell.
    pub(super) sector: &'a str,
}

/// The subjects found so far.
pub(super) struct Subjects<'k> {
    known: &'k KnownIndex<'k>,
    are: Option<SubjectsAre>,
    default_type: Option<OrganisationType>,
    list: Vec<Subject>,
    by_text: HashMap<String, u32, RandomState>,
    by_code: HashMap<String, u32>,
    former: FormerCodes,
    agreement: Agreement,
    doubts: Doubts,
    /// Whether names are those of areas that are no councils, whatever council is called the same.
    of_other_areas: bool,
    buffer: String,
}

impl<'k> Subjects<'k> {
    pub(super) fn new(
        known: &'k KnownIndex<'k>,
        are: Option<SubjectsAre>,
        default_type: Option<OrganisationType>,
    ) -> Self {
        Self {
            known,
            are,
            default_type,
            list: Vec::new(),
            by_text: HashMap::default(),
            by_code: HashMap::new(),
            former: FormerCodes::default(),
            agreement: Agreement::default(),
            doubts: Doubts::default(),
            of_other_areas: false,
            buffer: String::new(),
        }
    }

    /// With what was said of single names, and the names that stand in the table together.
    pub(super) fn with_names<'n>(
        mut self,
        said: &[(String, String)],
        together: impl IntoIterator<Item = &'n str>,
    ) -> Self {
        self.doubts = Doubts::new(said, together, self.known);
        self
    }

    /// With whether names are those of areas that are no councils: police forces, constituencies.
    pub(super) fn of_other_areas(mut self, are: bool) -> Self {
        self.of_other_areas = are;
        self
    }

    /// Why the row that was resolved last names nobody, where its name is that of several places.
    pub(super) fn doubt_of_last(&self) -> Option<&NameDoubt> {
        self.doubts.of_last()
    }

    /// The subjects, once everything that their codes and names told is said.
    pub(super) fn finish(self, notices: &mut Notices) -> Vec<Subject> {
        self.former.say(notices);
        self.agreement.say(notices);
        self.list
    }

    /// The figures in the order in which those are kept that stand first.
    pub(super) fn newest_codes_first(&self, figures: &mut Observations) {
        self.former.put_last(figures);
    }

    /// Which former code the row that was resolved last was named by, if any.
    pub(super) fn former_of_last(&self) -> Option<usize> {
        self.former.last()
    }

    /// Takes note that a row names its subject in the words of one before, by that former code if any.
    pub(super) fn came_again(&mut self, former: Option<usize>) {
        self.former.came_again(former);
        self.doubts.forget_last();
    }

    /// A note for the figures of the row that was resolved last, where it names its subject by a code that was replaced.
    pub(super) fn note_of_last(&self) -> Option<String> {
        self.former.note_of_last()
    }

    /// Index of the subject that a row names; nothing when it names none.
    pub(super) fn resolve(
        &mut self,
        text: &SubjectText<'_>,
        at: (u32, u32),
        notices: &mut Notices,
    ) -> Option<u32> {
        self.buffer.clear();
        for part in [text.code, text.name, text.level] {
            self.buffer.push_str(part);
            self.buffer.push('\u{1f}');
        }
        if let Some(index) = self.by_text.get(self.buffer.as_str()) {
            self.former.look_up(&self.buffer);
            self.doubts.forget_last();
            return Some(*index);
        }
        if self.doubts.look_up(&self.buffer) {
            return None;
        }
        let subject = match self.subject(text, at, notices)? {
            Ok(subject) => subject,
            Err(doubt) => {
                self.doubts.add(&self.buffer, doubt);
                return None;
            }
        };
        self.former
            .look_at(&self.buffer, text.code, &subject, self.known, at);
        self.agreement
            .look_at(text, &subject, self.known, at, notices);
        let code = subject.code.0.clone();
        let index = if let Some(index) = self.by_code.get(&code).copied() {
            self.compare_names(index, &subject, at, notices);
            index
        } else {
            let index = u32::try_from(self.list.len()).ok()?;
            self.by_code.insert(code, index);
            self.list.push(subject);
            index
        };
        self.by_text.insert(self.buffer.clone(), index);
        Some(index)
    }

    /// One code with two names keeps the first.
    fn compare_names(
        &mut self,
        index: u32,
        subject: &Subject,
        at: (u32, u32),
        notices: &mut Notices,
    ) {
        let Some(first) = self.list.get_mut(index as usize) else {
            return;
        };
        let same = first.name.eq_ignore_ascii_case(&subject.name)
            || subject.name == subject.code.0
            || first
                .other_names
                .iter()
                .any(|name| name.eq_ignore_ascii_case(&subject.name));
        if same {
            return;
        }
        let alike = is_like(&first.name, &subject.name);
        if self.agreement.names_one_more() {
            notices.say(
                at,
                "two-names",
                if alike {
                    Severity::Info
                } else {
                    Severity::Warning
                },
                &subject.name,
                format!(
                    "{} is called “{}” and “{}”; the first name is used.",
                    first.code, first.name, subject.name
                ),
            );
        }
        first.other_names.push(subject.name.clone());
    }

    fn subject(
        &self,
        text: &SubjectText<'_>,
        at: (u32, u32),
        notices: &mut Notices,
    ) -> Option<Result<Subject, NameDoubt>> {
        let (mut name, published) = clean_name(text.name);
        // The name of an organisation is its own, whatever place it names.
        let may_be_place = self.are != Some(SubjectsAre::Organisations)
            && type_of_words(text.level).is_none()
            && text
                .kind
                .is_none_or(|kind| matches!(kind, IdKind::DfeNumber | IdKind::OldOns));
        let no_code = code_text::means_no_code(text.code);
        // A total over organisations is that of the country and none of them.
        let total = || KnownIndex::nation_of_total(&name).filter(|_| no_code);
        let place = || self.known.place_within(&name).filter(|_| may_be_place);
        name = place().or_else(total).unwrap_or(name);
        let mut subject = if no_code {
            let is_said = self.doubts.said(&name, self.known).is_some();
            if name.is_empty() || (names_nobody(&name) && !is_said) {
                return None;
            }
            match self.by_name(&name, text, at, notices) {
                Ok(subject) => subject,
                Err(doubt) => return Some(Err(doubt)),
            }
        } else {
            self.by_code(&name, text)
        };
        if let Some(published) = published
            && subject.name != published
            && !subject.other_names.contains(&published)
        {
            subject.other_names.push(published);
        }
        let former = text.former_name.trim();
        if !former.is_empty()
            && former != subject.name
            && !subject.other_names.iter().any(|name| name == former)
        {
            subject.other_names.push(former.to_owned());
        }
        let is_organisation = subject.organisation_type().is_some();
        for (kind, id) in text.ids {
            let of_a_place = matches!(kind, IdKind::DfeNumber | IdKind::OldOns);
            if of_a_place && is_organisation {
                continue;
            }
            if !id.is_empty() && !subject.ids.contains(&(*kind, id.clone())) {
                subject.ids.push((*kind, id.clone()));
            }
        }
        if !text.size_band.is_empty() {
            subject.size_band = Some(text.size_band.to_owned());
        }
        if !text.sector.is_empty() {
            subject.sector = Some(text.sector.to_owned());
        }
        Some(Ok(subject))
    }

    fn by_code(&self, name: &str, text: &SubjectText<'_>) -> Subject {
        let place = code_text::place_code(text.code)
            .filter(|_| text.kind.is_none() || text.kind == Some(IdKind::Gss));
        let code = place
            .as_ref()
            .map_or_else(|| text.code.trim().to_owned(), |place| place.code.clone());
        if let Some(nation) = nations::by_short_code(&code)
            && let Some(known) = self.known.by_code(nation)
        {
            return known.clone();
        }
        if place.is_none()
            && !code.contains(|c: char| c.is_ascii_digit())
            && let Some(nation) = nations::by_name(name)
            && let Some(known) = self.known.by_code(nation.code)
        {
            return known.clone();
        }
        let register = text.kind.or_else(|| place.as_ref().map(|place| place.kind));
        if let Some(known) = self
            .known
            .by_code(&code)
            .or_else(|| self.known.by_id(register?, &code))
            .or_else(|| self.known.by_other_code(&code, name, text.kind))
            .or_else(|| self.known.same_organisation(name, text))
        {
            return known.clone();
        }
        if text.kind.is_none()
            && let Some(known) = self.known.by_id(IdKind::DfeNumber, &code)
            && (name.is_empty() || known.is_called(name))
        {
            return known.clone();
        }
        if place.is_none()
            && text.kind.is_none()
            && type_of_words(text.level).is_none()
            && self.are != Some(SubjectsAre::Organisations)
            && code.len() < 4
            && (code.len() == 1 || code.contains(|c: char| c.is_ascii_digit()))
            && let Some(known) = self.known.only_place(name)
        {
            return known.clone();
        }
        let shown = if name.is_empty() { code.as_str() } else { name };
        let organisation = self.organisation_type(shown, text, place.is_some());
        let Some(kind) = organisation else {
            let mut subject = Subject::place(&code, shown);
            if let Some(nation) = nations::by_code(&code) {
                nation.name.clone_into(&mut subject.name);
            }
            let level = place
                .as_ref()
                .and_then(|place| place.level)
                .filter(|level| *level != Level::Other)
                .or_else(|| level_of_words(text.level))
                .or_else(|| health_area(&code, text.kind));
            if let Some(level) = level {
                subject.kind = SubjectKind::Place(level);
            }
            let register = place.map_or(text.kind.unwrap_or(IdKind::Other), |place| place.kind);
            subject.ids.push((register, code));
            return subject;
        };
        let mut subject = Subject::organisation(&code, shown, kind);
        if !text.ids.iter().any(|(_, id)| *id == code) {
            subject.ids.push((text.kind.unwrap_or(IdKind::Other), code));
        }
        subject
    }

    /// The type of organisation, where the subject is one.
    fn organisation_type(
        &self,
        name: &str,
        text: &SubjectText<'_>,
        is_place_code: bool,
    ) -> Option<OrganisationType> {
        if let Some(kind) = type_of_words(text.level) {
            return Some(kind);
        }
        if is_place_code && self.are != Some(SubjectsAre::Organisations) {
            return None;
        }
        match (self.are, text.kind) {
            (Some(SubjectsAre::Places), _) => None,
            (_, Some(IdKind::OdsCode)) if health_area(text.code, text.kind).is_some() => None,
            (_, Some(IdKind::OdsCode)) => Some(OrganisationType::NhsTrust),
            (_, Some(IdKind::Ukprn)) => {
                Some(self.default_type.unwrap_or_else(|| type_of_provider(name)))
            }
            (_, Some(IdKind::EmployerId | IdKind::CompanyNumber)) => Some(type_of_name(name)),
            (Some(SubjectsAre::Organisations), _) => {
                Some(self.default_type.unwrap_or_else(|| type_of_name(name)))
            }
            (None, _) => None,
        }
    }
}

/// A name with single spaces and without note marks, and as it was published where that differs.
fn clean_name(name: &str) -> (String, Option<String>) {
    let mut out = super::layout::clean(name);
    for suffix in [" UA", " (Met County)", " Met County"] {
        if let Some(short) = out.strip_suffix(suffix) {
            let short = short.to_owned();
            return (short, Some(out));
        }
    }
    if out.ends_with(']')
        && let Some(open) = out.rfind(" [")
    {
        out.truncate(open);
    }
    (out, None)
}

#[cfg(test)]
mod tests;
