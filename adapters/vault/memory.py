"""A vault in memory, for fast tests and stories: sealed like the other, gone with the process."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Collection, Sequence
from uuid import UUID

from adapters.vault.base import PERSONAL, Vault, Wrapped, owner_erased
from adapters.vault.blind import SKETCH, bigrams, hashes
from adapters.vault.master import MasterKey
from adapters.vault.sealing import KEY, Draft, OwnerKey, Sealed
from domain.values import Attached, FileHandle, Handle


class MemoryVault(Vault):
    """Keys and sealed texts in dictionaries."""

    def __init__(self, master: MasterKey | None = None) -> None:
        super().__init__(master or MasterKey.fresh())
        self._keys: dict[UUID, Wrapped | None] = {}
        self._texts: dict[Handle, Sealed] = {}
        self._grams: dict[Handle, list[int]] = {}
        self._index = os.urandom(KEY)
        self._erased: set[Handle] = set()
        self._files: dict[FileHandle, Sealed] = {}
        self._lock = threading.Lock()

    def erase(self, owner: UUID) -> int:
        """Delete an owner's key and texts for good; the number of texts."""
        with self._lock:
            if owner not in self._keys:
                return 0
            self._keys[owner] = None
            gone = [handle for handle, sealed in self._texts.items() if sealed.owner == owner]
            for handle in gone:
                del self._texts[handle], self._grams[handle]
            self._erased.update(gone)
            files = [file for file, sealed in self._files.items() if sealed.owner == owner]
            return len(gone) + self.erase_files(files)

    def erase_texts(self, handles: Collection[str]) -> int:
        """Delete single texts for good; how many there were."""
        with self._lock:
            gone = [handle for handle in map(Handle, handles) if handle in self._texts]
            for handle in gone:
                del self._texts[handle], self._grams[handle]
            self._erased.update(gone)
            return len(gone)

    def rewrap(self, master: MasterKey) -> int:
        """Wrap every owner's key anew under another master key; the number of keys."""
        with self._lock:
            anew = {
                owner: Wrapped(owner, master.id, master.wrap(owner, self.master.unwrap(owner, key.key)))
                for owner, key in self._keys.items()
                if key is not None
            }
            self._keys.update(anew)
            self.master = master
            return len(anew)

    def _keep(self, owner: UUID, drafts: Sequence[Draft]) -> list[Handle]:
        with self._lock:
            key = self._key(owner)
            sealed = [key.seal(draft) for draft in drafts]
            for one, draft in zip(sealed, drafts, strict=True):
                if one.handle in self._erased:
                    continue
                self._texts.setdefault(one.handle, one)
                self._grams.setdefault(one.handle, hashes(self._index, bigrams(draft.text)))
            return [one.handle for one in sealed]

    def _key(self, owner: UUID) -> OwnerKey:
        """The owner's key, made the first time. Raises Erased."""
        fresh = Wrapped(owner, self.master.id, self.master.wrap(owner, os.urandom(KEY)))
        wrapped = self._keys.setdefault(owner, fresh)
        if wrapped is None:
            raise owner_erased(owner)
        return self._unwrapped(wrapped)

    def _find(self, handles: Collection[Handle], person: UUID | None) -> list[tuple[Sealed, Wrapped]]:
        return self._those(handles, lambda sealed: sealed.kind not in PERSONAL or sealed.owner == person)

    def _those(self, handles: Collection[Handle], is_open: Callable[[Sealed], bool]) -> list[tuple[Sealed, Wrapped]]:
        with self._lock:
            there = [self._texts[handle] for handle in set(handles) if handle in self._texts]
            found = [sealed for sealed in there if is_open(sealed)]
            keys = {sealed.owner: self._keys[sealed.owner] for sealed in found}
            return [(sealed, key) for sealed in found if (key := keys[sealed.owner]) is not None]

    def _find_of(self, owner: UUID) -> list[tuple[Sealed, Wrapped]]:
        return self._find([handle for handle, sealed in list(self._texts.items()) if sealed.owner == owner], None)

    def erase_files(self, files: Collection[FileHandle]) -> int:
        """Delete files; how many there were."""
        return sum(self._files.pop(file, None) is not None for file in files)

    def _keep_file(self, owner: UUID, content: bytes, media_type: str) -> Sealed:
        with self._lock:
            sealed = self._key(owner).seal_file(content, media_type)
            self._files[FileHandle(sealed.handle)] = sealed
            return sealed

    def _name_file(self, owners: Collection[UUID], file: FileHandle) -> Attached | None:
        sealed = self._files.get(file)
        if sealed is None or sealed.owner not in owners:
            return None
        return Attached(file, sealed.kind, len(self.read_file(file)))

    def _find_file(self, file: FileHandle) -> tuple[Sealed, Wrapped] | None:
        sealed = self._files.get(file)
        wrapped = self._keys.get(sealed.owner) if sealed else None
        return (sealed, wrapped) if sealed and wrapped else None

    def _index_key(self) -> bytes:
        return self._index

    def _find_holding(self, grams: Sequence[int], limit: int, *, with_persons: bool) -> list[tuple[Sealed, Wrapped]]:
        held = [handle for handle, known in list(self._grams.items()) if set(grams) <= set(known)]
        return self._those(held, lambda sealed: with_persons or sealed.kind not in PERSONAL)[:limit]

    def _find_alike(self, sketch: Sequence[int], kind: str, limit: int) -> list[tuple[Sealed, Wrapped]]:
        shared = {handle: len({*sketch} & {*known[:SKETCH]}) for handle, known in list(self._grams.items())}
        found = self._find([handle for handle, number in shared.items() if number], None)
        of_kind = [pair for pair in found if pair[0].kind == kind]
        return sorted(of_kind, key=lambda pair: -shared[pair[0].handle])[:limit]

    def _was_erased(self, handle: Handle) -> bool:
        return handle in self._erased
