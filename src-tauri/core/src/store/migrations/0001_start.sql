-- Times are UTC seconds. Identities are text. Every table has a short `row` of its own for joins and for the search index.

CREATE TABLE secret_groups (
    row         INTEGER PRIMARY KEY,
    id          TEXT    NOT NULL UNIQUE,
    name        TEXT    NOT NULL,
    folded_name TEXT    NOT NULL UNIQUE, -- lower case in every script: names differ by more than case, and sort without it
    description TEXT    NOT NULL,
    created_at  INTEGER NOT NULL,
    updated_at  INTEGER NOT NULL
) STRICT;

CREATE TABLE secrets (
    row         INTEGER PRIMARY KEY,
    id          TEXT    NOT NULL UNIQUE,
    kind        TEXT    NOT NULL CHECK (kind IN ('imported_cert', 'public_cert', 'private_cert')),
    name        TEXT    NOT NULL,
    description TEXT    NOT NULL,
    group_row   INTEGER NOT NULL REFERENCES secret_groups (row),
    labels      TEXT    NOT NULL, -- a line each, in the person's order; secret_labels has them for filtering
    metadata    TEXT    NOT NULL,
    state       INTEGER NOT NULL CHECK (state IN (0, 1, 2, 3, 5)),
    created_at  INTEGER NOT NULL,
    created_by  TEXT    NOT NULL,
    updated_at  INTEGER NOT NULL,
    -- What the table on the screen shows of the current version, so that listing opens no version.
    versions_total       INTEGER NOT NULL DEFAULT 0,
    display_name         TEXT,
    alt_names            TEXT, -- a line each
    issuer               TEXT,
    serial_number        TEXT,
    fingerprint          TEXT,
    key_algorithm        TEXT,
    not_before           INTEGER,
    not_after            INTEGER,
    private_key_included INTEGER NOT NULL DEFAULT 0,
    UNIQUE (kind, name)
) STRICT;

-- One for each column that the table sorts by; equal values come in the order of their `row`.
CREATE INDEX secrets_by_name         ON secrets (name COLLATE NOCASE);
CREATE INDEX secrets_by_kind         ON secrets (kind);
CREATE INDEX secrets_by_display_name ON secrets (display_name COLLATE NOCASE);
CREATE INDEX secrets_by_issuer       ON secrets (issuer COLLATE NOCASE);
CREATE INDEX secrets_by_not_after    ON secrets (not_after);
CREATE INDEX secrets_by_labels       ON secrets (labels COLLATE NOCASE);
CREATE INDEX secrets_by_created      ON secrets (created_at);
CREATE INDEX secrets_by_updated      ON secrets (updated_at);
CREATE INDEX secrets_by_group        ON secrets (group_row, name COLLATE NOCASE);
-- Answers every count of kinds, groups and statuses, and the order of statuses, without touching the table.
CREATE INDEX secrets_by_status       ON secrets (state, not_after, kind, group_row);

CREATE TABLE secret_labels (
    label      TEXT    NOT NULL,
    secret_row INTEGER NOT NULL REFERENCES secrets (row) ON DELETE CASCADE,
    PRIMARY KEY (label, secret_row)
) STRICT, WITHOUT ROWID;
CREATE INDEX secret_labels_by_secret ON secret_labels (secret_row);

CREATE TABLE versions (
    row                   INTEGER PRIMARY KEY,
    id                    TEXT    NOT NULL UNIQUE,
    secret_row            INTEGER NOT NULL REFERENCES secrets (row) ON DELETE CASCADE,
    number                INTEGER NOT NULL CHECK (number >= 1),
    created_at            INTEGER NOT NULL,
    created_by            TEXT    NOT NULL,
    not_before            INTEGER NOT NULL,
    not_after             INTEGER NOT NULL,
    serial_number         TEXT    NOT NULL,
    fingerprint           TEXT    NOT NULL,
    key_algorithm         TEXT    NOT NULL,
    private_key_included  INTEGER NOT NULL,
    intermediate_included INTEGER NOT NULL,
    downloaded            INTEGER NOT NULL,
    auto_rotated          INTEGER NOT NULL,
    UNIQUE (secret_row, number)
) STRICT;
CREATE INDEX versions_by_fingerprint ON versions (fingerprint);

-- Apart from its version, so that listing versions reads no payload. Byte for byte what the person gave.
CREATE TABLE payloads (
    version_row  INTEGER PRIMARY KEY REFERENCES versions (row) ON DELETE CASCADE,
    certificate  BLOB NOT NULL,
    private_key  BLOB,
    intermediate BLOB
) STRICT;

CREATE TABLE settings (
    key   TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Everything a person can search a secret by, in lower case, a line for each field; its rowid is secrets.row.
CREATE VIRTUAL TABLE search USING fts5 (text, tokenize = 'trigram');
-- Words of a deleted secret leave the index as well, at once.
INSERT INTO search (search, rank) VALUES ('secure-delete', 1);
