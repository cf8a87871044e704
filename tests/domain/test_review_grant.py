"""A grant to review: for days to come, by another seat, ended at most once."""

from __future__ import annotations

from datetime import date

import pytest

from domain.aggregates.review_grant import GrantForNoDay, GrantOver, OwnGrant, ReviewGrant
from domain.events.reviewing import ReviewEnded, ReviewGranted
from domain.values import SeatId
from tests.support.facts import act, at
from tests.support.given import ID, given

NOW = at("2025-11-05")


def granted(first=5, last=20, by="leading_group", **more):
    days = {"first_day": date(2025, 11, first), "last_day": date(2025, 11, last)}
    return ReviewGranted(seat=SeatId("auditor"), number="2025-7", act=act(NOW, by), **days | more)


def test_a_grant_is_a_fact_with_its_days_and_the_number_of_its_decision():
    grant = ReviewGrant.grant(ID, granted())
    assert [new.fact for new in grant.pending] == [granted()]


@pytest.mark.parametrize(("first", "last"), [(8, 7), (1, 4)])
def test_one_that_holds_no_day_to_come_is_refused(first, last):
    with pytest.raises(GrantForNoDay) as refused:
        ReviewGrant.grant(ID, granted(first, last))
    assert refused.value.remedy.endswith(f"2025-11-{max(first, 5):02} or later")


def test_it_may_begin_later_and_end_today():
    assert ReviewGrant.grant(ID, granted(10, 12)).pending
    assert ReviewGrant.grant(ID, granted(1, 5)).pending


def test_nobody_grants_it_to_the_own_seat():
    with pytest.raises(OwnGrant):
        ReviewGrant.grant(ID, granted(by="auditor"))


def test_it_ends_once_and_not_after_its_last_day():
    ended = ReviewEnded(act=act(at("2025-11-20"), "leading_group"))
    given(granted()).when(ReviewGrant.end, ended).then(ReviewEnded)
    given(granted(), ended).when(ReviewGrant.end, ended).then_refused(GrantOver)
    too_late = ReviewEnded(act=act(at("2025-11-21"), "leading_group"))
    given(granted()).when(ReviewGrant.end, too_late).then_refused(GrantOver)
