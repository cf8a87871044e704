"""Every content of an edition that was ever in use here, kept with the facts that cite it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from psycopg_pool import ConnectionPool

from domain.regulations.model import Edition


class KeptEditions:
    """The archive of a store: added to, never changed."""

    def __init__(self, pool: ConnectionPool[Any]) -> None:
        self.pool = pool

    def keep(self, editions: Iterable[Edition]) -> None:
        """Keep each content that is not kept yet."""
        rows = [(edition.hash, edition.id, edition.content) for edition in editions]
        with self.pool.connection() as connection, connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO store.editions (hash, edition, content) VALUES (%s, %s, %s) ON CONFLICT DO NOTHING", rows
            )

    def find(self, hash: str) -> Edition | None:
        """The edition in the content of a hash. Raises EditionError where this version cannot read it any more."""
        with self.pool.connection() as connection:
            found = connection.execute("SELECT content FROM store.editions WHERE hash = %s", [hash]).fetchone()
        return Edition.again(found[0]) if found else None
