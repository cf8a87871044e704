"""Two moments of one case compared, on a story in memory: an answer in time that was written down too late."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from adapters.scenarios.runner import Runner
from adapters.scenarios.story import read_story
from adapters.scenarios.worlds import world_of
from projections.case_ledger import CaseLedger
from projections.comparing import PAST_DUE, between, differences, in_order, known

STORY = Path(__file__).parents[1] / "scenarios" / "late_entry_overturns.toml"


@pytest.fixture(scope="module")
def seen():
    """What was known of the story's case at an instant."""
    story = read_story(STORY)
    world = world_of(story)
    assert Runner(story, world).run().holds
    (case,) = {row.case for row in world.views.rows(CaseLedger)}

    def at(civil, looked_at=None):
        instant = datetime.fromisoformat(f"{civil}:00+08:00")
        position = world.store.position_at(instant)
        return known(world.views.rows, case, position, position=position, at=looked_at or instant)

    return at


def test_a_miss_that_was_known_then_is_an_answer_in_time_later(seen):
    before, after = seen("2025-10-17T09:30"), seen("2025-10-17T10:00")
    (found,) = [each for each in differences(before, after) if each.subject == "reply:1"]
    assert (found.before.code, found.after.code) == ("missed", "met")
    assert found.says("zh").startswith("时限「reply:1」：由missed（至2025年10月16日 周四 24:00）变为met")
    assert found.says("en", str.title).startswith("Deadline Reply:1: missed (until Thu 16 Oct 2025 24:00) before")


def test_what_happened_before_and_became_known_after_came_in_between(seen):
    before, after = seen("2025-10-17T09:30"), seen("2025-10-17T10:00")
    told = next(fact for fact in between(before, after) if fact.topic == "complaint.citizen_told")
    assert told.is_late_entry
    assert told.occurred_at < before.at < told.recorded_at
    assert min(fact.position for fact in between(before, after)) > before.position


def test_the_holder_changes_once_and_in_words(seen):
    registered, accepted = seen("2025-10-13T08:59"), seen("2025-10-13T09:00")
    (found,) = [each for each in differences(registered, accepted) if each.what == "holder"]
    assert found.before is None
    assert found.says("en") == "Nobody held the case before, then office did"
    assert not [each for each in differences(accepted, seen("2025-10-14T09:00")) if each.what == "holder"]


def test_a_due_time_that_has_passed_is_no_longer_running_though_nothing_is_on_record(seen):
    running = seen("2025-10-16T09:00")
    late = seen("2025-10-16T09:00", looked_at=running.at + timedelta(days=2))
    assert PAST_DUE in {each.after.code for each in differences(running, late) if each.what == "deadline"}


def test_the_same_moment_differs_in_nothing_and_the_order_asked_in_does_not_matter(seen):
    before, after = seen("2025-10-16T09:00"), seen("2025-10-17T10:00")
    assert in_order(after, before) == in_order(before, after) == (before, after)
    assert list(differences(after, after)) == between(after, after) == []
