use std::collections::HashMap;
use std::sync::Arc;

use foldhash::fast::RandomState;

use super::ReviewedObservation;
use super::packed_bytes::{BITS, Packed, digits_like, put_whole};
use crate::domain::{Markers, Reading, State};

/// The figures of a sheet, packed: a few dozen bytes each, so that a million of them stay small. Each is unpacked as it is asked
/// for.
#[derive(Clone, Default)]
pub struct Observations {
    bytes: Vec<u8>,
    /// Where each figure starts.
    starts: Vec<u32>,
    notes: Vec<Arc<str>>,
    number_of_note: HashMap<Arc<str>, u32, RandomState>,
    /// The note that was met last, with its number.
    last_note: Option<(Arc<str>, u32)>,
    /// How many decimals the last number had.
    decimals: usize,
}

/// What stands with a figure.
const LOWER: u8 = 1;
const UPPER: u8 = 1 << 1;
const COUNT: u8 = 1 << 2;
const DENOMINATOR: u8 = 1 << 3;
const MARKERS: u8 = 1 << 4;
const RAW: u8 = 1 << 5;
const NOTE: u8 = 1 << 6;
const SOURCE: u8 = 1 << 7;

impl Observations {
    /// Adds a figure.
    pub fn push(&mut self, figure: &ReviewedObservation) {
        self.starts
            .push(u32::try_from(self.bytes.len()).unwrap_or(u32::MAX));
        for number in [
            figure.indicator,
            figure.subject,
            figure.period,
            figure.group,
            figure.row,
            figure.column,
        ] {
            self.whole(u64::from(number));
        }
        let has = |there: bool, flag: u8| if there { flag } else { 0 };
        self.bytes.push(
            has(figure.lower.is_some(), LOWER)
                | has(figure.upper.is_some(), UPPER)
                | has(figure.count.is_some(), COUNT)
                | has(figure.denominator.is_some(), DENOMINATOR)
                | has(!figure.markers.is_empty(), MARKERS)
                | has(figure.raw.is_some(), RAW)
                | has(figure.note.is_some(), NOTE)
                | has(figure.source.is_some(), SOURCE),
        );
        let state = State::ALL
            .iter()
            .position(|state| *state == figure.reading.state());
        self.bytes.push(state.unwrap_or_default() as u8);
        for number in [
            figure.reading.value(),
            figure.lower,
            figure.upper,
            figure.count,
            figure.denominator,
        ]
        .into_iter()
        .flatten()
        {
            self.number(number);
        }
        if !figure.markers.is_empty() {
            self.text(&figure.markers.code());
        }
        if let Some(raw) = &figure.raw {
            self.text(raw);
        }
        if let Some(note) = &figure.note {
            let number = self.number_of(note);
            self.whole(u64::from(number));
        }
        if let Some(source) = figure.source {
            self.whole(u64::from(source));
        }
    }

    fn number_of(&mut self, note: &Arc<str>) -> u32 {
        if let Some((last, number)) = &self.last_note
            && Arc::ptr_eq(last, note)
        {
            return *number;
        }
        let next = self.notes.len() as u32;
        let number = *self.number_of_note.entry(Arc::clone(note)).or_insert(next);
        if number == next {
            self.notes.push(Arc::clone(note));
        }
        self.last_note = Some((Arc::clone(note), number));
        number
    }

    /// How many figures there are.
    pub fn len(&self) -> usize {
        self.starts.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.starts.is_empty()
    }

    /// A figure by its place in the list.
    pub fn get(&self, at: usize) -> Option<ReviewedObservation> {
        self.unpack(&mut self.from(at)?, true)
    }

    /// The same without raw text and note.
    pub(super) fn bare(&self, at: usize) -> Option<ReviewedObservation> {
        self.unpack(&mut self.from(at)?, false)
    }

    /// Indices of a figure's indicator, subject, period and group: all that is needed to put figures in order.
    #[inline]
    pub fn names(&self, at: usize) -> Option<[u32; 4]> {
        let mut from = self.from(at)?;
        Some([from.small()?, from.small()?, from.small()?, from.small()?])
    }

