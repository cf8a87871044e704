-- The recorded time of a real store: the server's clock, and no way to move it.

INSERT INTO store.origin (simulation) VALUES (false);

CREATE FUNCTION store.clock() RETURNS timestamptz LANGUAGE sql VOLATILE AS $$ SELECT clock_timestamp() $$;
