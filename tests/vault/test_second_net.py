"""Who somebody is, the database itself gives only to a transaction that names the person."""

from __future__ import annotations

from contextlib import closing
from uuid import uuid4

import psycopg
import pytest

from adapters.vault import PostgresVault
from adapters.vault.base import PERSONAL
from application.texts import UnknownHandle

NAMED, OTHER = uuid4(), uuid4()


@pytest.fixture
def kept(database, master):
    """Two persons, each with what says who they are, and something they said."""
    with closing(PostgresVault(database.url("vault"), master)) as vault:
        for owner in (NAMED, OTHER):
            for kind in (*PERSONAL, "content"):
                vault.keep(owner, kind, f"{kind} of {owner}")
    return database


def rows(database, person=None):
    """Owner and kind of every text that the vault's own login is given."""
    with psycopg.connect(database.url("vault")) as connection:
        if person is not None:
            connection.execute("SELECT set_config('tiji.person', %s, true)", [person])
        found = set(connection.execute("SELECT owner, kind FROM vault.texts").fetchall())
        connection.rollback()
        left = connection.execute("SELECT count(*) FROM vault.texts WHERE kind <> 'content'").fetchone()
        assert left == (0,), "what a transaction named is forgotten with it"
    return found


SAID = {(NAMED, "content"), (OTHER, "content")}


def test_without_a_person_named_no_name_contact_or_address_is_given(kept):
    assert rows(kept) == SAID
    assert rows(kept, "") == SAID


def test_with_another_named_none_of_this_ones_is_given(kept):
    assert rows(kept, str(OTHER)) == SAID | {(OTHER, kind) for kind in PERSONAL}
    assert rows(kept, str(uuid4())) == SAID


def test_for_a_search_by_name_everybody_may_be_named(kept):
    assert len(rows(kept, "*")) == 2 * (1 + len(PERSONAL))


def test_it_holds_against_a_condition_that_would_tell_and_against_deleting(kept):
    with psycopg.connect(kept.url("vault")) as connection:
        gone = connection.execute("DELETE FROM vault.texts WHERE kind = 'name'").rowcount
        asked = "SELECT count(*) FROM vault.texts WHERE kind = 'name' AND 1 / (length(content) - length(content)) = 0"
        assert (gone, connection.execute(asked).fetchone()) == (0, (0,))


def test_both_vaults_give_it_for_the_person_and_to_nobody_else(vault):
    handle = vault.keep(NAMED, "name", "李华")
    assert vault.read(handle, person=NAMED) == "李华"
    assert vault.read_many([handle]) == vault.read_many([handle], person=OTHER) == {}
    for person in (None, OTHER):
        with pytest.raises(UnknownHandle):
            vault.read(handle, person=person)
    assert vault.search("李华", with_persons=True).texts == {handle: "李华"}
    assert not vault.search("李华").texts
    assert vault.erase(NAMED) == 1
    assert not vault.read_many([handle], person=NAMED)