    /// The figures in their order.
    pub fn iter(&self) -> Iter<'_> {
        Iter {
            of: self,
            from: Packed(&self.bytes),
            with_texts: true,
        }
    }

    /// The same without raw texts and notes, for those who look at a million numbers.
    pub(super) fn numbers(&self) -> Iter<'_> {
        Iter {
            with_texts: false,
            ..self.iter()
        }
    }

    /// Leaves out the figures at these places, which rise. The others move together where they lie, so that no second list is made.
    pub fn leave_out(&mut self, places: &[usize]) {
        let mut places = places.iter().peekable();
        let (mut figures, mut end) = (0, 0);
        for at in 0..self.len() {
            let lies = self.lies(at);
            if places.next_if_eq(&&at).is_some() {
                continue;
            }
            let length = lies.len();
            if lies.start != end {
                self.bytes.copy_within(lies, end);
            }
            if let Some(start) = self.starts.get_mut(figures) {
                *start = end as u32;
            }
            end += length;
            figures += 1;
        }
        self.bytes.truncate(end);
        self.starts.truncate(figures);
    }

    /// Puts the figures that are meant behind the others; both keep their order.
    pub(super) fn put_last(&mut self, is_meant: impl Fn(&ReviewedObservation) -> bool) {
        let meant: Vec<usize> = (0..)
            .zip(self.iter())
            .filter_map(|(at, figure)| is_meant(&figure).then_some(at))
            .collect();
        let mut last = Vec::new();
        for at in &meant {
            let bytes = self.bytes.get(self.lies(*at)).unwrap_or_default();
            last.push(bytes.to_vec());
        }
        self.leave_out(&meant);
        for bytes in last {
            self.starts.push(self.bytes.len() as u32);
            self.bytes.extend_from_slice(&bytes);
        }
    }

    /// Where the bytes of a figure lie.
    fn lies(&self, at: usize) -> std::ops::Range<usize> {
        let starts = |at: usize| self.starts.get(at).map(|start| *start as usize);
        let end = starts(at + 1).unwrap_or(self.bytes.len());
        starts(at).unwrap_or(end)..end
    }

    #[inline]
    fn from(&self, at: usize) -> Option<Packed<'_>> {
        let start = *self.starts.get(at)? as usize;
        self.bytes.get(start..).map(Packed)
    }

    #[inline]
    fn whole(&mut self, number: u64) {
        put_whole(&mut self.bytes, number);
    }

    /// A number with few decimals as its digits, another one by its bits.
    #[inline]
    fn number(&mut self, value: f64) {
        let digits = digits_like(value, &mut self.decimals);
        self.whole(digits);
        if digits == BITS {
            self.bytes.extend_from_slice(&value.to_bits().to_le_bytes());
        }
    }

    fn text(&mut self, text: &str) {
        self.whole(text.len() as u64);
        self.bytes.extend_from_slice(text.as_bytes());
    }

    fn unpack(&self, from: &mut Packed<'_>, with_texts: bool) -> Option<ReviewedObservation> {
        let [indicator, subject, period, group, row, column] = [
            from.small()?,
            from.small()?,
            from.small()?,
            from.small()?,
            from.small()?,
            from.small()?,
        ];
        let [has, state] = from.take()?;
        let state = *State::ALL.get(usize::from(state))?;
        let reading = if state.is_number() {
            Reading::number(from.any_number()?)?
        } else {
            Reading::withheld(state)
        };
        let mut beside = |flag: u8| {
            if has & flag == 0 {
                Some(None)
            } else {
                from.any_number().map(Some)
            }
        };
        let [lower, upper, count, denominator] = [
            beside(LOWER)?,
            beside(UPPER)?,
            beside(COUNT)?,
            beside(DENOMINATOR)?,
        ];
        let markers = if has & MARKERS == 0 {
            Markers::none()
        } else {
            Markers::from_code(from.sized_text()?)
        };
        let raw = if has & RAW == 0 {
            None
        } else {
            let text = from.sized_text()?;
            with_texts.then(|| text.to_owned())
        };
        let note = if has & NOTE == 0 {
            None
        } else {
            let text = self.notes.get(from.small()? as usize)?;
            with_texts.then(|| Arc::clone(text))
        };
        let source = if has & SOURCE == 0 {
            None
        } else {
            Some(from.small()?)
        };
        Some(ReviewedObservation {
            indicator,
            subject,
            period,
            group,
            source,
            reading,
            lower,
            upper,
            count,
            denominator,
            markers,
            raw,
            note,
            row,
            column,
        })
    }
}

impl Packed<'_> {
    #[inline]
    fn small(&mut self) -> Option<u32> {
        u32::try_from(self.whole()?).ok()
    }

    /// A text behind its length.
    fn sized_text(&mut self) -> Option<&str> {
        let length = self.whole()?;
        self.text(length)
    }

    #[inline]
    fn any_number(&mut self) -> Option<f64> {
        let digits = self.whole()?;
        self.number(digits)
    }
}

/// Figures in their order, unpacked one by one.
#[derive(Clone)]
pub struct Iter<'a> {
    of: &'a Observations,
    from: Packed<'a>,
    with_texts: bool,
}

impl Iterator for Iter<'_> {
    type Item = ReviewedObservation;

    fn next(&mut self) -> Option<ReviewedObservation> {
        if self.from.0.is_empty() {
            return None;
        }
        self.of.unpack(&mut self.from, self.with_texts)
    }
}

impl<'a> IntoIterator for &'a Observations {
    type Item = ReviewedObservation;
    type IntoIter = Iter<'a>;

    fn into_iter(self) -> Iter<'a> {
        self.iter()
    }
}

impl FromIterator<ReviewedObservation> for Observations {
    fn from_iter<I: IntoIterator<Item = ReviewedObservation>>(figures: I) -> Self {
        let mut all = Self::default();
        for figure in figures {
            all.push(&figure);
        }
        all
    }
}

impl PartialEq for Observations {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

impl std::fmt::Debug for Observations {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_list().entries(self.iter()).finish()
    }
}

#[cfg(test)]
mod tests;
