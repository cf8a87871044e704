-- The recorded time of a simulation: a row that can be moved forward, never back.

INSERT INTO store.origin (simulation) VALUES (true);

CREATE TABLE store.simulated_clock (
    one_row boolean     PRIMARY KEY DEFAULT true CHECK (one_row),
    instant timestamptz NOT NULL
);

INSERT INTO store.simulated_clock (instant) VALUES ('2000-01-01 00:00:00+00');

CREATE FUNCTION store.clock() RETURNS timestamptz LANGUAGE sql VOLATILE AS $$ SELECT instant FROM store.simulated_clock $$;

CREATE FUNCTION store.advance_clock(t timestamptz) RETURNS timestamptz
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    now timestamptz;
BEGIN
    SELECT instant INTO STRICT now FROM store.simulated_clock FOR UPDATE;
    IF t IS NULL OR t < now OR NOT isfinite(t) THEN
        RAISE EXCEPTION 'the clock stands at % and only moves forward, not to %', now, t
            USING ERRCODE = 'invalid_parameter_value';
    END IF;
    UPDATE store.simulated_clock SET instant = t;
    RETURN t;
END $$;
