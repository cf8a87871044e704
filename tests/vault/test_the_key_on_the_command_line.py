"""The embedded server's vault makes its key the first time; any other must be given one, and says so in words."""

from __future__ import annotations

from contextlib import contextmanager

import pytest

from adapters.cli import rooms
from adapters.cli.main import main
from adapters.settings import Settings
from adapters.vault.master import FILE, VALUE


@pytest.fixture(autouse=True)
def _no_key_is_named(monkeypatch):
    monkeypatch.delenv(VALUE, raising=False)
    monkeypatch.delenv(FILE, raising=False)


def test_the_embedded_server_gets_a_key_beside_its_data(database, monkeypatch, tmp_path):
    @contextmanager
    def embedded(*_):
        yield database.owner

    monkeypatch.setattr(rooms, "database", embedded)
    with rooms.tiji(settings=Settings(tmp_path)):
        assert (tmp_path / "master.key").is_file()
    made = (tmp_path / "master.key").read_text("ascii")
    with rooms.tiji(settings=Settings(tmp_path)):
        assert (tmp_path / "master.key").read_text("ascii") == made


def test_another_database_without_a_key_is_refused_in_words(database, monkeypatch, capsys, tmp_path):
    monkeypatch.setenv("DATABASE_URL", database.owner)
    monkeypatch.setenv("TIJI_DATA", str(tmp_path))
    monkeypatch.setattr("sys.argv", ["tiji", "regulation", "show", "tongbai-2022", "--revised"])
    with pytest.raises(SystemExit) as left:
        main()
    assert left.value.code == 2
    said = capsys.readouterr().err
    assert "the vault has no master key" in said
    assert "openssl rand -base64 32 > master.key" in said
    assert "Traceback" not in said
    assert not (tmp_path / "master.key").exists()
