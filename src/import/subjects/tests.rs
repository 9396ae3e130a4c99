use super::{KnownIndex, SubjectText, Subjects, type_of_name};
use crate::domain::{IdKind, Level, OrganisationType, Subject, SubjectCode, SubjectKind};
use crate::import::notices::Notices;
use crate::import::{Known, SubjectsAre};

fn resolve(known: &Known, are: Option<SubjectsAre>, text: &SubjectText<'_>) -> Subject {
    let index = KnownIndex::new(known);
    let mut subjects = Subjects::new(&index, are, None);
    let mut notices = Notices::new("s");
    subjects
        .resolve(text, (0, 0), &mut notices)
        .expect("a subject");
    subjects
        .finish(&mut notices)
        .into_iter()
        .next()
        .expect("a subject")
}

#[test]
fn subjects_are_matched_by_code_then_by_name() {
    let mut known = Known::default();
    let mut leeds = Subject::place("E08000035", "Leeds");
    leeds.other_names.push("Leeds City".to_owned());
    known.subjects.insert(SubjectCode::from("E08000035"), leeds);
    for (code, name, expected, level) in [
        (
            "e08000035",
            "Anything",
            "E08000035",
            Level::MetropolitanDistrict,
        ),
        ("", "leeds city", "E08000035", Level::MetropolitanDistrict),
        ("", "NORTH EAST", "E12000001", Level::Region),
        (
            "na",
            "Glasgow City Region",
            "glasgow-city-region",
            Level::Other,
        ),
        ("TLC3", "Tees Valley", "TLC3", Level::StatisticalRegion),
        (
            "Y56",
            "London Commissioning Region",
            "Y56",
            Level::HealthArea,
        ),
    ] {
        let subject = resolve(
            &known,
            None,
            &SubjectText {
                code,
                name,
                ..SubjectText::default()
            },
        );
        assert_eq!(subject.code.0, expected);
        assert_eq!(subject.kind, SubjectKind::Place(level), "{name}");
    }
}

#[test]
fn organisations_keep_their_identifiers() {
    let ids = [(IdKind::CompanyNumber, "00102498".to_owned())];
    let text = SubjectText {
        code: "2096",
        kind: Some(IdKind::EmployerId),
        name: "BP P.L.C.",
        ids: &ids,
        size_band: "1000 to 4999",
        sector: "Energy supply",
        ..SubjectText::default()
    };
    let subject = resolve(&Known::default(), None, &text);
    assert_eq!(subject.code.0, "2096");
    assert_eq!(subject.id(IdKind::CompanyNumber), Some("00102498"));
    assert_eq!(subject.id(IdKind::EmployerId), Some("2096"));
    assert_eq!(subject.sector.as_deref(), Some("Energy supply"));
    assert_eq!(
        subject.kind,
        SubjectKind::Organisation(OrganisationType::Employer)
    );
}

#[test]
fn a_name_tells_the_type() {
    for (name, kind) in [
        ("UNIVERSITY OF YORK", OrganisationType::University),
        (
            "Bradford Teaching Hospitals NHS Foundation Trust",
            OrganisationType::NhsTrust,
        ),
        ("Leeds City Council", OrganisationType::Council),
        ("Ministry of Justice", OrganisationType::Department),
        ("Harris Academy Trust", OrganisationType::School),
        ("Persimmon plc", OrganisationType::Employer),
    ] {
        assert_eq!(type_of_name(name), kind, "{name}");
    }
}

#[test]
fn codes_of_other_registers_and_replaced_codes_name_the_same_place() {
    let known = Known::shipped();
    for (code, name, expected) in [
        ("E08000016", "Barnsley", "E08000038"),
        ("S12000015", "Fife", "S12000047"),
        ("00CC", "Barnsley", "E08000038"),
        ("47UG", "Wyre Forest", "E07000239"),
        ("TLC", "North East", "E12000001"),
        ("838", "Dorset", "E06000059"),
        ("838", "Something else", "838"),
        ("E07000026", "Allerdale", "E07000026"),
        ("", "Shepway", "E07000112"),
        ("", "Salisbury", "salisbury"),
    ] {
        let text = SubjectText {
            code,
            name,
            ..SubjectText::default()
        };
        assert_eq!(
            resolve(&known, None, &text).code.0,
            expected,
            "{code} {name}"
        );
    }
}

