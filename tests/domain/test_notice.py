"""A notice arrives once, is tried again or given up, and is opened by who it is for."""

from __future__ import annotations

import pytest

from domain.aggregates.notice import NotAddressedToYou, Notice, NotOpenedHere
from domain.events.notice import NoticeDelivered, NoticeFailed, NoticeOpened, NoticeQueued
from tests.support.facts import ROADS, WATER, act, at
from tests.support.given import ID, Given, given

NOON, LATER = at("2025-11-05", "12:00"), at("2025-11-05", "13:00")


def queued(recipient="unit", way="in_app", **whom):
    system = act(NOON, "system", cause=7)
    return NoticeQueued(template="order_dispatched", way=way, recipient=recipient, case=ID, act=system, **whom)


def arrived(recipient, **whom):
    return given(queued(recipient, **whom), NoticeDelivered(act=act(NOON, "system")))


def test_in_the_pages_it_is_there_at_once():
    notice = Notice.queue(ID, queued(unit=ROADS))
    Given(notice).then(NoticeQueued, NoticeDelivered)
    assert [recorded.fact.case for recorded in notice.pending] == [ID, ID]


def test_a_message_waits_for_its_carrier_and_arrives_once():
    notice = Given(Notice.queue(ID, queued("complainant", "sms"))).then(NoticeQueued)
    assert notice.aggregate.is_waiting
    notice.when(Notice.deliver, act(LATER, "system")).then(NoticeDelivered)
    notice.when(Notice.deliver, act(LATER, "system")).then_nothing()
    notice.when(Notice.fail, "unreachable", LATER, act(LATER, "system")).then_nothing()


def test_a_failure_counts_its_attempts_until_it_is_given_up():
    notice = Given(Notice.queue(ID, queued("complainant", "sms")))
    first = notice.when(Notice.fail, "unreachable", LATER, act(NOON, "system")).fact(NoticeFailed)
    assert (first.attempt, first.retry_at, notice.aggregate.is_waiting) == (1, LATER, True)
    last = notice.when(Notice.fail, "unreachable", None, act(LATER, "system")).fact(NoticeFailed)
    assert (last.attempt, notice.aggregate.is_waiting) == (2, False)
    notice.when(Notice.deliver, act(LATER, "system")).then_nothing()


@pytest.mark.parametrize(
    ("notice", "who"),
    [
        (arrived("seat", unit=ROADS, seat="roads.unit_clerk"), act(LATER, "unit_clerk", ROADS)),
        (arrived("unit", unit=ROADS), act(LATER, "unit_head", ROADS)),
        (arrived("office"), act(LATER, "efficiency_office")),
    ],
)
def test_who_it_is_for_opens_it_and_each_seat_is_on_record_once(notice, who):
    notice.when(Notice.open, who).then(NoticeOpened)
    notice.when(Notice.open, who).then_nothing()


def test_every_seat_of_a_unit_that_opens_it_is_on_record():
    notice = arrived("unit", unit=ROADS)
    notice.when(Notice.open, act(LATER, "unit_clerk", ROADS)).then(NoticeOpened)
    notice.when(Notice.open, act(LATER, "unit_head", ROADS)).then(NoticeOpened)


@pytest.mark.parametrize(
    ("notice", "who"),
    [
        (arrived("seat", unit=ROADS, seat="roads.unit_clerk"), act(LATER, "unit_head", ROADS)),
        (arrived("unit", unit=ROADS), act(LATER, "unit_clerk", WATER)),
        (arrived("unit", unit=ROADS), act(LATER, "efficiency_office")),
        (arrived("office"), act(LATER, "unit_clerk", ROADS)),
    ],
)
def test_nobody_else_opens_it(notice, who):
    notice.when(Notice.open, who).then_refused(NotAddressedToYou)


def test_a_message_cannot_be_opened_here():
    sent = given(queued("seat", "mail", seat="roads.unit_clerk"), NoticeDelivered(act=act(NOON, "system")))
    sent.when(Notice.open, act(LATER, "unit_clerk", ROADS)).then_refused(NotOpenedHere)
