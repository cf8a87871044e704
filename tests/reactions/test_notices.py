"""Who is told what because of which fact: each once, nobody by name."""

from __future__ import annotations

from dataclasses import replace

import pytest

from adapters.scenarios.worlds import MemoryProgress
from application.outbox import NO_POST
from application.reactions.reactor import Reactor
from domain.aggregates.complaint import Complaint
from domain.events.base import topic_of
from domain.events.notice import NoticeDelivered, NoticeOpened, NoticeQueued
from domain.values import SeatId
from projections.case_ledger import CaseLedger
from projections.notices import Notices, as_at
from tests.reactions.conftest import Troubled
from tests.support.facts import at
from tests.support.town import UNIT, Town, seat

OFFICE = "efficiency_office"


def whom(notice):
    return notice.seat or notice.unit or notice.recipient


def told(town, template):
    return [(whom(notice), notice.way) for notice in town.facts(NoticeQueued) if notice.template == template]


def cause_of(town, notice):
    return topic_of(next(fact for place, fact in town.store.facts(notice.act.cause - 1, 1)))


@pytest.fixture
def settled(town):
    town.follows = True
    town.world.settle()
    return town


def test_an_order_is_told_to_the_clerk_of_its_unit(settled):
    assert set(told(settled, "order_dispatched")) == {(seat("unit_clerk"), "in_app")}
    (first, *_) = settled.facts(NoticeQueued)
    assert (first.recipient, first.role, cause_of(settled, first)) == ("seat", "unit_clerk", "complaint.dispatched")


def test_where_the_clerk_is_away_the_unit_is_told(settled):
    noon = at("2025-11-06", "12:00")
    settled.do(noon, "administrator", "vacate_seat", UNIT, seat=seat("unit_clerk"))
    case = settled.register(noon, kind="complaint", channel="hotline")
    settled.do(noon, "intake_clerk", "dispatch", case, unit=UNIT)
    assert told(settled, "order_dispatched")[-1] == (UNIT, "in_app")


def test_an_instruction_is_told_to_the_head_or_to_who_stands_in(settled):
    noon = at("2025-11-06", "12:00")
    settled.do(noon, "city_leader", "instruct", settled.unanswered, instruction="Go and see", days=3)
    settled.do(noon, "administrator", "vacate_seat", UNIT, seat=seat("unit_head"))
    settled.do(noon, "city_leader", "instruct", settled.unanswered, instruction="Once more", days=3)
    assert told(settled, "instruction_given") == [(seat("unit_head"), "in_app"), (seat("unit_deputy"), "in_app")]


def test_an_instruction_before_any_unit_has_it_is_told_to_the_office(settled):
    noon = at("2025-11-06", "12:00")
    case = settled.register(noon, kind="complaint", channel="hotline")
    settled.do(noon, "city_leader", "instruct", case, instruction="Go and see", days=3)
    assert told(settled, "instruction_given") == [("office", "in_app")]


def test_an_answer_that_came_back_is_told_to_the_unit_that_gave_it(settled):
    assert told(settled, "reply_sent_back") == [(UNIT, "in_app")] * 2


@pytest.mark.parametrize(("granted", "template"), [(True, "return_granted"), (False, "return_refused")])
def test_a_ruling_on_a_return_is_told_to_the_unit_that_asked(settled, granted, template):
    noon = at("2025-11-06", "12:00")
    case = settled.register(noon, kind="complaint", channel="hotline")
    settled.do(noon, "intake_clerk", "dispatch", case, unit=UNIT)
    settled.do(noon, seat("unit_clerk"), "request_return", case, reason="r", basis="b")
    settled.do(noon, OFFICE, "rule_on_return", case, granted=granted, reason="r")
    assert told(settled, template) == [(UNIT, "in_app")]


def test_a_miss_is_told_to_the_unit_and_the_office_and_what_it_establishes_to_the_unit(settled):
    settled.tick(at("2025-12-01"))
    (missed, *_) = [each for each in settled.facts(NoticeQueued) if each.template == "deadline_missed"]
    assert set(told(settled, "deadline_missed")) >= {(UNIT, "in_app"), ("office", "in_app")}
    assert set(missed.values) == {"deadline", "due_at"}
    assert missed.occurred_at == at("2025-12-01"), "they are told when it is found out, not when it was due"
    assert set(told(settled, "finding_recorded")) == {(UNIT, "in_app")}


@pytest.mark.parametrize("ruling", ["uphold_finding", "overturn_finding"])
def test_a_contest_is_told_to_the_office_and_what_came_of_it_to_the_unit(settled, ruling):
    noon, about = at("2025-11-06", "12:00"), {"finding": "sent_back_twice:1"}
    settled.do(noon, seat("unit_head"), "contest_finding", settled.sent_back, **about, grounds="g")
    assert told(settled, "finding_contested") == [("office", "in_app")]
    settled.do(noon, OFFICE, ruling, settled.sent_back, **about, reason="r")
    template = {"uphold_finding": "finding_upheld", "overturn_finding": "finding_overturned"}[ruling]
    assert told(settled, template) == [(UNIT, "in_app")]
    (notice,) = [each for each in settled.facts(NoticeQueued) if each.template == template]
    assert notice.values["finding"] == "sent_back_twice"


def test_a_matter_that_was_raised_is_told_to_the_seat_that_must_decide():
    town = Town()
    case = town.register(at("2025-10-13"))
    matter = town.propose(at("2025-10-13", "10:00"), case)
    town.raise_by(at("2025-10-13", "11:00"), "unit_section_head", matter)
    town.do(at("2025-10-13", "12:00"), "administrator", "vacate_seat", UNIT, seat=seat("unit_deputy"))
    told_to = [seat(role) for role in ("unit_section_head", "unit_deputy", "unit_section_head")]
    assert told(town, "matter_raised") == [(each, "in_app") for each in told_to]
    assert [each.values["level"] for each in town.facts(NoticeQueued)] == ["2", "3", "3"]


