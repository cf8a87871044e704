"""What the vault promises whoever keeps a text in it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest

from adapters.vault import MasterKey, Tampered, WrongMasterKey
from application.texts import (
    LARGEST,
    Erased,
    TextNotPlain,
    TextTooLong,
    UnknownHandle,
    disclosure_of,
    handle_of,
    text_of,
)
from domain.values import Handle

LONG = "河边的路灯坏了三盏。" * 7000
"""About a hundred printed pages."""


def test_what_was_kept_is_read_back(vault):
    handle = vault.keep(uuid4(), "content", LONG)
    assert vault.read(handle) == LONG
    assert vault.verify(handle, LONG)
    assert not vault.verify(handle, LONG + "。")


def test_a_repeated_command_gets_the_same_handle_and_no_second_row(vault):
    owner = uuid4()
    first = vault.keep(owner, "title", "路灯", seed="c1:title")
    assert vault.keep(owner, "title", "路灯", seed="c1:title") == first
    assert vault.erase(owner) == 1


def test_the_same_command_sent_eight_times_at_once_keeps_one_text(vault):
    owner = uuid4()
    with ThreadPoolExecutor(8) as at_once:
        handles = set(at_once.map(lambda _: vault.keep(owner, "title", "路灯", seed="c1:title"), range(8)))
    assert len(handles) == 1
    assert vault.erase(owner) == 1


def test_equal_texts_of_two_commands_persons_or_kinds_cannot_be_told_equal(vault):
    owner = uuid4()
    handles = {
        vault.keep(owner, "contact", "13800000000", seed="c1"),
        vault.keep(owner, "contact", "13800000000", seed="c2"),
        vault.keep(owner, "note", "13800000000", seed="c1"),
        vault.keep(uuid4(), "contact", "13800000000", seed="c1"),
        vault.keep(owner, "contact", "13800000000"),
        vault.keep(owner, "contact", "13800000000"),
    }
    assert len(handles) == 6


def test_a_disclosed_salt_gives_no_other_text_of_the_command_away(vault):
    owner = uuid4()
    title = vault.keep(owner, "reason", "可以公开的", seed="c1")
    phone = vault.keep(owner, "reason", "13800000000", seed="c1")
    assert handle_of(disclosure_of(_salt(vault.disclose(title)), "reason", "13800000000")) != phone


def test_several_texts_kept_at_once_are_the_ones_kept_one_by_one(vault):
    owner = uuid4()
    kept = vault.keep_many(owner, {"title": "路灯", "content": "坏了"}, seed="c1")
    assert kept["title"] == vault.keep(owner, "title", "路灯", seed="c1:title")
    assert vault.read_many(kept.values()) == {kept["title"]: "路灯", kept["content"]: "坏了"}
    assert vault.keep_many(owner, {}) == {}


@pytest.mark.parametrize("text", ["a\0b", "half of \ud83d"])
def test_a_text_with_a_nul_or_half_a_character_is_refused_without_being_repeated(vault, text):
    with pytest.raises(TextNotPlain) as refused:
        vault.keep(uuid4(), "content", text)
    assert "half of" not in f"{refused.value!r} {refused.value.__cause__!r}"


def test_a_text_of_the_largest_size_is_kept_and_one_byte_more_refused(vault):
    handle = vault.keep(uuid4(), "content", "a" * LARGEST)
    assert len(vault.read(handle)) == LARGEST
    with pytest.raises(TextTooLong):
        vault.keep(uuid4(), "content", "a" * (LARGEST + 1))


def test_one_unfit_text_keeps_none_of_its_command(vault):
    owner = uuid4()
    with pytest.raises(TextNotPlain):
        vault.keep_many(owner, {"title": "路灯", "content": "\0"})
    assert vault.erase(owner) == 0


def test_a_handle_nobody_kept_is_unknown(vault):
    with pytest.raises(UnknownHandle):
        vault.read(Handle("nobody"))
    assert vault.read_many([Handle("nobody"), Handle("")]) == {}


def test_an_erased_person_is_unreadable_while_a_disclosure_still_answers_for_the_handle(vault):
    owner = uuid4()
    handle = vault.keep(owner, "note", "李华", seed="c1")
    disclosure = vault.disclose(handle)
    assert vault.erase(owner) == 1
    for asked in (vault.read, vault.disclose, lambda erased: vault.verify(erased, "李华")):
        with pytest.raises(Erased):
            asked(handle)
    assert vault.read_many([handle]) == {}
    assert handle_of(disclosure) == handle
    assert text_of(disclosure) == "李华"
    assert handle_of(disclosure_of(b"another salt....", "note", "李华")) != handle


def test_a_late_retry_cannot_bring_back_what_was_erased(vault):
    owner = uuid4()
    handle = vault.keep(owner, "note", "李华", seed="c1")
    vault.erase(owner)
    with pytest.raises(Erased):
        vault.keep(owner, "note", "李华", seed="c1")
    with pytest.raises(Erased):
        vault.read(handle)
    assert vault.erase(owner) == 0


def test_erasing_a_person_leaves_officers_opinions_and_other_people(vault):
    person, opinions = uuid4(), uuid4()
    vault.keep(person, "note", "李华")
    opinion = vault.keep(opinions, "opinion", "可以办")
    assert vault.erase(person) == 1
    assert vault.read(opinion) == "可以办"
    assert vault.erase(uuid4()) == 0


def test_a_new_master_key_opens_everything_and_the_old_one_nothing(vault, master):
    owner, gone = uuid4(), uuid4()
    handle, erased = vault.keep(owner, "note", "李华", seed="c1"), vault.keep(gone, "name", "张伟")
    vault.erase(gone)
    new = MasterKey.fresh()
    assert vault.rewrap(new) == 1
    assert vault.read(handle) == "李华"
    assert vault.keep(owner, "note", "李华", seed="c1") == handle
    with pytest.raises(Erased):
        vault.read(erased)
    vault.master = master
    with pytest.raises(WrongMasterKey):
        vault.read(handle)


def test_a_master_key_does_not_open_what_another_wrapped(master):
    owner = uuid4()
    with pytest.raises(Tampered):
        MasterKey.fresh().unwrap(owner, master.wrap(owner, b"k" * 32))
    with pytest.raises(Tampered):
        master.unwrap(uuid4(), master.wrap(owner, b"k" * 32))


def _salt(disclosure):
    import json
    from base64 import urlsafe_b64decode

    salt, _kind, _text = json.loads(urlsafe_b64decode(disclosure + "=" * (-len(disclosure) % 4)))
    return urlsafe_b64decode(salt + "==")


def test_single_texts_go_for_good_and_their_owner_keeps_the_rest(vault):
    owner = uuid4()
    first, second = (vault.keep(owner, "note", text, seed=text) for text in ("called Ａnna", "pump replaced"))
    assert vault.naming(owner, ["anna", "0000-1"]) == [first]
    assert vault.naming(uuid4(), ["anna"]) == []
    assert vault.erase_texts([first]) == 1
    assert vault.read_many([first, second]) == {second: "pump replaced"}
    with pytest.raises(Erased):
        vault.read(first)
    assert vault.erase_texts([first]) == 0


def test_a_late_retry_does_not_bring_back_a_text_that_was_erased(vault):
    owner = uuid4()
    handle = vault.keep(owner, "note", "called Anna", seed="c1:note")
    vault.erase_texts([handle])
    assert vault.keep(owner, "note", "called Anna", seed="c1:note") == handle
    assert vault.read_many([handle]) == {}
    assert vault.search("anna").texts == {}
