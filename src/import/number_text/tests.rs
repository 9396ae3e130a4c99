use super::{DecimalSign, Fits, NumberFault, fits, read};

#[test]
fn numbers_are_read_as_publishers_write_them() {
    for (text, value, marks) in [
        ("69.7", 69.7, ""),
        (" 1,234 ", 1234.0, ""),
        ("1\u{a0}234", 1234.0, ""),
        ("1'234", 1234.0, ""),
        ("£642.50", 642.5, ""),
        ("-£3", -3.0, ""),
        ("12%", 12.0, ""),
        ("12 [p]", 12.0, "p"),
        ("12[r][e]", 12.0, "r e"),
        ("12*", 12.0, "*"),
        ("12p", 12.0, "p"),
        ("12²", 12.0, "²"),
        ("12 [note 2]", 12.0, "note 2"),
        ("6.3%\n(1.5 million\n adults)", 6.3, "1.5 million adults"),
        ("12.1 (11.0 to 13.2)", 12.1, "11.0 to 13.2"),
        ("12.1% (11.0–13.2)", 12.1, "11.0–13.2"),
        ("−4.1", -4.1, ""),
        ("–4.1", -4.1, ""),
        ("-0", 0.0, ""),
        ("1E5", 100_000.0, ""),
        ("５", 5.0, ""),
        ("0.30000000000000004", 0.300_000_000_000_000_04, ""),
    ] {
        let number = read(text, DecimalSign::Point).expect(text);
        assert!((number.value - value).abs() < f64::EPSILON, "{text}");
        assert_eq!(number.marks.join(" "), marks, "{text}");
    }
    assert!(read("-0", DecimalSign::Point).is_ok_and(|zero| zero.value.is_sign_positive()));
}

#[test]
fn what_is_no_number_is_never_one() {
    for (text, fault) in [
        ("NaN", NumberFault::NotFinite),
        ("-inf", NumberFault::NotFinite),
        ("1e400", NumberFault::NotFinite),
        ("12345678901234567890", NumberFault::TooLarge),
        ("0.123456789012345678", NumberFault::TooManyDigits),
        ("(12)", NumberFault::Brackets),
        ("£1.2m", NumberFault::Scaled),
        ("12k", NumberFault::Scaled),
        ("1,5", NumberFault::OtherDecimalSign),
        ("1.234,5", NumberFault::OtherDecimalSign),
        ("5-9", NumberFault::NoNumber),
        ("1 (most deprived)", NumberFault::NoNumber),
        ("1 (2 to 3)", NumberFault::NoNumber),
        ("1.5 (most", NumberFault::NoNumber),
        ("~10", NumberFault::NoNumber),
        ("c.10", NumberFault::NoNumber),
        ("-", NumberFault::NoNumber),
        ("–", NumberFault::NoNumber),
        (".", NumberFault::NoNumber),
        ("E06000001", NumberFault::NoNumber),
        ("0x10", NumberFault::NoNumber),
        ("1_000", NumberFault::NoNumber),
        ("--1", NumberFault::NoNumber),
        ("", NumberFault::NoNumber),
    ] {
        assert_eq!(read(text, DecimalSign::Point), Err(fault), "{text}");
    }
}

#[test]
fn separators_that_fit_one_way_decide() {
    for (text, expected) in [
        ("1,234", Some(Fits::Both)),
        ("1,5", Some(Fits::OnlyComma)),
        ("1,234.5", Some(Fits::OnlyPoint)),
        ("1.234,5", Some(Fits::OnlyComma)),
        ("0,123", Some(Fits::OnlyComma)),
        ("12.25", Some(Fits::OnlyPoint)),
        ("1 234", Some(Fits::Either)),
        ("abc", None),
    ] {
        assert_eq!(fits(text), expected, "{text}");
    }
    let comma = read("1.234,5", DecimalSign::Comma).expect("a number");
    assert!((comma.value - 1234.5).abs() < f64::EPSILON);
}
