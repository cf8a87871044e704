"""The application may append and read, and nothing else; and nobody edits the log by accident."""

from __future__ import annotations

import psycopg
import pytest
from psycopg.errors import InsufficientPrivilege

from adapters.postgres.roles import Role, as_role
from tests.store.organisation import unit

CHANGES = {
    "insert": "INSERT INTO store.{table} SELECT * FROM store.{table}",
    "update": "UPDATE store.{table} SET {column} = {column}",
    "delete": "DELETE FROM store.{table}",
    "truncate": "TRUNCATE store.{table}",
    "drop": "DROP TABLE store.{table}",
}
COLUMNS = {"events": "topic", "commands": "digest", "origin": "simulation", "migrations": "sha256"}


@pytest.mark.parametrize("role", ["app", "follower", "vault", "reviewer"])
@pytest.mark.parametrize("table", COLUMNS)
@pytest.mark.parametrize("change", CHANGES)
def test_no_role_may_change_the_log(database, role, table, change):
    statement = CHANGES[change].format(table=table, column=COLUMNS[table])
    with psycopg.connect(database.url(role)) as connection, pytest.raises(InsufficientPrivilege):
        connection.execute(statement)


@pytest.mark.parametrize("table", ["events", "commands", "origin"])
@pytest.mark.parametrize("change", ["update", "delete", "truncate"])
def test_not_even_the_owner_changes_the_log_by_accident(database, store_in_postgres, table, change):
    store_in_postgres.save(unit())
    statement = CHANGES[change].format(table=table, column=COLUMNS[table])
    with (
        psycopg.connect(database.url("owner")) as connection,
        pytest.raises(InsufficientPrivilege, match="only ever added to"),
    ):
        connection.execute(statement)


def test_the_application_may_not_replace_the_clock_nor_the_append_function(database):
    with psycopg.connect(database.url("app"), autocommit=True) as connection:
        for function in ("store.clock()", "store.refuse_change()"):
            with pytest.raises(InsufficientPrivilege):
                connection.execute(f"DROP FUNCTION {function}")
        with pytest.raises(InsufficientPrivilege):
            connection.execute("CREATE FUNCTION store.mine() RETURNS int LANGUAGE sql AS 'SELECT 1'")
        with pytest.raises(InsufficientPrivilege):
            connection.execute("UPDATE store.simulated_clock SET instant = 'epoch'")


@pytest.mark.parametrize("role", ["follower", "vault", "reviewer"])
def test_only_the_application_appends(database, role):
    empty = "SELECT store.append('{}', '{}', '{}', '{}', '{}', '{}', '{}')"
    with psycopg.connect(database.url("app")) as connection:
        assert connection.execute(empty).fetchone()
    with psycopg.connect(database.url(role)) as connection, pytest.raises(InsufficientPrivilege):
        connection.execute(empty)


def test_the_vault_does_not_see_the_log(database):
    with psycopg.connect(database.url("vault")) as connection, pytest.raises(InsufficientPrivilege):
        connection.execute("SELECT FROM store.events")


def test_a_fact_says_which_login_wrote_it(database, store_in_postgres):
    store_in_postgres.save(unit())
    with psycopg.connect(database.url("reviewer")) as connection:
        assert connection.execute("SELECT written_by FROM store.events").fetchall() == [("tiji_app",)]


def test_a_roles_password_is_derived_from_the_owners_and_does_not_give_it_away():
    url = as_role("postgresql://owner:secret@db.example/tiji", Role.APP)
    assert "user=tiji_app" in url
    assert "secret" not in url
    assert as_role(url, Role.APP) == url
