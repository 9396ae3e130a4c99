//! The words of the field. Pure: no files, no clock, no SQL and nothing that paints.

mod as_of;
mod goal;
mod group;
mod indicator;
mod lineage;
mod list;
mod month;
mod number;
mod observation;
mod organisation;
mod origin;
mod outcome;
mod period;
mod place;
mod plan;
mod released;
mod sector;
mod story;
mod subject;
mod unit;
mod workshop;

pub use as_of::AsOf;
pub use goal::{Framework, Goal, GoalLink, LinkKind};
pub use group::PeopleGroup;
pub use indicator::{Indicator, IndicatorCode, IndicatorKind, Polarity, Source};
pub use lineage::{AreaChange, Lineage, Succession};
pub use list::{FieldValue, ListField};
pub use month::month_named;
pub use number::{round_half_away, thousands};
pub use observation::{Marker, Markers, Observation, Reading, State};
pub use organisation::{OrganisationSet, OrganisationType};
pub use origin::{Origin, column_letters, lies_on};
pub use outcome::{Outcome, OutcomeField};
pub use period::{Period, PeriodKind, PeriodLength};
pub use place::{AreaSet, Level, is_unplaced};
pub use plan::{LONGEST_TEXT, Plan, PlanField, PlanStatus, Remark, Scope};
pub use released::{released_before, released_between};
pub use sector::sector_of_codes;
pub use story::{
    ReadyStory, Reveal, RevealSteps, Slide, SlideBody, SlideContent, SlideId, Story, StoryId,
    StoryOutline,
};
pub use subject::{IdKind, Subject, SubjectCode, SubjectKind};
pub use unit::{Unit, UnitKind};
pub use workshop::{
    Hand, NoteKind, Vote, VoteDraft, VoteId, VoteKind, WorkshopNote, WorkshopNoteDraft,
    WorkshopNoteId, WorkshopRecord,
};

/// A code of lower-case letters, digits and single hyphens made from a name: `Employment rate, 16 to 64` gives
/// `employment-rate-16-to-64`. Empty when the name holds no letter or digit.
pub fn slug(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for c in name.chars().flat_map(char::to_lowercase) {
        if c.is_alphanumeric() {
            out.push(c);
        } else if !out.is_empty() && !out.ends_with('-') && c != '\'' && c != '’' {
            out.push('-');
        }
    }
    out.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::slug;

    #[test]
    fn a_slug_is_made_of_words_and_hyphens() {
        for (name, expected) in [
            ("Employment rate, 16 to 64", "employment-rate-16-to-64"),
            ("  GVA (£) per hour ", "gva-per-hour"),
            ("Women’s share", "womens-share"),
            ("--", ""),
        ] {
            assert_eq!(slug(name), expected);
        }
    }
}
