"""Brings a database to the schema of this version: numbered SQL files, each applied once and never edited."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import Connection, sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from adapters.postgres.roles import Role, password_of

FILES = Path(__file__).parent / "schema"
LOCK = 7469756970
"""Advisory lock under which one process at a time migrates a database."""

LEDGER = """
CREATE SCHEMA IF NOT EXISTS store;
CREATE TABLE IF NOT EXISTS store.migrations (
    name       text        PRIMARY KEY,
    sha256     text        NOT NULL,
    applied_at timestamptz NOT NULL DEFAULT clock_timestamp()
)"""


class CannotMigrate(RuntimeError):
    """The database is not what this version can be applied to. Nothing was changed."""


@dataclass(frozen=True)
class Migration:
    """One file: `30_name.sql`, or `30_name.real.sql` and `30_name.simulation.sql` for one kind of store."""

    name: str
    text: str

    @property
    def sha256(self) -> str:
        """Of the file as applied, hex."""
        return hashlib.sha256(self.text.encode()).hexdigest()


def migrations(*, simulation: bool, files: Path = FILES) -> Iterator[Migration]:
    """Those of one kind of store, in order of their numbers."""
    other = ".real.sql" if simulation else ".simulation.sql"
    for file in sorted(files.glob("*.sql")):
        if not file.name.endswith(other):
            yield Migration(file.name, file.read_text(encoding="utf-8"))


def migrate(url: str, simulation: bool, files: Path = FILES) -> list[str]:  # noqa: FBT001  (it must be said)
    """Make the database if it is missing and apply what it lacks, all or nothing; the names applied now.

    `simulation` is written when a store is made and cannot be changed. Raises CannotMigrate.
    """
    _make_database(url)
    with psycopg.connect(url) as connection:
        connection.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        connection.execute(LEDGER)
        _require_kind(connection, simulation=simulation)
        known: dict[str, str] = dict(connection.execute("SELECT name, sha256 FROM store.migrations").fetchall())
        wanted = list(migrations(simulation=simulation, files=files))
        if newer := known.keys() - {migration.name for migration in wanted}:
            raise CannotMigrate(f"the database is newer than this version: it has {', '.join(sorted(newer))}")
        missing = [migration for migration in wanted if not _is_applied(migration, known)]
        for migration in missing:
            connection.execute(migration.text.encode())
            connection.execute(
                "INSERT INTO store.migrations (name, sha256) VALUES (%s, %s)", [migration.name, migration.sha256]
            )
        _set_passwords(connection)
    return [migration.name for migration in missing]


def is_simulation(connection: Connection[tuple[bool]]) -> bool:
    """Whether the store's time is in somebody's hand."""
    found = connection.execute("SELECT simulation FROM store.origin").fetchone()
    if found is None:
        raise CannotMigrate("the store does not say what kind it is")
    return found[0]


def _is_applied(migration: Migration, known: dict[str, str]) -> bool:
    applied = known.get(migration.name)
    if applied not in {None, migration.sha256}:
        raise CannotMigrate(f"{migration.name} was edited after it was applied; put changes into a new file")
    return applied is not None


def _require_kind(connection: Connection[tuple[bool]], *, simulation: bool) -> None:
    found = connection.execute("SELECT to_regclass('store.origin') IS NOT NULL").fetchone()
    if found == (True,) and is_simulation(connection) is not simulation:
        kind = "real" if simulation else "simulation"
        raise CannotMigrate(f"this is a {kind} store, and stays one; make a new database")


def _make_database(url: str) -> None:
    """Make the database if there is none; whatever else keeps us from it is for the caller to see."""
    try:
        psycopg.connect(url).close()
    except psycopg.OperationalError:
        name = conninfo_to_dict(url).get("dbname")
        with psycopg.connect(make_conninfo(url, dbname="postgres"), autocommit=True) as maintenance:
            maintenance.execute("SELECT pg_advisory_lock(%s)", [LOCK])
            if not maintenance.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
                maintenance.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(str(name))))


def _set_passwords(connection: Connection[tuple[bool]]) -> None:
    """Give each role the password `as_role` will use. Only its verifier travels."""
    owners = connection.info.password
    if not owners:
        return
    for role in Role:
        verifier = connection.pgconn.encrypt_password(
            password_of(role, owners).encode(), role.encode(), b"scram-sha-256"
        )
        statement = sql.SQL("ALTER ROLE {} PASSWORD {}").format(sql.Identifier(role), verifier.decode())
        connection.execute(statement)
