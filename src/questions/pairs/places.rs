use super::{Each, Found, Pair, Pairs, Search, Side, refused as refused_of};
use crate::domain::{
    AreaSet, Indicator, Level, Markers, Observation, Origin, Reading, Subject, SubjectCode,
    SubjectKind,
};
use crate::questions::ask::default_subject;
use crate::questions::benchmark::Benchmark;
use crate::questions::held::Held;
use crate::questions::peers::Peers;
use crate::questions::{Between, QuestionError, Subjects, notes, wording};
use crate::statistics::Reason;

impl<'a> Search<'_, 'a> {
    /// Two subjects that are named.
    pub(super) fn two_subjects(
        &self,
        indicator: &'a Indicator,
        one: &SubjectCode,
        other: &SubjectCode,
    ) -> Result<Found<'a>, QuestionError> {
        let one = self.catalogue.subject(one)?;
        let other = self.catalogue.subject(other)?;
        if one.code == other.code {
            return Err(QuestionError::Unlike {
                what: format!("Both are {}.", wording::the(&one.name)),
                comparable: "Name two different ones.".to_owned(),
            });
        }
        let two = format!(
            "{} and {}",
            wording::the(&one.name),
            wording::the(&other.name)
        );
        if let Some(note) = unlike(indicator, one, other) {
            let mut refused = refused_of(indicator, &two, Reason::NotComparable);
            refused.notes.push(note);
            return Ok(Err(refused));
        }
        let group = &self.question.group;
        let held = Held::of(self.read(indicator, &[one, other], Some(group))?);
        let side = |subject: &Subject| {
            Side::of_subject(subject, held.all(&indicator.code, &subject.code).to_vec())
        };
        let pair = Pair {
            indicator,
            name: indicator.short_name.clone(),
            first: side(one),
            other: side(other),
            nested: self.part_of(one, other) || self.part_of(other, one),
        };
        if let Some(empty) = [&pair.first, &pair.other]
            .into_iter()
            .find(|side| side.figures.is_empty())
        {
            let mut refused = refused_of(indicator, &two, Reason::TooFewSubjects);
            refused.notes.push(format!(
                "No figures are held for {}.",
                wording::the(&empty.name)
            ));
            return Ok(Err(refused));
        }
        Ok(Ok(Pairs {
            between: Between::Subjects(one.code.clone(), other.code.clone()),
            ..self.alone(pair)
        }))
    }

    /// What suits where there are no groups: two subjects, a subject and its benchmark, or the ends of a set.
    pub(super) fn without_groups(
        &self,
        indicator: &'a Indicator,
    ) -> Result<Found<'a>, QuestionError> {
        if let Some(peers) = self.set_asked() {
            return self.of_set(indicator, peers);
        }
        if let Subjects::Codes(codes) = &self.question.subjects {
            return match self.catalogue.all(codes)?.as_slice() {
                [one, other] if unlike(indicator, one, other).is_none() => {
                    self.two_subjects(indicator, &one.code, &other.code)
                }
                subjects => self.to_benchmark(indicator, subjects, None),
            };
        }
        let found = self.tenth_and_middle(indicator)?;
        if found.is_ok() {
            return Ok(found);
        }
        let suits = default_subject(self.reader, self.catalogue)?;
        let subjects: Vec<&Subject> = suits.into_iter().collect();
        self.to_benchmark(indicator, &subjects, None)
    }

    /// The ends of a set where it is large, else each of it beside its benchmark.
    fn of_set(&self, indicator: &'a Indicator, peers: Peers) -> Result<Found<'a>, QuestionError> {
        let tenth = self.tenth_and_middle(indicator)?;
        if tenth.is_ok() {
            return Ok(tenth);
        }
        let subjects = self.members(peers);
        self.to_benchmark(indicator, &subjects, Some(peers))
    }

    /// Each subject beside what it is compared with.
    fn to_benchmark(
        &self,
        indicator: &'a Indicator,
        subjects: &[&'a Subject],
        set: Option<Peers>,
    ) -> Result<Found<'a>, QuestionError> {
        let Some(first) = subjects.first() else {
            return Ok(Err(refused_of(indicator, "", Reason::TooFewSubjects)));
        };
        let peers = Peers::of(first, self.catalogue);
        let (question, reader) = (self.question, self.reader);
        let benchmark = Benchmark::asked(question, reader, self.catalogue, first, peers)?
            .suited(indicator, first);
        let two = format!("{} and {}", wording::the(&first.name), benchmark.name());
        let group = &self.question.group;
        let mut wanted: Vec<&Subject> = subjects.to_vec();
        let held = match &benchmark {
            Benchmark::Missing => {
                return Ok(Err(refused_of(indicator, &two, Reason::NoBenchmark)));
            }
            Benchmark::Subject(subject) => {
                wanted.push(subject);
                Held::of(self.read(indicator, &wanted, Some(group))?)
            }
            Benchmark::Median(_) | Benchmark::MedianOf(_) => {
                Held::of(self.read(indicator, &[], Some(group))?)
            }
        };
        let mut all = Vec::new();
        let mut left_out = Vec::new();
        for subject in subjects.iter().filter(|one| !benchmark.is(&one.code)) {
            let own = held.all(&indicator.code, &subject.code).to_vec();
            let other = match &benchmark {
                Benchmark::Subject(other) => {
                    Side::of_subject(other, held.all(&indicator.code, &other.code).to_vec())
                }
                _ => self.median_beside(&held, &benchmark, indicator, &own),
            };
            let nested = match &benchmark {
                Benchmark::Subject(other) => self.part_of(subject, other),
                _ => true,
            };
            if own.is_empty() || other.figures.is_empty() {
                if set.is_none() {
                    left_out.push(notes::left_out(&subject.name, "no figures"));
                }
                continue;
            }
            all.push(Pair {
                indicator,
                name: subject.name.clone(),
                first: Side::of_subject(subject, own),
                other,
                nested,
            });
        }
        if all.is_empty() {
            return Ok(Err(refused_of(indicator, &two, Reason::NoBenchmark)));
        }
        let each = match set {
            Some(peers) => Each::Subject(self.plural(peers)),
            None if all.len() == 1 => Each::One,
            None => Each::Subject("places and organisations".to_owned()),
        };
        Ok(Ok(Pairs {
            place: None,
            subjects: match set {
                Some(_) => self.question.subjects.clone(),
                None => Subjects::Codes(subjects.iter().map(|one| one.code.clone()).collect()),
            },
            each,
            all,
            between: Between::Unsaid,
            notes: Vec::new(),
            left_out,
        }))
    }

    /// The median of the peers beside each figure of a subject.
    fn median_beside(
        &self,
        held: &Held,
        benchmark: &Benchmark,
        indicator: &Indicator,
        own: &[Observation],
    ) -> Side {
        let figures = own
            .iter()
            .filter_map(|one| {
                let figure = benchmark.figure(held, self.catalogue, indicator, one.period)?;
                Some(worked_out(one, "median", figure.value))
            })
            .collect();
        Side {
            name: benchmark.label(),
            who: benchmark.name(),
            said: format!("for {}", benchmark.name()),
            subject: named("median", &benchmark.label()),
            figures,
            worked_out: true,
        }
    }

    pub(super) fn alone(&self, pair: Pair<'a>) -> Pairs<'a> {
        Pairs {
            all: vec![pair],
            each: Each::One,
            place: None,
            between: self.question.between.clone(),
            subjects: self.question.subjects.clone(),
            notes: Vec::new(),
            left_out: Vec::new(),
        }
    }

    /// Whether one subject is a part of another.
    fn part_of(&self, part: &Subject, whole: &Subject) -> bool {
        let (Some(own), Some(level)) = (part.level(), whole.level()) else {
            return false;
        };
        match level {
            Level::Kingdom => own != Level::Kingdom,
            Level::Country => {
                own != Level::Kingdom && part.code.0.get(..1) == whole.code.0.get(..1)
            }
            _ => {
                let mut at = part.parent.as_ref();
                for _ in 0..4 {
                    match at {
                        Some(code) if *code == whole.code => return true,
                        Some(code) => {
                            at = self
                                .catalogue
                                .known(code)
                                .and_then(|one| one.parent.as_ref());
                        }
                        None => break,
                    }
                }
                false
            }
        }
    }
}

/// Why two subjects cannot stand side by side (METHODS M16), and what can.
fn unlike(indicator: &Indicator, one: &Subject, other: &Subject) -> Option<String> {
    let (SubjectKind::Place(first), SubjectKind::Place(second)) = (one.kind, other.kind) else {
        let both = one.organisation_type().is_some() && other.organisation_type().is_some();
        return (!both).then(|| {
            "A place is compared with places, an organisation with organisations.".to_owned()
        });
    };
    let alike = first == second
        || AreaSet::ALL
            .into_iter()
            .any(|set| set.contains(first) && set.contains(second));
    let wide = |level: Level| matches!(level, Level::Kingdom | Level::Country | Level::Region);
    if alike || first == Level::Other || second == Level::Other {
        return None;
    }
    let benchmark = Benchmark::Subject(if wide(first) { one } else { other }.clone());
    let placed = if wide(first) { other } else { one };
    if (wide(first) || wide(second)) && benchmark.suits(indicator, placed) {
        return None;
    }
    Some(format!(
        "{} is a {} and {} a {}: compare places of one level.",
        wording::sentence(&wording::the(&one.name)),
        one.kind_in_words(),
        wording::the(&other.name),
        other.kind_in_words()
    ))
}

/// A number that was worked out, as a figure beside one that was read.
pub(super) fn worked_out(beside: &Observation, code: &str, value: f64) -> Observation {
    Observation {
        subject: SubjectCode::from(code),
        reading: Reading::number(value)
            .unwrap_or(Reading::withheld(crate::domain::State::NotAvailable)),
        lower: None,
        upper: None,
        count: None,
        denominator: None,
        markers: Markers::none(),
        raw: None,
        note: None,
        origin: Origin::default(),
        source: None,
        ..beside.clone()
    }
}

/// What stands in the place of a subject for a number that was worked out.
pub(in crate::questions) fn named(code: &str, name: &str) -> Subject {
    Subject {
        name: name.to_owned(),
        ..Subject::place(code, "")
    }
}
