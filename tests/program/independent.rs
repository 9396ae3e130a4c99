//! Ten published indicators: what the program answers is what an independent computation in another language gives, to six
//! significant figures. Passed over, with a word, where the published files or Python are not there.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::folder;
use crate::running::Program;

/// Files of the store that hold the ten indicators.
const FILES: [&str; 9] = [
    "employment-rate",
    "modelled-unemployment",
    "gross-value-added",
    "gross-disposable-household-income-per-head",
    "greenhouse-gas-emissions",
    "domestic-electricity-consumption",
    "domestic-gas-consumption",
    "first-time-buyer-mortgage-sales",
    "motor-vehicle-flow",
];

/// What Python says of each indicator.
fn computed(store: &Path) -> Option<Vec<Value>> {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let output = Command::new("python3")
        .arg(tests.join("independent.py"))
        .arg(store)
        .arg(tests.join("../assets/places.csv"))
        .output();
    let Ok(output) = output else {
        eprintln!("passed over: there is no python3");
        return None;
    };
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{stderr}");
    Some(serde_json::from_slice(&output.stdout).expect("JSON"))
}

/// Whether two numbers are the same to six significant figures, or neither is given.
fn same(what: &str, found: &Value, expected: &Value) {
    let (Some(a), Some(b)) = (found.as_f64(), expected.as_f64()) else {
        assert!(
            found.is_null() && expected.is_null(),
            "{what}: {found} is not {expected}"
        );
        return;
    };
    let scale = a.abs().max(b.abs()).max(1e-12);
    assert!((a - b).abs() / scale < 5e-7, "{what}: {a} is not {b}");
}

#[test]
fn ten_indicators_answer_as_an_independent_computation() {
    let Some(store) = folder::shared("els/els-2026") else {
        return;
    };
    let Some(computed) = computed(&store) else {
        return;
    };
    assert_eq!(computed.len(), 10);
    let program = Program::new();
    let book = program.path("store.levelbook");
    program.done(&["new", &book]);
    let files: Vec<String> = FILES
        .iter()
        .map(|name| {
            store
                .join(name)
                .join(format!("{name}.csv"))
                .display()
                .to_string()
        })
        .collect();
    let mut arguments = vec!["import", &book];
    arguments.extend(files.iter().map(String::as_str));
    program.done(&arguments);
    let ask = |question: &str| -> Value {
        let printed = program.done(&["ask", &book, question, "--format", "json"]);
        serde_json::from_str(&printed).expect("JSON")
    };
    for expected in computed {
        let code = expected["code"].as_str().expect("a code");
        let of_local = |kind: &str| ask(&format!("{kind}?indicator={code}&areas=local-authority"));

        let ranking = of_local("ranking");
        let rows: Vec<&Value> = ranking["rows"]
            .as_array()
            .expect("rows")
            .iter()
            .filter(|row| !row["rank"].is_null())
            .collect();
        let ranks = expected["ranking"].as_array().expect("a ranking");
        assert_eq!(rows.len(), ranks.len(), "{code}: how many are ranked");
        for (row, rank) in rows.iter().zip(ranks) {
            assert_eq!(row["subject_code"], rank[0], "{code}: {row}");
            assert_eq!(row["rank"], rank[1], "{code}: {row}");
            same(code, &row["value"], &rank[2]);
            assert_eq!(row["period_key"], expected["period"], "{code}");
        }
        for ended in expected["ended"].as_array().expect("codes") {
            assert!(
                rows.iter().all(|row| row["subject_code"] != *ended),
                "{code}: {ended} has ended"
            );
        }

        let spread = of_local("spread");
        let scores = expected["scores"].as_object().expect("scores");
        let judged: Vec<&Value> = spread["rows"]
            .as_array()
            .expect("rows")
            .iter()
            .filter(|row| !row["score"].is_null())
            .collect();
        assert_eq!(judged.len(), scores.len(), "{code}: how many are scored");
        for row in judged {
            let place = row["subject_code"].as_str().expect("a code");
            same(
                &format!("{code}, score of {place}"),
                &row["score"],
                &scores[place],
            );
        }

        let gap = ask(&format!(
            "gap?indicator={code}&areas=local-authority&between=lowest-tenth..median"
        ));
        same(
            &format!("{code}, lowest tenth"),
            &gap["rows"][0]["value"],
            &expected["low"],
        );
        same(
            &format!("{code}, middle"),
            &gap["rows"][1]["value"],
            &expected["middle"],
        );
        let difference = expected["low"].as_f64().zip(expected["middle"].as_f64());
        let difference = difference.map(|(low, middle)| low - middle);
        same(
            &format!("{code}, gap"),
            &gap["gaps"][0]["difference"],
            &serde_json::json!(difference),
        );

        let unequal = of_local("inequality");
        let measures = &unequal["inequality"];
        same(
            &format!("{code}, Gini"),
            &measures["gini"],
            &expected["gini"],
        );
        same(
            &format!("{code}, Theil"),
            &measures["theil"],
            &expected["theil"],
        );
        same(
            &format!("{code}, within"),
            &measures["parts"]["within"],
            &expected["within"],
        );

        let closing = ask(&format!(
            "closing?indicator={code}&areas=local-authority&between=lowest-tenth..median"
        ));
        let (change, wanted) = (&closing["closing"][0], &expected["closing"]);
        same(
            &format!("{code}, start"),
            &change["start_gap"],
            &wanted["start"],
        );
        same(&format!("{code}, end"), &change["end_gap"], &wanted["end"]);
        same(
            &format!("{code}, closed"),
            &change["percent_closed"],
            &wanted["percent_closed"],
        );
        assert_eq!(change["label"], wanted["label"], "{code}");
        assert_eq!(change["start_key"], wanted["start_period"], "{code}");

        let trend = ask(&format!("trend?indicator={code}&subjects=E08000032"));
        let (found, wanted) = (&trend["trend"], &expected["trend"]);
        assert_eq!(found["label"], wanted["label"], "{code}");
        if wanted["reason"].is_null() {
            same(&format!("{code}, slope"), &found["slope"], &wanted["slope"]);
        } else {
            assert_eq!(found["reason"], wanted["reason"], "{code}");
        }
    }
}
