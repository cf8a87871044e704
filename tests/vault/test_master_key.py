"""Where the master key comes from, and what is said when it does not."""

from __future__ import annotations

from base64 import b64encode

import pytest

from adapters.vault import MasterKey, MasterKeyMissing, master_key

SECRET = bytes(range(32))
TEXT = b64encode(SECRET).decode()


def test_it_comes_from_the_environment():
    assert master_key({"TIJI_MASTER_KEY": TEXT}).id == MasterKey(SECRET).id


def test_it_comes_from_a_file_the_environment_names(tmp_path):
    file = tmp_path / "master.key"
    file.write_text(TEXT + "\n")
    file.chmod(0o600)
    assert master_key({"TIJI_MASTER_KEY_FILE": str(file)}).id == MasterKey(SECRET).id


def test_without_one_a_real_store_says_what_to_do():
    with pytest.raises(MasterKeyMissing, match=r"openssl rand -base64 32 > master\.key"):
        master_key({})


def test_a_named_file_that_is_missing_is_never_made(tmp_path):
    file = tmp_path / "master.key"
    with pytest.raises(MasterKeyMissing):
        master_key({"TIJI_MASTER_KEY_FILE": str(file)}, demo_file=tmp_path / "demo.key")
    assert list(tmp_path.iterdir()) == []


def test_a_demo_store_makes_one_that_only_its_owner_may_read_and_keeps_it(tmp_path):
    file = tmp_path / "data" / "master.key"
    made = master_key({}, demo_file=file)
    assert file.stat().st_mode & 0o777 == 0o600
    assert master_key({}, demo_file=file).id == made.id
    assert [left.name for left in file.parent.iterdir()] == ["master.key"]


def test_a_file_that_anybody_may_open_is_refused(tmp_path):
    file = tmp_path / "master.key"
    file.write_text(TEXT)
    file.chmod(0o644)
    with pytest.raises(MasterKeyMissing, match="chmod 600"):
        master_key({"TIJI_MASTER_KEY_FILE": str(file)})


@pytest.mark.parametrize("text", ["", "not base64!", b64encode(SECRET[:16]).decode()])
def test_what_is_no_key_is_refused_without_being_repeated(tmp_path, text):
    file = tmp_path / "master.key"
    file.write_text(text)
    file.chmod(0o600)
    with pytest.raises(MasterKeyMissing) as refused:
        master_key({"TIJI_MASTER_KEY_FILE": str(file)})
    assert not text or text not in str(refused.value)


def test_two_keys_named_at_once_are_refused(tmp_path):
    with pytest.raises(MasterKeyMissing, match="both"):
        master_key({"TIJI_MASTER_KEY": TEXT, "TIJI_MASTER_KEY_FILE": str(tmp_path / "key")})


def test_a_key_does_not_show_itself():
    assert TEXT not in repr(MasterKey(SECRET))
    assert SECRET.hex() not in repr(MasterKey(SECRET))
