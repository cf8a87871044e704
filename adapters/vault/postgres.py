"""The vault in its own schema, which only the vault's role may read."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from psycopg import Connection
from psycopg_pool import ConnectionPool

from adapters.vault.keys import WrongMasterKey, new_key, unwrap, wrap
from adapters.vault.sealing import UnknownHandle, checked, digest, salt_for, seal, unseal
from domain.values import Handle

CHECK_OWNER = UUID(int=0)
"""Whose wrapped key shows, at the start, that the master key is the right one."""


class PostgresVault:
    """Texts sealed under a key per owner, keys wrapped by the master key."""

    def __init__(self, url: str, master: bytes) -> None:
        self._master = master
        self._pool: ConnectionPool[Any] = ConnectionPool(
            url, min_size=1, max_size=4, kwargs={"autocommit": True}, open=True, name="vault"
        )
        try:
            with self._pool.connection() as connection:
                self._key_of(connection, CHECK_OWNER, make=True)
        except WrongMasterKey:
            self._pool.close()
            raise

    def close(self) -> None:
        """Leave the database."""
        self._pool.close()

    def keep(self, owner: UUID, kind: str, text: str, *, seed: str = "") -> Handle:
        """Keep a text under its owner's key. The same seed gives the same handle and no second row."""
        checked(text)
        with self._pool.connection() as connection:
            key = self._key_of(connection, owner, make=True)
            assert key is not None  # noqa: S101  (it was made)
            salt = salt_for(key, seed)
            handle = digest(salt, kind, text)
            connection.execute(
                "INSERT INTO vault.texts (handle, owner, kind, sealed) VALUES (%s, %s, %s, %s) ON CONFLICT DO NOTHING",
                [handle, owner, kind, seal(key, owner, handle, salt, text)],
            )
        return handle

    def read(self, handle: Handle) -> str:
        """The text of a handle. Raises UnknownHandle."""
        found = self.read_many([handle])
        if handle not in found:
            raise UnknownHandle(f"no text under {handle}", remedy="it was erased with its owner, or never kept here")
        return found[handle]

    def read_many(self, handles: Collection[Handle]) -> Mapping[Handle, str]:
        """The texts that can still be read."""
        with self._pool.connection() as connection:
            rows = connection.execute(
                "SELECT t.handle, t.owner, t.sealed, k.wrapped FROM vault.texts t JOIN vault.keys k USING (owner)"
                " WHERE t.handle = ANY (%s)",
                [list(handles)],
            ).fetchall()
        keys = {owner: unwrap(self._master, owner.bytes, wrapped) for _, owner, _, wrapped in rows}
        return {handle: unseal(keys[owner], owner, handle, sealed)[1] for handle, owner, sealed, _ in rows}

    def erase(self, owner: UUID) -> int:
        """Delete an owner's key and texts; the number of texts."""
        with self._pool.connection() as connection, connection.transaction():
            gone: int = connection.execute("DELETE FROM vault.texts WHERE owner = %s", [owner]).rowcount
            connection.execute("DELETE FROM vault.keys WHERE owner = %s", [owner])
        return gone

    def rewrap(self, new_master: bytes) -> int:
        """Change the master key: every owner's key is wrapped anew, texts stay as they are; the number of keys."""
        with self._pool.connection() as connection, connection.transaction():
            rows = connection.execute("SELECT owner, wrapped FROM vault.keys FOR UPDATE").fetchall()
            for owner, wrapped in rows:
                key = unwrap(self._master, owner.bytes, wrapped)
                again = wrap(new_master, owner.bytes, key)
                connection.execute("UPDATE vault.keys SET wrapped = %s WHERE owner = %s", [again, owner])
        self._master = new_master
        return len(rows)

    def _key_of(self, connection: Connection[Any], owner: UUID, *, make: bool) -> bytes | None:
        found = connection.execute("SELECT wrapped FROM vault.keys WHERE owner = %s", [owner]).fetchone()
        if found is None and make:
            connection.execute(
                "INSERT INTO vault.keys (owner, wrapped) VALUES (%s, %s) ON CONFLICT DO NOTHING",
                [owner, wrap(self._master, owner.bytes, new_key())],
            )
            found = connection.execute("SELECT wrapped FROM vault.keys WHERE owner = %s", [owner]).fetchone()
        return unwrap(self._master, owner.bytes, found[0]) if found else None
