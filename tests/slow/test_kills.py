"""Writers and the server are killed in the middle of their work, twenty times; the log does not notice."""

from __future__ import annotations

import os
import signal

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from adapters.postgres.embedded import EmbeddedPostgres
from adapters.postgres.migrate import migrate
from adapters.postgres.roles import Role, as_role
from tests.slow.load import Tail, resting, verify

pytestmark = pytest.mark.slow

ROUNDS = 20


@pytest.fixture
def server(tmp_path):
    """A durable one, for it is going to be killed."""
    running = EmbeddedPostgres(tmp_path / "data")
    running.start()
    yield running
    running.close()


def killed(server):
    """kill -9, then up again through crash recovery."""
    os.kill(server.pid, signal.SIGKILL)
    server.close()
    server.start()


def test_nothing_acknowledged_is_lost_nothing_is_half_there_and_no_retry_doubles(server, writers):
    owner = make_conninfo(server.conninfo, dbname="tiji")
    migrate(owner, simulation=False)
    app, follower = as_role(owner, Role.APP), as_role(owner, Role.FOLLOWER)
    writers = writers(app, 3)
    tail = Tail(follower)
    for round_ in range(ROUNDS):
        for writer in writers:
            writer.await_progress(10)
        tail.read()
        doomed = writers[round_ % len(writers)]
        doomed.kill()
        tail.close()
        killed(server)
        doomed.start()
        with resting(writers):
            verify(follower, [writer.diary for writer in writers])
    for writer in writers:
        writer.await_progress(10)
        writer.finish()
    while tail.read():
        pass
    tail.close()
    stored = verify(follower, [writer.diary for writer in writers])
    assert tail.seen == [fact[1:] for fact in stored]
    with psycopg.connect(owner) as connection:
        commands = connection.execute("SELECT count(*) FROM store.commands").fetchone()[0]
    assert commands == sum(writer.acknowledged() for writer in writers), "a retry was written as another command"
