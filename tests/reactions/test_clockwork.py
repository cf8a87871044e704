import threading

from adapters import read_side
from adapters.scenarios.worlds import MemoryProgress
from application.clockwork import Clockwork
from application.reactions.reactor import Reactor
from domain.errors import VersionConflict
from domain.events.complaint import ComplaintAssignmentAccepted
from domain.events.deadlines import DeadlineMissed, DeadlineRecomputed
from domain.events.findings import FindingRecorded
from projections.timeliness import Timeliness
from tests.support.facts import at

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
