-- Files added to cases, sealed like texts. One that no fact came to name is dropped after a day.

CREATE TABLE vault.files (
    file       text        COLLATE "C" PRIMARY KEY,
    owner      uuid        NOT NULL REFERENCES vault.owners,
    media_type text        NOT NULL,
    size       integer     NOT NULL,
    content    bytea       NOT NULL,
    is_named   boolean     NOT NULL DEFAULT false,  -- a command was given with it
    kept_at    timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX files_owner_idx ON vault.files (owner);
CREATE INDEX files_stray_idx ON vault.files (kept_at) WHERE NOT is_named;
ALTER TABLE vault.files ALTER COLUMN content SET STORAGE EXTERNAL;

GRANT SELECT, INSERT, UPDATE, DELETE ON vault.files TO tiji_vault;
