"""PostgreSQL for tests: one throw-away cluster per run, and a migrated database cloned for each test that asks."""

from __future__ import annotations

import itertools
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

from adapters.postgres.embedded import EmbeddedPostgres
from adapters.postgres.follower import make_views
from adapters.postgres.migrate import migrate
from adapters.postgres.roles import Role, as_role
from projections.base import known_projections

IN_MEMORY = Path("/dev/shm")  # noqa: S108  (a directory of our own is made in it)
ROOM = 2 * 1024**3
"""Bytes that a whole run never needs at once."""


@dataclass(frozen=True)
class Database:
    """A migrated database of one test."""

    owner: str

    def url(self, role: str = "app") -> str:
        """How a role connects: `owner`, `app`, `follower`, `vault` or `reviewer`."""
        return self.owner if role == "owner" else as_role(self.owner, Role[role.upper()])


class Cluster:
    """A server with fsync off, and templates of databases: migrated, with every view there and empty."""

    def __init__(self, conninfo: str) -> None:
        self.conninfo = conninfo
        self._numbers = itertools.count(1)
        self._templates: dict[bool, str] = {}

    @contextmanager
    def clone(self, *, simulation: bool) -> Iterator[Database]:
        """A fresh migrated database, dropped with every connection to it."""
        template, name = self._template(simulation=simulation), f"test_{next(self._numbers)}"
        copying = "CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY"
        self._run(sql.SQL(copying).format(sql.Identifier(name), sql.Identifier(template)))
        yield Database(make_conninfo(self.conninfo, dbname=name))
        self._run(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))

    def _template(self, *, simulation: bool) -> str:
        if simulation not in self._templates:
            name = "template_simulation" if simulation else "template_real"
            url = make_conninfo(self.conninfo, dbname=name)
            migrate(url, simulation)
            with psycopg.connect(as_role(url, Role.FOLLOWER), autocommit=True) as connection:
                make_views(connection, known_projections())
            self._templates[simulation] = name
        return self._templates[simulation]

    def _run(self, statement: sql.Composed) -> None:
        with psycopg.connect(self.conninfo, autocommit=True) as connection:
            connection.execute(statement)


@contextmanager
def cluster(binaries: Path | None = None) -> Iterator[Cluster]:
    """A cluster in a temporary directory, gone afterwards; in memory where there is room: disks copy slowly."""
    has_room = IN_MEMORY.is_dir() and shutil.disk_usage(IN_MEMORY).free > ROOM
    with (
        tempfile.TemporaryDirectory(prefix="tiji-", dir=IN_MEMORY if has_room else None) as directory,
        EmbeddedPostgres(Path(directory), durable=False, binaries=binaries) as conninfo,
    ):
        yield Cluster(conninfo)
