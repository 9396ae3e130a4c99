//! Small tables that people make by hand: each is read, or says what is missing.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use levelbook::import::{Known, ReadingChoices, ReviewedFile, WorkerProgram, read, review};
use levelbook::message::Unwatched;

fn understood(name: &str, text: &str, choices: &ReadingChoices) -> ReviewedFile {
    let folder = tempfile::TempDir::new().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, text).unwrap();
    let workbook = read(&path, &WorkerProgram::here(), &Unwatched).unwrap();
    review(&workbook, choices, &Known::shipped())
}

/// Every figure as `subject value`, or with the sign of its state.
fn figures(file: &ReviewedFile) -> Vec<String> {
    file.sheets
        .iter()
        .flat_map(|sheet| {
            sheet.observations.iter().map(|observation| {
                let reading = observation.reading;
                format!(
                    "{} {}",
                    sheet.subjects[observation.subject as usize].code,
                    reading
                        .value()
                        .map_or_else(|| reading.state().sign(), |value| value.to_string())
                )
            })
        })
        .collect()
}

struct Small {
    what: &'static str,
    text: &'static str,
    period: Option<&'static str>,
    figures: &'static [&'static str],
    rejected: u64,
}

const TABLES: &[Small] = &[
    Small {
        what: "one number, one withheld, one that is no number",
        text: "areacd,areanm,indicator,period,observation,unit,status\n\
               E12000001,North East,Made-up rate,2023-01-01/P1Y,1.5,%,\n\
               E12000002,North West,Made-up rate,2023-01-01/P1Y,,%,c\n\
               E12000003,Yorkshire and The Humber,Made-up rate,2023-01-01/P1Y,NaN,%,\n",
        period: None,
        figures: &["E12000001 1.5", "E12000002 [c]"],
        rejected: 1,
    },
    Small {
        what: "a header of years that is repeated inside the table",
        text: "Area code,Area,2019,2020\n\
               E08000035,Leeds,1,2\n\
               Area code,Area,2019,2020\n\
               E06000014,York,3,4\n",
        period: None,
        figures: &["E08000035 1", "E08000035 2", "E06000014 3", "E06000014 4"],
        rejected: 0,
    },
    Small {
        what: "one row",
        text: "code,name,period,value\nE12000001,North East,2023,1.5\n",
        period: None,
        figures: &["E12000001 1.5"],
        rejected: 0,
    },
    Small {
        what: "one withheld row",
        text: "areacd,areanm,period,value\nE12000001,North East,2023,[c]\n",
        period: None,
        figures: &["E12000001 [c]"],
        rejected: 0,
    },
    Small {
        what: "only withheld rows, the state beside",
        text: "areacd,areanm,indicator,period,observation,status\n\
               E12000001,North East,Made-up rate,2023,,c\n\
               E12000002,North West,Made-up rate,2023,,x\n",
        period: None,
        figures: &["E12000001 [c]", "E12000002 [x]"],
        rejected: 0,
    },
    Small {
        what: "no period, and it is said",
        text: "code,name,value\nE12000001,North East,1.5\nE12000002,North West,2.5\n",
        period: Some("2023"),
        figures: &["E12000001 1.5", "E12000002 2.5"],
        rejected: 0,
    },
    Small {
        what: "organisations by name alone, the period not said",
        text: "Organisation,Gender pay gap (%)\nExample Ltd,12.5\nSample plc,-3\n",
        period: None,
        figures: &[],
        rejected: 2,
    },
    Small {
        what: "organisations by name alone, the period said",
        text: "Organisation,Gender pay gap (%)\nExample Ltd,12.5\nSample plc,-3\n",
        period: Some("2023"),
        figures: &["example-ltd 12.5", "sample-plc -3"],
        rejected: 0,
    },
    Small {
        what: "regions by name alone",
        text: "Region,2022,2023\nNorth East,1.5,2\nLondon,3,4\n",
        period: None,
        figures: &["E12000001 1.5", "E12000001 2", "E12000007 3", "E12000007 4"],
        rejected: 0,
    },
    Small {
        what: "councils by name alone",
        text: "Council,Year,Homes built\nBradford,2022,15\nKingston upon Hull,2022,25\n",
        period: None,
        figures: &["E08000032 15", "E06000010 25"],
        rejected: 0,
    },
    Small {
        what: "a blank first column",
        text: ",Area code,Area,Period,Value\n,E12000001,North East,2023,1.5\n,E12000002,North West,2023,2\n",
        period: None,
        figures: &["E12000001 1.5", "E12000002 2"],
        rejected: 0,
    },
    Small {
        what: "indented names",
        text: "Area,Year,Value\n  North East,2023,1.5\n    North West,2023,2\n",
        period: None,
        figures: &["E12000001 1.5", "E12000002 2"],
        rejected: 0,
    },
    Small {
        what: "a sign that withholds wins over the number beside it",
        text: "areacd,areanm,indicator,period,value,status\n\
               E12000001,North East,Made-up rate,2023,12,c\n\
               E12000002,North West,Made-up rate,2023,0,low\n\
               E12000003,Yorkshire and The Humber,Made-up rate,2023,7,u\n\
               E12000004,East Midlands,Made-up rate,2023,12 [c],\n\
               E12000005,West Midlands,Made-up rate,2023,12,error\n",
        period: None,
        figures: &[
            "E12000001 [c]",
            "E12000002 [low]",
            "E12000003 7",
            "E12000004 [c]",
            "E12000005 [error]",
        ],
        rejected: 0,
    },
    Small {
        what: "code and figure alone, one row",
        text: "code,figure\nE12000001,1.5\n",
        period: Some("2023"),
        figures: &["E12000001 1.5"],
        rejected: 0,
    },
    Small {
        what: "names and withheld figures only",
        text: "Area,Period,Value\nNorth East,2023,[c]\nLondon,2023,[x]\n",
        period: None,
        figures: &["E12000001 [c]", "E12000007 [x]"],
        rejected: 0,
    },
    Small {
        what: "figures that are all blank",
        text: "areacd,areanm,period,value\nE12000001,North East,2023,\nE12000002,North West,2023,\n",
        period: None,
        figures: &["E12000001 [x]", "E12000002 [x]"],
        rejected: 0,
    },
    Small {
        what: "nothing that is a number",
        text: "areacd,areanm,period,value\nE12000001,North East,2023,NaN\nE12000002,North West,2023,inf\n",
        period: None,
        figures: &[],
        rejected: 2,
    },
    Small {
        what: "one row by name, years across",
        text: "Area,2022,2023\nLeeds,1.5,2\n",
        period: None,
        figures: &["E08000035 1.5", "E08000035 2"],
        rejected: 0,
    },
    Small {
        what: "a title above and a blank first column",
        text: ",Made-up rate,,\n,,,\n,Area,Year,Value\n,Leeds,2023,1.5\n",
        period: None,
        figures: &["E08000035 1.5"],
        rejected: 0,
    },
    Small {
        what: "councils under a header that names none",
        text: "Name,Score 2023\nLeeds,1.5\nBradford,2\n",
        period: None,
        figures: &["E08000035 1.5", "E08000032 2"],
        rejected: 0,
    },
    Small {
        what: "one organisation, one row",
        text: "Employer,Year,Median gap %\nExample Ltd,2023,12.5\n",
        period: None,
        figures: &["example-ltd 12.5"],
        rejected: 0,
    },
];

