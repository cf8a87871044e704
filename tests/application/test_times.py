"""How long orders took: the middle, the ninetieth percentile, and who was on time."""

from __future__ import annotations

from fractions import Fraction
from uuid import UUID

import pytest

from application.ports import Closing
from application.scores.orders import Order
from application.scores.times import Days, times_of
from domain.rules.indicators import Measured
from domain.values import UnitId


def order(days=None, counts_as="taken", kind="complaint", channel="hotline"):
    closing = Closing(UUID(int=1), UnitId("roads"), kind, None, None, channel=channel)
    return Order(closing, counts_as, days=days)


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
    assert (Days(days).median, Days(days).ninetieth) == (median, ninetieth)


def test_a_mean_is_exact_and_of_nothing_there_is_none():
    assert Days((1, 1, 2)).mean == Fraction(4, 3)
    assert Days(()).mean is None


def test_orders_are_told_apart_by_group_and_kind():
    found = times_of(
        [order(5), order(3), order(2, channel="mayor")],
        [order(counts_as="kept"), order(counts_as="missed"), order(counts_as="kept", kind="consultation")],
        lambda closing: closing.channel,
    )
    assert [(each.group, each.kind, each.days.known, each.on_time) for each in found] == [
        ("hotline", "complaint", [3, 5], Measured(2, 1)),
        ("hotline", "consultation", [], Measured(1, 1)),
        ("mayor", "complaint", [2], Measured(0, 0)),
    ]
