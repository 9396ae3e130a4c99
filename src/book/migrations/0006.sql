-- A book of figures, version 6: what can be undone and done again, and what is being typed.

-- What the user did, in order. Those that are done come first, then those that were undone and can be done again.
CREATE TABLE undo_actions (
    number INTEGER PRIMARY KEY,
    -- In words that follow "Undo".
    name TEXT NOT NULL,
    at_utc TEXT NOT NULL,
    is_done INTEGER NOT NULL CHECK (is_done IN (0, 1)),
    -- The import that the action brought in or took back; none for all other actions.
    import INTEGER REFERENCES imports (number),
    -- Bytes that are kept for it, roughly.
    size INTEGER NOT NULL
) STRICT;

-- The statements that take the next step of an action, back where it is done and forth where it is undone: the last comes first.
CREATE TABLE undo_statements (
    action INTEGER NOT NULL REFERENCES undo_actions (number) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    statement TEXT NOT NULL,
    PRIMARY KEY (action, position)
) STRICT, WITHOUT ROWID;

-- Figures as they stood at the places that an import had touched, before it was taken back.
CREATE TABLE set_aside_observations (
    action INTEGER NOT NULL REFERENCES undo_actions (number) ON DELETE CASCADE,
    indicator INTEGER NOT NULL,
    subject INTEGER NOT NULL,
    period INTEGER NOT NULL,
    people_group INTEGER NOT NULL,
    vintage INTEGER NOT NULL,
    is_current INTEGER NOT NULL,
    value REAL,
    state TEXT NOT NULL,
    lower REAL,
    upper REAL,
    count REAL,
    denominator REAL,
    markers TEXT,
    sheet INTEGER NOT NULL,
    source_row INTEGER NOT NULL,
    source_column INTEGER NOT NULL,
    raw TEXT,
    note TEXT,
    PRIMARY KEY (action, indicator, subject, period, people_group, vintage)
) STRICT, WITHOUT ROWID;

CREATE TABLE set_aside_confirmations (
    action INTEGER NOT NULL REFERENCES undo_actions (number) ON DELETE CASCADE,
    indicator INTEGER NOT NULL,
    subject INTEGER NOT NULL,
    period INTEGER NOT NULL,
    people_group INTEGER NOT NULL,
    import INTEGER NOT NULL,
    sheet INTEGER NOT NULL,
    source_row INTEGER NOT NULL,
    source_column INTEGER NOT NULL,
    raw TEXT,
    PRIMARY KEY (action, indicator, subject, period, people_group, import)
) STRICT, WITHOUT ROWID;

-- What is being typed and not yet kept, by the field that it is typed into.
CREATE TABLE drafts (
    field TEXT PRIMARY KEY,
    written TEXT NOT NULL,
    at_utc TEXT NOT NULL
) STRICT, WITHOUT ROWID;
