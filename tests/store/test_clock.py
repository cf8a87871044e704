"""Time is the server's in a real store, and in somebody's hand in a simulation; never both."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import psycopg
import pytest

from adapters.memory import ManualClock
from adapters.postgres.clock import SimulationClock, SystemClock
from adapters.postgres.recorder import store_at
from tests.store.organisation import unit

EIGHT = datetime(2025, 11, 5, 8, tzinfo=UTC)


@pytest.fixture(params=["memory", "postgres"])
def clock(request):
    if request.param == "memory":
        yield ManualClock()
        return
    url = request.getfixturevalue("database").url("app")
    with psycopg.connect(url, autocommit=True) as connection:
        yield SimulationClock(connection)


def test_a_clock_in_hand_moves_forward_only(clock):
    clock.advance_to(EIGHT)
    clock.advance_to(EIGHT)
    with pytest.raises(ValueError, match="only moves forward"):
        clock.advance_to(EIGHT - timedelta(microseconds=1))
    assert clock.now() == EIGHT


def test_a_clock_in_hand_is_moved_to_an_instant_with_an_offset(clock):
    with pytest.raises(ValueError, match="offset"):
        clock.advance_to(datetime(2025, 11, 5, 8))  # noqa: DTZ001  (that is the point)


def test_a_real_store_has_no_clock_to_advance(real_database):
    for role in ("app", "owner"):
        with (
            psycopg.connect(real_database.url(role)) as connection,
            pytest.raises(psycopg.errors.UndefinedFunction),
        ):
            connection.execute("SELECT store.advance_clock(clock_timestamp())")


def test_a_real_store_records_the_servers_time(real_database):
    store, before = store_at(real_database.url("app")), SystemClock().now()
    store.save(unit())
    (place, _), *_ = store.facts(0, 1)
    store.close()
    assert before - timedelta(seconds=1) < place.recorded_at < SystemClock().now() + timedelta(seconds=1)


def test_the_follower_may_not_move_the_clock_of_a_simulation(database):
    with (
        psycopg.connect(database.url("follower")) as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        connection.execute("SELECT store.advance_clock(clock_timestamp())")
