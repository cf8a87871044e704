"""Hangs the second net under views: which rows each login is given, once the views it is tied to are there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from psycopg import Connection

from adapters.postgres.nets import Policy
from adapters.postgres.roles import Role
from adapters.postgres.view_tables import Tables
from projections.base import KNOWN, Projection
from projections.concerned import Concerned


def of_views(connection: Connection[Any]) -> Iterator[Policy]:
    """The policies of every view that was made here and that this version knows."""
    for (name,) in connection.execute("SELECT name FROM views.registry ORDER BY name").fetchall():
        if name in KNOWN:
            yield from Tables(KNOWN[name]).policies()


def hang(connection: Connection[Any], made: Iterable[type[Projection]]) -> None:
    """Make the policies of views whose tables are new; of all of them where what they are tied to is.

    Where nothing tells yet whom a case concerns, a unit's login is given nothing.
    """
    kinds = set(made)
    is_tied = connection.execute("SELECT to_regclass('views.concerned') IS NOT NULL").fetchone() == (True,)
    meant = of_views(connection) if Concerned in kinds else [each for kind in kinds for each in Tables(kind).policies()]
    policies = [each for each in meant if is_tied or each.role is not Role.UNIT]
    for table in sorted({each.table for each in policies}):
        connection.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY".encode())
    for policy in policies:
        connection.execute(f"DROP POLICY IF EXISTS {policy.name} ON {policy.table}".encode())
        connection.execute(policy.statement.encode())
