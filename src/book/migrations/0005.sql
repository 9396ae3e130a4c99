-- Version 5: what an organisation does, in words, as the codes of its sector tell.

ALTER TABLE subjects ADD COLUMN sector TEXT;
