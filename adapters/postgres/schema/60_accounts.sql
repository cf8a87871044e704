-- Who may sign in, who is signed in, and what came of every attempt. The application's own; no fact names an account.

CREATE SCHEMA access;
GRANT USAGE ON SCHEMA access TO tiji_app;

CREATE TABLE access.accounts (
    login      text        COLLATE "C" PRIMARY KEY,
    seat       text        NOT NULL,
    role       text        NOT NULL,
    unit       text,
    authority  text,
    name       text        NOT NULL,  -- of the seat, never of a person
    name_en    text        NOT NULL,
    password   text        NOT NULL,  -- scrypt, with its parameters beside it
    disabled   boolean     NOT NULL DEFAULT false,
    changed_at timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- Only a digest of a session's token is kept: whoever reads this table cannot become anybody.
CREATE TABLE access.sessions (
    token_digest bytea       PRIMARY KEY,
    login        text        COLLATE "C" NOT NULL REFERENCES access.accounts ON DELETE CASCADE,
    form_secret  bytea       NOT NULL,
    began_at     timestamptz NOT NULL DEFAULT clock_timestamp(),
    seen_at      timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX sessions_login_idx ON access.sessions (login);

-- Sign-ins, refused ones too, sign-outs, changes of accounts, identities disclosed. Written, never changed.
CREATE TABLE access.log (
    number  bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at      timestamptz NOT NULL DEFAULT clock_timestamp(),
    what    text        NOT NULL,
    login   text        COLLATE "C" NOT NULL,
    origin  text        NOT NULL DEFAULT '',
    case_id uuid,
    purpose text        NOT NULL DEFAULT ''
);
CREATE INDEX log_login_idx ON access.log (login, at);
CREATE INDEX log_origin_idx ON access.log (origin, at) WHERE what = 'refused';
CREATE INDEX log_case_idx ON access.log (case_id) WHERE case_id IS NOT NULL;

GRANT SELECT, INSERT, UPDATE ON access.accounts TO tiji_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON access.sessions TO tiji_app;
GRANT SELECT, INSERT ON access.log TO tiji_app;
