"""A database that is on its way up is waited for; one that is not there is said to be away."""

from __future__ import annotations

import threading
from contextlib import ExitStack, contextmanager

import psycopg
import pytest
from typer.testing import CliRunner

from adapters.cli.main import app
from adapters.postgres.embedded import EmbeddedPostgres
from adapters.postgres.reaching import DatabaseAway, await_server, entered

NOWHERE = "postgresql://owner:secret@127.0.0.1:1/tiji"


def test_a_server_that_is_there_is_not_waited_for(postgres):
    await_server(postgres.conninfo)


def test_what_is_not_there_is_named_without_its_password():
    with pytest.raises(DatabaseAway, match=r"^the database at 127\.0\.0\.1:1 does not answer$") as refused:
        await_server(NOWHERE)
    assert "DATABASE_URL" in refused.value.remedy


def test_one_that_comes_up_meanwhile_is_waited_for(tmp_path, caplog):
    server = EmbeddedPostgres(tmp_path / "data", durable=False)
    later = threading.Timer(0.5, server.start)
    later.start()
    try:
        await_server(server.conninfo, patience=60)
        psycopg.connect(server.conninfo).close()
    finally:
        later.join()
        server.close()
    assert caplog.text.count("waiting for it") == 1


@pytest.mark.parametrize("command", [["roles"], ["migrate"], ["rebuild"], ["score", "water", "2025-10"]])
def test_a_command_says_so_instead_of_guessing(command, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", NOWHERE)
    done = CliRunner().invoke(app, command)
    assert isinstance(done.exception, DatabaseAway)


@contextmanager
def going_away(times):
    """A room whose database goes away while it is made, the first times."""
    times.append(1)
    if len(times) < 3:
        raise psycopg.OperationalError("server closed the connection")
    yield "a room"


def test_what_loses_its_database_while_it_begins_begins_anew():
    times = []
    with ExitStack() as stack:
        assert entered(stack, lambda: going_away(times), tries=3) == "a room"
    assert len(times) == 3


def test_in_the_end_it_says_why():
    with ExitStack() as stack, pytest.raises(DatabaseAway, match="server closed the connection"):
        entered(stack, lambda: going_away([]), tries=2)
