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
    subjects.into_list().into_iter().next().expect("a subject")
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
        ..SubjectText::default()
    };
    let subject = resolve(&Known::default(), None, &text);
    assert_eq!(subject.code.0, "2096");
    assert_eq!(subject.id(IdKind::CompanyNumber), Some("00102498"));
    assert_eq!(subject.id(IdKind::EmployerId), Some("2096"));
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
