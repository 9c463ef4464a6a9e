-- Own certificate authorities. Each has a key or, after rotations, several, and a certificate or several, one of which is in use.
CREATE TABLE authorities (
    row         INTEGER PRIMARY KEY,
    id          TEXT    NOT NULL UNIQUE,
    name        TEXT    NOT NULL,
    folded_name TEXT    NOT NULL UNIQUE, -- lower case: names differ by more than case
    kind        TEXT    NOT NULL CHECK (kind IN ('root', 'intermediate')),
    signing     TEXT    NOT NULL CHECK (signing IN ('internal', 'external')),
    issuer_row  INTEGER REFERENCES authorities (row), -- who here signs it
    content     TEXT    NOT NULL, -- what it was made with, as JSON
    request     TEXT,             -- the newest signing request (PEM) of one that is signed elsewhere
    created_at  INTEGER NOT NULL,
    updated_at  INTEGER NOT NULL
) STRICT;
CREATE INDEX authorities_by_issuer ON authorities (issuer_row);

-- Apart, so that listing authorities reads no key.
CREATE TABLE authority_keys (
    row           INTEGER PRIMARY KEY,
    authority_row INTEGER NOT NULL REFERENCES authorities (row) ON DELETE CASCADE,
    fingerprint   TEXT    NOT NULL, -- SHA-256 over the SubjectPublicKeyInfo
    private_key   BLOB    NOT NULL,
    created_at    INTEGER NOT NULL,
    UNIQUE (authority_row, fingerprint)
) STRICT;

CREATE TABLE authority_certificates (
    row             INTEGER PRIMARY KEY,
    authority_row   INTEGER NOT NULL REFERENCES authorities (row) ON DELETE CASCADE,
    key_fingerprint TEXT    NOT NULL,
    fingerprint     TEXT    NOT NULL,
    certificate     BLOB    NOT NULL, -- DER
    chain           TEXT    NOT NULL, -- those above it when it was signed, PEM, next issuer first
    not_before      INTEGER NOT NULL,
    not_after       INTEGER NOT NULL,
    in_use          INTEGER NOT NULL,
    cross_signed    INTEGER NOT NULL,
    created_at      INTEGER NOT NULL,
    UNIQUE (authority_row, fingerprint)
) STRICT;
CREATE INDEX authority_certificates_by_fingerprint ON authority_certificates (fingerprint);
CREATE UNIQUE INDEX authority_certificates_in_use ON authority_certificates (authority_row) WHERE in_use = 1;

-- What authorities issued. Stays when the secret that holds it is deleted: it can still be revoked.
CREATE TABLE issued (
    row             INTEGER PRIMARY KEY,
    authority_row   INTEGER NOT NULL REFERENCES authorities (row) ON DELETE CASCADE,
    serial          BLOB    NOT NULL,
    key_fingerprint TEXT    NOT NULL, -- the authority's key that signed it
    display_name    TEXT    NOT NULL,
    is_ca           INTEGER NOT NULL,
    fingerprint     TEXT    NOT NULL,
    version_id      TEXT    NOT NULL, -- empty when no secret holds it
    template_id     TEXT    NOT NULL, -- empty when no template had a say
    template_name   TEXT    NOT NULL,
    issued_at       INTEGER NOT NULL,
    not_before      INTEGER NOT NULL,
    not_after       INTEGER NOT NULL,
    revoked_at      INTEGER,
    reason          INTEGER, -- RFC 5280 §5.3.1
    UNIQUE (authority_row, serial)
) STRICT;
CREATE INDEX issued_by_authority   ON issued (authority_row, row);
CREATE INDEX issued_by_fingerprint ON issued (fingerprint);
CREATE INDEX issued_by_version     ON issued (version_id) WHERE version_id <> '';
CREATE INDEX issued_by_template    ON issued (template_id) WHERE template_id <> '';
CREATE INDEX issued_revoked        ON issued (authority_row, row) WHERE revoked_at IS NOT NULL;

-- The newest revocation list of each key that still has certificates to vouch for.
CREATE TABLE crls (
    authority_row   INTEGER NOT NULL REFERENCES authorities (row) ON DELETE CASCADE,
    key_fingerprint TEXT    NOT NULL,
    number          INTEGER NOT NULL,
    this_update     INTEGER NOT NULL,
    next_update     INTEGER NOT NULL,
    entries         INTEGER NOT NULL,
    crl             BLOB    NOT NULL, -- DER
    PRIMARY KEY (authority_row, key_fingerprint)
) STRICT;

-- The number of the newest list that a key ever signed. Refers to nothing: an authority that is deleted and brought in again goes on counting.
CREATE TABLE crl_numbers (
    key_fingerprint TEXT    NOT NULL PRIMARY KEY,
    number          INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TRIGGER crl_numbers_never_fall BEFORE UPDATE ON crl_numbers WHEN NEW.number < OLD.number
    BEGIN SELECT RAISE(ABORT, 'the number of a revocation list never falls'); END;
CREATE TRIGGER crl_numbers_stay BEFORE DELETE ON crl_numbers
    BEGIN SELECT RAISE(ABORT, 'the number of a revocation list is never forgotten'); END;
