"""The vault in PostgreSQL, under a login of its own that reaches nothing else."""

from __future__ import annotations

import os
from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from psycopg import Connection
from psycopg_pool import ConnectionPool

from adapters.vault.base import Vault, Wrapped, owner_erased
from adapters.vault.blind import OWNER as INDEX
from adapters.vault.blind import SKETCH, bigrams, hashes
from adapters.vault.master import MasterKey, WrongMasterKey
from adapters.vault.sealing import KEY, Draft, Sealed
from domain.values import Attached, FileHandle, Handle

BATCH = 1000
"""Keys wrapped anew in one round trip."""

MASTER = "SELECT id FROM vault.master"
OWNER = "SELECT master, wrapped FROM vault.owners WHERE owner = %s FOR SHARE"
"""Locked until the text is in, so that an erasure comes before or after it, never between."""
NEW_OWNER = """
INSERT INTO vault.owners (owner, master, wrapped) SELECT %s, id, %b FROM vault.master WHERE id = %s FOR SHARE
ON CONFLICT (owner) DO NOTHING"""
PERSON = "SELECT set_config('tiji.person', %s, true)"
"""Names the person whose texts this transaction is about. Without it the database gives nobody's name to nobody."""
ANYBODY = "*"
NEW_TEXT = """
WITH kept AS (
    INSERT INTO vault.texts (handle, owner, kind, content) SELECT %(handle)s, %(owner)s, %(kind)s, %(content)b
    WHERE NOT EXISTS (SELECT FROM vault.erased WHERE handle = %(handle)s)
    ON CONFLICT DO NOTHING RETURNING handle
) INSERT INTO vault.grams (handle, grams, sketch) SELECT handle, %(grams)s, %(sketch)s FROM kept"""
"""A late retry does not bring back what was erased."""
TEXTS = """
SELECT handle, owner, kind, content, master, wrapped FROM vault.texts JOIN vault.owners USING (owner)
WHERE handle = ANY (%s)"""
OF_OWNER = """
SELECT handle, owner, kind, content, master, wrapped FROM vault.texts JOIN vault.owners USING (owner)
WHERE owner = %s"""
HOLDING = """
SELECT handle, owner, kind, content, master, wrapped
FROM vault.grams JOIN vault.texts USING (handle) JOIN vault.owners USING (owner)
WHERE grams @> %s::integer[] LIMIT %s"""
ALIKE = """
SELECT handle, owner, kind, content, master, wrapped
FROM vault.grams JOIN vault.texts USING (handle) JOIN vault.owners USING (owner)
WHERE sketch && %(sketch)s::integer[] AND kind = %(kind)s
ORDER BY cardinality(ARRAY(SELECT unnest(sketch) INTERSECT SELECT unnest(%(sketch)s::integer[]))) DESC
LIMIT %(limit)s"""
FORGET_KEY = "UPDATE vault.owners SET master = NULL, wrapped = NULL WHERE owner = %s"
FORGET_TEXTS = """
WITH gone AS (DELETE FROM vault.texts WHERE owner = %s RETURNING handle)
INSERT INTO vault.erased (handle) SELECT handle FROM gone"""
FORGET_THESE = """
WITH gone AS (DELETE FROM vault.texts WHERE handle = ANY (%s) RETURNING handle)
INSERT INTO vault.erased (handle) SELECT handle FROM gone"""
FORGET_FILES = """
WITH gone AS (DELETE FROM vault.files WHERE owner = %s RETURNING file)
INSERT INTO vault.erased (handle) SELECT file FROM gone"""
NEW_FILE = """
INSERT INTO vault.files (file, owner, media_type, size, content) VALUES (%s, %s, %s, %s, %b)
ON CONFLICT (file) DO UPDATE SET kept_at = clock_timestamp()"""
STRAYS = "DELETE FROM vault.files WHERE NOT is_named AND kept_at < clock_timestamp() - interval '1 day'"
NAME_FILE = """
UPDATE vault.files SET is_named = true WHERE file = %s AND owner = ANY (%s) RETURNING media_type, size"""
FILE = """
SELECT file, owner, media_type, content, master, wrapped FROM vault.files JOIN vault.owners USING (owner)
WHERE file = %s"""
FIRST_MASTER = """
INSERT INTO vault.master (id) SELECT %s WHERE NOT EXISTS (SELECT FROM vault.owners) ON CONFLICT DO NOTHING"""


