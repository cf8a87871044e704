"""A store full of the demo city's facts, and everything that reads it."""

from __future__ import annotations

from functools import cache
from uuid import uuid4

import psycopg
import pytest
from psycopg_pool import ConnectionPool

from adapters.demo.city import read_city
from adapters.demo.story import StoryPlay
from adapters.postgres.follower import Follower
from adapters.postgres.view_reader import ViewReader
from adapters.scenarios.worlds import MemoryWorld

COPY = (
    "COPY store.events (notification_id, originator_id, originator_version, recorded_at, topic, state,"
    " command_id, written_by) FROM STDIN"
)


@cache
def played():
    """A small city, played once in memory."""
    world = MemoryWorld()
    city = read_city()
    few = tuple(authority.model_copy(update={"cases": 24}) for authority in city.authorities)
    StoryPlay(city.model_copy(update={"authorities": few}), world, lambda *_: None).run()
    world.settle()
    return world


@pytest.fixture
def city():
    """The world whose facts are in the database, its views in memory."""
    return played()


def put(url, rows):
    """Facts straight into the table, as they were recorded."""
    with psycopg.connect(url) as owner, owner.cursor() as cursor, cursor.copy(COPY) as copy:
        for row in rows:
            copy.write_row((*row, uuid4(), "test"))


def facts_of(world, until=None):
    """The city's facts as they lie in a store."""
    return world.store._commands.rows(0, until or 1_000_000)


@pytest.fixture
def full(database, city):
    """A database with all of the city's facts, no view made yet."""
    put(database.url("owner"), facts_of(city))
    return database


@pytest.fixture
def follower(full):
    """A follower that has taken nothing yet."""
    follower = Follower(full.owner)
    yield follower
    follower.close()


@pytest.fixture
def reader(full):
    """Somebody who asks."""
    with ConnectionPool(full.url("app"), min_size=1, max_size=3, kwargs={"autocommit": True}, open=True) as pool:
        yield ViewReader(pool)
