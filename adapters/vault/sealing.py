"""One text: its salted digest, and its sealed form."""

from __future__ import annotations

import hashlib
import hmac
import os
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from domain.errors import Refused
from domain.values import Handle

SALT = 16
NONCE = 12
LONGEST = 4 * 1024 * 1024
"""Bytes of one text: some two thousand pages."""


class UnknownHandle(Refused):
    """No text was kept under that handle, or it was erased with its owner."""

    code = "text.unknown"


class TextTooLong(Refused):
    """The text is longer than the vault takes."""

    code = "text.too_long"


class UnreadableText(RuntimeError):
    """A sealed text was changed outside the vault."""


def digest(salt: bytes, kind: str, text: str) -> Handle:
    """SHA-256 over salt, kind and text, hex: what facts and views hold."""
    return Handle(hashlib.sha256(salt + kind.encode() + b"\0" + text.encode()).hexdigest())


def salt_for(key: bytes, seed: str) -> bytes:
    """A salt: random, or the same for the same seed under the same key, so that a repeated command agrees."""
    if not seed:
        return os.urandom(SALT)
    return hmac.new(key, b"salt\0" + seed.encode(), hashlib.sha256).digest()[:SALT]


def checked(text: str) -> str:
    """The text, if the vault can take it."""
    if "\0" in text:
        raise TextTooLong("a text may not hold a NUL character", remedy="remove it and send the text again")
    if len(text.encode()) > LONGEST:
        raise TextTooLong(f"the text has more than {LONGEST} bytes", remedy="split it, or attach it as a file")
    return text


def seal(key: bytes, owner: UUID, handle: Handle, salt: bytes, text: str) -> bytes:
    """Salt and text under the owner's key, bound to handle and owner."""
    nonce = os.urandom(NONCE)
    return nonce + AESGCM(key).encrypt(nonce, salt + text.encode(), owner.bytes + handle.encode())


def unseal(key: bytes, owner: UUID, handle: Handle, sealed: bytes) -> tuple[bytes, str]:
    """Salt and text. Raises UnreadableText for bytes that are not what was sealed."""
    try:
        opened = AESGCM(key).decrypt(sealed[:NONCE], sealed[NONCE:], owner.bytes + handle.encode())
    except InvalidTag as error:
        raise UnreadableText(f"the text of {handle} was changed outside the vault") from error
    return opened[:SALT], opened[SALT:].decode()
