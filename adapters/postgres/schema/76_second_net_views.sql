-- The login by which questions of a unit's seats are asked. What it is given of each view, the view's policies say: they
-- are made with its tables. Without a unit named in the transaction (`tiji.unit`) that is no case at all.

DO $$
BEGIN
    CREATE ROLE tiji_unit LOGIN;
EXCEPTION WHEN duplicate_object OR unique_violation THEN
    NULL;  -- made for, or at this moment with, another database of the cluster
END $$;

GRANT USAGE ON SCHEMA views TO tiji_unit;
