"""Words are found in sealed texts, by those who hold the key and by nobody else."""

from __future__ import annotations

from contextlib import closing
from uuid import uuid4

import psycopg
import pytest

from adapters.vault import MasterKey, PostgresVault, WordTooShort

LAMP = "小区北门路灯不亮，晚上出行不便。"
PIPE = "自来水管漏水，路面结冰"


@pytest.fixture
def kept(vault):
    return {text: vault.keep(uuid4(), "content", text) for text in (LAMP, PIPE)}


def test_a_word_of_two_characters_is_found_wherever_it_stands(vault, kept):
    assert vault.search("路灯").texts == {kept[LAMP]: LAMP}
    assert vault.search("漏水").texts == {kept[PIPE]: PIPE}
    assert vault.search("电梯").texts == {}


def test_every_word_must_be_there_and_width_and_case_do_not_matter(vault, kept):
    handle = vault.keep(uuid4(), "content", "Ｔｈｅ Lamp 路灯")
    assert vault.search("路灯 不便").texts == {kept[LAMP]: LAMP}
    assert set(vault.search("LAMP").texts) == {handle}
    assert set(vault.search("the lamp").texts) == {handle}


def test_a_single_character_is_refused_with_what_to_do(vault):
    for query in ("灯", "路灯 坏", "", "  "):
        with pytest.raises(WordTooShort):
            vault.search(query)


def test_bigrams_that_stand_apart_are_no_word(vault):
    vault.keep(uuid4(), "content", "北京到京城")
    assert vault.search("北京城").texts == {}


def test_who_somebody_is_is_not_searched_unless_said_so(vault):
    vault.keep(uuid4(), "contact", "0000-1234")
    assert vault.search("0000-1234", with_persons=True).texts
    assert not vault.search("0000-1234").texts


def test_what_was_erased_is_found_no_more(vault):
    owner = uuid4()
    vault.keep(owner, "content", LAMP)
    vault.erase(owner)
    assert not vault.search("路灯").texts
    assert not vault.similar("content", LAMP)


def test_a_text_much_like_another_is_similar_and_a_text_about_something_else_is_not(vault, kept):
    alike = vault.similar("content", "北门路灯不亮，晚上出行很不方便")
    assert [handle for handle, _ in alike] == [kept[LAMP]]
    assert 0.3 <= alike[0][1] < 1
    assert vault.similar("content", LAMP)[0] == (kept[LAMP], 1.0)
    assert vault.similar("title", LAMP) == []


def test_search_goes_on_under_another_master_key(vault, kept):
    vault.rewrap(MasterKey.fresh())
    assert vault.search("路灯").texts == {kept[LAMP]: LAMP}


def test_a_second_process_searches_by_the_same_key(database, master):
    with closing(PostgresVault(database.url("vault"), master)) as one:
        one.keep(uuid4(), "content", LAMP)
    with closing(PostgresVault(database.url("vault"), master)) as other:
        assert other.search("路灯").texts


def test_two_vaults_hash_the_same_word_differently(database, real_database):
    def grams(database):
        with closing(PostgresVault(database.url("vault"), MasterKey.fresh())) as vault:
            vault.keep(uuid4(), "content", LAMP)
        with psycopg.connect(database.url("owner")) as connection:
            return set(connection.execute("SELECT grams FROM vault.grams").fetchone()[0])

    assert not grams(database) & grams(real_database)
