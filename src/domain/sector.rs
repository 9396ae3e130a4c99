/// The sections of the Standard Industrial Classification of 2007, each with its last division and a short name.
const SECTIONS: [(u32, &str); 21] = [
    (3, "Agriculture, forestry and fishing"),
    (9, "Mining and quarrying"),
    (33, "Manufacturing"),
    (35, "Energy supply"),
    (39, "Water and waste"),
    (43, "Construction"),
    (47, "Wholesale and retail"),
    (53, "Transport and storage"),
    (56, "Accommodation and food"),
    (63, "Information and communication"),
    (66, "Finance and insurance"),
    (68, "Real estate"),
    (75, "Professional and technical services"),
    (82, "Administrative and support services"),
    (84, "Public administration and defence"),
    (85, "Education"),
    (88, "Health and social work"),
    (93, "Arts and recreation"),
    (96, "Other services"),
    (98, "Households as employers"),
    (99, "International bodies"),
];

/// The sector that codes of the Standard Industrial Classification of 2007 name, by the first of them: `85200, 85310` is
/// Education. A code that lost its leading zero has four digits; the 1 that stands for the public sector names none.
pub fn sector_of_codes(text: &str) -> Option<&'static str> {
    text.split(|c: char| !c.is_ascii_digit())
        .filter(|code| matches!(code.len(), 4 | 5))
        .find_map(|code| {
            let division = code.parse::<u32>().ok()? / 1000;
            (division > 0)
                .then(|| SECTIONS.iter().find(|(last, _)| division <= *last))
                .flatten()
                .map(|(_, name)| *name)
        })
}

#[cfg(test)]
mod tests {
    use super::sector_of_codes;

    #[test]
    fn the_first_code_tells_the_sector() {
        for (codes, expected) in [
            ("85200,\n85310", Some("Education")),
            ("1,\r\n84110", Some("Public administration and defence")),
            ("47730", Some("Wholesale and retail")),
            ("1110", Some("Agriculture, forestry and fishing")),
            ("35110", Some("Energy supply")),
            ("36000", Some("Water and waste")),
            ("99000", Some("International bodies")),
            ("1", None),
            ("", None),
            ("00000", None),
            ("851", None),
        ] {
            assert_eq!(sector_of_codes(codes), expected, "{codes}");
        }
    }
}
