"""One number for time: dense positions, and recorded times that never go back along them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import psycopg
import pytest

from adapters.memory import ManualClock, store_in_memory
from adapters.postgres.recorder import store_at
from domain.errors import VersionConflict
from domain.events.organisation import SeatEstablished
from tests.store.organisation import add_seat, unit

EIGHT = datetime(2025, 11, 5, 8, tzinfo=UTC)


def test_positions_have_no_gaps_although_commands_were_refused(store):
    for _ in range(3):
        made = unit("head")
        store.save(made)
        stale = add_seat(type(made)(made.id), "deputy")
        with pytest.raises(VersionConflict):
            store.save(stale)
    assert [place.position for place, _ in store.facts(0, 100)] == [1, 2, 3, 4, 5, 6]


def test_facts_are_read_in_order_after_a_position_and_no_more_than_asked(store):
    store.save(unit("head", "deputy"))
    store.save(unit())
    read = list(store.facts(after=1, limit=2))
    assert [place.position for place, _ in read] == [2, 3]
    assert [fact.seat for _, fact in read if isinstance(fact, SeatEstablished)] == ["head", "deputy"]
    assert list(store.facts(after=4, limit=10)) == []


def test_a_stream_is_read_by_itself_after_a_version(store):
    made = unit("head", "deputy")
    store.save(unit(), made)
    read = [place for place, _ in store.stream(made.id, after=1)]
    assert [(place.version, place.position, place.stream) for place in read] == [(2, 3, made.id), (3, 4, made.id)]


def test_all_facts_of_a_command_are_recorded_at_one_instant(timed_store):
    store, clock = timed_store
    clock.advance_to(EIGHT)
    store.save(unit("head", "deputy"), unit())
    assert {place.recorded_at for place, _ in store.facts(0, 10)} == {EIGHT}


def test_an_instant_becomes_the_last_position_recorded_by_then(timed_store):
    store, clock = timed_store
    for hours in range(4):
        clock.advance_to(EIGHT + timedelta(hours=hours))
        store.save(unit("head"))
    assert store.position_at(EIGHT - timedelta(seconds=1)) == 0
    assert store.position_at(EIGHT) == 2
    assert store.position_at(EIGHT + timedelta(hours=2, minutes=59)) == 6
    assert store.position_at(EIGHT + timedelta(days=1)) == 8


def test_an_empty_store_has_no_positions(store):
    assert store.head() == 0
    assert store.position_at(EIGHT) == 0


def test_a_time_without_an_offset_is_no_instant(store):
    with pytest.raises(ValueError, match="offset"):
        store.position_at(datetime(2025, 11, 5, 8))  # noqa: DTZ001  (that is the point)


def test_a_clock_in_memory_stepping_back_does_not_take_recorded_times_with_it():
    class Unsteady(ManualClock):
        def step_back(self):
            self._now -= timedelta(hours=1)

    clock = Unsteady(EIGHT)
    store = store_in_memory(clock)
    store.save(unit())
    clock.step_back()
    store.save(unit())
    assert [place.recorded_at for place, _ in store.facts(0, 10)] == [EIGHT, EIGHT]


def test_a_servers_clock_stepping_back_does_not_take_recorded_times_with_it(real_database):
    with psycopg.connect(real_database.url("owner"), autocommit=True) as owner:
        store = store_at(real_database.url("app"))
        for shown in ("2030-01-01 10:00+00", "2030-01-01 09:00+00", "2030-01-01 10:30+00"):
            owner.execute(
                "CREATE OR REPLACE FUNCTION store.clock() RETURNS timestamptz LANGUAGE sql VOLATILE"
                f" AS $$ SELECT timestamptz '{shown}' $$"
            )
            store.save(unit())
        hours = [f"{place.recorded_at:%H:%M}" for place, _ in store.facts(0, 10)]
        store.close()
    assert hours == ["10:00", "10:00", "10:30"]