#[test]
fn a_replaced_code_is_named_once_and_noted_on_its_figures() {
    let known = Known::shipped();
    let index = KnownIndex::new(&known);
    let mut subjects = Subjects::new(&index, None, None);
    let mut notices = Notices::new("s");
    let mut note = |code, name| {
        let text = SubjectText {
            code,
            name,
            ..SubjectText::default()
        };
        subjects.resolve(&text, (3, 0), &mut notices);
        subjects.note_of_last()
    };
    let published = Some("Published under the code E08000016.".to_owned());
    assert_eq!(note("E08000016", "Barnsley"), published);
    assert_eq!(note("E08000035", "Leeds"), None);
    assert_eq!(note("E08000016", "Barnsley"), published);
    subjects.finish(&mut notices);
    let problems = notices.into_problems();
    assert_eq!(problems.len(), 1);
    assert_eq!(problems[0].code, "replaced-code");
}

#[test]
fn a_code_beside_the_name_of_another_place_is_named() {
    let known = Known::shipped();
    let index = KnownIndex::new(&known);
    let mut subjects = Subjects::new(&index, None, None);
    let mut notices = Notices::new("s");
    for (code, name) in [
        ("E06000060", "Buckinghamshire"),
        ("E06000062", "Buckinghamshire"),
        ("E06000052", "Cornwall UA"),
    ] {
        let text = SubjectText {
            code,
            name,
            ..SubjectText::default()
        };
        subjects.resolve(&text, (0, 0), &mut notices);
    }
    let codes: Vec<String> = notices
        .into_problems()
        .into_iter()
        .map(|one| one.code)
        .collect();
    assert_eq!(codes, ["code-of-another", "two-codes"]);
}

#[test]
fn an_employer_is_the_same_over_the_editions() {
    let number = |number: &str| vec![(IdKind::CompanyNumber, number.to_owned())];
    let ids = number("00102498");
    // An old edition without employer ids: the company number is its code.
    let old = SubjectText {
        name: "Anvil Holdings plc",
        ids: &ids,
        ..SubjectText::default()
    };
    let organisations = Some(SubjectsAre::Organisations);
    let first = resolve(&Known::default(), organisations, &old);
    assert_eq!(first.code.0, "00102498");
    let mut known = Known::default();
    known.subjects.insert(first.code.clone(), first);
    let council = Subject::organisation("council", "Made-up Council", OrganisationType::Council);
    known.subjects.insert(council.code.clone(), council);
    let (none, other) = (Vec::new(), number("00999999"));
    for (code, name, former_name, ids, expected) in [
        ("2096", "Anvil plc", "Anvil Holdings plc", &ids, "00102498"),
        ("2097", "ANVIL HOLDINGS PLC", "", &none, "00102498"),
        ("2098", "Anvil Holdings plc", "", &other, "2098"),
        ("2099", "Made-Up Council", "", &none, "council"),
        ("2100", "Bellows Ltd", "", &none, "2100"),
    ] {
        let text = SubjectText {
            code,
            kind: Some(IdKind::EmployerId),
            name,
            former_name,
            ids,
            ..SubjectText::default()
        };
        assert_eq!(resolve(&known, None, &text).code.0, expected, "{code}");
    }
}

#[test]
fn a_longer_name_of_a_place_is_that_place_and_never_an_organisation() {
    let mut known = Known::default();
    let leeds = Subject::place("E08000035", "Leeds");
    known.subjects.insert(SubjectCode::from("E08000035"), leeds);
    let organisations = Some(SubjectsAre::Organisations);
    for (are, kind, name, expected) in [
        (None, None, "Leeds total", "Leeds"),
        (Some(SubjectsAre::Places), None, "Leeds / Lidz", "Leeds"),
        (
            organisations,
            None,
            "Leeds / Bradford Airport",
            "Leeds / Bradford Airport",
        ),
        (organisations, None, "Total Leeds", "Total Leeds"),
        (
            None,
            Some(IdKind::EmployerId),
            "Leeds / York Housing",
            "Leeds / York Housing",
        ),
    ] {
        let text = SubjectText {
            code: if kind.is_some() { "77" } else { "" },
            kind,
            name,
            ..SubjectText::default()
        };
        assert_eq!(resolve(&known, are, &text).name, expected);
    }
}
