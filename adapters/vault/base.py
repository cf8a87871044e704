"""What every vault does alike; where keys and rows rest is the business of each."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from adapters.vault.blind import ALIKE, SKETCH, bigrams, hashes, holds, likeness, plain, words_of
from adapters.vault.master import MasterKey, WrongMasterKey
from adapters.vault.sealing import Draft, OwnerKey, Sealed
from application.attachments import FileUnknown, media_type_of
from application.texts import Disclosure, Erased, UnknownHandle, require_plain, text_of
from domain.values import Attached, FileHandle, Handle

PERSONAL = frozenset({"name", "contact", "address"})
"""Kinds of text that say who somebody is: none is read unless the person is named."""
CANDIDATES = 1000
"""The most texts that are opened for one search."""


@dataclass(frozen=True)
class Found:
    """What a search found: texts by handle, and whether there were more candidates than are opened for one."""

    texts: Mapping[Handle, str]
    is_cut: bool = False


@dataclass(frozen=True)
class Wrapped:
    """An owner's key as it rests, and the id of the master key around it."""

    owner: UUID
    master: str
    key: bytes


class Vault(ABC):
    """Keeps texts and gives back handles; `application.ports.Texts` says what for."""

    def __init__(self, master: MasterKey) -> None:
        self.master = master

    def keep(self, owner: UUID, kind: str, text: str, *, seed: str = "") -> Handle:
        """Keep a text under its owner's key. The same seed and text give the same handle and no second row.

        Raises Erased for an owner who was erased, TextTooLong, TextNotPlain.
        """
        return self._keep_plain(owner, [Draft(kind, text, seed)])[0]

    def keep_many(self, owner: UUID, texts: Mapping[str, str], *, seed: str = "") -> dict[str, Handle]:
        """Keep one text of each kind at once, all or none; each has the seed `<seed>:<kind>`."""
        drafts = [Draft(kind, text, seed and f"{seed}:{kind}") for kind, text in texts.items()]
        return dict(zip(texts, self._keep_plain(owner, drafts), strict=True))

    def read(self, handle: Handle, *, person: UUID | None = None) -> str:
        """The text of a handle; who somebody is only of the person named. Raises Erased or UnknownHandle."""
        return text_of(self.disclose(handle, person=person))

    def read_many(self, handles: Collection[Handle], *, person: UUID | None = None) -> dict[Handle, str]:
        """The texts that can still be read; left out are those erased or unknown, and who others are."""
        return {sealed.handle: text_of(self._opened(sealed, key)) for sealed, key in self._find(handles, person)}

    def disclose(self, handle: Handle, *, person: UUID | None = None) -> Disclosure:
        """The text with its salt, for whoever must check it against a fact. Raises Erased or UnknownHandle."""
        for sealed, key in self._find([handle], person):
            return self._opened(sealed, key)
        if self._was_erased(handle):
            raise Erased(f"the text {handle} was erased")
        raise UnknownHandle(f"no text was kept as {handle}")

    def verify(self, handle: Handle, text: str, *, person: UUID | None = None) -> bool:
        """Whether a handle stands for exactly this text. Raises Erased or UnknownHandle."""
        return self.read(handle, person=person) == text

    def search(self, query: str, *, with_persons: bool = False) -> Found:
        """Texts that hold every word of a query, whatever their width and case; who somebody is only if said so.

        Raises WordTooShort for a word of one character.
        """
        words = words_of(query)
        grams = hashes(self._index_key(), frozenset().union(*map(bigrams, words)))
        candidates = self._find_holding(grams, CANDIDATES + 1, with_persons=with_persons)
        opened = {sealed.handle: text_of(self._opened(sealed, key)) for sealed, key in candidates[:CANDIDATES]}
        found = {handle: text for handle, text in opened.items() if holds(text, words)}
        return Found(found, is_cut=len(candidates) > CANDIDATES)

    def similar(self, kind: str, text: str) -> list[tuple[Handle, float]]:
        """Texts of a kind that share enough with this one, the likest first, each with the share from 0 to 1."""
        sketch = hashes(self._index_key(), bigrams(text))[:SKETCH]
        opened = [
            (one.handle, text_of(self._opened(one, key))) for one, key in self._find_alike(sketch, kind, CANDIDATES)
        ]
        rated = [(handle, likeness(text, said)) for handle, said in opened]
        return sorted((pair for pair in rated if pair[1] >= ALIKE), key=lambda pair: -pair[1])

    def naming(self, owner: UUID, words: Collection[str]) -> list[Handle]:
        """Handles of an owner's texts that hold any of these words, whatever their width and case."""
        opened = ((one.handle, text_of(self._opened(one, key))) for one, key in self._find_of(owner))
        return [handle for handle, text in opened if any(holds(text, [plain(word)]) for word in words)]

    def keep_file(self, owner: UUID, content: bytes) -> Attached:
        """Keep a file under its owner's key; the same content is the same file. Strays of yesterday go.

        Raises FileTooLarge, FileTypeNotAllowed, Erased.
        """
        media_type = media_type_of(content)
        sealed = self._keep_file(owner, content, media_type)
        return Attached(FileHandle(sealed.handle), media_type, len(content))

    def name_file(self, owners: Collection[UUID], file: FileHandle) -> Attached:
        """The file a fact is about to name, if one of these owners has it. Raises FileUnknown."""
        named = self._name_file(owners, file)
        if named is None:
            raise FileUnknown(f"no file {file} was uploaded for this", remedy="upload it, then name it within a day")
        return named

    def read_file(self, file: FileHandle) -> bytes:
        """Its content. Raises FileUnknown where there is none, or none any more."""
        return self.disclose_file(file)[1]

    def disclose_file(self, file: FileHandle) -> tuple[bytes, bytes]:
        """Its salt and content, for whoever must check it against a fact. Raises FileUnknown."""
        found = self._find_file(file)
        if found is None:
            raise FileUnknown(f"there is no file {file}, or none any more")
        sealed, key = found
        return self._unwrapped(key).open_file(sealed)

    @abstractmethod
    def erase_files(self, files: Collection[FileHandle]) -> int:
        """Delete files; how many there were."""

    @abstractmethod
    def _keep_file(self, owner: UUID, content: bytes, media_type: str) -> Sealed:
        """Seal and store; drop strays."""

    @abstractmethod
    def _name_file(self, owners: Collection[UUID], file: FileHandle) -> Attached | None:
        """Mark it as named, if one of the owners has it."""

    @abstractmethod
    def _find_file(self, file: FileHandle) -> tuple[Sealed, Wrapped] | None:
        """It, with its owner's key."""

    @abstractmethod
    def _index_key(self) -> bytes:
        """The key of the blind index, made the first time."""

    @abstractmethod
    def _find_holding(self, grams: Sequence[int], limit: int, *, with_persons: bool) -> list[tuple[Sealed, Wrapped]]:
        """Texts indexed under every hash; who somebody is only if said so."""

    @abstractmethod
    def _find_alike(self, sketch: Sequence[int], kind: str, limit: int) -> list[tuple[Sealed, Wrapped]]:
        """Texts of a kind that share the most of a sketch, the most first."""

    @abstractmethod
    def erase(self, owner: UUID) -> int:
        """Delete an owner's key and texts for good; the number of texts. Digests elsewhere stay valid."""

    @abstractmethod
    def rewrap(self, master: MasterKey) -> int:
        """Wrap every owner's key anew under another master key, all or none; the number of keys.

        Other processes with the old key raise WrongMasterKey from then on and must be started with the new one.
        """

    @abstractmethod
    def _keep(self, owner: UUID, drafts: Sequence[Draft]) -> list[Handle]:
        """Seal and store, all or none."""

    @abstractmethod
    def _find(self, handles: Collection[Handle], person: UUID | None) -> list[tuple[Sealed, Wrapped]]:
        """Those that are there, with their owners' keys; who somebody is only of the person."""

    @abstractmethod
    def erase_texts(self, handles: Collection[str]) -> int:
        """Delete single texts for good; how many there were. Their owner keeps its key and the rest."""

    @abstractmethod
    def _find_of(self, owner: UUID) -> list[tuple[Sealed, Wrapped]]:
        """An owner's texts, with its key."""

    @abstractmethod
    def _was_erased(self, handle: Handle) -> bool:
        """Whether it was there once."""

    def _keep_plain(self, owner: UUID, drafts: Sequence[Draft]) -> list[Handle]:
        for draft in drafts:
            require_plain(draft.text)
        return self._keep(owner, drafts) if drafts else []

    def _opened(self, sealed: Sealed, key: Wrapped) -> Disclosure:
        return self._unwrapped(key).open(sealed)

    def _unwrapped(self, wrapped: Wrapped) -> OwnerKey:
        if wrapped.master != self.master.id:
            raise WrongMasterKey("the vault was locked with another master key since; start again with the new one")
        return OwnerKey(wrapped.owner, self.master.unwrap(wrapped.owner, wrapped.key))


def owner_erased(owner: UUID) -> Erased:
    """Nothing can be kept for an owner who was erased."""
    return Erased(f"{owner} was erased, and erasing is final", remedy="register what is new as a case of its own")
