"""A command is written once, whole, and answered the same however often it comes."""

from __future__ import annotations

from uuid import uuid4

import pytest

from domain.aggregates.organisation import Authority, Unit
from domain.errors import CommandReused, NotFound, VersionConflict
from tests.store.organisation import add_seat, unit


def test_what_was_saved_is_read_back(store):
    made = unit("head", "deputy")
    saved = store.save(made)
    assert saved.positions == (1, 2, 3)
    assert saved.position == store.head() == 3
    read = store.get(Unit, made.id)
    assert (read.version, list(read.seats)) == (3, ["head", "deputy"])


def test_a_command_that_records_nothing_has_nothing_to_wait_for(store):
    saved = store.save(store.get(Unit, _saved(store, unit()).id))
    assert (saved.positions, saved.position) == ((), 0)


def test_a_lost_acknowledgement_followed_by_a_retry_is_a_no_op(store):
    command, made = uuid4(), unit("head")
    first = store.save(made, command_id=command, digest=b"request")
    again = store.save(_decided_again(made), command_id=command, digest=b"request")
    assert again.positions == first.positions
    assert (first.repeated, again.repeated) == (False, True)
    assert store.head() == 2


def test_a_command_id_names_one_request_only(store):
    command = uuid4()
    store.save(unit(), command_id=command, digest=b"one request")
    with pytest.raises(CommandReused):
        store.save(unit(), command_id=command, digest=b"another request")
    with pytest.raises(CommandReused):
        store.find_command(command, b"another request")
    assert store.head() == 1


def test_a_refused_command_is_not_remembered_and_may_succeed_later(store):
    made = _saved(store, unit())
    stale, command = store.get(Unit, made.id), uuid4()
    store.save(add_seat(store.get(Unit, made.id), "head"))
    with pytest.raises(VersionConflict):
        store.save(add_seat(stale, "deputy"), command_id=command)
    assert store.find_command(command) is None
    assert store.save(add_seat(store.get(Unit, made.id), "deputy"), command_id=command).positions == (3,)


def test_a_command_is_found_by_its_id(store):
    command = uuid4()
    assert store.find_command(command) is None
    saved = store.save(unit("head"), command_id=command, digest=b"request")
    found = store.find_command(command, b"request")
    assert (found.positions, found.repeated) == (saved.positions, True)


def test_of_two_commands_on_one_stream_one_wins_and_the_other_learns_the_version(store):
    made = _saved(store, unit())
    one, other = store.get(Unit, made.id), store.get(Unit, made.id)
    store.save(add_seat(add_seat(one, "head"), "deputy"))
    with pytest.raises(VersionConflict) as lost:
        store.save(add_seat(other, "rival"))
    assert (lost.value.stream, lost.value.current) == (str(made.id), 3)
    assert list(store.get(Unit, made.id).seats) == ["head", "deputy"]


def test_a_command_over_several_streams_is_all_or_nothing(store):
    first, second = _saved(store, unit()), _saved(store, unit())
    stale = store.get(Unit, second.id)
    store.save(add_seat(store.get(Unit, second.id), "head"))
    fresh = add_seat(store.get(Unit, first.id), "head")
    with pytest.raises(VersionConflict):
        store.save(fresh, add_seat(stale, "deputy"), unit())
    assert store.get(Unit, first.id).version == 1
    assert store.head() == 3


def test_a_losing_command_can_be_saved_again_because_its_aggregate_kept_its_facts(store):
    made = _saved(store, unit())
    stale = add_seat(store.get(Unit, made.id), "deputy")
    store.save(add_seat(store.get(Unit, made.id), "head"))
    with pytest.raises(VersionConflict):
        store.save(stale)
    assert len(stale.pending) == 1


def test_what_is_not_there_or_of_another_kind_is_not_found(store):
    with pytest.raises(NotFound):
        store.get(Unit, uuid4())
    with pytest.raises(NotFound):
        store.get(Authority, _saved(store, unit()).id)


def _saved(store, made):
    store.save(made)
    return made


def _decided_again(made):
    """What a retry decides: it may not know that the first try was written."""
    again = Unit(made.id)
    for _ in range(2):
        add_seat(again, "head")
    return again
