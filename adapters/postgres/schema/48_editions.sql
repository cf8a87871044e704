-- Every content of an edition that decisions were ever made under: facts cite its hash, and years later it must be at hand.
-- The content is public text and its data; nothing personal.

CREATE TABLE store.editions (
    hash    text        PRIMARY KEY,
    edition text        NOT NULL,
    content text        NOT NULL,
    kept_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX editions_edition_idx ON store.editions (edition, kept_at);

CREATE TRIGGER only_added_to BEFORE UPDATE OR DELETE OR TRUNCATE ON store.editions
    FOR EACH STATEMENT EXECUTE FUNCTION store.refuse_change();

GRANT SELECT, INSERT ON store.editions TO tiji_app;
GRANT SELECT ON store.editions TO tiji_reviewer;
