-- Signing requests whose key was made here (RFC 2986). Key and request are kept before anything else happens, and stay when the
-- certificate has come: a later one for the same key finds its way as well.
CREATE TABLE requests (
    row             INTEGER PRIMARY KEY,
    secret_row      INTEGER NOT NULL REFERENCES secrets (row) ON DELETE CASCADE,
    created_at      INTEGER NOT NULL,
    key_fingerprint TEXT    NOT NULL, -- SHA-256 over the SubjectPublicKeyInfo
    request         TEXT    NOT NULL, -- PEM
    content         TEXT    NOT NULL, -- what was filled in, as JSON
    private_key     BLOB    NOT NULL
) STRICT;
CREATE INDEX requests_by_key    ON requests (key_fingerprint);
CREATE INDEX requests_by_secret ON requests (secret_row);
