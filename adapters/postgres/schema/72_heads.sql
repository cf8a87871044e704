-- Heads of cases: which streams a case has and how far each goes, signed by the sealer, so that a bundle that leaves
-- anything out is found to. The application asks; the sealer looks at the facts itself and answers.

CREATE TABLE log.heads_wanted (
    number    bigint      PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    case_id   uuid        NOT NULL,
    position  bigint      NOT NULL,  -- the checkpoint must hold at least this
    wanted_at timestamptz NOT NULL DEFAULT clock_timestamp()
);

CREATE TABLE log.heads (
    number bigint PRIMARY KEY REFERENCES log.heads_wanted,
    size   bigint NOT NULL,  -- of the checkpoint it was reckoned at
    note   text   NOT NULL
);

CREATE TRIGGER only_added_to BEFORE UPDATE OR DELETE OR TRUNCATE ON log.heads_wanted
    FOR EACH STATEMENT EXECUTE FUNCTION store.refuse_change();
CREATE TRIGGER only_added_to BEFORE UPDATE OR DELETE OR TRUNCATE ON log.heads
    FOR EACH STATEMENT EXECUTE FUNCTION store.refuse_change();

GRANT SELECT ON log.heads_wanted, log.heads TO tiji_sealer, tiji_app, tiji_reviewer;
GRANT INSERT ON log.heads_wanted TO tiji_app;
GRANT INSERT ON log.heads TO tiji_sealer;
