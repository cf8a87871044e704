"""How far the application's reactions have come, kept in its own table."""

from __future__ import annotations

from typing import Any

from psycopg_pool import ConnectionPool


class PostgresProgress:
    """One row a follower of facts."""

    def __init__(self, pool: ConnectionPool[Any]) -> None:
        self.pool = pool

    def position(self, name: str) -> int:
        """The last position worked through; 0 at first."""
        with self.pool.connection() as connection:
            found = connection.execute("SELECT position FROM app.progress WHERE name = %s", [name]).fetchone()
        return found[0] if found else 0

    def advance(self, name: str, position: int) -> None:
        """It has worked through a position; never moves back."""
        with self.pool.connection() as connection:
            connection.execute(
                "INSERT INTO app.progress (name, position) VALUES (%s, %s) ON CONFLICT (name)"
                " DO UPDATE SET position = greatest(app.progress.position, excluded.position)",
                [name, position],
            )
