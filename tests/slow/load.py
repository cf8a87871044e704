"""Writer processes, and what the store must look like whatever was done to them."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg

from tests.slow.writer import read

ROOT = Path(__file__).parents[2]


class WriterProcess:
    """One writer with its diary; may be started again after it was killed."""

    def __init__(self, url, diary, threads=4):
        self.url, self.diary, self.threads = url, diary, threads
        self.process = None

    def start(self):
        program = [sys.executable, "-m", "tests.slow.writer", self.url, str(self.diary), str(self.threads)]
        self.process = subprocess.Popen(program, cwd=ROOT, stdin=subprocess.PIPE)
        return self

    def kill(self):
        self.process.stdin.close()
        self.process.kill()
        self.process.wait()

    def send(self, signal_):
        self.process.send_signal(signal_)

    def finish(self):
        """End of input: it writes what it is writing, then ends."""
        self.process.stdin.close()
        assert self.process.wait(60) == 0

    def acknowledged(self):
        return len(read(self.diary)[1])

    def await_progress(self, commands, seconds=60):
        """Until so many more of its commands were acknowledged."""
        wanted, deadline = self.acknowledged() + commands, time.monotonic() + seconds
        while self.acknowledged() < wanted:
            assert time.monotonic() < deadline, "the writer does not get on"
            time.sleep(0.02)


@contextmanager
def resting(writers):
    """Nobody writes meanwhile, so that looking at everything stays as quick in the last round as in the first."""
    for writer in writers:
        writer.send(signal.SIGSTOP)
    try:
        yield
    finally:
        for writer in writers:
            writer.send(signal.SIGCONT)


class Tail:
    """A reader that follows by position alone, as followers do, and survives the server's restarts."""

    def __init__(self, url):
        self.url, self.seen, self.connection = url, [], None

    def read(self):
        """Facts not seen yet; how many."""
        if self.connection is None:
            self.connection = psycopg.connect(self.url, autocommit=True)
        found = self.connection.execute(
            "SELECT notification_id, originator_id, originator_version FROM store.events"
            " WHERE notification_id > %s ORDER BY notification_id LIMIT 5000",
            [self.seen[-1][0] if self.seen else 0],
        ).fetchall()
        self.seen += found
        return len(found)

    def close(self):
        if self.connection is not None:
            with suppress(psycopg.OperationalError):
                self.connection.close()
            self.connection = None


def verify(url, diaries):
    """Nothing acknowledged is missing or elsewhere, nothing is half there, nothing twice. Returns stored facts.

    May be asked while writers write: what was acknowledged is read before the store, what was tried after it.
    """
    acknowledged = {command: places for diary in diaries for command, places in read(diary)[1].items()}
    facts, commands = snapshot(url)
    tried = {command: attempt for diary in diaries for command, attempt in read(diary)[0].items()}

    assert [position for _, position, _, _ in facts] == list(range(1, len(facts) + 1)), "positions have gaps"
    stored, reached = {}, {}
    for command, position, stream, version in facts:
        stored.setdefault(command, []).append((position, stream, version))
        assert version == reached.get(stream, 0) + 1, "out of order within its stream"
        reached[stream] = version
    assert stored.keys() == commands.keys()
    for command, places in acknowledged.items():
        assert commands.get(command) == places, "acknowledged, but not stored so"
    for command, places in stored.items():
        first, last = commands[command]
        assert [position for position, _, _ in places] == list(range(first, last + 1)), "its facts lie apart"
        expected = [(event.originator_id, event.originator_version) for event in tried[command].events()]
        assert [(stream, version) for _, stream, version in places] == expected, "half a command, or one doubled"
    return facts


def snapshot(url):
    """Facts and commands at one moment."""
    with psycopg.connect(url) as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        facts = connection.execute(
            "SELECT command_id, notification_id, originator_id, originator_version FROM store.events"
            " ORDER BY notification_id"
        ).fetchall()
        commands = connection.execute("SELECT command_id, first_position, last_position FROM store.commands")
        return facts, {command: (first, last) for command, first, last in commands}
