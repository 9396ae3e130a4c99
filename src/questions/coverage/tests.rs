use super::super::QuestionKind;
use super::super::made_up::{authorities, catalogue, figure, withheld};
use super::*;

fn grid(answer: &Answer) -> &Grid {
    match &answer.detail {
        Detail::Coverage(grid) => grid,
        other => panic!("no grid: {other:?}"),
    }
}

#[test]
fn what_is_held_withheld_and_missing_is_told_apart_cell_by_cell() {
    let catalogue = catalogue();
    let indicator = catalogue.indicator(&"absence".into()).expect("known");
    let mut all = authorities("absence", 2022, &[1.0, 0.0]);
    all.extend(authorities("absence", 2023, &[1.0]));
    all.push(withheld("absence", "E06000002", 2023));
    all.push(figure("absence", "E06000003", 2023, 3.0));
    let subjects: Vec<&Subject> = ["E06000001", "E06000002", "E06000003", "E06000004"]
        .iter()
        .map(|code| catalogue.subject(&(*code).into()).expect("known"))
        .collect();
    let lines = subject_lines(indicator, &subjects, &all);
    let question = Question::new(QuestionKind::Coverage);
    let about = ("place", "figures of persistent absence");
    let answer = tabulate(&question, about, &lines);
    let of = grid(&answer);
    assert_eq!(of.columns, ["2022", "2023"]);
    let cells: Vec<Vec<(usize, usize, usize)>> = of
        .cells
        .iter()
        .map(|line| {
            let cell = |cell: &Holding| (cell.numbers, cell.withheld_in_all(), cell.missing);
            line.iter().map(cell).collect()
        })
        .collect();
    assert_eq!(
        cells,
        [
            [(1, 0, 0), (1, 0, 0)],
            [(1, 0, 0), (0, 1, 0)],
            [(0, 0, 1), (1, 0, 0)],
            [(0, 0, 1), (0, 0, 1)],
        ],
        "a true zero is held, a withheld figure is none and not missing"
    );
    assert_eq!(
        answer.headline,
        "5 figures of persistent absence are held for 4 places over 2 periods: 1 is withheld and 3 missing; 1 of them has none."
    );
    assert_eq!(answer.rows.len(), 5, "what is missing is no row");
}

#[test]
fn groups_are_measured_by_the_fullest_of_them() {
    let catalogue = catalogue();
    let indicator = catalogue.indicator(&"absence".into()).expect("known");
    let women = PeopleGroup::of([("sex", "Female")]);
    let mut all = authorities("absence", 2023, &[1.0, 2.0, 3.0]);
    all.push(Observation {
        group: women.clone(),
        ..figure("absence", "E06000001", 2023, 4.0)
    });
    let everybody = PeopleGroup::all();
    let groups: BTreeSet<&PeopleGroup> = [&everybody, &women].into();
    let lines = group_lines(indicator, &groups, &all);
    let question = Question::new(QuestionKind::Coverage);
    let answer = tabulate(&question, ("people group", "figures"), &lines);
    let missing: Vec<usize> = grid(&answer)
        .cells
        .iter()
        .flatten()
        .map(|cell| cell.missing)
        .collect();
    assert_eq!(missing, [0, 2]);
    assert_eq!(
        answer.rows.last().and_then(|row| row.note.as_deref()),
        Some("2 missing")
    );
    let nothing = tabulate(&question, ("place", "figures of x"), &[]);
    assert_eq!(nothing.headline, "No figures of x are held.");
}
