-- Answers how many of a selection have their private key, without touching the table.
CREATE INDEX secrets_by_key ON secrets (private_key_included) WHERE private_key_included = 1;