#[test]
fn small_tables_are_read() {
    let mut wrong = Vec::new();
    for small in TABLES {
        let choices = ReadingChoices {
            period: small.period.map(str::to_owned),
            ..ReadingChoices::default()
        };
        let file = understood("figures.csv", small.text, &choices);
        let counts = file.counts();
        let found = figures(&file);
        if found != small.figures
            || counts.rejected != small.rejected
            || counts.read != counts.kept + counts.rejected
        {
            wrong.push(format!(
                "{}: {found:?}, {} left out; {:?}\n{:#?}",
                small.what,
                counts.rejected,
                file.sheets[0].problems,
                file.sheets[0]
                    .columns
                    .iter()
                    .map(|c| (&c.header, c.role))
                    .collect::<Vec<_>>()
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn another_unit_than_the_known_one_is_named_and_the_users_word_wins() {
    let table = |unit: &str, value: &str| {
        format!(
            "areacd,areanm,indicator,period,value,unit\nE12000001,North East,Employment rate,2023,{value},{unit}\n"
        )
    };
    for (text, chosen, unit, differs) in [
        (table("%", "71.5"), None, "%", false),
        (table("£", "71.5"), None, "%", true),
        (table("", "71.5"), None, "%", false),
        (table("£", "71.5"), Some("£"), "£", false),
    ] {
        let choices = ReadingChoices {
            unit: chosen.map(str::to_owned),
            ..ReadingChoices::default()
        };
        let file = understood("figures.csv", &text, &choices);
        let sheet = &file.sheets[0];
        let indicator = &sheet.indicators[0];
        assert_eq!(indicator.unit.text, unit, "{text}");
        let is_known = indicator.code.0 == "employment-rate";
        assert_eq!(is_known, chosen.is_none(), "what is in pounds is no rate");
        let said = sheet
            .problems
            .iter()
            .find(|problem| problem.code == "unit-differs");
        assert_eq!(said.is_some(), differs, "{text}");
        if let Some(problem) = said {
            assert!(problem.message.contains("“£”") && problem.message.contains("“%”"));
        }
        // In the known unit it would be another number: it waits for the answer.
        assert_eq!(sheet.observations.is_empty(), differs, "{text}");
        assert_eq!(sheet.counts.rejected, u64::from(differs), "{text}");
    }
}
