"""How long orders took: the middle, the ninetieth percentile, and who was on time."""

from __future__ import annotations

from fractions import Fraction
from uuid import UUID

import pytest

from application.ports import Closing, Ended
from application.scores.orders import Order
from application.scores.times import Due, Taken, kinds_in_hours, times_by_limit, times_of
from domain.rules.indicators import Measured
from domain.values import UnitId
from tests.support.facts import at, law


def order(days=None, kind="complaint", channel="hotline"):
    closing = Closing(UUID(int=1), UnitId("roads"), kind, None, None, channel=channel)
    return Order(closing, "taken", days=days)


@pytest.mark.parametrize(
    ("days", "median", "ninetieth"),
    [
        ((4,), Fraction(4), 4),
        ((1, 2), Fraction(3, 2), 2),
        ((1, 2, 9), Fraction(2), 9),
        (tuple(range(1, 11)), Fraction(11, 2), 9),
        (tuple(range(1, 12)), Fraction(6), 10),
        ((), None, None),
    ],
)
def test_the_middle_and_the_time_within_which_nine_of_ten_were_done(days, median, ninetieth):
    known = Taken(tuple(map(Fraction, days)))
    assert (known.median, known.ninetieth) == (median, ninetieth)


def test_a_mean_is_exact_and_of_nothing_there_is_none():
    assert Taken((Fraction(1), Fraction(1), Fraction(2))).mean == Fraction(4, 3)
    assert Taken(()).mean is None


def test_orders_are_told_apart_by_group_and_kind():
    found = times_of(
        [order(5), order(3), order(2, channel="mayor")],
        [
            Due(order().closing, is_kept=True, orders=1),
            Due(order().closing, is_kept=False, orders=1),
            Due(order(kind="consultation").closing, is_kept=True, orders=1),
        ],
        lambda closing: (closing.channel,),
        frozenset(),
    )
    assert [(each.group, each.kind, list(map(int, each.taken.known)), each.on_time) for each in found] == [
        (("hotline",), "complaint", [3, 5], Measured(2, 1)),
        (("hotline",), "consultation", [], Measured(1, 1)),
        (("mayor",), "complaint", [2], Measured(0, 0)),
    ]


def test_classes_and_channels_are_crossed():
    found = times_of([order(5), order(2, channel="mayor")], [], lambda each: ("first", each.channel), frozenset())
    assert [(each.group, each.taken.median) for each in found] == [(("first", "hotline"), 5), (("first", "mayor"), 2)]


def test_a_kind_whose_limit_is_in_hours_is_told_in_hours():
    closing = Closing(UUID(int=1), UnitId("roads"), "call", at("2025-11-03", "09:00"), at("2025-11-03", "10:30"))
    (found,) = times_of([Order(closing, "taken", days=0)], [], lambda _: ("first",), frozenset({"call"}))
    assert (found.unit, found.taken.median) == ("hour", Fraction(3, 2))


def test_each_limit_is_told_in_its_own_unit():
    known = law("anqing-2025")
    began = {"started_at": at("2025-11-07", "09:00"), "due_at": at("2025-11-20")}
    ended = [
        Ended(UUID(int=1), "contact", is_kept=True, met_at=at("2025-11-07", "09:20"), **began),
        Ended(UUID(int=1), "contact", is_kept=False, met_at=at("2025-11-07", "11:00"), **began),
        Ended(UUID(int=1), "handle", is_kept=True, met_at=at("2025-11-11", "09:00"), **began),
        Ended(UUID(int=1), "handle", is_kept=False, **began),
        Ended(UUID(int=2), "handle", is_kept=False, **began),
    ]
    contact, handle = times_by_limit(known.edition, known.calendar, ended, {UUID(int=1): "complaint"})
    assert (contact.group, contact.unit, contact.taken.median, contact.on_time) == (
        ("contact",),
        "hour",
        Fraction(7, 6),
        Measured(2, 1),
    )
    assert (handle.unit, handle.taken.known, handle.on_time) == ("working_day", [Fraction(2)], Measured(2, 1))


def test_a_limit_speaks_about_the_kinds_it_names():
    edition = law("suzhou-2021").edition
    assert kinds_in_hours(edition, "sign", ["complaint"]) == {"complaint"}, "by a time of day"
    assert kinds_in_hours(edition, "handle", ["complaint", "consultation"]) == set()
    assert kinds_in_hours(edition, "nothing", ["complaint"]) == set()
