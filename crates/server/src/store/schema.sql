-- The office's database, version 1. Columns never change their meaning; later versions add migrations.

-- The office itself: one row.
CREATE TABLE office (
    only       INTEGER PRIMARY KEY CHECK (only = 1),
    name       TEXT NOT NULL,
    public_key TEXT NOT NULL,
    secret_key TEXT NOT NULL
) STRICT;

-- One village group, with the highest version issued for it.
CREATE TABLE kim (
    kim        BLOB PRIMARY KEY,
    name       TEXT NOT NULL,
    village    TEXT NOT NULL,
    district   TEXT NOT NULL,
    regency    TEXT NOT NULL,
    version    INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL,
    attachment_room INTEGER NOT NULL DEFAULT 524288000
) STRICT, WITHOUT ROWID;

-- One enrolled laptop. Its token is stored only as SHA-256. Whoever speaks with the token of another laptop is told to
-- separate, and only then may: it becomes one of its own, which says from whom.
CREATE TABLE device (
    device       BLOB PRIMARY KEY,
    kim          BLOB NOT NULL REFERENCES kim,
    letter       TEXT NOT NULL,
    token_hash   BLOB NOT NULL UNIQUE,
    public_key   TEXT NOT NULL,
    name         TEXT NOT NULL,
    app_version  TEXT NOT NULL,
    exchanges    INTEGER NOT NULL DEFAULT 0,
    nonce        BLOB NOT NULL,
    created_at   INTEGER NOT NULL,
    last_contact INTEGER,
    revoked_at   INTEGER,
    separated_from   BLOB REFERENCES device,
    told_to_separate INTEGER NOT NULL DEFAULT 0,
    UNIQUE (kim, letter)
) STRICT, WITHOUT ROWID;

-- A one-time pairing code. The secret half is needed to check proofs; it goes when the code expires.
CREATE TABLE pairing_code (
    name       TEXT PRIMARY KEY,
    secret     TEXT NOT NULL,
    kim        BLOB NOT NULL REFERENCES kim,
    expires_at INTEGER NOT NULL,
    wrong      INTEGER NOT NULL DEFAULT 0,
    device     BLOB REFERENCES device
) STRICT, WITHOUT ROWID;

-- Every version issued, with its random mark, and which edit of which laptop it was.
CREATE TABLE version_log (
    kim      BLOB NOT NULL,
    version  INTEGER NOT NULL,
    mark     BLOB NOT NULL,
    op       BLOB NOT NULL,
    device   BLOB,
    saved_at INTEGER NOT NULL,
    taken_at INTEGER NOT NULL,
    PRIMARY KEY (kim, version)
) STRICT, WITHOUT ROWID;

-- The durable word on every edit, without its content. Never pruned.
CREATE TABLE receipt (
    kim          BLOB NOT NULL,
    op           BLOB NOT NULL,
    content_hash BLOB NOT NULL,
    body         BLOB NOT NULL,
    PRIMARY KEY (kim, op)
) STRICT, WITHOUT ROWID;

-- The confirmed values.
CREATE TABLE field (
    kim     BLOB NOT NULL,
    kind    TEXT NOT NULL,
    record  BLOB NOT NULL,
    path    TEXT NOT NULL,
    value   BLOB NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (kim, kind, record, path)
) STRICT, WITHOUT ROWID;
CREATE INDEX field_by_version ON field (kim, version);
CREATE INDEX field_erased ON field (kim, record) WHERE path = 'erased';

-- Values kept beside the confirmed ones: conflicts (held IS NULL) and custody (held = reason).
CREATE TABLE alternative (
    kim      BLOB NOT NULL,
    op       BLOB NOT NULL,
    path     TEXT NOT NULL,
    kind     TEXT NOT NULL,
    record   BLOB NOT NULL,
    value    BLOB NOT NULL,
    base     BLOB NOT NULL,
    held     INTEGER,
    open     INTEGER NOT NULL,
    version  INTEGER NOT NULL,
    letter   TEXT NOT NULL,
    saved_at INTEGER NOT NULL,
    PRIMARY KEY (kim, op, path)
) STRICT, WITHOUT ROWID;
CREATE INDEX alternative_by_version ON alternative (kim, version);
CREATE INDEX alternative_open ON alternative (kim, kind, record) WHERE open = 1;

-- The answer to each bundle that came, sealed to its laptop, so that a lost file is written again.
CREATE TABLE bundle_answer (
    number      INTEGER PRIMARY KEY,
    device      BLOB NOT NULL REFERENCES device,
    nonce       BLOB NOT NULL,
    answered_at INTEGER NOT NULL,
    file_name   TEXT NOT NULL,
    file        BLOB NOT NULL,
    UNIQUE (device, nonce)
) STRICT;

-- Bundles of laptops that are revoked or not known here: an officer decides. The file is kept as it came.
CREATE TABLE bundle_waiting (
    number      INTEGER PRIMARY KEY,
    token_hash  BLOB NOT NULL,
    nonce       BLOB NOT NULL,
    received_at INTEGER NOT NULL,
    reason      TEXT NOT NULL CHECK (reason IN ('revoked', 'unknown_device')),
    sender      TEXT NOT NULL,
    edits       INTEGER NOT NULL,
    file_name   TEXT NOT NULL,
    file        BLOB NOT NULL,
    decision    TEXT CHECK (decision IN ('accepted', 'rejected')),
    decided_at  INTEGER,
    UNIQUE (token_hash, nonce)
) STRICT;

-- By what this office's TLS is known, as it was last served: pairing by file names it too. One row, or none.
CREATE TABLE office_pin (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    pin  BLOB NOT NULL
) STRICT;

-- Photos and scans by the SHA-256 of their bytes, per KIM: a file of another KIM is not there. `complete` is set once
-- all has come and the hash is right.
CREATE TABLE attachment (
    kim        BLOB NOT NULL,
    hash       BLOB NOT NULL,
    size       INTEGER NOT NULL,
    received   INTEGER NOT NULL,
    complete   INTEGER NOT NULL DEFAULT 0,
    touched_at INTEGER NOT NULL,
    PRIMARY KEY (kim, hash)
) STRICT, WITHOUT ROWID;

-- The bytes, in the pieces in which they came.
CREATE TABLE attachment_piece (
    kim   BLOB NOT NULL,
    hash  BLOB NOT NULL,
    start INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (kim, hash, start)
) STRICT;
