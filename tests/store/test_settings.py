"""Settings are read once, and say what is wrong with them."""

from __future__ import annotations

from pathlib import Path

import pytest

from adapters.settings import Settings, WrongSetting


def test_without_any_setting_data_lies_in_the_current_directory():
    assert Settings.read({}) == Settings(data=Path.cwd() / ".tiji")


def test_an_empty_setting_counts_as_missing():
    assert Settings.read({"DATABASE_URL": "", "TIJI_DATA": "", "TIJI_MASTER_KEY_FILE": ""}) == Settings.read({})


def test_every_setting_is_read(tmp_path):
    key = tmp_path / "key"
    key.write_text("key")
    url = "postgresql://owner@db.example/tiji"
    said = {"DATABASE_URL": url, "TIJI_DATA": str(tmp_path), "TIJI_MASTER_KEY_FILE": str(key)}
    assert Settings.read(said) == Settings(data=tmp_path, database_url=url, master_key_file=key)


@pytest.mark.parametrize(
    ("setting", "value", "words"),
    [
        ("DATABASE_URL", "mysql://db.example/tiji", "no PostgreSQL url"),
        ("DATABASE_URL", "postgresql://db.example", "names no database"),
        ("TIJI_MASTER_KEY_FILE", "/no/such/key", "no such file"),
        ("TIJI_DATA", __file__, "is a file"),
    ],
)
def test_a_wrong_setting_is_named(setting, value, words):
    with pytest.raises(WrongSetting, match=f"{setting}.*{words}"):
        Settings.read({setting: value})


def test_settings_do_not_change():
    with pytest.raises(AttributeError):
        Settings.read({}).data = Path()
