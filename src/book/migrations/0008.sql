-- A book of figures, version 8: stories and their slides, and what a room said.

CREATE TABLE stories (
    id INTEGER PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    made_utc TEXT NOT NULL
) STRICT;

-- A figure is kept as the address of its question, never as numbers; `frozen_utc` says as of when it is asked, where it stands still.
CREATE TABLE slides (
    id INTEGER PRIMARY KEY,
    story INTEGER NOT NULL REFERENCES stories (id),
    position INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('figure', 'text', 'section')),
    words TEXT NOT NULL,
    title TEXT NOT NULL,
    remark TEXT NOT NULL,
    notes TEXT NOT NULL,
    steps INTEGER NOT NULL CHECK (steps BETWEEN 0 AND 255),
    frozen_utc TEXT,
    seen TEXT NOT NULL
) STRICT;

CREATE INDEX slides_in_order ON slides (story, position);

CREATE TABLE votes (
    id INTEGER PRIMARY KEY,
    story INTEGER REFERENCES stories (id),
    slide INTEGER REFERENCES slides (id),
    kind TEXT NOT NULL CHECK (kind IN ('hands', 'dots')),
    question TEXT NOT NULL,
    people INTEGER CHECK (people > 0),
    rounds INTEGER NOT NULL CHECK (rounds > 0),
    made_utc TEXT NOT NULL
) STRICT;

CREATE INDEX votes_of_slide ON votes (slide);
CREATE INDEX votes_of_story ON votes (story);

CREATE TABLE vote_options (
    id INTEGER PRIMARY KEY,
    vote INTEGER NOT NULL REFERENCES votes (id),
    place INTEGER NOT NULL CHECK (place >= 0),
    text TEXT NOT NULL,
    UNIQUE (vote, place)
) STRICT;

-- One row a press, so that each can be taken back: one hand more (1) or one less (-1) for an option.
CREATE TABLE hands (
    id INTEGER PRIMARY KEY,
    vote INTEGER NOT NULL REFERENCES votes (id),
    round INTEGER NOT NULL CHECK (round >= 0),
    place INTEGER NOT NULL CHECK (place >= 0),
    change INTEGER NOT NULL CHECK (change IN (-1, 1)),
    at_utc TEXT NOT NULL
) STRICT;

CREATE INDEX hands_of_vote ON hands (vote, round, place);

CREATE TABLE workshop_notes (
    id INTEGER PRIMARY KEY,
    story INTEGER REFERENCES stories (id),
    slide INTEGER REFERENCES slides (id),
    goal INTEGER,
    subject TEXT,
    kind TEXT NOT NULL CHECK (kind IN ('idea', 'question', 'evidence-gap', 'action', 'parked')),
    text TEXT NOT NULL,
    owner TEXT NOT NULL,
    due TEXT,
    made_utc TEXT NOT NULL
) STRICT;

CREATE INDEX workshop_notes_of_slide ON workshop_notes (slide);
CREATE INDEX workshop_notes_of_story ON workshop_notes (story);
