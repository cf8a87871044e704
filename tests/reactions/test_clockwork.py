import threading
from datetime import date

from adapters import read_side
from adapters.scenarios.worlds import MemoryProgress
from application.clockwork import Clockwork
from application.reactions.reactor import Reactor
from domain.errors import VersionConflict
from domain.events.complaint import ComplaintAssignmentAccepted
from domain.events.deadlines import DeadlineMissed, DeadlineRecomputed
from domain.events.findings import FindingRecorded
from projections.findings import FindingsView
from projections.timeliness import Timeliness
from tests.reactions.conftest import ITEMS
from tests.support.facts import at
from tests.support.town import UNIT, Town, seat

NEXT_MONTH = at("2025-12-10")


def missed(town):
    return [(fact.case, fact.key) for fact in town.facts(DeadlineMissed)]


def deemed(town):
    return [fact.case for fact in town.facts(ComplaintAssignmentAccepted) if fact.deemed]


def handle_clock(town):
    (row,) = town.world.rows(Timeliness, case=town.unanswered, deadline="handle:1")
    return row


def test_what_passed_during_a_long_outage_is_recorded_once_at_its_own_due_time(town):
    town.world.settle()
    settled = town.tick(NEXT_MONTH)
    assert settled == len(missed(town)) + len(deemed(town))
    assert set(missed(town)) == {(town.sent_back, "handle:1"), (town.unanswered, "handle:1")}
    assert len(missed(town)) == 2
    assert all(fact.occurred_at == fact.due_at < NEXT_MONTH for fact in town.facts(DeadlineMissed))
    assert [town.tick(NEXT_MONTH) for _ in range(3)] == [0, 0, 0]


def test_an_order_nobody_returned_is_deemed_accepted_once(town):
    town.world.settle()
    town.tick(NEXT_MONTH)
    town.tick(NEXT_MONTH)
    assert len(deemed(town)) == 2
    assert set(deemed(town)) == {town.sent_back, town.unanswered}


def test_looking_before_the_views_have_seen_the_miss_records_it_no_second_time(town):
    town.world.settle()
    town.world.advance_to(NEXT_MONTH)
    first = town.house.clockwork.tick()
    assert first > 0
    assert town.house.clockwork.tick() == 0
    assert len(missed(town)) == len(set(missed(town)))


