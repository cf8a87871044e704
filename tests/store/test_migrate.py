"""A database is brought to this version once, whole, and stays the kind of store it was made."""

from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from adapters.postgres.migrate import FILES, CannotMigrate, migrate
from adapters.postgres.roles import Role, as_role


@pytest.fixture
def url(postgres, request):
    name = f"migrated_{abs(hash(request.node.name))}"
    yield make_conninfo(postgres.conninfo, dbname=name)
    with psycopg.connect(postgres.conninfo, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


@pytest.fixture
def files(tmp_path):
    """A copy of the migrations, to be changed."""
    return shutil.copytree(FILES, tmp_path / "schema")


def test_a_missing_database_is_made_and_a_present_one_left_alone(url):
    applied = migrate(url, simulation=False)
    assert applied == sorted(applied)
    assert "10_store.sql" in applied
    assert not any("simulation" in name for name in applied)
    assert migrate(url, simulation=False) == []


def test_many_processes_may_migrate_at_once(url):
    with ThreadPoolExecutor(4) as pool:
        applied = list(pool.map(lambda _: migrate(url, simulation=True), range(4)))
    assert sorted(map(bool, applied)) == [False, False, False, True]


@pytest.mark.parametrize("simulation", [True, False])
def test_a_store_stays_the_kind_it_was_made(url, simulation):
    migrate(url, simulation=simulation)
    with pytest.raises(CannotMigrate, match="stays one"):
        migrate(url, simulation=not simulation)


def test_a_migration_is_never_edited_after_it_was_applied(url, files):
    migrate(url, simulation=True, files=files)
    with (files / "10_store.sql").open("a") as file:
        file.write("-- an afterthought\n")
    with pytest.raises(CannotMigrate, match=r"10_store\.sql was edited"):
        migrate(url, simulation=True, files=files)


def test_a_database_newer_than_this_version_is_left_alone(url, files):
    (files / "99_newer.sql").write_text("CREATE TABLE newer (n int)")
    migrate(url, simulation=True, files=files)
    with pytest.raises(CannotMigrate, match=r"99_newer\.sql"):
        migrate(url, simulation=True)


def test_a_migration_that_fails_leaves_nothing_behind(url, files):
    migrate(url, simulation=True, files=files)
    (files / "98_fine.sql").write_text("CREATE TABLE fine (n int)")
    (files / "99_broken.sql").write_text("CREATE TABLE broken (n nonsense)")
    with pytest.raises(psycopg.errors.UndefinedObject):
        migrate(url, simulation=True, files=files)
    with psycopg.connect(url) as connection:
        assert connection.execute("SELECT to_regclass('fine')").fetchone() == (None,)
    (files / "99_broken.sql").write_text("CREATE TABLE repaired (n int)")
    assert migrate(url, simulation=True, files=files) == ["98_fine.sql", "99_broken.sql"]


def test_where_the_owner_has_a_password_every_role_gets_its_own(postgres, url):
    migrate(make_conninfo(url, password="secret"), simulation=True)  # noqa: S106  (a test's)
    with psycopg.connect(postgres.conninfo) as connection:
        found = connection.execute(
            "SELECT rolname, rolpassword FROM pg_authid WHERE rolname LIKE 'tiji\\_%'"
        ).fetchall()
    assert {name for name, _ in found} == set(Role)
    assert all(verifier.startswith("SCRAM-SHA-256$") for _, verifier in found)
    assert len({as_role(make_conninfo(url, password="secret"), role) for role in Role}) == len(Role)  # noqa: S106


def test_a_server_that_cannot_be_reached_is_not_taken_for_a_missing_database():
    with pytest.raises(psycopg.OperationalError):
        migrate("host=/nowhere dbname=tiji", simulation=True)
