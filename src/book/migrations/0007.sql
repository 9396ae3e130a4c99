-- A book of figures, version 7: what organisations plan to do for a goal, and outcomes that communities have defined.

-- A plan is what an organisation says it will do. The organisation need not have figures in the book. Numbers and days are empty
-- where nobody gave them; days are written as 2027-03-31.
CREATE TABLE plans (
    code TEXT NOT NULL PRIMARY KEY CHECK (code <> ''),
    organisation TEXT NOT NULL,
    organisation_name TEXT NOT NULL,
    organisation_type TEXT NOT NULL,
    framework TEXT NOT NULL,
    activity TEXT NOT NULL,
    money_pounds REAL,
    hours REAL,
    people REAL,
    outputs TEXT NOT NULL,
    outcome TEXT NOT NULL,
    indicator TEXT,
    people_group TEXT NOT NULL,
    unit TEXT NOT NULL,
    baseline REAL,
    baseline_date TEXT,
    target REAL,
    target_date TEXT,
    latest REAL,
    latest_date TEXT,
    place TEXT,
    scope TEXT NOT NULL,
    owner TEXT NOT NULL,
    partners TEXT NOT NULL,
    evidence TEXT NOT NULL,
    status TEXT NOT NULL,
    is_example INTEGER NOT NULL CHECK (is_example IN (0, 1)),
    recorded TEXT NOT NULL
) STRICT;

-- The goals that a plan contributes to.
CREATE TABLE plan_goals (
    plan TEXT NOT NULL REFERENCES plans (code),
    goal INTEGER NOT NULL,
    PRIMARY KEY (plan, goal)
) STRICT, WITHOUT ROWID;

-- Outcomes in the words of those who defined them, with an indicator that comes near, or none.
CREATE TABLE community_outcomes (
    code TEXT NOT NULL PRIMARY KEY CHECK (code <> ''),
    words TEXT NOT NULL,
    defined_by TEXT NOT NULL,
    defined_how TEXT NOT NULL,
    proxy TEXT,
    priority INTEGER CHECK (priority > 0),
    framework TEXT NOT NULL,
    goal INTEGER,
    subject TEXT,
    is_example INTEGER NOT NULL CHECK (is_example IN (0, 1)),
    recorded TEXT NOT NULL
) STRICT;
