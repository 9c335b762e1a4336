-- The book's database, version 1. Columns never change their meaning; later versions add migrations.

-- Values that the office has confirmed, each with the version at which it last changed and whose edit that was: the
-- laptop of a letter (the first one's is empty), or the office (no letter).
CREATE TABLE confirmed (
    kind    TEXT NOT NULL,
    record  BLOB NOT NULL,
    path    TEXT NOT NULL,
    value   BLOB NOT NULL,
    version INTEGER NOT NULL,
    letter  TEXT,
    saved_at INTEGER NOT NULL,
    PRIMARY KEY (kind, record, path)
) STRICT, WITHOUT ROWID;
CREATE INDEX confirmed_by_version ON confirmed (version);

-- Values that never leave this laptop (NIK, religion, birth).
CREATE TABLE private_value (
    kind   TEXT NOT NULL,
    record BLOB NOT NULL,
    path   TEXT NOT NULL,
    value  BLOB NOT NULL,
    PRIMARY KEY (kind, record, path)
) STRICT, WITHOUT ROWID;

-- Edits without a receipt, oldest first. `offered` is committed before an edit is first sent; from then on it
-- is immutable but for its bases.
CREATE TABLE outbox (
    position INTEGER PRIMARY KEY,
    op       BLOB NOT NULL UNIQUE,
    kind     TEXT NOT NULL,
    record   BLOB NOT NULL,
    edit     BLOB NOT NULL,
    offered  INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX outbox_by_record ON outbox (kind, record);

-- Receipts of this laptop's own edits: bases that name an edit are resolved here after a rollback.
CREATE TABLE own_receipt (
    op      BLOB PRIMARY KEY,
    kind    TEXT NOT NULL,
    record  BLOB NOT NULL,
    version INTEGER NOT NULL,
    body    BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX own_receipt_by_record ON own_receipt (kind, record);

-- Conflicts and held values, the same on every laptop of the KIM.
CREATE TABLE alternative (
    op       BLOB NOT NULL,
    path     TEXT NOT NULL,
    kind     TEXT NOT NULL,
    record   BLOB NOT NULL,
    body     BLOB NOT NULL,
    open     INTEGER NOT NULL,
    version  INTEGER NOT NULL,
    PRIMARY KEY (op, path)
) STRICT, WITHOUT ROWID;
CREATE INDEX alternative_open ON alternative (kind, record) WHERE open = 1;

-- Records that were erased on purpose, for ever: what comes for them, or for entries of lists under their id, is dropped.
CREATE TABLE erased (
    record BLOB PRIMARY KEY,
    kind   TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Open forms: what each showed (so that a save can say what its author had seen), and what was typed since.
CREATE TABLE draft (
    draft     BLOB PRIMARY KEY,
    form      TEXT NOT NULL,
    record    BLOB NOT NULL,
    is_new    INTEGER NOT NULL,
    shown     BLOB NOT NULL,
    typed     TEXT NOT NULL,
    opened_at INTEGER NOT NULL,
    kept_at   INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX draft_by_record ON draft (form, record);

-- Every record as it is shown: pending over confirmed. Made from the tables above, in the same transaction.
CREATE TABLE record (
    kind     TEXT NOT NULL,
    record   BLOB NOT NULL,
    body     TEXT NOT NULL,
    archived INTEGER NOT NULL,
    waiting  INTEGER NOT NULL,
    review   INTEGER NOT NULL,
    sent_at  INTEGER,
    merged_into BLOB,
    PRIMARY KEY (kind, record)
) STRICT, WITHOUT ROWID;
CREATE INDEX record_merged ON record (merged_into) WHERE merged_into IS NOT NULL;

-- The search over everything.
CREATE VIRTUAL TABLE search USING fts5 (
    text, kind UNINDEXED, record UNINDEXED, tokenize = "unicode61 remove_diacritics 2", prefix = '2 3'
);

-- The last running number given, by what it numbers, year and letter. Numbers are never given twice.
CREATE TABLE number_given (
    kind   TEXT NOT NULL,
    year   INTEGER NOT NULL,
    letter TEXT NOT NULL,
    last   INTEGER NOT NULL,
    PRIMARY KEY (kind, year, letter)
) STRICT, WITHOUT ROWID;

-- The office that this book belongs to. The token and keys are made and saved before the office is asked: a token
-- that is being asked with becomes the credential when the office grants it.
CREATE TABLE pairing (
    only              INTEGER PRIMARY KEY CHECK (only = 1),
    server            TEXT NOT NULL,
    token             TEXT,
    asking_token      TEXT,
    device_secret_key TEXT NOT NULL,
    device_public_key TEXT NOT NULL,
    asking_secret_key TEXT,
    asking_public_key TEXT,
    grant_message     BLOB,
    confirmed         INTEGER NOT NULL DEFAULT 0
) STRICT;

-- Where the sync stands: one row. No "running" flag: after a crash the state is derived from the data.
CREATE TABLE sync_state (
    only          INTEGER PRIMARY KEY CHECK (only = 1),
    cursor        INTEGER NOT NULL DEFAULT 0,
    known_up_to   INTEGER NOT NULL DEFAULT 0,
    exchanges     INTEGER NOT NULL DEFAULT 0,
    nonce         INTEGER NOT NULL DEFAULT 0,
    next_nonce    INTEGER,
    batch_bytes   INTEGER NOT NULL DEFAULT 20480,
    needs_code    INTEGER NOT NULL DEFAULT 0,
    last_contact  INTEGER,
    last_try      INTEGER,
    last_problem  TEXT,
    clock_ahead   INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO sync_state (only) VALUES (1);

-- The highest version seen with its mark, and up to 64 older ones.
CREATE TABLE checkpoint (
    version INTEGER PRIMARY KEY,
    mark    INTEGER NOT NULL
) STRICT;

-- How often the office was found to be set back: what a file says of the time before is not applied.
CREATE TABLE set_backs (
    only  INTEGER PRIMARY KEY CHECK (only = 1),
    count INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO set_backs (only) VALUES (1);

-- Bundles that were saved as files, until they are answered and for some time after: an answer is known by the nonce,
-- and its receipts by the edits' positions.
CREATE TABLE offered_bundle (
    number    INTEGER PRIMARY KEY,
    nonce     BLOB NOT NULL UNIQUE,
    made_at   INTEGER NOT NULL,
    set_backs INTEGER NOT NULL,
    offer     BLOB NOT NULL,
    answered  INTEGER NOT NULL DEFAULT 0
) STRICT;

-- A pairing that was asked for by file: the code's secret half and the request, to know the reply by. One row, or none.
CREATE TABLE pairing_file (
    only    INTEGER PRIMARY KEY CHECK (only = 1),
    secret  TEXT NOT NULL,
    request BLOB NOT NULL
) STRICT;
-- Photos and scans that are here whole, by the SHA-256 of their bytes.
CREATE TABLE attachment_file (
    hash  BLOB PRIMARY KEY,
    size  INTEGER NOT NULL,
    bytes BLOB NOT NULL
) STRICT;

-- Those of which parts have come from the office.
CREATE TABLE attachment_part (
    hash  BLOB NOT NULL,
    start INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (hash, start)
) STRICT;

-- Which record refers to which file, made anew with the record. `live`: it is in view, so the file is to be had and sent.
CREATE TABLE attachment_reference (
    kind   TEXT NOT NULL,
    record BLOB NOT NULL,
    hash   BLOB NOT NULL,
    live   INTEGER NOT NULL,
    PRIMARY KEY (kind, record, hash)
) STRICT, WITHOUT ROWID;
CREATE INDEX attachment_reference_by_hash ON attachment_reference (hash, live);

-- Files that were added to an open form: kept for as long as the form is open.
CREATE TABLE attachment_of_draft (
    draft BLOB NOT NULL REFERENCES draft ON DELETE CASCADE,
    hash  BLOB NOT NULL,
    PRIMARY KEY (draft, hash)
) STRICT, WITHOUT ROWID;

-- How photos and scans travel: one row.
CREATE TABLE attachment_lane (
    only        INTEGER PRIMARY KEY CHECK (only = 1),
    piece_bytes INTEGER NOT NULL DEFAULT 65536,
    by_hand     INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO attachment_lane (only) VALUES (1);
