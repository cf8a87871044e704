"""The witness: signs only trees that continue what it has signed before, and never forgets the largest."""

from __future__ import annotations

import fcntl
import hashlib
import os
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from adapters.evidence.merkle import EMPTY, ProofFails, require_consistent
from adapters.evidence.notes import Checkpoint, Note, NoteWrong, Signer, Verifier, opened
from adapters.evidence.refused import LogKeyUnfit


class WitnessRefuses(Exception):
    """The witness will not sign; `status` is what C2SP gives such an answer over HTTP."""

    status = 400


class LogUnknown(WitnessRefuses):
    """No log of that name was entrusted to it."""

    status = 404


class NotTheLogs(WitnessRefuses):
    """The checkpoint is not signed by the log's own key."""

    status = 403


class NotWhereItStands(WitnessRefuses):
    """The witness has signed another size, or another root of the same size, than the asker thinks."""

    status = 409

    def __init__(self, size: int) -> None:
        super().__init__(f"the witness stands at {size}")
        self.size = size


class DoesNotContinue(WitnessRefuses):
    """The tree is not shown to continue what was signed."""

    status = 422


class Witness:
    """One witness over one directory; the file in it is the last note it signed, whole."""

    def __init__(
        self, directory: Path, signer: Signer, logs: Iterable[Verifier], now: Callable[[], float] = time.time
    ) -> None:
        self.signer = signer
        self._logs = {key.name: key for key in logs}
        self._directory, self._now, self._turn = directory, now, threading.Lock()
        directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._alone = (directory / "lock").open("w", encoding="ascii")
        try:
            fcntl.flock(self._alone, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            self._alone.close()
            raise LogKeyUnfit(f"another witness works in {directory}", remedy="stop it, or use another place") from None

    def close(self) -> None:
        """Leave the directory to others."""
        self._alone.close()

    def add(self, old: int, proof: Sequence[bytes], note: str) -> str:
        """The line that cosigns a checkpoint, once its tree is shown to continue the one signed before.

        Raises WitnessRefuses.
        """
        try:
            origin = Checkpoint.read(Note.read(note).text).origin
            if origin not in self._logs:
                raise LogUnknown(f"no log {origin} is known here")
            checkpoint, read = opened(note, self._logs[origin])
        except NoteWrong as error:
            raise NotTheLogs(str(error)) from error
        if old > checkpoint.size:
            raise WitnessRefuses(f"{old} is more than {checkpoint.size}")
        with self._turn:
            known = self.newest(origin)
            if known.size != old or (old == checkpoint.size and known.root != checkpoint.root):
                raise NotWhereItStands(known.size)
            try:
                require_consistent(old, known.root, checkpoint.size, checkpoint.root, proof)
            except ProofFails as error:
                raise DoesNotContinue(str(error)) from error
            line = self.signer.cosign(read.text, int(self._now()))
            self._keep(origin, f"{read.text}\n{_own_line(note, origin)}{line}")
        return line

    def newest(self, origin: str) -> Checkpoint:
        """The largest tree of a log that it signed; an empty one where it signed none. Raises NoteWrong."""
        file = self._file(origin)
        if not file.exists():
            return Checkpoint(origin, 0, EMPTY)
        checkpoint, read = opened(file.read_text("utf-8"), self._logs[origin])
        if read.signed_by(self.signer.verifier) is None:
            raise NoteWrong(f"{file} is not signed by this witness")
        return checkpoint

    def note(self, name: str) -> str | None:
        """The last note it signed, by the digest of the log's name."""
        file = self._directory / name / "checkpoint"
        return file.read_text("utf-8") if name in map(named, self._logs) and file.exists() else None

    def _file(self, origin: str) -> Path:
        return self._directory / named(origin) / "checkpoint"

    def _keep(self, origin: str, note: str) -> None:
        """Durable before the line leaves the house."""
        file = self._file(origin)
        file.parent.mkdir(mode=0o700, exist_ok=True)
        draft = file.with_suffix(".new")
        with draft.open("w", encoding="utf-8", newline="\n") as new:
            new.write(note)
            new.flush()
            os.fsync(new.fileno())
        draft.replace(file)
        folder = os.open(file.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def named(origin: str) -> str:
    """What a log's folder, and its path over HTTP, is called."""
    return hashlib.sha256(origin.encode()).hexdigest()


def _own_line(note: str, origin: str) -> str:
    lines = note.rpartition("\n\n")[2].splitlines(keepends=True)
    return next(line for line in lines if line.split(" ")[1] == origin)
