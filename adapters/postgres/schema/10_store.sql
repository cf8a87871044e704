-- Facts, and the commands that wrote them. Nothing here is ever changed or removed.
-- The first five columns of `events` are the eventsourcing library's own.

CREATE TABLE store.events (
    originator_id      uuid        NOT NULL,  -- the stream
    originator_version bigint      NOT NULL,  -- 1, 2, 3 … within the stream (the library allows 0 too)
    topic              text        NOT NULL,
    state              bytea       NOT NULL,  -- JSON text of the fact, byte for byte as it was hashed
    notification_id    bigint      NOT NULL,  -- the position: 1, 2, 3 … of the whole store, no gaps
    recorded_at        timestamptz NOT NULL,  -- never earlier than at the position before
    command_id         uuid        NOT NULL,
    written_by         text        NOT NULL,  -- the login that wrote it; as text, for a `name` takes 64 bytes
    PRIMARY KEY (originator_id, originator_version)
) WITH (autovacuum_analyze_threshold = 1000, autovacuum_analyze_scale_factor = 0.01);

CREATE UNIQUE INDEX events_notification_id_idx ON store.events (notification_id);

CREATE TABLE store.commands (
    command_id     uuid        PRIMARY KEY,
    digest         bytea       NOT NULL,  -- of the request: the same id may only repeat the same request
    first_position bigint      NOT NULL,
    last_position  bigint      NOT NULL,
    recorded_at    timestamptz NOT NULL,
    CHECK (first_position <= last_position)
);

-- What kind of store this is: one row, written when it is made.
CREATE TABLE store.origin (
    one_row    boolean     PRIMARY KEY DEFAULT true CHECK (one_row),
    id         uuid        NOT NULL DEFAULT gen_random_uuid(),
    simulation boolean     NOT NULL,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- How far followers of the facts have come; the library's own columns.
CREATE TABLE store.tracking (
    application_name text PRIMARY KEY,
    notification_id  bigint
);

CREATE FUNCTION store.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '%.% is only ever added to', TG_TABLE_SCHEMA, TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE TRIGGER only_added_to BEFORE UPDATE OR DELETE OR TRUNCATE ON store.events
    FOR EACH STATEMENT EXECUTE FUNCTION store.refuse_change();
CREATE TRIGGER only_added_to BEFORE UPDATE OR DELETE OR TRUNCATE ON store.commands
    FOR EACH STATEMENT EXECUTE FUNCTION store.refuse_change();
CREATE TRIGGER only_added_to BEFORE UPDATE OR DELETE OR TRUNCATE ON store.origin
    FOR EACH STATEMENT EXECUTE FUNCTION store.refuse_change();
