-- A book of figures, version 1. Every table is STRICT: what is no number can never become one.
-- To read a book with another tool, start with the view "figures" at the end.

CREATE TABLE meta (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    book_uuid TEXT NOT NULL,
    revision INTEGER NOT NULL CHECK (revision >= 0),
    min_reader INTEGER NOT NULL,
    app_version TEXT NOT NULL,
    created_utc TEXT NOT NULL,
    last_saved_utc TEXT NOT NULL,
    is_sample INTEGER NOT NULL DEFAULT 0 CHECK (is_sample IN (0, 1))
) STRICT;

CREATE TABLE frameworks (
    code TEXT PRIMARY KEY,
    position INTEGER NOT NULL,
    version TEXT NOT NULL,
    title TEXT NOT NULL,
    publisher TEXT NOT NULL,
    published TEXT NOT NULL,
    note TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE goals (
    framework TEXT NOT NULL REFERENCES frameworks (code),
    number INTEGER NOT NULL CHECK (number > 0),
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    short_name TEXT NOT NULL,
    about TEXT NOT NULL,
    PRIMARY KEY (framework, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE imports (
    number INTEGER PRIMARY KEY CHECK (number > 0),
    file TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    size INTEGER NOT NULL,
    format TEXT NOT NULL,
    at_utc TEXT NOT NULL,
    counts TEXT NOT NULL,
    added INTEGER NOT NULL,
    superseded INTEGER NOT NULL,
    unchanged INTEGER NOT NULL,
    undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1)),
    undone_utc TEXT
) STRICT;

CREATE TABLE import_sheets (
    id INTEGER PRIMARY KEY,
    import INTEGER NOT NULL REFERENCES imports (number),
    name TEXT NOT NULL,
    layout TEXT NOT NULL,
    header_rows TEXT NOT NULL,
    last_row INTEGER NOT NULL,
    columns TEXT NOT NULL,
    counts TEXT NOT NULL
) STRICT;

CREATE TABLE problems (
    import INTEGER NOT NULL REFERENCES imports (number),
    position INTEGER NOT NULL,
    code TEXT NOT NULL,
    severity TEXT NOT NULL CHECK (severity IN ('blocker', 'warning', 'info')),
    sheet TEXT NOT NULL,
    source_row INTEGER NOT NULL,
    source_column INTEGER NOT NULL,
    raw TEXT NOT NULL,
    message TEXT NOT NULL,
    rejected INTEGER NOT NULL CHECK (rejected IN (0, 1)),
    PRIMARY KEY (import, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE indicators (
    id INTEGER PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    short_name TEXT NOT NULL,
    measure TEXT NOT NULL,
    unit TEXT NOT NULL,
    unit_kind TEXT NOT NULL,
    polarity TEXT NOT NULL,
    decimals INTEGER NOT NULL,
    definition TEXT NOT NULL,
    caveats TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('official', 'organisation', 'community')),
    publisher TEXT NOT NULL,
    dataset TEXT NOT NULL,
    released TEXT NOT NULL,
    licence TEXT NOT NULL,
    url TEXT NOT NULL,
    trend_allowed INTEGER NOT NULL CHECK (trend_allowed IN (0, 1))
) STRICT;

CREATE TABLE subjects (
    id INTEGER PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('place', 'organisation')),
    level TEXT NOT NULL,
    parent TEXT,
    valid_from TEXT,
    valid_to TEXT,
    successor TEXT,
    size_band TEXT
) STRICT;

CREATE TABLE subject_ids (
    subject INTEGER NOT NULL REFERENCES subjects (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    register TEXT NOT NULL,
    identifier TEXT NOT NULL,
    PRIMARY KEY (subject, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE subject_names (
    subject INTEGER NOT NULL REFERENCES subjects (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (subject, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE periods (
    id INTEGER PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    label TEXT NOT NULL,
    start_date TEXT NOT NULL,
    length TEXT NOT NULL
) STRICT;

CREATE TABLE people_groups (
    id INTEGER PRIMARY KEY,
    code TEXT NOT NULL UNIQUE
) STRICT;

-- What each standing import says of an indicator or a subject, as JSON. The rows of "indicators" and "subjects" are made
-- from these, so that an import can be taken back at any time and leaves no trace.
CREATE TABLE indicator_statements (
    indicator INTEGER NOT NULL REFERENCES indicators (id) ON DELETE CASCADE,
    import INTEGER NOT NULL REFERENCES imports (number),
    said TEXT NOT NULL,
    PRIMARY KEY (indicator, import)
) STRICT, WITHOUT ROWID;

CREATE TABLE subject_statements (
    subject INTEGER NOT NULL REFERENCES subjects (id) ON DELETE CASCADE,
    import INTEGER NOT NULL REFERENCES imports (number),
    as_of TEXT NOT NULL,
    said TEXT NOT NULL,
    PRIMARY KEY (subject, import)
) STRICT, WITHOUT ROWID;

-- Under which goals an import, or the user (import 0), places an indicator. Kept by code, so that the user's choice
-- outlives the figures.
CREATE TABLE goal_statements (
    indicator_code TEXT NOT NULL,
    import INTEGER NOT NULL,
    framework TEXT NOT NULL,
    goal INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('main', 'also')),
    by_user INTEGER NOT NULL CHECK (by_user IN (0, 1)),
    PRIMARY KEY (indicator_code, import, framework, goal),
    FOREIGN KEY (framework, goal) REFERENCES goals (framework, number)
) STRICT, WITHOUT ROWID;

-- Indicators whose goals the user has chosen, be it none.
CREATE TABLE goals_chosen (
    indicator_code TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;

-- The links that hold, made from the statements.
CREATE TABLE goal_links (
    indicator_code TEXT NOT NULL,
    framework TEXT NOT NULL,
    goal INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('main', 'also')),
    by_user INTEGER NOT NULL CHECK (by_user IN (0, 1)),
    PRIMARY KEY (indicator_code, framework, goal),
    FOREIGN KEY (framework, goal) REFERENCES goals (framework, number)
) STRICT, WITHOUT ROWID;

-- The figures. "vintage" is the import that brought a figure; the highest is the current one. Subjects, periods, groups and
-- sheets are not declared as foreign keys: looking for a million children at each removal would take hours; the book's check
-- looks at them all at once.
CREATE TABLE observations (
    indicator INTEGER NOT NULL REFERENCES indicators (id),
    subject INTEGER NOT NULL,
    period INTEGER NOT NULL,
    people_group INTEGER NOT NULL,
    vintage INTEGER NOT NULL,
    is_current INTEGER NOT NULL CHECK (is_current IN (0, 1)),
    value REAL CHECK (value BETWEEN -1e15 AND 1e15),
    state TEXT NOT NULL CHECK (state IN ('value', 'zero', 'low', 'c', 'x', 'z', 'w', 'u', 'error')),
    lower REAL CHECK (lower BETWEEN -1e15 AND 1e15),
    upper REAL CHECK (upper BETWEEN -1e15 AND 1e15),
    count REAL CHECK (count BETWEEN -1e15 AND 1e15),
    denominator REAL CHECK (denominator BETWEEN -1e15 AND 1e15),
    markers TEXT,
    sheet INTEGER NOT NULL,
    source_row INTEGER NOT NULL,
    source_column INTEGER NOT NULL,
    raw TEXT,
    note TEXT,
    PRIMARY KEY (indicator, subject, period, people_group, vintage),
    CHECK ((state IN ('value', 'zero')) = (value IS NOT NULL)),
    CHECK (state <> 'zero' OR value = 0)
) STRICT, WITHOUT ROWID;

-- Where a later import found the very figure that already stood: no new figure, but it holds should the earlier import be undone.
CREATE TABLE confirmations (
    indicator INTEGER NOT NULL REFERENCES indicators (id),
    subject INTEGER NOT NULL,
    period INTEGER NOT NULL,
    people_group INTEGER NOT NULL,
    import INTEGER NOT NULL,
    sheet INTEGER NOT NULL,
    source_row INTEGER NOT NULL,
    source_column INTEGER NOT NULL,
    raw TEXT,
    PRIMARY KEY (indicator, subject, period, people_group, import)
) STRICT, WITHOUT ROWID;

-- Current figures counted by indicator, period and group, so that lists need not read every figure.
CREATE TABLE coverage (
    indicator INTEGER NOT NULL REFERENCES indicators (id),
    period INTEGER NOT NULL,
    people_group INTEGER NOT NULL,
    figures INTEGER NOT NULL CHECK (figures > 0),
    PRIMARY KEY (indicator, period, people_group)
) STRICT, WITHOUT ROWID;

-- One readable row a current figure, for other tools. An empty value is never a zero: "state" says why it is empty.
CREATE VIEW figures AS
SELECT
    i.code AS indicator_code,
    i.name AS indicator,
    i.unit AS unit,
    i.polarity AS polarity,
    s.code AS subject_code,
    s.name AS subject,
    s.level AS level,
    g.code AS "group",
    p.label AS period,
    p.start_date AS period_start,
    p.length AS period_length,
    o.value AS value,
    o.lower AS lower,
    o.upper AS upper,
    o.count AS count,
    o.denominator AS denominator,
    o.state AS state,
    coalesce(o.markers, '') AS markers,
    coalesce(json_extract(t.said, '$.source.publisher'), i.publisher) AS publisher,
    coalesce(json_extract(t.said, '$.source.dataset'), i.dataset) AS dataset,
    coalesce(json_extract(t.said, '$.source.licence'), i.licence) AS licence,
    f.file AS file,
    h.name AS sheet,
    o.source_row AS "row",
    o.source_column AS "column",
    o.raw AS raw,
    o.note AS note
FROM observations AS o
JOIN indicators AS i ON i.id = o.indicator
JOIN subjects AS s ON s.id = o.subject
JOIN periods AS p ON p.id = o.period
JOIN people_groups AS g ON g.id = o.people_group
JOIN imports AS f ON f.number = o.vintage
LEFT JOIN indicator_statements AS t ON t.indicator = o.indicator AND t.import = o.vintage
JOIN import_sheets AS h ON h.id = o.sheet
WHERE o.is_current = 1;
