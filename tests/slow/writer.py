"""A process that writes commands until its standard input ends, and keeps a diary of what it tried and was told.

Arguments: the store's url, the diary, threads. Each line of the diary is `try <command> <facts>` before a command is
sent, with the stream and first version of each of its parts, or `ack <command> <first> <last>` after. A writer
begins with what the diary says was tried and never acknowledged: the same commands under the same ids.
"""

from __future__ import annotations

import os
import random
import sys
import threading
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID, uuid4

from eventsourcing.persistence import StoredEvent

from adapters.postgres.committer import GroupCommitter, Limits
from adapters.postgres.pending import PendingCommand
from application.recorder import Busy, OutcomeUnknown


@dataclass(frozen=True)
class Attempt:
    """A command as the diary has it: how many facts go to which stream from which version."""

    command: UUID
    parts: tuple[tuple[UUID, int, int], ...]

    @property
    def facts(self) -> int:
        return sum(count for _, _, count in self.parts)

    def line(self) -> str:
        parts = " ".join(f"{stream}:{version}:{count}" for stream, version, count in self.parts)
        return f"try {self.command} {parts}\n"

    def events(self) -> list[StoredEvent]:
        return [
            StoredEvent(stream, version + n, "unit.noted", b"{}")
            for stream, version, count in self.parts
            for n in range(count)
        ]


def read(diary: Path) -> tuple[dict[UUID, Attempt], dict[UUID, tuple[int, int]]]:
    """What was tried, and what was acknowledged. A line cut off by a kill says nothing."""
    tried, acknowledged = {}, {}
    for line in diary.read_text().splitlines(keepends=True) if diary.exists() else []:
        match line.split():
            case ["try", command, *parts] if line.endswith("\n"):
                split = (part.split(":") for part in parts)
                known = tuple((UUID(stream), int(version), int(count)) for stream, version, count in split)
                tried[UUID(command)] = Attempt(UUID(command), known)
            case ["ack", command, first, last] if line.endswith("\n"):
                acknowledged[UUID(command)] = int(first), int(last)
    return tried, acknowledged


class Writer:
    """Threads with two streams each, writing to one or both at a time."""

    def __init__(self, committer: GroupCommitter, diary: Path) -> None:
        self.committer = committer
        self.diary = os.open(diary, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
        self.over = threading.Event()

    def write(self, attempt: Attempt) -> None:
        """Send it until it is written, as a caller would: again and again under the same id."""
        while not self.over.is_set():
            try:
                saved = self.committer.append(PendingCommand(attempt.events(), attempt.command, b"request"))
            except (OutcomeUnknown, Busy):
                time.sleep(0.02)
                continue
            os.write(self.diary, f"ack {attempt.command} {saved.positions[0]} {saved.position}\n".encode())
            return

    def run(self) -> None:
        chance = random.Random()  # noqa: S311  (load, not secrets)
        versions = {uuid4(): 0, uuid4(): 0}
        while not self.over.is_set():
            touched = chance.sample(sorted(versions), chance.choice((1, 1, 2)))
            counts = [chance.choice((1, 1, 2, 5)) for _ in touched]
            parts = tuple((s, versions[s] + 1, n) for s, n in zip(touched, counts, strict=True))
            attempt = Attempt(uuid4(), parts)
            os.write(self.diary, attempt.line().encode())
            self.write(attempt)
            for stream, _, count in parts:
                versions[stream] += count


def main(url: str, diary: Path, threads: int) -> None:
    tried, acknowledged = read(diary)
    with closing(GroupCommitter(url, Limits(patience=0.5))) as committer:
        writer = Writer(committer, diary)
        for command in tried.keys() - acknowledged.keys():
            writer.write(tried[command])
        writing = [threading.Thread(target=writer.run) for _ in range(threads)]
        for thread in writing:
            thread.start()
        sys.stdin.read()
        writer.over.set()
        for thread in writing:
            thread.join()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
