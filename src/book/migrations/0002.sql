-- Version 2: editions that come in late, and how files were read.

-- Where an import stands among the others, from 1: an earlier edition that is imported after a later one stands before it, so
-- that the later one's figures stay current. Otherwise imports stand in the order of their numbers.
ALTER TABLE imports ADD COLUMN place INTEGER NOT NULL DEFAULT 0;
UPDATE imports SET place = number;

-- How files were read, as JSON: what each standing import, or the user (import 0), says of a recipe. The last statement is
-- the recipe, so that an import can be taken back and leaves no trace.
CREATE TABLE recipe_statements (
    name TEXT NOT NULL,
    import INTEGER NOT NULL,
    position INTEGER NOT NULL,
    at_utc TEXT NOT NULL,
    said TEXT NOT NULL,
    PRIMARY KEY (name, import)
) STRICT, WITHOUT ROWID;
