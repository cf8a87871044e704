-- Texts and personal data. Only the vault's role reads or writes here; the master key is never in the database.

CREATE SCHEMA vault;
GRANT USAGE ON SCHEMA vault TO tiji_vault;

CREATE TABLE vault.keys (
    owner   uuid  PRIMARY KEY,  -- a person, an anonymous case, the officers of a case
    wrapped bytea NOT NULL      -- the owner's key under the master key
);

CREATE TABLE vault.texts (
    handle text  PRIMARY KEY,   -- salted digest: what facts and views hold
    owner  uuid  NOT NULL REFERENCES vault.keys (owner),
    kind   text  NOT NULL,
    sealed bytea NOT NULL       -- salt and text, AES-256-GCM under the owner's key
);
CREATE INDEX texts_owner_idx ON vault.texts (owner);

GRANT SELECT, INSERT, UPDATE, DELETE ON vault.keys, vault.texts TO tiji_vault;
