"""Group commit: the first caller flushes what has gathered, the others wait for their own outcome.

One caller alone pays for one commit; thirty-two at once share one. Nobody waits on a timer.
"""

from __future__ import annotations

import os
import threading
import weakref
from collections import deque
from dataclasses import dataclass

import psycopg

from adapters.postgres.flush import Flusher
from adapters.postgres.pending import PendingCommand
from application.recorder import Busy, OutcomeUnknown, Saved


@dataclass(frozen=True)
class Limits:
    """How much goes at once and how much may wait."""

    commands_per_flush: int = 256
    bytes_per_flush: int = 4 << 20
    bytes_waiting: int = 64 << 20
    patience: float = 15.0
    """Seconds a lost connection is tried again."""


class GroupCommitter:
    """The one way of a process into the store. Any number of threads may append.

    Whoever finds no leader leads: flushes until its own command is done, then hands the lead to the oldest
    waiting. A lead is handed on whatever happens to the leader, so nobody waits for the dead.
    """

    def __init__(self, conninfo: str, limits: Limits | None = None) -> None:
        self.limits = limits or Limits()
        self.flusher = Flusher(conninfo, self.limits.patience)
        self._inherited: list[psycopg.Connection | None] = []
        self._begin()
        itself = weakref.ref(self)
        os.register_at_fork(after_in_child=lambda: _begin_in_child(itself()))

    def _begin(self) -> None:
        self._mutex = threading.Lock()
        self._queue: deque[PendingCommand] = deque()
        self._bytes = 0
        self._leader: PendingCommand | None = None

    def begin_in_child(self) -> None:
        """After a fork: a queue, a lead and a connection of its own. The parent's socket is kept unused, unclosed."""
        self._inherited.append(self.flusher.disown())
        self._begin()

    def append(self, command: PendingCommand) -> Saved:
        """Have a command written, and say what came of it.

        Raises VersionConflict, CommandReused, Busy, OutcomeUnknown, or the library's errors of a database.
        """
        with self._mutex:
            if self._queue and self._bytes + command.size > self.limits.bytes_waiting:
                raise Busy(f"{len(self._queue)} commands of {self._bytes} bytes are waiting; nothing was stored")
            self._queue.append(command)
            self._bytes += command.size
            leads = self._leader is None
            if leads:
                self._leader = command
        try:
            if not leads:
                command.turn.acquire()
            if command.outcome is None:
                self._lead(command)
        except BaseException:
            self._withdraw(command)
            raise
        return command.result()

    def close(self) -> None:
        """Leave the server. Whoever appends afterwards connects again."""
        self.flusher.close()

    def _lead(self, own: PendingCommand) -> None:
        while own.outcome is None:
            self._flush(self._take(), own)
        self._hand_on()

    def _hand_on(self) -> None:
        """Give the lead to the oldest waiting command, if there is one."""
        with self._mutex:
            heir = self._queue[0] if self._queue else None
            self._leader = heir
        if heir is not None:
            heir.turn.release()

    def _withdraw(self, command: PendingCommand) -> None:
        """The caller was interrupted: take its command back if it still waits, and its lead if it has it."""
        with self._mutex:
            if command in self._queue:
                self._queue.remove(command)
                self._bytes -= command.size
            leads = self._leader is command
        if leads:
            self._hand_on()

    def _take(self) -> list[PendingCommand]:
        """The oldest commands that go together: no two of one stream, and none that overtakes on its stream."""
        with self._mutex:
            batch: list[PendingCommand] = []
            later: deque[PendingCommand] = deque()
            claimed: set[bytes] = set()
            size = 0
            while self._queue and len(batch) < self.limits.commands_per_flush:
                command = self._queue.popleft()
                if batch and size + command.size > self.limits.bytes_per_flush:
                    self._queue.appendleft(command)
                    break
                if claimed.isdisjoint(command.claims):
                    batch.append(command)
                    size += command.size
                else:
                    later.append(command)
                claimed |= command.claims
            self._queue.extendleft(reversed(later))
            self._bytes -= size
            return batch

    def _flush(self, batch: list[PendingCommand], own: PendingCommand) -> None:
        """Flush a batch and let its callers go, whatever happens."""
        try:
            self.flusher.flush(batch)
        except BaseException as broken:
            self.flusher.close()  # what it was in the middle of, nobody knows
            for command in batch:
                command.outcome = command.outcome or OutcomeUnknown(f"{broken!r}; repeat with command id {command.id}")
            if not isinstance(broken, Exception):
                raise
        finally:
            for command in batch:
                if command is not own:
                    command.turn.release()


def _begin_in_child(committer: GroupCommitter | None) -> None:
    if committer is not None:
        committer.begin_in_child()