def closed(town, **more):
    noon = at("2025-11-06", "12:00")
    case = town.register(noon, kind="complaint", channel="hotline", **more)
    town.do(noon, "intake_clerk", "dispatch", case, unit=UNIT)
    town.do(noon, seat("unit_clerk"), "sign", case)
    items = ["point_by_point", "cited_documents", "communication_record", "satisfaction", "handler_contact"]
    said = {"reply": "done", "outcome": "done", "approved_by": "unit_deputy", "items": items}
    town.do(noon, seat("unit_clerk"), "submit_reply", case, **said)
    town.do(noon, OFFICE, "accept_reply", case)
    town.do(noon, seat("unit_clerk"), "tell_citizen", case, way="phone", call_record="told")
    town.do(noon, OFFICE, "close", case, outcome="done")
    return case


def test_the_complainant_hears_by_text_message_that_the_result_was_told_and_the_case_closed(settled):
    case = closed(settled, contact="0000-0042")
    assert told(settled, "citizen_told") == told(settled, "case_closed") == [("complainant", "sms")]
    (line,) = settled.world.rows(CaseLedger, case=case)
    assert [message.to for message in settled.world.post.messages] == ["00000042"] * 2
    assert all(line.number in message.text for message in settled.world.post.messages)
    assert settled.facts(NoticeDelivered)[-1].occurred_at == at("2025-11-06", "12:00")


def test_nobody_is_written_to_where_no_contact_was_given(settled):
    closed(settled, name=None, contact=None, anonymous_because="wish")
    assert told(settled, "case_closed") == []
    assert settled.world.post.messages == []


def test_where_no_text_message_leaves_none_is_queued(settled):
    closed(settled)
    another = Troubled()
    another.unanswered = closed(another)
    another.look()
    surroundings = replace(another.house.reactor.surroundings, post=NO_POST)
    Reactor(surroundings, MemoryProgress()).catch_up()
    assert {notice.way for notice in another.facts(NoticeQueued)} == {"in_app"}
    assert {notice.way for notice in settled.facts(NoticeQueued)} == {"in_app", "sms"}


def test_running_again_from_the_beginning_tells_nobody_twice(settled):
    closed(settled)
    settled.tick(at("2025-12-01"))
    head, sent = settled.store.head(), len(settled.world.post.messages)
    Reactor(settled.house.reactor.surroundings, MemoryProgress()).catch_up()
    settled.world.settle()
    assert (settled.store.head(), len(settled.world.post.messages)) == (head, sent)


def test_opening_a_notice_leaves_the_version_of_its_case_alone(settled):
    case = settled.unanswered
    version = settled.store.get(Complaint, case).version
    row = next(row for row in settled.world.rows(Notices, case=case) if row.template == "order_dispatched")
    settled.do(at("2025-11-06", "12:00"), seat("unit_clerk"), "open", row.notice)
    assert settled.facts(NoticeOpened)
    assert settled.store.get(Complaint, case).version == version


def test_a_seat_with_a_letter_box_gets_a_copy_and_the_unit_as_a_whole_one_for_each(town):
    town.world.post.letter_boxes = {
        SeatId(seat("unit_clerk")): ("clerk@office.example", UNIT, "unit_clerk"),
        SeatId(seat("unit_head")): ("head@office.example", UNIT, "unit_head"),
        SeatId("office"): ("office@office.example", None, OFFICE),
    }
    town.world.settle()
    town.tick(at("2025-12-01"))
    letters = {(letter.to, letter.text.partition("：")[2]) for letter in town.world.post.letters}
    assert ("clerk@office.example", "新派单，请签收。请登录办理。") in letters
    assert ("head@office.example", "新派单，请签收。请登录办理。") not in letters
    to_all = {to for to, text in letters if "超期" in text}
    assert to_all == {"clerk@office.example", "head@office.example", "office@office.example"}


def test_what_was_known_of_a_notice_at_an_instant():
    town = Troubled()
    town.world.settle()
    row = next(row for row in town.world.rows(Notices) if row.template == "order_dispatched")
    town.follows = True
    opened = at("2025-11-06", "12:00")
    town.do(opened, seat("unit_clerk"), "open", row.notice)
    town.do(at("2025-11-06", "13:00"), "administrator", "vacate_seat", UNIT, seat=seat("unit_head"))
    (now,) = town.world.rows(Notices, notice=row.notice)
    assert (now.status, now.opened_at, now.opened_by) == ("opened", opened, (seat("unit_clerk"),))
    assert as_at(now, row.queued_at).status == "delivered"
    assert as_at(now, at("2025-11-05", "01:00")) is None
    assert as_at(now, opened).opened_by == now.opened_by


def test_a_supervision_is_told_to_the_unit_it_is_about_and_so_is_its_raise(settled):
    noon = at("2025-11-06", "12:00")
    case = settled.register(noon, kind="complaint", channel="hotline", origin="province")
    settled.do(noon, "intake_clerk", "dispatch", case, unit=UNIT)
    for trigger in ("recurring", "exposed"):
        settled.do(noon, "supervisor", "issue_supervision", case, trigger=trigger, means=["by_talk"])
    queued = [each for each in settled.facts(NoticeQueued) if each.template == "supervision_issued"]
    assert [(whom(each), each.values["level"]) for each in queued] == [(UNIT, "1"), (UNIT, "2")]
    assert [cause_of(settled, each) for each in queued] == ["supervision.issued", "supervision.raised"]
