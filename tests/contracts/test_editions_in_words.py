"""What an edition shows to people is said in both languages: what runs, what waits, how each clause is read."""

from __future__ import annotations

import pytest

from adapters.http.pages.clause_order import part_of, part_words, standing
from adapters.http.pages.governed_words import governed_words, settled_words, waits_words
from adapters.http.pages.names import Names
from adapters.http.pages.reading_words import asked_by, choice_words
from adapters.http.pages.span_words import span_words, start_words
from adapters.regulations import shipped

EDITIONS = list(shipped())
pytestmark = pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.id)


def is_chinese(words):
    """Whether it is said in Chinese, or needs no language: 24:00, 44."""
    return any("\u4e00" <= letter <= "\u9fff" for letter in words) or not any(letter.isalpha() for letter in words)


def test_what_a_clause_governs_has_its_words(edition):
    silent = [
        name
        for clause in edition.clauses.values()
        for name in clause.governs
        if not name.startswith("limit.") and not is_chinese(governed_words(name)[0][0])
    ]
    assert silent == [], "add them to adapters/http/pages/governed_words.py: GOVERNED"


def test_why_nothing_runs_on_a_clause_is_said_in_chinese(edition):
    reasons = {clause.not_modelled for clause in edition.clauses.values()}
    reasons |= {choice.not_offered for reading in edition.readings for choice in reading.choices}
    silent = sorted(each for each in reasons if each and not is_chinese(waits_words(each)[0]))
    assert silent == [], "add them to adapters/http/pages/governed_words.py: WAITS"


def test_a_reading_says_what_it_asks_and_each_way_to_read_it(edition):
    silent = [
        (reading.id, choice.id)
        for reading in edition.readings
        for choice in reading.choices
        if not is_chinese(asked_by(reading)[0]) or not is_chinese(choice_words(reading, choice.id)[0])
    ]
    assert silent == [], "add them to adapters/http/pages/reading_words.py"


def test_what_settled_a_doubt_is_said_in_chinese(edition):
    readings = {reading.id for reading in edition.readings}
    said = {each.settled_by for each in (*edition.contradictions, *edition.gaps)} - readings
    said |= {each.printed for each in edition.contradictions} | {each.used for each in edition.contradictions}
    silent = sorted(each for each in said if not is_chinese(settled_words(each)[0]))
    assert silent == [], "add them to adapters/http/pages/governed_words.py: SETTLED"


def test_a_limit_says_its_name_its_length_and_its_start(edition):
    names = Names(EDITIONS, {})
    silent = [
        limit.id
        for limit in edition.limits
        if not is_chinese(names.say(limit.name, "zh"))
        or not is_chinese(span_words(limit.span)[0])
        or "_" in start_words(limit.start)[0]
        or not is_chinese(start_words(limit.start)[0].removeprefix("从").removesuffix("起"))
    ]
    assert silent == [], "add them to adapters/http/pages/vocabulary.py or span_words.py"


def test_every_clause_stands_in_a_part_of_the_text(edition):
    for clause in edition.clauses.values():
        assert part_words(part_of(clause.at))[0]
    places = [clause.at for clause in edition.clauses.values()]
    assert len({standing(at) for at in places if at[0] != "附"} & {standing(at) for at in places if at[0] == "附"}) == 0
