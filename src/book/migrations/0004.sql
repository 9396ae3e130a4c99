-- Version 4: a source for each figure where a file states several, and in what manner each file was read, so that one that is
-- imported again is known before it is read.

DROP VIEW figures;

-- With which version of the program, which answers and which metadata beside it the file was read, as a hash; empty where that
-- was not kept.
ALTER TABLE imports ADD COLUMN manner TEXT NOT NULL DEFAULT '';

-- Figures that come from another source than what their import says of their indicator name a row of their own as their sheet:
-- a part of the sheet, with that source as JSON.
ALTER TABLE import_sheets ADD COLUMN part_of INTEGER REFERENCES import_sheets (id);
ALTER TABLE import_sheets ADD COLUMN source TEXT;

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
    coalesce(json_extract(coalesce(h.source, json_extract(t.said, '$.source')), '$.publisher'), i.publisher) AS publisher,
    coalesce(json_extract(coalesce(h.source, json_extract(t.said, '$.source')), '$.dataset'), i.dataset) AS dataset,
    coalesce(json_extract(coalesce(h.source, json_extract(t.said, '$.source')), '$.licence'), i.licence) AS licence,
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
