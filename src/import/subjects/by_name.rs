use super::agreement::is_like;
use super::doubts::NameDoubt;
use super::sorts::level_of_words;
use super::{SubjectText, Subjects, nations};
use crate::domain::{IdKind, Level, Subject, SubjectKind, slug};
use crate::import::Severity;
use crate::import::notices::Notices;

impl Subjects<'_> {
    /// The subject of a row that gives no code, or why nobody can tell which of several it is.
    pub(super) fn by_name(
        &self,
        name: &str,
        text: &SubjectText<'_>,
        at: (u32, u32),
        notices: &mut Notices,
    ) -> Result<Subject, NameDoubt> {
        if let Some(known) = self.doubts.said(name, self.known) {
            return Ok(known.clone());
        }
        // The east, or the Yorkshire, of something else is no region.
        let short = ["east", "eastern", "yorkshire"];
        let is_short = short.iter().any(|short| name.eq_ignore_ascii_case(short));
        let nation = nations::by_name(name).filter(|_| !(self.of_other_areas && is_short));
        let organisation = if nation.is_some() {
            None
        } else {
            self.organisation_type(name, text, false)
        };
        for (kind, id) in text.ids {
            let of_a_place = matches!(kind, IdKind::DfeNumber | IdKind::OldOns);
            if of_a_place && organisation.is_some() {
                continue;
            }
            // Schools and others stand beside the number of their area, which is not theirs.
            let agrees = |known: &&Subject| {
                !of_a_place || known.is_called(name) || is_like(&known.name, name)
            };
            if let Some(known) = self.known.by_id(*kind, id).filter(agrees) {
                return Ok(known.clone());
            }
        }
        if organisation.is_some()
            && let Some(known) = self.known.same_organisation(name, text)
        {
            return Ok(known.clone());
        }
        let level = level_of_words(text.level);
        let wide = matches!(
            level,
            None | Some(Level::Kingdom | Level::Country | Level::Region)
        );
        if let Some(nation) = nation.filter(|_| wide) {
            return Ok(self.known.by_code(nation.code).cloned().unwrap_or_else(|| {
                let mut subject = Subject::place(nation.code, nation.name);
                subject.ids.push((IdKind::Gss, nation.code.to_owned()));
                subject
            }));
        }
        let of_these = |known: &Subject| {
            let is_region = known.kind == SubjectKind::Place(Level::Region);
            !self.of_other_areas || (is_region && known.name.eq_ignore_ascii_case(name))
        };
        match self.known.by_name(name, organisation.is_some(), level) {
            Ok(Some(known)) if of_these(known) => return Ok(known.clone()),
            Err(candidates) if !self.of_other_areas => {
                if organisation.is_none()
                    && let Some(known) = self.doubts.of_company(name, &candidates)?
                {
                    return Ok(known.clone());
                }
                notices.say(
                at,
                "ambiguous-name",
                Severity::Warning,
                name,
                format!("“{name}” is the name of {} known subjects and the file gives no code; it is kept as one of its own.", candidates.len()),
            );
            }
            Ok(_) | Err(_) => {}
        }
        let code = slug(name);
        if let Some(kind) = organisation {
            let register = text
                .ids
                .iter()
                .find(|(kind, id)| *kind == IdKind::CompanyNumber && !id.is_empty());
            let code = register.map_or(code, |(_, number)| number.clone());
            Ok(Subject::organisation(&code, name, kind))
        } else {
            notices.say(
                at,
                "no-code",
                Severity::Info,
                name,
                "Rows without a code are kept under their name.".to_owned(),
            );
            let mut subject = Subject::place(&code, name);
            if let Some(level) = level {
                subject.kind = SubjectKind::Place(level);
            }
            Ok(subject)
        }
    }
}
