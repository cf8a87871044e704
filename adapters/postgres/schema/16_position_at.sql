-- The last position recorded by an instant, 0 if there was none. Recorded times never go back along the
-- positions and positions have no gaps, so halving finds it without an index of its own.

CREATE FUNCTION store.position_at(t timestamptz) RETURNS bigint
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    low  bigint := 0;  -- recorded by t, or before the first
    high bigint;       -- recorded after t, or past the last
    mid  bigint;
BEGIN
    SELECT coalesce(max(notification_id), 0) + 1 INTO high FROM store.events;
    WHILE high - low > 1 LOOP
        mid := (low + high) / 2;
        IF (SELECT recorded_at <= t FROM store.events WHERE notification_id = mid) THEN
            low := mid;
        ELSE
            high := mid;
        END IF;
    END LOOP;
    RETURN low;
END $$;