class PostgresVault(Vault):
    """Keys and sealed texts in the schema `vault`. Close it when done.

    `conninfo` connects as the role `vault`. Raises WrongMasterKey at once if the vault was locked with another key.
    """

    def __init__(self, conninfo: str, master: MasterKey, *, connections: int = 4) -> None:
        super().__init__(master)
        self._index: bytes | None = None
        self._pool = ConnectionPool(
            conninfo, min_size=1, max_size=connections, open=True, check=ConnectionPool.check_connection
        )
        try:
            self._unlock()
        except BaseException:
            self._pool.close()
            raise

    def close(self) -> None:
        """Leave the database."""
        self._pool.close()

    def erase(self, owner: UUID) -> int:
        """Delete an owner's key, texts and files for good; how many there were."""
        with self._pool.connection() as connection:
            connection.execute(PERSON, [str(owner)])
            connection.execute(FORGET_KEY, [owner])
            files = connection.execute(FORGET_FILES, [owner]).rowcount
            return files + connection.execute(FORGET_TEXTS, [owner]).rowcount

    def erase_texts(self, handles: Collection[str]) -> int:
        """Delete single texts for good; how many there were."""
        with self._pool.connection() as connection:
            return connection.execute(FORGET_THESE, [list(handles)]).rowcount

    def rewrap(self, master: MasterKey) -> int:
        """Wrap every owner's key anew under another master key, all or none; the number of keys."""
        number = 0
        with self._pool.connection() as connection:
            _require_id(connection, self.master, f"{MASTER} FOR UPDATE")
            with connection.cursor("keys") as keys:
                keys.execute("SELECT owner, wrapped FROM vault.owners WHERE wrapped IS NOT NULL FOR UPDATE")
                while some := keys.fetchmany(BATCH):
                    anew = [(master.wrap(owner, self.master.unwrap(owner, key)), owner) for owner, key in some]
                    update = "UPDATE vault.owners SET wrapped = %b WHERE owner = %s"
                    connection.cursor().executemany(update, anew)
                    number += sum(owner != INDEX for owner, _ in some)
            connection.execute("UPDATE vault.owners SET master = %s WHERE wrapped IS NOT NULL", [master.id])
            connection.execute("UPDATE vault.master SET id = %s", [master.id])
        self.master = master
        return number

    def _keep(self, owner: UUID, drafts: Sequence[Draft]) -> list[Handle]:
        with self._pool.connection() as connection:
            key = self._unwrapped(self._owner(connection, owner))
            sealed = [key.seal(draft) for draft in drafts]
            index = self._index_key_by(connection)
            grams = [hashes(index, bigrams(draft.text)) for draft in drafts]
            rows = [
                {
                    "handle": one.handle,
                    "owner": one.owner,
                    "kind": one.kind,
                    "content": one.content,
                    "grams": of_it,
                    "sketch": of_it[:SKETCH],
                }
                for one, of_it in zip(sealed, grams, strict=True)
            ]
            connection.execute(PERSON, [str(owner)])
            connection.cursor().executemany(NEW_TEXT, rows)
        return [one.handle for one in sealed]

    def _owner(self, connection: Connection[Any], owner: UUID) -> Wrapped:
        """The owner's key, made the first time."""
        found = connection.execute(OWNER, [owner]).fetchone()
        if found is None:
            wrapped = self.master.wrap(owner, os.urandom(KEY))
            connection.execute(NEW_OWNER, [owner, wrapped, self.master.id])
            found = connection.execute(OWNER, [owner]).fetchone()
        if found is None:
            raise WrongMasterKey("the vault was locked with another master key since; start again with the new one")
        master, wrapped = found
        if wrapped is None:
            raise owner_erased(owner)
        return Wrapped(owner, master, wrapped)

    def erase_files(self, files: Collection[FileHandle]) -> int:
        """Delete files; how many there were."""
        with self._pool.connection() as connection:
            return connection.execute("DELETE FROM vault.files WHERE file = ANY (%s)", [list(files)]).rowcount

    def _keep_file(self, owner: UUID, content: bytes, media_type: str) -> Sealed:
        with self._pool.connection() as connection:
            connection.execute(STRAYS)
            sealed = self._unwrapped(self._owner(connection, owner)).seal_file(content, media_type)
            connection.execute(NEW_FILE, [sealed.handle, owner, media_type, len(content), sealed.content])
        return sealed

    def _name_file(self, owners: Collection[UUID], file: FileHandle) -> Attached | None:
        with self._pool.connection() as connection:
            found = connection.execute(NAME_FILE, [file, list(owners)]).fetchone()
        return Attached(file, *found) if found else None

    def _find_file(self, file: FileHandle) -> tuple[Sealed, Wrapped] | None:
        return next(iter(self._rows(FILE, [file])), None)

    def _index_key(self) -> bytes:
        with self._pool.connection() as connection:
            return self._index_key_by(connection)

    def _index_key_by(self, connection: Connection[Any]) -> bytes:
        if self._index is None:
            wrapped = self._owner(connection, INDEX)
            self._index = self.master.unwrap(INDEX, wrapped.key)
        return self._index

    def _find(self, handles: Collection[Handle], person: UUID | None) -> list[tuple[Sealed, Wrapped]]:
        return self._rows(TEXTS, [list(handles)], "" if person is None else str(person))

    def _find_of(self, owner: UUID) -> list[tuple[Sealed, Wrapped]]:
        return self._rows(OF_OWNER, [owner])

    def _find_holding(self, grams: Sequence[int], limit: int, *, with_persons: bool) -> list[tuple[Sealed, Wrapped]]:
        return self._rows(HOLDING, [list(grams), limit], ANYBODY if with_persons else "")

    def _find_alike(self, sketch: Sequence[int], kind: str, limit: int) -> list[tuple[Sealed, Wrapped]]:
        return self._rows(ALIKE, {"sketch": list(sketch), "kind": kind, "limit": limit})

    def _rows(
        self, statement: str, given: Sequence[Any] | dict[str, Any], person: str = ""
    ) -> list[tuple[Sealed, Wrapped]]:
        with self._pool.connection() as connection:
            if person:
                connection.execute(PERSON, [person])
            rows = connection.execute(statement.encode(), given, binary=True).fetchall()
        return [
            (Sealed(handle, owner, kind, content), Wrapped(owner, master, wrapped))
            for handle, owner, kind, content, master, wrapped in rows
        ]

    def _was_erased(self, handle: Handle) -> bool:
        with self._pool.connection() as connection:
            found = connection.execute("SELECT FROM vault.erased WHERE handle = %s", [handle]).fetchone()
        return found is not None

    def _unlock(self) -> None:
        """Hold the master key against the vault's check value, which the first key leaves there."""
        with self._pool.connection() as connection:
            if connection.execute("SELECT FROM vault.master").fetchone() is None:
                connection.execute(FIRST_MASTER, [self.master.id])
            _require_id(connection, self.master)


def _require_id(connection: Connection[Any], master: MasterKey, statement: str = MASTER) -> None:
    found = connection.execute(statement.encode()).fetchone()
    if found != (master.id,):
        locked_with = found[0] if found else "one that is not named any more"
        raise WrongMasterKey(f"the vault was locked with master key {locked_with}, this one is {master.id}")
