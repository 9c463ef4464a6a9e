-- What was done: one entry after the other, each with a digest over itself and the digest before it. Refers to nothing, for it outlives everything.
CREATE TABLE activity (
    number      INTEGER PRIMARY KEY, -- 1, 2, 3 …, without a gap
    at          INTEGER NOT NULL,
    by          TEXT    NOT NULL,
    action      TEXT    NOT NULL,
    secret_id   TEXT    NOT NULL, -- empty when it is about no secret
    secret_name TEXT    NOT NULL, -- as it was called then
    detail      TEXT    NOT NULL,
    digest      BLOB    NOT NULL
) STRICT;
CREATE INDEX activity_by_secret ON activity (secret_id, number) WHERE secret_id <> '';
CREATE INDEX activity_by_action ON activity (action, number);
CREATE INDEX activity_by_time   ON activity (at);
CREATE TRIGGER activity_is_never_changed BEFORE UPDATE ON activity BEGIN SELECT RAISE(ABORT, 'what was done is never changed'); END;
CREATE TRIGGER activity_is_never_deleted BEFORE DELETE ON activity BEGIN SELECT RAISE(ABORT, 'what was done is never deleted'); END;

-- How many entries there are and the digest of the last, so that the last ones cannot go missing unnoticed.
CREATE TABLE activity_end (
    row     INTEGER PRIMARY KEY CHECK (row = 1),
    entries INTEGER NOT NULL,
    digest  BLOB    NOT NULL
) STRICT;
INSERT INTO activity_end (row, entries, digest) VALUES (1, 0, zeroblob(32));

-- Marks on a version that keep its payload from being changed or deleted.
CREATE TABLE locks (
    row         INTEGER PRIMARY KEY,
    version_row INTEGER NOT NULL REFERENCES versions (row) ON DELETE CASCADE,
    name        TEXT    NOT NULL,
    description TEXT    NOT NULL,
    attributes  TEXT    NOT NULL, -- a JSON object
    created_at  INTEGER NOT NULL,
    created_by  TEXT    NOT NULL,
    updated_at  INTEGER NOT NULL,
    UNIQUE (version_row, name)
) STRICT;
ALTER TABLE secrets ADD COLUMN locks_total INTEGER NOT NULL DEFAULT 0;
CREATE INDEX secrets_by_locks ON secrets (locks_total) WHERE locks_total > 0;

ALTER TABLE versions ADD COLUMN metadata TEXT NOT NULL DEFAULT ''; -- a JSON object
ALTER TABLE versions ADD COLUMN restored_from INTEGER;             -- number of the version whose payload it took over
