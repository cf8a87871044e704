"""A look is decided by the looks of the last hour, however many there were before."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from adapters.scenarios.worlds import MemoryWorld
from application.calls import Call
from application.commands.looking import ViewCase
from application.ids import new_id
from application.store import LATELY
from domain.aggregates.case_access import SITTING, CaseAccess, access_stream, is_over
from domain.errors import NotFound
from domain.values import SeatId
from tests.support.facts import at

CASE = UUID("00000000-0000-4000-8000-000000000002")
NINE = at("2025-11-05")


@pytest.fixture
def world():
    """Before anybody looked."""
    here = MemoryWorld()
    here.advance_to(NINE)
    return here


def look(world, digest="one", seat="office"):
    """A look; its version in the stream."""
    command = ViewCase(page="case", position=1, at=NINE, digest=digest, code="this")
    return world.house.accesses.view(CASE, command, Call(SeatId(seat), "efficiency_office", new_id())).version


def later(world, **after):
    world.advance_to(world.house.desk.clock.now() + timedelta(**after))


def test_of_a_long_stream_only_the_last_hour_and_a_little_more_is_read(world):
    for number in range(5 * LATELY):
        later(world, minutes=10)
        assert look(world, str(number)) == number + 1
    access = world.store.get_lately(
        CaseAccess, access_stream(CASE), lambda fact: is_over(fact, world.house.desk.clock.now())
    )
    assert access.version == 5 * LATELY
    assert access.last == world.store.get(CaseAccess, access_stream(CASE)).last
    read = []
    world.store.get_lately(CaseAccess, access_stream(CASE), lambda fact: bool(read.append(fact)) or True)
    assert [fact.digest for fact in read] == [str(4 * LATELY)]


def test_it_reads_on_while_everything_was_seen_within_the_hour(world):
    first = look(world, "first")
    for number in range(3 * LATELY):
        later(world, seconds=5)
        look(world, str(number), seat=f"reader.{number}")
    assert look(world, "first") == first + 3 * LATELY, "the same again, of the same seat"
    later(world, seconds=SITTING.total_seconds())
    assert look(world, "first") == first + 3 * LATELY + 1


def test_a_stream_that_is_not_there_is_not_found(world):
    with pytest.raises(NotFound):
        world.store.get_lately(CaseAccess, access_stream(CASE), lambda _: True)
