-- The transparency log over the facts. Leaves before checkpoints, each only ever added to; only the sealer adds.
--   tiji_sealer  reads facts, writes the log, and holds its key outside the database

DO $$
BEGIN
    CREATE ROLE tiji_sealer LOGIN;
EXCEPTION WHEN duplicate_object OR unique_violation THEN
    NULL;  -- made for, or at this moment with, another database of the cluster
END $$;

CREATE SCHEMA log;
REVOKE ALL ON SCHEMA log FROM PUBLIC;

-- Hashes of leaves, 32 bytes each, one row for each time the sealer looked. Leaf n is position n + 1.
CREATE TABLE log.leaves (
    last   bigint PRIMARY KEY,  -- position
    first  bigint NOT NULL UNIQUE,
    hashes bytea  NOT NULL,
    CHECK (first BETWEEN 1 AND last AND octet_length(hashes) = 32 * (last - first + 1))
);
ALTER TABLE log.leaves ALTER COLUMN hashes SET STORAGE EXTERNAL;  -- hashes do not compress

-- Roots of complete subtrees of 256^level leaves: the hashes of tiles above the lowest.
CREATE TABLE log.nodes (
    level smallint NOT NULL CHECK (level > 0),
    index bigint   NOT NULL CHECK (index >= 0),
    hash  bytea    NOT NULL CHECK (octet_length(hash) = 32),
    PRIMARY KEY (level, index)
);

-- Signed notes. Where the witness was away, one of the same size with its line may follow.
CREATE TABLE log.checkpoints (
    size         bigint      NOT NULL CHECK (size > 0),
    is_witnessed boolean     NOT NULL,
    root         bytea       NOT NULL CHECK (octet_length(root) = 32),
    note         text        NOT NULL,
    sealed_at    timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (size, is_witnessed)
);

-- What the sealer found wrong, and when it was well again ('' in code). The last row is how it is.
CREATE TABLE log.alarms (
    number    bigint      PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    raised_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    code      text        NOT NULL,
    detail    text        NOT NULL
);

DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['leaves', 'nodes', 'checkpoints', 'alarms'] LOOP
        EXECUTE format('CREATE TRIGGER only_added_to BEFORE UPDATE OR DELETE OR TRUNCATE ON log.%I
                        FOR EACH STATEMENT EXECUTE FUNCTION store.refuse_change()', name);
    END LOOP;
END $$;

GRANT USAGE ON SCHEMA log TO tiji_sealer, tiji_app, tiji_reviewer;
GRANT SELECT ON ALL TABLES IN SCHEMA log TO tiji_sealer, tiji_app, tiji_reviewer;
GRANT INSERT ON ALL TABLES IN SCHEMA log TO tiji_sealer;
GRANT USAGE ON SCHEMA store TO tiji_sealer;
GRANT SELECT ON store.events, store.commands, store.origin TO tiji_sealer;
