"""The append function guards the log against callers that are not ours, too."""

from __future__ import annotations

from uuid import uuid4

import psycopg
import pytest
from psycopg.errors import NotNullViolation, UniqueViolation

APPEND = "SELECT head, exceptions FROM store.append(%s, %s, %s::int[], %s, %s::bigint[], %s::text[], %s)"


@pytest.fixture
def app(database):
    with psycopg.connect(database.url("app"), autocommit=True) as connection:
        yield connection


def append(app, commands, facts):
    """`facts`: (number of the command, stream, version)."""
    numbers, streams, versions = zip(*facts, strict=True)
    return app.execute(
        APPEND,
        [
            commands,
            [b""] * len(commands),
            list(numbers),
            list(streams),
            list(versions),
            ["unit.noted"] * len(facts),
            [b"{}"] * len(facts),
        ],
    ).fetchone()


def kept(app):
    return app.execute("SELECT count(*) FROM store.events").fetchone()[0]


def test_two_commands_of_one_stream_in_one_call_are_refused_whole(app):
    stream = uuid4()
    with pytest.raises(UniqueViolation):
        append(app, [uuid4(), uuid4()], [(1, stream, 1), (2, stream, 1)])
    assert kept(app) == 0


def test_one_command_twice_in_one_call_is_refused_whole(app):
    command = uuid4()
    with pytest.raises(UniqueViolation):
        append(app, [command, command], [(1, uuid4(), 1), (2, uuid4(), 1)])
    assert kept(app) == 0


def test_a_fact_of_no_command_is_refused(app):
    with pytest.raises(NotNullViolation):
        append(app, [uuid4()], [(2, uuid4(), 1)])


@pytest.mark.parametrize("versions", [(1, 3), (1, 1), (2, 3), (3,), (-1,)])
def test_versions_begin_at_the_beginning_and_have_no_gaps(app, versions):
    stream = uuid4()
    _, exceptions = append(app, [uuid4()], [(1, stream, version) for version in versions])
    assert exceptions == [[1, "conflict", str(stream), 0]]
    assert kept(app) == 0


def test_a_call_says_what_became_of_each_command(app):
    stream, known = uuid4(), uuid4()
    assert append(app, [known], [(1, stream, 1), (1, stream, 2)]) == (0, None)
    head, exceptions = append(app, [known, uuid4(), uuid4()], [(1, stream, 1), (2, stream, 1), (3, uuid4(), 1)])
    assert head == 2
    assert sorted(exceptions) == [[1, "repeated", 1, 2], [2, "conflict", str(stream), 2]]
    assert app.execute("SELECT max(notification_id) FROM store.events").fetchone() == (3,)


def test_a_listener_is_told_of_new_facts(app, database):
    with psycopg.connect(database.url("follower"), autocommit=True) as follower:
        follower.execute("LISTEN events")
        append(app, [uuid4()], [(1, uuid4(), 1)])
        assert [told.channel for told in follower.notifies(timeout=5, stop_after=1)] == ["events"]
