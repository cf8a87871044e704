"""The ground the rivals stand on: one fresh cluster, fsync on, a database for each figure, all gone afterwards."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from adapters.postgres.embedded import EmbeddedPostgres
from adapters.postgres.migrate import migrate


@dataclass(frozen=True)
class Ground:
    """A server of our own, and a directory for what else a figure keeps."""

    conninfo: str
    directory: Path

    def store(self, name: str) -> str:
        """A migrated real store, empty; how its owner connects."""
        url = make_conninfo(self.conninfo, dbname=name)
        migrate(url, simulation=False)
        return url

    def bare(self, name: str) -> str:
        """An empty database; how its owner connects."""
        with psycopg.connect(self.conninfo, autocommit=True) as maintenance:
            maintenance.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        return make_conninfo(self.conninfo, dbname=name)

    def settings(self) -> dict[str, str]:
        """What the server says about how carefully it writes."""
        with psycopg.connect(self.conninfo) as connection:
            names = ["server_version", "fsync", "synchronous_commit", "full_page_writes"]
            found = connection.execute(
                "SELECT name, setting FROM pg_settings WHERE name = ANY (%s) ORDER BY name", [names]
            ).fetchall()
        return dict(found)


@contextmanager
def fresh_ground() -> Iterator[Ground]:
    """A cluster in a new temporary directory (`TMPDIR` chooses the disk), with everything flushed to disk.

    Raises ServerDidNotStart.
    """
    with (
        tempfile.TemporaryDirectory(prefix="tiji-bench-") as directory,
        EmbeddedPostgres(Path(directory), durable=True) as conninfo,
    ):
        yield Ground(conninfo, Path(directory))


def library_environment(url: str, connections: int) -> dict[str, str]:
    """How the eventsourcing library's own PostgreSQL module is told the same database."""
    parts = conninfo_to_dict(url)
    return {
        "PERSISTENCE_MODULE": "eventsourcing.postgres",
        "POSTGRES_DBNAME": str(parts["dbname"]),
        "POSTGRES_HOST": str(parts["host"]),
        "POSTGRES_PORT": str(parts["port"]),
        "POSTGRES_USER": str(parts["user"]),
        "POSTGRES_PASSWORD": "",
        "POSTGRES_POOL_SIZE": str(connections),
        "POSTGRES_MAX_OVERFLOW": "10",
        "POSTGRES_LOCK_TIMEOUT": "30",
    }
