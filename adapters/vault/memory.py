"""A vault in memory: sealed and keyed like the real one."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from uuid import UUID

from adapters.vault.keys import new_key
from adapters.vault.sealing import UnknownHandle, checked, digest, salt_for, seal, unseal
from domain.values import Handle


class MemoryVault:
    """Texts of one process."""

    def __init__(self) -> None:
        self._keys: dict[UUID, bytes] = {}
        self._texts: dict[Handle, tuple[UUID, bytes]] = {}

    def keep(self, owner: UUID, kind: str, text: str, *, seed: str = "") -> Handle:
        """Keep a text under its owner's key."""
        key = self._keys.setdefault(owner, new_key())
        salt = salt_for(key, seed)
        handle = digest(salt, kind, checked(text))
        self._texts.setdefault(handle, (owner, seal(key, owner, handle, salt, text)))
        return handle

    def read(self, handle: Handle) -> str:
        """The text of a handle."""
        found = self.read_many([handle])
        if handle not in found:
            raise UnknownHandle(f"no text under {handle}", remedy="it was erased, or never kept here")
        return found[handle]

    def read_many(self, handles: Collection[Handle]) -> Mapping[Handle, str]:
        """The texts that can still be read."""
        known = {handle: self._texts[handle] for handle in handles if handle in self._texts}
        return {
            handle: unseal(self._keys[owner], owner, handle, sealed)[1] for handle, (owner, sealed) in known.items()
        }

    def erase(self, owner: UUID) -> int:
        """Delete an owner's key and texts."""
        self._keys.pop(owner, None)
        gone = [handle for handle, (whose, _) in self._texts.items() if whose == owner]
        for handle in gone:
            del self._texts[handle]
        return len(gone)
