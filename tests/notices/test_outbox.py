"""What waits goes out once, is tried again within bounds, and is recorded as it went."""

from __future__ import annotations

import pytest

from application.outbox import WAITS
from application.ports import NotSent
from application.store import OutcomeUnknown
from domain.events.complaint import ComplaintRegistered
from domain.events.erasure import ErasureCarriedOut
from domain.events.notice import NoticeDelivered, NoticeFailed
from projections.notices import Notices
from tests.support.facts import at
from tests.support.town import UNIT, Town, seat

NOON = at("2025-11-06", "12:00")
ITEMS = ["point_by_point", "cited_documents", "communication_record", "satisfaction", "handler_contact"]


class Telling(Town):
    """A town in which a complainant is about to be told."""

    def __init__(self, **more):
        super().__init__("suzhou-2021")
        self.post = self.world.post
        self.case = self.register(NOON, **{"kind": "complaint", "channel": "hotline", "contact": "0000 0042", **more})
        self.do(NOON, "intake_clerk", "dispatch", self.case, unit=UNIT)
        self.do(NOON, seat("unit_clerk"), "sign", self.case)
        said = {"reply": "done", "outcome": "done", "approved_by": "unit_deputy", "items": ITEMS}
        self.do(NOON, seat("unit_clerk"), "submit_reply", self.case, **said)
        self.do(NOON, "efficiency_office", "accept_reply", self.case)

    def tell(self):
        self.do(NOON, seat("unit_clerk"), "tell_citizen", self.case, way="phone", call_record="told")

    def message(self):
        (row,) = [row for row in self.world.rows(Notices, case=self.case) if row.way == "sms"]
        return row

    def later(self, wait):
        self.world.advance_to(self.world.clock.now() + wait)
        self.world.settle()


@pytest.fixture
def town():
    return Telling()


def test_a_carrier_that_is_away_is_tried_again_when_its_time_has_come(town):
    town.post.failures = [NotSent("unreachable")]
    town.tell()
    row = town.message()
    assert (row.status, row.reason, row.attempts, row.retry_at) == ("waiting", "unreachable", 1, NOON + WAITS[0])
    town.world.settle()
    assert town.post.messages == []
    town.later(WAITS[0])
    assert [message.to for message in town.post.messages] == ["00000042"]
    row = town.message()
    assert (row.status, row.attempts, row.retry_at, row.delivered_at) == ("delivered", 2, None, NOON + WAITS[0])


def test_after_the_last_attempt_it_is_given_up(town):
    town.post.failures = [NotSent("unreachable") for _ in range(len(WAITS) + 5)]
    town.tell()
    for wait in WAITS:
        assert town.message().status == "waiting"
        town.later(wait)
    row = town.message()
    assert (row.status, row.attempts) == ("failed", len(WAITS) + 1)
    town.later(WAITS[-1] * 10)
    assert len(town.facts(NoticeFailed)) == len(WAITS) + 1


def test_what_the_carrier_refuses_for_good_is_not_tried_again(town):
    town.post.failures = [NotSent("rejected", is_final=True)]
    town.tell()
    assert (town.message().status, town.message().reason) == ("failed", "rejected")


@pytest.mark.parametrize("contact", ["somebody@home.example", "call my sister", "12"])
def test_a_contact_that_is_no_number_is_not_sent_to(contact):
    town = Telling(contact=contact)
    town.tell()
    assert (town.message().status, town.message().reason) == ("failed", "no_number")
    assert town.post.messages == []


def test_who_was_erased_meanwhile_is_not_written_to(town):
    town.post.failures = [NotSent("unreachable")]
    town.tell()
    town.house.desk.texts.erase(town.case)
    town.later(WAITS[0])
    assert (town.message().status, town.message().reason) == ("failed", "no_contact")
    assert town.post.messages == []


def test_a_letter_box_that_is_gone_is_not_sent_to(town):
    clerk = seat("unit_clerk")
    town.post.letter_boxes[clerk] = ("clerk@office.example", UNIT, "unit_clerk")
    town.post.failures = [NotSent("unreachable")]
    town.do(NOON, "efficiency_office", "send_back", town.case, defects=["incomplete"])
    del town.post.letter_boxes[clerk]
    town.later(WAITS[0])
    (row,) = town.world.rows(Notices, way="mail")
    assert (row.status, row.reason) == ("failed", "no_address")


def test_whoever_is_stopped_between_sending_and_recording_sends_once_more_and_records_once(town, monkeypatch):
    save = town.store.save

    def stopped(*_objects, **_options):
        monkeypatch.setattr(town.store, "save", save)
        raise OutcomeUnknown("gone")

    town.follows = False
    town.tell()
    town.world.views.follow(town.store.facts(town.world.views.position, 1000))
    town.house.reactor.catch_up()
    town.world.views.follow(town.store.facts(town.world.views.position, 1000))
    monkeypatch.setattr(town.store, "save", stopped)
    with pytest.raises(OutcomeUnknown):
        town.house.outbox.deliver()
    town.world.settle()
    first, second = town.post.messages
    assert first == second, "the same key tells a carrier that it has this one"
    assert [fact.attempt for fact in town.facts(NoticeDelivered) if fact.act.occurred_at == NOON][-1] == 1
    assert town.message().attempts == 1


def test_asked_twice_before_the_views_have_seen_it_the_outbox_sends_once(town):
    town.follows = False
    town.tell()
    views = town.world.views
    views.follow(town.store.facts(views.position, 1000))
    town.house.reactor.catch_up()
    views.follow(town.store.facts(views.position, 1000))
    assert town.house.outbox.deliver() == 1
    assert town.house.outbox.deliver() == 0
    assert len(town.post.messages) == 1


def test_the_text_has_the_number_and_the_code_and_nothing_of_what_was_written(town):
    town.tell()
    (message,) = town.post.messages
    (registered,) = town.facts(ComplaintRegistered)
    assert registered.number in message.text
    assert "查询码" in message.text
    assert message.key == town.message().notice


def test_what_a_carrier_kept_for_somebody_who_is_erased_goes_with_the_rest(town):
    town.tell()
    assert len(town.post.messages) == 1
    town.do(NOON, "efficiency_office", "close", town.case, outcome="done")
    town.tick(at("2025-11-20"))
    later = at("2028-01-05")
    town.do(later, "archivist", "propose_erasure", town.case, erase_because="person_asks", reason="r")
    town.do(later, "efficiency_office", "confirm_erasure", town.case)
    assert town.post.messages == []
    (gone,) = town.facts(ErasureCarriedOut)
    assert gone.messages >= 1


def test_who_is_erased_while_a_message_goes_out_is_in_no_file_of_a_carrier(town, monkeypatch):
    send = town.post.send_sms

    def send_and_erase(message):
        send(message)
        town.house.desk.texts.erase(town.case)

    monkeypatch.setattr(town.post, "send_sms", send_and_erase)
    town.tell()
    assert town.post.messages == []
