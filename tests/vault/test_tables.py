"""What rests in the database: nothing readable, nothing movable, nothing for anybody but the vault."""

from __future__ import annotations

import threading
from base64 import b64encode
from contextlib import closing
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest

from adapters.proving.canaries import held
from adapters.vault import MasterKey, PostgresVault, Tampered, WrongMasterKey
from adapters.vault.blind import OWNER as INDEX
from application.texts import Erased

PNG = b"\x89PNG\r\n\x1a\n" + b"invented picture" * 9
CANARY = "金丝雀-Tiji-7f3c91-住在三号楼"


@pytest.fixture
def opened(database, master):
    with closing(PostgresVault(database.url("vault"), master)) as vault:
        yield vault


def test_a_wrong_master_key_is_detected_at_the_start(database, opened):
    opened.keep(uuid4(), "note", "李华")
    with pytest.raises(WrongMasterKey):
        PostgresVault(database.url("vault"), MasterKey.fresh())


def test_a_vault_with_owners_and_no_check_value_does_not_take_a_new_key(database, opened):
    opened.keep(uuid4(), "note", "李华")
    _as_owner(database, "DELETE FROM vault.master")
    with pytest.raises(WrongMasterKey):
        PostgresVault(database.url("vault"), MasterKey.fresh())


def test_what_one_process_keeps_another_reads(database, opened, master):
    handle = opened.keep(uuid4(), "note", "李华")
    with closing(PostgresVault(database.url("vault"), master)) as other:
        assert other.read(handle) == "李华"


def test_a_process_left_with_the_old_master_key_is_told_and_makes_no_key_nobody_can_open(database, opened, master):
    owner = uuid4()
    handle = opened.keep(owner, "note", "李华")
    with closing(PostgresVault(database.url("vault"), master)) as left_behind:
        opened.rewrap(MasterKey.fresh())
        for attempt in (
            lambda: left_behind.read(handle),
            lambda: left_behind.keep(owner, "note", "x"),
            lambda: left_behind.keep(uuid4(), "note", "x"),
            lambda: left_behind.rewrap(MasterKey.fresh()),
        ):
            with pytest.raises(WrongMasterKey):
                attempt()
    assert _as_owner(database, f"SELECT count(*) FROM vault.owners WHERE owner <> '{INDEX}'") == [(1,)]


@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE vault.texts SET content = set_byte(content, 20, get_byte(content, 20) # 1)",
        "UPDATE vault.texts SET content = set_byte(content, 0, get_byte(content, 0) # 128)",
        "UPDATE vault.texts SET content = substring(content for 12)",
        "UPDATE vault.texts SET content = ''",
        "UPDATE vault.texts SET kind = 'title'",
        "UPDATE vault.texts t SET content = o.content FROM vault.texts o WHERE t.handle <> o.handle",
        "UPDATE vault.texts t SET owner = o.owner FROM vault.texts o WHERE t.owner <> o.owner",
        "UPDATE vault.owners SET wrapped = set_byte(wrapped, 30, get_byte(wrapped, 30) # 1)",
        "UPDATE vault.owners t SET wrapped = o.wrapped FROM vault.owners o WHERE t.owner <> o.owner",
    ],
)
def test_a_row_altered_or_moved_is_detected(database, opened, tampering):
    handles = [opened.keep(uuid4(), "note", text) for text in ("李华", "张伟")]
    _as_owner(database, tampering)
    for handle in handles:
        with pytest.raises(Tampered):
            opened.read(handle)


def test_nothing_kept_can_be_found_in_the_files_of_the_database(database, opened):
    handle = opened.keep(uuid4(), "note", CANARY * 400)
    opened.keep(uuid4(), "note", CANARY)
    assert not _files_with(database, CANARY)
    assert opened.read(handle) == CANARY * 400
    _as_owner(database, f"CREATE TABLE plain AS SELECT '{CANARY}'::text AS canary")
    assert _files_with(database, CANARY), "the search must find what is there to be found"


@pytest.mark.parametrize("role", ["app", "follower", "reviewer"])
@pytest.mark.parametrize("table", ["master", "owners", "texts", "erased"])
def test_no_other_login_reads_the_vault(database, role, table):
    with psycopg.connect(database.url(role)) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute(f"SELECT * FROM vault.{table}".encode())


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT * FROM store.events",
        "UPDATE vault.texts SET kind = 'x'",
        "DELETE FROM vault.erased",
        "DELETE FROM vault.owners",
    ],
)
def test_the_vaults_login_reaches_nothing_else_and_rewrites_nothing(database, statement):
    with psycopg.connect(database.url("vault")) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute(statement.encode())


def test_an_erasure_and_a_text_that_arrives_at_that_moment_leave_no_text_behind(database, opened):
    for _ in range(20):
        owner, together = uuid4(), threading.Barrier(2)
        opened.keep(owner, "note", "李华")

        def late(owner=owner, together=together):
            together.wait()
            try:
                opened.keep(owner, "note", "late")
            except Erased:
                return

        writing = threading.Thread(target=late)
        writing.start()
        together.wait()
        opened.erase(owner)
        writing.join()
        left = _as_owner(database, f"SELECT count(*) FROM vault.texts WHERE owner = '{owner}'")
        assert left == [(0,)]


def _as_owner(database, statement):
    with psycopg.connect(database.url("owner")) as connection:
        cursor = connection.execute(statement.encode())
        return cursor.fetchall() if cursor.description else []


def _files_with(database, text):
    """Data files and log of the database that hold a text, plain or as base64."""
    with psycopg.connect(database.url("owner"), autocommit=True) as connection:
        connection.execute("CHECKPOINT")
        directory, oid = connection.execute(
            "SELECT current_setting('data_directory'), oid::text FROM pg_database WHERE datname = current_database()"
        ).fetchone()
    wanted = (text.encode(), text.encode("utf-16-le"), b64encode(text.encode())[:24])
    files = [*Path(directory, "base", oid).iterdir(), *Path(directory, "pg_wal").glob("0*")]
    return [file.name for file in files if any(form in held(file) for form in wanted)]


def test_a_file_kept_again_has_its_whole_day_again_to_be_named_in(database, opened):
    owner, let_pass = uuid4(), "UPDATE vault.files SET kept_at = kept_at - interval '{} hours'"
    opened.keep_file(owner, PNG)
    _as_owner(database, let_pass.format(23))
    kept = opened.keep_file(owner, PNG)
    _as_owner(database, let_pass.format(2))
    opened.keep_file(owner, PNG + b"another")
    assert opened.name_file([owner], kept.file) == kept
