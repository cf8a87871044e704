-- Personal data and free text, sealed. The database never sees a key that opens them.

CREATE SCHEMA vault;

-- Which master key wraps the owners' keys: a digest that tells keys apart.
CREATE TABLE vault.master (
    one_row boolean PRIMARY KEY DEFAULT true CHECK (one_row),
    id      text    NOT NULL
);

-- Whatever may be forgotten by itself: a person, an anonymous case, an officer's opinions on a case.
CREATE TABLE vault.owners (
    owner   uuid  PRIMARY KEY,
    master  text,
    wrapped bytea,  -- the owner's key; none once erased, and the row stays so that nothing is kept again
    CHECK ((master IS NULL) = (wrapped IS NULL))
);

CREATE TABLE vault.texts (
    handle  text  COLLATE "C" PRIMARY KEY,
    owner   uuid  NOT NULL REFERENCES vault.owners,
    kind    text  NOT NULL,  -- which field it is, never what it says
    content bytea NOT NULL
);
CREATE INDEX texts_owner_idx ON vault.texts (owner);
ALTER TABLE vault.texts ALTER COLUMN content SET STORAGE EXTERNAL;  -- sealed bytes do not compress

-- Handles whose text is gone. Nobody can tell any more whose they were.
CREATE TABLE vault.erased (
    handle text COLLATE "C" PRIMARY KEY
);

REVOKE ALL ON SCHEMA vault FROM PUBLIC;
GRANT USAGE ON SCHEMA vault TO tiji_vault;
GRANT SELECT, INSERT, UPDATE ON vault.master, vault.owners TO tiji_vault;
GRANT SELECT, INSERT, DELETE ON vault.texts TO tiji_vault;
GRANT SELECT, INSERT ON vault.erased TO tiji_vault;
