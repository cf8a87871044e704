"""Eight processes write, one reader follows by position alone: it sees everything, in order, without gaps."""

from __future__ import annotations

import pytest

from tests.slow.load import Tail, verify

pytestmark = pytest.mark.slow

FACTS = 20_000


def test_a_tailing_reader_misses_nothing_of_eight_writers(database, writers):
    writers = writers(database.url("app"), 8)
    tail = Tail(database.url("follower"))
    while len(tail.seen) < FACTS:
        tail.read()
    for writer in writers:
        writer.finish()
    while tail.read():
        pass
    tail.close()
    stored = verify(database.url("reviewer"), [writer.diary for writer in writers])
    assert tail.seen == [fact[1:] for fact in stored]
    assert all(writer.acknowledged() for writer in writers)
