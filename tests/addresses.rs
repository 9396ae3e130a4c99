//! Whatever is asked, its address asks the same.

use levelbook::domain::{
    AreaSet, AsOf, IndicatorCode, OrganisationSet, OrganisationType, PeopleGroup, SubjectCode,
};
use levelbook::questions::{Between, Boundaries, Narrowing, Question, QuestionKind, Subjects};
use proptest::prelude::*;

fn codes() -> impl Strategy<Value = Vec<SubjectCode>> {
    prop::collection::vec("\\PC{1,12}".prop_map(SubjectCode), 1..4)
}

fn subjects() -> impl Strategy<Value = Subjects> {
    let organisations = vec![
        OrganisationSet::All,
        OrganisationSet::Employer,
        OrganisationSet::Type(OrganisationType::University),
        OrganisationSet::Type(OrganisationType::NhsTrust),
        OrganisationSet::Type(OrganisationType::School),
    ];
    prop_oneof![
        Just(Subjects::Unsaid),
        codes().prop_map(Subjects::Codes),
        prop::sample::select(AreaSet::ALL.to_vec()).prop_map(Subjects::Areas),
        prop::sample::select(organisations).prop_map(Subjects::Organisations),
    ]
}

fn narrowings() -> impl Strategy<Value = Narrowing> {
    let text = || prop::option::of("\\PC{1,12}");
    (text(), text(), text(), text()).prop_map(|(sector, size, parent, near)| Narrowing {
        sector,
        size,
        parent: parent.map(SubjectCode),
        neighbours_of: near.map(SubjectCode),
    })
}

fn groups() -> impl Strategy<Value = PeopleGroup> {
    prop::collection::vec(("\\PC{1,10}", "\\PC{1,20}"), 0..3).prop_map(PeopleGroup::of)
}

fn betweens() -> impl Strategy<Value = Between> {
    let code = || "\\PC{1,12}".prop_map(SubjectCode);
    prop_oneof![
        Just(Between::Unsaid),
        Just(Between::Extremes),
        Just(Between::Deprivation),
        Just(Between::LowestTenth),
        (code(), code()).prop_map(|(one, other)| Between::Subjects(one, other)),
        (groups(), groups())
            .prop_filter("all people and all people are one", |(one, other)| one
                != other)
            .prop_map(|(one, other)| Between::Groups(one, other)),
    ]
}

fn questions() -> impl Strategy<Value = Question> {
    let text = || prop::option::of("\\PC{1,20}");
    (
        prop::sample::select(QuestionKind::ALL.to_vec()),
        prop::collection::vec("\\PC{1,20}".prop_map(IndicatorCode), 0..4),
        prop::option::of(1u32..100),
        text(),
        subjects(),
        prop_oneof![Just(Vec::new()), codes()],
        (groups(), betweens()),
        text(),
        (
            text(),
            prop::option::of((2020..2030i16, 1..13i8)),
            prop::sample::select(vec![Boundaries::Published, Boundaries::Current]),
            narrowings(),
        ),
    )
        .prop_map(
            |(kind, indicators, goal, framework, subjects, focus, people, benchmark, when)| {
                let (group, between) = people;
                let (period, day, boundaries, narrowed) = when;
                Question {
                    kind,
                    indicators,
                    goal,
                    framework,
                    subjects,
                    narrowed,
                    focus,
                    group,
                    between,
                    benchmark: benchmark.map(SubjectCode),
                    period,
                    as_of: day.map(|(year, month)| AsOf::Day(jiff::civil::date(year, month, 28))),
                    boundaries,
                }
            },
        )
}

proptest! {
    #[test]
    fn an_address_leads_back_to_its_question(question in questions()) {
        let address = question.address();
        let back = Question::from_address(&address);
        prop_assert!(back.is_ok(), "{address}");
        if let Ok(back) = back {
            prop_assert_eq!(back.address(), address);
            prop_assert_eq!(back, question);
        }
    }

    #[test]
    fn no_text_breaks_the_reading_of_an_address(text in "\\PC{0,60}") {
        if let Ok(question) = Question::from_address(&text) {
            prop_assert_eq!(Question::from_address(&question.address()).ok(), Some(question));
        }
    }
}
