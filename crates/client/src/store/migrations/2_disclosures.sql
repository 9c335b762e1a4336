-- Version 2: which documents and files showed what is otherwise kept back (NIK, religion, secret names). Stays on this
-- laptop, and says nothing of whose they were.
CREATE TABLE disclosure (
    number   INTEGER PRIMARY KEY,
    at       INTEGER NOT NULL,
    document TEXT NOT NULL,
    way      TEXT NOT NULL,
    shown    TEXT NOT NULL,
    people   INTEGER NOT NULL
) STRICT;
