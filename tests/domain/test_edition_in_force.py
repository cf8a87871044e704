"""Which of an authority's editions is in force on a day."""

from datetime import date, timedelta

import pytest

from adapters.regulations import shipped
from domain.aggregates.organisation import Authority, EditionNotInForce
from domain.events.organisation import EditionAdopted
from domain.values import AuthorityId
from tests.support.facts import act, at

NOVEMBER = date(2025, 11, 3)


def authority(*adopted):
    """An authority that adopted these editions, each for a day, in this order."""
    known = Authority.establish(AuthorityId("here"), "H", "H", act(at("2025-01-01")))
    for edition, day in adopted:
        known.adopt(EditionAdopted(edition=edition, hash="h", effective_from=day, act=act(at("2025-01-02"))))
    return known


def test_of_two_adopted_for_the_same_day_the_later_adoption_corrects_the_earlier():
    corrected = authority(("mistaken", date(2025, 1, 1)), ("meant", date(2025, 1, 1)))
    assert corrected.edition_on(NOVEMBER).edition == "meant"


def test_one_adopted_afterwards_for_an_earlier_day_does_not_displace_the_one_in_force():
    known = authority(("newer", date(2025, 6, 1)), ("older", date(2025, 1, 1)))
    assert known.edition_on(NOVEMBER).edition == "newer"


def test_an_import_said_to_be_hypothetical_is_judged_by_what_was_in_force_where_something_was():
    known = authority(("in_force", date(2025, 1, 1)), ("to_come", date(2026, 1, 1)))
    assert known.edition_on(NOVEMBER, hypothetical=True).edition == "in_force"


def test_before_any_was_in_force_only_a_hypothetical_import_finds_one():
    known = authority(("to_come", date(2026, 1, 1)))
    assert known.edition_on(NOVEMBER, hypothetical=True).edition == "to_come"
    with pytest.raises(EditionNotInForce):
        known.edition_on(NOVEMBER)


@pytest.mark.parametrize(
    ("edition", "first"),
    [
        ("anqing-2025", date(2025, 9, 22)),
        ("fuyang-2022", date(2022, 10, 21)),
        ("suzhou-2021", date(2021, 8, 31)),
        ("tongbai-2022", date(2022, 5, 23)),
        ("tongling-2022", date(2022, 9, 1)),
    ],
)
def test_each_text_binds_from_its_first_day_and_not_the_day_before(edition, first):
    text = shipped().edition(edition)
    assert shipped().in_force(text.place, first) is text
    assert shipped().in_force(text.place, first - timedelta(days=1)) is None
