"""Serving refuses an address it cannot have before it prepares anything."""

from __future__ import annotations

import socket

import pytest
from typer.testing import CliRunner

from adapters.cli.main import app
from adapters.cli.serve import CannotListen, require_address


@pytest.fixture
def taken():
    """A port somebody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        yield other.getsockname()[1]


@pytest.mark.parametrize("command", ["serve", "demo"])
def test_a_taken_port_is_said_at_once_and_nothing_is_prepared(command, taken, tmp_path, monkeypatch):
    monkeypatch.setenv("TIJI_DATA", str(tmp_path / "data"))
    ran = CliRunner().invoke(app, [command, "--port", str(taken)])
    assert isinstance(ran.exception, CannotListen)
    assert "--port" in ran.exception.remedy
    assert not ran.stdout
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize(("host", "port"), [("127.0.0.1", 99999), ("192.0.2.1", 8765)])
def test_an_address_that_is_none_of_this_machines_is_refused_too(host, port):
    with pytest.raises(CannotListen, match=f"{host} port {port}"):
        require_address(host, port)


def test_asking_for_a_port_does_not_take_it():
    with socket.create_server(("127.0.0.1", 0)) as other:
        free = other.getsockname()[1]
    require_address("127.0.0.1", free)
    with socket.create_server(("127.0.0.1", free)):
        pass
