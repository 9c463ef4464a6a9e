-- What authorities issue, and to whom. An authority is named by its id: who deletes one looks here first.
CREATE TABLE templates (
    row          INTEGER PRIMARY KEY,
    id           TEXT    NOT NULL UNIQUE,
    name         TEXT    NOT NULL UNIQUE,
    authority_id TEXT    NOT NULL,
    content      TEXT    NOT NULL, -- what was filled in, as JSON
    created_at   INTEGER NOT NULL,
    updated_at   INTEGER NOT NULL
) STRICT;
CREATE INDEX templates_by_authority ON templates (authority_id);

-- What is particular to a private certificate. Names are kept beside the ids, for they outlive what they name.
CREATE TABLE private_certificates (
    secret_row       INTEGER PRIMARY KEY REFERENCES secrets (row) ON DELETE CASCADE,
    authority_id     TEXT    NOT NULL,
    authority_name   TEXT    NOT NULL,
    template_id      TEXT, -- none when it was deleted
    template_name    TEXT    NOT NULL,
    content          TEXT    NOT NULL, -- what was asked for, as JSON
    interval         INTEGER, -- none when it is rotated by hand only
    unit             TEXT CHECK (unit IN ('day', 'month')),
    next_rotation_at INTEGER,
    failures         INTEGER NOT NULL DEFAULT 0, -- since the last rotation that did not fail
    failed_at        INTEGER,
    failure          TEXT, -- as JSON
    due_at           INTEGER  -- the next try: the rotation, or one after a failure
) STRICT;
CREATE INDEX private_certificates_due         ON private_certificates (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX private_certificates_by_template ON private_certificates (template_id) WHERE template_id IS NOT NULL;

ALTER TABLE versions ADD COLUMN revoked_at INTEGER;
ALTER TABLE versions ADD COLUMN revocation_reason INTEGER; -- its number in a revocation list
-- The current version's, so that a list knows the status of a secret without opening its versions.
ALTER TABLE secrets ADD COLUMN revoked_at INTEGER;
DROP INDEX secrets_by_status;
CREATE INDEX secrets_by_status ON secrets (state, not_after, kind, group_row, revoked_at);
