"""Two processes decide on one stream at the same moment: one wins, the other learns what the stream has become."""

from __future__ import annotations

import threading
from contextlib import closing
from uuid import uuid4

import pytest
from eventsourcing.persistence import StoredEvent

from adapters.postgres.committer import GroupCommitter
from adapters.postgres.pending import PendingCommand
from application.recorder import Saved
from domain.errors import VersionConflict

pytestmark = pytest.mark.slow

ROUNDS = 300


def facts(stream, version, count=1):
    return [StoredEvent(stream, version + n, "unit.noted", b"{}") for n in range(count)]


@pytest.fixture
def committers(database):
    """As two processes have them: neither knows of the other."""
    with (
        closing(GroupCommitter(database.url("app"))) as one,
        closing(GroupCommitter(database.url("app"))) as other,
    ):
        yield one, other


def at_once(calls):
    """Run all at the same moment; what came of each."""
    together, outcomes = threading.Barrier(len(calls)), [None] * len(calls)

    def call(number, committer, events, id):
        together.wait()
        try:
            outcomes[number] = committer.append(PendingCommand(events, id, b""))
        except VersionConflict as lost:
            outcomes[number] = lost

    threads = [threading.Thread(target=call, args=(n, *given)) for n, given in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def test_one_of_two_commands_wins_and_the_other_gets_the_current_version(committers):
    one, other = committers
    stream, version = uuid4(), 0
    for _ in range(ROUNDS):
        outcomes = at_once(
            [(one, facts(stream, version + 1), uuid4()), (other, facts(stream, version + 1, count=2), uuid4())]
        )
        (won,) = [outcome for outcome in outcomes if isinstance(outcome, Saved)]
        (lost,) = [outcome for outcome in outcomes if isinstance(outcome, VersionConflict)]
        version += len(won.positions)
        assert lost.current == version


def test_beside_a_loser_neighbours_win_and_twins_are_written_once(committers):
    one, other = committers
    for _ in range(ROUNDS):
        a, b, c, d, twin = (uuid4() for _ in range(5))
        one.append(PendingCommand([*facts(a, 1), *facts(b, 1, 2), *facts(c, 1)], uuid4(), b""))
        loser, winner, neighbour, first_twin, second_twin, gap = at_once(
            [
                (one, [*facts(a, 2, 2), *facts(b, 2)], uuid4()),
                (other, [*facts(a, 2), *facts(c, 2)], uuid4()),
                (one, facts(d, 1, 2), uuid4()),
                (one, facts(b, 3), twin),
                (other, facts(b, 3), twin),
                (other, facts(uuid4(), 9), uuid4()),
            ]
        )
        assert isinstance(loser, VersionConflict)
        assert isinstance(gap, VersionConflict)
        assert [len(winner.positions), len(neighbour.positions)] == [2, 2]
        assert first_twin.positions == second_twin.positions
        assert {first_twin.repeated, second_twin.repeated} == {True, False}
