//! Maps (GeoJSON): their properties are a table, and what is wrong with them is said.

use super::numbered::{Case, case, file};

fn features(properties: &[&str], geometry: &str) -> String {
    let features: Vec<String> = properties
        .iter()
        .map(|properties| {
            format!(r#"{{"type":"Feature","properties":{properties},"geometry":{geometry}}}"#)
        })
        .collect();
    format!(
        r#"{{"type":"FeatureCollection","features":[{}]}}"#,
        features.join(",")
    )
}

fn map(text: &str) -> String {
    file("a.geojson", text.as_bytes())
}

#[test]
fn a_map_is_read_by_its_properties_or_says_why_not() {
    let outline = r#"{"type":"Polygon","coordinates":[[[-1,54],[-1,55],[-2,54],[-1,54]]]}"#;
    let regions = features(
        &[
            r#"{"RGN23CD":"E12000001","RGN23NM":"North East","Year":2020,"Rate":1.5}"#,
            r#"{"RGN23CD":"E12000002","RGN23NM":"North West","Year":2020,"Rate":"[c]"}"#,
            r#"{"RGN23CD":"E12000007","Year":2020,"Rate":null,"parts":[1]}"#,
        ],
        outline,
    );
    let deep = |depth: usize| {
        let within = depth - 4;
        let geometry = format!(
            r#"{{"type":"Polygon","coordinates":{}{}}}"#,
            "[".repeat(within),
            "]".repeat(within)
        );
        features(&[r#"{"Rate":1}"#], &geometry)
    };
    let many = vec![r#"{"Rate":1}"#; 20_001];
    let cases: Vec<Case> = vec![
        case(
            0,
            "a map with figures",
            map(&regions),
            &[
                "figure E12000001 “North East” region 2020-01-01/P1Y = 1.5",
                "= [c]",
                "noticed map A1 This is a map (GeoJSON): the properties of its 3 features were read as the rows of a table, and its outlines, of 12 points, were not.",
                "noticed property-of-several E4",
            ],
        ),
        case(
            1,
            "a map that breaks off",
            map(&regions[..200]),
            &["refused: a.geojson is damaged: it breaks off before its end"],
        ),
        case(
            2,
            "a map with what is no number",
            map(&features(&[r#"{"Rate":NaN}"#], "null")),
            &["refused: a.geojson is damaged: line 1 of it is no GeoJSON"],
        ),
        case(
            3,
            "a map without properties",
            map(&features(&["null"], outline)),
            &[
                "a map (GeoJSON) without properties",
                "import the table of figures",
            ],
        ),
        case(
            4,
            "a map nested as deep as is read",
            map(&deep(64)),
            &["noticed map A1"],
        ),
        case(
            5,
            "a map nested deeper",
            map(&deep(65)),
            &["its values are nested more than 64 deep"],
        ),
        case(
            6,
            "a map of as many features as are read, and one of more",
            map(&features(&many[..20_000], "null")) + &map(&features(&many, "null")),
            &["of its 20,000 features", "it has more than 20,000 features"],
        ),
        case(
            7,
            "a map in metres",
            map(&features(
                &[r#"{"Rate":1}"#],
                r#"{"type":"Point","coordinates":[400000,300000]}"#,
            )),
            &["noticed points-elsewhere"],
        ),
        case(
            8,
            "a map of another encoding",
            file(
                "a.geojson",
                &[
                    b"{\"type\":\"FeatureCollection\",\"features\":[{\"properties\":{\"a\":\""
                        .as_slice(),
                    b"\xE9\"}}]}",
                ]
                .concat(),
            ),
            &["it is not UTF-8"],
        ),
    ];
    let faults: Vec<String> = cases.iter().filter_map(Case::fault).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn a_map_may_have_so_many_bytes_and_no_more() {
    let whole = features(&[r#"{"Rate":1}"#], "null");
    let fill = |bytes: usize| map(&format!("{whole}{}", " ".repeat(bytes - whole.len())));
    assert!(fill(50_000_000).contains("noticed map"));
    assert!(fill(50_000_001).contains("a map (GeoJSON) may have 50 MB"));
}
