-- Version 3: the same table of observations, whose rule for states is written so that SQLite need not build a list of them for
-- every row that is written: that took most of an import's time.

DROP VIEW figures;

CREATE TABLE observations_of_version_3 (
    indicator INTEGER NOT NULL REFERENCES indicators (id),
    subject INTEGER NOT NULL,
    period INTEGER NOT NULL,
    people_group INTEGER NOT NULL,
    vintage INTEGER NOT NULL,
    is_current INTEGER NOT NULL CHECK (is_current IN (0, 1)),
    value REAL CHECK (value BETWEEN -1e15 AND 1e15),
    state TEXT NOT NULL CHECK (state = 'value' OR state = 'zero' OR state = 'low' OR state = 'c' OR state = 'x' OR state = 'z'
        OR state = 'w' OR state = 'u' OR state = 'error'),
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
INSERT INTO observations_of_version_3
SELECT indicator, subject, period, people_group, vintage, is_current, value, state, lower,
    upper, count, denominator, markers, sheet, source_row, source_column, raw, note
FROM observations;
DROP TABLE observations;
ALTER TABLE observations_of_version_3 RENAME TO observations;

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