def test_two_at_once_settle_each_deadline_once(town):
    town.world.settle()
    town.world.advance_to(NEXT_MONTH)
    start, settled = threading.Barrier(2), []

    def look():
        start.wait()
        settled.append(Clockwork(town.house.desk, town.house.deadlines, town.house.obliged).tick())

    threads = [threading.Thread(target=look) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    town.world.settle()
    town.tick(NEXT_MONTH)
    assert len(settled) == 2
    assert len(missed(town)) == len(set(missed(town))) > 0
    assert len(town.facts(FindingRecorded)) == len({(fact.case, fact.key) for fact in town.facts(FindingRecorded)})


def test_a_deadline_somebody_was_faster_about_is_looked_at_again_by_the_next_tick(town, monkeypatch):
    town.world.settle()
    with monkeypatch.context() as hindered:

        def conflict(*_, **__):
            raise VersionConflict("somebody", 7)

        hindered.setattr(town.store, "save", conflict)
        assert town.tick(NEXT_MONTH) == 0
    assert not missed(town)
    assert town.tick(NEXT_MONTH) > 0


def test_any_number_that_stays_open_hides_none_of_those_due_later(town, monkeypatch):
    monkeypatch.setattr(read_side, "PAGE", 2)
    waiting = [town.handed_out("08:00") for _ in range(5)]
    for case in waiting:
        town.answer(case, "15:00")
    town.world.settle()
    passed = [found.subject for found in town.house.deadlines.passed_by(NEXT_MONTH) if found.key == "handle:1"]
    assert set(passed) == {*waiting, town.sent_back, town.unanswered}
    town.tick(NEXT_MONTH)
    assert set(missed(town)) == {(town.sent_back, "handle:1"), (town.unanswered, "handle:1")}
    assert {row.state for case in waiting for row in town.world.rows(Timeliness, case=case, name="handle")} == {
        "running"
    }


def test_what_passed_while_its_answer_waits_for_review_is_nothing_the_clockwork_is_behind_with(town):
    waiting = town.handed_out("08:00")
    town.answer(waiting, "15:00")
    town.world.settle()
    town.world.advance_to(NEXT_MONTH)
    assert town.house.clockwork.is_behind()
    town.tick(NEXT_MONTH)
    assert not town.house.clockwork.is_behind()


def test_an_instant_before_the_due_time_settles_nothing(town):
    town.world.settle()
    assert town.tick(at("2025-11-05", "23:00")) == 0
    assert not missed(town)


def test_a_schedule_announced_moves_what_is_still_running_once(town):
    """An officer enters two more days off; the order of 5 November is due so much later, and both due times stay."""
    town.world.settle()
    assert handle_clock(town).due_at == at("2025-11-15", "00:00")
    off = {"2025-11-06": "a day off", "2025-11-07": "a day off"}
    announced = {"year": 2025, "notice": "an invented notice", "off": off, "working": {}}
    town.do(at("2025-11-05", "18:00"), "administrator", "announce_schedule", **announced)
    town.world.settle()
    moved = handle_clock(town)
    assert (moved.first_due_at, moved.due_at) == (at("2025-11-15", "00:00"), at("2025-11-19", "00:00"))
    keys = [(fact.case, fact.key) for fact in town.facts(DeadlineRecomputed)]
    progress = MemoryProgress()
    Reactor(town.house.reactor.surroundings, progress).catch_up()
    assert [(fact.case, fact.key) for fact in town.facts(DeadlineRecomputed)] == keys
    assert len(keys) == len(set(keys))


def days_off(town, when):
    """An officer enters two days off that nobody knew of when the order of 5 November was missed."""
    off = {"2025-11-13": "a day off", "2025-11-14": "a day off"}
    announced = {"year": 2025, "notice": "an invented notice", "off": off, "working": {}}
    town.do(when, "administrator", "announce_schedule", **announced)
    town.world.settle()


def late_findings(town):
    return [(row.finding, row.status) for row in town.world.rows(FindingsView, case=town.unanswered)]


def test_what_a_schedule_gave_more_time_for_is_missed_again_when_that_time_has_passed_too(town):
    town.tick(at("2025-11-16"))
    assert handle_clock(town).state == "missed"
    days_off(town, at("2025-11-16", "10:00"))
    assert (handle_clock(town).state, handle_clock(town).due_at) == ("running", at("2025-11-19", "00:00"))
    assert late_findings(town) == [("handled_late:1", "overturned")]
    town.tick(at("2025-11-25"))
    town.tick(at("2025-11-26"))
    assert [fact.due_at for fact in town.facts(DeadlineMissed) if fact.case == town.unanswered] == [
        at("2025-11-15", "00:00"),
        at("2025-11-19", "00:00"),
    ]
    assert late_findings(town) == [("handled_late:1", "overturned"), ("handled_late:2", "recorded")]


def test_an_answer_within_the_time_a_schedule_gave_is_in_time_though_it_was_missed_before(town):
    town.tick(at("2025-11-16"))
    days_off(town, at("2025-11-16", "10:00"))
    answer(town, at("2025-11-17", "10:00"))
    assert handle_clock(town).state == "met"
    town.tick(at("2025-11-25"))
    assert late_findings(town) == [("handled_late:1", "overturned")]


def test_a_late_answer_that_a_schedule_shows_to_have_been_in_time_is_shown_as_in_time(town):
    town.tick(at("2025-11-16"))
    answer(town, at("2025-11-17", "10:00"))
    assert handle_clock(town).state == "met_late"
    days_off(town, at("2025-11-20", "10:00"))
    assert handle_clock(town).state == "met"
    assert late_findings(town) == [("handled_late:1", "overturned")]


def answer(town, when):
    said = {"reply": "done", "outcome": "done", "approved_by": "unit_head", "items": ITEMS}
    town.do(when, seat("unit_clerk"), "submit_reply", town.unanswered, **said)
    town.do(when, "efficiency_office", "accept_reply", town.unanswered)
    town.world.settle()


def test_a_notice_that_takes_a_day_of_the_december_before_moves_what_ends_in_it():
    town = Town("suzhou-2021", begins=at("2026-12-01"))
    noon = at("2026-12-22", "12:00")
    case = town.register(noon, kind="complaint", channel="hotline")
    town.do(noon, "intake_clerk", "dispatch", case, unit=UNIT)
    (before,) = town.world.rows(Timeliness, case=case, name="handle")
    assert before.last_day == date(2026, 12, 31)
    off = {"2026-12-31": "New Year", "2027-01-01": "New Year"}
    announced = {"year": 2027, "notice": "an invented notice", "off": off, "working": {}}
    town.do(at("2026-12-23"), "administrator", "announce_schedule", **announced)
    (after,) = town.world.rows(Timeliness, case=case, name="handle")
    assert (after.last_day, after.recomputed_by) == (date(2027, 1, 4), "an invented notice")
