use super::State;
use crate::book::ImportOutcome;
use crate::desktop::address::{Address, IndicatorAsk, IndicatorView};
use crate::desktop::commands::Command;
use crate::desktop::effects::Effect;
use crate::desktop::loadable::Ticket;
use crate::domain::{PeopleGroup, thousands};
use crate::import::ReviewedFile;
use crate::message::Message;

impl State {
    /// An import was written or stopped: what it brought is shown.
    pub(super) fn import_written(
        &mut self,
        ticket: Ticket,
        result: Result<Box<ImportOutcome>, Message>,
    ) -> Vec<Effect> {
        if !self.work_is(ticket) {
            return Vec::new();
        }
        let stopped = self.work.take().is_some_and(|work| work.stopping);
        let Some(wizard) = &mut self.wizard else {
            return Vec::new();
        };
        wizard.writing = None;
        let outcome = match result {
            Ok(outcome) => outcome,
            Err(_) if stopped => {
                self.notice("Import cancelled. The book is as it was.");
                return Vec::new();
            }
            Err(message) => {
                self.failure = Some(message);
                return Vec::new();
            }
        };
        let first = wizard.review.value().and_then(|review| {
            let sheets = review.sheets.iter();
            let codes = || sheets.clone().flat_map(|sheet| &sheet.indicators);
            let held = self.book.as_ref().map(|book| &book.contents);
            codes()
                .find(|indicator| {
                    held.is_some_and(|held| held.indicator(&indicator.code).is_none())
                })
                .or_else(|| codes().next())
                .map(|indicator| {
                    let periods = review.sheets.iter().flat_map(|sheet| &sheet.periods);
                    let mut periods: Vec<_> = periods.collect();
                    periods.dedup();
                    Address::Indicator {
                        code: indicator.code.clone(),
                        view: IndicatorView::Chart,
                        ask: if periods.len() == 1 {
                            IndicatorAsk::Ranking
                        } else {
                            IndicatorAsk::Trend
                        },
                    }
                })
        });
        let group = first
            .as_ref()
            .zip(wizard.review.value())
            .and_then(|(address, review)| shown_group(address, review));
        self.wizard = None;
        if let Some(group) = group {
            self.context.group = group;
        }
        match (&outcome.import, outcome.already_imported) {
            (Some(record), _) => {
                let number = record.number;
                let text = format!(
                    "{} figures kept ({} withheld), {} left out.",
                    thousands(record.counts.kept as f64, 0),
                    thousands(record.counts.all_withheld() as f64, 0),
                    thousands(record.counts.rejected as f64, 0),
                );
                self.notice_with(text, ("Undo".to_owned(), Command::AskUndo(Some(number))));
            }
            (None, Some(earlier)) => self.notice_with(
                "This file is in the book already, so nothing was written.",
                (
                    "Show it".to_owned(),
                    Command::Go(Address::ImportReport(earlier)),
                ),
            ),
            (None, None) => self.notice("Nothing was written."),
        }
        self.history.go(match (first, &outcome.import) {
            (Some(address), Some(_)) => address,
            _ => Address::Data,
        });
        self.settings.address = self.address().clone();
        self.reread()
    }
}

/// The people group to look at right after an import: everybody where the indicator has such a figure, or the first that has one.
fn shown_group(address: &Address, review: &ReviewedFile) -> Option<PeopleGroup> {
    let Address::Indicator { code, .. } = address else {
        return None;
    };
    let sheet = review
        .sheets
        .iter()
        .find(|sheet| sheet.indicators.iter().any(|one| one.code == *code))?;
    let at = sheet.indicators.iter().position(|one| one.code == *code)?;
    let mut groups = sheet
        .observations
        .iter()
        .filter(|figure| figure.indicator as usize == at && figure.reading.value().is_some())
        .filter_map(|figure| sheet.groups.get(figure.group as usize));
    let first = groups.next()?;
    let everybody = first.is_all() || groups.any(PeopleGroup::is_all);
    Some(if everybody {
        PeopleGroup::all()
    } else {
        first.clone()
    })
}
