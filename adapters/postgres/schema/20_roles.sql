-- Who may do what. Roles belong to the whole cluster: databases of one cluster share them.
--   tiji_app       appends and reads facts; its own tables are granted where they are made
--   tiji_follower  reads facts; writes views and tracking
--   tiji_vault     the vault and nothing else
--   tiji_reviewer  reads, for those who check from outside
-- Nobody but the owner may change a table, and not even the owner by accident.

DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['tiji_app', 'tiji_follower', 'tiji_vault', 'tiji_reviewer'] LOOP
        BEGIN
            EXECUTE format('CREATE ROLE %I LOGIN', name);
        EXCEPTION WHEN duplicate_object OR unique_violation THEN
            NULL;  -- made for, or at this moment with, another database of the cluster
        END;
    END LOOP;
END $$;

REVOKE ALL ON SCHEMA store, public FROM PUBLIC;
REVOKE ALL ON ALL TABLES IN SCHEMA store FROM PUBLIC;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA store FROM PUBLIC;

GRANT USAGE ON SCHEMA store TO tiji_app, tiji_follower, tiji_reviewer;
GRANT SELECT ON store.events, store.commands, store.origin, store.tracking
    TO tiji_app, tiji_follower, tiji_reviewer;
GRANT EXECUTE ON FUNCTION store.append, store.clock, store.position_at TO tiji_app;
GRANT EXECUTE ON FUNCTION store.position_at TO tiji_follower, tiji_reviewer;
GRANT INSERT, UPDATE ON store.tracking TO tiji_follower;
