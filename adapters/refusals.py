"""Refused attempts, kept outside the log."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from psycopg_pool import ConnectionPool

from application.ports import Refusal
from domain.values import Citation

COLUMNS = "actor, role, unit, action, target, case_id, code, edition, edition_hash, clause, attempted_at"


class PostgresRefusals:
    """A table the application may add to and read."""

    def __init__(self, pool: ConnectionPool[Any]) -> None:
        self._pool = pool

    def keep(self, refusal: Refusal) -> None:
        """Keep one."""
        basis = refusal.basis
        cited = (basis.edition, basis.hash, basis.clause) if basis else (None, None, None)
        values = [refusal.actor, refusal.role, refusal.unit, refusal.action, refusal.target, refusal.case]
        with self._pool.connection() as connection:
            connection.execute(
                f"INSERT INTO store.refusals ({COLUMNS}) VALUES ({', '.join(['%s'] * 11)})",  # noqa: S608  (our own names)
                [*values, refusal.code, *cited, refusal.attempted_at],
            )

    def of(self, case: UUID | None = None, *, limit: int = 100, offset: int = 0) -> Sequence[Refusal]:
        """Those of a case, or all, newest first."""
        where = "WHERE case_id = %s" if case else ""
        with self._pool.connection() as connection:
            rows = connection.execute(
                f"SELECT {COLUMNS} FROM store.refusals {where} ORDER BY number DESC LIMIT %s OFFSET %s",  # noqa: S608  (our own names)
                [*([case] if case else []), limit, offset],
            ).fetchall()
        return [_refusal(row) for row in rows]


class MemoryRefusals:
    """Refused attempts of one process."""

    def __init__(self) -> None:
        self._kept: list[Refusal] = []

    def keep(self, refusal: Refusal) -> None:
        """Keep one."""
        self._kept.append(refusal)

    def of(self, case: UUID | None = None, *, limit: int = 100, offset: int = 0) -> Sequence[Refusal]:
        """Those of a case, or all, newest first."""
        found = [one for one in reversed(self._kept) if case is None or one.case == case]
        return found[offset : offset + limit]


def _refusal(row: tuple[Any, ...]) -> Refusal:
    actor, role, unit, action, target, case, code, edition, hash_, clause, at = row
    basis = Citation(edition, hash_, clause) if clause else None
    return Refusal(actor, role, unit, action, target, case, code, basis, at)
