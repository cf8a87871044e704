"""Secret keys in files of their own, spelled as signed notes spell them, and the public half beside them."""

from __future__ import annotations

import os
from pathlib import Path

from adapters.evidence.notes import LOG, NAME, PUBLIC, NoteWrong, Signer, Verifier, unbase64
from adapters.evidence.refused import LogKeyUnfit
from adapters.secret_file import written_once

PREFIX = "PRIVATE+KEY+"
OTHERS = 0o077
"""Permission bits of everybody but the owner of a file."""
SUFFIX = ".pub"


def key_in(file: Path, name: str, kind: int = LOG) -> Signer:
    """The key in a file, made there the first time under this name. Raises LogKeyUnfit."""
    if not file.exists():
        written_once(file, spelled(Signer(name, os.urandom(PUBLIC), kind)))
    signer = _read(file)
    if (signer.name, signer.kind) != (name, kind):
        raise LogKeyUnfit(f"{file} holds the key of {signer.name}, not of {name}", remedy="name the file of this log")
    public = public_of(file)
    if not public.exists():
        public.write_text(f"{signer.verifier}\n", encoding="utf-8")
    return signer


def public_of(file: Path) -> Path:
    """Where the public half of a key stands."""
    return file.with_name(file.name + SUFFIX)


def spelled(signer: Signer) -> str:
    """A secret key as its file holds it."""
    published = str(signer.verifier)
    name, id, _ = published.split("+", 2)
    secret = str(Verifier(name, signer.kind, signer.secret)).split("+", 2)[2]
    return f"{PREFIX}{name}+{id}+{secret}"


def secret_key(text: str) -> Signer:
    """Of its spelling. Raises NoteWrong."""
    name, id, encoded = [*text.strip().removeprefix(PREFIX).split("+", 2), "", ""][:3]
    raw = unbase64(encoded)
    if not text.startswith(PREFIX) or not NAME.fullmatch(name) or len(raw) != 1 + PUBLIC:
        raise NoteWrong("this is no secret key of a signed note")
    signer = Signer(name, raw[1:], raw[0])
    if signer.verifier.id.hex() != id:
        raise NoteWrong(f"the secret key of {name} has another id than it says")
    return signer


def _read(file: Path) -> Signer:
    try:
        text, mode = file.read_text(encoding="utf-8"), file.stat().st_mode
        signer = secret_key(text)
    except (OSError, UnicodeDecodeError, NoteWrong) as error:
        raise LogKeyUnfit(
            f"{file} cannot be read as a key ({type(error).__name__})",
            remedy="put the key back from its copy; a new one would begin a new log",
        ) from None  # the error may hold the key
    if mode & OTHERS:
        raise LogKeyUnfit(f"others may open {file}", remedy=f"chmod 600 {file}")
    return signer
