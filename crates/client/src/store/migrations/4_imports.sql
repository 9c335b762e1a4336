-- Version 3: imports of sheets: which records each added and which fields it changed, so that it can
-- be taken back as a whole.
CREATE TABLE import (
    import  BLOB PRIMARY KEY,
    kind    TEXT NOT NULL,
    file    TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    undone  INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE TABLE import_added (
    import BLOB NOT NULL REFERENCES import ON DELETE CASCADE,
    record BLOB NOT NULL,
    PRIMARY KEY (import, record)
) STRICT, WITHOUT ROWID;
CREATE TABLE import_changed (
    number INTEGER PRIMARY KEY,
    import BLOB NOT NULL REFERENCES import ON DELETE CASCADE,
    record BLOB NOT NULL,
    path   TEXT NOT NULL,
    before BLOB NOT NULL,
    after  BLOB NOT NULL
) STRICT;
CREATE INDEX import_changed_by_record ON import_changed (record);
