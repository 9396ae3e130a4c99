//! Gaps, closings and inequality on the sample: an answer, a picture that says what it is, and a refusal with its reason.

use serde_json::Value;

use crate::running::Program;

/// Each kind with what its headline begins with, on figures that the sample holds.
const ASKED: [(&str, &str); 9] = [
    (
        "gap?indicator=employment-rate&between=E12000001,E12000007",
        "In 2023 employment rate was 72.8% in the North East and 74.6% in London: a gap of 1.8 percentage points.",
    ),
    (
        "gap?indicator=good-level-of-development&areas=region",
        "Of 9 regions, the South West has the widest good level of development gap (25.4 percentage points) and London the narrowest (15.4 percentage points), 2024/25.",
    ),
    (
        "gap?indicator=good-level-of-development&between=free-school-meals=eligible,free-school-meals=not-eligible-or-not-known",
        "In 2024/25 good level of development in England was 51.3% for those eligible for free school meals and 72.5% for others: a gap of 21.2 percentage points.",
    ),
    (
        "gap?goal=2&subjects=E12000001",
        "Of 5 indicators, the North East is behind England on 3",
    ),
    (
        "closing?indicator=employment-rate&subjects=E12000001",
        "From 2010 to 2023 the employment rate gap narrowed (4.1 to 3.2 percentage points): the North East improved, England did not worsen.",
    ),
    (
        "closing?indicator=level-3-by-19&areas=region",
        "Of 9 regions, the level 3 attainment by 19 gap narrowed in 5 and widened in 4",
    ),
    (
        "closing?indicator=employment-rate&between=E12000001,E12000007",
        "From 2010 to 2023 the change in the employment rate gap (1.1 to 1.8 percentage points) could be chance.",
    ),
    (
        "inequality?indicator=employment-rate&areas=region",
        "In 2023 employment rate was 79.3% in the South East and 72.8% in the North East, the highest and the lowest of 9 regions.",
    ),
    (
        "inequality?indicator=gross-disposable-household-income-per-head&areas=region",
        "In 2023 disposable household income was £35,361 in London and £19,977 in the North East, the highest and the lowest of 9 regions.",
    ),
];

/// What cannot be said, and the words of its reason.
const REFUSED: [(&str, &str); 7] = [
    (
        "gap?indicator=good-level-of-development&between=sex=Female,ethnicity=Asian",
        "the figures do not measure the same thing",
    ),
    (
        "gap?indicator=employment-rate&between=sex=Female,sex=Male",
        "a group has no figure",
    ),
    (
        "gap?indicator=employment-rate&between=deprivation",
        "fewer than five groups are held",
    ),
    (
        "gap?indicator=employment-rate&areas=region&between=lowest-tenth..median",
        "too few places or organisations have figures",
    ),
    (
        "closing?indicator=fuel-poverty&subjects=E12000001",
        "too few periods are held",
    ),
    (
        "closing?indicator=good-level-of-development&period=2016..2024",
        "the series has a break",
    ),
    (
        "inequality?indicator=employment-rate&areas=country",
        "too few places or organisations have figures",
    ),
];

fn answer(program: &Program, book: &str, question: &str) -> Value {
    let printed = program.done(&["ask", book, question, "--format", "json"]);
    serde_json::from_str(&printed).expect("JSON")
}

#[test]
fn each_kind_answers_on_the_sample_and_is_drawn_with_its_words() {
    let program = Program::new();
    let book = program.sample();
    for (question, headline) in ASKED {
        let answer = answer(&program, &book, question);
        let said = answer["headline"].as_str().expect("a headline");
        assert!(said.starts_with(headline), "{question}: {said}");
        assert!(
            !answer["sources"].as_array().expect("sources").is_empty(),
            "{question}"
        );
        let rows = answer["rows"].as_array().expect("rows");
        assert!(!rows.is_empty(), "{question}");
        let file = program.path("picture.svg");
        program.done(&["draw", &book, question, "-o", &file, "--size", "1280x720"]);
        let svg = std::fs::read_to_string(&file).expect("a picture");
        let plain = |text: &str| text.replace('\u{a0}', " ");
        let texts: String = texts(&svg).join(" ");
        for word in headline.split(' ') {
            assert!(
                plain(&texts).contains(word),
                "{question}: {word} is not in the picture"
            );
        }
        assert!(texts.contains("Source"), "{question}: no source in {texts}");
        let unit = rows[0]["unit"].as_str().expect("a unit");
        let in_points = unit == "%" && texts.contains(" pp");
        assert!(
            texts.contains(unit) || in_points,
            "{question}: no unit {unit} in {texts}"
        );
        let period = rows[0]["period"].as_str().expect("a period");
        let many = question.starts_with("gap?goal");
        assert!(
            many || texts.contains(period),
            "{question}: no {period} in {texts}"
        );
        assert!(
            svg.contains("<title") && svg.contains("<desc"),
            "{question}: no text alternative"
        );
    }
}

