"""Who is reminded that time runs out, when, and how often."""

from __future__ import annotations

import pytest

from application.reactions.base import Surroundings
from application.reminding import Reminding
from domain.calendar import beijing
from domain.errors import NotFound
from domain.events.deadlines import DeadlineExtended, DeadlineSet
from domain.events.notice import NoticeQueued
from projections.timeliness import Timeliness
from tests.support.facts import at
from tests.support.town import UNIT, Town, seat

OFFICE = "efficiency_office"


def reminders(town, key=None):
    found = [notice for notice in town.facts(NoticeQueued) if notice.template == "deadline_near"]
    return [each for each in found if key in {None, each.values["deadline"]}]


def look(town, when):
    town.world.advance_to(when)
    town.world.settle()
    found = town.house.reminding.tick()
    town.world.settle()
    return found


def clock(town, case, key):
    (row,) = town.world.rows(Timeliness, case=case, deadline=key)
    return row


@pytest.fixture
def town():
    return Town("suzhou-2021")


@pytest.fixture
def case(town):
    """Signed for on Wednesday 5 November; the answer has seven working days."""
    noon = at("2025-11-05", "10:00")
    case = town.register(noon, kind="complaint", channel="hotline")
    town.do(noon, "intake_clerk", "dispatch", case, unit=UNIT)
    town.do(noon, seat("unit_clerk"), "sign", case)
    return case


def test_the_unit_is_reminded_once_from_the_warning_time_on(town, case):
    row = clock(town, case, "handle:1")
    assert look(town, at("2025-11-12", "23:59")) == 0
    assert look(town, row.warn_at) == 1
    assert [look(town, at("2025-11-13", f"{hour}:00")) for hour in (10, 12, 15)] == [0, 0, 0]
    (told,) = reminders(town, "handle:1")
    assert (told.recipient, told.unit, told.case) == ("unit", UNIT, case)
    assert told.values == {"deadline": "handle:1", "due_at": beijing(row.due_at).isoformat()}
    assert told.occurred_at == row.warn_at


def test_the_reminder_names_the_fact_that_gave_the_time(town, case):
    look(town, clock(town, case, "handle:1").warn_at)
    (told,) = reminders(town)
    (fact,) = [fact for place, fact in town.store.facts(told.act.cause - 1, 1)]
    assert isinstance(fact, DeadlineSet)
    assert fact.key == "handle:1"


def test_a_process_that_begins_anew_reminds_nobody_twice(town, case):
    when = clock(town, case, "handle:1").warn_at
    look(town, when)
    desk = town.house.desk
    assert Reminding(Surroundings(desk, town.house.deadlines, town.house.stalled)).tick() == 0
    assert len(reminders(town)) == 1


def test_whoever_got_more_time_is_reminded_of_the_new_due_time(town, case):
    more = {"deadline": "handle:1", "amount": 5, "consented_by": "unit_deputy", "reason": "r", "application": "a"}
    told = {"explained_to_citizen_at": at("2025-11-10", "09:00"), "explained_by_way_of": "phone"}
    town.do(at("2025-11-10", "10:00"), seat("unit_clerk"), "request_extension", case, **more, **told)
    (extended,) = town.facts(DeadlineExtended)
    assert look(town, at("2025-11-14", "10:00")) == 0, "there is time again"
    assert look(town, extended.warn_at) == 1
    (told,) = reminders(town)
    assert told.values["due_at"] == extended.due.due_at.isoformat()


def test_what_was_done_or_has_passed_needs_no_reminder(town, case):
    items = ["point_by_point", "cited_documents", "communication_record", "satisfaction", "handler_contact"]
    said = {"reply": "done", "outcome": "done", "approved_by": "unit_deputy", "items": items}
    other = town.register(at("2025-11-05", "11:00"), kind="complaint", channel="hotline")
    town.do(at("2025-11-05", "11:00"), "intake_clerk", "dispatch", other, unit=UNIT)
    town.do(at("2025-11-06", "11:00"), seat("unit_clerk"), "submit_reply", case, **said)
    town.do(at("2025-11-06", "11:00"), OFFICE, "accept_reply", case)
    look(town, at("2025-12-10", "09:00"))
    assert reminders(town) == []


def test_an_hour_before_an_order_must_be_signed_for_and_two_before_it_must_be_handed_out(town):
    case = town.register(at("2025-11-05", "09:00"), kind="complaint", channel="hotline")
    town.do(at("2025-11-05", "09:05"), "intake_clerk", "dispatch", case, unit=UNIT)
    waiting = town.register(at("2025-11-05", "09:10"), kind="complaint", channel="hotline")
    for key, of in (("sign:1", case), ("dispatch:1", waiting)):
        row = clock(town, of, key)
        assert row.started_at < row.warn_at
        look(town, row.warn_at)
        assert len(reminders(town, key)) == 1, key
    assert {each.values["deadline"]: each.unit or each.recipient for each in reminders(town)} == {
        "sign:1": UNIT,
        "dispatch:1": "office",
    }


def test_a_deadline_that_only_warns_reminds_nobody(town, case):
    soft = [row for row in town.world.rows(Timeliness, case=case) if not row.breaches]
    assert soft
    for row in soft:
        look(town, max(row.warn_at, town.house.desk.clock.now()))
    assert not {each.values["deadline"] for each in reminders(town)} & {row.deadline for row in soft}


def test_a_report_that_belongs_to_no_case_is_reminded_of_too(town):
    town.do(at("2025-11-05", "10:00"), "administrator", "begin_obligations", "here", since="2025-11-06")
    town.tick(at("2025-11-07", "00:01"))
    (row,) = town.world.rows(Timeliness, name="report.daily", state="running")
    assert look(town, row.warn_at) == 1
    (told,) = reminders(town, row.deadline)
    assert (told.recipient, told.case, told.values["subject"]) == ("office", None, str(row.subject))


def test_one_that_cannot_be_found_stops_no_other(town, case, monkeypatch, caplog):
    other = town.register(at("2025-11-05", "10:30"), kind="complaint", channel="hotline")
    town.do(at("2025-11-05", "10:30"), "intake_clerk", "dispatch", other, unit=UNIT)
    found = town.store.get

    def lost(kind, id):
        if id == case:
            raise NotFound("it is gone", remedy="none")
        return found(kind, id)

    monkeypatch.setattr(town.store, "get", lost)
    assert look(town, clock(town, case, "handle:1").warn_at) == 1
    assert [each.case for each in reminders(town, "handle:1")] == [other]
    assert str(case) in caplog.text
