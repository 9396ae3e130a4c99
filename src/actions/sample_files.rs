//! The shipped sample, held in the program itself so that it needs no folder beside it.

/// File name and content, in the order in which they are imported.
pub const SAMPLE_FILES: &[(&str, &str)] = &[
    (
        "01-children-in-low-income.csv",
        include_str!("../../sample-data/01-children-in-low-income.csv"),
    ),
    (
        "01-early-learning-goals.csv",
        include_str!("../../sample-data/01-early-learning-goals.csv"),
    ),
    (
        "01-early-years.csv",
        include_str!("../../sample-data/01-early-years.csv"),
    ),
    (
        "02-04-attainment-gaps.csv",
        include_str!("../../sample-data/02-04-attainment-gaps.csv"),
    ),
    (
        "02-english-and-maths-by-19.csv",
        include_str!("../../sample-data/02-english-and-maths-by-19.csv"),
    ),
    (
        "02-key-stage-2.csv",
        include_str!("../../sample-data/02-key-stage-2.csv"),
    ),
    (
        "02-persistent-absence.csv",
        include_str!("../../sample-data/02-persistent-absence.csv"),
    ),
    (
        "02-school-attainment.csv",
        include_str!("../../sample-data/02-school-attainment.csv"),
    ),
    (
        "03-destinations.csv",
        include_str!("../../sample-data/03-destinations.csv"),
    ),
    (
        "03-further-education.csv",
        include_str!("../../sample-data/03-further-education.csv"),
    ),
    (
        "03-neet-uk-2024.csv",
        include_str!("../../sample-data/03-neet-uk-2024.csv"),
    ),
    (
        "03-neet-uk.csv",
        include_str!("../../sample-data/03-neet-uk.csv"),
    ),
    (
        "04-participation-and-offers.csv",
        include_str!("../../sample-data/04-participation-and-offers.csv"),
    ),
    (
        "05-06-nhs-workforce-race-equality.csv",
        include_str!("../../sample-data/05-06-nhs-workforce-race-equality.csv"),
    ),
    (
        "05-14-library-briefings.csv",
        include_str!("../../sample-data/05-14-library-briefings.csv"),
    ),
    (
        "05-modelled-unemployment.csv",
        include_str!("../../sample-data/05-modelled-unemployment.csv"),
    ),
    ("05-work.csv", include_str!("../../sample-data/05-work.csv")),
    (
        "06-14-employers.csv",
        include_str!("../../sample-data/06-14-employers.csv"),
    ),
    (
        "06-weekly-pay.csv",
        include_str!("../../sample-data/06-weekly-pay.csv"),
    ),
    (
        "07-12-english-housing-survey.csv",
        include_str!("../../sample-data/07-12-english-housing-survey.csv"),
    ),
    (
        "07-bank-branches.csv",
        include_str!("../../sample-data/07-bank-branches.csv"),
    ),
    (
        "08-cancer-diagnosis.csv",
        include_str!("../../sample-data/08-cancer-diagnosis.csv"),
    ),
    (
        "08-children-overweight.csv",
        include_str!("../../sample-data/08-children-overweight.csv"),
    ),
    (
        "08-wellbeing.csv",
        include_str!("../../sample-data/08-wellbeing.csv"),
    ),
    (
        "09-productivity.csv",
        include_str!("../../sample-data/09-productivity.csv"),
    ),
    (
        "09-research-and-development.csv",
        include_str!("../../sample-data/09-research-and-development.csv"),
    ),
    (
        "09-women-led-employers.csv",
        include_str!("../../sample-data/09-women-led-employers.csv"),
    ),
    (
        "10-connectivity.csv",
        include_str!("../../sample-data/10-connectivity.csv"),
    ),
    (
        "11-motor-vehicle-flow.csv",
        include_str!("../../sample-data/11-motor-vehicle-flow.csv"),
    ),
    (
        "11-railway-station-walk.csv",
        include_str!("../../sample-data/11-railway-station-walk.csv"),
    ),
    (
        "11-travel-time.csv",
        include_str!("../../sample-data/11-travel-time.csv"),
    ),
    (
        "12-first-time-buyers.csv",
        include_str!("../../sample-data/12-first-time-buyers.csv"),
    ),
    (
        "12-new-homes.csv",
        include_str!("../../sample-data/12-new-homes.csv"),
    ),
    (
        "13-14-ons-bulletins.csv",
        include_str!("../../sample-data/13-14-ons-bulletins.csv"),
    ),
    (
        "13-emissions-and-energy.csv",
        include_str!("../../sample-data/13-emissions-and-energy.csv"),
    ),
    (
        "13-fuel-poverty.csv",
        include_str!("../../sample-data/13-fuel-poverty.csv"),
    ),
    (
        "14-gender-pay-gap.csv",
        include_str!("../../sample-data/14-gender-pay-gap.csv"),
    ),
    (
        "objectives-culture.csv",
        include_str!("../../sample-data/objectives-culture.csv"),
    ),
    (
        "objectives-household-income.csv",
        include_str!("../../sample-data/objectives-household-income.csv"),
    ),
    (
        "ons-latest-figures.csv",
        include_str!("../../sample-data/ons-latest-figures.csv"),
    ),
    (
        "ons-subnational-indicators-2022.csv",
        include_str!("../../sample-data/ons-subnational-indicators-2022.csv"),
    ),
];

#[cfg(test)]
mod tests {
    use super::SAMPLE_FILES;

    #[test]
    fn every_file_of_the_folder_is_held() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/sample-data");
        let mut there: Vec<String> = std::fs::read_dir(folder)
            .expect("the folder")
            .map(|entry| {
                entry
                    .expect("an entry")
                    .file_name()
                    .into_string()
                    .expect("a name")
            })
            .filter(|name| name != "README.md")
            .collect();
        there.sort();
        let held: Vec<&str> = SAMPLE_FILES.iter().map(|(name, _)| *name).collect();
        assert_eq!(held, there);
    }
}
