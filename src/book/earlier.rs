//! Writing an edition that is earlier than one which is in the book: its figures take their place in the history, and those of
//! the later edition stay current.

use super::vintages::{Claim, Place};
use crate::import::ReviewedObservation;

/// How a figure of an earlier edition met what is in the book.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Met {
    /// There was none; it is current.
    Nothing,
    /// It says what stood before it, or what follows it.
    TheSame,
    /// It replaced an earlier figure, and no later one stands.
    AnEarlierFigure,
    /// A later figure stands and stays.
    ALaterFigure,
}

/// What is to be done with the figure itself.
pub(super) struct Late {
    pub(super) met: Met,
    /// Write it as an observation, current or not; else it only confirms.
    pub(super) observe: Option<bool>,
}

impl Place<'_> {
    /// Makes room for a figure whose import stands at `place`, and says how it is to be written.
    pub(super) fn make_room(
        &self,
        place: u32,
        figure: &ReviewedObservation,
    ) -> rusqlite::Result<Late> {
        let vintages = self.vintages()?;
        let (before, after): (Vec<_>, Vec<_>) =
            vintages.iter().partition(|(claim, _)| claim.place < place);
        let observe = |met, is_current| Late {
            met,
            observe: Some(is_current),
        };
        match (before.last(), after.first()) {
            (Some((_, stood)), _) if stood.agrees_with(figure) => Ok(Late {
                met: Met::TheSame,
                observe: None,
            }),
            (None, None) => Ok(observe(Met::Nothing, true)),
            (earlier, later) => {
                if let Some((earlier, _)) = earlier
                    && self.split_after(earlier, place, later.map(|(later, _)| later))?
                {
                    return Ok(observe(Met::ALaterFigure, false));
                }
                match (earlier, later) {
                    (_, Some((later, stands))) if stands.agrees_with(figure) => {
                        self.delete(later.import)?;
                        self.confirm(later)?;
                        Ok(observe(Met::TheSame, after.len() == 1))
                    }
                    (_, Some(_)) => Ok(observe(Met::ALaterFigure, false)),
                    (Some((earlier, _)), None) => {
                        self.set_current(earlier.import, false)?;
                        Ok(observe(Met::AnEarlierFigure, true))
                    }
                    (None, None) => Ok(observe(Met::Nothing, true)),
                }
            }
        }
    }

    /// Where an import after `place` had found the figure of `earlier`, that figure now comes back with it: true when it does.
    fn split_after(
        &self,
        earlier: &Claim,
        place: u32,
        later: Option<&Claim>,
    ) -> rusqlite::Result<bool> {
        let until = later.map_or(u32::MAX, |later| later.place);
        let Some(back) = self
            .confirmations()?
            .into_iter()
            .find(|claim| claim.place > place && claim.place < until)
        else {
            return Ok(false);
        };
        self.forget_confirmation(back.import)?;
        self.repeat(earlier.import, &back)?;
        self.set_current(earlier.import, false)?;
        Ok(true)
    }
}
