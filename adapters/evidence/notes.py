"""Signed notes, checkpoints and cosignatures, byte for byte as C2SP writes them, and read without tolerance."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

LOG, WITNESS = 0x01, 0x04
"""Signature types: of a note by whoever wrote it, of a checkpoint by a witness with the time."""
DASH = "\N{EM DASH}"
ID, TIME, SIGNATURE = 4, 8, 64
"""Bytes of a key's id, of a time, of a signature."""
NAME = re.compile(r"[^\s+]+")
SIZE = re.compile(r"0|[1-9][0-9]{0,18}")
PUBLIC, ROOT = 32, 32
"""Bytes of a public key, and of a secret one; bytes of a root."""


class NoteWrong(ValueError):
    """A note, a key or a signature is not what it must be; the message says which."""


@dataclass(frozen=True)
class Verifier:
    """A public key under its name."""

    name: str
    kind: int
    public: bytes

    @property
    def id(self) -> bytes:
        """Four bytes that tell keys of one name apart."""
        return hashlib.sha256(self.name.encode() + b"\n" + bytes([self.kind]) + self.public).digest()[:ID]

    def __str__(self) -> str:
        """The key as it is published."""
        return f"{self.name}+{self.id.hex()}+{_base64(bytes([self.kind]) + self.public)}"

    @classmethod
    def read(cls, text: str) -> Verifier:
        """A published key. Raises NoteWrong."""
        parts = text.strip().split("+", 2)
        if len(parts) != 3 or not NAME.fullmatch(parts[0]):  # noqa: PLR2004  (name, id, key)
            raise NoteWrong(f"{text.strip()!r} is no key: write it as name+id+base64")
        raw = unbase64(parts[2])
        if len(raw) != 1 + PUBLIC or raw[0] not in {LOG, WITNESS}:
            raise NoteWrong(f"the key of {parts[0]} is of no kind we know")
        key = cls(parts[0], raw[0], raw[1:])
        if key.id.hex() != parts[1]:
            raise NoteWrong(f"the key of {parts[0]} has another id than it says")
        return key

    def has_signed(self, signature: bytes, text: str) -> bool:
        """Whether a signature, with its time if it is a witness's, is this key's over a note."""
        signed = text.encode()
        if self.kind == WITNESS:
            when, signature = signature[:TIME], signature[TIME:]
            signed = cosigned(text, int.from_bytes(when, "big"))
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, signed)
        except (InvalidSignature, ValueError):
            return False
        return True


@dataclass(frozen=True)
class Signer:
    """A secret key under its name."""

    name: str
    secret: bytes
    kind: int = LOG

    @property
    def verifier(self) -> Verifier:
        """The public half."""
        key = Ed25519PrivateKey.from_private_bytes(self.secret).public_key()
        return Verifier(self.name, self.kind, key.public_bytes_raw())

    def sign(self, text: str) -> str:
        """The line that signs a note."""
        return self._line(text.encode(), b"")

    def cosign(self, text: str, seconds: int) -> str:
        """A witness's line: that at this time it knew of no larger tree of this log, and that this one fits."""
        return self._line(cosigned(text, seconds), seconds.to_bytes(TIME, "big"))

    def _line(self, signed: bytes, before: bytes) -> str:
        signature = Ed25519PrivateKey.from_private_bytes(self.secret).sign(signed)
        return f"{DASH} {self.name} {_base64(self.verifier.id + before + signature)}\n"

    def __repr__(self) -> str:
        return f"Signer({self.verifier})"


@dataclass(frozen=True)
class Signature:
    """One line under a note."""

    name: str
    id: bytes
    value: bytes


@dataclass(frozen=True)
class Note:
    """A text and who signed it."""

    text: str
    signatures: tuple[Signature, ...]

    @classmethod
    def read(cls, note: str) -> Note:
        """Raises NoteWrong for whatever is not exactly a note."""
        text, gap, lines = note.rpartition("\n\n")
        if not gap or not lines.endswith("\n") or any(ord(sign) < ord(" ") and sign != "\n" for sign in note):
            raise NoteWrong("this is no signed note")
        return cls(text + "\n", tuple(_signature(line) for line in lines[:-1].split("\n")))

    def signed_by(self, key: Verifier) -> Signature | None:
        """The line by which a key signed; None where it did not. Raises NoteWrong where it seems to and did not."""
        for line in self.signatures:
            if (line.name, line.id) == (key.name, key.id):
                if not key.has_signed(line.value, self.text):
                    raise NoteWrong(f"the signature of {key.name} does not fit the note")
                return line
        return None


@dataclass(frozen=True)
class Checkpoint:
    """How large a log is, and the root over all of it."""

    origin: str
    size: int
    root: bytes

    def __str__(self) -> str:
        """The text that is signed."""
        return f"{self.origin}\n{self.size}\n{_base64(self.root)}\n"

    @classmethod
    def read(cls, text: str) -> Checkpoint:
        """Of the text of a note. Raises NoteWrong."""
        lines = text.split("\n")
        if len(lines) != 4 or lines[3] or not NAME.fullmatch(lines[0]) or not SIZE.fullmatch(lines[1]):  # noqa: PLR2004
            raise NoteWrong("this is no checkpoint: origin, size and root, a line each")
        root = unbase64(lines[2])
        if len(root) != ROOT:
            raise NoteWrong("the root of a checkpoint has 32 bytes")
        return cls(lines[0], int(lines[1]), root)


def opened(note: str, log: Verifier) -> tuple[Checkpoint, Note]:
    """The checkpoint of a note that the log's key signed. Raises NoteWrong."""
    read = Note.read(note)
    if read.signed_by(log) is None:
        raise NoteWrong(f"the checkpoint is not signed by {log.name}")
    checkpoint = Checkpoint.read(read.text)
    if checkpoint.origin != log.name:
        raise NoteWrong(f"the checkpoint is of {checkpoint.origin}, not of {log.name}")
    return checkpoint, read


def cosigned(text: str, seconds: int) -> bytes:
    """What a witness signs."""
    return f"cosignature/v1\ntime {seconds}\n{text}".encode()


def unbase64(text: str) -> bytes:
    """Bytes of base64 in its one exact spelling. Raises NoteWrong."""
    try:
        raw = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise NoteWrong("this is not base64") from None
    if _base64(raw) != text:
        raise NoteWrong("this is not the one spelling base64 has for it")
    return raw


def _signature(line: str) -> Signature:
    parts = line.split(" ")
    if len(parts) != 3 or parts[0] != DASH or not NAME.fullmatch(parts[1]):  # noqa: PLR2004  (dash, name, base64)
        raise NoteWrong("a line under the note is no signature")
    raw = unbase64(parts[2])
    if len(raw) <= ID:
        raise NoteWrong(f"the signature of {parts[1]} is too short")
    return Signature(parts[1], raw[:ID], raw[ID:])


def _base64(raw: bytes) -> str:
    return base64.b64encode(raw).decode()
