import threading
from dataclasses import replace

import pytest

from adapters.scenarios.worlds import MemoryProgress
from application.reactions.reactor import NAME, TRIES, Reactor
from domain.aggregates.notice import Notice
from domain.errors import VersionConflict
from domain.events.accountability import AccountabilityReviewNeeded, AccountabilityTriggered
from domain.events.findings import FindingOverturned, FindingRecorded
from tests.support.facts import at

LATER = at("2025-12-01")


def reactor(town, progress=None):
    """A follower of its own, at the beginning of the store."""
    return Reactor(town.house.reactor.surroundings, progress or MemoryProgress())


def test_sent_back_twice_running_opens_one_accountability_file(town):
    town.world.settle()
    (found,) = town.facts(FindingRecorded)
    (file,) = town.facts(AccountabilityTriggered)
    assert (file.finding, file.finding_key, file.case) == (found.kind, found.key, town.sent_back)
    assert file.act.cause in file.shown_by


def test_running_again_and_again_adds_nothing(town):
    town.world.settle()
    town.tick(LATER)
    head = town.store.head()
    for _ in range(3):
        assert town.house.reactor.catch_up() == 0
        reactor(town).catch_up()
    assert town.store.head() == head


def test_a_restart_from_any_position_adds_nothing(town):
    town.world.settle()
    town.tick(LATER)
    town.do(LATER, "efficiency_office", "overturn_finding", town.sent_back, finding="sent_back_twice:1", reason="r")
    town.world.settle()
    head = town.store.head()
    assert town.facts(AccountabilityReviewNeeded)
    for position in range(head + 1):
        progress = MemoryProgress()
        progress.advance(NAME, position)
        reactor(town, progress).catch_up()
        assert progress.position(NAME) == head
    assert town.store.head() == head


def test_a_crash_before_progress_was_kept_repeats_the_reaction_and_records_nothing_new(town):
    class Crashing(MemoryProgress):
        def advance(self, name, position):
            if town.facts(AccountabilityTriggered):
                raise ConnectionError("gone")
            super().advance(name, position)

    town.look()
    with pytest.raises(ConnectionError):
        reactor(town, progress := Crashing()).catch_up()
    assert progress.position(NAME) < town.store.head() - 1
    town.world.settle()
    assert len(town.facts(AccountabilityTriggered)) == 1


def test_two_at_once_do_it_once(town):
    town.look()
    start, followers = threading.Barrier(2), [reactor(town) for _ in range(2)]
    failures = []

    def follow(each):
        start.wait()
        try:
            each.catch_up()
        except Exception as error:  # noqa: BLE001  (a thread's failure is the test's)
            failures.append(error)

    threads = [threading.Thread(target=follow, args=(each,)) for each in followers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures
    assert len(town.facts(AccountabilityTriggered)) == 1


def faster_than(town, monkeypatch, times):
    """Another command is faster than the opening of a file, so many times; how often saving it was tried."""
    tried, save = [], town.store.save

    def saved(*objects, **options):
        if isinstance(objects[0], Notice):
            return save(*objects, **options)
        tried.append(objects)
        if len(tried) <= times:
            raise VersionConflict("somebody", 7)
        return save(*objects, **options)

    monkeypatch.setattr(town.store, "save", saved)
    return tried


def test_when_another_command_was_faster_the_reaction_is_done_again(town, monkeypatch):
    town.look()
    tried = faster_than(town, monkeypatch, TRIES - 1)
    reactor(town).catch_up()
    assert len(tried) == TRIES
    assert len(town.facts(AccountabilityTriggered)) == 1


def test_when_others_are_always_faster_it_says_so_and_the_fact_is_up_next(town, monkeypatch):
    town.look()
    progress = MemoryProgress()
    faster_than(town, monkeypatch, TRIES)
    with pytest.raises(VersionConflict):
        reactor(town, progress).catch_up()
    assert not town.facts(AccountabilityTriggered)
    reactor(town, progress).catch_up()
    assert len(town.facts(AccountabilityTriggered)) == 1


def test_it_never_runs_ahead_of_the_views_it_asks(town):
    town.look()
    seen = town.store.head() - 3
    surroundings = town.house.reactor.surroundings
    behind = replace(surroundings, deadlines=replace(surroundings.deadlines, reached=lambda: seen))
    progress = MemoryProgress()
    Reactor(behind, progress).catch_up()
    assert progress.position(NAME) == seen
    reactor(town, progress).catch_up()
    assert progress.position(NAME) > seen


def test_it_stops_where_it_is_told_to(town):
    town.look()
    progress = MemoryProgress()
    reactor(town, progress).catch_up(until=5)
    assert progress.position(NAME) == 5


def test_an_overturned_finding_asks_a_person_to_review_the_file_once(town):
    town.world.settle()
    town.do(LATER, "efficiency_office", "overturn_finding", town.sent_back, finding="sent_back_twice:1", reason="r")
    town.world.settle()
    reactor(town).catch_up()
    (overturned,), (review,) = town.facts(FindingOverturned), town.facts(AccountabilityReviewNeeded)
    assert review.because == overturned.because
