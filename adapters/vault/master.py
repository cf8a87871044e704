"""The master key: kept outside the database, it wraps the keys of all owners."""

from __future__ import annotations

import binascii
import hmac
import os
from base64 import b64decode, b64encode
from collections.abc import Mapping
from pathlib import Path
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from adapters.secret_file import written_once
from adapters.vault.sealing import KEY, NONCE, Tampered

VALUE = "TIJI_MASTER_KEY"
FILE = "TIJI_MASTER_KEY_FILE"
ANYBODY = 0o007
"""Permission bits of those who are neither the owner of a file nor of its group."""
HOW_TO = (
    f"Set {FILE} to a file that holds 32 random bytes as base64 (`umask 077; openssl rand -base64 32 > master.key`), "
    f"or {VALUE} to that text, and keep a copy away from the database: without it no text can be read again."
)


class MasterKeyMissing(RuntimeError):
    """No master key was given, or what was given is none; the message says what to do."""


class WrongMasterKey(RuntimeError):
    """The vault was locked with another master key."""


class MasterKey:
    """32 random bytes that wrap owners' keys."""

    def __init__(self, secret: bytes) -> None:
        if len(secret) != KEY:
            raise MasterKeyMissing(f"a master key has {KEY} bytes, this one {len(secret)}. {HOW_TO}")
        self._cipher = AESGCM(hmac.digest(secret, b"tiji vault: wrapping", "sha256"))
        self.id = hmac.digest(secret, b"tiji vault: id of the master key", "sha256")[:16].hex()
        """Tells keys apart and gives nothing away; the vault's check value."""
        self.digest_key = hmac.digest(secret, b"tiji: digests of requests", "sha256")
        """Keys the digests of requests, so that a stored digest cannot be guessed back to what was asked."""

    def __repr__(self) -> str:
        return f"MasterKey({self.id})"

    @classmethod
    def fresh(cls) -> MasterKey:
        """One that nobody keeps: for a vault in memory."""
        return cls(os.urandom(KEY))

    @classmethod
    def from_text(cls, text: str) -> MasterKey:
        """From base64. Raises MasterKeyMissing."""
        try:
            return cls(b64decode("".join(text.split()), validate=True))
        except binascii.Error:
            raise MasterKeyMissing(f"the master key is not base64. {HOW_TO}") from None  # the error may hold the key

    def wrap(self, owner: UUID, secret: bytes) -> bytes:
        """An owner's key, sealed."""
        nonce = os.urandom(NONCE)
        return nonce + self._cipher.encrypt(nonce, secret, owner.bytes)

    def unwrap(self, owner: UUID, wrapped: bytes) -> bytes:
        """The owner's key. Raises Tampered."""
        try:
            return self._cipher.decrypt(wrapped[:NONCE], wrapped[NONCE:], owner.bytes)
        except (InvalidTag, ValueError):
            raise Tampered(f"the key of {owner} is not what was kept") from None


def master_key(environment: Mapping[str, str], *, demo_file: Path | None = None) -> MasterKey:
    """The master key the environment names. Raises MasterKeyMissing.

    Only a demo store passes `demo_file`: where the environment names nothing, the key is read from there, and made
    there the first time.
    """
    value, file = environment.get(VALUE), environment.get(FILE)
    if value and file:
        raise MasterKeyMissing(f"both {VALUE} and {FILE} are set; unset one, so that it is plain which key is meant")
    if value:
        return MasterKey.from_text(value)
    if file:
        return _in_file(Path(file))
    if demo_file is None:
        raise MasterKeyMissing(f"the vault has no master key. {HOW_TO}")
    if not demo_file.exists():
        written_once(demo_file, b64encode(os.urandom(KEY)).decode())
    return _in_file(demo_file)


def _in_file(file: Path) -> MasterKey:
    try:
        text, mode = file.read_text(encoding="ascii"), file.stat().st_mode
    except (OSError, UnicodeDecodeError) as error:
        raise MasterKeyMissing(f"{file} cannot be read as a master key ({type(error).__name__}). {HOW_TO}") from None
    if mode & ANYBODY:
        raise MasterKeyMissing(f"anybody may open {file}; run `chmod 600 {file}`")
    return MasterKey.from_text(text)
