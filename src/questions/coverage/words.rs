use super::super::shown::Grid;
use super::super::wording::{headline as short, so_many};

/// How much is held, withheld and missing.
pub(super) fn headline(what: &str, grid: &Grid, lines: usize) -> String {
    if grid.held == 0 {
        return short(&[format!("No {what} are held.")]);
    }
    let periods = if grid.of == "indicator" {
        so_many(grid.columns.len(), "year", "years")
    } else {
        so_many(grid.columns.len(), "period", "periods")
    };
    let many = match grid.of.as_str() {
        "people group" => so_many(lines, "people group", "people groups"),
        "place" => so_many(lines, "place", "places"),
        "organisation" => so_many(lines, "organisation", "organisations"),
        "indicator" => so_many(lines, "indicator", "indicators"),
        _ => so_many(lines, "kind of subject", "kinds of subject"),
    };
    let held = crate::domain::thousands(grid.held as f64, 0);
    let withheld = match grid.withheld {
        0 => "none is withheld".to_owned(),
        1 => "1 is withheld".to_owned(),
        more => format!("{} are withheld", crate::domain::thousands(more as f64, 0)),
    };
    let missing = match grid.missing {
        0 => String::new(),
        more => format!(" and {} missing", crate::domain::thousands(more as f64, 0)),
    };
    let empty = match grid.empty {
        0 => String::new(),
        1 => "; 1 of them has none".to_owned(),
        more => format!("; {more} of them have none"),
    };
    short(&[
        format!("{held} {what} are held for {many} over {periods}: {withheld}{missing}{empty}."),
        format!("{held} {what} are held for {many}: {withheld}{missing}."),
        format!("{held} {what} are held: {withheld}."),
    ])
}

/// How to read the grid.
pub(super) fn notes(grid: &Grid) -> Vec<String> {
    let mut out = Vec::new();
    match grid.of.as_str() {
        "people group" => out.push(
            "Missing: figures that a group lacks for a period for which another group has them."
                .to_owned(),
        ),
        "place" | "organisation" => out.push(
            "Missing: no figure is held for a period for which another of them has one.".to_owned(),
        ),
        "indicator" => out.push(
            "An empty cell: no figure is held for that year; indicators are not published for every year."
                .to_owned(),
        ),
        _ => out.push("How many figures there could be is not known.".to_owned()),
    }
    if grid.earlier > 0 {
        let earlier = so_many(grid.earlier, "earlier period", "earlier periods");
        out.push(format!(
            "Shown: the latest {} periods; {earlier} are left out.",
            grid.columns.len()
        ));
    }
    if grid.more > 0 {
        out.push(format!(
            "Shown: the first {} lines; {} more are counted in the headline.",
            grid.lines.len(),
            grid.more
        ));
    }
    out
}
