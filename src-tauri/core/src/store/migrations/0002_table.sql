-- Views of the table that the person saved; what a view holds is the screen's word, as JSON.
CREATE TABLE views (
    row         INTEGER PRIMARY KEY,
    id          TEXT    NOT NULL UNIQUE,
    name        TEXT    NOT NULL,
    folded_name TEXT    NOT NULL UNIQUE, -- lower case in every script
    view        TEXT    NOT NULL
) STRICT;

-- The index of words is built anew: each text in it once, and no table of sizes, which only a ranking would need.
DROP TABLE search;
CREATE VIRTUAL TABLE search USING fts5 (text, tokenize = 'trigram', columnsize = 0);
INSERT INTO search (search, rank) VALUES ('secure-delete', 1);
-- The trigrams in use, for words too short to be one.
CREATE VIRTUAL TABLE search_terms USING fts5vocab (search, row);
