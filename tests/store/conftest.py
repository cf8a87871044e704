"""Stores to write to, with the clock in hand, closed when the test is over."""

from __future__ import annotations

from contextlib import closing

import psycopg
import pytest

from adapters.memory import ManualClock, store_in_memory
from adapters.postgres.clock import SimulationClock
from adapters.postgres.recorder import store_at


@pytest.fixture
def store_in_postgres(database):
    with closing(store_at(database.url("app"))) as opened:
        yield opened


@pytest.fixture(params=["memory", "postgres"])
def timed_store(request):
    """A store and its clock, in memory and in PostgreSQL: the same rules hold in both."""
    if request.param == "memory":
        clock = ManualClock()
        yield store_in_memory(clock), clock
        return
    store = request.getfixturevalue("store_in_postgres")
    with psycopg.connect(request.getfixturevalue("database").url("app"), autocommit=True) as connection:
        yield store, SimulationClock(connection)


@pytest.fixture
def store(timed_store):
    return timed_store[0]
