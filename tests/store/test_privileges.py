"""What the roles may do is looked at before anything starts: whatever was granted or taken beside the plan is named."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest
from typer.testing import CliRunner

from adapters.cli.main import app
from adapters.postgres.follower import Follower
from adapters.postgres.privileges import RolesDoNotHold, faults, require_roles
from adapters.postgres.rebuild import rebuild
from projections.base import KNOWN

WRONG = {
    "GRANT INSERT ON store.events TO tiji_app": "tiji_app has INSERT ON store.events",
    "GRANT UPDATE ON store.events TO tiji_app": "tiji_app has UPDATE ON store.events",
    "GRANT DELETE ON store.events TO tiji_app": "tiji_app has DELETE ON store.events",
    "GRANT TRUNCATE ON store.events TO tiji_app": "tiji_app has TRUNCATE ON store.events",
    "GRANT UPDATE (state) ON store.events TO tiji_app": "tiji_app has UPDATE ON store.events",
    "GRANT INSERT ON log.leaves TO tiji_app": "tiji_app has INSERT ON log.leaves",
    "GRANT INSERT ON log.checkpoints TO tiji_follower": "tiji_follower has INSERT ON log.checkpoints",
    "GRANT INSERT ON store.events TO tiji_sealer": "tiji_sealer has INSERT ON store.events",
    "GRANT EXECUTE ON FUNCTION store.append TO tiji_sealer": "tiji_sealer has EXECUTE ON FUNCTION store.append",
    "GRANT EXECUTE ON FUNCTION store.append TO PUBLIC": "tiji_reviewer has EXECUTE ON FUNCTION store.append",
    "GRANT INSERT ON store.refusals TO tiji_reviewer": "tiji_reviewer has INSERT ON store.refusals",
    "GRANT UPDATE ON views.registry TO tiji_reviewer": "tiji_reviewer has UPDATE ON views.registry",
    "GRANT SELECT ON vault.texts TO tiji_reviewer": "tiji_reviewer has SELECT ON vault.texts",
    "GRANT SELECT ON vault.owners TO tiji_app": "tiji_app has SELECT ON vault.owners",
    "GRANT SELECT ON vault.files TO PUBLIC": "tiji_sealer has SELECT ON vault.files",
    "GRANT USAGE ON SCHEMA vault TO tiji_follower": "tiji_follower has USAGE ON SCHEMA vault",
    "GRANT CREATE ON SCHEMA store TO tiji_app": "tiji_app has CREATE ON SCHEMA store",
    "ALTER TABLE store.commands OWNER TO tiji_app": "tiji_app owns store.commands",
    "CREATE TABLE store.new (n int); GRANT SELECT ON store.new TO tiji_app": "tiji_app has SELECT ON store.new",
    "REVOKE EXECUTE ON FUNCTION store.append FROM tiji_app": "tiji_app lacks EXECUTE ON FUNCTION store.append",
    "REVOKE SELECT ON vault.texts FROM tiji_vault": "tiji_vault lacks SELECT ON vault.texts",
    "ALTER TABLE vault.texts DISABLE ROW LEVEL SECURITY": "row level security hangs loose on vault.texts",
    "ALTER TABLE vault.texts NO FORCE ROW LEVEL SECURITY": "row level security hangs loose on vault.texts",
    "DROP POLICY reading ON vault.texts": "policy reading on vault.texts is not as it should be",
    "ALTER POLICY reading ON vault.texts USING (true)": "policy reading on vault.texts is not as it should be",
    "ALTER POLICY reading ON vault.texts TO PUBLIC": "policy reading on vault.texts is not as it should be",
    "CREATE POLICY more ON vault.texts USING (true)": "vault.texts has a policy more",
    "ALTER TABLE views.custody DISABLE ROW LEVEL SECURITY": 'row level security hangs loose on views."custody"',
    "DROP POLICY of_unit ON views.custody_past": 'policy of_unit on views."custody_past" is not as it should be',
    "CREATE POLICY more ON views.looks TO tiji_unit USING (true)": 'views."looks" has a policy more',
}
BEYOND = {
    "ALTER ROLE tiji_app SUPERUSER": "tiji_app is SUPERUSER",
    "ALTER ROLE tiji_reviewer BYPASSRLS": "tiji_reviewer is BYPASSRLS",
    "ALTER ROLE tiji_sealer CREATEROLE": "tiji_sealer is CREATEROLE",
    "GRANT pg_write_all_data TO tiji_reviewer": "tiji_reviewer is a member of pg_write_all_data",
    "GRANT tiji_vault TO tiji_app": "tiji_app is a member of tiji_vault",
}


@pytest.fixture
def owner(database):
    with psycopg.connect(database.owner, autocommit=True) as connection:
        yield connection


@pytest.fixture
def roles_of_the_cluster(owner):
    """Roles belong to the whole cluster: they are put back, or the next test would find them."""
    yield
    owner.execute("ALTER ROLE tiji_app NOSUPERUSER")
    owner.execute("ALTER ROLE tiji_reviewer NOBYPASSRLS")
    owner.execute("ALTER ROLE tiji_sealer NOCREATEROLE")
    owner.execute("REVOKE pg_write_all_data FROM tiji_reviewer")
    owner.execute("REVOKE tiji_vault FROM tiji_app")


def test_every_role_of_a_migrated_simulation_holds(database):
    require_roles(database.owner)


def test_every_role_of_a_migrated_real_store_holds(real_database):
    require_roles(real_database.owner)


def test_every_role_holds_once_the_follower_made_its_views_and_built_them_again(database, owner):
    follower = Follower(database.owner)
    follower.catch_up()
    follower.close()
    rebuild(database.owner, list(KNOWN.values()))
    assert owner.execute("SELECT to_regclass('views.custody')").fetchone() != (None,)
    require_roles(database.owner)


@pytest.mark.parametrize("granted", WRONG)
def test_a_privilege_beside_the_plan_is_named_with_role_and_table_and_undone_by_the_remedy(database, owner, granted):
    owner.execute(granted)
    with pytest.raises(RolesDoNotHold) as refused:
        require_roles(database.owner)
    assert WRONG[granted] in refused.value.detail
    for fault in faults(owner):
        assert fault.statement in refused.value.remedy
        owner.execute(fault.statement)
    require_roles(database.owner)


@pytest.mark.usefixtures("roles_of_the_cluster")
@pytest.mark.parametrize("altered", BEYOND)
def test_a_role_that_is_more_than_a_login_is_named_alone_and_undone_by_the_remedy(database, owner, altered):
    owner.execute(altered)
    with pytest.raises(RolesDoNotHold) as refused:
        require_roles(database.owner)
    assert refused.value.detail == BEYOND[altered]
    (fault,) = faults(owner)
    owner.execute(fault.statement)
    require_roles(database.owner)


def test_a_role_that_is_missing_is_named(database, owner):
    owner.execute("ALTER ROLE tiji_sealer RENAME TO tiji_away")
    try:
        with pytest.raises(RolesDoNotHold, match=r"^there is no role tiji_sealer$"):
            require_roles(database.owner)
    finally:
        owner.execute("ALTER ROLE tiji_away RENAME TO tiji_sealer")


def test_views_that_are_being_swapped_are_waited_for_before_their_net_is_looked_at(database, owner):
    with psycopg.connect(database.owner) as swapping, ThreadPoolExecutor(1) as beside:
        swapping.execute("SELECT FROM store.tracking WHERE application_name = 'views' FOR UPDATE")
        looking = beside.submit(require_roles, database.owner)
        waiting = (
            "SELECT count(*) FROM pg_stat_activity"
            " WHERE query LIKE '%store.tracking%FOR SHARE' AND wait_event_type = 'Lock'"
        )
        while owner.execute(waiting).fetchone() == (0,):
            assert not looking.done()
        swapping.commit()
        assert looking.result() is None


def test_many_faults_are_counted_and_the_first_are_named(database, owner):
    owner.execute("GRANT ALL ON ALL TABLES IN SCHEMA vault, log TO tiji_reviewer")
    with pytest.raises(RolesDoNotHold, match=r"tiji_reviewer has .* ON log\..*; and \d+ more, see tiji roles"):
        require_roles(database.owner)


@pytest.mark.parametrize("command", [["serve", "--port", "0"], ["follow"], ["seal"], ["roles"]])
def test_nothing_starts_over_roles_that_do_not_hold(database, owner, command, monkeypatch, tmp_path):
    monkeypatch.setenv("DATABASE_URL", database.owner)
    monkeypatch.setenv("TIJI_DATA", str(tmp_path))
    owner.execute("GRANT DELETE ON store.events TO tiji_app")
    ran = CliRunner().invoke(app, command)
    assert isinstance(ran.exception, RolesDoNotHold)
    assert "REVOKE DELETE ON store.events FROM tiji_app" in ran.exception.remedy


def test_the_command_shows_what_each_role_may(database, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", database.owner)
    ran = CliRunner().invoke(app, ["roles"])
    assert ran.exit_code == 0
    assert "tiji_sealer" in ran.output
    assert "every role holds" in ran.output


def test_a_database_without_a_store_says_to_migrate(postgres, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", f"{postgres.conninfo} dbname=nothing_here")
    ran = CliRunner().invoke(app, ["roles"])
    assert ran.exception.remedy == "tiji migrate"
