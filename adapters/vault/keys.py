"""The master key, and the keys it wraps. It lives outside the database."""

from __future__ import annotations

import base64
import binascii
import os
from collections.abc import Mapping
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

BYTES = 32
NONCE = 12
ENVIRONMENT = "TIJI_MASTER_KEY"


class MasterKeyMissing(RuntimeError):
    """There is no master key where it should be."""


class WrongMasterKey(RuntimeError):
    """The master key is not the one this vault was made with."""


def master_key(path: Path, *, make: bool = False, environment: Mapping[str, str] = os.environ) -> bytes:
    """The 32 bytes that wrap every other key: from `TIJI_MASTER_KEY` (base64), else from a file.

    `make` writes a new file, readable by its owner only, where there is none. Raises MasterKeyMissing.
    """
    given = environment.get(ENVIRONMENT)
    if given:
        return _decoded(given, ENVIRONMENT)
    try:
        return _decoded(path.read_text("ascii").strip(), str(path))
    except FileNotFoundError:
        if not make:
            raise MasterKeyMissing(
                f"no master key: set {ENVIRONMENT}, or name its file in TIJI_MASTER_KEY_FILE. Without the key"
                " a store was made with, its texts cannot be read by anyone."
            ) from None
    key = os.urandom(BYTES)
    path.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(base64.b64encode(key).decode() + "\n")
    return key


def _decoded(text: str, where: str) -> bytes:
    try:
        key = base64.b64decode(text, validate=True)
    except binascii.Error:
        key = b""
    if len(key) != BYTES:
        raise MasterKeyMissing(
            f"{where} must hold {BYTES} bytes in base64; `head -c 32 /dev/urandom | base64` makes them"
        )
    return key


def new_key() -> bytes:
    """A key for one owner."""
    return AESGCM.generate_key(bit_length=8 * BYTES)


def wrap(master: bytes, owner: bytes, key: bytes) -> bytes:
    """An owner's key under the master key."""
    nonce = os.urandom(NONCE)
    return nonce + AESGCM(master).encrypt(nonce, key, owner)


def unwrap(master: bytes, owner: bytes, wrapped: bytes) -> bytes:
    """An owner's key. Raises WrongMasterKey."""
    try:
        return AESGCM(master).decrypt(wrapped[:NONCE], wrapped[NONCE:], owner)
    except InvalidTag as error:
        raise WrongMasterKey("the master key does not open this vault; use the key the store was made with") from error
