-- The only way facts get in. One call writes many commands, all under one lock, so positions are dense and in
-- the order of commit. A command that lost, or was written before, is reported and left out; its neighbours are
-- written. A command's facts are written all or not at all, over however many streams.
--
-- The caller does not put two commands of one stream, or of one id, into one call; should it, the keys of the
-- tables refuse the whole call.
--
-- Connections that call this set plan_cache_mode = force_generic_plan and enable_seqscan = off, or plans made
-- while the tables were small are kept.

CREATE FUNCTION store.append(
    command_ids uuid[], digests bytea[],                   -- one per command
    commands int[],                                        -- one per fact, in order: its command, 1 … n
    originators uuid[], versions bigint[], topics text[], states bytea[],
    OUT head bigint,                                       -- the position before the first fact written
    OUT exceptions jsonb                                   -- commands not written now, each as
                                                           --   [command, "repeated", first position, last position]
                                                           --   [command, "reused"]
                                                           --   [command, "conflict", stream, current version]
)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $body$
#variable_conflict use_column
DECLARE
    latest timestamptz;
    stamp  timestamptz;
    judged int[];
BEGIN
    -- A statement of its own, so that the next one sees what the last holder of the lock wrote.
    PERFORM pg_advisory_xact_lock(7469756969);

    SELECT e.notification_id, e.recorded_at INTO head, latest
    FROM store.events e ORDER BY e.notification_id DESC LIMIT 1;
    head := coalesce(head, 0);
    stamp := greatest(store.clock(), latest);

    WITH known AS (
        SELECT given.command,
               CASE WHEN stored.digest = given.digest
                    THEN jsonb_build_array(given.command, 'repeated', stored.first_position, stored.last_position)
                    ELSE jsonb_build_array(given.command, 'reused') END AS verdict
        FROM unnest(append.command_ids, append.digests) WITH ORDINALITY AS given(id, digest, command)
        JOIN store.commands stored ON stored.command_id = given.id
    ), claim AS (
        SELECT given.command, given.originator, min(given.version) AS lowest,
               count(*) = max(given.version) - min(given.version) + 1 AS unbroken
        FROM unnest(append.commands, append.originators, append.versions) AS given(command, originator, version)
        GROUP BY given.command, given.originator
    ), lost AS (
        SELECT DISTINCT ON (claim.command) claim.command,
               jsonb_build_array(claim.command, 'conflict', claim.originator, coalesce(stream.version, 0)) AS verdict
        FROM claim LEFT JOIN LATERAL (
            SELECT e.originator_version AS version FROM store.events e
            WHERE e.originator_id = claim.originator ORDER BY e.originator_version DESC LIMIT 1
        ) stream ON true
        WHERE NOT (claim.unbroken AND coalesce(claim.lowest = stream.version + 1, claim.lowest IN (0, 1)))
          AND NOT EXISTS (SELECT FROM known WHERE known.command = claim.command)
        ORDER BY claim.command, claim.originator
    )
    SELECT jsonb_agg(verdict), array_agg(command) INTO exceptions, judged
    FROM (SELECT command, verdict FROM known UNION ALL SELECT command, verdict FROM lost) AS all_of_them;

    IF judged IS NOT NULL THEN
        SELECT array_agg(command ORDER BY n), array_agg(originator ORDER BY n), array_agg(version ORDER BY n),
               array_agg(topic ORDER BY n), array_agg(state ORDER BY n)
        INTO append.commands, append.originators, append.versions, append.topics, append.states
        FROM unnest(append.commands, append.originators, append.versions, append.topics, append.states)
             WITH ORDINALITY AS given(command, originator, version, topic, state, n)
        WHERE command <> ALL (judged);
        IF append.commands IS NULL THEN
            RETURN;
        END IF;
    END IF;

    INSERT INTO store.events (originator_id, originator_version, topic, state,
                              notification_id, recorded_at, command_id, written_by)
    SELECT originator, version, topic, state, head + n, stamp, append.command_ids[command], session_user
    FROM unnest(append.commands, append.originators, append.versions, append.topics, append.states)
         WITH ORDINALITY AS given(command, originator, version, topic, state, n);

    INSERT INTO store.commands (command_id, digest, first_position, last_position, recorded_at)
    SELECT append.command_ids[command], append.digests[command], head + min(n), head + max(n), stamp
    FROM unnest(append.commands) WITH ORDINALITY AS given(command, n) GROUP BY command;

    NOTIFY events;
END $body$;
