"""Puts a log together with its key and its witness, and seals beside whatever else a process does."""

from __future__ import annotations

import logging
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

import psycopg

from adapters.evidence.keys import key_in, public_of
from adapters.evidence.log import LogTables
from adapters.evidence.notes import Signer, Verifier
from adapters.evidence.sealer import Sealer
from adapters.evidence.witnessing import Cosigner, WitnessAt
from adapters.postgres.roles import Role, as_role
from adapters.settings import Settings
from domain.errors import Refused

log = logging.getLogger("tiji.log")

KEY = "log.key"
WITNESS_OF_DEMO = "witness"
"""Directory of a demo's own witness, below its data."""


def log_key(url: str, settings: Settings) -> Signer:
    """The key the log is signed with, made the first time. Raises LogKeyUnfit."""
    with psycopg.connect(as_role(url, Role.SEALER), autocommit=True) as connection:
        origin = LogTables(lambda: nullcontext(connection)).origin()
    return key_in(_key_file(settings), origin)


def log_public(settings: Settings) -> Path:
    """Where the public half of the log's key stands once there is one."""
    return public_of(_key_file(settings))


def _key_file(settings: Settings) -> Path:
    return settings.log_key_file or settings.data / KEY


def witness_of(settings: Settings) -> WitnessAt | None:
    """The witness that the settings name, if they name one."""
    if settings.witness is None or settings.witness_key is None:
        return None
    return WitnessAt(settings.witness, settings.witness_key)


@contextmanager
def sealing(url: str, settings: Settings, cosigner: Cosigner | None = None) -> Iterator[Signer]:
    """Seal beside whatever is done inside; the key it is sealed with. Raises LogKeyUnfit."""
    key = log_key(url, settings)
    sealer = Sealer(as_role(url, Role.SEALER), key, cosigner or witness_of(settings))
    stop = threading.Event()
    thread = threading.Thread(target=_sealed, args=[sealer, stop], name="sealer", daemon=True)
    thread.start()
    try:
        yield key
    finally:
        stop.set()
        thread.join(timeout=10)


@contextmanager
def witness_beside(directory: Path, key: Verifier) -> Iterator[WitnessAt]:
    """A witness in a process of its own, with its own key, for as long as this one runs: for demos."""
    command = [sys.executable, "-m", "adapters.evidence.attendant", str(directory), f"{key.name}/witness", str(key)]
    with subprocess.Popen(  # noqa: S603  (ourselves)
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        said = process.stdout.readline().split() if process.stdout else []
        if len(said) != 2:  # noqa: PLR2004  (port and key)
            process.kill()
            raise RuntimeError("the witness did not start; what it said stands above")
        try:
            yield WitnessAt(f"http://127.0.0.1:{said[0]}", Verifier.read(said[1]))
        finally:
            if process.stdin:
                process.stdin.close()
            process.wait(timeout=10)


def _sealed(sealer: Sealer, stop: threading.Event) -> None:
    try:
        sealer.run(stop)
    except Refused as refused:
        log.error("sealing stopped: %s → %s", refused.detail, refused.remedy)  # noqa: TRY400  (said in words)
