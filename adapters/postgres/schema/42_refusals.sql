-- Refused attempts: kept outside the log, only ever added to, without personal data or free text.

CREATE TABLE store.refusals (
    number       bigint      PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    attempted_at timestamptz NOT NULL,
    recorded_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
    actor        text        NOT NULL,
    role         text        NOT NULL,
    unit         text,
    action       text        NOT NULL,
    target       text,
    case_id      uuid,
    code         text        NOT NULL,
    edition      text,
    edition_hash text,
    clause       text
);
CREATE INDEX refusals_case_idx ON store.refusals (case_id, number);

CREATE TRIGGER only_added_to BEFORE UPDATE OR DELETE OR TRUNCATE ON store.refusals
    FOR EACH STATEMENT EXECUTE FUNCTION store.refuse_change();

GRANT SELECT, INSERT ON store.refusals TO tiji_app;
GRANT SELECT ON store.refusals TO tiji_reviewer;
