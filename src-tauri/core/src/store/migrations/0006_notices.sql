-- What Certkeep told of its own accord. Refers to nothing: a notice outlives what it is about.
CREATE TABLE notices (
    row          INTEGER PRIMARY KEY,
    id           TEXT    NOT NULL UNIQUE,
    at           INTEGER NOT NULL,
    kind         TEXT    NOT NULL,
    title        TEXT    NOT NULL,
    detail       TEXT    NOT NULL,
    secret_id    TEXT    NOT NULL, -- empty when it is not about one secret
    authority_id TEXT    NOT NULL, -- empty when it is not about one authority
    read         INTEGER NOT NULL
) STRICT;
CREATE INDEX notices_unread ON notices (row) WHERE read = 0;

-- Troubles that last, and when each was last told: it is told again after a day, until it is over.
CREATE TABLE troubles (
    topic   TEXT    NOT NULL PRIMARY KEY,
    told_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
