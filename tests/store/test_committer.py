"""Many callers share a flush; what goes wrong with one of them, or on the way, stays with whom it concerns."""

from __future__ import annotations

import ctypes
import os
import threading
import time
from contextlib import closing, contextmanager
from uuid import uuid4

import psycopg
import pytest
from eventsourcing.persistence import DataError, ProgrammingError, StoredEvent

from adapters.postgres.committer import GroupCommitter, Limits
from adapters.postgres.flush import Flusher
from adapters.postgres.pending import LARGEST_COMMAND, LARGEST_FACT, PendingCommand
from application.recorder import Busy, OutcomeUnknown, Saved
from application.store import Store
from domain.errors import VersionConflict
from tests.store.organisation import add_seat, unit

APPEND_LOCK = 7469756969


def command(stream=None, version=1, facts=1, id=None, topic="unit.noted", state=b"{}"):
    stream = stream or uuid4()
    events = [StoredEvent(stream, version + n, topic, state) for n in range(facts)]
    return PendingCommand(events, id or uuid4(), b"")


def until(condition, seconds=10):
    """Wait for something another thread does, for so long at most."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.002)


class Callers:
    """Threads that each append one command and keep what came of it."""

    def __init__(self, committer):
        self.committer = committer
        self.outcomes = {}
        self.threads = []

    def call(self, command):
        def append():
            try:
                self.outcomes[command] = self.committer.append(command)
            except BaseException as error:  # noqa: BLE001  (whatever it is, is the outcome)
                self.outcomes[command] = error

        self.threads.append(threading.Thread(target=append))
        self.threads[-1].start()
        return self.threads[-1]

    def wait(self):
        for thread in self.threads:
            thread.join(20)
            assert not thread.is_alive(), "a caller waits for an outcome that never comes"

    def interrupt(self, thread):
        ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread.ident), ctypes.py_object(SystemExit))


@pytest.fixture
def committer(database):
    with closing(GroupCommitter(database.url("app"), Limits(bytes_waiting=10_000, patience=5))) as opened:
        yield opened


@pytest.fixture
def owner(database):
    with psycopg.connect(database.url("owner"), autocommit=True) as connection:
        yield connection


@contextmanager
def append_lock_held(owner):
    """Nobody can append meanwhile: who tries, waits in the middle of a flush."""
    with owner.transaction():
        owner.execute("SELECT pg_advisory_xact_lock(%s)", [APPEND_LOCK])
        yield


def waiting_for_the_lock(owner):
    row = owner.execute("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted").fetchone()
    return row[0]


def test_those_who_call_while_a_flush_runs_share_the_next_one(committer, owner):
    callers = Callers(committer)
    with append_lock_held(owner):
        callers.call(command())
        until(lambda: waiting_for_the_lock(owner))
        for _ in range(9):
            callers.call(command(facts=2))
        until(lambda: len(committer._queue) == 9)
    callers.wait()
    positions = sorted(position for saved in callers.outcomes.values() for position in saved.positions)
    assert positions == list(range(1, 20))
    assert committer.flusher.flushes == 2


def test_two_commands_on_one_stream_do_not_share_a_flush(committer, owner):
    stream, callers = uuid4(), Callers(committer)
    first, rival, follower = command(stream), command(stream), command(stream, version=2)
    with append_lock_held(owner):
        callers.call(command())
        until(lambda: waiting_for_the_lock(owner))
        for each in (first, rival, follower):
            callers.call(each)
            until(lambda each=each: each in committer._queue)
    callers.wait()
    assert isinstance(callers.outcomes[first], Saved)
    assert isinstance(callers.outcomes[rival], VersionConflict)
    assert callers.outcomes[rival].current == 1
    assert callers.outcomes[follower].positions == (3,)


def test_a_losing_command_is_refused_alone_and_its_neighbours_are_written(database):
    taken = uuid4()
    flusher = Flusher(database.url("app"), patience=1)
    flusher.flush([command(taken, facts=3)])
    batch = [command(), command(taken), command(uuid4(), version=5), command(facts=2)]
    flusher.flush(batch)
    flusher.close()
    assert [batch[0].result().positions, batch[3].result().positions] == [(4,), (5, 6)]
    for loser, current in ((batch[1], 3), (batch[2], 0)):
        with pytest.raises(VersionConflict) as lost:
            loser.result()
        assert lost.value.current == current


def test_a_poisonous_command_stands_alone_and_its_neighbours_are_written(database):
    flusher = Flusher(database.url("app"), patience=1)
    batch = [command(topic="a\0b" if n == 5 else "unit.noted") for n in range(9)]
    flusher.flush(batch)
    flusher.close()
    with pytest.raises(DataError, match="nothing was stored"):
        batch.pop(5).result()
    assert sorted(each.result().position for each in batch) == list(range(1, 9))


class LosesAcknowledgements:
    """A connection that is cut after the server has done its work."""

    def __init__(self, flusher, times):
        self.times, self._connected = times, flusher._connected
        flusher._connected = lambda: self

    def exec_prepared(self, *call):
        connection = self._connected()
        result = connection.exec_prepared(*call)
        if self.times:
            self.times -= 1
            connection.finish()
            raise psycopg.OperationalError("server closed the connection unexpectedly")
        return result

    @property
    def status(self):
        return self._connected().status


def test_a_flush_whose_acknowledgement_was_lost_is_sent_again_and_written_once(committer, owner):
    LosesAcknowledgements(committer.flusher, times=1)
    assert committer.append(command(facts=3)).positions == (1, 2, 3)
    assert owner.execute("SELECT count(*) FROM store.events").fetchone() == (3,)


def test_past_the_patience_the_outcome_is_unknown_and_the_same_id_finds_it(database):
    with closing(GroupCommitter(database.url("app"), Limits(patience=0))) as committer:
        LosesAcknowledgements(committer.flusher, times=1)
        stream, id = uuid4(), uuid4()
        with pytest.raises(OutcomeUnknown, match=str(id)):
            committer.append(command(stream, id=id))
        again = committer.append(command(stream, id=id))
    assert (again.positions, again.repeated) == ((1,), True)


def test_a_server_that_cannot_be_reached_stored_nothing():
    with closing(GroupCommitter("host=/nowhere dbname=tiji", Limits(patience=0))) as committer, pytest.raises(Busy):
        committer.append(command())


def test_a_connection_ended_by_the_server_is_replaced_without_the_caller_noticing(committer, owner):
    callers = Callers(committer)
    with append_lock_held(owner):
        callers.call(command())
        until(lambda: waiting_for_the_lock(owner))
        owner.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'tiji append'")
    callers.wait()
    assert [saved.positions for saved in callers.outcomes.values()] == [(1,)]


def test_a_statement_given_up_stored_nothing(committer, owner):
    callers = Callers(committer)
    with append_lock_held(owner):
        callers.call(command())
        until(lambda: waiting_for_the_lock(owner))
        owner.execute("SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE application_name = 'tiji append'")
        callers.wait()
    assert [type(outcome) for outcome in callers.outcomes.values()] == [Busy]


def test_a_role_that_may_not_append_is_told_so_at_once(database):
    with (
        closing(GroupCommitter(database.url("follower"))) as committer,
        pytest.raises(ProgrammingError, match="permission denied"),
    ):
        committer.append(command())


def test_who_comes_when_too_much_is_waiting_is_sent_away(committer, owner):
    callers = Callers(committer)
    with append_lock_held(owner):
        callers.call(command())
        until(lambda: waiting_for_the_lock(owner))
        callers.call(command(state=b" " * 9_000))
        until(lambda: len(committer._queue) == 1)
        with pytest.raises(Busy, match="nothing was stored"):
            committer.append(command(state=b" " * 9_000))
    callers.wait()
    assert sorted(saved.position for saved in callers.outcomes.values()) == [1, 2]


@pytest.mark.parametrize(
    "events",
    [
        [StoredEvent(uuid4(), 1, "unit.noted", bytes(LARGEST_FACT + 1))],
        [StoredEvent(uuid4(), 1, "unit.noted", bytes(LARGEST_FACT))] * (LARGEST_COMMAND // LARGEST_FACT),
        [StoredEvent(uuid4(), 2**63, "unit.noted", b"{}")],
    ],
)
def test_what_is_too_large_never_reaches_the_queue(events):
    with pytest.raises(DataError):
        PendingCommand(events, uuid4(), b"")


def test_when_the_leader_dies_the_oldest_waiting_takes_over(committer, owner):
    callers = Callers(committer)
    with append_lock_held(owner):
        leader = callers.call(command())
        until(lambda: waiting_for_the_lock(owner))
        followers = [command() for _ in range(6)]
        for each in followers:
            callers.call(each)
        until(lambda: len(committer._queue) == 6)
        callers.interrupt(leader)
    callers.wait()
    assert all(isinstance(callers.outcomes[each], Saved) for each in followers)


def test_when_the_next_leader_dies_waiting_the_one_after_takes_over(committer, owner):
    callers, doomed = Callers(committer), command()
    with append_lock_held(owner):
        callers.call(command())
        until(lambda: waiting_for_the_lock(owner))
        heir = callers.call(doomed)
        until(lambda: doomed in committer._queue)
        stream = uuid4()
        others = [command(stream), command(stream, version=2), command(stream, version=3)]
        for each in others:
            callers.call(each)
            until(lambda each=each: each in committer._queue)
        callers.interrupt(heir)
    callers.wait()
    assert isinstance(callers.outcomes[doomed], SystemExit)
    assert all(isinstance(callers.outcomes[each], Saved) for each in others)
    assert committer._leader is None
    assert committer._bytes == 0


def test_a_forked_child_appends_over_a_connection_of_its_own(committer):
    assert committer.append(command()).position == 1
    child = os.fork()
    if child == 0:
        try:
            written = committer.append(command()).position
        except BaseException:  # noqa: BLE001  (a child of pytest must end here whatever happens)
            written = 99
        os._exit(written)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 2
    assert committer.append(command()).position == 3


def test_threads_that_decide_on_one_unit_all_get_through_by_deciding_again(store_in_postgres: Store):
    made = unit()
    store_in_postgres.save(made)

    def add_ten_seats(name):
        for n in range(10):
            while True:
                try:
                    store_in_postgres.save(add_seat(store_in_postgres.get(type(made), made.id), f"{name}-{n}"))
                    break
                except VersionConflict:
                    continue

    threads = [threading.Thread(target=add_ten_seats, args=(name,)) for name in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(store_in_postgres.get(type(made), made.id).seats) == 40
    assert store_in_postgres.head() == 41
