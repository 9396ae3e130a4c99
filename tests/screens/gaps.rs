use super::*;

/// A table of one indicator by sex over England and two regions, and one of everybody.
fn by_sex() -> String {
    let mut text = String::from("Area code,Area name,Indicator,Sex,Period,Value,Unit\n");
    let places = [
        ("E92000001", "England", 0.0),
        ("E12000001", "North East", -4.0),
        ("E12000007", "London", 3.0),
    ];
    for (code, name, more) in places {
        for year in 2021..2024 {
            for (sex, base) in [("Female", 30.0), ("Male", 40.0)] {
                let value = base + more * f64::from(year - 2020);
                let _ = writeln!(text, "{code},{name},Walks to school,{sex},{year},{value},%");
            }
            let _ = writeln!(text, "{code},{name},Library visits,,{year},{more},%");
        }
    }
    text
}

fn with_groups() -> Desk {
    let mut desk = Desk::reading(&by_sex());
    desk.click("Continue");
    desk.click("2  Successful school years");
    desk.click("Import");
    desk.click("Close this notice");
    desk
}

/// Chooses from a select by typing what it is called.
fn choose(desk: &mut Desk, select: &str, choice: &str) {
    desk.click_first(&format!("{select}:"));
    desk.harness.event(egui::Event::Text(choice.to_owned()));
    desk.harness.run();
    desk.harness.key_press(egui::Key::Enter);
    desk.harness.run();
}

#[test]
fn gaps_are_asked_for_by_choosing_two_groups_and_a_level() {
    let mut desk = with_groups();
    desk.go("Gaps");
    assert!(
        desk.has("ComboBox: Gaps of: All indicators"),
        "{}",
        desk.text()
    );
    choose(&mut desk, "Gaps of", "Walks to school");
    choose(&mut desk, "Between", "Female");
    assert!(desk.has("ComboBox: and: Male"), "{}", desk.text());
    choose(&mut desk, "Among", "Regions");
    let line = desk.harness.state().state().gaps_line();
    assert!(
        line.contains("areas=region") && line.contains("between=sex=Female,sex=Male"),
        "{line}"
    );
    assert!(desk.has("ComboBox: Order: widest first"), "{}", desk.text());
    desk.click("Table");
    let text = desk.named_text("gaps");
    assert!(text.contains("Row: Of: London (%)"), "{text}");
    assert!(text.contains("Gap: 10"), "{text}");
    desk.click_first("Order:");
    desk.click("by name");
    let text = desk.text();
    let (london, north) = (
        text.find("Row: Of: London"),
        text.find("Row: Of: North East"),
    );
    assert!(london.is_some() && london < north, "{text}");
}

#[test]
fn what_an_indicator_is_compared_with_is_chosen_in_a_copy() {
    let mut desk = Desk::with_figures();
    desk.click("Close this notice");
    desk.click_first("Compared with:");
    assert!(
        desk.has("RadioButton: The usual benchmark"),
        "{}",
        desk.text()
    );
    assert!(
        desk.has("RadioButton: Median of its sector, Only an organisation has one."),
        "{}",
        desk.text()
    );
    desk.click_first("Median of its level or kind");
    desk.click("Cancel");
    assert!(desk.has("Compared with: England"), "{}", desk.text());
    desk.click_first("Compared with:");
    desk.click_first("Median of its level or kind");
    desk.click("Apply");
    assert!(
        desk.has("Compared with: median of its level or kind"),
        "{}",
        desk.text()
    );
    let stop = desk.harness.state().state().here().clone();
    assert_eq!(stop.context.benchmark, Some("level".into()));
}

#[test]
fn a_profile_shows_peers_years_and_who_is_like_it() {
    let mut desk = Desk::with_figures();
    desk.go("Places");
    desk.click_first("London");
    let text = desk.named_text("profile");
    for wanted in [
        "Among places of its level",
        "Its own years",
        "Similar places",
        "ComboBox: Figure in detail",
    ] {
        assert!(text.contains(wanted), "no “{wanted}” in {text}");
    }
    assert_eq!(text.matches("Figure: ").count(), 2, "{text}");
    desk.click("Add to comparison");
    assert!(desk.has("London is in the comparison: 1 of at most 10."));
}

#[test]
fn groups_fill_a_comparison_and_say_why_they_cannot() {
    let mut desk = Desk::with_figures();
    desk.go("Compare");
    desk.click("Choose them");
    desk.click("Group");
    desk.click_first("All regions, 3");
    assert!(
        desk.has("RadioButton: All regions, All of them are chosen."),
        "{}",
        desk.text()
    );
    desk.click("Apply");
    assert!(desk.has("Take out North East"), "{}", desk.text());
}
