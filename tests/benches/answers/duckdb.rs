//! The same questions in DuckDB.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use levelbook::domain::Subject;

use crate::made::level;

/// DuckDB's medians in milliseconds, by kind; none where Python has no DuckDB.
pub(crate) fn of_duckdb(folder: &Path, places: &[Subject]) -> Option<BTreeMap<String, f64>> {
    let script = folder.join("duck.py");
    std::fs::write(&script, DUCKDB).unwrap();
    let local: Vec<&str> = places
        .iter()
        .filter(|one| level(one) == "local")
        .map(|one| one.code.0.as_str())
        .collect();
    let output = Command::new("python3")
        .arg(&script)
        .arg(folder.join("all.csv"))
        .arg(folder.join("places.csv"))
        .arg(local.join(","))
        .output()
        .ok()?;
    if !output.status.success() {
        println!("DuckDB is not there for Python, so there is nothing to compare with");
        return None;
    }
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    Some(
        told.lines()
            .filter_map(|line| {
                let (kind, milliseconds) = line.split_once(' ')?;
                Some((kind.to_owned(), milliseconds.parse().ok()?))
            })
            .collect(),
    )
}

/// The same questions in SQL. A trend is the series of a place, of a region, of the country and of the other places in the same wider
/// one, all of which our answer holds; a ranking is everybody's figure of the latest period in order, with the name, the interval and
/// how it lies to England's; an overview is the latest figure of every indicator with its place and the median among the peers; a gap
/// is one of two subjects over time. What is bare asks for less than our answer holds: one series, or the order alone.
const DUCKDB: &str = r#"
import sys, time, statistics, random, duckdb
con = duckdb.connect()
con.execute("""create table f as select * from read_csv(?, types={'subject': 'VARCHAR', 'year': 'INTEGER', 'value': 'DOUBLE',
    'lower': 'DOUBLE', 'upper': 'DOUBLE'})""", [sys.argv[1]])
con.execute("create table places as select * from read_csv(?, header=true, all_varchar=true)", [sys.argv[2]])
local = sys.argv[3].split(",")
regions = [row[0] for row in con.execute("select code from places where level = 'region' order by 1").fetchall()]
pick = random.Random(7)
QUERIES = {
  "bare-trend": "select year, value from f where indicator = ? and subject = ? and sex = 'All' order by year",
  "trend": """select f.subject, p.name, f.year, f.value, f.lower, f.upper from f join places as p on p.code = f.subject
      where indicator = ? and sex = 'All' and (subject in (?, ?, 'E92000001')
        or (p.level = 'local' and p.parent = (select parent from places where code = ?)))
      order by subject, year""",
  "bare-ranking": """select subject, value, rank() over (order by value desc) from f where indicator = ? and level = 'local'
      and sex = 'All' and year = (select max(year) from f where indicator = ?) order by 2 desc""",
  "ranking": """with latest as (select f.* from f where indicator = ? and sex = 'All' and year = (select max(year) from f where indicator = ?)),
      beside as (select value from latest where subject = 'E92000001')
      select l.subject, p.name, l.value, l.lower, l.upper, rank() over (order by l.value desc), l.value - b.value,
        case when l.upper < b.value then 'lower' when l.lower > b.value then 'higher' else 'similar' end
      from latest as l join places as p on p.code = l.subject cross join beside as b where l.level = 'local' order by 3 desc""",
  "overview": """with own as (select indicator, max(year) as year from f where subject = ? and sex = 'All' group by 1),
      peers as (select f.indicator, f.subject, f.value, rank() over (partition by f.indicator order by f.value desc) as place,
        median(f.value) over (partition by f.indicator) as middle
        from f join own using (indicator, year) where level = 'local' and sex = 'All')
      select * from peers where subject = ?""",
  "gap": """select a.year, a.value - b.value from f as a join f as b using (indicator, year, sex)
      where a.indicator = ? and a.subject = ? and b.subject = ? and a.sex = 'All' order by 1""",
}
for kind, query in QUERIES.items():
    taken = []
    for _ in range(60):
        indicator = "thing-%d-%d" % (pick.randint(1, 12), pick.randint(0, 3))
        place, region = pick.choice(local), pick.choice(regions)
        given = {"bare-trend": [indicator, place], "trend": [indicator, place, region, place], "overview": [place, place],
            "gap": [indicator, place, region]}.get(kind, [indicator, indicator])
        start = time.perf_counter()
        con.execute(query, given).fetchall()
        taken.append((time.perf_counter() - start) * 1000)
    print(kind, statistics.median(taken))
"#;

/// DuckDB's questions beside a kind of ours, and the ratio that is wanted at most.
pub(crate) fn beside(kind: &str) -> &'static [(&'static str, f64)] {
    match kind {
        "gap" | "closing" => &[("gap", 0.3)],
        "overview" => &[("overview", 0.3)],
        "trend" => &[("trend", 0.1), ("bare-trend", 0.1)],
        "ranking" => &[("ranking", 0.1), ("bare-ranking", 0.1)],
        _ => &[],
    }
}
