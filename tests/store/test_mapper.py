"""What a fact may hold, and that it comes back as it went in."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import msgspec
import pytest
from eventsourcing.persistence import MapperDeserialisationError, StoredEvent
from freezegun import freeze_time

from application.mapper import FactMapper, NotRecordable
from domain.aggregates.base import Recorded
from domain.events.organisation import EditionAdopted, SeatEstablished
from domain.values import Act, SeatId
from tests.store.organisation import act

ACT = act()


def seat(**changes):
    fact = SeatEstablished(seat=SeatId("head"), role="leader", act=ACT)
    return msgspec.structs.replace(fact, **changes)


def there_and_back(fact):
    mapper = FactMapper()
    stored = mapper.to_stored_event(Recorded(uuid4(), 1, fact))
    return stored, mapper.to_domain_event(stored).fact


def test_a_fact_comes_back_as_it_went_in():
    stored, read = there_and_back(seat())
    assert read == seat()
    assert stored.topic == "unit.seat_established"
    assert stored.state.startswith(b'{"topic":"unit.seat_established"')


def test_stored_bytes_hold_the_fact_alone_and_nothing_of_its_place():
    stored, _ = there_and_back(seat())
    assert str(stored.originator_id).encode() not in stored.state


def test_a_frozen_clock_records_plain_times():
    with freeze_time("2025-11-05 08:00:00"):
        at = datetime.now(UTC) + timedelta(minutes=30)
        day = datetime.now(UTC).date()
        fact = EditionAdopted(edition="first", hash="0", effective_from=day, act=act(at))
        stored, _ = there_and_back(fact)
    read = FactMapper().to_domain_event(stored).fact
    assert read.occurred_at == datetime(2025, 11, 5, 8, 30, tzinfo=UTC)
    assert read.effective_from == date(2025, 11, 5)
    assert [type(read.occurred_at), type(read.effective_from)] == [datetime, date]
    assert b'"2025-11-05T08:30:00Z"' in stored.state


@pytest.mark.parametrize(
    ("fact", "words"),
    [
        (seat(act=act(datetime(2025, 11, 5, 8))), "act.occurred_at is a time without an offset"),  # noqa: DTZ001
        (seat(role="lea\0der"), "role holds a NUL character"),
        (seat(level=float("nan")), "level is nan, not a number"),
        (seat(level=float("-inf")), "level is -inf, not a number"),
        (seat(deputy=("fine", {"deep": ["\0"]})), r"deputy\[1\]\['deep'\]\[0\] holds a NUL character"),
        (seat(deputy={"\0": 1}), "deputy key .* holds a NUL character"),
    ],
)
def test_what_json_or_a_database_would_change_is_refused_by_name(fact, words):
    with pytest.raises(NotRecordable, match=f"unit.seat_established: {words}"):
        FactMapper().to_stored_event(Recorded(uuid4(), 1, fact))


def test_what_json_cannot_hold_is_refused():
    with pytest.raises(NotRecordable, match="complex"):
        FactMapper().to_stored_event(Recorded(uuid4(), 1, seat(level=1j)))


def test_a_fact_that_cannot_be_kept_never_reaches_the_store(store):
    from tests.store.organisation import unit

    made = unit()
    made.establish_seat(SeatId("head\0"), "leader", Act(actor=SeatId("a"), role="r", occurred_at=ACT.occurred_at))
    with pytest.raises(NotRecordable):
        store.save(made)
    assert store.head() == 0


@pytest.mark.parametrize(
    ("topic", "state"),
    [("unit.never_declared", b"{}"), ("unit.seat_established", b"{}"), ("unit.seat_established", b"not json")],
)
def test_bytes_that_are_no_fact_are_named_with_their_place(topic, state):
    stream = uuid4()
    with pytest.raises(MapperDeserialisationError, match=f"{topic} {stream} 7"):
        FactMapper().to_domain_event(StoredEvent(stream, 7, topic, state))
