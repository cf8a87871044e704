"""Seals texts under their owner's key: AES-256-GCM, each bound to its handle, owner and kind."""

from __future__ import annotations

import hashlib
import hmac
import json
import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from application.texts import Disclosure, disclosure_of, handle_of
from domain.values import Handle

NONCE = 12
"""Bytes, random for every seal; they stand before the sealed text."""
KEY = 32
"""Bytes of every key: AES-256."""
SALT = 16
"""Bytes of a salt: the 128 bits RFC 9901 asks for."""


class Tampered(RuntimeError):
    """What was read was not written by this vault under this name: altered, moved, or under another key."""


@dataclass(frozen=True)
class Draft:
    """A text to keep. The same seed, kind and text give the same salt, so a retry gives the same handle."""

    kind: str
    text: str
    seed: str = ""


@dataclass(frozen=True)
class Sealed:
    """A text as it rests."""

    handle: Handle
    owner: UUID
    kind: str
    content: bytes

    @property
    def _bound_to(self) -> bytes:
        return b"\0".join((self.handle.encode(), self.owner.bytes, self.kind.encode()))


class OwnerKey:
    """The key of one owner."""

    def __init__(self, owner: UUID, secret: bytes) -> None:
        self.owner = owner
        self._cipher = AESGCM(_derived(secret, b"texts"))
        self._salts = _derived(secret, b"salts")

    def seal(self, draft: Draft) -> Sealed:
        """A text with a salt of its own, sealed. An empty seed gives a new salt every time."""
        disclosure = disclosure_of(self._salt(draft), draft.kind, draft.text)
        named = Sealed(handle_of(disclosure), self.owner, draft.kind, b"")
        nonce = os.urandom(NONCE)
        content = nonce + self._cipher.encrypt(nonce, urlsafe_b64decode(_padded(disclosure)), named._bound_to)  # noqa: SLF001  (its own module)
        return Sealed(named.handle, self.owner, draft.kind, content)

    def seal_file(self, content: bytes, media_type: str) -> Sealed:
        """A file, sealed. Its handle is the digest of a salt and the content; the same content has the same salt."""
        salt = hmac.digest(self._salts, b"file:" + hashlib.sha256(content).digest(), "sha256")[:SALT]
        handle = urlsafe_b64encode(hashlib.sha256(salt + content).digest()).rstrip(b"=").decode()
        named = Sealed(Handle(handle), self.owner, media_type, b"")
        nonce = os.urandom(NONCE)
        sealed = nonce + self._cipher.encrypt(nonce, salt + content, named._bound_to)  # noqa: SLF001  (its own module)
        return Sealed(named.handle, self.owner, media_type, sealed)

    def open_file(self, sealed: Sealed) -> tuple[bytes, bytes]:
        """Salt and content of a file. Raises Tampered."""
        opened = self._opened(sealed)
        return opened[:SALT], opened[SALT:]

    def open(self, sealed: Sealed) -> Disclosure:
        """The text with its salt. Raises Tampered."""
        return Disclosure(urlsafe_b64encode(self._opened(sealed)).rstrip(b"=").decode())

    def _opened(self, sealed: Sealed) -> bytes:
        nonce, content = sealed.content[:NONCE], sealed.content[NONCE:]
        try:
            return self._cipher.decrypt(nonce, content, sealed._bound_to)  # noqa: SLF001  (its own module)
        except (InvalidTag, ValueError):
            raise Tampered(f"what was kept as {sealed.handle} is not what was kept") from None

    def _salt(self, draft: Draft) -> bytes:
        """Nobody without the key can reckon it, so nobody can try texts against a handle, before or after erasure."""
        if not draft.seed:
            return os.urandom(SALT)
        said = json.dumps([draft.kind, draft.seed, draft.text])
        return hmac.digest(self._salts, said.encode(), "sha256")[:SALT]


def _derived(secret: bytes, purpose: bytes) -> bytes:
    return hmac.digest(secret, b"tiji vault: " + purpose, "sha256")


def _padded(disclosure: str) -> str:
    return disclosure + "=" * (-len(disclosure) % 4)
