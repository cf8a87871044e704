-- Read models. The follower makes, writes and rebuilds the tables; their columns are declared by the projections.

CREATE SCHEMA views;
GRANT USAGE, CREATE ON SCHEMA views TO tiji_follower;
GRANT USAGE ON SCHEMA views TO tiji_app, tiji_reviewer;

-- Which content each view's tables have: another fingerprint means that a rebuild is due.
CREATE TABLE views.registry (
    name        text        PRIMARY KEY,
    fingerprint text        NOT NULL,
    generation  bigint      NOT NULL DEFAULT 1,  -- raised by every rebuild, so that followers drop what they remember
    built_at    timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- Facts a fold could not take. Their case waits; every other goes on.
CREATE TABLE views.parked (
    position  bigint      PRIMARY KEY,
    case_id   uuid        NOT NULL,
    topic     text        NOT NULL,
    reason    text        NOT NULL,
    parked_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX parked_case_idx ON views.parked (case_id);

GRANT SELECT, INSERT, UPDATE, DELETE ON views.registry, views.parked TO tiji_follower;
GRANT SELECT ON views.registry, views.parked TO tiji_app, tiji_reviewer;

-- How far reactions have come. The application's own.
CREATE SCHEMA app;
GRANT USAGE ON SCHEMA app TO tiji_app, tiji_reviewer;
CREATE TABLE app.progress (
    name     text   PRIMARY KEY,
    position bigint NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON app.progress TO tiji_app;
GRANT SELECT ON app.progress TO tiji_reviewer, tiji_follower;