/// What stands in a picture as text, markup taken away.
fn texts(svg: &str) -> Vec<String> {
    let body = svg.split("</desc>").nth(1).unwrap_or(svg);
    body.split("<text")
        .skip(1)
        .filter_map(|part| {
            let (_, rest) = part.split_once('>')?;
            let (text, _) = rest.split_once("</text>")?;
            Some(text.replace("&#39;", "'").replace("&amp;", "&"))
        })
        .collect()
}

#[test]
fn what_cannot_be_said_gives_its_reason_and_no_number() {
    let program = Program::new();
    let book = program.sample();
    for (question, reason) in REFUSED {
        let answer = answer(&program, &book, question);
        let said = answer["headline"].as_str().expect("a headline");
        assert!(
            said.contains("cannot") && said.contains(reason),
            "{question}: {said}"
        );
        for key in ["gaps", "closing"] {
            let lines = answer[key].as_array().map_or(0, Vec::len);
            assert_eq!(lines, 0, "{question}: {key}");
        }
        assert!(
            answer["rows"]
                .as_array()
                .expect("rows")
                .iter()
                .all(|row| row["difference"].is_null() && row["ratio"].is_null()),
            "{question}"
        );
    }
}

/// The known answer of METHODS M7, read from a file of figures by deprivation fifth.
#[test]
fn the_gradient_over_fifths_is_the_known_answer() {
    let program = Program::new();
    let book = program.path("fifths.levelbook");
    let mut file = String::from(
        "indicator_code,indicator,unit,polarity,subject_code,subject,level,group,period,period_start,period_length,value,lower,upper,count,denominator,state,markers\n",
    );
    for (fifth, people, value) in [
        ("Most deprived fifth", 12_000, 24.0),
        ("Second most deprived fifth", 11_000, 20.5),
        ("Middle fifth", 10_500, 18.0),
        ("Second least deprived fifth", 9_800, 15.2),
        ("Least deprived fifth", 9_200, 12.1),
    ] {
        let line = format!(
            "worry,Worry,points,lower,E92000001,England,country,deprivation={fifth},2023,2023-01-01,P1Y,{value},{},{},,{people},value,\n",
            value - 1.176,
            value + 1.176
        );
        file.push_str(&line);
    }
    let path = program.path("fifths.csv");
    std::fs::write(&path, file).expect("a file");
    program.done(&["new", &book]);
    program.done(&["import", &book, &path]);
    let answer = answer(&program, &book, "inequality?indicator=worry");
    let gradient = &answer["inequality"]["gradient"];
    let near = |key: &str, expected: f64, within: f64| {
        let found = gradient[key].as_f64();
        assert!(
            found.is_some_and(|found| (found - expected).abs() < within),
            "{key}: {found:?} is not {expected}: {}",
            answer["headline"]
        );
    };
    near("slope", -14.5606, 5e-5);
    near("relative", 0.431_648, 5e-7);
    // Independent: 1.959964 times the error of the sum, with 0.6 as the error of each figure.
    near("lower", -14.5606 - 1.869_42, 1e-3);
    assert_eq!(
        answer["headline"],
        "Across deprivation fifths in England, fitted worry is 14.6 points lower among the least deprived than the most deprived, 2023."
    );
    let gap = self::answer(&program, &book, "gap?indicator=worry&between=deprivation");
    assert_eq!(gap["rows"][0]["group"], "deprivation=Most deprived fifth");
    assert!(
        gap["gaps"][0]["difference"]
            .as_f64()
            .is_some_and(|gap| (gap - 11.9).abs() < 1e-9)
    );
    let picture = program.path("fifths.svg");
    program.done(&["draw", &book, "inequality?indicator=worry", "-o", &picture]);
    let svg = std::fs::read_to_string(&picture).expect("a picture");
    assert!(svg.contains("Most deprived") && svg.contains("Least deprived"));
}
