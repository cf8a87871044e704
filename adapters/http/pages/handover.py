"""移交: what whoever is handed a bundle needs beside it, and gets another way: the program, the log's name and key."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from adapters.http.log_files import KEY, VERIFIER
from adapters.http.needs import Log
from domain.errors import Refused


@dataclass(frozen=True)
class Handover:
    """How a bundle of this log is checked."""

    sha256: str
    """Of the program."""
    log: str = ""
    """Its name; empty where its public key is not at hand."""
    key_id: str = ""
    witnesses: Sequence[tuple[str, str]] = ()
    """Who cosigned the newest checkpoint, each with the id of its key; nobody where the log alone signed."""
    verifier: str = VERIFIER
    key: str = KEY

    @property
    def program(self) -> str:
        """What the program is called once it was taken."""
        return self.verifier.rpartition("/")[2]


def handover_of(log: Log) -> Handover:
    """What can be said of a log and its program now."""
    sha256 = hashlib.sha256(log.verifier()).hexdigest()
    try:
        name, key_id, _ = log.key().split("+", 2)
    except Refused:
        return Handover(sha256)
    return Handover(sha256, name, key_id, _cosigned(log, name))


def _cosigned(log: Log, own: str) -> Sequence[tuple[str, str]]:
    """Names and key ids of the signatures that are not the log's own; a line of a note is `— name base64`."""
    try:
        signatures = log.checkpoint().rpartition("\n\n")[2].splitlines()
    except Refused:
        return ()
    said = [line.split(" ") for line in signatures]
    return [(name, base64.b64decode(signature)[:4].hex()) for _, name, signature in said if name != own]
